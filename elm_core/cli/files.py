"""The files of the commands: tables, samples and texts read, rows as text to be written."""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import elm_core.files
from elm_core.cli.printing import one_line
from elm_core.cli.streams import standard
from elm_core.exceptions import InvalidInput
from elm_core.files import TableFile
from elm_core.files.decoding import decode
from elm_core.files.formulas import harmless
from elm_core.files.json_parsing import is_json, parse

#: Columns by name, all of one length.
Table = dict[str, list[str]]


def read_text(path: str) -> str:
    """Return the text of a file, ``-`` for standard input; a byte-order mark is passed over."""
    raw = _bytes(path)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput(f"{path}: not UTF-8 text (byte {error.start})") from None


def _bytes(path: str) -> bytes:
    return standard(sys.stdin, "input").buffer.read() if path == "-" else Path(path).read_bytes()


def read_table(args: argparse.Namespace, raw: bytes | None = None) -> TableFile:
    """Return the table in ``args.data``; what there is to say of it goes to standard error."""
    table = elm_core.files.read_table(
        _bytes(args.data) if raw is None else raw,
        name=args.data,
        sheet=args.sheet,
        header="auto" if args.header is None else args.header,
        delimiter=args.delimiter,
    )
    for note in table.notes:
        print(f"elm_core: {one_line(args.data, 100)}: {one_line(note)}", file=sys.stderr)
    return table


def read_samples(args: argparse.Namespace) -> Table | list[Any]:
    """Return the columns in ``args.data``, or the list in it of samples that have no names."""
    raw = _bytes(args.data)
    text = decode(raw)[0] if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[") else ""
    if text and is_json(text, args.data):
        body = parse(text)
        if isinstance(body, list) and body and not all(isinstance(row, dict) for row in body):
            return body
    return read_table(args, raw).columns


def as_csv(rows: list[dict[str, Any]], *, formulas: bool = True) -> str:
    """Return rows as CSV, with names in the first line; without formulas, for spreadsheets."""
    lines = [list(rows[0]), *(row.values() for row in rows)]
    out = io.StringIO(newline="")
    csv.writer(out).writerows(lines if formulas else ([*map(harmless, line)] for line in lines))
    return out.getvalue()


def as_json(rows: list[dict[str, Any]]) -> str:
    """Return rows as a list of objects, one a line."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n"
