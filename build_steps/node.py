"""Node.js and the pinned npm packages (Pyodide among them)."""

from __future__ import annotations

import hashlib
import shutil
import subprocess

from build_steps.paths import NODE_MODULES, WEB
from build_steps.run import run_quietly
from build_steps.say import BuildError, step

STAMP = NODE_MODULES / ".elm-toolkit-lock"
_ADVICE = "install Node.js 20 or newer with npm (Debian: apt-get install nodejs npm)"


def ensure_node_modules() -> None:
    """``npm ci`` in web/, only when the lock file changed since the last time."""
    lock = (WEB / "package-lock.json").read_bytes()
    wanted = hashlib.sha256(lock).hexdigest()
    if STAMP.exists() and STAMP.read_text() == wanted:
        return
    npm = _program("npm")
    node()
    step("installing the pinned npm packages into web/node_modules")
    STAMP.unlink(missing_ok=True)
    run_quietly(
        [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        doing="npm ci",
        advice="check that the npm registry can be reached, and run this again",
        cwd=WEB,
    )
    STAMP.write_text(wanted)


def node() -> str:
    """The path of a Node.js that is new enough."""
    path = _program("node")
    said = subprocess.run([path, "--version"], capture_output=True, text=True).stdout.strip()
    major = said.lstrip("v").split(".")[0]
    if not major.isdigit() or int(major) < 20:
        raise BuildError(f"Node.js {said or '(unknown)'} is too old: {_ADVICE} and run this again.")
    return path


def _program(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise BuildError(f"{name} was not found: {_ADVICE} and run this again.")
    return path
