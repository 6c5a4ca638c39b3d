"""Single precision: hidden outputs and products in float32, sums across blocks in float64.

A processor multiplies twice as many float32 as float64 at once. Sums of `SHORT` rows are made in
float32 and added up in float64, so that rounding does not grow with the rows: what it leaves in
HᵀH is a matrix E of random entries (Higham, "Accuracy and Stability of Numerical Algorithms",
2nd ed., sec. 4.2). A ridge term well above ‖E‖ hides it, and by one that is not, (HᵀH + αI)β = HᵀT
would be solved for the rounding: `least_alpha` says where that begins.
"""

from __future__ import annotations

import warnings
from collections import Counter
from dataclasses import replace

import numpy as np

from elm_core.exceptions import IllConditionedWarning
from elm_core.maths.arrays import SHORT, Array, Reals
from elm_core.maths.hidden import HiddenLayer

EPS = float(np.finfo(np.float32).eps)

#: ‖E‖ of a short sum is some times `EPS` tr(HᵀH) / √(n h), for n rows and h units: 10 to 60 times.
_FACTOR = 48.0

#: How far above ‖E‖ a ridge term must be.
_MARGIN = 10.0

#: And how small beside tr(HᵀH) of centred outputs, for one to be chosen among what is left.
_SMALL = 2.0**-16

#: Mean squares and weights outside of these leave float32 too few digits, or none.
_SMALLEST, _LARGEST = 2.0**-40, 2.0**40

#: And so does a weight that is so many times another, or rows whose mean square is so many times
#: the median of their squares: what is small is lost in a sum with what is large.
_WIDEST, _HEAVIEST = 2.0**12, 2.0**6


def rounded(layer: HiddenLayer) -> HiddenLayer:
    """Return the layer with its weights rounded to float32."""
    weights: Reals = layer.weights.astype(np.float32)
    bias: Reals = layer.bias.astype(np.float32)
    return replace(layer, weights=weights, bias=bias)


def suits(hidden: Reals, weights: Array) -> bool:
    """Whether hidden outputs of float32 can be summed as such: no row is lost beside others."""
    sums = np.einsum("ij,ij->i", hidden, hidden)
    squares = sums.astype(np.float64) / hidden.shape[1]
    if not np.isfinite(squares).all() or not weights.any():
        return False
    kept = weights > 0
    squares, some = squares[kept], weights[kept]
    low, high = float(some.min()), float(some.max())
    mean = float(squares.mean())
    if min(low, mean) < _SMALLEST or max(high, mean) > _LARGEST or high > _WIDEST * low:
        return False
    squares *= some
    return float(squares.mean()) <= _HEAVIEST * float(np.median(squares))


def noise_of_rows(trace: float, n_rows: int, n_hidden: int) -> float:
    """‖E‖² of a block of rows with this trace of HᵀWH, so that it adds up over blocks.

    One of the short sums in it may outweigh the others.
    """
    return (_FACTOR * EPS * trace) ** 2 / (min(n_rows, SHORT) * n_hidden)


def growth_by_equal_rows(sample: Array, n_rows: int) -> float:
    """How many times ‖E‖² is larger where rows are equal to others, judged by a sample of them.

    The rounding of a term that comes again and again is the same each time: it adds up with the
    rows, not with their root.
    """
    counts = np.array(list(Counter(row.tobytes() for row in sample).values()), dtype=np.float64)
    pairs = len(sample) * (len(sample) - 1.0)
    return 1.0 + n_rows * float((counts * (counts - 1.0)).sum()) / max(pairs, 1.0)


def least_alpha(noise: float) -> float:
    """Least ridge term that statistics with so much `noise` (‖E‖²) are good for; 0 of none."""
    return float(_MARGIN * np.sqrt(noise))


def is_too_much(noise: float, spread: float, asked: float | str, used: float) -> bool:
    """Whether statistics with less `noise` would be solved by another ridge term than the `used`.

    One that was chosen and is near the least may be the best only for want of smaller ones; and
    where the least is no small part of the `spread`, which is tr(HᵀH) of centred outputs, there was
    nothing to choose among.
    """
    least = least_alpha(noise)
    if isinstance(asked, str):
        return used < _MARGIN * least or least > _SMALL * spread
    return asked < least


def warn_of_limit(asked: float | str, used: float) -> None:
    """Tell of a ridge term that would be smaller if all were float64."""
    what = "was chosen" if isinstance(asked, str) else f"took the place of alpha={asked:.3g}"
    warnings.warn(
        f"a ridge term of {used:.3g} {what}: smaller ones are near the rounding of float32, "
        'and precision="double" has them',
        IllConditionedWarning,
        stacklevel=2,
    )


def warn_of_return() -> None:
    """Tell that sums are made anew in float64."""
    warnings.warn(
        "a ridge term this small is near the rounding of float32: the sums are made again in "
        'float64, which takes longer; precision="double" or a larger alpha avoids this',
        IllConditionedWarning,
        stacklevel=2,
    )
