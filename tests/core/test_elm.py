"""The ELM estimators: accuracy, streams, updates, weights, traps."""

import pickle
import warnings
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.datasets import load_breast_cancer, load_diabetes, load_digits, load_iris, load_wine
from sklearn.linear_model import Ridge

from elm_core import ELMClassifier, ELMRegressor
from elm_core.base import clone
from elm_core.exceptions import IllConditionedWarning
from elm_core.maths.activations import ACTIVATIONS
from elm_core.maths.hidden import DISTRIBUTIONS
from elm_core.metrics import expected_calibration_error
from elm_core.model_selection import cross_val_score


def moons(n=300, seed=0):
    random = np.random.RandomState(seed)
    angle = random.uniform(0, np.pi, n)
    side = random.randint(0, 2, n)
    x = np.column_stack([np.cos(angle), np.sin(angle)])
    x[side == 1] = [1.0, 0.5] - x[side == 1]
    return x + 0.15 * random.standard_normal((n, 2)), np.array(["up", "down"])[side]


def digits_split(seed, n_train=1200):
    x, y = load_digits(return_X_y=True)
    order = np.random.RandomState(seed).permutation(len(x))
    train, test = order[:n_train], order[n_train:]
    return x[train], y[train], x[test], y[test]


def state_of(model):
    return pickle.dumps({k: v for k, v in model.learned().items() if k not in ("map_", "wide_")})


def test_digits_accuracy_and_calibration():
    accuracy, ece = [], []
    for seed in range(3):
        x, y, x_test, y_test = digits_split(seed)
        model = ELMClassifier(n_hidden=1000, random_state=seed).fit(x, y)
        proba = model.predict_proba(x_test)
        accuracy.append(model.score(x_test, y_test))
        ece.append(expected_calibration_error(y_test, proba, labels=model.classes_))
        assert (model.classes_[proba.argmax(axis=1)] == model.predict(x_test)).all()
    assert np.mean(accuracy) >= 0.978
    assert np.mean(ece) <= 0.03


@pytest.mark.parametrize(
    ("load", "least"), [(load_breast_cancer, 0.965), (load_wine, 0.97), (load_iris, 0.945)]
)
def test_small_tables_with_defaults(load, least):
    x, y = load(return_X_y=True)
    assert cross_val_score(ELMClassifier(random_state=0), x, y, n_splits=10).mean() >= least


def test_diabetes_with_defaults():
    x, y = load_diabetes(return_X_y=True)
    assert cross_val_score(ELMRegressor(random_state=0), x, y, n_splits=10).mean() >= 0.45


@pytest.mark.parametrize("n_hidden", [700, 760, 790, 800, 810, 1200])
def test_hidden_units_as_many_as_rows_do_no_harm(n_hidden):
    x, y, x_test, y_test = digits_split(0, 800)
    model = ELMClassifier(n_hidden=n_hidden, random_state=0).fit(x, y)
    assert model.score(x_test, y_test) > 0.96


@pytest.mark.parametrize("activation", [*ACTIVATIONS, np.cos])
@pytest.mark.parametrize("hidden", DISTRIBUTIONS)
def test_every_activation_and_distribution_learns(activation, hidden):
    x, y = moons()
    model = ELMClassifier(60, activation=activation, hidden=hidden, random_state=0).fit(x, y)
    # sparse weights of two inputs have only eight directions
    assert model.score(x, y) > (0.8 if activation == "linear" or hidden == "sparse" else 0.93)


def test_equals_ridge_on_the_same_hidden_outputs():
    x, _ = moons()
    y = np.column_stack([np.sin(x[:, 0]), 1e6 + x[:, 1]])
    model = ELMRegressor(40, alpha=0.3, random_state=0).fit(x, y)
    oracle = Ridge(alpha=0.3, solver="svd").fit(model.map_(x), y)
    np.testing.assert_allclose(model.predict(x), oracle.predict(model.map_(x)), rtol=1e-9)


def test_leave_one_out_equals_brute_force_of_the_whole_estimator():
    x, y = moons(100)
    model = ELMClassifier(50, alpha=0.1, standardize=False, random_state=0).fit(x, y)
    for i in range(0, 100, 7):
        others = np.arange(100) != i
        without = clone(model).fit(x[others], y[others])
        score = without.scores(x[i : i + 1])[0]
        np.testing.assert_allclose(model.loo_predictions_[i], score, rtol=0, atol=1e-9)


def test_leave_one_out_of_many_rows_is_that_of_a_sample_of_them():
    x, y = moons(5000)
    model = ELMClassifier(30, random_state=0).fit(x, y)
    assert model.loo_predictions_.shape == (2048, 2)
    assert len(set(model.loo_rows_)) == 2048
    right = model.classes_[model.loo_predictions_.argmax(axis=1)] == y[model.loo_rows_]
    assert model.loo_score_ == right.mean()
    assert model.loo_score_ == pytest.approx(model.score(x, y), abs=0.03)


def blocks_of(x, y, size):
    for start in range(0, len(x), size):
        yield x[start : start + size], y[start : start + size]


@pytest.mark.parametrize("n", [40, 3000])
def test_a_stream_of_blocks_gives_the_model_of_the_whole(n):
    x, y = moons(n)
    whole = ELMClassifier(50, standardize=False, random_state=0).fit(x, y)
    stream = ELMClassifier(50, standardize=False, random_state=0).fit(blocks_of(x, y, 37))
    assert whole.alpha_ == pytest.approx(stream.alpha_)
    np.testing.assert_allclose(whole.coef_, stream.coef_, rtol=1e-6, atol=1e-6)
    assert stream.n_samples_seen_ == n


def test_a_stream_may_bring_new_classes_at_any_time():
    x, _ = moons(6000)
    y = np.where(np.arange(6000) < 4000, "b", "c")
    y[5000:] = "a"
    x[:, 0] += np.arange(6000) // 1000
    model = ELMClassifier(40, alpha=1.0, standardize=False, random_state=0)
    model.fit(blocks_of(x, y, 500))
    whole = ELMClassifier(40, alpha=1.0, standardize=False, random_state=0).fit(x, y)
    assert model.classes_.tolist() == ["a", "b", "c"]
    np.testing.assert_allclose(model.coef_, whole.coef_, rtol=1e-6, atol=1e-9)


@settings(max_examples=15, deadline=None)
@given(cuts=st.lists(st.integers(5, 295), max_size=4), seed=st.integers(0, 5))
def test_partial_fit_in_any_split_equals_fit(cuts, seed):
    x, y = moons(300, seed)
    edges = [0, *sorted(set(cuts)), 300]
    options = {"alpha": 0.5, "standardize": False, "random_state": 0}
    whole = ELMClassifier(30, **options).fit(x, y)
    parts = ELMClassifier(30, **options)
    for start, end in pairwise(edges):
        parts.partial_fit(x[start:end], y[start:end], classes=["up", "down"])
    np.testing.assert_allclose(parts.coef_, whole.coef_, rtol=1e-8, atol=1e-9)


def test_partial_fit_takes_a_class_never_seen_and_chooses_alpha_again():
    x, y = moons(400)
    model = ELMClassifier(50, random_state=0).partial_fit(x[:20], y[:20])
    first = model.alpha_
    model.partial_fit(x[20:], y[20:])
    assert model.alpha_ != first
    assert model.score(x, y) > 0.95
    model.partial_fit(x[:50] + 5, ["far"] * 50)
    assert model.classes_.tolist() == ["down", "far", "up"]
    assert model.predict(x[:3] + 5).tolist() == ["far"] * 3
    assert 0 < model.loo_score_ <= 1


@pytest.mark.parametrize("n_hidden", [40, 200])
def test_weights_count_as_repeated_rows_in_the_solution(n_hidden):
    # not in leave-one-out: a row goes whole, of rows that are equal one goes and the others stay
    x, y = moons(80)
    weights = np.random.RandomState(0).randint(0, 3, 80)
    repeated = np.repeat(np.arange(80), weights)
    options = {"alpha": 0.1, "random_state": 0}
    a = ELMClassifier(n_hidden, **options).fit(x, y, sample_weight=weights)
    b = ELMClassifier(n_hidden, **options).fit(x[repeated], y[repeated])
    np.testing.assert_allclose(a.scores(x), b.scores(x), atol=1e-7)


def test_class_weight_moves_the_decision():
    random = np.random.RandomState(0)
    x = np.concatenate([random.normal(0, 1, (190, 2)), random.normal(1.2, 1, (10, 2))])
    y = np.array([0] * 190 + [1] * 10)
    plain = ELMClassifier(20, random_state=0).fit(x, y)
    balanced = ELMClassifier(20, class_weight="balanced", random_state=0).fit(x, y)
    assert (balanced.predict(x) == 1).sum() > 2 * (plain.predict(x) == 1).sum()


@pytest.mark.parametrize("n", [30, 90])
def test_no_ridge_and_dependent_columns_give_the_least_squares_fit_and_one_warning(n):
    random = np.random.RandomState(0)
    x = np.repeat(random.standard_normal((n // 3, 4)), 3, axis=0)
    y = random.standard_normal(n)
    model = ELMRegressor(60, alpha=0.0, random_state=0)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        model.fit(x, y)
    assert [w.category for w in caught] == [IllConditionedWarning]
    h = np.column_stack([model.map_(x), np.ones(n)])
    best = h @ np.linalg.lstsq(h, y, rcond=None)[0]
    assert np.linalg.norm(model.predict(x) - y) <= 1.01 * np.linalg.norm(best - y) + 1e-9


def test_constant_and_blank_columns_are_harmless():
    x, y = moons()
    more = np.column_stack([x, np.full(300, 7.0), np.zeros(300), np.full(300, 1e99)])
    model = ELMClassifier(40, random_state=0).fit(more, y)
    assert model.score(more, y) > 0.95
    assert np.isfinite(model.predict_proba(more)).all()


def test_the_seed_fixes_the_model_and_none_draws_a_new_one():
    x, y = moons()
    proba = [ELMClassifier(20, random_state=s).fit(x, y).predict_proba(x) for s in (1, 1, 2)]
    assert (proba[0] == proba[1]).all()
    assert (proba[0] != proba[2]).any()
    assert ELMClassifier(20).fit(x, y).seed_ != ELMClassifier(20).fit(x, y).seed_


def test_labels_of_any_kind_come_back_as_they_were():
    x, y = moons()
    for labels in (y, y == "up", np.where(y == "up", 3, -2), y.astype(object)):
        model = ELMClassifier(30, random_state=0).fit(x, labels)
        predicted = model.predict(x)
        assert set(predicted.tolist()) == set(labels.tolist())
        assert model.score(x, labels) > 0.95


def test_probabilities_do_not_depend_on_the_row_number():
    x, y = moons()
    model = ELMClassifier(30, random_state=0).fit(x, y)
    together = model.predict_proba(np.repeat(x[:1], 700, axis=0))
    np.testing.assert_allclose(together, np.broadcast_to(together[0], together.shape), rtol=1e-12)
