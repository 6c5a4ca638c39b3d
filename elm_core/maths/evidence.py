"""Probabilities that fall back to the shares of the classes where there is no evidence."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from elm_core.maths.calibration import fit_factor, softmax
from elm_core.maths.linalg import Array


def posterior(evidence: Array, factor: float, log_prior: Array) -> Array:
    """softmax(f · evidence + ln prior), for evidence (n × c) that is 0 where there is none."""
    return softmax(factor * evidence + log_prior)


def fit_evidence_factor(
    evidence: Array, codes: npt.NDArray[np.integer], log_prior: Array, weights: Array
) -> float:
    """Return the factor f that makes `posterior` of leave-one-out evidence most likely.

    Its targets hold back one count in n + 2 (Platt 1999, sec. 2.2), so that f stays finite
    when every row is right.
    """
    n, n_classes = evidence.shape
    doubt = 1.0 / (n + 2.0)
    target = np.full((n, n_classes), doubt / (n_classes - 1))
    target[np.arange(n), codes] = 1.0 - doubt
    return fit_factor(evidence, target, weights, log_prior)
