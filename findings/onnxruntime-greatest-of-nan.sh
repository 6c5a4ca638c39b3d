#!/usr/bin/env bash
# The greatest of some numbers of which one is NaN, by the place of the NaN.
#
# onnxruntime 1.31.1: ReduceMax and ReduceMin give NaN where it comes first, and otherwise pass over it.
# A row's highest probability is then a number although one of them is none, and of another class than
# ArgMax gives, which names the NaN wherever it stands. ReduceMean gives NaN, and so do all three in the
# reference evaluator of onnx 1.23.2.
#
# Seen on 2026-11-30: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check \
  onnx==1.23.2 onnxruntime==1.31.1 numpy==2.4.6
"$folder/env/bin/python" -W ignore - > "$folder/seen" <<'PY'
import numpy as np
import onnxruntime
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator

NAN = float("nan")


def asked(kind, numbers):
    out = TensorProto.INT64 if kind == "ArgMax" else TensorProto.FLOAT
    axis = {"axis": 0} if kind == "ArgMax" else {}
    graph = helper.make_graph(
        [helper.make_node(kind, ["x"], ["y"], keepdims=0, **axis)],
        "reduced",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n"])],
        [helper.make_tensor_value_info("y", out, [])],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    rows = {"x": np.array(numbers, dtype=np.float32)}
    session = onnxruntime.InferenceSession(model.SerializeToString())
    return [run(None, rows)[0].item() for run in (session.run, ReferenceEvaluator(model).run)]


for kind in ("ReduceMax", "ReduceMin", "ReduceMean", "ArgMax"):
    for numbers in ([NAN, 1, 2], [1, NAN, 2], [1, 2, NAN]):
        runtime, reference = asked(kind, numbers)
        print(kind, numbers, "onnxruntime", runtime, "reference", reference)
PY
diff - "$folder/seen" <<'SEEN'
ReduceMax [nan, 1, 2] onnxruntime nan reference nan
ReduceMax [1, nan, 2] onnxruntime 2.0 reference nan
ReduceMax [1, 2, nan] onnxruntime 2.0 reference nan
ReduceMin [nan, 1, 2] onnxruntime nan reference nan
ReduceMin [1, nan, 2] onnxruntime 1.0 reference nan
ReduceMin [1, 2, nan] onnxruntime 1.0 reference nan
ReduceMean [nan, 1, 2] onnxruntime nan reference nan
ReduceMean [1, nan, 2] onnxruntime nan reference nan
ReduceMean [1, 2, nan] onnxruntime nan reference nan
ArgMax [nan, 1, 2] onnxruntime 0 reference 0
ArgMax [1, nan, 2] onnxruntime 1 reference 1
ArgMax [1, 2, nan] onnxruntime 2 reference 2
SEEN
echo "as seen before"
