"""Several encoders side by side: their columns, joined."""

from __future__ import annotations

from typing import Any, ClassVar, Self

import numpy as np

from elm_core import validation
from elm_core.base import Learning, Steps, clone, run
from elm_core.exceptions import InvalidInput
from elm_core.maths.linalg import Array
from elm_core.models.composite import Composite, Part, fitting, named, samples_of
from elm_core.models.delegation import plain
from elm_core.output import Transformer


class Combine(Transformer, Composite):
    """Encoders that all see the same samples, and whose columns are put side by side.

    Parameters
    ----------
    encoders : list
        Estimators with `transform`, or (name, estimator) pairs.

    Attributes
    ----------
    encoders_ : list
        The fitted encoders.
    widths_ : list of int
        How many columns each gives.

    Examples
    --------
    >>> from elm_core import Chain, Combine, ELMClassifier
    >>> from elm_core.features.text import TextVectorizer
    >>> both = Combine([TextVectorizer(char_ngrams=None), TextVectorizer(word_ngrams=None)])
    >>> chain = Chain([both, ELMClassifier(random_state=0)])
    >>> chain.fit(["a b", "a c", "d e", "d f"] * 5, [0, 0, 1, 1] * 5).predict(["d"]).tolist()
    [1]
    """

    _parts: ClassVar[str] = "encoders"

    encoders_: list[Any]
    widths_: list[int]

    def __init__(self, encoders: Any = None) -> None:
        self.encoders = encoders

    def fit(self, X: Any, y: Any = None) -> Self:
        """Train a clone of every encoder on the samples."""
        run(self.fit_steps(X, y))
        return self

    def fit_steps(self, X: Any, y: Any = None) -> Steps:
        """Do what `fit` does, yielding the share done."""
        yield from self._become_steps(self._learning(X, y))

    def _learning(self, X: Any, y: Any) -> Learning:
        X, n_rows = samples_of(X)
        pairs = named(self.encoders, "encoders")
        fitted, widths = [], []
        for number, (name, encoder) in enumerate(pairs):
            if not hasattr(encoder, "transform"):
                raise InvalidInput(f"encoder {name!r} has no transform", parameter="encoders")
            encoder = clone(encoder)
            for done in fitting(encoder, X, y):
                yield (number + done) / len(pairs)
            fitted.append(encoder)
            widths.append(_columns(encoder, X).shape[1])
        return {"encoders_": fitted, "widths_": widths, "n_samples_seen_": n_rows}

    def transform(self, X: Any) -> Array:
        """Return the columns of all encoders, (n_samples, sum of widths)."""
        self._require_fitted()
        rows = validation.dense(X, "X")  # as in `fit`
        made = np.concatenate([_columns(e, rows) for e in self.encoders_], axis=1)
        return self._output(made, X)  # type: ignore[no-any-return]

    def fit_transform(self, X: Any, y: Any = None) -> Array:
        """Train, and return the columns of the training samples."""
        return self.fit(X, y).transform(X)

    def get_feature_names_out(self, input_features: Any = None) -> list[str]:
        """Return what each column stands for, as ``encoder__column``."""
        self._require_fitted()
        pairs: list[Part] = named(self.encoders, "encoders")
        names = []
        for (name, _), encoder, width in zip(pairs, self.encoders_, self.widths_, strict=True):
            own = (
                encoder.get_feature_names_out(input_features)
                if hasattr(encoder, "get_feature_names_out")
                else range(width)
            )
            names += [f"{name}__{column}" for column in own]
        return names

    @property
    def n_features_in_(self) -> int:
        """Number of columns that the encoders take."""
        if not self.is_fitted:
            raise AttributeError("this Combine is not fitted")
        return int(self.encoders_[0].n_features_in_)

    def _check_learned(self) -> None:
        pairs = named(self.encoders, "encoders")
        if len(pairs) != len(self.encoders_):
            raise ValueError("encoders_ must hold one encoder for each of encoders")
        for (name, encoder), fitted in zip(pairs, self.encoders_, strict=True):
            if type(fitted) is not type(encoder):
                raise ValueError(f"encoder {name!r} is a {type(fitted).__name__}")
            if not hasattr(fitted, "transform"):
                raise ValueError(f"encoder {name!r} has no transform")

    def __sklearn_tags__(self) -> Any:
        from elm_core.sklearn_tags import tags_of

        tags = super().__sklearn_tags__()
        pairs = self._named_or_none()
        if pairs:
            tags.input_tags = tags_of(pairs[0][1]).input_tags
            nan = all(tags_of(encoder).input_tags.allow_nan for _, encoder in pairs)
            tags.input_tags.allow_nan = nan
            tags.input_tags.sparse = True  # the encoders get dense rows
        return tags


def _columns(encoder: Any, X: Any) -> Array:
    columns = np.asarray(plain(encoder.transform(X)), dtype=np.float64)
    return columns.reshape(len(columns), -1)
