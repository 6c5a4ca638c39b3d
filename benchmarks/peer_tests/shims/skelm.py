"""skelm's two estimators, by ours: n_neurons is n_hidden; its ridge term alpha is ours."""

from __future__ import annotations

from typing import Any

import elm_core


class ELMClassifier(elm_core.ELMClassifier):
    def __init__(self, alpha: Any = "loo", n_neurons: int = 100, random_state: Any = None) -> None:
        super().__init__(n_hidden=n_neurons, alpha=alpha, random_state=random_state)


class ELMRegressor(elm_core.ELMRegressor):
    def __init__(self, alpha: Any = "loo", n_neurons: int = 100, random_state: Any = None) -> None:
        super().__init__(n_hidden=n_neurons, alpha=alpha, random_state=random_state)
