"""Memory that grows with the number of classes or outputs, counted before it is taken."""

from __future__ import annotations

from typing import Any

from elm_core import memory
from elm_core.maths import linalg
from elm_core.maths.reservoir import SAMPLE_ROWS, sample_rows


def require(targets: Any, numbers: float, beside: float) -> None:
    """Raise MemoryBudgetError unless there is memory for all classes or outputs.

    Parameters
    ----------
    targets : ClassTargets or NumberTargets
        That have learnt what there is.
    numbers : float
        How many are held at once for each of them.
    beside : float
        Bytes of what does not depend on them.
    """
    width = targets.width()
    needed = beside + 8.0 * width * numbers
    memory.require(needed, f"training on {width:,} {targets.unit}", targets.how_to_have_fewer)


def of_moments(n_hidden: int, n_rows: int) -> float:
    """Return how many numbers an output takes where it is solved from statistics.

    At `n_rows` rows, of which those held back and the sample are kept: measured, from 20 to 2,000
    hidden units and 500 to 3,000 outputs, within a quarter.
    """
    h = int(n_hidden)
    held = min(n_rows, max(h, SAMPLE_ROWS) + linalg.BLOCK_ROWS)
    scored = min(n_rows, sample_rows(h))
    return max(6.0 * scored, 2.0 * held + scored) + 4.0 * h + linalg.BLOCK_ROWS
