"""What the automatic classifier and regressor share: the search, and what is made of it."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
import numpy.typing as npt

from elm_core import validation
from elm_core.base import Classifier, Estimator, Learning, Steps, run
from elm_core.exceptions import InvalidInput
from elm_core.maths.linalg import Array
from elm_core.models.automatic.candidates import CANDIDATES, Candidate
from elm_core.models.automatic.choosing import average, leaderboard, ties
from elm_core.models.automatic.search import Race, Trial
from elm_core.models.automatic.stopwatch import Stopwatch
from elm_core.models.ensembles.ensemble import score_of


class BaseAuto(Estimator):
    """What `AutoELMClassifier` and `AutoELMRegressor` share."""

    time_budget: float | None
    max_trials: int | None
    n_models: int
    random_state: Any

    model_: Any
    leaderboard_: list[dict[str, Any]]
    search_: dict[str, Any]
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
        watch = Stopwatch()
        y, more = self._encoded_targets(x, y, weights, seed)
        if more:
            targets = self._new_targets()
            targets.learn(y)
        race = Race(
            x,
            y,
            weights,
            targets,
            lambda candidate: self._make(candidate, x.shape[1], seed),
            self.time_budget,
            self.max_trials,
            np.random.RandomState(seed),
            watch=watch,
            remembered=more,
        )
        final = yield from race.run(CANDIDATES)
        return self._learned(race, final, validation.feature_names(X)) | more

    def _encoded_targets(
        self, x: Array, y: Any, weights: Array | None, seed: int
    ) -> tuple[Any, dict[str, Any]]:
        """Return targets as the models are to learn them, and what is remembered of them."""
        return y, {}

    def _learned(self, race: Race, final: list[Trial], names: Any) -> dict[str, Any]:
        chosen, score = self._chosen(race, final)
        models = [trial.model for trial in chosen]
        model = models[0] if len(models) == 1 else self._vote(models)
        learned: dict[str, Any] = {
            "model_": model,
            "leaderboard_": leaderboard(race, self._score),
            "search_": {
                "tried": len(race.done),
                "on_all_rows": len(final),
                "seconds": race.watch.seconds(),
                "ended": race.ended,
            },
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
        near = [t for t in ranked if ties(race, ranked[0], t)][: self.n_models]
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
