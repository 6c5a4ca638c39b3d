#!/usr/bin/env bash
# Numbers that a graph turns into text.
#
# onnxruntime 1.32.0: Cast to string writes 8 digits of a double, as of a float: 1234567890.125 is
# "1.2345679e+09" and the label 20261130.5 is "20261130", the text of another label. Whole numbers of 64 bits
# keep all digits, and a boolean is "1" or "0". The reference of onnx 1.23.2 writes as many digits as
# lead back to the number, and "True". From text to number nothing is lost, so there and back is not the same.
#
# Seen on 2026-12-01: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check \
  onnx==1.23.2 onnxruntime==1.32.0 numpy==2.4.6
"$folder/env/bin/python" -W ignore - > "$folder/seen" <<'PY'
import numpy as np
import onnxruntime
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator


def cast(values, to):
    values = np.array(values)
    text = values.dtype.kind == "U"
    kind = TensorProto.STRING if text else helper.np_dtype_to_tensor_dtype(values.dtype)
    graph = helper.make_graph(
        [helper.make_node("Cast", ["before"], ["after"], to=to)],
        "cast",
        [helper.make_tensor_value_info("before", kind, [None])],
        [helper.make_tensor_value_info("after", to, [None])],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 21)], ir_version=10)
    session = onnxruntime.InferenceSession(model.SerializeToString())
    given = {"before": values.astype(object) if text else values}
    return session.run(None, given)[0].tolist(), ReferenceEvaluator(model).run(None, given)[0].tolist()


for values in ([1234567890.125, 20261130.5, 20261130.25, 1 / 3], [2**62 + 1], [True, False]):
    by_runtime, by_reference = cast(values, TensorProto.STRING)
    print("to text: onnxruntime", *by_runtime, "| reference", *by_reference)
    if isinstance(values[0], float):
        print("there and back:", *cast(by_runtime, TensorProto.DOUBLE)[0])
        print("of the reference's text:", *cast(by_reference, TensorProto.DOUBLE)[0])
PY
diff - "$folder/seen" <<'SEEN'
to text: onnxruntime 1.2345679e+09 20261130 20261130 0.33333333 | reference 1234567890.125 20261130.5 20261130.25 0.3333333333333333
there and back: 1234567900.0 20261130.0 20261130.0 0.33333333
of the reference's text: 1234567890.125 20261130.5 20261130.25 0.3333333333333333
to text: onnxruntime 4611686018427387905 | reference 4611686018427387905
to text: onnxruntime 1 0 | reference True False
SEEN
echo "as seen before"
