"""What a chain can do because its last step can: the step's methods, on encoded samples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Self

import numpy.typing as npt

from elm_core import validation
from elm_core.base import Learned, Learning, Steps, run
from elm_core.models.chains.frozen import Frozen
from elm_core.models.composite import Composite, Part, to_grow
from elm_core.models.delegation import HandsOn, delegated, delegated_if, plain


class OfLastStep(HandsOn, Composite):
    """Methods that take samples. A chain has those that its last step has."""

    steps_: list[Part]
    n_samples_seen_: int

    def fit(self, X: Any, y: Any = None, sample_weight: Any = None) -> Self:
        """Train every step."""
        raise NotImplementedError

    @delegated
    def fit_predict(self, X: Any, y: Any = None) -> npt.NDArray[Any]:
        """Train every step; return what the last one makes of the training rows."""
        self.fit(X, y)
        labels = getattr(self.steps_[-1][1], "labels_", None)
        return self.predict(X) if labels is None else labels  # type: ignore[no-any-return]

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

    @delegated_if("transform")
    def set_output(self, *, transform: str | None = None) -> Self:
        """Choose what `transform` returns: see `Transformer.set_output`. All steps are told."""
        for _, step in [*self._named_or_none(), *(self.steps_ if self.is_fitted else [])]:
            step.set_output(transform=transform)
        return self

    @property
    def _estimator_type(self) -> str:
        """What the last step is."""
        return self.answering_model()._estimator_type  # type: ignore[no-any-return]

    @delegated
    def unlearn(self, X: Any, y: Any, sample_weight: Any = None) -> Self:
        """Take rows out of the last step; the encoders stay as they are."""
        run(self.unlearn_steps(X, y, sample_weight))
        return self

    @delegated_if("unlearn")
    def unlearn_steps(self, X: Any, y: Any, sample_weight: Any = None) -> Steps:
        """Do what `unlearn` does, yielding the share done."""
        self._require_fitted()
        yield from self._become_steps(self._unlearning(X, y, sample_weight), afresh=False)

    def _unlearning(self, X: Any, y: Any, sample_weight: Any) -> Learning:
        encoded = self._encoded(X)
        name, last = self.steps_[-1]
        last = to_grow(last)
        yield from last.unlearn_steps(encoded, y, sample_weight)
        return as_learned([*self.steps_[:-1], (name, last)], int(last.n_samples_seen_))

    def _encoded(self, X: Any) -> Any:
        """Return what the last step gets to see of the samples."""
        self._require_fitted()
        X = validation.dense(X, "X")  # as in `fit`
        for _, step in self.steps_[:-1]:
            X = plain(step.transform(X))
        return X


def as_learned(
    fitted: list[Part], n_rows: int, profile: Sequence[Mapping[str, Any]] = ()
) -> Learned:
    """Return what a chain of fitted steps has learnt."""
    return {
        "steps_": fitted,
        "trained_": [None if isinstance(step, Frozen) else step for _, step in fitted],
        "n_samples_seen_": n_rows,
        "profile_": list(profile),
    }
