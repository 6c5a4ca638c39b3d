"""A trained estimator that no fit changes: what is transferred when a chain gets a new head."""

from __future__ import annotations

from typing import Any, Self

from elm_core.base import Estimator
from elm_core.exceptions import not_fitted
from elm_core.models.delegation import HandsOn, delegated

#: How attributes begin that speak of the rows a model was trained on.
_OF_OLD_ROWS = ("loo_", "oob_", "labels_")


class Frozen(HandsOn):
    """Keeps an estimator as it was trained: `fit` changes nothing, and a clone is the same.

    What the estimator knows of its own training rows (leave-one-out and out-of-bag answers, the
    clusters of these rows) is not handed on: the rows that are given to `fit` are others. So
    `ConformalRegressor` and `StackingELMRegressor` ask a frozen model about these rows, which
    must be new to it.

    Parameters
    ----------
    estimator : fitted estimator

    Examples
    --------
    >>> from elm_core.features.text import TextVectorizer
    >>> words = TextVectorizer(char_ngrams=None).fit(["good film", "bad film"])
    >>> Frozen(words).fit(["other words"]).transform(["bad words"]).n_columns
    3
    """

    def __init__(self, estimator: Any = None) -> None:
        self.estimator = estimator

    @property
    def is_fitted(self) -> bool:
        """Whether the estimator inside is trained."""
        inner = self.estimator
        if isinstance(inner, Estimator):
            return inner.is_fitted
        return any(
            k.endswith("_") and not k.startswith("_") for k in getattr(inner, "__dict__", {})
        )

    def fit(self, X: Any = None, y: Any = None, sample_weight: Any = None) -> Self:
        """Change nothing; raise if the estimator inside is not trained."""
        self._require_fitted()
        return self

    @delegated
    def inverse_transform(self, X: Any) -> Any:
        """Return the `inverse_transform` of the estimator inside."""
        return self.estimator.inverse_transform(X)

    @delegated
    def set_output(self, *, transform: str | None = None) -> Self:
        """Choose what the `transform` of the estimator inside returns."""
        self.estimator.set_output(transform=transform)
        return self

    @property
    def _estimator_type(self) -> str:
        """What the estimator inside is."""
        return self.estimator._estimator_type  # type: ignore[no-any-return]

    @delegated
    def get_feature_names_out(self, input_features: Any = None) -> Any:
        """Return what the estimator inside calls its columns."""
        return self.estimator.get_feature_names_out(input_features)

    def __getattr__(self, name: str) -> Any:
        # what the estimator inside has learnt; nothing else, so that copies work
        if name.startswith(("_", *_OF_OLD_ROWS)) or not name.endswith("_"):
            raise AttributeError(name)
        return getattr(self.estimator, name)

    def answering_model(self) -> Any:
        """Return the estimator inside."""
        return self.estimator

    def _encoded(self, X: Any) -> Any:
        return X  # an estimator that learns nothing needs no training

    def _require_fitted(self) -> None:
        if not self.is_fitted:
            raise not_fitted(type(self).__name__)

    def __sklearn_clone__(self) -> Self:
        return self
