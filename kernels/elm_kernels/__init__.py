"""SIMD linear algebra for Pyodide: what NumPy hands to a BLAS where there is one.

Every function takes NumPy arrays of any shape and strides and returns new C-contiguous arrays
(or fills `out`). float64 in, float64 out; two float32 operands give float32.
"""

from __future__ import annotations

from elm_kernels.activations import ACTIVATIONS, activate, hidden
from elm_kernels.distances import l1_distances, sq_distances
from elm_kernels.library import available, forget_library, module_file, variant
from elm_kernels.products import add_product, cross, gram, matmul, matmul_t, mirror
from elm_kernels.reduction import Tridiagonal, sweep, tridiagonal, tridiagonal_steps
from elm_kernels.triangular import cholesky, solve_triangular
from elm_kernels.updates import symmetric_times_vector, symmetric_update

__version__ = "0.1.0"

__all__ = [
    "ACTIVATIONS",
    "Tridiagonal",
    "activate",
    "add_product",
    "available",
    "cholesky",
    "cross",
    "forget_library",
    "gram",
    "hidden",
    "l1_distances",
    "matmul",
    "matmul_t",
    "mirror",
    "module_file",
    "solve_triangular",
    "sq_distances",
    "sweep",
    "symmetric_times_vector",
    "symmetric_update",
    "tridiagonal",
    "tridiagonal_steps",
    "variant",
]
