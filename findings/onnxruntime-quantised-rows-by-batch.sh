#!/usr/bin/env bash
# The answer of a quantised model to one row, alone and beside others.
#
# onnxruntime 1.31.1, quantize_dynamic: the range of what goes into a layer is taken from all rows that
# are asked at a time. A row that lies far off takes the steps from the others: their answers are
# coarser, and a row has another class in company than alone. 500 rows of a network of one hidden layer
# (ReLU, three classes), and one row more. The float model answers each row alike.
#
# Seen on 2026-11-30: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check \
  onnx==1.23.2 onnxruntime==1.31.1 numpy==2.4.6
"$folder/env/bin/python" -W ignore - "$folder" > "$folder/seen" 2> "$folder/told" <<'PY'
import sys

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import quantize_dynamic

random = np.random.RandomState(0)
weights = {
    "inner": random.standard_normal((4, 32)).astype(np.float32),
    "outer": random.standard_normal((32, 3)).astype(np.float32),
}
graph = helper.make_graph(
    [
        helper.make_node("MatMul", ["x", "inner"], ["sums"]),
        helper.make_node("Relu", ["sums"], ["hidden"]),
        helper.make_node("MatMul", ["hidden", "outer"], ["y"]),
    ],
    "network",
    [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", 4])],
    [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n", 3])],
    [numpy_helper.from_array(values, name) for name, values in weights.items()],
)
folder = sys.argv[1]
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
onnx.save(model, f"{folder}/float.onnx")
quantize_dynamic(f"{folder}/float.onnx", f"{folder}/quantised.onnx")
rows = random.standard_normal((500, 4)).astype(np.float32)
far = np.full((1, 4), 50, dtype=np.float32)
for name in ("float", "quantised"):
    session = onnxruntime.InferenceSession(f"{folder}/{name}.onnx")

    def classes(asked):
        return session.run(None, {"x": asked})[0][:500].argmax(axis=1)

    alone = np.concatenate([classes(row[None]) for row in rows])
    print(name)
    print("  another class among the 500 than alone:", (classes(rows) != alone).sum())
    print("  … and with the far row:", (classes(np.vstack([rows, far])) != alone).sum())
PY
diff - "$folder/seen" <<'SEEN'
float
  another class among the 500 than alone: 0
  … and with the far row: 0
quantised
  another class among the 500 than alone: 3
  … and with the far row: 27
SEEN
echo "as seen before"
