"""Exported models answer in three runtimes as they do here: every kind, labels, both precisions.

OpenVINO computes in 32 bits whatever the graph says, and in 16 where the processor can unless it is
told not to: `INFERENCE_PRECISION_HINT`.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import openvino
import pytest

import elm_core
from elm_core.exceptions import InvalidInput
from elm_core.onnx import export
from tests.every_model import every_model
from tests.interop.conftest import in_node
from tests.interop.exported import X, exported_models

pytestmark = pytest.mark.filterwarnings("ignore::elm_core.onnx.PortabilityWarning")
HERE = Path(__file__).parent
MODELS = dict(exported_models())
TASKS = ("Classifier", "Regressor")
#: What the numbers of a type may lose on their way through the graph, as a share of the largest.
CLOSE = {"float32": 1e-4, "float64": 1e-9}


@cache
def exported(name: str, dtype: str) -> bytes:
    return export(MODELS[name], dtype=dtype).SerializeToString()


def check(name: str, outputs: dict[str, np.ndarray], close: float) -> None:
    """Hold what a runtime says to what the model says."""
    model = MODELS[name]
    for output, values in outputs.items():
        if output == "label":
            assert np.array_equal(values.astype(model.classes_.dtype), model.predict(X)), name
            continue
        wanted = {
            "probabilities": "predict_proba",
            "prediction": "predict",
            "embedding": "transform",
        }
        right = getattr(model, wanted[output])(X)
        assert values.shape == right.shape
        assert np.abs(values - right).max() <= close * max(1.0, np.abs(right).max()), (name, output)


@pytest.mark.parametrize("dtype", CLOSE)
@pytest.mark.parametrize("name", MODELS)
def test_onnxruntime(name: str, dtype: str) -> None:
    session = onnxruntime.InferenceSession(exported(name, dtype))
    names = [output.name for output in session.get_outputs()]
    outputs = dict(zip(names, session.run(None, {"X": X.astype(dtype)}), strict=True))
    check(name, outputs, CLOSE[dtype])


@pytest.mark.parametrize("dtype", CLOSE)
@pytest.mark.parametrize("name", MODELS)
def test_openvino(name: str, dtype: str) -> None:
    core = openvino.Core()
    model = core.read_model(exported(name, dtype))
    compiled = core.compile_model(model, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    found = compiled(X.astype(dtype))
    outputs = {output.any_name: found[output.any_name] for output in compiled.outputs}
    check(name, outputs, CLOSE["float32"])


@pytest.fixture(scope="module")
def in_the_web(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("onnx")
    for i, name in enumerate(MODELS):
        for dtype in CLOSE:
            (folder / f"{i}-{dtype}.onnx").write_bytes(exported(name, dtype))
    (folder / "x.json").write_text(json.dumps(X.tolist()))
    return in_node(HERE / "onnx_web.mjs", folder)


@pytest.mark.parametrize("dtype", CLOSE)
@pytest.mark.parametrize("name", MODELS)
def test_onnxruntime_web(name: str, dtype: str, in_the_web: dict[str, Any]) -> None:
    said = in_the_web[f"{list(MODELS).index(name)}-{dtype}.onnx"]
    assert "refused" not in said, said
    outputs = {}
    for output, told in said.items():
        data = [int(value) for value in told["data"]] if told["type"] == "int64" else told["data"]
        outputs[output] = np.array(data).reshape(told["dims"])
    check(name, outputs, CLOSE[dtype])


@pytest.mark.parametrize("label", [2**31, -(2**40), 2.0**24 + 1], ids=str)
def test_openvino_changes_the_labels_of_which_export_warns(label: float) -> None:
    """Fails once OpenVINO keeps them: then the warning is to go."""
    y = np.array([0, 1, label])[np.arange(len(X)) % 3]
    model = elm_core.ELMClassifier(10, alpha=1.0, random_state=0).fit(X, y)
    core = openvino.Core()
    compiled = core.compile_model(core.read_model(export(model).SerializeToString()), "CPU")
    assert label in model.predict(X) and label not in compiled(np.float32(X))["label"]


def test_what_is_no_graph_is_refused_with_a_reason() -> None:
    held, refused = set(), set()
    for model, _ in every_model():
        if not model.is_fitted:
            continue
        try:
            export(model)
        except InvalidInput as error:
            assert re.fullmatch(r"\w+ is no feed-forward model that ONNX could hold", str(error))
            refused.add(type(model).__name__)
        else:
            held.add(type(model).__name__)
    elms = {f"{kind}{task}" for kind in ("ELM", "OnlineELM", "DeepELM") for task in TASKS}
    assert elms | {"ELMAutoencoder", "Chain", "Combine", "Frozen"} <= held
    assert {"KernelELMClassifier", "TextClassifier", "TableRegressor", "LogMel"} <= refused
