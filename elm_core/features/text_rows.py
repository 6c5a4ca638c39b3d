"""Texts as rows of length 1: TF-IDF beside word vectors, each with its share of the product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from elm_core.features.text import TextVectorizer
from elm_core.features.word_vectors import WordVectors, dense_rows
from elm_core.maths import linalg
from elm_core.maths.sparse import CSR, dot_t

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class TextRows:
    """Sparse rows beside dense ones: n rows, n × 0 `dense` where there are no vectors.

    Examples
    --------
    >>> terms = CSR.from_dicts([{0: 1.0}, {0: 0.6, 1: 0.8}], 2)
    >>> rows = TextRows.joined(terms, np.array([[1.0, 0.0], [0.0, 0.0]]), 0.25)
    >>> rows.cosines(rows).round(3).tolist()
    [[1.0, 0.52], [0.52, 1.0]]
    """

    sparse: CSR
    dense: Array

    @classmethod
    def joined(cls, sparse: CSR, dense: Array, share: float) -> TextRows:
        """Return rows [√(1 − s) x, √s v]; s is `share`, and 0 for a text without a vector."""
        own = np.where(dense.any(axis=1), share, 0.0)
        data = sparse.data * np.sqrt(1.0 - own)[sparse.row_of()]
        return cls(sparse.with_data(data), np.sqrt(own)[:, None] * dense)

    @property
    def known(self) -> npt.NDArray[np.bool_]:
        """Whether a row says anything."""
        return (np.diff(self.sparse.indptr) > 0) | self.dense.any(axis=1)

    @property
    def known_share(self) -> Array:
        """Squared length of each row: the share of a text that is known, 0 to 1."""
        of_terms = self.sparse.row_sums(self.sparse.data * self.sparse.data)
        return np.asarray(of_terms + (self.dense * self.dense).sum(axis=1))

    def append(self, other: TextRows) -> TextRows:
        """Return these rows followed by those of `other`."""
        dense = np.concatenate([self.dense, other.dense])
        return TextRows(self.sparse.append(other.sparse), dense)

    def rows(self, start: int, stop: int) -> TextRows:
        """Return rows `start` to `stop`, sharing memory."""
        return TextRows(self.sparse.rows(start, stop), self.dense[start:stop])

    def take(self, places: npt.NDArray[np.intp]) -> TextRows:
        """Return some rows, in the order given."""
        return TextRows(self.sparse.take(places.astype(np.int64)), self.dense[places])

    def cosines(self, other: TextRows) -> Array:
        """Return the inner products of these rows (m) with others (n): (m × n)."""
        out = dot_t(self.sparse, other.sparse)
        if self.dense.shape[1]:
            out += linalg.matmul_t(self.dense, other.dense)
        return out


@dataclass(frozen=True)
class TextParts:
    """What rows are made of: counts of terms, vectors (n × 0 without), and whose they are."""

    counts: CSR
    dense: Array
    name: dict[str, str] | None

    @classmethod
    def of(cls, counts: CSR, texts: Sequence[str], vectors: WordVectors | None) -> TextParts:
        """Return the parts of texts whose terms are counted."""
        return cls(counts, dense_rows(vectors, texts), None if vectors is None else vectors.name)

    def append(self, other: TextParts) -> TextParts:
        """Return these texts followed by others."""
        dense = np.concatenate([self.dense, other.dense])
        return TextParts(self.counts.append(other.counts), dense, self.name)

    def take(self, places: npt.NDArray[np.intp]) -> TextParts:
        """Return some texts, in the order given."""
        counts = self.counts.take(places.astype(np.int64))
        return TextParts(counts, self.dense[places], self.name)

    def weigh(self, vectorizer: TextVectorizer, share: float) -> TextRows:
        """Return the rows by the weights that terms have now."""
        return TextRows.joined(vectorizer.weigh(self.counts), self.dense, share)
