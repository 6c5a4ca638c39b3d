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


def _tanh_slope(z: Array) -> Array:
    np.tanh(z, out=z)
    z *= z
    return np.subtract(1.0, z, out=z)


def _sigmoid_slope(z: Array) -> Array:
    out = _sigmoid(z)
    out *= 1.0 - out
    return out


def _gelu_slope(z: Array) -> Array:
    root = sqrt(2.0 / pi)
    with np.errstate(over="ignore", invalid="ignore"):
        t = np.tanh(root * (z + 0.044715 * z**3))
        slope = 0.5 * (1.0 + t) + 0.5 * z * (1.0 - t * t) * root * (1.0 + 0.134145 * z * z)
    return np.where(np.abs(z) > 10.0, z > 0, slope)


#: name → function that overwrites its argument with g' of it; "rbf" is of a distance
SLOPES: Mapping[str, Callable[[Array], Array]] = {
    "tanh": _tanh_slope,
    "sigmoid": _sigmoid_slope,
    "relu": lambda z: np.greater(z, 0.0, out=z),
    "leaky_relu": lambda z: np.where(z > 0.0, 1.0, 0.01),
    "gelu": _gelu_slope,
    "sine": lambda z: np.cos(z, out=z),
    "linear": np.ones_like,
}
