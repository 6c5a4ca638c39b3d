"""Members of several kinds that learn the same rows: what voting and stacking share."""

from __future__ import annotations

from typing import Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from elm_core import validation
from elm_core.base import Classifier, Steps, run
from elm_core.maths.linalg import Array
from elm_core.models.composite import (
    Composite,
    Part,
    fitting_inside,
    fresh,
    named,
    one_after_the_other,
    samples_of,
    used_rows,
)
from elm_core.models.elm.estimators import ELMClassifier, ELMRegressor
from elm_core.models.ensembles.ensemble import Ensemble

#: Hidden units of the members where none are given: three kinds that err differently.
DEFAULT_ACTIVATIONS = ("relu", "tanh", "rbf")


class Training(NamedTuple):
    """Members to be fitted, and the rows that all of them learn."""

    members: list[Any]
    X: Any
    y: npt.NDArray[Any]
    sample_weight: Array | None
    described: dict[str, Any]  # classes, or the shape of the targets


class Committee(Ensemble, Composite):
    """Clones of several estimators, each trained on all rows."""

    estimators: Any
    random_state: Any

    def fit(self, X: Any, y: Any = None, sample_weight: Any = None) -> Self:
        """Train a clone of every estimator on all rows, and learn how to join what they say.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features), or whatever the estimators take
        y : array-like of shape (n_samples,), or (n_samples, n_outputs) for regression
        sample_weight : array-like of shape (n_samples,) or None
        """
        run(self.fit_steps(X, y, sample_weight))
        return self

    def fit_steps(self, X: Any, y: Any = None, sample_weight: Any = None) -> Steps:
        """Do what `fit` does, yielding the share done."""
        raise NotImplementedError

    def _open_training(self, X: Any, y: Any, sample_weight: Any) -> Training:
        """Check the rows and clone the estimators."""
        members = self._untrained_members()
        X, n_rows = samples_of(X)
        y = self._check_targets(y, n_rows)
        X, y, weights = used_rows(X, y, sample_weight)
        return Training(members, X, y, weights, self._describe_targets(y))

    def _train_steps(self, training: Training) -> Steps:
        """Fit the members, yielding the share done."""
        members, X, y, weights, described = training
        fits = (fitting_inside(member, X, y, weights) for member in members)
        yield from one_after_the_other(fits, len(members))
        for member in members:
            self._check_member(member, described)

    def _untrained_members(self) -> list[Any]:
        random = np.random.RandomState(validation.check_seed(self.random_state))
        for _, part in self._named_estimators():
            self._check_estimator(part, "estimators")
        return [fresh(part, random) for _, part in self._named_estimators()]

    def _named_estimators(self) -> list[Part]:
        if self.estimators is not None:
            return named(self.estimators, "estimators")
        kind = ELMClassifier if isinstance(self, Classifier) else ELMRegressor
        return [(a, kind(activation=a)) for a in DEFAULT_ACTIVATIONS]
