"""Distances of all pairs of rows, and the kernels that are made of them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from elm_kernels.library import library, operand, place

Array = npt.NDArray[np.float64]


def sq_distances(a: Array, b: Array, gamma: float | None = None) -> Array:
    """‖aᵢ − bⱼ‖² for A (m × d) and B (n × d), never negative; with γ exp(−γ ‖aᵢ − bⱼ‖²)."""
    a, b = _pair(a, b)
    out = np.empty((len(a), len(b)))
    lengths = [np.ascontiguousarray(np.einsum("ij,ij->i", x, x)) for x in (a, b)]
    library().elm_sq_distances_f64(
        *out.shape,
        a.shape[1],
        *place(a),
        *place(b),
        *(length.ctypes.data for length in lengths),
        _or_none(gamma),
        out.ctypes.data,
    )
    return out


def l1_distances(a: Array, b: Array, gamma: float | None = None) -> Array:
    """‖aᵢ − bⱼ‖₁ for A (m × d) and B (n × d); with γ exp(−γ ‖aᵢ − bⱼ‖₁)."""
    a, b = (np.ascontiguousarray(x) for x in _pair(a, b))
    out = np.empty((len(a), len(b)))
    library().elm_l1_distances_f64(
        *out.shape, a.shape[1], a.ctypes.data, b.ctypes.data, _or_none(gamma), out.ctypes.data
    )
    return out


def _or_none(gamma: float | None) -> float:
    return -1.0 if gamma is None else gamma  # below 0 the module leaves the distances as they are


def _pair(a: Array, b: Array) -> tuple[Array, Array]:
    a, b = operand(a), operand(b)
    if a.shape[1] != b.shape[1]:
        raise ValueError(f"shapes {a.shape} and {b.shape} do not fit: rows must be equally long")
    return a, b
