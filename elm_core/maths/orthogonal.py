"""Least squares by QR over blocks of rows: slower than Cholesky, stable for any H.

Golub & Van Loan (2013), "Matrix computations", 4th ed., sec. 5.3. Cholesky of HᵀH squares
the condition number of H; the triangle R of a QR decomposition does not.
"""

from __future__ import annotations

import numpy as np

from elm_core.maths.arrays import EPS, Array
from elm_core.maths.ridge import SMALLEST_SLACK, Rows, Solution


class OrthogonalSolver:
    """The triangle R of [√W (H − h̄), √W (T − t̄)], updated block by block."""

    def __init__(self, hidden_mean: Array, target_mean: Array) -> None:
        self._means = hidden_mean, target_mean
        width = len(hidden_mean) + len(target_mean)
        self._triangle = np.zeros((0, width))

    def add(self, rows: Rows) -> None:
        """Take rows into the triangle."""
        centred = np.hstack([rows.hidden - self._means[0], rows.targets - self._means[1]])
        centred *= np.sqrt(rows.weights)[:, None]
        stacked = np.vstack([self._triangle, centred])
        self._triangle = np.asarray(np.linalg.qr(stacked, mode="r"), dtype=np.float64)

    def solve(self, alpha: float, total_weight: float, rows: Rows) -> Solution:
        """Solve for all rows taken in, with leave-one-out predictions at `rows`."""
        hidden_mean, target_mean = self._means
        n_hidden = len(hidden_mean)
        u, singular, vt = np.linalg.svd(self._triangle[:, :n_hidden], full_matrices=False)
        kept = singular > max(self._triangle.shape[0], n_hidden) * EPS * singular.max(initial=0.0)
        u, singular, vt = u[:, kept], singular[kept], vt[kept]
        squares = singular**2 + alpha
        coef = vt.T @ ((singular / squares)[:, None] * (u.T @ self._triangle[:, n_hidden:]))
        centred = rows.hidden - hidden_mean
        leverage = ((centred @ vt.T) ** 2) @ (1.0 / squares)
        targets = rows.targets - target_mean
        slack = 1.0 - rows.weights * (1.0 / total_weight + leverage)
        slack = np.maximum(slack, SMALLEST_SLACK)
        loo = targets - (targets - centred @ coef) / slack[:, None]
        return Solution(coef, target_mean - hidden_mean @ coef, alpha, loo + target_mean)
