"""A plugin of pytest: puts our estimators in the place of others in test files that are run."""

from __future__ import annotations

from fnmatch import fnmatch
from typing import Any

import numpy as np
import pytest
import sklearn.datasets
from differences import EQUIVALENT, ON_PURPOSE

from elm_core import ELMClassifier, ELMRegressor, KernelELMRegressor


class KernelRidge(KernelELMRegressor):
    """scikit-learn's name for it: of inputs as they are."""

    def __init__(self, kernel: str = "linear", alpha: float = 1.0) -> None:
        super().__init__(kernel=kernel, alpha=alpha, standardize=False)


_ACTIVATIONS = {"logistic": "sigmoid", "identity": "linear"}


class _MLP:
    """What a course of training takes is taken and left aside: an ELM has none."""

    def __init__(
        self, hidden_layer_sizes: Any = 100, activation: str = "relu", *, random_state: Any = None,
        solver: Any = None, max_iter: Any = None, shuffle: Any = None, tol: Any = None,
        alpha: Any = None, learning_rate_init: Any = None, batch_size: Any = None,
        learning_rate: Any = None, max_fun: Any = None, momentum: Any = None,
        early_stopping: Any = None, n_iter_no_change: Any = None, verbose: Any = None,
    ) -> None:  # fmt: skip
        sizes = hidden_layer_sizes
        size = max(sizes) if isinstance(sizes, (tuple, list)) else sizes
        kind = _ACTIVATIONS.get(activation, activation)
        super().__init__(n_hidden=int(size), activation=kind, random_state=random_state)

    def partial_fit(self, X: Any, y: Any, classes: Any = None) -> Any:
        more = {} if classes is None else {"classes": classes}
        return super().partial_fit(X, y, **more)


class MLPClassifier(_MLP, ELMClassifier):
    def predict_log_proba(self, X: Any) -> Any:
        return np.log(self.predict_proba(X))


class MLPRegressor(_MLP, ELMRegressor):
    pass


class LinearRegression(ELMRegressor):
    """Drawn from one seed, as tests of one model made twice expect."""

    def __init__(self, n_hidden: int = 20, random_state: Any = 0) -> None:
        super().__init__(n_hidden=n_hidden, random_state=random_state)


class LogisticRegression(ELMClassifier):
    def __init__(self, n_hidden: int = 20, random_state: Any = 0) -> None:
        super().__init__(n_hidden=n_hidden, random_state=random_state)


#: What test files import and is no more: a data set that was withdrawn, a name of NumPy 1.
sklearn.datasets.load_boston = sklearn.datasets.load_diabetes
np.int = int

#: The name of a test file → what stands in its module instead of its own names.
NAMES: dict[str, dict[str, Any]] = {
    "scikit_learn_test_kernel_ridge.py": {"KernelRidge": KernelRidge},
    "scikit_learn_test_mlp.py": {"MLPClassifier": MLPClassifier, "MLPRegressor": MLPRegressor},
    "MAPIE_test_common.py": {
        "LinearRegression": LinearRegression,
        "LogisticRegression": LogisticRegression,
    },
}


def pytest_collection_modifyitems(config: Any, items: list[Any]) -> None:
    kept = []
    for item in items:
        file, test = item.path.name, item.originalname
        if not any(fnmatch(test, names) for names in EQUIVALENT.get(file, ("*",))):
            continue
        vars(item.module).update(NAMES.get(file, {}))
        reason = ON_PURPOSE.get(file, {}).get(test)
        if reason:
            item.add_marker(pytest.mark.xfail(reason=reason, strict=True))
        kept.append(item)
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept
