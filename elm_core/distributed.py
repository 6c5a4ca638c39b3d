"""Training past one machine: Dask arrays and frames, in two passes of tree reduction.

An ELM is a ridge regression, and its sufficient statistics add up: every block of rows is
turned into `maths.moments.Moments` where it lies, and only those travel, n_hidden² numbers
whatever the number of rows. The model is the one that a single machine would train. A block
whose worker is lost is computed again by Dask, no other.

The first pass learns scaling and classes, the second the statistics, with a sample of rows for
the leave-one-out scores. Needs ``pip install "elm_core[dask]"``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core import validation
from elm_core.exceptions import InvalidInput
from elm_core.maths import linalg
from elm_core.maths.linalg import Array
from elm_core.maths.moments import Moments
from elm_core.maths.primal import solve_primal
from elm_core.maths.reservoir import Reservoir
from elm_core.maths.ridge import Rows
from elm_core.maths.scaling import Spread
from elm_core.models.elm import ELMClassifier, ELMRegressor
from elm_core.models.fitting import learned_from, weighted_rows
from elm_core.models.targets import ClassTargets, NumberTargets
from elm_core.models.training import InputMap, given_scaling, sample_rows

#: Results of so many blocks are added up by one task.
_FAN_IN = 8

Index = npt.NDArray[np.int64]


def fit(model: Any, X: Any, y: Any = None, *, sample_weight: Any = None) -> Any:
    """Train a model on rows that Dask holds, reads or computes.

    The blocks are worked on by whatever scheduler Dask is set to: threads, or the processes of
    the `distributed.Client` that is open. Each is read twice and thrown away: memory is that of
    a block and of n_hidden² numbers for each thread at work.

    Parameters
    ----------
    model : ELMClassifier or ELMRegressor
        Trained in place; the earlier model stays as it was if an error comes.
    X : dask array (n_samples, n_features), dask DataFrame, or list of delayed
        A list holds ``dask.delayed`` blocks ``(X, y)`` or ``(X, y, sample_weight)``, for files
        that Dask has no reader for; `y` and `sample_weight` are then None.
    y : dask array or Series, or str
        Targets; the name of a column, where `X` is a DataFrame that holds it.
    sample_weight : dask array or Series, or None

    Returns
    -------
    ELMClassifier or ELMRegressor
        The model, as ``model.fit`` on one machine would have made it, to rounding. Where
        ``alpha`` is so small that the system is singular, what is linearly dependent is left out.

    Raises
    ------
    InvalidInput
        Naming the parameter, and the row within its block.

    Examples
    --------
    >>> import dask.array as da
    >>> from elm_core import ELMRegressor, distributed
    >>> x = da.linspace(0, 6, 10_000, chunks=1000).reshape(-1, 1)
    >>> model = distributed.fit(ELMRegressor(random_state=0), x, da.sin(x[:, 0]))
    >>> bool(abs(model.predict([[1.5]])[0] - 0.9975) < 0.01)
    True
    """
    if type(model) not in (ELMClassifier, ELMRegressor):
        raise InvalidInput(
            f"ELMClassifier and ELMRegressor can be trained on blocks, got {type(model).__name__}",
            parameter="model",
        )
    model._check_params()
    blocks, names = _blocks_of(X, y, sample_weight)
    plan = _Plan(model, blocks)
    first: _First = _reduced([plan.first(i) for i in range(len(blocks))], _First.join)
    if first.spread is None:
        raise InvalidInput("no rows came: X is empty", parameter="X")
    plan.learn(first)
    if first.n_kept <= max(model.n_hidden, sample_rows(model.n_hidden)):
        return _fit_here(model, blocks, names)
    second: _Second = _reduced([plan.second(i) for i in range(len(blocks))], _Second.join)
    learned = plan.solve(second)
    if names is not None:
        learned["feature_names_in_"] = names
    model._become(**learned)
    return model


@dataclass(frozen=True)
class _First:
    """What the first pass finds in a block, or in several."""

    rows: tuple[tuple[int, int], ...]  # of each block: all, and those of positive weight
    spread: Spread | None
    targets: Any  # classes and their weights, or Spread-like facts about numbers

    @property
    def n_kept(self) -> int:
        return sum(kept for _, kept in self.rows)

    @staticmethod
    def join(parts: Sequence[_First]) -> _First:
        """Add up what was found in neighbouring blocks, in their order."""
        found = [p for p in parts if p.spread is not None]
        rows = tuple(pair for p in parts for pair in p.rows)
        if not found:
            return _First(rows, None, None)
        spread, targets = found[0].spread, found[0].targets
        for part in found[1:]:
            assert spread is not None and part.spread is not None
            if len(part.spread.mean) != len(spread.mean):
                raise InvalidInput(
                    f"blocks of X have {len(spread.mean)} and {len(part.spread.mean)} features",
                    parameter="X",
                )
            spread = spread.with_rows_of(part.spread)
            targets = targets.join(part.targets)
        return _First(rows, spread, targets)


@dataclass(frozen=True)
class _Labels:
    """Classes in the rows, and the weight of each."""

    classes: npt.NDArray[Any]
    weight: Array

    @classmethod
    def of(cls, labels: npt.NDArray[Any], weights: Array) -> _Labels:
        classes, codes = validation.encode_labels(labels)
        mass = np.bincount(codes, weights=weights, minlength=len(classes))
        return cls(classes, mass.astype(np.float64))

    def join(self, other: _Labels) -> _Labels:
        both = ClassTargets(None, self.classes)
        both.learn(other.classes)
        assert both.classes is not None
        weight = np.zeros(len(both.classes))
        for part in (self, other):
            weight[both.codes(part.classes)] += part.weight
        return _Labels(both.classes, weight)

    def targets(self, model: Any) -> ClassTargets:
        """Return what a block needs to encode its labels and to weigh them."""
        class_weight = model.class_weight
        if class_weight == "balanced":  # of all rows, not of a block's
            factor = self.weight.sum() / (len(self.weight) * self.weight)
            class_weight = dict(zip(self.classes.tolist(), factor.tolist(), strict=True))
        return ClassTargets(class_weight, self.classes)


@dataclass(frozen=True)
class _Numbers:
    """Where the targets of a regression lie."""

    spread: Spread
    ndim: int

    @classmethod
    def of(cls, targets: Array, weights: Array) -> _Numbers:
        return cls(Spread.of(targets.reshape(len(targets), -1)), targets.ndim)

    def join(self, other: _Numbers) -> _Numbers:
        if len(self.spread.mean) != len(other.spread.mean):
            raise InvalidInput("blocks of y differ in their number of outputs", parameter="y")
        return _Numbers(self.spread.with_rows_of(other.spread), self.ndim)

    def targets(self, model: Any) -> NumberTargets:
        """Return the shift and the scale of the targets."""
        where = self.spread
        reach = np.maximum(where.high - where.mean, where.mean - where.low)
        constant = where.low == where.high
        offset = np.where(constant, where.low, where.mean)
        return NumberTargets(offset, np.where(constant, 1.0, reach), self.ndim)


@dataclass(frozen=True)
class _Second:
    """What the second pass makes of a block, or of several."""

    moments: Moments | None
    sample: tuple[Array, Array, Array] | None  # raw rows, encoded targets, weights
    places: Index  # of the sample among all rows

    @staticmethod
    def join(parts: Sequence[_Second]) -> _Second:
        """Add up the statistics of neighbouring blocks."""
        found = [p for p in parts if p.moments is not None]
        if not found:
            return _Second(None, None, np.empty(0, dtype=np.int64))
        parts_of = [vars(p.moments) for p in found]
        total = Moments(**{name: sum(m[name] for m in parts_of) for name in parts_of[0]})
        samples = [p.sample for p in found if p.sample is not None]
        sample = tuple(np.concatenate(arrays) for arrays in zip(*samples, strict=True))
        return _Second(total, sample or None, np.concatenate([p.places for p in found]))  # type: ignore[arg-type]


class _Plan:
    """The tasks of a training, and what is known between its passes."""

    def __init__(self, model: Any, blocks: list[Any]) -> None:
        from dask.delayed import delayed

        self._model = model
        self._blocks = blocks
        self._seed = validation.check_seed(model.random_state)
        self._delayed = delayed
        self._classifies = isinstance(model, ELMClassifier)
        self._shared: Any = None

    def first(self, number: int) -> Any:
        """Return the task of a block in the first pass."""
        return self._delayed(_look)(self._blocks[number], number, self._classifies)

    def learn(self, first: _First) -> None:
        """Settle scaling, hidden layer, classes and the sample of rows."""
        assert first.spread is not None
        model, d = self._model, len(first.spread.mean)
        self._targets = first.targets.targets(model)
        self._targets.require_trainable(type(model).__name__)
        model._check_memory(d)
        mean, scale = given_scaling(model.standardize, d) or first.spread.scaling()
        self._map: InputMap = model._open_map(self._seed, d, mean, scale)
        self._n_kept = first.n_kept
        self._shared = self._delayed((self._map, self._targets), pure=False)
        all_rows = np.array([n for n, _ in first.rows])
        kept = np.array([k for _, k in first.rows])
        self._row_starts = np.cumsum(all_rows) - all_rows
        chosen = _sampled(self._n_kept, sample_rows(model.n_hidden), self._seed)
        starts = np.cumsum(kept) - kept
        own = np.split(chosen, np.searchsorted(chosen, starts[1:]))
        self._own = [places - start for places, start in zip(own, starts, strict=True)]

    def second(self, number: int) -> Any:
        """Return the task of a block in the second pass."""
        return self._delayed(_gather)(
            self._blocks[number],
            number,
            self._shared,
            self._own[number],
            int(self._row_starts[number]),
        )

    def solve(self, second: _Second) -> dict[str, Any]:
        """Return what the model has learnt."""
        if second.moments is None or not second.moments.weight > 0 or second.sample is None:
            raise InvalidInput(
                "class_weight is zero for the class of every row", parameter="class_weight"
            )
        x, encoded, weights = second.sample
        scored = Rows(self._map(x), encoded, weights)
        solution = solve_primal(second.moments, self._model.alpha, scored)
        learned = learned_from(
            self._model,
            self._targets,
            solution,
            scored,
            to_hidden=self._map,
            n_rows=self._n_kept,
            seed=self._seed,
            moments=second.moments,
        )
        return learned | {"loo_rows_": second.places.astype(np.intp)}


def _sampled(n_rows: int, capacity: int, seed: int) -> Index:
    """Return the places of the rows that `Reservoir` keeps of so many, in ascending order."""
    sample = Reservoir(capacity, seed)
    for start in range(0, n_rows, 1 << 20):
        sample.add(np.arange(start, min(start + (1 << 20), n_rows), dtype=np.float64))
    return np.sort(sample.rows()[0]).astype(np.int64)


def _look(block: Any, number: int, classifies: bool) -> _First:
    """First pass over a block."""
    if not len(block[0]):
        return _First(((0, 0),), None, None)
    blank = ClassTargets(None) if classifies else NumberTargets()
    x, y, weights, _ = _checked(block, number, blank)
    if not len(x):
        return _First(((len(block[0]), 0),), None, None)
    facts = (_Labels if classifies else _Numbers).of(y, weights)
    return _First(((len(block[0]), len(x)),), Spread.of(x, weights), facts)


def _gather(block: Any, number: int, shared: Any, own: Index, row_start: int) -> _Second:
    """Second pass over a block."""
    none = np.empty(0, dtype=np.int64)
    if not len(block[0]):
        return _Second(None, None, none)
    to_hidden, targets = shared
    x, y, weights, kept = _checked(block, number, targets)
    encoded, weighed = targets.encode(y), targets.weigh(y, weights)
    moments = Moments.zeros(to_hidden.layer.weights.shape[1], encoded.shape[1])
    for rows in linalg.row_blocks(len(x)):
        moments.add(to_hidden(x[rows]), encoded[rows], weighed[rows])
    places = own if kept is None else kept[own]
    return _Second(moments, (x[own], encoded[own], weighed[own]), places + row_start)


def _checked(block: Any, number: int, targets: Any) -> Any:
    """Return the valid rows of a block with positive weight: x, targets, weights, places."""
    X, y, sample_weight = block
    try:
        x = validation.check_X(X)
        if sample_weight is not None and not np.asarray(sample_weight).any():
            weights = np.zeros(len(x))  # of this block alone: others have rows
            return x[:0], targets.check(y, len(x))[:0], weights[:0], np.empty(0, dtype=np.intp)
        return weighted_rows(x, targets.check(y, len(x)), sample_weight)
    except InvalidInput as error:
        raise InvalidInput(
            f"block {number}: {error}",
            parameter=error.parameter,
            row=error.row,
            column=error.column,
        ) from None


def _reduced(tasks: list[Any], join: Callable[[Any], Any]) -> Any:
    """Compute tasks and join their results, some at a time, until one is left."""
    from dask.delayed import delayed

    while len(tasks) > 1:
        tasks = [delayed(join)(tasks[i : i + _FAN_IN]) for i in range(0, len(tasks), _FAN_IN)]
    (result,) = tasks
    return result.compute()


def _fit_here(model: Any, blocks: list[Any], names: Any) -> Any:
    """Train on rows that are few enough for one machine."""
    from dask.delayed import delayed

    parts = delayed(list)(blocks).compute()
    parts = [p for p in parts if len(p[0])]
    x = np.concatenate([validation.check_X(p[0]) for p in parts])
    y = np.concatenate([np.asarray(p[1]) for p in parts])
    weights = None
    if any(p[2] is not None for p in parts):
        weights = np.concatenate(
            [np.ones(len(p[0])) if p[2] is None else np.asarray(p[2]) for p in parts]
        )
    model.fit(x, y, weights)
    if names is not None:
        model.feature_names_in_ = names
    return model


def _blocks_of(X: Any, y: Any, sample_weight: Any) -> tuple[list[Any], Any]:
    """Return a delayed (X, y, weights) for each block, and the column names if there are some."""
    from dask.delayed import delayed

    if isinstance(X, (list, tuple)) and X and all(hasattr(part, "dask") for part in X):
        if y is not None or sample_weight is not None:
            raise InvalidInput("y and sample_weight come in the blocks", parameter="y")
        return [delayed(_triple)(part) for part in X], None
    if not hasattr(X, "dask"):
        raise InvalidInput(
            "X must be a Dask array or DataFrame, or a list of delayed blocks, got "
            f"{type(X).__name__}: on rows in memory, call fit of the model",
            parameter="X",
        )
    if hasattr(X, "to_dask_array"):
        return _blocks_of_frame(X, y, sample_weight)
    if X.ndim != 2:
        raise InvalidInput(f"X must have two dimensions, got {X.ndim}", parameter="X")
    X = X.rechunk({1: -1})
    if y is None:
        raise InvalidInput("y must be a Dask array, got None", parameter="y")
    parts = [_delayed_parts(X, "X", X)]
    for name, other in (("y", y), ("sample_weight", sample_weight)):
        parts.append([None] * len(parts[0]) if other is None else _delayed_parts(other, name, X))
        if len(parts[-1]) != len(parts[0]):
            raise InvalidInput(
                f"{name} has {len(parts[-1])} blocks, X has {len(parts[0])}: rechunk it like X",
                parameter=name,
            )
    return [delayed(_triple)(block) for block in zip(*parts, strict=True)], None


def _blocks_of_frame(X: Any, y: Any, sample_weight: Any) -> tuple[list[Any], Any]:
    """One frame with the targets in it: read apart, its columns could come in other partitions."""
    from dask.delayed import delayed

    target, weight = "target of the rows", None
    if isinstance(y, str):
        if y not in X.columns:
            raise InvalidInput(f"X has no column {y!r}: {list(X.columns)}", parameter="y")
        target = y
    elif hasattr(y, "to_frame"):
        X = X.assign(**{target: y})
    else:
        raise InvalidInput(
            f"y must be a Dask Series or the name of a column, got {type(y).__name__}",
            parameter="y",
        )
    if sample_weight is not None:
        if not hasattr(sample_weight, "to_frame"):
            raise InvalidInput(
                f"sample_weight must be a Dask Series, got {type(sample_weight).__name__}",
                parameter="sample_weight",
            )
        weight = "weight of the rows"
        X = X.assign(**{weight: sample_weight})
    names = [column for column in X.columns if column not in (target, weight)]
    return [
        delayed(_split)(part, names, target, weight) for part in X.to_delayed()
    ], validation.feature_names(X[names])


def _split(frame: Any, names: list[Any], target: str, weight: str | None) -> tuple[Any, Any, Any]:
    return frame[names], frame[target], None if weight is None else frame[weight]


def _delayed_parts(collection: Any, name: str, like: Any) -> list[Any]:
    if not hasattr(collection, "to_delayed"):
        raise InvalidInput(
            f"{name} must be a Dask array or Series, got {type(collection).__name__}",
            parameter=name,
        )
    if hasattr(collection, "chunks") and hasattr(like, "chunks"):
        known = not np.isnan([*collection.chunks[0], *like.chunks[0]]).any()
        if known and collection.shape[0] != like.shape[0]:
            raise InvalidInput(
                f"X has {like.shape[0]} rows, {name} {collection.shape[0]}", parameter=name
            )
        if known and collection.chunks[0] != like.chunks[0]:
            collection = collection.rechunk({0: like.chunks[0]})
        if collection.ndim == 2:
            collection = collection.rechunk({1: -1})
    return np.asarray(collection.to_delayed(), dtype=object).ravel().tolist()


def _triple(block: Any) -> tuple[Any, Any, Any]:
    if not isinstance(block, (list, tuple)) or len(block) not in (2, 3):
        raise InvalidInput(
            f"a block must be (X, y) or (X, y, sample_weight), got {type(block).__name__}",
            parameter="X",
        )
    return block[0], block[1], block[2] if len(block) == 3 else None
