"""Ridge regression in closed form: (HᵀWH + αI) β = HᵀWT, with an intercept that is not penalised.

Hoerl & Kennard (1970); Huang, Zhou, Ding & Zhang (2012), "Extreme learning machine for
regression and multiclass classification", IEEE Trans. SMC-B 42(2), eq. 28 (primal form) and
eq. 23 (dual form). Leave-one-out residuals: Allen (1974), PRESS, e₍₋ᵢ₎ = eᵢ / (1 − hᵢᵢ).

A row of weight w counts as w equal rows in the solution. Left out it goes whole, whatever its
weight: eᵢ / (1 − hᵢᵢ) with hᵢᵢ = wᵢ (1/W + (hᵢ − h̄)ᵀ (G + αI)⁻¹ (hᵢ − h̄)). So the weights times a
factor, with α times the same factor, are the same problem, and ``alpha="loo"`` finds that α.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from elm_core.exceptions import IllConditionedWarning
from elm_core.maths import blocked, linalg
from elm_core.maths.arrays import EPS, Work, finish
from elm_core.maths.bordered import Bordered
from elm_core.maths.linalg import Array

#: Ridge terms tried by ``alpha="loo"``, relative to the mean squared norm of a row.
LOO_GRID = 10.0 ** np.arange(-10.0, 7.0)
_REFINE = 10.0 ** np.array([-2 / 3, -1 / 3, 0.0, 1 / 3, 2 / 3])

#: 1 − hᵢᵢ below this is rounding noise: the row is interpolated and tells nothing.
SMALLEST_SLACK = 1e-8


@dataclass
class Rows:
    """Rows in hidden space: hidden outputs (m × h), targets (m × c), positive weights (m,)."""

    hidden: Array
    targets: Array
    weights: Array


@dataclass
class Solution:
    """A solved ridge problem.

    ``coef`` is (h × c) in the primal, (n × c) in the dual form; ``intercept`` is (c,);
    ``loo`` (m × c) holds the leave-one-out predictions at the rows they were asked for.
    """

    coef: Array
    intercept: Array
    alpha: float
    loo: Array


#: Gives the solution of a singular system from the rows themselves.
Stable = Callable[[], Solution]


def rounding_of_equal_rows(mean: Array, n_rows: int) -> float:
    """Mean diagonal that rounding may leave in Σ (h − mean)(h − mean)ᵀ over equal rows h."""
    return n_rows * (n_rows * EPS * float(np.abs(mean).max())) ** 2


def unit_of_ridge_term(gram: Array, mean: Array, n_rows: int) -> float:
    """Mean diagonal of Σ (h − mean)(h − mean)ᵀ, of which a ridge term is a share.

    1 where all rows are equal: a share of their rounding would make nothing definite.
    """
    unit = float(np.trace(gram)) / len(gram)
    return unit if unit > rounding_of_equal_rows(mean, n_rows) else 1.0


def solve_wide(rows: Rows, alpha: float | str, *, stable: Stable | None = None) -> Solution:
    """Solve in the dual form, for no more rows than hidden units; ``coef`` is β = Hᵀ a."""
    used = rows.weights > 0
    if not used.all():  # a row of weight 0 has no say: left out or not, the model is the same
        some = Rows(rows.hidden[used], rows.targets[used], rows.weights[used])
        solution = solve_wide(some, alpha, stable=stable)
        loo = linalg.matmul(rows.hidden, solution.coef) + solution.intercept
        loo[used] = solution.loo
        return Solution(solution.coef, solution.intercept, solution.alpha, loo)
    mean = rows.weights @ rows.hidden / rows.weights.sum()
    centred = rows.hidden - mean
    gram = linalg.outer_gram(centred)
    if stable is not None and not isinstance(alpha, str) and factorise(gram, alpha) is None:
        return stable()
    dual = solve_dual(gram, rows.targets, alpha, rows.weights)
    coef = linalg.cross(centred, dual.coef)
    target_mean = rows.weights @ rows.targets / rows.weights.sum()
    return Solution(coef, target_mean - mean @ coef, dual.alpha, dual.loo)


def solve_dual(kernel: Array, targets: Array, alpha: float | str, weights: Array) -> Solution:
    """Solve K a + b + α W⁻¹ a = T with Σa = 0, for a kernel matrix K (n × n).

    ``coef`` holds the dual coefficients a: the scores of x are k(x, X) a + intercept, the
    intercept b not being penalised: see `Bordered`.
    """
    root = np.sqrt(weights)
    # Σa = 0, so a constant added to K changes nothing but the conditioning of what follows
    shift = float(weights @ np.diag(kernel) / weights.sum()) or 1.0
    scaled = (kernel + shift) * np.outer(root, root)
    rhs = targets * root[:, None]
    both = np.column_stack([rhs, root])
    size = shift * float(weights.mean())

    if isinstance(alpha, str):
        reduced = finish(linalg.reduce(scaled))
        rotated, turned = finish(reduced.rotate(both.T)), finish(reduced.rotate(np.eye(len(root))))

        def solve_at(a: float) -> Bordered:
            half = reduced.half_solve(a, turned)
            solved = linalg.cross(half, reduced.half_solve(a, rotated))
            return Bordered.of(solved, np.einsum("ij,ij->j", half, half), rhs, root)

        def loo_at(a: float) -> Array:
            return np.asarray(targets - solve_at(a).change(size) - mean)

        mean = weights @ targets / weights.sum()
        scale = float(weights @ np.diag(kernel)) / len(weights)
        alpha = choose_alpha(loo_at, targets - mean, weights, scale, reduced.norm)
        found = solve_at(alpha)
    else:
        factor = factorise(scaled, alpha)
        if factor is not None:
            solved = linalg.cho_solve(factor, both)
            diagonal = diagonal_of_inverse(factor)
        else:
            half = root_of_pseudo_inverse(scaled, alpha)
            solved = linalg.matmul(half, linalg.cross(half, both))
            diagonal = np.einsum("ij,ij->i", half, half)
        found = Bordered.of(solved, diagonal, rhs, root)
    return Solution(found.coef, found.intercept, alpha, targets - found.change(size))


def factorise(gram: Array, alpha: float) -> Array | None:
    """Lower Cholesky factor of ``gram + alpha I``, or None where it is singular to rounding."""
    return finish(factorise_in_place(gram.copy(), alpha))


def factorise_in_place(gram: Array, alpha: float) -> Work[Array | None]:
    """Do what `factorise` does, in steps; `gram` is overwritten."""
    gram.flat[:: len(gram) + 1] += alpha
    try:
        factor = yield from blocked.cholesky(gram)
    except np.linalg.LinAlgError:
        return None
    return factor if is_sound(factor) else None


def is_sound(factor: Array) -> bool:
    """Whether what a Cholesky factor is of is far from singular, beside rounding."""
    pivots = np.diag(factor)
    return bool(pivots.min() > np.sqrt(len(factor) * EPS) * pivots.max())


def diagonal_of_inverse(factor: Array) -> Array:
    """Return the diagonal of (L Lᵀ)⁻¹, (n,)."""
    return finish(blocked.diagonal_of_inverse(factor))


def root_of_pseudo_inverse(gram: Array, alpha: float) -> Array:
    """S with S Sᵀ = (gram + αI)⁺: eigenvalues that are zero to rounding are left out."""
    warnings.warn(
        "the hidden outputs are linearly dependent to working precision: solved by "
        "eigenvalues instead of Cholesky; a larger alpha (or alpha='loo') avoids this",
        IllConditionedWarning,
        stacklevel=4,
    )
    values, vectors = linalg.eigh(gram)
    shifted = np.maximum(values, 0.0) + alpha
    kept = shifted > len(gram) * EPS * shifted.max(initial=0.0)
    return np.asarray(vectors[:, kept] / np.sqrt(shifted[kept]))


def choose_alpha(
    loo_at: Callable[[float], Array],
    targets: Array,
    weights: Array,
    scale: float,
    norm: float,
    spread: Array | None = None,
    *,
    least: float = 0.0,
) -> float:
    """Ridge term of least leave-one-out squared error, at least `least`; outputs count alike.

    ``loo_at(alpha)`` gives the leave-one-out predictions of the centred `targets`. Where these
    are a sample, `spread` is the variance of each target in all rows: a rare class may have no
    row in the sample, and then has next to no spread there.
    """
    if spread is None:
        spread = weights @ (targets * targets)
    spread = np.where(spread > 0, spread, 1.0)

    def error(a: float) -> float:
        squares = loo_at(a)  # in place from here
        squares -= targets
        squares *= squares
        return float((weights @ squares / spread).sum())

    return search(error, scale, norm, least)


def search(error: Callable[[float], float], scale: float, norm: float, least: float = 0.0) -> float:
    """Least error over the grid, then over thirds of a decade around the best.

    `scale` is the mean squared norm of a row times its weight, the same for primal and dual form:
    as the weights grow, so does the grid. It starts above the rounding of a matrix of this `norm`,
    and at `least`.
    """
    scale = abs(float(scale)) or 1.0
    floor = max(10 * EPS * float(norm), least)

    def finite(a: float) -> float:
        try:
            value = error(a)
        except np.linalg.LinAlgError:
            return np.inf
        return value if np.isfinite(value) else np.inf

    # with weights that differ beyond all measure, rounding is larger than the whole grid
    known = {a: finite(a) for a in [a for a in scale * LOO_GRID if a > floor] or [floor]}
    best = min(known, key=known.__getitem__)
    steps = [best * step for step in _REFINE if step != 1.0 and best * step >= least]
    around = {a: finite(a) for a in steps}
    around |= {best: known[best]}
    return float(min(sorted(around), key=around.__getitem__))
