"""Admission: memory is estimated before it is taken."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from elm_core.exceptions import CostlyModelError, InvalidInput, MemoryBudgetError, short

#: Bytes one fit may take. A wasm heap ends at 4 GiB and never shrinks.
BUDGET = 2 * 2**30 if sys.platform == "emscripten" else 64 * 2**30

#: What loading a model file may take unasked beside its text and the arrays it spells out, in
#: bytes: so much, and so much for each character of the file.
UNASKED, UNASKED_PER_CHARACTER = 60_000_000, 16


def limit(n_bytes: float) -> None:
    """Set the budget, in bytes.

    Raises
    ------
    InvalidInput
        If it is not a positive number.
    """
    global BUDGET
    if not isinstance(n_bytes, (int, float)) or not n_bytes > 0:
        raise InvalidInput(
            f"the memory budget must be a positive number of bytes, got {short(n_bytes)}",
            parameter="memoryBudget",
        )
    BUDGET = int(min(n_bytes, 2**53))


def require(n_bytes: float, what: str, advice: str) -> None:
    """Refuse work that needs more than the budget, before anything is allocated.

    Raises
    ------
    MemoryBudgetError
        Saying what needs how much, and what to do.
    """
    if n_bytes > BUDGET:
        raise MemoryBudgetError(
            f"{what} needs about {n_bytes / 2**20:,.0f} MiB, over the budget of "
            f"{BUDGET / 2**20:,.0f} MiB: {advice}"
        )


def require_for_layer(n_bytes: float, n_hidden: int, n_features: int) -> None:
    """Refuse, as `require` does, to train a hidden layer on so many features."""
    require(n_bytes, f"n_hidden={n_hidden} with {n_features} features", "lower n_hidden")


class Loading:
    """What one model file makes of a few characters, counted while it is read.

    Parameters
    ----------
    n_characters : int
        Length of the file.
    max_bytes : float or None
        What may be taken; None: what grows with the file.
    """

    def __init__(self, n_characters: int, max_bytes: float | None) -> None:
        unasked = float(UNASKED + UNASKED_PER_CHARACTER * n_characters)
        self.limit = unasked if max_bytes is None else _checked(max_bytes)
        self.needs = 0.0
        self._at_once, self._most_at_once = 0.0, max(unasked, self.limit)

    def count(self, n_bytes: float, at_once: bool) -> None:
        """Count what is taken at once, or when all of the file is known to be sound.

        The whole is judged in the end, so that an error says what it is: only what would be taken
        at once, and is beyond measure, is refused before.
        """
        self.needs += n_bytes
        self._at_once += n_bytes if at_once else 0.0
        if self._at_once > self._most_at_once:
            raise CostlyModelError(self.needs, self.limit)

    def require(self) -> None:
        """Raise CostlyModelError if what was counted is over the limit."""
        if self.needs > self.limit:
            raise CostlyModelError(self.needs, self.limit)
        require(self.needs, "loading this model", "use a smaller one")


_loading: ContextVar[Loading | None] = ContextVar("loading", default=None)


@contextmanager
def loading(under_way: Loading) -> Iterator[None]:
    """Let `for_loading` count for this file."""
    token = _loading.set(under_way)
    try:
        yield
    finally:
        _loading.reset(token)


def for_loading(n_bytes: float, *, at_once: bool = False) -> None:
    """Count bytes that the model that is being loaded takes beyond its file.

    `at_once`: they are taken now; else when all parts of the file have been checked.
    """
    under_way = _loading.get()
    if under_way is None:
        require(n_bytes, "this model", "use a smaller one")
        return
    under_way.count(n_bytes, at_once)


def _checked(max_bytes: float) -> float:
    if isinstance(max_bytes, bool) or not isinstance(max_bytes, (int, float)) or not max_bytes >= 0:
        raise InvalidInput(
            f"max_bytes must be None or a number of bytes >= 0, got {max_bytes!r}",
            parameter="max_bytes",
        )
    return math.inf if max_bytes > 2**53 else float(max_bytes)
