"""Linear algebra by elm_kernels: SIMD code beside Pyodide, ten to forty times as fast as its NumPy.

Importing this module fails where the kernels are not installed.
"""

from __future__ import annotations

import elm_kernels as kernels
import numpy as np

from elm_core.maths.arrays import Array, Reals, Work
from elm_core.maths.spectral import Spectral, Tridiagonal

name = "wasm"

#: Activations that `hidden` applies while it multiplies, with their numbers.
FUSED: dict[str, int] = kernels.ACTIVATIONS


def describe() -> str:
    """Say what the arithmetic runs on."""
    simd = "relaxed SIMD" if kernels.variant() == "relaxed" else "SIMD"
    return f"elm_kernels {kernels.__version__} with {simd}"


def open_module() -> None:
    """Load the WebAssembly module anew; whatever is wrong with it is raised here."""
    kernels.forget_library()
    kernels.cholesky(np.eye(2))


def matmul(a: Reals, b: Reals) -> Reals:
    """A B."""
    return np.asarray(kernels.matmul(a, b))


def matmul_t(a: Reals, b: Reals) -> Reals:
    """A Bᵀ."""
    return np.asarray(kernels.matmul_t(a, b))


def cross(a: Reals, b: Reals) -> Array:
    """Aᵀ B."""
    out = np.zeros((a.shape[1], b.shape[1]))
    kernels.add_product(out, a.T, b)
    return out


def gram(a: Reals) -> Array:
    """Aᵀ A; only the upper tiles are computed."""
    return np.asarray(kernels.gram(a, out=np.zeros((a.shape[1], a.shape[1]))))


def add_gram(total: Array, a: Reals) -> None:
    """Add Aᵀ A to a symmetric matrix."""
    if total.flags.c_contiguous and total.dtype == np.float64:
        kernels.gram(a, out=total)
    else:
        total += gram(a)


def mirror(a: Array) -> None:
    """Copy the upper triangle of A onto the lower one."""
    kernels.mirror(a)


def symmetric_times_vector(a: Array, x: Array) -> Array:
    """A x, from the upper triangle of A."""
    return np.asarray(kernels.symmetric_times_vector(a, x))


def symmetric_update(a: Array, x: Array, factor: float, scale: float) -> None:
    """A ← scale · (A + factor · x xᵀ) in the upper triangle."""
    kernels.symmetric_update(a, x, factor, scale)


def hidden(x: Reals, weights: Reals, bias: Reals, activation: str) -> Reals:
    """g(XW + b) in one pass over memory."""
    return np.asarray(kernels.hidden(x, weights, bias, activation))


def exp(z: Reals) -> Reals:
    """Overwrite z with eᶻ."""
    if z.flags.c_contiguous and z.flags.writeable:
        return np.asarray(kernels.activate(z, "exp"))
    return np.asarray(np.exp(z, out=z))


def sq_distances(a: Array, b: Array, gamma: float | None) -> Array:
    """‖aᵢ − bⱼ‖² or exp(−γ ‖aᵢ − bⱼ‖²) in one pass over memory."""
    return np.asarray(kernels.sq_distances(a, b, gamma))


def l1_distances(a: Array, b: Array, gamma: float | None) -> Array:
    """‖aᵢ − bⱼ‖₁ or exp(−γ ‖aᵢ − bⱼ‖₁)."""
    return np.asarray(kernels.l1_distances(a, b, gamma))


def cholesky(a: Array) -> Array:
    """Lower L with L Lᵀ = A."""
    return np.asarray(kernels.cholesky(a))


def solve_triangular(lower: Reals, b: Reals, transposed: bool) -> Reals:
    """X with L X = B, or Lᵀ X = B."""
    return np.asarray(kernels.solve_triangular(lower, b, transposed=transposed))


def reduce(a: Array) -> Work[Spectral]:
    """Tridiagonal form, in the place of A."""
    reduced = yield from kernels.tridiagonal_steps(np.ascontiguousarray(a))
    return Tridiagonal(kernels, reduced)
