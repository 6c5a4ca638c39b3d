"""One file over HTTP: resumed where it stopped, verified, and only then given its name."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from pathlib import Path

from build_steps.paths import sha256_of
from build_steps.say import Progress

_SECONDS = 6.0  # to connect, and between two pieces
_ATTEMPTS = 4
_PIECE = 1 << 16


class SourceError(Exception):
    """A source could not give the file; the message says why in a few words."""


def verify(path: Path, name: str, sha256: str) -> None:
    """Refuse (and remove) a file whose content is not the expected one."""
    got = sha256_of(path)
    if got != sha256:
        path.unlink()
        raise SourceError(f"{name} refused: expected sha256 {sha256}, got {got}")


def download(url: str, target: Path, sha256: str) -> Path:
    """Bring ``url`` to ``target``; a piece left by an interrupted run is continued."""
    part = target.with_name(target.name + ".part")
    target.parent.mkdir(parents=True, exist_ok=True)
    resumed = part.exists()
    _bring(url, part, target.name)
    try:
        verify(part, target.name, sha256)
    except SourceError:
        if not resumed:
            raise
        # The old piece may have been of another file: once more from the start.
        _bring(url, part, target.name)
        verify(part, target.name, sha256)
    part.replace(target)
    return target


def _bring(url: str, part: Path, name: str) -> None:
    """Append to ``part`` until it is whole, going on after a broken connection."""
    for attempt in range(1, _ATTEMPTS + 1):
        before = part.stat().st_size if part.exists() else 0
        try:
            _append(url, part, name)
            return
        except urllib.error.HTTPError as error:
            if error.code == 416 and before:  # nothing after our piece: it is whole or foreign
                return
            raise SourceError(f"HTTP {error.code} {error.reason}") from error
        except (OSError, http.client.HTTPException) as error:
            grown = part.exists() and part.stat().st_size > before
            if not grown or attempt == _ATTEMPTS:
                raise SourceError(_why(error)) from error
            time.sleep(0.2 * attempt)


def _append(url: str, part: Path, name: str) -> None:
    have = part.stat().st_size if part.exists() else 0
    headers = {"Range": f"bytes={have}-"} if have else {}
    request = urllib.request.Request(url, headers=headers)
    with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
        if answer.status != 206:  # the server sends the whole file, whatever we asked for
            have = 0
        length = answer.headers.get("Content-Length")
        total = have + int(length) if length else None
        progress = Progress(name, total)
        with part.open("ab" if have else "wb") as file:
            while piece := answer.read(_PIECE):
                file.write(piece)
                have += len(piece)
                progress.at(have)
        progress.end()
    if total is not None and have < total:
        raise http.client.IncompleteRead(b"", total - have)


def _why(error: Exception) -> str:
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError):
        return "no answer in time"
    return getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
