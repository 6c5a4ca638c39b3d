"""What else may be meant by a column: said, and offered as a change of its reading."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from elm_core.tables.checked import MOST_MARKS
from elm_core.tables.columns import number_text
from elm_core.tables.dates import YEARS_FROM
from elm_core.tables.distinct import joined_spelling
from elm_core.tables.identifiers import counts_rows, runs_on
from elm_core.tables.missing import WORDS
from elm_core.tables.readers import ReadColumn
from elm_core.tables.units import MAGNITUDES, SHARES, is_money

Hint = dict[str, Any]

#: Numbers that people write for "no value", for "refused" and "does not apply".
_SENTINELS = frozenset(
    {77.0, 777.0, 88.0, 888.0, *(10.0**n - one for n in range(1, 7) for one in (1, 2, 3))}
)
#: A number with an exponent as no program writes one: without a point and without a sign.
_POWER = re.compile(r"\d+[eE]\d+")
_ORDERS = {"dmy": "day first", "mdy": "month first", "ymd": "year first"}


def hints_of(name: str, column: ReadColumn, *, commas: bool, fixed: bool) -> list[Hint]:
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
        _open_years(column),
        _open_unit(column),
        _sentinel(column),
        _spellings(column),
        _label_or_missing(column),
        *([] if fixed else [_codes(column), _powers(column)]),
        *([] if fixed else [_nearly(column), _running(name, column)]),
    ]
    return [hint for hint in found if hint is not None]


def _open_decimal(column: ReadColumn, commas: bool) -> Hint | None:
    if column.open != "decimal" or column.kind != "number":
        return None
    decimal, group = column.reading["decimal"], column.reading["group"]
    sign = next((s for s in ",." if s in (group or decimal)), ",")
    if sign == decimal == "." and not (commas or is_money(column.reading.get("unit"))):
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
    """A far number that comes again and again is probably a missing value; so are up to three."""
    if column.kind not in ("number", "date") or column.numbers is None:
        return None
    known = column.numbers[~np.isnan(column.numbers)]
    values, counts = np.unique(known, return_counts=True)
    for n_far in (1, 2, 3):
        if len(values) < n_far + 3:
            break
        for far, rest, gap in (
            (slice(0, n_far), values[n_far:], values[n_far] - values[n_far - 1]),
            (slice(-n_far, None), values[:-n_far], values[-n_far] - values[-n_far - 1]),
        ):
            spread = float(rest[-1] - rest[0])
            usual = all(abs(value) in _SENTINELS for value in values[far].tolist())
            if n_far > 1 and not usual:
                continue
            often = counts[far].min() >= max(3, 0.01 * len(known))
            if often and gap > spread * (0.5 if usual else 3.0):
                return _as_missing(column, values[far].tolist(), int(counts[far].sum()))
    return None


def _as_missing(column: ReadColumn, values: list[float], count: int) -> Hint:
    if column.kind == "date":  # a date is marked as it is written
        assert column.numbers is not None
        days = np.isin(column.numbers, values)
        shown = [column.distinct.texts[code] for code in np.unique(column.distinct.codes[days])]
    else:
        shown = [number_text(value) for value in values]
    verb = "stands" if len(shown) == 1 else "stand"
    text = f"{' and '.join(shown)} {verb} in {count} rows, far from all others: a missing value?"
    missing = [*column.reading.get("missing", []), *shown]
    return {"code": "sentinel", "text": text, "change": {"missing": missing}}


def _open_years(column: ReadColumn) -> Hint | None:
    """Two digits may be a year of this century or of the last."""
    if column.kind != "date" or column.other_years is None:
        return None
    place, other = column.other_years
    text = (
        f"“{column.distinct.texts[place]}”: years of two digits are read as "
        f"{_hundred(column.reading.get('years_from', YEARS_FROM))}; they could be {_hundred(other)}"
    )
    return {"code": "years", "text": text, "change": {"years_from": other}}


def _hundred(first: int) -> str:
    return f"{first} to {first + 99}"


def _open_unit(column: ReadColumn) -> Hint | None:
    """Cells without the unit that the others have, and k that multiplies."""
    if column.kind != "number":
        return None
    unit, texts = column.reading.get("unit"), column.distinct.texts
    if column.reading.get("magnitudes") and not unit:
        return _open_magnitude(column)
    if not unit or not len(column.bare):
        return None
    example = texts[column.bare[0]]
    if unit in SHARES:
        text = f"“{example}” is read as {example} {unit}; it could be a share, as 5 % is 0.05"
        change: dict[str, Any] = {"unit": None, "magnitudes": True}
    else:
        text = f"“{example}” has no unit and is read in {unit}, as most others are"
        missing = [*column.reading.get("missing", []), *(texts[place] for place in column.bare)]
        change = {"missing": missing} if len(missing) <= MOST_MARKS else {"kind": "ignore"}
    return {"code": "unit", "text": text, "change": change}


def _open_magnitude(column: ReadColumn) -> Hint | None:
    signs = {text.strip()[-1] for text in column.distinct.texts if not text.strip()[-1].isdigit()}
    if len(signs) != 1 or signs <= SHARES:
        return None
    sign = signs.pop()
    size = MAGNITUDES.get(sign)
    if size is None:
        return None
    text = f"{sign} behind a number is read as times {size:,.0f}; it could be a unit"
    return {"code": "unit", "text": text, "change": {"unit": sign, "magnitudes": False}}


def _powers(column: ReadColumn) -> Hint | None:
    """Codes such as 12E05 are numbers, too."""
    texts = column.distinct.values
    if column.kind != "number" or not isinstance(texts, list):
        return None
    if not all(_POWER.fullmatch(text) for text in texts):
        return None
    text = f"“{texts[0]}” is read as a number with a power of ten; it could be a code"
    return {"code": "kind", "text": text, "change": {"kind": "category"}}


def _nearly(column: ReadColumn) -> Hint | None:
    """Many cells are numbers or dates, and not enough of them for the column."""
    if column.nearly is None:
        return None
    kind, n_rows, example = column.nearly
    n_all = int(column.distinct.counts.sum())
    text = (
        f"{n_rows} of {n_all} cells can be read as a {kind}; the others, such as "
        f"“{example[:60]}”, would then be missing"
    )
    return {"code": "kind", "text": text, "change": {"kind": kind}}


def _running(name: str, column: ReadColumn) -> Hint | None:
    """Numbers that run on by one from row to row may be the numbers of the rows."""
    if column.kind != "number" or column.numbers is None or counts_rows(name):
        return None
    numbers = column.numbers
    if min(numbers[0], numbers[-1]) not in (0, 1) or not runs_on(numbers):
        return None
    text = f"{number_text(numbers[0])} to {number_text(numbers[-1])}, one a row: a row number?"
    return {"code": "row-number", "text": text, "change": {"kind": "ignore"}}


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
    rare = [mark for mark in column.distinct.marks if mark.lower() in WORDS | {"na"}]
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
