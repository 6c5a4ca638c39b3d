"""Online ELMs: exact whatever the split, for as long as you like; forgetting, drift, undo."""

import copy
import pickle
from itertools import pairwise

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
from elm_core.exceptions import InvalidInput
from elm_core.maths.drift import DriftDetector
from elm_core.maths.recursive import LEAST_RIDGE, RecursiveRidge
from elm_core.metrics import expected_calibration_error

CLASSES = np.array(["a", "b", "c"])


def rows(n=300, seed=0):
    random = np.random.RandomState(seed)
    x = random.standard_normal((n, 4))
    return x, CLASSES[np.digitize(x[:, 0] + x[:, 1] ** 2, [0.0, 1.5])]


def in_parts(model, x, y, cuts, weights=None):
    edges = [0, *sorted(cuts), len(x)]
    for start, stop in pairwise(edges):
        if start < stop:
            part = slice(start, stop)
            model.partial_fit(x[part], y[part], sample_weight=_part(weights, part))
    return model


def _part(weights, part):
    return None if weights is None else weights[part]


def assert_same(a, b, rtol=1e-8):
    scale = np.abs(b.coef_).max()
    np.testing.assert_allclose(a.coef_, b.coef_, rtol=0, atol=rtol * scale)
    np.testing.assert_allclose(a.intercept_, b.intercept_, rtol=0, atol=rtol * scale)


def state_of(model):
    learned = {k: v for k, v in model.learned().items() if k != "map_"}
    return pickle.dumps(copy.deepcopy(learned))


CUTS = st.lists(st.integers(0, 300), max_size=8)


@settings(max_examples=25, deadline=None)
@given(
    cuts=CUTS,
    n_hidden=st.sampled_from([1, 20, 90]),
    alpha=st.sampled_from([1e-2, 1.0]),
    weighted=st.booleans(),
)
def test_any_split_gives_the_batch_solution(cuts, n_hidden, alpha, weighted):
    x, y = rows()
    weights = np.random.RandomState(1).randint(0, 3, len(x)) if weighted else None
    same = {
        "n_hidden": n_hidden,
        "alpha": alpha,
        "standardize": False,
        "activation": "tanh",
        "random_state": 7,
    }
    online = OnlineELMClassifier(**same)
    edges = sorted({0, *cuts, 300})
    for start, stop in pairwise(edges):
        part = slice(start, stop)
        if weights is None or weights[part].any():
            online.partial_fit(x[part], y[part], sample_weight=_part(weights, part))
    assert_same(online, ELMClassifier(**same).fit(x, y, sample_weight=weights))


@pytest.mark.parametrize("outputs", [1, 2])
def test_one_row_at_a_time_gives_the_batch_regression(outputs):
    x, _ = rows()
    y = (1e4 + np.column_stack([np.sin(x[:, 0]), x[:, 1] * x[:, 2]]))[:, :outputs].squeeze()
    same = {
        "n_hidden": 60,
        "alpha": 0.1,
        "standardize": False,
        "activation": "tanh",
        "random_state": 1,
    }
    online = in_parts(OnlineELMRegressor(**same), x, y, range(len(x)))
    batch = ELMRegressor(**same).fit(x, y)
    assert_same(online, batch)
    assert online.predict(x).shape == batch.predict(x).shape
    assert 0 < online.prequential_score_ < 1


@pytest.mark.parametrize("cuts", [(), range(300), (1,), (40, 41, 250)])
def test_scaling_comes_from_the_first_rows_however_they_are_split(cuts):
    x, y = rows()
    x = 1000.0 + 50.0 * x
    online = in_parts(OnlineELMClassifier(40, warm_up=50, random_state=0), x, y, cuts)
    scaling = online.mean_, online.scale_
    first = OnlineELMClassifier(40, warm_up=50, random_state=0).fit(x[:50], y[:50])
    assert (scaling[0] == first.mean_).all() and (scaling[1] == first.scale_).all()
    same = {"alpha": 1.0, "activation": "tanh", "random_state": 0}
    batch = ELMClassifier(40, standardize=scaling, **same).fit(x, y)
    assert_same(online, batch)


def test_it_predicts_after_the_first_row_and_from_its_warm_up():
    x, y = rows(60)
    model = OnlineELMClassifier(30, warm_up=50, random_state=0)
    for i in range(len(x)):
        model.partial_fit(x[i : i + 1], y[i : i + 1])
        proba = model.predict_proba(x)
        assert np.isfinite(proba).all()
        if i == 0:
            assert set(model.predict(x)) == {y[0]}
    regressor = OnlineELMRegressor(30).partial_fit([[1.0, 2.0]], [5.0])
    assert regressor.predict([[7.0, 8.0]]) == pytest.approx([5.0])


def test_classes_may_come_at_any_time():
    x, y = rows()
    order = np.argsort(y, kind="stable")
    same = {
        "n_hidden": 40,
        "alpha": 0.1,
        "standardize": False,
        "activation": "tanh",
        "random_state": 2,
    }
    online = in_parts(OnlineELMClassifier(**same), x[order], y[order], range(0, 300, 3))
    assert online.classes_.tolist() == ["a", "b", "c"]
    assert_same(online, ELMClassifier(**same).fit(x, y))


def test_rounding_does_not_grow_over_many_updates():
    random = np.random.RandomState(0)
    state = RecursiveRidge.empty(40, 2, 1e-3)
    rows = np.tanh(random.standard_normal((3000, 40)))
    for h in rows[:1000]:
        state.learn_row(h, h[:2] ** 2, 1.0)
    for _ in range(33):
        for i in range(0, 3000, 10):  # 99,000 more
            state.learn(rows[i : i + 10], rows[i : i + 10, :2] ** 2, np.ones(10))
    fresh = state.copy()
    fresh.refresh()
    assert np.abs(state.coef - fresh.coef).max() <= 1e-9 * np.abs(fresh.coef).max()
    assert np.abs(state.inverse - fresh.inverse).max() <= 1e-9 * np.abs(fresh.inverse).max()


@pytest.mark.parametrize("forgetting", [0.9, 0.99, 0.999])
def test_forgetting_is_weighting_by_age(forgetting):
    x, y = rows()
    same = {"n_hidden": 30, "standardize": False, "activation": "tanh", "random_state": 3}
    weights = forgetting ** np.arange(len(x) - 1.0, -1.0, -1.0)
    models = [
        in_parts(OnlineELMClassifier(alpha=0.1, forgetting_factor=forgetting, **same), x, y, cuts)
        for cuts in ((), range(300), (100, 101, 140))
    ]
    recursion = models[1].recursion_
    ridge = 0.1 * forgetting**recursion.age
    assert LEAST_RIDGE * 0.1 <= ridge <= 0.1
    batch = ELMClassifier(alpha=ridge, **same).fit(x, y, sample_weight=np.maximum(weights, 1e-40))
    for model in models:
        assert_same(model, batch)


def test_forgetting_cannot_wind_up():
    """AsterMind's covariance reaches 1.5e188 (defect 12)."""
    x, y = rows(100)
    model = OnlineELMClassifier(16, alpha=0.1, forgetting_factor=0.95, standardize=False)
    model.set_params(random_state=0).partial_fit(x, y)
    for count in [190] * 1050 + [1] * 500:  # 200,000 identical rows
        model.partial_fit(np.repeat(x[:1], count, axis=0), np.repeat(y[:1], count))
    inverse = model.recursion_.inverse
    assert np.abs(inverse).max() <= 1.001 / (LEAST_RIDGE * 0.1)
    assert model.predict(x[:1]) == y[:1]
    assert model.recursion_.moments.weight == pytest.approx(20.0)
    for i in range(100):  # and it learns again at once
        model.partial_fit(x[i : i + 1], y[i : i + 1])
    assert model.score(x[60:], y[60:]) > 0.6


def test_forgetting_follows_what_changes():
    random = np.random.RandomState(0)
    x = random.standard_normal((2000, 2))
    y = np.where(np.arange(2000) < 1000, x[:, 0] > 0, x[:, 0] < 0)
    kept, forgot = (
        in_parts(OnlineELMClassifier(20, forgetting_factor=f, random_state=0), x, y, range(2000))
        for f in (1.0, 0.98)
    )
    assert forgot.prequential_score_ > kept.prequential_score_ + 0.1
    assert forgot.score(x[1500:], y[1500:]) > 0.9


@pytest.mark.parametrize("on_drift", ["watch", "forget"])
def test_drift_is_seen(on_drift):
    random = np.random.RandomState(0)
    x = random.standard_normal((1600, 2))
    y = np.where(np.arange(1600) < 800, x[:, 0] > 0, x[:, 0] < 0)
    model = OnlineELMClassifier(20, on_drift=on_drift, random_state=0)
    levels = []
    for i in range(len(x)):
        model.partial_fit(x[i : i + 1], y[i : i + 1])
        levels.append(model.drift_["level"])
        if i == 799:
            assert model.n_drifts_ == 0
    assert "drift" in levels[800:900]
    assert model.drift_["warnings"] >= 1
    right = model.score(x[1400:], y[1400:])
    assert right > 0.9 if on_drift == "forget" else right < 0.9


def test_a_regressor_sees_drift_too():
    x, _ = rows(1000)
    y = np.where(np.arange(1000) < 600, x[:, 0], 3.0 - 5.0 * x[:, 1])
    model = in_parts(OnlineELMRegressor(20, random_state=0), x[:600], y[:600], range(600))
    assert model.n_drifts_ == 0
    in_parts(model, x[600:], y[600:], range(400))
    assert model.n_drifts_ >= 1


def test_drift_is_rarely_seen_where_there_is_none():
    found = 0
    for seed in range(10):
        detector = DriftDetector()
        for wrong in np.random.RandomState(seed).random_sample(10_000) < 0.3:
            found += detector.add(float(wrong))
    assert found <= 3


@settings(max_examples=15, deadline=None)
@given(count=st.integers(1, 60), start=st.integers(0, 240), seed=st.integers(0, 9))
def test_unlearning_leaves_the_model_of_the_others(count, start, seed):
    x, y = rows(seed=seed)
    same = {
        "n_hidden": 40,
        "alpha": 0.1,
        "standardize": False,
        "activation": "tanh",
        "random_state": 5,
    }
    model = in_parts(OnlineELMClassifier(**same), x, y, range(0, 300, 50))
    taken = slice(start, start + count)
    model.unlearn(x[taken], y[taken])
    others = np.r_[0:start, start + count : 300]
    assert_same(model, ELMClassifier(**same).fit(x[others], y[others]))
    assert model.n_samples_seen_ == 300 - count
    model.partial_fit(x[taken], y[taken])
    assert_same(model, ELMClassifier(**same).fit(x, y))


def test_a_feedback_sample_can_be_undone_in_the_warm_up():
    x, y = rows(20)
    model = OnlineELMClassifier(30, random_state=0).partial_fit(x[:19], y[:19])
    before = model.predict_proba(x)
    model.partial_fit(x[19:], y[19:]).unlearn(x[19:], y[19:])
    np.testing.assert_allclose(model.predict_proba(x), before, rtol=1e-12)
    with pytest.raises(InvalidInput, match="not learnt"):
        model.unlearn(x[19:], y[19:])


@pytest.mark.parametrize(
    ("x", "y"),
    [
        ([[50.0, 0, 0, 0]], ["a"]),  # never learnt
        ([[0.0, 0, 0, 0]], ["new"]),  # a class never learnt
    ],
)
def test_rows_never_learnt_cannot_be_unlearnt(x, y):
    model = OnlineELMClassifier(30, standardize=False, random_state=0).fit(*rows(100))
    before = state_of(model)
    with pytest.raises(InvalidInput, match="not learnt"):
        model.unlearn(x, y)
    with pytest.raises(InvalidInput, match="not learnt"):
        model.unlearn(*rows(100))
    assert state_of(model) == before


def test_many_rows_are_taken_out_in_blocks_and_the_file_is_read_again():
    x, y = rows(4000)
    model = OnlineELMClassifier(20, alpha=0.1, random_state=0, standardize=False).fit(x, y)
    left = OnlineELMClassifier(20, alpha=0.1, random_state=0, standardize=False)
    left.fit(x[3600:], y[3600:])
    for start in range(0, 3600, 1200):
        model.unlearn(x[start : start + 1200], y[start : start + 1200])
    np.testing.assert_allclose(model.coef_, left.coef_, rtol=1e-7, atol=1e-9)
    assert dumps(loads(dumps(model))) == dumps(model)


def test_streams_and_iterators():
    x, y = rows()
    whole = in_parts(OnlineELMClassifier(20, random_state=0), x, y, [100, 200])
    blocks = [(x[i : i + 100], y[i : i + 100]) for i in (0, 100, 200)]
    assert_same(OnlineELMClassifier(20, random_state=0).fit(iter(blocks)), whole, 1e-12)
    stream = OnlineELMClassifier(20, random_state=0).open_stream()
    for block in blocks:
        stream.feed(*block)
    assert_same(stream.finish(), whole, 1e-12)


@pytest.mark.parametrize("size", [1, 10, 1000])
def test_probabilities_are_calibrated(size):
    x, y = rows(4000, seed=3)
    model = in_parts(
        OnlineELMClassifier(50, random_state=0), x[:2000], y[:2000], range(0, 2000, size)
    )
    proba = model.predict_proba(x[2000:])
    assert expected_calibration_error(y[2000:], proba, labels=model.classes_) < 0.06


def test_an_update_of_one_row_does_not_solve_anew(monkeypatch):
    """AsterMind's costs O(h³), ours O(h²) (defect 10)."""
    x, y = rows(400)
    model = OnlineELMClassifier(50, standardize=False, random_state=0).fit(x[:200], y[:200])
    solved = []
    monkeypatch.setattr(RecursiveRidge, "refresh", lambda *_: solved.append(1))
    in_parts(model, x[200:], y[200:], range(200))
    assert not solved
