"""The course of an ELM fit: input is checked, rows are gathered, the solution is installed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from elm_core import validation
from elm_core.base import Steps, run
from elm_core.exceptions import InvalidInput
from elm_core.maths import linalg
from elm_core.maths.arrays import within
from elm_core.maths.linalg import Array
from elm_core.maths.moments import Moments
from elm_core.maths.primal import choose_alpha_by_gcv, solve_primal_steps
from elm_core.maths.ridge import Rows, Solution
from elm_core.maths.scaling import learn_scaling
from elm_core.models.training import SAMPLE_ROWS, InputMap, Training, given_scaling, sample_rows

if TYPE_CHECKING:
    from elm_core.models.elm_base import BaseELM

#: Share of the progress that the pass over the rows gets; the rest is the solution.
_GATHERING = 0.9


class Fit:
    """One training of a model from nothing, whole or block by block.

    The model is changed by `finish` alone, and then at once: a fit that is dropped or that
    raises leaves it as it was.
    """

    def __init__(self, model: BaseELM, *, classes: Any = None) -> None:
        model._check_params()
        self._model = model
        self._targets = model._new_targets(classes)
        self._seed = validation.check_seed(model.random_state)
        self._scaling: tuple[Array, Array] | None = None  # None: to be learnt
        self._names: Any = None
        self._n_features = 0
        self._training = Training(
            self._open_map,
            model.n_hidden,
            seed=self._seed,
            held_rows=SAMPLE_ROWS if model.standardize is True else 0,
        )

    def feed(self, X: Any, y: Any, sample_weight: Any = None) -> None:
        """Take a block of rows; its row numbers in errors count from the block's start."""
        run(self.feed_steps(X, y, sample_weight))

    def feed_steps(self, X: Any, y: Any, sample_weight: Any = None) -> Steps:
        """Do what `feed` does, in steps."""
        x, targets, weights, _ = self._checked(X, y, sample_weight)
        self._learn_outputs(targets)
        for _ in self._gather(x.copy(), targets, weights):  # the caller may reuse its block
            yield 0.0

    def finish(self) -> BaseELM:
        """Solve, install the new model and return it."""
        run(self.finish_steps())
        return self._model

    def finish_steps(self) -> Steps:
        """Do what `finish` does, yielding the share done."""
        if self._training.n_rows == 0:
            raise InvalidInput("no rows came: feed at least one block of X and y", parameter="X")
        yield from self._install(None)

    def whole_steps(self, X: Any, y: Any, sample_weight: Any) -> Steps:
        """Train on arrays, yielding the share done."""
        x, targets, weights, kept = self._checked(X, y, sample_weight)
        self._learn_outputs(targets)
        self._targets.warn_of_scarce(targets)
        yield 0.0  # so that it is told before the long work
        if self._scaling is None:
            self._scaling = learn_scaling(x, weights)
        for done in self._gather(x, targets, weights):
            yield _GATHERING * done / len(x)
        weighed = self._targets.weigh(targets, weights)

        def again() -> Iterator[tuple[Array, Array, Array]]:
            for rows in linalg.row_blocks(len(x)):
                yield x[rows], self._targets.encode(targets[rows]), weighed[rows]

        for share in self._install(again, kept):
            yield _GATHERING + (1.0 - _GATHERING) * share
        yield 1.0

    def _checked(
        self, X: Any, y: Any, sample_weight: Any
    ) -> tuple[Array, Any, Array, npt.NDArray[np.intp] | None]:
        x = validation.check_X(X)
        if not self._n_features:
            self._n_features = x.shape[1]
            self._names = validation.feature_names(X)
            self._model._check_memory(self._n_features)
            self._scaling = given_scaling(self._model.standardize, self._n_features)
        elif x.shape[1] != self._n_features:
            raise InvalidInput(
                f"X has {x.shape[1]} features, but the blocks before it had {self._n_features}",
                parameter="X",
            )
        return weighted_rows(x, self._targets.check(y, len(x)), sample_weight)

    def _learn_outputs(self, targets: Any) -> None:
        columns = self._targets.learn(targets)
        n_rows = self._training.n_rows + len(targets)
        self._model._check_outputs(self._targets, self._n_features, n_rows)
        if columns is not None and self._training.n_rows:
            self._training.rearrange_outputs(columns)

    def _gather(self, x: Array, targets: Any, weights: Array) -> Iterator[int]:
        weighed = self._targets.weigh(targets, weights)
        # a block a time: each row has a number for each class
        for rows in linalg.row_blocks(len(x)):
            encoded = self._targets.encode(targets[rows])
            for done in self._training.add(x[rows], encoded, weighed[rows]):
                yield rows.start + done

    def _open_map(self, x: Array, weights: Array) -> InputMap:
        if not weights.any():
            raise InvalidInput(
                "class_weight is zero for the class of every row", parameter="class_weight"
            )
        d = self._n_features
        if self._scaling is None:
            self._scaling = learn_scaling(x, weights)
        return self._model._open_map(self._seed, d, *self._scaling)

    def _install(self, again: Any, kept: npt.NDArray[np.intp] | None = None) -> Steps:
        self._targets.require_trainable(type(self._model).__name__)
        training = self._training
        solution = yield from training.finish(self._model.alpha, again)
        assert training.map is not None and training.scored is not None
        rows = training.scored_index()
        learned = learned_from(
            self._model,
            self._targets,
            solution,
            training.scored,
            to_hidden=training.map,
            n_rows=training.n_rows,
            seed=self._seed,
            moments=training.moments,
        )
        learned |= {"wide_": training.wide, "loo_rows_": rows if kept is None else kept[rows]}
        if self._names is not None:
            learned["feature_names_in_"] = self._names
        self._model._become(**learned)


def learned_from(
    model: BaseELM,
    targets: Any,
    solution: Solution,
    scored: Rows,
    *,
    to_hidden: InputMap,
    n_rows: int,
    seed: int,
    moments: Moments | None,
) -> dict[str, Any]:
    """Return what a model has learnt, by attribute name, but for the places of `scored`."""
    learned: dict[str, Any] = targets.describe(solution, scored)
    return learned | {
        "n_features_in_": len(to_hidden.mean),
        "n_samples_seen_": n_rows,
        "seed_": seed,
        "mean_": to_hidden.mean,
        "scale_": to_hidden.scale,
        "map_": to_hidden,
        "layer_": model._layer_params(),
        "alpha_": solution.alpha,
        "alpha_rows_": n_rows,
        "moments_": None if moments is None else moments.to_dict(),
        "wide_": None,
    }


def update_steps(model: Any, X: Any, y: Any, sample_weight: Any) -> Steps:
    """Add rows to the statistics of a fitted model and solve again.

    Exact for a given ridge term: any split of the rows into calls gives the batch solution.
    With ``alpha="loo"`` the ridge term is chosen anew, by generalised cross-validation of the
    statistics, each time the number of rows has doubled since it was last chosen.
    """
    x = validation.check_X(X)
    validation.check_features(model, X, x.shape[1])
    targets_of = model._learned_targets()
    x, targets, weights, kept = weighted_rows(x, targets_of.check(y, len(x)), sample_weight)
    moments = model._copy_of_moments()
    columns = targets_of.learn(targets)
    model._check_outputs(targets_of, x.shape[1], len(x))
    if columns is not None:
        moments = moments.with_outputs(columns)
    weights = targets_of.weigh(targets, weights)
    if not weights.any():  # all rows are of classes that class_weight leaves out
        return
    order = np.random.RandomState(model.seed_).permutation(len(x))
    chosen = order[: sample_rows(len(model.coef_))]
    for rows in linalg.row_blocks(len(x)):
        encoded = targets_of.encode(targets[rows])
        for _ in moments.add_steps(model.map_(x[rows]), encoded, weights[rows]):
            yield _GATHERING * rows.start / len(x)
        yield _GATHERING * rows.stop / len(x)
    n_rows = model.n_samples_seen_ + len(x)
    alpha, alpha_rows = model.alpha_, model.alpha_rows_
    if model.alpha == "loo" and n_rows >= 2 * alpha_rows:
        alpha = yield from within(choose_alpha_by_gcv(moments, n_rows), _GATHERING, 0.98)
        alpha_rows = n_rows
    sample = Rows(model.map_(x[chosen]), targets_of.encode(targets[chosen]), weights[chosen])
    solution = yield from within(solve_primal_steps(moments, alpha, sample), 0.98, 1.0)
    learned = targets_of.describe(solution, sample)
    for name in ("loo_score_", "inverse_temperature_"):
        if name in learned:  # of all rows: each was scored when it came
            share = len(x) / n_rows
            learned[name] = (1 - share) * getattr(model, name) + share * learned[name]
    model._become(
        **model.learned()
        | learned
        | {
            "n_samples_seen_": n_rows,
            "alpha_": alpha,
            "alpha_rows_": alpha_rows,
            "moments_": moments.to_dict(),
            "wide_": None,
            "loo_rows_": chosen if kept is None else kept[chosen],
        }
    )
    yield 1.0


def weighted_rows(
    x: Array, targets: Any, sample_weight: Any
) -> tuple[Array, Any, Array, npt.NDArray[np.intp] | None]:
    """Return the rows of positive weight, their weights, and their places if some are not."""
    weights = validation.check_sample_weight(sample_weight, len(x))
    if weights is None:
        return x, targets, np.ones(len(x)), None
    kept = np.flatnonzero(weights > 0)
    if len(kept) == len(x):
        return x, targets, weights, None
    return x[kept], targets[kept], weights[kept], kept
