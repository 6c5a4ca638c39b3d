"""A table as columns, and its cells as texts or numbers.

A column is an array of numbers (NaN for missing), a `Categorical`, or a list of texts, numbers
and None. Lists become `Categorical` first, so that reading looks at each distinct text once.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core.arrow import as_numpy
from elm_core.exceptions import InvalidInput
from elm_core.maths.linalg import Array

_LARGEST_WHOLE = 10**400
_NUMBERS = (int, float, Decimal, np.integer, np.floating)


@dataclass(frozen=True)
class Categorical:
    """A dictionary-encoded column: ``values[codes[row]]``, −1 for a missing cell.

    `numbers` holds, by their code, the values that came as numbers: a column's decimal sign says
    nothing about them.
    """

    codes: npt.NDArray[np.int32]
    values: list[str]
    numbers: Mapping[int, float] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.codes)

    def cell(self, row: int) -> str | float | None:
        """Return a cell as it came: a text, a number, or None."""
        code = int(self.codes[row])
        return None if code < 0 else self.numbers.get(code, self.values[code])


Column = Array | Categorical


def is_rows_of_cells(X: Any) -> bool:
    """Whether X lists rows as dicts."""
    return isinstance(X, (list, tuple)) and bool(X) and isinstance(X[0], dict)


def as_table(X: Any) -> dict[str, Column]:
    """Return a table as columns of equal length.

    Raises
    ------
    InvalidInput
        If it is no table, has no column or no row, or columns of unequal length.
    """
    if isinstance(X, list):
        if not X or not all(isinstance(row, Mapping) for row in X):
            raise InvalidInput("a table given as a list must hold rows as dicts", parameter="X")
        names = dict.fromkeys(name for row in X for name in row)
        cells: Mapping[Any, Any] = {name: [row.get(name) for row in X] for name in names}
    elif isinstance(X, Mapping):
        cells = X
    elif hasattr(X, "column_names") and hasattr(X, "to_pydict"):  # Arrow's
        cells = X.to_pydict()
    elif hasattr(X, "columns") and hasattr(X, "to_dict"):
        cells = {name: _of_frame(X[name]) for name in X.columns}
    else:
        raise InvalidInput(
            f"expected a table (columns by name, rows as dicts, or a DataFrame), got "
            f"{type(X).__name__}",
            parameter="X",
        )
    table = {str(name): as_column(str(name), column) for name, column in cells.items()}
    if len(table) < len(cells):
        raise InvalidInput("two columns have the same name as text: rename one", parameter="X")
    lengths = {name: len(column) for name, column in table.items()}
    if not lengths or not max(lengths.values()):
        raise InvalidInput(
            "the table has no rows" if lengths else "the table has no columns", parameter="X"
        )
    if len(set(lengths.values())) > 1:
        raise InvalidInput(f"columns of unequal length: {lengths}", parameter="X")
    return table


def as_column(name: str, cells: Any) -> Column:
    """Return the cells of a column as numbers or as a `Categorical`."""
    if isinstance(cells, Categorical):
        return cells
    array = cells if isinstance(cells, np.ndarray) else None
    if array is None:
        array = as_numpy(cells, "X", column=name, dtype=object)
    if array.ndim != 1:
        raise InvalidInput(
            f"column {name!r} must be 1-D, got shape {array.shape}", parameter="X", column=name
        )
    if np.any(getattr(array, "mask", False)):
        array = np.array(array.tolist(), dtype=object)  # None where it is masked
    if array.dtype.kind == "M":
        return _of_moments(array)
    if array.dtype.kind == "m":  # durations of any unit are seconds
        seconds = array.astype("timedelta64[us]").astype(np.float64) / 1e6
        seconds[np.isnat(array)] = np.nan
        return np.asarray(seconds)
    if array.dtype.kind in "iuf":
        return array.astype(np.float64)
    return dictionary_encode(array.tolist())


def dictionary_encode(cells: Iterable[Any]) -> Categorical:
    """Return cells as codes into the list of distinct ones, in order of appearance."""
    places: dict[str | tuple[str, float], int] = {}
    codes = [places.setdefault(_key(cell), len(places)) for cell in cells]
    return _of_keys(np.array(codes, dtype=np.int32), list(places))


def coded(codes: npt.NDArray[np.int32], cells: Iterable[Any]) -> Categorical:
    """Return codes (n_rows,) into a list of cells, which may hold texts and numbers."""
    return _of_keys(codes, list(map(_key, cells)))


def _of_keys(codes: npt.NDArray[np.int32], keys: list[str | tuple[str, float]]) -> Categorical:
    texts = [key if isinstance(key, str) else key[0] for key in keys]
    numbers = {code: key[1] for code, key in enumerate(keys) if isinstance(key, tuple)}
    return Categorical(codes, texts, numbers)


def _key(cell: Any) -> str | tuple[str, float]:
    """A cell's text; with its number, if it came as one."""
    if isinstance(cell, str):
        return cell
    text, number = _as_text(cell), _as_number(cell)
    return text if number is None else (text, number)


def number_text(value: float) -> str:
    """Return the shortest text of a number that gives it back, as JavaScript writes it.

    ECMA-262, Number::toString: what a category is called must be the same in Python and in the
    page.

    Examples
    --------
    >>> [number_text(v) for v in (3.0, 0.1, 1e-7, 1.7e9, 1e21)]
    ['3', '0.1', '1e-7', '1700000000', '1e+21']
    """
    value = float(value)
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if value == math.floor(value) and abs(value) < 1e21:
        return str(int(Decimal(repr(value))))  # beyond 2⁵³ the digits that count, then zeros
    mantissa, _, exponent = repr(value).partition("e")
    power = int(exponent or 0)
    if not exponent:
        return mantissa
    if -7 < power < 0:
        sign, digits = ("-", mantissa[1:]) if value < 0 else ("", mantissa)
        return f"{sign}0.{'0' * (-power - 1)}{digits.replace('.', '')}"
    return f"{mantissa}e{power:+d}"


def _of_frame(column: Any) -> Any:
    """The cells of a column of a data frame; times as the clock on the wall shows them."""
    if getattr(getattr(column, "dtype", None), "time_zone", None) and hasattr(column, "dt"):
        column = column.dt.replace_time_zone(None)  # polars gives UTC, pandas the wall clock
    return column.to_numpy()


def _of_moments(array: Any) -> Categorical:
    moments, codes = np.unique(array.astype("datetime64[us]"), return_inverse=True)
    texts = [_as_text(moment) for moment in moments.tolist()]
    missing = np.isnat(moments)
    places = np.where(missing, -1, np.cumsum(~missing) - 1).astype(np.int32)
    kept = [text for text, gone in zip(texts, missing.tolist(), strict=True) if not gone]
    return Categorical(places[codes.reshape(-1)], kept)


def _as_text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return number_text(cell) if math.isfinite(cell) else ""
    if type(cell).__name__ in ("NAType", "NaTType"):  # missing in pandas
        return ""
    if isinstance(cell, (bool, np.bool_)):
        return "true" if cell else "false"
    if isinstance(cell, int) and abs(cell) > _LARGEST_WHOLE:  # Python prints no longer ones
        return "1e400" if cell > 0 else "-1e400"
    if isinstance(cell, datetime):
        text = cell.replace(tzinfo=None).isoformat()
        return text.removesuffix("T00:00:00")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return number_text(cell.total_seconds())
    return str(cell)


def _as_number(cell: Any) -> float | None:
    """The number that a cell came as, if it did."""
    if isinstance(cell, bool) or not isinstance(cell, _NUMBERS):
        return None
    try:
        number = float(cell)
    except (OverflowError, ValueError):
        return None
    return number if math.isfinite(number) else None
