"""Times of day and durations, as texts."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from elm_core.tables.dates import share_of_day
from elm_core.tables.numbers import plain

_TIME = re.compile(
    r"(\d\d?)[:h](\d\d)(?::(\d\d)([.,]\d+)?)?\s?(?:([ap])\.? ?m\.?)?(?:\s?(?:uhr|h))?",
    re.IGNORECASE,
)
_HOURS = re.compile(r"(\d\d?)\s?([ap])\.? ?m\.?", re.IGNORECASE)
#: A word tells that a point stands between hours and minutes: 14.30 Uhr, klo 14.30; 14時30分.
_TOLD = re.compile(
    r"kl(?:o|\.)? ?(\d\d?)(?:[:.](\d\d))?|(\d\d?)(?:[:.](\d\d))?\s?uhr"
    r"|(\d\d?) ?[時时点點시] ?(?:(\d\d?) ?[分분])?",
    re.IGNORECASE,
)
#: Amounts with units of time behind them: 2h 50m, 1 hour and 5 minutes, 3 wks.
_WORDED = re.compile(
    r"(?:\d{1,15}(?:[.,]\d{1,15})? ?[a-z]{1,7}\.?(?:, ?| and | und | |$)?)+", re.IGNORECASE
)
_AMOUNT = re.compile(r"(\d+(?:[.,]\d+)?) ?([a-z]+)", re.IGNORECASE)
_SECONDS = {
    name: size
    for size, names in (
        (0.001, "ms"),
        (1.0, "s sec secs second seconds sek"),
        (60.0, "m min mins minute minutes minuten minutos"),
        (3600.0, "h hr hrs hour hours std stunde stunden hora horas"),
        (86400.0, "d day days tag tage"),
        (604800.0, "w wk wks week weeks"),
        (2629800.0, "mo mon mos mth mths month months"),
        (31557600.0, "y yr yrs year years"),
    )
    for name in names.split()
}
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
        share = share_of_day(int(found[1]), 0, 0.0, found[2].lower()) if found else _told(cell)
    return math.nan if share is None else share * 24


def _told(cell: str) -> float | None:
    found = _TOLD.fullmatch(cell)
    if not found:
        return None
    hour, minute = (found[i] or found[i + 2] or found[i + 4] for i in (1, 2))
    return share_of_day(int(hour), int(minute or 0), 0.0)


def duration(text: str) -> float:
    """Return the seconds of a duration as people, data frames and ISO 8601 write it, NaN for none.

    Minutes with seconds and their part, 1:23.45, are a lap.

    Examples
    --------
    >>> duration("1 days 02:00:00"), duration("PT90M"), duration("36:00:00"), duration("soon")
    (93600.0, 5400.0, 129600.0, nan)
    >>> duration("2h 50m"), duration("1 hour and 5 min")
    (10200.0, 3900.0)
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
        return _worded(cell)
    days, hours, minutes, seconds, part = found.groups()
    second = int(seconds or 0) + float("0" + (part or "").replace(",", "."))
    clock = 3600.0 * abs(float(hours or 0)) + int(minutes or 0) * 60 + second
    total = float(days or 0) * 86400
    return _finite(total + (-clock if (hours or "").startswith("-") else clock))


def _worded(cell: str) -> float:
    if not _WORDED.fullmatch(cell):
        return math.nan
    total = 0.0
    for amount, unit in _AMOUNT.findall(cell):
        total += float(amount.replace(",", ".")) * _SECONDS.get(unit.lower(), math.nan)
    return total


def _finite(value: float) -> float:
    """Return NaN for infinity."""
    return value if math.isfinite(value) else math.nan


def are_durations(texts: Sequence[str]) -> bool:
    """Whether all texts are durations: with more than one unit of time, where they have units.

    ``5 h`` in every cell is a number with a unit, and ``5 m`` may be metres or months: hours or
    seconds beside them make it minutes.

    Examples
    --------
    >>> are_durations(["2h 50m", "45m"]), are_durations(["5 m", "7 m"]), are_durations(["2y 3m"])
    (True, False, False)
    """
    units: set[str] = set()
    told = bool(texts)
    for text in texts:
        if not is_duration(text):
            cell = plain(text)
            if math.isnan(_worded(cell)):
                return False
            units.update(unit.lower() for _, unit in _AMOUNT.findall(cell))
            told = False
    if told or not units:
        return told
    return len({_SECONDS[unit] for unit in units}) > 1 and not _is_open_minute(units)


def may_be_no_minutes(texts: Sequence[str]) -> bool:
    """Whether m behind the numbers of texts may stand for months or metres."""
    units = {
        unit.lower()
        for text in texts
        if not math.isnan(_worded(plain(text)))
        for _, unit in _AMOUNT.findall(plain(text))
    }
    return _is_open_minute(units)


def _is_open_minute(units: set[str]) -> bool:
    return "m" in units and not {_SECONDS[unit] for unit in units} & {0.001, 1.0, 3600.0}


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
