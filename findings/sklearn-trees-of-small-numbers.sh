#!/usr/bin/env bash
# Trees of scikit-learn on a column of small numbers.
#
# scikit-learn 1.9.1: a tree cuts only between neighbouring values that lie more than 1e-7 apart. Wavelengths in
# nanometres say which light is green; of the same ones in metres (4e-7 to 7e-7) none are so far from the next,
# the tree never branches and gives the most frequent answer to all. Forests and gradient boosting are
# made of these trees. HistGradientBoosting and LightGBM 4.7.0 are right; numbers below 1e-35 are
# zero to LightGBM. Nothing is told.
#
# Seen on 2026-12-01: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check \
  scikit-learn==1.9.1 lightgbm==4.7.0 numpy==2.4.6 scipy==1.17.1
"$folder/env/bin/python" -W ignore - > "$folder/seen" <<'PY'
import numpy as np
from lightgbm import LGBMClassifier
from sklearn.ensemble import GradientBoostingClassifier, HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.tree import DecisionTreeClassifier

MODELS = {
    "tree": DecisionTreeClassifier(random_state=0),
    "forest": RandomForestClassifier(random_state=0),
    "boosting": GradientBoostingClassifier(random_state=0),
    "hist": HistGradientBoostingClassifier(random_state=0),
    "lightgbm": LGBMClassifier(verbose=-1, n_jobs=1),
}
wavelength = np.random.RandomState(0).uniform(400, 700, 600)
green = ((wavelength > 490) & (wavelength < 570)).astype(int)
learnt, asked = slice(0, 300), slice(300, 600)
print(f"not green: {1 - green[asked].mean():.2f}")
for unit in (1, 1e-6, 1e-9, 1e-38):
    column = (wavelength * unit)[:, None]
    right = {n: m.fit(column[learnt], green[learnt]).score(column[asked], green[asked]) for n, m in MODELS.items()}
    print(f"accuracy with a unit of {unit:g}:", *(f"{name} {share:.2f}" for name, share in right.items()))
    print("  branches of the tree:", MODELS["tree"].get_n_leaves() - 1)
PY
diff - "$folder/seen" <<'SEEN'
not green: 0.73
accuracy with a unit of 1: tree 1.00 forest 1.00 boosting 1.00 hist 1.00 lightgbm 1.00
  branches of the tree: 2
accuracy with a unit of 1e-06: tree 1.00 forest 1.00 boosting 1.00 hist 1.00 lightgbm 1.00
  branches of the tree: 2
accuracy with a unit of 1e-09: tree 0.73 forest 0.73 boosting 0.73 hist 1.00 lightgbm 1.00
  branches of the tree: 0
accuracy with a unit of 1e-38: tree 0.73 forest 0.73 boosting 0.73 hist 1.00 lightgbm 0.73
  branches of the tree: 0
SEEN
echo "as seen before"
