"""Long arithmetic in steps gives what it gives in one go."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from elm_core import ELMClassifier, ELMRegressor
from elm_core.maths import blocked
from elm_core.maths.arrays import finish

sizes = st.integers(1, 300)


@pytest.fixture
def small_steps(monkeypatch):
    monkeypatch.setattr(blocked, "STEP_OPERATIONS", 0.5)


@given(rows=st.integers(1, 40), size=sizes, seed=st.integers(0, 99))
def test_gram_in_steps(rows, size, seed):
    random = np.random.RandomState(seed)
    a = random.standard_normal((rows, size))
    total = np.eye(size)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocked, "STEP_OPERATIONS", 0.5)
        shares = list(blocked.add_gram(total, a))
    assert len(shares) == -(-size // 64) and shares[-1] == 1.0
    assert (total == total.T).all()
    np.testing.assert_allclose(total, np.eye(size) + a.T @ a, rtol=1e-12, atol=1e-11)


@given(size=sizes, seed=st.integers(0, 99))
def test_cholesky_in_steps(size, seed):
    random = np.random.RandomState(seed)
    a = random.standard_normal((size, size + 2))
    a = a @ a.T + np.eye(size)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocked, "STEP_OPERATIONS", 0.5)
        lower = np.tril(finish(blocked.cholesky(a.copy())))
    np.testing.assert_allclose(lower @ lower.T, a, rtol=1e-10, atol=1e-9)


@given(size=sizes, seed=st.integers(0, 99))
def test_inverse_in_steps(size, seed):
    a = np.random.RandomState(seed).standard_normal((size, size + 2))
    a = a @ a.T + np.eye(size)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocked, "STEP_OPERATIONS", 0.5 + size * size)
        lower = finish(blocked.cholesky(a.copy()))  # what is above it is not zero
        inverse = finish(blocked.inverse_from_cholesky(lower))
    assert (inverse == inverse.T).all()
    np.testing.assert_allclose(inverse @ a, np.eye(size), atol=1e-8)


@given(size=sizes, seed=st.integers(0, 99))
def test_diagonal_of_inverse_in_steps(size, seed):
    a = np.random.RandomState(seed).standard_normal((size, size + 2))
    a = a @ a.T + np.eye(size)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocked, "STEP_OPERATIONS", 0.5)
        lower = finish(blocked.cholesky(a.copy()))  # what is above it is not zero
        diagonal = finish(blocked.diagonal_of_inverse(lower))
    np.testing.assert_allclose(diagonal, np.diag(np.linalg.inv(a)), rtol=1e-8)


def test_an_indefinite_matrix_is_refused(small_steps):
    a = np.eye(200)
    a[150, 150] = -1.0
    with pytest.raises(np.linalg.LinAlgError):
        finish(blocked.cholesky(a))


@pytest.mark.parametrize("alpha", [1e-3, "loo", 0.0])
@pytest.mark.parametrize("rows", [600, 120])
def test_a_fit_in_small_steps_is_the_same_fit(small_steps, alpha, rows):
    random = np.random.RandomState(0)
    x = random.standard_normal((rows, 5))
    y = np.sin(x[:, 0]) + x[:, 1]
    model = ELMRegressor(n_hidden=150, alpha=alpha, activation="tanh", random_state=0)
    shares = list(model.fit_steps(x, y))
    assert shares == sorted(shares) and shares[-1] == 1.0
    blocked.STEP_OPERATIONS = 2e9
    whole = ELMRegressor(n_hidden=150, alpha=alpha, activation="tanh", random_state=0).fit(x, y)
    np.testing.assert_allclose(model.predict(x), whole.predict(x), rtol=1e-6, atol=1e-8)
    np.testing.assert_allclose(model.loo_predictions_, whole.loo_predictions_, rtol=1e-5, atol=1e-6)


def test_stopping_between_steps_leaves_the_earlier_model(small_steps):
    random = np.random.RandomState(0)
    x, y = random.standard_normal((400, 4)), random.randint(0, 3, 400)
    model = ELMClassifier(n_hidden=200, alpha=1.0, random_state=0).fit(x[:300], y[:300])
    before = model.predict_proba(x)
    steps = len(list(ELMClassifier(n_hidden=200, alpha=1.0, random_state=0).fit_steps(x, y)))
    for stop in range(0, steps - 1, 3):
        work = model.fit_steps(x, y)
        for _ in range(stop + 1):
            next(work)
        work.close()
        assert (model.predict_proba(x) == before).all()
