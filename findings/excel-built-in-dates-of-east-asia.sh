#!/usr/bin/env bash
# The built-in number formats of Excel that are dates in East Asia, and who reads them as dates.
#
# A cell of a workbook may name a format by its number alone. 27 to 36 and 50 to 58 are dates (`yyyy
# 年 m 月` and the like; ECMA-376 part 1, 18.8.30). openpyxl 3.1.5, and so pandas, gives such a cell
# as a number, days since 1900; python-calamine 0.9.1 gives the date. 14 (`mm-dd-yy`) is a date to
# both.
#
# Seen on 2026-11-30: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check \
  XlsxWriter==3.3.1 openpyxl==3.1.5 python-calamine==0.9.1
"$folder/env/bin/python" - "$folder/book.xlsx" > "$folder/seen" <<'PY'
import sys

import openpyxl
import xlsxwriter
from python_calamine import CalamineWorkbook

FORMATS = (14, 27, 31, 36, 50, 58)
with xlsxwriter.Workbook(sys.argv[1]) as book:
    sheet = book.add_worksheet()
    for row, number in enumerate(FORMATS):
        sheet.write_number(row, 0, 45000, book.add_format({"num_format": number}))
by_openpyxl = openpyxl.load_workbook(sys.argv[1]).active["A"]
by_calamine = CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()
for number, cell, (other,) in zip(FORMATS, by_openpyxl, by_calamine, strict=True):
    print(number, "openpyxl", cell.value, "| calamine", other)
PY
diff - "$folder/seen" <<'SEEN'
14 openpyxl 2023-03-15 00:00:00 | calamine 2023-03-15
27 openpyxl 45000 | calamine 2023-03-15
31 openpyxl 45000 | calamine 2023-03-15
36 openpyxl 45000 | calamine 2023-03-15
50 openpyxl 45000 | calamine 2023-03-15
58 openpyxl 45000 | calamine 2023-03-15
SEEN
echo "as seen before"
