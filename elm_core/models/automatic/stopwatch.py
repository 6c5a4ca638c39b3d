"""The time that a piece of work itself takes, whoever else is busy."""

from __future__ import annotations

import time

#: Processor time of the thread where the system tells it: with threads of linear algebra those of
#: the whole process add up to more than passes. Pyodide has one thread; its clock is the wall's.
_clock = getattr(time, "thread_time", time.process_time)


class Stopwatch:
    """Seconds of processor time between each `start` and `stop`; it starts running."""

    def __init__(self) -> None:
        self._spent = 0.0
        self._since: float | None = _clock()

    def start(self) -> None:
        """Go on."""
        self._since = _clock()

    def stop(self) -> None:
        """Stand still."""
        self._spent = self.seconds()
        self._since = None

    def seconds(self) -> float:
        """Return what was counted so far."""
        return self._spent + (0.0 if self._since is None else _clock() - self._since)
