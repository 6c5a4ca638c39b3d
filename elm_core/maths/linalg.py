"""The only door to heavy arithmetic.

Everything here takes and returns dense float64 arrays. Natively the work goes to the BLAS
behind NumPy. Pyodide's NumPy has no BLAS: there ``@`` runs at 1.6 GFLOP/s, while ``einsum``
over two C-contiguous operands uses an unrolled inner loop at 5 GFLOP/s, so products are
brought into that form and cut into tiles that stay in the cache.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

#: Whether NumPy has a BLAS behind it (it has none in Pyodide).
HAS_BLAS = sys.platform != "emscripten"

#: Rows of a training block: 512 × 1,000 hidden units are 4 MB.
BLOCK_ROWS = 512

_TILE = 128  # rows of an output tile: two operand tiles of 128 × 512 float64 fit the L2 cache
_PANEL = 64  # width of the diagonal blocks of a triangular solve


def row_blocks(n_rows: int, block: int = BLOCK_ROWS) -> Iterator[slice]:
    """Yield slices that cut `n_rows` rows into blocks."""
    for start in range(0, n_rows, block):
        yield slice(start, min(start + block, n_rows))


def matmul_t(a: Array, b: Array) -> Array:
    """A Bᵀ for A (m × k) and B (n × k)."""
    if HAS_BLAS:
        return np.asarray(a @ b.T)
    a, b = np.ascontiguousarray(a), np.ascontiguousarray(b)
    out = np.empty((len(a), len(b)))
    for i in row_blocks(len(a), _TILE):
        for j in row_blocks(len(b), _TILE):
            np.einsum("ik,jk->ij", a[i], b[j], out=out[i, j])
    return out


def matmul(a: Array, b: Array) -> Array:
    """A B for A (m × k) and B (k × n)."""
    return np.asarray(a @ b) if HAS_BLAS else matmul_t(a, np.ascontiguousarray(b.T))


def cross(a: Array, b: Array) -> Array:
    """Aᵀ B for A (k × m) and B (k × n)."""
    if HAS_BLAS:
        return np.asarray(a.T @ b)
    return matmul_t(np.ascontiguousarray(a.T), np.ascontiguousarray(b.T))


def gram(a: Array) -> Array:
    """Aᵀ A for A (k × m); only the lower tiles are computed where that is cheaper."""
    if HAS_BLAS:
        return np.asarray(a.T @ a)
    return outer_gram(np.ascontiguousarray(a.T))


def outer_gram(a: Array) -> Array:
    """A Aᵀ for A (m × k), symmetric to the last bit."""
    if HAS_BLAS:
        return np.asarray(a @ a.T)
    a = np.ascontiguousarray(a)
    out = np.empty((len(a), len(a)))
    for i in row_blocks(len(a), _TILE):
        for j in row_blocks(i.stop, _TILE):
            tile = np.einsum("ik,jk->ij", a[i], a[j])
            out[i, j] = tile
            out[j, i] = tile.T
    return out


def cholesky(a: Array) -> Array:
    """Lower L with L Lᵀ = A.

    Raises
    ------
    numpy.linalg.LinAlgError
        If A is not positive definite to working precision.
    """
    return np.asarray(np.linalg.cholesky(a))


def solve_triangular(lower: Array, b: Array, *, transposed: bool = False) -> Array:
    """X with L X = B, or Lᵀ X = B if `transposed`, by blocked substitution."""
    x = np.array(b, dtype=np.float64)
    panels = list(row_blocks(len(lower), _PANEL))
    for p in reversed(panels) if transposed else panels:
        if transposed:
            rest = x[p] - matmul_any(lower[p.stop :, p].T, x[p.stop :])
            x[p] = np.linalg.solve(lower[p, p].T, rest)
        else:
            rest = x[p] - matmul_any(lower[p, : p.start], x[: p.start])
            x[p] = np.linalg.solve(lower[p, p], rest)
    return x


def matmul_any(a: Array, b: Array) -> Array:
    """A B where B may be a vector, or either may be empty."""
    if b.ndim == 1 or a.size == 0:
        return np.asarray(a @ b)
    return matmul(a, b)


def cho_solve(lower: Array, b: Array) -> Array:
    """X with L Lᵀ X = B."""
    return solve_triangular(lower, solve_triangular(lower, b), transposed=True)


def inverse_from_cholesky(lower: Array) -> Array:
    """(L Lᵀ)⁻¹, symmetric to the last bit."""
    half = solve_triangular(lower, np.eye(len(lower)))
    return gram(half)


def append_cholesky(lower: Array, cross_rows: Array, corner: Array) -> Array:
    """Factor of [[A, Cᵀ], [C, D]] from the factor L of A.

    Parameters
    ----------
    lower : (n, n) L with L Lᵀ = A
    cross_rows : (k, n) C
    corner : (k, k) D

    O(n² k) instead of O((n + k)³): L' = [[L, 0], [Sᵀ, chol(D − Sᵀ S)]] with L S = Cᵀ.
    """
    n, k = len(lower), len(corner)
    s = solve_triangular(lower, cross_rows.T)
    grown = np.zeros((n + k, n + k))
    grown[:n, :n] = lower
    grown[n:, :n] = s.T
    grown[n:, n:] = cholesky(corner - cross(s, s))
    return grown


def eigh(a: Array) -> tuple[Array, Array]:
    """Eigenvalues (ascending) and eigenvectors (columns) of a symmetric matrix."""
    values, vectors = np.linalg.eigh(a)
    return np.asarray(values), np.asarray(vectors)


def pairwise_sq_distances(a: Array, b: Array) -> Array:
    """‖aᵢ − bⱼ‖² for A (m × d) and B (n × d), never negative."""
    out = matmul_t(a, b)
    out *= -2.0
    out += np.einsum("ij,ij->i", a, a)[:, None]
    out += np.einsum("ij,ij->i", b, b)[None, :]
    return np.asarray(np.maximum(out, 0.0, out=out))
