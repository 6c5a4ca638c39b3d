"""Kernels k(x, z), from rows or from inner products; `KERNELS` has them by name.

Those of `FROM_COSINE` need only the cosine of the angle between x and z, so that they work on
sparse rows of length 1, too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np

from elm_core.maths import linalg
from elm_core.maths.linalg import Array


def linear(a: Array, b: Array) -> Array:
    """k(x, z) = xᵀz, for A (m × d) and B (n × d): (m × n)."""
    return linalg.matmul_t(a, b)


def polynomial(a: Array, b: Array, *, gamma: float, degree: int, coef0: float) -> Array:
    """k(x, z) = (γ xᵀz + c₀)^degree."""
    return np.asarray((gamma * linalg.matmul_t(a, b) + coef0) ** degree)


def rbf(a: Array, b: Array, *, gamma: float) -> Array:
    """k(x, z) = exp(−γ ‖x − z‖²)."""
    return linalg.pairwise_sq_distances(a, b, gamma)


def laplacian(a: Array, b: Array, *, gamma: float) -> Array:
    """k(x, z) = exp(−γ ‖x − z‖₁)."""
    return linalg.pairwise_l1_distances(a, b, gamma)


def cosine(a: Array, b: Array) -> Array:
    """k(x, z) = cos θ; 0 for a vector of zeros."""
    return cosines(linalg.matmul_t(a, b), norms(a), norms(b))


def arc_cosine(a: Array, b: Array, *, order: int) -> Array:
    """k(x, z) = ‖x‖ᵒ ‖z‖ᵒ Jₒ(θ) / π: a hidden layer of infinitely many random units.

    Cho & Saul (2009), "Kernel methods for deep learning", NIPS 22, eq. 3: 2 E[g(wᵀx) g(wᵀz)]
    for w ~ N(0, I), with g the step function (order 0) or the rectifier (order 1).
    """
    length_a, length_b = norms(a), norms(b)
    out = arc_cosine_of(cosines(linalg.matmul_t(a, b), length_a, length_b), order=order)
    if order == 1:
        out *= np.outer(length_a, length_b)
    return out


def norms(a: Array) -> Array:
    """‖aᵢ‖ for A (m × d)."""
    return np.asarray(np.sqrt(np.einsum("ij,ij->i", a, a)))


def cosines(products: Array, length_a: Array, length_b: Array) -> Array:
    """cos θ = xᵀz / (‖x‖ ‖z‖), within ±1, and 0 where a length is 0."""
    length = np.outer(length_a, length_b)
    out = np.divide(products, length, out=np.zeros_like(products), where=length > 0)
    return np.asarray(np.clip(out, -1.0, 1.0, out=out))


def arc_cosine_of(cos: Array, *, order: int) -> Array:
    """Jₒ(θ) / π of the cosine of θ.

    Cho & Saul (2009), eq. 4 to 6: J₀ = π − θ, J₁ = sin θ + (π − θ) cos θ.
    """
    cos = np.clip(cos, -1.0, 1.0)
    rest = np.pi - np.arccos(cos)
    if order == 0:
        return np.asarray(rest / np.pi)
    # (1 − c)(1 + c) keeps the digits that 1 − c² loses beside ±1
    return np.asarray((np.sqrt((1.0 - cos) * (1.0 + cos)) + rest * cos) / np.pi)


def _of_cosine(cos: Array) -> Array:
    return np.clip(cos, -1.0, 1.0)


def _rbf_of_cosine(cos: Array) -> Array:
    """exp(−‖x − z‖²), which is exp(2 (cos θ − 1)) of vectors of length 1."""
    out = _of_cosine(cos)
    out -= 1.0
    out *= 2.0
    return linalg.exp(out)


#: Kernels of unit vectors, as functions of the cosine.
FROM_COSINE: dict[str, Callable[[Array], Array]] = {
    "rbf": _rbf_of_cosine,
    "cosine": _of_cosine,
    "arc_cosine": lambda cos: arc_cosine_of(cos, order=1),
    "arc_cosine_0": lambda cos: arc_cosine_of(cos, order=0),
}

#: name → function of A (m × d) and B (n × d), and what `TAKES` says by keyword
KERNELS: Mapping[str, Callable[..., Array]] = {
    "rbf": rbf,
    "laplacian": laplacian,
    "polynomial": polynomial,
    "linear": linear,
    "cosine": cosine,
    "arc_cosine_0": partial(arc_cosine, order=0),
    "arc_cosine": partial(arc_cosine, order=1),
}

#: The parameters of a kernel, where it has some.
TAKES: Mapping[str, tuple[str, ...]] = {
    "rbf": ("gamma",),
    "laplacian": ("gamma",),
    "polynomial": ("gamma", "degree", "coef0"),
}
