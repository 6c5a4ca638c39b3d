"""The hidden layer of an ELM in one pass: product, bias and activation."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from elm_kernels.library import library, place
from elm_kernels.products import alike

Array = npt.NDArray

#: Names of the activations that the module knows, with their numbers in activations.h.
ACTIVATIONS = {
    "linear": 0,
    "exp": 1,
    "tanh": 2,
    "sigmoid": 3,
    "relu": 4,
    "leaky_relu": 5,
    "gelu": 6,
}


def activate(x: Array, activation: str) -> Array:
    """Overwrite a C-contiguous float64 or float32 array with g of it, and return it."""
    known = x.dtype == np.float64 or x.dtype == np.float32
    if not known or not x.flags.c_contiguous or not x.flags.writeable:
        raise ValueError("activate needs a writable C-contiguous array of float64 or float32")
    lib = library()
    function = lib.elm_activate_f64 if x.dtype == np.float64 else lib.elm_activate_f32
    function(ACTIVATIONS[activation], x.size, x.ctypes.data)
    return x


def hidden(x: Array, weights: Array, bias: Array, activation: str) -> Array:
    """H = g(XW + b) for X (n × d), W (d × h) and b (h,); float32 where X and W are."""
    x, weights = alike(x, weights)
    bias = np.ascontiguousarray(bias, dtype=x.dtype)
    (n, d), h = x.shape, weights.shape[1]
    if weights.shape[0] != d or bias.shape != (h,):
        raise ValueError(
            f"shapes {x.shape}, {weights.shape} and {bias.shape} do not fit: "
            "expected (n, d), (d, h) and (h,)"
        )
    out = np.empty((n, h), dtype=x.dtype)
    lib = library()
    function = lib.elm_hidden_f64 if x.dtype == np.float64 else lib.elm_hidden_f32
    number = ACTIVATIONS[activation]
    function(number, n, d, h, *place(x), *place(weights), bias.ctypes.data, out.ctypes.data)
    return out
