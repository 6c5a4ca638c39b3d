"""Measures of quality, as in scikit-learn, the part that this toolkit needs."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core.exceptions import InvalidInput
from elm_core.maths.linalg import Array

Labels = npt.NDArray[Any]


def accuracy_score(y_true: Any, y_pred: Any, *, sample_weight: Any = None) -> float:
    """Return the (weighted) share of equal labels.

    Examples
    --------
    >>> accuracy_score(["a", "b", "b"], ["a", "b", "a"])
    0.6666666666666666
    """
    true, predicted = _pair(y_true, y_pred)
    equal = true == predicted
    if equal.ndim > 1:
        equal = equal.all(axis=1)
    return float(np.average(equal, weights=_weights(sample_weight, len(true))))


def balanced_accuracy_score(y_true: Any, y_pred: Any) -> float:
    """Return the mean of the recalls of the classes in `y_true`."""
    matrix = confusion_matrix(y_true, y_pred)
    support = matrix.sum(axis=1)
    seen = support > 0
    return float((np.diag(matrix)[seen] / support[seen]).mean())


def confusion_matrix(
    y_true: Any, y_pred: Any, *, labels: Any = None, sample_weight: Any = None
) -> Array:
    """Return counts (or sums of weights): rows are true labels, columns predicted ones.

    Parameters
    ----------
    y_true, y_pred : array-like of shape (n,)
    labels : array-like or None
        Order of rows and columns; None: the sorted labels of both.
    sample_weight : array-like of shape (n,) or None
        Weighs the rows of both sides alike.
    """
    true, predicted = _pair(y_true, y_pred)
    known = np.unique(np.concatenate([true, predicted])) if labels is None else np.asarray(labels)
    rows, columns = _places(true, known, "y_true"), _places(predicted, known, "y_pred")
    flat = np.bincount(
        rows * len(known) + columns,
        weights=_weights(sample_weight, len(true)),
        minlength=len(known) ** 2,
    )
    return flat.reshape(len(known), len(known)).astype(np.float64)


def precision_recall_f1(
    y_true: Any, y_pred: Any, *, labels: Any = None
) -> tuple[Array, Array, Array, Array]:
    """Return precision, recall, F1 and support of each class; 0 where nothing was predicted."""
    matrix = confusion_matrix(y_true, y_pred, labels=labels)
    hit, predicted, support = np.diag(matrix), matrix.sum(axis=0), matrix.sum(axis=1)
    precision = _ratio(hit, predicted)
    recall = _ratio(hit, support)
    return precision, recall, _ratio(2 * hit, predicted + support), support


def log_loss(y_true: Any, y_proba: Any, *, labels: Any) -> float:
    """Return the mean of −log p(true class), p bounded away from 0 by machine precision."""
    proba = np.asarray(y_proba, dtype=np.float64)
    places = _places(np.asarray(y_true), np.asarray(labels), "y_true")
    p = proba[np.arange(len(places)), places]
    return float(-np.log(np.maximum(p, np.finfo(np.float64).eps)).mean())


def calibration_curve(
    y_true: Any, y_proba: Any, *, labels: Any, n_bins: int = 10
) -> list[dict[str, float]]:
    """Return, for each bin of top-class confidence that holds rows, what was said and what held.

    Returns
    -------
    list of dict
        ``from``, ``to``, ``confidence`` (mean), ``accuracy`` and ``count`` of each bin
        (from, to].
    """
    proba = np.asarray(y_proba, dtype=np.float64)
    top, confidence = proba.argmax(axis=1), proba.max(axis=1)
    right = top == _places(np.asarray(y_true), np.asarray(labels), "y_true")
    bins = np.clip(np.ceil(confidence * n_bins).astype(int) - 1, 0, n_bins - 1)
    curve = []
    for b in range(n_bins):
        inside = bins == b
        if inside.any():
            curve.append(
                {
                    "from": b / n_bins,
                    "to": (b + 1) / n_bins,
                    "confidence": float(confidence[inside].mean()),
                    "accuracy": float(right[inside].mean()),
                    "count": int(inside.sum()),
                }
            )
    return curve


def expected_calibration_error(
    y_true: Any, y_proba: Any, *, labels: Any, n_bins: int = 10
) -> float:
    """Return Σ (bin count / n) |accuracy − confidence| over bins of top-class confidence.

    Guo et al. (2017), "On calibration of modern neural networks", eq. 3.
    """
    curve = calibration_curve(y_true, y_proba, labels=labels, n_bins=n_bins)
    total = sum(b["count"] for b in curve)
    return sum(b["count"] * abs(b["accuracy"] - b["confidence"]) for b in curve) / total


def r2_score(y_true: Any, y_pred: Any, *, sample_weight: Any = None) -> float:
    """Return 1 − Σ(y − ŷ)² / Σ(y − ȳ)², the mean over outputs.

    A constant `y_true` gives 1 where it is met exactly, else 0, as in scikit-learn.
    """
    true, predicted = _columns(y_true, y_pred)
    weights = _weights(sample_weight, len(true))
    mean = np.average(true, axis=0, weights=weights)
    residual = np.average((true - predicted) ** 2, axis=0, weights=weights)
    spread = np.average((true - mean) ** 2, axis=0, weights=weights)
    score = np.where(residual == 0, 1.0, 0.0)
    varied = spread > 0
    score[varied] = 1.0 - residual[varied] / spread[varied]
    return float(score.mean())


def mean_squared_error(y_true: Any, y_pred: Any, *, sample_weight: Any = None) -> float:
    """Return the mean of (y − ŷ)², over outputs too."""
    true, predicted = _columns(y_true, y_pred)
    weights = _weights(sample_weight, len(true))
    return float(np.average((true - predicted) ** 2, axis=0, weights=weights).mean())


def mean_absolute_error(y_true: Any, y_pred: Any, *, sample_weight: Any = None) -> float:
    """Return the mean of |y − ŷ|, over outputs too."""
    true, predicted = _columns(y_true, y_pred)
    weights = _weights(sample_weight, len(true))
    return float(np.average(np.abs(true - predicted), axis=0, weights=weights).mean())


def _pair(y_true: Any, y_pred: Any) -> tuple[Labels, Labels]:
    true, predicted = np.asarray(y_true), np.asarray(y_pred)
    if true.shape[:1] != predicted.shape[:1] or not true.size:
        raise InvalidInput(
            f"y_true and y_pred must have the same length, at least 1: got shapes {true.shape} "
            f"and {predicted.shape}",
            parameter="y_pred",
        )
    return true, predicted


def _columns(y_true: Any, y_pred: Any) -> tuple[Array, Array]:
    true, predicted = _pair(y_true, y_pred)
    return (
        true.astype(np.float64).reshape(len(true), -1),
        predicted.astype(np.float64).reshape(len(predicted), -1),
    )


def _weights(sample_weight: Any, n: int) -> Array | None:
    if sample_weight is None:
        return None
    weights = np.asarray(sample_weight, dtype=np.float64)
    if weights.shape != (n,):
        raise InvalidInput(
            f"sample_weight has shape {weights.shape}, expected {(n,)}", parameter="sample_weight"
        )
    return weights


def _places(values: Labels, known: Labels, name: str) -> npt.NDArray[np.intp]:
    order = np.argsort(known, kind="stable")
    found = np.minimum(np.searchsorted(known, values, sorter=order), len(known) - 1)
    places = order[found]
    wrong = np.flatnonzero(known[places] != values)
    if wrong.size:
        row = int(wrong[0])
        value = values[row : row + 1].tolist()[0]
        raise InvalidInput(
            f"{name} holds {value!r} in row {row}, which is not among the labels",
            parameter=name,
            row=row,
        )
    return places


def _ratio(part: Array, whole: Array) -> Array:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
