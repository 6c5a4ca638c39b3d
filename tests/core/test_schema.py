"""The published schema of model files: files of every class pass, what it refuses loads refuses."""

import json
from importlib import resources

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from elm_core import ELMClassifier, OnlineELMClassifier, dumps, loads
from elm_core.encoding import PRECISIONS, decode_array, encode_array
from elm_core.exceptions import InvalidInput, ModelFormatError
from elm_core.persistence import known_classes
from tests.core.sealing import sealed
from tests.every_model import LABELS, ROWS, asked, every_model

SCHEMA = json.loads(resources.files("elm_core").joinpath("model.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


@pytest.fixture(scope="module")
def models():
    return list(every_model())


def test_it_is_a_schema_and_names_every_class(models):
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$defs"]["class"]["enum"] == sorted(known_classes())
    assert {type(model).__name__ for model, _ in models} == set(known_classes())


@pytest.mark.parametrize("options", [{}, {"precision": "float16", "statistics": True}])
def test_files_of_every_class_pass(models, options):
    for model, _ in models:
        VALIDATOR.validate(json.loads(dumps(model, **options)))


def test_unfitted_models_and_odd_parameters_pass():
    for cls in known_classes().values():
        VALIDATOR.validate(json.loads(dumps(cls())))
    scaling = (np.zeros(3), np.ones(3))
    model = ELMClassifier(class_weight={1: 2.0, "a": 0.5}, standardize=scaling)
    VALIDATOR.validate(json.loads(dumps(model, metadata={"name": "x"})))


def places(value, path=()):
    """Paths of everything inside a JSON value, metadata left out."""
    yield path
    keys = (
        value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    )
    for key in keys:
        if path or key not in ("metadata", "sha256"):
            yield from places(value[key], (*path, key))


MODEL = ELMClassifier(8, random_state=0).fit(ROWS, LABELS)
BODY = json.loads(dumps(MODEL, precision="float16"))
PLACES = [path for path in places(BODY) if path]
ODD = st.sampled_from([None, True, -1, 0.5, "", "float16", [], {}, [[1]], {"array": {}}, {"x": 1}])


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PLACES), ODD, st.sampled_from(["set", "delete", "add"]))
def test_what_the_schema_refuses_is_no_model(path, value, how):
    body = json.loads(json.dumps(BODY))
    *parents, last = path
    inside = body
    for key in parents:
        inside = inside[key]
    if how == "delete":
        del inside[last]
    elif how == "add" and isinstance(inside, dict):
        inside["another"] = value
    else:
        inside[last] = value
    text = sealed(body)
    if VALIDATOR.is_valid(json.loads(text)):
        return  # sound in its form; whether it makes a model is for loads to say
    with pytest.raises(ModelFormatError):
        loads(text)


@pytest.mark.parametrize(("precision", "bits"), [("float32", 24), ("float16", 11)])
def test_fewer_bits_change_little_and_come_back_as_float64(models, precision, bits):
    for model, question in models:
        text = dumps(model, precision=precision)
        again = loads(text)
        assert len(text) <= len(dumps(model))
        assert dumps(again, precision=precision) == text  # rounded once, not again
        before = asked(model, question)
        if before is None or type(model).__name__ == "ELMClusterer":
            continue
        change = np.abs(asked(again, question) - before).max()
        assert change <= 16 * 2.0**-bits * np.abs(before).max(), model


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(-320, 300), st.sampled_from(PRECISIONS))
def test_a_matrix_is_rounded_by_half_a_unit_of_a_columns_largest_or_not_at_all(seed, power, kind):
    random = np.random.RandomState(seed)
    matrix = random.standard_normal((5, 3)) * 10.0 ** np.array([power, 0, -power // 2])
    stored = encode_array(matrix, "x", kind)
    again = decode_array(stored)
    assert again.dtype == np.float64
    unit = 2.0 ** -{"float16": 11, "float32": 24, "float64": 1100}[stored["dtype"]]
    assert (np.abs(again - matrix) <= unit * np.abs(matrix).max(axis=0)).all()
    vector = matrix[:, 0]
    assert (decode_array(encode_array(vector, "x", kind)) == vector).all()


def test_a_version_is_a_whole_number():
    for version in (True, "1", 2, None, 0):
        with pytest.raises(ModelFormatError, match="version"):
            loads(sealed(BODY | {"version": version}))


def test_statistics_and_seeds_keep_all_bits():
    model = OnlineELMClassifier(4, random_state=0).fit(ROWS, LABELS)
    full, small = (json.loads(dumps(model, precision=p)) for p in ("float64", "float16"))
    assert "as" in small["learned"]["coef_"]["array"]
    for name in ("statistics_", "warm_up_rows_", "watched_", "seed_", "mean_"):
        assert full["learned"].get(name) == small["learned"].get(name), name
    with pytest.raises(InvalidInput, match="precision"):
        dumps(model, precision="float8")


@pytest.mark.parametrize(
    "fields",
    [
        {"dtype": "float16"},
        {"dtype": "float16", "as": "float32"},
        {"dtype": "int32", "as": "float64"},
        {"dtype": "float64", "as": "float64"},
        {"dtype": ["float32"], "as": "float64"},
        {"dtype": "float32", "as": ["float64"]},
    ],
)
def test_arrays_that_say_something_else_are_refused(fields):
    with pytest.raises(ModelFormatError):
        decode_array({"shape": [1], "data": "AAA=", **fields})
