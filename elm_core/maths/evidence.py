"""Probabilities that fall back to the shares of the classes where there is no evidence."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from elm_core.maths.calibration import fit_factor, softmax
from elm_core.maths.linalg import Array

#: Rounds of factor and intercepts, and steps of the intercepts in each.
_ROUNDS, _STEPS = 8, 20


def posterior(evidence: Array, factor: float, log_prior: Array) -> Array:
    """softmax(f · evidence + ln prior), for evidence (n × c) that is 0 where there is none."""
    return softmax(factor * evidence + log_prior)


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

    Platt (1999) scaling with its intercept, for any number of classes: with one slope alone a
    rare class keeps more than its share. b is drawn towards 0 as if by a normal prior of variance
    1. The targets hold back one count in n + 2 (ibid., sec. 2.2), so that f stays finite when
    every row is right.
    """
    n, n_classes = evidence.shape
    doubt = 1.0 / (n + 2.0)
    target = np.full((n, n_classes), doubt / (n_classes - 1))
    target[np.arange(n), codes] = 1.0 - doubt
    b = np.zeros(n_classes)
    factor = 1.0
    reach = weights * (n / weights.sum()) * known
    wanted = reach @ target
    for _ in range(_ROUNDS):
        factor = fit_factor(evidence, target, weights, known[:, None] * b + log_prior)
        fixed = factor * evidence + log_prior
        for _ in range(_STEPS):
            proba = softmax(fixed + known[:, None] * b)
            slope = wanted - reach @ proba - b
            proba *= 1.0 - proba
            step = slope / ((reach * known) @ proba + 1.0)
            b += step
            if np.abs(step).max() < 1e-6:
                break
    return factor, b
