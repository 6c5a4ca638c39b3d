"""JSON to a table: the forms in which data frames, databases and services write one."""

from __future__ import annotations

import json
import re
from typing import Any

from elm_core.exceptions import InvalidInput
from elm_core.files.building import table_of_rows
from elm_core.files.cells import as_text
from elm_core.files.json_parsing import parse
from elm_core.files.names import column_names
from elm_core.files.table import Options, TableFile, check_size

Record = dict[str, Any]
_SHOWN = 40


def read_json(text: str, options: Options) -> TableFile:
    """Return the table in a text of JSON or JSON lines."""
    return _table(parse(text), options, len(text))


def _table(body: Any, options: Options, size: int) -> TableFile:
    if isinstance(body, list):
        return _of_list(body, options, size)
    if not isinstance(body, dict) or not body:
        raise InvalidInput(_FORMS)
    if body.get("format") == "elm-toolkit-model":
        raise InvalidInput("this is a saved model, no table: open it as a model")
    rows: Any = body.get("data", body.get("rows"))
    if isinstance(body.get("columns"), list) and _holds_rows(rows):
        return _of_split(body["columns"], rows, body.get("index"))
    values = list(body.values())
    lists = all(isinstance(value, list) for value in values)
    if lists and not (len(values) == 1 and _holds_rows(values[0])):
        return _of_columns(body)
    if all(map(_is_grid_line, values)):
        return _of_objects(body, size)
    nested = _is_nested(body.get("data"))
    inner = [body["data"]] if nested else [value for value in values if _holds_rows(value)]
    if len(inner) == 1:
        return _table(inner[0], options, size)
    if not any(map(_is_nested, values)):
        return _of_records([body], size)
    raise InvalidInput(_FORMS)


_FORMS = (
    "there is no table in this JSON: write a list of objects (one a row), or an object of columns "
    "(lists of one length)"
)


def _is_nested(value: Any) -> bool:
    return isinstance(value, (dict, list))


def _holds_rows(value: Any) -> bool:
    """Whether a value is a list of objects, or of lists."""
    return isinstance(value, list) and bool(value) and _is_nested(value[0])


def _is_grid_line(value: Any) -> bool:
    return isinstance(value, dict) and bool(value) and not any(map(_is_nested, value.values()))


def _of_list(body: list[Any], options: Options, size: int) -> TableFile:
    if not body:
        raise InvalidInput("the file holds an empty list")
    if all(isinstance(row, dict) for row in body):
        return _of_records(body, size)
    if not any(map(_is_nested, body)):
        return _of_columns({"column 1": body})
    if not all(isinstance(row, list) for row in body):
        raise InvalidInput(f"the list mixes objects, lists and single values: {_FORMS}")
    for number, row in enumerate(body, start=1):
        for place, cell in enumerate(row, start=1):
            if _is_nested(cell):
                raise InvalidInput(
                    f"row {number} holds {_shown(cell)} in place {place}: expected a text or number"
                )
    rows = [[as_text(cell) for cell in row] for row in body if row]
    return table_of_rows(rows, options.header)


def _of_records(records: list[Record], size: int) -> TableFile:
    """One object a row; an object in a cell becomes columns of its own, ``a.b``."""
    columns: dict[str, list[str]] = {}
    left: dict[str, str] = {}
    for row, record in enumerate(records):
        for name, value in _flat(record):
            if _is_nested(value):
                left.setdefault(name, f"{_shown(value)} in row {row + 1}")
                continue
            column = columns.setdefault(name, [])
            if len(column) < row:
                check_size(len(records), len(columns), size)
                column.extend([""] * (row - len(column)))
            if len(column) == row:  # a name that comes twice in a row counts once
                column.append(as_text(value))
    for column in columns.values():
        column.extend([""] * (len(records) - len(column)))
    return _named({k: v for k, v in columns.items() if k not in left}, left)


def _flat(record: Record) -> list[tuple[str, Any]]:
    cells: list[tuple[str, Any]] = []
    for name, value in record.items():
        if isinstance(value, dict):
            cells += [(f"{name}.{inner}", cell) for inner, cell in value.items()]
        else:
            cells.append((name, value))
    return cells


def _of_columns(columns: dict[str, list[Any]]) -> TableFile:
    if len({len(cells) for cells in columns.values()}) > 1:
        lengths = ", ".join(f"{name}: {len(cells)}" for name, cells in list(columns.items())[:8])
        raise InvalidInput(f"the columns are of unequal length ({lengths})")
    left: dict[str, str] = {}
    for name, cells in columns.items():
        for row, cell in enumerate(cells):
            if _is_nested(cell):
                left.setdefault(name, f"{_shown(cell)} in row {row + 1}")
    kept = {
        name: [as_text(c) for c in cells] for name, cells in columns.items() if name not in left
    }
    return _named(kept, left)


def _of_split(columns: list[Any], rows: list[Any], index: Any) -> TableFile:
    """pandas, orient "split": names, row labels and rows apart."""
    given = [
        ".".join(map(as_text, name)) if isinstance(name, list) else as_text(name)
        for name in columns
    ]
    width = len(given)
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, list) or len(row) != width:
            raise InvalidInput(
                f"row {number} of the data has not one cell for each of the {width} columns"
            )
    names, notes = column_names(given)
    cells = {name: [row[place] for row in rows] for place, name in enumerate(names)}
    table = _of_columns(_with_labels(index, cells, len(rows)))
    table.notes[:0] = notes
    return table


def _of_objects(body: dict[str, Record], size: int) -> TableFile:
    """pandas, orient "columns" or "index": objects by column, or by row."""
    outer = list(body)
    inner = list(dict.fromkeys(label for line in body.values() for label in line))
    across, down = _counted(outer), _counted(inner)
    if (down and not across) or (down == across and len(inner) > len(outer)):
        check_size(len(inner), len(outer), size)
        columns = {name: [cells.get(label) for label in inner] for name, cells in body.items()}
        return _of_columns(_with_labels(inner, columns, len(inner)))
    check_size(len(outer), len(inner), size)
    columns = {name: [line.get(name) for line in body.values()] for name in inner}
    return _of_columns(_with_labels(outer, columns, len(outer)))


def _counted(labels: list[str]) -> bool:
    return all(re.fullmatch(r"[0-9]+", label) for label in labels)


def _with_labels(labels: Any, columns: dict[str, list[Any]], rows: int) -> dict[str, list[Any]]:
    """Add the labels of the rows as an unnamed column, unless they only count."""
    if not isinstance(labels, list) or len(labels) != rows or "" in columns:
        return columns
    if [str(label) for label in labels] == [str(row) for row in range(rows)]:
        return columns
    return {"": labels, **columns}


def _named(columns: dict[str, list[str]], left: dict[str, str]) -> TableFile:
    if not columns:
        raise InvalidInput(f"every column holds lists or objects: {_FORMS}")
    if not next(iter(columns.values())):
        raise InvalidInput("the columns are empty")
    names, notes = column_names(list(columns))
    for name, cell in list(left.items())[:5]:
        notes.append(f"Column “{name}” was left out: it holds {cell}.")
    return TableFile(dict(zip(names, columns.values(), strict=True)), notes)


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
