"""Windows against the loop that they stand for; one column a token."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elm_core.exceptions import InvalidInput
from elm_core.features.sequence import flat, multi_hot, one_hot, windows, windows_of_all

TOKENS = st.lists(st.integers(0, 9), min_size=1, max_size=20)


@given(TOKENS, st.integers(1, 25), st.booleans())
@settings(max_examples=150, deadline=None)
def test_windows_are_those_of_the_loop(tokens: list[int], length: int, wrap: bool) -> None:
    if wrap:
        n = len(tokens)
        wanted = [
            ([tokens[(i - length + k) % n] for k in range(length)], t) for i, t in enumerate(tokens)
        ]
    else:
        wanted = [(tokens[i - length : i], tokens[i]) for i in range(length, len(tokens))]
    if not wanted:
        with pytest.raises(InvalidInput, match="at least"):
            windows(tokens, length)
        return
    before, after = windows(tokens, length, wrap=wrap)
    assert before.tolist() == [w for w, _ in wanted]
    assert after.tolist() == [t for _, t in wanted]


def test_rows_of_features_stay_rows() -> None:
    steps = np.arange(12.0).reshape(6, 2)
    before, after = windows(steps, 3)
    assert before.shape == (3, 3, 2)
    assert flat(before)[1].tolist() == steps[1:4].ravel().tolist()
    assert after.tolist() == steps[3:].tolist()


@given(st.lists(TOKENS, min_size=1, max_size=5), st.integers(1, 4))
@settings(max_examples=60, deadline=None)
def test_no_window_reaches_from_one_sequence_into_the_next(sequences, length) -> None:
    long_enough = [s for s in sequences if len(s) > length]
    if not long_enough:
        with pytest.raises(InvalidInput):
            windows_of_all(sequences, length)
        return
    before, after = windows_of_all(sequences, length)
    parts = [windows(s, length) for s in long_enough]
    assert before.tolist() == [w for part in parts for w in part[0].tolist()]
    assert after.tolist() == [t for part in parts for t in part[1].tolist()]


@given(st.permutations(range(6)), st.lists(st.integers(-2, 8), max_size=10))
def test_one_hot_marks_the_place_in_the_vocabulary(vocabulary, tokens) -> None:
    got = one_hot(np.array(tokens, dtype=int), vocabulary)
    assert got.shape == (len(tokens), 6)
    wanted = [[float(t == v) for v in vocabulary] for t in tokens]
    assert got.tolist() == wanted
    assert multi_hot([tokens], vocabulary).tolist() == [
        np.max([[0.0] * 6, *wanted], axis=0).tolist()
    ]


@pytest.mark.parametrize(
    ("call", "parameter"),
    [
        (lambda: windows([], 1), "sequence"),
        (lambda: windows(3, 1), "sequence"),
        (lambda: windows([1, 2], 0), "length"),
        (lambda: one_hot([1], ["a"]), "tokens"),
        (lambda: one_hot(["a"], []), "tokens"),
    ],
)
def test_what_cannot_be_is_named(call, parameter) -> None:
    with pytest.raises(InvalidInput) as caught:
        call()
    assert caught.value.parameter == parameter
