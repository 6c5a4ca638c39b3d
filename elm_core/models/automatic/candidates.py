"""The models that `AutoELM` tries, the most promising first, and what they cost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from elm_core import memory
from elm_core.models.elm.estimators import ELMClassifier, ELMRegressor
from elm_core.models.kernel.estimators import KernelELMClassifier, KernelELMRegressor
from elm_core.models.kernel.exact import CHOOSING_ROWS

#: Numbers of landmarks with which a kernel is tried where the exact form takes too long.
LANDMARKS = (2000, 1000, 500, 250)


@dataclass(frozen=True)
class Candidate:
    """A kind of model with parameters; gamma is given as a multiple of 1 / n_features."""

    kernel: bool
    params: dict[str, Any]

    def make(self, *, classifies: bool, n_features: int, options: dict[str, Any]) -> Any:
        """Return an unfitted model with these parameters and the common `options`."""
        params = dict(self.params)
        if "gamma" in params:
            params["gamma"] /= n_features
        kinds = {
            (True, True): KernelELMClassifier,
            (True, False): KernelELMRegressor,
            (False, True): ELMClassifier,
            (False, False): ELMRegressor,
        }
        return kinds[self.kernel, classifies](**params, **options)

    def forms(self, n_rows: int) -> list[Candidate]:
        """Return the ways to train on so many rows for which there is memory, the best first.

        A kernel is exact, or on landmarks, of which there are two rows for each at least.
        """
        if not self.kernel:
            return [self]
        forms = []
        try:
            memory.require(32.0 * n_rows**2, "a kernel", "")
            forms.append(self)
        except MemoryError:
            pass
        for m in LANDMARKS:
            if 2 * m <= n_rows:
                params = {**self.params, "n_landmarks": m, "landmarks": "uniform"}
                forms.append(replace(self, params=params))
        return forms

    def finer(self, n_rows: int) -> list[Candidate]:
        """Return the forms that are better than this one on landmarks, the best first."""
        if "n_landmarks" not in self.params:
            return []
        rest = ("n_landmarks", "landmarks")
        exact = replace(self, params={k: v for k, v in self.params.items() if k not in rest})
        forms = exact.forms(n_rows)
        return forms[: forms.index(self)]

    def cost(self, n_rows: int, n_features: int) -> float:
        """Return about how long a fit takes, in multiplications of large matrices.

        What is not one of them (a start, exponentials, choosing alpha) is in the constants,
        which were measured.
        """
        n, d = float(n_rows), float(n_features)
        spent = 2e8 + 3e5 * n
        if self.params.get("features", "random") != "random":
            spent += min(n, 4000.0) * 256.0 * (256.0 + 2.0 * d) * 3.0
        if self.kernel:
            distances = 20.0 if self.params["kernel"] == "laplacian" else 1.0
            m = float(self.params.get("n_landmarks", 0))
            if m:
                return spent + distances * n * m * d + 2.0 * n * m * m + 20.0 * m**3
            chosen = min(n, CHOOSING_ROWS)
            whole = n**3 if n > chosen else 0.0
            return spent + distances * n * n * d + 10.0 * chosen**3 + whole
        h = float(self.params.get("n_hidden", 256))
        small = min(n, h)
        return spent + n * h * (d + small) + 10.0 * small**3 + min(n, 2048.0) * small * small


def _elm(n_hidden: int, activation: str = "relu", weight_scale: float = 1.0) -> Candidate:
    params = {"n_hidden": n_hidden, "activation": activation, "weight_scale": weight_scale}
    return Candidate(False, params)


def _learned(n_hidden: int, activation: str = "relu", features: str = "learned") -> Candidate:
    params = {"n_hidden": n_hidden, "activation": activation}
    return Candidate(False, {**params, "features": features, "direct_links": True})


def _kernel(kernel: str, gamma: float | None = None, **params: Any) -> Candidate:
    scale = {} if gamma is None else {"gamma": gamma}
    return Candidate(True, {"kernel": kernel, **scale, **params})


def _stretched(kernel: str, gamma: float | None = None) -> Candidate:
    return _kernel(kernel, gamma, features="diagonal")


#: Ordered by their mean loss on some thirty tables; what table models are made of comes first.
CANDIDATES = (
    _learned(512),
    _stretched("laplacian", 1.0),
    _stretched("rbf", 1.0),
    _learned(1000, "tanh"),
    _kernel("rbf", 1.0),
    _learned(1000),
    _stretched("laplacian", 0.3),
    _stretched("arc_cosine"),
    _learned(1000, "tanh", "full"),
    _elm(1000),
    _kernel("laplacian", 1.0),
    _kernel("arc_cosine"),
    _kernel("laplacian", 3.0),
    _kernel("rbf", 0.3),
    _elm(1000, "tanh"),
    _kernel("polynomial", degree=3),
    _kernel("rbf", 3.0),
    _elm(1000, "rbf"),
    _kernel("laplacian", 0.3),
    _kernel("rbf", 0.1),
    _elm(1000, "relu", 0.3),
    _elm(500),
    _elm(500, "tanh"),
    _elm(2000),
    _kernel("polynomial", degree=2),
    _elm(1000, "tanh", 0.3),
    _elm(1000, "sine"),
    _kernel("laplacian", 0.1),
    _elm(64, "tanh", 0.3),
    _elm(2000, "tanh"),
    _kernel("linear"),
    Candidate(False, {}),
    _stretched("rbf", 0.3),
    _stretched("laplacian", 3.0),
    _elm(1000, "tanh", 3.0),
    _elm(1000, "rbf", 0.3),
    _elm(3000),
    _kernel("rbf", 10.0),
)
