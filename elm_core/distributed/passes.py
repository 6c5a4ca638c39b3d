"""The work on one block, where it lies: it runs on the machine that holds or reads the rows."""

from __future__ import annotations

from typing import Any

import numpy as np

from elm_core import validation
from elm_core.distributed.pass_results import FirstPass, Index, Labels, Numbers, SecondPass
from elm_core.exceptions import InvalidInput
from elm_core.maths import linalg
from elm_core.maths.moments import Moments
from elm_core.maths.scaling import Spread
from elm_core.models.targets import ClassTargets, NumberTargets, weighted_rows


def look(block: Any, number: int, classifies: bool) -> FirstPass:
    """First pass over a block."""
    if not len(block[0]):
        return FirstPass(((0, 0),), None, None)
    blank = ClassTargets(None) if classifies else NumberTargets()
    x, y, weights, _ = checked_rows(block, number, blank)
    if not len(x):
        return FirstPass(((len(block[0]), 0),), None, None)
    facts = (Labels if classifies else Numbers).of(y, weights)
    return FirstPass(((len(block[0]), len(x)),), Spread.of(x, weights), facts)


def gather(block: Any, number: int, shared: Any, own: Index, row_start: int) -> SecondPass:
    """Second pass over a block."""
    none = np.empty(0, dtype=np.int64)
    if not len(block[0]):
        return SecondPass(None, None, none)
    to_hidden, targets = shared
    x, y, weights, kept = checked_rows(block, number, targets)
    encoded, weighed = targets.encode(y), targets.weigh(y, weights)
    moments = Moments.zeros(to_hidden.width, encoded.shape[1])
    for rows in linalg.row_blocks(len(x)):
        hidden = to_hidden(x[rows])
        moments.add(hidden, encoded[rows], weighed[rows])
    places = own if kept is None else kept[own]
    return SecondPass(moments, (x[own], encoded[own], weighed[own]), places + row_start)


def pick(block: Any, number: int, targets: Any, own: Index) -> tuple[Any, Any, Any]:
    """Return some rows of a block: x, encoded targets, weights."""
    x, y, weights, _ = checked_rows(block, number, targets)
    return x[own], targets.encode(y[own]), targets.weigh(y, weights)[own]


def checked_rows(block: Any, number: int, targets: Any) -> Any:
    """Return the valid rows of a block with positive weight: x, targets, weights, places."""
    X, y, sample_weight = block
    try:
        x = validation.check_X(X)
        if sample_weight is not None and not np.asarray(sample_weight).any():
            weights = np.zeros(len(x))  # of this block alone: others have rows
            return x[:0], targets.check(y, len(x))[:0], weights[:0], np.empty(0, dtype=np.intp)
        return weighted_rows(x, targets.check(y, len(x)), sample_weight)
    except InvalidInput as error:
        raise InvalidInput(
            f"block {number}: {error}",
            parameter=error.parameter,
            row=error.row,
            column=error.column,
        ) from None
