"""A symmetric matrix as Q T Qᵀ with T tridiagonal, in a third of the time of its eigenvalues."""

from __future__ import annotations

import functools
from collections.abc import Generator
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from elm_kernels.library import library
from elm_kernels.products import add_product, matmul, matmul_t

Array = npt.NDArray

#: Of one step, at a few 10⁹ a second: what runs in steps can be stopped between them.
STEP_OPERATIONS = 5e8

Result = TypeVar("Result")

#: Reflectors that are applied at once.
_BLOCK = 64


@dataclass(frozen=True)
class Tridiagonal:
    """T by its diagonal (n,) and off-diagonal (n − 1,), and Q by its Householder reflectors.

    Row k of `reflectors` (n × n) holds v of H_k = I − tau_k v vᵀ, in its first k places, and
    Q = H_{n−1} … H_1 (Golub & Van Loan, "Matrix Computations", 4th ed., sec. 8.3.1 and 5.1.7).
    """

    diagonal: Array
    off: Array
    reflectors: Array
    tau: Array

    def factor(self, alpha: float) -> tuple[Array, Array]:
        """L and D of T + αI = L D Lᵀ, both (n,): L below its diagonal, row i has l_i.

        Raises
        ------
        numpy.linalg.LinAlgError
            If T + αI is not positive definite to working precision.
        """
        n = len(self.diagonal)
        below, pivots = np.empty(n), np.empty(n)
        diagonal, off, *out = (x.ctypes.data for x in (self.diagonal, self.off, below, pivots))
        if library().elm_tridiagonal_factor_f64(n, diagonal, off, alpha, *out) < n:
            raise np.linalg.LinAlgError("Matrix is not positive definite")
        return below, pivots

    def upward_pivots(self, alpha: float) -> Array:
        """The pivots of T + αI (n,) from the last row up."""
        pivots = np.empty(len(self.diagonal))
        diagonal, off, out = (x.ctypes.data for x in (self.diagonal, self.off, pivots))
        library().elm_tridiagonal_upward_f64(len(pivots), diagonal, off, alpha, out)
        return pivots

    def times_q(self, rows: Array) -> Array:
        """P Q for P (m × n); float32 where P is."""
        return finish(self.times_q_steps(rows))

    def times_q_steps(self, rows: Array, blocks=None) -> Generator[float, None, Array]:
        """Do what `times_q` does, yielding the share done; `blocks`, where they are known."""
        dtype = np.float32 if np.asarray(rows).dtype == np.float32 else np.float64
        out = np.array(rows, dtype=dtype, order="C")
        for block in self.blocks() if blocks is None else blocks:
            reflectors, mixed = (part.astype(dtype, copy=False) for part in block)
            width = reflectors.shape[1]
            part = matmul(matmul_t(out[:, :width], reflectors), mixed)
            add_product(out[:, :width], part, reflectors, -1.0)
            yield 1.0 - width / out.shape[1]
        return out

    def q_times(self, columns: Array) -> Array:
        """Q B for B (n × k)."""
        out = np.array(columns, dtype=np.float64, order="C")
        for reflectors, mixed in reversed(list(self.blocks())):
            width = reflectors.shape[1]
            out[:width] -= matmul(reflectors.T, matmul(mixed, matmul(reflectors, out[:width])))
        return out

    def blocks(self):
        """Yield V (b × width, rows are reflectors) and S with the product I − Vᵀ S V.

        The compact WY form of Schreiber & Van Loan (1989).
        """
        stop = len(self.diagonal)
        for mixed in self._mixed:
            start = stop - len(mixed)
            yield self._reflectors(start, stop), mixed
            stop = start

    @functools.cached_property
    def _mixed(self) -> list[Array]:
        found = []
        stop = len(self.diagonal)
        while stop > 1:
            start = max(1, stop - _BLOCK)
            reflectors = self._reflectors(start, stop)
            overlaps = matmul_t(reflectors, reflectors)
            tau = self.tau[start:stop][::-1].copy()
            mixed = np.zeros_like(overlaps)
            addresses = (x.ctypes.data for x in (overlaps, tau, mixed))
            library().elm_compact_f64(len(tau), *addresses)
            found.append(mixed)
            stop = start
        return found

    def _reflectors(self, start: int, stop: int) -> Array:
        """Return some reflectors, the last of them first."""
        return self.reflectors[start:stop, : stop - 1][::-1]


def tridiagonal(a: Array) -> Tridiagonal:
    """Reduce a symmetric A (n × n), of which the lower triangle is read."""
    return finish(tridiagonal_steps(np.array(a, dtype=np.float64, order="C")))


def tridiagonal_steps(work: Array) -> Generator[float, None, Tridiagonal]:
    """Do what `tridiagonal` does within the array that it is given, yielding the share done."""
    if work.ndim != 2 or work.shape[0] != work.shape[1]:
        raise ValueError(f"expected a square matrix, got shape {work.shape}")
    if work.dtype != np.float64 or not work.flags.c_contiguous or not work.flags.writeable:
        raise ValueError("tridiagonal_steps needs a writable C-contiguous float64 array")
    n = len(work)
    diagonal, off, tau = np.zeros(n), np.zeros(max(n - 1, 0)), np.zeros(n)
    scratch = np.zeros(3 * n)
    addresses = [x.ctypes.data for x in (work, diagonal, off, tau, scratch)]
    top = n - 1
    while top >= 0:
        # a row takes 4 k² operations
        bottom = max(0, top + 1 - max(1, int(STEP_OPERATIONS / (4.0 * (top + 1) ** 2))))
        library().elm_tridiagonal_f64(n, addresses[0], n, *addresses[1:], top, bottom)
        top = bottom - 1
        yield 1.0 - (bottom / n) ** 3
    for k, row in enumerate(work):
        row[k:] = 0.0
    return Tridiagonal(diagonal, off, work, tau)


def finish(steps: Generator[float, None, Result]) -> Result:
    """Carry steps through to their end, and return the result."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def sweep(factors: Array, scales: Array, b: Array) -> Array:
    """Y with y_i = scales_i (b_i − factors_i y_{i−1}), row by row; B (n × m), maybe float32."""
    single = np.asarray(b).dtype == np.float32
    dtype = np.float32 if single else np.float64
    b = np.ascontiguousarray(b, dtype=dtype)
    factors, scales = (np.ascontiguousarray(x, dtype=dtype) for x in (factors, scales))
    n, m = b.shape
    if factors.shape != (n,) or scales.shape != (n,):
        raise ValueError(f"shapes {factors.shape}, {scales.shape} and {b.shape} do not fit")
    out = np.empty_like(b)
    addresses = (x.ctypes.data for x in (factors, scales, b, out))
    lib = library()
    (lib.elm_sweep_f32 if single else lib.elm_sweep_f64)(n, m, *addresses)
    return out
