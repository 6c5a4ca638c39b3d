"""Filters learnt from patches of images, without labels: k-means of whitened patches.

Coates & Ng (2012), "Learning feature representations with k-means", in Neural Networks: Tricks
of the Trade, LNCS 7700: patches of even contrast are whitened, and the centroids of spherical
k-means are the filters.
"""

from __future__ import annotations

import numpy as np

from elm_core.maths import linalg
from elm_core.maths.arrays import Array

#: Added to the variance of a patch, whose pixels are from 0 to 1: flat ones stay flat.
CONTRAST = 0.1

#: Added to the variances along the principal axes when patches are whitened.
_WHITENING = 0.1

#: Patches that are learnt from, at most, and as many numbers in them; rounds of k-means.
_PATCHES, _NUMBERS, _ROUNDS = 60_000, 3_000_000, 8

#: A patch whose standard deviation is below this share of the largest shows nothing.
_FLAT = 0.2


def even_contrast(patches: Array) -> Array:
    """Return patches (n × taps) with mean 0 and variance near 1: (p − mean) / √(variance + 0.1)."""
    centred = patches - patches.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", centred, centred) / patches.shape[1]
    centred /= np.sqrt(variance + CONTRAST)[:, None]
    return np.asarray(centred)


def draw_patches(images: Array, height: int, width: int, random: np.random.RandomState) -> Array:
    """Return patches (n × height·width·c) from random places of images (m, h, w, c) that show
    something."""
    m, h, w, c = images.shape
    taps = height * width * c
    n = max(1, min(_PATCHES, _NUMBERS // taps))
    which = random.randint(0, m, 2 * n)
    top, left = random.randint(0, h - height + 1, 2 * n), random.randint(0, w - width + 1, 2 * n)
    rows = (top[:, None] + np.arange(height))[:, :, None]
    columns = (left[:, None] + np.arange(width))[:, None, :]
    patches = images[which[:, None, None], rows, columns].reshape(2 * n, taps)
    spread = patches.std(axis=1)
    return np.asarray(patches[spread > _FLAT * spread.max()][:n])


def learn_filters(patches: Array, k: int, random: np.random.RandomState) -> Array:
    """Return k filters (taps × k), whose responses are those of whitened patches of even contrast.

    Parameters
    ----------
    patches : (n, taps), n > 0, not all of them flat
    k : int
    random : RandomState
        Draws the patches that k-means begins with.
    """
    even = even_contrast(patches)
    spectrum, axes = linalg.eigh(linalg.gram(even) / len(even))
    whitening = (axes / np.sqrt(np.maximum(spectrum, 0.0) + _WHITENING)) @ axes.T
    white = linalg.matmul(even, whitening)
    white /= np.maximum(np.linalg.norm(white, axis=1, keepdims=True), 1e-12)
    centroids = white[random.randint(0, len(white), k)]
    for _ in range(_ROUNDS):
        centroids = _moved(white, centroids)
    filters = whitening @ centroids.T
    return np.asarray(filters - filters.mean(axis=0))  # blind to brightness, as even patches are


def _moved(white: Array, centroids: Array) -> Array:
    """Return centroids after a round of spherical k-means; a patch and its negative are alike."""
    alike = linalg.matmul_t(white, centroids)
    nearest = np.abs(alike).argmax(axis=1)
    sign = np.sign(alike[np.arange(len(white)), nearest])
    member = np.zeros(alike.shape)
    member[np.arange(len(white)), nearest] = sign
    total = linalg.cross(member, white)
    length = np.linalg.norm(total, axis=1, keepdims=True)
    return np.where(length > 0, total / np.maximum(length, 1e-12), centroids)
