"""What the online classifier and regressor share: rows in, an exact solution after each call."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any, ClassVar, Self

import numpy as np

from elm_core import memory, validation
from elm_core.base import Learned, Learning, Steps, run
from elm_core.exceptions import InvalidInput, without_statistics
from elm_core.maths import linalg
from elm_core.maths.arrays import copied, within
from elm_core.maths.linalg import Array
from elm_core.maths.moments import Moments
from elm_core.maths.recursive import REFRESH_ROWS, RecursiveRidge
from elm_core.maths.scaling import learn_scaling
from elm_core.models import output_memory
from elm_core.models.elm.base import BaseELM
from elm_core.models.elm.training import InputMap, given_scaling
from elm_core.models.online.files import pack, unpack
from elm_core.models.online.growing import GrowingModel
from elm_core.models.online.learning import OnlineState, Rules, learn_steps
from elm_core.models.online.prequential import RECENT_ROWS
from elm_core.models.online.warm_up import Held, check_held, hold, without
from elm_core.models.stream import BlockTraining
from elm_core.models.targets import join_labels, weighted_rows
from elm_core.specs.checking import check_parameters


class OnlineELM(BaseELM):
    """Training by recursive least squares; see `maths.recursive`."""

    _rebuilt: ClassVar[tuple[str, ...]] = ("map_", "recursion_", "watch_", "held_")
    _stores_statistics: ClassVar[bool] = True

    forgetting_factor: float
    warm_up: int
    on_drift: str

    n_updates_: int
    recursion_: RecursiveRidge | None
    watch_: Any
    held_: Held | None

    def fit_steps(self, X: Any, y: Any = None, sample_weight: Any = None) -> Steps:
        """Do what `fit` does, yielding the share done between blocks of rows."""
        if isinstance(X, Iterator):
            yield from super().fit_steps(X, y, sample_weight)
            return
        learning = self._untrained()._absorb(X, y, None, sample_weight, whole=True)
        yield from self._become_steps(learning)

    def partial_fit_steps(
        self, X: Any, y: Any, classes: Any = None, sample_weight: Any = None
    ) -> Steps:
        """Do what `partial_fit` does, yielding the share done between blocks of rows."""
        learning = self._absorb(X, y, classes, sample_weight)
        yield from self._become_steps(learning, afresh=False)

    def partial_fit(self, X: Any, y: Any, classes: Any = None, sample_weight: Any = None) -> Self:
        """Learn rows, one or many: the solution is then that of all rows so far.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features)
        y : array-like of shape (n_samples,)
            Labels or numbers (for a regressor also (n_samples, n_outputs)).
        classes : array-like or None
            Labels to come; others may come all the same.
        sample_weight : array-like of shape (n_samples,) or None
            A row of weight w counts as w equal rows (of the same age).
        """
        run(self.partial_fit_steps(X, y, classes, sample_weight))
        return self

    def _training(self, classes: Any) -> BlockTraining:
        self._check_params()
        return GrowingModel(self._untrained(), classes)

    def unlearn(self, X: Any, y: Any, sample_weight: Any = None) -> Self:
        """Take out rows that were learnt, exactly: what is left is as if they had not come.

        With ``forgetting_factor < 1`` these must be the rows learnt last, in their order: only
        of them it is known how much they count still.

        Raises
        ------
        InvalidInput
            If the statistics cannot hold these rows (they were never learnt), or no row would
            be left. The model stays as it was.
        """
        run(self.unlearn_steps(X, y, sample_weight))
        return self

    def unlearn_steps(self, X: Any, y: Any, sample_weight: Any = None) -> Steps:
        """Do what `unlearn` does, yielding the share done between blocks of rows."""
        self._require_fitted()
        x = validation.check_X(X)
        validation.check_features(self, X, x.shape[1])
        yield from self._become_steps(self._without(x, y, sample_weight), afresh=False)

    def _without(self, x: Array, y: Any, sample_weight: Any) -> Learning:
        """Return what changes when rows are taken out."""
        known = self._learned_targets()
        x, targets, weights, _ = weighted_rows(x, known.check(y, len(x)), sample_weight)
        refusal = InvalidInput(
            "these rows cannot be taken out: they were not learnt with these targets and weights, "
            "or none would be left",
            parameter="X",
        )
        if known.learn(targets) is not None:  # a class never seen
            raise refusal
        if self.held_ is not None:
            left = without(self.held_, x, targets, weights)
            if left is None:
                raise refusal
            return self._holding(left, known, self.seed_)
        recursion = self._own_recursion().copy()
        encoded, weighed = known.encode(targets), recursion.weigh(weights, self.forgetting_factor)
        try:
            for rows in linalg.row_blocks(len(x)):
                recursion.unlearn(self.map_(x[rows]), encoded[rows], weighed[rows])
                yield 0.9 * rows.stop / len(x)
        except np.linalg.LinAlgError:
            raise refusal from None
        if recursion.steps >= REFRESH_ROWS:
            yield from within(recursion.refresh_steps(self.forgetting_factor), 0.9, 1.0)
        recursion.changes = self.n_updates_ + 1
        left_rows = self.n_samples_seen_ - len(x)
        return OnlineState(recursion, self.watch_).describe(known, left_rows)

    def _absorb(
        self, X: Any, y: Any, classes: Any, sample_weight: Any, *, whole: bool = False
    ) -> Learning:
        """Check rows, learn them, and return what changes."""
        started = "n_features_in_" in self.__dict__
        if not started:
            self._check_params()
        elif self.forgetting_factor != 1.0:  # it may have been set since
            check_parameters(self, "forgetting_factor")
        x = validation.check_X(X)
        if started:
            validation.check_features(self, X, x.shape[1])
            known = self._learned_targets()
        else:
            self._require_memory(x.shape[1])
            known = self._new_targets(classes)
        x, targets, weights, _ = weighted_rows(x, known.check(y, len(x)), sample_weight)
        columns = known.learn(targets)
        self._require_memory_of_outputs(known, x.shape[1], len(x))
        if whole:
            known.warn_of_scarce(targets)
        if started and self.held_ is None:
            state, rules = OnlineState(self._own_recursion(), self.watch_), self._rules(self.map_)
            encoded = known.encode(targets)
            state = yield from learn_steps(state, rules, columns, x, encoded, weights)
            return state.describe(known, self.n_samples_seen_ + len(x))
        start = {} if started else self._start(x.shape[1], validation.feature_names(X))
        seed = self.seed_ if started else start["seed_"]
        scaling = given_scaling(self.standardize, x.shape[1])
        if scaling is None and whole:
            scaling = learn_scaling(x, weights)
        if scaling is None:
            if started and self.held_ is not None:
                x = np.concatenate([self.held_["x"], x])
                targets = join_labels(self.held_["targets"], targets)
                weights = np.concatenate([self.held_["weights"], weights])
            if len(x) < self.warm_up:
                held = {"x": x.copy(), "targets": targets, "weights": weights}
                return start | self._holding(held, known, seed)
            scaling = learn_scaling(x[: self.warm_up], weights[: self.warm_up])
        empty = RecursiveRidge.empty(self.n_hidden, known.width(), float(self.alpha))
        state = OnlineState(empty, self._new_watch(known.width()))
        to_hidden = InputMap.drawn(*scaling, seed, self._layer_params())
        start |= {"mean_": scaling[0], "scale_": scaling[1], "map_": to_hidden, "held_": None}
        encoded = known.encode(targets)
        state = yield from learn_steps(state, self._rules(to_hidden), None, x, encoded, weights)
        return start | state.describe(known, len(x))

    def _holding(self, held: Held, known: Any, seed: int) -> dict[str, Any]:
        def open_map(mean: Array, scale: Array) -> InputMap:
            return InputMap.drawn(mean, scale, seed, self._layer_params())

        watch = self._new_watch(known.width())
        alpha, forgetting = float(self.alpha), self.forgetting_factor
        return hold(held, known, open_map, watch, alpha=alpha, forgetting=forgetting)

    def _rules(self, to_hidden: InputMap) -> Rules:
        return Rules(to_hidden, self.forgetting_factor, self.on_drift)

    def _start(self, n_features: int, names: Any) -> dict[str, Any]:
        """Return the learned attributes that the first row settles."""
        start = {
            "n_features_in_": n_features,
            "seed_": validation.check_seed(self.random_state),
            "layer_": self._layer_params(),
        }
        return start if names is None else start | {"feature_names_in_": names}

    def _own_recursion(self) -> RecursiveRidge:
        recursion: RecursiveRidge | None = getattr(self, "recursion_", None)
        if recursion is None:
            if getattr(self, "held_", None) is None:
                raise without_statistics()
            raise InvalidInput(
                "this model has no statistics of its own, which further training needs: it is in "
                "its warm-up",
                parameter="X",
            )
        if recursion.changes != self.n_updates_:
            raise InvalidInput(
                "a shallow copy of this model was trained further, and the two share their "
                "statistics: go on with that one, or use copy.deepcopy",
                parameter="X",
            )
        return recursion

    def _copy_of_moments(self) -> Moments:
        moments = self._own_recursion().moments.copy()
        linalg.mirror(moments.gram)
        return moments

    def _combined_steps(
        self,
        total: Moments,
        known: Any,
        columns: list[int | None] | None,
        n_rows: int,
        other: Learned,
        sign: float,
    ) -> Learning:
        recursion = yield from RecursiveRidge.of_steps(total, self.alpha_, self.n_updates_ + 1)
        watch = copied(self.watch_)
        if columns is not None:
            watch.rearrange_outputs(columns)
        return OnlineState(recursion, watch).describe(known, n_rows)

    def _require_settled(self) -> None:
        if self.held_ is not None:
            raise InvalidInput(
                f"the input scaling is not settled before {self.warm_up} rows (warm_up)",
                parameter="standardize",
            )

    def _new_watch(self, n_outputs: int) -> Any:
        raise NotImplementedError

    def copy_to_grow(self) -> Self:
        grown = copy.copy(self)
        if getattr(self, "recursion_", None) is not None:  # few rows change it in place
            grown.recursion_ = self._own_recursion().copy()
            grown.watch_ = copied(self.watch_)
        return grown

    def _untrained(self) -> Self:
        fresh = copy.copy(self)
        fresh._become()
        return fresh

    def _require_memory(self, n_features: int) -> None:
        needed = self._bytes_beside_outputs(n_features)
        memory.require_for_layer(needed, self.n_hidden, n_features)

    def _require_memory_of_outputs(self, targets: Any, n_features: int, n_rows: int) -> None:
        # targets, what was said of them before, and how far off that was
        numbers = 3.0 * n_rows + 4.0 * int(self.n_hidden) + RECENT_ROWS
        output_memory.require(targets, numbers, self._bytes_beside_outputs(n_features))

    def _bytes_beside_outputs(self, n_features: int) -> float:
        h = int(self.n_hidden)
        return 8.0 * h * (7 * h + 2 * n_features + 2 * linalg.BLOCK_ROWS)

    def _statistics_for_file(self) -> dict[str, Any]:
        if self.held_ is not None:
            return {"warm_up_rows_": self.held_, "watched_": self.watch_.to_dict()}
        if getattr(self, "recursion_", None) is None:
            return {}
        return {
            "statistics_": pack(self._own_recursion()),
            "watched_": self.watch_.to_dict(),
        }

    def _rebuild(self) -> None:
        state = dict(self.__dict__)
        packed, watched = state.pop("statistics_", None), state.pop("watched_", None)
        state["held_"] = state.pop("warm_up_rows_", None)
        c = len(self.intercept_)
        state["recursion_"] = None
        if packed is not None:
            state["recursion_"] = unpack(packed, self.alpha_, self.n_updates_)
        watch = self._new_watch(c)
        state["watch_"] = watch if watched is None else watch.restore(watched)
        self.__dict__ = state

    def _check_learned(self) -> None:
        super()._check_learned()
        memory.for_loading(8.0 * RECENT_ROWS * len(self.intercept_), at_once=True)
        held = self.learned().get("warm_up_rows_")
        if held is not None:
            check_held(held, self._learned_targets(), self.learned().get("target_ndim_", 1))
