"""Measures of quality, as in scikit-learn, the part that this toolkit needs."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core.exceptions import InvalidInput, short
from elm_core.labels import of_one_kind
from elm_core.maths.linalg import Array
from elm_core.validation import (
    as_array,
    check_number,
    check_sample_weight,
    check_X,
)

Labels = npt.NDArray[Any]

#: Probabilities may be rounded to three places.
_ROUNDED = 2e-3


def accuracy_score(y_true: Any, y_pred: Any, *, sample_weight: Any = None) -> float:
    """Return the (weighted) share of equal labels.

    Examples
    --------
    >>> accuracy_score(["a", "b", "b"], ["a", "b", "a"])
    0.6666666666666666
    """
    true, predicted = _pair(y_true, y_pred)
    _same_kind(true, predicted)
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
    _same_kind(true, predicted)
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
    """Return the mean of −log p(true class), p bounded away from 0 by machine precision.

    Parameters
    ----------
    y_true : array-like of shape (n,)
    y_proba : array-like of shape (n, n_classes)
        Rows that add up to 1; scores are refused.
    labels : array-like of shape (n_classes,)
    """
    proba, places = _probabilities(y_true, y_proba, labels)
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
    check_number("n_bins", n_bins, low=1, integer=True)
    proba, places = _probabilities(y_true, y_proba, labels)
    top, confidence = proba.argmax(axis=1), proba.max(axis=1)
    right = top == places
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


def risk_coverage_curve(y_true: Any, y_proba: Any, *, labels: Any) -> dict[str, Array]:
    """Return how often a classifier is wrong where it only answers when sure enough.

    El-Yaniv & Wiener (2010), "On the foundations of noise-free selective classification", JMLR
    11. Give leave-one-out or test probabilities: on training rows the risk is too small.

    Returns
    -------
    dict
        ``threshold`` (n_distinct,), decreasing: answer where the top probability is at least
        this; ``coverage``: share of rows answered; ``risk``: share of the answers that are
        wrong.

    Examples
    --------
    >>> proba = [[0.9, 0.1], [0.6, 0.4], [0.2, 0.8]]
    >>> curve = risk_coverage_curve(["a", "b", "b"], proba, labels=["a", "b"])
    >>> curve["threshold"].tolist(), curve["risk"].round(2).tolist()
    ([0.9, 0.8, 0.6], [0.0, 0.0, 0.33])
    """
    proba, places = _probabilities(y_true, y_proba, labels)
    confidence = proba.max(axis=1)
    order = np.argsort(-confidence, kind="stable")
    wrong = np.cumsum(proba.argmax(axis=1)[order] != places[order])
    ranked = confidence[order]
    last = np.append(np.flatnonzero(np.diff(ranked)), len(ranked) - 1)
    answered = last + 1.0
    return {
        "threshold": ranked[last],
        "coverage": answered / len(ranked),
        "risk": wrong[last] / answered,
    }


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
    true, predicted = (
        a[:, 0] if a.ndim == 2 and a.shape[1] == 1 else a
        for a in (as_array(y_true, "y_true"), as_array(y_pred, "y_pred"))
    )
    if true.shape != predicted.shape or not true.ndim or not true.size:
        raise InvalidInput(
            f"y_true and y_pred must have the same length, at least 1: got shapes {true.shape} "
            f"and {predicted.shape}",
            parameter="y_pred",
        )
    return true, predicted


def _same_kind(true: Labels, predicted: Labels) -> None:
    if not of_one_kind(true, predicted):
        raise InvalidInput(
            f"labels must be of one kind: y_true holds {short(true.ravel()[0])}, "
            f"y_pred {short(predicted.ravel()[0])}",
            parameter="y_true",
        )


def _probabilities(y_true: Any, y_proba: Any, labels: Any) -> tuple[Array, npt.NDArray[np.intp]]:
    """Return probabilities (n × classes) and the column of each true label."""
    proba = check_X(y_proba, name="y_proba")
    true, known = as_array(y_true, "y_true"), as_array(labels, "labels")
    if true.shape != (len(proba),) or known.shape != (proba.shape[1],):
        raise InvalidInput(
            f"y_proba of shape {proba.shape} needs as many rows as y_true and as many columns as "
            f"labels: got shapes {true.shape} and {known.shape}",
            parameter="y_proba",
        )
    off = (proba < 0).any(axis=1) | (np.abs(proba.sum(axis=1) - 1.0) > _ROUNDED)
    if off.any():
        row = int(off.argmax())
        raise InvalidInput(
            f"y_proba must hold probabilities that add up to 1, got {proba[row].tolist()} in row "
            f"{row}: give what predict_proba returns, not scores",
            parameter="y_proba",
            row=row,
        )
    return proba, _places(true, known, "y_true")


def _columns(y_true: Any, y_pred: Any) -> tuple[Array, Array]:
    true, predicted = _pair(y_true, y_pred)
    rows = len(true)
    return (
        check_X(true.reshape(rows, -1), name="y_true"),
        check_X(predicted.reshape(rows, -1), name="y_pred"),
    )


def _weights(sample_weight: Any, n: int) -> Array | None:
    if sample_weight is None:
        return None
    return check_sample_weight(sample_weight, n)


def _places(values: Labels, known: Labels, name: str) -> npt.NDArray[np.intp]:
    if known.ndim != 1 or not len(known) or values.ndim != 1:
        raise InvalidInput(f"{name} and labels must be lists, labels not empty", parameter=name)
    order = np.argsort(known, kind="stable")
    found = np.minimum(np.searchsorted(known, values, sorter=order), len(known) - 1)
    places = order[found]
    wrong = np.flatnonzero(known[places] != values)
    if wrong.size:
        row = int(wrong[0])
        raise InvalidInput(
            f"{name} holds {short(values[row])} in row {row}, which is not among the labels",
            parameter=name,
            row=row,
        )
    return places


def _ratio(part: Array, whole: Array) -> Array:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
