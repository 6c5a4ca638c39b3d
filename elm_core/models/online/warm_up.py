"""The first rows of an online model: held, and fitted anew, until their scaling is settled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from elm_core.maths.linalg import Array
from elm_core.maths.recursive import RecursiveRidge
from elm_core.maths.ridge import Rows, solve_wide
from elm_core.maths.scaling import learn_scaling
from elm_core.models.elm.training import InputMap

#: Rows as a model holds them: ``x``, ``targets`` and ``weights``.
Held = dict[str, Any]


def hold(
    held: Held,
    known: Any,
    open_map: Callable[[Array, Array], InputMap],
    watch: Any,
    *,
    alpha: float,
    forgetting: float,
) -> dict[str, Any]:
    """Solve for the few rows that have come, with the scaling they show: it is not settled.

    Parameters
    ----------
    held : Held
    known : Targets
    open_map : callable
        Makes the input map of a mean and a scale.
    watch : Watch
        A new one, which is calibrated by the rows.

    Returns
    -------
    dict
        What is learnt, by attribute name.
    """
    x, weights = held["x"], held["weights"]
    scaling = learn_scaling(x, weights)
    to_hidden = open_map(*scaling)
    encoded = known.encode(held["targets"])
    decayed = RecursiveRidge.weigh(weights, forgetting)
    rows = Rows(to_hidden(x), encoded, np.maximum(decayed, 1e-12 * decayed.max()))
    coef, intercept, left_out = _solved(rows, alpha)
    watch.calibrate(left_out, encoded)
    learned: dict[str, Any] = known.in_units(coef, intercept) | watch.describe()
    return learned | {
        "n_samples_seen_": len(x),
        "n_updates_": len(x),
        "alpha_": alpha,
        "mean_": scaling[0],
        "scale_": scaling[1],
        "map_": to_hidden,
        "recursion_": None,
        "watch_": watch,
        "held_": held,
    }


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


def without(held: Held, x: Array, targets: Any, weights: Array) -> Held | None:
    """Return the rows that are held less those given; None if they are not held, or all are."""
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
            return None
        kept.remove(same[0])
    return {name: held[name][kept] for name in ("x", "targets", "weights")} if kept else None


def check_held(held: Held, known: Any, ndim: int) -> None:
    """Raise ValueError unless rows from a file fit targets of so many dimensions."""
    if held["targets"].ndim != ndim:
        raise ValueError(f"targets of warm_up_rows_ have the shape {held['targets'].shape}")
    if known.learn(known.check(held["targets"], len(held["x"]))) is not None:
        raise ValueError("warm_up_rows_ hold other classes than the model")
