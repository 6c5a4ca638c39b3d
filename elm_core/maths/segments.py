"""Large sums over rows in segments, each of which can be carried out by somebody else.

How rows are cut depends on their number and width alone. The sums of a segment are made block by
block, and added up in the order of the segments: see `elm_core.maths.pool`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import numpy as np

from elm_core.maths import backends, linalg
from elm_core.maths.arrays import BLOCK_ROWS, Array, Work
from elm_core.maths.blocked import STEP_OPERATIONS
from elm_core.maths.cutting import SEGMENT_OPERATIONS, SEGMENTS, alike
from elm_core.maths.hidden import HiddenLayer
from elm_core.maths.moments import Moments
from elm_core.maths.pool import Results, Task, carry_out

#: Bytes of the rows of so many segments, at most.
_MOST_BYTES = 2**27

_TILE = 64

#: Gives some rows: standardised inputs (n × d), targets (n × c), weights (n,).
RowsOf = Callable[[slice], tuple[Array, Array, Array]]


def cut(n_rows: int, width: int, n_numbers: int) -> list[slice]:
    """Cut rows into segments alike in size; `n_numbers` come in with each row."""
    operations = float(n_rows) * width * width
    times = min(max(operations / (SEGMENTS * SEGMENT_OPERATIONS), 1.0), 8.0)
    return alike(n_rows, max(int(times), math.ceil(8.0 * n_rows * n_numbers / _MOST_BYTES)))


def moments_of(layer: HiddenLayer, n_rows: int, n_outputs: int, rows_of: RowsOf) -> Work[Moments]:
    """Return the moments of the hidden outputs and targets of many rows."""
    h, d = layer.width, len(layer.weights)
    moments = Moments.zeros(h, n_outputs, gram=np.empty((0, 0)))  # there are two of its size below
    segments = cut(n_rows, h, d + n_outputs + 2)
    block = _block_rows(h)
    gram = np.zeros(h * (h + 1) // 2)
    cross = np.zeros((h, n_outputs + 1))

    def tasks() -> Iterator[Task]:
        for rows in segments:
            z, targets, weights = rows_of(rows)
            yield _moments_task(layer, z, *moments.add_targets(targets, weights), block)

    def take(results: Results) -> None:
        np.add(gram, results[0], out=gram)
        np.add(cross, results[1], out=cross)

    n_bytes = 8.0 * (2.0 * h * h + block * h) + 3.0 * _MOST_BYTES / SEGMENTS
    yield from carry_out(
        tasks(),
        len(segments),
        lambda: [layer.weights, layer.bias],
        take,
        n_bytes=n_bytes,
        elsewhere=_is_fused(layer),
    )
    moments.add_cross(cross)
    moments.gram = _unpacked(gram, h)
    return moments


def hidden_outputs(layer: HiddenLayer, z: Array) -> Work[Array]:
    """H (n × width) for standardised inputs (n × n_features), in segments."""
    d, h = len(layer.weights), layer.width
    out = np.empty((len(z), h))
    segments = alike(len(z))
    places = iter(segments)

    def task(part: Array) -> Task:
        def here() -> Work[Results]:
            yield 0.0
            return [layer(part)]

        numbers = [_number(layer), len(part), d, h]
        return Task("hidden", numbers, [part], [(len(part), h)], here)

    def take(results: Results) -> None:
        out[next(places)] = results[0]

    yield from carry_out(
        (task(np.ascontiguousarray(z[rows])) for rows in segments),
        len(segments),
        lambda: [layer.weights, layer.bias],
        take,
        n_bytes=16.0 * h * (len(z) // SEGMENTS + d),
        elsewhere=_is_fused(layer),
    )
    return out


def leverages(factor: Array, rows: Array) -> Work[Array]:
    """‖L⁻¹ xᵢ‖² (n,) for a lower factor L (h × h) and rows x (n × h), in segments."""
    h = len(factor)
    by_row = factor.flags.c_contiguous
    out = np.empty(len(rows))
    operations = float(len(rows)) * h * h
    segments = alike(len(rows), math.ceil(operations / (SEGMENTS * SEGMENT_OPERATIONS)))
    places = iter(segments)

    def task(part: Array) -> Task:
        def here() -> Work[Results]:
            yield 0.0
            return [_square_sums(linalg.solve_triangular(factor, part.T))]

        return Task("leverages", [len(part), h, int(by_row)], [part], [(len(part),)], here)

    def take(results: Results) -> None:
        out[next(places)] = results[0]

    yield from carry_out(
        (task(np.ascontiguousarray(rows[part])) for part in segments),
        len(segments),
        lambda: [factor if by_row else np.ascontiguousarray(factor.T)],
        take,
        n_bytes=8.0 * h * (h + 3 * (len(rows) // SEGMENTS + 1)),
    )
    return out


def _moments_task(
    layer: HiddenLayer, z: Array, beside: Array, root: Array | None, block: int
) -> Task:
    (n, d), h, c = z.shape, layer.width, beside.shape[1]

    def here() -> Work[Results]:
        gram, cross = np.zeros((h, h)), np.zeros((h, c))
        for start in range(0, n, block):
            rows = slice(start, min(start + block, n))
            hidden = layer(z[rows])
            if root is not None:
                hidden *= root[rows, None]
            linalg.add_gram(gram, hidden)
            cross += linalg.cross(hidden, beside[rows])
            yield rows.stop / n
        return [_packed(gram), cross]

    operands = [np.ascontiguousarray(z), np.ascontiguousarray(beside)]
    operands += [] if root is None else [root]
    numbers = [_number(layer), n, d, h, c, block]
    return Task("moments", numbers, operands, [(h * (h + 1) // 2,), (h, c)], here)


def _is_fused(layer: HiddenLayer) -> bool:
    """Whether H comes from one kernel, which is what others have."""
    return not layer.direct_links and _number(layer) >= 0


def _number(layer: HiddenLayer) -> int:
    """Return the number of the activation among those of the kernels; -1: they have it not."""
    name = layer.activation
    return backends.current().FUSED.get(name, -1) if isinstance(name, str) else -1


def _block_rows(h: int) -> int:
    """Return how many rows are added at once, in a fraction of a second."""
    return min(BLOCK_ROWS, max(32, int(STEP_OPERATIONS / (float(h) * h))))


def _square_sums(a: Array) -> Array:
    """Σᵢ aᵢⱼ² (m,), row after row; `a` is overwritten."""
    a *= a
    return np.asarray(a.sum(axis=0))


def _packed(square: Array) -> Array:
    """Return the upper triangle of a square matrix, row after row."""
    return np.concatenate([row[i:] for i, row in enumerate(square)])


def _unpacked(packed: Array, h: int) -> Array:
    """Return the symmetric matrix (h × h) whose upper triangle this is."""
    square = np.empty((h, h))
    start = 0
    for i, row in enumerate(square):
        row[i:] = packed[start : start + h - i]
        start += h - i
    for i in range(0, h, _TILE):
        end = i + _TILE
        corner = np.triu(square[i:end, i:end])
        square[i:end, i:end] = corner + np.triu(corner, 1).T
        square[end:, i:end] = square[i:end, end:].T
    return square
