#!/usr/bin/env bash
# What becomes of 64-bit numbers of an ONNX graph in OpenVINO.
#
# The outputs of a graph that only looks labels up are declared int64 and double. onnxruntime 1.31.1
# gives the constants as they are. OpenVINO 2026.4.1 (CPU) keeps the declared type and narrows what
# is in it: a whole number beyond 32 bits becomes the nearest that 32 bits hold, a double is rounded
# to single precision, without a word. A sum of doubles is computed in single precision, too.
#
# Seen on 2026-11-30: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check \
  onnx==1.23.2 onnxruntime==1.31.1 openvino==2026.4.1
"$folder/env/bin/python" -W ignore - > "$folder/seen" <<'PY'
import numpy as np
import onnxruntime
import openvino
from onnx import TensorProto, helper, numpy_helper

constants = {
    "whole": np.array([7, 2**31 - 1, 2**31, -(2**40)]),
    "real": np.array([0.5, 16777216.0, 16777217.0, 0.1]),
}
kinds = {"whole": TensorProto.INT64, "real": TensorProto.DOUBLE, "sum": TensorProto.DOUBLE}
graph = helper.make_graph(
    [
        helper.make_node("Gather", [f"{name}s", "i"], [name]) for name in constants
    ] + [helper.make_node("Add", ["x", "x1"], ["sum"])],
    "labels",
    [
        helper.make_tensor_value_info("i", TensorProto.INT64, ["n"]),
        helper.make_tensor_value_info("x", TensorProto.DOUBLE, ["n"]),
    ],
    [helper.make_tensor_value_info(name, kind, ["n"]) for name, kind in kinds.items()],
    [numpy_helper.from_array(values, f"{name}s") for name, values in constants.items()]
    + [numpy_helper.from_array(np.array([1e-9]), "x1")],
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
asked = {"i": np.arange(4), "x": np.ones(4)}
session = onnxruntime.InferenceSession(model.SerializeToString())
theirs = dict(zip(kinds, session.run(list(kinds), asked), strict=True))
core = openvino.Core()
compiled = core.compile_model(core.read_model(model.SerializeToString()), "CPU")
others = compiled(asked)
for name in kinds:
    print(name, "onnxruntime", theirs[name].dtype, theirs[name].tolist())
    print(name, "OpenVINO", others[name].dtype, others[name].tolist())
PY
diff - "$folder/seen" <<'SEEN'
whole onnxruntime int64 [7, 2147483647, 2147483648, -1099511627776]
whole OpenVINO int64 [7, 2147483647, 2147483647, -2147483648]
real onnxruntime float64 [0.5, 16777216.0, 16777217.0, 0.1]
real OpenVINO float64 [0.5, 16777216.0, 16777216.0, 0.10000000149011612]
sum onnxruntime float64 [1.000000001, 1.000000001, 1.000000001, 1.000000001]
sum OpenVINO float64 [1.0, 1.0, 1.0, 1.0]
SEEN
echo "as seen before"
