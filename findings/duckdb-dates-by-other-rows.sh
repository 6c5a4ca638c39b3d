#!/usr/bin/env bash
# Which day duckdb reads in a CSV file, by the other rows and by a zero.
#
# duckdb 2.0.1 finds out which form the dates of a column have. Where several fit, it takes the first of its
# list: 01/02/2020 is the first of February, beside 03/25/2020 the second of January. Years of two digits
# come first in that list: 31/12/20, which no calendar begins with its year, is 20 December 2031,
# 01/02/20 is 20 February 2001; 1/2/20 without zeros is 1 February 2020, and so is any that cannot
# be a year, a month and a day (01/02/45). Three numbers with dashes, as ratings or verses have them, are
# a moment in the first years of our era. pandas 3.1.1 and polars 2.1.0 leave them all as texts.
#
# Seen on 2026-11-30: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check \
  duckdb==2.0.1 pandas==3.1.1 polars==2.1.0 numpy==2.4.6
"$folder/env/bin/python" -W ignore - "$folder/a.csv" > "$folder/seen" <<'PY'
import sys

import duckdb
import pandas as pd
import polars as pl

COLUMNS = [
    ["01/02/2020", "03/02/2020"],
    ["01/02/2020", "03/25/2020"],
    ["01/02/20", "03/02/20"],
    ["01/02/20", "03/25/20"],
    ["1/2/20", "3/2/20"],
    ["01/02/45", "03/02/45"],
    ["31/12/20", "30/11/20"],
    ["5-7-5", "3-2-4"],
]
for cells in COLUMNS:
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        file.write("when,number\n" + "".join(f"{cell},1\n" for cell in cells))
    table = duckdb.read_csv(sys.argv[1])
    print(*cells, "→", table.types[0], *(str(row[0]) for row in table.fetchall()))
    for read in (pd.read_csv, pl.read_csv):
        assert list(read(sys.argv[1])["when"]) == cells
PY
diff - "$folder/seen" <<'SEEN'
01/02/2020 03/02/2020 → DATE 2020-02-01 2020-02-03
01/02/2020 03/25/2020 → DATE 2020-01-02 2020-03-25
01/02/20 03/02/20 → DATE 2001-02-20 2003-02-20
01/02/20 03/25/20 → DATE 2020-01-02 2020-03-25
1/2/20 3/2/20 → DATE 2020-02-01 2020-02-03
01/02/45 03/02/45 → DATE 2045-02-01 2045-02-03
31/12/20 30/11/20 → DATE 2031-12-20 2030-11-20
5-7-5 3-2-4 → TIMESTAMP 0005-07-05 00:00:00 0003-02-04 00:00:00
SEEN
echo "as seen before"
