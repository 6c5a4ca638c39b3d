"""Documents of a search index: checked at the door, and made ready for queries."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core.exceptions import InvalidInput
from elm_core.features.analysis import WORD
from elm_core.features.latent import LatentSpace
from elm_core.features.lexicon import Lexicon
from elm_core.features.postings import Postings
from elm_core.features.text import TextVectorizer
from elm_core.features.word_vectors import WordVectors, dense_rows

Where = Mapping[str, Any] | Callable[[dict[str, Any]], bool] | None


class Prepared:
    """What follows from the documents: their words, where these are, embeddings."""

    def __init__(
        self,
        texts: list[str],
        vectors: WordVectors | None,
        *,
        k1: float,
        b: float,
        n_components: int,
    ) -> None:
        self.vectorizer = TextVectorizer(char_ngrams=None, open_vocabulary=False)
        texts = texts or [""]  # there is a vocabulary, though an empty one
        counts = self.vectorizer.fit_counts(texts)
        self.lexicon = Lexicon(self.vectorizer.index_, WORD)
        self.postings = Postings.of(counts, k1=k1, b=b)
        rows = self.vectorizer.weigh(counts)
        self.space = LatentSpace.of(rows, n_components)
        self.embeddings = self.space.transform(rows)
        self.dense = dense_rows(vectors, texts)

    def name(self, term: int) -> str:
        """Return the word that a term is."""
        return self.vectorizer.vocabulary_[term].removeprefix(WORD)


def check_ids(ids: Any, n: int, n_before: int) -> list[str]:
    if ids is None:
        return [str(n_before + i) for i in range(n)]
    names = [str(name) for name in ids]
    if len(names) != n or len(set(names)) != n:
        raise InvalidInput(
            f"ids must be {n} different names, got {len(names)} ({len(set(names))} different)",
            parameter="ids",
        )
    return names


def check_metadata(metadata: Any, n: int) -> list[dict[str, Any]]:
    if metadata is None:
        return [{} for _ in range(n)]
    try:
        found = json.loads(json.dumps(list(metadata), allow_nan=False))
        fine = len(found) == n and all(isinstance(about, dict) for about in found)
    except (TypeError, ValueError):
        fine = False
    if not fine:
        raise InvalidInput(
            f"metadata must be {n} dictionaries of plain JSON, one for each text",
            parameter="metadata",
        )
    return list(found)


def fitting(where: Where, metadata: Sequence[dict[str, Any]]) -> npt.NDArray[np.int64]:
    """Return the places of the documents that have some values, or for which it returns true."""
    if where is None:
        return np.arange(len(metadata))
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
    return np.array([i for i, about in enumerate(metadata) if fits(about)], dtype=np.int64)
