"""Running other programs: their output as progress, their failure as one sentence."""

from __future__ import annotations

import os
import re
import subprocess
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path

from build_steps.say import BuildError, Progress


def run_quietly(
    command: Sequence[str | Path],
    *,
    doing: str,
    advice: str,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
) -> None:
    """Run ``command``; show its last line as progress; on failure say why, and ``advice``."""
    progress = Progress(doing)
    tail: deque[str] = deque(maxlen=200)
    try:
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
    except OSError as error:
        raise BuildError(f"{doing} failed ({error.strerror}: {command[0]}): {advice}.") from error
    with process:
        try:
            for line in process.stdout or ():
                tail.append(line.strip())
                progress.at(0, note=line.strip())
        except BaseException:
            process.kill()
            raise
        finally:
            progress.end()
    if process.returncode:
        raise BuildError(f"{doing} failed ({_reason(tail)}): {advice}.")


def _reason(lines: Sequence[str]) -> str:
    """pip and npm begin the lines that matter with ERROR; others say the reason last."""
    errors = [line for line in lines if re.match(r"(npm )?error\b", line, re.IGNORECASE)]
    told = errors[:1] or [line for line in lines if line][-1:] or ["it said nothing"]
    return told[0][:300].rstrip(".")
