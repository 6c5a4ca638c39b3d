"""From scores to classes and probabilities: the same for every classifier by least squares."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core.base import Classifier
from elm_core.maths.calibration import softmax
from elm_core.maths.linalg import Array


class ScoredClassifier(Classifier):
    """A classifier with a score for each class, `scores`, and a factor that calibrates them."""

    classes_: npt.NDArray[Any]
    inverse_temperature_: float
    #: X ↦ the score of each class, (n_samples, n_classes); what it is beside brings it along
    scores: Callable[[Any], Array]

    def predict(self, X: Any) -> npt.NDArray[Any]:
        """Return the class of the highest score for each sample, shape (n_samples,)."""
        best = self.scores(X).argmax(axis=1)
        return np.asarray(self.classes_[best])

    def predict_proba(self, X: Any) -> Array:
        """Return calibrated class probabilities, shape (n_samples, n_classes).

        softmax(f · scores), with f fitted to the leave-one-out scores: the top class is that of
        the highest score.
        """
        scores = self.scores(X)
        return softmax(self.inverse_temperature_ * scores)

    def decision_function(self, X: Any) -> Array:
        """Return the scores: (n_samples, n_classes), or (n_samples,) for two classes.

        With two classes the value is score of ``classes_[1]`` − score of ``classes_[0]``.
        """
        scores = self.scores(X)
        return scores[:, 1] - scores[:, 0] if scores.shape[1] == 2 else scores
