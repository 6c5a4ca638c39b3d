"""elm_kernels: accuracy, NaN and infinity, refusals, and linalg the same with and without them.

Runs inside Pyodide, where test_kernels.py sends it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
from elm_kernels import activations, distances, products, triangular, updates
from kernel_tools import raises

import elm_core
from elm_core.maths import linalg
from elm_core.maths.activations import ACTIVATIONS


def check_special_values() -> None:
    special = np.array([np.nan, np.inf, -np.inf, 0.0, -0.0, 5e-324, -5e-324, 1e308, -1e308, 800.0])
    oracles = {**ACTIVATIONS, "exp": np.exp}
    for name in activations.ACTIVATIONS:
        with np.errstate(all="ignore"):
            want = oracles[name](special.copy())
        got = activations.activate(special.copy(), name)
        np.testing.assert_array_equal(got, want, err_msg=name)
    assert np.signbit(activations.activate(np.array([-0.0]), "tanh"))[0]
    random = np.random.RandomState(6)
    for value in (np.nan, np.inf):
        for m, n, k in ((4, 4, 4), (5, 9, 7), (33, 17, 65), (70, 300, 260)):
            a, b = random.standard_normal((m, k)), random.standard_normal((k, n))
            a[m // 2, k // 3] = b[k // 2, n // 4] = value
            got = products.matmul(a, b)
            with np.errstate(all="ignore"):
                np.testing.assert_allclose(got, np.einsum("ik,kj->ij", a, b), rtol=1e-10)
                want = np.einsum("ki,kj->ij", a, a)
                np.testing.assert_allclose(products.gram(a), want, rtol=1e-10, atol=1e-12)


def check_distances_keep_nan() -> None:
    a, b = np.ones((5, 3)), np.zeros((66, 3))
    a[2, 1] = b[65, 0] = np.nan
    for measure in (distances.sq_distances, distances.l1_distances):
        for gamma in (None, 1.0):
            got = measure(a, b, gamma)
            assert np.isnan(got[2]).all() and np.isnan(got[:, 65]).all()
            assert np.isnan(got).sum() == 66 + 5 - 1


def check_ulps() -> dict[str, float]:
    """The largest errors in units in the last place; each true value comes as hi + lo."""
    errors = {}
    for name, table in json.loads(Path("/tmp/oracle.json").read_text()).items():
        x, high, low = (np.array([float.fromhex(t) for t in column]) for column in table)
        got = activations.activate(x.copy(), name)
        error = np.abs((got - high) - low) / np.spacing(np.abs(high))
        errors[name] = float(error.max())
        worst = x[error.argmax()]
        assert errors[name] <= 2.0, f"{name}({worst!r}) is off by {errors[name]} ulp"
    return errors


def check_refusals() -> None:
    eye = np.eye(3)
    fixed = eye.copy()
    fixed.setflags(write=False)
    refused: list[Callable[[], object]] = [
        lambda: products.matmul(eye, np.ones((2, 3))),
        lambda: products.matmul(eye, np.ones(3)),
        lambda: products.gram(eye, out=np.zeros((2, 2))),
        lambda: products.gram(eye, out=fixed),
        lambda: products.gram(eye, out=np.zeros((3, 3), dtype=np.float32)),
        lambda: activations.hidden(eye, eye, np.ones(2), "tanh"),
        lambda: activations.activate(fixed, "tanh"),
        lambda: activations.activate(eye[:, ::2], "tanh"),
        lambda: triangular.solve_triangular(eye, np.ones((2, 2))),
        lambda: distances.sq_distances(eye, np.ones((2, 2))),
        lambda: distances.l1_distances(eye, np.ones(3)),
        lambda: updates.symmetric_update(fixed, np.ones(3), 1.0),
        lambda: updates.symmetric_times_vector(eye, np.ones(4)),
    ]
    for call in refused:
        assert raises(ValueError, call)
    assert raises(np.linalg.LinAlgError, lambda: triangular.cholesky(np.ones((2, 3))))


def check_both_backends_agree() -> None:
    random = np.random.RandomState(8)
    x = random.standard_normal((900, 12))
    y = np.sin(x[:, 0]) + x[:, 1] * x[:, 2]
    spd = x.T @ x + np.eye(12)
    singular = np.tril(np.ones((3, 3)))
    singular[1, 1] = 0.0

    def sums(total: np.ndarray, rows: np.ndarray) -> np.ndarray:
        linalg.add_gram(total, rows)
        return total

    calls = {
        "gram": lambda: linalg.gram(x),
        "sums": lambda: sums(spd.copy(), x),
        "sums of a view": lambda: sums(np.repeat(spd, 2, axis=1)[:, ::2], x),
        "outer_gram": lambda: linalg.outer_gram(x[:70]),
        "cross": lambda: linalg.cross(x, x[:, :5]),
        "cholesky": lambda: linalg.cholesky(spd),
        "inverse": lambda: linalg.inverse_from_cholesky(linalg.cholesky(spd)),
        "distances": lambda: linalg.pairwise_sq_distances(x, x[:40]),
        "rbf": lambda: linalg.pairwise_sq_distances(x, x[:40], 0.2),
        "laplacian": lambda: linalg.pairwise_l1_distances(x, x[:40], 0.2),
        "exp": lambda: linalg.exp(-np.abs(x)),
        "exp of a view": lambda: linalg.exp(np.array(x)[:, ::2]),
        "vector": lambda: linalg.cho_solve(linalg.cholesky(spd), x[0]),
        "indefinite": lambda: linalg.cholesky(-spd),
        "not square": lambda: linalg.cholesky(x),
        "singular": lambda: linalg.solve_triangular(singular, np.ones((3, 1))),
        "shapes": lambda: linalg.matmul(x, x),
    }
    for activation in ACTIVATIONS:
        model = elm_core.ELMRegressor(
            n_hidden=60, activation=activation, alpha=1e-2, random_state=0
        )
        calls[activation] = lambda model=model: model.fit(x, y).predict(x)
    for name, call in calls.items():
        results = []
        for backend in ("numpy", "wasm"):
            linalg.use(backend)
            try:
                results.append(call())
            except Exception as error:
                results.append(type(error))
        one, two = results
        if isinstance(one, type) or isinstance(two, type):
            assert one is two, f"{name}: {one} and {two}"
        else:
            eps = 1e-10 if name in ACTIVATIONS else 1e-12  # a fit multiplies what it starts from
            assert one.shape == two.shape
            np.testing.assert_allclose(one, two, rtol=0, atol=eps * np.abs(one).max())


def check_cholesky_keeps_nan() -> None:
    """Each LAPACK puts NaN into other places, but none of them raises."""
    for backend in ("numpy", "wasm"):
        linalg.use(backend)
        for n in (1, 2, 30):
            assert np.isnan(linalg.cholesky(np.where(np.eye(n) > 0, np.nan, 0.5))).any()
