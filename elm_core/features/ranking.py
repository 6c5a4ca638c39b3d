"""Formulas of search: how well documents fit a query, and which of them to show."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from elm_core.maths import linalg

Array = npt.NDArray[np.float64]


def similarities(queries: Array, documents: Array, metric: str) -> Array:
    """Return how alike rows are (n_queries × n_documents); distances d become 1 / (1 + d)."""
    if metric == "dot":
        return linalg.matmul_t(queries, documents)
    if metric == "cosine":
        return linalg.matmul_t(unit_rows(queries), unit_rows(documents))
    if metric == "euclidean":
        return np.asarray(1.0 / (1.0 + np.sqrt(linalg.pairwise_sq_distances(queries, documents))))
    return np.asarray(1.0 / (1.0 + linalg.pairwise_l1_distances(queries, documents)))


def unit_rows(rows: Array) -> Array:
    """Return rows of length 1; rows of zeros stay zero."""
    length = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
    return np.asarray(rows / np.where(length > 0, length, 1.0))


def diverse(scores: Array, embeddings: Array, n: int, diversity: float) -> list[int]:
    """Return the places of `n` candidates, good ones that are unlike those before them.

    The next one is the largest of (1 − d) score − d max cosine with those chosen: maximal
    marginal relevance, Carbonell & Goldstein (1998), SIGIR.
    """
    rows = unit_rows(embeddings)
    spread = float(np.ptp(scores)) or 1.0
    gain = (1.0 - diversity) * (scores - scores.min()) / spread
    likeness = np.zeros(len(scores))
    left = np.ones(len(scores), dtype=bool)
    out: list[int] = []
    while len(out) < min(n, len(scores)):
        best = int(np.where(left, gain - diversity * likeness, -np.inf).argmax())
        out.append(best)
        left[best] = False
        alike = rows @ rows[best]
        likeness = alike if len(out) == 1 else np.maximum(likeness, alike)
    return out
