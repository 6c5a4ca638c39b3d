"""What every module of maths shares: the type of its arrays, and blocks of rows."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator, Sequence
from copy import copy
from dataclasses import is_dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

Result = TypeVar("Result")

#: Long work: yields the share done, 0 to 1, so that it can be stopped in between.
Work = Generator[float, None, Result]

Array = npt.NDArray[np.float64]

#: Numbers of float64, or of float32 where a model is learnt in single precision: `maths.single`.
Reals = npt.NDArray[Any]

#: Rounding of a number near 1.
EPS = float(np.finfo(np.float64).eps)

#: Terms of a sum in float32 before it is added to a total in float64.
SHORT = 256

#: Rows of a training block: 512 × 1,000 hidden units are 4 MB.
BLOCK_ROWS = 512


class _Finishing(threading.local):
    """How many pieces of work a thread carries through to their end, one within the other."""

    depth = 0


_finishing = _Finishing()


def finish(work: Work[Result]) -> Result:
    """Carry work through to its end, and return its result."""
    _finishing.depth += 1
    try:
        while True:
            next(work)
    except StopIteration as end:
        result: Result = end.value
        return result
    finally:
        _finishing.depth -= 1


def is_waited_for() -> bool:
    """Whether this thread carries a step of work through to its end: nobody comes in between."""
    return _finishing.depth > 0


def within(work: Work[Result], start: float, end: float) -> Work[Result]:
    """Carry out work that is a part of a larger one: the shares `start` to `end` of it."""
    while True:
        try:
            done = next(work)
        except StopIteration as last:
            result: Result = last.value
            return result
        yield start + (end - start) * done


def rearranged(a: Array, columns: Sequence[int | None]) -> Array:
    """Return an array (… × c) with its last axis rearranged: a new array.

    ``columns[j]`` is the present place of output j, or None for one that was zero so far, such
    as a class that had not been seen.

    >>> rearranged(np.array([[1.0, 2.0]]), [1, None, 0]).tolist()
    [[2.0, 0.0, 1.0]]
    """
    source = [-1 if column is None else column for column in columns]
    return np.concatenate([a, np.zeros((*a.shape[:-1], 1))], axis=-1)[..., source]


def copied(state: Result) -> Result:
    """Return a dataclass of arrays, numbers and such dataclasses, with arrays of its own.

    `copy.deepcopy` does the same, in ten times the time.

    >>> from elm_core.maths.moments import Moments
    >>> moments = Moments.zeros(2, 1)
    >>> copied(moments).gram is moments.gram
    False
    """
    made = copy(state)
    for name, value in vars(state).items():
        if isinstance(value, np.ndarray):
            setattr(made, name, value.copy())
        elif is_dataclass(value):
            setattr(made, name, copied(value))
    return made


def row_blocks(n_rows: int, block: int = BLOCK_ROWS) -> Iterator[slice]:
    """Yield slices that cut `n_rows` rows into blocks."""
    for start in range(0, n_rows, block):
        yield slice(start, min(start + block, n_rows))
