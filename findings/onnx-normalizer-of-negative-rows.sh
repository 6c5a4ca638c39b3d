#!/usr/bin/env bash
# Rows of negative numbers that are scaled by their largest.
#
# Normalizer with norm MAX: onnxruntime 1.32.0 divides by the largest number, the reference of onnx 1.23.2 by the
# largest magnitude, as scikit-learn 1.9.1 does. A row with a negative largest changes all its signs: -1, -2, -3
# is 1, 2, 3. skl2onnx 1.20.0 exports Normalizer(norm="max") as this operator, so a pipeline that is right
# in scikit-learn answers otherwise in the runtime: accuracy 0.99, then 0.01. L1 and L2 are the same.
#
# Seen on 2026-12-01: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check \
  skl2onnx==1.20.0 scikit-learn==1.9.1 onnx==1.23.2 onnxruntime==1.32.0 numpy==2.4.6 scipy==1.17.1
"$folder/env/bin/python" -W ignore - > "$folder/seen" 2> "$folder/told" <<'PY'
import numpy as np
import onnxruntime
from onnx.reference import ReferenceEvaluator
from skl2onnx import to_onnx
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import Normalizer

rows = np.array([[-1, -2, -4], [-4, 2, 1], [1, 2, 4]], np.float32)


def session(model, sample):
    return onnxruntime.InferenceSession(to_onnx(model, sample[:1]).SerializeToString())


for norm in ("max", "l1", "l2"):
    scaler = Normalizer(norm=norm).fit(rows)
    answers = {
        "scikit-learn": scaler.transform(rows),
        "reference": ReferenceEvaluator(to_onnx(scaler, rows[:1])).run(None, {"X": rows})[0],
        "onnxruntime": session(scaler, rows).run(None, {"X": rows})[0],
    }
    for name, answer in answers.items():
        print(norm, name, *(" ".join(f"{cell:.2f}" for cell in row) + ";" for row in answer))
decibels = np.random.RandomState(0).uniform(-60, -1, (400, 3)).astype(np.float32)
loudest = decibels.argmax(axis=1)
for norm in ("max", "l1", "l2"):
    model = make_pipeline(Normalizer(norm=norm), LogisticRegression()).fit(decibels, loudest)
    right = (session(model, decibels).run(None, {"X": decibels})[0] == loudest).mean()
    print(f"accuracy with {norm}: {model.score(decibels, loudest):.2f}, as ONNX {right:.2f}")
PY
diff - "$folder/seen" <<'SEEN'
max scikit-learn -0.25 -0.50 -1.00; -1.00 0.50 0.25; 0.25 0.50 1.00;
max reference -0.25 -0.50 -1.00; -1.00 0.50 0.25; 0.25 0.50 1.00;
max onnxruntime 1.00 2.00 4.00; -2.00 1.00 0.50; 0.25 0.50 1.00;
l1 scikit-learn -0.14 -0.29 -0.57; -0.57 0.29 0.14; 0.14 0.29 0.57;
l1 reference -0.14 -0.29 -0.57; -0.57 0.29 0.14; 0.14 0.29 0.57;
l1 onnxruntime -0.14 -0.29 -0.57; -0.57 0.29 0.14; 0.14 0.29 0.57;
l2 scikit-learn -0.22 -0.44 -0.87; -0.87 0.44 0.22; 0.22 0.44 0.87;
l2 reference -0.22 -0.44 -0.87; -0.87 0.44 0.22; 0.22 0.44 0.87;
l2 onnxruntime -0.22 -0.44 -0.87; -0.87 0.44 0.22; 0.22 0.44 0.87;
accuracy with max: 0.99, as ONNX 0.01
accuracy with l1: 0.99, as ONNX 0.99
accuracy with l2: 0.99, as ONNX 0.99
SEEN
echo "as seen before"
