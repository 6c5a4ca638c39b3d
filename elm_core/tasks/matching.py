"""How well each document of an index fits a query, by words and by meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from elm_core.features import ranking
from elm_core.features.places import marked
from elm_core.features.query import Query, Terms, meant
from elm_core.features.word_vectors import WordVectors, dense_rows
from elm_core.maths.linalg import Array
from elm_core.maths.sparse import CSR
from elm_core.tasks.documents import Prepared
from elm_core.tasks.reranker import FEATURES

#: The word vectors' part of the score, besides 1 for BM25 and 1 for the embedding.
_VECTOR_PART = 0.5
#: What is less is rounding noise: documents that have nothing to do with the query.
_NOISE = 1e-9
#: A word in a larger share of the documents, and in more than so many, says nothing of one.
_USUAL, _USUAL_LEAST = 0.3, 10


@dataclass(frozen=True)
class Matches:
    """What is known of each of n documents with regard to a query.

    Parameters
    ----------
    lexical : array (n,)
        BM25.
    latent, meaning : arrays (n,)
        Likeness of embeddings and of word vectors.
    share : array (n,)
        The share of the query's words that a document has.
    telling : set of str
        The words by which documents are told apart: what is marked.
    """

    lexical: Array
    latent: Array
    meaning: Array
    share: Array
    telling: set[str]

    @property
    def relative(self) -> Array:
        """BM25 over its best."""
        return np.asarray(self.lexical / (self.lexical.max(initial=0.0) or 1.0))

    def scores(self, method: str) -> Array:
        """Return the score of each document (n,)."""
        if method == "bm25":
            return self.lexical
        near = self.latent + _VECTOR_PART * self.meaning
        return near if method == "embedding" else np.asarray(self.relative + near)

    def fitting(self, method: str) -> npt.NDArray[np.bool_]:
        """Return whether documents have a word of the query, or are near in meaning (n,)."""
        fits = self.scores(method) > _NOISE
        return fits if method == "embedding" else fits | (self.lexical > 0)

    def features(self, method: str, texts: Sequence[str]) -> Array:
        """Return what the reranker sees of each document (n × FEATURES)."""
        rank = np.argsort(np.argsort(-self.scores(method), kind="stable"), kind="stable")
        length = np.log1p([len(text) for text in texts])
        near = [self.latent, self.meaning, self.share]
        columns = [self.lexical, self.relative, *near, length, 1.0 / (1.0 + rank)]
        assert len(columns) == FEATURES
        return np.column_stack(columns)

    def marks(self, text: str) -> list[tuple[int, int]]:
        """Return where a text has words that were looked for."""
        return marked(text, self.telling) if self.telling else []


def match(state: Prepared, query: Query, metric: str, vectors: WordVectors | None) -> Matches:
    """Compare a query with all documents."""
    postings, n = state.postings, state.postings.n_documents
    lexical, having = np.zeros(n), np.zeros(n)
    units = query.units
    asked: dict[int, float] = {}
    often: list[tuple[int, Terms]] = []
    for terms, count in units:
        scores = postings.scores(terms)
        lexical += count * scores
        having += scores > 0
        often.append((int(np.count_nonzero(scores)), terms))
        for term in meant(terms):
            asked[term] = max(asked.get(term, 0.0), float(count))
    counts = CSR.from_dicts([dict(sorted(asked.items()))], len(state.vectorizer.vocabulary_))
    embedded = state.space.transform(state.vectorizer.weigh(counts))
    latent = np.zeros(n)
    if embedded.any():  # otherwise it is like none, though it has a distance from each
        latent = ranking.similarities(embedded, state.embeddings, metric)[0]
    new = dense_rows(vectors, [query.meant(state.name)])
    meaning = state.dense @ new[0] if vectors is not None else np.zeros(n)
    rare = [terms for f, terms in often if f <= max(_USUAL_LEAST, _USUAL * n)]
    telling = {state.name(t) for terms in rare or [terms for _, terms in often] for t in terms}
    return Matches(lexical, latent, meaning, having / max(len(units), 1), telling)
