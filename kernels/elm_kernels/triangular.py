"""Cholesky factors and triangular solves."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from elm_kernels.library import library, operand, place

Array = npt.NDArray


def cholesky(a: Array) -> Array:
    """Lower L with L Lᵀ = A (n × n), from the upper triangle of A; a Fortran-ordered view.

    Raises
    ------
    numpy.linalg.LinAlgError
        If A is not positive definite.
    """
    upper = np.array(a, dtype=np.float64, order="C")
    if upper.ndim != 2 or upper.shape[0] != upper.shape[1]:
        raise np.linalg.LinAlgError(f"expected a square matrix, got shape {upper.shape}")
    n = len(upper)
    if library().elm_cholesky_f64(n, upper.ctypes.data, max(n, 1)):
        raise np.linalg.LinAlgError("Matrix is not positive definite")
    _clear_below_diagonal(upper)
    return upper.T


def solve_triangular(lower: Array, b: Array, *, transposed: bool = False) -> Array:
    """X with L X = B, or Lᵀ X = B if `transposed`; B (n × k) or (n,). Float32 where L and B are."""
    single = np.asarray(lower).dtype == np.asarray(b).dtype == np.float32
    dtype = np.float32 if single else np.float64
    factor = operand(lower, dtype)
    if transposed:
        factor = factor.T
    x = _copy(b, dtype)
    columns = x if x.ndim == 2 else x[:, None]
    if factor.shape != (len(x), len(x)):
        raise ValueError(f"shapes {factor.shape} and {x.shape} do not fit")
    n, k = columns.shape
    lib = library()
    solve = lib.elm_solve_f32 if single else lib.elm_solve_f64
    solve(n, k, int(not transposed), *place(factor), columns.ctypes.data, k)
    return x


def _copy(b: npt.ArrayLike, dtype: npt.DTypeLike) -> Array:
    """Return a C-contiguous copy; NumPy is slow at transposing."""
    b = np.asarray(b, dtype=dtype)
    if b.ndim != 2 or b.flags.c_contiguous or not b.T.flags.c_contiguous or not b.flags.aligned:
        return np.array(b, dtype=dtype, order="C")
    out = np.empty(b.shape, dtype=dtype)
    m, n = b.T.shape
    lib = library()
    transpose = lib.elm_transpose_f32 if dtype == np.float32 else lib.elm_transpose_f64
    transpose(m, n, b.ctypes.data, n, out.ctypes.data)
    return out


def _clear_below_diagonal(square: Array) -> None:
    tile = 64
    for i in range(0, len(square), tile):
        square[i + tile :, i : i + tile] = 0.0
        diagonal = square[i : i + tile, i : i + tile]
        diagonal[:] = np.triu(diagonal)
