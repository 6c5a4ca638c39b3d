"""Ratings as inner products: r ≈ μ + b_u + b_i + p_uᵀ q_i, by alternating ridge regressions.

Zhou, Wilkinson, Schreiber & Pan (2008), "Large-scale parallel collaborative filtering for the
Netflix prize", AAIM, sec. 3.1, with biases (Koren, Bell & Volinsky 2009, Computer 42(8), eq. 4)
and one ridge term for all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from elm_core.maths import linalg
from elm_core.maths.linalg import Array

Codes = npt.NDArray[np.integer]


@dataclass
class Factors:
    """Biases in the first column, factors in the others: users (u × 1+k), items (i × 1+k)."""

    users: Array
    items: Array

    def predict(self, users: Codes, items: Codes) -> Array:
        """Return b_u + b_i + p_uᵀ q_i (n,)."""
        u, i = self.users[users], self.items[items]
        return np.asarray(u[:, 0] + i[:, 0] + np.einsum("ij,ij->i", u[:, 1:], i[:, 1:]))


def solve_side(
    own: Codes, n_own: int, other: Codes, side: Array, ratings: Array, alpha: float
) -> Array:
    """Return bias and factors of each user given those of the items, or the other way round.

    Minimises Σ (r − b_i − [1, q_i]ᵀ w)² + α ‖w‖² for each: w = (FᵀF + αI)⁻¹ Fᵀ t. One
    without ratings gets zeros.
    """
    out = np.zeros((n_own, side.shape[1]))
    order = np.argsort(own, kind="stable")
    present, starts = np.unique(own[order], return_index=True)
    penalty = alpha * np.eye(side.shape[1])
    for who, rows in zip(present, np.split(order, starts[1:]), strict=True):
        features = side[other[rows]]
        targets = ratings[rows] - features[:, 0]
        features[:, 0] = 1.0
        out[who] = np.linalg.solve(linalg.gram(features) + penalty, targets @ features)
    return out


def alternate(
    users: Codes, items: Codes, ratings: Array, start: Factors, alpha: float, sweeps: int
) -> Iterator[Factors]:
    """Yield the factors after each sweep: all users given the items, then all items.

    The penalised squared error never grows from sweep to sweep.
    """
    factors = start
    for _ in range(sweeps):
        of_users = solve_side(users, len(factors.users), items, factors.items, ratings, alpha)
        of_items = solve_side(items, len(factors.items), users, of_users, ratings, alpha)
        factors = Factors(of_users, of_items)
        yield factors
