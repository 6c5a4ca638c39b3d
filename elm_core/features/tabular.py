"""Mixed tables to numbers: numbers, categories, booleans, dates and texts, with missing values.

A *table* is a mapping of column names to columns, a list of rows as dicts, or a pandas
DataFrame. See `columns` for what a column may be.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, Self

import numpy as np

from elm_core.base import Estimator
from elm_core.exceptions import InvalidInput
from elm_core.features.columns import Categorical, Column, as_table, numbers_of, texts_of
from elm_core.features.inspection import inspect, kind_of
from elm_core.maths.linalg import Array
from elm_core.validation import MAX_MAGNITUDE

__all__ = ["Categorical", "TableEncoder", "as_table", "inspect"]


class TableEncoder(Estimator):
    """Turns mixed tables into numbers, and remembers names, types and what is usual.

    Numbers: as they are, missing ones by the median. Booleans: 0 and 1. Categories: one column
    each for the most frequent ones; others and unseen ones are all zero. Dates: days, month and
    weekday (as sine and cosine). Texts: one column for each of the most frequent words. A column
    with missing cells gets one more that marks them. Identifiers and constants are left out.

    Parameters
    ----------
    max_categories : int, default 50
        Columns a category gets at most.
    max_words : int, default 100
        Columns a text gets at most.

    Attributes
    ----------
    columns_ : list of dict
        Name, kind and what was learned, of the columns in use.
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

    def __init__(self, *, max_categories: int = 50, max_words: int = 100) -> None:
        self.max_categories = max_categories
        self.max_words = max_words

    def fit(self, X: Any, y: Any = None) -> Self:
        """Learn names, kinds and usual values of the columns of a table."""
        table = as_table(X)
        learned = [self._learn(name, column) for name, column in table.items()]
        used = [c for c in learned if c is not None]
        if not used:
            raise InvalidInput(
                "no column of the table can be used: all are empty, constant or identifiers",
                parameter="X",
            )
        names = {c["name"] for c in used}
        self._become(columns_=used, ignored_=[n for n in table if n not in names])
        return self

    def fit_transform(self, X: Any, y: Any = None) -> Array:
        """`fit`, then `transform`."""
        return self.fit(X).transform(X)

    def transform(self, X: Any) -> Array:
        """Return the table as numbers, shape (n_rows, n_features).

        Raises
        ------
        InvalidInput
            Naming a column that is missing, or the row and column of a cell that cannot be read.
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
        parts = [_encode(column, table[column["name"]]) for column in self.columns_]
        return np.ascontiguousarray(np.hstack(parts))

    def get_feature_names_out(self, input_features: Any = None) -> list[str]:
        """Return what each number of a row stands for."""
        self._require_fitted()
        return [name for column in self.columns_ for name in _feature_names(column)]

    def _learn(self, name: str, column: Column) -> dict[str, Any] | None:
        texts = texts_of(column)
        kind = kind_of(name, column, texts)
        if kind in ("empty", "constant", "identifier"):
            return None
        learned: dict[str, Any] = {
            "name": name,
            "kind": kind,
            "marks_missing": bool((texts.codes < 0).any()),
        }
        if kind in ("number", "date", "boolean"):
            values = numbers_of(name, column, kind)
            learned["usual"] = float(np.median(values[~np.isnan(values)]))
        else:
            most = self.max_categories if kind == "category" else self.max_words
            learned["values"] = _most_frequent(texts, kind)[:most]
        return learned

    def _check_learned(self) -> None:
        for column in self.columns_:
            if not isinstance(column["name"], str) or not isinstance(column["marks_missing"], bool):
                raise ValueError("columns_ needs names and marks_missing")
            if column["kind"] in ("number", "date", "boolean"):
                float(column["usual"])
            elif column["kind"] not in ("category", "text") or not all(
                isinstance(v, str) for v in column["values"]
            ):
                raise ValueError(f"columns_ holds a column of kind {column['kind']!r}")


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text.casefold()).split()


def _most_frequent(texts: Categorical, kind: str) -> list[str]:
    """Return the categories, or the words of the texts, the most frequent first."""
    counts = Counter[str]()
    per_text = np.bincount(texts.codes[texts.codes >= 0], minlength=len(texts.values))
    for value, count in zip(texts.values, per_text.tolist(), strict=True):
        for word in [value] if kind == "category" else set(_words(value)):
            counts[word] += count
    return [word for word, _ in counts.most_common()]


def _feature_names(column: dict[str, Any]) -> list[str]:
    name, kind = column["name"], column["kind"]
    if kind in ("category", "text"):
        names = [f"{name} {'=' if kind == 'category' else 'has'} {v}" for v in column["values"]]
    elif kind == "date":
        parts = ("days", "month sin", "month cos", "weekday sin", "weekday cos")
        names = [f"{name} {part}" for part in parts]
    else:
        names = [name]
    return [*names, f"{name} missing"] if column["marks_missing"] else names


def _encode(learned: dict[str, Any], column: Column) -> Array:
    kind = learned["kind"]
    if kind in ("number", "date", "boolean"):
        values = numbers_of(learned["name"], column, kind)
        _check_magnitude(learned["name"], values)
        missing = np.isnan(values)
        values = np.where(missing, learned["usual"], values)
        numbers = _date_numbers(values) if kind == "date" else values[:, None]
    else:
        texts = texts_of(column)
        missing = texts.codes < 0
        rows = (
            _one_hot(texts, learned["values"])
            if kind == "category"
            else _bag(texts, learned["values"])
        )
        numbers = np.vstack([rows, np.zeros((1, rows.shape[1]))])[texts.codes]
    if learned["marks_missing"]:
        numbers = np.column_stack([numbers, missing.astype(np.float64)])
    return numbers


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


def _bag(texts: Categorical, known: list[str]) -> Array:
    """For each distinct text, which of the known words it has, as a row of length 1."""
    places = {word: i for i, word in enumerate(known)}
    rows = np.zeros((len(texts.values), len(known)))
    for i, value in enumerate(texts.values):
        hits = {places[w] for w in _words(value) if w in places}
        if hits:
            rows[i, list(hits)] = 1.0 / np.sqrt(len(hits))
    return rows


def _date_numbers(days: Array) -> Array:
    whole = np.floor(days).astype("datetime64[D]") if len(days) else days.astype("datetime64[D]")
    month = whole.astype("datetime64[M]").astype(np.int64) % 12 * (2 * np.pi / 12)
    weekday = (days + 3) % 7 * (2 * np.pi / 7)  # 1970-01-01 was a Thursday
    return np.column_stack([days, np.sin(month), np.cos(month), np.sin(weekday), np.cos(weekday)])
