"""Python and the Predictor accept and refuse the same files, and mean the same by them."""

import base64
import inspect
import json
import re
import subprocess
from dataclasses import replace

import numpy as np
import pytest

from elm_core.persistence import known_classes
from elm_core.persistence.learned import LEARNED
from elm_core.specs.classes import CLASSES
from elm_core.specs.parameters import PARAMETERS
from elm_core.specs.values import fits
from tests.core.sealing import sealed
from tests.mutants import ONLY_IN_PYTHON, Mutator, originals
from tests.random_models import random_models
from tests.verdicts import NODE, ROOT, difference, limits, predictor_says, python_says

PREDICTOR = ROOT / "web/client/predictor"

pytestmark = pytest.mark.skipif(NODE is None, reason="needs Node")


@pytest.fixture(scope="module")
def files():
    return list(originals())


def both(cases, folder):
    """What is wrong with what both say of some files."""
    wrong = []
    for case, js in zip(cases, predictor_says(cases, folder), strict=True):
        python = python_says(case)
        wrong += [
            f"{case.kind}: {found}"
            for found in (difference(case, python, js), limits(case, replace(python, ms=0)))
            if found
        ]
    return wrong


def test_the_table_knows_every_class_and_every_parameter():
    classes = known_classes()
    assert set(LEARNED) == set(classes) == set(CLASSES)
    assert set(PARAMETERS) == set(classes)
    for name, fields in PARAMETERS.items():
        parameters = inspect.signature(classes[name]).parameters
        assert set(fields) == set(parameters), name
        sizes: dict[str, int] = {}
        for parameter, spec in fields.items():
            assert fits(spec, parameters[parameter].default, sizes), (name, parameter)


def exported(path):
    """What a module of the Predictor exports, as JSON."""
    module = (PREDICTOR / path).as_uri()
    code = f"import * as all from '{module}'; console.log(JSON.stringify(all))"
    command = [NODE, "--input-type=module", "-e", code]
    done = subprocess.run(command, capture_output=True, timeout=60, check=True)
    return json.loads(done.stdout)


def test_the_predictor_has_the_same_tables():
    """Run scripts/predictor_fields.py where it has not."""
    from scripts.predictor_fields import STAND_IN, modules

    made = modules()
    assert {str(path.relative_to(PREDICTOR)) for path in PREDICTOR.glob("fields/*.js")} | {
        "classes.js",
        STAND_IN,
    } == set(made)
    for path, exports in made.items():
        assert exported(path) == json.loads(json.dumps(exports)), path


def test_each_module_of_the_predictor_registers_the_classes_that_the_table_says():
    assert {name for name, place in CLASSES.items() if not place.predictor} == ONLY_IN_PYTHON
    modules = {place.predictor for place in CLASSES.values() if place.predictor} - {"core"}
    for module in sorted(modules):
        source = (PREDICTOR / f"{module}.js").read_text()
        [call] = re.findall(r"^register\((.*?)\);$", source, re.S | re.M)
        both = re.findall(r"both\('(\w+)'", call)
        named = re.findall(r"(\w+): ", call)
        registered = {*named, *(f"{b}{k}" for b in both for k in ("Classifier", "Regressor"))}
        assert registered == {n for n, p in CLASSES.items() if p.predictor == module}, module


def test_sound_files_are_read_by_both(files, tmp_path):
    assert both(files, tmp_path) == []


def test_changed_files_are_refused_by_both_or_say_the_same(files, tmp_path):
    mutator = Mutator(7, files)
    mutants = [mutator.mutant() for _ in range(400)]
    assert both(mutants, tmp_path) == []
    verdicts = {python_says(case, memory=False).verdict for case in mutants[:100]}
    assert verdicts >= {"loads", "model-format"}


def test_random_models_say_the_same(tmp_path):
    cases = list(random_models(60, 3))
    wrong = []
    for (case, precision), js in zip(
        cases, predictor_says([case for case, _ in cases], tmp_path), strict=True
    ):
        tolerance = 1e-6 if precision == "float32" else 1e-9
        wrong.append(difference(case, python_says(case, memory=False), js, tolerance))
    assert not any(wrong), [found for found in wrong if found]


def models_in(value):
    if isinstance(value, dict):
        if set(value) >= {"class", "params", "learned"}:
            yield value
        for part in value.values():
            yield from models_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from models_in(part)


def arrays_in(value):
    if isinstance(value, dict):
        if value.get("dtype") == "float64" and value["data"]:
            yield value
        for part in value.values():
            yield from arrays_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from arrays_in(part)


def test_one_number_too_large_is_the_same_to_both(files, tmp_path):
    cases = []
    for case in files:
        body = json.loads(case.text)
        for number, array in enumerate(arrays_in(body)):
            kept = array["data"]
            values = np.frombuffer(base64.b64decode(kept)).copy()
            values[-1] = -1e308
            array["data"] = base64.b64encode(values.tobytes()).decode()
            cases.append(replace(case, kind=f"{case.kind} {number}", text=sealed(body)))
            array["data"] = kept
    assert len(cases) > 400
    assert both(cases, tmp_path) == []


def test_a_missing_parameter_has_its_default_in_both(files, tmp_path):
    cases = []
    for case in files:
        body = json.loads(case.text)
        for model in models_in(body):
            for name in list(model["params"]):
                kept = model["params"].pop(name)
                cases.append(replace(case, kind=f"{case.kind} without {name}", text=sealed(body)))
                model["params"][name] = kept
    some = cases[:: max(1, len(cases) // 250)]
    assert len(some) > 200
    assert both(some, tmp_path) == []


def changed(case, change):
    body = json.loads(case.text)
    change(body)
    return sealed(body)


def labels(*values, dtype="object"):
    array = {"array": {"dtype": dtype, "shape": [len(values)], "data": list(values)}}
    return lambda body: body["learned"].update(classes_=array)


def put(part, name, value):
    return lambda body: body[part].update({name: value})


REFUSED = {
    "a number for a whole one": put("learned", "n_samples_seen_", 36.0),
    "a number for a whole parameter": put("params", "n_hidden", 8.0),
    "a truth value for a number": put("learned", "alpha_", True),
    "a part of no name": put("learned", "another_", 1),
    "a parameter of no name": put("params", "shell", "x"),
    "another key": lambda body: body.update(code="print()"),
    "no metadata": lambda body: body.pop("metadata"),
    "equal classes": labels("no", "no", "yes", dtype="str"),
    "classes out of order": labels("yes", "no", "ü", dtype="str"),
    "numbers that are equal": labels(1, True, 2),
    "texts and numbers": labels("1", 1, 2),
    "a class that ends in nothing": labels("no", "yes", "z\0", dtype="str"),
    "too few classes": labels("no", "yes", dtype="str"),
    "one output more": put("learned", "intercept_", {"array": {
        "dtype": "float64", "shape": [4], "data": "A" * 43 + "=",
    }}),
    "a matrix for a list": put("learned", "mean_", {"array": {
        "dtype": "float64", "shape": [3, 1], "data": "A" * 32,
    }}),
    "numbers of another type": put("learned", "mean_", {"array": {
        "dtype": "int32", "shape": [3], "data": "A" * 16,
    }}),
    "a seed beyond its stream": put("learned", "seed_", 2**32),
    "a factor beyond reason": put("learned", "inverse_temperature_", 1e300),
}  # fmt: skip


def texts_of(case):
    """The same file, refused for what only its text shows."""
    text = case.text
    yield "a key twice", text.replace('"params": {', '"params": {}, "params": {', 1)
    yield "a parameter twice", text.replace('"n_hidden": 8', '"n_hidden": 8, "n_hidden": 8', 1)
    yield "a number beyond 64 bits", text.replace('"alpha_": ', '"alpha_": 1e999, "x_": ', 1)
    yield "one digit", text.replace('"n_samples_seen_": 36', '"n_samples_seen_": 37', 1)
    yield "8.0", text.replace('"n_hidden": 8', '"n_hidden": 8.0')
    yield "no digest", text.replace('"sha256"', '"sha-256"')
    yield "text after its end", text + "}"
    yield "a byte order mark", "\ufeff" + text
    yield "NaN", text.replace('"metadata": {', '"metadata": {"a": NaN, ', 1)


def test_what_is_unsound_is_refused_by_both(files, tmp_path):
    case = next(case for case in files if case.kind == "ELMClassifier")
    cases = [replace(case, kind=k, text=changed(case, change)) for k, change in REFUSED.items()]
    cases += [replace(case, kind=kind, text=text) for kind, text in texts_of(case)]
    assert all(one.text != case.text for one in cases)
    for one, js in zip(cases, predictor_says(cases, tmp_path), strict=True):
        python = python_says(one)
        assert (python.verdict, js.verdict) == ("model-format", "model-format"), (one.kind, python)


def test_both_count_what_loading_takes(files, tmp_path):
    """What is allowed by one is allowed by the other, to the last byte."""
    case = next(case for case in files if case.kind == "ELMRegressor")
    sizes = [("normal", 300), ("normal", 2900), ("orthogonal", 300), ("orthogonal", 1400)]
    cases = [replace(case, text=changed(case, square(*size)), X=None) for size in sizes]
    many = json.loads(next(case.text for case in files if case.kind == "LogMel"))
    many["params"] |= {"sample_rate": 384000, "n_mels": 256}
    many["learned"]["n_features_out_"] = 32 * 256
    part = {"model": {name: many[name] for name in ("class", "params", "learned")}}
    outer = {"class": "Combine", "params": {"encoders": [part] * 4}, "learned": {}}
    cases.append(replace(case, text=sealed(many | outer), X=None))
    said = []
    for one, js in zip(cases, predictor_says(cases, tmp_path), strict=True):
        python = python_says(one, memory=False)
        said.append((python.verdict, js.verdict))
        if python.verdict == "costly-model":
            needs = re.findall(r"max\w+\W+(\d+)", python.message + js.message)
            assert len(needs) == 2 and needs[0] == needs[1]
    assert said == [
        (verdict, verdict) for verdict in ("loads", "costly-model") * 2 + ("costly-model",)
    ]


def square(hidden, side):
    """A change to a layer of side × side weights."""

    def numbers(values):
        data = base64.b64encode(values.tobytes()).decode()
        return {"array": {"dtype": "float64", "shape": list(values.shape), "data": data}}

    def change(body):
        learned = body["learned"]
        learned["n_features_in_"] = side
        learned["layer_"]["dict"] |= {"n_hidden": side, "hidden": hidden}
        learned["mean_"] = learned["scale_"] = numbers(np.ones(side))
        learned["coef_"] = numbers(np.zeros((side, 1)))

    return change
