"""AutoELM: the kind of model, its size and its parameters chosen by leave-one-out."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
import numpy.typing as npt

from elm_core import validation
from elm_core.base import Classifier, Estimator, Learning, Regressor, Steps, run
from elm_core.exceptions import InvalidInput
from elm_core.maths.linalg import Array
from elm_core.models.automatic.candidates import CANDIDATES, Candidate
from elm_core.models.automatic.search import Race, Trial
from elm_core.models.elm.estimators import ELMClassifier, ELMRegressor
from elm_core.models.ensembles.ensemble import score_of
from elm_core.models.ensembles.voting import VotingELMClassifier, VotingELMRegressor
from elm_core.models.kernel.estimators import KernelELMClassifier, KernelELMRegressor
from elm_core.models.scored import decided, log_odds, log_probabilities, require_prior
from elm_core.models.targets import ClassTargets, NumberTargets

#: Trials whose loss is above the least by no more than so many standard errors are averaged.
_TIE = 2.0


class _Auto(Estimator):
    """What `AutoELMClassifier` and `AutoELMRegressor` share."""

    time_budget: float | None
    max_trials: int | None
    n_models: int
    random_state: Any

    model_: Any
    leaderboard_: list[dict[str, Any]]
    loo_score_: float
    n_samples_seen_: int
    n_features_in_: int

    def fit(self, X: Any, y: Any = None, sample_weight: Any = None) -> Self:
        """Try models on the rows until time or trials are used up; keep the best.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features)
        y : array-like of shape (n_samples,), or (n_samples, n_outputs) for regression
        sample_weight : array-like of shape (n_samples,) or None
        """
        run(self.fit_steps(X, y, sample_weight))
        return self

    def fit_steps(self, X: Any, y: Any = None, sample_weight: Any = None) -> Steps:
        """Do what `fit` does, yielding the share done."""
        yield from self._become_steps(self._learning(X, y, sample_weight))

    def _learning(self, X: Any, y: Any, sample_weight: Any) -> Learning:
        self._check_params()
        x = validation.check_X(X)
        targets = self._new_targets()
        y = targets.check(y, len(x))
        weights = validation.check_sample_weight(sample_weight, len(x))
        if weights is not None:
            used = np.flatnonzero(weights > 0)
            x, y, weights = x[used], y[used], weights[used]
        targets.learn(y)
        targets.require_trainable(type(self).__name__)
        targets.warn_of_scarce(y)
        seed = validation.check_seed(self.random_state)
        race = Race(
            x,
            y,
            weights,
            targets,
            lambda candidate: self._make(candidate, x.shape[1], seed),
            self.time_budget,
            self.max_trials,
            np.random.RandomState(seed),
        )
        final = yield from race.run(CANDIDATES)
        return self._learned(race, final, validation.feature_names(X))

    def _learned(self, race: Race, final: list[Trial], names: Any) -> dict[str, Any]:
        chosen, score = self._chosen(race, final)
        models = [trial.model for trial in chosen]
        model = models[0] if len(models) == 1 else self._vote(models)
        learned: dict[str, Any] = {
            "model_": model,
            "leaderboard_": leaderboard(race, self._score),
            "loo_score_": score,
            "n_samples_seen_": len(race.x),
            "n_features_in_": race.x.shape[1],
        } | self._extra(model)
        weights = np.ones(len(race.x)) if race.weights is None else race.weights
        learned |= race.targets.shares(race.targets.weigh(race.y, weights) @ race.encoded)
        if names is not None:
            learned["feature_names_in_"] = names
        return learned

    def _chosen(self, race: Race, final: list[Trial]) -> tuple[list[Trial], float]:
        """Return the trials that make up the model, and its leave-one-out score.

        The best of many by leave-one-out owes some of its lead to chance, so it is averaged with
        those that are not clearly worse. Of the averages of the best five, four, … (without and
        with the default) it is the first whose loss is below the default's and whose score is
        no lower, on the rows that both are judged by; if there is none, the default.
        """
        default = final[0]
        ranked = sorted(final, key=lambda t: -race.gain(default, t.loss, t.places)[0])
        near = [t for t in ranked if _ties(race, ranked[0], t)][: self.n_models]
        for count in range(len(near), 0, -1):
            best = near[:count]
            without = all(trial is not default for trial in best)
            mixtures = [best, [*best, default]] if without and count < self.n_models else [best]
            for chosen in mixtures:
                places, answers = average(chosen)
                both, own, _ = np.intersect1d(places, default.places, return_indices=True)
                least = self._score(race, default.at(both), both)
                gain, _ = race.gain(default, race.losses(answers, places), places)
                if gain > 0 and self._score(race, answers[own], both) >= least:
                    return chosen, self._score(race, answers, places)
        return [default], self._score(race, default.answers, default.places)

    def _fitted_model(self, X: Any) -> tuple[Any, Array]:
        self._require_fitted()
        x = validation.check_X(X)
        validation.check_features(self, X, x.shape[1])
        return self.model_, x

    def _make(self, candidate: Candidate, n_features: int, seed: int) -> Any:
        options: dict[str, Any] = {"random_state": seed}
        classifies = isinstance(self, Classifier)
        if classifies:
            options["class_weight"] = getattr(self, "class_weight")  # noqa: B009
        return candidate.make(classifies=classifies, n_features=n_features, options=options)

    def _score(self, race: Race, answers: Array, places: npt.NDArray[np.intp]) -> float:
        weights = None if race.weights is None else race.weights[places]
        described = {} if race.classes is None else {"classes_": race.classes}
        return score_of(answers, race.y[places], described, weights)

    def _check_params(self) -> None:
        super()._check_params()
        if self.time_budget is None and self.max_trials is None:
            raise InvalidInput("give time_budget or max_trials, or both", parameter="time_budget")

    def _new_targets(self) -> Any:
        raise NotImplementedError

    def _extra(self, model: Any) -> dict[str, Any]:
        raise NotImplementedError

    def _vote(self, models: list[Any]) -> Any:
        raise NotImplementedError

    def _check_learned(self) -> None:
        self._check_params()
        members = getattr(self.model_, "members_", [])
        if any(type(member) not in self._kinds() for member in members):
            raise ValueError("model_ must be made of ELMs")
        for model in members or [self.model_]:
            if model.n_features_in_ != self.n_features_in_:
                raise ValueError(f"model_ takes {model.n_features_in_} columns")

    def _kinds(self) -> tuple[type[Any], ...]:
        raise NotImplementedError


class AutoELMClassifier(Classifier, _Auto):
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
        return np.asarray(self.classes_[decided(self.predict_proba(X), log_odds(self))])

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


class AutoELMRegressor(Regressor, _Auto):
    """A regressor chosen among ELMs and kernel ELMs of many sizes and parameters.

    As `AutoELMClassifier`; the loss is the squared error, every output by its own variance.

    Parameters
    ----------
    time_budget, max_trials, n_models, random_state
        As in `AutoELMClassifier`.

    Attributes
    ----------
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
        random_state: Any = None,
    ) -> None:
        self.time_budget = time_budget
        self.max_trials = max_trials
        self.n_models = n_models
        self.random_state = random_state

    def predict(self, X: Any) -> Array:
        """Return predictions: (n_samples,), or (n_samples, n_outputs) after a 2-D target."""
        model, x = self._fitted_model(X)
        return np.asarray(model.predict(x))

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


def _ties(race: Race, best: Trial, trial: Trial) -> bool:
    """Whether the loss of a trial is not clearly above that of the best."""
    gain, error = race.gain(best, trial.loss, trial.places)
    return -gain <= _TIE * error


def average(trials: list[Trial]) -> tuple[npt.NDArray[np.intp], Array]:
    """Return the rows that all trials were scored at, and the mean of their answers there."""
    places = trials[0].places
    for trial in trials[1:]:
        places = np.intersect1d(places, trial.places)
    return places, np.asarray(np.mean([t.at(places) for t in trials], axis=0))


def leaderboard(race: Race, score: Any) -> list[dict[str, Any]]:
    """Return all trials as plain values, best first, those on all rows before the others."""
    trials = sorted(race.done, key=lambda t: (-t.n_rows, race.mean(t.loss, t.places)))
    return [
        {
            "model": type(t.model).__name__,
            "params": {**t.candidate.params, **t.shown()},
            "rows": t.n_rows,
            "loss": race.mean(t.loss, t.places),
            "score": score(race, t.answers, t.places),
            "seconds": t.seconds,
        }
        for t in trials
    ]
