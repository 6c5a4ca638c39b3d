"""The standard streams of the process, which may be closed, or become so."""

from __future__ import annotations

import io
import os
import sys
from typing import TextIO

from elm_core.exceptions import InvalidInput


def prepare() -> None:
    """Let both streams take any text; without a standard error, what is told there is dropped."""
    if sys.stderr is None:  # print would take standard output for it
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def standard(stream: TextIO | None, name: str) -> TextIO:
    """Return a stream that the process may have been started without."""
    if stream is None:
        raise InvalidInput(f"standard {name} is closed")
    return stream


def settle() -> OSError | None:
    """Let what was printed go out; drop what cannot, and return why.

    The interpreter would try again as it ends, and complain.
    """
    failed = None
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError as error:
            failed = error
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return failed
