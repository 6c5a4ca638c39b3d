#!/usr/bin/env bash
# Values of a fixed number of bytes that end in zero.
#
# fastparquet 2026.9.0 reads a column of fixed length (keys, hashes, UUIDs) without the zero bytes at the end
# of a cell: of 256 keys of 16 bytes, with every last byte, one has 15, and zeros alone are b"". pyarrow 26.0.1 and
# polars 2.1.0 keep them; joined with the column as pyarrow reads it, that row finds no partner. A column of
# bytes of any length is right.
#
# Seen on 2026-12-01: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check \
  fastparquet==2026.9.0 pyarrow==26.0.1 pandas==3.1.1 polars==2.1.0 numpy==2.4.6
cd "$folder"
env/bin/python -W ignore - > "$folder/seen" <<'PY'
import fastparquet
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

keys = [np.random.RandomState(0).bytes(15) + bytes([last]) for last in range(256)]
few = [b"abcd", b"ab\0\0", b"\0\0\0\0"]
for name, cells, size in (("few", few, 4), ("keys", keys, 16)):
    table = pa.table({"fixed": pa.array(cells, pa.binary(size)), "free": pa.array(cells, pa.binary())})
    pq.write_table(table, f"{name}.parquet")
print("written", *few)
for column in ("fixed", "free"):
    print(column, "by fastparquet", *fastparquet.ParquetFile("few.parquet").to_pandas()[column])
    print(column, "by pyarrow", *pd.read_parquet("few.parquet", engine="pyarrow")[column])
    print(column, "by polars", *pl.read_parquet("few.parquet")[column])
    read = [pd.read_parquet("keys.parquet", engine=engine)[[column]] for engine in ("fastparquet", "pyarrow")]
    print(column, "keys of 16 bytes:", read[0][column].map(len).value_counts().to_dict(), end=" ")
    print("joined:", len(read[0].merge(read[1], on=column)), "of", len(keys))
PY
diff - "$folder/seen" <<'SEEN'
written b'abcd' b'ab\x00\x00' b'\x00\x00\x00\x00'
fixed by fastparquet b'abcd' b'ab' b''
fixed by pyarrow b'abcd' b'ab\x00\x00' b'\x00\x00\x00\x00'
fixed by polars b'abcd' b'ab\x00\x00' b'\x00\x00\x00\x00'
fixed keys of 16 bytes: {16: 255, 15: 1} joined: 255 of 256
free by fastparquet b'abcd' b'ab\x00\x00' b'\x00\x00\x00\x00'
free by pyarrow b'abcd' b'ab\x00\x00' b'\x00\x00\x00\x00'
free by polars b'abcd' b'ab\x00\x00' b'\x00\x00\x00\x00'
free keys of 16 bytes: {16: 256} joined: 256 of 256
SEEN
echo "as seen before"
