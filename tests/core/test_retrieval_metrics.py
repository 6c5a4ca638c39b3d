"""Measures of rankings against hand counts, scikit-learn and what trec_eval says."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from elm_core.exceptions import InvalidInput
from elm_core.retrieval_metrics import mean_reciprocal_rank, ndcg_at_k, recall_at_k

#: Gains, a ranking, and what pytrec_eval-terrier 0.5.11 says of them: nDCG at 2, 3 and 10, recall at 2, 3
#: and 10, and the reciprocal rank.
TREC_EVAL = [
    ({"a": 0, "b": 0}, "ab", (0, 0, 0), (0, 0, 0), 0),
    ({"a": -2, "b": 1}, "ab", (0.63093, 0.63093, 0.63093), (1, 1, 1), 1 / 2),
    ({"a": -2, "b": -1, "c": 3}, "bac", (0, 0.5, 0.5), (0, 1, 1), 1 / 3),
    (
        {"a": 3, "b": 1, "c": 2, "d": 0},
        "dbxac",
        (0.148041, 0.132497, 0.566305),
        (1 / 3, 1 / 3, 1),
        1 / 2,
    ),
    ({"a": 3, "b": 1, "c": 2, "d": 1}, "bc", (0.530721, 0.474995, 0.435598), (0.5, 0.5, 0.5), 1),
    ({"a": 1}, "xy", (0, 0, 0), (0, 0, 0), 0),
    ({"a": 1}, "", (0, 0, 0), (0, 0, 0), 0),
    ({"a": -1, "f": 0}, "cgdba", (0, 0, 0), (0, 0, 0), 0),
    (
        {"h": 1, "c": 2, "e": 3, "g": 3, "f": 0, "b": 3, "a": 0},
        "g",
        (0.613147, 0.469279, 0.392619),
        (0.2, 0.2, 0.2),
        1,
    ),
    (
        {"f": 0, "a": 2, "c": 0, "h": -1, "e": 0},
        "cahgfbed",
        (0.63093, 0.63093, 0.63093),
        (1, 1, 1),
        1 / 2,
    ),
]


@pytest.mark.parametrize(("gains", "ranked", "ndcg", "recall", "reciprocal"), TREC_EVAL)
def test_measures_equal_trec_eval(gains, ranked, ndcg, recall, reciprocal):
    found = [list(ranked)]
    for k, expected in zip((2, 3, 10), ndcg, strict=True):
        assert ndcg_at_k([gains], found, k=k) == pytest.approx(expected, abs=1e-6)
    for k, expected in zip((2, 3, 10), recall, strict=True):
        assert recall_at_k([gains], found, k=k) == pytest.approx(expected)
        relevant = {d for d, gain in gains.items() if gain > 0}
        if relevant:
            assert recall_at_k([relevant], found, k=k) == pytest.approx(expected)
    assert mean_reciprocal_rank([gains], found) == pytest.approx(reciprocal)


@given(
    gains=st.dictionaries(st.sampled_from("abcdef"), st.integers(-2, 3), min_size=1),
    found=st.lists(st.sampled_from("abcdefgh"), max_size=12),
    k=st.integers(1, 12),
)
def test_measures_are_shares_and_count_a_document_once(gains, found, k):
    once = list(dict.fromkeys(found))
    for measure in (ndcg_at_k, recall_at_k):
        value = measure([gains], [found], k=k)
        assert 0 <= value <= 1 + 1e-12
        assert value == measure([gains], [once], k=k)
    assert mean_reciprocal_rank([gains], [found]) == mean_reciprocal_rank([gains], [once])
    best = sorted(gains, key=lambda d: -gains[d])
    perfect = float(max(gains.values()) > 0)
    assert ndcg_at_k([gains], [best], k=k) == pytest.approx(perfect)


def test_a_document_listed_twice_counts_once():
    assert ndcg_at_k([{"a": 1}], [["a", "a"]], k=10) == 1.0
    assert recall_at_k([{"a", "b"}], [["a", "a", "b"]], k=2) == 1.0


@pytest.mark.parametrize("k", [0, -1, 1.5, "2", None])
@pytest.mark.parametrize("measure", [ndcg_at_k, recall_at_k])
def test_a_wrong_k_is_named(measure, k):
    with pytest.raises(InvalidInput) as caught:
        measure([{"a": 1}], [["a"]], k=k)
    assert caught.value.parameter == "k"


@pytest.mark.parametrize("gain", [math.nan, math.inf, "much", None])
def test_gains_that_are_no_numbers_are_named(gain):
    with pytest.raises(InvalidInput, match="'b' of query 1") as caught:
        ndcg_at_k([{"a": 1}, {"a": np.float32(1), "b": gain}], [["a"], ["a"]], k=1)
    assert (caught.value.parameter, caught.value.row) == ("relevant", 1)


def test_measures_of_rankings_equal_hand_counts():
    relevant, ranked = [{"a": 3, "b": 1}, {"c": 2}, {}], [["x", "a", "b"], ["y"], ["z"]]
    assert recall_at_k(relevant, ranked, k=2) == 0.25
    assert mean_reciprocal_rank(relevant, ranked) == 0.25
    gain = (3 / math.log2(3) + 1 / 2) / (3 + 1 / math.log2(3))
    assert ndcg_at_k(relevant, ranked, k=3) == pytest.approx(gain / 2)
    with pytest.raises(InvalidInput):
        recall_at_k([set()], [["a"]], k=1)
    with pytest.raises(InvalidInput):
        recall_at_k([{"a"}], [], k=1)


def test_ndcg_equals_scikit_learn():
    from sklearn.metrics import ndcg_score

    random = np.random.RandomState(0)
    for _ in range(20):
        gains, scores = random.randint(0, 4, 12), random.permutation(12)
        order = np.argsort(-scores)
        got = ndcg_at_k([dict(enumerate(gains.tolist()))], [order.tolist()], k=5)
        assert got == pytest.approx(ndcg_score([gains], [scores], k=5))
