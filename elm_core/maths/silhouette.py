"""How far apart groups of rows are: Rousseeuw (1987), "Silhouettes: a graphical aid to the
interpretation and validation of cluster analysis", J. Comput. Appl. Math. 20.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from elm_core.maths import linalg
from elm_core.maths.arrays import Array, Work

#: Distances held at a time.
_BLOCK = 2**20


def silhouette(x: Array, codes: npt.NDArray[np.intp]) -> Work[Array]:
    """Return (b − a) / max(a, b) of each row, in steps that yield the share done.

    a is the mean distance to the other rows of its group, b to those of the nearest other group. A
    row that is alone in its group has 0.

    Parameters
    ----------
    x : (n, d)
    codes : (n,) 0 to k − 1, k ≥ 2, each at least once
    """
    x = x - x.mean(axis=0)  # distances from squares: near the origin these lose least
    counts = np.bincount(codes)
    order = np.argsort(codes, kind="stable")
    starts = np.cumsum(counts) - counts
    others = np.ascontiguousarray(x[order])
    out = np.empty(len(x))
    for rows in linalg.row_blocks(len(x), max(1, _BLOCK // len(x))):
        apart = np.sqrt(linalg.pairwise_sq_distances(x[rows], others))
        own = codes[rows]
        sums = np.add.reduceat(apart, starts, axis=1)
        within = sums[np.arange(len(own)), own] / np.maximum(counts[own] - 1, 1)
        means = sums / counts
        means[np.arange(len(own)), own] = np.inf
        nearest = means.min(axis=1)
        size = np.maximum(within, nearest)
        share = np.divide(nearest - within, size, out=np.zeros_like(size), where=size > 0)
        out[rows] = np.where(counts[own] > 1, share, 0.0)
        yield rows.stop / len(x)
    return out
