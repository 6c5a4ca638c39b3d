"""Times of day and durations, as texts."""

from __future__ import annotations

import math
import re

from elm_core.tables.dates import share_of_day
from elm_core.tables.numbers import plain

_TIME = re.compile(
    r"(\d\d?)[:h](\d\d)(?::(\d\d)([.,]\d+)?)?\s?(?:([ap])\.? ?m\.?)?(?:\s?(?:uhr|h))?",
    re.IGNORECASE,
)
_HOURS = re.compile(r"(\d\d?)\s?([ap])\.? ?m\.?", re.IGNORECASE)
_DAYS = re.compile(
    r"(?:(-?\d+) days?,? ?)?(?:([+-]?\d+):(\d\d)(?::(\d\d)([.,]\d+)?)?)?", re.IGNORECASE
)
_LAP = re.compile(r"(\d{1,3}):([0-5]\d[.,]\d+)")
_ISO = re.compile(
    r"(-)?P(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?"
    r"(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?"
)


def time_of_day(text: str) -> float:
    """Return the hours since midnight, NaN for no time of day.

    Examples
    --------
    >>> time_of_day("14:30"), time_of_day("2:30 PM"), time_of_day("25:00")
    (14.5, 14.5, nan)
    """
    cell = plain(text)
    found = _TIME.fullmatch(cell)
    if found:
        hour, minute, second, part, half = found.groups()
        seconds = int(second or 0) + float("0" + (part or "").replace(",", "."))
        share = share_of_day(int(hour), int(minute), seconds, (half or "").lower())
    else:
        found = _HOURS.fullmatch(cell)
        share = share_of_day(int(found[1]), 0, 0.0, found[2].lower()) if found else None
    return math.nan if share is None else share * 24


def duration(text: str) -> float:
    """Return the seconds of a duration as data frames and ISO 8601 write it, NaN for none.

    Minutes with seconds and their part, 1:23.45, are a lap.

    Examples
    --------
    >>> duration("1 days 02:00:00"), duration("PT90M"), duration("36:00:00"), duration("soon")
    (93600.0, 5400.0, 129600.0, nan)
    """
    cell = plain(text)
    lap = _LAP.fullmatch(cell)
    if lap:
        return 60.0 * int(lap[1]) + float(lap[2].replace(",", "."))
    found = _ISO.fullmatch(cell)
    if found and any(found.groups()[1:]):
        sizes = (604800, 86400, 3600, 60, 1)
        total = 0.0  # not sum(), which adds otherwise since Python 3.12
        for amount, size in zip(found.groups()[1:], sizes, strict=True):
            total += float(amount or 0) * size
        return _finite(-total if found[1] else total)
    found = _DAYS.fullmatch(cell)
    if not found or (found[1] is None and found[4] is None):  # 36:15 could be anything
        return math.nan
    days, hours, minutes, seconds, part = found.groups()
    second = int(seconds or 0) + float("0" + (part or "").replace(",", "."))
    clock = 3600.0 * abs(float(hours or 0)) + int(minutes or 0) * 60 + second
    total = float(days or 0) * 86400
    return _finite(total + (-clock if (hours or "").startswith("-") else clock))


def _finite(value: float) -> float:
    """Return NaN for infinity."""
    return value if math.isfinite(value) else math.nan


def is_duration(text: str) -> bool:
    """Whether a text is a duration and nothing else: days, ISO 8601 or a lap.

    Examples
    --------
    >>> is_duration("0 days 00:01:00"), is_duration("1:23.45"), is_duration("12:30")
    (True, True, False)
    """
    cell = plain(text)
    told = ("day" in cell and ":" in cell) or cell.removeprefix("-").startswith("P")
    return (told or _LAP.fullmatch(cell) is not None) and not math.isnan(duration(cell))
