#!/usr/bin/env bash
# The ROC AUC that river gives of a rare class.
#
# river 0.26.1: metrics.ROCAUC counts at ten thresholds, 0, 1/9, … 1. The probabilities of a rare class lie
# between the first two: a perfect ranking of probabilities below 0.1 has 0.5, as a coin has, where
# scikit-learn 1.9.1 says 1. With n_thresholds=100 it is right there, and 0.5 again for a class a hundred
# times rarer. RollingROCAUC, which keeps the scores of a window, has 1.
#
# Seen on 2026-11-30: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check \
  river==0.26.1 scikit-learn==1.9.1 numpy==2.4.6 scipy==1.17.1
"$folder/env/bin/python" -W ignore - > "$folder/seen" <<'PY'
import numpy as np
from river.metrics import ROCAUC, RollingROCAUC
from sklearn.metrics import roc_auc_score

random = np.random.RandomState(0)


def by_river(metric, true, proba):
    for label, p in zip(true.tolist(), proba.tolist()):
        metric.update(label, p)
    return f"{metric.get():.3f}"


for highest in (1.0, 0.1, 0.001):
    proba = random.uniform(0, highest, 2000)
    perfect = proba > 0.9 * highest
    noisy = proba > random.uniform(0, 1.2 * highest, 2000)
    for name, true in (("perfect", perfect), ("noisy", noisy)):
        print(
            f"{name}, probabilities up to {highest}: scikit-learn {roc_auc_score(true, proba):.3f},",
            "ROCAUC", by_river(ROCAUC(), true, proba),
            "of 100 thresholds", by_river(ROCAUC(n_thresholds=100), true, proba),
            "RollingROCAUC", by_river(RollingROCAUC(window_size=2000), true, proba),
        )
PY
diff - "$folder/seen" <<'SEEN'
perfect, probabilities up to 1.0: scikit-learn 1.000, ROCAUC 0.994 of 100 thresholds 1.000 RollingROCAUC 1.000
noisy, probabilities up to 1.0: scikit-learn 0.811, ROCAUC 0.808 of 100 thresholds 0.812 RollingROCAUC 0.811
perfect, probabilities up to 0.1: scikit-learn 1.000, ROCAUC 0.500 of 100 thresholds 0.995 RollingROCAUC 1.000
noisy, probabilities up to 0.1: scikit-learn 0.781, ROCAUC 0.500 of 100 thresholds 0.779 RollingROCAUC 0.781
perfect, probabilities up to 0.001: scikit-learn 1.000, ROCAUC 0.500 of 100 thresholds 0.500 RollingROCAUC 1.000
noisy, probabilities up to 0.001: scikit-learn 0.778, ROCAUC 0.500 of 100 thresholds 0.500 RollingROCAUC 0.778
SEEN
echo "as seen before"
