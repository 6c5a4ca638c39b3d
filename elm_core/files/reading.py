"""A file of any kind to a table."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

from elm_core.exceptions import InvalidInput
from elm_core.files.decoding import decode
from elm_core.files.formats import BINARY, TEXT
from elm_core.files.refusals import refuse
from elm_core.files.table import Options, TableFile


def read_table(
    source: str | Path | bytes,
    *,
    name: str | None = None,
    sheet: str | None = None,
    header: bool | Literal["auto"] = "auto",
    delimiter: str | None = None,
) -> TableFile:
    """Read a table from a file, whatever its format, encoding, delimiter and header.

    Delimited text (CSV, TSV and their kin), JSON, JSON lines, ARFF, Orange and svmlight files, and
    with the extra `files` Excel and Parquet, are known by their content. What was guessed, filled
    or left out is told in `TableFile.notes`.

    Parameters
    ----------
    source : str, Path or bytes
        Where the file is, or what it holds; ``"-"`` is standard input.
    name : str or None
        The name of the file, where `source` is its content.
    sheet : str or None
        The sheet of a workbook; the first one that holds a table.
    header : bool or "auto"
        Whether the first line holds the names of the columns.
    delimiter : str or None
        What stands between cells; ``" "`` for any white space.

    Returns
    -------
    TableFile

    Raises
    ------
    InvalidInput
        If there is no table in it, saying what it is and what to do.
    OSError
        If the file cannot be read.

    Examples
    --------
    >>> table = read_table(b"width;kind\\n1,5;a\\n2;b\\n", name="a.csv")
    >>> table.columns
    {'width': ['1,5', '2'], 'kind': ['a', 'b']}
    >>> table.delimiter, table.decimal
    (';', ',')
    """
    if isinstance(source, bytes):
        raw, called = source, name or ""
    else:
        called = name or str(source)
        raw = sys.stdin.buffer.read() if str(source) == "-" else Path(source).read_bytes()
    options = Options(called, sheet, None if header == "auto" else bool(header), delimiter)
    try:
        return _read(raw, options)
    except InvalidInput as error:
        raise InvalidInput(f"{called}: {error}" if called else str(error)) from None


def _read(raw: bytes, options: Options) -> TableFile:
    for recognised, read_bytes in BINARY:
        if recognised(raw, options.name):
            return read_bytes(raw, options)
    refuse(raw, options.name)
    text, notes = decode(raw)
    read = next(read for recognised, read in TEXT if recognised(text, options.name))
    table = read(text, options)
    table.notes[:0] = notes
    return table
