"""Search in texts by words and by meaning, with filters, that learns from what people open."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, Self

import numpy as np

from elm_core import validation
from elm_core.base import Estimator, Steps, run
from elm_core.exceptions import InvalidInput
from elm_core.features import ranking, word_vectors
from elm_core.features.sparse import dot_t
from elm_core.features.text import check_texts
from elm_core.maths.linalg import Array
from elm_core.tasks.documents import Prepared, check_ids, check_metadata
from elm_core.tasks.reranker import FEATURES, Reranker

#: The word vectors' part of the score, besides 1 for BM25 and 1 for the embedding.
_VECTOR_PART = 0.5
#: So many documents are ranked anew by what was learnt from clicks.
_RERANKED = 100

Where = Mapping[str, Any] | Callable[[dict[str, Any]], bool] | None


class SearchIndex(Estimator):
    """Finds documents by BM25, latent semantic analysis and word vectors together.

    Parameters
    ----------
    method : {"hybrid", "bm25", "embedding"}
        ``"hybrid"``: BM25 over its best + similarity of embeddings + half that of word vectors;
        the others: one alone.
    metric : {"cosine", "dot", "euclidean", "manhattan"}
        Of the embeddings; distances d count as 1 / (1 + d).
    n_components : int, default 128
        Numbers in an embedding.
    vectors : "auto" or None, default "auto"
        As in `TextClassifier`.
    k1 : float, default 1.2
    b : float, default 0.75
        Of BM25: how soon a term that is repeated says no more; how much length counts, 0 to 1.

    Attributes
    ----------
    ids_, texts_ : list of str
    metadata_ : list of dict
    reranker_ : Reranker or None
        What was learnt from clicks.

    Examples
    --------
    >>> index = SearchIndex().fit(["Cats sleep a lot.", "Dogs bark.", "A cat and a dog."])
    >>> [hit["id"] for hit in index.search("cat", k=2)]
    ['2', '0']
    >>> index = index.add(["Parrots talk."], ids=["p"], metadata=[{"kind": "bird"}])
    >>> index.search("who can talk", where={"kind": "bird"})[0]["text"]
    'Parrots talk.'
    """

    _rebuilt: ClassVar[tuple[str, ...]] = ("state_",)

    ids_: list[str]
    texts_: list[str]
    metadata_: list[dict[str, Any]]
    vectors_: dict[str, str] | None
    reranker_: Reranker | None
    state_: Prepared | None

    def __init__(
        self,
        *,
        method: str = "hybrid",
        metric: str = "cosine",
        n_components: int = 128,
        vectors: str | None = "auto",
        k1: float = 1.2,
        b: float = 0.75,
    ) -> None:
        self.method = method
        self.metric = metric
        self.n_components = n_components
        self.vectors = vectors
        self.k1 = k1
        self.b = b

    def fit(self, X: Any, y: Any = None) -> Self:
        """Index texts X (n,) from nothing; `y`: their ids, otherwise "0", "1" and so on."""
        run(self.fit_steps(X, y))
        return self

    def fit_steps(self, X: Any, y: Any = None, sample_weight: Any = None) -> Steps:
        """Do what `fit` does, yielding the share done."""
        self._check_params()
        yield 0.0
        vectors = word_vectors.choose(self.vectors)
        fresh = copy.copy(self)
        fresh._become(
            ids_=[],
            texts_=[],
            metadata_=[],
            vectors_=vectors.name if vectors else None,
            reranker_=None,
            state_=None,
        )
        fresh.add(X, ids=y)
        self._become(**fresh.learned())
        yield 1.0

    def add(
        self, X: Any, *, ids: Any = None, metadata: Sequence[Mapping[str, Any]] | None = None
    ) -> Self:
        """Add texts; an id that is there already is an error.

        Parameters
        ----------
        X : sequence of str (n,)
        ids : sequence (n,) or None
            Stored as text; None: the numbers of the documents.
        metadata : sequence of dict (n,) or None
            Plain JSON, for `where`.
        """
        return self._put(X, ids, metadata, replace=False)

    def upsert(
        self, X: Any, *, ids: Any, metadata: Sequence[Mapping[str, Any]] | None = None
    ) -> Self:
        """Add texts; those whose id is there already take its place."""
        return self._put(X, ids, metadata, replace=True)

    def remove(self, ids: Iterable[Any]) -> Self:
        """Take documents out."""
        self._require_fitted()
        gone = {str(i) for i in ids}
        unknown = gone - set(self.ids_)
        if unknown:
            raise InvalidInput(f"there is no document {min(unknown)!r}", parameter="ids")
        kept = [i for i, name in enumerate(self.ids_) if name not in gone]
        self._install(
            [self.ids_[i] for i in kept],
            [self.texts_[i] for i in kept],
            [self.metadata_[i] for i in kept],
        )
        return self

    def search(
        self, query: str, *, k: int = 10, where: Where = None, diversity: float = 0.0
    ) -> list[dict[str, Any]]:
        """Return the best documents as ``{"id", "text", "score", "metadata"}``, best first.

        Parameters
        ----------
        query : str
        k : int
        where : dict, callable or None
            Only documents whose metadata have these values, or for which it returns true.
        diversity : float, default 0.0
            0 to 1: how much unlikeness to those before counts (maximal marginal relevance).
        """
        validation.check_number("k", k, low=1, integer=True)
        validation.check_number("diversity", diversity, low=0, high=1)
        order, scores = self._ranked(query, where)
        if diversity > 0 and len(order):
            some = order[: max(_RERANKED, k)]
            embeddings = self._built().embeddings[some]
            order = some[ranking.diverse(scores[some], embeddings, k, diversity)]
        return [
            {
                "id": self.ids_[i],
                "text": self.texts_[i],
                "score": float(scores[i]),
                "metadata": dict(self.metadata_[i]),
            }
            for i in order[:k].tolist()
        ]

    def learn_clicks(self, query: str, clicked: Iterable[Any], shown: Iterable[Any]) -> Self:
        """Learn that of the documents shown for a query these were opened and those were not.

        Parameters
        ----------
        query : str
        clicked, shown : sequences of ids
        """
        self._require_fitted()
        opened = {str(i) for i in clicked}
        places = {name: i for i, name in enumerate(self.ids_)}
        seen = [str(i) for i in shown]
        unknown = [name for name in (*seen, *opened) if name not in places]
        if unknown:
            raise InvalidInput(f"there is no document {unknown[0]!r}", parameter="shown")
        rows = self._features(query)[[places[name] for name in seen]]
        targets = np.array([name in opened for name in seen], dtype=np.float64)
        learner = self.reranker_ or Reranker()
        self.reranker_ = learner.with_rows(rows, targets)
        return self

    @property
    def n_samples_seen_(self) -> int:
        """Number of texts."""
        return len(self.texts_)

    # -- how it works

    def _ranked(self, query: str, where: Where) -> tuple[Any, Array]:
        scores = self._scores(query)
        allowed = self._allowed(where)
        order = allowed[np.argsort(-scores[allowed], kind="stable")]
        if self.reranker_ is not None and self.reranker_.is_fitted:
            first = order[:_RERANKED]
            new = self.reranker_.predict(self._features(query)[first])
            best = np.argsort(-new, kind="stable")
            scores[first] = scores.max() + 1.0 + new - new.min()
            order = np.concatenate([first[best], order[_RERANKED:]])
        return order, scores

    def _scores(self, query: str) -> Array:
        lexical, latent, meaning = self._parts(query)[:3]
        if self.method == "bm25":
            return lexical
        if self.method == "embedding":
            return latent + _VECTOR_PART * meaning
        return lexical / (lexical.max(initial=0.0) or 1.0) + latent + _VECTOR_PART * meaning

    def _parts(self, query: str) -> tuple[Array, Array, Array, Array]:
        """Return, for each document: BM25, embeddings, word vectors, share of the query's terms."""
        self._require_fitted()
        [query] = check_texts([query], "query")
        state = self._built()
        n = len(self.ids_)
        if n == 0:
            return np.zeros(0), np.zeros(0), np.zeros(0), np.zeros(0)
        counts = state.vectorizer.transform_counts([query])
        lexical = dot_t(counts, state.weights)[0]
        there = counts.with_data(np.ones(len(counts.data)))
        share = dot_t(there, state.weights.with_data(np.ones(len(state.weights.data))))[0]
        embedded = state.space.transform(state.vectorizer.weigh(counts))
        latent = ranking.similarities(embedded, state.embeddings, self.metric)[0]
        vectors = word_vectors.named(self.vectors_)
        new = word_vectors.dense_rows(vectors, [query])
        meaning = (state.dense @ new[0]) if vectors is not None else np.zeros(n)
        return lexical, latent, meaning, share / max(len(counts.data), 1)

    def _features(self, query: str) -> Array:
        """Return what the reranker sees of each document (n × FEATURES)."""
        lexical, latent, meaning, share = self._parts(query)
        length = np.log1p([len(text) for text in self.texts_])
        relative = lexical / (lexical.max(initial=0.0) or 1.0)
        rank = np.argsort(np.argsort(-self._scores(query), kind="stable"), kind="stable")
        columns = [lexical, relative, latent, meaning, share, length, 1.0 / (1.0 + rank)]
        assert len(columns) == FEATURES
        return np.column_stack(columns)

    def _allowed(self, where: Where) -> Any:
        if where is None:
            return np.arange(len(self.ids_))
        if callable(where):
            fits = where
        elif isinstance(where, Mapping):
            wanted = dict(where)

            def fits(about: dict[str, Any]) -> bool:
                return all(key in about and about[key] == value for key, value in wanted.items())
        else:
            raise InvalidInput(
                f"where must be a dict or a function, got {type(where).__name__}", parameter="where"
            )
        return np.array(
            [i for i, about in enumerate(self.metadata_) if fits(about)], dtype=np.int64
        )

    def _put(self, X: Any, ids: Any, metadata: Any, *, replace: bool) -> Self:
        if not self.is_fitted:
            empty = copy.copy(self)
            run(empty.fit_steps([]))
            empty._put(X, ids, metadata, replace=replace)
            self._become(**empty.learned())
            return self
        texts = check_texts(X, min_rows=0)
        names = check_ids(ids, len(texts), len(self.ids_))
        abouts = check_metadata(metadata, len(texts))
        all_ids, all_texts = list(self.ids_), list(self.texts_)
        all_metadata = list(self.metadata_)
        places = {name: i for i, name in enumerate(all_ids)}
        for name, text, about in zip(names, texts, abouts, strict=True):
            at = places.get(name)
            if at is None:
                places[name] = len(all_ids)
                all_ids.append(name)
                all_texts.append(text)
                all_metadata.append(about)
            elif replace:
                all_texts[at], all_metadata[at] = text, about
            else:
                raise InvalidInput(
                    f"a document {name!r} is there already: use upsert", parameter="ids"
                )
        self._install(all_ids, all_texts, all_metadata)
        return self

    def _install(self, ids: list[str], texts: list[str], metadata: list[dict[str, Any]]) -> None:
        """Replace the documents; what follows from them is computed when it is needed."""
        new = {"ids_": ids, "texts_": texts, "metadata_": metadata, "state_": None}
        self._become(**(self.learned() | new))

    def _built(self) -> Prepared:
        if self.state_ is None:
            self.state_ = Prepared(
                self.texts_,
                word_vectors.named(self.vectors_),
                k1=self.k1,
                b=self.b,
                n_components=self.n_components,
            )
        return self.state_

    def _check_params(self) -> None:
        validation.check_choice("method", self.method, ("hybrid", "bm25", "embedding"))
        validation.check_choice("metric", self.metric, ranking.METRICS)
        validation.check_number("n_components", self.n_components, low=1, integer=True)
        validation.check_number("k1", self.k1, low=0)
        validation.check_number("b", self.b, low=0, high=1)

    def _rebuild(self) -> None:
        self.state_ = None

    def _check_learned(self) -> None:
        self._check_params()
        word_vectors.named(self.vectors_)
        n = len(self.ids_)
        if len(self.texts_) != n or len(self.metadata_) != n or len(set(self.ids_)) != n:
            raise ValueError("ids_, texts_ and metadata_ do not fit together")
        if not all(type(t) is str for t in (*self.ids_, *self.texts_)):
            raise ValueError("ids and texts must be text")
        check_metadata(self.metadata_, n)
        if self.reranker_ is not None and type(self.reranker_) is not Reranker:
            raise ValueError("reranker_ must be a Reranker")
