"""What every module of maths shares: the type of its arrays, and blocks of rows."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

#: Rows of a training block: 512 × 1,000 hidden units are 4 MB.
BLOCK_ROWS = 512


def row_blocks(n_rows: int, block: int = BLOCK_ROWS) -> Iterator[slice]:
    """Yield slices that cut `n_rows` rows into blocks."""
    for start in range(0, n_rows, block):
        yield slice(start, min(start + block, n_rows))
