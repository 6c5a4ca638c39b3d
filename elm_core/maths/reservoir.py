"""A uniform random sample of a stream of rows, in bounded memory.

Algorithm R of Vitter (1985), "Random sampling with a reservoir", ACM TOMS 11(1), sec. 2,
with its own seeded generator: the same rows in the same order give the same sample.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from elm_core.maths.linalg import Array

#: Leave-one-out scores are computed at no more rows than this, drawn at random from all.
#: Each of them is exact; a share of 2,048 rows has a standard error of at most 0.011.
SAMPLE_ROWS = 2048


def sample_rows(n_hidden: int) -> int:
    """Return how many rows are scored: fewer where their hidden outputs would take over 32 MiB."""
    return max(256, min(SAMPLE_ROWS, 2**22 // int(n_hidden)))  # it may be an int8


class Reservoir:
    """Keeps at most `capacity` rows of arrays that are fed side by side."""

    def __init__(self, capacity: int, seed: int) -> None:
        self.capacity = capacity
        self.seen = 0
        self._seed = seed
        self._random: np.random.RandomState | None = None  # made when rows must be left out
        self._kept: list[Array] = []

    def add(self, *arrays: Array) -> None:
        """Offer the rows of `arrays` (all of the same length)."""
        n = len(arrays[0])
        room = min(self.capacity - min(self.seen, self.capacity), n)
        if room:
            head = [np.array(a[:room]) for a in arrays]
            self._kept = (
                [np.concatenate([k, h]) for k, h in zip(self._kept, head, strict=True)]
                if self._kept
                else head
            )
        if room < n:
            if self._random is None:
                self._random = np.random.RandomState(self._seed)
            index = np.arange(self.seen + room, self.seen + n)
            slot = (self._random.random_sample(n - room) * (index + 1)).astype(np.int64)
            chosen = np.flatnonzero(slot < self.capacity)
            for kept, array in zip(self._kept, arrays, strict=True):
                kept[slot[chosen]] = array[room:][chosen]
        self.seen += n

    def rows(self) -> list[Array]:
        """Return the kept rows of each array."""
        return self._kept

    def replace(self, place: int, change: Callable[[Array], Array]) -> None:
        """Replace the kept rows of the array at `place` by ``change(rows)``."""
        if self._kept:
            self._kept[place] = change(self._kept[place])
