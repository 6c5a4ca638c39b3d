"""What was given where rows of numbers are expected, and what learns from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy.typing as npt

#: Names of columns that a message shows.
_SHOWN = 3


def why_no_matrix(X: Any, raw: npt.NDArray[Any], name: str) -> str:
    """Return why `X`, of which NumPy makes an array that is not 2-D, is no matrix of numbers."""
    if isinstance(X, Mapping):
        return f"{name} is a table of named columns ({_named(X)}). {_TABLES}"
    first = _first_told(raw)
    if isinstance(first, Mapping):
        return f"{name} holds rows of named cells ({_named(first)}). {_TABLES}"
    if first is not None:
        what, how = ("text", "") if isinstance(first, str) else ("bytes", ", decoded")
        return (
            f"{name} holds {what} where rows of numbers are expected: TextClassifier reads texts"
            f"{how}"
        )
    return (
        f"Expected 2D array, got {raw.ndim}D array instead for {name}, shape {raw.shape}. "
        "Reshape your data: array.reshape(-1, 1) for one feature, "
        "array.reshape(1, -1) for one sample."
    )


def _first_told(raw: npt.NDArray[Any]) -> Any:
    """Return the first cell that is text, bytes, or cells by name; None if there is none."""
    if raw.dtype.kind in "UST":
        return raw.flat[0] if raw.size else raw.dtype.type()
    if raw.dtype.kind != "O":
        return None
    return next((cell for cell in raw.flat if isinstance(cell, (str, bytes, Mapping))), None)


_TABLES = (
    "This model takes a matrix, a number a column in each row: TableClassifier and "
    "TableRegressor read tables"
)


def _named(columns: Mapping[Any, Any]) -> str:
    names = [str(column)[:40] for column in list(columns)[:_SHOWN]]
    return ", ".join(names) + (", …" if len(columns) > _SHOWN else "") or "none"
