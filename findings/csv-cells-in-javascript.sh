#!/usr/bin/env bash
# What readers of CSV in JavaScript make of codes.
#
# d3-dsv 3.0.2 (autoType), papaparse 5.7.1 (dynamicTyping) and the npm package xlsx 0.18.5 (which reads CSV, too)
# all turn 00501 into 501. An article number of four and two digits is a date to d3-dsv, and an invalid
# one if there is no such month; 0x10 and 0b11 are 16 and 3 there and in xlsx. A result of 3-4 and
# version 1.2.3 are days of 2001 and 2003 in xlsx, (5) is −5. papaparse leaves all of these alone,
# and a whole number that has no double of its own as a text.
#
# Seen on 2026-11-30: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > log
npm install --silent --no-audit --no-fund --ignore-scripts d3-dsv@3.0.2 papaparse@5.7.1 xlsx@0.18.5 >> log
cat > cells.mjs <<'JS'
import { autoType } from 'd3-dsv';
import papa from 'papaparse';
import xlsx from 'xlsx';

const CELLS = ['00501', '1234-56', '1234-05', '0x10', '0b11', '3-4', '1.2.3', '(5)', '50%', '9007199254740993'];
const text = ['code', ...CELLS].join('\n');
const show = (value) => {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : `day ${value.toISOString().slice(0, 10)}`;
  return typeof value === 'string' ? `"${value}"` : String(value);
};
const parsed = papa.parse(text, { header: true, dynamicTyping: true }).data;
const sheet = xlsx.read(text, { type: 'string', cellDates: true }).Sheets.Sheet1;
for (const [i, cell] of CELLS.entries()) {
  const read = [autoType({ code: cell }).code, parsed[i].code, sheet[`A${i + 2}`].v];
  console.log(cell, '→ d3-dsv', show(read[0]), '| papaparse', show(read[1]), '| xlsx', show(read[2]));
}
JS
TZ=UTC node cells.mjs > "$folder/seen"
diff - "$folder/seen" <<'SEEN'
00501 → d3-dsv 501 | papaparse 501 | xlsx 501
1234-56 → d3-dsv invalid date | papaparse "1234-56" | xlsx "1234-56"
1234-05 → d3-dsv day 1234-05-01 | papaparse "1234-05" | xlsx "1234-05"
0x10 → d3-dsv 16 | papaparse "0x10" | xlsx 16
0b11 → d3-dsv 3 | papaparse "0b11" | xlsx 3
3-4 → d3-dsv "3-4" | papaparse "3-4" | xlsx day 2001-03-04
1.2.3 → d3-dsv "1.2.3" | papaparse "1.2.3" | xlsx day 2003-01-02
(5) → d3-dsv "(5)" | papaparse "(5)" | xlsx -5
50% → d3-dsv "50%" | papaparse "50%" | xlsx 0.5
9007199254740993 → d3-dsv 9007199254740992 | papaparse "9007199254740993" | xlsx 9007199254740992
SEEN
echo "as seen before"
