"""Tasks that others may carry out beside this interpreter, for instance the workers of a page.

A task is cut by the shape of the data alone, and results are taken in the order of the tasks: who
carried them out, and how many did, changes no bit. Where there are no others, or they are lost,
each task is carried out here.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Protocol

from elm_core.maths.arrays import Array, Work, is_waited_for, within

Results = list[Array]


@dataclass(frozen=True)
class Task:
    """Some arithmetic that is known by a name, with what it takes.

    Parameters
    ----------
    kind : str
        Its name; worker/kernel-tasks.js has what it stands for.
    numbers : sequence of int
        Sizes and choices, as the kind wants them.
    operands : sequence of arrays
        Its own, C-contiguous; those that all tasks of a run take come before them.
    shapes : sequence of tuples
        Of its results.
    here : callable
        Carries it out in this interpreter: ``here() -> Work[Results]``.
    """

    kind: str
    numbers: Sequence[int]
    operands: Sequence[Array]
    shapes: Sequence[tuple[int, ...]]
    here: Callable[[], Work[Results]]


class Run(Protocol):
    """Tasks that are carried out elsewhere."""

    def post(self, number: int, task: Task) -> None:
        """Hand out a task."""

    def arrived(self) -> int:
        """Return how many answers have come so far."""

    def is_lost(self, number: int) -> bool:
        """Whether no answer will come."""

    def take(self, number: int, task: Task) -> Results | None:
        """Return the results of a task, once; None: they are not there yet."""

    def drop(self, number: int) -> None:
        """Forget a task that was handed out."""

    def close(self) -> None:
        """Stop what is still under way."""


class Pool(Protocol):
    """Others who carry out tasks while whoever drives the steps of work waits for them."""

    def size(self, n_bytes: float) -> int:
        """Return how many may work at once, if each takes so much memory."""

    def open(self, workers: int, shared: Sequence[Array]) -> Run:
        """Begin a run of tasks that all take some operands, and have so many carry them out."""


_pool: Pool | None = None
_waits = False


def use(pool: Pool | None) -> None:
    """Have these carry out tasks from now on; None: nobody else."""
    global _pool
    _pool = pool


def has_others() -> bool:
    """Whether others may carry out tasks: memory for what all of these take is then needed."""
    return _pool is not None


def waits() -> bool:
    """Whether the last step of work ended because it waits for others, asked once.

    Whoever drives the steps makes the next one when an answer has come. One who cannot wait makes
    it at once: what was waited for is then carried out here.
    """
    global _waits
    said, _waits = _waits, False
    return said


def carry_out(
    tasks: Iterator[Task],
    n_tasks: int,
    shared: Callable[[], Sequence[Array]],
    take: Callable[[Results], object],
    *,
    n_bytes: float,
    elsewhere: bool = True,
) -> Work[None]:
    """Carry out tasks, and hand their results to `take` in the order of the tasks.

    Parameters
    ----------
    tasks : iterator of Task
        Each is made when it is to be handed out.
    n_tasks : int
    shared : callable
        Gives the operands that all of them take first; asked only if others work.
    take : callable
    n_bytes : float
        Memory that one who carries them out needs.
    elsewhere : bool
        Whether others have what these tasks are.
    """
    pool = _pool if elsewhere and not is_waited_for() else None
    workers = 0 if pool is None else min(pool.size(n_bytes), n_tasks)
    if pool is None or not workers:
        for number, task in enumerate(tasks):
            take((yield from within(task.here(), number / n_tasks, (number + 1) / n_tasks)))
            yield (number + 1) / n_tasks
        return
    with closing(pool.open(workers, shared())) as run:
        posted: deque[tuple[int, Task]] = deque()
        ahead = enumerate(tasks)
        while True:
            # one more than there are workers, so that none waits for the next
            while len(posted) <= workers and (more := next(ahead, None)) is not None:
                run.post(*more)
                posted.append(more)
            if not posted:
                return
            number, task = posted[0]
            yield number / n_tasks
            take((yield from _results(run, number, task, n_tasks)))
            posted.popleft()


def _results(run: Run, number: int, task: Task, n_tasks: int) -> Work[Results]:
    global _waits
    seen = -1
    while not run.is_lost(number):
        results = run.take(number, task)
        if results is not None:
            return results
        if run.arrived() == seen:  # whoever makes these steps does not wait for answers
            run.drop(number)
            break
        seen = run.arrived()
        _waits = True
        try:
            yield number / n_tasks
        finally:  # it may be closed before anybody asks
            _waits = False
    return (yield from within(task.here(), number / n_tasks, (number + 1) / n_tasks))
