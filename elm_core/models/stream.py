"""Training on blocks of rows that are pushed in."""

from __future__ import annotations

from typing import Any, Protocol

from elm_core.base import Estimator, Learning, Steps, run


class BlockTraining(Protocol):
    """A training that takes rows block by block and returns what it has learnt."""

    def feed_steps(self, X: Any, y: Any, sample_weight: Any = None) -> Steps:
        """Take a block of rows, yielding the share done."""

    def finish_steps(self) -> Learning:
        """Return what was learnt, yielding the share done before."""


class Stream:
    """Training a model anew: it is changed by `finish` alone, and then at once.

    Dropped, or ended by an error, it leaves the model as it was.
    """

    def __init__(self, model: Estimator, training: BlockTraining) -> None:
        self._model = model
        self._training = training

    def feed(self, X: Any, y: Any, sample_weight: Any = None) -> None:
        """Take a block of rows; its row numbers in errors count from the block's start."""
        run(self.feed_steps(X, y, sample_weight))

    def feed_steps(self, X: Any, y: Any, sample_weight: Any = None) -> Steps:
        """Do what `feed` does, in steps."""
        yield from self._training.feed_steps(X, y, sample_weight)

    def finish(self) -> Any:
        """Let the model hold what was learnt, and return it."""
        run(self.finish_steps())
        return self._model

    def finish_steps(self) -> Steps:
        """Do what `finish` does, yielding the share done."""
        yield from self._model._become_steps(self._training.finish_steps())
