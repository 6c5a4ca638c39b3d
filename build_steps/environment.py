"""The Python environment: the active one or .venv, with the pinned packages in it."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from build_steps.paths import ROOT
from build_steps.run import run_quietly
from build_steps.say import BuildError, detail, step

REQUIREMENTS = ROOT / "requirements-dev.txt"
STAMP = ".elm-toolkit-requirements"


def ensure_python() -> Path:
    """The interpreter of an environment that holds exactly the pinned packages."""
    home = _active() or ROOT / ".venv"
    python = interpreter(home)
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    stamp = home / STAMP
    if python.exists() and stamp.exists() and stamp.read_text() == wanted:
        return python
    if not _works(python):
        _create(home)
    step(f"installing the pinned Python packages into {home}")
    stamp.unlink(missing_ok=True)  # an install that is interrupted leaves no stamp
    install(python, REQUIREMENTS)
    stamp.write_text(wanted)
    return python


def install(python: Path, requirements: Path) -> None:
    """Install pinned packages, none of which is other than what its hash says."""
    # most of what is installed is never imported: compiling it all is a third of pip's time
    options = ("--disable-pip-version-check", "--require-hashes", "--no-compile")
    run_quietly(
        [python, "-m", "pip", "install", *options, "-r", requirements],
        doing="pip install",
        advice="check that the Python package index can be reached, and run this again",
    )


def interpreter(home: Path) -> Path:
    if sys.platform == "win32":
        return home / "Scripts" / "python.exe"
    return home / "bin" / "python"


def _active() -> Path | None:
    """The virtual environment that the user has activated or that runs this program."""
    named = os.environ.get("VIRTUAL_ENV")
    if named and interpreter(Path(named)).exists():
        return Path(named)
    return Path(sys.prefix) if sys.prefix != sys.base_prefix else None


def _works(python: Path) -> bool:
    """Whether this is a Python new enough that has pip (a set-up cut short may lack it)."""
    if not python.exists():
        return False
    probe = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([python, "-c", probe], capture_output=True).returncode == 0


def _create(home: Path) -> None:
    if home != ROOT / ".venv":
        raise BuildError(
            f"the active environment {home} has no pip or a Python older than 3.11: "
            "deactivate it, or activate another one."
        )
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        raise BuildError(
            "this Python cannot make virtual environments: install its venv package "
            f"(Debian: apt-get install python{version}-venv) and run this again."
        )
    step(f"making a virtual environment in {home}")
    detail(f"with Python {sys.version.split()[0]}")
    run_quietly(
        [sys.executable, "-m", "venv", "--clear", home],
        doing="python -m venv",
        advice=f"remove {home} and run this again",
    )
