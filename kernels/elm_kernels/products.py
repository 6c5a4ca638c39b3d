"""Matrix products."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from elm_kernels.library import library, operand, place

Array = npt.NDArray


def matmul(a: Array, b: Array) -> Array:
    """A B for A (m × k) and B (k × n)."""
    a, b = alike(a, b)
    if a.shape[1] != b.shape[0]:
        raise ValueError(f"shapes {a.shape} and {b.shape} do not fit: {a.shape[1]} != {b.shape[0]}")
    out = np.zeros((a.shape[0], b.shape[1]), dtype=a.dtype)
    _multiply(a, b, out)
    return out


def add_product(out: Array, a: Array, b: Array, factor: float = 1.0) -> None:
    """Add factor · A B to `out` in place, for A (m × k) and B (k × n).

    Rows of `out` are contiguous. It may be float64 where A and B are float32: these are then
    multiplied in sums of at most 256 terms, which are added up in float64.
    """
    a, b = alike(a, b)
    if a.shape[1] != b.shape[0] or out.shape != (a.shape[0], b.shape[1]):
        raise ValueError(f"shapes {a.shape}, {b.shape} and {out.shape} do not fit")
    if out.dtype not in (a.dtype, np.float64) or not out.flags.writeable or not _has_rows(out):
        raise ValueError(f"out must have contiguous rows of {a.dtype} or float64 to write to")
    _multiply(a, b, out, factor=factor)


def matmul_t(a: Array, b: Array) -> Array:
    """A Bᵀ for A (m × k) and B (n × k)."""
    return matmul(a, np.asarray(b).T)


def cross(a: Array, b: Array) -> Array:
    """Aᵀ B for A (k × m) and B (k × n)."""
    return matmul(np.asarray(a).T, b)


def gram(a: Array, out: Array | None = None) -> Array:
    """Aᵀ A for A (k × m), symmetric to the last bit.

    With `out` (m × m, C-contiguous, symmetric), AᵀA is added to it in place; it may be float64
    where A is float32, see `add_product`.
    """
    a, _ = alike(a, a)
    if out is None:
        out = np.zeros((a.shape[1], a.shape[1]), dtype=a.dtype)
    _check_out(out, a)
    _multiply(a.T, a, out, upper=True)
    mirror(out)
    return out


def mirror(square: Array) -> None:
    """Copy the upper triangle of a square matrix onto the lower one, tile by tile."""
    n, tile = len(square), 64
    if square.dtype == np.float64 and square.flags.c_contiguous:
        library().elm_mirror_f64(n, square.ctypes.data, n)
        return
    for i in range(0, n, tile):
        diagonal = square[i : i + tile, i : i + tile]
        upper = np.triu(diagonal)
        diagonal[:] = upper + np.triu(diagonal, 1).T
        square[i + tile :, i : i + tile] = square[i : i + tile, i + tile :].T


def _multiply(a: Array, b: Array, out: Array, *, factor: float = 1.0, upper: bool = False) -> None:
    """out += factor · A B; with `upper`, at least on and above the diagonal."""
    if not out.size or not a.shape[1]:
        return
    lib = library()
    if a.dtype == np.float64:
        function = lib.elm_gemm_f64
    else:
        function = lib.elm_gemm_f32 if out.dtype == np.float32 else lib.elm_gemm_f32_to_f64
    address, step, _ = place(out)
    function(*out.shape, a.shape[1], factor, *place(a), *place(b), address, step, int(upper))


def _has_rows(out: Array) -> bool:
    """Whether rows are contiguous, one behind the other."""
    rows, columns = out.strides
    alone = out.shape[0] == 1 or (rows >= out.shape[1] * out.itemsize and not rows % out.itemsize)
    return bool(out.flags.aligned and alone and (out.shape[1] == 1 or columns == out.itemsize))


def alike(a: Array, b: Array) -> tuple[Array, Array]:
    """Return two operands as float32 where both are, else as float64."""
    a, b = np.asarray(a), np.asarray(b)
    single = a.dtype == np.float32 and b.dtype == np.float32
    dtype = np.float32 if single else np.float64
    return operand(a, dtype), operand(b, dtype)


def _check_out(out: Array, a: Array) -> None:
    m = a.shape[1]
    fits = out.shape == (m, m) and out.dtype in (a.dtype, np.float64)
    if not fits or not out.flags.c_contiguous:
        raise ValueError(f"out must be a C-contiguous {a.dtype} array of shape {(m, m)}")
    if not out.flags.writeable:
        raise ValueError("out is read-only")
