"""One call of an online model's training: the rows are tested, learnt, and tell of drift."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from elm_core import validation
from elm_core.maths import linalg
from elm_core.maths.arrays import Work, copied, within
from elm_core.maths.linalg import Array
from elm_core.maths.recursive import RecursiveRidge
from elm_core.models.elm.training import InputMap
from elm_core.models.online.prequential import RECENT_ROWS

#: Calls of up to so many rows change the statistics in place, in one step.
IN_PLACE_ROWS = 32

_GATHERING = 0.9


@dataclass
class OnlineState:
    """What an online model goes on from. Few rows change it in place, more a copy."""

    recursion: RecursiveRidge
    watch: Any

    def copy(self) -> OnlineState:
        """Return one that can change alone."""
        return OnlineState(self.recursion.copy(), copied(self.watch))

    def rearrange_outputs(self, columns: list[int | None]) -> None:
        """Make room for outputs that were zero so far."""
        self.recursion.rearrange_outputs(columns)
        self.watch.rearrange_outputs(columns)

    def describe(self, known: Any, n_rows: int) -> dict[str, Any]:
        """Return what a model has learnt, by attribute name; `known` are its targets."""
        recursion, watch = self.recursion, self.watch
        return {
            **known.in_units(recursion.coef, recursion.intercept()),
            "n_samples_seen_": n_rows,
            "n_updates_": recursion.changes,
            "alpha_": recursion.alpha,
            "recursion_": recursion,
            "watch_": watch,
            **watch.describe(),
        }


@dataclass(frozen=True)
class Rules:
    """How rows are learnt."""

    to_hidden: InputMap
    forgetting: float
    on_drift: str


def learn_steps(
    state: OnlineState,
    rules: Rules,
    columns: list[int | None] | None,
    x: Array,
    encoded: Array,
    weights: Array,
) -> Work[OnlineState]:
    """Learn rows x (n × n_features), encoded (n × outputs), and return the state then.

    `columns` says where the outputs go, if there are classes that are new.
    """
    in_place = len(x) <= IN_PLACE_ROWS and columns is None
    if not in_place:
        state = state.copy()
    if columns is not None:
        state.rearrange_outputs(columns)
    recursion, watch = state.recursion, state.watch
    moments = recursion.moments
    mean = moments.target_sum / (moments.weight or 1.0)
    with np.errstate(over="ignore", invalid="ignore"):
        if in_place:
            scores = _learn_in_place(rules, recursion, x, encoded, weights)
        else:
            scores = yield from _learn_in_blocks(rules, recursion, x, encoded, weights)
    drifted = scores is not None and watch.test(scores, encoded, mean)
    if len(x) > IN_PLACE_ROWS:  # leave-one-out: the model of before knew less than half
        last = slice(-RECENT_ROWS, None)
        weighed = recursion.weigh(weights[last], rules.forgetting)
        left_out = recursion.leave_one_out(rules.to_hidden(x[last]), encoded[last], weighed)
        watch.calibrate(left_out, encoded[last])
    elif scores is not None:
        watch.calibrate(scores, encoded)
    if drifted and rules.on_drift == "forget":
        rising = max(watch.detector.rows_since_rise(), 1)
        recursion.fade(min(1.0, rising / recursion.moments.weight))
    return state


def _learn_in_place(
    rules: Rules, recursion: RecursiveRidge, x: Array, encoded: Array, weights: Array
) -> Array | None:
    """Learn a few rows; return what was said of them before, if anything was known."""
    forgetting = rules.forgetting
    tested = recursion.moments.weight > 0
    hidden = rules.to_hidden(x)
    if len(x) == 1:
        try:
            said = recursion.learn_row(hidden[0], encoded[0], float(weights[0]), forgetting)
        except FloatingPointError:
            said = np.full(1, math.inf)
            validation.check_scores(said[None])
        return said[None] if tested else None
    scores = None
    if tested:
        scores = linalg.matmul(hidden, recursion.coef) + recursion.intercept()
        validation.check_scores(scores)
    recursion.learn(hidden, encoded, weights, forgetting)
    return scores


def _learn_in_blocks(
    rules: Rules, recursion: RecursiveRidge, x: Array, encoded: Array, weights: Array
) -> Work[Array | None]:
    """Learn many rows; return what was said of them before, if anything was known."""
    forgetting = rules.forgetting
    scores = np.empty(encoded.shape) if recursion.moments.weight > 0 else None
    intercept = recursion.intercept()
    for rows in linalg.row_blocks(len(x)):
        hidden = rules.to_hidden(x[rows])
        if scores is not None:
            scores[rows] = linalg.matmul(hidden, recursion.coef) + intercept
        recursion.gather(hidden, encoded[rows], weights[rows], forgetting)
        yield _GATHERING * rows.stop / len(x)
    yield from within(recursion.refresh_steps(forgetting), _GATHERING, 1.0)
    if scores is not None:
        validation.check_scores(scores)
    return scores
