#!/usr/bin/env bash
# Models of scikit-learn that answer otherwise as ONNX.
#
# skl2onnx 1.20.0 with scikit-learn 1.9.1, run by onnxruntime 1.31.1. Trees of scikit-learn learn at each
# branch on which side a missing number goes; in the exported ones it goes to the right always. An
# SGDClassifier(loss="modified_huber") predicts by its scores; exported, by its probabilities, which are cut
# at 0 and 1 and tie. A SimpleImputer(add_indicator=True) has a column for the gaps, the exported one none.
# All are exported without a word; other losses and rows without gaps come out the same.
#
# Seen on 2026-11-30: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check \
  skl2onnx==1.20.0 scikit-learn==1.9.1 onnx==1.23.2 onnxruntime==1.31.1 numpy==2.4.6 scipy==1.17.1
"$folder/env/bin/python" -W ignore - > "$folder/seen" 2> "$folder/told" <<'PY'
import numpy as np
import onnxruntime
from skl2onnx import to_onnx
from sklearn.ensemble import RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import SGDClassifier
from sklearn.tree import DecisionTreeClassifier

random = np.random.RandomState(0)
x = random.standard_normal((400, 3)).astype(np.float32)
y = np.digitize(x[:, 0], [-0.6, 0.6])
gaps = x.copy()
gaps[(y == 0) & (random.random_sample(400) < 0.5), 0] = np.nan  # of the low ones, half are not measured
learnt, asked = slice(0, 200), slice(200, 400)


def exported(model, rows):
    session = onnxruntime.InferenceSession(to_onnx(model, rows[:1]).SerializeToString())
    return session.run(None, {"X": rows})[0]


def compare(name, model, rows):
    model.fit(rows[learnt], y[learnt])
    right = (exported(model, rows[asked]) == y[asked]).mean()
    print(f"{name}: accuracy {model.score(rows[asked], y[asked])}, as ONNX {right}")


compare("tree", DecisionTreeClassifier(random_state=0), x)
compare("tree, gaps", DecisionTreeClassifier(random_state=0), gaps)
compare("forest, gaps", RandomForestClassifier(random_state=0), gaps)
compare("SGD, log_loss", SGDClassifier(loss="log_loss", random_state=0), x)
compare("SGD, modified_huber", SGDClassifier(loss="modified_huber", random_state=0), x)
imputer = SimpleImputer(add_indicator=True).fit(gaps)
print("imputer: columns", imputer.transform(gaps).shape[1], "as ONNX", exported(imputer, gaps).shape[1])
PY
diff - "$folder/seen" <<'SEEN'
tree: accuracy 0.995, as ONNX 0.995
tree, gaps: accuracy 0.995, as ONNX 0.88
forest, gaps: accuracy 0.99, as ONNX 0.875
SGD, log_loss: accuracy 0.925, as ONNX 0.925
SGD, modified_huber: accuracy 0.94, as ONNX 0.51
imputer: columns 4 as ONNX 3
SEEN
echo "as seen before"
