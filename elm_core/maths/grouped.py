"""Leaving groups of rows out of a kernel ridge regression, in closed form."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from elm_core.maths import linalg
from elm_core.maths.dual import DualFactor
from elm_core.maths.linalg import Array


def leave_groups_out(factor: DualFactor, targets: Array, groups: npt.NDArray[np.integer]) -> Array:
    """Return what a fit without a row's whole group predicts for it: t_g − (M_gg)⁻¹ a_g.

    Parameters
    ----------
    factor : DualFactor of the n rows
    targets : (n, c)
    groups : (n,) the rows of equal number go together

    M is the inverse of the bordered system, a the dual coefficients. An, Liu & Venkatesh
    (2007), "Fast cross-validation algorithms for least squares support vector machine and
    kernel ridge regression", Pattern Recognition 40(8), eq. 23; for groups of one this is
    `DualFactor.solve`. Copies of a row must be left out together with it, or every score
    looks too good.
    """
    root = np.sqrt(factor.weights)
    inverse = linalg.inverse_from_cholesky(factor.lower)
    unit = inverse @ root
    inverse -= np.outer(unit, unit / (root @ unit))
    dual = linalg.matmul(inverse, targets * root[:, None])
    order = np.argsort(groups, kind="stable")
    starts = np.flatnonzero(np.diff(groups[order])) + 1
    out = np.empty_like(targets)
    for rows in np.split(order, starts):
        change = np.linalg.solve(inverse[np.ix_(rows, rows)], dual[rows])
        out[rows] = targets[rows] - change / root[rows, None]
    return out
