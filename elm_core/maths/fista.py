"""Sparse least squares: the β of least ½‖Hβ − T‖² + λ‖β‖₁.

Beck & Teboulle (2009), "A fast iterative shrinkage-thresholding algorithm for linear inverse
problems", SIAM J. Imaging Sciences 2(1), eq. 4.1 to 4.3. The rows are needed only as HᵀH and
HᵀT, so the number of rows costs nothing here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from elm_core.maths import linalg
from elm_core.maths.linalg import Array

#: An eigenvalue found by power iteration is too small by less than this share.
_MARGIN = 1.05


def fista_steps(
    gram: Array,
    cross: Array,
    penalty: float,
    *,
    max_iter: int = 200,
    tol: float = 1e-6,
) -> Iterator[Array]:
    """Yield β after each iteration until its largest change is below ``tol · max|β|``.

    Parameters
    ----------
    gram : (h, h) HᵀH
    cross : (h, c) HᵀT
    penalty : λ ≥ 0
    max_iter : iterations at most
    tol : relative change at which to stop
    """
    step = 1.0 / (_MARGIN * largest_eigenvalue(gram) or 1.0)
    beta = np.zeros_like(cross)
    ahead, t = beta, 1.0
    for _ in range(max_iter):
        descended = ahead - step * (linalg.matmul(gram, ahead) - cross)
        new = soft_threshold(descended, step * penalty)
        change = new - beta
        if np.einsum("ij,ij->", ahead - new, change) > 0.0:  # uphill: lose the momentum
            t = 1.0
        t_new = (1.0 + np.sqrt(1.0 + 4.0 * t * t)) / 2.0
        ahead = new + ((t - 1.0) / t_new) * change
        beta, t = new, t_new
        yield beta
        if np.abs(change).max(initial=0.0) <= tol * np.abs(beta).max(initial=0.0):
            return


def fista(gram: Array, cross: Array, penalty: float, **options: Any) -> Array:
    """Return the last β of `fista_steps`."""
    *_, beta = fista_steps(gram, cross, penalty, **options)
    return beta


def soft_threshold(z: Array, threshold: float) -> Array:
    """sign(z) · max(|z| − threshold, 0)."""
    return np.asarray(z - np.clip(z, -threshold, threshold))


def largest_eigenvalue(gram: Array, n_iter: int = 100) -> float:
    """Largest eigenvalue of a symmetric positive semi-definite matrix, by power iteration."""
    vector = np.random.RandomState(0).random_sample(len(gram)) - 0.5
    value = 0.0
    for _ in range(n_iter):
        vector = gram @ vector
        value = float(np.linalg.norm(vector))
        if value == 0.0:
            return 0.0
        vector /= value
    return value
