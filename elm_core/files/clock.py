"""Days and times of day, as the texts of cells."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

_EPOCH = date(1970, 1, 1)
_DAY = 86_400


def moment_text(moment: date | time) -> str:
    """Return a day, with its time if it is not midnight, or a time of day.

    Examples
    --------
    >>> moment_text(datetime(2024, 3, 14, 10, 5)), moment_text(datetime(2024, 3, 14))
    ('2024-03-14T10:05:00', '2024-03-14')
    """
    if isinstance(moment, datetime):
        moment = moment.astimezone(UTC) if moment.tzinfo else moment
        day, clock = moment.date().isoformat(), moment.time()
        return day if clock == time() else f"{day}T{moment_text(clock)}"
    text = moment.isoformat()
    return text.rstrip("0") if "." in text else text


def instant_text(value: int, per_second: int = 1) -> str:
    """Return the text of so many parts of seconds since 1970; "" beyond the years 1 to 9999."""
    seconds, part = divmod(value, per_second)
    days, clock = divmod(seconds, _DAY)
    try:
        day = (_EPOCH + timedelta(days=days)).isoformat()
    except OverflowError:
        return ""
    return f"{day}T{time_text(clock * per_second + part, per_second)}" if clock or part else day


def time_text(value: int, per_second: int) -> str:
    """Return the text of so many parts of seconds since midnight."""
    seconds, part = divmod(value, per_second)
    clock = f"{seconds // 3600 % 24:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    digits = str(part).zfill(len(str(per_second)) - 1).rstrip("0") if part else ""
    return f"{clock}.{digits}" if digits else clock
