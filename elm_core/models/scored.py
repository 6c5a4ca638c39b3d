"""From scores to classes and probabilities: the same for every classifier by least squares."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core.base import Classifier, Learned
from elm_core.maths.calibration import softmax
from elm_core.maths.linalg import Array


def shifted(model: Any, scores: Array) -> Array:
    """Return scores (n × n_classes) with the offsets that `model` has learnt, if any."""
    offset = getattr(model, "score_offset_", None)
    return scores if offset is None else scores + offset


def probabilities(model: Any, scores: Array) -> Array:
    """Return what the calibration of `model` makes of its scores, (n, n_classes)."""
    return softmax(model.inverse_temperature_ * shifted(model, scores))


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
        """Return the most probable class of each sample, shape (n_samples,)."""
        best = shifted(self, self.scores(X)).argmax(axis=1)
        return np.asarray(self.classes_[best])

    def predict_proba(self, X: Any) -> Array:
        """Return calibrated class probabilities, shape (n_samples, n_classes).

        softmax(f · (scores + offset)), with f and the offset of each class fitted to the
        leave-one-out scores.
        """
        return probabilities(self, self.scores(X))

    def decision_function(self, X: Any) -> Array:
        """Return scores + offset: (n_samples, n_classes), or (n_samples,) for two classes.

        With two classes the value is that of ``classes_[1]`` − that of ``classes_[0]``.
        """
        scores = shifted(self, self.scores(X))
        return scores[:, 1] - scores[:, 0] if scores.shape[1] == 2 else scores
