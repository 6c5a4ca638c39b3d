"""Models trained apart add up to the model of all rows, and come apart again."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elm_core import (
    ELMClassifier,
    ELMRegressor,
    OnlineELMClassifier,
    OnlineELMRegressor,
    dumps,
    loads,
)
from elm_core.exceptions import InvalidInput, NotFittedError

CLASSIFIERS = [ELMClassifier, OnlineELMClassifier]
REGRESSORS = [ELMRegressor, OnlineELMRegressor]


def rows(n=400, seed=0):
    x = 5.0 + 3.0 * np.random.RandomState(seed).standard_normal((n, 4))
    return x, np.array(["a", "b", "c"])[np.digitize(x[:, 0] + x[:, 1], [8.0, 11.0])]


def assert_same(a, b, rtol=1e-8):
    scale = np.abs(b.coef_).max()
    np.testing.assert_allclose(a.coef_, b.coef_, rtol=0, atol=rtol * scale)
    np.testing.assert_allclose(a.intercept_, b.intercept_, rtol=rtol, atol=rtol * scale)
    assert a.n_samples_seen_ == b.n_samples_seen_


@settings(max_examples=15, deadline=None)
@given(
    kind=st.sampled_from(CLASSIFIERS),
    cut=st.integers(30, 370),
    n_hidden=st.sampled_from([5, 60]),
    sort=st.booleans(),
)
def test_classifiers_trained_apart_add_up(kind, cut, n_hidden, sort):
    x, y = rows()
    if sort:  # then neither knows all classes
        order = np.argsort(y, kind="stable")
        x, y = x[order], y[order]
        cut = 200
    origin = kind(n_hidden, alpha=0.1, random_state=3).fit(x[::7], y[::7])
    parts = [slice(0, cut), slice(cut, 400)]
    mine, theirs = (origin.clone_untrained().fit(x[p], y[p]) for p in parts)
    whole = origin.clone_untrained().fit(x, y)
    others = theirs.coef_.copy()
    alone = mine.coef_.copy(), mine.classes_.copy()
    mine.merge(theirs)
    assert mine.classes_.tolist() == ["a", "b", "c"]
    assert_same(mine, whole)
    assert (theirs.coef_ == others).all()
    mine.forget(theirs)
    assert mine.classes_.tolist() == alone[1].tolist()
    np.testing.assert_allclose(mine.coef_, alone[0], rtol=0, atol=1e-8 * np.abs(alone[0]).max())


@pytest.mark.parametrize("part", [slice(0, 40), slice(40, 400)])
def test_who_is_taken_out_leaves_no_trace_in_probabilities(part):
    x, y = rows()
    labels = np.where(y == "c", "b", y) if part.start == 0 else y
    origin = ELMClassifier(40, alpha=0.1, random_state=3).fit(x[100:], labels[100:])
    before, classes = origin.predict_proba(x), origin.classes_.tolist()
    theirs = origin.clone_untrained().fit(x[part], y[part])
    assert np.abs(theirs.score_offset_).max() > 1e-3
    origin.merge(theirs)
    assert np.abs(origin.predict_proba(x)[:, :2] - before[:, :2]).max() > 1e-3
    origin.forget(loads(dumps(theirs, statistics=True)))
    assert origin.classes_.tolist() == classes
    np.testing.assert_allclose(origin.predict_proba(x), before, atol=1e-6)


def test_rows_that_were_learnt_together_are_forgotten_without_upsetting_the_calibration():
    x, y = rows(60)
    for seed in range(5):
        origin = ELMClassifier(30, random_state=seed).fit(x, y)
        held = origin.inverse_temperature_, np.abs(origin.score_offset_).max()
        some = origin.clone_untrained().fit(x[:50], y[:50])
        some.inverse_temperature_ = 10 * held[0]  # as much surer as can be: what is left is below 0
        origin.forget(some)
        assert origin.inverse_temperature_ == held[0]
        assert np.abs(origin.score_offset_).max() == held[1]


@pytest.mark.parametrize("kind", REGRESSORS)
@pytest.mark.parametrize("outputs", [1, 2])
def test_regressors_trained_apart_add_up(kind, outputs):
    x, _ = rows()
    y = (1e3 + np.column_stack([x[:, 0] * x[:, 1], 1e-3 * x[:, 2]]))[:, :outputs].squeeze()
    origin = kind(50, alpha=0.1, random_state=3).fit(x, y)
    mine, theirs = (origin.clone_untrained().fit(x[p], y[p]) for p in (slice(150), slice(150, 400)))
    alone = mine.predict(x)
    mine.merge(theirs)
    np.testing.assert_allclose(mine.predict(x), origin.predict(x), rtol=1e-8)
    mine.forget(theirs)
    np.testing.assert_allclose(mine.predict(x), alone, rtol=1e-8)


@pytest.mark.parametrize("kind", CLASSIFIERS)
def test_merged_models_come_from_files_and_learn_further(kind):
    x, y = rows()
    origin = kind(40, alpha=0.1, random_state=3).fit(x[:100], y[:100])
    theirs = loads(dumps(origin.clone_untrained().fit(x[100:300], y[100:300]), statistics=True))
    origin.merge(theirs).partial_fit(x[300:], y[300:])
    assert_same(origin, loads(dumps(origin.clone_untrained())).fit(x, y))
    hidden = loads(dumps(theirs, statistics=False))
    with pytest.raises(InvalidInput, match="statistics"):
        origin.merge(hidden)


def test_with_alpha_by_leave_one_out_the_ridge_term_is_chosen_anew():
    x, y = rows()
    origin = ELMClassifier(40, random_state=3).fit(x, y)
    parts = (slice(60), slice(60, 400))
    mine, theirs = (origin.clone_untrained().fit(x[p], y[p]) for p in parts)
    mine.merge(theirs)
    assert abs(mine.score(x, y) - origin.score(x, y)) < 0.02
    assert 0 < mine.loo_score_ <= 1
    assert loads(dumps(mine)).predict(x).tolist() == mine.predict(x).tolist()


@pytest.mark.parametrize("kind", CLASSIFIERS)
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"random_state": 4}, "seeds"),
        ({"n_hidden": 21}, "hidden layer"),
        ({"activation": "sine"}, "hidden layer"),
        ({"standardize": False}, "scalings"),
        ({}, "scalings"),
    ],
)
def test_models_that_differ_are_refused(kind, change, said):
    x, y = rows()
    same = {"n_hidden": 20, "alpha": 0.1, "random_state": 3}
    mine = kind(**same).fit(x[:200], y[:200])
    before = mine.coef_.copy()
    with pytest.raises(InvalidInput, match=said):
        mine.merge(kind(**same | change).fit(x[200:], y[200:]))
    assert (mine.coef_ == before).all()


@pytest.mark.parametrize("kind", CLASSIFIERS)
def test_what_was_never_merged_cannot_be_forgotten(kind):
    x, y = rows()
    mine = kind(20, alpha=0.1, random_state=3).fit(x[:200], y[:200])
    before = mine.coef_.copy()
    far = mine.clone_untrained().fit(x[:20] + 100.0, y[:20])
    for other in (far, mine.clone_untrained().fit(x[:200], y[:200]), mine, "model", kind()):
        with pytest.raises(InvalidInput, match=r"other|itself"):
            mine.forget(other)
    assert (mine.coef_ == before).all()
    assert mine.n_samples_seen_ == 200


def test_before_its_scaling_is_settled_a_model_cannot_be_cloned():
    warming = OnlineELMClassifier(20).partial_fit(*rows(5))
    with pytest.raises(InvalidInput, match="warm_up"):
        warming.clone_untrained()
    with pytest.raises(NotFittedError):
        OnlineELMClassifier().clone_untrained()
