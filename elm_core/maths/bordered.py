"""The dual ridge system with a free intercept, once the kernel matrix is inverted.

Suykens & Vandewalle (1999), "Least squares support vector machine classifiers", eq. 7; leave-one-
out: Cawley (2006), IJCNN, eq. 8.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from elm_core.maths.arrays import EPS, Array


@dataclass(frozen=True)
class Bordered:
    """K a + b + α W⁻¹ a = T with Σa = 0, from A = R (K + s 1 1ᵀ) R + αI and R = diag(√w).

    ``dual`` holds R⁻¹ a (n × c), ``intercept`` b (c,), ``unit`` A⁻¹ √w, and ``diagonal`` that of
    M, the inverse of the bordered system.
    """

    dual: Array
    intercept: Array
    unit: Array
    diagonal: Array
    root: Array

    @classmethod
    def of(cls, solved: Array, inverse_diagonal: Array, rhs: Array, root: Array) -> Bordered:
        """Return the solution for ``solved`` = A⁻¹ [RT, √w] and the diagonal of A⁻¹."""
        unit = solved[:, -1]
        share = root @ unit
        intercept = unit @ rhs / share
        dual = solved[:, :-1] - np.outer(unit, intercept)
        return cls(dual, intercept, unit, inverse_diagonal - unit * unit / share, root)

    @property
    def coef(self) -> Array:
        """The dual coefficients a (n × c)."""
        return np.asarray(self.dual * self.root[:, None])

    def change(self, scale: float) -> Array:
        """Return what each target would have to change by for its row to have no say (n × c).

        The prediction without row i is tᵢ − aᵢ / Mᵢᵢ: of the scaled rows, residuals are α·dual and
        1 − hᵢᵢ = α·diagonal, so that α cancels.

        Parameters
        ----------
        scale : s times the mean weight, of which rounding is a share
        """
        diagonal = np.maximum(self.diagonal, EPS / scale)
        return np.asarray(self.dual / (self.root * diagonal)[:, None])

    def intercept_change(self, change: Array) -> Array:
        """Return by how much the intercept moves (n × c) when targets `change` so: M₀ᵢ aᵢ / Mᵢᵢ."""
        share = self.root @ self.unit
        return np.asarray((self.unit * self.root / share)[:, None] * change)
