"""Words out of a stream: as many as were said, soon after they end, however it is chunked."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elm_core.exceptions import InvalidInput
from elm_core.features.speech import WordCutter

RATE = 16000


def stream(noise: float = 1e-3) -> tuple[np.ndarray, list[tuple[int, int]]]:
    """Three words in background noise, and where they lie."""
    x = noise * np.random.RandomState(0).standard_normal(4 * RATE)
    places = [(8000, 14000), (24000, 29000), (45000, 55000)]
    for first, last in places:
        x[first:last] += 0.2 * np.sin(np.arange(last - first) * 0.3)
    return x, places


def cut(x: np.ndarray, size: int) -> list[tuple[int, np.ndarray]]:
    cutter = WordCutter(RATE)
    found = []
    for start in range(0, len(x), size):
        found += [(start + size, word) for word in cutter.feed(x[start : start + size])]
    return found


@pytest.mark.parametrize("noise", [0.0, 1e-4, 1e-2])
def test_every_word_comes_out_within_150_ms_of_its_end(noise: float) -> None:
    x, places = stream(noise)
    words = cut(x, 160)
    assert len(words) == len(places)
    for (when, word), (first, last) in zip(words, places, strict=True):
        assert last < when <= last + 0.15 * RATE
        assert last - first <= len(word) <= last - first + 0.27 * RATE
        place = np.flatnonzero(
            np.correlate(x, word[2000:2200], "valid") > 0.9 * word[2000:2200] @ word[2000:2200]
        )
        assert any(first - 0.12 * RATE <= p - 2000 <= first for p in place)


@given(st.lists(st.integers(1, 9000), min_size=1, max_size=12))
@settings(max_examples=25, deadline=None)
def test_how_the_stream_is_cut_into_chunks_does_not_matter(sizes: list[int]) -> None:
    x, _ = stream()
    whole = WordCutter(RATE).feed(x)
    cutter, parts, start = WordCutter(RATE), [], 0
    for size in sizes:
        parts += cutter.feed(x[start : start + size])
        start += size
    parts += cutter.feed(x[start:])
    assert len(parts) == len(whole)
    assert all(np.array_equal(a, b) for a, b in zip(parts, whole, strict=True))


def test_steady_noise_becomes_background_and_clicks_are_no_words() -> None:
    random = np.random.RandomState(0)
    x = 0.05 * random.standard_normal(10 * RATE)
    assert len(WordCutter(RATE).feed(x)) <= 1
    click = 1e-4 * random.standard_normal(RATE)
    click[5000:5400] += 0.5
    assert WordCutter(RATE).feed(click) == []


def test_sound_without_end_is_cut() -> None:
    cutter = WordCutter(RATE, longest=0.5)
    words = cutter.feed(np.concatenate([np.zeros(4000), np.sin(np.arange(RATE) * 0.2)]))
    assert words
    assert all(len(word) <= 0.62 * RATE for word in words)


@pytest.mark.parametrize("bad", [[[1.0]], [np.nan], ["a"], [1.0, np.inf]])
def test_bad_samples_are_refused_and_nothing_is_lost(bad) -> None:
    x, _ = stream()
    cutter = WordCutter(RATE)
    cutter.feed(x[:20_003])
    with pytest.raises(InvalidInput) as caught:
        cutter.feed(bad)
    assert caught.value.parameter == "samples"
    rest = cutter.feed(x[20_003:])
    assert len(rest) == 2
    assert np.array_equal(rest[-1], WordCutter(RATE).feed(x)[-1])


def test_reset_starts_anew() -> None:
    x, _ = stream()
    cutter = WordCutter(RATE)
    cutter.feed(x[:10_000])
    assert cutter.speaking
    cutter.reset()
    assert not cutter.speaking
    assert len(cutter.feed(x)) == 3
