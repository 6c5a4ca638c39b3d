"""What models on a random hidden layer share that are not trained on labels alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np

from elm_core import memory, validation
from elm_core.maths.linalg import Array
from elm_core.models.elm.drawn_layer import DrawnLayer
from elm_core.models.elm.training import InputMap


class HiddenMapModel(DrawnLayer):
    """Inputs, scaled to [-1, 1] by what the training rows show, then a random hidden layer."""

    _rebuilt: ClassVar[tuple[str, ...]] = ("map_",)

    n_hidden: int
    activation: str | Callable[[Array], Array]
    random_state: Any

    def _check_memory(self, n_rows: int, n_features: int) -> None:
        h = int(self.n_hidden)
        memory.require(
            8.0 * (h * (5.0 * h + n_features) + n_rows * h),
            f"n_hidden={h} with {n_rows} rows of {n_features} features",
            "lower n_hidden",
        )

    def _open(self, X: Any, x: Array) -> dict[str, Any]:
        """Return what is learnt of the inputs: names, scaling and layer."""
        low, high = x.min(axis=0), x.max(axis=0)
        mean, scale = low + 0.5 * (high - low), 0.5 * (high - low)
        rounding = 10 * np.finfo(np.float64).eps * np.maximum(np.abs(low), np.abs(high))
        scale = np.where(scale > rounding, scale, 1.0)
        seed = validation.check_seed(self.random_state)
        layer_params: dict[str, Any] = {
            "n_hidden": int(self.n_hidden),
            "activation": self.activation,
            "hidden": "uniform",
            "weight_scale": 1.0,
            "bias_scale": 0.5,
        }
        learned = {
            "n_features_in_": x.shape[1],
            "n_samples_seen_": len(x),
            "seed_": seed,
            "mean_": mean,
            "scale_": scale,
            "layer_": layer_params,
            "map_": InputMap.drawn(mean, scale, seed, layer_params),
        }
        names = validation.feature_names(X)
        if names is not None:
            learned["feature_names_in_"] = names
        return learned

    def _project(self, X: Any) -> Array:
        """Return H · coef_ (n × outputs) for new rows, block by block."""
        self._require_fitted()
        x = validation.check_X(X)
        validation.check_features(self, X, x.shape[1])
        with np.errstate(over="ignore", invalid="ignore"):
            return validation.check_scores(self.map_.project(x, self.coef_))
