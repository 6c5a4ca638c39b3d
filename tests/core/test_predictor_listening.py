"""The Predictor hears the words of a stream that Python hears: tests/js/predict_cases.mjs plays it."""

import numpy as np
import pytest

from elm_core import dumps
from elm_core.service import Service
from elm_core.tasks.voice_commands import VoiceCommands
from tests.core.test_service import RequestFailed, matrix, run
from tests.predicting import NODE, answers

pytestmark = pytest.mark.skipif(NODE is None, reason="needs Node")

RATE = 8000


def tone(hertz, seconds, rate, loudness=0.4):
    time = np.arange(round(seconds * rate)) / rate
    fade = np.minimum(1, 20 * np.minimum(time, seconds - time))
    return loudness * fade * np.sin(2 * np.pi * hertz * time)


def stream(rng, rate, background):
    """Words of two kinds, a click, a pause within a word, and sound that does not end."""
    parts = [np.zeros(rate // 5)]
    for _ in range(4):
        parts += [tone(rng.choice([300, 900]), rng.uniform(0.2, 0.5), rate)]
        parts += [np.zeros(round(rng.uniform(0.15, 0.4) * rate))]
    parts += [tone(900, 0.04, rate), np.zeros(rate // 3)]
    parts += [tone(300, 0.2, rate), np.zeros(rate // 12), tone(300, 0.2, rate), np.zeros(rate // 3)]
    parts += [tone(500, 2.6, rate, 0.2), np.zeros(rate // 3), tone(900, 0.3, rate)]
    sound = np.concatenate([*parts, np.zeros(rate // 3)])
    return sound + background * rng.normal(size=len(sound))


def blocks(rng, sound):
    ends = np.cumsum(rng.integers(0, 900, 10_000))
    return np.split(sound, ends[ends < len(sound)])


def said_by_python(model, parts, rate):
    service = Service()
    number = run(service, "load", json=dumps(model))["model"]
    return [
        run(
            service,
            "listen",
            model=number,
            samples=matrix(part),
            sample_rate=rate,
            restart=place == 0,
        )
        for place, part in enumerate(parts)
    ]


@pytest.fixture(scope="module")
def model():
    rng = np.random.default_rng(40)
    clips = [
        tone(hertz * rng.uniform(0.9, 1.1), rng.uniform(0.2, 0.5), RATE) for hertz in 8 * [300, 900]
    ]
    return VoiceCommands(sample_rate=RATE, copies=1, random_state=0).fit(clips, 8 * ["low", "high"])


@pytest.mark.parametrize("rate", [RATE, 44_100, 48_000, 11_025, 12_347.5])
def test_words_are_those_of_python(model, rate, tmp_path):
    rng = np.random.default_rng(round(rate))
    parts = blocks(rng, stream(rng, round(rate), 1e-4))
    expected = said_by_python(model, parts, rate)
    case = {"model": dumps(model), "methods": [], "rate": rate}
    [found] = answers([case | {"heard": [part.tolist() for part in parts]}], tmp_path)
    assert "error" not in found, found
    assert sum(len(one["words"]) for one in expected) >= 6
    for python, page in zip(expected, found["listen"], strict=True):
        assert page["speaking"] == python["speaking"]
        assert [w["label"] for w in page["words"]] == [w["label"] for w in python["words"]]
        for name in ("probability", "seconds"):
            np.testing.assert_allclose(
                [w[name] for w in page["words"]], [w[name] for w in python["words"]], rtol=1e-9
            )


def test_sounds_that_are_none_are_refused(model, tmp_path):
    case = {"model": dumps(model), "methods": [], "rate": RATE}
    cases = [case | {"heard": [[0.5, None]]}, case | {"heard": [[0.5]], "rate": 100}]
    codes = [found["code"] for found in answers(cases, tmp_path)]
    assert codes == ["invalid-input"] * 2
    with pytest.raises(RequestFailed, match="samples"):
        said_by_python(model, [np.array([0.5, np.nan])], RATE)
