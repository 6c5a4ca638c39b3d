#!/usr/bin/env bash
# Which calibration score makes the interval of a split conformal regressor.
#
# For coverage c of n calibration rows theory takes the score of rank ⌈(n + 1) c⌉ (Vovk, Gammerman
# & Shafer 2005). crepes 0.9.1 computes the rank from 1 − c in floating point: (1 − 0.9) · 100 is
# 9.999…98, so that of 99 rows the 91st score is taken at 90 % and the 81st of 99 at 80 %, one too
# wide; at 95 % it is right. Of 9 rows at 90 % the 9th is enough; crepes gives an infinite interval,
# MAPIE 1.6.0 refuses ("number of samples of the score is too low"), as it asks for more than
# 1 / (1 − c) rows. With 10 rows MAPIE gives the 10th, which is right.
#
# Seen on 2026-11-30: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check crepes==0.9.1 mapie==1.6.0
"$folder/env/bin/python" -W ignore - > "$folder/seen" 2> "$folder/warned" <<'PY'
from fractions import Fraction
from math import ceil

import numpy as np
from crepes import ConformalRegressor
from mapie.regression import SplitConformalRegressor
from sklearn.dummy import DummyRegressor


def by_mapie(residuals, coverage):
    rows = np.zeros((len(residuals), 1))
    zero = DummyRegressor(strategy="constant", constant=0.0).fit(rows, residuals)
    model = SplitConformalRegressor(zero, confidence_level=coverage, prefit=True)
    try:
        intervals = model.conformalize(rows, residuals).predict_interval(rows[:1])[1]
    except ValueError:
        return "refused"
    return f"{intervals.ravel()[1]:g}"


def by_crepes(residuals, coverage):
    return f"{ConformalRegressor().fit(residuals).predict_int(np.zeros(1), confidence=coverage)[0, 1]:g}"


print("rows coverage theory crepes MAPIE")
for n in (9, 10, 99, 999):
    for coverage in ("0.8", "0.9", "0.95"):
        residuals = np.arange(1.0, n + 1)  # a score is its rank
        rank = ceil((n + 1) * Fraction(coverage))
        theory = rank if rank <= n else "inf"
        c = float(coverage)
        print(n, coverage, theory, by_crepes(residuals, c), by_mapie(residuals, c))
PY
diff - "$folder/seen" <<'SEEN'
rows coverage theory crepes MAPIE
9 0.8 8 9 8
9 0.9 9 inf refused
9 0.95 inf inf refused
10 0.8 9 9 9
10 0.9 10 10 10
10 0.95 inf inf refused
99 0.8 80 81 80
99 0.9 90 91 90
99 0.95 95 95 95
999 0.8 800 801 800
999 0.9 900 901 900
999 0.95 950 950 950
SEEN
echo "as seen before"
