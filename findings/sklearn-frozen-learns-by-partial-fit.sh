#!/usr/bin/env bash
# What still trains an estimator that scikit-learn has frozen.
#
# scikit-learn 1.9.1: `FrozenEstimator.fit` does nothing, and `fit_transform` and `fit_predict` are
# not there; `partial_fit` is handed on and trains the estimator inside, without a word. A pipeline
# or an online loop that calls `partial_fit` on all of its parts changes what was frozen.
#
# Seen on 2026-11-30: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check scikit-learn==1.9.1
"$folder/env/bin/python" - > "$folder/seen" <<'PY'
import numpy as np
from sklearn.frozen import FrozenEstimator
from sklearn.linear_model import SGDClassifier
from sklearn.preprocessing import StandardScaler

x = np.random.RandomState(0).standard_normal((60, 2))
y = (x[:, 0] > 0).astype(int)


def trained(frozen, attribute, call, *rows):
    before = getattr(frozen, attribute).copy()
    try:
        getattr(frozen, call)(*rows)
    except AttributeError:
        return "not there"
    return "changed" if (getattr(frozen, attribute) != before).any() else "as it was"


for call in ("fit", "fit_transform", "partial_fit"):
    frozen = FrozenEstimator(StandardScaler().fit(x))
    print("StandardScaler", call, "→", trained(frozen, "mean_", call, x + 5, y))
for call in ("fit", "partial_fit"):
    frozen = FrozenEstimator(SGDClassifier(random_state=0).fit(x, y))
    print("SGDClassifier", call, "→", trained(frozen, "coef_", call, x, 1 - y))
PY
diff - "$folder/seen" <<'SEEN'
StandardScaler fit → as it was
StandardScaler fit_transform → not there
StandardScaler partial_fit → changed
SGDClassifier fit → as it was
SGDClassifier partial_fit → changed
SEEN
echo "as seen before"
