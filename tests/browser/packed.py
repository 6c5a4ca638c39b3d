"""Fixtures of the packed client: what a stranger who installs it has."""

from __future__ import annotations

import shutil
import sys
import tarfile
from pathlib import Path

import pytest

from build_steps import runtime
from build_steps.package import build_package
from build_steps.paths import ROOT


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package's file."""
    return build_package(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="session")
def unpacked(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(package) as archive:
        archive.extraction_filter = getattr(tarfile, "data_filter", None)  # Debian's 3.11 has none
        archive.extractall(folder)
    return folder / "package"


@pytest.fixture(scope="session")
def notebook_host(unpacked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A host that is not ours: a Pyodide with its whole lock file, and our wheels."""
    host = tmp_path_factory.mktemp("notebook")
    pyodide = host / "pyodide"
    pyodide.mkdir()
    for name in runtime.CORE_FILES:
        shutil.copy(runtime.package_folder() / name, pyodide)
    shutil.copy(runtime.package_folder() / "pyodide-lock.json", pyodide)
    for name in ("numpy", "micropip", "packaging"):
        shutil.copy(runtime.fetch_pyodide_package(name, Path(sys.executable)), pyodide)
    (host / "wheels").mkdir()
    for wheel in unpacked.glob("assets/wheels/elm_*.whl"):
        shutil.copy(wheel, host / "wheels")
    for path in (ROOT / "examples" / "notebook").iterdir():
        shutil.copy(path, host)
    return host
