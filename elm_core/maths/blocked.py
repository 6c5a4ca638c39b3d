"""Blocked algorithms for what takes seconds when there are thousands of hidden units.

A block takes a fraction of a second even in a page: between two of them work can be stopped.
What is short is done in one go.
"""

from __future__ import annotations

import sys

import numpy as np

from elm_core.maths import linalg
from elm_core.maths.arrays import Array, Reals, Work, row_blocks, within

#: Multiplications and additions of a step: 0.1 to 0.2 s in a page, at most 1 to 2 s of native code,
#: which the more columns at a time are worked on reads the matrix the less often.
STEP_OPERATIONS = 2e9 if sys.platform == "emscripten" else 4e10
#: What is done in one go, though half of it may be of zeros.
_SHORT = 2e9

_PANEL = 64
#: Of a matrix not more at a time than one part of so many: half of a panel's corner is zeros.
_PANELS = 16


def add_gram(total: Array, a: Reals) -> Work[None]:
    """Add Aᵀ A to a symmetric matrix (h × h), for A (n × h), which may be float32."""
    n, h = a.shape
    if n * h * h <= min(_SHORT, STEP_OPERATIONS):
        linalg.add_gram(total, a)
        return
    for part in row_blocks(h, _panel(STEP_OPERATIONS / (2.0 * n * h))):
        total[part, part] += linalg.gram(a[:, part])
        band = linalg.cross(a[:, part], a[:, part.stop :])
        total[part, part.stop :] += band
        total[part.stop :, part] += band.T
        yield part.stop / h


def cholesky(a: Array) -> Work[Array]:
    """Lower L with L Lᵀ = A, in the place of A where A is large; what is above L is to be ignored.

    By columns from the left (Golub & Van Loan, "Matrix Computations", 4th ed., sec. 4.2.5).

    Raises
    ------
    numpy.linalg.LinAlgError
        If A is not positive definite to working precision.
    """
    h = len(a)
    if h**3 / 3 <= min(_SHORT, STEP_OPERATIONS):
        return linalg.cholesky(a)
    for part in row_blocks(h, _panel(2.0 * STEP_OPERATIONS / (h * h), h / _PANELS)):
        left, rows = slice(part.start), slice(part.start, h)
        if part.start:
            a[rows, part] -= linalg.matmul_t(a[rows, left], a[part, left])
        corner = linalg.cholesky(a[part, part])
        a[part, part] = corner
        below = slice(part.stop, h)
        a[below, part] = linalg.solve_triangular(corner, a[below, part].T).T
        yield part.stop / h
    return a


def inverse_from_cholesky(lower: Array) -> Work[Array]:
    """(L Lᵀ)⁻¹, symmetric to the last bit; what is above L is ignored."""
    h = len(lower)
    if h**3 <= min(_SHORT, STEP_OPERATIONS):
        return linalg.inverse_from_cholesky(lower)
    half = np.zeros((h, h))
    for part in row_blocks(h, column_block(h)):
        half[part, part] = np.eye(part.stop - part.start)
        half[:, part] = linalg.solve_triangular(lower, half[:, part])
        yield 0.5 * part.stop / h
    inverse = np.zeros((h, h))
    yield from within(add_gram(inverse, half), 0.5, 1.0)
    return inverse


def diagonal_of_inverse(lower: Array) -> Work[Array]:
    """Return the diagonal of (L Lᵀ)⁻¹, (h,), in memory O(h · block); what is above L is ignored."""
    h = len(lower)
    if h**3 <= min(_SHORT, STEP_OPERATIONS):
        half = linalg.solve_triangular(lower, np.eye(h))
        return np.asarray(np.einsum("ij,ij->j", half, half))
    diagonal = np.empty(h)
    for part in row_blocks(h, _panel(column_block(h), h / _PANELS)):
        # L⁻¹ is triangular too: of its column j, what is above row j is zero
        half = np.eye(h - part.start, part.stop - part.start)
        half = linalg.solve_triangular(lower[part.start :, part.start :], half)
        diagonal[part] = np.einsum("ij,ij->j", half, half)
        yield part.stop / h
    return diagonal


def column_block(h: int) -> int:
    """How many right-hand sides a triangular solve of h unknowns takes in one step."""
    return max(1, min(8192, int(STEP_OPERATIONS / (h * h))))


def _panel(width: float, most: float = 8192) -> int:
    return max(_PANEL, int(min(width, most)) // _PANEL * _PANEL)
