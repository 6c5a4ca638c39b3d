"""Search in texts by words and by meaning, with filters, that learns from what people open."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, Self

import numpy as np

from elm_core import validation
from elm_core.base import Estimator, Steps, run
from elm_core.exceptions import InvalidInput, short
from elm_core.features import ranking, word_vectors
from elm_core.features.query import Query, no_word
from elm_core.features.text import check_texts
from elm_core.maths.linalg import Array
from elm_core.tasks.documents import Prepared, Where, check_ids, check_metadata, fitting
from elm_core.tasks.matching import Matches, match
from elm_core.tasks.reranker import Reranker

#: So many documents are ranked anew by what was learnt from clicks.
_RERANKED = 100


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
            raise InvalidInput(f"there is no document {short(min(unknown))}", parameter="ids")
        kept = [i for i, name in enumerate(self.ids_) if name not in gone]
        self._install(
            [self.ids_[i] for i in kept],
            [self.texts_[i] for i in kept],
            [self.metadata_[i] for i in kept],
        )
        return self

    def search(
        self,
        query: str,
        *,
        k: int = 10,
        where: Where = None,
        diversity: float = 0.0,
        complete: bool = False,
        correct: bool = True,
        rerank: bool = True,
    ) -> list[dict[str, Any]]:
        """Return the documents that fit best, best first; none where nothing fits.

        Each is ``{"id", "text", "score", "metadata", "marks"}``; marks are pairs (start, end) of
        places in the text where words of the query stand, without words that are in most
        documents.

        Case, accents and width of letters do not matter; a word of four letters or more that no
        document has may have another ending or, where the word vectors do not know it as a word,
        one typing error, in a query of at most 40 words: see `expand_query`.

        Parameters
        ----------
        query : str
        k : int
        where : dict, callable or None
            Only documents whose metadata have these values, or for which it returns true.
        diversity : float, default 0.0
            0 to 1: how much unlikeness to those before counts (maximal marginal relevance).
        complete : bool, default False
            Whether the query is being typed: its last word may go on.
        correct : bool, default True
            Whether a word that no document has may stand for words like it.
        rerank : bool, default True
            Whether what was learnt from clicks has a say.
        """
        validation.check_number("k", k, low=1, integer=True)
        validation.check_number("diversity", diversity, low=0, high=1)
        validation.check_flag("rerank", rerank)
        matches = self._matches(query, complete, correct)
        order, scores = self._ranked(matches, where, rerank)
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
                "marks": matches.marks(self.texts_[i]),
            }
            for i in order[:k].tolist()
        ]

    def expand_query(
        self, query: str, *, complete: bool = False, correct: bool = True
    ) -> list[dict[str, Any]]:
        """Return what `search` looks for in place of each word of a query.

        Parameters
        ----------
        query : str
        complete : bool, default False
        correct : bool, default True
            As for `search`.

        Returns
        -------
        list of dict
            ``{"word", "how", "terms"}``: the word as it was written; ``"exact"``, ``"begun"``
            (the beginning of others), ``"corrected"`` (a typing error, or another ending) or
            ``"unknown"``; and the words of the documents, those in most of them first.

        Examples
        --------
        >>> SearchIndex().fit(["Flights to Zürich"]).expand_query("flihgts zurich")
        [{'word': 'flihgts', 'how': 'corrected', 'terms': ['flights']}, \
{'word': 'zurich', 'how': 'exact', 'terms': ['zürich']}]
        """
        return [
            {
                "word": word.text,
                "how": word.how,
                "terms": [self._built().name(t) for terms in word.units for t in terms],
            }
            for word in self._query(query, complete, correct).words
        ]

    def documents(self) -> list[dict[str, Any]]:
        """Return all documents as ``{"id", "text", "metadata"}``, in the order they came."""
        self._require_fitted()
        return [
            {"id": name, "text": text, "metadata": dict(about)}
            for name, text, about in zip(self.ids_, self.texts_, self.metadata_, strict=True)
        ]

    def learn_clicks(
        self,
        query: str,
        clicked: Iterable[Any],
        shown: Iterable[Any],
        *,
        complete: bool = False,
        correct: bool = True,
    ) -> Self:
        """Learn that of the documents shown for a query these were opened and those were not.

        Parameters
        ----------
        query : str
        clicked, shown : sequences of ids
        complete : bool, default False
        correct : bool, default True
            As it was for `search`.
        """
        self._require_fitted()
        opened = {str(i) for i in clicked}
        places = {name: i for i, name in enumerate(self.ids_)}
        seen = [str(i) for i in shown]
        unknown = [name for name in (*seen, *opened) if name not in places]
        if unknown:
            raise InvalidInput(f"there is no document {short(unknown[0])}", parameter="shown")
        features = self._matches(query, complete, correct).features(self.method, self.texts_)
        rows = features[[places[name] for name in seen]]
        targets = np.array([name in opened for name in seen], dtype=np.float64)
        learner = self.reranker_ or Reranker()
        self.reranker_ = learner.with_rows(rows, targets)
        return self

    @property
    def n_samples_seen_(self) -> int:
        """Number of texts."""
        return len(self.texts_)

    # -- how it works

    def _query(self, query: Any, complete: bool, correct: bool) -> Query:
        self._require_fitted()
        [text] = check_texts([query], "query")
        validation.check_flag("complete", complete)
        validation.check_flag("correct", correct)
        vectorizer, lexicon = self._built().vectorizer, self._built().lexicon
        vectors = word_vectors.named(self.vectors_)
        return Query(
            text,
            lexicon,
            vectorizer.document_frequency_,
            is_word=no_word if vectors is None else vectors.knows,
            complete=bool(complete),
            correct=bool(correct),
        )

    def _matches(self, query: Any, complete: bool, correct: bool) -> Matches:
        asked = self._query(query, complete, correct)
        return match(self._built(), asked, self.metric, word_vectors.named(self.vectors_))

    def _ranked(self, matches: Matches, where: Where, rerank: bool) -> tuple[Any, Array]:
        scores = matches.scores(self.method)
        allowed = fitting(where, self.metadata_)
        allowed = allowed[matches.fitting(self.method)[allowed]]
        order = allowed[np.argsort(-scores[allowed], kind="stable")]
        if rerank and self.reranker_ is not None and self.reranker_.is_fitted and len(order):
            first = order[:_RERANKED]
            new = self.reranker_.predict(matches.features(self.method, self.texts_)[first])
            best = np.argsort(-new, kind="stable")
            scores = scores.copy()
            scores[first] = scores.max() + 1.0 + new - new.min()
            order = np.concatenate([first[best], order[_RERANKED:]])
        return order, scores

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
                    f"a document {short(name)} is there already: use upsert", parameter="ids"
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
