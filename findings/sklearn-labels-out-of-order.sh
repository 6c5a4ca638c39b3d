#!/usr/bin/env bash
# What `labels` says of the columns of probabilities in scikit-learn's scores.
#
# Four rows, each predicted rightly with 0.8; the columns are in the order of the labels b, a, c. scikit-learn
# 1.9.1: log_loss, brier_score_loss and d2_log_loss_score take `labels=["b", "a", "c"]` and sort it: the columns
# are a, b, c whatever it says, and the score is that of other predictions. roc_auc_score and
# top_k_accuracy_score refuse a list that is not sorted; confusion_matrix keeps its order.
#
# Seen on 2026-11-30: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check \
  scikit-learn==1.9.1 numpy==2.4.6 scipy==1.17.1
"$folder/env/bin/python" -W ignore - > "$folder/seen" <<'PY'
import numpy as np
from sklearn import metrics

ORDER = ["b", "a", "c"]
true = ["b", "a", "c", "b"]
in_order = np.array([[0.8, 0.1, 0.1], [0.1, 0.8, 0.1], [0.1, 0.1, 0.8], [0.8, 0.1, 0.1]])
is_sorted = in_order[:, [1, 0, 2]]
SCORES = {
    "log_loss": {},
    "brier_score_loss": {},
    "d2_log_loss_score": {},
    "roc_auc_score": {"multi_class": "ovr"},
    "top_k_accuracy_score": {"k": 1},
}
for name, options in SCORES.items():
    score = getattr(metrics, name)
    print(name)
    for labels, proba in ((sorted(ORDER), is_sorted), (ORDER, in_order)):
        try:
            said = f"{score(true, proba, labels=labels, **options):.4f}"
        except ValueError as error:
            said = f"refused: {error}"
        print("  labels and columns", *labels, "→", said)
print("confusion_matrix, counts of b, a, c:", *metrics.confusion_matrix(true, true, labels=ORDER).diagonal())
PY
diff - "$folder/seen" <<'SEEN'
log_loss
  labels and columns a b c → 0.2231
  labels and columns b a c → 1.7827
brier_score_loss
  labels and columns a b c → 0.0600
  labels and columns b a c → 1.1100
d2_log_loss_score
  labels and columns a b c → 0.7854
  labels and columns b a c → -0.7146
roc_auc_score
  labels and columns a b c → 1.0000
  labels and columns b a c → refused: Parameter 'labels' must be ordered
top_k_accuracy_score
  labels and columns a b c → 1.0000
  labels and columns b a c → refused: Parameter 'labels' must be ordered.
confusion_matrix, counts of b, a, c: 2 1 1
SEEN
echo "as seen before"
