"""Columns that become numbers, read by what is given of their reading; what is open is decided."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from elm_core.maths.linalg import Array
from elm_core.tables import booleans, clock, dates, numbers
from elm_core.tables.checked import Reading
from elm_core.tables.columns import Categorical, Column
from elm_core.tables.distinct import Distinct
from elm_core.tables.missing import missing_numbers


@dataclass
class ReadColumn:
    """A column with its reading.

    ``numbers`` holds a number a row (NaN for missing) where the kind is one of numbers, else
    None.
    """

    column: Column
    reading: Reading
    distinct: Distinct
    numbers: Array | None = None
    #: which distinct cells cannot be read
    unread: npt.NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, np.bool_))
    #: the key of the reading that the cells leave open: "decimal", "order" or None
    open: str | None = None
    #: what cells that allow one reading only say: {"decimal": ","} or {"order": "dmy"}
    sure: Reading = field(default_factory=dict)
    #: the places of distinct cells without the unit that the others have
    bare: Sequence[int] = ()
    #: a distinct cell whose two digits may be another year, and the first of those hundred years
    other_years: tuple[int, int] | None = None
    #: what many of the cells are, though not enough of them: a kind, how many rows are, and how
    #: many texts there are, with one that is none
    nearly: tuple[str, int, str] | None = None

    @property
    def kind(self) -> str:
        """What the column was found, or said, to be."""
        return str(self.reading["kind"])

    @property
    def missing(self) -> npt.NDArray[np.bool_]:
        """Which rows have no value."""
        return np.isnan(self.numbers) if self.numbers is not None else self.distinct.codes < 0

    @property
    def texts(self) -> Categorical:
        """The cells as texts, −1 where one is missing or cannot be read."""
        return self.distinct.as_texts()

    def unread_rows(self) -> npt.NDArray[np.intp]:
        """Return the rows whose cell cannot be read."""
        if not self.unread.any():
            return np.zeros(0, np.intp)
        return np.flatnonzero(np.append(self.unread, False)[self.distinct.codes])


def _as_numbers(
    column: Column, distinct: Distinct, reading: Reading, decimal: str | None, order: str | None
) -> ReadColumn:
    if not isinstance(distinct.values, list):
        return ReadColumn(
            column,
            {"kind": "number", "decimal": ".", "group": "", "unit": reading.get("unit")},
            distinct,
            distinct.numbers(distinct.values),
            np.zeros(len(distinct.values), np.bool_),
        )
    names = ("decimal", "group", "unit", "magnitudes", "trailing_minus")
    given = numbers.NumberFormat(**{k: reading[k] for k in names if k in reading})
    values = np.full(len(distinct.values), np.nan)
    values[list(distinct.given)] = list(distinct.given.values())
    others = np.flatnonzero(np.isnan(values))  # a format says nothing of cells given as numbers
    texts = [distinct.values[place] for place in others]
    seconds = reading.get("duration")
    if seconds is None and "decimal" not in reading:
        seconds = clock.are_durations(texts)
    if seconds:
        found: Reading = {"kind": "number", "duration": True, "unit": "s"}
        return by_text(column, distinct, clock.duration, found, distinct.given)
    decided = numbers.decide(
        texts,
        decimal=decimal,
        given=given,
        # a whole reading leaves out what is not so
        fixed=frozenset(names if {"decimal", "group", "unit"} <= reading.keys() else reading),
    )
    values[others] = decided.numbers
    unread = np.isnan(values)
    # a mark of a missing value that is a number stands for it however it is written
    marks = missing_numbers(map(str, reading.get("missing", ())))
    values[np.isin(values, list(marks))] = np.nan
    form = decided.format
    found = {"kind": "number", "decimal": form.decimal, "group": form.group, "unit": form.unit}
    found |= {name: True for name in ("magnitudes", "trailing_minus") if getattr(form, name)}
    return ReadColumn(
        column,
        found,
        distinct,
        distinct.numbers(values),
        unread,
        "decimal" if decided.open else None,
        {"decimal": decided.sure} if decided.sure else {},
        bare=[int(others[place]) for place in decided.bare],
    )


def _as_dates(
    column: Column, distinct: Distinct, reading: Reading, decimal: str | None, order: str | None
) -> ReadColumn:
    said, years_from = reading.get("order"), reading.get("years_from")
    if said is not None and "times" in reading:  # a whole reading leaves out what is usual
        years_from = years_from or dates.YEARS_FROM
    decided = dates.decide(
        distinct.texts, order=said or order, fixed=said is not None, years_from=years_from
    )
    form = decided.format
    times = reading.get("times", form.times)
    days = np.array(decided.numbers) if times else np.floor(decided.numbers)
    found: Reading = {"kind": "date", "order": form.order, "times": times}
    if form.years_from != dates.YEARS_FROM:
        found["years_from"] = form.years_from
    return ReadColumn(
        column,
        found,
        distinct,
        distinct.numbers(days),
        np.isnan(decided.numbers),
        "order" if decided.open else None,
        {"order": decided.sure} if decided.sure else {},
        other_years=decided.other_years,
    )


def by_text(
    column: Column,
    distinct: Distinct,
    parse: Callable[[str], float],
    reading: Reading,
    given: Mapping[int, float],
) -> ReadColumn:
    """Read each distinct cell by a function of its text, but those that were `given` as numbers."""
    values = np.array(
        [given[i] if i in given else parse(text) for i, text in enumerate(distinct.texts)],
        dtype=np.float64,
    )
    return ReadColumn(column, reading, distinct, distinct.numbers(values), np.isnan(values))


def _as_booleans(
    column: Column, distinct: Distinct, reading: Reading, decimal: str | None, order: str | None
) -> ReadColumn:
    if not isinstance(distinct.values, list):
        values = np.where(np.isin(distinct.values, (0.0, 1.0)), distinct.values, np.nan)
        return ReadColumn(
            column, {"kind": "boolean"}, distinct, distinct.numbers(values), np.isnan(values)
        )
    given = {p: n if n in (0.0, 1.0) else math.nan for p, n in distinct.given.items()}
    return by_text(column, distinct, booleans.parse, {"kind": "boolean"}, given)


def _as_times(
    column: Column, distinct: Distinct, reading: Reading, decimal: str | None, order: str | None
) -> ReadColumn:
    return by_text(column, distinct, clock.time_of_day, {"kind": "time"}, {})


_Reader = Callable[[Column, Distinct, Reading, str | None, str | None], ReadColumn]

#: How a column is read that becomes numbers, by its kind.
READERS: dict[str, _Reader] = {
    "number": _as_numbers,
    "boolean": _as_booleans,
    "date": _as_dates,
    "time": _as_times,
}
