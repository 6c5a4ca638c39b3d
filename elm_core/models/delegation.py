"""Methods and attributes that an object has only where one inside it has them."""

from __future__ import annotations

from collections.abc import Callable
from types import MethodType
from typing import Any

from elm_core import validation
from elm_core.base import Estimator, Regressor
from elm_core.maths.sparse import CSR


class delegated:
    """A method that exists where ``self.answering_model()`` has one of the same, or given, name."""

    def __init__(self, function: Callable[..., Any], needed: str = "") -> None:
        self._function = function
        self._needed = needed or function.__name__
        self.__doc__ = function.__doc__

    def __get__(self, owner: Any, kind: Any = None) -> Any:
        if owner is None:
            return self._function
        inner = owner.answering_model()
        if not hasattr(inner, self._needed):
            raise AttributeError(
                f"{type(owner).__name__} has no {self._needed}: {type(inner).__name__} has none"
            )
        return MethodType(self._function, owner)


def delegated_if(needed: str) -> Callable[[Callable[..., Any]], delegated]:
    """Return a decorator: the method exists where ``self.answering_model()`` has `needed`."""
    return lambda function: delegated(function, needed)


class handed_on(delegated):
    """A method that takes samples, handed on to the model inside, which gets them encoded."""

    def __init__(self, doc: str) -> None:
        self._doc = doc

    def __set_name__(self, owner: type, name: str) -> None:
        def method(self: Any, X: Any, **options: Any) -> Any:
            inner = self.answering_model()
            return getattr(inner, name)(self._encoded(X), **options)

        method.__name__, method.__qualname__ = name, f"{owner.__qualname__}.{name}"
        method.__doc__ = self._doc
        super().__init__(method)


class of_model_inside:
    """A learned attribute of the model inside."""

    def __init__(self, doc: str) -> None:
        self.__doc__ = doc

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, owner: Any, kind: Any = None) -> Any:
        if owner is None:
            return self
        if not owner.is_fitted:
            raise AttributeError(f"this {type(owner).__name__} is not fitted")
        return getattr(owner.answering_model(), self._name)


class HandsOn(Estimator):
    """What answers by a model inside it. The list of what can be asked of both is here alone.

    It has those of these methods that the model inside has; their options are that one's.
    """

    predict = handed_on("""Return the `predict` of the model inside.""")
    predict_proba = handed_on("""Return its `predict_proba`, (n_samples, n_classes).""")
    decision_function = handed_on("""Return its `decision_function`.""")
    score_samples = handed_on("""Return its `score_samples`, (n_samples,).""")
    predict_set = handed_on("""Return its `predict_set`.""")
    predict_set_mask = handed_on("""Return its `predict_set_mask`, (n_samples, n_classes).""")
    predict_interval = handed_on("""Return its `predict_interval`, (n_samples, 2).""")
    transform = handed_on("""Return what it makes of the samples.""")

    @delegated
    def sets_of(self, proba: Any, **options: Any) -> Any:
        """Return the `sets_of` of the model inside, for what `predict_proba` gave."""
        return self.answering_model().sets_of(proba, **options)

    @delegated
    def score(self, X: Any, y: Any = None, sample_weight: Any = None) -> float:
        """Return the `score` of the model inside."""
        weighted = {} if sample_weight is None else {"sample_weight": sample_weight}
        return float(self.answering_model().score(self._encoded(X), y, **weighted))

    def answering_model(self) -> Any:
        """Return the model inside, fitted or not."""
        raise NotImplementedError

    def _encoded(self, X: Any) -> Any:
        """Return what the model inside gets to see of the samples; raise if nothing is fitted."""
        self._require_fitted()
        return X


def is_regressor(model: Any) -> bool:
    """Whether what a model predicts are numbers: it, or what it ends in, is a regressor."""
    while hasattr(model, "answering_model"):
        model = model.answering_model()
    return isinstance(model, Regressor)


def n_outputs(model: Any) -> int | None:
    """Return how many numbers a trained regressor gives for a sample."""
    while hasattr(model, "answering_model"):
        model = model.answering_model()
    learned = model.learned()
    if "intercept_" in learned:
        return len(learned["intercept_"])
    held = [learned.get(name) for name in ("head_", "model_", "estimator_")]
    held += learned.get("members_", [])[:1]
    return next((n_outputs(part) for part in held if part is not None), None)


def plain(encoded: Any) -> Any:
    """Return what a step gave as the next one takes it: our sparse rows as a dense array."""
    return validation.dense(encoded, "X") if isinstance(encoded, CSR) else encoded
