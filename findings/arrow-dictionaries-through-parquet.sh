#!/usr/bin/env bash
# Dictionary-encoded times that go through a Parquet file.
#
# pyarrow 26.0.1: a dictionary of durations comes back as whole numbers without a unit, of instants with a zone
# with the zone UTC, so their day may be another. Plain columns beside it come back as they were, and so do
# dictionaries of texts, dates, times and decimals (as plain columns, but of texts). Feather keeps
# all. pandas 3.1.1 writes a categorical of such values so: its own file gives it numbers.
#
# Seen on 2026-12-01: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check \
  pyarrow==26.0.1 pandas==3.1.1 numpy==2.4.6
cd "$folder"
env/bin/python -W ignore - > "$folder/seen" <<'PY'
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pandas as pd
import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet

COLUMNS = {
    "text": pa.array(["a"]),
    "date": pa.array([date(2026, 1, 1)]),
    "time": pa.array([time(1, 2)]),
    "decimal": pa.array([Decimal("1.50")]),
    "duration": pa.array([timedelta(days=1)]),
    "instant": pa.array([datetime(2026, 1, 1)], pa.timestamp("us", "Europe/Berlin")).cast(
        pa.timestamp("us", "Asia/Tokyo")
    ),
}
for name, plain in COLUMNS.items():
    table = pa.table({"plain": plain, "coded": plain.dictionary_encode()})
    pa.parquet.write_table(table, "table.parquet")
    pa.feather.write_feather(table, "table.feather")
    read = pa.parquet.read_table("table.parquet")
    print(f"{name}: plain {read['plain'].type}, coded {read['coded'].type}: {read['coded'][0].as_py()!s}")
    print("  same in Feather:", pa.feather.read_table("table.feather").equals(table), end=", ")
    print("same in Parquet:", read["coded"].cast(plain.type).to_pylist() == plain.to_pylist())
days = pd.Categorical(pd.to_timedelta(["1 days", "2 days", "1 days"]))
frame = pd.DataFrame({"length": days})
frame.to_parquet("frame.parquet")
print("pandas:", *frame["length"], "->", *pd.read_parquet("frame.parquet")["length"])
PY
diff - "$folder/seen" <<'SEEN'
text: plain string, coded dictionary<values=string, indices=int32, ordered=0>: a
  same in Feather: True, same in Parquet: True
date: plain date32[day], coded date32[day]: 2026-01-01
  same in Feather: True, same in Parquet: True
time: plain time64[us], coded time64[us]: 01:02:00
  same in Feather: True, same in Parquet: True
decimal: plain decimal128(3, 2), coded decimal128(3, 2): 1.50
  same in Feather: True, same in Parquet: True
duration: plain duration[us], coded int64: 86400000000
  same in Feather: True, same in Parquet: True
instant: plain timestamp[us, tz=Asia/Tokyo], coded timestamp[us, tz=UTC]: 2026-01-01 00:00:00+00:00
  same in Feather: True, same in Parquet: True
pandas: 1 days 00:00:00 2 days 00:00:00 1 days 00:00:00 -> 86400000000 172800000000 86400000000
SEEN
echo "as seen before"
