"""The Predictor of the pages, asked in Node, beside Python: what their tests share."""

import json
import shutil
import subprocess
from pathlib import Path

import numpy as np

from elm_core import dumps

ROOT = Path(__file__).parents[1]
NODE = shutil.which("node")

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
    """Compare (model, X) pairs; `given`: X as the page gives it, where that is not a list.

    Returns what Node answered.
    """
    cases = []
    for number, (model, X) in enumerate(models):
        rows = X.tolist() if isinstance(X, np.ndarray) else X
        methods = [js for js, python in METHODS.items() if hasattr(model, python)]
        shown = rows if given is None else given[number]
        case = {"model": dumps(model), "X": shown}
        if isinstance(shown, list):
            case["one"] = shown[0]
        cases.append(case | {"methods": methods})
    all_found = answers(cases, folder)
    for (model, X), case, found in zip(models, cases, all_found, strict=True):
        assert "error" not in found, (found, model)
        for place, name in enumerate(case["methods"]):
            expected = dense(getattr(model, METHODS[name])(X))
            compare(expected, found[name], (name, model))
            if "one" in found:
                compare_one(expected[0], found["one"][place], name)
    return all_found


def dense(answer):
    return np.asarray(answer.to_dense() if hasattr(answer, "to_dense") else answer)


def compare(expected, got, about):
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


def compare_said(expected, said, about):
    """Compare what a function of a model says of rows with predictions."""
    if expected.dtype.kind in "fiu":
        np.testing.assert_allclose(said, expected, rtol=1e-9, atol=1e-9, err_msg=str(about))
    else:
        assert said == expected.tolist(), about


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


def run_node(script, given, folder):
    path = folder / "given.json"
    path.write_text(json.dumps(given), encoding="utf-8")
    command = [NODE, "--max-old-space-size=512", ROOT / "tests/js" / script, path]
    done = subprocess.run(command, capture_output=True, timeout=100, cwd=ROOT)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)
