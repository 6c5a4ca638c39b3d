"""What the interoperability tests meet: real programs, in an environment of their own."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

from build_steps.debian import ensure_programs
from build_steps.environment import install, interpreter
from build_steps.node import ensure_node_modules
from build_steps.paths import ROOT, SCRATCH
from build_steps.say import step

#: Set for pytest by `build.py test --interop`: elsewhere tests/interop is passed over.
VARIABLE = "ELM_TOOLKIT_INTEROP"
TESTS = ROOT / "tests" / "interop"
REQUIREMENTS = TESTS / "requirements.txt"
HOME = SCRATCH / "interop"
STAMP = ".elm-toolkit-interop"

#: Programs, each with the Debian package that has it.
PROGRAMS = {
    "sox": "sox",
    "ffmpeg": "ffmpeg",
    "mogrify": "imagemagick",
    "Rscript": "r-base-core",
    "soffice": "libreoffice-calc",
    "weka": "weka",
}


def ensure_interop() -> Path:
    """Install what is not there; return the interpreter of the environment.

    It is apart from the one of the other tests: two gigabytes that they do not need.
    """
    ensure_programs(PROGRAMS, "the interoperability tests")
    ensure_node_modules()
    ensure_node_modules(TESTS, HOME)
    home = HOME / "env"
    python = interpreter(home)
    pins = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    stamp = home / STAMP
    if python.exists() and stamp.exists() and stamp.read_text() == pins:
        return python
    step(f"installing the programs that the toolkit meets into {home}")
    subprocess.run([sys.executable, "-m", "venv", "--clear", home], check=True)
    install(python, REQUIREMENTS)
    stamp.write_text(pins)
    return python
