"""What else may be meant by a column: said, and offered as a change of its reading."""

from __future__ import annotations

from typing import Any

import numpy as np

from elm_core.tables.columns import number_text
from elm_core.tables.distinct import joined_spelling
from elm_core.tables.missing import WORDS
from elm_core.tables.readers import ReadColumn

Hint = dict[str, Any]

#: Numbers that people write for "no value".
_SENTINELS = frozenset({-1.0, -9.0, 9.0, 99.0, 999.0, 9999.0, 99999.0, 999999.0, 88.0, 888.0, 77.0})
_ORDERS = {"dmy": "day first", "mdy": "month first", "ymd": "year first"}


def hints_of(column: ReadColumn, *, commas: bool, fixed: bool) -> list[Hint]:
    """Return what may be meant otherwise, each with ``code``, ``text`` and ``change``.

    Parameters
    ----------
    commas : bool
        Whether the file seems to write decimal commas.
    fixed : bool
        Whether somebody said what the column is.
    """
    found = [
        _open_decimal(column, commas),
        _open_order(column),
        _sentinel(column),
        _spellings(column),
        _label_or_missing(column),
        None if fixed else _codes(column),
    ]
    return [hint for hint in found if hint is not None]


def _open_decimal(column: ReadColumn, commas: bool) -> Hint | None:
    if column.open != "decimal" or column.kind != "number":
        return None
    decimal, group = column.reading["decimal"], column.reading["group"]
    sign = next((s for s in ",." if s in (group or decimal)), ",")
    if sign == "." and not commas:
        return None  # three decimals behind a point are usual
    values = column.distinct.texts
    example = next((text for text in values if sign in text), values[0])
    if decimal == sign:
        text = f"“{example}” is read with a decimal {_NAMES[sign]}; it could be grouped thousands"
        other = "." if sign == "," else ","
        return {"code": "decimal", "text": text, "change": {"decimal": other, "group": sign}}
    text = f"“{example}” is read as grouped thousands; the {_NAMES[sign]} could be a decimal one"
    return {"code": "decimal", "text": text, "change": {"decimal": sign, "group": ""}}


_NAMES = {",": "comma", ".": "point"}


def _open_order(column: ReadColumn) -> Hint | None:
    if column.open != "order" or column.kind != "date":
        return None
    order = column.reading["order"]
    other = "mdy" if order == "dmy" else "dmy"
    text = (
        f"“{column.distinct.texts[0]}” is read with the {_ORDERS[order]}; nothing in the column "
        f"says whether it is the {_ORDERS[other]}"
    )
    return {"code": "date-order", "text": text, "change": {"order": other}}


def _sentinel(column: ReadColumn) -> Hint | None:
    """A far number that comes again and again is probably a missing value."""
    if column.kind != "number" or column.numbers is None:
        return None
    known = column.numbers[~np.isnan(column.numbers)]
    values, counts = np.unique(known, return_counts=True)
    if len(values) < 4:
        return None
    for place, next_one in ((0, 1), (-1, -2)):
        value, count = float(values[place]), int(counts[place])
        rest = values[1:] if place == 0 else values[:-1]
        spread = float(rest[-1] - rest[0])
        gap = abs(value - float(values[next_one]))
        usual = abs(value) in _SENTINELS
        if count >= max(3, 0.01 * len(known)) and gap > spread * (0.5 if usual else 3.0):
            shown = number_text(value)
            text = f"{shown} stands in {count} rows, far from all others: a missing value?"
            missing = [*column.reading.get("missing", []), shown]
            return {"code": "sentinel", "text": text, "change": {"missing": missing}}
    return None


def _spellings(column: ReadColumn) -> Hint | None:
    if column.kind not in ("category", "boolean") or column.reading.get("join_spellings"):
        return None
    texts = column.distinct.texts
    joined = {joined_spelling(text) for text in texts}
    if len(joined) == len(texts):
        return None
    text = f"{len(texts)} spellings of {len(joined)} labels: they differ in case or blanks alone"
    return {"code": "spellings", "text": text, "change": {"join_spellings": True}}


def _label_or_missing(column: ReadColumn) -> Hint | None:
    labels = column.reading.get("labels")
    if labels:
        text = f"“{labels[0]}” is taken as a label; it could stand for a missing value"
        return {"code": "label", "text": text, "change": {"labels": [], "missing": labels}}
    if column.kind != "category":
        return None
    rare = [mark for mark in column.distinct.marks if mark.lower() in WORDS]
    if not rare:
        return None
    text = f"“{rare[0]}” is taken as a missing value; it could be a label"
    return {"code": "label", "text": text, "change": {"labels": rare}}


def _codes(column: ReadColumn) -> Hint | None:
    if column.kind != "number" or column.numbers is None:
        return None
    values = np.unique(column.numbers[~np.isnan(column.numbers)])
    if not 3 <= len(values) <= 20 or not (values == np.floor(values)).all():
        return None
    text = f"{len(values)} whole numbers: codes or amounts? What predicts better is taken"
    return {"code": "codes", "text": text, "change": {"kind": "category"}}
