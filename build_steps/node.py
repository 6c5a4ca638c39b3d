"""Node.js and the pinned npm packages (Pyodide among them)."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

from build_steps.paths import WEB
from build_steps.run import run_quietly
from build_steps.say import BuildError, step

_STAMP = ".elm-toolkit-lock"
_ADVICE = "install Node.js 20 or newer with npm (Debian: apt-get install nodejs npm)"


def ensure_node_modules(project: Path = WEB, folder: Path = WEB, *options: str) -> Path:
    """``npm ci`` of ``project`` in ``folder``, only when its lock file changed; node_modules."""
    modules = folder / "node_modules"
    stamp = modules / _STAMP
    wanted = hashlib.sha256((project / "package-lock.json").read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return modules
    node()
    step(f"installing the pinned npm packages into {modules}")
    stamp.unlink(missing_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json") if folder != project else ():
        shutil.copyfile(project / name, folder / name)
    run_quietly(
        [npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", *options],
        doing="npm ci",
        advice="check that the npm registry can be reached, and run this again",
        cwd=folder,
    )
    stamp.write_text(wanted)
    return modules


def node() -> str:
    """The path of a Node.js that is new enough."""
    path = _program("node")
    said = subprocess.run([path, "--version"], capture_output=True, text=True).stdout.strip()
    major = said.lstrip("v").split(".")[0]
    if not major.isdigit() or int(major) < 20:
        raise BuildError(f"Node.js {said or '(unknown)'} is too old: {_ADVICE} and run this again.")
    return path


def npm() -> str:
    return _program("npm")


def _program(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise BuildError(f"{name} was not found: {_ADVICE} and run this again.")
    return path
