"""A race of models: many on few rows, the best of them on more, few on all.

Successive halving: Jamieson & Talwalkar (2016), "Non-stochastic best arm identification and
hyperparameter optimization", AISTATS. The measure is the leave-one-out error, which each fit
gives in closed form.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core.labels import in_columns_of
from elm_core.maths.linalg import Array
from elm_core.models.automatic.candidates import Candidate
from elm_core.models.automatic.stopwatch import Stopwatch
from elm_core.models.composite import fitting_inside
from elm_core.models.scored import probabilities
from elm_core.models.targets import ClassTargets, NumberTargets

#: Rows of the first and of the second round, where there are more.
ROUNDS = (512, 2048)

#: Shares of the time that may be gone when a round ends.
_ROUND_ENDS = (0.2, 0.35, 1.0)

#: The search ends when so many models on all rows, one after the other, gained nothing.
_PATIENCE = 8

#: So many models, and a third of those before them, get to the next round.
_SURVIVORS = 4


@dataclass
class Trial:
    """A candidate fitted on some rows. `answers` are leave-one-out, at the rows `places`."""

    candidate: Candidate
    model: Any
    n_rows: int
    places: npt.NDArray[np.intp]
    answers: Array
    loss: Array  # of each of these rows
    seconds: float

    def at(self, places: npt.NDArray[np.intp]) -> Array:
        """Return the answers at some of the rows."""
        order = np.argsort(self.places)
        return np.asarray(self.answers[order[np.searchsorted(self.places[order], places)]])

    def shown(self) -> dict[str, Any]:
        """Return the parameters that were learnt or made absolute."""
        gamma = {"gamma": self.model.gamma} if "gamma" in self.candidate.params else {}
        return {**gamma, "alpha": float(self.model.alpha_)}


@dataclass
class Race:
    """What the trials have in common: rows, targets, measure and limits.

    Parameters
    ----------
    x : (n, d)
    y : (n,) or (n, outputs)
    weights : (n,) or None
    targets : what has learnt the classes, or the scale, of all rows
    make : makes the model of a candidate
    seconds, trials : limits, or None; seconds are processor time of the search alone
    random : draws the rows of a round
    """

    x: Array
    y: npt.NDArray[Any]
    weights: Array | None
    targets: ClassTargets | NumberTargets
    make: Callable[[Candidate], Any]
    seconds: float | None
    trials: int | None
    random: np.random.RandomState
    done: list[Trial] = field(default_factory=list)
    watch: Stopwatch = field(default_factory=Stopwatch)
    #: What is remembered of the targets themselves.
    remembered: dict[str, Any] = field(default_factory=dict)
    ended: str = "all were tried"
    short: bool = False  # whether there was no time for some candidate

    def __post_init__(self) -> None:
        self.classes = getattr(self.targets, "classes", None)
        self.encoded = self.targets.encode(self.y)
        spread = self.encoded.var(axis=0) if self.classes is None else np.ones(1)
        self._spread = np.where(spread > 0, spread, 1.0)
        self._order = self._shuffled()

    def run(self, candidates: Sequence[Candidate]) -> Generator[float, None, list[Trial]]:
        """Return the trials on all rows, the first candidate's first, yielding the share done.

        The first candidate is always tried on all rows, whatever the limits. The others follow
        while there is time.
        """
        n = len(self.x)
        final = [(yield from self._try(candidates[0], n))]
        ranked, places_left = list(candidates[1:]), len(candidates)
        sizes = [size for size in ROUNDS if 1.5 * size < n]
        ends = _ROUND_ENDS[-1 - len(sizes) :]
        for size, end in zip([*sizes, n], ends, strict=True):
            tried: list[tuple[Candidate, Trial]] = []
            for candidate in ranked:
                if len(tried) == places_left or self._used_up(end):
                    break
                if size == n and self._gains_nothing([final[0], *(trial for _, trial in tried)]):
                    self.ended = "nothing gained any more"
                    break
                # what there is no time for on all rows is not worth a try on some
                form = self._form(candidate, size, end)
                if form is not None and self._form(candidate, n, 1.0) is not None:
                    tried.append((candidate, (yield from self._try(form, size))))
            if size == n:
                final += [trial for _, trial in tried]
            tried.sort(key=lambda pair: self.mean(pair[1].loss, pair[1].places))
            first = [candidate for candidate, _ in tried]
            ranked = first + [candidate for candidate in ranked if candidate not in first]
            places_left = max(_SURVIVORS, len(tried) // 3)
        while (form := self._finer(final)) is not None:
            final.append((yield from self._try(form, n)))
        if self.ended == "all were tried" and (self.short or self._used_up(1.0)):
            self.ended = "the trials were used up" if self._used_up(1.0) else "the time was used up"
        return final

    def _gains_nothing(self, trials: list[Trial]) -> bool:
        """Whether the last trials on all rows were all no better than the best before them."""
        means = [self.mean(trial.loss, trial.places) for trial in trials]
        return len(means) > _PATIENCE and min(means[-_PATIENCE:]) >= min(means[:-_PATIENCE])

    def _finer(self, final: list[Trial]) -> Candidate | None:
        """Return the best kernel on landmarks with more of them, if there is time left for it."""
        if self.seconds is None or self._used_up(1.0):
            return None
        left = self.seconds - self.watch.seconds()
        seen = [trial.candidate for trial in final]
        for trial in sorted(final, key=lambda t: self.mean(t.loss, t.places)):
            for form in trial.candidate.finer(len(self.x)):
                if form not in seen and self._expected(form, len(self.x)) <= left:
                    return form
        return None

    def mean(self, loss: Array, places: npt.NDArray[np.intp]) -> float:
        """Return the weighted mean of losses of some rows."""
        return float(
            np.average(loss, weights=None if self.weights is None else self.weights[places])
        )

    def gain(self, first: Trial, loss: Array, places: npt.NDArray[np.intp]) -> tuple[float, float]:
        """Return by how much a loss is below that of a trial, on the rows of both, and its sd."""
        _, own, other = np.intersect1d(places, first.places, return_indices=True)
        apart = first.loss[other] - loss[own]
        weights = None if self.weights is None else self.weights[places[own]]
        mean = float(np.average(apart, weights=weights))
        spread = float(np.average((apart - mean) ** 2, weights=weights))
        # as many rows of one weight would be as sure: Kish (1965), "Survey Sampling", 8.2
        rows = len(own) if weights is None else weights.sum() ** 2 / (weights @ weights)
        return mean, float(np.sqrt(spread / rows))

    def losses(self, answers: Array, places: npt.NDArray[np.intp]) -> Array:
        """Return the squared distance of answers from the targets, row by row (Brier's score)."""
        if isinstance(self.targets, NumberTargets):
            answers = self.targets.encode(answers)
        apart = answers - self.encoded[places]
        return np.asarray((apart * apart / self._spread).sum(axis=1))

    def _try(self, candidate: Candidate, size: int) -> Generator[float, None, Trial]:
        started = self.watch.seconds()
        rows = np.arange(len(self.x)) if size == len(self.x) else np.sort(self._order[:size])
        model = self.make(candidate)
        weights = None if self.weights is None else self.weights[rows]
        for _ in fitting_inside(model, self.x[rows], self.y[rows], weights):
            yield from self._pause()
        index = getattr(model, "loo_rows_", None)
        places = rows if index is None else rows[index]
        answers = self._answers(model)
        trial = Trial(
            candidate,
            model,
            size,
            places,
            answers,
            self.losses(answers, places),
            self.watch.seconds() - started,
        )
        self.done.append(trial)
        yield from self._pause()
        return trial

    def _pause(self) -> Generator[float, None, None]:
        """Tell how far it is; what others do meanwhile is not counted."""
        self.watch.stop()
        yield self._share()
        self.watch.start()

    def _answers(self, model: Any) -> Array:
        """Return leave-one-out probabilities or predictions at the rows the model was scored at."""
        answers = np.asarray(model.loo_predictions_, dtype=np.float64)
        answers = answers.reshape(len(answers), -1)
        if self.classes is None:
            return answers
        proba = probabilities(model, answers)
        return in_columns_of(self.classes, model.classes_, proba)

    def _shuffled(self) -> npt.NDArray[np.intp]:
        """Return a random order of the rows in which every class comes early."""
        order = self.random.permutation(len(self.y))
        if self.classes is None:
            return order
        codes = self.encoded[order].argmax(axis=1)
        first = np.unique(codes, return_index=True)[1]
        return np.concatenate([order[first], np.delete(order, first)])

    def _used_up(self, end: float) -> bool:
        """Whether this share of the trials has been made."""
        return self.trials is not None and len(self.done) >= end * self.trials

    def _share(self) -> float:
        spent = 0.0
        if self.seconds is not None:
            spent = self.watch.seconds() / self.seconds
        if self.trials is not None:
            spent = max(spent, len(self.done) / self.trials)
        return min(spent, 0.99)

    def _form(self, candidate: Candidate, size: int, end: float) -> Candidate | None:
        """Return the best form that is likely to end before this share of the time is gone.

        A form that takes most of what is left gives way to a quicker one.
        """
        forms = candidate.forms(size)
        if self.seconds is None:
            return forms[0] if forms else None
        left = end * self.seconds - self.watch.seconds()
        expected = [self._expected(form, size) for form in forms]
        for share in (0.7, 1.0):
            for form, seconds in zip(forms, expected, strict=True):
                if seconds <= share * left:
                    return form
        self.short = True
        return None

    def _expected(self, candidate: Candidate, size: int) -> float:
        """Return how many seconds a trial is likely to take, as the others did."""
        d = self.x.shape[1]
        rates = sorted(t.seconds / t.candidate.cost(t.n_rows, d) for t in self.done)
        return rates[len(rates) // 2] * candidate.cost(size, d)
