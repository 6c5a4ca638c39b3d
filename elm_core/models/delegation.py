"""Methods and attributes that an object has only where one inside it has them."""

from __future__ import annotations

from collections.abc import Callable
from types import MethodType
from typing import Any

import numpy as np

from elm_core import memory
from elm_core.base import Regressor
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
    if not isinstance(encoded, CSR):
        return encoded
    cells = float(encoded.n_rows) * encoded.n_columns
    memory.require(
        8.0 * cells, f"{encoded.n_rows} rows of {encoded.n_columns} columns", "use fewer columns"
    )
    return np.ascontiguousarray(encoded.to_dense())
