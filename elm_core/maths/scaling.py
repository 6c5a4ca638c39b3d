"""Input scaling: x ↦ (x − mean) / scale, learned once, column by column.

The scale is the geometric mean of the standard deviation and of range/√12 (which is the
standard deviation of a uniform column of that range). For well-spread columns the two agree.
Where they differ, each alone fails: dividing by the standard deviation blows up pixels that
are almost always blank, dividing by the range crushes columns with a long tail.
"""

from __future__ import annotations

import numpy as np

from elm_core.maths.linalg import Array, row_blocks


def learn_scaling(x: Array, weights: Array | None = None) -> tuple[Array, Array]:
    """Return mean and scale of the columns of `x` (n × d); the scale of a constant one is 1."""
    if weights is not None:
        x, weights = x[weights > 0], weights[weights > 0]
    mean = np.average(x, axis=0, weights=weights)
    square = np.zeros(x.shape[1])
    for rows in row_blocks(len(x), 8192):
        deviation = x[rows] - mean
        deviation *= deviation
        square += deviation.sum(axis=0) if weights is None else weights[rows] @ deviation
    total = len(x) if weights is None else weights.sum()
    low, high = x.min(axis=0), x.max(axis=0)
    scale = np.sqrt(np.sqrt(square / total) * ((high - low) / np.sqrt(12.0)))
    rounding = 10 * np.finfo(np.float64).eps * np.maximum(np.abs(low), np.abs(high))
    constant = (high - low <= rounding) | (scale <= rounding)
    return np.where(constant, low, mean), np.where(constant, 1.0, scale)
