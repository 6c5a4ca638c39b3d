"""Clips, bars and ratings through the worker's verbs: the same as from Python."""

from __future__ import annotations

import numpy as np
import pytest

from elm_core.service import Service
from elm_core.tasks import DrumMachine, Recommender, VoiceCommands
from tests.core.test_drum_machine import groove
from tests.core.test_recommender import tastes
from tests.core.test_service import RequestFailed, labels, matrix, run
from tests.core.test_voice_commands import RATE, clips


def packed(sounds: list[np.ndarray]) -> dict:
    lengths = np.array([len(s) for s in sounds], dtype=np.int32)
    return {"clips": {"data": np.concatenate(sounds).astype(np.float32), "lengths": lengths}}


def created(service: Service, name: str, **params) -> int:
    return run(service, "create", **{"class": name}, params=params)["model"]


@pytest.fixture(scope="module")
def voice() -> tuple[Service, int]:
    service = Service()
    number = created(service, "VoiceCommands", sample_rate=RATE, random_state=0)
    x, y = clips(12)
    summary = run(service, "fit", model=number, X=packed(x), y=labels(y))["summary"]
    assert (summary["kind"], summary["n_samples"]) == ("classifier", 12)
    return service, number


def test_clips_of_any_length_are_learnt_and_said(voice) -> None:
    service, number = voice
    x, y = clips(12)
    single = [clip.astype(np.float32) for clip in x]
    model = VoiceCommands(sample_rate=RATE, random_state=0).fit(single, y)
    test = [clip[: 5000 + 10 * i].astype(np.float32) for i, clip in enumerate(clips(4, 40)[0])]
    got = run(service, "predict_proba", model=number, X=packed(test))
    assert np.array_equal(got["data"].reshape(got["shape"]), model.predict_proba(test))
    even = np.stack([clip[:4000] for clip in test]).astype(np.float64)
    said = run(service, "predict", model=number, X=matrix(even))
    assert [said["values"][c] for c in said["codes"]] == model.predict(even).tolist()
    report = run(service, "evaluate", model=number, X=packed(x), y=labels(y))
    assert report["n"] == 12


@pytest.mark.parametrize("rate", [RATE, 16000])
def test_words_in_a_stream_are_heard_as_they_end(voice, rate) -> None:
    service, number = voice
    word = np.repeat(clips(1, 77)[0][0], rate // RATE)
    stream = np.concatenate(
        [0.01 * np.random.RandomState(0).standard_normal(rate), word, np.zeros(rate)]
    )
    stream += 0.003 * np.random.RandomState(1).standard_normal(len(stream))
    heard = []
    for start in range(0, len(stream), 1000):
        args = {
            "samples": matrix(stream[start : start + 1000]),
            "sample_rate": rate,
            "restart": not start,
        }
        got = run(service, "listen", model=number, **args)
        heard += got["words"]
    assert len(heard) == 1
    assert 0.1 < heard[0]["seconds"] < 0.8
    assert heard[0]["label"] in ("rise", "fall", "flat", "background")
    assert 0 < heard[0]["probability"] <= 1
    assert not got["speaking"]


def test_bars_are_learnt_without_y_and_played_on() -> None:
    service = Service()
    number = created(service, "DrumMachine", n_hidden=40, random_state=0)
    bars = groove(20)
    run(service, "fit", model=number, X=matrix(bars))
    model = DrumMachine(n_hidden=40, random_state=0).fit(bars)
    args = {"bars": 2, "seed": 3, "temperature": 0.5}
    got = run(service, "generate", model=number, **args, start=matrix(bars[0]))
    assert got["shape"] == [2, 16, 9]
    assert np.array_equal(got["data"].reshape(2, 16, 9), model.generate(**args, start=bars[0]))
    following = run(service, "predict", model=number, X=matrix(bars.reshape(20, 144)))
    assert np.array_equal(following["data"].reshape(20, 16, 9), model.predict(bars))
    text = run(service, "save", model=number)["json"]
    again = run(service, "load", json=text)["model"]
    assert np.array_equal(
        run(service, "generate", model=again, **args)["data"], model.generate(**args).ravel()
    )
    run(service, "partial_fit", model=number, X=matrix(bars[:2]))


def test_ratings_come_as_columns_and_recommendations_go_out() -> None:
    service = Service()
    number = created(service, "Recommender", n_factors=2, random_state=0)
    pairs, ratings, known = tastes(10, 8)
    users, items = (
        np.array([f"{kind}{k}" for k in pairs[known, c]]) for c, kind in enumerate("ui")
    )
    table = {"columns": [{"name": n, **labels(v)} for n, v in (("user", users), ("item", items))]}
    run(service, "fit", model=number, X=table, y=matrix(ratings[known]))
    model = Recommender(n_factors=2, random_state=0).fit(
        {"user": users, "item": items}, ratings[known]
    )
    predicted = run(service, "predict", model=number, X=table)
    assert np.array_equal(predicted["data"], model.predict({"user": users, "item": items}))
    got = run(service, "recommend", model=number, user="u3", n=3)
    assert list(zip(got["items"], got["ratings"], strict=True)) == model.recommend("u3", 3)
    told = {"items": labels(["i1", "i2"]), "ratings": matrix(np.array([9.0, 1.0]))}
    got = run(service, "recommend", model=number, **told)
    assert list(zip(got["items"], got["ratings"], strict=True)) == model.recommend(
        ratings={"i1": 9.0, "i2": 1.0}
    )


@pytest.mark.parametrize(
    ("verb", "args", "code", "parameter"),
    [
        (
            "fit",
            {"X": {"clips": {"data": np.ones(5), "lengths": [2, 2]}}, "y": labels(["a", "b"])},
            "invalid-input",
            "X",
        ),
        ("fit", {"X": {"clips": {"data": np.ones(5)}}, "y": labels(["a"])}, "invalid-input", "X"),
        ("fit", {"X": {"clips": 3}, "y": labels(["a"])}, "invalid-input", "X"),
        (
            "predict",
            {"X": {"clips": {"data": np.array([1, np.nan]), "lengths": [1, 1]}}},
            "invalid-input",
            "X",
        ),
        (
            "predict",
            {"X": {"clips": {"data": np.ones(2), "lengths": [3, -1]}}},
            "invalid-input",
            "X",
        ),
        ("listen", {}, "invalid-input", "samples"),
        ("listen", {"samples": matrix(np.array([np.nan]))}, "invalid-input", "samples"),
        ("generate", {}, "unsupported", None),
        ("recommend", {}, "unsupported", None),
    ],
)
def test_what_cannot_be_is_named_and_changes_nothing(voice, verb, args, code, parameter) -> None:
    service, number = voice
    before = run(service, "save", model=number)["json"]
    with pytest.raises(RequestFailed) as caught:
        run(service, verb, model=number, **args)
    assert caught.value.code == code
    assert caught.value.details.get("parameter") == parameter
    assert run(service, "save", model=number)["json"] == before
