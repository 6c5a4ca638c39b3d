"""LIBSVM, or svmlight: a target and pairs of a place and a number in each line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from elm_core.exceptions import InvalidInput
from elm_core.files.cells import as_text
from elm_core.files.lines import lines_of
from elm_core.files.table import Options, TableFile, check_size

_NUMBER = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_TARGET = re.compile(rf"{_NUMBER}(?:,{_NUMBER})*")
_PAIR = re.compile(rf"([0-9]+|qid):({_NUMBER})")
_HEAD = 100_000
_LOOKED_AT = 20


def is_svmlight(text: str, name: str) -> bool:
    """Whether the first lines are a target and pairs each, at least one pair among them."""
    head = text[:_HEAD]
    if len(text) > _HEAD:
        head = re.sub(r"\S*\Z", "", head)  # the last pair is cut
    lines = [_pairs(line) for _, line in islice(_lines(head), _LOOKED_AT)]
    return any(pairs for _, pairs in filter(None, lines)) and None not in lines


def _pairs(line: str) -> tuple[str, list[tuple[str, str]]] | None:
    """Return the target and the pairs in a line, None if it is something else."""
    target, *pairs = line.partition("#")[0].split()
    found = [_PAIR.fullmatch(pair) for pair in pairs]
    if None in found or not _TARGET.fullmatch(target):
        return None
    return target, [(pair[1], pair[2]) for pair in found if pair]


def read_svmlight(text: str, options: Options) -> TableFile:
    """Return the table in a text of LIBSVM: columns x1, x2, … and the target."""
    targets: list[str] = []
    groups: list[str] = []
    places: dict[int, list[str]] = {}
    for number, line in _lines(text):
        found = _pairs(line)
        if not found:
            raise InvalidInput(f"line {number} is not a target and pairs: “{line[:60]}”")
        row = len(targets)
        for key, value in found[1]:
            if key == "qid":
                _put(groups, row, value, "")
                continue
            place = int(key)
            if place not in places:
                check_size(row + 1, len(places) + 1, len(text))
                places[place] = []
            _put(places[place], row, as_text(float(value)), "0")
        targets.append(found[0].removeprefix("+"))
    least, widest = min(1, *places), max(places)
    check_size(len(targets), widest - least + 1, len(text))
    columns = {f"x{place}": places.get(place, []) for place in range(least, widest + 1)}
    for column in columns.values():
        column.extend(["0"] * (len(targets) - len(column)))
    kinds = dict.fromkeys(columns, "number")
    if groups:
        columns["qid"] = groups + [""] * (len(targets) - len(groups))
    return TableFile(columns | {"target": targets}, header=False, kinds=kinds, target="target")


def _put(column: list[str], row: int, cell: str, usual: str) -> None:
    """Put a cell into a row; a place that comes twice in it counts once."""
    column.extend([usual] * (row - len(column)))
    if len(column) == row:
        column.append(cell)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in lines_of(text):
        if line.partition("#")[0].strip():
            yield number, line
