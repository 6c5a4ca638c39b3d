"""Tables in CSV and JSON files, read and written by the standard library alone."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from elm_core.encoding import short
from elm_core.exceptions import InvalidInput

#: Columns by name, all of one length.
Table = dict[str, list[Any]]

_DELIMITERS = ",;\t|"
_LONGEST_CELL = 10_000_000


def read_text(path: str) -> str:
    """Return the text of a file, ``-`` for standard input; a byte-order mark is passed over."""
    raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput(f"{path}: not UTF-8 text (byte {error.start})") from None


def write_text(path: str, text: str) -> None:
    """Write a file, ``-`` for standard output; an earlier file stays until the new one is whole."""
    if path == "-":
        sys.stdout.write(text)
        return
    place = Path(path)
    whole = place.with_name(place.name + ".part")
    if place.exists() and not place.is_file():  # a device, say
        whole = place
    try:
        whole.write_text(text, encoding="utf-8", errors="backslashreplace", newline="")
        if whole != place:
            whole.replace(place)
    finally:
        if whole != place:
            whole.unlink(missing_ok=True)


def read_table(path: str) -> Table | list[Any]:
    """Return a file's columns by name; from JSON also a list of samples that have no names."""
    text = read_text(path)
    kind = Path(path).suffix.lower()
    if kind == ".json" or (kind not in (".csv", ".tsv") and text.lstrip()[:1] in ("[", "{")):
        return _from_json(path, text)
    return _from_csv(path, text)


def _from_csv(path: str, text: str) -> Table:
    csv.field_size_limit(_LONGEST_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        names = next(rows, [])
        if not names:
            raise InvalidInput(f"{path}: no names of columns in the first line")
        twice = {name for name in names if names.count(name) > 1}
        if twice:
            raise InvalidInput(f"{path}: two columns are called {short(min(twice))}")
        cells = list(_checked(path, rows, len(names)))
    except csv.Error as error:
        raise InvalidInput(f"{path}: line {rows.line_num}: {error}") from None
    return {name: [row[place] for row in cells] for place, name in enumerate(names)}


def _checked(path: str, rows: Any, width: int) -> Iterable[list[str]]:
    for row in rows:
        if not row:
            continue  # an empty line
        if len(row) != width:
            raise InvalidInput(
                f"{path}: line {rows.line_num} has {len(row)} cell(s), the first line {width}: "
                "quote cells that hold the delimiter"
            )
        yield row


def _delimiter(text: str) -> str:
    """Return what parts the first line into the most fields."""

    def fields(delimiter: str) -> int:
        try:
            return len(next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), []))
        except csv.Error:
            return 0

    return max(_DELIMITERS, key=fields)


def _from_json(path: str, text: str) -> Table | list[Any]:
    try:
        body = json.loads(text, parse_constant=_no_constant)
    except RecursionError:
        raise InvalidInput(f"{path}: nested too deep") from None
    except ValueError as error:
        raise InvalidInput(f"{path}: not JSON: {error}") from None
    if isinstance(body, list) and body and all(isinstance(row, dict) for row in body):
        names = dict.fromkeys(name for row in body for name in row)
        body = {name: [row.get(name) for row in body] for name in names}
    elif isinstance(body, list) and body:
        return body
    if not isinstance(body, dict) or not all(isinstance(cells, list) for cells in body.values()):
        raise InvalidInput(f"{path}: expected a list of objects, or an object of columns (lists)")
    for name, cells in body.items():
        for row, cell in enumerate(cells):
            if isinstance(cell, (dict, list)):
                raise InvalidInput(f"{path}: column {name!r}, row {row} holds {short(cell)}")
    if len({len(cells) for cells in body.values()}) > 1:
        raise InvalidInput(f"{path}: columns of unequal length")
    return body


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number that JSON knows")


def as_csv(rows: list[dict[str, Any]]) -> str:
    """Return rows as CSV, with names in the first line."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def as_json(rows: list[dict[str, Any]]) -> str:
    """Return rows as a list of objects, one a line."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n"
