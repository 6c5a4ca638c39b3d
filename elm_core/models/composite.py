"""Estimators made of estimators: their names, their parameters, and what all of them can do."""

from __future__ import annotations

import copy
import inspect
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, ClassVar

import numpy as np

from elm_core import validation
from elm_core.base import Estimator, Steps, clone
from elm_core.exceptions import InvalidInput, ScarceDataWarning, short
from elm_core.maths.linalg import Array

#: An estimator with its name.
Part = tuple[str, Any]


class Composite(Estimator):
    """Base of estimators with a list of others in the parameter that `_parts` names.

    The list holds estimators or ``(name, estimator)`` pairs; without names they are called by
    their class. ``name__parameter`` reaches into one of them.
    """

    _parts: ClassVar[str] = "estimators"

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """Return the parameters by name; those of the parts as ``name__parameter`` if `deep`."""
        params = super().get_params(deep)
        if deep:
            for name, part in self._named_or_none():
                params[name] = part
                if hasattr(part, "get_params"):
                    params |= {f"{name}__{k}": v for k, v in part.get_params().items()}
        return params

    def set_params(self, **params: Any) -> Any:
        """Set parameters by name (``name`` replaces a part, ``name__x`` reaches into it)."""
        own = set(self._parameter_names())
        outer = {k: v for k, v in params.items() if k.partition("__")[0] in own}
        parts = dict(self._named_or_none())
        for key in params:  # all names first: an error changes nothing
            name, _, rest = key.partition("__")
            if name not in own and name not in parts:
                raise InvalidInput(
                    f"invalid parameter {name!r} for estimator {self}; valid: "
                    f"{[*self._parameter_names(), *parts]!r}",
                    parameter=name,
                )
        super().set_params(**outer)
        inner = {k: v for k, v in params.items() if k not in outer}
        if self._parts in outer:
            parts = dict(self._named_or_none())
        for key, value in inner.items():
            if "__" not in key:
                parts[key] = value
        if any("__" not in key for key in inner):
            setattr(self, self._parts, list(parts.items()))
        for key, value in inner.items():
            name, _, rest = key.partition("__")
            if rest:
                parts[name].set_params(**{rest: value})
        return self

    def _named_or_none(self) -> list[Part]:
        """Return the named parts, or none where the parameter holds something else."""
        try:
            return named(getattr(self, self._parts), self._parts)
        except InvalidInput:
            return []


def named(parts: Any, parameter: str) -> list[Part]:
    """Return a list of estimators or (name, estimator) pairs as pairs with distinct names."""
    if not isinstance(parts, (list, tuple)) or not parts:
        raise InvalidInput(
            f"{parameter} must be a list of estimators or of (name, estimator) pairs, at least "
            f"one, got {short(parts)}",
            parameter=parameter,
        )
    pairs = [_pair(part, parameter) for part in parts]
    taken: dict[str, int] = {name: 0 for name, _ in pairs if name}
    out: list[Part] = []
    for name, estimator in pairs:
        if not name:
            base = type(estimator).__name__.lower()
            taken[base] = taken.get(base, 0) + 1
            name = base if taken[base] == 1 else f"{base}-{taken[base]}"
        if not isinstance(name, str) or "__" in name or name in (n for n, _ in out):
            raise InvalidInput(
                f"names in {parameter} must be distinct texts without '__', got {short(name)}",
                parameter=parameter,
            )
        out.append((name, estimator))
    return out


def is_frozen(estimator: Any) -> bool:
    """Whether no fit changes an estimator: `Frozen`, or scikit-learn's `FrozenEstimator`."""
    return hasattr(estimator, "__sklearn_clone__") and clone(estimator) is estimator


def require_method(estimator: Any, method: str, parameter: str) -> None:
    """Raise unless an estimator, fitted or not, has a method that is needed of it."""
    _require_fit(estimator, parameter)
    if not hasattr(estimator, method):
        raise InvalidInput(
            f"{type(estimator).__name__} has no {method}, which {parameter} must have here: choose "
            "another estimator, or wrap it in one that has it",
            parameter=parameter,
        )


def _require_fit(estimator: Any, parameter: str) -> None:
    if not hasattr(estimator, "fit") or isinstance(estimator, type):
        raise InvalidInput(
            f"{parameter} must hold estimators, which have a method fit, got {short(estimator)}",
            parameter=parameter,
        )


def _pair(part: Any, parameter: str) -> tuple[Any, Any]:
    name, estimator = part if isinstance(part, (list, tuple)) and len(part) == 2 else ("", part)
    _require_fit(estimator, parameter)
    return name, estimator


def fresh(estimator: Any, random: np.random.RandomState) -> Any:
    """Return a clone; its `random_state`, where it has one and it is None, is drawn."""
    made = clone(estimator)
    seed = int(random.randint(0, 2**31 - 1))
    if getattr(made, "random_state", 0) is None and not is_frozen(made):
        made.set_params(random_state=seed)
    return made


def fitting(estimator: Any, X: Any, y: Any, sample_weight: Any = None) -> Steps:
    """Fit any estimator, in steps where it has them, and with weights only if there are some."""
    weighted = {} if sample_weight is None else {"sample_weight": sample_weight}
    if weighted and not takes(estimator.fit, "sample_weight"):
        raise InvalidInput(
            f"{type(estimator).__name__} takes no sample_weight", parameter="sample_weight"
        )
    # of the class: scikit-learn's FrozenEstimator hands on what is inside, but for `fit`
    if hasattr(type(estimator), "fit_steps"):
        yield from estimator.fit_steps(X, y, **weighted)
    else:
        estimator.fit(X, y, **weighted)
        yield 1.0


def fitting_inside(estimator: Any, X: Any, y: Any, sample_weight: Any = None) -> Steps:
    """Do what `fitting` does for a part of a model, on rows that the model has looked over.

    What it warns of scarce data is not told: the model has told it, and of its rows only some
    may be here.
    """
    return untold(fitting(estimator, X, y, sample_weight))


def untold(steps: Steps) -> Steps:
    """Carry out the training of a part of a model, without what it warns of scarce data."""
    while True:
        with warnings.catch_warnings():  # never across a step: others run between them
            warnings.simplefilter("ignore", ScarceDataWarning)
            try:
                share = next(steps)
            except StopIteration:
                return
        yield share


def growing(estimator: Any, X: Any, y: Any, **options: Any) -> Steps:
    """Train any estimator further (`partial_fit`), in steps where it has them."""
    given = {name: value for name, value in options.items() if value is not None}
    for name in given:
        if not takes(estimator.partial_fit, name):
            raise InvalidInput(f"{type(estimator).__name__} takes no {name}", parameter=name)
    if hasattr(estimator, "partial_fit_steps"):
        yield from estimator.partial_fit_steps(X, y, **given)
    else:
        estimator.partial_fit(X, y, **given)
        yield 1.0


def to_grow(estimator: Any) -> Any:
    """Return a copy of any estimator whose `partial_fit` leaves the estimator as it is."""
    if isinstance(estimator, Estimator):
        return estimator.copy_to_grow()
    return copy.deepcopy(estimator)


def takes(method: Callable[..., Any], parameter: str) -> bool:
    """Whether a function has a parameter of this name."""
    return parameter in inspect.signature(method).parameters


def one_after_the_other(works: Iterator[Steps], count: int) -> Steps:
    """Carry out `count` fits, yielding the share of all of them that is done."""
    for number, work in enumerate(works):
        for done in work:
            yield (number + done) / count


def samples_of(X: Any) -> tuple[Any, int]:
    """Return samples that can be counted and taken, and how many there are (at least one)."""
    counted = hasattr(X, "__len__") or hasattr(X, "shape")
    if not counted and hasattr(X, "__array__"):
        X, counted = np.asarray(X), True
    if not counted or isinstance(X, (str, bytes)):
        raise InvalidInput(
            f"X must be an array, a table or a list of samples, got {type(X).__name__}",
            parameter="X",
        )
    X = validation.dense(X, "X")
    if isinstance(X, Mapping):  # a table: columns by name
        first = next(iter(X.values()), ())
        n_rows = len(first) if hasattr(first, "__len__") else 0
    else:
        n_rows = int(X.shape[0]) if getattr(X, "shape", ()) else len(X)
    if not n_rows:
        raise InvalidInput("X holds no samples: give at least one", parameter="X")
    return X, n_rows


def _cells(column: Any, rows: Any) -> Any:
    if hasattr(column, "codes") and hasattr(column, "values"):  # dictionary-encoded
        return replace(column, codes=column.codes[rows])
    return take(column, rows)


def take(X: Any, rows: Any) -> Any:
    """Return some samples of an array, a frame, a table of columns or a list."""
    if isinstance(X, Mapping):
        return {name: _cells(column, rows) for name, column in X.items()}
    if hasattr(X, "iloc"):
        return X.iloc[rows]
    if hasattr(X, "take") and hasattr(X, "schema"):  # Arrow's
        return X.take(rows)
    if isinstance(X, np.ndarray) or hasattr(X, "get_column"):  # Polars'
        return X[rows]
    return [X[i] for i in rows]


def used_rows(X: Any, y: Array, sample_weight: Any) -> tuple[Any, Any, Array | None]:
    """Return samples, targets and weights without the rows of weight 0."""
    weights = validation.check_sample_weight(sample_weight, len(y))
    if weights is None or (weights > 0).all():
        return X, y, weights
    kept = np.flatnonzero(weights > 0)
    return take(X, kept), y[kept], weights[kept]
