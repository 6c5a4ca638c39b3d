"""Novelty: leave-one-out scores against brute force, the share called novel, files."""

import numpy as np
import pytest
from sklearn.datasets import load_breast_cancer
from sklearn.metrics import roc_auc_score

from elm_core import OneClassELM, dumps, loads
from elm_core.exceptions import InvalidInput, ModelFormatError
from tests.core.contract import checks_of


@checks_of(OneClassELM(n_hidden=30, random_state=0))
def test_scikit_learn_contract(estimator, check):
    check(estimator)


def test_leave_one_out_scores_are_those_of_models_without_the_row():
    x = np.random.RandomState(0).standard_normal((30, 3))
    model = OneClassELM(12, alpha=0.1, random_state=0).fit(x)
    h = model.map_(x)
    for i in range(30):
        others = np.delete(h, i, axis=0)
        # the leverage of a new row under ridge regression with an intercept that is free
        a = np.column_stack([others, np.ones(29)])
        penalty = np.append(np.full(12, model.alpha_), 0.0)
        row = np.append(h[i], 1.0)
        expected = row @ np.linalg.solve(a.T @ a + np.diag(penalty), row)
        assert -model.loo_scores_[i] == pytest.approx(expected, rel=1e-8)


@pytest.mark.parametrize("d", [2, 5, 10, 30])
def test_training_rows_are_judged_as_if_they_had_not_been_there(d):
    # of 60 rows, learnt from, the three far ones spoke for themselves: none was found
    random = np.random.RandomState(0)
    x = random.standard_normal((60, d))
    x[[3, 20, 41]] += 8 * random.standard_normal((3, d))
    model = OneClassELM(random_state=0)
    labels = model.fit_predict(x)
    assert (labels[[3, 20, 41]] == -1).all()
    assert (labels == -1).sum() <= 6
    assert (labels == np.where(model.loo_scores_ >= model.offset_, 1, -1)).all()
    assert labels is model.labels_


@pytest.mark.parametrize("nu", [0.05, 0.3])
def test_the_share_of_usual_rows_that_is_called_novel_is_nu(nu):
    random = np.random.RandomState(0)
    shares = []
    for seed in range(5):
        x = random.standard_normal((2200, 4))
        model = OneClassELM(128, nu=nu, random_state=seed).fit(x[:200])
        shares.append((model.predict(x[200:]) == -1).mean())
    assert np.mean(shares) == pytest.approx(nu, abs=0.03)


def test_tells_novel_rows_from_usual_ones():
    x, y = load_breast_cancer(return_X_y=True)
    usual = x[y == 1]
    model = OneClassELM(random_state=0).fit(usual[:200])
    test = np.vstack([usual[200:], x[y == 0]])
    truth = np.append(np.ones(len(usual) - 200), np.zeros((y == 0).sum()))
    assert roc_auc_score(truth, model.score_samples(test)) > 0.9
    assert (model.predict(test) == np.where(model.decision_function(test) >= 0, 1, -1)).all()


def test_comes_back_from_a_file_without_scores_of_the_training_rows():
    x = np.random.RandomState(0).standard_normal((50, 3))
    model = OneClassELM(20, random_state=0).fit(x)
    again = loads(dumps(model))
    assert (again.score_samples(x) == model.score_samples(x)).all()
    assert not hasattr(again, "loo_scores_")
    assert not hasattr(again, "labels_")
    for name, value in (
        ("hidden_mean_", np.zeros(3)),
        ("offset_", 1.0),
        ("offset_", "x"),
        ("coef_", np.zeros((3, 3))),
    ):
        broken = loads(dumps(model))
        setattr(broken, name, value)
        with pytest.raises(ModelFormatError):
            loads(dumps(broken))


@pytest.mark.parametrize(("name", "value"), [("nu", 0), ("nu", 2), ("alpha", 0), ("n_hidden", 0)])
def test_bad_parameters_are_named_and_lose_nothing(name, value):
    x = np.random.RandomState(0).standard_normal((50, 3))
    model = OneClassELM(20, random_state=0).fit(x)
    before = model.coef_
    with pytest.raises(InvalidInput) as caught:
        model.set_params(**{name: value}).fit(x)
    assert caught.value.parameter == name
    assert model.coef_ is before
