"""Input scaling: x ↦ (x − mean) / scale, learned once, column by column.

The scale is the geometric mean of the standard deviation and of range/√12 (which is the
standard deviation of a uniform column of that range). For well-spread columns the two agree.
Where they differ, each alone fails: dividing by the standard deviation blows up pixels that
are almost always blank, dividing by the range crushes columns with a long tail.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from elm_core.maths.linalg import Array, row_blocks

#: Numbers of a block of rows: what is made of them stays near the processor.
_BLOCK = 2**20


@dataclass(frozen=True)
class Spread:
    """Where the values of columns lie. Those of two sets of rows add up to that of both."""

    weight: float
    mean: Array  # (d,)
    square: Array  # (d,), weighted sum of squared deviations from the mean
    low: Array  # (d,)
    high: Array  # (d,)

    @classmethod
    def of(cls, x: Array, weights: Array | None = None) -> Spread:
        """Return the spread of the columns of `x` (n × d), n ≥ 1; rows of weight 0 are left out."""
        if weights is not None and not weights.all():
            x, weights = x[weights > 0], weights[weights > 0]
        mean = np.average(x, axis=0, weights=weights)
        square = np.zeros(x.shape[1])
        for rows in row_blocks(len(x), max(64, min(8192, _BLOCK // max(1, x.shape[1])))):
            deviation = x[rows] - mean
            deviation *= deviation
            square += deviation.sum(axis=0) if weights is None else weights[rows] @ deviation
        total = float(len(x) if weights is None else weights.sum())
        return cls(total, mean, square, x.min(axis=0), x.max(axis=0))

    def with_rows_of(self, other: Spread) -> Spread:
        """Return the spread of both sets of rows: Chan, Golub & LeVeque (1983), eq. 2.1."""
        weight = self.weight + other.weight
        apart = other.mean - self.mean
        return Spread(
            weight,
            self.mean + apart * (other.weight / weight),
            self.square + other.square + apart * apart * (self.weight * other.weight / weight),
            np.minimum(self.low, other.low),
            np.maximum(self.high, other.high),
        )

    def scaling(self) -> tuple[Array, Array]:
        """Return mean and scale of the columns; the scale of a constant one is 1."""
        low, high = self.low, self.high
        scale = np.sqrt(np.sqrt(self.square / self.weight) * ((high - low) / np.sqrt(12.0)))
        rounding = 10 * np.finfo(np.float64).eps * np.maximum(np.abs(low), np.abs(high))
        constant = (high - low <= rounding) | (scale <= rounding)
        return np.where(constant, low, self.mean), np.where(constant, 1.0, scale)


def learn_scaling(x: Array, weights: Array | None = None) -> tuple[Array, Array]:
    """Return mean and scale of the columns of `x` (n × d); the scale of a constant one is 1."""
    return Spread.of(x, weights).scaling()
