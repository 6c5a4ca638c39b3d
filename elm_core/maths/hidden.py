"""The random hidden layer: H = g(XW + b), drawn once from a seed and never trained.

Huang, Zhu & Siew (2006), "Extreme learning machine: theory and applications",
Neurocomputing 70, eq. 2.

Weights are made from the uniform stream of NumPy's legacy ``RandomState`` (MT19937), which
is frozen by NEP 19, with additions and multiplications only: any language that has MT19937
draws the same weights to the last bit, so model files hold the seed and not the weights.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from elm_core.exceptions import InvalidInput
from elm_core.maths import linalg
from elm_core.maths.activations import ACTIVATIONS
from elm_core.maths.arrays import Work
from elm_core.maths.linalg import Array

DISTRIBUTIONS = ("normal", "uniform", "sparse", "orthogonal")

#: Weights that are drawn between two steps: 1 MB.
_AT_A_TIME = 2**17


@dataclass(frozen=True)
class HiddenLayer:
    """Weights W (n_features × n_hidden), biases b (n_hidden,) and the activation g.

    Where weights and inputs are float32, so is what it makes of them.
    """

    weights: Array
    bias: Array
    activation: str | Callable[[Array], Array]
    #: Whether the inputs stand beside what the units make of them: Pao, Park & Sobajic (1994),
    #: "Learning and generalization characteristics of the random vector functional-link net"
    direct_links: bool = False

    @property
    def width(self) -> int:
        """Return how many numbers a row becomes."""
        return len(self.bias) + (len(self.weights) if self.direct_links else 0)

    def __call__(self, x: Array) -> Array:
        """Return H (n × width) for standardised inputs (n × n_features)."""
        units = self._units(x)
        return np.hstack([units, x]) if self.direct_links else units

    def _units(self, x: Array) -> Array:
        if self.activation == "rbf":
            return ACTIVATIONS["rbf"](self._scaled_distances(x))
        if not callable(self.activation):
            fused = linalg.hidden(x, self.weights, self.bias, self.activation)
            if fused is not None:
                return fused
        z = linalg.matmul(x, self.weights)
        z += self.bias
        if callable(self.activation):
            out = np.asarray(self.activation(z))
            if out.shape != z.shape or out.dtype.kind not in "fiub" or not np.isfinite(out).all():
                raise InvalidInput(
                    f"activation must return finite numbers of shape {z.shape}, got {out.dtype} "
                    f"of shape {out.shape}",
                    parameter="activation",
                )
            return np.ascontiguousarray(out, dtype=np.float64)
        return ACTIVATIONS[self.activation](z)

    def _scaled_distances(self, x: Array) -> Array:
        """bⱼ ‖x − wⱼ‖²: the columns of W are the centres, the biases the widths."""
        z = linalg.matmul_t(x, self.weights.T)
        z *= -2.0
        z += np.einsum("ij,ij->i", x, x)[:, None]
        z += np.einsum("ij,ij->j", self.weights, self.weights)
        np.maximum(z, 0.0, out=z)
        z *= self.bias
        return z


def draw(
    seed: int,
    n_features: int,
    n_hidden: int,
    *,
    activation: str | Callable[[Array], Array],
    hidden: str,
    weight_scale: float,
    bias_scale: float,
    direct_links: bool = False,
) -> HiddenLayer:
    """Draw a hidden layer from `seed`.

    With inputs of unit variance, XW has variance ``weight_scale²`` whatever the width: W has
    entries of variance ``weight_scale² / n_features``. b is uniform on ±``bias_scale``. For
    ``"rbf"`` the columns of W are centres of unit variance and b holds the widths
    ``γⱼ = weight_scale² uⱼ / n_features`` with uⱼ uniform on [0.5, 1.5).
    """
    weights, bias = np.empty((n_features, n_hidden)), np.empty(n_hidden)
    layer = HiddenLayer(weights, bias, activation, direct_links)
    for _ in _fill(layer, hidden, weight_scale, bias_scale, _stream(seed).random_sample):
        pass
    return layer


def drawing(seed: int, n_features: int, layer: dict[str, Any]) -> tuple[HiddenLayer, Work[None]]:
    """Return the layer that `draw` makes, and the work that fills it, in steps.

    Parameters
    ----------
    seed, n_features : int
    layer : dict
        The other parameters of `draw`, by name.
    """
    h, activation = layer["n_hidden"], layer["activation"]
    links = bool(layer.get("direct_links", False))
    made = HiddenLayer(np.empty((n_features, h)), np.empty(h), activation, links)
    # a stream of its own: other layers may be drawn between the steps
    uniform = np.random.RandomState(seed).random_sample
    scales = layer["weight_scale"], layer["bias_scale"]
    return made, _fill(made, layer["hidden"], *scales, uniform)


def cost(n_features: int, n_hidden: int, hidden: str) -> float:
    """Return what drawing a layer takes, in bytes.

    Time counts as well: one of the widths ``"orthogonal"`` takes O(width) for each weight, where
    other layers take a constant time.
    """
    weights = 8.0 * n_features * n_hidden
    if hidden != "orthogonal":
        return weights
    return weights * (4.0 + min(n_features, n_hidden) / 256.0)


def _stream(seed: int) -> np.random.RandomState:
    """`RandomState(seed)`, used up before the next call; a new one takes 0.5 ms in Pyodide."""
    if not hasattr(_of_thread, "random"):
        _of_thread.random = np.random.RandomState()
    random: np.random.RandomState = _of_thread.random
    random.seed(seed)
    return random


_of_thread = threading.local()


def _fill(
    layer: HiddenLayer,
    hidden: str,
    weight_scale: float,
    bias_scale: float,
    uniform: Callable[[int], Array],
) -> Work[None]:
    """Write weights and biases where they will stay, some of them at a time."""
    n_features, n_hidden = layer.weights.shape
    yield from _unit_variance(layer.weights, hidden, uniform)
    u = uniform(n_hidden)
    if layer.activation == "rbf":
        layer.bias[:] = (weight_scale * weight_scale / n_features) * (0.5 + u)
        return
    np.multiply(layer.weights, weight_scale / np.sqrt(n_features), out=layer.weights)
    layer.bias[:] = bias_scale * (2.0 * u - 1.0)


def _unit_variance(weights: Array, hidden: str, uniform: Callable[[int], Array]) -> Work[None]:
    """Write W with entries of mean 0 and variance 1."""
    # Irwin–Hall: twelve uniforms less six have mean 0 and variance 1. Unlike Box–Muller it
    # needs no logarithm, whose last bit differs between mathematical libraries.
    times = 1 if hidden in ("uniform", "sparse") else 12
    flat = weights.reshape(-1)
    for number in range(times):
        for start in range(0, len(flat), _AT_A_TIME):
            part = flat[start : start + _AT_A_TIME]
            u = uniform(len(part))
            if hidden == "uniform":
                part[:] = np.sqrt(12.0) * (u - 0.5)
            elif hidden == "sparse":
                # ±√3 with probability 1/6 each, else 0: Achlioptas (2003), eq. 2
                part[:] = np.sqrt(3.0) * ((u < 1 / 6).astype(np.float64) - (u >= 5 / 6))
            elif number:
                part += u
            else:
                part[:] = u
            yield (number + start / len(flat)) / times
    if times == 12:
        flat -= 6.0
    if hidden == "orthogonal":
        weights[:] = _orthogonal(weights)


def _orthogonal(weights: Array) -> Array:
    """Columns (or rows, where there are fewer) made orthogonal, entries of variance 1."""
    tall = weights if weights.shape[0] >= weights.shape[1] else weights.T
    q, r = np.linalg.qr(tall)
    q *= np.sign(np.diag(r)) * np.sqrt(len(tall))
    return np.asarray(q if tall is weights else q.T)
