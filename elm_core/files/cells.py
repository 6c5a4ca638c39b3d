"""What single cells look like: enough to find delimiters, headers and units, not to read columns.

How a column is read is decided later, from all of its cells.
"""

from __future__ import annotations

import re

_SIGN = r"[+\-−–]?"
_GROUPED = r"[0-9]{1,3}(?:[.,'’ \u00a0\u202f][0-9]{3})+(?:[.,][0-9]+)?"
_PLAIN = r"[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+"
_DIGITS = rf"{_SIGN}(?:{_GROUPED}|{_PLAIN})(?:[eE][+-]?[0-9]+)?"
_NUMBER = re.compile(_DIGITS)
_MEASURE = re.compile(rf"(?:[$€£¥₹]|[A-Z]{{3}} )? ?{_DIGITS} ?(?:[^\s0-9,;|:!?\"()]{{1,8}})?")
_DATE = re.compile(
    r"[0-9]{1,4}([-/.])[0-9]{1,2}\1[0-9]{1,4}(?:[T ].*)?"
    r"|[0-9]{4}-[0-9]{2}"
    r"|[0-9]{1,2}:[0-9]{2}(?::[0-9.]+)?"
    r"|[0-9]{1,2}[- ][A-Za-z]{3,9}[-, ]+[0-9]{2,4}"
    r"|[A-Za-z]{3,9}\.? [0-9]{1,2},? [0-9]{4}"
)
_MISSING = frozenset(
    ("", "na", "n/a", "#n/a", "nan", "null", "none", "nil", "?", "-", "--", ".", "*")
)
_LONGEST = 40


def is_missing(cell: str) -> bool:
    """Whether a cell is empty, or a usual mark of a missing value."""
    return cell.strip().lower() in _MISSING


def look(cell: str) -> str:
    """Return "number", "measure" (a number with a sign or unit), "date", "missing" or "text"."""
    stripped = cell.strip()
    if len(stripped) > _LONGEST:
        return "text"
    if stripped.lower() in _MISSING:
        return "missing"
    if _DATE.fullmatch(stripped):
        return "date"
    if _NUMBER.fullmatch(stripped):
        return "number"
    return "measure" if _MEASURE.fullmatch(stripped) else "text"


def looks_of(cells: list[str], share: float = 0.9) -> str:
    """Return what a share of the cells look like, missing ones aside; "text" if nothing else."""
    looks = [kind for kind in map(look, cells) if kind != "missing"]
    if not looks:
        return "text"
    most = share * len(looks)
    counts = {kind: looks.count(kind) for kind in ("number", "measure", "date")}
    if counts["number"] >= most:
        return "number"
    if counts["date"] >= most:
        return "date"
    return "measure" if counts["number"] + counts["measure"] >= most else "text"


def as_text(value: object) -> str:
    """Return a value of JSON as a cell, written as JavaScript writes it.

    Examples
    --------
    >>> [as_text(v) for v in (3.0, 0.1, 1e-7, 1e21, 12345678, True, None, "x")]
    ['3', '0.1', '1e-7', '1e+21', '12345678', 'true', '', 'x']
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return _number_text(value)
    return str(value)


def _number_text(value: int | float) -> str:
    if isinstance(value, int) and abs(value) < 2**53:
        return str(value)
    try:
        number = float(value)
    except OverflowError:
        number = float("inf") if value > 0 else float("-inf")
    if number != number or number in (float("inf"), float("-inf")):
        return ""  # what is no number is missing
    sign = "-" if number < 0 else ""
    mantissa, _, exponent = f"{abs(number)!r}".partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    point = len(whole) + int(exponent or 0) - (len(whole + fraction) - len(digits))
    digits = digits.rstrip("0")
    if not digits:
        return "0"
    if -6 < point <= 21:
        if point <= 0:
            return f"{sign}0.{'0' * -point}{digits}"
        if point >= len(digits):
            return f"{sign}{digits.ljust(point, '0')}"
        return f"{sign}{digits[:point]}.{digits[point:]}"
    tail = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{sign}{digits[0]}{tail}e{'+' if point > 0 else '-'}{abs(point - 1)}"
