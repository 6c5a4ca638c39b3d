"""Conformal prediction: quantiles, the promise kept, sets and intervals, files."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.datasets import load_diabetes, load_iris
from sklearn.neighbors import KNeighborsClassifier
from sklearn.utils.estimator_checks import parametrize_with_checks

from elm_core import (
    AutoELMRegressor,
    Chain,
    ConformalClassifier,
    ConformalRegressor,
    ELMClassifier,
    ELMRegressor,
    Frozen,
    KernelELMClassifier,
    KernelELMRegressor,
    dumps,
    loads,
)
from elm_core.exceptions import InvalidInput, ModelFormatError
from elm_core.features.tabular import Categorical, TableEncoder
from elm_core.maths import conformal
from elm_core.tasks import TextClassifier
from elm_core.tasks.table import TableClassifier, TableRegressor
from tests.core.sealing import resealed


@parametrize_with_checks(
    [
        ConformalClassifier(ELMClassifier(30), random_state=0),
        ConformalClassifier(ELMClassifier(30), method="lac", random_state=0),
        ConformalRegressor(ELMRegressor(30), random_state=0),
    ]
)
def test_scikit_learn_contract(estimator, check):
    check(estimator)


@settings(max_examples=60, deadline=None)
@given(scores=st.lists(st.floats(-5, 5), min_size=1, max_size=40), coverage=st.floats(0.01, 0.99))
def test_the_quantile_holds_the_promise_for_the_next_of_n_plus_one(scores, coverage):
    limit = conformal.quantile(np.array(scores), coverage)
    place = math.ceil((len(scores) + 1) * coverage - 1e-9)
    assert limit == (sorted(scores)[place - 1] if place <= len(scores) else math.inf)


def test_adaptive_scores_are_uniform_where_the_probabilities_are_right():
    random = np.random.RandomState(0)
    proba = random.dirichlet([1.0, 0.5, 2.0], 20_000)
    truth = (random.random_sample((20_000, 1)) > proba.cumsum(axis=1)).sum(axis=1)
    scores = conformal.of_truth(conformal.aps(proba, random.random_sample(20_000)), truth)
    for level in (0.1, 0.5, 0.9):
        assert np.mean(scores <= level) == pytest.approx(level, abs=0.015)


def two_bells(n, seed):
    random = np.random.RandomState(seed)
    y = random.randint(0, 3, n)
    return random.standard_normal((n, 2)) + 1.5 * np.array([[0, 0], [1, 0], [0, 1]])[y], y


@pytest.mark.parametrize("coverage", [0.6, 0.95])
@pytest.mark.parametrize("method", ["aps", "lac"])
@pytest.mark.parametrize(
    "estimator",
    [None, KernelELMClassifier(alpha=0.1), KNeighborsClassifier(25, weights="distance")],
    ids=["elm", "kernel", "knn"],
)
def test_sets_hold_the_truth_as_often_as_promised(estimator, method, coverage):
    x, y = two_bells(400, 0)
    more, truth = two_bells(4000, 1)
    model = ConformalClassifier(estimator, method=method, random_state=0).fit(x, y)
    mask = model.predict_set_mask(more, coverage=coverage)
    # 400 scores: the coverage is spread about the promise by sqrt(p(1 - p)/400), at most 0.025
    assert mask[np.arange(4000), truth].mean() == pytest.approx(coverage, abs=0.055)


@pytest.mark.parametrize("outputs", [1, 2])
@pytest.mark.parametrize("coverage", [0.6, 0.9])
def test_intervals_hold_the_truth_as_often_as_promised(coverage, outputs):
    x, y = load_diabetes(return_X_y=True)
    y = np.column_stack([y, -y])[:, :outputs]
    y = y[:, 0] if outputs == 1 else y
    held = []
    for seed in range(6):
        order = np.random.RandomState(seed).permutation(len(x))
        train, test = order[:300], order[300:]
        model = ConformalRegressor(ELMRegressor(64), random_state=0).fit(x[train], y[train])
        ends = model.predict_interval(x[test], coverage=coverage)
        assert ends.shape == (142, 2) if outputs == 1 else (142, 2, 2)
        held.append(((ends[..., 0] <= y[test]) & (y[test] <= ends[..., 1])).mean())
    assert np.mean(held) == pytest.approx(coverage, abs=0.05)


def test_sets_grow_with_the_coverage_and_list_the_likeliest_first():
    x, y = two_bells(300, 0)
    model = ConformalClassifier(method="lac", random_state=0).fit(x, y)
    masks = [model.predict_set_mask(x, coverage=c) for c in (0.5, 0.8, 0.95, 0.999)]
    for small, large in itertools.pairwise(masks):
        assert (small <= large).all()
    assert masks[-1].all()  # 300 rows cannot vouch for 99.9 %: all labels
    proba = model.predict_proba(x)
    for row, labels in enumerate(model.predict_set(x, coverage=0.95)):
        assert (np.diff(proba[row, labels]) <= 0).all()
        assert sorted(labels.tolist()) == np.flatnonzero(masks[2][row]).tolist()


def test_no_empty_sets_where_they_are_not_wanted():
    x, y = load_iris(return_X_y=True)
    model = ConformalClassifier(random_state=0).fit(x, y)
    assert not model.predict_set_mask(x, coverage=0.5).any(axis=1).all()
    filled = model.predict_set(x, coverage=0.5, allow_empty=False)
    assert [labels[0] for labels in filled] == model.predict(x).tolist()


def test_too_few_rows_for_the_promise_give_endless_intervals():
    x = np.arange(8.0)[:, None]
    model = ConformalRegressor(random_state=0).fit(x, x[:, 0])
    assert np.isinf(model.predict_interval(x, coverage=0.95)).all()


def test_raw_tables_and_texts():
    table = {"size": np.arange(60), "colour": ["red", "blue", "green"] * 20}
    y = np.where(np.arange(60) > 30, "big", "small")
    rows = [dict(zip(table, values, strict=True)) for values in zip(*table.values(), strict=True)]
    for model in (
        ConformalClassifier(TableClassifier(30), random_state=0).fit(rows, y),
        ConformalClassifier(TextClassifier(), random_state=0).fit(y.tolist(), y),
    ):
        sample = rows[50:] if "Table" in repr(model) else ["big"] * 10
        assert all("big" in labels for labels in model.predict_set(sample, coverage=0.97))
    model = ConformalRegressor(TableRegressor(30), random_state=0).fit(rows, np.arange(60.0))
    assert model.predict_interval(rows[:2], coverage=0.9).shape == (2, 2)


@pytest.mark.parametrize("estimator", [None, TextClassifier()])
def test_comes_back_from_a_file(estimator):
    x, y = two_bells(120, 0)
    x = x if estimator is None else ["abc"[i] * 3 for i in y]
    model = ConformalClassifier(estimator, random_state=0).fit(x, y)
    again = loads(dumps(model))
    assert (again.predict_set_mask(x) == model.predict_set_mask(x)).all()
    assert dumps(again) == dumps(model)


def test_intervals_come_back_from_a_file():
    x = np.arange(80.0)[:, None]
    model = ConformalRegressor(random_state=0).fit(x, np.sin(x[:, 0]))
    again = loads(dumps(model))
    assert (again.predict_interval(x) == model.predict_interval(x)).all()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("calibration_proba_", np.zeros((3, 3))),
        ("calibration_codes_", np.full(120, 7, dtype=np.int32)),
        ("calibration_codes_", np.zeros(120)),
        ("classes_", np.array([0, 1])),
        ("estimator_", "x"),
        ("seed_", "x"),
    ],
)
def test_a_file_that_does_not_fit_together_is_refused(name, value):
    model = ConformalClassifier(random_state=0).fit(*two_bells(120, 0))
    setattr(model, name, value)
    with pytest.raises(ModelFormatError):
        loads(dumps(model))


@pytest.mark.parametrize("coverage", [0, 1, 1.5, "most", float("nan")])
def test_a_coverage_that_makes_no_sense_is_named(coverage):
    model = ConformalClassifier(random_state=0).fit(*two_bells(60, 0))
    with pytest.raises(InvalidInput) as caught:
        model.predict_set([[0, 0]], coverage=coverage)
    assert caught.value.parameter == "coverage"


def test_an_error_in_training_loses_nothing():
    x, y = two_bells(60, 0)
    model = ConformalClassifier(random_state=0).fit(x, y)
    before = model.estimator_
    with pytest.raises(InvalidInput):
        model.fit(np.full((60, 2), np.nan), y)
    with pytest.raises(InvalidInput, match="method"):
        model.set_params(method="x").fit(x, y)
    assert model.estimator_ is before


def test_intervals_of_a_table_by_folds_and_left_out() -> None:
    rng = np.random.RandomState(0)
    size, kind = rng.random_sample(120), rng.randint(0, 3, 120).astype(np.int32)
    table = {"size": size, "kind": Categorical(kind, ["a", "b", "c"])}
    y = size + kind + 0.1 * rng.random_sample(120)
    folds = Chain([TableEncoder(), KernelELMRegressor(kernel="linear", alpha=0.1)])
    for estimator in (TableRegressor(random_state=0), folds):
        model = ConformalRegressor(estimator, random_state=0).fit(table, y)
        low, high = model.predict_interval(table, coverage=0.9).T
        assert 0.85 < np.mean((low <= y) & (y <= high)) <= 1
        assert model.n_samples_seen_ == 120


def prices(n, seed):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, 2))
    table = {"a": x[:, 0], "b": x[:, 1]}
    return table, np.exp(6 + x[:, 0] + 0.5 * x[:, 1] + 0.2 * rng.normal(size=n))


@pytest.mark.parametrize(
    "estimator",
    [
        TableRegressor(40, n_landmarks=30, target="log", random_state=0),
        Chain([TableEncoder(), AutoELMRegressor(None, max_trials=2, target="log", random_state=0)]),
    ],
    ids=["left out", "folds"],
)
def test_intervals_of_what_learns_logarithms_grow_with_the_prediction(estimator):
    table, y = prices(500, 0)
    more, truth = prices(2000, 1)
    model = ConformalRegressor(estimator, random_state=0).fit(table, y)
    low, high = model.predict_interval(more, coverage=0.9).T
    inside = (low <= truth) & (truth <= high)
    assert model.log_residuals_ and inside.mean() == pytest.approx(0.9, abs=0.04)
    # one width for all of them held .66 of the large ones, and went below 0 for half of all
    assert inside[truth > np.quantile(truth, 0.8)].mean() > 0.8
    assert (low > 0).all()
    assert np.allclose(high / model.predict(more), high[0] / model.predict(more)[0])
    again = loads(dumps(model))
    assert (again.predict_interval(more) == model.predict_interval(more)).all()
    model.set_params(estimator=TableRegressor(10, n_landmarks=None))
    assert not model.fit(table, table["a"]).log_residuals_


def test_a_frozen_model_of_logarithms_may_be_asked_of_numbers_below_zero():
    table, y = prices(200, 0)
    learnt = TableRegressor(40, n_landmarks=30, target="log", random_state=0).fit(table, y)
    model = ConformalRegressor(Frozen(learnt), random_state=0).fit(table, y - 1000)
    low, high = model.predict_interval(table, coverage=0.9).T
    assert not model.log_residuals_
    assert 0.85 < ((low <= y - 1000) & (y - 1000 <= high)).mean() < 0.95


def test_too_few_rows_give_endless_intervals_of_logarithms_too():
    table, y = prices(30, 0)
    estimator = TableRegressor(10, n_landmarks=None, target="log", random_state=0)
    model = ConformalRegressor(estimator, random_state=0).fit(table, y)
    ends = model.predict_interval(table, coverage=0.99)
    assert model.log_residuals_ and (ends == [-np.inf, np.inf]).all()


def test_a_file_does_not_say_ratios_of_a_model_that_learns_no_logarithms():
    rng = np.random.RandomState(0)
    x = rng.normal(size=(60, 2))
    model = ConformalRegressor(ELMRegressor(10, random_state=0), random_state=0).fit(x, x[:, 0])
    text = resealed(dumps(model), lambda body: body["learned"].update(log_residuals_=True))
    with pytest.raises(ModelFormatError, match="learns no logarithms"):
        loads(text)
