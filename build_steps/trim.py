"""Wheels for the page: trimmed, and compiled by the Python that will load them."""

from __future__ import annotations

import shutil
from pathlib import Path

from build_steps.node import node
from build_steps.paths import SCRATCH, digest, sha256_of
from build_steps.run import run_quietly
from build_steps.runtime import VERSION, lock, package_folder
from build_steps.say import step

_PROGRAM = Path(__file__).with_name("trim_wheel.py")
_RUNNER = Path(__file__).with_name("trim_wheel.mjs")


def trim_wheel(wheel: Path) -> Path:
    """The trimmed wheel, made when the wheel, the runtime or the program has changed.

    Bytecode is for one version of Python, and the wheel is named so: no other one installs it.
    """
    name = compiled_name(wheel.name, lock()["info"]["python"])
    parts = [("wheel", sha256_of(wheel)), ("runtime", VERSION)]
    parts += [(path.name, sha256_of(path)) for path in (_PROGRAM, _RUNNER)]
    home = SCRATCH / "trimmed" / wheel.name.split("-")[0]
    folder = home / digest(parts)
    if not folder.exists():
        step(f"compiling {wheel.name.split('-')[0]} for the page")
        shutil.rmtree(home, ignore_errors=True)
        fresh = home / "new"
        fresh.mkdir(parents=True)
        run_quietly(
            [node(), _RUNNER, package_folder(), _PROGRAM, wheel, fresh / name],
            doing=f"compiling {wheel.name}",
            advice="remove web/node_modules and run this again",
        )
        fresh.rename(folder)
    return folder / name


def compiled_name(name: str, python: str) -> str:
    """``a-0.1.0-py3-none-any.whl`` compiled by Python 3.14.0 is ``a-0.1.0-cp314-none-any.whl``."""
    project, version, tag, *rest = name.split("-")
    compiled = "cp" + "".join(python.split(".")[:2])
    return "-".join([project, version, compiled if tag == "py3" else tag, *rest])
