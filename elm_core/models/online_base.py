"""What the online classifier and regressor share: rows in, an exact solution after each call."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any, ClassVar, Self

import numpy as np

from elm_core import memory, validation
from elm_core.base import Steps, run
from elm_core.exceptions import InvalidInput
from elm_core.maths import linalg
from elm_core.maths.arrays import within
from elm_core.maths.linalg import Array
from elm_core.maths.moments import Moments
from elm_core.maths.recursive import REFRESH_ROWS, RecursiveRidge
from elm_core.maths.scaling import learn_scaling
from elm_core.models import output_memory
from elm_core.models.elm_base import BaseELM
from elm_core.models.fitting import weighted_rows
from elm_core.models.online_files import pack, unpack
from elm_core.models.online_learning import learn_steps
from elm_core.models.online_stream import OnlineStream
from elm_core.models.online_warm_up import check_held, hold, unhold
from elm_core.models.targets import join_labels
from elm_core.models.training import given_scaling
from elm_core.models.watching import RECENT_ROWS, Watch

#: A ridge term below this leaves too few digits for recursive least squares.
LEAST_ALPHA = 1e-8


class OnlineELM(BaseELM):
    """Training by recursive least squares; see `maths.recursive`."""

    _rebuilt: ClassVar[tuple[str, ...]] = ("map_", "recursion_", "watch_", "held_")
    _stores_statistics: ClassVar[bool] = True

    forgetting_factor: float
    warm_up: int
    on_drift: str

    n_samples_seen_: int
    n_updates_: int
    seed_: int
    mean_: Array
    scale_: Array
    alpha_: float
    recursion_: RecursiveRidge | None
    watch_: Any
    held_: dict[str, Any] | None

    def fit_steps(self, X: Any, y: Any = None, sample_weight: Any = None) -> Steps:
        """Do what `fit` does, yielding the share done between blocks of rows."""
        if isinstance(X, Iterator):
            yield from super().fit_steps(X, y, sample_weight)
            return
        fresh = self._untrained()
        yield from fresh._absorb(X, y, None, sample_weight, whole=True)
        self._become(**fresh.learned())

    def partial_fit_steps(
        self, X: Any, y: Any, classes: Any = None, sample_weight: Any = None
    ) -> Steps:
        """Do what `partial_fit` does, yielding the share done between blocks of rows."""
        yield from self._absorb(X, y, classes, sample_weight)

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
        run(self._absorb(X, y, classes, sample_weight))
        return self

    def open_stream(self, classes: Any = None) -> Any:
        """Start training anew on blocks that are pushed in: `feed`, then `finish`."""
        return OnlineStream(self, classes)

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
            unhold(self, x, targets, weights, refusal)
            yield 1.0
            return
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
        self._install(known, recursion, self.watch_, self.n_samples_seen_ - len(x))
        yield 1.0

    def _absorb(
        self, X: Any, y: Any, classes: Any, sample_weight: Any, *, whole: bool = False
    ) -> Steps:
        """Check rows, learn them, install the result."""
        started = "n_features_in_" in self.__dict__
        if not started:
            self._check_params()
        self._check_forgetting()
        x = validation.check_X(X)
        if started:
            validation.check_features(self, X, x.shape[1])
            known = self._learned_targets()
        else:
            self._check_memory(x.shape[1])
            known = self._new_targets(classes)
        x, targets, weights, _ = weighted_rows(x, known.check(y, len(x)), sample_weight)
        columns = known.learn(targets)
        self._check_outputs(known, x.shape[1], len(x))
        if whole:
            known.warn_of_scarce(targets)
        start = self._start(x.shape[1], validation.feature_names(X)) if not started else {}
        if started and self.held_ is None:
            assert columns is None or isinstance(columns, list)
            yield from learn_steps(self, known, columns, x, targets, weights)
            return
        given = given_scaling(self.standardize, x.shape[1])
        if given is None and whole:
            given = learn_scaling(x, weights)
        if given is None:
            if started and self.held_ is not None:
                x = np.concatenate([self.held_["x"], x])
                targets = join_labels(self.held_["targets"], targets)
                weights = np.concatenate([self.held_["weights"], weights])
            if len(x) < self.warm_up:
                hold(self, known, start, x.copy(), targets, weights)
                yield 1.0
                return
            given = learn_scaling(x[: self.warm_up], weights[: self.warm_up])
        recursion = RecursiveRidge.empty(self.n_hidden, known.width(), float(self.alpha))
        state = self.learned() | start | {"held_": None, "recursion_": recursion}
        state["watch_"] = self._new_watch(known.width())
        state |= {"mean_": given[0], "scale_": given[1]}
        state["map_"] = self._open_map(state["seed_"], x.shape[1], *given)
        fresh = copy.copy(self)
        fresh._become(**state)
        fresh.n_samples_seen_, fresh.n_updates_ = 0, 0
        yield from learn_steps(fresh, known, None, x, targets, weights)
        self._become(**fresh.learned())

    def _start(self, n_features: int, names: Any) -> dict[str, Any]:
        """Return the learned attributes that the first row settles."""
        start = {
            "n_features_in_": n_features,
            "seed_": validation.check_seed(self.random_state),
            "layer_": self._layer_params(),
        }
        return start if names is None else start | {"feature_names_in_": names}

    def _install(self, known: Any, recursion: RecursiveRidge, watch: Watch, n_rows: int) -> None:
        learned = known.in_units(recursion.coef, recursion.intercept())
        learned |= {
            "n_samples_seen_": n_rows,
            "n_updates_": recursion.changes,
            "alpha_": recursion.alpha,
            "recursion_": recursion,
            "watch_": watch,
        }
        self.__dict__ = self.__dict__ | learned | watch.describe()  # all at once, as `_become`

    def _own_recursion(self) -> RecursiveRidge:
        recursion: RecursiveRidge | None = getattr(self, "recursion_", None)
        if recursion is None:
            raise InvalidInput(
                "this model has no statistics of its own, which further training needs: it is in "
                "its warm-up"
                if getattr(self, "held_", None) is not None
                else "this model was saved without the statistics that further training needs: "
                "save it with statistics=True, or fit it anew on all rows",
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

    def _become_of(
        self,
        total: Moments,
        known: Any,
        columns: list[int | None] | None,
        n_rows: int,
        other: Any,
        sign: float,
    ) -> Steps:
        recursion = yield from RecursiveRidge.of_steps(total, self.alpha_, self.n_updates_ + 1)
        watch = copy.deepcopy(self.watch_)
        if columns is not None:
            watch.rearrange_outputs(columns)
        self._install(known, recursion, watch, n_rows)

    def _new_watch(self, n_outputs: int) -> Any:
        raise NotImplementedError

    def _copy_to_grow(self) -> Self:
        grown = copy.copy(self)
        if getattr(self, "recursion_", None) is not None:  # few rows change it in place
            grown.recursion_ = self._own_recursion().copy()
            grown.watch_ = copy.deepcopy(self.watch_)
        return grown

    def _untrained(self) -> Self:
        fresh = copy.copy(self)
        fresh._become()
        return fresh

    def _check_forgetting(self) -> None:
        factor = self.forgetting_factor
        if factor != 1.0:
            validation.check_number("forgetting_factor", factor, low=0, high=1, open_low=True)

    def _check_params(self) -> None:
        super()._check_params()
        validation.check_number("alpha", self.alpha, low=LEAST_ALPHA, high=validation.MAX_MAGNITUDE)
        factor = self.forgetting_factor
        validation.check_number("forgetting_factor", factor, low=0, high=1, open_low=True)
        validation.check_number("warm_up", self.warm_up, low=1, integer=True)
        validation.check_choice("on_drift", self.on_drift, ("watch", "forget"))

    def _bytes_beside_outputs(self, n_features: int) -> float:
        h = int(self.n_hidden)
        return 8.0 * h * (7 * h + 2 * n_features + 2 * linalg.BLOCK_ROWS)

    def _check_outputs(self, targets: Any, n_features: int, n_rows: int) -> None:
        # targets, what was said of them before, and how far off that was
        numbers = 3.0 * n_rows + 4.0 * int(self.n_hidden) + RECENT_ROWS
        output_memory.require(targets, numbers, self._bytes_beside_outputs(n_features))

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
        learned: Any = self
        state = dict(self.__dict__)
        packed, watched = state.pop("statistics_", None), state.pop("watched_", None)
        state["held_"] = state.pop("warm_up_rows_", None)
        c = len(self.intercept_)
        state["recursion_"] = None
        if packed is not None:
            state["recursion_"] = unpack(packed, self.alpha_, self.n_updates_)
        watch = self._new_watch(c)
        state["watch_"] = watch if watched is None else watch.restore(watched)
        learned.__dict__ = state

    def _check_learned(self) -> None:
        super()._check_learned()
        learned: Any = self
        memory.for_loading(8.0 * RECENT_ROWS * len(self.intercept_), at_once=True)
        if hasattr(learned, "warm_up_rows_"):
            check_held(self, learned.warm_up_rows_)
