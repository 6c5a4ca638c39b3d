"""How rows are cut into segments for `elm_core.maths.pool`: by their shape alone."""

from __future__ import annotations

from itertools import pairwise

#: Multiplications and additions from which cutting pays: about a tenth of a second in a page.
LEAST_OPERATIONS = 1e9

#: Operations of a segment beyond which there are more of them: that is how progress is told.
SEGMENT_OPERATIONS = 4e9

#: Segments come in multiples of these: a power of two, so that 2, 4 or 8 have equal shares.
SEGMENTS = 8


def pay(n_rows: int, width: int) -> bool:
    """Whether sums over so many rows of such a width are worth cutting."""
    return float(n_rows) * width * width >= LEAST_OPERATIONS


def alike(n_rows: int, times: int = 1) -> list[slice]:
    """Cut rows into so many times eight segments, alike in size."""
    n = SEGMENTS * times
    edges = [n_rows * i // n for i in range(n + 1)]
    return [slice(a, b) for a, b in pairwise(edges) if b > a]
