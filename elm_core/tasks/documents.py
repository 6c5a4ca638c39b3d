"""Documents of a search index: checked at the door, and made ready for queries."""

from __future__ import annotations

import json
from typing import Any

from elm_core.exceptions import InvalidInput
from elm_core.features import ranking
from elm_core.features.latent import LatentSpace
from elm_core.features.sparse import CSR
from elm_core.features.text import TextVectorizer
from elm_core.features.word_vectors import WordVectors, dense_rows


class Prepared:
    """What follows from the documents: weights of terms, embeddings."""

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
        counts = self.vectorizer.fit_counts(texts or [""])
        self.weights: CSR = ranking.bm25(counts, k1=k1, b=b)
        rows = self.vectorizer.weigh(counts)
        self.space = LatentSpace.of(rows, n_components)
        self.embeddings = self.space.transform(rows)
        self.dense = dense_rows(vectors, texts)


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
