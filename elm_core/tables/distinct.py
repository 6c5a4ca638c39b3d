"""The distinct cells of a column, without those that stand for a missing value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from elm_core.maths.linalg import Array
from elm_core.tables.columns import Categorical, Column, number_text
from elm_core.tables.missing import is_missing, missing_numbers


@dataclass
class Distinct:
    """Distinct cells (in order of appearance), and the cell of each row (−1 for missing).

    A column of numbers keeps them in `values`; its texts are made when they are asked for.
    """

    codes: npt.NDArray[np.int32]
    values: Array | list[str]
    #: the texts that stand for a missing value here, with the rows that have them
    marks: Counter[str]
    #: by the place of a text, the number that the cell came as
    given: dict[int, float] = field(default_factory=dict)

    @classmethod
    def of(cls, column: Column, reading: Mapping[str, Any]) -> Self:
        """Find the distinct cells of a column.

        Of a reading, ``missing`` names more texts that stand for a missing value (a cell that
        came as a number, by its value), ``labels`` such that do not, and ``join_spellings`` makes
        case and blanks no difference.
        """
        more = {str(text).strip() for text in reading.get("missing", ())}
        if isinstance(column, Categorical):
            return cls._of_texts(column, more, reading)
        return cls._of_numbers(column, missing_numbers(more))

    @classmethod
    def _of_numbers(cls, column: Array, missing: Collection[float]) -> Self:
        numbers, first, inverse = np.unique(column, return_index=True, return_inverse=True)
        gone = ~np.isfinite(numbers)
        marks = Counter[str]()
        for place in np.flatnonzero(np.isin(numbers, list(missing))).tolist():
            gone[place] = True
            marks[number_text(numbers[place])] = int((inverse == place).sum())
        kept = np.flatnonzero(~gone)
        kept = kept[np.argsort(first[kept], kind="stable")]
        places = np.full(len(numbers), -1, dtype=np.int32)
        places[kept] = np.arange(len(kept), dtype=np.int32)
        return cls(places[inverse.reshape(-1)], numbers[kept], marks)

    @classmethod
    def _of_texts(cls, column: Categorical, more: set[str], reading: Mapping[str, Any]) -> Self:
        labels = {str(text).strip() for text in reading.get("labels", ())}
        joined = bool(reading.get("join_spellings"))
        numbers = missing_numbers(more)
        places: dict[tuple[str, float | None], int] = {}
        table = np.full(len(column.values) + 1, -1, dtype=np.int32)
        marked: dict[int, str] = {}
        for code, value in enumerate(column.values):
            text, number = value.strip(), column.numbers.get(code)
            gone = number in numbers or (text not in labels and is_missing(text))
            if gone or text in more:
                marked[code] = text
                continue
            if joined:
                text = joined_spelling(text)
            table[code] = places.setdefault((text, number), len(places))
        marks = Counter[str]()
        if marked:
            per_value = np.bincount(column.codes[column.codes >= 0], minlength=len(column.values))
            for code, text in marked.items():
                marks[text] += int(per_value[code])
        given = {place: number for (_, number), place in places.items() if number is not None}
        return cls(table[column.codes], [text for text, _ in places], marks, given)

    def as_labels(self) -> Self:
        """Return the same where 1 and "1" are one: what cells came as makes no difference."""
        if not self.given:
            return self
        places: dict[str, int] = {}
        table = [places.setdefault(text, len(places)) for text in self.texts]
        codes = np.array([*table, -1], dtype=np.int32)[self.codes]
        return type(self)(codes, list(places), self.marks)

    @cached_property
    def texts(self) -> list[str]:
        """The distinct cells as texts."""
        if isinstance(self.values, list):
            return self.values
        return [number_text(value) for value in self.values.tolist()]

    @cached_property
    def counts(self) -> npt.NDArray[np.intp]:
        """How many rows have each of them."""
        return np.bincount(self.codes[self.codes >= 0], minlength=len(self.values))

    def as_texts(self) -> Categorical:
        """Return the column as texts."""
        return Categorical(self.codes, self.texts)

    def numbers(self, of_distinct: Array) -> Array:
        """Return a number a row from one for each distinct cell; NaN for missing."""
        return np.asarray(np.append(of_distinct, np.nan)[self.codes])


def joined_spelling(text: str) -> str:
    """Return what spellings that differ by case or blanks have in common.

    Examples
    --------
    >>> joined_spelling(" New  York ") == joined_spelling("new york")
    True
    """
    return " ".join(text.split()).casefold()
