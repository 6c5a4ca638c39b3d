"""Linear algebra by NumPy alone: any Python has it.

Natively the work goes to the BLAS behind NumPy. Pyodide's NumPy has no BLAS: there ``@`` runs at
1.6 GFLOP/s, while ``einsum`` over two C-contiguous operands uses an unrolled inner loop at
5 GFLOP/s, so products are brought into that form and cut into tiles that stay in the cache.
"""

from __future__ import annotations

import sys

import numpy as np

from elm_core.maths.arrays import SHORT, Array, Reals, Work, row_blocks
from elm_core.maths.spectral import Eigen, Spectral

name = "numpy"

#: Whether NumPy has a BLAS behind it (it has none in Pyodide).
HAS_BLAS = sys.platform != "emscripten"

#: Activations that `hidden` applies while it multiplies: none, which leaves it to the caller.
FUSED: dict[str, int] = {}

_TILE = 128  # rows of an output tile: two operand tiles of 128 × 512 float64 fit the L2 cache
_CACHED = 2**14  # numbers of a block that is gone through several times
_PANEL = 64  # width of the diagonal blocks of a triangular solve


def describe() -> str:
    """Say what the arithmetic runs on."""
    return "NumPy with its BLAS" if HAS_BLAS else "NumPy without a BLAS"


def matmul(a: Reals, b: Reals) -> Reals:
    """A B."""
    return np.asarray(a @ b) if HAS_BLAS else matmul_t(a, np.ascontiguousarray(b.T))


def matmul_t(a: Reals, b: Reals) -> Reals:
    """A Bᵀ."""
    if HAS_BLAS:
        return np.asarray(a @ b.T)
    a, b = np.ascontiguousarray(a), np.ascontiguousarray(b)
    out = np.empty((len(a), len(b)), dtype=np.result_type(a, b))
    for i in row_blocks(len(a), _TILE):
        for j in row_blocks(len(b), _TILE):
            np.einsum("ik,jk->ij", a[i], b[j], out=out[i, j])
    return out


def cross(a: Reals, b: Reals) -> Array:
    """Aᵀ B."""
    if a.dtype != np.float32 or b.dtype != np.float32:
        return matmul(a.T, b)
    out = np.zeros((a.shape[1], b.shape[1]))
    for rows in row_blocks(len(a), SHORT):
        out += matmul(a[rows].T, b[rows])
    return out


def gram(a: Reals) -> Array:
    """Aᵀ A; without a BLAS only the lower tiles are computed."""
    if a.dtype != np.float32:
        return _gram(a)
    out = np.zeros((a.shape[1], a.shape[1]))
    add_gram(out, a)
    return out


def _gram(a: Reals) -> Reals:
    if HAS_BLAS:
        return np.asarray(a.T @ a)
    a = np.ascontiguousarray(a.T)
    out = np.empty((len(a), len(a)), dtype=a.dtype)
    for i in row_blocks(len(a), _TILE):
        for j in row_blocks(i.stop, _TILE):
            tile = np.einsum("ik,jk->ij", a[i], a[j])
            out[i, j] = tile
            out[j, i] = tile.T
    return out


def add_gram(total: Array, a: Reals) -> None:
    """Add Aᵀ A to a symmetric matrix."""
    if a.dtype != np.float32:
        total += _gram(a)
        return
    for rows in row_blocks(len(a), SHORT):
        total += _gram(a[rows])


def mirror(a: Array) -> None:
    """Nothing to do: `symmetric_update` writes both triangles alike."""


def symmetric_times_vector(a: Array, x: Array) -> Array:
    """A x."""
    return np.asarray(a @ x)


def symmetric_update(a: Array, x: Array, factor: float, scale: float) -> None:
    """A ← scale · (A + factor · x xᵀ), symmetric to the last bit, a band of rows at a time."""
    root = np.sqrt(abs(scale * factor)) * x
    signed = np.copysign(1.0, factor) * root
    for rows in row_blocks(len(x), _TILE):
        band = a[rows]
        if scale != 1.0:
            band *= scale
        band += np.multiply.outer(signed[rows], root)


def hidden(x: Reals, weights: Reals, bias: Reals, activation: str) -> Reals:
    """g(XW + b): there is no g here, see `FUSED`."""
    raise NotImplementedError(activation)


def exp(z: Reals) -> Reals:
    """Overwrite z with eᶻ."""
    return np.asarray(np.exp(z, out=z))


def sq_distances(a: Array, b: Array, gamma: float | None) -> Array:
    """‖aᵢ − bⱼ‖² or exp(−γ ‖aᵢ − bⱼ‖²)."""
    out = matmul_t(a, b)
    out *= -2.0
    out += np.einsum("ij,ij->i", a, a)[:, None]
    out += np.einsum("ij,ij->i", b, b)[None, :]
    np.maximum(out, 0.0, out=out)
    return out if gamma is None else _decay(out, gamma)


def l1_distances(a: Array, b: Array, gamma: float | None) -> Array:
    """‖aᵢ − bⱼ‖₁ or exp(−γ ‖aᵢ − bⱼ‖₁), a column at a time in blocks that stay in the cache."""
    out = np.zeros((len(a), len(b)))
    columns = np.ascontiguousarray(b.T)
    some = max(1, _CACHED // max(1, len(b)))
    apart = np.empty((min(some, len(a)), len(b)))
    for rows in row_blocks(len(a), some):
        total, part = out[rows], apart[: len(a[rows])]
        for x, z in zip(a[rows].T, columns, strict=True):
            np.subtract(x[:, None], z, out=part)
            total += np.abs(part, out=part)
    return out if gamma is None else _decay(out, gamma)


def _decay(distances: Array, gamma: float) -> Array:
    distances *= -gamma
    return exp(distances)


def cholesky(a: Array) -> Array:
    """Lower L with L Lᵀ = A.

    NumPy learns of a failure by a floating-point flag. WebAssembly has none, so there NumPy
    returns NaN and raises nothing.
    """
    lower = np.asarray(np.linalg.cholesky(a))
    if np.isnan(lower).any() and not np.isnan(a).any():
        raise np.linalg.LinAlgError("Matrix is not positive definite")
    return lower


def solve_triangular(lower: Reals, b: Reals, transposed: bool) -> Reals:
    """X with L X = B, or Lᵀ X = B, by halves: most of the work are products of large blocks."""
    single = lower.dtype == b.dtype == np.float32
    x: Reals = np.array(b, dtype=np.float32 if single else np.float64, order="C")
    _solve_in_place(lower, x, transposed)
    return x


def _solve_in_place(lower: Reals, x: Reals, transposed: bool) -> None:
    n = len(lower)
    if n <= _PANEL:
        x[...] = np.linalg.solve(lower.T if transposed else lower, x)
        return
    half = (n // 2 + _PANEL - 1) // _PANEL * _PANEL
    above, below = slice(half), slice(half, n)
    first, then = (below, above) if transposed else (above, below)
    _solve_in_place(lower[first, first], x[first], transposed)
    between = lower[below, above]
    x[then] -= _matmul_any(between.T if transposed else between, x[first])
    _solve_in_place(lower[then, then], x[then], transposed)


def _matmul_any(a: Reals, b: Reals) -> Reals:
    """A B where B may be a vector, or either may be empty."""
    return np.asarray(a @ b) if b.ndim == 1 or a.size == 0 else matmul(a, b)


def reduce(a: Array) -> Work[Spectral]:
    """Eigenvalues: LAPACK's are as quick as anything that could be done here."""
    yield 0.0
    return Eigen.of(a)
