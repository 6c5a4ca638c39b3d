"""Training a kernel model on all rows: the dual system, whose factor grows with the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from elm_core import validation
from elm_core.base import Steps
from elm_core.exceptions import InvalidInput
from elm_core.maths import linalg, ridge
from elm_core.maths.dual import DualFactor, DualSolution
from elm_core.maths.linalg import Array
from elm_core.models.targets import join_labels

if TYPE_CHECKING:
    from elm_core.models.kernel_base import BaseKernelELM

#: With more rows than these, ``alpha="loo"`` looks at so many of them, drawn at random.
CHOOSING_ROWS = 2048


class CannotGrow(InvalidInput):
    """A precomputed kernel cannot grow by rows here: the whole matrix is needed."""


def fit_steps(
    model: BaseKernelELM, learned: dict[str, Any], x: Array, y: Any, weights: Array, targets: Any
) -> Steps:
    """Train on scaled rows x, with `learned` what is known of the inputs."""
    matrix = np.empty((len(x), len(x)))
    for rows in linalg.row_blocks(len(x)):
        matrix[rows] = model._kernel(x[rows], x, learned["gamma_"])
        yield 0.5 * rows.stop / len(x)
    solve(model, learned, matrix, None, targets, y, weights)


def grow_steps(model: BaseKernelELM, X: Any, y: Any, sample_weight: Any) -> Steps:
    """Add rows to the Cholesky factor, or compute it anew where it cannot grow; α stays."""
    x = validation.check_X(X)
    precomputed = model.kernel == "precomputed"
    n = len(model.dual_coef_)
    validation.check_features(model, X, x.shape[1] - len(x) * precomputed)
    targets, old_y = model._learned_targets()
    y = targets.check(y, len(x))
    raw = validation.check_sample_weight(sample_weight, len(x))
    raw = np.ones(len(x)) if raw is None else raw
    used = raw > 0
    targets.learn(y[used])
    used[used] = targets.weigh(y[used], raw[used]) > 0
    if not used.any():
        return
    learned: dict[str, Any] = {}
    if precomputed:
        cross = np.ascontiguousarray(x[used, :n])
        corner = np.ascontiguousarray(x[used][:, np.flatnonzero(used) + n])
        learned["n_features_in_"] = n + len(corner)
    else:
        x = model._scaled(x[used])
        cross, corner = model._with_training(x), model._kernel(x, x, model.gamma_)
        learned["X_fit_"] = np.concatenate([model._rows(), x])
    yield 0.3
    y = join_labels(old_y, y[used])
    raw = np.concatenate([model.weights_, raw[used]])
    weights = targets.weigh(y, raw)
    if not model.can_grow and not precomputed:
        rows = model._rows()
        model.restore(model._kernel(rows, rows, model.gamma_))
    factor = getattr(model, "factor_", None)
    grown = None
    if factor is not None and np.array_equal(factor.weights, weights[:n]):
        grown = factor.grown(cross, corner, weights[n:])
    matrix = None
    if grown is None:  # singular without a ridge term, or class weights that changed
        if precomputed:
            raise CannotGrow(
                "this model cannot grow: fit it anew with the whole kernel matrix",
                parameter="X",
            )
        rows = learned["X_fit_"]
        matrix = model._kernel(rows, rows, model.gamma_)
    yield 0.6
    solve(model, model.learned() | learned, matrix, grown, targets, y, raw)


def solve(
    model: BaseKernelELM,
    learned: dict[str, Any],
    matrix: Array | None,
    factor: DualFactor | None,
    targets: Any,
    y: Any,
    raw: Array,
) -> None:
    """Solve from a kernel matrix or a factor that is there, and let the model learn it."""
    weights = targets.weigh(y, raw)
    encoded = targets.encode(y)
    if factor is None:
        assert matrix is not None
        alpha = learned.get("alpha_", model.alpha)
        if isinstance(alpha, str):
            alpha = _choose_alpha(matrix, encoded, weights, model.random_state)
        factor = DualFactor.of(matrix, alpha, weights)
    if factor is not None:
        solution = factor.solve(encoded)
    else:
        assert matrix is not None
        singular = ridge.solve_dual(matrix, encoded, alpha, weights)
        solution = DualSolution.without_factor(singular, encoded, weights)
    described = targets.describe(solution, ridge.Rows(encoded, encoded, weights))
    described["dual_coef_"] = described.pop("coef_")
    scale, offset = described.get("target_scale_", 1.0), described.get("target_offset_", 0.0)
    model._become(
        **learned
        | described
        | model._targets_to_keep(targets, y, weights)
        | {
            "alpha_": float(solution.alpha),
            "loo_intercepts_": solution.loo_intercept * scale + offset,
            "weights_": raw,
            "factor_": factor,
            "n_samples_seen_": len(y),
        }
    )


def _choose_alpha(matrix: Array, encoded: Array, weights: Array, random_state: Any) -> float:
    n = len(matrix)
    if n > CHOOSING_ROWS:
        random = np.random.RandomState(validation.check_seed(random_state))
        some = np.sort(random.permutation(n)[:CHOOSING_ROWS])
        matrix, encoded, weights = matrix[np.ix_(some, some)], encoded[some], weights[some]
    return ridge.solve_dual(matrix, encoded, "loo", weights).alpha
