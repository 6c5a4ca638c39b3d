"""One autoencoder stage: β from a random hidden layer back to its inputs, solved in closed form.

Kasun, Zhou, Huang & Vong (2013), "Representational learning with extreme learning machine for
big data", IEEE Intelligent Systems 28(6): β = (HᵀH + αI)⁻¹HᵀX for an orthogonal random layer
H = g(XW + b), and Xβᵀ is the embedding. Tang, Deng & Huang (2016), "Extreme learning machine
for multilayer perceptron", IEEE TNNLS 27(4), eq. 11 to 13: the same with λ‖β‖₁, by FISTA.

The rows go in by blocks; only HᵀH and HᵀX are kept.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np

from elm_core.maths import linalg
from elm_core.maths.arrays import Array, row_blocks
from elm_core.maths.fista import fista_steps
from elm_core.maths.hidden import HiddenLayer
from elm_core.maths.scaling import learn_scaling

#: Added to ββᵀ, relative to its mean diagonal, so that units that say nothing do no harm.
_RIDGE = 1e-10


@dataclass(frozen=True)
class Encoder:
    """The way from inputs to an embedding, ((x − offset) / scale) βᵀ, and back."""

    offset: Array  # (d,)
    scale: Array  # (d,)
    beta: Array  # (h, d)

    def __call__(self, x: Array) -> Array:
        """Return the embedding (n × h) of raw inputs (n × d)."""
        return linalg.matmul_t((x - self.offset) / self.scale, self.beta)

    def decode(self, embedding: Array) -> Array:
        """Return the inputs (n × d) of least norm whose embedding comes nearest: z (βᵀ)⁺."""
        wide = self.beta.shape[0] <= self.beta.shape[1]
        gram = linalg.outer_gram(self.beta) if wide else linalg.gram(self.beta)
        gram.flat[:: len(gram) + 1] += _RIDGE * float(np.trace(gram)) / len(gram) or 1.0
        factor = linalg.cholesky(gram)
        if wide:
            inputs = linalg.matmul(linalg.cho_solve(factor, embedding.T).T, self.beta)
        else:
            inputs = linalg.cho_solve(factor, linalg.matmul(embedding, self.beta).T).T
        return np.asarray(inputs * self.scale + self.offset)


@dataclass
class Statistics:
    """Σw, HᵀWH and HᵀWX of the rows so far."""

    weight: float
    gram: Array  # (h, h)
    cross: Array  # (h, d)

    @classmethod
    def zeros(cls, n_hidden: int, n_features: int) -> Statistics:
        """Return the statistics of no rows."""
        return cls(0.0, np.zeros((n_hidden, n_hidden)), np.zeros((n_hidden, n_features)))

    def add(self, layer: HiddenLayer, x: Array, weights: Array) -> None:
        """Add scaled rows x (n × d)."""
        root = np.sqrt(weights)[:, None]
        hidden = layer(x)
        hidden *= root
        self.weight += float(weights.sum())
        linalg.add_gram(self.gram, hidden)
        self.cross += linalg.cross(hidden, x * root)


def scaling_of(x: Array, weights: Array, *, columns: bool) -> tuple[Array, Array]:
    """Return offset and scale (d,) of the columns of x (n × d).

    Every column is centred. With `columns` each is divided by its own scale, else all by one
    number, the root of their mean variance: the pixels of an image keep their proportions.
    """
    if columns:
        return learn_scaling(x, weights)
    total = weights.sum()
    mean = weights @ x / total
    square = 0.0
    for rows in row_blocks(len(x)):
        deviation = x[rows] - mean
        square += float(weights[rows] @ np.einsum("ij,ij->i", deviation, deviation))
    scale = np.sqrt(square / (total * x.shape[1]))
    rounding = 10 * np.finfo(np.float64).eps * np.abs(mean).max()
    return mean, np.full(x.shape[1], scale if scale > rounding else 1.0)


def solve_steps(
    statistics: Statistics, alpha: float, l1: float, *, max_iter: int
) -> Generator[float, None, tuple[Array, int]]:
    """Return β (h × d) and the iterations it took, yielding the share done, from a half to all.

    For ``l1 = 0`` that of (HᵀWH + αI) β = HᵀWX; otherwise that of least
    ½‖√W(Hβ − X)‖² + l1 · Σw · ‖β‖₁.
    """
    if l1 > 0.0:
        beta = np.zeros_like(statistics.cross)
        penalty = l1 * statistics.weight
        steps = fista_steps(statistics.gram, statistics.cross, penalty, max_iter=max_iter)
        number = 0
        for number, beta in enumerate(steps, 1):  # noqa: B007
            yield 0.5 + 0.5 * number / max_iter
        return beta, number
    gram = statistics.gram.copy()
    # a unit that is zero for every row would make the matrix singular
    tiny = len(gram) * float(np.finfo(np.float64).eps) * float(np.trace(gram))
    gram.flat[:: len(gram) + 1] += max(alpha, tiny) or 1.0
    yield 0.5
    return linalg.cho_solve(linalg.cholesky(gram), statistics.cross), 1


def train_steps(
    x: Array,
    weights: Array,
    *,
    layer: HiddenLayer,
    alpha: float,
    l1: float,
    max_iter: int,
    columns: bool,
) -> Generator[float, None, Encoder]:
    """Return the encoder learnt from rows x (n × d), yielding the share done."""
    offset, scale = scaling_of(x, weights, columns=columns)
    statistics = Statistics.zeros(len(layer.bias), x.shape[1])
    for rows in row_blocks(len(x)):
        statistics.add(layer, (x[rows] - offset) / scale, weights[rows])
        yield 0.5 * rows.stop / len(x)
    beta, _ = yield from solve_steps(statistics, alpha, l1, max_iter=max_iter)
    return Encoder(offset, scale, beta)
