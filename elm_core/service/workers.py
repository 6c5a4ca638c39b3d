"""Tasks for workers of the page: what `elm_core.maths.pool` asks for, by numbers and addresses.

The host (worker/pool.js) copies operands out of this interpreter's memory and results into it, so
nothing crosses the border but numbers and short texts.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np

from elm_core import memory
from elm_core.maths import backends, pool
from elm_core.maths.arrays import Array
from elm_core.maths.pool import Results, Run, Task


class Host(Protocol):
    """Worker/pool.js; an array is given by its address and the count of its numbers."""

    def most(self) -> int: ...
    def open(self, workers: int, module: str, shared: str) -> int: ...
    def post(self, run: int, number: int, task: str) -> None: ...
    def arrived(self, run: int) -> int: ...
    def state(self, run: int, number: int) -> str: ...
    def take(self, run: int, number: int, addresses: str) -> None: ...
    def drop(self, run: int, number: int) -> None: ...
    def close(self, run: int) -> None: ...


def use_host(host: Host | None) -> None:
    """Have the workers of a host carry out tasks; None: nobody."""
    pool.use(None if host is None else HostPool(host))


class HostPool:
    """The workers of a host. Together they take at most half of the memory budget."""

    def __init__(self, host: Host) -> None:
        self._host = host

    def size(self, n_bytes: float) -> int:
        """Return how many may work at once, if each takes so much memory."""
        if backends.current().name != "wasm":
            return 0  # they have the kernels alone, whose bits are not those of NumPy
        return min(self._host.most(), int(0.5 * memory.BUDGET / n_bytes))

    def open(self, workers: int, shared: Sequence[Array]) -> Run:
        """Begin a run of tasks."""
        return HostRun(self._host, workers, shared)


class HostRun:
    """Tasks that all take some operands."""

    def __init__(self, host: Host, workers: int, shared: Sequence[Array]) -> None:
        import elm_kernels

        self._host = host
        self._run = host.open(workers, str(elm_kernels.module_file()), json.dumps(_places(shared)))

    def post(self, number: int, task: Task) -> None:
        """Hand out a task; its operands are copied."""
        about: dict[str, Any] = {
            "kind": task.kind,
            "numbers": list(task.numbers),
            "operands": _places(task.operands),
        }
        self._host.post(self._run, number, json.dumps(about))

    def arrived(self) -> int:
        """Return how many answers have come so far."""
        return self._host.arrived(self._run)

    def is_lost(self, number: int) -> bool:
        """Whether no answer will come."""
        return self._host.state(self._run, number) == "lost"

    def take(self, number: int, task: Task) -> Results | None:
        """Return the results of a task, once; None: they are not there yet."""
        if self._host.state(self._run, number) != "done":
            return None
        results = [np.empty(shape) for shape in task.shapes]
        self._host.take(self._run, number, json.dumps(_places(results)))
        return results

    def drop(self, number: int) -> None:
        """Forget a task that was handed out."""
        self._host.drop(self._run, number)

    def close(self) -> None:
        """Stop what is still under way."""
        self._host.close(self._run)


def _places(arrays: Sequence[Array]) -> list[tuple[int, int]]:
    for array in arrays:
        if array.dtype != np.float64 or not array.flags.c_contiguous:
            raise ValueError(f"expected C-contiguous float64 arrays, got {array.dtype}")
    return [(array.ctypes.data, array.size) for array in arrays]
