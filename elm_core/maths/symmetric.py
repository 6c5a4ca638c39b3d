"""Symmetric matrices as files hold them: the upper triangle, row by row.

The Predictor reads them alike (web/client/predictor/symmetric.js).
"""

from __future__ import annotations

import numpy as np

from elm_core.maths.arrays import Array, row_blocks

_TILE = 256


def pack(square: Array) -> Array:
    """Return the upper triangle of a matrix (n × n): n (n + 1) / 2 numbers."""
    return np.concatenate([row[i:] for i, row in enumerate(square)])


def unpack(upper: Array, n: int) -> Array:
    """Return the symmetric matrix (n × n) of which `pack` made this."""
    out = np.zeros((n, n))
    start = 0
    for i in range(n):
        out[i, i:] = upper[start : start + n - i]
        start += n - i
    _copy_down(out)
    return out


def _copy_down(out: Array) -> None:
    """Copy the upper triangle onto the lower one, which is zero, a tile at a time."""
    for rows in row_blocks(len(out), _TILE):
        band = out[rows, rows.start :]
        square = band[:, : rows.stop - rows.start]
        square[:] = np.triu(square) + np.triu(square, 1).T
        out[rows.stop :, rows] = band[:, rows.stop - rows.start :].T
