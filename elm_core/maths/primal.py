"""Ridge regression from sufficient statistics: the primal form, for more rows than hidden units.

Huang, Zhou, Ding & Zhang (2012), "Extreme learning machine for regression and multiclass
classification", IEEE Trans. SMC-B 42(2), eq. 28.
"""

from __future__ import annotations

import numpy as np

from elm_core.maths import blocked, cutting, linalg, segments, single
from elm_core.maths.arrays import Reals, Work, finish, row_blocks
from elm_core.maths.linalg import Array
from elm_core.maths.moments import Moments
from elm_core.maths.ridge import (
    SMALLEST_SLACK,
    Rows,
    Solution,
    Stable,
    choose_alpha,
    factorise_in_place,
    root_of_pseudo_inverse,
    search,
)

#: A share of interpolated rows above this is no matter of outliers.
_OUTLIERS = 0.05


def solve_primal(
    moments: Moments, alpha: float | str, rows: Rows, *, stable: Stable | None = None
) -> Solution:
    """Solve from sufficient statistics in O(h³), whatever the number of rows they came from.

    `rows` are those at which leave-one-out predictions are computed. Where the system is
    singular to rounding, `stable` is asked for the solution; without it, what is linearly
    dependent is left out. No ridge term is less than `least_alpha` of the statistics. Where
    the hidden outputs of `rows` are float32, so is what leave-one-out makes of them: a leverage is
    then right to some 1e-7 of the root of norm / alpha.
    """
    return finish(solve_primal_steps(moments, alpha, rows, stable=stable))


def solve_primal_steps(
    moments: Moments, alpha: float | str, rows: Rows, *, stable: Stable | None = None
) -> Work[Solution]:
    """Do what `solve_primal` does, yielding the share done."""
    hidden_mean, target_mean, gram, cross = moments.centred()
    centred = rows.hidden - hidden_mean.astype(rows.hidden.dtype, copy=False)
    targets = rows.targets - target_mean
    base = 1.0 / moments.weight  # the intercept's share of the leverage

    def leave_one_out(fitted: Array, leverage: Array) -> Array:
        slack = 1.0 - rows.weights * (base + leverage)
        # what is left of an interpolated row is rounding, and would look like foresight: an
        # outlier is taken for the mean, and where there are many, nothing is told of any row
        told = slack >= SMALLEST_SLACK
        loo = targets - fitted  # in place from here: there is a number for each row and output
        loo /= np.maximum(slack, SMALLEST_SLACK)[:, None]
        np.subtract(targets, loo, out=loo)
        if told.all():
            return loo
        share = np.average(told, weights=rows.weights) if rows.weights.any() else 1.0
        loo[~told] = 0.0 if share > 1.0 - _OUTLIERS else np.nan
        return loo

    if isinstance(alpha, str):
        reduced = yield from linalg.reduce(gram)
        # side by side: a ridge term takes one sweep over both, and one product
        beside = cross.T.astype(centred.dtype, copy=False)
        both = yield from reduced.rotate(np.vstack([centred, beside]))
        n_rows = len(centred)

        def loo_at(a: float) -> Array:
            half = reduced.half_solve(a, both)
            fitted = linalg.cross(half, half[:, n_rows:])[:n_rows]
            own = half[:, :n_rows]
            return leave_one_out(fitted, np.einsum("ij,ij->j", own, own))

        typical = float(rows.weights[rows.weights > 0].mean()) if rows.weights.any() else 1.0
        scale = reduced.trace / moments.weight * typical
        spread = np.maximum(moments.target_square / moments.weight - target_mean**2, 0.0)
        least = moments.least_alpha
        alpha = choose_alpha(
            loo_at, targets, rows.weights, scale, reduced.norm, spread, least=least
        )
        if both.dtype == np.float64:
            turned = both[:, n_rows:]
        else:
            turned = yield from reduced.rotate(cross.T)
        coef = reduced.solve(alpha, turned)
        loo = loo_at(alpha)
    else:
        alpha = max(alpha, moments.least_alpha)
        factor = yield from factorise_in_place(gram, alpha)
        if factor is not None:
            coef = linalg.cho_solve(factor, cross)
            leverage = yield from _leverages(factor, centred)
        elif stable is not None:
            return stable()
        else:
            root = root_of_pseudo_inverse(moments.centred()[2], alpha)
            coef = linalg.matmul(root, linalg.cross(root, cross))
            half = linalg.matmul(centred, root)
            leverage = np.einsum("ij,ij->i", half, half)
        loo = leave_one_out(linalg.matmul(centred, coef), leverage)
    loo = np.where(np.isnan(loo), 0.0, loo)  # of which nothing can be told: the mean
    return Solution(coef, target_mean - hidden_mean @ coef, alpha, loo + target_mean)


def _leverages(factor: Array, centred: Reals) -> Work[Array]:
    """‖L⁻¹ xᵢ‖² (n,), in the precision of the rows x (n × h)."""
    if centred.dtype == np.float64 and cutting.pay(len(centred), len(factor)):
        return (yield from segments.leverages(factor, centred))
    leverage = np.empty(len(centred))
    factor = factor.astype(centred.dtype, copy=False)
    for part in row_blocks(len(centred), blocked.column_block(len(factor))):
        half = linalg.solve_triangular(factor, centred[part].T)
        leverage[part] = np.einsum("ij,ij->j", half, half)
        yield 1.0
    return leverage


def choose_alpha_by_gcv(moments: Moments, n_rows: int) -> Work[float]:
    """Ridge term of least generalised cross-validation error, from the statistics of `n_rows`.

    Golub, Heath & Wahba (1979), Technometrics 21(2), eq. 1.4: leave-one-out with every
    leverage replaced by their mean. For when the rows are gone.
    """
    _, target_mean, gram, cross = moments.centred()
    reduced = yield from linalg.reduce(gram)
    rotated = yield from reduced.rotate(cross.T)
    spread = moments.target_square - moments.weight * target_mean**2
    usable = spread > 0
    rounding = single.EPS if moments.noise else 1e-12

    def error(a: float) -> float:
        half, solved = reduced.half_solve(a, rotated), reduced.solve_rotated(a, rotated)
        explained = (half * half).sum(axis=0) + a * (solved * solved).sum(axis=0)
        leverage = len(gram) - a * reduced.trace_of_inverse(a)
        slack = 1.0 - (1.0 + leverage) / n_rows
        # the difference of two near equals is noise: an interpolating fit must not look good
        residual = np.maximum(spread - explained, rounding * spread)
        relative = float((residual[usable] / spread[usable]).sum())
        return relative / float(max(slack, SMALLEST_SLACK)) ** 2

    return search(error, reduced.trace / n_rows, reduced.norm, moments.least_alpha)
