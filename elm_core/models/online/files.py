"""The statistics of an online model as a model file holds them: of symmetric matrices, one half."""

from __future__ import annotations

from typing import Any

import numpy as np

from elm_core.maths import linalg
from elm_core.maths.linalg import Array
from elm_core.maths.moments import Moments
from elm_core.maths.recursive import RecursiveRidge


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
