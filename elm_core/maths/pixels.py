"""Images as arrays (n, h, w) or (n, h, w, c): grey, size, place. No validation."""

from __future__ import annotations

import numpy as np

from elm_core.maths import linalg
from elm_core.maths.arrays import Array

#: Shares of red, green and blue in brightness: ITU-R BT.601, sec. 2.5.1.
_RED, _GREEN, _BLUE = 0.299, 0.587, 0.114


def over_white(images: Array) -> Array:
    """Colours (n, h, w, 3) of images (n, h, w, 4) in 0..1 whose last channel is opacity."""
    opacity = images[..., 3:]
    return np.asarray(images[..., :3] * opacity + (1.0 - opacity))


def brightness(images: Array) -> Array:
    """Grey images (n, h, w) of (n, h, w, 3)."""
    red, green, blue = images[..., 0], images[..., 1], images[..., 2]
    return np.asarray(_RED * red + _GREEN * green + _BLUE * blue)


def area_weights(n_in: int, n_out: int) -> Array:
    """(n_out, n_in): the share of each old pixel in each new one, by overlap; rows sum to 1."""
    edges = np.arange(n_out + 1) * (n_in / n_out)
    low, high = edges[:-1, None], edges[1:, None]
    left = np.arange(n_in)[None, :]
    overlap = np.minimum(high, left + 1.0) - np.maximum(low, left)
    weights = np.maximum(overlap, 0.0)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def resize(images: Array, height: int, width: int) -> Array:
    """(n, height, width) from (n, h, w), each new pixel the mean of the area that it covers."""
    n, h, w = images.shape
    down, across = area_weights(h, height), area_weights(w, width)
    narrow = linalg.matmul_t(images.reshape(n * h, w), across).reshape(n, h, width)
    columns = narrow.transpose(0, 2, 1).reshape(n * width, h)
    out = linalg.matmul_t(np.ascontiguousarray(columns), down).reshape(n, width, height)
    return np.ascontiguousarray(out.transpose(0, 2, 1))


def bounding_box(image: Array, threshold: float) -> tuple[slice, slice]:
    """Rows and columns of the part of an image (h, w) that is above a threshold; all if none is."""
    above = image > threshold
    if not above.any():
        return slice(0, image.shape[0]), slice(0, image.shape[1])
    rows, columns = np.flatnonzero(above.any(axis=1)), np.flatnonzero(above.any(axis=0))
    return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)


def centre_by_mass(images: Array) -> Array:
    """Shift images (n, h, w) by whole pixels so that their centre of mass is in the middle.

    What leaves on one side is lost, what comes in on the other is 0. Black images stay.
    """
    _, h, w = images.shape
    mass = images.sum(axis=(1, 2))
    safe = np.where(mass > 0.0, mass, 1.0)
    down = (h - 1) / 2.0 - images.sum(axis=2) @ np.arange(h) / safe
    across = (w - 1) / 2.0 - images.sum(axis=1) @ np.arange(w) / safe
    # half pixels always go up and left, also where rounding errors lie on both sides of a half
    shifts = np.ceil(np.stack([down, across], axis=1) - 0.5 - 1e-9).astype(np.intp)
    shifts[mass <= 0.0] = 0
    out = np.zeros_like(images)
    for i, (dy, dx) in enumerate(shifts):
        to_y, from_y = _overlap(h, dy)
        to_x, from_x = _overlap(w, dx)
        out[i, to_y, to_x] = images[i, from_y, from_x]
    return out


def _overlap(size: int, shift: int) -> tuple[slice, slice]:
    """Where to and where from, along a side that is shifted."""
    return (
        slice(max(shift, 0), size + min(shift, 0)),
        slice(max(-shift, 0), size + min(-shift, 0)),
    )
