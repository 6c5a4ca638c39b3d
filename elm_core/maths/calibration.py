"""Probabilities from least-squares scores.

A softmax over raw scores is no probability. Here the scores are scaled by one inverse
temperature, chosen to maximise the likelihood of the leave-one-out scores, which are what
the model would have said of rows it had not seen. Guo et al. (2017), "On calibration of
modern neural networks", sec. 4.2 (temperature scaling); Platt (1999) for the smoothed targets.
One positive factor never changes which class comes first.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from elm_core.maths.linalg import Array

_LOW, _HIGH = np.log(1e-2), np.log(1e3)
_GOLDEN = (np.sqrt(5.0) - 1.0) / 2.0


def softmax(logits: Array) -> Array:
    """exp(zᵢ) / Σ exp(zⱼ) by row, safe for large z."""
    out: Array = np.exp(logits - logits.max(axis=1, keepdims=True))
    out /= out.sum(axis=1, keepdims=True)
    return out


def fit_inverse_temperature(
    scores: Array, codes: npt.NDArray[np.intp], weights: Array | None = None
) -> float:
    """Return the factor f that makes softmax(f · scores) fit the labels best.

    Parameters
    ----------
    scores : (n, n_classes) leave-one-out scores
    codes : (n,) index of the true class
    weights : (n,) or None

    The targets are smoothed by one count in n (Platt 1999, sec. 2.2), so that f stays finite
    when every row is right.
    """
    n, n_classes = scores.shape
    w = np.ones(n) if weights is None else weights
    smooth = 1.0 / (w.sum() + n_classes)
    target = np.full((n, n_classes), smooth)
    target[np.arange(n), codes] = 1.0 - (n_classes - 1) * smooth

    def loss(log_factor: float) -> float:
        logits = np.exp(log_factor) * scores
        logits = logits - logits.max(axis=1, keepdims=True)
        log_sum = np.log(np.exp(logits).sum(axis=1))
        return float(w @ (log_sum - (target * logits).sum(axis=1)))

    return float(np.exp(_golden_section(loss, _LOW, _HIGH)))


def _golden_section(loss: object, low: float, high: float, steps: int = 32) -> float:
    """Minimum of a unimodal function to (high − low)·0.618^steps."""
    assert callable(loss)
    a, b = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
    loss_a, loss_b = loss(a), loss(b)
    for _ in range(steps):
        if loss_a <= loss_b:
            high, b, loss_b = b, a, loss_a
            a = high - _GOLDEN * (high - low)
            loss_a = loss(a)
        else:
            low, a, loss_a = a, b, loss_b
            b = low + _GOLDEN * (high - low)
            loss_b = loss(b)
    return (low + high) / 2.0
