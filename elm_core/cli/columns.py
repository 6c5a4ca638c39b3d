"""What is said about the columns of a file, on the command line and back to who asked."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from elm_core.cli.printing import one_line
from elm_core.exceptions import InvalidInput
from elm_core.files import TableFile
from elm_core.tables.inspection import inspect

About = dict[str, Any]


def kinds_of(args: argparse.Namespace, table: TableFile) -> dict[str, Any]:
    """Return what the file declares of its columns, and what ``--kind`` and ``--ignore`` say."""
    kinds: dict[str, Any] = dict(table.kinds)
    for text in args.kind:
        name, _, kind = text.rpartition("={") if text.endswith("}") else text.rpartition("=")
        if text.endswith("}"):
            try:
                kinds[name] = json.loads("{" + kind)
            except (ValueError, RecursionError):
                raise InvalidInput(f"--kind {text}: expected COLUMN=KIND or COLUMN={{…}}") from None
        else:
            kinds[name] = kind
    kinds |= dict.fromkeys(args.ignore, "ignore")
    for name in kinds:
        require_column(args, table, name)
    return kinds


def require_column(args: argparse.Namespace, table: TableFile, name: str) -> None:
    """Refuse the name of a column that the file does not have."""
    if name not in table.columns:
        names = ", ".join(map(repr, list(table.columns)[:8]))
        raise InvalidInput(f"{args.data}: no column {name!r}; it has {names}")


def inspected(args: argparse.Namespace, table: TableFile, kinds: Mapping[str, Any]) -> list[About]:
    """Return what the columns of a file hold."""
    title = "" if args.data == "-" else PurePath(args.data).stem
    return inspect(
        table.columns,
        kinds=kinds,
        decimal=args.decimal,
        delimiter=table.delimiter,
        units=table.units,
        title=title,
    )


def target_of(about: list[About], table: TableFile) -> str | None:
    """Return the name of the column that is probably the one to predict."""
    if table.target is not None:
        return table.target
    best = max(about, key=lambda column: column["target_likely"])
    return str(best["name"]) if best["target_likely"] > 0 else None


def unread_line(column: About) -> str | None:
    """Return what is to be said of the cells of a column that cannot be read."""
    if not column["unread"]:
        return None
    n, example = column["unread"], column["unread_example"]
    cells = "1 cell is" if n == 1 else f"{n} cells are"
    return (
        f"column {column['name']!r}: {cells} no {column['kind']} and taken as missing, such as "
        f"{example['text']!r} in row {example['row'] + 1}"
    )


def refusal_of_unread(args: argparse.Namespace, line: str) -> str:
    """Return what ``--strict`` says of a cell that cannot be read."""
    return f"{args.data}: {line}: correct it, or leave --strict out to go on without it"


def lines_of(table: TableFile, about: list[About], target: str | None) -> list[str]:
    """Return how large a table is and a line on each of its columns."""
    rows = [_row(column, target) for column in about]
    return [
        f"{table.n_rows} rows, {len(about)} columns{_layout(table)}",
        *(line.rstrip() for line in _aligned(rows)),
    ]


def guesses_of(about: list[About]) -> list[str]:
    """Return what was guessed of columns, with the option that changes it, and what is unread."""
    lines = []
    for column in about:
        unread = unread_line(column)
        lines += [] if unread is None else [unread]
        for hint in column["hints"]:
            change = json.dumps(hint["change"], ensure_ascii=False)
            told = f"column {column['name']!r}: {hint['text']}"
            lines.append(f"{told} (--kind '{column['name']}={change}')")
    return lines


def as_json(
    args: argparse.Namespace, table: TableFile, about: list[About], target: str | None
) -> dict[str, Any]:
    """Return all that is known of a file and its columns, for programs."""
    return {
        "file": args.data,
        "rows": table.n_rows,
        "columns": about,
        "target": target,
        "notes": table.notes,
        "header": table.header,
        "delimiter": table.delimiter,
        "sheets": table.sheets,
        "sheet": table.sheet,
    }


def _layout(table: TableFile) -> str:
    parts = []
    if table.sheets and len(table.sheets) > 1:
        parts.append(f"sheet {table.sheet!r} of {', '.join(map(repr, table.sheets))}")
    if not table.header:
        parts.append("no names in the file")
    if table.delimiter not in (None, ","):
        parts.append(f"delimiter {table.delimiter!r}")
    return f" ({'; '.join(parts)})" if parts else ""


def _row(column: About, target: str | None) -> list[str]:
    name = one_line(column["name"], 30) or "(no name)"
    unit = f" [{column['unit']}]" if column["unit"] else ""
    missing = f"{column['missing']} missing" if column["missing"] else ""
    if column["why"]:
        what = f"left out: {column['why']}"
    elif column["kind"] == "number" and "min" in column:
        what = f"{column['min'] + 0.0:g} to {column['max'] + 0.0:g}"  # never -0
    else:
        what = ", ".join(one_line(text, 20) for text in column["examples"][:3])
    star = "→ " if column["name"] == target else "  "
    return [star + name + unit, column["kind"], f"{column['unique']} distinct", missing, what]


def _aligned(rows: list[list[str]]) -> list[str]:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    ]
