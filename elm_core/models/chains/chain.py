"""Chains: encoders one after the other, then a model, trained, saved and used as one.

Vectors that another model made need no chain: they are the X of any model here (transfer
learning from a network that runs elsewhere).

>>> import numpy as np
>>> from elm_core import ELMClassifier
>>> def embed(texts):  # any model that turns a sample into numbers
...     return np.array([[len(text), text.count("!")] for text in texts])
>>> head = ELMClassifier(random_state=0).fit(embed(["hi!", "no", "go!!", "I see"] * 5), [1, 0] * 10)
>>> head.predict(embed(["stop!"])).tolist()
[1]
"""

from __future__ import annotations

import time
from typing import Any, ClassVar, Self

import numpy.typing as npt

from elm_core import validation
from elm_core.base import Learning, Steps, clone, run
from elm_core.exceptions import InvalidInput
from elm_core.models.chains.frozen import Frozen
from elm_core.models.chains.last_step import OfLastStep, as_learned
from elm_core.models.composite import (
    Part,
    fitting,
    growing,
    named,
    samples_of,
    takes,
    to_grow,
)
from elm_core.models.delegation import delegated, delegated_if, of_model_inside, plain


class Chain(OfLastStep):
    """Steps that are trained and applied one after the other.

    All but the last turn samples into other samples (`transform`); the last may be a classifier,
    a regressor, a clusterer, a detector of odd rows or another encoder. The chain has those of its
    methods that take samples, such as `predict_proba`, `predict_interval`, `fit_predict`,
    `score_samples`, `inverse_transform` or `unlearn`.

    Parameters
    ----------
    steps : list
        Estimators, or (name, estimator) pairs; anything with scikit-learn's methods.

    Attributes
    ----------
    steps_ : list of (name, estimator)
        The fitted steps: ``chain["name"]`` or ``chain[0]`` gives one, ``chain[:2]`` a chain.
    profile_ : list of dict
        Of the last training: step, seconds to fit, seconds to transform, columns that it gives
        (None for the last step). Not saved.
    classes_, n_features_in_, feature_names_in_, loo_score_
        Those of the last and of the first step.

    Examples
    --------
    >>> from elm_core import Chain, ELMClassifier
    >>> from elm_core.features.text import TextVectorizer
    >>> chain = Chain([("words", TextVectorizer()), ("model", ELMClassifier(random_state=0))])
    >>> texts = ["good film", "fine film", "bad film", "poor film"] * 5
    >>> chain.fit(texts, ["yes", "yes", "no", "no"] * 5).predict(["a fine one"]).tolist()
    ['yes']

    The trained encoder with a new head, for other labels:

    >>> other = chain.with_new_head(ELMClassifier(random_state=0))
    >>> other.fit(["film", "good film"] * 5, ["short", "long"] * 5).predict(["film"]).tolist()
    ['short']
    """

    _parts: ClassVar[str] = "steps"
    # the frozen steps are parameters: the file holds them once
    _rebuilt: ClassVar[tuple[str, ...]] = ("steps_", "profile_")

    steps_: list[Part]
    trained_: list[Any]
    n_samples_seen_: int
    profile_: list[dict[str, Any]]

    def __init__(self, steps: Any = None) -> None:
        self.steps = steps

    def fit(self, X: Any, y: Any = None, sample_weight: Any = None) -> Self:
        """Train a clone of every step on what those before it make of the samples.

        Parameters
        ----------
        X : what the first step takes
        y : targets or None
        sample_weight : array-like of shape (n_samples,) or None
            For the last step, and for the encoders that take weights.
        """
        run(self.fit_steps(X, y, sample_weight))
        return self

    def fit_steps(self, X: Any, y: Any = None, sample_weight: Any = None) -> Steps:
        """Do what `fit` does, yielding the share done."""
        yield from self._become_steps(self._learning(X, y, sample_weight, None))

    @delegated
    def partial_fit(
        self, X: Any, y: Any = None, classes: Any = None, sample_weight: Any = None
    ) -> Any:
        """Train the last step further; the encoders stay what the first call made them.

        The first call on a chain that is not fitted trains every step.
        """
        run(self.partial_fit_steps(X, y, classes, sample_weight))
        return self

    @delegated_if("partial_fit")
    def partial_fit_steps(
        self, X: Any, y: Any = None, classes: Any = None, sample_weight: Any = None
    ) -> Steps:
        """Do what `partial_fit` does, yielding the share done."""
        options = {"classes": classes, "sample_weight": sample_weight}
        work = (
            self._growing(X, y, options)
            if self.is_fitted
            else self._learning(X, y, sample_weight, options)
        )
        yield from self._become_steps(work)

    def encode(self, X: Any) -> Any:
        """Return what the last step gets to see of the samples."""
        return self._encoded(X)

    def profile(self, X: Any) -> list[dict[str, Any]]:
        """Return how long each step takes for these samples: ``{"step": …, "seconds": …}``."""
        self._require_fitted()
        out = []
        for name, step in self.steps_:
            started = time.perf_counter()
            last = step is self.steps_[-1][1]
            if last and not hasattr(step, "transform"):
                step.predict(X)
            else:
                X = plain(step.transform(X))
            out.append({"step": name, "seconds": time.perf_counter() - started})
        return out

    def with_new_head(self, head: Any, *, keep: int | None = None, name: str = "head") -> Chain:
        """Return an unfitted chain of the trained steps, frozen, and a new last one.

        Parameters
        ----------
        head : estimator
        keep : int or None
            How many steps are kept; None: all but the last.
        name : str
            Of the new step.
        """
        self._require_fitted()
        kept = len(self.steps_) - 1 if keep is None else keep
        validation.check_number("keep", kept, low=1, high=len(self.steps_), integer=True)
        frozen = [
            (n, step if isinstance(step, Frozen) else Frozen(step))
            for n, step in self.steps_[:kept]
        ]
        if name in dict(frozen):
            raise InvalidInput(f"there is a step {name!r}: name the new one", parameter="name")
        return Chain([*frozen, (name, head)])

    def __len__(self) -> int:
        return len(self._pairs())

    def __getitem__(self, place: int | str | slice) -> Any:
        pairs = self._pairs()
        if isinstance(place, str):
            return dict(pairs)[place]
        if isinstance(place, int):
            return pairs[place][1]
        part = Chain(named(self.steps, "steps")[place])
        if self.is_fitted:
            part._become(**as_learned(self.steps_[place], self.n_samples_seen_))
        return part

    classes_ = of_model_inside("Labels of a chain that ends in a classifier.")
    loo_score_ = of_model_inside("Leave-one-out score of the last step, its encoders held fixed.")
    labels_ = of_model_inside("Groups of the training rows, or −1 for odd ones.")
    loo_scores_ = of_model_inside("Leave-one-out scores of the training rows, of a detector.")

    @property
    def n_features_in_(self) -> int:
        """Number of columns that the first step takes."""
        return int(self._fitted_steps()[0][1].n_features_in_)

    @property
    def feature_names_in_(self) -> npt.NDArray[Any]:
        """Names of the columns that the first step takes."""
        return self._fitted_steps()[0][1].feature_names_in_  # type: ignore[no-any-return]

    # -- inside

    def _growing(self, X: Any, y: Any, options: dict[str, Any]) -> Learning:
        """Train the last step further on what the others make of the samples."""
        X, n_rows = samples_of(X)
        encoded = self._encoded(X)
        name, last = self.steps_[-1]
        last = to_grow(last)
        for done in growing(last, encoded, y, **options):
            yield 0.5 + 0.5 * done
        return as_learned([*self.steps_[:-1], (name, last)], self.n_samples_seen_ + n_rows)

    def _learning(
        self, X: Any, y: Any, sample_weight: Any, further: dict[str, Any] | None
    ) -> Learning:
        """Train clones of all steps, the last by `partial_fit` if `further` holds its options."""
        X, n_rows = samples_of(X)
        fitted: list[Part] = []
        profile = []
        pairs = named(self.steps, "steps")
        for number, (name, step) in enumerate(pairs):
            last = number == len(pairs) - 1
            if not last and not hasattr(step, "transform"):
                raise InvalidInput(
                    f"step {name!r} has no transform: only the last may lack it", parameter="steps"
                )
            step = clone(step)
            weights = sample_weight if last or takes(step.fit, "sample_weight") else None
            started = time.perf_counter()
            work = (
                growing(step, X, y, **further)
                if last and further is not None
                else fitting(step, X, y, weights)
            )
            for done in work:
                yield (number + done) / len(pairs)
            trained = time.perf_counter()
            if not last:
                X = plain(step.transform(X))
            fitted.append((name, step))
            profile.append(
                {
                    "step": name,
                    "fit_seconds": trained - started,
                    "transform_seconds": time.perf_counter() - trained,
                    "columns": None if last else _width(X),
                }
            )
        return as_learned(fitted, n_rows, profile)

    def _fitted_steps(self) -> list[Part]:
        if not self.is_fitted:
            raise AttributeError("this Chain is not fitted")
        return self.steps_

    def _pairs(self) -> list[Part]:
        return self.steps_ if self.is_fitted else named(self.steps, "steps")

    def answering_model(self) -> Any:
        """Return the last step, fitted or not."""
        pairs = self.steps_ if self.is_fitted else self._named_or_none()
        return pairs[-1][1] if pairs else None

    def _rebuild(self) -> None:
        pairs = named(self.steps, "steps")
        self.steps_ = [
            (name, step if trained is None else trained)
            for (name, step), trained in zip(pairs, self.trained_, strict=True)
        ]
        self.profile_ = []

    def _check_learned(self) -> None:
        pairs = named(self.steps, "steps")
        if not isinstance(self.trained_, list) or len(self.trained_) != len(pairs):
            raise ValueError("trained_ must hold one step for each of steps")
        for number, ((name, step), trained) in enumerate(zip(pairs, self.trained_, strict=True)):
            found = step if trained is None else trained
            if type(found) is not type(step) or (trained is None and type(step) is not Frozen):
                raise ValueError(f"step {name!r} is a {type(found).__name__}")
            if not found.is_fitted or (number < len(pairs) - 1 and not hasattr(found, "transform")):
                raise ValueError(f"step {name!r} is no trained encoder")
        validation.check_number("n_samples_seen_", self.n_samples_seen_, low=1, integer=True)

    def __sklearn_tags__(self) -> Any:
        from elm_core.sklearn_tags import tags_of

        tags = super().__sklearn_tags__()
        pairs = self._named_or_none()
        if pairs:
            last = tags_of(pairs[-1][1])
            for name in (
                "estimator_type",
                "classifier_tags",
                "regressor_tags",
                "target_tags",
                "transformer_tags",
            ):
                setattr(tags, name, getattr(last, name))
            tags.input_tags = tags_of(pairs[0][1]).input_tags
            nan = all(tags_of(step).input_tags.allow_nan for _, step in pairs)
            tags.input_tags.allow_nan = nan
            tags.input_tags.sparse = True  # the steps get dense rows
        return tags


def _width(X: Any) -> int | None:
    """Columns of an array or of sparse rows."""
    width = X.shape[1] if getattr(X, "ndim", 0) == 2 else getattr(X, "n_columns", None)
    return None if width is None else int(width)
