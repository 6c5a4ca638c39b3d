#!/usr/bin/env bash
# What missing cells are in Arrow for JavaScript.
#
# apache-arrow 21.2.0: a vector of numbers with a gap says null where it is gone through, and 0 in the typed
# array of toArray(), which is what is multiplied. Vectors of booleans and of texts have null there, too.
# tableFromJSON makes a gap of null; a row that does not have the key gets "" among texts and NaN among numbers,
# which nullCount does not count. Written and read again (IPC) it is the same.
#
# Seen on 2026-11-30: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > log
npm install --silent --no-audit --no-fund --ignore-scripts apache-arrow@21.2.0 >> log
cat > gaps.mjs <<'JS'
import * as arrow from 'apache-arrow';

const show = (values) =>
  [...values].map((value) => (typeof value === 'string' ? `"${value}"` : String(value))).join(' ');
const columns = { number: [5, null, 7], flag: [true, null, false], text: ['a', null, 'b'] };
for (const [name, cells] of Object.entries(columns)) {
  const vector = arrow.vectorFromArray(cells);
  console.log(`${name}: cells ${show(vector)}, toArray() ${show(vector.toArray())}`);
}
const table = arrow.tableFromJSON([
  { number: 1, text: 'a' },
  { number: null, text: null },
  {},
  { number: 4, text: 'b' },
]);
for (const read of [table, arrow.tableFromIPC(arrow.tableToIPC(table))])
  for (const name of ['number', 'text']) {
    const vector = read.getChild(name);
    console.log(`of JSON, ${name}: ${show(vector)}, nullCount ${vector.nullCount}`);
  }
JS
node gaps.mjs > "$folder/seen"
diff - "$folder/seen" <<'SEEN'
number: cells 5 null 7, toArray() 5 0 7
flag: cells true null false, toArray() true null false
text: cells "a" null "b", toArray() "a" null "b"
of JSON, number: 1 null NaN 4, nullCount 1
of JSON, text: "a" null "" "b", nullCount 1
of JSON, number: 1 null NaN 4, nullCount 1
of JSON, text: "a" null "" "b", nullCount 1
SEEN
echo "as seen before"
