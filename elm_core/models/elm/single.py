"""The way from inputs to hidden outputs in float32, by which a model is trained: `maths.single`.

Predictions are made in float64, whatever a model was trained by.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from elm_core.maths.arrays import Array, Reals
from elm_core.maths.hidden import HiddenLayer
from elm_core.maths.single import rounded, suits
from elm_core.models.elm.training import InputMap


@dataclass(frozen=True)
class SingleMap:
    """An input map whose hidden outputs are float32, or float64 where that does not suit them."""

    exact: InputMap
    layer: HiddenLayer

    @classmethod
    def of(cls, exact: InputMap) -> SingleMap:
        """Return the map with its layer rounded."""
        return cls(exact, rounded(exact.layer))

    def outputs(self, x: Array, weights: Array) -> Reals:
        """Return H (n × width) for raw inputs (n × n_features) of rows with such weights."""
        scaled = self.exact.standardised(x)
        with np.errstate(over="ignore", invalid="ignore"):
            out = self._rounded(scaled)
            return out if suits(out, weights) else self.exact.layer(scaled)

    def _rounded(self, scaled: Array) -> Reals:
        if callable(self.layer.activation):  # somebody's own, which gets float64 as ever
            return self.exact.layer(scaled).astype(np.float32)
        return self.layer(scaled.astype(np.float32))
