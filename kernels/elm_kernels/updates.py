"""Rank-one steps on one triangle of a symmetric matrix, for recursive least squares."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from elm_kernels.library import library

Array = npt.NDArray[np.float64]


def symmetric_times_vector(p: Array, x: Array) -> Array:
    """P x for a symmetric P (n × n, C-contiguous), reading only its upper triangle."""
    _check(p, x)
    out = np.empty(len(x))
    library().elm_symv_f64(len(x), p.ctypes.data, len(x), x.ctypes.data, out.ctypes.data)
    return out


def symmetric_update(p: Array, v: Array, factor: float, scale: float = 1.0) -> None:
    """P ← scale · (P + factor · v vᵀ) in the upper triangle of P."""
    _check(p, v)
    if not p.flags.writeable:
        raise ValueError("p is read-only")
    library().elm_syr_f64(len(v), scale, factor, v.ctypes.data, p.ctypes.data, len(v))


def _check(p: Array, v: Array) -> None:
    fine = all(a.dtype == np.float64 and a.flags.c_contiguous for a in (p, v))
    if not fine or v.ndim != 1 or p.shape != (len(v), len(v)):
        raise ValueError(
            f"expected C-contiguous float64 arrays (n, n) and (n,), got {p.shape} and {v.shape}"
        )
