"""Programs that are no packages of Python or npm: Debian's, installed where we may."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping

from build_steps.run import run_quietly
from build_steps.say import BuildError, step


def ensure_programs(wanted: Mapping[str, str], what: str) -> None:
    """Install the Debian packages of programs that are not there: program → package."""
    missing = sorted({package for tool, package in wanted.items() if not shutil.which(tool)})
    if not missing:
        return
    command = f"apt-get install {' '.join(missing)}"
    if not (hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")):
        raise BuildError(f"{what} need Debian's {command}: install them or name fewer.")
    step(f"installing Debian's {', '.join(missing)}")
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", *missing]):
        run_quietly(
            ["apt-get", *arguments],
            doing=f"apt-get {arguments[0]}",
            advice="install them by hand or name fewer",
            env={"DEBIAN_FRONTEND": "noninteractive"},
        )
