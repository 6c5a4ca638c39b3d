"""Model files: what is saved comes back bit for bit; what is unsound is refused."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elm_core import (
    ELMClassifier,
    ELMRegressor,
    KernelELMClassifier,
    dump,
    dumps,
    load,
    loads,
)
from elm_core.exceptions import InvalidInput, ModelFormatError
from elm_core.persistence import loads_with_metadata
from elm_core.tasks import TextClassifier
from tests.core.sealing import resealed


def fitted(n=120, **options):
    random = np.random.RandomState(0)
    x = random.standard_normal((n, 3))
    return ELMClassifier(20, random_state=0, **options).fit(
        x, np.where(x[:, 0] > 0, "yes", "nö")
    ), x


@pytest.mark.parametrize(
    "labels", [["a", "b", "ü😀"], [1, 2, 3], [True, False, True], [0.0, 2.0, -1.0]]
)
@pytest.mark.parametrize("activation", ["relu", "rbf", "tanh"])
@pytest.mark.parametrize("hidden", ["normal", "orthogonal"])
def test_a_classifier_comes_back_bit_for_bit(labels, activation, hidden):
    x = np.random.RandomState(1).standard_normal((60, 4))
    y = np.array(labels)[np.arange(60) % 3]
    model = ELMClassifier(15, activation=activation, hidden=hidden, random_state=3).fit(x, y)
    again = loads(dumps(model))
    assert (again.predict_proba(x) == model.predict_proba(x)).all()
    assert again.predict(x).tolist() == model.predict(x).tolist()
    assert again.classes_.dtype == model.classes_.dtype
    assert again.get_params() == model.get_params()
    assert dumps(again) == dumps(model)


@pytest.mark.parametrize("outputs", [1, 2])
def test_a_regressor_comes_back_bit_for_bit(outputs):
    x = np.random.RandomState(1).standard_normal((60, 4))
    model = ELMRegressor(15, random_state=3).fit(x, x[:, :outputs].squeeze())
    again = loads(dumps(model))
    assert (again.predict(x) == model.predict(x)).all()
    assert again.predict(x).shape == (60, outputs) if outputs > 1 else (60,)


def test_an_unfitted_model_comes_back_unfitted():
    again = loads(dumps(ELMClassifier(7, activation="sine")))
    assert again.get_params()["activation"] == "sine"
    assert not again.is_fitted


def test_with_statistics_training_goes_on_bit_for_bit():
    model, x = fitted()
    again = loads(dumps(model, statistics=True))
    more, labels = x[:30] + 0.1, ["yes"] * 15 + ["nö"] * 15
    model.partial_fit(more, labels)
    again.partial_fit(more, labels)
    assert (model.coef_ == again.coef_).all()


def test_without_statistics_the_file_is_small_and_says_what_is_missing():
    model, x = fitted()
    assert len(dumps(model)) < 4000
    with pytest.raises(InvalidInput, match="statistics"):
        loads(dumps(model)).partial_fit(x, model.predict(x))


def test_metadata_comes_along():
    model, _ = fitted()
    text = dumps(model, metadata={"name": "Größe", "tags": [1, None]})
    assert loads_with_metadata(text)[1] == {"name": "Größe", "tags": [1, None]}
    with pytest.raises(InvalidInput, match="metadata"):
        dumps(model, metadata={"x": object()})


def test_a_function_cannot_be_stored_and_is_named():
    with pytest.raises(InvalidInput, match="activation"):
        dumps(ELMClassifier(activation=np.cos))


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_single_change_to_a_file_is_refused(data):
    text = dumps(fitted()[0])
    place = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.sampled_from('aZ09"{}[],:.\\-\x00 é'))
    changed = text[:place] + letter + text[place + 1 :]
    if json_equal(text, changed):
        return
    with pytest.raises(ModelFormatError):
        loads(changed)
    with pytest.raises(ModelFormatError):
        loads(text[:place])


def json_equal(a, b):
    try:
        return json.loads(a) == json.loads(b)
    except ValueError:
        return False


def learned(name, **fields):
    def change(body):
        if fields:
            body["learned"][name]["array"].update(fields)
        else:
            del body["learned"][name]

    return change


def put(*path_and_value):
    *path, last, value = path_and_value

    def change(body):
        for key in path:
            body = body[key]
        body[last] = value

    return change


HOSTILE = {
    "class outside the table": put("class", "os.system"),
    "class of no name": put("class", {"a": 1}),
    "class that is not this one": put("class", "TextVectorizer"),
    "newer version": put("version", 99),
    "other format": put("format", "pickle"),
    "huge shape": learned("coef_", shape=[2**53, 2**53]),
    "negative shape": learned("coef_", shape=[-1, 20]),
    "float shape": learned("coef_", shape=[20.0, 2]),
    "shape that does not fit": learned("coef_", shape=[2, 20]),
    "object dtype": learned("coef_", dtype="O"),
    "not base64": learned("coef_", data="!" * 428),
    "missing weights": learned("coef_"),
    "missing classes": learned("classes_"),
    "missing seed": learned("seed_"),
    "huge layer": put("learned", "layer_", "dict", "n_hidden", 2**40),
    "unknown activation": put("learned", "layer_", "dict", "activation", "os.system"),
    "widths that do not fit": put("learned", "n_features_in_", 2**40),
    "method in place of data": put("learned", "predict", "x"),
    "private attribute": put("learned", "__class__", "x"),
    "unknown parameter": put("params", "shell", "x"),
    "unknown kind": put("learned", "mean_", {"pickle": "gASV"}),
    "learned list": put("learned", []),
    "metadata list": put("metadata", []),
    "extra part": put("code", "print()"),
    "negative temperature": put("learned", "inverse_temperature_", -1.0),
    "text temperature": put("learned", "inverse_temperature_", "hot"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_with_a_good_digest_is_refused(kind):
    with pytest.raises(ModelFormatError):
        loads(resealed(dumps(fitted()[0]), HOSTILE[kind]))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        "NaN",
        '{"format": NaN}',
        "[" * 5000,
        '{"a":' * 5000,
        '{"a":1,"a":2}',
        7,
    ],
)
def test_what_is_no_model_file_is_refused(text):
    with pytest.raises(ModelFormatError):
        loads(text)


def test_what_a_parser_made_of_a_file_is_told_to_be_its_text():
    with pytest.raises(ModelFormatError, match=r"got dict: give the text.*not JSON\.parse of it"):
        loads(json.loads(dumps(fitted()[0])))


def test_a_kernel_model_comes_back():
    model, x = fitted()
    kernel = KernelELMClassifier().fit(x, model.predict(x))
    assert (loads(dumps(kernel)).predict_proba(x) == kernel.predict_proba(x)).all()


def test_lone_surrogates_pass_through_a_file(tmp_path):
    x = [[0.0], [1.0]] * 4
    model = ELMClassifier(8, random_state=0).fit(x, ["\ud800", "b"] * 4)
    dump(model, tmp_path / "model.json")
    assert load(tmp_path / "model.json").classes_.tolist() == ["b", "\ud800"]


def test_whole_numbers_beyond_int64_are_refused_and_not_wrapped_around():
    labels = np.array([2**64 - 1, 1] * 4, dtype=np.uint64)
    model = ELMClassifier(8, random_state=0).fit([[0.0], [1.0]] * 4, labels)
    with pytest.raises(InvalidInput, match="classes_ holds 18446744073709551615"):
        dumps(model)


def odd(name, value):
    def change(body):
        body["learned"][name] = value

    return change


@pytest.mark.parametrize("name", ["alpha_", "alpha_rows_", "loo_score_", "target_scale_"])
@pytest.mark.parametrize("value", [None, "x", {"dict": {}}, []])
def test_what_further_training_needs_is_checked_when_a_model_is_read(name, value):
    model = ELMRegressor(8, random_state=0).fit([[0.0], [1.0]] * 4, [0.0, 1.0] * 4)
    with pytest.raises(ModelFormatError):
        loads(resealed(dumps(model, statistics=True), odd(name, value)))


def test_coefficients_that_overflow_are_an_error_and_not_nan():
    model = ELMRegressor(8, random_state=0).fit([[0.0], [1.0]] * 4, [0.0, 1.0] * 4)
    model.coef_ = np.full_like(model.coef_, 1e308)
    with pytest.raises(InvalidInput, match="scores of row 0 of X overflow"):
        loads(dumps(model)).predict([[1e9]])


def test_a_count_of_a_term_that_is_not_there_takes_no_memory():
    model = TextClassifier().fit(["cat", "dog"] * 3, ["a", "b"] * 3)
    model.counts_["indices"] = np.full_like(model.counts_["indices"], 2**31 - 1)
    with pytest.raises(ModelFormatError, match="a term 2147483647"):
        loads(dumps(model))


@pytest.mark.parametrize("cut", [0, 1, 0.5, -1])
def test_a_broken_file_is_refused(cut):
    text = dumps(fitted()[0])
    with pytest.raises(ModelFormatError):
        loads(text[: int(cut * len(text)) if isinstance(cut, float) else cut])
