#!/usr/bin/env bash
# The digits that Orange saves of a table made from NumPy.
#
# Orange 3.39.0 writes the numbers of a ContinuousVariable as "%g" does, six digits: a measure loses
# its end, a number of a customer becomes another one. Not in CSV alone, but in .tab and .xlsx, too,
# which hold doubles. A variable with number_of_decimals=3 keeps these. pandas 3.1.1 reads the CSV.
#
# Seen on 2026-11-30: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check \
  Orange3==3.39.0 pandas==3.1.1 openpyxl==3.1.5 numpy==2.4.6
"$folder/env/bin/python" -W ignore - "$folder" > "$folder/seen" <<'PY'
import sys

import numpy as np
import openpyxl
import pandas as pd
from Orange.data import ContinuousVariable, Domain, Table

NUMBERS = np.array([[12345.678], [1234567.0], [0.1234567], [100000.0]])
for decimals in (None, 3):
    domain = Domain([ContinuousVariable("x", number_of_decimals=decimals)])
    table = Table.from_numpy(domain, NUMBERS)
    path = f"{sys.argv[1]}/a{decimals}"
    for ending in ("csv", "tab", "xlsx"):
        table.save(f"{path}.{ending}")
    print("decimals", decimals)
    print("  held", *table.X.ravel().tolist())
    print("  csv", *pd.read_csv(f"{path}.csv", skiprows=[1, 2])["x"].tolist())
    print("  tab", *pd.read_csv(f"{path}.tab", sep="\t", skiprows=[1, 2])["x"].tolist())
    cells = [cell.value for cell in openpyxl.load_workbook(f"{path}.xlsx").active["A"]]
    print("  xlsx", *(float(cell) for cell in cells[-4:]))
PY
diff - "$folder/seen" <<'SEEN'
decimals None
  held 12345.678 1234567.0 0.1234567 100000.0
  csv 12345.7 1234570.0 0.123457 100000.0
  tab 12345.7 1234570.0 0.123457 100000.0
  xlsx 12345.7 1234570.0 0.123457 100000.0
decimals 3
  held 12345.678 1234567.0 0.1234567 100000.0
  csv 12345.678 1234567.0 0.12346 100000.0
  tab 12345.678 1234567.0 0.12346 100000.0
  xlsx 12345.678 1234567.0 0.12346 100000.0
SEEN
echo "as seen before"
