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

#: The factor is looked for between these.
LOWEST, HIGHEST = 1e-2, 1e3


def softmax(logits: Array) -> Array:
    """exp(zᵢ) / Σ exp(zⱼ) by row, safe for large z."""
    out: Array = logits - logits.max(axis=1, keepdims=True)
    np.exp(out, out=out)
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
    when every row is right. Weights times a factor give the same.
    """
    n, n_classes = scores.shape
    w = np.ones(n) if weights is None else weights
    smooth = 1.0 / (n + n_classes)
    target = np.full((n, n_classes), smooth)
    target[np.arange(n), codes] = 1.0 - (n_classes - 1) * smooth
    return fit_factor(scores, target, w, 0.0)


def fit_factor(scores: Array, target: Array, weights: Array, offset: Array | float) -> float:
    """Return the f in [0.01, 1000] that makes softmax(f · scores + offset) fit best.

    Parameters
    ----------
    scores : (n, n_classes)
    target : (n, n_classes) probabilities
    weights : (n,)
    offset : (n_classes,) or 0

    The cross-entropy is convex in f: its derivative Σ wᵢ Σ (pᵢⱼ − tᵢⱼ) sᵢⱼ rises through its
    one zero. Newton's steps within a bracket, at most tenfold.
    """
    wanted = float(weights @ np.einsum("ij,ij->i", target, scores))
    low, high = LOWEST, HIGHEST
    factor = 1.0
    for _ in range(60):
        logits = factor * scores
        logits += offset
        proba = softmax(logits)
        del logits  # there is a number for each row and class
        proba *= scores
        mean = proba.sum(axis=1)
        slope = float(weights @ mean) - wanted
        low, high = (factor, high) if slope < 0 else (low, factor)
        if high == LOWEST or low == HIGHEST:
            return factor
        curvature = float(weights @ (np.einsum("ij,ij->i", proba, scores) - mean * mean))
        step = factor - slope / curvature if curvature > 0 else np.inf
        step = min(max(step, factor / 10.0, LOWEST), factor * 10.0, HIGHEST)
        if not low <= step <= high:
            step = float(np.sqrt(low * high))
        if abs(step - factor) <= 1e-10 * factor:
            return step
        factor = step
    return factor
