"""Dask arrays, frames and lists of delayed blocks, all as delayed (X, y, sample_weight)."""

from __future__ import annotations

from typing import Any

import numpy as np

from elm_core import validation
from elm_core.exceptions import InvalidInput


def blocks_of(X: Any, y: Any, sample_weight: Any) -> tuple[list[Any], Any]:
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
        delayed(_split)(part, number, names, target, weight)
        for number, part in enumerate(X.to_delayed())
    ], validation.feature_names(X[names])


def _split(
    frame: Any, number: int, names: list[Any], target: str, weight: str | None
) -> tuple[Any, Any, Any]:
    missing = [name for name in (*names, target) if name not in frame.columns]
    if missing:  # Dask trusts what it was told of its partitions
        raise InvalidInput(
            f"block {number} has no column {missing[0]!r}: it has {list(frame.columns)}",
            parameter="X",
        )
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
