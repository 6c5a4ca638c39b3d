"""AutoELM: the kind of model, its size and its parameters chosen by leave-one-out."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core import validation
from elm_core.base import Classifier, Regressor
from elm_core.exceptions import InvalidInput
from elm_core.maths.linalg import Array
from elm_core.models.automatic.base import BaseAuto
from elm_core.models.automatic.search import Race
from elm_core.models.elm.estimators import ELMClassifier, ELMRegressor
from elm_core.models.ensembles.ensemble import score_of
from elm_core.models.ensembles.voting import VotingELMClassifier, VotingELMRegressor
from elm_core.models.kernel.estimators import KernelELMClassifier, KernelELMRegressor
from elm_core.models.log_target import (
    InRange,
    from_logarithms,
    logarithms,
    range_of,
    wants_logarithm,
)
from elm_core.models.scored import decided, log_odds, log_probabilities, require_prior
from elm_core.models.targets import ClassTargets, NumberTargets


class AutoELMClassifier(Classifier, BaseAuto):
    """A classifier chosen among ELMs and kernel ELMs of many sizes and parameters.

    Tries them by closed-form leave-one-out until the time is used up, many on few rows and the
    best of them on all (kernels on landmarks where the exact form takes too long), and averages
    the probabilities of the best and those that are not clearly worse. The ELM with learnt
    features that `TableClassifier` is made of is always tried first; what replaces it has a lower
    Brier score and a leave-one-out accuracy that is not lower.

    Parameters
    ----------
    time_budget : float or None, default 2.0
        Seconds. How much is tried in them depends on the machine; for the same model everywhere
        set ``time_budget=None`` and `max_trials`. The first trial may take longer on many rows.
    max_trials : int or None
        How many fits at most.
    n_models : int, default 5
        How many of the best are averaged at most. Choosing among many by leave-one-out is
        optimistic; averaging less so than taking the best alone.
    class_weight : dict, "balanced" or None
    decide : {"probable", "balanced"}, default "probable"
        As in `ELMClassifier`: the most probable class, or what serves balanced accuracy.
    random_state : int, RandomState, Generator or None

    Attributes
    ----------
    model_ : ELMClassifier, KernelELMClassifier or VotingELMClassifier
    classes_ : array of shape (n_classes,)
    leaderboard_ : list of dict
        All trials, best first, those on all rows before the others: model, params, rows, loss
        (Brier score), score (accuracy), both leave-one-out, and seconds.
    loo_score_ : float
        Leave-one-out accuracy of what was chosen; optimistic by the choice.

    Examples
    --------
    >>> from elm_core import AutoELMClassifier
    >>> X = [[0, 0], [0, 1], [1, 0], [1, 1]] * 5
    >>> y = ["same", "different", "different", "same"] * 5
    >>> model = AutoELMClassifier(time_budget=None, max_trials=4, random_state=0).fit(X, y)
    >>> [str(label) for label in model.predict([[0, 0], [1, 0]])]
    ['same', 'different']
    """

    classes_: npt.NDArray[Any]
    class_prior_: Array | None = None  # files of before 2026-12 have none

    def __init__(
        self,
        time_budget: float | None = 2.0,
        *,
        max_trials: int | None = None,
        n_models: int = 5,
        class_weight: Any = None,
        decide: str = "probable",
        random_state: Any = None,
    ) -> None:
        self.time_budget = time_budget
        self.max_trials = max_trials
        self.n_models = n_models
        self.class_weight = class_weight
        self.decide = decide
        self.random_state = random_state

    def predict(self, X: Any) -> npt.NDArray[Any]:
        """Return the class of each row, shape (n_samples,): see `decide`."""
        proba = self.predict_proba(X)
        return np.asarray(self.classes_[decided(proba, log_odds(self))])

    def predict_proba(self, X: Any) -> Array:
        """Return calibrated class probabilities, shape (n_samples, n_classes)."""
        model, x = self._fitted_model(X)
        return np.asarray(model.predict_proba(x))

    def decision_function(self, X: Any) -> Array:
        """Return scores: (n_samples, n_classes), or (n_samples,) for two classes.

        With ``decide="balanced"`` they are the logarithms of p / prior.
        """
        model, x = self._fitted_model(X)
        odds = log_odds(self)
        if odds is None:
            return np.asarray(model.decision_function(x))
        scores = log_probabilities(model.predict_proba(x)) + odds
        return scores[:, 1] - scores[:, 0] if scores.shape[1] == 2 else scores

    def _new_targets(self) -> ClassTargets:
        return ClassTargets(self.class_weight)

    def _extra(self, model: Any) -> dict[str, Any]:
        return {"classes_": model.classes_}

    def _vote(self, models: list[Any]) -> VotingELMClassifier:
        return VotingELMClassifier.of(models, {"classes_": models[0].classes_})

    def _kinds(self) -> tuple[type[Any], ...]:
        return ELMClassifier, KernelELMClassifier

    def _check_learned(self) -> None:
        super()._check_learned()
        require_prior(self)
        if self.classes_.tolist() != self.model_.classes_.tolist():
            raise ValueError("classes_ are not those of model_")


class AutoELMRegressor(InRange, Regressor, BaseAuto):
    """A regressor chosen among ELMs and kernel ELMs of many sizes and parameters.

    As `AutoELMClassifier`; the loss is the squared error, every output by its own variance.

    Parameters
    ----------
    time_budget, max_trials, n_models, random_state
        As in `AutoELMClassifier`.
    target : {"auto", "plain", "log"}, default "auto"
        What is learnt of targets of one dimension: the number itself, or its logarithm, of numbers
        above 0. "auto": what has the lower leave-one-out error of a small model of both.
    clip : bool, default True
        Whether predictions of one dimension stay within the targets that were seen.

    Attributes
    ----------
    log_target_ : bool
        Whether it is the logarithm.
    model_ : ELMRegressor, KernelELMRegressor or VotingELMRegressor
    leaderboard_ : list of dict
        As in `AutoELMClassifier`; loss is the squared error, score R².
    loo_score_ : float
        Leave-one-out R² of what was chosen; optimistic by the choice.

    Examples
    --------
    >>> import numpy as np
    >>> from elm_core import AutoELMRegressor
    >>> x = np.linspace(0, 6, 100)[:, None]
    >>> model = AutoELMRegressor(time_budget=None, max_trials=3, random_state=0)
    >>> bool(abs(model.fit(x, np.sin(x[:, 0])).predict([[1.5]])[0] - np.sin(1.5)) < 0.01)
    True
    """

    def __init__(
        self,
        time_budget: float | None = 2.0,
        *,
        max_trials: int | None = None,
        n_models: int = 5,
        target: str = "auto",
        clip: bool = True,
        random_state: Any = None,
    ) -> None:
        self.time_budget = time_budget
        self.max_trials = max_trials
        self.n_models = n_models
        self.target = target
        self.clip = clip
        self.random_state = random_state

    def predict(self, X: Any) -> Array:
        """Return predictions: (n_samples,), or (n_samples, n_outputs) after a 2-D target."""
        model, x = self._fitted_model(X)
        return self._in_units(np.asarray(model.predict(x)))

    def _encoded_targets(
        self, x: Array, y: Any, weights: Array | None, seed: int
    ) -> tuple[Any, dict[str, Any]]:
        if y.ndim == 2:
            if self.target == "log":
                raise InvalidInput(
                    "target='log' needs y of one dimension, got two: set target='plain', or give "
                    "the logarithms of y",
                    parameter="target",
                )
            return y, {}
        known: dict[str, Any] = {"target_range_": range_of(y)}
        if wants_logarithm(self.target, x, y, weights, seed):
            return logarithms(y), known | {"log_target_": True}
        return y, known

    def _score(self, race: Race, answers: Array, places: npt.NDArray[np.intp]) -> float:
        if not race.remembered.get("log_target_"):
            return super()._score(race, answers, places)
        weights = None if race.weights is None else race.weights[places]
        known = race.remembered["target_range_"]
        return score_of(from_logarithms(answers, known), np.exp(race.y[places]), {}, weights)

    def _check_learned(self) -> None:
        super()._check_learned()
        self._check_range()

    def _new_targets(self) -> NumberTargets:
        return NumberTargets()

    def _extra(self, model: Any) -> dict[str, Any]:
        return {}

    def _vote(self, models: list[Any]) -> VotingELMRegressor:
        return VotingELMRegressor.of(models, {"target_ndim_": models[0].target_ndim_})

    def _kinds(self) -> tuple[type[Any], ...]:
        return ELMRegressor, KernelELMRegressor

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.target_tags.multi_output = True
        return tags


def AutoELM(y: Any, **options: Any) -> AutoELMClassifier | AutoELMRegressor:
    """Return the unfitted automatic model that the targets ask for.

    A regressor for numbers of which some are not whole, or that are two-dimensional; a
    classifier for anything else, which whole numbers are, too.

    Examples
    --------
    >>> AutoELM(["a", "b"]), AutoELM([0.5, 1.0], time_budget=10)
    (AutoELMClassifier(), AutoELMRegressor(time_budget=10))
    """
    values = validation.as_array(y, "y")
    numeric = values.dtype.kind == "f"
    if values.ndim == 2 or (numeric and bool((values != np.floor(values)).any())):
        return AutoELMRegressor(**options)
    return AutoELMClassifier(**options)
