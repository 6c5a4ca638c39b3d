"""What a page shows of a model: a summary, and how good it is on given rows."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core import metrics
from elm_core.base import Regressor
from elm_core.features.tabular import encoder_of
from elm_core.labels import check_labels, in_columns_of
from elm_core.models.log_target import learns_logarithms
from elm_core.models.scored import balancing, class_prior, decided, log_odds
from elm_core.models.targets import join_labels
from elm_core.service.checkpoints import held_bytes
from elm_core.service.wire import Wire, array_out

#: Rows listed as the worst, and points of a residual plot.
_WORST, _POINTS = 20, 5000


def kind_of(model: Any) -> str:
    """Return what a model is for.

    "classifier", "regressor", "clusterer", "outlier_detector", "transformer" or "task"; a chain
    is what its last step is.
    """
    if hasattr(model, "predict_proba"):
        return "classifier"
    inner = model.answering_model() if hasattr(model, "answering_model") else None
    if inner is not None:
        return kind_of(inner)
    if isinstance(model, Regressor):
        return "regressor"
    usual = "transformer" if hasattr(model, "transform") else "task"
    return str(getattr(model, "_estimator_type", usual))


def summary(model: Any) -> Wire:
    """Return class, kind, size and leave-one-out score of a model."""
    kind = kind_of(model)
    about: Wire = {"class": type(model).__name__, "kind": kind, "fitted": model.is_fitted}
    if not model.is_fitted:
        return about
    inner = getattr(model, "model_", model)
    n_samples = getattr(model, "n_samples_seen_", None)
    if n_samples is not None:
        about["n_samples"] = int(n_samples)
    for name, attribute in (
        ("n_features", "n_features_in_"),
        ("alpha", "alpha_"),
        ("n_hidden", "n_hidden"),
    ):
        value = getattr(inner, attribute, None)
        if value is not None:
            about[name] = float(value) if name == "alpha" else int(value)
    if kind == "classifier":
        about["classes"] = model.classes_.tolist()
    steps = [step for _, step in getattr(model, "steps_", [])] or [model]
    encoder = encoder_of(model)
    if encoder is not None:
        about["columns"] = [_column(column) for column in encoder.columns_]
        about["ignored"] = list(encoder.ignored_)
    if hasattr(steps[-1], "leaderboard_"):
        about["leaderboard"] = steps[-1].leaderboard_
        if hasattr(steps[-1], "search_"):  # files of before 2026-12 have none
            about["search"] = steps[-1].search_
    if log_odds(model) is not None:
        about["decide"] = "balanced"
    if learns_logarithms(model):
        about["log_target"] = True
    score = getattr(model, "loo_score_", None)
    if score is not None:
        metric = getattr(model, "loo_metric", "accuracy" if kind == "classifier" else "r2")
        about["loo"] = {"metric": metric, "value": float(score)}
    watch = getattr(model, "watch_", None)
    if watch is not None:
        about["watch"] = {
            "rows": watch.rows,
            "score": watch.score(),
            "level": watch.detector.level,
            "drifts": watch.detector.drifts,
        }
    if getattr(model, "profile_", None):
        about["stages"] = [
            entry | {"class": type(step).__name__, "bytes": held_bytes(step)}
            for entry, (_, step) in zip(model.profile_, model.steps_, strict=True)
        ]
    return about


def _column(learned: Wire) -> Wire:
    """What a form needs to ask for the value of a column."""
    kind, reading = learned["kind"], learned.get("reading", {})
    about: Wire = {"name": learned["name"], "kind": kind, "reading": reading}
    if kind == "date":
        minutes = round(learned["usual"] * 1440) if reading.get("times") else None
        day = np.datetime64(int(np.floor(learned["usual"])), "D")
        about["usual"] = str(day if minutes is None else np.datetime64(minutes, "m"))
    elif kind == "time":
        about["usual"] = str(np.datetime64(round(learned["usual"] * 60), "m"))[11:]
    elif kind in ("number", "boolean"):
        about["usual"] = learned["usual"]
    elif kind == "category":
        about["values"] = list(learned["values"])
    return about


def classification_report(
    truth: npt.NDArray[Any],
    proba: npt.NDArray[np.float64],
    classes: npt.NDArray[Any],
    predicted: npt.NDArray[Any],
) -> Wire:
    """Return all a page shows of a classifier on labelled rows.

    Labels that the model has never seen count as wrong, and have a row in the confusion matrix.
    """
    truth = check_labels(truth, len(proba))
    labels = np.unique(join_labels(classes, truth))
    whole = in_columns_of(labels, classes, proba)
    precision, recall, f1, support = metrics.precision_recall_f1(truth, predicted, labels=labels)
    names = labels.tolist()
    return {
        "task": "classification",
        "n": len(truth),
        "accuracy": metrics.accuracy_score(truth, predicted),
        "balanced_accuracy": metrics.balanced_accuracy_score(truth, predicted),
        "macro_f1": float(f1[support > 0].mean()),
        "log_loss": metrics.log_loss(truth, whole, labels=labels),
        "ece": metrics.expected_calibration_error(truth, whole, labels=labels),
        "classes": names,
        "confusion": array_out(metrics.confusion_matrix(truth, predicted, labels=labels)),
        "per_class": [
            {
                "label": names[i],
                "precision": float(precision[i]),
                "recall": float(recall[i]),
                "f1": float(f1[i]),
                "support": int(support[i]),
            }
            for i in range(len(names))
        ],
        "calibration": metrics.calibration_curve(truth, whole, labels=labels),
        "worst": _worst_labels(truth, predicted, whole, labels),
    }


def decisions(truth: npt.NDArray[Any], proba: npt.NDArray[np.float64], model: Any) -> Wire:
    """Return how right each way to decide is, of a model that has them: see `decide`."""
    prior = class_prior(model)
    if prior is None:
        return {}
    found = {}
    for name, odds in (("probable", None), ("balanced", balancing(prior))):
        predicted = model.classes_[decided(proba, odds)]
        found[name] = {
            "accuracy": metrics.accuracy_score(truth, predicted),
            "balanced_accuracy": metrics.balanced_accuracy_score(truth, predicted),
        }
    return {"decisions": found}


def regression_report(truth: npt.NDArray[Any], predicted: npt.NDArray[Any]) -> Wire:
    """Return all a page shows of a regressor on rows with known targets."""
    residual = truth - predicted
    worst = np.argsort(-np.abs(residual).reshape(len(truth), -1).sum(axis=1), kind="stable")
    shown = np.linspace(0, len(truth) - 1, min(len(truth), _POINTS)).astype(np.intp)
    first = (len(truth), -1)
    return {
        "task": "regression",
        "n": len(truth),
        "r2": metrics.r2_score(truth, predicted),
        "mae": metrics.mean_absolute_error(truth, predicted),
        "rmse": metrics.mean_squared_error(truth, predicted) ** 0.5,
        "actual": truth.reshape(first)[shown, 0].astype(np.float64),
        "predicted": predicted.reshape(first)[shown, 0].astype(np.float64),
        "worst": [
            {
                "row": int(i),
                "truth": float(truth.reshape(first)[i, 0]),
                "predicted": float(predicted.reshape(first)[i, 0]),
                "residual": float(residual.reshape(first)[i, 0]),
            }
            for i in worst[:_WORST]
        ],
    }


def _worst_labels(truth: Any, predicted: Any, proba: Any, labels: Any) -> list[Wire]:
    """Wrong rows, the most confident mistakes first."""
    of_truth = proba[np.arange(len(truth)), np.searchsorted(labels, truth)]
    confidence = proba[np.arange(len(truth)), np.searchsorted(labels, predicted)]
    wrong = np.flatnonzero(predicted != truth)
    order = wrong[np.argsort(of_truth[wrong] - confidence[wrong], kind="stable")][:_WORST]
    return [
        {
            "row": int(i),
            "truth": truth[i : i + 1].tolist()[0],
            "predicted": predicted[i : i + 1].tolist()[0],
            "probability": float(confidence[i]),
        }
        for i in order
    ]
