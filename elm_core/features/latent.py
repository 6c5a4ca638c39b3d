"""Latent semantic analysis from inner products: texts of like use of words lie together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from elm_core.maths import linalg
from elm_core.maths.sparse import CSR, dot_t

Array = npt.NDArray[np.float64]

#: The axes are found from so many texts at most, evenly spread over all.
_ANCHORS = 1024
#: Axes along which texts vary less than this share of the first are rounding noise.
_NOISE = 1e-10


@dataclass(frozen=True)
class LatentSpace:
    """Anchor rows A and a map B = U λ^−½ of the eigenvectors of A Aᵀ = U λ Uᵀ.

    A row x has the coordinates x Aᵀ B, those of the truncated singular value decomposition of A:
    Deerwester et al. (1990), "Indexing by latent semantic analysis", JASIS 41(6).
    """

    anchors: CSR
    map: Array

    @classmethod
    def of(cls, rows: CSR, n_components: int) -> LatentSpace:
        """Find the axes of rows (n × terms)."""
        n = rows.n_rows
        places = np.unique(np.linspace(0, n - 1, min(n, _ANCHORS)).astype(np.int64))
        anchors = rows.take(places)
        values, vectors = linalg.eigh(dot_t(anchors, anchors))
        values, vectors = values[::-1][:n_components], vectors[:, ::-1][:, :n_components]
        kept = values > _NOISE * max(float(values[0]), _NOISE)
        return cls(anchors, np.ascontiguousarray(vectors[:, kept] / np.sqrt(values[kept])))

    def transform(self, rows: CSR) -> Array:
        """Return coordinates (n × at most n_components)."""
        return linalg.matmul(dot_t(rows, self.anchors), self.map)
