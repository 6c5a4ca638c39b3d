"""Probabilities from least-squares scores.

A softmax over raw scores is no probability. Here the scores are scaled by one inverse
temperature, and each class is given an intercept, chosen to maximise the likelihood of the
leave-one-out scores, which are what the model would have said of rows it had not seen. Platt
(1999), "Probabilistic outputs for support vector machines", for a slope, an intercept and
smoothed targets; Guo et al. (2017), "On calibration of modern neural networks", sec. 4.2, for
one slope of many classes. A slope alone never changes which class comes first; the intercepts
give rare classes their share.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from elm_core.maths.linalg import Array

#: The factor is looked for between these.
LOWEST, HIGHEST = 1e-2, 1e3

#: How far offsets may well move scores, which are near 0 and 1: the standard deviation of a normal
#: prior. Where the scores say next to nothing, as of four rows left out one by one, it keeps the
#: offsets from deciding everything.
OFFSET_SPREAD = 0.3

#: With more classes than these only the factor is fitted: the equations grow with their square.
MOST_INTERCEPTS = 200


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

    The targets are `smoothed`. Weights times a factor give the same.
    """
    w = np.ones(len(scores)) if weights is None else weights
    return fit_factor(scores, smoothed(codes, scores.shape[1]), w, 0.0)


def fit_calibration(
    scores: Array, codes: npt.NDArray[np.intp], weights: Array | None = None
) -> tuple[float, Array]:
    """Return f and b (n_classes,) that make softmax(f · (scores + b)) fit the labels best.

    The parameters are those of `fit_inverse_temperature`. b is 0 with more than 200 classes.
    """
    w = np.ones(len(scores)) if weights is None else weights
    target = smoothed(codes, scores.shape[1])
    factor, intercept = fit_scaling(scores, target, w)
    return factor, intercept / factor


def smoothed(codes: npt.NDArray[np.integer], n_classes: int) -> Array:
    """Return probabilities (n, n_classes) that hold back one count in n + 2 (Platt 1999, sec. 2.2).

    With them the factor stays finite when every row is right.
    """
    n = len(codes)
    doubt = 1.0 / (n + 2.0)
    target = np.full((n, n_classes), doubt / max(n_classes - 1, 1))
    target[np.arange(n), codes] = 1.0 - doubt
    return target


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


def fit_scaling(
    scores: Array,
    target: Array,
    weights: Array,
    reach: Array | None = None,
    offset: Array | float = 0.0,
) -> tuple[float, Array]:
    """Return f and b (n_classes,) that make softmax(f · scores + reach · b + offset) fit best.

    Parameters
    ----------
    scores : (n, n_classes)
    target : (n, n_classes) probabilities
    weights : (n,)
        Times a factor they give the same.
    reach : (n,) or None
        How much b counts for each row; None: 1.
    offset : (n_classes,) or 0

    f is as in `fit_factor`. b / f, which moves the scores, is drawn towards 0 as by a normal prior
    with a standard deviation of 0.3, f in it that of no b; b is 0 with more than 200 classes. The
    penalised cross-entropy is convex: Newton's steps, halved until they lead down.
    """
    n, n_classes = scores.shape
    b = np.zeros(n_classes)
    factor = fit_factor(scores, target, weights, offset)
    if n_classes > MOST_INTERCEPTS or not n:
        return factor, b
    w = weights * (n / weights.sum())
    r = np.ones(n) if reach is None else reach
    prior = 1.0 / (OFFSET_SPREAD * factor) ** 2
    loss, proba = _cross_entropy(factor, b, scores, target, w, r, offset, prior)
    for _ in range(50):
        off = proba - target
        off *= w[:, None]
        gradient = np.append(r @ off + prior * b, np.vdot(off, scores))
        at_bound = factor <= LOWEST and gradient[-1] > 0
        step = np.zeros(n_classes + 1)
        free = slice(0, n_classes + (not at_bound))
        curvature = _curvature(scores, proba, w, r, prior)[free, free]
        step[free] = -np.linalg.solve(curvature, gradient[free])
        fall = -float(step @ gradient)
        if fall <= 1e-9 * n:
            break
        for _ in range(40):
            there = min(max(factor + step[-1], LOWEST), HIGHEST), b + step[:-1]
            less, newer = _cross_entropy(*there, scores, target, w, r, offset, prior)
            if less < loss:
                break
            step *= 0.5
        else:
            break
        (factor, b), loss, proba = there, less, newer
    return float(factor), b


def _cross_entropy(
    factor: float,
    b: Array,
    scores: Array,
    target: Array,
    w: Array,
    r: Array,
    offset: Array | float,
    prior: float,
) -> tuple[float, Array]:
    """Return Σ wᵢ H(tᵢ, pᵢ) + prior · |b|²/2 and the probabilities p (n, n_classes)."""
    logits = factor * scores
    logits += offset
    logits += r[:, None] * b
    logits -= logits.max(axis=1, keepdims=True)
    said = np.einsum("ij,ij->i", target, logits)
    np.exp(logits, out=logits)
    total = logits.sum(axis=1)
    logits /= total[:, None]
    return float(w @ (np.log(total) - said) + prior * (b @ b) / 2.0), logits


def _curvature(scores: Array, proba: Array, w: Array, r: Array, prior: float) -> Array:
    """Return the second derivatives by b and f, (n_classes + 1, n_classes + 1)."""
    n_classes = scores.shape[1]
    out = np.empty((n_classes + 1, n_classes + 1))
    wide = proba * (w * r)[:, None]
    out[:-1, :-1] = -(wide.T * r) @ proba
    out[:-1, :-1].flat[:: n_classes + 1] += r @ wide + prior
    spread = scores - np.einsum("ij,ij->i", proba, scores)[:, None]
    out[-1, :-1] = out[:-1, -1] = np.einsum("ij,ij->j", wide, spread)
    spread *= spread
    out[-1, -1] = w @ np.einsum("ij,ij->i", proba, spread) + 1e-12
    return out
