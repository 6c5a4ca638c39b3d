"""A front that turns samples into features, learnt first, and an ELM on these as the head."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt

from elm_core import memory, validation
from elm_core.base import Classifier, Learning, Regressor, Steps, run
from elm_core.maths import linalg
from elm_core.maths.linalg import Array
from elm_core.models.elm.estimators import ELMClassifier, ELMRegressor
from elm_core.output import Transformer

#: Rows (n × d) to features (n × f).
Front = Callable[[Array], Array]

#: The parameters that the head takes over.
_OF_HEAD = (
    "n_hidden",
    "activation",
    "alpha",
    "hidden",
    "weight_scale",
    "bias_scale",
    "class_weight",
)

#: Shares of the progress: what is done when the front is trained, and when it has been applied.
_FRONT, _APPLIED = 0.4, 0.5


class StagedELM(Transformer):
    """What deep and convolutional ELMs share: the front's training is theirs, the rest is here."""

    _rebuilt: ClassVar[tuple[str, ...]] = ("front_",)
    _head_class: ClassVar[type[ELMClassifier] | type[ELMRegressor]]

    n_hidden: int
    random_state: Any

    front_: Front
    head_: Any
    seed_: int
    n_features_in_: int
    n_samples_seen_: int

    def fit(self, X: Any, y: Any = None, sample_weight: Any = None) -> Self:
        """Train the front, then the head on what the front makes of the rows.

        Parameters
        ----------
        X : array-like of samples
        y : array-like of shape (n_samples,), or (n_samples, n_outputs) for regression
        sample_weight : array-like of shape (n_samples,) or None
            A row of weight w counts as w equal rows; left out, it goes whole.
        """
        run(self.fit_steps(X, y, sample_weight))
        return self

    def fit_steps(self, X: Any, y: Any = None, sample_weight: Any = None) -> Steps:
        """Do what `fit` does, yielding the share done."""
        yield from self._become_steps(self._learning(X, y, sample_weight, None))

    def partial_fit(self, X: Any, y: Any, classes: Any = None, sample_weight: Any = None) -> Self:
        """Train the head on more rows, as if they had been there from the start.

        The front stays what the first call (a `fit`) made it. New classes may come.
        """
        run(self.partial_fit_steps(X, y, classes, sample_weight))
        return self

    def partial_fit_steps(
        self, X: Any, y: Any, classes: Any = None, sample_weight: Any = None
    ) -> Steps:
        """Do what `partial_fit` does, yielding the share done."""
        if not self.is_fitted:
            learning = self._learning(X, y, sample_weight, {"classes": classes})
            yield from self._become_steps(learning)
        else:
            yield from self._become_steps(self._growing(X, y, sample_weight), afresh=False)

    def _growing(self, X: Any, y: Any, sample_weight: Any) -> Learning:
        head = self.head_.copy_to_grow()
        x = self._checked_rows(X)
        validation.check_target(y, len(x))
        features = yield from _applied(self.front_, x, 0.0)
        for done in head.partial_fit_steps(features, y, sample_weight=sample_weight):
            yield _APPLIED + (1.0 - _APPLIED) * done
        return {"head_": head, "n_samples_seen_": int(head.n_samples_seen_)}

    def transform(self, X: Any) -> Array:
        """Return the features that the head gets to see, shape (n_samples, n_features_out)."""
        self._require_fitted()
        x = self._checked_rows(X)
        out = np.empty((len(x), self.head_.n_features_in_))
        with np.errstate(over="ignore", invalid="ignore"):
            for rows in linalg.row_blocks(len(x)):
                out[rows] = self.front_(x[rows])
        return self._output(validation.check_scores(out), X)  # type: ignore[no-any-return]

    def _width_out(self) -> int:
        return int(self.head_.n_features_in_)

    def fit_transform(self, X: Any, y: Any = None, sample_weight: Any = None) -> Array:
        """Return `fit(X, y).transform(X)`."""
        return self.fit(X, y, sample_weight).transform(X)

    @property
    def loo_score_(self) -> float:
        """Leave-one-out score of the head, its features held fixed."""
        return float(self._fitted_head().loo_score_)

    @property
    def alpha_(self) -> float:
        """The ridge term of the head."""
        return float(self._fitted_head().alpha_)

    # -- what the kinds differ in

    def _rows(self, X: Any) -> tuple[Array, dict[str, Any]]:
        """Return the samples as valid rows, and what their form says, by learned name."""
        return validation.check_X(X), {}

    def _front_steps(
        self, x: Array, weights: Array, seed: int, form: dict[str, Any]
    ) -> Generator[float, None, dict[str, Any]]:
        """Return what the front learns, by learned name, yielding the share done."""
        raise NotImplementedError

    def _front_of(self, learned: dict[str, Any]) -> tuple[Front, int]:
        """Return the front and the number of its features."""
        raise NotImplementedError

    # -- inside

    def _learning(
        self, X: Any, y: Any, sample_weight: Any, further: dict[str, Any] | None
    ) -> Learning:
        self._check_params()
        x, form = self._rows(X)
        seed = validation.check_seed(self.random_state)
        head = self._new_head(seed)
        head._new_targets(None).check(y, len(x))  # before the long work
        weights = validation.check_sample_weight(sample_weight, len(x))
        used = np.ones(len(x)) if weights is None else weights
        learned = form | {"n_features_in_": x.shape[1], "seed_": seed}
        names = validation.feature_names(X)
        if names is not None:
            learned["feature_names_in_"] = names
        training = self._front_steps(x[used > 0], used[used > 0], seed, form)
        learned |= yield from _scaled(training, _FRONT)
        front, n_features = self._front_of(learned)
        memory.require(
            8.0 * len(x) * n_features,
            f"{n_features} features of {len(x)} rows",
            "train on fewer rows, then go on with partial_fit",
        )
        features = yield from _applied(front, x, _FRONT)
        if further is None:
            steps = head.fit_steps(features, y, weights)
        else:
            steps = head.partial_fit_steps(features, y, further["classes"], weights)
        for done in steps:
            yield _APPLIED + (1.0 - _APPLIED) * min(done, 0.999)
        seen = int(head.n_samples_seen_)
        return learned | {"front_": front, "head_": head, "n_samples_seen_": seen}

    def _new_head(self, seed: int) -> Any:
        given = {name: getattr(self, name) for name in _OF_HEAD if hasattr(self, name)}
        return self._head_class(**given, random_state=seed)

    def _checked_rows(self, X: Any) -> Array:
        x, _ = self._rows(X)
        validation.check_features(self, X, x.shape[1])
        return x

    def _of_head(self, method: str, X: Any) -> Any:
        self._require_fitted()
        x = self._checked_rows(X)
        parts = []
        for rows in linalg.row_blocks(len(x)):
            with np.errstate(over="ignore", invalid="ignore"):
                features = validation.check_scores(self.front_(x[rows]))
            parts.append(getattr(self.head_, method)(features))
        return np.concatenate(parts)

    def _fitted_head(self) -> Any:
        if not self.is_fitted:
            raise AttributeError(f"this {type(self).__name__} is not fitted")
        return self.head_

    def _statistics_for_file(self) -> dict[str, Any]:
        return {}

    def _rebuild(self) -> None:
        self.front_ = self._front_of(self.learned())[0]

    def _check_learned(self) -> None:
        self._check_params()
        self._check_front()
        n_features = self._front_of(self.learned())[1]
        if self.head_.n_features_in_ != n_features:
            raise ValueError(
                f"the front gives {n_features} features, the head takes {self.head_.n_features_in_}"
            )

    def _check_front(self) -> None:
        """Raise ValueError if what a file holds of the front does not fit together."""
        raise NotImplementedError


class StagedClassifier(Classifier, StagedELM):
    """Classification by the head."""

    _head_class = ELMClassifier

    @property
    def classes_(self) -> npt.NDArray[Any]:
        """The labels, sorted."""
        return self._fitted_head().classes_  # type: ignore[no-any-return]

    def predict(self, X: Any) -> npt.NDArray[Any]:
        """Return the most probable class of each sample, shape (n_samples,)."""
        return self._of_head("predict", X)  # type: ignore[no-any-return]

    def predict_proba(self, X: Any) -> Array:
        """Return class probabilities, calibrated by leave-one-out, (n_samples, n_classes)."""
        return self._of_head("predict_proba", X)  # type: ignore[no-any-return]

    def decision_function(self, X: Any) -> Array:
        """Return the scores: (n_samples, n_classes), or (n_samples,) for two classes."""
        return self._of_head("decision_function", X)  # type: ignore[no-any-return]


class StagedRegressor(Regressor, StagedELM):
    """Regression by the head."""

    _head_class = ELMRegressor

    def predict(self, X: Any) -> Array:
        """Return predictions: (n_samples,), or (n_samples, n_outputs) after a 2-D target."""
        return self._of_head("predict", X)  # type: ignore[no-any-return]


def _scaled(
    work: Generator[float, None, dict[str, Any]], share: float
) -> Generator[float, None, dict[str, Any]]:
    """Pass work on, its progress as a share of the whole."""
    while True:
        try:
            yield share * next(work)
        except StopIteration as end:
            result: dict[str, Any] = end.value
            return result


def _applied(front: Front, x: Array, done: float) -> Generator[float, None, Array]:
    """Return the features of all rows, yielding the share done from `done` to _APPLIED."""
    parts = []
    for rows in linalg.row_blocks(len(x)):
        with np.errstate(over="ignore", invalid="ignore"):
            parts.append(validation.check_scores(front(x[rows])))
        yield done + (_APPLIED - done) * rows.stop / len(x)
    return np.concatenate(parts)
