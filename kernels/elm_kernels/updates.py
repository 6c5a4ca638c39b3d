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
    library().elm_symv_f64(len(x), _address(p), len(x), _address(x), _address(out))
    return out


def symmetric_update(p: Array, v: Array, factor: float, scale: float = 1.0) -> None:
    """P ← scale · (P + factor · v vᵀ) in the upper triangle of P."""
    _check(p, v)
    if not p.flags.writeable:
        raise ValueError("p is read-only")
    library().elm_syr_f64(len(v), scale, factor, _address(v), _address(p), len(v))


def _address(a: Array) -> int:
    return a.__array_interface__["data"][0]  # a third of the time of a.ctypes.data


def _check(p: Array, v: Array) -> None:
    alike = p.dtype == v.dtype == np.float64
    fine = alike and p.flags.c_contiguous and v.flags.c_contiguous
    if not fine or v.ndim != 1 or p.shape != (len(v), len(v)):
        raise ValueError(
            f"expected C-contiguous float64 arrays (n, n) and (n,), got {p.shape} and {v.shape}"
        )
