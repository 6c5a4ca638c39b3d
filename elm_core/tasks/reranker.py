"""What people open among documents they are shown: an ELM on features of query and document."""

from __future__ import annotations

from typing import Any, Self

import numpy as np

from elm_core import validation
from elm_core.base import Estimator
from elm_core.maths.linalg import Array
from elm_core.models.elm import ELMRegressor

#: BM25, BM25 over its best, embeddings, word vectors, share of terms, length, 1 / rank.
FEATURES = 7
#: Before so many documents were judged, of either kind, the order stays as it is.
_LEAST = 3
#: Older judgements are forgotten beyond so many.
_MOST = 20_000


class Reranker(Estimator):
    """An ELM that predicts whether a document is opened (pointwise learning to rank).

    Parameters
    ----------
    n_hidden : int, default 64

    Attributes
    ----------
    rows_seen_ : array (n, FEATURES)
    opened_ : array (n,)
    model_ : ELMRegressor or None
        None until a few documents of either kind were seen.

    References
    ----------
    Liu (2009), "Learning to rank for information retrieval", Foundations and Trends in IR 3(3),
    sec. 2.
    """

    rows_seen_: Array
    opened_: Array
    model_: ELMRegressor | None

    def __init__(self, *, n_hidden: int = 64) -> None:
        self.n_hidden = n_hidden

    @property
    def is_fitted(self) -> bool:
        """Whether there is a model."""
        return self.__dict__.get("model_") is not None

    def with_rows(self, rows: Array, opened: Array) -> Reranker:
        """Return a reranker that has seen these rows (n, FEATURES), too."""
        new = Reranker(n_hidden=self.n_hidden)
        if "rows_seen_" in self.__dict__:
            rows = np.concatenate([self.rows_seen_, rows])[-_MOST:]
            opened = np.concatenate([self.opened_, opened])[-_MOST:]
        model = None
        if min(opened.sum(), len(opened) - opened.sum()) >= _LEAST:
            model = ELMRegressor(n_hidden=self.n_hidden, random_state=0).fit(rows, opened)
        new._become(rows_seen_=rows, opened_=opened, model_=model)
        return new

    def fit(self, X: Any, y: Any = None) -> Self:
        """Learn from rows X (n, FEATURES) and whether each was opened (n,)."""
        rows = validation.check_X(X)
        self._become(**self.with_rows(rows, np.asarray(y, dtype=np.float64)).learned())
        return self

    def predict(self, X: Any) -> Array:
        """Return how likely each document is to be opened, (n,), not calibrated."""
        self._require_fitted()
        assert self.model_ is not None
        return self.model_.predict(X)

    def _check_learned(self) -> None:
        n = len(self.opened_)
        if self.rows_seen_.shape != (n, FEATURES) or self.opened_.shape != (n,):
            raise ValueError(f"{n} judgements, but rows of shape {self.rows_seen_.shape}")
        if self.model_ is not None and (
            type(self.model_) is not ELMRegressor or self.model_.n_features_in_ != FEATURES
        ):
            raise ValueError("model_ must be an ELMRegressor on the features")
