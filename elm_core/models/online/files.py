"""The statistics of an online model as a model file holds them: of symmetric matrices, one half."""

from __future__ import annotations

from typing import Any

from elm_core.maths import symmetric
from elm_core.maths.moments import Moments
from elm_core.maths.recursive import RecursiveRidge


def pack(state: RecursiveRidge) -> dict[str, Any]:
    """Return statistics, P, β and counts by name; what `unpack` makes of it goes on alike."""
    held = state.moments.to_dict() | {"inverse": state.inverse, "coef": state.coef}
    for name in ("gram", "inverse"):
        held[name] = symmetric.pack(held[name])
    return held | {"age": state.age, "steps": state.steps}


def unpack(held: dict[str, Any], alpha: float, changes: int) -> RecursiveRidge:
    """Return the state that `pack` was given; `held` must have been checked."""
    whole = dict(held)
    n_hidden = len(held["hidden_sum"])
    inverse, coef = symmetric.unpack(whole.pop("inverse"), n_hidden), whole.pop("coef")
    counts = whole.pop("age"), whole.pop("steps")
    whole["gram"] = symmetric.unpack(whole["gram"], n_hidden)
    return RecursiveRidge(Moments(**whole), inverse, coef, alpha, *counts, changes)
