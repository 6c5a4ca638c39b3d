"""The Nyström approximation: K ≈ K_xz K_zz⁺ K_zx from m landmarks z.

Williams & Seeger (2001), "Using the Nyström method to speed up kernel machines", NIPS 13.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from elm_core.maths import linalg
from elm_core.maths.kmeans import plus_plus
from elm_core.maths.linalg import Array

KernelOf = Callable[[Array, Array], Array]
Places = npt.NDArray[np.intp]


def whitening(kernel: Array) -> Array:
    """W (m × r) with W Wᵀ = K⁺, so that φ(x) = k(x, Z) W has φ(x)ᵀφ(y) ≈ k(x, y).

    Directions that are zero to rounding (equal landmarks, say) are left out: r ≤ m.
    """
    values, vectors = linalg.eigh(kernel)
    kept = values > 10 * len(kernel) * np.finfo(np.float64).eps * max(values[-1], 0.0)
    if not kept.any():
        return np.zeros((len(kernel), 1))
    return np.ascontiguousarray(vectors[:, kept] / np.sqrt(values[kept]))


def choose(x: Array, m: int, how: str, kernel: KernelOf, seed: int) -> Places:
    """Return the places, in order, of m rows of `x` (n × d) that stand for all, m ≤ n.

    ``"uniform"``: at random. ``"kmeans++"``: far from each other (see `kmeans.plus_plus`).
    ``"leverage"``: with odds of what each adds, see `leverages`.
    """
    random = np.random.RandomState(seed)
    if how == "kmeans++":
        return np.sort(plus_plus(x, m, random.random_sample))
    if how == "uniform":
        return np.sort(random.permutation(len(x))[:m])
    pilot = x[random.permutation(len(x))[:m]]
    odds = np.maximum(leverages(x, pilot, kernel), np.finfo(np.float64).tiny)
    # without putting back: Efraimidis & Spirakis (2006), Information Processing Letters 97(5)
    keys = np.log(1.0 - random.random_sample(len(x))) / odds
    return np.sort(np.argsort(-keys, kind="stable")[:m])


def leverages(x: Array, pilot: Array, kernel: KernelOf) -> Array:
    """φᵢᵀ (ΦᵀΦ + λI)⁻¹ φᵢ for the features of a pilot sample, (n,).

    Alaoui & Mahoney (2015), "Fast randomized kernel ridge regression with statistical
    guarantees", NIPS 28, def. 1; λ is a tenth of the mean eigenvalue of ΦᵀΦ.
    """
    root = whitening(kernel(pilot, pilot))
    gram = np.zeros((root.shape[1], root.shape[1]))
    blocks = list(linalg.row_blocks(len(x)))
    for rows in blocks:
        linalg.add_gram(gram, linalg.matmul(kernel(x[rows], pilot), root))
    unit = float(np.trace(gram)) / len(gram) or 1.0
    gram.flat[:: len(gram) + 1] += 0.1 * unit
    factor = linalg.cholesky(gram)
    out = np.empty(len(x))
    for rows in blocks:
        features = linalg.matmul(kernel(x[rows], pilot), root)
        half = linalg.solve_triangular(factor, np.ascontiguousarray(features.T))
        out[rows] = np.einsum("ij,ij->j", half, half)
    return out
