"""Training an online model anew on blocks of rows that are pushed in."""

from __future__ import annotations

from typing import Any

from elm_core.base import Learning, Steps
from elm_core.exceptions import InvalidInput


class GrowingModel:
    """An untrained model that takes the blocks, as they come."""

    def __init__(self, untrained: Any, classes: Any) -> None:
        self._model, self._classes = untrained, classes

    def feed_steps(self, X: Any, y: Any, sample_weight: Any = None) -> Steps:
        """Take a block of rows, yielding the share done."""
        yield from self._model.partial_fit_steps(X, y, self._classes, sample_weight)

    def finish_steps(self) -> Learning:
        """Return what was learnt."""
        if not self._model.is_fitted:
            raise InvalidInput("no rows came: feed at least one block of X and y", parameter="X")
        yield 0.0
        return dict(self._model.learned())
