"""FISTA against scikit-learn's coordinate descent and against the conditions of a minimum."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import Lasso

from elm_core.maths.fista import fista, largest_eigenvalue, soft_threshold


def problem(n, h, c, seed):
    random = np.random.RandomState(seed)
    hidden = random.standard_normal((n, h)) * (1.0 + random.random_sample(h))
    return hidden, hidden[:, :1] * 2.0 + random.standard_normal((n, c))


@pytest.mark.parametrize("l1", [0.01, 0.1, 1.0])
def test_equals_scikit_learns_lasso(l1):
    hidden, targets = problem(200, 15, 3, 0)
    lasso = Lasso(alpha=l1, fit_intercept=False, tol=1e-12, max_iter=100_000).fit(hidden, targets)
    beta = fista(hidden.T @ hidden, hidden.T @ targets, 200 * l1, max_iter=5000, tol=1e-13)
    np.testing.assert_allclose(beta, lasso.coef_.T, atol=1e-9)
    assert ((beta == 0.0) == (lasso.coef_.T == 0.0)).all()


@settings(max_examples=40, deadline=None)
@given(
    n=st.integers(1, 40),
    h=st.integers(1, 20),
    penalty=st.sampled_from([0.0, 0.1, 3.0, 1e3]),
    seed=st.integers(0, 1000),
)
def test_the_gradient_is_what_a_minimum_demands(n, h, penalty, seed):
    hidden, targets = problem(n, h, 2, seed)
    gram, cross = hidden.T @ hidden, hidden.T @ targets
    beta = fista(gram, cross, penalty, max_iter=20_000, tol=1e-13)
    pull = cross - gram @ beta  # λ sign(β) where β is not zero, else within ±λ
    slack = 1e-4 * np.abs(cross).max()
    assert (np.abs(pull) <= penalty + slack).all()
    assert np.abs(pull - penalty * np.sign(beta))[beta != 0.0].max(initial=0.0) <= slack


def test_without_a_penalty_it_is_least_squares():
    hidden, targets = problem(100, 10, 2, 1)
    beta = fista(hidden.T @ hidden, hidden.T @ targets, 0.0, max_iter=5000, tol=1e-14)
    np.testing.assert_allclose(beta, np.linalg.lstsq(hidden, targets, rcond=None)[0], atol=1e-9)


def test_nothing_to_fit_is_zero():
    assert (fista(np.zeros((3, 3)), np.zeros((3, 2)), 1.0) == 0.0).all()


@given(seed=st.integers(0, 1000), size=st.integers(1, 30))
@settings(max_examples=40, deadline=None)
def test_the_largest_eigenvalue_is_never_off_by_more_than_the_margin(seed, size):
    a = np.random.RandomState(seed).standard_normal((size + 2, size))
    true = np.linalg.eigvalsh(a.T @ a)[-1]
    assert 0.96 * true <= largest_eigenvalue(a.T @ a) <= true * (1.0 + 1e-9)


def test_soft_threshold_moves_towards_zero_and_stops_there():
    z = np.array([-3.0, -1.0, -0.5, 0.0, 0.5, 2.0])
    assert soft_threshold(z, 1.0).tolist() == [-2.0, 0.0, 0.0, 0.0, 0.0, 1.0]
