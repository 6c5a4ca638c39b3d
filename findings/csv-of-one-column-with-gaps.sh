#!/usr/bin/env bash
# A CSV file of one column with gaps.
#
# A gap is an empty line to polars 2.1.0 and pyarrow 26.0.1 when they write, and `""` to pandas 3.1.1. An empty
# line is a row to polars when it reads, of as many gaps as there are columns, and nothing to pandas and
# pyarrow: what pyarrow wrote comes back to pyarrow with fewer rows, so labels kept in a file of
# their own slip against their rows. The `""` of pandas is a gap of numbers to all.
# With two columns nothing is lost, and an empty line between rows is a row of gaps to polars alone.
#
# Seen on 2026-12-01: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check \
  polars==2.1.0 pandas==3.1.1 pyarrow==26.0.1 numpy==2.4.6
"$folder/env/bin/python" -W ignore - > "$folder/seen" <<'PY'
import io

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.csv


def by_pyarrow(columns):
    file = io.BytesIO()
    pyarrow.csv.write_csv(pa.table(columns), file)
    return file.getvalue()


WRITERS = {
    "pandas": lambda columns: pd.DataFrame(columns).to_csv(index=False).encode(),
    "polars": lambda columns: pl.DataFrame(columns).write_csv().encode(),
    "pyarrow": by_pyarrow,
}
READERS = {
    "pandas": lambda text: pd.read_csv(io.BytesIO(text)),
    "polars": lambda text: pl.read_csv(io.BytesIO(text)),
    "pyarrow": lambda text: pyarrow.csv.read_csv(io.BytesIO(text)).to_pandas(),
}


def rows(text):
    return " ".join(f"{name} {len(read(text))}" for name, read in READERS.items())


for columns in ({"a": [1, None, 3, None]}, {"a": [1, None, 3, None], "b": [1, None, 3, 4]}):
    for name, write in WRITERS.items():
        text = write(columns)
        print(len(columns["a"]), "rows by", name, text, "read:", rows(text))
for text in (b"a,b\n1,2\n\n3,4\n", b"a,b\n1,2\n3,4\n\n"):
    print(text, "read:", rows(text), READERS["polars"](text).rows())
PY
diff - "$folder/seen" <<'SEEN'
4 rows by pandas b'a\n1.0\n""\n3.0\n""\n' read: pandas 4 polars 4 pyarrow 4
4 rows by polars b'a\n1\n\n3\n\n' read: pandas 2 polars 4 pyarrow 2
4 rows by pyarrow b'"a"\n1\n\n3\n\n' read: pandas 2 polars 4 pyarrow 2
4 rows by pandas b'a,b\n1.0,1.0\n,\n3.0,3.0\n,4.0\n' read: pandas 4 polars 4 pyarrow 4
4 rows by polars b'a,b\n1,1\n,\n3,3\n,4\n' read: pandas 4 polars 4 pyarrow 4
4 rows by pyarrow b'"a","b"\n1,1\n,\n3,3\n,4\n' read: pandas 4 polars 4 pyarrow 4
b'a,b\n1,2\n\n3,4\n' read: pandas 2 polars 3 pyarrow 2 [(1, 2), (None, None), (3, 4)]
b'a,b\n1,2\n3,4\n\n' read: pandas 2 polars 3 pyarrow 2 [(1, 2), (3, 4), (None, None)]
SEEN
echo "as seen before"
