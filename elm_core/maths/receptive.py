"""Local receptive fields: convolution with random orthogonal filters, square-root pooling.

Huang, Bai, Kasun & Vong (2015), "Local receptive fields based extreme learning machine", IEEE
Computational Intelligence Magazine 10(2), eq. 2 to 4.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from elm_core.maths import linalg
from elm_core.maths.arrays import Array

#: Numbers in the patches or in the maps of the images that are worked on at a time: 4 MB.
_AT_A_TIME = 2**19


@dataclass(frozen=True)
class ReceptiveFields:
    """The way from flat images (n × h·w·c) to pooled maps (n × features)."""

    shape: tuple[int, int, int]  # (h, w, c)
    low: float
    high: float
    filters: Array  # (kh, kw, c, K)
    pool: tuple[int, int]
    stride: tuple[int, int]

    @property
    def maps(self) -> tuple[int, int]:
        """Height and width of the maps before pooling."""
        return (
            self.shape[0] - self.filters.shape[0] + 1,
            self.shape[1] - self.filters.shape[1] + 1,
        )

    @property
    def n_features(self) -> int:
        """Number of features of an image."""
        (h, w), (ph, pw), (sh, sw) = self.maps, self.pool, self.stride
        return int(((h - ph) // sh + 1) * ((w - pw) // sw + 1) * self.filters.shape[3])

    def __call__(self, x: Array) -> Array:
        """Return the features (n × features) of flat images."""
        out = np.empty((len(x), self.n_features))
        taps = self.filters.size // self.filters.shape[3]
        size = self.maps[0] * self.maps[1] * max(taps, self.filters.shape[3])
        for rows in linalg.row_blocks(len(x), max(1, _AT_A_TIME // size)):
            images = (x[rows] - self.low) / (self.high - self.low)
            maps = convolve(images.reshape(-1, *self.shape), self.filters)
            out[rows] = square_root_pool(maps, self.pool, self.stride).reshape(len(images), -1)
        return out


def convolve(images: Array, filters: Array) -> Array:
    """z[n, i, j, k] = Σ images[n, i + a, j + b, c] · filters[a, b, c, k], inside the images only.

    Parameters
    ----------
    images : (n, h, w, c)
    filters : (kh, kw, c, K)
    """
    n, h, w, c = images.shape
    kh, kw, _, n_filters = filters.shape
    oh, ow = h - kh + 1, w - kw + 1
    patches = np.empty((kh, kw, c, n, oh, ow))  # whole lines are copied, not single windows
    for i, j, channel in np.ndindex(kh, kw, c):
        patches[i, j, channel] = images[:, i : i + oh, j : j + ow, channel]
    taps = kh * kw * c
    maps = linalg.cross(patches.reshape(taps, -1), filters.reshape(taps, n_filters))
    return maps.reshape(n, oh, ow, n_filters)


def square_root_pool(maps: Array, pool: tuple[int, int], stride: tuple[int, int]) -> Array:
    """√Σz² over windows of `pool`, `stride` apart; `maps` (n, h, w, K) is overwritten."""
    maps *= maps
    return np.sqrt(_window_sums(_window_sums(maps, 1, pool[0], stride[0]), 2, pool[1], stride[1]))


def _window_sums(z: Array, axis: int, size: int, stride: int) -> Array:
    count = (z.shape[axis] - size) // stride + 1
    shifted = [slice(i, i + stride * (count - 1) + 1, stride) for i in range(size)]
    if axis == 2:
        out = np.array(z[:, :, shifted[0]])
        for part in shifted[1:]:
            out += z[:, :, part]
        return out
    out = np.array(z[:, shifted[0]])
    for part in shifted[1:]:
        out += z[:, part]
    return out
