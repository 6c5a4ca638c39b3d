"""Held-out answers: scikit-learn's own, from the same folds; what is told counts all rows."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import Ridge
from sklearn.model_selection import (
    GroupKFold,
    PredefinedSplit,
    StratifiedGroupKFold,
    cross_val_predict,
)
from sklearn.model_selection import cross_validate as theirs
from sklearn.naive_bayes import GaussianNB

from elm_core import ConformalRegressor, ELMClassifier, ELMRegressor, OnlineELMClassifier
from elm_core.exceptions import InvalidInput, ScarceDataWarning, UnreadableCells
from elm_core.model_selection import cross_validate, group_k_fold, k_fold
from elm_core.tasks.table import TableClassifier

RANDOM = np.random.RandomState(0)
X = RANDOM.standard_normal((90, 4))
NUMBERS = X[:, 0] - 2 * X[:, 1] + RANDOM.standard_normal(90)
LABELS = np.array(["a", "b", "c"])[np.digitize(X[:, 0] * X[:, 1], [-0.3, 0.3])]


@pytest.mark.parametrize("model", [ELMClassifier(30, random_state=0), GaussianNB()])
def test_a_classifiers_answers_are_those_of_scikit_learn_on_the_same_folds(model):
    found = cross_validate(model, X, LABELS, cv=4, random_state=3)
    same = PredefinedSplit(found["folds"])
    np.testing.assert_array_equal(
        found["predictions"], cross_val_predict(model, X, LABELS, cv=same)
    )
    proba = cross_val_predict(model, X, LABELS, cv=same, method="predict_proba")
    np.testing.assert_allclose(found["probabilities"], proba, atol=1e-12)
    assert found["classes"].tolist() == ["a", "b", "c"]
    scores = theirs(model, X, LABELS, cv=same)["test_score"]
    np.testing.assert_allclose(found["test_score"], scores)
    assert found["rows"].tolist() == list(range(90))


@pytest.mark.parametrize("model", [ELMRegressor(30, random_state=0), Ridge()])
def test_a_regressors_answers_are_those_of_scikit_learn_on_the_same_folds(model):
    found = cross_validate(model, X, NUMBERS, cv=6)
    same = PredefinedSplit(found["folds"])
    np.testing.assert_allclose(found["predictions"], cross_val_predict(model, X, NUMBERS, cv=same))
    scores = theirs(model, X, NUMBERS, cv=same)["test_score"]
    np.testing.assert_allclose(found["test_score"], scores)
    assert "probabilities" not in found


def test_groups_go_where_scikit_learn_puts_them():
    groups = np.repeat(np.arange(9), [20, 15, 13, 11, 9, 8, 6, 5, 3])
    ours = [test.tolist() for _, test in group_k_fold(groups, 3, shuffle=False)]
    assert ours == [test.tolist() for _, test in GroupKFold(3).split(X, groups=groups)]


@settings(max_examples=60, deadline=None)
@given(n_groups=st.integers(4, 40), k=st.integers(2, 4), seed=st.integers(0, 99))
def test_no_group_is_in_two_folds_and_labels_are_dealt_out_as_well_as_by_scikit_learn(
    n_groups, k, seed
):
    random = np.random.RandomState(seed)
    groups = np.concatenate([np.arange(n_groups), random.randint(0, n_groups, 3 * n_groups)])
    y = random.randint(0, 3, len(groups))
    ours = list(group_k_fold(groups, k, stratify=y, random_state=seed))
    assert sorted(np.concatenate([test for _, test in ours])) == list(range(len(groups)))
    for train, test in ours:
        assert not set(groups[train]) & set(groups[test])

    def uneven(tests) -> float:
        shares = [np.bincount(y[test], minlength=3) / np.bincount(y, minlength=3) for test in tests]
        return float(np.nansum(np.std(shares, axis=0)))

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        split = StratifiedGroupKFold(k).split(groups, y, groups)
        assert uneven([t for _, t in ours]) <= uneven([t for _, t in split]) + 0.25


def test_folds_of_rows_in_order_stay_when_rows_are_added():
    y = np.array(["a", "b"] * 10)
    before = [test for _, test in k_fold(20, 5, stratify=y, shuffle=False)]
    after = [test for _, test in k_fold(21, 5, stratify=[*y, "b"], shuffle=False)]
    assert all(set(old) <= set(new) for old, new in zip(before, after, strict=True))


def test_rows_of_a_group_are_left_out_together_and_only_test_rows_are_judged():
    copies = np.concatenate([X, X + 1e-6])
    groups, y = np.tile(np.arange(90), 2), np.tile(LABELS, 2)
    model = ELMClassifier(80, random_state=0)
    honest = cross_validate(model, copies, y, groups=groups, test_rows=np.arange(90))
    assert honest["rows"].tolist() == list(range(90))
    leaking = cross_validate(model, copies, y)
    assert honest["test_score"].mean() < leaking["test_score"].mean() - 0.1
    whole = cross_validate(model, copies, y, groups=groups)
    assert (whole["folds"][:90] == whole["folds"][90:]).all()
    np.testing.assert_array_equal(whole["predictions"][:90], honest["predictions"])


def test_a_share_is_held_out_once():
    found = cross_validate(ELMClassifier(20, random_state=0), X, LABELS, cv=0.2)
    assert len(found["rows"]) == 18
    assert set(found["folds"]) == {0}
    assert len(found["test_score"]) == 1


def test_a_class_of_one_group_is_learnt_from_and_not_judged():
    y = LABELS.astype("U9")
    y[7] = "rare"
    with pytest.warns(ScarceDataWarning, match="1 class.*'rare'"):
        found = cross_validate(ELMClassifier(20, random_state=0), X, y)
    assert sorted({*range(90)} - set(found["rows"].tolist())) == [7]
    assert "rare" in found["classes"]


def test_a_single_group_is_held_out_where_others_are_always_learnt_from():
    y, groups = ["a"] * 6 + ["b"] * 3, [0, 0, 0, 1, 1, 1, 0, 0, 0]
    x = np.arange(9.0)[:, None]
    with pytest.warns(ScarceDataWarning):
        found = cross_validate(ELMClassifier(5, random_state=0), x, y, groups=groups)
    assert found["rows"].tolist() == [3, 4, 5]


def test_a_warm_start_goes_on_from_what_the_model_knows_and_leaves_it_as_it_is():
    knows = OnlineELMClassifier(30, random_state=0).fit(X, LABELS)
    before = knows.predict_proba(X)
    found = cross_validate(knows, X[:20], LABELS[:20], warm_start=True)
    cold = cross_validate(knows, X[:20], LABELS[:20])
    assert found["test_score"].mean() > cold["test_score"].mean()
    np.testing.assert_array_equal(knows.predict_proba(X), before)


def test_predictions_of_several_outputs_keep_their_shape():
    y = np.stack([NUMBERS, X[:, 2]], axis=1)
    assert cross_validate(ELMRegressor(20, random_state=0), X, y)["predictions"].shape == (90, 2)


def test_a_table_tells_of_cells_that_cannot_be_read_by_their_place_among_all_rows():
    table = {"size": [str(i) for i in range(40)], "shop": ["x", "y"] * 20}
    table["size"][33] = "unknown"
    table["size"][5] = "lost"
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        cross_validate(TableClassifier(20, random_state=0), table, ["old", "new"] * 20, cv=4)
    [told] = [w.message for w in caught if isinstance(w.message, UnreadableCells)]
    assert (told.cells, told.text, told.row) == (2, "lost", 5)


def test_what_is_wrong_with_a_row_is_told_by_its_place_among_all_rows():
    x = X.copy()
    x[41, 2] = np.nan
    with pytest.raises(InvalidInput, match="row 41 of all") as caught:
        cross_validate(ELMClassifier(10, random_state=0), x, LABELS)
    assert caught.value.row == 41


@pytest.mark.parametrize(
    ("options", "parameter"),
    [
        ({"cv": 1}, "cv"),
        ({"cv": 1.0}, "cv"),
        ({"cv": 0.2, "groups": [0, 1] * 45}, "cv"),
        ({"groups": [0] * 90}, "y"),
        ({"groups": [0.5] * 90}, "groups"),
        ({"groups": [0, 1]}, "groups"),
        ({"test_rows": [90]}, "test_rows"),
        ({"test_rows": []}, "test_rows"),
        ({"warm_start": True}, "estimator"),
    ],
)
def test_what_cannot_be_done_is_said(options, parameter):
    with pytest.raises(InvalidInput) as caught, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        cross_validate(ConformalRegressor(random_state=0), X, NUMBERS, **options)
    assert caught.value.parameter == parameter
