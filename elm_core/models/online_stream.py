"""Training an online model on blocks of rows that are pushed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from elm_core.base import Steps, run
from elm_core.exceptions import InvalidInput

if TYPE_CHECKING:
    from elm_core.models.online_base import OnlineELM


class OnlineStream:
    """An untrained copy takes the blocks; the model changes at the end."""

    def __init__(self, model: OnlineELM, classes: Any) -> None:
        model._check_params()
        self._model, self._classes = model, classes
        self._fresh = model._untrained()

    def feed(self, X: Any, y: Any, sample_weight: Any = None) -> None:
        """Take a block of rows."""
        run(self.feed_steps(X, y, sample_weight))

    def feed_steps(self, X: Any, y: Any, sample_weight: Any = None) -> Steps:
        """Do what `feed` does, yielding the share done."""
        yield from self._fresh.partial_fit_steps(X, y, self._classes, sample_weight)

    def finish(self) -> OnlineELM:
        """Install the new model and return it."""
        run(self.finish_steps())
        return self._model

    def finish_steps(self) -> Steps:
        """Do what `finish` does, yielding the share done."""
        if not self._fresh.is_fitted:
            raise InvalidInput("no rows came: feed at least one block of X and y", parameter="X")
        self._model._become(**self._fresh.learned())
        yield 1.0
