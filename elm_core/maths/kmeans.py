"""k-means: centres that keep the sum of squared distances small.

Lloyd (1982), "Least squares quantization in PCM", IEEE Trans. Information Theory 28(2); starts
by Arthur & Vassilvitskii (2007), "k-means++: the advantages of careful seeding", SODA, in the
greedy form (several candidates for each centre, the best is kept).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from elm_core.maths import linalg
from elm_core.maths.linalg import Array

Places = npt.NDArray[np.intp]


def plus_plus(x: Array, k: int, uniform: Callable[[int], Array]) -> Places:
    """Return the places of k rows far apart: each drawn with odds of its squared distance.

    Parameters
    ----------
    x : (n, d), k ≤ n
    uniform : callable
        ``uniform(m)`` gives m random numbers in [0, 1).
    """
    n_candidates = 2 + int(np.log(k))
    chosen = np.empty(k, dtype=np.intp)
    chosen[0] = int(uniform(1)[0] * len(x))
    nearest = linalg.pairwise_sq_distances(x, x[chosen[:1]])[:, 0]
    nearest[chosen[0]] = 0.0
    for i in range(1, k):
        total = np.cumsum(nearest)
        if total[-1] > 0:
            drawn = np.searchsorted(total, uniform(n_candidates) * total[-1], side="right")
            candidates = np.minimum(drawn, len(x) - 1)
        else:  # no more distinct rows: any that is left
            candidates = np.setdiff1d(np.arange(len(x)), chosen[:i])[:1]
        near = np.minimum(linalg.pairwise_sq_distances(x, x[candidates]), nearest[:, None])
        best = int(near.sum(axis=0).argmin())
        chosen[i], nearest = candidates[best], near[:, best].copy()
        nearest[chosen[i]] = 0.0
    return chosen


def assign(x: Array, centres: Array) -> tuple[Places, Array]:
    """Return the nearest centre of each row and the squared distance to it."""
    labels, distances = np.empty(len(x), dtype=np.intp), np.empty(len(x))
    for rows in linalg.row_blocks(len(x)):
        between = linalg.pairwise_sq_distances(x[rows], centres)
        labels[rows] = between.argmin(axis=1)
        distances[rows] = between.min(axis=1)
    return labels, distances


def lloyd(x: Array, centres: Array, max_iter: int = 300) -> tuple[Array, Places, float]:
    """Return centres, the nearest one of each row, and the sum of squared distances.

    Each centre moves to the mean of its rows until none changes its centre. A centre that has
    lost all rows goes to the row farthest from its own.
    """
    k = len(centres)
    labels, distances = assign(x, centres)
    for _ in range(max_iter):
        count = np.bincount(labels, minlength=k)
        sums = np.stack([np.bincount(labels, weights=c, minlength=k) for c in x.T], axis=1)
        centres = sums / np.maximum(count, 1)[:, None]
        empty = np.flatnonzero(count == 0)
        if len(empty):
            centres[empty] = x[np.argsort(-distances, kind="stable")[: len(empty)]]
        moved, distances = assign(x, centres)
        if (moved == labels).all():
            break
        labels = moved
    return centres, labels, float(distances.sum())


def kmeans(x: Array, k: int, seed: int, n_starts: int = 10) -> tuple[Array, Places, float]:
    """Return the best of several runs of `lloyd` from `plus_plus`: centres, labels, inertia."""
    uniform = np.random.RandomState(seed).random_sample
    best: tuple[Array, Places, float] | None = None
    for _ in range(n_starts):
        run = lloyd(x, x[plus_plus(x, k, uniform)].copy())
        if best is None or run[2] < best[2]:
            best = run
    assert best is not None
    return best
