"""One factorisation for many ridge terms: G = Q T Qᵀ once, then (G + αI)⁻¹ for any α in O(h).

Where there is a good LAPACK, T is diagonal (eigenvalues). The kernels for Pyodide stop at a
tridiagonal T, which is reached ten times as fast as the eigenvalues are there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from elm_core.maths.arrays import Array, Reals, Work
from elm_core.maths.cutting import pay
from elm_core.maths.rotation import rotated


class Spectral(Protocol):
    """A symmetric positive semi-definite G (h × h), reduced."""

    @property
    def trace(self) -> float:
        """Sum of the eigenvalues."""
        ...

    @property
    def norm(self) -> float:
        """Frobenius norm: no eigenvalue is larger."""
        ...

    def rotate(self, rows: Reals) -> Work[Reals]:
        """(P Q)ᵀ, shape (h × m), for P (m × h); float32 where P is."""
        ...

    def half_solve(self, alpha: float, rotated: Reals) -> Reals:
        """Y (h × m) with YᵀZ = P (G + αI)⁻¹ Rᵀ for two such results Y of P and Z of R.

        Float32 where the rotated rows are: each entry is then right to its own rounding, as is
        the solution of a bidiagonal system (Demmel & Kahan 1990).

        Raises
        ------
        numpy.linalg.LinAlgError
            If G + αI is not positive definite to working precision.
        """
        ...

    def solve(self, alpha: float, rotated: Array) -> Array:
        """(G + αI)⁻¹ Rᵀ, shape (h × m), from R rotated."""
        ...

    def solve_rotated(self, alpha: float, rotated: Array) -> Array:
        """Qᵀ (G + αI)⁻¹ Rᵀ, shape (h × m): as long as what `solve` returns, in less time."""
        ...

    def trace_of_inverse(self, alpha: float) -> float:
        """tr (G + αI)⁻¹."""
        ...


@dataclass(frozen=True)
class Eigen:
    """By eigenvalues: T is diagonal."""

    values: Array
    vectors: Array

    @classmethod
    def of(cls, gram: Array) -> Eigen:
        """Decompose; eigenvalues that rounding made negative are 0."""
        values, vectors = np.linalg.eigh(gram)
        return cls(np.maximum(values, 0.0), np.asarray(vectors))

    @property
    def trace(self) -> float:
        return float(self.values.sum())

    @property
    def norm(self) -> float:
        return float(np.linalg.norm(self.values))

    def rotate(self, rows: Reals) -> Work[Reals]:
        yield 0.0
        return np.ascontiguousarray((rows @ self.vectors.astype(rows.dtype, copy=False)).T)

    def half_solve(self, alpha: float, rotated: Reals) -> Reals:
        root = np.sqrt(self.values + alpha).astype(rotated.dtype, copy=False)
        return np.asarray(rotated / root[:, None])

    def solve(self, alpha: float, rotated: Array) -> Array:
        return np.asarray(self.vectors @ self.solve_rotated(alpha, rotated))

    def solve_rotated(self, alpha: float, rotated: Array) -> Array:
        return np.asarray(rotated / (self.values + alpha)[:, None])

    def trace_of_inverse(self, alpha: float) -> float:
        return float((1.0 / (self.values + alpha)).sum())


@dataclass(frozen=True)
class Tridiagonal:
    """By Householder reflections, done by the kernels: T is tridiagonal, T + αI = L D Lᵀ."""

    kernels: Any
    reduced: Any
    #: The factors of the last ridge term: it is asked about more than once.
    last: dict[float, tuple[Array, Array]] = field(default_factory=dict)

    @property
    def trace(self) -> float:
        return float(self.reduced.diagonal.sum())

    @property
    def norm(self) -> float:
        off = np.linalg.norm(self.reduced.off)
        return float(np.hypot(np.linalg.norm(self.reduced.diagonal), np.sqrt(2.0) * off))

    def rotate(self, rows: Reals) -> Work[Reals]:
        if rows.dtype == np.float64 and pay(*rows.shape):
            return (yield from rotated(self.reduced, rows))
        turned = yield from self.reduced.times_q_steps(rows)
        return np.ascontiguousarray(turned.T)

    def half_solve(self, alpha: float, rotated: Reals) -> Reals:
        below, pivots = self._factors(alpha)
        scale = 1.0 / np.sqrt(pivots)
        # the sweep goes on from what it has scaled already
        before = np.zeros_like(below)
        before[1:] = below[1:] * np.sqrt(pivots[:-1])
        return np.asarray(self.kernels.sweep(before, scale, rotated))

    def solve(self, alpha: float, rotated: Array) -> Array:
        return np.asarray(self.reduced.q_times(self.solve_rotated(alpha, rotated)))

    def solve_rotated(self, alpha: float, rotated: Array) -> Array:
        below, pivots = self._factors(alpha)
        half = self.half_solve(alpha, rotated) / np.sqrt(pivots)[:, None]
        # from the last row up: a sweep over the rows turned round
        after = np.zeros_like(below)
        after[1:] = below[:0:-1]
        return np.asarray(self.kernels.sweep(after, np.ones_like(below), half[::-1])[::-1])

    def trace_of_inverse(self, alpha: float) -> float:
        # entry i of the diagonal: 1 / (pivot from above + pivot from below − tᵢᵢ − α), Meurant
        # (1992), "A review on the inverse of symmetric tridiagonal ... matrices", sec. 2
        _, pivots = self._factors(alpha)
        both = pivots + self.reduced.upward_pivots(alpha)
        return float((1.0 / (both - (self.reduced.diagonal + alpha))).sum())

    def _factors(self, alpha: float) -> tuple[Array, Array]:
        """Return the entries of L below its diagonal (one later: row i has l_i) and D."""
        if alpha not in self.last:
            self.last.clear()
            self.last[alpha] = self.reduced.factor(alpha)
        return self.last[alpha]
