"""Ridge regression on labelled rows with a penalty on roughness over all rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from elm_core.maths import linalg
from elm_core.maths.linalg import Array
from elm_core.maths.ridge import unit_of_ridge_term

#: Grids, as shares of the mean diagonal of the labelled rows' Gram matrix.
ALPHAS = tuple(10.0**k for k in range(-5, 2))
SMOOTHNESS = (0.0, *(10.0**k for k in range(-3, 3)))


@dataclass(frozen=True)
class Labelled:
    """Labelled rows, centred: hidden outputs (n × m), targets (n × c) and weights (n,)."""

    hidden: Array
    targets: Array
    weights: Array
    hidden_mean: Array
    target_mean: Array

    @classmethod
    def of(cls, hidden: Array, codes: npt.NDArray[np.intp], n_classes: int) -> Labelled:
        """Weigh rows so that each class has the same sum; the mean weight is 1."""
        count = np.bincount(codes, minlength=n_classes)
        weights = len(codes) / (n_classes * count[codes].astype(np.float64))
        targets = np.eye(n_classes)[codes]
        hidden_mean, target_mean = (weights @ a / weights.sum() for a in (hidden, targets))
        return cls(hidden - hidden_mean, targets - target_mean, weights, hidden_mean, target_mean)


@dataclass(frozen=True)
class Smooth:
    """A solution; ``loo`` (n × c) are leave-one-out scores of the labelled rows."""

    coef: Array
    intercept: Array
    alpha: float
    smoothness: float
    loo: Array


def solve(
    rows: Labelled, roughness: Array, alphas: Sequence[float], smoothness: Sequence[float]
) -> Smooth:
    """β = (HᵀCH + αI + λR)⁻¹ HᵀCT for the α and λ of least leave-one-out error.

    Parameters
    ----------
    rows : labelled rows, centred
    roughness : (m, m) R = HᵀLH over all rows; L takes no notice of a constant
    alphas, smoothness : α and λ, as shares of the mean diagonal of HᵀCH (and of R)

    The graph is held fixed when a row loses its label. Huang et al. (2014), eq. 15.
    """
    root = np.sqrt(rows.weights)[:, None]
    weighted = rows.hidden * root
    gram, cross = linalg.gram(weighted), linalg.cross(weighted, rows.targets * root)
    unit = unit_of_ridge_term(gram, rows.hidden_mean, len(rows.hidden))
    per_roughness = float(np.trace(roughness)) / len(gram)
    smooth = roughness * (unit / per_roughness if per_roughness > 0 else 0.0)
    best: Smooth | None = None
    least = np.inf
    for share in smoothness:
        for alpha in alphas:
            shifted = gram + share * smooth
            shifted.flat[:: len(gram) + 1] += alpha * unit
            try:
                factor = linalg.cholesky(shifted)
            except np.linalg.LinAlgError:
                continue
            coef = linalg.cho_solve(factor, cross)
            loo = _leave_one_out(rows, factor, weighted, coef)
            error = float(rows.weights @ ((loo - rows.targets) ** 2).sum(axis=1))
            if best is None or error < least:
                intercept = rows.target_mean - rows.hidden_mean @ coef
                best = Smooth(coef, intercept, alpha, share, loo + rows.target_mean)
                least = error
    if best is None:
        raise np.linalg.LinAlgError("no ridge term of the grid makes the system definite")
    return best


def _leave_one_out(rows: Labelled, factor: Array, weighted: Array, coef: Array) -> Array:
    """t − (t − ŷ) / (1 − hᵢᵢ), with hᵢᵢ the leverage of a row, its share of the mean included."""
    half = linalg.solve_triangular(factor, weighted.T)
    leverage = np.einsum("ij,ij->j", half, half) + rows.weights / rows.weights.sum()
    residual = rows.targets - linalg.matmul(rows.hidden, coef)
    return np.asarray(rows.targets - residual / np.maximum(1.0 - leverage, 1e-9)[:, None])
