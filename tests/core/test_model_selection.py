"""Splits keep shares and lose no row; searches find the better parameters."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elm_core import ELMClassifier
from elm_core.exceptions import InvalidInput
from elm_core.model_selection import cross_val_score, grid_search, k_fold, train_test_split


@settings(max_examples=60, deadline=None)
@given(n=st.integers(2, 300), share=st.floats(0.05, 0.9), seed=st.integers(0, 50))
def test_a_split_has_every_row_once(n, share, seed):
    labels = np.random.RandomState(seed).randint(0, 4, n)
    for stratify in (None, labels):
        train, test = train_test_split(n, test_size=share, stratify=stratify, random_state=seed)
        assert sorted([*train, *test]) == list(range(n))
        assert len(test) == min(max(round(share * n), 1), n - 1)


def test_a_stratified_split_keeps_the_shares_and_lone_labels_for_training():
    labels = np.array(["a"] * 80 + ["b"] * 19 + ["rare"])
    train, test = train_test_split(100, test_size=0.2, stratify=labels, random_state=0)
    assert 15 <= (labels[test] == "a").sum() <= 17
    assert "rare" in labels[train]


@settings(max_examples=40, deadline=None)
@given(n=st.integers(4, 100), k=st.integers(2, 4), seed=st.integers(0, 50))
def test_folds_cover_every_row_once_and_share_out_the_labels(n, k, seed):
    labels = np.random.RandomState(seed).randint(0, 3, n)
    folds = list(k_fold(n, k, stratify=labels, random_state=seed))
    assert sorted(np.concatenate([test for _, test in folds])) == list(range(n))
    for label in range(3):
        counts = [(labels[test] == label).sum() for _, test in folds]
        assert max(counts) - min(counts) <= 2


def test_too_few_rows_or_a_bad_share_are_named():
    with pytest.raises(InvalidInput, match="cannot split 1 row"):
        train_test_split(1)
    with pytest.raises(InvalidInput, match="test_size"):
        train_test_split(10, test_size=1.0)
    with pytest.raises(InvalidInput, match="n_splits"):
        list(k_fold(3, 4))


def test_grid_search_ranks_by_score():
    random = np.random.RandomState(0)
    x = random.standard_normal((200, 2))
    y = x[:, 0] * x[:, 1] > 0
    results = grid_search(
        ELMClassifier(random_state=0), {"n_hidden": [2, 100], "activation": ["tanh"]}, x, y
    )
    assert results[0]["params"] == {"n_hidden": 100, "activation": "tanh"}
    assert results[0]["mean"] > results[1]["mean"]
    scores = cross_val_score(ELMClassifier(100, activation="tanh", random_state=0), x, y)
    assert results[0]["mean"] == pytest.approx(scores.mean())


@pytest.mark.parametrize(
    "call",
    [
        lambda: train_test_split(3.5),
        lambda: train_test_split("a"),
        lambda: train_test_split(10, stratify=[1, 2]),
        lambda: train_test_split(3, stratify=[1, 2] * 9),
        lambda: train_test_split(4, stratify=np.array([1, "a", None, 2], dtype=object)),
        lambda: list(k_fold(10.0, 2)),
        lambda: list(k_fold(10, 2, stratify=[1, 2] * 10)),
        lambda: cross_val_score(ELMClassifier(), np.zeros((30, 1)), [0, 1] * 10),
        lambda: cross_val_score(ELMClassifier(), np.zeros((10, 1)), [0, 1] * 10),
        lambda: cross_val_score(ELMClassifier(), np.zeros((10, 1)), None),
        lambda: cross_val_score(ELMClassifier(), {"a": [1, 2] * 10}, [0, 1] * 10),
        lambda: grid_search(ELMClassifier(), {"alpha": 1}, np.zeros((10, 1)), [0, 1] * 5),
        lambda: grid_search(ELMClassifier(), {"alpha": "loo"}, np.zeros((10, 1)), [0, 1] * 5),
    ],
)
def test_what_does_not_fit_together_is_refused(call):
    with pytest.raises(InvalidInput):
        call()


def test_cross_validation_takes_a_data_frame():
    x = np.random.RandomState(0).randn(30, 2)
    y = [0, 1, 1] * 10
    frame = pd.DataFrame(x, columns=["a", "b"])
    model = ELMClassifier(10, random_state=0)
    np.testing.assert_array_equal(cross_val_score(model, frame, y), cross_val_score(model, x, y))
