"""What the cells of a spreadsheet show, as texts."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from typing import Any

from elm_core.files.cells import as_text
from elm_core.files.clock import moment_text

#: Built-in formats of dates in East Asia, which openpyxl takes for formats of numbers.
EAST_ASIAN_DATES = frozenset([*range(27, 37), *range(50, 59)])

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNSOLVED = re.compile(
    rb"<(?:\w+:)?c\b(?![^>]*\bt=\"str\")[^>]*>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


def cell_text(value: Any) -> str:
    """Return what openpyxl read of a cell as a text; durations are numbers of days.

    Examples
    --------
    >>> cell_text(3), cell_text(0.1), cell_text(True), cell_text(timedelta(hours=36))
    ('3', '0.1', 'true', '1.5')
    """
    if isinstance(value, str):
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
    if isinstance(value, (date, time)):
        return moment_text(value)
    if isinstance(value, timedelta):
        return as_text(round(value.total_seconds() * 1000) / 86_400_000)
    return as_text(value)


def count_unsolved(xml: bytes) -> int:
    """Return how many formulas of a sheet have no result in the file."""
    return sum(1 for _ in _UNSOLVED.finditer(xml))
