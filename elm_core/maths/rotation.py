"""Many rows times the orthogonal matrix of a tridiagonal reduction, in segments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from elm_core.maths.arrays import Array, Work, finish
from elm_core.maths.cutting import alike
from elm_core.maths.pool import Results, Task, carry_out


def rotated(reduced: Any, rows: Array) -> Work[Array]:
    """(P Q)ᵀ, shape (h × m), for P (m × h); `reduced` is a `Tridiagonal` of elm_kernels."""
    m, h = rows.shape
    blocks = list(reduced.blocks())
    out = np.empty((h, m))
    segments = alike(m)
    places = iter(segments)

    def task(part: Array) -> Task:
        def here() -> Work[Results]:
            yield 0.0
            return [np.ascontiguousarray(finish(reduced.times_q_steps(part, blocks)).T)]

        numbers = [len(part), h, *(n for reflectors, _ in blocks for n in reflectors.shape)]
        return Task("rotations", numbers, [part], [(h, len(part))], here)

    def tasks() -> Iterator[Task]:
        return (task(np.ascontiguousarray(rows[part])) for part in segments)

    def shared() -> list[Array]:
        return [np.concatenate([block[part].ravel() for block in blocks]) for part in (0, 1)]

    def take(results: Results) -> None:
        out[:, next(places)] = results[0]

    n_bytes = 8.0 * (float(h) * h + 4.0 * h * len(rows[segments[0]]))
    yield from carry_out(tasks(), len(segments), shared, take, n_bytes=n_bytes)
    return out
