"""The tasks of a training on blocks, and what is known between its two passes."""

from __future__ import annotations

from typing import Any

import numpy as np

from elm_core.distributed.pass_results import FirstPass, Index, SecondPass
from elm_core.distributed.passes import gather, look, pick
from elm_core.exceptions import InvalidInput
from elm_core.maths import stretch
from elm_core.maths.arrays import finish
from elm_core.maths.linalg import Array
from elm_core.maths.primal import solve_primal
from elm_core.maths.reservoir import Reservoir, sample_rows
from elm_core.maths.ridge import Rows
from elm_core.maths.scaling import Spread, find_categories, sampled
from elm_core.models.elm import ELMClassifier
from elm_core.models.elm.fitting import Settings, learned_from, unseen
from elm_core.models.elm.training import InputMap, given_scaling, given_stretch


class Plan:
    """The tasks of a training, and what is known between its passes."""

    def __init__(self, model: Any, settings: Settings, blocks: list[Any]) -> None:
        from dask.delayed import delayed

        self._model = model
        self._settings = settings
        self._blocks = blocks
        self._delayed = delayed
        self._classifies = isinstance(model, ELMClassifier)
        self._shared: Any = None
        self._shaping: Any = None  # places of the rows that features are learnt from

    def first(self, number: int) -> Any:
        """Return the task of a block in the first pass."""
        return self._delayed(look)(self._blocks[number], number, self._classifies)

    def learn(self, first: FirstPass) -> None:
        """Settle scaling, hidden layer, classes and the sample of rows."""
        assert first.spread is not None
        settings, d = self._settings, len(first.spread.mean)
        self._targets = first.targets.targets(self._model)
        self._targets.require_trainable(settings.name)
        settings.require_memory(d)
        settings.require_memory_of_outputs(self._targets, d, sum(n for n, _ in first.rows))
        self._n_kept = first.n_kept
        all_rows = np.array([n for n, _ in first.rows])
        self._row_starts = np.cumsum(all_rows) - all_rows
        self._kept = np.array([k for _, k in first.rows])
        given = given_scaling(settings.standardize, d)
        mean, scale = given if given is not None else self._scaling(first.spread)
        self._map = InputMap.drawn(mean, scale, settings.seed, settings.layer)
        self._stretch_inputs()
        self._shared = self._delayed((self._map, self._targets), pure=False)
        width = settings.width(d)
        scored = _sampled(self._n_kept, sample_rows(width), settings.seed)
        self._fair = unseen(scored, self._shaping)
        self._own = self._in_blocks(scored)

    @property
    def few(self) -> bool:
        """Whether one machine trains on so many rows at once."""
        width = self._map.width
        return self._n_kept <= max(width, sample_rows(width))

    def _scaling(self, spread: Spread) -> tuple[Array, Array]:
        if not spread.may_hold_categories():
            return spread.scaling()
        x, _, _ = self._picked(sampled(self._n_kept))
        return spread.scaling(find_categories(x))

    def _picked(self, places: Any) -> Any:
        """Return some of the rows: x, encoded targets, weights."""
        own = self._in_blocks(places)
        tasks = [
            self._delayed(pick)(block, number, self._targets, some)
            for number, (block, some) in enumerate(zip(self._blocks, own, strict=True))
            if len(some)
        ]
        parts = self._delayed(list)(tasks).compute()
        return [np.concatenate(part) for part in zip(*parts, strict=True)]

    def _in_blocks(self, places: Any) -> list[Any]:
        """Return, for each block, those of its rows that are among `places`."""
        starts = np.cumsum(self._kept) - self._kept
        own = np.split(places, np.searchsorted(places, starts[1:]))
        return [some - start for some, start in zip(own, starts, strict=True)]

    def _stretch_inputs(self) -> None:
        """Learn what the units see of the inputs, from the rows that `fit` would learn it from."""
        settings, d = self._settings, len(self._map.mean)
        if settings.features == "random" or self.few:
            return
        p = given_stretch(settings.features, d)
        if p is None:
            self._shaping = stretch.sample(self._n_kept, settings.seed)
            rows = self._picked(self._shaping)
            p = finish(settings.stretch_of(self._map.mean, self._map.scale, *rows))
        self._map = self._map.stretched(p, settings.features)

    def second(self, number: int) -> Any:
        """Return the task of a block in the second pass."""
        return self._delayed(gather)(
            self._blocks[number],
            number,
            self._shared,
            self._own[number],
            int(self._row_starts[number]),
        )

    def solve(self, second: SecondPass) -> dict[str, Any]:
        """Return what the model has learnt."""
        if second.moments is None or not second.moments.weight > 0 or second.sample is None:
            raise InvalidInput(
                "class_weight is zero for the class of every row", parameter="class_weight"
            )
        x, encoded, weights = second.sample
        scored = Rows(self._map(x), encoded, weights)
        alpha = self._settings.alpha
        solution = solve_primal(second.moments, alpha, scored)
        learned = learned_from(
            self._settings,
            self._targets,
            solution,
            scored,
            to_hidden=self._map,
            n_rows=self._n_kept,
            moments=second.moments,
            fair=self._fair,
        )
        return learned | {"loo_rows_": second.places[self._fair].astype(np.intp)}


def _sampled(n_rows: int, capacity: int, seed: int) -> Index:
    """Return the places of the rows that `Reservoir` keeps of so many, in ascending order."""
    sample = Reservoir(capacity, seed)
    for start in range(0, n_rows, 1 << 20):
        sample.add(np.arange(start, min(start + (1 << 20), n_rows), dtype=np.float64))
    return np.sort(sample.rows()[0]).astype(np.int64)
