"""The statistics of an online model as a model file holds them: of symmetric matrices, one half."""

from __future__ import annotations

from typing import Any

import numpy as np

from elm_core import validation
from elm_core.maths import linalg
from elm_core.maths.linalg import Array
from elm_core.maths.moments import Moments
from elm_core.maths.recursive import REFRESH_ROWS, RecursiveRidge


def pack(state: RecursiveRidge) -> dict[str, Any]:
    """Return statistics, P, β and counts by name; what `unpack` makes of it goes on alike."""
    held = vars(state.moments) | {"inverse": state.inverse, "coef": state.coef}
    for name in ("gram", "inverse"):
        held[name] = _upper(held[name])
    return held | {"age": state.age, "steps": state.steps}


def unpack(held: dict[str, Any], alpha: float, changes: int) -> RecursiveRidge:
    """Return the state that `pack` was given; `held` must have been checked."""
    whole = dict(held)
    n_hidden = len(held["hidden_sum"])
    inverse, coef = _square(whole.pop("inverse"), n_hidden), whole.pop("coef")
    counts = whole.pop("age"), whole.pop("steps")
    whole["gram"] = _square(whole["gram"], n_hidden)
    return RecursiveRidge(Moments(**whole), inverse, coef, alpha, *counts, changes)


def check_packed(held: Any, n_hidden: int, n_outputs: int) -> None:
    """Raise ValueError unless `held` fits a model of this size."""
    h, c = n_hidden, n_outputs
    half = (h * (h + 1) // 2,)
    shapes = {"hidden_sum": (h,), "target_sum": (c,), "target_square": (c,), "cross": (h, c)}
    shapes |= {"gram": half, "inverse": half, "coef": (h, c)}
    if set(held) != {*shapes, "weight", "age", "steps"}:
        raise ValueError(f"statistics_ holds {sorted(held)}")
    for name, shape in shapes.items():
        if held[name].shape != shape or held[name].dtype != np.float64:
            raise ValueError(f"{name} has shape {held[name].shape}, expected {shape}")
        if not np.isfinite(held[name]).all():
            raise ValueError(f"{name} is not finite")
    validation.check_number("weight", held["weight"], low=0, open_low=True)
    validation.check_number("age", held["age"], low=0, integer=True)
    validation.check_number("steps", held["steps"], low=0, high=2 * REFRESH_ROWS, integer=True)


def _upper(square: Array) -> Array:
    return np.concatenate([row[i:] for i, row in enumerate(square)])


def _square(upper: Array, n: int) -> Array:
    out = np.zeros((n, n))
    start = 0
    for i in range(n):
        out[i, i:] = upper[start : start + n - i]
        start += n - i
    _copy_down(out)
    return out


def _copy_down(out: Array) -> None:
    for rows in linalg.row_blocks(len(out), 256):
        band = out[rows, rows.start :]
        square = band[:, : rows.stop - rows.start]
        square[:] = np.triu(square) + np.triu(square, 1).T
        out[rows.stop :, rows] = band[:, rows.stop - rows.start :].T
