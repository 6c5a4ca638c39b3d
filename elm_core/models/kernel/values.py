"""The kernel that the parameters of a model name, and its values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from elm_core.base import Estimator
from elm_core.exceptions import InvalidInput
from elm_core.maths import kernels
from elm_core.maths.linalg import Array

#: Sums of products of larger kernel values could overflow.
_LARGEST_VALUE = 1e250


class KernelValues(Estimator):
    """A model with the parameters of a kernel."""

    kernel: str | Callable[[Array, Array], Array]
    gamma: float | str | None
    degree: int
    coef0: float

    def _gamma(self, x: Array, weights: Array) -> float:
        n_features = int(x.shape[1])
        if self.gamma is None:
            return 1.0 / n_features
        if isinstance(self.gamma, str):
            share = weights / (weights.sum() * n_features)
            variance = float(share @ (x - (share @ x).sum()) ** 2 @ np.ones(n_features))
            return 1.0 / (n_features * (variance or 1.0))
        return float(self.gamma)

    def _kernel(self, a: Array, b: Array, gamma: float) -> Array:
        with np.errstate(over="ignore", invalid="ignore"):
            out = self._values(a, b, gamma)
        if not max(out.max(), -out.min()) <= _LARGEST_VALUE:  # NaN, too
            raise InvalidInput(
                f"the {self.kernel} kernel of X goes beyond ±{_LARGEST_VALUE:g}: rescale X (or "
                "standardize=True), or take a smaller gamma, coef0 or degree",
                parameter="X",
            )
        return out

    def _values(self, a: Array, b: Array, gamma: float) -> Array:
        if callable(self.kernel):
            try:
                out = np.asarray(self.kernel(a, b), dtype=np.float64)
            except (TypeError, ValueError):
                out = np.empty(0)
            if out.shape != (len(a), len(b)) or not np.isfinite(out).all():
                raise InvalidInput(
                    f"kernel must return finite values of shape {(len(a), len(b))}, got "
                    f"shape {out.shape}",
                    parameter="kernel",
                )
            return out
        settings = {"gamma": gamma, "degree": self.degree, "coef0": self.coef0}
        taken = {name: settings[name] for name in kernels.TAKES.get(self.kernel, ())}
        return kernels.KERNELS[self.kernel](a, b, **taken)

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.pairwise = self.kernel == "precomputed"
        return tags
