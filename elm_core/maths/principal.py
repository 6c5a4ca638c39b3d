"""The directions in which rows differ most: principal component analysis.

Pearson (1901), "On lines and planes of closest fit to systems of points in space", Phil. Mag. 2.
"""

from __future__ import annotations

import numpy as np

from elm_core.maths import linalg
from elm_core.maths.arrays import Array

#: Columns up to which the axes are those of all rows; of more columns, so many rows are taken.
MOST = 512
#: Axes along which rows vary less than this share of the first are rounding noise.
_NOISE = 1e-12


def principal_axes(x: Array, n_components: int) -> tuple[Array, Array]:
    """Return the mean of the rows (d,), and orthonormal axes (n_components, d).

    Of each axis the entry of largest size is positive. Axes along which nothing varies are 0. With
    more than `MOST` columns the axes are those of `MOST` rows, evenly spread over all.

    Parameters
    ----------
    x : (n, d)
    """
    mean = x.mean(axis=0)
    width = x.shape[1]
    axes = np.zeros((n_components, width))
    if width <= MOST:
        gram = np.zeros((width, width))
        for rows in linalg.row_blocks(len(x)):
            linalg.add_gram(gram, x[rows] - mean)
        values, vectors = linalg.eigh(gram)
        found = vectors.T
    else:
        places = np.unique(np.linspace(0, len(x) - 1, min(len(x), MOST)).astype(np.int64))
        some = x[places] - x[places].mean(axis=0)
        values, vectors = linalg.eigh(linalg.outer_gram(some))
        found = vectors.T
    order = np.argsort(-values, kind="stable")[:n_components]
    for place, number in enumerate(order):
        if values[number] <= _NOISE * max(float(values[order[0]]), np.finfo(np.float64).tiny):
            break
        axis = found[number]
        if width > MOST:
            axis = (axis @ some) / np.sqrt(values[number])
        axes[place] = axis * np.sign(axis[np.abs(axis).argmax()])
    return mean, axes
