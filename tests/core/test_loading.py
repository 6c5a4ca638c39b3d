"""What a model file costs to load is bounded by its size, unless the user allows more."""

import base64
import json
import tracemalloc

import numpy as np
import pytest

from elm_core import ELMClassifier, ELMRegressor, KernelELMRegressor, dump, dumps, load, loads
from elm_core.exceptions import CostlyModelError, InvalidInput, ModelFormatError
from elm_core.features.audio import LogMel
from elm_core.persistence import loads_steps
from tests.core.sealing import resealed

ROWS = np.random.RandomState(0).standard_normal((40, 3))


def peak_of(run):
    """Bytes that `run` takes beyond what was there before, at the most."""
    tracemalloc.start()
    try:
        run()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def of_size(side, hidden="normal"):
    """A small file that stands for a layer of side × side weights."""
    zeros = base64.b64encode(bytes(8 * side)).decode()
    ones = base64.b64encode(np.ones(side).tobytes()).decode()

    def grow(body):
        learned = body["learned"]
        learned["n_features_in_"] = side
        learned["layer_"]["dict"] |= {"n_hidden": side, "hidden": hidden}
        for name, data in (("mean_", zeros), ("scale_", ones)):
            learned[name]["array"] |= {"shape": [side], "data": data}
        learned["coef_"]["array"] |= {"shape": [side, 1], "data": zeros}

    return resealed(dumps(ELMRegressor(2, random_state=0).fit(ROWS, ROWS[:, 0])), grow)


HOSTILE = {
    "escapes": '{"a":"' + '\\"' * 500_000,
    "escapes outside": '\\"' * 500_000,
    "quotes": '"' * 1_000_000,
    "an open text": '"' + "a" * 1_000_000,
    "backslashes": '"' + "\\" * 1_000_001,
    "brackets": "[]" * 500_000,
    "empty lists": "[" + "[]," * 1_000_000 + "[]]",
    "empty objects": "[" + "{}," * 1_000_000 + "{}]",
    "numbers": "[" + "1," * 2_000_000 + "1]",
    "digits": "[" + "1" * 1_000_000 + "]",
    "one long key": '{"' + "k" * 1_000_000 + '": 1}',
    "a label as long as all": '{"format": "elm-toolkit-model", "version": 1, "class": "'
    + "A" * 1_000_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_no_model_takes_twice_its_length_at_the_most(kind):
    text = HOSTILE[kind]

    def refused():
        with pytest.raises(ModelFormatError):
            loads(text)

    assert peak_of(refused) < 2 * len(text) + 1_000_000


@pytest.mark.parametrize("width", [1, 100])
def test_a_sound_file_takes_twice_its_length_beside_the_model(width):
    x = np.random.RandomState(1).standard_normal((500, 300))
    model = KernelELMRegressor(alpha=1.0).fit(x, x[:, :width].squeeze())
    text = dumps(model)
    held = []
    before = peak_of(lambda: held.append(loads(text)))
    own = sum(a.nbytes for a in held[0].learned().values() if isinstance(a, np.ndarray))
    assert before < own + 2 * len(text)


def test_one_letter_beyond_ascii_takes_no_more_memory(tmp_path):
    x = np.random.RandomState(1).standard_normal((500, 300))
    model = KernelELMRegressor(alpha=1.0).fit(x, x[:, 0])
    dump(model, tmp_path / "model.json", metadata={"name": "😀 ü"})
    size = (tmp_path / "model.json").stat().st_size
    held = []
    peak = peak_of(lambda: held.append(load(tmp_path / "model.json")))
    own = sum(a.nbytes for a in held[0].learned().values() if isinstance(a, np.ndarray))
    assert peak < own + 3.2 * size  # bytes and text, or text and what it spells
    assert (held[0].X_fit_ == model.X_fit_).all()


def test_a_file_that_is_not_utf_8_is_no_model(tmp_path):
    for data in (b"\xff\xfe{}", '{"é": 1'.encode("latin-1"), b"\xf0\x9f\x98"):
        (tmp_path / "model.json").write_bytes(data)
        with pytest.raises(ModelFormatError):
            load(tmp_path / "model.json")


def test_a_layer_far_larger_than_its_file_is_refused_and_costs_nothing():
    text = of_size(8100)

    def refused():
        with pytest.raises(CostlyModelError) as caught:
            loads(text)
        assert caught.value.code == "costly-model"
        assert caught.value.needs >= 8 * 8100**2 > 100 * caught.value.limit // 13
        assert f"max_bytes={caught.value.needs}" in str(caught.value)

    assert peak_of(refused) < 2 * len(text)


def test_what_is_allowed_is_loaded_and_one_byte_less_is_not():
    text = dumps(ELMClassifier(50, random_state=0).fit(ROWS, ["a", "b"] * 20))
    with pytest.raises(CostlyModelError) as caught:
        loads(text, max_bytes=0)
    needs = caught.value.needs
    assert loads(text, max_bytes=needs).is_fitted
    with pytest.raises(CostlyModelError):
        loads(text, max_bytes=needs - 1)
    for odd in (-1, "1", True, float("nan")):
        with pytest.raises(InvalidInput, match="max_bytes"):
            loads(text, max_bytes=odd)


def test_orthogonal_layers_count_at_what_they_cost():
    assert loads(of_size(1400)).n_features_in_ == 1400
    with pytest.raises(CostlyModelError):
        loads(of_size(1400, "orthogonal"))


def test_many_small_things_are_counted_together():
    part = dumps(LogMel(sample_rate=384000, n_mels=256).fit())
    assert loads(part).n_features_out_
    body = json.loads(part)
    inner = {name: body[name] for name in ("class", "params", "learned")}

    def many(body):
        body |= {"class": "Combine", "params": {"encoders": [{"model": inner}] * 4}, "learned": {}}

    with pytest.raises(CostlyModelError):
        loads(resealed(part, many))


def test_long_labels_are_counted_before_they_are_made():
    model = ELMRegressor(2, random_state=0).fit(ROWS, ROWS[:, 0])

    def name(body):
        texts = ["x" * 100_000] + ["y"] * 20_000
        array = {"dtype": "str", "shape": [len(texts)], "data": texts}
        body["learned"]["feature_names_in_"] = {"array": array}

    with pytest.raises(CostlyModelError):
        loads(resealed(dumps(model), name))


def test_layers_are_drawn_in_steps_and_no_step_draws_much():
    model = ELMRegressor(2000, random_state=0).fit(np.ones((5, 300)), np.arange(5.0))
    steps = loads_steps(dumps(model))
    shares = []
    while True:
        try:
            shares.append(next(steps))
        except StopIteration as end:
            again, _ = end.value
            break
    assert len(shares) > 12 and shares == sorted(shares)
    assert (again.map_.layer.weights == model.map_.layer.weights).all()


def test_numbers_beyond_64_bits_are_refused():
    text = dumps(ELMRegressor(2, random_state=0).fit(ROWS, ROWS[:, 0]))
    for odd in ("1e999", "-1e999", "1" * 5000):
        changed = text.replace('"alpha_": ', f'"alpha_": {odd}, "x_": ')
        with pytest.raises(ModelFormatError):
            loads(changed)


def test_metadata_that_could_not_be_read_are_not_written():
    deep = {}
    for _ in range(31):
        deep = {"a": deep}
    model = ELMRegressor(2, random_state=0)
    for odd in (deep, {"a": float("nan")}, {"a": {1}}, [1]):
        with pytest.raises(InvalidInput, match="metadata"):
            dumps(model, metadata=odd)
    assert loads(dumps(model, metadata=deep["a"]))
    assert loads(dumps(model, metadata={10: "a", 9: "b", "x": (1, 2)}))
