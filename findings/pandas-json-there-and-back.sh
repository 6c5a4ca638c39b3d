#!/usr/bin/env bash
# What of a frame comes back from pandas' own JSON.
#
# pandas 3.1.1 writes ten decimals, not ten digits: 1e-11 comes back as 0, 6e-11 as 1e-10. Still smaller
# numbers have an exponent, so that 1e-16 comes back as it was; a large one comes back with ten digits.
# Texts that are all numbers come back as numbers: the postal code 01234 is 1234, version 1.10 is version
# 1.1. With orient="table" texts stay, as the file holds the kinds of the columns; decimals are lost, too.
#
# Seen on 2026-11-30: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check pandas==3.1.1 numpy==2.4.6
"$folder/env/bin/python" -W ignore - > "$folder/seen" <<'PY'
from io import StringIO

import pandas as pd

NUMBERS = [1e-9, 1e-11, 6e-11, 1e-15, 1e-16, 1e-17, 1 / 3, 123456789 * 1e10]
TEXTS = {"postal code": ["01234", "00501"], "version": ["1.10", "1.2"], "word": ["01", "x"]}
for orient in ("records", "split", "table"):
    written = pd.DataFrame({"x": NUMBERS}).to_json(orient=orient)
    print(orient, *pd.read_json(StringIO(written), orient=orient)["x"].tolist())
    again = pd.read_json(StringIO(pd.DataFrame(TEXTS).to_json(orient=orient)), orient=orient)
    print("  texts", {name: column[0] for name, column in again.to_dict("list").items()})
PY
diff - "$folder/seen" <<'SEEN'
records 1e-09 0.0 1e-10 0.0 1e-16 1e-17 0.33333333330000003 1.23456789e+18
  texts {'postal code': 1234, 'version': 1.1, 'word': '01'}
split 1e-09 0.0 1e-10 0.0 1e-16 1e-17 0.33333333330000003 1.23456789e+18
  texts {'postal code': 1234, 'version': 1.1, 'word': '01'}
table 1e-09 0.0 1e-10 0.0 1e-16 1e-17 0.33333333330000003 1.23456789e+18
  texts {'postal code': '01234', 'version': '1.10', 'word': '01'}
SEEN
echo "as seen before"
