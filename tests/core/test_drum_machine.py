"""Drum bars: rows against the loop, patterns that can be learnt, seeds, files, bad input."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elm_core import dumps, loads
from elm_core.exceptions import InvalidInput, ModelFormatError
from elm_core.features.drums import bars_before, check_bars, step_rows
from elm_core.tasks.drum_machine import DrumMachine
from tests.core.sealing import resealed


def groove(n: int, seed: int = 0) -> np.ndarray:
    """Bars of kick, snare and hi-hat; every second one ends in toms, some hats are left out."""
    random = np.random.RandomState(seed)
    bars = np.zeros((n, 16, 9))
    bars[:, [0, 8], 0] = 100
    bars[:, [4, 12], 1] = 120
    bars[:, ::2, 2] = 60 * (random.random_sample((n, 8)) < 0.9)
    bars[1::2, 13:16, 4] = 90
    return bars


def model(**params) -> DrumMachine:
    return DrumMachine(**{"n_hidden": 80, "random_state": 0} | params)


@pytest.fixture(scope="module")
def fitted() -> DrumMachine:
    return model().fit(groove(60))


@given(st.integers(1, 6), st.integers(0, 99))
@settings(max_examples=20, deadline=None)
def test_rows_are_the_sixteen_steps_before_and_the_place(n: int, seed: int) -> None:
    random = np.random.RandomState(seed)
    bars, songs = 9.0 * (random.random_sample((n, 16, 9)) < 0.2), random.randint(0, 2, n)
    inputs, hits = step_rows(bars_before(bars, songs), bars)
    for bar in range(n):
        joined = bar > 0 and songs[bar] == songs[bar - 1]
        past = np.concatenate([bars[bar - 1] if joined else np.zeros((16, 9)), bars[bar]]) > 0
        for step in range(16):
            row = inputs[16 * bar + step]
            assert row[:144].tolist() == past[step : step + 16].ravel().tolist()
            assert row[144:].tolist() == np.eye(16)[step].tolist()
            assert hits[16 * bar + step].tolist() == (bars[bar, step] > 0).tolist()


def test_what_repeats_is_learnt_better_than_by_repeating_the_bar(fitted) -> None:
    test = groove(40, seed=9)
    hits = test > 0
    repeat = 2 * (hits[1:] & hits[:-1]).sum() / (hits[1:].sum() + hits[:-1].sum())
    assert fitted.score(test) > repeat + 0.03
    assert abs(fitted.loo_score_ - fitted.score(test)) < 0.05
    assert (fitted.predict(test[:2])[:, [0, 8], 0] == 1).all()
    # a bar with toms follows one without, and the other way round
    assert fitted.predict(test[:2])[:, 14, 4].tolist() == [1, 0]


def test_the_same_seed_gives_the_same_bars_and_temperature_makes_them_wilder(fitted) -> None:
    one, two = fitted.generate(3, seed=1), fitted.generate(3, seed=1)
    assert one.shape == (3, 16, 9)
    assert one.dtype == np.uint8
    assert np.array_equal(one, two)
    assert not np.array_equal(one, fitted.generate(3, seed=2))
    cold = [fitted.generate(3, seed=s, temperature=0.0) for s in (1, 2)]
    assert np.array_equal(*cold)
    usual = groove(1)[0].astype(bool).any(axis=0)
    strange = [fitted.generate(8, seed=1, temperature=t)[..., ~usual].mean() for t in (0.5, 1, 5)]
    assert strange == sorted(strange)
    assert strange[2] > strange[0]


def test_generated_bars_go_on_from_a_start_and_may_carry_velocities(fitted) -> None:
    bars = groove(2)
    after = [fitted.generate(1, seed=0, temperature=0, start=bar)[0] for bar in bars]
    assert np.array_equal(after, fitted.predict(bars))
    loud = fitted.generate(2, seed=0, start=bars[0], velocity=True)
    assert np.array_equal(loud > 0, fitted.generate(2, seed=0, start=bars[0]) > 0)
    kicks = loud[:, [0, 8], 0]
    assert set(kicks[kicks > 0].tolist()) == {100}
    only_hits = model().fit(groove(10) > 0)
    assert only_hits.generate(2, seed=0, start=bars[0], velocity=True).max() == 100


def test_chances_follow_a_history_of_any_length(fitted) -> None:
    bar = groove(1)[0]
    steps = fitted.predict_steps(bar[None])[0]
    np.testing.assert_allclose(fitted.chances(), steps[0], atol=1e-12)
    np.testing.assert_allclose(fitted.chances(bar[:7]), steps[7], atol=1e-12)
    assert fitted.chances(np.concatenate([bar, bar])).shape == (9,)


def test_bars_added_later_count_as_from_the_start() -> None:
    bars, songs = groove(30), np.repeat([0, 1, 2], 10)
    whole = model(alpha=1.0).fit(bars, songs)
    parts = model(alpha=1.0).fit(bars[:20], songs[:20]).partial_fit(bars[20:])
    np.testing.assert_allclose(parts.predict_steps(bars), whole.predict_steps(bars), atol=1e-8)
    np.testing.assert_allclose(parts.velocity_, whole.velocity_, rtol=1e-12)
    assert parts.n_samples_seen_ == 30


def test_songs_say_which_bar_follows_which() -> None:
    bars = groove(12)
    apart = model(alpha=1.0).fit(bars, np.arange(12))
    assert not np.allclose(
        apart.predict_steps(bars), model(alpha=1.0).fit(bars).predict_steps(bars)
    )
    flat = model(alpha=1.0).fit(bars.reshape(12, 144), [str(i) for i in range(12)])
    assert dumps(flat) == dumps(apart)
    assert flat.predict(bars.reshape(12, 144)).shape == (12, 144)


def test_it_comes_back_from_its_file_bit_for_bit(fitted) -> None:
    again = loads(dumps(fitted))
    bars = groove(3)
    assert np.array_equal(again.predict_steps(bars), fitted.predict_steps(bars))
    assert np.array_equal(again.generate(2, seed=5), fitted.generate(2, seed=5))
    assert dumps(again) == dumps(fitted)
    with_statistics = loads(dumps(fitted, statistics=True))
    grown = with_statistics.partial_fit(bars)
    assert np.array_equal(
        grown.predict_steps(bars),
        loads(dumps(fitted, statistics=True)).partial_fit(bars).predict_steps(bars),
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("threshold_", 7.0),
        ("threshold_", None),
        ("velocity_", None),
        ("velocity_counts_", 1),
        ("model_", "x"),
        ("n_samples_seen_", 0),
    ],
)
def test_a_file_that_does_not_fit_together_is_refused(fitted, name, value) -> None:
    with pytest.raises(ModelFormatError):
        loads(resealed(dumps(fitted), lambda body: body["learned"].__setitem__(name, value)))
    with pytest.raises(ModelFormatError):
        loads(resealed(dumps(fitted), lambda body: body["learned"].pop(name)))


BARS = groove(4)
HOLE = np.where(np.arange(9) == 3, np.nan, BARS)


@pytest.mark.parametrize(
    ("bars", "songs", "parameter"),
    [
        (BARS[:0], None, "X"),
        (BARS[0], None, "X"),
        (BARS[:, :8], None, "X"),
        (HOLE, None, "X"),
        (BARS - 1, None, "X"),
        (BARS * 2, None, "X"),
        ("bars", None, "X"),
        (None, None, "X"),
        (BARS, [1, 2], "y"),
        (BARS, [1, 2, 3, np.nan], "y"),
    ],
)
def test_bad_bars_are_named_and_change_nothing(fitted, bars, songs, parameter) -> None:
    before = dumps(fitted)
    for train in (fitted.fit, fitted.partial_fit):
        with pytest.raises(InvalidInput) as caught:
            train(bars, songs)
        assert caught.value.parameter == parameter
    if parameter == "X":
        with pytest.raises(InvalidInput):
            fitted.predict(bars)
    assert dumps(fitted) == before


def test_silence_cannot_be_learnt_and_errors_say_where() -> None:
    with pytest.raises(InvalidInput, match="no hit"):
        model().fit(np.zeros((3, 16, 9)))
    with pytest.raises(InvalidInput, match="bar 1, step 2, drum 3"):
        bars = groove(2)
        bars[1, 2, 3] = 128
        check_bars(bars)


@pytest.mark.parametrize(
    ("options", "parameter"),
    [
        ({"bars": 0}, "bars"),
        ({"temperature": -1}, "temperature"),
        ({"temperature": float("nan")}, "temperature"),
        ({"start": np.zeros((3, 9))}, "start"),
        ({"seed": -1}, "random_state"),
        ({"velocity": "loud"}, "velocity"),
    ],
)
def test_bad_wishes_are_named(fitted, options, parameter) -> None:
    with pytest.raises(InvalidInput) as caught:
        fitted.generate(**options)
    assert caught.value.parameter == parameter
