"""The only door to heavy arithmetic.

Everything here takes and returns dense float64 arrays. `backends` says which code does the work:
NumPy and the BLAS behind it, or in Pyodide, whose NumPy has none, the kernels of elm_kernels.

Some take float32, too, where all operands are: then `matmul`, `hidden`, `solve_triangular` return
it, and `cross`, `gram` and `add_gram`, which sum over rows, add up sums of `SHORT` rows in float64.
"""

from __future__ import annotations

import numpy as np

from elm_core.maths.arrays import BLOCK_ROWS, Array, Reals, Work, row_blocks
from elm_core.maths.backends import current, use
from elm_core.maths.spectral import Spectral

__all__ = [
    "BLOCK_ROWS",
    "Array",
    "add_gram",
    "append_cholesky",
    "cho_solve",
    "cholesky",
    "cross",
    "eigh",
    "exp",
    "gram",
    "hidden",
    "inverse_from_cholesky",
    "matmul",
    "matmul_t",
    "mirror",
    "outer_gram",
    "pairwise_l1_distances",
    "pairwise_sq_distances",
    "reduce",
    "row_blocks",
    "solve_triangular",
    "symmetric_times_vector",
    "symmetric_update",
    "use",
]


def matmul(a: Reals, b: Reals) -> Reals:
    """A B for A (m × k) and B (k × n)."""
    return current().matmul(a, b)


def matmul_t(a: Reals, b: Reals) -> Reals:
    """A Bᵀ for A (m × k) and B (n × k)."""
    return current().matmul_t(a, b)


def cross(a: Reals, b: Reals) -> Array:
    """Aᵀ B for A (k × m) and B (k × n)."""
    return current().cross(a, b)


def gram(a: Reals) -> Array:
    """Aᵀ A for A (k × m), symmetric to the last bit."""
    return current().gram(a)


def add_gram(total: Array, a: Reals) -> None:
    """Add Aᵀ A to a symmetric matrix, in place and where possible without another such matrix."""
    current().add_gram(total, a)


def outer_gram(a: Array) -> Array:
    """A Aᵀ for A (m × k), symmetric to the last bit."""
    return current().gram(a.T)


def mirror(a: Array) -> None:
    """Make both triangles of a symmetric matrix equal again after `symmetric_update`."""
    current().mirror(a)


def symmetric_times_vector(a: Array, x: Array) -> Array:
    """A x for a symmetric A (n × n, C-contiguous), of which only the upper triangle is read."""
    return current().symmetric_times_vector(a, x)


def symmetric_update(a: Array, x: Array, factor: float, scale: float = 1.0) -> None:
    """A ← scale · (A + factor · x xᵀ) in place, for a symmetric C-contiguous A.

    Only the upper triangle is sure to be right afterwards: see `mirror`.
    """
    current().symmetric_update(a, x, factor, scale)


def hidden(x: Reals, weights: Reals, bias: Reals, activation: str) -> Reals | None:
    """H = g(XW + b) in one pass, or None where the backend has no such kernel for g."""
    backend = current()
    return backend.hidden(x, weights, bias, activation) if activation in backend.FUSED else None


def exp(z: Reals) -> Reals:
    """Overwrite z with eᶻ, and return it."""
    return current().exp(z)


def cholesky(a: Array) -> Array:
    """Lower L with L Lᵀ = A, for a symmetric A.

    Raises
    ------
    numpy.linalg.LinAlgError
        If A is not positive definite to working precision.
    """
    return current().cholesky(a)


def solve_triangular(lower: Reals, b: Reals, *, transposed: bool = False) -> Reals:
    """X with L X = B, or Lᵀ X = B if `transposed`; B (n × k) or (n,).

    Raises
    ------
    numpy.linalg.LinAlgError
        If L has a zero on its diagonal.
    """
    if not np.diagonal(lower).all():
        raise np.linalg.LinAlgError("Singular matrix")
    return current().solve_triangular(lower, b, transposed)


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


def reduce(a: Array) -> Work[Spectral]:
    """A symmetric positive semi-definite matrix, ready to be solved with many ridge terms.

    A is overwritten.
    """
    return current().reduce(a)


def pairwise_sq_distances(a: Array, b: Array, gamma: float | None = None) -> Array:
    """‖aᵢ − bⱼ‖² for A (m × d) and B (n × d), never negative; with γ exp(−γ ‖aᵢ − bⱼ‖²)."""
    return current().sq_distances(a, b, gamma)


def pairwise_l1_distances(a: Array, b: Array, gamma: float | None = None) -> Array:
    """‖aᵢ − bⱼ‖₁ for A (m × d) and B (n × d); with γ exp(−γ ‖aᵢ − bⱼ‖₁)."""
    return current().l1_distances(a, b, gamma)
