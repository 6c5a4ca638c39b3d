"""Inputs stretched along the directions that matter: features learnt in closed form.

A random layer treats all directions of its inputs alike. How much each matters is told by the
average outer product of the gradients of a solved model f(x) = Σⱼ βⱼ g(wⱼᵀPx + bⱼ) + λᵀPx,

    A = P W [(G'ᵀG' / n) ∘ (ββᵀ)] Wᵀ P + …,    G'ᵢⱼ = g'(wⱼᵀPxᵢ + bⱼ),

and the next layer sees Px with P = A^½, scaled so that tr(P²) = n_features. Nothing descends a
gradient: W stays random, and each round is one more ridge regression, on a sample of the rows.

Radhakrishnan, Beaglehole, Pandit & Belkin (2024), "Mechanism for feature learning in neural
networks and backpropagation-free machine learning models", Science 383, eq. 2; for kernels
recursive feature machines. P follows from the targets it helps to predict, so a layer that sees
Px alone may be flattered by its own leave-one-out error. Half of the units see the columns
stretched one by one (the diagonal of P²), half the directions, and one ridge regression weighs
them against each other.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core.exceptions import InvalidInput, short
from elm_core.maths import hidden, linalg, symmetric
from elm_core.maths.activations import SLOPES
from elm_core.maths.arrays import Work, within
from elm_core.maths.hidden import HiddenLayer
from elm_core.maths.linalg import Array
from elm_core.maths.moments import Moments
from elm_core.maths.primal import solve_primal_steps
from elm_core.maths.ridge import Rows, solve_wide

Index = npt.NDArray[np.intp]

#: What the units of a layer see: columns stretched one by one, directions, half of them each.
FEATURES = ("learned", "full", "diagonal")

#: Rows that P is learnt from at most, and rounds of learning.
ROWS, ROUNDS = 4000, 2

#: The layer that it is learnt with where the model has none.
LAYER: dict[str, Any] = {
    "n_hidden": 256,
    "activation": "relu",
    "hidden": "normal",
    "weight_scale": 1.0,
    "bias_scale": 0.5,
}

#: Units of the layers that P is learnt with: a fourth of the rows at most, lest they interpolate.
_LEAST_UNITS, _MOST_UNITS = 32, 256

#: Above this width, directions are not learnt: they would take more memory than the layer.
MOST_DIRECTIONS = 512

#: Share of its mean variance that every direction keeps at least: the root stays well-conditioned.
_FLOOR = 1e-6


def learn_stretch(
    x: Array, targets: Array, weights: Array, seed: int, layer: dict[str, Any], features: str
) -> Work[Array]:
    """Return P of a sample of rows: packed (see `symmetric`), or its diagonal alone (n_features,).

    Parameters
    ----------
    x : array of shape (n_samples, n_features)
        Standardised inputs.
    targets : array of shape (n_samples, n_outputs)
    weights : array of shape (n_samples,)
    seed : int
    layer : dict
        Parameters of `hidden.draw`.
    features : {"learned", "full", "diagonal"}
        The diagonal alone is learnt for "diagonal", and where there are more than
        `MOST_DIRECTIONS` columns.
    """
    n, d = x.shape
    directions = features != "diagonal" and d <= MOST_DIRECTIONS
    n_units = max(_LEAST_UNITS, min(layer["n_hidden"], _MOST_UNITS, n // 4))
    # what is linear in the inputs is not the units' to find: its slope is known at once
    drawn = hidden.draw(seed, d, **{**layer, "n_hidden": n_units, "direct_links": True})
    p: Array = np.eye(d) if directions else np.ones(d)
    for number in range(ROUNDS):
        stretched = linalg.matmul(x, p) if directions else x * p
        solving = _solved(drawn, Rows(stretched, targets, weights))
        coef = yield from within(solving, number / ROUNDS, (number + 0.8) / ROUNDS)
        outer = gradient_outer_product(drawn, stretched, coef, weights)
        if directions:
            p = _root(linalg.matmul(p, linalg.matmul(outer, p)))
        else:
            p = _normalised(p * p * np.diag(outer))
        yield (number + 1) / ROUNDS
    return symmetric.pack(p) if directions else p


def sample(n_rows: int, seed: int) -> Index:
    """Return the places of the rows that P is learnt from, in ascending order.

    Half of them at most: what leave-one-out says of rows whose targets have shaped P is too
    good, by several points where there are few rows and many columns.
    """
    return np.sort(np.random.RandomState(seed).permutation(n_rows)[: min(ROWS, (n_rows + 1) // 2)])


def gradient_outer_product(layer: HiddenLayer, x: Array, coef: Array, weights: Array) -> Array:
    """Return the mean of ∇f(xᵢ) ∇f(xᵢ)ᵀ over rows and outputs (n_features × n_features)."""
    h = len(layer.bias)
    inner, links = coef[:h], coef[h:]
    slopes = linalg.matmul(x, layer.weights)
    slopes += layer.bias
    slopes = SLOPES[str(layer.activation)](slopes)
    total = float(weights.sum())
    mean = weights @ slopes / total
    slopes *= np.sqrt(weights / total)[:, None]
    between = linalg.gram(slopes)
    between *= linalg.matmul_t(inner, inner)
    out = linalg.matmul(layer.weights, linalg.matmul_t(between, layer.weights))
    if len(links):
        crossed = linalg.matmul(linalg.matmul(layer.weights, mean[:, None] * inner), links.T)
        out += crossed + crossed.T + linalg.matmul_t(links, links)
    return np.asarray(out)


def stretched(layer: HiddenLayer, stretch: Array, features: str) -> HiddenLayer:
    """Return the layer whose units see stretched inputs: (Px)ᵀw = xᵀ(Pw)."""
    d, h = layer.weights.shape
    weights = layer.weights.copy()
    directions = len(stretch) > d
    some = {"learned": h // 2, "full": h, "diagonal": 0}[features] if directions else 0
    columns = stretch
    if directions:
        p = symmetric.unpack(stretch, d)
        columns = columns_of(stretch, d)
        weights[:, :some] = linalg.matmul(p, np.ascontiguousarray(weights[:, :some]))
    weights[:, some:] *= columns[:, None]
    return replace(layer, weights=weights)


def bytes_needed(n_features: int, n_hidden: int) -> float:
    """Return what learning P takes at most, in bytes."""
    h = max(_LEAST_UNITS, min(n_hidden, _MOST_UNITS)) + n_features
    return 8.0 * (ROWS * (2 * n_features + 2 * h) + 4 * h * h)


def kind(features: Any) -> str:
    """Return which of `FEATURES` a parameter asks for: a name, or a mapping with kind and P."""
    return str(features if isinstance(features, str) else features["kind"])


def given(features: Any) -> Array:
    """Return the P of such a mapping."""
    expected = 'features must be a name, or {"kind": …, "stretch": …} of another model'
    if set(features) != {"kind", "stretch"} or features["kind"] not in FEATURES:
        raise InvalidInput(f"{expected}, got {short(features)}", parameter="features")
    p = np.asarray(features["stretch"])
    if p.ndim != 1 or not len(p) or p.dtype.kind not in "iuf" or not np.isfinite(p).all():
        raise InvalidInput(
            f"{expected}: a list of finite numbers, got {short(features['stretch'])}",
            parameter="features",
        )
    return np.asarray(p, dtype=np.float64)


def columns_of(stretch: Array, n_features: int) -> Array:
    """Return how far each column alone is stretched (n_features,): the root of P²'s diagonal."""
    if len(stretch) == n_features:
        return stretch
    p = symmetric.unpack(stretch, n_features)
    return np.asarray(np.sqrt((p * p).sum(axis=0)))


def importances(stretch: Array, n_features: int) -> Array:
    """Return how much each column matters, as shares (n_features,): the diagonal of P²."""
    squares = columns_of(stretch, n_features) ** 2
    return np.asarray(squares / squares.sum())


def _solved(layer: HiddenLayer, rows: Rows) -> Work[Array]:
    """Output weights of least leave-one-out error."""
    x, n = rows.hidden, len(rows.hidden)
    if n <= layer.width:
        yield 0.0
        return solve_wide(Rows(layer(x), rows.targets, rows.weights), "loo").coef
    moments = Moments.zeros(layer.width, rows.targets.shape[1])
    for block in linalg.row_blocks(n):
        yield 0.5 * block.start / n
        moments.add(layer(x[block]), rows.targets[block], rows.weights[block])
    some = slice(0, max(256, 4 * layer.width))
    scored = Rows(layer(x[some]), rows.targets[some], rows.weights[some])
    solution = yield from within(solve_primal_steps(moments, "loo", scored), 0.5, 1.0)
    return solution.coef


def _root(a: Array) -> Array:
    """Return the symmetric root of A, a little lifted, scaled so that tr(P²) is its width."""
    values, vectors = linalg.eigh(a)
    values = np.maximum(values, 0.0)
    mean = float(values.mean())
    if not mean > 0.0:
        return np.eye(len(a))
    values = (values + _FLOOR * mean) / (mean * (1.0 + _FLOOR))
    root = linalg.matmul_t(vectors * np.sqrt(values), vectors)
    return np.asarray(0.5 * (root + root.T))


def _normalised(squares: Array) -> Array:
    mean = float(squares.mean())
    if not mean > 0.0:
        return np.ones(len(squares))
    return np.sqrt((squares + _FLOOR * mean) / (mean * (1.0 + _FLOOR)))
