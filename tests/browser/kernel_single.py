"""elm_kernels in float32 against NumPy in float64, whatever the shapes and the layouts.

Runs inside Pyodide, where test_kernels.py sends it.
"""

from __future__ import annotations

import numpy as np
from elm_kernels import activations, products, reduction, triangular
from kernel_tools import BIG, SIZES, close, guarded, layouts, matrix, raises

import elm_core
from elm_core.maths import linalg
from elm_core.maths.activations import ACTIVATIONS
from elm_core.maths.arrays import SHORT

EPS = float(np.finfo(np.float32).eps)


def check_totals_in_float64() -> None:
    random = np.random.RandomState(0)
    shapes = [(m, n, k) for m in SIZES for n in SIZES for k in random.choice(SIZES, 2)]
    shapes += [tuple(random.choice(BIG, 3)) for _ in range(12)] + [(3, 17, 2000)]
    with guarded() as guard:
        for m, n, k in shapes:
            a = matrix(random, m, k, dtype=np.float32)
            b = matrix(random, k, n, dtype=np.float32)
            exact = a.astype(np.float64) @ b.astype(np.float64)
            scale = np.abs(a).astype(np.float64) @ np.abs(b).astype(np.float64)
            before = random.standard_normal((m, n))
            for factor in (1.0, -1.0):
                total = guard.array(before)
                products.add_product(total, a, b, factor)
                close(total, before + factor * exact, 1.0 + scale, 1e-6)
            wide = guard.array(random.standard_normal((m, n + 5)))
            beside = wide[:, n:].copy()
            wide[:, :n] = before
            products.add_product(wide[:, :n], a, b)
            close(wide[:, :n], before + exact, 1.0 + scale, 1e-6)
            assert (wide[:, n:] == beside).all()
            total = guard.array(before.astype(np.float32), dtype=np.float32)
            products.add_product(total, a, b)
            close(total.astype(np.float64), before + exact, 2.0 + scale, 1e-6)
            gram = guard.zeros((k, k))
            products.gram(a, out=gram)
            assert (gram == gram.T).all()
            close(
                gram, a.T.astype(np.float64) @ a, np.abs(a.T).astype(np.float64) @ np.abs(a), 1e-6
            )
            guard.check()
    ones = np.ones((3 * SHORT, 1), dtype=np.float32)
    ones[0] = 2.0**24  # 2²⁴ + 1 is 2²⁴ in float32: of one sum alone all ones would be lost
    total = np.zeros((1, 1))
    products.add_product(total, ones.T, np.ones_like(ones))
    assert total[0, 0] == 2.0**24 + 2 * SHORT


def check_refusals() -> None:
    a = np.ones((3, 3), dtype=np.float32)
    fixed = np.zeros((3, 3))
    fixed.setflags(write=False)
    for out in (np.zeros((3, 4)), np.zeros((3, 3), dtype=int), np.zeros((3, 3)).T[::-1], fixed):
        assert raises(ValueError, lambda out=out: products.add_product(out, a, a))
    assert raises(ValueError, lambda: products.add_product(np.zeros((3, 3)), a, a[:2]))
    single = np.zeros((3, 3), dtype=np.float32)
    assert raises(ValueError, lambda: products.add_product(single, a.astype(float), a))
    assert raises(ValueError, lambda: products.gram(np.ones((3, 3)), out=single))


def check_layouts() -> None:
    random = np.random.RandomState(2)
    for m, n, k in ((5, 9, 7), (17, 33, 65), (1, 8, 3), (64, 1, 100)):
        a, b = (random.standard_normal(shape).astype(np.float32) for shape in ((m, k), (k, n)))
        bias = random.standard_normal(n)
        want = a.astype(float) @ b
        for one, two in zip(layouts(a), layouts(b), strict=True):
            total = np.zeros((m, n))
            products.add_product(total, one, two)
            np.testing.assert_allclose(total, want, atol=1e-4)
            got = activations.hidden(one, two, bias, "tanh")
            np.testing.assert_allclose(got, np.tanh(want + bias), atol=1e-4)


def check_hidden() -> None:
    random = np.random.RandomState(5)
    oracles = {**ACTIVATIONS, "exp": np.exp}
    with guarded() as guard:
        for n, d, h in [(n, d, h) for n in SIZES for h in SIZES for d in random.choice(SIZES, 1)]:
            x, w = (matrix(random, *s, dtype=np.float32) for s in ((n, d), (d, h)))
            b = matrix(random, 1, h, dtype=np.float32)[0]
            z = x.astype(np.float64) @ w.astype(np.float64) + b
            for name in activations.ACTIVATIONS:
                got = activations.hidden(x, w, b, name)
                assert got.dtype == np.float32 and got.shape == (n, h)
                np.testing.assert_allclose(got, oracles[name](z.copy()), rtol=1e-3, atol=1e-4)
            guard.check()


def check_ulps() -> dict[str, float]:
    """The largest errors in units in the last place, of float32."""
    random = np.random.RandomState(0)
    near, far = random.uniform(-1, 1, 3000), random.uniform(-40, 40, 3000)
    tiny = np.ldexp(random.uniform(-1, 1, 1000), random.randint(-100, 0, 1000))
    errors = {}
    oracles = {"exp": np.exp, "tanh": np.tanh, "sigmoid": lambda x: 1 / (1 + np.exp(-x))}
    for name, oracle in oracles.items():
        x = np.concatenate([near, far, tiny, np.sqrt(0.4) + near * 1e-3]).astype(np.float32)
        true = oracle(x.astype(np.float64))
        got = activations.activate(x.copy(), name)
        error = np.abs(got - true) / np.spacing(np.abs(true).astype(np.float32))
        errors[name] = float(error.max())
        assert errors[name] <= 4.0, f"{name}({x[error.argmax()]!r}) is off by {errors[name]} ulp"
    return errors


def check_special_values() -> None:
    special = np.array([np.nan, np.inf, -np.inf, 0.0, -0.0, 1e-45, -1e-45, 3e38, -3e38, 100.0])
    oracles = {**ACTIVATIONS, "exp": np.exp}
    for name in activations.ACTIVATIONS:
        x = special.astype(np.float32)
        with np.errstate(all="ignore"):
            want = oracles[name](x.copy())
        got = activations.activate(x.copy(), name)
        np.testing.assert_allclose(got, want, rtol=1e-6, atol=1e-37, err_msg=name)
    assert np.signbit(activations.activate(np.array([-0.0], dtype=np.float32), "tanh"))[0]


def check_triangular() -> None:
    random = np.random.RandomState(3)
    with guarded() as guard:
        for n in (*SIZES, *BIG[:4]):
            lower = np.tril(random.standard_normal((n, n))) / np.sqrt(n + 1) + 2.0 * np.eye(n)
            lower = lower.astype(np.float32)
            for k in (0, 1, 2, 3, 10, 65):
                b = random.standard_normal((n, k)).astype(np.float32)
                for transposed in (False, True):
                    factor = (lower.T if transposed else lower).astype(np.float64)
                    got = triangular.solve_triangular(lower, b, transposed=transposed)
                    turned = np.asfortranarray(b)
                    again = triangular.solve_triangular(lower, turned, transposed=transposed)
                    assert (again == got).all() and got.dtype == np.float32
                    np.testing.assert_allclose(got, np.linalg.solve(factor, b), atol=1e-4)
            guard.check()


def check_reduction() -> None:
    random = np.random.RandomState(9)
    with guarded() as guard:
        for n in (1, 2, 3, 64, 65, 66, 150):
            a = random.standard_normal((n + 20, n))
            reduced = reduction.tridiagonal(a.T @ a)
            rows = matrix(random, 7, n, dtype=np.float32)
            got = reduced.times_q(rows)
            assert got.dtype == np.float32
            np.testing.assert_allclose(got, reduced.times_q(rows.astype(float)), atol=1e-5)
            factors, scales = random.uniform(-0.5, 0.5, n), random.uniform(0.5, 1.0, n)
            b = matrix(random, n, 7, dtype=np.float32)
            swept = reduction.sweep(factors, scales, b)
            assert swept.dtype == np.float32
            want = reduction.sweep(factors, scales, b.astype(float))
            np.testing.assert_allclose(swept, want, atol=1e-5)
            guard.check()


def check_models() -> None:
    """Both backends learn in single precision what they learn in double."""
    random = np.random.RandomState(8)
    x = random.standard_normal((1900, 12))
    y = np.sin(x[:, 0]) + x[:, 1] * x[:, 2] + random.standard_normal(len(x))
    for activation, alpha in [*((name, 1.0) for name in ACTIVATIONS), ("relu", "loo")]:
        said = []
        for backend in ("numpy", "wasm"):
            linalg.use(backend)
            for precision in ("double", "single"):
                model = elm_core.ELMRegressor(
                    200, activation=activation, alpha=alpha, precision=precision, random_state=0
                ).fit(x, y)
                said.append(model.predict(x))
                assert ("noise" in model.moments_) == (precision == "single")
        for other in said[1:]:
            np.testing.assert_allclose(other, said[0], atol=1e-3)
    linalg.use(None)
