"""The table in a sheet of a workbook (.xlsx, .xlsm), by openpyxl (extra ``files``)."""

from __future__ import annotations

import io
import warnings
import zipfile
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from elm_core.exceptions import InvalidInput
from elm_core.files.building import table_of_rows
from elm_core.files.excel_cells import EAST_ASIAN_DATES, cell_text, count_unsolved
from elm_core.files.refusals import zip_names
from elm_core.files.table import Options, TableFile

#: What a workbook may hold, unpacked: so many bytes, and so many times the file.
_ROOM, _TIMES, _LARGEST = 20 * 2**20, 100, 2**30
#: Empty cells that may stand between those that hold something.
_EMPTY_ROOM, _EMPTY_TIMES = 1_000_000, 20
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384


def is_excel(raw: bytes, name: str) -> bool:
    """Whether a file is a workbook of the kind that is read here."""
    return raw.startswith(b"PK") and "xl/workbook.xml" in zip_names(raw)


def read_excel(raw: bytes, options: Options) -> TableFile:
    """Return the table in a sheet: the one that is wanted, else the first that holds a table.

    Raises
    ------
    InvalidInput
        If the workbook is damaged, has no such sheet, or unpacks to far more than its size.
    ImportError
        Without openpyxl.
    """
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise ImportError("Excel files need openpyxl: pip install elm_core[files]") from None
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive, warnings.catch_warnings():
            _check(archive, len(raw))
            warnings.simplefilter("ignore")  # of what is drawn and coloured, which is not read
            book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
            styles = enumerate(book._cell_styles)
            book._date_formats.update(i for i, s in styles if s.numFmtId in EAST_ASIAN_DATES)
            return _read_book(book, archive, options)
    except (InvalidInput, MemoryError):
        raise
    except Exception as error:  # a damaged file fails anywhere in openpyxl
        raise InvalidInput(
            f"the workbook cannot be read ({error}): open it in a spreadsheet and save it again"
        ) from None


def _check(archive: zipfile.ZipFile, size: int) -> None:
    """Refuse a workbook by what it claims to hold, before any of it is unpacked."""
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise InvalidInput("the workbook is protected by a password: save it without one")
    unpacked = sum(part.file_size for part in parts if part.filename.endswith(".xml"))
    if unpacked > min(_LARGEST, _ROOM + _TIMES * size):
        raise InvalidInput(
            f"the workbook unpacks to {unpacked / 2**20:.0f} MB, which is too much for a file of "
            "its size: take a part of its rows"
        )
    for part in parts:
        with archive.open(part) as opened:
            if part.filename.endswith(".xml") and b"<!DOCTYPE" in opened.read(2000):
                raise InvalidInput("the workbook declares XML of its own kind, which is not read")
    if b"purl.oclc.org/ooxml" in archive.read("xl/workbook.xml"):
        raise InvalidInput("this is a strict workbook: save it as “Excel workbook (.xlsx)”")


@dataclass(frozen=True)
class _Sheet:
    name: str
    rows: list[list[str]]
    notes: list[str]

    def is_table(self) -> bool:
        """Whether the sheet holds more than a title or a page of text."""
        return len(self.rows) > 1 and len(self.rows[-1]) > 1


def _read_book(book: Any, archive: zipfile.ZipFile, options: Options) -> TableFile:
    names = [sheet.title for sheet in book.worksheets]
    found: _Sheet | None = None
    for chosen in _chosen(book.worksheets, options.sheet):
        sheet = _read_sheet(chosen, archive)
        if sheet.is_table():
            found = sheet
            break
        found = found or (sheet if sheet.rows else None)
    if found is None:
        raise InvalidInput("there are no cells in the workbook")
    notes = found.notes
    if options.sheet is None and len(names) > 1:
        notes = [f"Of {len(names)} sheets, “{found.name}” was read.", *notes]
    table = table_of_rows(found.rows, options.header)
    return replace(table, notes=notes + table.notes, sheets=names, sheet=found.name)


def _chosen(sheets: list[Any], wanted: str | None) -> list[Any]:
    if wanted is None:
        return [sheet for sheet in sheets if sheet.sheet_state == "visible"]
    found = [sheet for sheet in sheets if sheet.title == wanted]
    if not found:
        names = ", ".join(f"“{sheet.title}”" for sheet in sheets)
        raise InvalidInput(f"the workbook has no sheet “{wanted}”; it has {names}")
    return found


def _read_sheet(sheet: Any, archive: zipfile.ZipFile) -> _Sheet:
    rows, durations = _rows_of(sheet)
    notes = []
    if any("" in row for row in rows):
        unsolved = count_unsolved(archive.read(sheet._worksheet_path))
        if unsolved:
            notes.append(_unsolved(unsolved))
    if durations:
        notes.append("Durations are given in days.")
    return _Sheet(sheet.title, rows, notes)


def _unsolved(count: int) -> str:
    formulas = "1 formula has" if count == 1 else f"{count} formulas have"
    are = "is" if count == 1 else "are"
    return (
        f"{formulas} no result in the file and {are} empty here: open it in a spreadsheet and "
        "save it."
    )


def _rows_of(sheet: Any) -> tuple[list[list[str]], bool]:
    """Return the rows that hold something, from the first column that does; and if any lasts.

    All are of one length but for titles above the table.
    """
    sheet.reset_dimensions()  # what the file says of its size may be wrong
    rows: list[list[str]] = []
    durations = False
    filled = passed = 0
    for values in sheet.iter_rows(max_row=_MOST_ROWS, values_only=True):
        durations = durations or any(isinstance(value, timedelta) for value in values)
        row = [cell_text(value) for value in values[:_MOST_COLUMNS]]
        while row and not row[-1]:
            row.pop()
        passed += len(values)
        filled += sum(map(bool, row))
        _check_empty(passed, filled)
        if row:
            rows.append(row)
    first = min((next(i for i, text in enumerate(row) if text) for row in rows), default=0)
    width = max(map(len, rows), default=0)
    _check_empty(len(rows) * (width - first), filled)
    # titles stand alone in their rows, and are no wider than they are
    titles = next((i for i, row in enumerate(rows) if sum(map(bool, row)) > 1), 0)
    return [
        row[first:] + [""] * (width - len(row) if i >= titles else 0) for i, row in enumerate(rows)
    ], durations


def _check_empty(cells: int, filled: int) -> None:
    if cells > _EMPTY_ROOM + (_EMPTY_TIMES + 1) * filled:
        raise InvalidInput(
            "the sheet is nearly empty, with cells far apart: copy its table to a new one"
        )
