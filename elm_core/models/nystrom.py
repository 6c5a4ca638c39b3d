"""Training a kernel model on landmarks: memory O(m² + block) for m of them, any number of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from elm_core import memory, validation
from elm_core.base import Steps
from elm_core.exceptions import InvalidInput
from elm_core.maths import linalg, nystrom
from elm_core.maths.linalg import Array
from elm_core.maths.moments import Moments
from elm_core.maths.primal import solve_primal_steps
from elm_core.maths.ridge import Rows, Solution
from elm_core.models import output_memory
from elm_core.models.fitting import weighted_rows
from elm_core.models.training import Training

if TYPE_CHECKING:
    from elm_core.models.kernel_base import BaseKernelELM


@dataclass(frozen=True)
class Features:
    """φ(x) = k(x, Z) W of scaled rows, in the place of an `InputMap`."""

    kernel: nystrom.KernelOf
    landmarks: Array
    root: Array

    def __call__(self, x: Array) -> Array:
        """Return φ (n × r)."""
        return linalg.matmul(self.kernel(x, self.landmarks), self.root)


def wanted(model: BaseKernelELM) -> bool:
    """Whether the parameters ask for landmarks."""
    return model.n_landmarks is not None or not isinstance(model.landmarks, str)


def check_params(model: BaseKernelELM) -> None:
    """Check `n_landmarks` and `landmarks`."""
    if model.n_landmarks is not None:
        validation.check_number("n_landmarks", model.n_landmarks, low=1, integer=True)
    if isinstance(model.landmarks, str):
        validation.check_choice("landmarks", model.landmarks, nystrom.CHOICES)
    else:
        validation.check_X(model.landmarks, name="landmarks")
    if wanted(model) and isinstance(model.kernel, str) and model.kernel == "precomputed":
        raise InvalidInput(
            "a precomputed kernel has no rows to take landmarks from: leave n_landmarks out",
            parameter="n_landmarks",
        )


def require_memory(m: int) -> None:
    """Raise unless there is memory for training on m landmarks."""
    memory.require(memory_for(m), f"{m} landmarks", "use fewer")


def memory_for(m: int) -> float:
    """Return the bytes that training on m landmarks takes beside its targets."""
    return 8.0 * m * (6.0 * m + 4.0 * linalg.BLOCK_ROWS)


def fit_steps(
    model: BaseKernelELM, learned: dict[str, Any], x: Array, y: Any, weights: Array, targets: Any
) -> Steps:
    """Train on scaled rows x, with `learned` what is known of the inputs.

    The result is put as k(x, Z) (Wβ) + b, so that it predicts as an exact model does whose
    training rows are the landmarks Z.
    """
    seed = validation.check_seed(model.random_state)
    gamma = learned["gamma_"]

    def kernel(a: Array, b: Array) -> Array:
        return model._kernel(a, b, gamma)

    landmarks = _landmarks(model, learned, x, kernel, seed)
    require_memory(len(landmarks))
    learned["X_fit_"] = landmarks
    yield from _train_steps(
        model, learned, kernel, landmarks, kernel(landmarks, landmarks), x, y, weights, targets
    )


def fit_precomputed_steps(
    model: BaseKernelELM,
    kernel_of: Callable[[nystrom.Places], Array],
    corner: Array,
    y: Any,
    weights: Array,
) -> Steps:
    """Train a ``"precomputed"`` model on landmarks, block by block, whatever the rows are.

    Parameters
    ----------
    kernel_of : callable
        Makes the kernel values (k × m) of some rows, named by their places, with the landmarks.
    corner : (m, m) kernel values of the landmarks with each other
    y, weights : (n,) valid targets and positive weights of all rows
    """
    model._check_params()
    targets = model._new_targets(None)
    targets.learn(y)
    targets.require_trainable(type(model).__name__)
    targets.warn_of_scarce(y)
    learned: dict[str, Any] = {"X_fit_": None, "mean_": None, "scale_": None, "gamma_": 1.0}
    learned |= {"n_features_in_": len(corner), "used_rows": np.arange(len(y))}
    places = np.arange(float(len(y)))[:, None]

    def kernel(rows: Array, _: Array) -> Array:
        return kernel_of(rows[:, 0].astype(np.intp))

    yield from _train_steps(
        model, learned, kernel, np.arange(float(len(corner))), corner, places, y, weights, targets
    )


def _train_steps(
    model: BaseKernelELM,
    learned: dict[str, Any],
    kernel: nystrom.KernelOf,
    landmarks: Array,
    corner: Array,
    x: Array,
    y: Any,
    weights: Array,
    targets: Any,
) -> Steps:
    numbers = output_memory.of_moments(len(landmarks), len(x))
    output_memory.require(targets, numbers, memory_for(len(landmarks)))
    features = Features(kernel, landmarks, nystrom.whitening(corner))
    yield 0.2
    rank = features.root.shape[1]
    seed = validation.check_seed(model.random_state)
    training = Training(lambda _x, _w: features, rank, seed=seed, held_rows=0)  # type: ignore[arg-type, return-value]
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
    solution = yield from training.finish(model.alpha, again)
    assert training.scored is not None
    used = learned.pop("used_rows")
    moments = training.moments
    if moments is None:
        moments = Moments.zeros(rank, targets.width())
        moments.add(features(x), targets.encode(y), weighed)
    learned |= {"n_landmarks_": len(landmarks), "loo_rows_": used[training.scored_index()]}
    model._become(
        **learned | _learned(targets, solution, training.scored, features.root, moments, len(x))
    )


def grow_steps(model: Any, X: Any, y: Any, sample_weight: Any) -> Steps:
    """Add rows to the statistics of a model with landmarks and solve again; α stays."""
    x = validation.check_X(X)
    validation.check_features(model, X, x.shape[1])
    targets = model._targets_so_far()
    x, y, weights, kept = weighted_rows(x, targets.check(y, len(x)), sample_weight)
    if getattr(model, "moments_", None) is None:
        raise InvalidInput(
            "this model was saved without the statistics that further training needs: save it "
            "with statistics=True, or fit it anew on all rows",
            parameter="X",
        )
    moments = Moments(**model.moments_).copy()
    columns = targets.learn(y)
    if columns is not None:
        moments = moments.with_outputs(columns)
    weighed = targets.weigh(y, weights)
    if not weighed.any():
        return

    def features(some: Array) -> Array:
        return linalg.matmul(model._with_training(model._scaled(some)), model.root_)

    for rows in linalg.row_blocks(len(x)):
        moments.add(features(x[rows]), targets.encode(y[rows]), weighed[rows])
        yield 0.9 * rows.stop / len(x)
    some = np.arange(len(x))[: linalg.BLOCK_ROWS]
    sample = Rows(features(x[some]), targets.encode(y[some]), weighed[some])
    solution = yield from solve_primal_steps(moments, model.alpha_, sample)
    n_rows = model.n_samples_seen_ + len(x)
    learned = _learned(targets, solution, sample, model.root_, moments, n_rows)
    for name in ("loo_score_", "inverse_temperature_"):
        if name in learned:  # of all rows: each was scored when it came
            share = len(x) / n_rows
            learned[name] = (1 - share) * getattr(model, name) + share * learned[name]
    learned["loo_rows_"] = some if kept is None else kept[some]
    model._become(**model.learned() | learned)


def _learned(
    targets: Any, solution: Solution, scored: Rows, root: Array, moments: Moments, n_rows: int
) -> dict[str, Any]:
    described: dict[str, Any] = targets.describe(solution, scored)
    scale, offset = described.get("target_scale_", 1.0), described.get("target_offset_", 0.0)
    described["loo_intercepts_"] = _loo_intercepts(solution, scored, moments) * scale + offset
    described["dual_coef_"] = linalg.matmul(root, described.pop("coef_"))
    if "classes_" in described:  # the targets are one column of ones and zeros a class
        described["class_prior_"] = moments.target_sum / moments.target_sum.sum()
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


def _landmarks(
    model: BaseKernelELM, learned: dict[str, Any], x: Array, kernel: nystrom.KernelOf, seed: int
) -> Array:
    if isinstance(model.landmarks, str):
        assert model.n_landmarks is not None
        distinct = np.unique(x, axis=0)  # so that a row of weight 2 is as good as two rows
        m = min(int(model.n_landmarks), len(distinct))
        return distinct[nystrom.choose(distinct, m, model.landmarks, kernel, seed)]
    given = validation.check_X(model.landmarks, name="landmarks")
    if given.shape[1] != x.shape[1]:
        raise InvalidInput(
            f"landmarks have {given.shape[1]} features, X has {x.shape[1]}", parameter="landmarks"
        )
    return np.asarray((given - learned["mean_"]) / learned["scale_"])
