"""What the commands write: to standard output, or to a file that appears when it is whole."""

from __future__ import annotations

import os
import secrets
import stat
import sys
from pathlib import Path

from elm_core.cli.streams import standard


def write_text(path: str, text: str) -> None:
    """Write a file, ``-`` for standard output.

    What was there stays until the new text is whole, and so do its permissions; a symbolic link
    is followed, and remains. Devices and pipes are written to as they are.
    """
    if path == "-":
        standard(sys.stdout, "output").write(text)
        return
    data = text.encode("utf-8", "backslashreplace")
    # the system knows what may be written, and by which links: replacing a file does not ask it
    try:
        opened = os.open(path, os.O_WRONLY | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        mode = None
    else:
        with os.fdopen(opened, "wb") as file:
            about = os.fstat(opened)
            if not stat.S_ISREG(about.st_mode):
                file.write(data)
                return
        mode = stat.S_IMODE(about.st_mode)
    try:
        _replace(Path(os.path.realpath(path)), data, mode)
    except OSError as error:
        error.filename = path  # it is this that cannot be written
        raise


def _replace(place: Path, data: bytes, mode: int | None) -> None:
    """Put a whole file in the place of another, or of none, by way of one beside it."""
    part = place.with_name(f".elm_core-{secrets.token_hex(8)}.part")
    try:
        with part.open("xb") as file:
            if mode is not None:
                part.chmod(mode)
            file.write(data)
        part.replace(place)
    except BaseException as error:
        if not isinstance(error, FileExistsError):  # that one is not ours
            part.unlink(missing_ok=True)
        raise
