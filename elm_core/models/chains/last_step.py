"""What a chain can do because its last step can: the step's methods, on encoded samples."""

from __future__ import annotations

from typing import Any, Self

import numpy.typing as npt

from elm_core.base import Steps, run
from elm_core.maths.linalg import Array
from elm_core.models.composite import Composite, Part, to_grow
from elm_core.models.delegation import delegated, delegated_if, plain


class OfLastStep(Composite):
    """Methods that take samples. A chain has those that its last step has."""

    steps_: list[Part]
    n_samples_seen_: int

    def fit(self, X: Any, y: Any = None, sample_weight: Any = None) -> Self:
        """Train every step."""
        raise NotImplementedError

    @delegated
    def predict(self, X: Any) -> npt.NDArray[Any]:
        """Return the last step's `predict`."""
        return self._of_last("predict", X)  # type: ignore[no-any-return]

    @delegated
    def predict_proba(self, X: Any) -> Array:
        """Return the last step's `predict_proba`, (n_samples, n_classes)."""
        return self._of_last("predict_proba", X)  # type: ignore[no-any-return]

    @delegated
    def decision_function(self, X: Any) -> Array:
        """Return the last step's `decision_function`."""
        return self._of_last("decision_function", X)  # type: ignore[no-any-return]

    @delegated
    def score_samples(self, X: Any) -> Array:
        """Return the last step's `score_samples`, (n_samples,)."""
        return self._of_last("score_samples", X)  # type: ignore[no-any-return]

    @delegated
    def predict_set(self, X: Any, **options: Any) -> list[npt.NDArray[Any]]:
        """Return the last step's `predict_set`; `options` are its own."""
        return self._of_last("predict_set", X, **options)  # type: ignore[no-any-return]

    @delegated
    def predict_set_mask(self, X: Any, **options: Any) -> npt.NDArray[Any]:
        """Return the last step's `predict_set_mask`; `options` are its own."""
        return self._of_last("predict_set_mask", X, **options)  # type: ignore[no-any-return]

    @delegated
    def sets_of(self, proba: Array, **options: Any) -> list[npt.NDArray[Any]]:
        """Return the last step's `sets_of` for what `predict_proba` gave."""
        self._require_fitted()
        return self.steps_[-1][1].sets_of(proba, **options)  # type: ignore[no-any-return]

    @delegated
    def predict_interval(self, X: Any, **options: Any) -> Array:
        """Return the last step's `predict_interval`; `options` are its own."""
        return self._of_last("predict_interval", X, **options)  # type: ignore[no-any-return]

    @delegated
    def fit_predict(self, X: Any, y: Any = None) -> npt.NDArray[Any]:
        """Train every step; return what the last one makes of the training rows."""
        self.fit(X, y)
        labels = getattr(self.steps_[-1][1], "labels_", None)
        return self.predict(X) if labels is None else labels  # type: ignore[no-any-return]

    @property
    def labels_(self) -> npt.NDArray[Any]:
        """Groups of the training rows, of a chain that ends in a clusterer, or −1 for odd ones."""
        if not self.is_fitted:
            raise AttributeError("this Chain is not fitted")
        return self.steps_[-1][1].labels_  # type: ignore[no-any-return]

    @delegated
    def transform(self, X: Any) -> Any:
        """Return what all steps make of the samples."""
        return self._of_last("transform", X)

    @delegated_if("transform")
    def fit_transform(self, X: Any, y: Any = None, sample_weight: Any = None) -> Any:
        """Train every step, and return what they make of the samples."""
        return self.fit(X, y, sample_weight).transform(X)

    @delegated
    def inverse_transform(self, X: Any) -> Any:
        """Return samples of which the steps would make `X`: their inverses, the last one first.

        A step without an inverse is an AttributeError that names it.
        """
        self._require_fitted()
        for _, step in reversed(self.steps_):
            X = step.inverse_transform(X)
        return X

    @delegated
    def get_feature_names_out(self, input_features: Any = None) -> Any:
        """Return what the last step calls its columns."""
        self._require_fitted()
        for _, step in self.steps_:
            known = hasattr(step, "get_feature_names_out")
            input_features = step.get_feature_names_out(input_features) if known else None
        return input_features

    @delegated
    def score(self, X: Any, y: Any = None, sample_weight: Any = None) -> float:
        """Return the last step's `score`."""
        weighted = {} if sample_weight is None else {"sample_weight": sample_weight}
        self._require_fitted()
        return float(self.steps_[-1][1].score(self._encoded(X), y, **weighted))

    @delegated
    def unlearn(self, X: Any, y: Any, sample_weight: Any = None) -> Self:
        """Take rows out of the last step; the encoders stay as they are."""
        run(self.unlearn_steps(X, y, sample_weight))
        return self

    @delegated_if("unlearn")
    def unlearn_steps(self, X: Any, y: Any, sample_weight: Any = None) -> Steps:
        """Do what `unlearn` does, yielding the share done."""
        self._require_fitted()
        encoded = self._encoded(X)
        name, last = self.steps_[-1]
        last = to_grow(last)
        yield from last.unlearn_steps(encoded, y, sample_weight)
        self._install([*self.steps_[:-1], (name, last)], int(last.n_samples_seen_), [])

    def _install(self, fitted: list[Part], n_rows: int, profile: list[dict[str, Any]]) -> None:
        raise NotImplementedError

    def _encoded(self, X: Any) -> Any:
        """Return what the last step gets to see of the samples."""
        for _, step in self.steps_[:-1]:
            X = plain(step.transform(X))
        return X

    def _of_last(self, method: str, X: Any, **options: Any) -> Any:
        self._require_fitted()
        return getattr(self.steps_[-1][1], method)(self._encoded(X), **options)
