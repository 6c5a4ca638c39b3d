"""Probabilities that fall back to the shares of the classes where there is no evidence."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from elm_core.maths.calibration import softmax
from elm_core.maths.linalg import Array

_LOW, _HIGH = np.log(1e-2), np.log(1e3)


def posterior(evidence: Array, factor: float, log_prior: Array) -> Array:
    """softmax(f · evidence + ln prior), for evidence (n × c) that is 0 where there is none."""
    return softmax(factor * evidence + log_prior)


def fit_evidence_factor(
    evidence: Array, codes: npt.NDArray[np.integer], log_prior: Array, weights: Array
) -> float:
    """Return the factor f that makes `posterior` of leave-one-out evidence most likely.

    The likelihood is concave in f: its derivative Σᵢ wᵢ Σ꜀ (tᵢ꜀ − pᵢ꜀) eᵢ꜀ has one sign change,
    found by bisection. Targets t hold back one count in Σw + 2 (Platt 1999, sec. 2.2), so that f
    stays finite when every row is right.
    """
    n, n_classes = evidence.shape
    doubt = 1.0 / (weights.sum() + 2.0)
    target = np.full((n, n_classes), doubt / (n_classes - 1))
    target[np.arange(n), codes] = 1.0 - doubt
    low, high = _LOW, _HIGH
    for _ in range(40):
        middle = (low + high) / 2.0
        missing = target - posterior(evidence, np.exp(middle), log_prior)
        slope = weights @ (missing * evidence).sum(axis=1)
        low, high = (middle, high) if slope > 0 else (low, middle)
    return float(np.exp((low + high) / 2.0))
