"""What models have in common whose hidden layer is drawn from a seed: files hold the seed."""

from __future__ import annotations

from typing import Any

from elm_core import memory
from elm_core.base import Estimator, Steps
from elm_core.maths import hidden
from elm_core.maths.linalg import Array
from elm_core.models.elm.training import InputMap


class DrawnLayer(Estimator):
    """A model with an `InputMap`, which is drawn again when it is loaded."""

    map_: InputMap
    coef_: Array
    n_features_in_: int
    seed_: int
    layer_: dict[str, Any]
    mean_: Array
    scale_: Array
    direct_links_: bool = False
    stretch_: Array | None = None
    features_: str

    def _rebuild_steps(self) -> Steps:
        layer = self.layer_ | {"direct_links": self.direct_links_}
        drawn, work = InputMap.drawing(self.mean_, self.scale_, self.seed_, layer)
        yield from work
        learned = self.stretch_
        self.map_ = drawn if learned is None else drawn.stretched(learned, self.features_)

    def _check_learned(self) -> None:
        layer = self.layer_
        memory.for_loading(hidden.cost(self.n_features_in_, layer["n_hidden"], layer["hidden"]))
