"""A row of units below the names."""

from __future__ import annotations

from elm_core.files.cells import is_missing, look, looks_of
from elm_core.files.header import sample_of

_LONGEST = 12
_NUMBERS = ("number", "measure")


def units_of(names: list[str], row: list[str], below: list[list[str]]) -> dict[str, str] | None:
    """Return the units in a row above columns of numbers; None if the row is data.

    Every column of numbers has something short there that is no number, at least half of them
    something else than a dash; a text that comes again in its column is no unit.
    """
    if len(below) < 2:
        return None
    units: dict[str, str] = {}
    numeric = measured = 0
    columns = zip(*sample_of(below, len(row)), strict=True)
    for name, cell, column in zip(names, row, columns, strict=True):
        text, cells = cell.strip(), [c.strip() for c in column]
        nothing = is_missing(text)
        if not nothing and text in cells:
            return None
        if _measured(cells):
            if look(text) not in ("text", "missing") or not (nothing or _short(text)):
                return None
            numeric += 1
            measured += not nothing
        if not nothing and _short(text):
            units[name] = _bare(text)
    return units if measured and 2 * measured >= numeric else None


def _measured(cells: list[str]) -> bool:
    """Whether a column holds numbers, two at least."""
    return looks_of(cells) in _NUMBERS and sum(not is_missing(cell) for cell in cells) > 1


def _short(text: str) -> bool:
    signs = set(text)
    return (
        len(text) <= _LONGEST
        and not signs & set('\r\n\t"')
        and (bool(signs & set("%‰°$€£¥₹")) or any(map(str.isalpha, text)))
    )


def _bare(text: str) -> str:
    """Return a unit without the brackets around it."""
    pairs = {"[": "]", "(": ")"}
    return text[1:-1].strip() if len(text) > 2 and pairs.get(text[0]) == text[-1] else text
