"""Bars of drums as rows: the steps before, and what is hit next."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core import validation
from elm_core.exceptions import InvalidInput
from elm_core.maths.linalg import Array

#: Steps of a bar, drums, and the drums by name in the order of their columns.
STEPS, DRUMS = 16, 9
NAMES = (
    "kick",
    "snare",
    "closed hi-hat",
    "open hi-hat",
    "low tom",
    "mid tom",
    "high tom",
    "crash",
    "ride",
)

#: Velocity of hits where the training bars have none.
VELOCITY = 100.0


def check_bars(X: Any, name: str = "X") -> Array:
    """Return bars as (n, 16, 9) velocities, float64."""
    raw = validation.as_array(X, name)
    bar = STEPS * DRUMS
    if raw.ndim not in (2, 3) or raw.shape[1:] not in ((STEPS, DRUMS), (bar,)):
        raise InvalidInput(
            f"{name} must have the shape (n_bars, {STEPS}, {DRUMS}) or (n_bars, {bar}), got "
            f"{raw.shape}",
            parameter=name,
        )
    flat_bars = validation.check_X(raw.reshape(len(raw), bar), name=name)
    wrong = np.argwhere((flat_bars < 0) | (flat_bars > 127))
    if wrong.size:
        row, column = (int(i) for i in wrong[0])
        raise InvalidInput(
            f"{name} must hold velocities from 0 to 127, got {flat_bars[row, column]:g} "
            f"(bar {row}, step {column // DRUMS}, drum {column % DRUMS})",
            parameter=name,
            row=row,
            column=column,
        )
    return flat_bars.reshape(-1, STEPS, DRUMS)


def micro_f1(truth: npt.NDArray[np.bool_], said: npt.NDArray[np.bool_]) -> float:
    """2 TP / (2 TP + FP + FN) over all cells; 1 where there is no hit and none is said."""
    total = int(truth.sum()) + int(said.sum())
    return 2.0 * int((truth & said).sum()) / total if total else 1.0


def bars_before(bars: Array, songs: npt.NDArray[np.intp]) -> Array:
    """Return the bar before each bar; silence before the first of a song."""
    before = np.zeros_like(bars)
    same = songs[1:] == songs[:-1]
    before[1:][same] = bars[:-1][same]
    return before


def step_rows(before: Array, bars: Array) -> tuple[Array, Array]:
    """Return inputs (16 n × 160), the 16 steps before and the place, and hits (16 n × 9)."""
    both = np.concatenate([before > 0, bars > 0], axis=1)
    past = np.lib.stride_tricks.sliding_window_view(both, STEPS, axis=1)[:, :STEPS]
    rows = np.moveaxis(past, -1, 2).reshape(len(bars) * STEPS, STEPS * DRUMS)
    inputs = np.concatenate([rows, np.tile(np.eye(STEPS), (len(bars), 1))], axis=1)
    return inputs, (bars > 0).reshape(-1, DRUMS).astype(np.float64)


def add_velocity(bars: Array, mean: Array, counts: Array) -> dict[str, Array]:
    """Return the mean velocity of the hits in each place, new bars counted in."""
    loud = bars * (VELOCITY if bars.max() <= 1 else 1.0)
    total = counts + (bars > 0).sum(axis=0)
    summed = mean * counts + loud.sum(axis=0)
    velocity = np.where(total > 0, summed / np.maximum(total, 1.0), VELOCITY)
    return {"velocity_": velocity, "velocity_counts_": total}
