"""The versions that we say we run on: environments of the oldest, and those between, and tests."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from build_steps.checks import Parts
from build_steps.environment import install, interpreter
from build_steps.paths import ROOT, SCRATCH, only_one
from build_steps.run import run_quietly
from build_steps.say import BuildError, Parser, step

FOLDER = ROOT / "tests" / "versions"
#: What runs in each: what other libraries ask of ours, and files of earlier days.
TESTS = ("tests/versions", "tests/core/test_scikit_learn.py", "tests/core/test_golden.py")
#: There are no wheels of the oldest versions for later Pythons.
_LAST = (3, 12)
_SECONDS = 600.0


def run_versions(arguments: Sequence[str]) -> int:
    """Tests in an environment of each of tests/versions/*.txt; the newest is the usual one."""
    Parser(prog="build.py versions").parse_args(list(arguments))
    if sys.version_info[:2] > _LAST:
        raise BuildError("the oldest versions need Python 3.11 or 3.12: run this with one of them.")
    parts = Parts(_SECONDS)
    for pins in sorted(FOLDER.glob("*.txt")):
        with only_one():
            python = _environment(pins)
        # our conftest.py wants tools of the newest environment
        command: list[str | Path] = [python, "-m", "pytest", "-q", "--noconftest"]
        command += ["-p", "no:cacheprovider", *TESTS]
        parts.run(f"versions: {pins.stem}", command, {**os.environ, "OPENBLAS_NUM_THREADS": "1"})
    return parts.summary()


def _environment(pins: Path) -> Path:
    """The interpreter of an environment with these pins, made when they change."""
    wanted = hashlib.sha256(pins.read_bytes()).hexdigest()
    home = SCRATCH / "versions" / pins.stem
    stamp = home / "pins"
    if not stamp.exists() or stamp.read_text() != wanted:
        step(f"making an environment of {pins.relative_to(ROOT)}")
        shutil.rmtree(home, ignore_errors=True)
        run_quietly(
            [sys.executable, "-m", "venv", home],
            doing="python -m venv",
            advice=f"remove {home} and run this again",
        )
        install(interpreter(home), pins)
        stamp.write_text(wanted)
    return interpreter(home)
