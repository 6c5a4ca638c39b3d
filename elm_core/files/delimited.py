"""Delimited text: the hints above a table, its delimiter, its rows."""

from __future__ import annotations

import re
from dataclasses import replace

from elm_core.exceptions import InvalidInput
from elm_core.files.building import table_of_rows
from elm_core.files.dialect import find_delimiter
from elm_core.files.quotes import are_escaped, are_signs
from elm_core.files.rows import BLANKS, NONE, rows_of
from elm_core.files.table import Options, TableFile

#: More delimiters in one line are no table.
MOST_COLUMNS = 200_000
#: Comment lines above the table that may hold its names.
_NEAR = 50
_HINT = re.compile(r'"?sep=(.)"?[ \t]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_COMMENT = re.compile(r"[ \t]*(#|%|//)(.*)", re.DOTALL)


def read_delimited(text: str, options: Options) -> TableFile:
    """Return the table in delimited text."""
    if not text.strip():
        raise InvalidInput("the file is empty")
    if not re.search(r'[^,;|\s"]', text):
        raise InvalidInput("the file holds delimiters alone: no cell has a text")
    hint = _HINT.match(text)
    if hint:
        text = text[hint.end() :]
    comments, text = _comments(text)
    delimiter = options.delimiter or (hint[1] if hint else None)
    if delimiter is None:
        delimiter = find_delimiter(text)
    _check_lines(text, delimiter)
    near = len(comments) - _NEAR
    fields = [
        _fields(line, delimiter) if i == 0 or i >= near else [line]
        for i, line in enumerate(comments)
    ]
    table = table_of_rows(rows_of(text, delimiter), options.header, fields)
    if are_escaped(text, delimiter):
        table.notes.append('A backslash before a quote was read as \\" for a quote in a text.')
    elif are_signs(text, delimiter):
        table.notes.append("Quotes were read as signs like others: as pairs they would join lines.")
    decimal = "," if delimiter == ";" else None
    return replace(table, decimal=decimal, delimiter=None if delimiter == NONE else delimiter)


def _comments(text: str) -> tuple[list[str], str]:
    """Return the comment lines above a table, and what follows them; all lines if none does."""
    found = []
    at = 0
    while at < len(text):
        line = _LINE.match(text, at)
        assert line
        if _COMMENT.match(line[1]):
            found.append(line[1])
        elif line[1].strip():
            return found, text[at:]
        at = line.end()
    return [], text


def _fields(line: str, delimiter: str) -> list[str]:
    """Return the fields of a comment line, without its sign where that is no name itself."""
    found = _COMMENT.fullmatch(line)
    assert found
    sign, rest = found[1], found[2]
    fields = next(rows_of(rest, delimiter), [""])
    fields = [field.strip() for field in fields]
    alone = not fields[0] or (delimiter != BLANKS and rest.startswith(delimiter or "\n"))
    return [sign, *fields[1:]] if alone else fields


def _check_lines(text: str, delimiter: str) -> None:
    for line in re.finditer(r"[^\r\n]+", text):
        if line.end() - line.start() > MOST_COLUMNS and delimiter.strip(" "):
            count = text.count(delimiter, line.start(), line.end())
            if count > MOST_COLUMNS:
                raise InvalidInput(
                    f"the file has {count + 1} columns; at most {MOST_COLUMNS} can be used"
                )
