"""What the build says: its steps, its progress, and its errors in one sentence."""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from typing import NoReturn

_BAR = 24
_SECONDS_BETWEEN_LINES = 5.0  # where the output is a log file and not a terminal


class BuildError(Exception):
    """Something the user can put right; the message is one sentence that says how."""


class Parser(argparse.ArgumentParser):
    """Wrong arguments are an error like any other: one sentence."""

    def error(self, message: str) -> NoReturn:
        raise BuildError(f"{message} ({self.prog} --help tells more).")


def step(text: str) -> None:
    """A step of the recipe begins."""
    print(f"• {text}", flush=True)


def detail(text: str) -> None:
    """One line below a step."""
    print(f"  {text}", flush=True)


class Progress:
    """One line that grows on a terminal; a line every few seconds in a log."""

    def __init__(self, what: str, total: int | None = None) -> None:
        self.what = what
        self.total = total
        self._terminal = sys.stdout.isatty()
        self._width = shutil.get_terminal_size((110, 24)).columns - 1
        self._last_line = time.monotonic()
        self._shown = False

    def at(self, done: int, note: str = "") -> None:
        """``done`` of ``total`` bytes have come (or ``note`` says where we are)."""
        now = time.monotonic()
        if now - self._last_line < (0.1 if self._terminal else _SECONDS_BETWEEN_LINES):
            return
        self._last_line = now
        text = f"  {self.what}: {note or _amount(done, self.total)}"[: self._width]
        if self._terminal:
            print(f"\r\x1b[K{text}", end="", flush=True)
            self._shown = True
        else:
            print(text, flush=True)

    def end(self) -> None:
        """Clear the growing line."""
        if self._shown:
            print("\r\x1b[K", end="", flush=True)


def _amount(done: int, total: int | None) -> str:
    if not total:
        return megabytes(done)
    share = min(done / total, 1.0)
    bar = "█" * round(share * _BAR)
    return f"{bar:░<{_BAR}} {megabytes(done)} of {megabytes(total)}"


def megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"
