"""Log-mel pictures against the textbook's sums, and clips that cannot be used."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elm_core import dumps, loads
from elm_core.exceptions import InvalidInput
from elm_core.features.audio import LogMel, loud_part, mfcc
from elm_core.maths import spectrogram as spec

RATE = 16000


def tone(hz: float, seconds: float = 0.3, rate: int = RATE) -> np.ndarray:
    return np.sin(2 * np.pi * hz * np.arange(int(seconds * rate)) / rate)


def test_the_power_spectrum_is_the_sum_of_the_definition() -> None:
    x = np.random.RandomState(0).standard_normal((3, 30))
    j, k = np.arange(30), np.arange(33)
    window = np.sin(np.pi * j / 30) ** 2
    direct = np.abs((x * window) @ np.exp(-2j * np.pi * np.outer(j, k) / 64)) ** 2
    np.testing.assert_allclose(spec.power_spectrum(x, 64), direct, rtol=1e-10)


def test_mel_filters_are_triangles_whose_neighbours_add_up_to_one() -> None:
    filters = spec.mel_filters(16000, 4096, 20, 100.0, 7000.0)
    hz = np.arange(2049) * 16000 / 4096
    centres = spec.mel_to_hz(np.linspace(*spec.hz_to_mel(np.array([100.0, 7000.0])), 22))[1:-1]
    inside = (hz > centres[0]) & (hz < centres[-1])
    assert filters.min() == 0.0
    assert (np.abs(hz[filters.argmax(axis=1)] - centres) < 4.0).all()
    # each side is linear: between two centres one triangle falls as the next one rises
    np.testing.assert_allclose(filters.sum(axis=0)[inside], 1.0, atol=1e-9)


@given(st.integers(1, 40), st.data())
@settings(max_examples=30, deadline=None)
def test_the_cosine_basis_is_orthonormal(n: int, data: st.DataObject) -> None:
    basis = spec.cosine_basis(n, data.draw(st.integers(1, n)))
    np.testing.assert_allclose(basis @ basis.T, np.eye(len(basis)), atol=1e-12)


def test_frames_lie_a_hop_apart_and_short_clips_are_filled_up() -> None:
    assert spec.frames(np.arange(7.0), 3, 2).tolist() == [[0, 1, 2], [2, 3, 4], [4, 5, 6]]
    assert spec.frames(np.arange(2.0), 3, 2).tolist() == [[0, 1, 0]]


@pytest.mark.parametrize("rate", [8000, 11025, 22050, 44100, 48000])
def test_resampling_gives_the_same_tone_at_the_other_rate(rate: int) -> None:
    got = spec.resample(tone(1000, rate=rate), rate, RATE)
    wanted = tone(1000, seconds=len(got) / RATE)
    middle = slice(200, min(len(got), len(wanted)) - 200)
    np.testing.assert_allclose(got[middle], wanted[middle], atol=2e-3)


def test_resampling_removes_what_the_lower_rate_cannot_hold() -> None:
    assert np.abs(spec.resample(tone(7000), RATE, 8000))[200:-200].max() < 1e-3


@given(st.integers(0, 60), st.sampled_from([1.0, 3.0, 2.75625, 0.75, 1.234567]), st.data())
@settings(max_examples=40, deadline=None)
def test_resampling_is_the_sum_of_windowed_sincs(n: int, ratio: float, data: st.DataObject) -> None:
    samples = np.random.RandomState(data.draw(st.integers(0, 99))).standard_normal(n)
    got = spec.resample(samples, 16000 * ratio, 16000)
    time = np.arange(int(np.ceil(n / ratio))) * ratio
    cut = min(1.0, 1 / ratio)
    x = cut * (time[:, None] - np.arange(n))
    window = np.where(np.abs(x) < 16, 0.5 + 0.5 * np.cos(np.pi * x / 16), 0.0)
    np.testing.assert_allclose(got, (cut * np.sinc(x) * window) @ samples, atol=1e-9)


def test_loudness_and_silence_around_a_word_change_little() -> None:
    random = np.random.RandomState(0)
    word = np.concatenate([tone(400, 0.2), tone(1500, 0.2)]) * np.hanning(6400)
    noise = 1e-4 * random.standard_normal(16000)
    early, late = noise.copy(), noise[::-1].copy()
    early[1600:8000] += word
    late[8000:14400] += 30.0 * word
    pictures = LogMel().fit_transform([early, late, tone(3000)])
    distance = ((pictures[:, None] - pictures[None]) ** 2).mean(axis=2)
    assert distance[0, 1] < 0.3 < 1.0 < distance[0, 2]
    np.testing.assert_allclose(LogMel().fit_transform([1e-9 * early]), pictures[:1], atol=1e-6)


def test_the_loud_part_is_where_the_sound_is() -> None:
    x = 1e-3 * np.random.RandomState(0).standard_normal(16000)
    x[4000:9000] += tone(500, 5000 / RATE)
    first, last = loud_part(x, RATE, 0.95)
    assert 4000 - 400 <= first <= 4400
    assert 8600 <= last <= 9400


def test_pictures_have_mean_zero_and_variance_one_and_silence_is_zero() -> None:
    pictures = LogMel().fit_transform([tone(300), np.zeros(900), np.ones(1), tone(900, 0.001)])
    np.testing.assert_allclose(pictures[0].mean(), 0.0, atol=1e-9)
    np.testing.assert_allclose(pictures[0].std(), 1.0, atol=1e-9)
    assert not pictures[1].any()
    assert np.isfinite(pictures).all()


def test_all_cosine_components_keep_all_distances() -> None:
    clips = [tone(300), tone(2000), np.random.RandomState(0).standard_normal(5000)]
    plain = LogMel().fit_transform(clips)
    cosine = LogMel(n_frequency=40, n_time=32).fit_transform(clips)
    np.testing.assert_allclose(cosine @ cosine.T, plain @ plain.T, atol=1e-8)
    assert LogMel(n_frequency=20, n_time=16).fit_transform(clips).shape == (3, 320)


def test_clips_of_another_rate_look_the_same() -> None:
    extractor = LogMel().fit()
    a = extractor.transform([tone(440) * np.hanning(4800)])
    b = extractor.transform([tone(440, rate=48000) * np.hanning(14400)], sample_rate=48000)
    assert ((a - b) ** 2).mean() < 0.05


def test_mfcc_are_cosines_of_the_log_mel_bands() -> None:
    clip = np.random.RandomState(0).standard_normal(4000)
    bands = LogMel().fit()._log_mel(clip)
    k, j = np.arange(1, 5)[:, None], np.arange(40) + 0.5
    wanted = np.sqrt(2 / 40) * bands @ np.cos(np.pi * k * j / 40).T
    np.testing.assert_allclose(mfcc(clip, n_mfcc=5)[:, 1:], wanted, atol=1e-9)


NAN = np.array([0.0, np.nan])


@pytest.mark.parametrize(
    ("clips", "row"),
    [
        ([], None),
        (None, None),
        ("clip", None),
        (np.ones(5), None),
        ([np.ones(5), NAN], 1),
        ([np.ones(5), []], 1),
        ([np.ones(5), np.ones((2, 2))], 1),
        ([np.ones(5), ["a", "b"]], 1),
        ([np.ones(5), [np.inf]], 1),
        ([np.ones(RATE * 61)], 0),
        (np.ones((2, 0)), 0),
    ],
)
def test_clips_that_cannot_be_used_are_named(clips, row) -> None:
    with pytest.raises(InvalidInput) as caught:
        LogMel().fit().transform(clips)
    assert caught.value.parameter == "X"
    if row is not None:
        assert f"clip {row}" in str(caught.value)


@pytest.mark.parametrize(
    "params",
    [
        {"sample_rate": 10},
        {"n_mels": 0},
        {"frames": 2.5},
        {"trim": 0.0},
        {"n_time": 33},
        {"n_frequency": 41},
    ],
)
def test_parameters_out_of_range_are_named(params) -> None:
    with pytest.raises(InvalidInput) as caught:
        LogMel(**params).fit()
    assert caught.value.parameter == next(iter(params))


def test_an_extractor_comes_back_from_its_file() -> None:
    extractor = LogMel(8000, n_mels=20, trim=None, n_time=10).fit()
    again = loads(dumps(extractor))
    assert np.array_equal(again.transform([tone(300)]), extractor.transform([tone(300)]))
