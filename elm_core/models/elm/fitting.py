"""The course of an ELM fit: input is checked, rows are gathered, what was learnt is returned."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core import memory, validation
from elm_core.base import Learned, Learning, Steps
from elm_core.exceptions import InvalidInput
from elm_core.maths import linalg, pool, stretch
from elm_core.maths.arrays import Work, finish, within
from elm_core.maths.linalg import Array
from elm_core.maths.moments import Moments
from elm_core.maths.primal import choose_alpha_by_gcv, solve_primal_steps
from elm_core.maths.reservoir import SAMPLE_ROWS, sample_rows
from elm_core.maths.ridge import Rows, Solution
from elm_core.maths.scaling import learn_scaling
from elm_core.models import output_memory
from elm_core.models.elm.single import SingleMap
from elm_core.models.elm.training import InputMap, Outputs, Training, given_scaling, given_stretch
from elm_core.models.scored import mean_calibration
from elm_core.models.targets import Targets, weighted_rows

#: Share of the progress that the pass over the rows gets; the rest is the solution.
_GATHERING = 0.9

#: And that of learning features, before it.
_LEARNING = 0.3

#: Scales of weights and biases at which float32 keeps what units tell apart.
_SCALES, _SIZES = ("weight_scale", "bias_scale"), (0.1, 10.0)


@dataclass(frozen=True)
class Settings:
    """What an ELM's parameters ask of its training; they have been checked."""

    name: str  # of the class, for messages
    layer: dict[str, Any]  # of the hidden layer, as `maths.hidden` takes them
    alpha: float | str
    standardize: Any
    seed: int
    features: Any = "random"  # what the units see of the inputs
    precision: str = "double"  # of the layer and the sums it is trained by

    @property
    def n_hidden(self) -> int:
        """Return the number of hidden units."""
        return int(self.layer["n_hidden"])  # it may be an int8

    def width(self, n_features: int) -> int:
        """Return how many numbers the layer makes of a row."""
        return self.n_hidden + (n_features if self.layer.get("direct_links") else 0)

    def require_memory(self, n_features: int) -> None:
        """Raise unless there is memory for training on so many features."""
        memory.require_for_layer(self._bytes_beside_outputs(n_features), self.n_hidden, n_features)

    def require_memory_of_outputs(self, targets: Any, n_features: int, n_rows: int) -> None:
        """Raise unless there is memory for all classes or outputs, with rows so many at a time."""
        numbers = output_memory.of_moments(self.width(n_features), n_rows)
        output_memory.require(targets, numbers, self._bytes_beside_outputs(n_features))

    @property
    def rounding(self) -> Callable[[InputMap], Outputs] | None:
        """Return what makes hidden outputs float32; None where that would lose some of them.

        What rounding leaves is known for inputs of one size and units that see all of them: for
        others, some columns or differences would be gone, and nothing told it.
        """
        scaled = isinstance(self.standardize, (bool, int, np.bool_)) and bool(self.standardize)
        low, high = _SIZES
        dense = self.layer.get("hidden") != "sparse"
        usual = all(low <= self.layer.get(name, 1.0) <= high for name in _SCALES)
        return _rounding if self.precision == "single" and scaled and dense and usual else None

    def stretch_of(
        self, mean: Array, scale: Array, x: Array, targets: Array, weights: Array
    ) -> Work[Array]:
        """Learn what the units see of the inputs, from some rows; targets are encoded."""
        scaled = (x - mean) / scale
        return stretch.learn_stretch(scaled, targets, weights, self.seed, self.layer, self.features)

    def _bytes_beside_outputs(self, n_features: int) -> float:
        h = self.width(n_features)
        # of h × h: the Gram matrix and its factor, and what workers take of it
        squares = 2.5 if pool.has_others() else 2.0
        layer = (
            8.0 * h * (squares * h + 2 * n_features + 2 * linalg.BLOCK_ROWS + 2 * sample_rows(h))
        )
        if self.features == "random":
            return layer
        return max(layer, stretch.bytes_needed(n_features, self.n_hidden))


class Fit:
    """One training from nothing, whole or block by block; no model is changed."""

    def __init__(self, settings: Settings, targets: Targets) -> None:
        self._settings = settings
        self._targets: Any = targets
        self._scaling: tuple[Array, Array] | None = None  # None: to be learnt
        self._names: Any = None
        self._n_features = 0
        self._stretch: Array | None = None  # None: to be learnt, or there is none
        self._shaping: npt.NDArray[np.intp] | None = None  # places of the rows it is learnt from
        self._weighs = False  # whether class_weight has left a row its weight
        self._training: Any = None  # a `Training`, once the width of the rows is known

    def feed_steps(self, X: Any, y: Any, sample_weight: Any = None) -> Steps:
        """Take a block of rows; its row numbers in errors count from the block's start."""
        x, targets, weights, _ = self._checked(X, y, sample_weight, None)  # they cannot come again
        self._learn_outputs(targets)
        for _ in self._gather(x.copy(), targets, weights):  # the caller may reuse its block
            yield 0.0

    def finish_steps(self) -> Learning:
        """Solve, yielding the share done, and return what was learnt."""
        if self._training is None or self._training.n_rows == 0:
            raise InvalidInput("no rows came: feed at least one block of X and y", parameter="X")
        return (yield from self._solve(None))

    def whole_steps(self, X: Any, y: Any, sample_weight: Any) -> Learning:
        """Train on arrays, yielding the share done, and return what was learnt."""
        x, targets, weights, kept = self._checked(X, y, sample_weight, self._settings.rounding)
        self._learn_outputs(targets)
        self._targets.warn_of_scarce(targets)
        yield 0.0  # so that it is told before the long work
        if self._scaling is None:
            self._scaling = learn_scaling(x, weights)
        weighed = self._targets.weigh(targets, weights)
        self._weighs = bool(weighed.any())
        self._require_weight()
        if self._learns_features():
            self._shaping = some = stretch.sample(len(x), self._settings.seed)
            encoded = self._targets.encode(targets[some])
            learning = self._settings.stretch_of(*self._scaling, x[some], encoded, weighed[some])
            self._stretch = yield from within(learning, 0.0, _LEARNING)
        start = 0.0 if self._stretch is None else _LEARNING

        def block(rows: slice) -> tuple[Array, Array, Array]:
            return x[rows], self._targets.encode(targets[rows]), weighed[rows]

        def again() -> Iterator[tuple[Array, Array, Array]]:
            return (block(rows) for rows in linalg.row_blocks(len(x)))

        if self._training.takes_in_segments(len(x)):
            adding = self._training.add_all(len(x), self._targets.width(), block)
            yield from within(adding, start, _GATHERING)
        else:
            for done in self._gather(x, targets, weights):
                yield start + (_GATHERING - start) * done / len(x)

        return (yield from within(self._solve(again, kept), _GATHERING, 1.0))

    def _checked(
        self, X: Any, y: Any, sample_weight: Any, rounding: Any
    ) -> tuple[Array, Any, Array, npt.NDArray[np.intp] | None]:
        x = validation.check_X(X)
        if not self._n_features:
            self._n_features = x.shape[1]
            self._names = validation.feature_names(X)
            self._settings.require_memory(self._n_features)
            self._scaling = given_scaling(self._settings.standardize, self._n_features)
            self._stretch = given_stretch(self._settings.features, self._n_features)
            learnt = self._settings.standardize is True or self._learns_features()
            self._training = Training(
                self._open_map,
                self._settings.width(self._n_features),
                seed=self._settings.seed,
                held_rows=SAMPLE_ROWS if learnt else 0,
                rounding=rounding,
            )
        elif x.shape[1] != self._n_features:
            raise InvalidInput(
                f"X has {x.shape[1]} features, but the blocks before it had {self._n_features}",
                parameter="X",
            )
        return weighted_rows(x, self._targets.check(y, len(x)), sample_weight)

    def _learn_outputs(self, targets: Any) -> None:
        columns = self._targets.learn(targets)
        n_rows = self._training.n_rows + len(targets)
        self._settings.require_memory_of_outputs(self._targets, self._n_features, n_rows)
        if columns is not None and self._training.n_rows:
            self._training.rearrange_outputs(columns)

    def _gather(self, x: Array, targets: Any, weights: Array) -> Iterator[int]:
        weighed = self._targets.weigh(targets, weights)
        self._weighs |= bool(weighed.any())
        # a block a time: each row has a number for each class
        for rows in linalg.row_blocks(len(x)):
            encoded = self._targets.encode(targets[rows])
            for done in self._training.add(x[rows], encoded, weighed[rows]):
                yield rows.start + done

    def _learns_features(self) -> bool:
        return self._stretch is None and self._settings.features != "random"

    def _require_weight(self) -> None:
        if not self._weighs:
            raise InvalidInput(
                "class_weight is zero for the class of every row", parameter="class_weight"
            )

    def _open_map(self, x: Array, targets: Array, weights: Array) -> InputMap:
        if not weights.any() and (self._scaling is None or self._learns_features()):
            raise InvalidInput(
                f"class_weight is zero for the class of each of the first {len(x)} rows, from "
                "which blocks of rows learn how inputs are scaled: mix the rows of the classes",
                parameter="class_weight",
            )
        if self._scaling is None:
            self._scaling = learn_scaling(x, weights)
        settings = self._settings
        if self._learns_features():
            self._shaping = some = stretch.sample(len(x), settings.seed)
            of_some = x[some], targets[some], weights[some]
            self._stretch = finish(settings.stretch_of(*self._scaling, *of_some))
        made = InputMap.drawn(*self._scaling, settings.seed, settings.layer)
        return made if self._stretch is None else made.stretched(self._stretch, settings.features)

    def _solve(self, again: Any, kept: npt.NDArray[np.intp] | None = None) -> Learning:
        self._targets.require_trainable(self._settings.name)
        self._require_weight()
        training = self._training
        solution = yield from training.finish(self._settings.alpha, again)
        assert training.map is not None and training.scored is not None
        rows = training.scored_index()
        fair = unseen(rows, self._shaping)
        learned = learned_from(
            self._settings,
            self._targets,
            solution,
            training.scored,
            to_hidden=training.map,
            n_rows=training.n_rows,
            moments=training.moments,
            fair=fair,
        )
        rows = rows[fair]
        learned |= {"wide_": training.wide, "loo_rows_": rows if kept is None else kept[rows]}
        if self._names is not None:
            learned["feature_names_in_"] = self._names
        return learned


def _rounding(exact: InputMap) -> Outputs:
    return SingleMap.of(exact).outputs


def feed_all_steps(fit: Any, blocks: Iterable[Any]) -> Learning:
    """Train on an iterator of blocks ``(X, y)`` or ``(X, y, sample_weight)``."""
    for number, block in enumerate(blocks):
        if not isinstance(block, (tuple, list)) or len(block) not in (2, 3):
            raise InvalidInput(
                f"block {number} must be (X, y) or (X, y, sample_weight), got "
                f"{type(block).__name__}",
                parameter="X",
            )
        yield from fit.feed_steps(*block)
        yield 0.0  # how many are to come is not known
    learned: Learned = yield from fit.finish_steps()
    return learned


def learned_from(
    settings: Settings,
    targets: Targets,
    solution: Solution,
    scored: Rows,
    *,
    to_hidden: InputMap,
    n_rows: int,
    moments: Moments | None,
    fair: npt.NDArray[np.bool_],
) -> dict[str, Any]:
    """Return what is learnt from a solution, but for the places of `scored`.

    `fair` are those of the scored rows that leave-one-out is fair to.
    """
    whole = scored.weights @ scored.targets if moments is None else moments.target_sum
    if not fair.all():
        solution = replace(solution, loo=solution.loo[fair])
        scored = Rows(scored.hidden[fair], scored.targets[fair], scored.weights[fair])
    learned = targets.describe(solution, scored) | targets.shares(whole)
    if to_hidden.layer.direct_links:
        learned["direct_links_"] = True
    if to_hidden.stretch is not None:
        learned |= {"features_": stretch.kind(settings.features), "stretch_": to_hidden.stretch}
    return learned | {
        "n_features_in_": len(to_hidden.mean),
        "n_samples_seen_": n_rows,
        "seed_": settings.seed,
        "mean_": to_hidden.mean,
        "scale_": to_hidden.scale,
        "map_": to_hidden,
        "layer_": {k: v for k, v in settings.layer.items() if k != "direct_links"},
        "alpha_": solution.alpha,
        "alpha_rows_": n_rows,
        "moments_": None if moments is None else moments.to_dict(),
        "wide_": None,
    }


def unseen(rows: npt.NDArray[np.intp], shaping: Any) -> npt.NDArray[np.bool_]:
    """Return which of the scored rows have not shaped the features; all, where there are none."""
    fair = np.ones(len(rows), dtype=bool) if shaping is None else ~np.isin(rows, shaping)
    return fair if fair.any() else ~fair


def update_steps(
    known: Learned,
    settings: Settings,
    moments: Moments,
    targets_of: Any,
    x: Array,
    y: Any,
    sample_weight: Any,
) -> Learning:
    """Add rows to the statistics of a fitted model, solve again, and return what changes.

    Exact for a given ridge term: any split of the rows into calls gives the batch solution.
    With ``alpha="loo"`` the ridge term is chosen anew, by generalised cross-validation of the
    statistics, each time the number of rows has doubled since it was last chosen.

    Parameters
    ----------
    known : Learned
        What the model has learnt so far.
    settings : Settings
    moments : Moments
        Its statistics, to be overwritten.
    targets_of : Targets
        What it is trained towards, which learns new classes.
    x, y, sample_weight
        The rows; x (n × n_features) is valid.
    """
    to_hidden = known["map_"]
    x, targets, weights, kept = weighted_rows(x, targets_of.check(y, len(x)), sample_weight)
    columns = targets_of.learn(targets)
    settings.require_memory_of_outputs(targets_of, x.shape[1], len(x))
    if columns is not None:
        moments = moments.with_outputs(columns)
    weights = targets_of.weigh(targets, weights)
    if not weights.any():  # all rows are of classes that class_weight leaves out
        return {}
    order = np.random.RandomState(known["seed_"]).permutation(len(x))
    chosen = order[: sample_rows(len(known["coef_"]))]
    n_rows = known["n_samples_seen_"] + len(x)
    for rows in linalg.row_blocks(len(x)):
        encoded = targets_of.encode(targets[rows])
        hidden = to_hidden(x[rows])
        for _ in moments.add_steps(hidden, encoded, weights[rows]):
            yield _GATHERING * rows.start / len(x)
        yield _GATHERING * rows.stop / len(x)
    now, alpha_rows = known["alpha_"], known["alpha_rows_"]
    if settings.alpha == "loo" and n_rows >= 2 * alpha_rows:
        now = yield from within(choose_alpha_by_gcv(moments, n_rows), _GATHERING, 0.98)
        alpha_rows = n_rows
    hidden = to_hidden(x[chosen])
    sample = Rows(hidden, targets_of.encode(targets[chosen]), weights[chosen])
    solution = yield from within(solve_primal_steps(moments, now, sample), 0.98, 1.0)
    moments.warn_of_limit(now, solution.alpha)
    learned: dict[str, Any] = targets_of.describe(solution, sample)
    learned |= targets_of.shares(moments.target_sum)
    return averaged(known, learned, len(x) / n_rows) | {
        "n_samples_seen_": n_rows,
        "alpha_": solution.alpha,
        "alpha_rows_": alpha_rows,
        "moments_": moments.to_dict(),
        "wide_": None,
        "loo_rows_": chosen if kept is None else kept[chosen],
    }


def averaged(known: Learned, learned: dict[str, Any], share: float) -> dict[str, Any]:
    """Return `learned` with what leave-one-out says of all rows: each was scored when it came.

    `share` is that of the new rows among all.
    """
    mixed: dict[str, Any] = {}
    if "loo_score_" in learned:
        mixed["loo_score_"] = (1 - share) * known["loo_score_"] + share * learned["loo_score_"]
    if "inverse_temperature_" in learned:
        mixed |= mean_calibration(known, learned, learned["classes_"], share)
    return {**learned, **mixed}
