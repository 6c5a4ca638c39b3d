"""Local receptive fields: convolution, square-root pooling.

Random orthogonal filters: Huang, Bai, Kasun & Vong (2015), "Local receptive fields based extreme
learning machine", IEEE Computational Intelligence Magazine 10(2), eq. 2 to 4. Filters learnt from
patches (`patch_filters`), with their two-sided threshold: Coates & Ng (2011), "The importance of
encoding versus training with sparse coding and vector quantization", ICML, sec. 3.2.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from elm_core.maths import linalg
from elm_core.maths.arrays import Array
from elm_core.maths.patch_filters import CONTRAST

#: Numbers in the patches or in the maps of the images that are worked on at a time: 4 MB.
_AT_A_TIME = 2**19

#: Of responses to patches of even contrast, what is beyond this counts.
THRESHOLD = 0.25


@dataclass(frozen=True)
class ReceptiveFields:
    """The way from flat images (n × h·w·c) to pooled maps (n × features)."""

    shape: tuple[int, int, int]  # (h, w, c)
    low: float
    high: float
    filters: Array  # (kh, kw, c, K)
    pool: tuple[int, int]
    stride: tuple[int, int]
    #: Patches are brought to even contrast, and either side of a threshold gives a map.
    contrast: bool = False

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
        each = self.filters.shape[3] * (2 if self.contrast else 1)
        return int(((h - ph) // sh + 1) * ((w - pw) // sw + 1) * each)

    def __call__(self, x: Array) -> Array:
        """Return the features (n × features) of flat images."""
        out = np.empty((len(x), self.n_features))
        taps = self.filters.size // self.filters.shape[3]
        size = self.maps[0] * self.maps[1] * max(taps, self.filters.shape[3])
        for rows in linalg.row_blocks(len(x), max(1, _AT_A_TIME // size)):
            images = ((x[rows] - self.low) / (self.high - self.low)).reshape(-1, *self.shape)
            if self.contrast:
                pooled = mean_pool(
                    two_sided(convolve_even(images, self.filters)), self.pool, self.stride
                )
            else:
                maps = convolve(images, self.filters)
                pooled = square_root_pool(maps, self.pool, self.stride)
            out[rows] = pooled.reshape(len(images), -1)
        return out


def convolve(images: Array, filters: Array) -> Array:
    """z[n, i, j, k] = Σ images[n, i + a, j + b, c] · filters[a, b, c, k], inside the images only.

    Parameters
    ----------
    images : (n, h, w, c)
    filters : (kh, kw, c, K)
    """
    patches = _patches(images, filters)
    return _responses(patches, images, filters)


def convolve_even(images: Array, filters: Array) -> Array:
    """Do what `convolve` does, of patches brought to even contrast; filters sum to 0."""
    patches = _patches(images, filters)
    variance = np.einsum("ij,ij->j", patches, patches) / len(patches)
    variance -= patches.mean(axis=0) ** 2
    maps = _responses(patches, images, filters)
    spread: Array = np.sqrt(np.maximum(variance, 0.0) + CONTRAST)
    maps /= spread.reshape(*maps.shape[:3], 1)
    return maps


def _patches(images: Array, filters: Array) -> Array:
    """Return what each filter sees at each place, (taps, n · oh · ow)."""
    n, h, w, c = images.shape
    kh, kw = filters.shape[:2]
    oh, ow = h - kh + 1, w - kw + 1
    patches = np.empty((kh, kw, c, n, oh, ow))  # whole lines are copied, not single windows
    for i, j, channel in np.ndindex(kh, kw, c):
        patches[i, j, channel] = images[:, i : i + oh, j : j + ow, channel]
    return patches.reshape(kh * kw * c, -1)


def _responses(patches: Array, images: Array, filters: Array) -> Array:
    kh, kw, _, n_filters = filters.shape
    _, h, w, _ = images.shape
    maps = linalg.cross(patches, filters.reshape(len(patches), n_filters))
    return maps.reshape(len(images), h - kh + 1, w - kw + 1, n_filters)


def two_sided(maps: Array) -> Array:
    """max(z − t, 0) and max(−z − t, 0) of responses (n, h, w, K), as (n, h, w, 2K)."""
    both = np.concatenate([maps, -maps], axis=3)
    both -= THRESHOLD
    np.maximum(both, 0.0, out=both)
    return both


def mean_pool(maps: Array, pool: tuple[int, int], stride: tuple[int, int]) -> Array:
    """√mean over windows of `pool`, `stride` apart, of maps (n, h, w, K)."""
    sums = _sums_of_windows(maps, pool, stride)
    sums /= pool[0] * pool[1]
    return np.sqrt(sums)


def square_root_pool(maps: Array, pool: tuple[int, int], stride: tuple[int, int]) -> Array:
    """√Σz² over windows of `pool`, `stride` apart; `maps` (n, h, w, K) is overwritten."""
    maps *= maps
    return np.sqrt(_sums_of_windows(maps, pool, stride))


def _sums_of_windows(maps: Array, pool: tuple[int, int], stride: tuple[int, int]) -> Array:
    return _window_sums(_window_sums(maps, 1, pool[0], stride[0]), 2, pool[1], stride[1])


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
