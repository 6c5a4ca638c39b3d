"""Admission: memory is estimated before it is taken."""

from __future__ import annotations

import sys

from elm_core.exceptions import InvalidInput, MemoryBudgetError, short

#: Bytes one fit may take. A wasm heap ends at 4 GiB and never shrinks.
BUDGET = 2 * 2**30 if sys.platform == "emscripten" else 64 * 2**30


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
