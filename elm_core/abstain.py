"""Answering only where a classifier is sure enough."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core import validation
from elm_core.maths.linalg import Array
from elm_core.metrics import risk_coverage_curve
from elm_core.models.composite import require_method
from elm_core.models.scored import decided, log_odds


def predict_or_abstain(
    model: Any, X: Any, *, threshold: float, label: Any = None
) -> npt.NDArray[np.object_]:
    """Return what `predict` does, or `label` where its probability is below `threshold`.

    Parameters
    ----------
    model : fitted classifier with `predict_proba`
    X : samples
    threshold : float in [0, 1]
        As from `choose_threshold`.
    label : object, default None
        What stands for no answer.

    Examples
    --------
    >>> from elm_core.tasks import TextClassifier
    >>> texts = ["good film", "good food", "bad film", "bad food"] * 3
    >>> model = TextClassifier().fit(texts, ["up", "up", "down", "down"] * 3)
    >>> predict_or_abstain(model, ["good", "xyzzy"], threshold=0.7).tolist()
    ['up', None]
    """
    require_method(model, "predict_proba", "model")
    places = sure_places(model.predict_proba(X), threshold, log_odds(model))
    answers = np.empty(len(places), dtype=object)
    answers[:] = model.classes_[places].tolist()
    answers[places < 0] = label
    return answers


def sure_places(proba: Any, threshold: float, odds: Array | None = None) -> npt.NDArray[np.intp]:
    """Return the column decided for in each row, −1 where its probability is below the threshold.

    `odds` as of `log_odds`; None: the most probable column.

    Examples
    --------
    >>> sure_places([[0.9, 0.1], [0.4, 0.6]], 0.7).tolist()
    [0, -1]
    """
    validation.check_number("threshold", threshold, low=0, high=1)
    proba = np.asarray(proba)
    places = decided(proba, odds)
    return np.where(proba[np.arange(len(proba)), places] < threshold, -1, places)


def choose_threshold(y_true: Any, y_proba: Any, *, labels: Any, max_risk: float) -> float:
    """Return the lowest threshold at which at most `max_risk` of the answers are wrong.

    Parameters
    ----------
    y_true : array-like of shape (n,)
    y_proba : array-like of shape (n, n_classes)
        Of rows not trained on, such as `ConformalClassifier.calibration_proba_`.
    labels : array-like of shape (n_classes,)
    max_risk : float in [0, 1]

    Returns
    -------
    float
        1.0 where no threshold is good enough: the risk is what was seen, and promises nothing
        for few rows.

    Examples
    --------
    >>> proba = [[0.9, 0.1], [0.6, 0.4], [0.2, 0.8]]
    >>> choose_threshold(["a", "b", "b"], proba, labels=["a", "b"], max_risk=0.1)
    0.8
    """
    validation.check_number("max_risk", max_risk, low=0, high=1)
    curve = risk_coverage_curve(y_true, y_proba, labels=labels)
    good = np.flatnonzero(curve["risk"] <= max_risk)
    return float(curve["threshold"][good[-1]]) if len(good) else 1.0
