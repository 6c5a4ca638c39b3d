"""Input scaling: x ↦ (x − mean) / scale, learned once, column by column.

The scale is the geometric mean of the standard deviation and of range/√12 (which is the
standard deviation of a uniform column of that range). For well-spread columns the two agree.
Where they differ, each alone fails: dividing by the standard deviation blows up pixels that
are almost always blank, dividing by the range crushes columns with a long tail.

The levels of one category, written as columns of zeros and ones of which a row has a single one
(one-hot), together weigh like one number: scaled one by one, a category of 50 levels would weigh
50 times as much as a number beside it.

Columns that are measured alike, as the pixels of an image, have one scale: scaled one by one, a
pixel at the edge that is lit in few images would weigh as much as one in the middle, and one that
was blank in all of them would explode when it is lit at last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from elm_core.maths.linalg import Array, row_blocks

#: Numbers of a block of rows: what is made of them stays near the processor.
_BLOCK = 2**20

#: Levels of a category at least, rows that are looked at, and the share of them with a level.
_LEVELS, _SAMPLED, _COVERED = 3, 4000, 0.75

#: Columns at least that are measured alike, the share of them that has one end of the common range,
#: the share that fills it, up to what part, and the share of flags at most.
_ALIKE, _ONE_END, _FILLING, _FILLED, _FLAGS = 16, 0.9, 0.5, 0.9, 0.25
#: The share of columns with both ends from which each has its own scale; how much of the spread of
#: evenly spread numbers they have together.
_OWN_RANGE, _SPREAD = 0.97, 0.8

Places = npt.NDArray[np.int64]


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

    def scaling(self, categories: Sequence[slice] = ()) -> tuple[Array, Array]:
        """Return mean and scale of the columns; the scale of a constant one is 1.

        Columns that are measured alike have one scale, constant ones among them too.
        `categories` are the columns that are the levels of one category each: their variances
        add up to 1. What they give up is shared by all, so that products with random weights
        keep their variance.
        """
        low, high = self.low, self.high
        scale = np.sqrt(np.sqrt(self.square / self.weight) * ((high - low) / np.sqrt(12.0)))
        rounding = 10 * np.finfo(np.float64).eps * np.maximum(np.abs(low), np.abs(high))
        constant = (high - low <= rounding) | (scale <= rounding)
        mean, scale = np.where(constant, low, self.mean), np.where(constant, 1.0, scale)
        if not categories and self._are_alike(~constant):
            spread = np.sqrt(np.mean(self.square[~constant]) / self.weight)
            reach = (high[~constant].max() - low[~constant].min()) / np.sqrt(12.0)
            return mean, np.full(len(scale), np.sqrt(spread * reach))
        for columns in categories:
            scale[columns] = np.sqrt(self.square[columns].sum() / self.weight)
        if categories:
            d = len(scale)
            given_up = sum(columns.stop - columns.start - 1 for columns in categories)
            scale *= np.sqrt((d - given_up) / d)
        return mean, scale

    def _are_alike(self, varied: npt.NDArray[np.bool_]) -> bool:
        """Whether the columns that vary are numbers of one common range, which most of them fill.

        Nearly all begin (or end) at the very same number: black is 0 in every pixel. Where nearly
        all begin and end there, somebody has scaled each by its own range. Together they are nearly
        as spread as numbers all over the range are, which columns with long tails are not. Columns
        of two numbers are flags, whose share says how much each tells.
        """
        if varied.sum() < _ALIKE:
            return False
        low, high, mean = self.low[varied], self.high[varied], self.mean[varied]
        variance = self.square[varied] / self.weight
        whole = high.max() - low.min()
        one_end = max((low == low.min()).mean(), (high == high.max()).mean())
        filled = (high - low >= _FILLED * whole).mean()
        own_range = (high - low >= (1.0 - 1e-9) * whole).mean()
        spread = np.sqrt(12.0 * variance.mean()) / whole
        flags = np.isclose(variance, (mean - low) * (high - mean), rtol=1e-9, atol=0.0).mean()
        return bool(
            one_end >= _ONE_END
            and filled >= _FILLING
            and own_range < _OWN_RANGE
            and spread >= _SPREAD
            and flags <= _FLAGS
        )

    def may_hold_categories(self) -> bool:
        """Whether columns may be the levels of a category."""
        return bool(((self.low == 0.0) & (self.high == 1.0)).sum() >= _LEVELS)


def learn_scaling(x: Array, weights: Array | None = None) -> tuple[Array, Array]:
    """Return mean and scale of the columns of `x` (n × d); see `Spread.scaling`."""
    spread = Spread.of(x, weights)
    if not spread.may_hold_categories():
        return spread.scaling()
    return spread.scaling(find_categories(x[sampled(len(x))]))


def sampled(n_rows: int) -> Places:
    """Return the places, among so many rows, of those in which categories are looked for."""
    return np.linspace(0, n_rows - 1, min(n_rows, _SAMPLED)).astype(np.int64)


def find_categories(x: Array) -> list[slice]:
    """Return the columns of `x` (n × d) that are the levels of one category each.

    Neighbouring columns of zeros and ones, three at least; no row has two ones, and nearly all
    rows have one: a row of a rare or unknown level has none. Some levels may be of no row here.
    """
    flags = ((x == 0.0) | (x == 1.0)).all(axis=0)
    seen = (x != 0.0).any(axis=0)
    found = []
    start, d = 0, x.shape[1]
    while start < d:
        if not (flags[start] and seen[start]):
            start += 1
            continue
        taken = x[:, start] != 0.0
        stop = start + 1
        while stop < d and flags[stop] and not (taken & (x[:, stop] != 0.0)).any():
            taken |= x[:, stop] != 0.0
            stop += 1
        if seen[start:stop].sum() >= _LEVELS and taken.mean() >= _COVERED:
            found.append(slice(start, stop))
        start = stop
    return found
