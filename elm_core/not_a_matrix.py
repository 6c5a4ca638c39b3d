"""What was given where rows of numbers are expected, and what learns from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

#: Names of columns that a message shows.
_SHOWN = 3


def why_no_matrix(X: Any, shape: tuple[int, ...], name: str) -> str:
    """Return why `X`, an array of this shape that is not 2-D, is no matrix of numbers."""
    if isinstance(X, Mapping):
        return f"{name} is a table of named columns ({_named(X)}). {_TABLES}"
    first = X[0] if isinstance(X, Sequence) and len(X) else None
    if isinstance(first, Mapping):
        return f"{name} holds rows of named cells ({_named(first)}). {_TABLES}"
    if isinstance(X, str) or isinstance(first, str):
        return f"{name} holds text where rows of numbers are expected: TextClassifier reads texts"
    return (
        f"Expected 2D array, got {len(shape)}D array instead for {name}, shape {shape}. "
        "Reshape your data: array.reshape(-1, 1) for one feature, "
        "array.reshape(1, -1) for one sample."
    )


_TABLES = (
    "This model takes a matrix, a number a column in each row: TableClassifier and "
    "TableRegressor read tables"
)


def _named(columns: Mapping[Any, Any]) -> str:
    names = [str(column)[:40] for column in list(columns)[:_SHOWN]]
    return ", ".join(names) + (", …" if len(columns) > _SHOWN else "")
