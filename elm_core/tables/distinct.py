"""The distinct cells of a column, without those that stand for a missing value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from elm_core.maths.linalg import Array
from elm_core.tables.columns import Categorical, Column, number_text
from elm_core.tables.missing import is_missing


@dataclass
class Distinct:
    """Distinct cells (in order of appearance), and the cell of each row (−1 for missing).

    A column of numbers keeps them in `values`; its texts are made when they are asked for.
    """

    codes: npt.NDArray[np.int32]
    values: Array | list[str]
    #: the texts that stand for a missing value here, with the rows that have them
    marks: Counter[str]

    @classmethod
    def of(cls, column: Column, reading: Mapping[str, Any]) -> Self:
        """Find the distinct cells of a column.

        Of a reading, ``missing`` names more texts that stand for a missing value, ``labels``
        such that do not, and ``join_spellings`` makes case and blanks no difference.
        """
        if isinstance(column, Categorical):
            return cls._of_texts(column, reading)
        return cls._of_numbers(column, reading)

    @classmethod
    def _of_numbers(cls, column: Array, reading: Mapping[str, Any]) -> Self:
        numbers, first, inverse = np.unique(column, return_index=True, return_inverse=True)
        more = {str(text).strip() for text in reading.get("missing", ())}
        gone = ~np.isfinite(numbers)
        marks = Counter[str]()
        for place, value in enumerate(numbers.tolist() if more else ()):
            text = number_text(value)
            if text in more:
                gone[place] = True
                marks[text] = int((inverse == place).sum())
        kept = np.flatnonzero(~gone)
        kept = kept[np.argsort(first[kept], kind="stable")]
        places = np.full(len(numbers), -1, dtype=np.int32)
        places[kept] = np.arange(len(kept), dtype=np.int32)
        return cls(places[inverse.reshape(-1)], numbers[kept], marks)

    @classmethod
    def _of_texts(cls, column: Categorical, reading: Mapping[str, Any]) -> Self:
        more = {str(text).strip() for text in reading.get("missing", ())}
        labels = {str(text).strip() for text in reading.get("labels", ())}
        joined = bool(reading.get("join_spellings"))
        places: dict[str, int] = {}
        table = np.full(len(column.values) + 1, -1, dtype=np.int32)
        marked: dict[int, str] = {}
        for code, value in enumerate(column.values):
            text = value.strip()
            if (text not in labels and is_missing(text)) or text in more:
                marked[code] = text
                continue
            if joined:
                text = joined_spelling(text)
            table[code] = places.setdefault(text, len(places))
        marks = Counter[str]()
        if marked:
            per_value = np.bincount(column.codes[column.codes >= 0], minlength=len(column.values))
            for code, text in marked.items():
                marks[text] += int(per_value[code])
        return cls(table[column.codes], list(places), marks)

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
