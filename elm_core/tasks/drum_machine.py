"""Drum patterns: what is hit next, learnt from bars of 16 steps × 9 drums."""

from __future__ import annotations

from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt

from elm_core import validation
from elm_core.base import Estimator, Steps, run
from elm_core.exceptions import InvalidInput
from elm_core.features.drums import (
    DRUMS,
    STEPS,
    add_velocity,
    bars_before,
    check_bars,
    micro_f1,
    step_rows,
)
from elm_core.labels import check_labels, encode_labels
from elm_core.maths.linalg import Array, row_blocks
from elm_core.models.elm import ELMRegressor

#: Bars turned into rows at a time: 16 rows each.
_BLOCK_BARS = 128

#: Chances are kept this far from 0 and 1.
_DOUBT = 1e-3

_THRESHOLDS = np.arange(0.2, 0.65, 0.025)


class DrumMachine(Estimator):
    """Next-step model of drum patterns: an ELM with one output a drum.

    Its inputs are the hits of the 16 steps before and the place in the bar; its outputs are
    the chances that each drum is hit. Before the first bar of a song there is silence.

    Parameters
    ----------
    n_hidden : int, default 512
    activation : str, default "tanh"
    alpha : float or "loo", default "loo"
        As in `ELMClassifier`.
    random_state : int, RandomState, Generator or None
        Draws the hidden layer.

    Attributes
    ----------
    model_ : ELMRegressor
    threshold_ : float
        Chance from which `predict` counts a hit: best leave-one-out micro-F1.
    velocity_ : array of shape (16, 9)
        Mean velocity of the hits in each place.
    loo_score_ : float
        Leave-one-out micro-F1.
    n_samples_seen_ : int
        Bars.

    References
    ----------
    Huang, Zhou, Ding & Zhang (2012), IEEE Trans. SMC-B 42(2), eq. 28. The task: Gillick et al.
    (2019), "Learning to groove with inverse sequence transformations", ICML.

    Examples
    --------
    >>> import numpy as np
    >>> from elm_core.tasks.drum_machine import DrumMachine
    >>> bar = np.zeros((16, 9))
    >>> bar[[0, 8], 0] = bar[[4, 12], 1] = bar[::2, 2] = 1  # kick, snare, hi-hat
    >>> model = DrumMachine(n_hidden=64, random_state=0).fit([bar] * 8)
    >>> song = model.generate(4, seed=1, temperature=0.1)
    >>> song.shape, bool((song == bar).all())
    ((4, 16, 9), True)
    """

    #: What `loo_score_` measures.
    loo_metric: ClassVar[str] = "micro_f1"

    model_: Any
    threshold_: float
    velocity_: Array
    velocity_counts_: Array
    loo_score_: float
    n_samples_seen_: int

    def __init__(
        self,
        *,
        n_hidden: int = 512,
        activation: str = "tanh",
        alpha: float | str = "loo",
        random_state: Any = None,
    ) -> None:
        self.n_hidden = n_hidden
        self.activation = activation
        self.alpha = alpha
        self.random_state = random_state

    def fit(self, X: Any, y: Any = None) -> Self:
        """Train on bars.

        Parameters
        ----------
        X : array-like of shape (n_bars, 16, 9) or (n_bars, 144)
            Velocities 0 to 127 (or 0 and 1, or booleans), in the order they are played.
        y : array-like of shape (n_bars,) or None
            The song of each bar: a bar follows the one before it if their songs are the same.
            None: all are one song.

        Raises
        ------
        InvalidInput
            For bars of another shape, values out of range, or no hit at all.
        """
        run(self.fit_steps(X, y))
        return self

    def fit_steps(self, X: Any, y: Any = None, sample_weight: Any = None) -> Steps:
        """Do what `fit` does, yielding the share done. There are no sample weights."""
        self._check_params()
        bars, songs = _check(X, y, sample_weight)
        if not bars.any():
            raise InvalidInput("X has no hit in any bar", parameter="X")
        model: Any = ELMRegressor(
            self.n_hidden,
            activation=self.activation,
            alpha=self.alpha,
            standardize=False,
            weight_scale=3.0,
            random_state=self.random_state,
        )
        stream = model.open_stream()
        before = bars_before(bars, songs)
        for part in row_blocks(len(bars), _BLOCK_BARS):
            stream.feed(*step_rows(before[part], bars[part]))
            yield 0.9 * part.stop / len(bars)
        yield from (0.9 + 0.1 * share for share in stream.finish_steps())
        truth = bars.reshape(-1, DRUMS)[model.loo_rows_] > 0
        scores = [micro_f1(truth, model.loo_predictions_ >= t) for t in _THRESHOLDS]
        best = int(np.argmax(scores))
        self._become(
            model_=model,
            threshold_=float(_THRESHOLDS[best]),
            loo_score_=float(scores[best]),
            n_samples_seen_=len(bars),
            **add_velocity(bars, np.zeros((STEPS, DRUMS)), np.zeros((STEPS, DRUMS))),
        )
        yield 1.0

    def partial_fit(self, X: Any, y: Any = None) -> Self:
        """Add bars, as if they had been there from the start; the first is that of a song."""
        run(self.partial_fit_steps(X, y))
        return self

    def partial_fit_steps(
        self, X: Any, y: Any = None, classes: Any = None, sample_weight: Any = None
    ) -> Steps:
        """Do what `partial_fit` does, yielding the share done."""
        if not self.is_fitted:
            yield from self.fit_steps(X, y, sample_weight)
            return
        bars, songs = _check(X, y, sample_weight)
        model = self.model_.copy_to_grow()
        yield from model.partial_fit_steps(*step_rows(bars_before(bars, songs), bars))
        truth = bars.reshape(-1, DRUMS)[model.loo_rows_] > 0
        seen = self.n_samples_seen_ + len(bars)
        share = len(bars) / seen
        added = micro_f1(truth, model.loo_predictions_ >= self.threshold_)
        self._become(
            model_=model,
            threshold_=self.threshold_,
            loo_score_=(1.0 - share) * self.loo_score_ + share * added,
            n_samples_seen_=seen,
            **add_velocity(bars, self.velocity_, self.velocity_counts_),
        )

    def chances(self, history: Any = None) -> Array:
        """Return the chances (9,) of the step that follows a history of steps (n, 9).

        The first step of the history is the first of a bar.
        """
        self._require_fitted()
        past = np.zeros((0, DRUMS)) if history is None else _check_history(history)
        window = np.concatenate([np.zeros((STEPS, DRUMS)), past > 0])[-STEPS:]
        return np.asarray(self._chances(window[None], np.array([len(past) % STEPS]))[0])

    def predict(self, X: Any) -> npt.NDArray[np.uint8]:
        """Return the bar that most likely follows each of X, 0 and 1, in the shape of X."""
        self._require_fitted()
        bars = check_bars(X)
        both = np.concatenate([bars > 0, np.zeros_like(bars)], axis=1)
        for step in range(STEPS):
            chances = self._chances(both[:, step : step + STEPS], np.full(len(bars), step))
            both[:, STEPS + step] = chances >= self.threshold_
        following = both[:, STEPS:].astype(np.uint8)
        return following.reshape(-1, STEPS * DRUMS) if np.ndim(X) == 2 else following

    def predict_steps(self, X: Any, y: Any = None) -> Array:
        """Return the chances (n_bars, 16, 9) of each step given what was really played before."""
        self._require_fitted()
        bars, songs = _check(X, y, None)
        before = bars_before(bars, songs)
        out = np.empty((len(bars), STEPS, DRUMS))
        for part in row_blocks(len(bars), _BLOCK_BARS):
            rows, _ = step_rows(before[part], bars[part])
            out[part] = _bounded(self.model_.predict(rows)).reshape(-1, STEPS, DRUMS)
        return out

    def score(self, X: Any, y: Any = None) -> float:
        """Return the micro-F1 of the next step, each given what was really played before."""
        bars = check_bars(X)
        return micro_f1(bars > 0, self.predict_steps(X, y) >= self.threshold_)

    def generate(
        self,
        bars: int = 4,
        *,
        seed: int | None = None,
        temperature: float = 1.0,
        start: Any = None,
        velocity: bool = False,
    ) -> npt.NDArray[np.uint8]:
        """Return new bars (bars, 16, 9).

        Parameters
        ----------
        bars : int, 1 to 1024
        seed : int or None
            The same seed gives the same bars.
        temperature : float, 0 to 10
            Divides the log-odds of every hit: 0 plays the most likely hits alone, 1 as often
            as was learnt, more is wilder.
        start : array-like of shape (16, 9) or (n, 16, 9), or None
            What was played before.
        velocity : bool
            Hits as velocities 1 to 127 instead of 1.
        """
        self._require_fitted()
        validation.check_number("bars", bars, low=1, high=1024, integer=True)
        validation.check_number("temperature", temperature, low=0, high=10)
        validation.check_flag("velocity", velocity)
        random = np.random.RandomState(validation.check_seed(seed))
        played = np.zeros((STEPS * (bars + 1), DRUMS))
        if start is not None:
            first = np.asarray(start)
            played[:STEPS] = check_bars(first[None] if first.ndim == 2 else first, "start")[-1] > 0
        for step in range(STEPS * bars):
            chances = self._chances(played[None, step : step + STEPS], np.array([step % STEPS]))[0]
            if temperature > 0:
                odds = (chances / (1.0 - chances)) ** (1.0 / max(temperature, 0.01))
                hit = random.random_sample(DRUMS) * (1.0 + odds) < odds
            else:
                hit = chances >= self.threshold_
            played[STEPS + step] = hit
        out = played[STEPS:].reshape(bars, STEPS, DRUMS)
        return np.ceil(out * self.velocity_ if velocity else out).astype(np.uint8)

    def _chances(self, window: Array, place: npt.NDArray[np.integer]) -> Array:
        rows = np.concatenate([(window > 0).reshape(len(window), -1), np.eye(STEPS)[place]], axis=1)
        return _bounded(self.model_.predict(rows))

    def _check_learned(self) -> None:
        model: Any = self.model_
        outputs = model.intercept_.shape
        if model.n_features_in_ != STEPS * DRUMS + STEPS or outputs != (DRUMS,):
            raise ValueError("model_ does not take windows of 16 steps and give 9 drums")
        if model.target_ndim_ != 2:
            raise ValueError("model_ must have two-dimensional targets")


def _check(X: Any, y: Any, sample_weight: Any) -> tuple[Array, npt.NDArray[np.intp]]:
    if sample_weight is not None:
        raise InvalidInput("DrumMachine takes no sample_weight", parameter="sample_weight")
    bars = check_bars(X)
    if y is None:
        return bars, np.zeros(len(bars), dtype=np.intp)
    return bars, encode_labels(check_labels(y, len(bars)))[1]


def _check_history(history: Any) -> Array:
    raw = validation.as_array(history, "history")
    if raw.ndim == 2 and raw.shape == (0, DRUMS):
        return np.zeros((0, DRUMS))
    if raw.ndim != 2 or raw.shape[1] != DRUMS:
        raise InvalidInput(
            f"history must have the shape (n_steps, {DRUMS}), got {raw.shape}",
            parameter="history",
        )
    return validation.check_X(raw, name="history")


def _bounded(chances: Array) -> Array:
    return np.asarray(np.clip(chances, _DOUBT, 1.0 - _DOUBT))
