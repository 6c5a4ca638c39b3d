"""Documents by term: what an inverted index knows, weighed as BM25 does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from elm_core.maths.sparse import CSR

Array = npt.NDArray[np.float64]
Index = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Postings:
    """For each term the documents that hold it, and how much that says of each.

    The weight of a term in f of n documents, c times in one of length ℓ, is
    ln(1 + (n − f + ½)/(f + ½)) · c (k₁ + 1) / (c + k₁ (1 − b + b ℓ/ℓ̄)): Robertson & Zaragoza
    (2009), "The probabilistic relevance framework: BM25 and beyond", eq. 3.15, with the rareness
    that is never negative.

    Parameters
    ----------
    first : int64 array (n_terms + 1,)
    documents : int32 array (nnz,)
        Those of term t are ``documents[first[t]:first[t + 1]]``.
    saturation : array (nnz,)
        The second factor of the weight.
    n_documents : int

    Examples
    --------
    >>> counts = CSR.from_dicts([{0: 2.0}, {0: 1.0, 1: 1.0}], 2)
    >>> Postings.of(counts).scores({0: 1.0}).round(3).tolist()
    [0.251, 0.182]
    """

    first: Index
    documents: npt.NDArray[np.int32]
    saturation: Array
    n_documents: int

    @classmethod
    def of(cls, counts: CSR, *, k1: float = 1.2, b: float = 0.75) -> Postings:
        """Return the postings of how often each document holds each term."""
        length = counts.row_sums(counts.data)
        mean = length.mean() if counts.n_rows and length.any() else 1.0
        slack = k1 * (1.0 - b + b * length / mean)
        row, c = counts.row_of(), counts.data
        by_term = np.argsort(counts.indices, kind="stable")
        frequency = np.bincount(counts.indices, minlength=counts.n_columns)
        return cls(
            np.concatenate([[0], np.cumsum(frequency)]),
            row[by_term].astype(np.int32),
            (c * (k1 + 1.0) / (c + slack[row]))[by_term],
            counts.n_rows,
        )

    def scores(self, terms: Mapping[int, float]) -> Array:
        """Return how much each document has of a word that may be any of some terms.

        Parameters
        ----------
        terms : dict
            How much each counts, 0 to 1. The best one of a document counts, as rare as all are
            together: what is one word to whoever asks is one word to the measure.
        """
        best = np.zeros(self.n_documents)
        for term, share in terms.items():
            part = self._part(term)
            own = self.documents[part]
            best[own] = np.maximum(best[own], share * self.saturation[part])
        n, f = self.n_documents, int(np.count_nonzero(best))
        return np.asarray(np.log(1.0 + (n - f + 0.5) / (f + 0.5)) * best)

    def _part(self, term: int) -> slice:
        return slice(int(self.first[term]), int(self.first[term + 1]))
