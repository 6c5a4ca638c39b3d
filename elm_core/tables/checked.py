"""Readings as people give them and as model files hold them, checked before they are used."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from elm_core.exceptions import InvalidInput, short
from elm_core.tables.columns import number_text

KINDS = ("number", "category", "boolean", "date", "time", "text")
#: What a column is found to be that nothing can be learnt from.
UNUSED = ("identifier", "constant", "empty", "ignored")

Reading = dict[str, Any]

#: Characters of a unit; texts in a list of marks, and characters of one.
_UNIT, MOST_MARKS, _LONGEST = 60, 1_000, 1_000
#: Days since 1970 of the first and the last date, of years 1 to 9999.
_DAYS = -719_162.0, 2_932_897.0
#: The first of the hundred years that two digits stand for.
_YEARS_FROM = 1, 9_900


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _are_marks(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) <= MOST_MARKS
        and all(isinstance(text, str) and len(text) <= _LONGEST for text in value)
    )


def _is_year(value: Any) -> bool:
    least, most = _YEARS_FROM
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _is_one_of(*choices: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and value in choices


#: What each part of a reading may be, and how that is said.
_PARTS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "decimal": (_is_one_of(".", ","), "'.' or ','"),
    "group": (_is_one_of("", ",", ".", " ", "'"), "'', ',', '.', ' ' or \"'\""),
    "unit": (
        lambda value: value is None or (isinstance(value, str) and len(value) <= _UNIT),
        f"None or a text of at most {_UNIT} characters",
    ),
    "magnitudes": (_is_flag, "True or False"),
    "trailing_minus": (_is_flag, "True or False"),
    "duration": (_is_flag, "True or False"),
    "order": (_is_one_of("ymd", "dmy", "mdy"), "'ymd', 'dmy' or 'mdy'"),
    "times": (_is_flag, "True or False"),
    "years_from": (_is_year, "a year from {} to {}".format(*_YEARS_FROM)),
    "missing": (_are_marks, f"a list of at most {MOST_MARKS:,} texts"),
    "labels": (_are_marks, f"a list of at most {MOST_MARKS:,} texts"),
    "join_spellings": (_is_flag, "True or False"),
    "words": (_is_one_of("unicode"), "'unicode'"),
}
_ANY = frozenset({"kind", "missing", "labels", "join_spellings"})
#: What the stored reading of a kind holds beside that: these parts, or none of them.
_NUMBER = frozenset({"decimal", "group", "unit"})
_DURATION = frozenset({"duration", "unit"})
_DATE = frozenset({"order", "times"})


def as_reading(name: str, kind: Any) -> Reading:
    """Return what somebody says of a column, a kind or a part of a reading, as a dict.

    Raises
    ------
    InvalidInput
        If it is neither, or a part of it cannot be.
    """
    given = {"kind": kind} if isinstance(kind, str) else kind
    if not isinstance(given, Mapping):
        raise InvalidInput(
            f"kinds[{short(name)}] must be a kind or a dict, got {short(kind)}", parameter="kinds"
        )
    reading = dict(given)
    known = (*KINDS, *UNUSED, "ignore")
    said = reading.get("kind", "number")
    if said not in known:
        raise InvalidInput(
            f"kinds[{short(name)}] must be one of {', '.join(known)}, got {short(said)}",
            parameter="kinds",
            column=name,
        )
    if said == "ignore":
        reading["kind"] = "ignored"
    for part in ("missing", "labels"):
        if isinstance(reading.get(part), (list, tuple, set, frozenset)):
            reading[part] = [_mark(text) for text in reading[part]]
    for part, value in reading.items():
        if part == "kind":
            continue
        if part not in _PARTS:
            raise InvalidInput(
                f"kinds[{short(name)}] holds {short(part)}, which is no part of a reading; "
                f"there are {', '.join(_PARTS)}",
                parameter="kinds",
                column=name,
            )
        holds, wanted = _PARTS[part]
        if not holds(value):
            raise InvalidInput(
                f"kinds[{short(name)}][{part!r}] must be {wanted}, got {short(value)}",
                parameter="kinds",
                column=name,
            )
    if "decimal" in reading and reading["decimal"] == reading.get("group"):
        raise InvalidInput(
            f"kinds[{short(name)}] has {reading['decimal']!r} both as decimal sign and between "
            "groups of digits",
            parameter="kinds",
            column=name,
        )
    return reading


def _mark(text: Any) -> Any:
    if isinstance(text, (int, float)) and not isinstance(text, bool):
        return number_text(text)
    return text


def check_column(column: Any) -> None:
    """Raise ValueError unless a column of a model file is one that `TableEncoder` learns."""
    if not isinstance(column, dict) or not isinstance(column.get("name"), str):
        raise ValueError("columns_ needs columns with names")
    if not isinstance(column.get("marks_missing"), bool):
        raise ValueError("columns_ needs marks_missing")
    kind = column.get("kind")
    if kind not in KINDS:
        raise ValueError(f"columns_ holds a column of kind {short(kind)}")
    if kind in ("category", "text"):
        values = column.get("values")
        if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
            raise ValueError("columns_ needs values that are texts")
    elif not _is_usual(column.get("usual"), kind):
        raise ValueError(f"columns_ holds a {kind} column whose usual value is none")
    if "log" in column and not (kind == "number" and _is_log(column["log"])):
        raise ValueError(f"columns_ holds a {kind} column with a logarithm that is none")
    if "reading" in column and not _is_stored(column["reading"], kind):
        raise ValueError(f"columns_ holds a {kind} column with a reading that is none")


def _is_usual(value: Any, kind: str) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    low, high = _DAYS if kind == "date" else (-math.inf, math.inf)
    return math.isfinite(value) and low <= value <= high


def _is_log(value: Any) -> bool:
    """Whether a value is a finite centre and a scale above 0."""
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in value)
        and math.isfinite(value[0])
        and 1e-100 <= value[1] <= 1e100
    )


def _is_stored(reading: Any, kind: str) -> bool:
    """Whether a reading is a whole one, as models store it for a column of a kind."""
    if not isinstance(reading, dict) or reading.get("kind") != kind:
        return False
    own: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()
    if kind == "number" and "duration" in reading:
        own = _DURATION
    elif kind == "number" and "decimal" in reading:
        own, also = _NUMBER, frozenset({"magnitudes", "trailing_minus"})
    elif kind == "date" and "order" in reading:
        own, also = _DATE, frozenset({"years_from"})
    elif kind == "text":
        also = frozenset({"words"})
    parts = set(reading)
    if not own <= parts <= own | also | _ANY:
        return False
    if own is _DURATION and not (reading["duration"] is True and reading["unit"] == "s"):
        return False
    if own is _NUMBER and reading["decimal"] == reading["group"]:
        return False
    return all(_PARTS[part][0](reading[part]) for part in parts - {"kind"})
