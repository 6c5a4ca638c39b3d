"""What a start loads, small: compiled, cut to what it uses, and compressed by the build.

Many hosts send ``.wasm``, ``.zip`` and wheels as they are, so it cannot be left to them:

    pyodide.asm.wasm.pack pyodide.asm.mjs.pack python_stdlib.zip.pack   gzip, for the browser
    packages.pack                                        zstd, a quarter smaller, for Python

The same uncompressed lies beside them, for browsers that inflate nothing, for notebooks, and for
modules that no start needs.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from build_steps.environment import ensure_python
from build_steps.node import node
from build_steps.paths import SCRATCH, digest, files_below, sha256_of
from build_steps.run import run_quietly
from build_steps.say import BuildError, step

PACK = ".pack"
PACKAGES = f"packages{PACK}"
STDLIB = "python_stdlib.zip"
#: What Pyodide asks for by these names and the browser inflates.
INFLATED = ("pyodide.asm.wasm", "pyodide.asm.mjs", STDLIB)
_PROGRAM = Path(__file__).with_name("lean_program.py")
_RUNNER = Path(__file__).with_name("lean_program.mjs")
_LATER = Path(__file__).with_name("elm_later.py")
_GZIP = Path(__file__).with_name("gzip_program.py")


def add_lean_files(runtime: Path, wheels: Iterable[Path]) -> None:
    """Put them into a folder of the runtime that is complete otherwise.

    ``wheels`` have the sources of what lies there as trimmed wheels.
    """
    for path in files_below(_lean_files(runtime, list(wheels))):
        shutil.copyfile(path, runtime / path.name)


def _lean_files(runtime: Path, wheels: list[Path]) -> Path:
    inputs = [*(runtime / name for name in INFLATED), *wheels]
    inputs += [_PROGRAM, _RUNNER, _LATER, _GZIP, Path(__file__)]
    folder = SCRATCH / "lean" / digest((path.name, sha256_of(path)) for path in inputs)
    if folder.exists():
        return folder
    step("compiling and packing what a start loads")
    shutil.rmtree(folder.parent, ignore_errors=True)
    fresh = folder.with_name("new")
    fresh.mkdir(parents=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        for wheel in wheels:
            shutil.copyfile(wheel, Path(scratch, wheel.name))
        run_quietly(
            [node(), _RUNNER, runtime, _PROGRAM, _LATER, scratch, fresh],
            doing="compiling what a start loads",
            advice="correct what it says, or remove web/node_modules, and run this again",
        )
    for name in INFLATED:
        own = fresh / name  # smaller than the one that Pyodide has
        whole = own if own.exists() else runtime / name
        run_quietly(
            [ensure_python(), _GZIP, whole, fresh / f"{name}{PACK}"],
            doing=f"compressing {name}",
            advice="remove .venv, and run this again",
        )
        own.unlink(missing_ok=True)
    return fresh.rename(folder)


def entries(runtime: Path) -> dict[str, Any]:
    """What the manifest says: what a start loads, what is there in its place, what comes later."""
    packed = [{**about(runtime / f"{name}{PACK}"), "holds": name} for name in INFLATED]
    return {
        "files": [about(runtime / "pyodide.mjs"), *packed],
        "packages": {**about(runtime / PACKAGES), "holds": _inflated(runtime / PACKAGES)},
        "plain": [about(runtime / name) for name in INFLATED],
        "later": [
            {**about(runtime / STDLIB), "modules": _tops(runtime / STDLIB)},
            *({**about(path), "modules": _tops(path)} for path in sorted(runtime.glob("*.whl"))),
        ],
        "lock": json.loads((runtime / "pyodide-lock.json").read_text(encoding="utf-8")),
    }


def about(path: Path) -> dict[str, Any]:
    return {"path": path.name, "bytes": path.stat().st_size, "sha256": sha256_of(path)}


def _tops(archive: Path) -> list[str]:
    """Return the names that can be imported from an archive."""
    with zipfile.ZipFile(archive) as opened:
        names = {name.split("/")[0] for name in opened.namelist() if name.endswith((".py", ".pyc"))}
    return sorted(name.split(".")[0] for name in names)


def _inflated(path: Path) -> int:
    """Return the size of what a zstd frame with a window of its own holds (RFC 8878, 3.1.1.1)."""
    with path.open("rb") as file:
        header = file.read(10)
    if header[:5] != bytes.fromhex("28b52ffd80"):  # a size of four bytes, after that of the window
        raise BuildError(f"{path} is not a frame as build_steps/lean_program.py writes it.")
    return int.from_bytes(header[6:], "little")
