"""elm_kernels against NumPy, whatever the shapes and however the operands lie in memory.

Runs inside Pyodide, where test_kernels.py sends it.
"""

from __future__ import annotations

import functools

import numpy as np
from elm_kernels import activations, distances, products, reduction, triangular, updates
from kernel_tools import BIG, SIZES, close, guarded, layouts, matrix, raises

from elm_core.maths.activations import ACTIVATIONS


def check_products() -> None:
    random = np.random.RandomState(0)
    shapes = [(m, n, k) for m in SIZES for n in SIZES for k in random.choice(SIZES, 4)]
    shapes += [tuple(random.choice(BIG, 3)) for _ in range(12)]
    with guarded() as guard:
        for m, n, k in shapes:
            for dtype, eps in ((np.float64, 1e-14), (np.float32, 1e-5)):
                a, b = matrix(random, m, k, dtype=dtype), matrix(random, k, n, dtype=dtype)
                want, scale = a @ b, np.abs(a) @ np.abs(b)
                close(products.matmul(a, b), want, scale, eps)
                close(products.matmul_t(a, b.T.copy()), want, scale, eps)
                close(products.cross(a.T.copy(), b), want, scale, eps)
            guard.check()


def check_gram() -> None:
    random = np.random.RandomState(1)
    shapes = [(k, m) for m in SIZES for k in SIZES] + [(k, m) for m in BIG for k in (1, 100, 257)]
    with guarded() as guard:
        for k, m in shapes:
            a = matrix(random, k, m)
            want, scale = a.T @ a, np.abs(a.T) @ np.abs(a)
            got = products.gram(a)
            assert (got == got.T).all()
            close(got, want, scale)
            total = guard.array(got)
            assert products.gram(a, out=total) is total
            close(total, 2 * want, 2 * scale)
            guard.check()


def check_distances() -> None:
    random = np.random.RandomState(10)
    shapes = [(m, n, k) for m in SIZES for n in SIZES for k in random.choice(SIZES, 2)]
    with guarded() as guard:
        for m, n, k in [*shapes, (129, 257, 64), (300, 63, 5)]:
            a, b = matrix(random, m, k), matrix(random, n, k)
            difference = a[:, None, :] - b[None, :, :]
            squares, sums = (difference**2).sum(axis=2), np.abs(difference).sum(axis=2)
            scale = 1.0 + squares
            close(distances.sq_distances(a, b), squares, scale)
            close(distances.sq_distances(a, b, 0.3), np.exp(-0.3 * squares), scale)
            close(distances.l1_distances(a, b), sums, scale)
            close(distances.l1_distances(a, b, 0.0), np.ones((m, n)), scale)
            guard.check()
    a = matrix(random, 70, 3)
    assert distances.sq_distances(a, a).min() == 0.0, "rounding below zero is cut off"
    for one, two in zip(layouts(a), layouts(a[:9]), strict=True):
        want = np.abs(a[:, None] - a[None, :9]).sum(axis=2)
        np.testing.assert_allclose(distances.l1_distances(one, two), want, rtol=1e-12)
        want = ((a[:, None] - a[None, :9]) ** 2).sum(axis=2)
        np.testing.assert_allclose(distances.sq_distances(one, two), want, atol=1e-13)


def check_layouts() -> None:
    random = np.random.RandomState(2)
    for m, n, k in ((5, 9, 7), (17, 33, 65), (1, 8, 3), (64, 1, 100)):
        a, b = matrix(random, m, k), matrix(random, k, n)
        bias = random.standard_normal(n)
        want = a @ b
        spd = a @ a.T + np.eye(m)
        lower = np.linalg.cholesky(spd)
        for one, two in zip(layouts(a), layouts(b), strict=True):
            before = one.tobytes(), two.tobytes()
            np.testing.assert_allclose(products.matmul(one, two), want, rtol=1e-12, atol=1e-13)
            np.testing.assert_allclose(products.gram(two), b.T @ b, rtol=1e-12, atol=1e-13)
            got = activations.hidden(one, two, bias, "tanh")
            np.testing.assert_allclose(got, np.tanh(want + bias), rtol=1e-12, atol=1e-13)
            assert (one.tobytes(), two.tobytes()) == before, "an input was changed"
        for one, two, three in zip(layouts(spd), layouts(a), layouts(lower), strict=True):
            np.testing.assert_allclose(triangular.cholesky(one), lower, rtol=1e-10, atol=1e-12)
            got = triangular.solve_triangular(three, two)
            np.testing.assert_allclose(lower @ got, a, rtol=1e-11, atol=1e-11)
    wide = np.broadcast_to(np.arange(3.0), (10, 3))  # a stride of zero
    np.testing.assert_allclose(products.gram(wide), wide.T @ wide)


def check_triangular() -> None:
    random = np.random.RandomState(3)
    with guarded() as guard:
        for n in (*SIZES, *BIG[:4]):
            a = random.standard_normal((n, n + 3))
            spd = a @ a.T + n * np.eye(n)
            lower = triangular.cholesky(spd)
            assert (np.triu(lower, 1) == 0).all()
            close(lower, np.linalg.cholesky(spd), np.abs(lower).max(initial=0), 1e-13)
            for k in (0, 1, 2, 3, 10, 65):
                b = random.standard_normal((n, k))
                for transposed in (False, True):
                    factor = lower.T if transposed else lower
                    got = triangular.solve_triangular(lower, b, transposed=transposed)
                    turned = np.asfortranarray(b)
                    again = triangular.solve_triangular(lower, turned, transposed=transposed)
                    assert (again == got).all(), "the same from columns that are contiguous"
                    want = np.linalg.solve(factor, b)
                    close(got, want, np.abs(want).max(initial=0) + np.abs(want), 1e-12)
            vector = random.standard_normal(n)
            got = triangular.solve_triangular(lower, vector)
            close(got, np.linalg.solve(lower, vector), np.abs(got).max(initial=0), 1e-12)
            guard.check()
        for n in (1, 5, 24, 25, 60, 130):  # below the block size and above
            for bad in range(0, n, 7):
                broken = np.eye(n)
                broken[bad, bad] = -1.0
                assert raises(np.linalg.LinAlgError, lambda b=broken: triangular.cholesky(b))
            assert raises(np.linalg.LinAlgError, lambda n=n: triangular.cholesky(np.zeros((n, n))))
            guard.check()


def check_updates() -> None:
    random = np.random.RandomState(4)
    with guarded() as guard:
        for n in (*SIZES, 257):
            p = random.standard_normal((n, n))
            p = guard.array(p + p.T)
            v = matrix(random, n)
            want = p @ v
            close(updates.symmetric_times_vector(p, v), want, np.abs(p) @ np.abs(v))
            expected = 0.7 * (p - 0.3 * np.outer(v, v))
            below = np.tril(p, -1).copy()
            updates.symmetric_update(p, v, -0.3, 0.7)
            np.testing.assert_allclose(np.triu(p), np.triu(expected), rtol=1e-12, atol=1e-13)
            assert (np.tril(p, -1) == below).all()
            guard.check()


def check_hidden() -> None:
    random = np.random.RandomState(5)
    oracles = {**ACTIVATIONS, "exp": np.exp}
    with guarded() as guard:
        for n, d, h in [(n, d, h) for n in SIZES for h in SIZES for d in random.choice(SIZES, 2)]:
            x, w, b = matrix(random, n, d), matrix(random, d, h), matrix(random, h)
            for name in activations.ACTIVATIONS:
                got = activations.hidden(x, w, b, name)
                np.testing.assert_allclose(got, oracles[name](x @ w + b), rtol=1e-11, atol=1e-12)
            guard.check()
        for n in SIZES:
            for name in activations.ACTIVATIONS:
                z = guard.array(3 * random.standard_normal(n))
                want = oracles[name](z.copy())
                assert activations.activate(z, name) is z
                np.testing.assert_allclose(z, want, rtol=1e-13, atol=1e-15)
        guard.check()


def check_fuzz() -> None:
    """Any shapes and any slices of a parent array."""
    random = np.random.RandomState(7)

    def sliced(rows: int, columns: int) -> np.ndarray:
        step, jump = (int(s) for s in random.choice([-3, -2, -1, 1, 2, 3], 2))
        parent = random.standard_normal((rows * abs(step) + 1, columns * abs(jump) + 1))
        out = parent[::step, ::jump][:rows, :columns]
        return out if random.randint(2) else np.asfortranarray(out)

    with guarded() as guard:
        for _ in range(400):
            m, n, k = (int(s) for s in random.randint(0, 90, 3))
            a, b = sliced(m, k), sliced(k, n)
            close(products.matmul(a, b), a @ b, np.abs(a) @ np.abs(b) + 1e-300)
            close(products.gram(a), a.T @ a, np.abs(a.T) @ np.abs(a) + 1e-300)
            guard.check()


def check_tridiagonal() -> None:
    random = np.random.RandomState(7)
    with guarded() as guard:
        for n in sorted({*SIZES, *BIG, 2, 63, 130} - {0}):
            a = matrix(random, n, n)
            for symmetric in (a + a.T, a @ a.T, np.diag(a[0]), np.ones((n, n)), 1e-160 * (a + a.T)):
                before = symmetric.copy()
                reduced = reduction.tridiagonal(symmetric)
                assert (symmetric == before).all(), "an input was changed"
                t = np.diag(reduced.diagonal) + np.diag(reduced.off, 1) + np.diag(reduced.off, -1)
                q = reduced.times_q(np.eye(n))
                scale = np.abs(symmetric).max() + 1e-300
                assert np.abs(q @ t @ q.T - symmetric).max() <= 1e-13 * n * scale
                assert np.abs(q.T @ q - np.eye(n)).max() <= 1e-13 * n
                assert np.abs(reduced.q_times(np.eye(n)) - q).max() <= 1e-13 * n
                row_by_row = in_steps_of(1, symmetric)
                for name in ("diagonal", "off", "reflectors", "tau"):
                    assert (getattr(row_by_row, name) == getattr(reduced, name)).all(), name
            guard.check()
    assert raises(ValueError, lambda: reduction.tridiagonal(np.ones((2, 3))))


def in_steps_of(operations: float, a: np.ndarray) -> reduction.Tridiagonal:
    usual = reduction.STEP_OPERATIONS
    reduction.STEP_OPERATIONS = operations
    try:
        steps = reduction.tridiagonal_steps(a.copy())
        return reduction.finish(steps)
    finally:
        reduction.STEP_OPERATIONS = usual


def check_sweep() -> None:
    random = np.random.RandomState(8)
    with guarded() as guard:
        for n in SIZES:
            for m in SIZES:
                b, factors, scales = (
                    matrix(random, n, m),
                    matrix(random, 1, n)[0],
                    matrix(random, 1, n)[0],
                )
                got = reduction.sweep(factors, scales, b)
                want = np.empty_like(b)
                for i in range(n):
                    want[i] = scales[i] * (b[i] - (factors[i] * want[i - 1] if i else 0.0))
                np.testing.assert_allclose(got, want, rtol=1e-9, atol=1e-300)
            guard.check()


def check_reduced_solves() -> None:
    from elm_core.maths import linalg
    from elm_core.maths.arrays import finish

    random = np.random.RandomState(9)
    for n in (1, 2, 5, 64, 65, 150):
        a, rows = matrix(random, n + 20, n), matrix(random, 7, n)
        gram = a.T @ a
        for alpha in (1e-6, 1.0, 1e4):
            want = np.linalg.solve(gram + alpha * np.eye(n), rows.T)
            got = []
            for backend in ("wasm", "numpy"):
                linalg.use(backend)
                reduced = finish(linalg.reduce(gram.copy()))
                rotated = finish(reduced.rotate(rows))
                half = reduced.half_solve(alpha, rotated)
                np.testing.assert_allclose(
                    reduced.solve(alpha, rotated), want, rtol=1e-8, atol=1e-12
                )
                np.testing.assert_allclose(half.T @ half, rows @ want, rtol=1e-8, atol=1e-12)
                turned = reduced.solve_rotated(alpha, rotated)
                np.testing.assert_allclose(turned.T @ turned, want.T @ want, rtol=1e-7, atol=1e-12)
                inverse = np.linalg.inv(gram + alpha * np.eye(n))
                np.testing.assert_allclose(reduced.trace_of_inverse(alpha), np.trace(inverse))
                got += [reduced.trace, reduced.norm]
            np.testing.assert_allclose(got[:2], got[2:], rtol=1e-12)
    linalg.use(None)
    for diagonal in ([-1.0, -1, -1], [-1.0, 3, 3], [3.0, 3, -1]):
        negative = finish(linalg.reduce(np.diag(diagonal)))
        for ask in (
            lambda one: one.half_solve(0.5, np.ones((3, 1))),
            lambda one: one.trace_of_inverse(0.5),
        ):
            assert raises(np.linalg.LinAlgError, functools.partial(ask, negative))
