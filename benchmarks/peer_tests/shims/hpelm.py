"""hpelm's ELM, by ours: one kind of neurons, as many as were added; targets are columns of numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from elm_core import ELMRegressor

_KINDS = {"lin": "linear", "sigm": "sigmoid", "tanh": "tanh", "rbf_l2": "rbf"}


class ELM:
    def __init__(self, inputs: int, outputs: int, **_: Any) -> None:
        self.inputs, self.outputs = inputs, outputs
        self.neurons: list[tuple[int, str]] = []

    def add_neurons(self, number: int, kind: str) -> None:
        self.neurons.append((number, _KINDS[kind]))

    def train(self, X: Any, T: Any, *_: Any, **__: Any) -> None:
        """What is wrong with the data is an AssertionError there, a ValueError or TypeError here."""
        assert self.neurons
        (kind,) = {kind for _, kind in self.neurons}
        self.model = ELMRegressor(sum(n for n, _ in self.neurons), activation=kind, random_state=0)
        x, t = _columns(X), _columns(T)
        assert (x.shape[1], t.shape[1]) == (self.inputs, self.outputs)
        try:
            self.model.fit(x, t)
        except (TypeError, ValueError) as error:
            raise AssertionError(str(error)) from error

    def predict(self, X: Any) -> np.ndarray:
        return self.model.predict(_columns(X)).reshape(len(X), self.outputs)


def _columns(values: Any) -> np.ndarray:
    values = np.asarray(values)
    return values[:, None] if values.ndim == 1 else values
