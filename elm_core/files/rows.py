"""Delimited text to rows of cells."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterator

from elm_core.exceptions import InvalidInput
from elm_core.files.lines import lines_of
from elm_core.files.quotes import are_signs, doubled, quoted_cells, tidy_quotes

#: What stands for a delimiter where there is none: all of a line is one cell.
NONE = ""
#: Any white space, as the older archives have it.
BLANKS = " "
_NEVER = "\x1f"
_WORD = re.compile(r'"([^"]*(?:""[^"]*)*)"|(\S+)')


def rows_of(text: str, delimiter: str) -> Iterator[list[str]]:
    """Yield the rows that are not blank; quoted cells may hold anything.

    Raises
    ------
    InvalidInput
        For a quote that is never closed.
    """
    text = doubled(text, delimiter)
    if delimiter == BLANKS:
        return _between_blanks(text)
    return _delimited(text, delimiter or _NEVER)


def _between_blanks(text: str) -> Iterator[list[str]]:
    for _, line in lines_of(text):
        cells = [plain or quoted.replace('""', '"') for quoted, plain in _WORD.findall(line)]
        if cells:
            yield cells


def _delimited(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(max(csv.field_size_limit(), sys.maxsize >> 1))
    if are_signs(text, delimiter):
        yield from (line.split(delimiter) for _, line in lines_of(text) if line.strip())
        return
    text = tidy_quotes(text, delimiter)
    row: list[str] = []
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        if len(row) > 1 or (row and row[0].strip()):
            yield row
    _check_closed(text, delimiter, row[-1] if row else "")


def _check_closed(text: str, delimiter: str, last: str) -> None:
    """Refuse a file whose last cell was opened by a quote and closed by the file's end."""
    if not text.endswith('"' + last.replace('"', '""')):
        return
    opening = next((at for at, close in quoted_cells(text, delimiter) if close < 0), None)
    if opening is not None:
        line = len(re.findall(r"\r\n|\r|\n", text[:opening])) + 1
        raise InvalidInput(
            f"the quote that is opened in line {line} is never closed: close it, or double it if "
            "it is part of the text"
        )
