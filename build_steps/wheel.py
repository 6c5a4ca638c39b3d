"""The elm_core wheel: the same bytes from the same sources, built only when these changed."""

from __future__ import annotations

import shutil
from pathlib import Path

from build_steps.paths import ROOT, SCRATCH, digest_of_files, files_below
from build_steps.run import run_quietly
from build_steps.say import BuildError, step

_EPOCH = "1577836800"  # 2020-01-01: the one time stamp in the wheel, so that builds are equal


def wheel_sources() -> list[Path]:
    found = list(files_below(ROOT / "elm_core"))
    if not found:
        raise BuildError("elm_core/ is missing from the checkout: restore it with git and retry.")
    extra = ("pyproject.toml", "LICENSE", "requirements-dev.txt")
    return found + [ROOT / name for name in extra]


def build_wheel(python: Path) -> Path:
    """The wheel, under a folder named by the hash of its sources."""
    folder = SCRATCH / "wheel" / digest_of_files(wheel_sources())
    found = list(folder.glob("*.whl"))
    if found:
        return found[0]
    step("building the elm_core wheel")
    shutil.rmtree(folder.parent, ignore_errors=True)
    fresh = folder.with_name("new")
    run_quietly(
        [python, "-m", "hatchling", "build", "--target", "wheel", "--directory", fresh],
        doing="hatchling build",
        advice="correct what it says about elm_core or pyproject.toml, and run this again",
        cwd=ROOT,
        env={"SOURCE_DATE_EPOCH": _EPOCH},
    )
    fresh.rename(folder)
    return next(folder.glob("*.whl"))
