#!/usr/bin/env bash
# The dates of a workbook that counts days from 1904.
#
# Excel for the Mac counted days from 1904 for a long time, and such workbooks still do. The npm package xlsx
# 0.18.5 (SheetJS) shows the text of the cell rightly; the date that cellDates gives for it, and with it
# sheet_to_json, is four years and a day early. openpyxl 3.1.5 and python-calamine 0.9.1 give the right one.
# In a workbook that counts from 1900 all agree. A time of day is a date in 1899 either way.
#
# Seen on 2026-11-30: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check openpyxl==3.1.5 python-calamine==0.9.1
npm init -y > log
npm install --silent --no-audit --no-fund --ignore-scripts xlsx@0.18.5 >> log
"$folder/env/bin/python" -W ignore - > "$folder/seen" <<'PY'
from datetime import datetime, time

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900
from python_calamine import CalamineWorkbook

for year, epoch in ((1900, CALENDAR_WINDOWS_1900), (1904, CALENDAR_MAC_1904)):
    book = openpyxl.Workbook()
    book.epoch = epoch
    book.active.append(["when", "clock"])
    book.active.append([datetime(2024, 1, 2), time(10, 30)])
    book.save(f"{year}.xlsx")
    read = [cell.value for cell in openpyxl.load_workbook(f"{year}.xlsx").active[2]]
    print(year, "openpyxl", *read)
    print(year, "calamine", *CalamineWorkbook.from_path(f"{year}.xlsx").get_sheet_by_index(0).to_python()[1])
PY
cat > read.mjs <<'JS'
import xlsx from 'xlsx';

for (const year of [1900, 1904]) {
  const book = xlsx.readFile(`${year}.xlsx`, { cellDates: true });
  const sheet = book.Sheets[book.SheetNames[0]];
  const [{ when, clock }] = xlsx.utils.sheet_to_json(sheet);
  console.log(year, 'xlsx', when.toISOString(), clock.toISOString());
  console.log(year, 'xlsx, the texts', sheet.A2.w, '|', sheet.B2.w);
}
JS
TZ=UTC node read.mjs >> "$folder/seen"
diff - "$folder/seen" <<'SEEN'
1900 openpyxl 2024-01-02 00:00:00 10:30:00
1900 calamine 2024-01-02 10:30:00
1904 openpyxl 2024-01-02 00:00:00 10:30:00
1904 calamine 2024-01-02 10:30:00
1900 xlsx 2024-01-02T00:00:00.000Z 1899-12-30T10:30:00.000Z
1900 xlsx, the texts 2024-01-02 0:00:00 | 10:30:00
1904 xlsx 2020-01-01T00:00:00.000Z 1899-12-30T10:30:00.000Z
1904 xlsx, the texts 2024-01-02 0:00:00 | 10:30:00
SEEN
echo "as seen before"
