"""From scores to classes and probabilities: the same for every classifier by least squares."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core.base import Classifier, Learned
from elm_core.exceptions import InvalidInput
from elm_core.maths.calibration import softmax
from elm_core.maths.linalg import Array


def shifted(model: Any, scores: Array) -> Array:
    """Return scores (n × n_classes) with the offsets that `model` has learnt, if any."""
    offset = getattr(model, "score_offset_", None)
    return scores if offset is None else scores + offset


def probabilities(model: Any, scores: Array) -> Array:
    """Return what the calibration of `model` makes of its scores, (n, n_classes)."""
    return softmax(model.inverse_temperature_ * shifted(model, scores))


def log_probabilities(proba: Array) -> Array:
    """ln p, of 0 that of the smallest normal number."""
    return np.log(np.maximum(proba, np.finfo(np.float64).tiny))


def log_odds(model: Any) -> Array | None:
    """Return what the decision of `model` adds to the logarithm of each class's probability.

    With ``decide="balanced"`` it is −ln of the share of the class among the training rows: the
    class of the highest p / prior is right as often in rare classes as in frequent ones, which is
    what balanced accuracy counts (Elkan 2001, "The foundations of cost-sensitive learning",
    IJCAI). A class without rows is left as it is. None: the most probable class is taken.
    """
    if not is_balanced(model):
        return None
    prior = class_prior(model)
    if prior is None:
        raise InvalidInput(
            'decide="balanced" needs the shares of the classes, which this model\'s file does not '
            "hold: fit it anew",
            parameter="decide",
        )
    return balancing(prior)


def is_balanced(model: Any) -> bool:
    """Whether a model, fitted or not, decides for balanced accuracy."""
    return getattr(_deciding(model), "decide", "probable") == "balanced"


def class_prior(model: Any) -> Array | None:
    """Return the share of each class among the training rows of a model that can decide by it."""
    return getattr(_deciding(model), "class_prior_", None)


def _deciding(model: Any) -> Any:
    """Return the model, or that inside it, which has `decide`; None where none has."""
    while model is not None and not hasattr(model, "decide"):
        model = model.answering_model() if hasattr(model, "answering_model") else None
    return model


def require_prior(model: Any) -> None:
    """Raise ValueError where a model of a file cannot decide as its parameters say."""
    if getattr(model, "decide", "") == "balanced" and getattr(model, "class_prior_", None) is None:
        raise ValueError('decide="balanced" needs class_prior_')


def balancing(prior: Array) -> Array:
    """Return −ln prior, (n_classes,); 0 of a class that has no rows."""
    return np.asarray(-np.log(np.where(prior > 0, prior, 1.0)))


def decided(proba: Array, odds: Array | None) -> npt.NDArray[np.intp]:
    """Return the column of each row's class, (n,), for probabilities and `log_odds`."""
    return np.asarray((proba if odds is None else proba * np.exp(odds)).argmax(axis=1))


def offset_among(classes: npt.NDArray[Any], learned: Learned) -> Array:
    """Return the learnt offset of each of `classes`, (n,): 0 of one that had not been seen."""
    known = learned["classes_"].tolist()
    found = learned.get("score_offset_", np.zeros(len(known))).tolist()
    offset = dict(zip(known, found, strict=True))
    return np.array([offset.get(label, 0.0) for label in classes.tolist()])


def mean_calibration(
    mine: Learned, other: Learned, classes: npt.NDArray[Any], share: float
) -> dict[str, Any]:
    """Return factor and offsets where `other` speaks for this `share` of the rows, `mine` for the
    rest."""
    factors = mine["inverse_temperature_"], other["inverse_temperature_"]
    offsets = offset_among(classes, mine), offset_among(classes, other)
    return {
        "inverse_temperature_": (1 - share) * factors[0] + share * factors[1],
        "score_offset_": (1 - share) * offsets[0] + share * offsets[1],
    }


class ScoredClassifier(Classifier):
    """A classifier with a score for each class, `scores`, which a factor and offsets calibrate."""

    classes_: npt.NDArray[Any]
    inverse_temperature_: float
    #: (n_classes,); models of before 2026-12 have none
    score_offset_: Array
    #: X ↦ the score of each class, (n_samples, n_classes); what it is beside brings it along
    scores: Callable[[Any], Array]

    def predict(self, X: Any) -> npt.NDArray[Any]:
        """Return the class of each sample, shape (n_samples,): the most probable one.

        With ``decide="balanced"`` the one whose probability is highest beside its share.
        """
        best = self._deciding(X).argmax(axis=1)
        return np.asarray(self.classes_[best])

    def predict_proba(self, X: Any) -> Array:
        """Return calibrated class probabilities, shape (n_samples, n_classes).

        softmax(f · (scores + offset)), with f and the offset of each class fitted to the
        leave-one-out scores.
        """
        return probabilities(self, self.scores(X))

    def decision_function(self, X: Any) -> Array:
        """Return scores + offset: (n_samples, n_classes), or (n_samples,) for two classes.

        With two classes the value is that of ``classes_[1]`` − that of ``classes_[0]``. What
        ``decide="balanced"`` adds is in it.
        """
        scores = self._deciding(X)
        return scores[:, 1] - scores[:, 0] if scores.shape[1] == 2 else scores

    def _deciding(self, X: Any) -> Array:
        """Return what the highest of decides, (n_samples, n_classes)."""
        scores, odds = shifted(self, self.scores(X)), log_odds(self)
        return scores if odds is None else scores + odds / self.inverse_temperature_
