#!/usr/bin/env bash
# What NumPy is given for a missing category of Arrow.
#
# A dictionary-encoded column (pandas' `category`, polars' Categorical, Parquet as pyarrow reads it back)
# has three cells, one of them missing. pyarrow 26.0.1: `to_numpy()` of an Array gives None for it, of the
# same Array as the column of a table the last value of the dictionary; the code −1 of a missing cell is
# looked up. Of numbers the same: 20 in place of NaN. np.asarray(table) has it, too, of a RecordBatch not.
# narwhals 2.28.0 hands it on. Cast to the type of its values, or as to_pandas or to_pylist, it is missing.
#
# Seen on 2026-11-30: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check \
  pyarrow==26.0.1 numpy==2.4.6 pandas==3.1.1 narwhals==2.28.0
"$folder/env/bin/python" -W ignore - > "$folder/seen" <<'PY'
import narwhals
import numpy as np
import pandas as pd
import pyarrow as pa

for cells in (["b", "a", None], [10, 20, None]):
    array = pa.array(cells).dictionary_encode()
    column = pa.table({"x": array})["x"]
    print("array", array.to_numpy(zero_copy_only=False).tolist())
    print("column", column.to_numpy().tolist())
    print("narwhals", narwhals.from_native(column, series_only=True).to_numpy().tolist())
    print("cast", column.cast(column.type.value_type).to_numpy().tolist())
    print("to_pylist", column.to_pylist())
frame = pd.DataFrame({"x": pd.Categorical(["b", "a", None])})
print("frame of pandas", pa.Table.from_pandas(frame)["x"].to_numpy().tolist())
numbers = {"x": pa.array([10, 20, None]).dictionary_encode()}
print("table", np.asarray(pa.table(numbers)).ravel().tolist())
print("record batch", np.asarray(pa.record_batch(numbers)).ravel().tolist())
PY
diff - "$folder/seen" <<'SEEN'
array ['b', 'a', None]
column ['b', 'a', 'a']
narwhals ['b', 'a', 'a']
cast ['b', 'a', None]
to_pylist ['b', 'a', None]
array [10.0, 20.0, nan]
column [10, 20, 20]
narwhals [10, 20, 20]
cast [10.0, 20.0, nan]
to_pylist [10, 20, None]
frame of pandas ['b', 'a', 'b']
table [10, 20, 20]
record batch [10.0, 20.0, nan]
SEEN
echo "as seen before"
