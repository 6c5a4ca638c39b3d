"""The documentation as HTML: the pages of docs/, and the reference of both APIs."""

from __future__ import annotations

import shutil
from pathlib import Path

from build_steps.environment import ensure_python
from build_steps.paths import ROOT, only_one
from build_steps.run import run_quietly
from build_steps.say import step

DOCS = ROOT / "dist" / "docs"


def build_docs(out: Path = DOCS) -> Path:
    python = ensure_python()
    with only_one():
        step("writing the documentation")
        shutil.rmtree(out, ignore_errors=True)
        run_quietly(
            [python, "-m", "build_steps.reference", out],
            doing="writing the documentation",
            advice="correct what it names and run this again",
            cwd=ROOT,
        )
    return out
