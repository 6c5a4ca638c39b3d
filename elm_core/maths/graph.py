"""The graph of nearest neighbours and its Laplacian L = D − W.

Belkin, Niyogi & Sindhwani (2006), "Manifold regularization", JMLR 7: tr(FᵀLF) =
½ Σ wᵢⱼ ‖fᵢ − fⱼ‖² is small where neighbours get alike outputs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from elm_core.maths import linalg
from elm_core.maths.linalg import Array

Places = npt.NDArray[np.intp]

#: Bytes an edge of the graph takes while it is put together.
EDGE_BYTES = 64.0


def nearest(x: Array, n_neighbors: int) -> Iterator[tuple[slice, Places]]:
    """Yield blocks of rows and their `n_neighbors` nearest other rows (any order), by block."""
    for rows in linalg.row_blocks(len(x)):
        distances = linalg.pairwise_sq_distances(x[rows], x)
        distances[np.arange(rows.stop - rows.start), np.arange(rows.start, rows.stop)] = np.inf
        yield rows, np.argpartition(distances, n_neighbors - 1, axis=1)[:, :n_neighbors]


@dataclass(frozen=True)
class Graph:
    """Undirected edges of weight 1: the neighbours of row i are ``ends[starts[i]:starts[i+1]]``.

    Every row has at least one neighbour.
    """

    starts: Places
    ends: Places

    @classmethod
    def of(cls, neighbours: Places) -> Graph:
        """Join the rows i and j if either is among the neighbours (n × k) of the other."""
        n, k = neighbours.shape
        tail = np.repeat(np.arange(n, dtype=np.int64), k)  # n² overflows 32 bits
        head = neighbours.ravel().astype(np.int64)
        edges = np.unique(np.concatenate([tail * n + head, head * n + tail]))
        counts = np.bincount(edges // n, minlength=n)
        return cls(
            np.concatenate([[0], np.cumsum(counts)]).astype(np.intp), (edges % n).astype(np.intp)
        )

    @property
    def degrees(self) -> Array:
        """Number of neighbours of each row."""
        return np.diff(self.starts).astype(np.float64)

    def roughness(self, h: Array, *, normalized: bool) -> Array:
        """Hᵀ L H (m × m) for H (n × m), in blocks of rows.

        Parameters
        ----------
        normalized : bool
            Whether L is I − D⁻¹ᐟ² W D⁻¹ᐟ² instead of D − W.
        """
        degrees = self.degrees
        root = np.sqrt(degrees) if normalized else np.ones(len(h))
        total = np.zeros((h.shape[1], h.shape[1]))
        for rows in linalg.row_blocks(len(h), 128):
            first, last = self.starts[rows.start], self.starts[rows.stop]
            ends = self.ends[first:last]
            near = h[ends] / root[ends, None]
            joined = np.add.reduceat(near, self.starts[rows] - first, axis=0)
            joined /= root[rows, None]
            share = 1.0 if normalized else degrees[rows, None]
            total += linalg.cross(h[rows], share * h[rows] - joined)
        return 0.5 * (total + total.T)
