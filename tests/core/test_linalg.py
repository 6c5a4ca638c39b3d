"""The one door to heavy arithmetic against NumPy, in the form for BLAS and the one without."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elm_core.maths import backend_numpy, linalg

SIZES = st.sampled_from([1, 2, 3, 63, 64, 65, 127, 128, 129, 200])


@pytest.fixture(params=[True, False], ids=["blas", "no blas"], autouse=True, scope="module")
def blas(request):
    before = backend_numpy.HAS_BLAS
    backend_numpy.HAS_BLAS = request.param
    yield request.param
    backend_numpy.HAS_BLAS = before


def matrix(seed, *shape):
    return np.random.RandomState(seed).standard_normal(shape)


@settings(max_examples=30, deadline=None)
@given(m=SIZES, n=SIZES, k=SIZES, seed=st.integers(0, 99))
def test_products(m, n, k, seed):
    a, b = matrix(seed, m, k), matrix(seed + 1, k, n)
    for got in (
        linalg.matmul(a, b),
        linalg.matmul_t(a, np.asfortranarray(b.T)),
        linalg.cross(np.ascontiguousarray(a.T), b),
    ):
        np.testing.assert_allclose(got, a @ b, rtol=1e-12, atol=1e-11)
    np.testing.assert_allclose(linalg.gram(b), b.T @ b, rtol=1e-12, atol=1e-11)
    np.testing.assert_allclose(linalg.outer_gram(a), a @ a.T, rtol=1e-12, atol=1e-11)


def test_products_of_strided_and_read_only_operands():
    a = matrix(0, 60, 80)[::2, 1::3]
    a.setflags(write=False)
    np.testing.assert_allclose(linalg.gram(a), a.T @ a, rtol=1e-12)
    np.testing.assert_allclose(linalg.matmul(a, a.T), a @ a.T, rtol=1e-12)


def test_empty_operands():
    assert linalg.matmul(np.zeros((0, 3)), np.zeros((3, 2))).shape == (0, 2)
    assert linalg.gram(np.zeros((0, 3))).tolist() == np.zeros((3, 3)).tolist()


def test_gram_is_symmetric_to_the_last_bit():
    a = matrix(3, 150, 140)
    g = linalg.gram(a)
    assert (g == g.T).all()
    total = np.eye(140)
    linalg.add_gram(total, a)
    np.testing.assert_allclose(total, g + np.eye(140))


@settings(max_examples=20, deadline=None)
@given(n=SIZES, k=st.sampled_from([1, 3, 70]), seed=st.integers(0, 99))
def test_triangular_and_cholesky_solves(n, k, seed):
    a = matrix(seed, n, n)
    spd = a @ a.T + n * np.eye(n)
    b = matrix(seed + 1, n, k)
    lower = linalg.cholesky(spd)
    np.testing.assert_allclose(lower @ linalg.solve_triangular(lower, b), b, atol=1e-8)
    np.testing.assert_allclose(
        lower.T @ linalg.solve_triangular(lower, b, transposed=True), b, atol=1e-8
    )
    np.testing.assert_allclose(spd @ linalg.cho_solve(lower, b), b, atol=1e-8)
    np.testing.assert_allclose(linalg.inverse_from_cholesky(lower) @ spd, np.eye(n), atol=1e-8)


def test_what_cannot_be_solved_is_refused():
    with pytest.raises(np.linalg.LinAlgError, match="positive definite"):
        linalg.cholesky(-np.eye(3))
    with pytest.raises(np.linalg.LinAlgError, match="Singular"):
        linalg.solve_triangular(np.diag([1.0, 0.0, 1.0]), np.ones((3, 2)))
    with pytest.raises(np.linalg.LinAlgError):
        linalg.cholesky(np.ones((2, 3)))


@pytest.mark.parametrize("added", [1, 5, 64])
def test_a_grown_factor_is_the_factor_of_the_whole(added):
    a = matrix(0, 90, 200)
    spd = a @ a.T + np.eye(90)
    n = 90 - added
    grown = linalg.append_cholesky(linalg.cholesky(spd[:n, :n]), spd[n:, :n], spd[n:, n:])
    np.testing.assert_allclose(grown, linalg.cholesky(spd), rtol=1e-10, atol=1e-12)


def test_distances_are_never_negative():
    a = matrix(0, 40, 3) * 1e-8 + 1e3
    assert (linalg.pairwise_sq_distances(a, a) >= 0).all()
    b, c = matrix(1, 30, 4), matrix(2, 20, 4)
    expected = ((b[:, None] - c[None]) ** 2).sum(axis=2)
    np.testing.assert_allclose(linalg.pairwise_sq_distances(b, c), expected, rtol=1e-10)


@settings(max_examples=20, deadline=None)
@given(n=SIZES, factor=st.sampled_from([-0.3, 2.0]), scale=st.sampled_from([1.0, 1.1]))
def test_rank_one_updates_of_a_symmetric_matrix(n, factor, scale):
    a, x = matrix(n, n, n), matrix(n + 1, n)
    a += a.T
    wanted = scale * (a + factor * np.outer(x, x))
    np.testing.assert_allclose(linalg.symmetric_times_vector(a, x), a @ x, atol=1e-11)
    linalg.symmetric_update(a, x, factor, scale)
    linalg.mirror(a)
    np.testing.assert_allclose(a, wanted, rtol=1e-12, atol=1e-12)
    assert (a == a.T).all()
