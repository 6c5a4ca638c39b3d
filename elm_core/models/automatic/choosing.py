"""What is made of the trials of a search: which of them tie, their average, and a list of all."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core.maths.linalg import Array
from elm_core.models.automatic.search import Race, Trial

#: Trials whose loss is above the least by no more than so many standard errors are averaged.
_TIE = 2.0


def ties(race: Race, best: Trial, trial: Trial) -> bool:
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
