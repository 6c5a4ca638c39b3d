"""Results of many tasks, joined a few at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

#: Results of so many blocks are added up by one task.
_FAN_IN = 8


def reduced(tasks: list[Any], join: Callable[[Any], Any]) -> Any:
    """Compute tasks and join their results, some at a time, until one is left."""
    from dask.delayed import delayed

    while len(tasks) > 1:
        tasks = [delayed(join)(tasks[i : i + _FAN_IN]) for i in range(0, len(tasks), _FAN_IN)]
    (result,) = tasks
    return result.compute()
