"""One call of an online model's training: the rows are tested, learnt, and tell of drift."""

from __future__ import annotations

import copy
import math
from collections.abc import Generator
from typing import TYPE_CHECKING, Any

import numpy as np

from elm_core import validation
from elm_core.base import Steps
from elm_core.maths import linalg
from elm_core.maths.arrays import within
from elm_core.maths.linalg import Array
from elm_core.maths.recursive import RecursiveRidge
from elm_core.models.watching import RECENT_ROWS

if TYPE_CHECKING:
    from elm_core.models.online_base import OnlineELM

#: Calls of up to so many rows change the statistics in place, in one step.
IN_PLACE_ROWS = 32

_GATHERING = 0.9


def learn_steps(
    model: OnlineELM,
    known: Any,
    columns: list[int | None] | None,
    x: Array,
    targets: Any,
    weights: Array,
) -> Steps:
    """Learn rows x with the input map as it is, and let the model have the result.

    `columns` says where the outputs go, if `targets` brought classes that are new.
    """
    recursion, watch = model._own_recursion(), model.watch_
    in_place = len(x) <= IN_PLACE_ROWS and columns is None
    if not in_place:
        recursion, watch = recursion.copy(), copy.deepcopy(watch)
    if columns is not None:
        recursion.rearrange_outputs(columns)
        watch.rearrange_outputs(columns)
    encoded = known.encode(targets)
    forgetting = model.forgetting_factor
    moments = recursion.moments
    mean = moments.target_sum / (moments.weight or 1.0)
    with np.errstate(over="ignore", invalid="ignore"):
        if in_place:
            scores = _learn_in_place(model, recursion, x, encoded, weights)
        else:
            scores = yield from _learn_in_blocks(model, recursion, x, encoded, weights)
    drifted = scores is not None and watch.test(scores, encoded, mean)
    if len(x) > IN_PLACE_ROWS:  # leave-one-out: the model of before knew less than half
        last = slice(-RECENT_ROWS, None)
        weighed = recursion.weigh(weights[last], forgetting)
        left_out = recursion.leave_one_out(model.map_(x[last]), encoded[last], weighed)
        watch.calibrate(left_out, encoded[last])
    elif scores is not None:
        watch.calibrate(scores, encoded)
    if drifted and model.on_drift == "forget":
        rising = max(watch.detector.rows_since_rise(), 1)
        recursion.fade(min(1.0, rising / recursion.moments.weight))
    model._install(known, recursion, watch, model.n_samples_seen_ + len(x))
    yield 1.0


def _learn_in_place(
    model: OnlineELM, recursion: RecursiveRidge, x: Array, encoded: Array, weights: Array
) -> Array | None:
    """Learn a few rows; return what was said of them before, if anything was known."""
    forgetting = model.forgetting_factor
    tested = recursion.moments.weight > 0
    hidden = model.map_(x)
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
    model: OnlineELM, recursion: RecursiveRidge, x: Array, encoded: Array, weights: Array
) -> Generator[float, None, Array | None]:
    """Learn many rows; return what was said of them before, if anything was known."""
    forgetting = model.forgetting_factor
    scores = np.empty(encoded.shape) if recursion.moments.weight > 0 else None
    intercept = recursion.intercept()
    for rows in linalg.row_blocks(len(x)):
        hidden = model.map_(x[rows])
        if scores is not None:
            scores[rows] = linalg.matmul(hidden, recursion.coef) + intercept
        recursion.gather(hidden, encoded[rows], weights[rows], forgetting)
        yield _GATHERING * rows.stop / len(x)
    yield from within(recursion.refresh_steps(forgetting), _GATHERING, 1.0)
    if scores is not None:
        validation.check_scores(scores)
    return scores
