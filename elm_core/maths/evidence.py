"""Probabilities that fall back to the shares of the classes where there is no evidence."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from elm_core.maths.calibration import fit_scaling, smoothed, softmax
from elm_core.maths.linalg import Array


def posterior(evidence: Array, factor: float, log_prior: Array) -> Array:
    """softmax(f · evidence + ln prior), for evidence (n × c) that is 0 where there is none."""
    return softmax(factor * evidence + log_prior)


def evened(evidence: Array, power: float) -> Array:
    """Return evidence (n × c), each row divided by its spread over the classes to a power.

    The evidence of a short text is small throughout: it has little in common with any other. At a
    power of 1 only the proportions would count, at 0 the size alone tells how sure one may be.
    """
    if not power:
        return evidence
    spread = evidence.std(axis=1, keepdims=True)
    return np.asarray(evidence / np.where(spread > 0, spread, 1.0) ** power)


def fit_posterior(
    evidence: Array,
    known: Array,
    codes: npt.NDArray[np.integer],
    log_prior: Array,
    weights: Array,
) -> tuple[float, Array]:
    """Return f and b (c,) that make softmax(f · evidence + known · b + ln prior) most likely.

    Parameters
    ----------
    evidence : (n, c) leave-one-out evidence, 0 where there is none
    known : (n,) share of each row that is known, which b counts for
    codes : (n,) index of the true class
    log_prior : (c,)
    weights : (n,)
        Times a factor they give the same.

    Platt (1999) scaling, with an intercept for each class (`calibration.fit_scaling`): with one
    slope alone a rare class keeps more than its share.
    """
    target = smoothed(codes, evidence.shape[1])
    return fit_scaling(evidence, target, weights, known, log_prior)
