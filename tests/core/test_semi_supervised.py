"""The semi-supervised ELM: its equation, its leave-one-out, labels that are missing, files."""

import numpy as np
import pytest
from sklearn.datasets import load_digits, make_moons

from elm_core import ELMClassifier, SemiSupervisedELMClassifier, dumps, loads
from elm_core.exceptions import InvalidInput, ModelFormatError
from elm_core.maths.graph import Graph, nearest
from elm_core.maths.semi_supervised import Labelled, solve
from tests.core.contract import checks_of


@checks_of(SemiSupervisedELMClassifier(n_hidden=30, random_state=0))
def test_scikit_learn_contract(estimator, check):
    check(estimator)


def problem(n=50, m=8, labelled=14):
    random = np.random.RandomState(0)
    x, h = random.standard_normal((n, 3)), random.standard_normal((n, m))
    graph = Graph.of(np.concatenate([near for _, near in nearest(x, 4)]))
    codes = np.append([0, 1, 2], random.randint(0, 3, labelled - 3))
    return h, codes, graph.roughness(h, normalized=False)


def test_solves_the_penalised_least_squares_problem_with_an_intercept():
    h, codes, roughness = problem()
    rows = Labelled.of(h[:14], codes, 3)
    got = solve(rows, roughness, [0.01], [0.5])
    mean = rows.weights @ h[:14] / rows.weights.sum()
    unit = np.trace((h[:14] - mean).T * rows.weights @ (h[:14] - mean)) / 8
    penalty = 0.01 * unit * np.eye(8) + 0.5 * unit * roughness / (np.trace(roughness) / 8)
    a = np.column_stack([h[:14], np.ones(14)])  # the same, the intercept as a column of ones
    weighed = a.T * rows.weights
    whole = np.zeros((9, 9))
    whole[:8, :8] = penalty
    expected = np.linalg.solve(weighed @ a + whole, weighed @ np.eye(3)[codes])
    np.testing.assert_allclose(np.vstack([got.coef, got.intercept]), expected, atol=1e-9)
    for i in range(14):  # leave-one-out: the same system without the row
        left = rows.weights * (np.arange(14) != i)
        without = np.linalg.solve((a.T * left) @ a + whole, (a.T * left) @ np.eye(3)[codes])
        np.testing.assert_allclose(got.loo[i], a[i] @ without, atol=1e-9)


def test_rows_without_labels_help():
    x, y = load_digits(return_X_y=True)
    x, y = x[:500], y[:500]
    random = np.random.RandomState(0)
    labelled = np.concatenate([random.permutation(np.flatnonzero(y == c))[:2] for c in range(10)])
    rest = np.setdiff1d(np.arange(500), labelled)
    partly = np.full(500, -1)
    partly[labelled] = y[labelled]
    ours = SemiSupervisedELMClassifier(random_state=0).fit(x, partly).score(x[rest], y[rest])
    alone = ELMClassifier(random_state=0).fit(x[labelled], y[labelled]).score(x[rest], y[rest])
    assert ours > alone + 0.03


@pytest.mark.parametrize(
    "y",
    [
        ["a", "b", None, ""] * 15,
        np.array(["a", "b", "", ""] * 15),
        np.array(["a", "b", np.nan, None] * 15, dtype=object),
        np.array([0, 1, 2, -1] * 15),
        np.array([0.0, 1.0, 2.0, -1.0] * 15),
        [5, 7, None, -1] * 15,
    ],
    ids=["list", "texts", "objects", "whole", "floats", "mixed"],
)
def test_what_counts_as_no_label(y):
    x = np.random.RandomState(0).standard_normal((60, 3))
    model = SemiSupervisedELMClassifier(20, random_state=0).fit(x, y)
    expected = [i for i, v in enumerate(y) if v not in (None, "", -1) and v == v]
    assert model.loo_rows_.tolist() == expected
    assert -1 not in model.classes_.tolist()
    assert model.classes_.tolist() == sorted({y[i] for i in expected})


def test_a_label_of_another_kind_is_named_by_its_row():
    x = np.random.RandomState(0).standard_normal((6, 3))
    with pytest.raises(InvalidInput, match="bool and number: True in row 0, 1 in row 4"):
        SemiSupervisedELMClassifier(random_state=0).fit(x, [None, True, None, False, 1, None])


def test_minus_one_is_a_class_where_one_class_alone_would_be_left():
    x = np.random.RandomState(0).standard_normal((60, 3))
    model = SemiSupervisedELMClassifier(20, random_state=0).fit(x, [-1, 1] * 30)
    assert model.classes_.tolist() == [-1, 1]
    assert len(model.loo_rows_) == 60


@pytest.mark.parametrize(
    "y",
    [[None] * 60, ["a", None] * 30, [""] * 60, [-1] * 60],
    ids=["none", "one", "empty", "minus"],
)
def test_labels_that_teach_nothing_are_refused(y):
    x = np.random.RandomState(0).standard_normal((60, 3))
    with pytest.raises(InvalidInput) as caught:
        SemiSupervisedELMClassifier(20).fit(x, y)
    assert caught.value.parameter == "y"


def test_labelled_rows_are_never_left_out_of_a_sample():
    x, y = make_moons(400, noise=0.1, random_state=0)
    partly = np.where(np.arange(400) % 40 == 0, y, None)
    partly[1] = 1 - y[0]
    model = SemiSupervisedELMClassifier(30, max_rows=50, random_state=0).fit(x, partly)
    assert len(model.loo_rows_) == 11
    assert model.n_samples_seen_ == 400


def test_comes_back_from_a_file():
    x, y = make_moons(120, noise=0.1, random_state=0)
    model = SemiSupervisedELMClassifier(30, random_state=0).fit(x, np.where(x[:, 0] > 1, None, y))
    again = loads(dumps(model))
    assert (again.predict_proba(x) == model.predict_proba(x)).all()
    assert dumps(again) == dumps(model)
    for name, value in (
        ("intercept_", np.zeros(3)),
        ("classes_", np.array([1, 2, 3])),
        ("inverse_temperature_", -1.0),
        ("coef_", np.zeros((30, 5))),
    ):
        broken = loads(dumps(model))
        setattr(broken, name, value)
        with pytest.raises(ModelFormatError):
            loads(dumps(broken))


@pytest.mark.parametrize(
    ("name", "value"),
    [("alpha", 0), ("alpha", "best"), ("smoothness", -1), ("n_neighbors", 0), ("max_rows", 1)],
)
def test_bad_parameters_are_named_and_lose_nothing(name, value):
    x, y = make_moons(60, random_state=0)
    model = SemiSupervisedELMClassifier(20, random_state=0).fit(x, y)
    before = model.coef_
    with pytest.raises(InvalidInput) as caught:
        model.set_params(**{name: value}).fit(x, y)
    assert caught.value.parameter == name
    assert model.coef_ is before
