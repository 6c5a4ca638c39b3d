"""The first rows of an online model: held, and fitted anew, until their scaling is settled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from elm_core.maths.linalg import Array
from elm_core.maths.recursive import RecursiveRidge
from elm_core.maths.ridge import Rows, solve_wide
from elm_core.maths.scaling import learn_scaling

if TYPE_CHECKING:
    from elm_core.models.online_base import OnlineELM


def hold(
    model: OnlineELM, known: Any, start: dict[str, Any], x: Array, targets: Any, weights: Array
) -> None:
    """Solve for the few rows that have come, with the scaling they show: it is not settled."""
    state = model.learned() | start
    scaling = learn_scaling(x, weights)
    to_hidden = model._open_map(state["seed_"], x.shape[1], *scaling)
    encoded = known.encode(targets)
    decayed = RecursiveRidge.weigh(weights, model.forgetting_factor)
    rows = Rows(to_hidden(x), encoded, np.maximum(decayed, 1e-12 * decayed.max()))
    coef, intercept, left_out = _solved(rows, float(model.alpha))
    watch = model._new_watch(encoded.shape[1])
    watch.calibrate(left_out, encoded)
    learned = known.in_units(coef, intercept) | watch.describe()
    learned |= {
        "n_samples_seen_": len(x),
        "n_updates_": len(x),
        "alpha_": float(model.alpha),
        "mean_": scaling[0],
        "scale_": scaling[1],
        "map_": to_hidden,
        "recursion_": None,
        "watch_": watch,
        "held_": {"x": x, "targets": targets, "weights": weights},
    }
    model._become(**(state | learned))


def _solved(rows: Rows, alpha: float) -> tuple[Array, Array, Array]:
    """Return β, the intercept and leave-one-out scores."""
    n, n_hidden = rows.hidden.shape
    if n <= n_hidden:
        solution = solve_wide(rows, alpha)
        return solution.coef, solution.intercept, solution.loo
    recursion = RecursiveRidge.empty(n_hidden, rows.targets.shape[1], alpha)
    recursion.moments.add(rows.hidden.copy(), rows.targets, rows.weights)
    recursion.refresh()
    left_out = recursion.leave_one_out(rows.hidden, rows.targets, rows.weights)
    return recursion.coef, recursion.intercept(), left_out


def unhold(model: OnlineELM, x: Array, targets: Any, weights: Array, refusal: Exception) -> None:
    """Take rows that are held out again, or raise `refusal`."""
    held = model.held_
    assert held is not None
    kept = list(range(len(held["x"])))
    for row, target, weight in zip(x, targets, weights, strict=True):
        same = [
            i
            for i in reversed(kept)
            if (held["x"][i] == row).all()
            and np.all(held["targets"][i] == target)
            and held["weights"][i] == weight
        ]
        if not same:
            raise refusal
        kept.remove(same[0])
    if not kept:
        raise refusal
    known = model._learned_targets()
    hold(model, known, {}, *(held[name][kept] for name in ("x", "targets", "weights")))


def check_held(model: OnlineELM, held: Any) -> None:
    """Raise ValueError unless the targets of rows from a file fit the model."""
    if held["targets"].ndim != getattr(model, "target_ndim_", 1):
        raise ValueError(f"targets of warm_up_rows_ have the shape {held['targets'].shape}")
    known = model._learned_targets()
    if known.learn(known.check(held["targets"], len(held["x"]))) is not None:
        raise ValueError("warm_up_rows_ hold other classes than the model")
