"""How a column writes its dates: the order of day, month and year, decided for the column.

Cells that allow one order only decide; where day and month stay open in all, that is said. A
date is a number: days since 1970-01-01, with the time of day as their fraction, as the clock on
the wall showed it (an offset from UTC behind it is left out).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from elm_core.tables.months import month_of
from elm_core.tables.numbers import plain

_EPOCH = date(1970, 1, 1).toordinal()
_NINES = str.maketrans("012345678", "9" * 9)
_NAME = r"(?P<name>[^\W\d_]{3,12})\.?"
_OF = r"(?:[-/ .,]{1,2}|,? ?(?:de|del|di|of) )?"
_YEAR = r"'?(?P<year>9999|99)"
_DAY = r"(?P<day>99?)"
_TIME = (
    r"(?:t|[ ,;@:]\s?| at | - )(?P<hour>99?)[:h.](?P<minute>99)"
    r"(?:[:.](?P<second>99)(?P<part>[.,]9+)?)?\s?(?P<half>[ap]\.? ?m\.?)?"
    r"\s?(?:z|utc|gmt|uhr|[a-z]{3,4}|(?:utc|gmt)?[+-]99(?::?99)?)?(?:\[[\w/+-]+\])?"
)
_WEEKDAY = r"(?:[^\W\d_]{2,10}\.?,? )?"
#: Behind a date: the year's own word, and the day of the week in brackets.
_BEHIND = r"(?: ?г\.?)?(?: ?[(（][^\W\d_]{1,10}\.?[)）])?"

#: Where only one order is possible, by the names in the pattern.
_FIXED = (
    rf"(?P<year>9999)(?P<sep>[-/.])(?P<month>99?)(?P=sep) ?{_DAY}",
    rf"(?P<year>9999)(?P<month>99){_DAY.replace('99?', '99')}",
    rf"(?P<year>9999)\. ?(?P<month>99?)\. ?{_DAY}\.",
    rf"(?P<year>9999)年(?P<month>99?)月{_DAY}日?",
    rf"(?P<year>9999)년 ?(?P<month>99?)월 ?{_DAY}일",
    rf"{_DAY}(?:st|nd|rd|th|er|º|\.)?{_OF}{_NAME}{_OF}{_YEAR}",
    rf"{_NAME}[-/ ]{{0,2}}{_DAY}(?:st|nd|rd|th)?[-/ ,.]{{1,2}}{_YEAR}",
    rf"(?P<year>9999)[-/ .]{_NAME}[-/ .]{_DAY}",
)
#: Months, quarters and weeks alone: their first day.
_SPANS = (
    r"(?P<year>9999)[-/.](?P<month>99?)",
    r"(?P<month>99?)[-/.](?P<year>9999)",
    rf"{_NAME}[-/ ,.]{{0,2}}{_YEAR}",
    rf"(?P<year>9999)[-/ .]?{_NAME}",
    r"(?P<year>9999)[-/ ]?q(?P<quarter>9)",
    r"q(?P<quarter>9)[-/ ](?P<year>9999)",
    r"(?P<quarter>9)q(?P<year>9999|99)",
    r"(?P<year>9999)[- ]?w(?P<week>99?)(?:-?(?P<weekday>9))?",
    r"(?:kw|w|week) ?(?P<week>99?)[-/ ,]{1,2}(?P<year>9999)",
    r"(?P<year>9999)年(?P<month>99?)月",
    r"(?P<year>9999)년 ?(?P<month>99?)월",
    r"(?P<year>9999)m(?P<month>99?)",
)
#: Three numbers whose order is the column's.
_THREE = r"(?P<a>99?)(?P<sep>[-/]|\. ?)(?P<b>99?)(?P=sep)(?P<c>9999|99)"
_ASCTIME = (
    rf"[^\W\d_]{{3}} {_NAME} {{1,2}}{_DAY} "
    r"(?P<hour>99):(?P<minute>99):(?P<second>99) (?:(?:[a-z]{3,4}|[+-]9999) )?(?P<year>9999)"
)

_COMPACT = (
    r"(?P<year>9999)(?P<month>99)(?P<day>99)t?(?P<hour>99)(?:(?P<minute>99)(?P<second>99)?)?"
    r"(?:z|[+-]99:?(?:99)?)?"
)

_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        *(rf"{_WEEKDAY}{form}{_BEHIND}(?:{_TIME})?" for form in (*_FIXED, _THREE)),
        _ASCTIME,
        _COMPACT,
        *_SPANS,
    )
)

_SEASON = re.compile(r"\d{4}[-/]\d{2}")

ORDERS = ("ymd", "dmy", "mdy")
#: The first of the hundred years that two digits stand for, as POSIX has it.
YEARS_FROM = 1969
#: Years of two digits that may be to come or long gone.
_OPEN_YEARS = range(30, 69)
#: Years that a column leaves out between its last and its first ones.
_WIDE = 10


@dataclass(frozen=True)
class DateFormat:
    """The order of three numbers, and whether cells have a time of day."""

    order: str = "ymd"
    times: bool = False
    #: the first of the hundred years that two digits stand for
    years_from: int = YEARS_FROM


class Decided(NamedTuple):
    """A format, and the days that it reads of the texts (NaN where it reads none)."""

    format: DateFormat
    numbers: list[float]
    #: the order, where a text allows one only
    sure: str | None
    #: whether the other order of day and month reads other dates from the same texts
    open: bool
    #: the place of a text whose two digits may stand for another year, and where the hundred
    #: years would then begin
    other_years: tuple[int, int] | None = None


Fields = dict[str, tuple[int, int]]


def decide(
    texts: Sequence[str],
    *,
    order: str | None = None,
    fixed: bool = False,
    years_from: int | None = None,
) -> Decided:
    """Return the order that reads the most of some distinct texts.

    Parameters
    ----------
    texts : distinct texts without blanks around them, none of them a mark of a missing value
    order : ``"ymd"``, ``"dmy"``, ``"mdy"`` or None
        The order where the texts leave it open; with `fixed`, in any case.
    years_from : int or None
        The first of the hundred years that two digits stand for; None: decided.

    Examples
    --------
    >>> decide(["1/13/2024", "2/3/2024"]).format.order
    'mdy'
    >>> decide(["1/2/2024"]).open
    True
    """
    cells = [plain(text).lower() for text in texts]
    fields = [_fields(cell.translate(_NINES)) for cell in cells]
    three = [
        (tuple(int(cell[slice(*found[k])]) for k in "abc"), found["c"][1] - found["c"][0])
        for cell, found in zip(cells, fields, strict=True)
        if found is not None and "a" in found
    ]
    readings = {o: [_days_of_three(*one, o, YEARS_FROM) for one in three] for o in ORDERS}
    counts = {o: sum(value is not None for value in values) for o, values in readings.items()}
    sure, is_open = None, False
    if fixed and order is not None:
        chosen = order
    elif not three:
        chosen = order or "ymd"
    else:
        most = max(counts.values())
        best = [o for o in ("dmy", "mdy", "ymd") if counts[o] == most]
        separators = Counter(
            cell[slice(*found["sep"])].strip()
            for cell, found in zip(cells, fields, strict=True)
            if found is not None and "a" in found
        )
        if len(best) > 1 and "." in separators:
            best = [o for o in best if o != "ymd"]  # nobody writes 24.03.14 for 14 March
        is_open = len({tuple(readings[o]) for o in best}) > 1 and most > 0
        chosen = _likely(best, [one for one, _ in three], separators, order) if is_open else best[0]
        sure = chosen if len(best) == 1 else None
    first, other = years_from or YEARS_FROM, None
    if years_from is None:
        short = _short_years(cells, fields, chosen)
        first, other_first = _first_years(set(short.values()))
        if other_first is not None:
            place = next(p for p, year in short.items() if year in _OPEN_YEARS)
            other = (place, other_first)
    numbers = [_days(cell, found, chosen, first) for cell, found in zip(cells, fields, strict=True)]
    if not fixed and all(map(_SEASON.fullmatch, cells)) and all(map(_is_season, cells)):
        numbers = [math.nan] * len(cells)  # 2010/11 to 2012/13 are no months
    times = any(value != math.floor(value) for value in numbers if not math.isnan(value))
    return Decided(DateFormat(chosen, times, first), numbers, sure, is_open, other)


def _short_years(cells: list[str], fields: list[Fields | None], order: str) -> dict[int, int]:
    """The years of two digits, by the places of their texts."""
    years = {}
    for place, (cell, found) in enumerate(zip(cells, fields, strict=True)):
        if found is None:
            continue
        start, end = found["year"] if "year" in found else found["a" if order == "ymd" else "c"]
        if end - start <= 2:
            years[place] = int(cell[start:end])
    return years


def _first_years(years: set[int]) -> tuple[int, int | None]:
    """Return the first of the hundred years that two digits stand for, and what it could be else.

    Births from 1940 to 1987 are not split into some of 2040 and some of 1987: where the years of
    a column leave a gap far wider than that at 69, the hundred years begin behind it.
    """
    if not years & set(_OPEN_YEARS):
        return YEARS_FROM, None
    ordered = sorted(years)
    before = [ordered[-1] - 100, *ordered[:-1]]
    gap, begin = max((b - a, b) for a, b in zip(before, ordered, strict=True))
    split = min((b - a for a, b in zip(before, ordered, strict=True) if a < 69 <= b), default=100)
    if begin < 69 and gap >= _WIDE and gap >= 3 * split:
        return 1900 + begin, YEARS_FROM
    return YEARS_FROM, 1900 + (begin if begin < 69 else _OPEN_YEARS[0])


def _is_season(cell: str) -> bool:
    """Whether two years follow each other."""
    return int(cell[5:]) == (int(cell[:4]) + 1) % 100


def parse(text: str, form: DateFormat) -> float:
    """Return days since 1970-01-01, NaN for no date.

    Examples
    --------
    >>> parse("14 Mar 2024", DateFormat()), parse("14/3/2024 12:00", DateFormat("dmy", True))
    (19796.0, 19796.5)
    """
    cell = plain(text).lower()
    return _days(cell, _fields(cell.translate(_NINES)), form.order, form.years_from)


def parse_alone(text: str) -> float:
    """Return whole days since 1970-01-01, NaN for no date or one that needs its column's order.

    The rule of model files in which columns have no format.

    Examples
    --------
    >>> parse_alone("14.3.2024 10:00"), parse_alone("3/4/2024")
    (19796.0, nan)
    """
    cell = plain(text).lower()
    found = _fields(cell.translate(_NINES))
    if found is not None and "a" in found and cell[found["sep"][0]] != ".":
        return math.nan
    return float(np.floor(_days(cell, found, "dmy", YEARS_FROM)))


@lru_cache(maxsize=20_000)
def _fields(shape: str) -> Fields | None:
    """Where the parts of a date are in a cell whose digits stand as 9."""
    if "9" not in shape or len(shape) > 60:
        return None
    for pattern in _PATTERNS:
        found = pattern.fullmatch(shape)
        if found is None:
            continue
        spans = {name: found.span(name) for name, text in found.groupdict().items() if text}
        if "name" in spans and month_of(shape[slice(*spans["name"])]) is None:
            continue
        return spans
    return None


def _likely(
    best: list[str], three: list[tuple[int, ...]], separators: Counter[str], order: str | None
) -> str:
    """Of orders that read the same cells, the one that is likely."""
    if order in best:
        return str(order)
    first, second = {a for a, _, _ in three}, {b for _, b, _ in three}
    if len(first) != len(second) and 1 in (len(first), len(second)):
        # months told by one day of theirs
        wanted = "dmy" if len(first) == 1 else "mdy"
        if wanted in best:
            return wanted
    wanted = "mdy" if separators.most_common(1)[0][0] == "/" else "dmy"
    return wanted if wanted in best else best[0]


def _full_year(value: int, digits: int, first: int) -> int:
    """A year of two digits, in the hundred years that begin with the first."""
    return value if digits > 2 else first + (value - first) % 100


def _ordinal(year: int, month: int, day: int) -> float | None:
    try:
        return float(date(year, month, day).toordinal() - _EPOCH)
    except ValueError:
        return None


def _days_of_three(three: tuple[int, ...], digits: int, order: str, first: int) -> float | None:
    a, b, c = three
    if order == "ymd":  # 24/03/14
        return _ordinal(_full_year(a, 2, first), b, c) if digits == 2 else None
    day, month = (a, b) if order == "dmy" else (b, a)
    return _ordinal(_full_year(c, digits, first), month, day)


def _days(cell: str, found: Fields | None, order: str, first: int) -> float:
    """Days of a cell, NaN where its parts are no date."""
    if found is None:
        return math.nan

    def number(name: str, default: int) -> int:
        return int(cell[slice(*found[name])]) if name in found else default

    if "a" in found:
        three = (number("a", 0), number("b", 0), number("c", 0))
        day = _days_of_three(three, found["c"][1] - found["c"][0], order, first)
    else:
        day = _days_named(cell, found, number, first)
    moment = _time_of_day(cell, found, number)
    return math.nan if day is None or moment is None else day + moment


def _days_named(
    cell: str, found: Fields, number: Callable[[str, int], int], first: int
) -> float | None:
    year = _full_year(number("year", 0), found["year"][1] - found["year"][0], first)
    if "week" in found:
        try:
            day = date.fromisocalendar(year, number("week", 1), number("weekday", 1))
        except ValueError:
            return None
        return float(day.toordinal() - _EPOCH)
    if "quarter" in found:
        quarter = number("quarter", 0)
        return _ordinal(year, 3 * quarter - 2, 1) if 1 <= quarter <= 4 else None
    named = month_of(cell[slice(*found["name"])]) if "name" in found else None
    return _ordinal(year, named or number("month", 0), number("day", 1))


def _time_of_day(cell: str, found: Fields, number: Callable[[str, int], int]) -> float | None:
    """The share of the day that has gone by, None where it is no time."""
    if "hour" not in found:
        return 0.0
    half = cell[slice(*found["half"])][0] if "half" in found else ""
    hour = number("hour", 0)
    part = float("0" + cell[slice(*found["part"])].replace(",", ".")) if "part" in found else 0.0
    return share_of_day(hour, number("minute", 0), number("second", 0) + part, half)


def share_of_day(hour: int, minute: int, second: float, half: str = "") -> float | None:
    """Return how much of the day has gone by; `half` is ``"a"``, ``"p"`` or empty.

    Examples
    --------
    >>> share_of_day(6, 0, 0.0, "p")
    0.75
    """
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59 or second >= 61:
        return None
    return (hour * 3600 + minute * 60 + second) / 86400
