"""Rows of numbers as points on a plane."""

from __future__ import annotations

from typing import Any

import numpy as np

from elm_core import validation
from elm_core.maths import linalg
from elm_core.maths.linalg import Array
from elm_core.maths.principal import principal_axes


def embed(X: Any, *, n_components: int = 2) -> Array:
    """Return a picture of rows: their coordinates along the axes in which they differ most (PCA).

    As scikit-learn's ``PCA(n_components).fit_transform(X)``; the entry of largest size of each
    axis is positive, so that the same rows make the same picture. Beside the result it holds
    numbers for the columns squared, at most 512²; with more columns, the axes are those of 512
    rows, evenly spread over all.

    Parameters
    ----------
    X : array-like of shape (n_samples, n_features)
    n_components : int

    Returns
    -------
    array of shape (n_samples, n_components)
        Where rows differ in fewer directions, the last columns are 0.

    Examples
    --------
    >>> embed([[0, 0, 1], [3, 0, 1], [6, 0, 1]]).tolist()
    [[-3.0, 0.0], [0.0, 0.0], [3.0, 0.0]]
    """
    validation.check_number("n_components", n_components, low=1, high=100, integer=True)
    x = validation.check_X(X)
    mean, axes = principal_axes(x, int(n_components))
    out = np.empty((len(x), len(axes)))
    for rows in linalg.row_blocks(len(x)):
        out[rows] = linalg.matmul_t(x[rows] - mean, axes)
    return out
