"""Training a kernel model on landmarks: memory O(m² + block) for m of them, any number of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from elm_core import memory, validation
from elm_core.base import Learned, Learning
from elm_core.exceptions import InvalidInput
from elm_core.maths import linalg, nystrom
from elm_core.maths.linalg import Array
from elm_core.maths.moments import Moments
from elm_core.maths.primal import solve_primal_steps
from elm_core.maths.ridge import Rows, Solution
from elm_core.models import output_memory
from elm_core.models.elm.fitting import averaged
from elm_core.models.elm.training import Training
from elm_core.models.targets import weighted_rows


@dataclass(frozen=True)
class Features:
    """φ(x) = k(x, Z) W of scaled rows, in the place of an `InputMap`."""

    kernel: nystrom.KernelOf
    landmarks: Array
    root: Array

    def __call__(self, x: Array) -> Array:
        """Return φ (n × r)."""
        return linalg.matmul(self.kernel(x, self.landmarks), self.root)


def wanted(n_landmarks: int | None, landmarks: Any) -> bool:
    """Whether the parameters ask for landmarks."""
    return n_landmarks is not None or not isinstance(landmarks, str)


def require_memory(m: int) -> None:
    """Raise unless there is memory for training on m landmarks."""
    memory.require(memory_for(m), f"{m} landmarks", "use fewer")


def memory_for(m: int) -> float:
    """Return the bytes that training on m landmarks takes beside its targets."""
    return 8.0 * m * (6.0 * m + 4.0 * linalg.BLOCK_ROWS)


def choose_landmarks(
    n_landmarks: int | None, how: str, x: Array, kernel: nystrom.KernelOf, seed: int
) -> Array:
    """Return landmarks among the scaled rows x."""
    assert n_landmarks is not None
    distinct = np.unique(x, axis=0)  # so that a row of weight 2 is as good as two rows
    m = min(int(n_landmarks), len(distinct))
    return distinct[nystrom.choose(distinct, m, how, kernel, seed)]


def check_landmarks(landmarks: Any, n_features: int) -> Array:
    """Return landmarks that are given, as they are."""
    given = validation.check_X(landmarks, name="landmarks")
    if given.shape[1] != n_features:
        raise InvalidInput(
            f"landmarks have {given.shape[1]} features, X has {n_features}", parameter="landmarks"
        )
    return given


def fit_steps(
    kernel: nystrom.KernelOf,
    landmarks: Array,
    corner: Array,
    x: Array,
    y: Any,
    weights: Array,
    targets: Any,
    *,
    alpha: float | str,
    seed: int,
) -> Learning:
    """Train on rows x, whose kernel values with the landmarks `kernel` gives.

    The result is put as k(x, Z) (Wβ) + b, so that it predicts as an exact model does whose
    training rows are the landmarks Z.

    Parameters
    ----------
    kernel : callable
        ``kernel(rows, landmarks)`` gives the values (k × m) of rows of x.
    landmarks : (m, n_features)
    corner : (m, m) kernel values of the landmarks with each other
    x, y, weights : n rows, valid targets and positive weights
    targets : Targets
    alpha : float or "loo"
    seed : int
        Of the rows that are scored.

    Returns
    -------
    Learned
        With ``loo_rows_`` the places in x of the rows scored.
    """
    numbers = output_memory.of_moments(len(landmarks), len(x))
    output_memory.require(targets, numbers, memory_for(len(landmarks)))
    features = Features(kernel, landmarks, nystrom.whitening(corner))
    yield 0.2
    rank = features.root.shape[1]
    training = Training(lambda _x, _t, _w: features, rank, seed=seed, held_rows=0)  # type: ignore[arg-type, return-value]
    weighed = targets.weigh(y, weights)

    def again() -> Iterator[tuple[Array, Array, Array]]:
        # a block a time: each row has a number for each class
        for rows in linalg.row_blocks(len(x)):
            yield x[rows], targets.encode(y[rows]), weighed[rows]

    done = 0
    for block in again():
        for _ in training.add(*block):
            yield 0.2 + 0.7 * done / len(x)
        done += len(block[0])
    solution = yield from training.finish(alpha, again)
    assert training.scored is not None
    moments = training.moments
    if moments is None:
        moments = Moments.zeros(rank, targets.width())
        moments.add(features(x), targets.encode(y), weighed)
    learned = _learned(targets, solution, training.scored, features.root, moments, len(x))
    return learned | {"n_landmarks_": len(landmarks), "loo_rows_": training.scored_index()}


def grow_steps(
    with_landmarks: Callable[[Array], Array],
    targets: Any,
    learned: Learned,
    x: Array,
    y: Any,
    sample_weight: Any,
) -> Learning:
    """Add rows to the statistics, solve again, and return what changes; α stays.

    Parameters
    ----------
    with_landmarks : callable
        Gives the kernel values (k × m) of some rows of x.
    targets : Targets
    learned : Learned
        What the model knows.
    x : (n, …) rows, scaled; y, sample_weight : as `partial_fit` takes them
    """
    x, y, weights, kept = weighted_rows(x, targets.check(y, len(x)), sample_weight)
    if learned.get("moments_") is None:
        raise InvalidInput(
            "this model was saved without the statistics that further training needs: save it "
            "with statistics=True, or fit it anew on all rows",
            parameter="X",
        )
    moments = Moments(**learned["moments_"]).copy()
    columns = targets.learn(y)
    if columns is not None:
        moments = moments.with_outputs(columns)
    weighed = targets.weigh(y, weights)
    if not weighed.any():
        return {}
    root = learned["root_"]

    def features(some: Array) -> Array:
        return linalg.matmul(with_landmarks(some), root)

    for rows in linalg.row_blocks(len(x)):
        moments.add(features(x[rows]), targets.encode(y[rows]), weighed[rows])
        yield 0.9 * rows.stop / len(x)
    some = np.arange(len(x))[: linalg.BLOCK_ROWS]
    sample = Rows(features(x[some]), targets.encode(y[some]), weighed[some])
    solution = yield from solve_primal_steps(moments, learned["alpha_"], sample)
    n_rows = learned["n_samples_seen_"] + len(x)
    changed = _learned(targets, solution, sample, root, moments, n_rows)
    changed["loo_rows_"] = some if kept is None else kept[some]
    return averaged(learned, changed, len(x) / n_rows)


def _learned(
    targets: Any, solution: Solution, scored: Rows, root: Array, moments: Moments, n_rows: int
) -> dict[str, Any]:
    described: dict[str, Any] = targets.describe(solution, scored)
    scale, offset = described.get("target_scale_", 1.0), described.get("target_offset_", 0.0)
    described["loo_intercepts_"] = _loo_intercepts(solution, scored, moments) * scale + offset
    described["dual_coef_"] = linalg.matmul(root, described.pop("coef_"))
    described |= targets.shares(moments.target_sum)
    return described | {
        "alpha_": float(solution.alpha),
        "n_samples_seen_": n_rows,
        "moments_": moments.to_dict(),
        "root_": root,
    }


def _loo_intercepts(solution: Solution, scored: Rows, moments: Moments) -> Array:
    """b − wᵢ (1/W − (φᵢ − μ)ᵀ (C + αI)⁻¹ μ)(tᵢ − loo(i)): the intercept without row i."""
    mean, _, gram, _ = moments.centred()
    # of equal rows the gram matrix is rounding alone: that of the products it was made from
    products = float(np.trace(gram) + moments.weight * (mean @ mean))
    gram.flat[:: len(gram) + 1] += max(solution.alpha, 1e-12 * products or 1.0)
    pull = linalg.cho_solve(linalg.cholesky(gram), mean[:, None])[:, 0]
    share = scored.weights * (1.0 / moments.weight - (scored.hidden - mean) @ pull)
    return np.asarray(solution.intercept - share[:, None] * (scored.targets - solution.loo))
