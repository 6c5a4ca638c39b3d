"""Training a kernel model on all rows: the dual system, whose factor grows with the rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from elm_core import validation
from elm_core.base import Learning
from elm_core.exceptions import InvalidInput
from elm_core.maths import linalg, ridge
from elm_core.maths.arrays import Work, within
from elm_core.maths.dual import DualFactor, DualSolution
from elm_core.maths.linalg import Array
from elm_core.maths.nystrom import KernelOf
from elm_core.models.targets import join_labels

#: With more rows than these, ``alpha="loo"`` looks at so many of them, drawn at random.
CHOOSING_ROWS = 2048


class CannotGrow(InvalidInput):
    """A precomputed kernel cannot grow by rows here: the whole matrix is needed."""


def fit_steps(
    kernel: KernelOf, x: Array, y: Any, weights: Array, targets: Any, alpha: Alpha
) -> Learning:
    """Train on scaled rows x (n × n_features), and return what was learnt of the targets."""
    return (yield from solve_steps(partial(_matrix, kernel, x), targets, y, weights, alpha))


def _matrix(kernel: KernelOf, x: Array) -> Work[Array]:
    matrix = np.empty((len(x), len(x)))
    for rows in linalg.row_blocks(len(x)):
        matrix[rows] = kernel(x[rows], x)
        yield rows.stop / len(x)
    return matrix


def copy_of(matrix: Array) -> Work[Array]:
    """Return a kernel matrix that is there, as one that may be overwritten."""
    own = matrix.copy()
    yield 1.0
    return own


def factor_steps(
    matrix_of: Callable[[], Work[Array]], alpha: float, weights: Array
) -> Work[DualFactor | None]:
    """Return the factor of the kernel matrix that `matrix_of` makes, in its place."""
    matrix = yield from within(matrix_of(), 0.0, 0.4)
    return (yield from within(DualFactor.in_place_of(matrix, alpha, weights), 0.4, 1.0))


def memory_for(n_rows: int) -> float:
    """Return the bytes that the kernel matrix of so many rows takes, and its factor in its place.

    What is short is not done in place, and the ridge term is chosen on some rows.
    """
    return 8.0 * n_rows**2 + 24.0 * min(n_rows, CHOOSING_ROWS) ** 2


@dataclass(frozen=True)
class Exact:
    """An exact model as it is: what goes on when rows come."""

    kernel: KernelOf
    rows: Array | None  # scaled; None: the kernel is precomputed
    targets: Any
    y: Any
    weights: Array
    alpha: float
    factor: DualFactor | None  # None, too: it is to be computed from the rows


def grow_steps(known: Exact, x: Array, y: Any, sample_weight: Any) -> Learning:
    """Add rows to the Cholesky factor, or compute it anew where it cannot grow; α stays.

    Parameters
    ----------
    known : Exact
    x : array of shape (k, n_features), scaled
        Of a precomputed kernel, (k, n + k): its values with the old rows and with each other.
    y : array-like of shape (k,) or (k, n_outputs)
    sample_weight : array-like of shape (k,) or None

    Returns
    -------
    Learned
        What changes.
    """
    n, targets = len(known.weights), known.targets
    y = targets.check(y, len(x))
    raw = validation.check_sample_weight(sample_weight, len(x))
    raw = np.ones(len(x)) if raw is None else raw
    used = raw > 0
    before = targets.weigh(known.y, known.weights)  # by the classes that there were
    targets.learn(y[used])
    used[used] = targets.weigh(y[used], raw[used]) > 0
    if not used.any():
        return {}
    changed: dict[str, Any] = {}
    rows = None
    if known.rows is None:
        cross = np.ascontiguousarray(x[used, :n])
        corner = np.ascontiguousarray(x[used][:, np.flatnonzero(used) + n])
        changed["n_features_in_"] = n + len(corner)
    else:
        x = x[used]
        cross, corner = known.kernel(x, known.rows), known.kernel(x, x)
        rows = np.concatenate([known.rows, x])
        changed["X_fit_"] = rows
    yield 0.3
    y = join_labels(known.y, y[used])
    raw = np.concatenate([known.weights, raw[used]])
    weights = targets.weigh(y, raw)
    factor, grown = known.factor, None
    if factor is None and known.rows is not None and np.array_equal(before, weights[:n]):
        steps = factor_steps(partial(_matrix, known.kernel, known.rows), known.alpha, before)
        factor = yield from within(steps, 0.3, 0.6)
    if factor is not None and np.array_equal(factor.weights, weights[:n]):
        grown = factor.grown(cross, corner, weights[n:])
    if grown is None:  # singular without a ridge term, or class weights that changed
        if rows is None:
            raise CannotGrow(
                "this model cannot grow: fit it anew with the whole kernel matrix",
                parameter="X",
            )
        matrix_of, alpha = partial(_matrix, known.kernel, rows), Alpha(known.alpha)
        return {**changed, **(yield from solve_steps(matrix_of, targets, y, raw, alpha))}
    yield 0.6
    return changed | _described(grown.solve(targets.encode(y)), grown, targets, y, raw)


def solve_steps(
    matrix_of: Callable[[], Work[Array]], targets: Any, y: Any, raw: Array, alpha: Alpha
) -> Learning:
    """Solve with the kernel matrix that `matrix_of` makes; `raw` are the weights of the rows.

    The matrix is overwritten. Where it is singular it is made a second time.
    """
    weights, encoded = targets.weigh(y, raw), targets.encode(y)
    matrix = yield from within(matrix_of(), 0.0, 0.4)
    chosen = alpha.chosen(matrix, encoded, weights)
    factor = yield from within(DualFactor.in_place_of(matrix, chosen, weights), 0.4, 1.0)
    if factor is not None:
        return _described(factor.solve(encoded), factor, targets, y, raw)
    matrix = yield from matrix_of()
    singular = ridge.solve_dual(matrix, encoded, chosen, weights)
    solution = DualSolution.without_factor(singular, encoded, weights)
    return _described(solution, None, targets, y, raw)


def _described(
    solution: DualSolution, factor: DualFactor | None, targets: Any, y: Any, raw: Array
) -> dict[str, Any]:
    weights, encoded = targets.weigh(y, raw), targets.encode(y)
    described = targets.describe(solution, ridge.Rows(encoded, encoded, weights))
    described["dual_coef_"] = described.pop("coef_")
    scale, offset = described.get("target_scale_", 1.0), described.get("target_offset_", 0.0)
    return {
        **described,
        **targets.kept(y, weights),
        "alpha_": float(solution.alpha),
        "loo_intercepts_": solution.loo_intercept * scale + offset,
        "weights_": raw,
        "factor_": factor,
        "n_samples_seen_": len(y),
    }


@dataclass(frozen=True)
class Alpha:
    """The ridge term, or ``"loo"``: the best by leave-one-out."""

    value: float | str
    random_state: Any = None  # of the rows by which it is chosen, where there are many

    def chosen(self, matrix: Array, encoded: Array, weights: Array) -> float:
        """Return the ridge term for a kernel matrix (n × n) and targets (n × outputs)."""
        if not isinstance(self.value, str):
            return self.value
        n = len(matrix)
        if n > CHOOSING_ROWS:
            random = np.random.RandomState(validation.check_seed(self.random_state))
            some = np.sort(random.permutation(n)[:CHOOSING_ROWS])
            matrix, encoded, weights = matrix[np.ix_(some, some)], encoded[some], weights[some]
        return ridge.solve_dual(matrix, encoded, "loo", weights).alpha
