"""Mixed tables to numbers: numbers, categories, booleans, dates and texts, with missing values.

A *table* is a mapping of column names to columns, a list of rows as dicts, or a pandas
DataFrame. See `elm_core.tables` for what a column may be, and how its cells are read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Self

import numpy as np

from elm_core.exceptions import InvalidInput
from elm_core.features.analysis import units
from elm_core.features.codes import are_codes, may_be_codes
from elm_core.maths.linalg import Array
from elm_core.output import Transformer
from elm_core.tables.checked import UNUSED, as_reading, check_column
from elm_core.tables.columns import Categorical, as_table
from elm_core.tables.inspection import inspect
from elm_core.tables.readers import ReadColumn
from elm_core.tables.reading import (
    apply_reading,
    read_column,
    read_columns,
)
from elm_core.tables.unread import warn_of_unread
from elm_core.validation import MAX_MAGNITUDE

__all__ = ["Categorical", "TableEncoder", "as_table", "inspect"]


#: Beyond this skewness a column of so many distinct numbers gets a logarithmic copy: that of an
#: exponential distribution is 2.
_SKEWED, _DISTINCT = 1.5, 10


class TableEncoder(Transformer):
    """Turns mixed tables into numbers, and remembers names, readings and what is usual.

    Numbers: as they are, missing ones by the median; of skewed ones a logarithmic copy stands
    beside, asinh((x − median) / typical distance from it). Booleans: 0 and 1. Categories: one
    column each for the most frequent ones; others and unseen ones are all zero. Dates: days, month
    and weekday (as sine and cosine), with the time of day where the column has one. Times of day:
    hours, also as sine and cosine. Texts: one column for each of the most frequent words. A
    column with missing cells gets one more that marks them. Identifiers, row numbers and
    constants are left out.

    What a column is, and how it writes its numbers and dates, is decided from all its distinct
    cells and stored; a cell that cannot be read so is missing, and an `UnreadableCells` warning
    counts them.

    Parameters
    ----------
    max_categories : int, default 50
        Columns a category gets at most.
    max_words : int, default 100
        Columns a text gets at most.
    kinds : mapping or None, default None
        For some columns what they are: ``"number"``, ``"category"``, ``"boolean"``, ``"date"``,
        ``"time"``, ``"text"`` or ``"ignore"``; or a part of a reading, such as
        ``{"kind": "date", "order": "dmy"}``, ``{"decimal": ","}``, ``{"missing": ["-999"]}`` or
        ``{"join_spellings": True}``. The rest is decided.

    Attributes
    ----------
    columns_ : list of dict
        Name, kind, reading and what was learned, of the columns in use.
    ignored_ : list of str
        Names of the columns that are left out.

    Examples
    --------
    >>> encoder = TableEncoder().fit({"size": [1, None, 3], "colour": ["red", "blue", "red"]})
    >>> encoder.get_feature_names_out()
    ['size', 'size missing', 'colour = red', 'colour = blue']
    >>> encoder.transform({"colour": ["green"], "size": ["2"]}).tolist()
    [[2.0, 0.0, 0.0, 0.0]]
    """

    columns_: list[dict[str, Any]]
    ignored_: list[str]

    def __init__(
        self, *, max_categories: int = 50, max_words: int = 100, kinds: Any = None
    ) -> None:
        self.max_categories = max_categories
        self.max_words = max_words
        self.kinds = kinds

    def fit(self, X: Any, y: Any = None) -> Self:
        """Learn names, readings and usual values of the columns of a table.

        Parameters
        ----------
        X : table
        y : array-like of shape (n_rows,) or None
            Targets. With them, few whole numbers are taken as categories where that predicts
            the targets better, leave-one-out.
        """
        self._fit(X, y)
        return self

    def fit_transform(self, X: Any, y: Any = None) -> Array:
        """Do what `fit`, then `transform` do, reading the cells once."""
        read = self._fit(X, y)
        return self._encoded(read)

    def _fit(self, X: Any, y: Any) -> dict[str, ReadColumn]:
        self._check_params()
        table = as_table(X)
        read = read_columns(table, kinds=self.kinds)
        used = {n: c for n, c in read.items() if c.kind not in UNUSED}
        if not used:
            raise InvalidInput(
                "no column of the table can be used: all are empty, constant or identifiers",
                parameter="X",
            )
        warn_of_unread(used)
        if y is not None:
            self._choose_codes(used, y)
        columns = [self._learn(name, column) for name, column in used.items()]
        self._become(columns_=columns, ignored_=[n for n in table if n not in used])
        return used

    def transform(self, X: Any) -> Array:
        """Return the table as numbers, shape (n_rows, n_features).

        Cells that cannot be read count as missing; an `UnreadableCells` warning tells of them.

        Raises
        ------
        InvalidInput
            Naming a column that is missing, or a number beyond ±1e100.
        """
        self._require_fitted()
        table = as_table(X)
        absent = [c["name"] for c in self.columns_ if c["name"] not in table]
        if absent:
            raise InvalidInput(
                f"the table lacks the column(s) {', '.join(map(repr, absent[:5]))} that the model "
                f"was trained on; it has {', '.join(map(repr, list(table)[:8]))}",
                parameter="X",
                column=absent[0],
            )
        read = {
            name: apply_reading(table[name], reading) for name, reading in self.readings().items()
        }
        warn_of_unread(read)
        return self._output(self._encoded(read), X)  # type: ignore[no-any-return]

    def _encoded(self, read: Mapping[str, ReadColumn]) -> Array:
        parts = [_encode(column, read[column["name"]]) for column in self.columns_]
        return np.ascontiguousarray(np.hstack(parts))

    def readings(self) -> dict[str, dict[str, Any]]:
        """Return how the cells of each column in use are read."""
        self._require_fitted()
        # files from before readings were stored have kinds alone
        return {c["name"]: c.get("reading", {"kind": c["kind"]}) for c in self.columns_}

    def get_feature_names_out(self, input_features: Any = None) -> list[str]:
        """Return what each number of a row stands for."""
        self._require_fitted()
        return [name for column in self.columns_ for name in _feature_names(column)]

    def _choose_codes(self, used: dict[str, ReadColumn], y: Any) -> None:
        """Read few whole numbers as categories where that predicts better."""
        said = {n for n, k in (self.kinds or {}).items() if "kind" in as_reading(n, k)}
        numbers: dict[str, Array] = {}
        codes: dict[str, Array] = {}
        for name, column in used.items():
            learned = self._learn(name, column)
            numbers[name] = _encode(learned, column)
            if name not in said and may_be_codes(column):
                labels = read_column(name, column.column, column.reading | {"kind": "category"})
                codes[name] = _encode(self._learn(name, labels), labels)
        for name in are_codes(numbers, codes, y):
            given = as_reading(name, (self.kinds or {}).get(name, {}))
            used[name] = read_column(name, used[name].column, given | {"kind": "category"})

    def _learn(self, name: str, column: ReadColumn) -> dict[str, Any]:
        kind = column.kind
        learned: dict[str, Any] = {
            "name": name,
            "kind": kind,
            "reading": column.reading,
            "marks_missing": bool(column.missing.any()),
        }
        if column.numbers is not None:
            known = column.numbers[~np.isnan(column.numbers)]
            if not known.size:
                raise InvalidInput(
                    f"column {name!r} holds no {kind}: leave it out, or choose another kind",
                    parameter="X",
                    column=name,
                )
            learned["usual"] = float(np.median(known))
            log = _log_copy(known, learned["usual"]) if kind == "number" else None
            if log is not None:
                learned["log"] = log
        else:
            most = self.max_categories if kind == "category" else self.max_words
            learned["values"] = _most_frequent(column.texts, column.reading)[:most]
        return learned

    def _check_learned(self) -> None:
        if not isinstance(self.columns_, list) or not self.columns_:
            raise ValueError("columns_ must be a list of columns")
        for column in self.columns_:
            check_column(column)
        names = [column["name"] for column in self.columns_]
        if len(set(names)) < len(names):
            raise ValueError("columns_ holds two columns of one name")
        if not all(isinstance(name, str) for name in self.ignored_):
            raise ValueError("ignored_ needs names")


def encoder_of(model: Any) -> TableEncoder | None:
    """Return what reads the tables of a fitted model, None for a model of something else."""
    steps = [step for _, step in getattr(model, "steps_", [])] or [model]
    encoder = getattr(model, "encoder_", steps[0])
    return encoder if isinstance(encoder, TableEncoder) else None


def _words(text: str, reading: Mapping[str, Any]) -> list[str]:
    """Return the words of a text; in older files they are runs of letters and digits."""
    if reading.get("words") == "unicode":
        return units(text)
    return "".join(c if c.isalnum() else " " for c in text.casefold()).split()


def _most_frequent(texts: Categorical, reading: Mapping[str, Any]) -> list[str]:
    """Return the categories, or the words of the texts, the most frequent first."""
    counts = Counter[str]()
    per_text = np.bincount(texts.codes[texts.codes >= 0], minlength=len(texts.values))
    for value, count in zip(texts.values, per_text.tolist(), strict=True):
        parts = [value] if reading["kind"] == "category" else _words(value, reading)
        for word in dict.fromkeys(parts):
            counts[word] += count
    return [word for word, _ in counts.most_common()]


def _feature_names(column: dict[str, Any]) -> list[str]:
    name, kind = column["name"], column["kind"]
    if kind in ("category", "text"):
        names = [f"{name} {'=' if kind == 'category' else 'has'} {v}" for v in column["values"]]
    elif kind == "date":
        parts = ["days", "month sin", "month cos", "weekday sin", "weekday cos"]
        if column.get("reading", {}).get("times"):
            parts += ["hour sin", "hour cos"]
        names = [f"{name} {part}" for part in parts]
    elif kind == "time":
        names = [f"{name} {part}" for part in ("hours", "sin", "cos")]
    else:
        names = [name, f"{name} (log)"] if "log" in column else [name]
    return [*names, f"{name} missing"] if column["marks_missing"] else names


def _encode(learned: dict[str, Any], column: ReadColumn) -> Array:
    kind = learned["kind"]
    missing = column.missing
    if column.numbers is not None:
        _check_magnitude(learned["name"], column.numbers)
        values = np.where(missing, learned["usual"], column.numbers)
        if kind == "date":
            numbers = _date_numbers(values, bool(column.reading.get("times")))
        else:
            numbers = _time_numbers(values) if kind == "time" else values[:, None]
            if "log" in learned:
                centre, scale = learned["log"]
                numbers = np.column_stack([values, np.arcsinh((values - centre) / scale)])
    else:
        texts = column.texts
        rows = (
            _one_hot(texts, learned["values"])
            if kind == "category"
            else _bag(texts, learned["values"], column.reading)
        )
        numbers = np.vstack([rows, np.zeros((1, rows.shape[1]))])[texts.codes]
    if learned["marks_missing"]:
        numbers = np.column_stack([numbers, missing.astype(np.float64)])
    return np.asarray(numbers)


def _log_copy(known: Array, median: float) -> list[float] | None:
    """Return centre and scale of the logarithmic copy of a column, None where it needs none.

    A copy beside the column is safe where its tail is worth nothing; in its place it is not.
    """
    if np.unique(known).size < _DISTINCT:
        return None
    with np.errstate(over="ignore", invalid="ignore"):
        apart = known - known.mean()
        skewness = np.mean(apart**3) / np.mean(apart * apart) ** 1.5
        distances = np.abs(known - median)
        scale = float(np.median(distances)) or float(distances.mean())
    fine = np.isfinite(skewness) and 1e-100 <= scale <= 1e100
    return [median, scale] if fine and abs(skewness) > _SKEWED else None


def _check_magnitude(name: str, values: Array) -> None:
    beyond = np.flatnonzero(np.abs(values) > MAX_MAGNITUDE)  # NaN, a gap, compares as false
    if beyond.size:
        row = int(beyond[0])
        raise InvalidInput(
            f"column {name!r} holds {values[row]:g} in row {row}, beyond ±{MAX_MAGNITUDE:g}: "
            "rescale it",
            parameter="X",
            row=row,
            column=name,
        )


def _one_hot(texts: Categorical, known: list[str]) -> Array:
    """One row for each distinct text."""
    places = {value: i for i, value in enumerate(known)}
    rows = np.zeros((len(texts.values), len(known)))
    for i, value in enumerate(texts.values):
        place = places.get(value)
        if place is not None:
            rows[i, place] = 1.0
    return rows


def _bag(texts: Categorical, known: list[str], reading: Mapping[str, Any]) -> Array:
    """For each distinct text, which of the known words it has, as a row of length 1."""
    places = {word: i for i, word in enumerate(known)}
    rows = np.zeros((len(texts.values), len(known)))
    for i, value in enumerate(texts.values):
        hits = {places[w] for w in _words(value, reading) if w in places}
        if hits:
            rows[i, list(hits)] = 1.0 / np.sqrt(len(hits))
    return rows


def _date_numbers(days: Array, times: bool) -> Array:
    whole = np.floor(days)
    moments = whole.astype("datetime64[D]") if len(days) else days.astype("datetime64[D]")
    month = moments.astype("datetime64[M]").astype(np.int64) % 12 * (2 * np.pi / 12)
    weekday = (whole + 3) % 7 * (2 * np.pi / 7)  # 1970-01-01 was a Thursday
    parts = [days, np.sin(month), np.cos(month), np.sin(weekday), np.cos(weekday)]
    if times:
        hour = (days - whole) * (2 * np.pi)
        parts += [np.sin(hour), np.cos(hour)]
    return np.column_stack(parts)


def _time_numbers(hours: Array) -> Array:
    angle = hours * (2 * np.pi / 24)
    return np.column_stack([hours, np.sin(angle), np.cos(angle)])
