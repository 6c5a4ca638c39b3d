"""One column of a table: what it holds, and how its cells are read.

A column is an array of numbers (NaN for missing), a `Categorical`, or a list of texts, numbers
and None. Lists become `Categorical` first, so that parsing looks at each distinct text once.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core.exceptions import InvalidInput
from elm_core.maths.linalg import Array

#: Texts (in lower case) that stand for a missing value.
MISSING = frozenset({"", "na", "n/a", "#n/a", "nan", "null", "none", "nil", "?", "-", "--", "."})

_TRUE = frozenset({"true", "yes", "y", "t"})
_FALSE = frozenset({"false", "no", "n", "f"})
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+")
_DATE_FORMATS = ("%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%Y%m%d", "%d %b %Y", "%d %B %Y", "%b %d, %Y")
_EPOCH = date(1970, 1, 1)
_LARGEST_WHOLE = 10**400


@dataclass(frozen=True)
class Categorical:
    """A dictionary-encoded column: ``values[codes[row]]``, −1 for a missing cell."""

    codes: npt.NDArray[np.int32]
    values: list[str]

    def __len__(self) -> int:
        return len(self.codes)


Column = Array | Categorical


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
    elif hasattr(X, "columns") and hasattr(X, "to_dict"):
        cells = {name: X[name].to_numpy() for name in X.columns}
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
        array = np.asarray(cells, dtype=object)
    if array.ndim != 1:
        raise InvalidInput(
            f"column {name!r} must be 1-D, got shape {array.shape}", parameter="X", column=name
        )
    if np.any(getattr(array, "mask", False)):
        array = np.array(array.tolist(), dtype=object)  # None where it is masked
    if array.dtype.kind == "M":  # of nanoseconds, tolist makes whole numbers
        array = array.astype("datetime64[us]")
    if array.dtype.kind in "iuf":
        return array.astype(np.float64)
    return dictionary_encode(_as_text(cell) for cell in array.tolist())


def dictionary_encode(texts: Iterable[str]) -> Categorical:
    """Return texts as codes into the list of distinct ones, in order of appearance."""
    places: dict[str, int] = {}
    codes = [places.setdefault(text, len(places)) for text in texts]
    return Categorical(np.array(codes, dtype=np.int32), list(places))


def _as_text(cell: Any) -> str:
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    if type(cell).__name__ in ("NAType", "NaTType"):  # missing in pandas
        return ""
    if isinstance(cell, int) and abs(cell) > _LARGEST_WHOLE:  # Python prints no longer ones
        return "inf" if cell > 0 else "-inf"
    if isinstance(cell, (date, datetime)):
        return cell.isoformat()[:10]
    return str(cell)


def is_missing(text: str) -> bool:
    """Whether a cell's text stands for a missing value."""
    return text.strip().lower() in MISSING


def parse_number(text: str) -> float | None:
    """Return the number that a text is, NaN for a missing one, None for no number.

    ``1,234,567`` and ``1,234.5`` are read as grouped thousands, ``0,25`` as a decimal comma;
    ``1,234`` could be either and is read as grouped.
    """
    stripped = text.strip()
    if _NUMBER.fullmatch(stripped):
        value = float(stripped)
        return value if math.isfinite(value) else None
    if stripped.lower() in MISSING:
        return math.nan
    if _GROUPED.fullmatch(stripped):
        return float(stripped.replace(",", ""))
    if _DECIMAL_COMMA.fullmatch(stripped):
        return float(stripped.replace(",", "."))
    if stripped.endswith("%") and _NUMBER.fullmatch(stripped[:-1].strip()):
        return float(stripped[:-1]) / 100.0
    return None


def parse_boolean(text: str) -> float | None:
    """Return 1, 0, NaN for a missing value, or None for no boolean."""
    lower = text.strip().lower()
    if lower in _TRUE:
        return 1.0
    if lower in _FALSE:
        return 0.0
    return math.nan if lower in MISSING else None


def parse_date(text: str) -> float | None:
    """Return days since 1970-01-01, NaN for a missing value, or None for no date."""
    stripped = text.strip()
    if stripped.lower() in MISSING:
        return math.nan
    day = re.split(r"[T ]\d{1,2}:", stripped)[0]  # the time of day is left out
    for form in _DATE_FORMATS:
        try:
            parsed = datetime.strptime(day, form).date()
        except ValueError:
            continue
        return float((parsed - _EPOCH).days)
    return None


PARSERS = {"number": parse_number, "boolean": parse_boolean, "date": parse_date}


def numbers_of(name: str, column: Column, kind: str) -> Array:
    """Return a column of `kind` number, boolean or date as numbers, NaN for missing cells.

    Raises
    ------
    InvalidInput
        Naming row, column and the text that is none.
    """
    if not isinstance(column, Categorical):
        infinite = np.flatnonzero(np.isinf(column))
        if infinite.size:
            raise _bad_cell(name, int(infinite[0]), "infinity", kind)
        return column
    parse = PARSERS[kind]
    parsed = [parse(text) for text in column.values]
    table = np.array([math.nan if v is None else v for v in parsed] + [math.nan])
    wrong = np.array([v is None for v in parsed] + [False])
    rows = np.flatnonzero(wrong[column.codes])
    if rows.size:
        row = int(rows[0])
        raise _bad_cell(name, row, column.values[column.codes[row]], kind)
    return np.asarray(table[column.codes], dtype=np.float64)


def texts_of(column: Column) -> Categorical:
    """Return a column as texts; missing cells have code −1."""
    if not isinstance(column, Categorical):
        shown = np.where(np.isnan(column), 0.0, column)
        texts = [f"{v:g}" if not math.isnan(c) else "" for v, c in zip(shown, column, strict=True)]
        column = dictionary_encode(texts)
    stripped = [value.strip() for value in column.values]
    places: dict[str, int] = {}
    new = [-1 if is_missing(v) else places.setdefault(v, len(places)) for v in stripped]
    table = np.array([*new, -1], dtype=np.int32)
    return Categorical(table[column.codes], list(places))


def _bad_cell(name: str, row: int, text: str, kind: str) -> InvalidInput:
    return InvalidInput(
        f"column {name!r} holds {text[:40]!r} in row {row}, which is no {kind}: correct the cell, "
        "or leave it empty for a missing value",
        parameter="X",
        row=row,
        column=name,
    )
