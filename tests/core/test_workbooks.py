"""Sheets of Excel are read alike on the command line and in the pages, and cost what they are."""

import io
import random
import struct
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from elm_core.files import read_table
from tests.core.reading_files import NODE, in_javascript, read_both

pytestmark = pytest.mark.skipif(NODE is None, reason="needs Node")

HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = "</sheetData></worksheet>"
STYLES = "xl/styles.xml"
SHEET = "xl/worksheets/sheet1.xml"


def saved(book: Workbook, path: Path) -> Path:
    book.save(path)
    return path


def of_rows(rows, path: Path, formats=None) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for column, form in (formats or {}).items():
        for cell in book.active[column][1:]:
            cell.number_format = form
    return saved(book, path)


def patched(path: Path, **parts) -> Path:
    """Replace parts of a workbook; their names are given with _ for / and no ending."""
    with zipfile.ZipFile(path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    for name, change in parts.items():
        name = {"styles": STYLES, "sheet": SHEET}[name]
        content[name] = change(content[name]) if callable(change) else change.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return path


def test_cells_of_every_kind(tmp_path):
    columns = {
        "number": [0.1, 1e21, 1e-7],
        "whole": [3, -(2**53), 0],
        "text": ["é <&> “q”", " two\nlines", "a_x000D_b"],
        "day": [date(2024, 3, 14), date(1900, 1, 1), None],
        "moment": [
            datetime(2024, 3, 14, 10, 5),
            datetime(1999, 12, 31, 23, 59, 59, 250000),
            datetime(2024, 3, 14),
        ],
        "time": [time(9, 30), time(0), time(0, 0, 1)],
        "lasts": [timedelta(hours=36), timedelta(minutes=90), timedelta(seconds=1)],
        "yes": [True, False, None],
        "error": ["#N/A", "#DIV/0!", "ok"],
    }
    rows = [list(columns), *zip(*columns.values(), strict=True)]
    [table] = read_both([(of_rows(rows, tmp_path / "a.xlsx"), {})], tmp_path)
    assert table.columns == {
        "number": ["0.1", "1e+21", "1e-7"],
        "whole": ["3", "-9007199254740992", "0"],
        "text": ["é <&> “q”", " two\nlines", "a\rb"],
        "day": ["2024-03-14", "1900-01-01", ""],
        "moment": ["2024-03-14T10:05:00", "1999-12-31T23:59:59.25", "2024-03-14"],
        "time": ["09:30:00", "00:00:00", "00:00:01"],
        "lasts": ["1.5", "0.0625", "0.000011574074074074073"],
        "yes": ["true", "false", ""],
        "error": ["#N/A", "#DIV/0!", "ok"],
    }
    assert table.notes == ["Durations are given in days."]


def as_in_east_asia(styles: bytes) -> bytes:
    return styles.replace(b'numFmtId="164" fontId', b'numFmtId="31" fontId')


def test_formats_say_what_is_a_date(tmp_path):
    formats = {
        "A": 'yyyy"年"m"月"',
        "B": "[$-409]d/m/yyyy;@",
        "C": "#,##0.00 [Red]",
        "D": '"day" 0.0',
        "E": "[h]:mm:ss",
        "F": "0.00%",
        "G": "mmm-yy",
        "H": r"0.0\d",
        "I": "mm:ss.0",
    }
    rows = [list(formats.values()), [45000.5] * 9, [1.25] * 9, [59] * 9, [61] * 9, [-1] * 9]
    files = [(of_rows(rows, tmp_path / "formats.xlsx", formats), {})]
    old = Workbook()
    old.epoch = CALENDAR_MAC_1904
    old.active.append(["day"])
    old.active.append([datetime(2020, 2, 29)])
    files.append((saved(old, tmp_path / "old.xlsx"), {}))
    east = of_rows([["day"], [45000], [45000.25]], tmp_path / "east.xlsx", {"A": "yyyy-mm-dd"})
    files.append((patched(east, styles=as_in_east_asia), {}))
    table, old_table, east_table = read_both(files, tmp_path)
    days = ["2023-03-15T12:00:00", "1900-01-01T06:00:00", "1900-02-28", "1900-03-01", "1899-12-29"]
    numbers = ["45000.5", "1.25", "59", "61", "-1"]
    shown = [days if column in "ABGI" else numbers for column in formats]
    assert list(table.columns.values()) == shown
    assert old_table.columns == {"day": ["2020-02-29"]}
    assert east_table.columns == {"day": ["2023-03-15", "2023-03-15T06:00:00"]}


def test_sheets(tmp_path):
    book = Workbook()
    book.active.title = "Cover"
    book.active["B2"] = "A report"
    book.create_sheet("Secret").append(["hidden", "n"])
    book["Secret"].append(["x", 2])
    book["Secret"].sheet_state = "hidden"
    book.create_sheet("Data")
    for row in (["a", "b"], [1, "x"], [2, "y"]):
        book["Data"].append(row)
    path = saved(book, tmp_path / "sheets.xlsx")
    files = [(path, {}), (path, {"sheet": "Secret"}), (path, {"sheet": "None"})]
    first, secret, errors = read_both(files, tmp_path)
    assert first.columns == {"a": ["1", "2"], "b": ["x", "y"]}
    assert (first.sheets, first.sheet) == (["Cover", "Secret", "Data"], "Data")
    assert first.notes == ["Of 3 sheets, “Data” was read."]
    assert secret.columns == {"hidden": ["x"], "n": ["2"]} and secret.notes == []
    assert all("has no sheet “None”; it has “Cover”, “Secret”, “Data”" in error for error in errors)


def test_a_table_anywhere_in_a_sheet(tmp_path):
    book = Workbook()
    sheet = book.active
    sheet["C2"] = "Sales of 2024"
    for row, cells in enumerate([["city", "sold"], ["Linz", 4], ["Graz", None], ["Wien", 7]]):
        for column, value in enumerate(cells):
            sheet.cell(5 + row, 3 + column, value)
    sheet["A40"].number_format = "0.00"
    sheet.merge_cells("C2:D2")
    [table] = read_both([(saved(book, tmp_path / "a.xlsx"), {})], tmp_path)
    assert table.columns == {"city": ["Linz", "Graz", "Wien"], "sold": ["4", "", "7"]}
    assert table.notes == ["1 line was passed over above the table (“Sales of 2024”)."]


def test_formulas_without_results_are_told(tmp_path):
    rows = [["a", "b"], [1, "=A2+1"], [2, "=A3+1"], [3, 7]]
    [table] = read_both([(of_rows(rows, tmp_path / "a.xlsx"), {})], tmp_path)
    assert table.columns["b"] == ["", "", "7"]
    assert table.notes[0].startswith("2 formulas have no result in the file and are empty here")


def test_rows_and_cells_without_addresses(tmp_path):
    sheet = (
        "<row><c t='inlineStr'><is><t>a</t></is></c><c t='str'><f>X()</f><v>b</v></c></row>"
        "<row><c><v>0.30000000000000004</v></c><c><v>2.0</v></c></row><row/><row r='9'><c r='B9'><v>3</v></c></row>"
    )
    path = of_rows([["x"]], tmp_path / "a.xlsx")
    [table] = read_both([(patched(path, sheet=HEAD + sheet + TAIL), {})], tmp_path)
    assert table.columns == {"a": ["0.30000000000000004", ""], "b": ["2", "3"]}


def lying(path: Path) -> Path:
    """Let the archive claim that the sheet is small."""
    raw = bytearray(path.read_bytes())
    at = raw.index(b"PK\1\2")
    while SHEET.encode() not in raw[at + 46 : at + 46 + len(SHEET)]:
        at = raw.index(b"PK\1\2", at + 4)
    struct.pack_into("<I", raw, at + 24, 1000)
    path.write_bytes(raw)
    return path


def test_workbooks_that_cost_more_than_they_are(tmp_path):
    many = "<row><c><v>1</v></c></row>" * 3_000_000
    wide = "".join(f'<row r="{i}"><c r="XFD{i}"><v>1</v></c></row>' for i in range(1, 100_000))
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="999999999"><c r="A999999999"><v>2</v></c></row>'
    entity = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
    sheets = {
        "bomb": (HEAD + many + TAIL, "unpacks to 74 MB, which is too much"),
        "sparse": (HEAD + wide + TAIL, "nearly empty"),
        "entities": (entity + HEAD + TAIL, "XML of its own kind"),
        "far": (HEAD + far + TAIL, None),
    }
    files = []
    for name, (sheet, _) in sheets.items():
        path = of_rows([["x"]], tmp_path / f"{name}.xlsx")
        files.append((patched(path, sheet=sheet), {"header": False}))
    read = read_both(files, tmp_path)
    for (_, told), found in zip(sheets.values(), read, strict=True):
        if told is None:
            assert found.columns == {"column 1": ["1"]}
        else:
            assert all(told in error for error in found)


def test_damaged_workbooks_are_refused(tmp_path):
    rng = random.Random(3)
    rows = [["a", "b", "c"], *([i, f"text {i}", date(2024, 1, 1)] for i in range(200))]
    raw = of_rows(rows, tmp_path / "whole.xlsx").read_bytes()
    files = [(lying(of_rows(rows, tmp_path / "lying.xlsx")), {})]
    for number in range(60):
        damaged = bytearray(raw)
        for _ in range(3):
            damaged[rng.randrange(len(raw))] = rng.randrange(256)
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(damaged[: rng.randrange(len(raw))] if number % 9 == 0 else damaged)
        files.append((path, {}))
    found = in_javascript(files, tmp_path)
    assert not [answer for answer in found if "fault" in answer]
    assert "larger than it claims" in found[0]["error"]
    assert sum("error" in answer for answer in found) > 40


def test_what_is_missing_is_named(monkeypatch):
    out = io.BytesIO()
    Workbook().save(out)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(ImportError, match=r"pip install elm_core\[files\]"):
        read_table(out.getvalue())
