"""Words from clips: synthesised tones stand for words, formulas against brute force."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elm_core import dumps, loads
from elm_core.exceptions import InvalidInput, ModelFormatError
from elm_core.maths import kernels
from elm_core.maths.dual import DualFactor
from elm_core.maths.grouped import leave_groups_out
from elm_core.persistence import loads_with_metadata
from elm_core.tasks.voice_commands import VoiceCommands
from tests.core.sealing import resealed

RATE = 8000
SLOPES = {"rise": (900.0, 3000.0), "fall": (2500.0, -3000.0), "flat": (1600.0, 0.0)}


def word(name: str, seed: int) -> np.ndarray:
    """A chirp in noise: pitch, length, loudness and place differ from speaker to speaker."""
    random = np.random.RandomState(seed)
    start, slope = SLOPES[name]
    length = int(RATE * random.uniform(0.25, 0.4))
    time = np.arange(length) / RATE
    pitch = random.uniform(0.92, 1.08)
    tone = np.sin(2 * np.pi * pitch * (start * time + slope * time**2 / 2)) * np.hanning(length)
    clip = 0.01 * random.standard_normal(int(0.7 * RATE))
    place = random.randint(0, len(clip) - length)
    clip[place : place + length] += random.uniform(0.1, 1.0) * tone
    return clip


def clips(n: int, seed: int = 0, words=("rise", "fall", "flat")):
    names = [words[i % len(words)] for i in range(n)]
    return [word(name, seed + i) for i, name in enumerate(names)], names


def model(**params) -> VoiceCommands:
    return VoiceCommands(**{"sample_rate": RATE, "random_state": 0, "copies": 1} | params)


@pytest.fixture(scope="module")
def fitted() -> VoiceCommands:
    return model().fit(*clips(24))


def test_words_of_new_speakers_are_known_and_noise_is_not(fitted) -> None:
    x, y = clips(30, seed=100)
    assert fitted.score(x, y) >= 0.9
    random = np.random.RandomState(9)
    noise = [
        np.zeros(4000),
        random.standard_normal(5000),
        1e-6 * random.standard_normal(3000).cumsum(),
    ]
    assert fitted.predict(noise).tolist() == ["background"] * 3
    assert fitted.loo_score_ >= 0.8


def test_probabilities_are_of_all_classes_and_rule_the_answer(fitted) -> None:
    x, _ = clips(6, seed=50)
    proba = fitted.predict_proba(x)
    np.testing.assert_allclose(proba.sum(axis=1), 1.0, atol=1e-12)
    assert fitted.classes_.tolist() == ["background", "fall", "flat", "rise"]
    strict = loads(dumps(fitted)).set_params(threshold=1.0)
    assert set(strict.predict(x)) == {"background"}
    assert (
        fitted.set_params(threshold=0.0).predict(x)
        == fitted.classes_[1:][proba[:, 1:].argmax(axis=1)]
    ).all()
    fitted.set_params(threshold=0.5)


def test_loudness_does_not_matter(fitted) -> None:
    x, _ = clips(3, seed=70)
    loud = fitted.predict_proba([1000.0 * clip for clip in x])
    np.testing.assert_allclose(fitted.predict_proba(x), loud, atol=1e-6)


def test_the_same_seed_gives_the_same_model() -> None:
    x, y = clips(6)
    assert dumps(model().fit(x, y)) == dumps(model().fit(x, y))


@pytest.mark.parametrize("copies", [0, 2])
def test_clips_added_later_are_as_good_as_those_from_the_start(copies) -> None:
    x, y = clips(9)
    whole = model(background=None, copies=copies).fit(x, y)
    parts = model(background=None, copies=copies).fit(x[:4], y[:4])
    parts.partial_fit(x[4:7], y[4:7]).partial_fit(x[7:], y[7:])
    test, _ = clips(5, seed=30)
    np.testing.assert_allclose(parts.predict_proba(test), whole.predict_proba(test), atol=1e-9)
    assert parts.n_samples_seen_ == 9


def test_a_new_word_may_come_and_ones_own_clips_outweigh_those_of_others() -> None:
    x, y = clips(10, words=("rise", "fall"))
    starter = model().fit(x, y, np.full(10, 0.1))
    starter.partial_fit(clips(2, 400, ("flat",))[0], ["flat", "flat"])
    assert starter.predict(clips(2, 90, ("flat",))[0]).tolist() == ["flat", "flat"]


def test_ones_own_clips_outweigh_those_of_others_that_weigh_less() -> None:
    x, y = clips(12, words=("rise", "fall"))
    own = clips(2, 200, ("rise",))[0]  # this speaker calls it a fall
    sure = []
    for weight in (1.0, 0.1):
        learner = model(background=None).fit(x, y, np.full(12, weight))
        assert learner.predict(own).tolist() == ["rise"] * 2
        learner.partial_fit(own, ["fall"] * 2)
        sure.append(-learner.decision_function(own))
    assert (sure[1] > sure[0]).all()
    assert (sure[1] > 0).all()


def test_words_not_kept_become_background() -> None:
    kept = model().fit(*clips(15)).keep(["rise", "fall"])
    assert kept.classes_.tolist() == ["background", "fall", "rise"]
    assert kept.predict(clips(2, 300, ("flat",))[0]).tolist() == ["background"] * 2
    assert kept.n_samples_seen_ == 15
    with pytest.raises(InvalidInput) as caught:
        kept.keep(["flat"])
    assert caught.value.parameter == "words"


@given(st.integers(0, 1000))
@settings(max_examples=30, deadline=None)
def test_leaving_groups_out_is_what_a_fit_without_them_says(seed: int) -> None:
    random = np.random.RandomState(seed)
    n = random.randint(4, 12)
    x, targets = random.standard_normal((n, 2)), random.standard_normal((n, 2))
    groups, weights = random.randint(0, 3, n), random.uniform(0.1, 3.0, n)
    matrix = kernels.rbf(x, x, gamma=0.5)
    factor = DualFactor.of(matrix, 0.3, weights)
    got = leave_groups_out(factor, targets, groups)
    for group in np.unique(groups):
        out, rest = groups == group, groups != group
        if not rest.any():
            continue
        some = DualFactor.of(matrix[np.ix_(rest, rest)], 0.3, weights[rest]).solve(targets[rest])
        wanted = matrix[np.ix_(out, rest)] @ some.coef + some.intercept
        np.testing.assert_allclose(got[out], wanted, rtol=1e-7, atol=1e-9)


def test_it_comes_back_from_its_file_bit_for_bit_and_learns_on(fitted) -> None:
    text = dumps(fitted, metadata={"name": "chirps"})
    again = loads(text)
    x, y = clips(4, seed=60)
    assert np.array_equal(again.predict_proba(x), fitted.predict_proba(x))
    assert dumps(again, metadata={"name": "chirps"}) == text
    both = loads(text), loads(text)
    assert dumps(both[0].partial_fit(x, y)) == dumps(both[1].partial_fit(x, y))
    assert len(text) < 1000 * len(fitted.pictures_)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("n_samples_seen_", 3),
        ("n_samples_seen_", -1),
        ("inverse_temperature_", -1.0),
        ("seed_", "x"),
        ("groups_", None),
        ("pictures_", [1]),
        ("model_", 3),
        ("classes_", {"array": {"dtype": "str", "shape": [2], "data": ["a", "b"]}}),
    ],
)
def test_a_file_that_does_not_fit_together_is_refused(fitted, name, value) -> None:
    with pytest.raises(ModelFormatError):
        loads(resealed(dumps(fitted), lambda body: body["learned"].__setitem__(name, value)))
    gone = json.loads(dumps(fitted))
    del gone["learned"][name], gone["sha256"]
    with pytest.raises(ModelFormatError):
        loads(resealed(dumps(fitted), lambda body: body["learned"].pop(name)))


X, Y = clips(4)


@pytest.mark.parametrize(
    ("x", "y", "params", "parameter"),
    [
        ([], [], {}, "X"),
        (X, None, {}, "y"),
        (X, Y[:3], {}, "y"),
        (X, [1, 2, 3, 4], {}, "y"),
        (X, ["background"] * 4, {}, "y"),
        (X, ["rise"] * 4, {"background": None}, "y"),
        ([*X[:3], [np.nan]], Y, {}, "X"),
        ([*X[:3], []], Y, {}, "X"),
        (X, Y, {"alpha": 0}, "alpha"),
        (X, Y, {"copies": -1}, "copies"),
        (X, Y, {"threshold": 2}, "threshold"),
        (X, Y, {"background": 3}, "background"),
        (X, Y, {"sample_rate": 1}, "sample_rate"),
        (X, Y, {"gamma": None}, "gamma"),
    ],
)
def test_bad_input_is_named_and_changes_nothing(x, y, params, parameter) -> None:
    learner = model(copies=0).fit(X, Y)
    before = dumps(learner)
    learner.set_params(**params)
    for train in (learner.fit, learner.partial_fit):
        with pytest.raises(InvalidInput) as caught:
            train(x, y)
        assert caught.value.parameter == parameter
        if parameter == "y" and y is not None and len(y) == 4:
            break  # more of one word can be learnt by a model that knows others
    learner.set_params(**{name: getattr(model(copies=0), name) for name in params})
    assert dumps(learner) == before


def test_a_fit_that_is_dropped_changes_nothing(fitted) -> None:
    before = dumps(fitted)
    steps = fitted.fit_steps(*clips(6, seed=7))
    shares = [next(steps) for _ in range(3)]
    assert shares == sorted(shares)
    assert 0 < shares[0] < 1
    steps.close()
    assert dumps(fitted) == before


def test_the_voice_model_that_ships_loads_and_learns_on() -> None:
    file = Path(__file__).parents[2] / "web" / "gallery" / "voice_starter.json"
    assert file.stat().st_size <= 300_000
    starter, card = loads_with_metadata(file.read_text(encoding="utf-8"))
    assert {"name", "licence", "trained_on", "figures", "made_by"} <= set(card)
    assert len(starter.classes_) == 10
    own = [np.repeat(clip, 2) for clip in clips(3, words=("rise",))[0]]
    starter.partial_fit(own, ["rise"] * 3)
    assert starter.predict(own).tolist() == ["rise"] * 3
