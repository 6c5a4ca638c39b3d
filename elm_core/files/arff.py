"""ARFF, the format of Weka and OpenML: attributes with names and kinds, then rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from elm_core.exceptions import InvalidInput
from elm_core.files.building import table_in
from elm_core.files.layout import Layout
from elm_core.files.lines import lines_of
from elm_core.files.names import column_names
from elm_core.files.table import Options, TableFile, check_size

_QUOTED = r"'([^'\\]*(?:\\.[^'\\]*)*)'|\"([^\"\\]*(?:\\.[^\"\\]*)*)\""
_ATTRIBUTE = re.compile(rf"@attribute\s+(?:{_QUOTED}|(\S+))\s*(.*)", re.IGNORECASE | re.DOTALL)
_CELL = re.compile(rf"[^\S\t]*(?:{_QUOTED}|([^,\t]*))[^\S\t]*(\t?,\t?|\t|\Z)", re.DOTALL)
_NUMBER = r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
_WEIGHT = re.compile(rf"\{{\s*{_NUMBER}\s*\}}")
#: A pair of a sparse row, up to the comma behind it or to the end of all pairs.
_PAIR = re.compile(rf"\s*([0-9]{{1,9}})\s+(?:{_QUOTED}|([^,\s{{}}]+))\s*(?:,|(?=\}}))", re.DOTALL)
#: That end, and what may follow: the weight of the row, and a remark.
_END = re.compile(rf"\s*\}}[\s,]*(?:({_WEIGHT.pattern})[\s,]*)?(?:%.*)?\Z", re.DOTALL)
_WEIGHED = "The weights of rows are left out: each row counts as one."
_KINDS = {
    "numeric": "number",
    "real": "number",
    "integer": "number",
    "string": "text",
    "date": "date",
}


@dataclass(frozen=True)
class Attribute:
    """A column as ARFF declares it."""

    name: str
    kind: str
    #: What a cell holds that a sparse row does not name.
    usual: str


def is_arff(text: str, name: str) -> bool:
    """Whether a text begins as ARFF does."""
    first = next(_lines(text), (0, ""))[1]
    return bool(re.match(r"@(?:relation|attribute)\b", first, re.IGNORECASE))


def read_arff(text: str, options: Options) -> TableFile:
    """Return the table in a text of ARFF."""
    lines = _lines(text)
    attributes = list(_attributes(lines))
    if not attributes:
        raise InvalidInput("the ARFF file declares no attribute")
    names, notes = column_names([attribute.name for attribute in attributes])
    kinds = {name: attribute.kind for name, attribute in zip(names, attributes, strict=True)}
    layout = Layout(names, 0, True, len(names), notes, kinds=kinds, target=_target(kinds))
    return table_in(layout, _rows(lines, attributes, len(text), notes))


def _rows(
    lines: Iterator[tuple[int, str]], attributes: list[Attribute], size: int, notes: list[str]
) -> Iterator[list[str]]:
    for row, (number, line) in enumerate(lines):
        if row % 1000 == 0:
            check_size(row, len(attributes), size)
        if line.startswith("{"):
            cells, weighed = _sparse(line, attributes, number)
        else:
            cells, weighed = _dense(line, len(attributes))
        if weighed and _WEIGHED not in notes:
            notes.append(_WEIGHED)
        yield cells


def _target(kinds: dict[str, str]) -> str | None:
    """Return the attribute called class, else the last nominal one."""
    called = [name for name in kinds if name.lower() == "class"]
    found = called or [name for name, kind in kinds.items() if kind == "category"]
    return found[-1] if found else None


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in lines_of(text):
        stripped = line.strip()
        if stripped and not stripped.startswith("%"):
            yield number, stripped


def _attributes(lines: Iterator[tuple[int, str]]) -> Iterator[Attribute]:
    """Yield what is declared, up to the line @data."""
    for number, line in lines:
        if re.match(r"@data\b", line, re.IGNORECASE):
            return
        if re.match(r"@relation\b", line, re.IGNORECASE):
            continue
        found = _ATTRIBUTE.fullmatch(line)
        if not found:
            raise InvalidInput(f"line {number} is neither @attribute nor @data: “{line[:60]}”")
        name = _text(found[1], found[2], found[3])
        yield _attribute(name, found[4].strip(), number)
    raise InvalidInput("the ARFF file has no line @data")


def _attribute(name: str, kind: str, number: int) -> Attribute:
    if kind.startswith("{"):
        first = _CELL.match(kind.strip("{}"))
        return Attribute(name, "category", _cell(first) if first else "")
    word = kind.split()[0].lower() if kind else ""
    if word not in _KINDS:
        raise InvalidInput(
            f"line {number}: attribute “{name}” is of kind “{word or 'none'}”, which is not read: "
            "numeric, nominal, string and date are"
        )
    return Attribute(name, _KINDS[word], "0" if _KINDS[word] == "number" else "")


def _dense(line: str, width: int) -> tuple[list[str], bool]:
    """Return the cells of a row, and whether a weight stood behind them."""
    cells: list[str] = []
    at, more = 0, "yes"
    while more:
        found = _CELL.match(line, at)
        assert found  # any text is a plain cell up to the next comma
        at, more = found.end(), found[4]
        if not more and len(cells) == width and _WEIGHT.fullmatch((found[3] or "").strip()):
            return cells, True
        cells.append(_cell(found))
    return cells, False


def _sparse(line: str, attributes: list[Attribute], number: int) -> tuple[list[str], bool]:
    """Return the cells of a row of pairs, ``{1 red, 4 0.5}``, and whether it has a weight."""
    cells = [attribute.usual for attribute in attributes]
    named = set()
    at = 1
    while found := _PAIR.match(line, at):
        place = int(found[1])
        if place >= len(cells):
            raise InvalidInput(f"line {number}: there is no attribute {place}, the first is 0")
        if place in named:
            raise InvalidInput(f"line {number}: attribute {place} has two values")
        named.add(place)
        cells[place] = _missing(_text(found[2], found[3], found[4]), found[4])
        at = found.end()
    end = _END.match(line, at)
    if not end:
        raise InvalidInput(
            f"line {number}: expected pairs of a place and a value in braces, and at most the "
            f"weight of the row in others: got “{line[at : at + 60].strip()}”"
        )
    return cells, end[1] is not None


def _cell(found: re.Match[str]) -> str:
    return _missing(_text(found[1], found[2], found[3]), found[3])


def _missing(text: str, plain: str | None) -> str:
    """Return a cell: the question mark alone, without quotes, is a missing one."""
    return "" if plain is not None and text == "?" else text


_ESCAPES = {"n": "\n", "r": "\r", "t": "\t"}


def _text(single: str | None, double: str | None, plain: str | None) -> str:
    if plain is not None:
        return plain.strip()
    quoted = single if single is not None else double or ""
    return re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[1]), quoted, flags=re.DOTALL)
