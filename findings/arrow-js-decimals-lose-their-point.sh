#!/usr/bin/env bash
# Decimals and fractions of a second in Arrow for JavaScript.
#
# apache-arrow 21.2.0: 1.50 of a column of decimals is "150" as text and in JSON, and 150 in a sum, whatever the
# scale of the column; only valueOf(scale), which asks for what the column knows, is 1.5. An instant is a
# number of milliseconds, also in a column of nanoseconds, the last digits of which are gone; a duration is a
# BigInt in the unit of the column.
# The same table as Parquet has 1.5 in hyparquet 1.33.0; pyarrow 26.0.1 wrote both.
#
# Seen on 2026-12-01: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check pyarrow==26.0.1 numpy==2.4.6
npm init -y > log
npm install --silent --no-audit --no-fund --ignore-scripts apache-arrow@21.2.0 hyparquet@1.33.0 >> log
"$folder/env/bin/python" -W ignore - <<'PY'
from decimal import Decimal

import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet

table = pa.table({
    "price": pa.array([Decimal("1.50"), Decimal("-20.25")]),
    "instant": pa.array([1767323045678901234, 1767323045678901299], pa.timestamp("ns")),
    "duration": pa.array([1500, 2500], pa.duration("ms")),
})
pa.feather.write_feather(table, "table.arrow", compression="uncompressed")
pa.parquet.write_table(table, "table.parquet")
PY
cat > read.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { tableFromIPC } from 'apache-arrow';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';

const table = tableFromIPC(readFileSync('table.arrow'));
for (const { name, type } of table.schema.fields) {
  const cells = [...table.getChild(name)];
  console.log(name, String(type), cells.map((cell) => `${typeof cell} ${cell}`).join(', '));
}
const price = table.getChild('price').get(0);
console.log('1.50: text', `${price}`, 'JSON', JSON.stringify(price), 'doubled', price * 2, 'valueOf(2)', price.valueOf(2));
console.log('sum', [...table.getChild('price')].reduce((sum, cell) => sum + Number(cell), 0));
const rows = await parquetReadObjects({ file: await asyncBufferFromFile('table.parquet') });
console.log('hyparquet', ...rows.map((row) => `${typeof row.price} ${row.price}`));
JS
node read.mjs > "$folder/seen"
diff - "$folder/seen" <<'SEEN'
price Decimal[4e+2] object 150, object -2025
instant Timestamp<NANOSECOND> number 1767323045678.9011, number 1767323045678.9014
duration Duration<MILLISECOND> bigint 1500, bigint 2500
1.50: text 150 JSON "\"150\"" doubled 300 valueOf(2) 1.5
sum -1875
hyparquet number 1.5 number -20.25
SEEN
echo "as seen before"
