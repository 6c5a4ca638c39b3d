"""How a column writes its numbers: decimal sign, groups of digits, unit.

Decided by the *shapes* of its cells: each digit stands as 9, so a million cells have some dozens
of shapes. A format is a decimal sign with a sign that groups digits; cells that only one format
can read decide for the column, and the others follow.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from elm_core.tables.units import (
    MAGNITUDES,
    PREFIX,
    SHARES,
    SUFFIX,
    is_money,
    is_unit,
    same_unit,
    split_magnitude,
)

_NINES = str.maketrans("12345678" + "0", "9" * 9)
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("−–‐‑﹣－", "-"),
        **dict.fromkeys("\u00a0\u202f\u2009\u2007", " "),
        **dict.fromkeys("’‘ʼ＇`´", "'"),
        "＋": "+",
        "٫": ".",
        "٬": ",",
        "．": ".",
        "，": ",",
    }
)
_ONLY_PLAIN = re.compile(r"[0-9eE+\-.\n]*")
_THREE_DECIMALS = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")

# sign, prefix, sign, digits with single signs between them, what stands for no cents (5,- and
# 5.-- and 5/-), exponent, suffix, minus behind
_CELL = re.compile(
    rf"(?:(?P<outer>{PREFIX}) ?(?=\())?"
    rf"(?P<open>\(?)(?P<before>[+-]?) ?(?P<prefix>{PREFIX})? ?(?P<sign>[+-]?) ?"
    r"(?P<core>9(?:[., ']?9)*[.,]?|[.,]9+)(?:(?<=[.,])[-—]{1,2}|/-)?"
    r"(?P<exponent>[eE][+-]?9+)?"
    rf" ?(?P<suffix>{SUFFIX})?(?P<behind>-?)(?P<close>\)?)"
)


@dataclass(frozen=True)
class NumberFormat:
    """What a column's numbers look like.

    Parameters
    ----------
    decimal : ``"."`` or ``","``
    group : ``""``, ``","``, ``"."``, ``" "`` or ``"'"``
        The sign between groups of digits; ``" "`` stands for every blank.
    unit : str or None
        What stands before or behind the numbers of the whole column.
    magnitudes : bool
        Whether k, M, B and the like multiply.
    trailing_minus : bool
        Whether a minus sign may stand behind a number, as some ledgers have it.
    """

    decimal: str = "."
    group: str = ""
    unit: str | None = None
    magnitudes: bool = False
    trailing_minus: bool = False


class Decided(NamedTuple):
    """A format, and the numbers that it reads of the texts (NaN where it reads none)."""

    format: NumberFormat
    numbers: list[float]
    #: the decimal sign, where a text allows one reading only
    sure: str | None
    #: whether another decimal sign reads other numbers from the same texts
    open: bool
    #: the places of the texts that lack the unit of the others
    bare: Sequence[int] = ()


class _Parts(NamedTuple):
    """Where the number stands in a cell of some shape."""

    start: int
    core_end: int
    end: int
    sign: int
    unit: str
    #: whether the sign is a minus behind the number
    behind: bool


#: (decimal, group), the first of two that do equally well first.
_FORMATS = (
    *((".", ""), (".", ","), (",", ""), (",", ".")),
    *((".", " "), (",", " "), (".", "'"), (",", "'")),
)


def decide(
    texts: Sequence[str],
    *,
    decimal: str | None = None,
    given: NumberFormat | None = None,
    fixed: frozenset[str] = frozenset(),
) -> Decided:
    """Return the format that reads the most of some distinct texts.

    Parameters
    ----------
    texts : distinct texts without blanks around them, none of them a mark of a missing value
    decimal : ``"."``, ``","`` or None
        The decimal sign where the texts leave it open; None: grouped thousands for ``1,234``,
        a decimal point for ``1.234``, unless the other texts tell that it groups.
    given : NumberFormat or None
        With the names in `fixed`: what is not to be decided.

    Examples
    --------
    >>> decide(["1,25", "2,875"]).numbers
    [1.25, 2.875]
    >>> decide(["1,234", "2,875"]).numbers, decide(["1,234"], decimal=",").numbers
    ([1234.0, 2875.0], [1.234])
    """
    given = given or NumberFormat()
    if not fixed:
        numbers = _plain_floats(texts)
        if numbers is not None:
            sure = "." if any("." in text for text in texts) else None
            return Decided(NumberFormat(), numbers, sure, False)
    cells = [plain(text) for text in texts]
    groups = _groups(cells)
    trailing = given.trailing_minus
    if "trailing_minus" not in fixed:
        behind = sum(len(some.places) for some in groups if some.parts.behind)
        # 1935- in every row is no negative number
        trailing = 0 < behind < 0.5 * sum(len(some.places) for some in groups)
    if not trailing:
        groups = [some for some in groups if not some.parts.behind]
    allowed = [
        (d, g)
        for d, g in _FORMATS
        if ("decimal" not in fixed or d == given.decimal)
        and ("group" not in fixed or g == given.group)
    ] or [(given.decimal, given.group)]
    reads = {form: sum(len(some.read_by(form)) for some in groups) for form in allowed}
    most = max(reads.values())
    best = [form for form in allowed if reads[form] == most]
    separated = any(not some.core.isdigit() for some in groups)
    is_open = bool(most) and separated and len({d for d, _ in best}) > 1
    chosen = _of_several(best, groups, cells, decimal) if is_open else best[0]
    form = NumberFormat(*chosen, given.unit, given.magnitudes, trailing)
    if "unit" not in fixed:
        form = _with_unit(form, cells, groups)
    if is_open and is_money(form.unit):
        # nobody writes money with three decimals after a comma, nor beside money without any
        is_open = chosen != (".", ",") and not (chosen == (",", ".") and _short_whole(groups))
    numbers = [math.nan] * len(cells)
    bare: list[int] = []
    for some in groups:
        _read_group(some, cells, form, numbers)
        if form.unit and not some.parts.unit:
            bare += some.read_by(chosen)
    sure = chosen[0] if separated and not is_open and most else None
    return Decided(form, numbers, sure, is_open, bare)


def parse(text: str, form: NumberFormat) -> float:
    """Return the number that a text is in a format, NaN for none.

    Examples
    --------
    >>> parse("1.234,5 €", NumberFormat(",", ".", "€"))
    1234.5
    """
    numbers = [math.nan]
    cells = [plain(text)]
    for some in _groups(cells):
        if form.trailing_minus or not some.parts.behind:
            _read_group(some, cells, form, numbers)
    return numbers[0]


def parse_alone(text: str) -> float:
    """Return the number that a text is by itself, NaN for none; 5 % is 0.05.

    The rule of model files in which columns have no format: grouped thousands before decimal
    commas.

    Examples
    --------
    >>> parse_alone("1,234"), parse_alone("0,25"), parse_alone("45 %")
    (1234.0, 0.25, 0.45)
    """
    if text.rstrip().endswith("%"):
        return parse(text, NumberFormat(unit="%")) / 100.0
    number = parse(text, NumberFormat(group=","))
    return parse(text, NumberFormat(",")) if math.isnan(number) else number


def plain(text: str) -> str:
    """Return a text with ASCII digits, minus signs, blanks and apostrophes, of the same length."""
    text = text.strip()
    if text.isascii():
        return text.replace("`", "'")
    return re.sub(r"\d", lambda m: str(int(m.group())), text.translate(_PLAIN))


def _plain_floats(texts: Sequence[str]) -> list[float] | None:
    """Numbers with decimal points alone, the usual case, quickly; else None."""
    joined = "\n".join(texts)
    if not joined.isascii() or not _ONLY_PLAIN.fullmatch(joined):
        return None
    dotted = [text for text in texts if "." in text]
    if dotted and all(map(_THREE_DECIMALS.fullmatch, dotted)):
        return None  # thousands, perhaps
    try:
        numbers = list(map(float, texts))
    except ValueError:
        return None
    return numbers if all(map(math.isfinite, numbers)) else None


#: What stands behind a time of day.
_OF_CLOCKS = frozenset({"am", "pm", "a.m.", "p.m.", "uhr"})


@lru_cache(maxsize=10_000)
def _parts(shape: str) -> _Parts | None:
    """Where the number of a cell of some shape is; None where there is none."""
    found = _CELL.fullmatch(shape) if "9" in shape and len(shape) <= 60 else None
    if found is None:
        return None
    signs = [found[name] for name in ("before", "sign", "behind") if found[name]]
    bracketed = bool(found["open"])
    if len(signs) + bracketed > 1 or bracketed != bool(found["close"]):
        return None
    said = (found["outer"], found["prefix"], found["suffix"])
    unit = " ".join(part.strip() for part in said if part)
    if unit.casefold() in _OF_CLOCKS or not is_unit(unit):
        return None
    return _Parts(
        found.start("core"),
        found.end("core"),
        found.end("exponent") if found["exponent"] else found.end("core"),
        -1 if bracketed or "-" in signs else 1,
        unit,
        bool(found["behind"]),
    )


@lru_cache(maxsize=100)
def _core(decimal: str, group: str) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    d = re.escape(decimal)
    whole = re.compile(rf"9+(?:{d}9*)?|{d}9+")
    if not group:
        return whole, None
    g = re.escape(group)
    grouped = rf"9{{1,3}}(?:{g}999)+(?:{d}9*)?"
    if group == ",":  # India's lakhs and crores
        grouped += rf"|99?(?:,99)+,999(?:{d}9*)?"
    return whole, re.compile(grouped)


class _Group(NamedTuple):
    """The cells of one shape: digits and separators of their number, and where they are."""

    parts: _Parts
    core: str
    places: list[int]
    #: those whose number does not begin with 0, which no group of digits does
    without_zero: list[int]

    def read_by(self, form: tuple[str, str]) -> list[int]:
        """The places of the cells that a (decimal, group) can read."""
        whole, grouped = _core(*form)
        if whole.fullmatch(self.core):
            return self.places
        return self.without_zero if grouped is not None and grouped.fullmatch(self.core) else []


def _groups(cells: list[str]) -> list[_Group]:
    by_shape: dict[str, list[int]] = {}
    for place, cell in enumerate(cells):
        by_shape.setdefault(cell.translate(_NINES), []).append(place)
    groups = []
    for shape, places in by_shape.items():
        parts = _parts(shape)
        if parts is None:
            continue
        core = shape[parts.start : parts.core_end]
        unzeroed = places
        if not core.isdigit():
            unzeroed = [place for place in places if cells[place][parts.start] != "0"]
        groups.append(_Group(parts, core, places, unzeroed))
    return groups


def _of_several(
    best: list[tuple[str, str]], groups: list[_Group], cells: list[str], decimal: str | None
) -> tuple[str, str]:
    """Of formats that read the same cells, the one with the decimal sign that is likely."""
    if decimal is None:
        # 1,234 is grouped, unless 5678 stands beside it ungrouped
        commas = any("," in some.core for some in groups)
        ungrouped = any(some.core.isdigit() and len(some.core) > 3 for some in groups)
        decimal = "," if (ungrouped if commas else _points_group(groups, cells)) else "."
    return next((form for form in best if form[0] == decimal), best[0])


def _points_group(groups: list[_Group], cells: list[str]) -> bool:
    """Whether the point in 1.100 groups, as the other cells tell.

    Beside 820 it does in money, and where a fraction would end in 0: who writes that writes
    820.000, too. In money by itself it does from two digits before it on: 12.500 €, not the 1.459
    of a litre.
    """
    dotted = [some for some in groups if "." in some.core]
    if not dotted:
        return False
    money = all(is_money(some.parts.unit) for some in dotted)
    if any(some.core.isdigit() for some in groups):
        zero = any(cells[p][some.parts.core_end - 1] == "0" for some in dotted for p in some.places)
        return _short_whole(groups) and (money or zero)
    return money and any(some.core.index(".") > 1 for some in dotted)


def _short_whole(groups: list[_Group]) -> bool:
    """Whether there are numbers without any sign, and all are below 1,000."""
    whole = [len(some.core) for some in groups if some.core.isdigit()]
    return bool(whole) and max(whole) <= 3


def _with_unit(form: NumberFormat, cells: list[str], groups: list[_Group]) -> NumberFormat:
    """The format with the unit that at least half of the numbers have."""
    units: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for some in groups:
        for unit, places in _by_unit(some, cells, some.read_by((form.decimal, form.group))):
            shown.setdefault(same_unit(unit), unit)
            units[same_unit(unit)] += len(places)
    total = sum(units.values())
    bases: Counter[str] = Counter()
    magnitudes = set()
    for key, n in units.items():
        base, magnitude = split_magnitude(shown[key])
        bases[base] += n
        magnitudes.add(magnitude)
    sizes = magnitudes - {"", *SHARES}
    several = len(sizes) > 1 or (bool(sizes) and len(magnitudes) > 1)  # 1.2k beside 870
    if several and bases.most_common(1)[0][1] >= 0.9 * total:
        return replace(form, unit=bases.most_common(1)[0][0] or None, magnitudes=True)
    named = [(key, n) for key, n in units.most_common() if key]
    most = shown[named[0][0]] if named and named[0][1] * 2 >= total else None
    return replace(form, unit=most)


def _by_unit(some: _Group, cells: list[str], places: list[int]) -> list[tuple[str, list[int]]]:
    """The cells of one shape by their unit; the shape has 9 for the 2 of m2."""
    unit = some.parts.unit
    if "9" not in unit:
        return [(unit, places)] if places else []
    found: dict[str, list[int]] = {}
    for place in places:
        behind = cells[place][some.parts.end :].strip().rstrip("-)")
        found.setdefault(behind, []).append(place)
    return list(found.items())


def _read_group(some: _Group, cells: list[str], form: NumberFormat, numbers: list[float]) -> None:
    """Write the numbers of the cells of one shape that the format reads."""
    start, end, sign = some.parts.start, some.parts.end, some.parts.sign
    for unit, places in _by_unit(some, cells, some.read_by((form.decimal, form.group))):
        factor = float(sign)
        if form.magnitudes:
            unit, magnitude = split_magnitude(unit)
            factor *= MAGNITUDES[magnitude]
        if unit and same_unit(unit) != same_unit(form.unit or ""):
            continue
        for place in places:
            digits = cells[place][start:end]
            if form.group:
                digits = digits.replace(form.group, "")
            if form.decimal != ".":
                digits = digits.replace(form.decimal, ".")
            value = factor * float(digits)
            if math.isfinite(value):
                numbers[place] = value
