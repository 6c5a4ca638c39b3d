"""The dual ridge system as a Cholesky factor that grows by a row for each sample added.

For a kernel matrix K, weights w and R = diag(√w), the factor L satisfies

    L Lᵀ = R (K + s 1 1ᵀ) R + α I .

The dual coefficients sum to zero, so that the constant s changes nothing but the conditioning;
it is fixed once. The solution and its leave-one-out predictions are those of
`ridge.solve_dual`; growing by k rows costs O(n² k) instead of O((n + k)³).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from elm_core.maths import blocked, linalg, ridge
from elm_core.maths.arrays import Work, finish, row_blocks, within
from elm_core.maths.bordered import Bordered
from elm_core.maths.linalg import Array


@dataclass
class DualSolution(ridge.Solution):
    """A solution with ``loo_intercept`` (n × c): the intercept had the row not been there."""

    loo_intercept: Array

    @classmethod
    def without_factor(cls, solved: ridge.Solution, targets: Array, weights: Array) -> DualSolution:
        """Return a solution of a singular system, with intercepts as of the mean alone."""
        others = np.maximum(weights.sum() - weights, weights.min())
        change = (targets - solved.intercept) * (weights / others)[:, None]
        return cls(
            solved.coef, solved.intercept, solved.alpha, solved.loo, solved.intercept - change
        )


@dataclass(frozen=True)
class DualFactor:
    """L, the diagonal of (L Lᵀ)⁻¹, the weights of the rows, α and s."""

    lower: Array
    inverse_diagonal: Array
    weights: Array
    alpha: float
    shift: float

    @classmethod
    def of(cls, kernel: Array, alpha: float, weights: Array) -> DualFactor | None:
        """Factorise for a kernel matrix (n × n); None where it is singular to rounding."""
        return finish(cls.in_place_of(kernel.copy(), alpha, weights))

    @classmethod
    def in_place_of(cls, kernel: Array, alpha: float, weights: Array) -> Work[DualFactor | None]:
        """Do what `of` does, in steps and in one matrix: `kernel` is overwritten."""
        shift = float(weights @ np.diag(kernel) / weights.sum()) or 1.0
        root = np.sqrt(weights)
        for rows in row_blocks(len(kernel)):
            kernel[rows] += shift
            kernel[rows] *= np.outer(root[rows], root)
        lower = yield from within(ridge.factorise_in_place(kernel, alpha), 0.0, 0.5)
        if lower is None:
            return None
        diagonal = yield from within(blocked.diagonal_of_inverse(lower), 0.5, 1.0)
        return cls(lower, diagonal, weights, alpha, shift)

    def grown(self, cross: Array, corner: Array, weights: Array) -> DualFactor | None:
        """Return the factor with k more rows; None where it is singular to rounding.

        Parameters
        ----------
        cross : (k, n) kernel of the new rows with the old
        corner : (k, k) kernel of the new rows with each other
        weights : (k,)
        """
        n, k = len(self.lower), len(corner)
        old, new = np.sqrt(self.weights), np.sqrt(weights)
        block = (corner + self.shift) * np.outer(new, new)
        block.flat[:: k + 1] += self.alpha
        scaled = (cross + self.shift) * np.outer(new, old)
        try:
            lower = linalg.append_cholesky(self.lower, scaled, block)
        except np.linalg.LinAlgError:
            return None
        if not ridge.is_sound(lower):
            return None
        # the new rows of L⁻¹ are D⁻¹ [−Sᵀ L⁻¹, I], with the new rows [Sᵀ, D] of L
        below = np.ascontiguousarray(lower[n:, :n].T)
        rows = np.concatenate(
            [-linalg.solve_triangular(self.lower, below, transposed=True).T, np.eye(k)], axis=1
        )
        rows = linalg.solve_triangular(np.ascontiguousarray(lower[n:, n:]), rows)
        diagonal = np.einsum("ij,ij->j", rows, rows)
        diagonal[:n] += self.inverse_diagonal
        return DualFactor(
            lower, diagonal, np.concatenate([self.weights, weights]), self.alpha, self.shift
        )

    def solve(self, targets: Array) -> DualSolution:
        """Return dual coefficients, intercept and leave-one-out predictions for (n × c) targets."""
        root = np.sqrt(self.weights)
        rhs = targets * root[:, None]
        solved = linalg.cho_solve(self.lower, np.column_stack([rhs, root]))
        found = Bordered.of(solved, self.inverse_diagonal, rhs, root)
        change = found.change(self.shift * float(self.weights.mean()))
        return DualSolution(
            coef=found.coef,
            intercept=found.intercept,
            alpha=self.alpha,
            loo=targets - change,
            loo_intercept=found.intercept - found.intercept_change(change),
        )
