"""The Predictor of the pages says what Python says: random models of every kind, random samples.

Node runs the cases (tests/js/predict_cases.mjs); labels must be equal in every row, numbers to
1e-9.
"""

import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from elm_core import ELMClassifier, ELMRegressor, dumps
from elm_core.maths.activations import ACTIVATIONS
from elm_core.maths.hidden import DISTRIBUTIONS

ROOT = Path(__file__).parents[2]
NODE = shutil.which("node")

pytestmark = pytest.mark.skipif(NODE is None, reason="needs Node")

METHODS = {
    "predict": "predict",
    "predictProba": "predict_proba",
    "decisionFunction": "decision_function",
    "transform": "transform",
}


def answers(cases, folder):
    path = folder / "cases.json"
    path.write_text(json.dumps(cases), encoding="utf-8")
    script = ROOT / "tests/js/predict_cases.mjs"
    done = subprocess.run([NODE, script, path], capture_output=True, timeout=100, cwd=ROOT)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def check(models, folder, *, given=None):
    """Compare (model, X) pairs; `given`: X as the page gives it, where that is not a list."""
    cases = []
    for number, (model, X) in enumerate(models):
        rows = X.tolist() if isinstance(X, np.ndarray) else X
        methods = [js for js, python in METHODS.items() if hasattr(model, python)]
        case = {"model": dumps(model), "X": rows if given is None else given[number]}
        if isinstance(rows, list):
            case["one"] = rows[0]
        cases.append(case | {"methods": methods})
    for (model, X), case, found in zip(models, cases, answers(cases, folder), strict=True):
        assert "error" not in found, (found, model)
        for place, name in enumerate(case["methods"]):
            compare(getattr(model, METHODS[name])(X), found[name], (name, model))
            if "one" in found:
                compare_one(getattr(model, METHODS[name])(X)[0], found["one"][place], name)


def compare(expected, got, about):
    expected = np.asarray(getattr(expected, "to_dense", lambda: expected)())
    if isinstance(got, list):
        assert got == expected.tolist(), about
        return
    numbers = np.array(got["data"]).reshape(expected.shape)
    scale = max(1.0, np.abs(expected).max(initial=0.0))
    np.testing.assert_allclose(numbers, expected, rtol=1e-9, atol=1e-9 * scale, err_msg=str(about))


def compare_one(expected, got, about):
    if isinstance(got, dict):
        got = got["data"]
    if isinstance(got, (str, bool)):
        assert got == expected, about
    else:
        np.testing.assert_allclose(np.ravel(got), np.ravel(expected), rtol=1e-9, atol=1e-9)


def spread(rng, n, d):
    return rng.normal(size=(n, d)) * 10.0 ** rng.integers(-3, 4, d) + rng.integers(-5, 5, d)


def some_labels(rng, n, kind):
    codes = rng.integers(0, 3, n)
    codes[:3] = 0, 1, 2
    choices = {
        "text": np.array(["ä", "b", "Straße"]),
        "int": np.array([-7, 0, 2**40]),
        "float": np.array([-1.0, 0.0, 3.0]),
        "bool": np.array([False, True, True]),
        "object": np.array(["x", "y", "z\0"], dtype=object),
    }
    return choices[kind][codes]


def test_elm_of_every_activation_and_layer(tmp_path):
    rng = np.random.default_rng(0)
    models = []
    for number, activation in enumerate(ACTIVATIONS):
        for hidden in DISTRIBUTIONS:
            n, d, h = rng.integers(8, 90), rng.integers(1, 12), int(rng.integers(1, 40))
            X = spread(rng, n, d)
            y = some_labels(rng, n, ["text", "int", "float", "bool", "object"][number % 5])
            options = {
                "activation": activation,
                "hidden": hidden,
                "weight_scale": float(rng.uniform(0.1, 2)),
                "bias_scale": float(rng.uniform(0, 2)),
                "standardize": bool(rng.integers(2)) or activation != "rbf",
                "random_state": int(rng.integers(2**32)),
            }
            new = spread(rng, 70, d)
            models.append((ELMClassifier(h, **options).fit(X, y), new))
            targets = rng.normal(size=n if number % 2 else (n, 2))
            models.append((ELMRegressor(h, **options).fit(X, targets), new))
    check(models, tmp_path)
