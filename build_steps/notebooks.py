"""A JupyterLite site with our wheels, built as people build theirs: tests run a notebook in it."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from pathlib import Path

from build_steps import runtime
from build_steps.environment import install, interpreter
from build_steps.paths import ROOT, SCRATCH
from build_steps.run import run_quietly
from build_steps.say import step
from build_steps.site import WHEELS

PINS = ROOT / "tests" / "notebooks"
HOME = SCRATCH / "notebooks"
#: Of Pyodide's lock file: all else comes from the wheels that the site was built with.
_OF_PYODIDE = ("numpy", "micropip", "packaging")
_KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
_SETTINGS = {"pyodideUrl": "./pyodide/pyodide.mjs", "disablePyPIFallback": True}


def build_jupyterlite(site: Path, out: Path) -> None:
    """Write the site to ``out``, whose kernels ask nobody else for anything; our wheels beside it.

    ``site`` is our own, from which the wheels are taken.
    """
    python = _environment()
    wheels = sorted((HOME / "wheels").glob("*.whl"))
    work = HOME / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    settings = {"litePluginSettings": {_KERNEL: _SETTINGS}}
    about = {"jupyter-lite-schema-version": 0, "jupyter-config-data": settings}
    (work / "jupyter-lite.json").write_text(json.dumps(about), encoding="utf-8")
    given = [part for wheel in wheels for part in ("--piplite-wheels", wheel)]
    run_quietly(
        [python.with_name("jupyter-lite"), "build", "--apps", "repl", "--output-dir", out, *given],
        doing="building a JupyterLite site",
        advice="correct what it names and run this again",
        cwd=work,
    )
    _pyodide(out / "pyodide")
    shutil.copytree(site / WHEELS, out / WHEELS)


def _environment() -> Path:
    """The interpreter of an environment with JupyterLite; beside it the wheels of its kernel."""
    files = [PINS / "requirements.txt", PINS / "kernel.txt"]
    wanted = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
    python, stamp = interpreter(HOME / "env"), HOME / "pins"
    if stamp.exists() and stamp.read_text() == wanted:
        return python
    step("making an environment with JupyterLite")
    shutil.rmtree(HOME, ignore_errors=True)
    advice = f"remove {HOME} and run this again"
    run_quietly([sys.executable, "-m", "venv", HOME / "env"], doing="python -m venv", advice=advice)
    install(python, files[0])
    options = ("--no-deps", "--only-binary", ":all:", "--require-hashes", "-q")
    run_quietly(
        [python, "-m", "pip", "download", *options, "-d", HOME / "wheels", "-r", files[1]],
        doing="pip download",
        advice="check that the Python package index can be reached, and run this again",
    )
    stamp.write_text(wanted)
    return python


def _pyodide(folder: Path) -> None:
    """A Pyodide of our own: JupyterLite takes one from a CDN otherwise."""
    folder.mkdir()
    for name in runtime.CORE_FILES:
        shutil.copy(runtime.package_folder() / name, folder)
    for name in _OF_PYODIDE:
        shutil.copy(runtime.fetch_pyodide_package(name, Path(sys.executable)), folder)
    lock = runtime.lock()
    lock["packages"] = {name: lock["packages"][name] for name in _OF_PYODIDE}
    (folder / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")
