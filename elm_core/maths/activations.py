"""Activation functions g of the hidden layer, H = g(XW + b), applied in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import pi, sqrt

import numpy as np

from elm_core.maths import linalg
from elm_core.maths.linalg import Array


def _sigmoid(z: Array) -> Array:
    # 1/(1 + e⁻ᶻ) = (1 + tanh(z/2))/2, which cannot overflow
    z *= 0.5
    np.tanh(z, out=z)
    z += 1.0
    z *= 0.5
    return z


def _relu(z: Array) -> Array:
    return np.maximum(z, 0.0, out=z)


def _leaky_relu(z: Array) -> Array:
    return np.maximum(z, 0.01 * z, out=z)


def _gelu(z: Array) -> Array:
    """z Φ(z) in the tanh form of Hendrycks & Gimpel (2016)."""
    with np.errstate(over="ignore"):  # z³ = ±inf: tanh of it is ±1
        z *= 0.5 * (1.0 + np.tanh(sqrt(2.0 / pi) * (z + 0.044715 * z**3)))
    return z


#: name → function that overwrites its argument with g of it
ACTIVATIONS: Mapping[str, Callable[[Array], Array]] = {
    "tanh": lambda z: np.tanh(z, out=z),
    "sigmoid": _sigmoid,
    "relu": _relu,
    "leaky_relu": _leaky_relu,
    "gelu": _gelu,
    "sine": lambda z: np.sin(z, out=z),
    "linear": lambda z: z,
    "rbf": lambda z: linalg.exp(np.negative(z, out=z)),  # z is a scaled squared distance
}
