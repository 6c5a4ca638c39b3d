#!/usr/bin/env bash
# What SMOTE makes of counts.
#
# imbalanced-learn 0.14.2 puts new rows between two of the rare class. In an array of whole numbers, and in
# each column of whole numbers of a frame, they are cut to whole numbers, towards zero: all new rows lie
# too low. Of counts around 3 the new ones have a mean that is lower by a quarter, and of negative numbers
# one that is higher. The same rows as floats keep the mean.
#
# Seen on 2026-11-30: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check \
  imbalanced-learn==0.14.2 scikit-learn==1.9.1 numpy==2.4.6 scipy==1.17.1 pandas==3.1.1
"$folder/env/bin/python" -W ignore - > "$folder/seen" <<'PY'
import numpy as np
import pandas as pd
from imblearn.over_sampling import SMOTE

random = np.random.RandomState(0)
rows = random.poisson(3, (2200, 4)) * [1, 1, -1, -1]
rare = np.arange(2200) >= 2000
mixed = pd.DataFrame(rows).astype({1: float, 3: float})
print("means of the rare rows", *rows[rare].mean(axis=0).round(2))
for name, table in (("whole numbers", rows), ("floats", rows.astype(float)), ("every other", mixed)):
    made = np.asarray(SMOTE(random_state=0).fit_resample(table, rare)[0])[2200:]
    print("means of the new,", name, *made.mean(axis=0).round(2))
PY
diff - "$folder/seen" <<'SEEN'
means of the rare rows 3.1 3.04 -3.06 -3.02
means of the new, whole numbers 2.75 2.69 -2.73 -2.75
means of the new, floats 2.99 2.96 -2.98 -3.02
means of the new, every other 2.75 2.96 -2.73 -3.02
SEEN
echo "as seen before"
