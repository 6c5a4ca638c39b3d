"""The source of a site, beside it: whoever has the site can read what it runs and build it."""

from __future__ import annotations

import gzip
import io
import tarfile
from pathlib import Path

from build_steps.paths import ROOT, files_below

#: What the site and the package are made of; tests and benchmarks are not among it.
_FOLDERS = ("build_steps", "docs", "elm_core", "kernels", "scripts", "vectors", "web", "worker")
_FILES = (
    *("CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md", "build.py", "pyproject.toml"),
    *("requirements-dev.in", "requirements-dev.txt"),
)


def files() -> list[Path]:
    """Return the files that the archive holds."""
    found = [path for name in _FOLDERS for path in files_below(ROOT / name, skip=["node_modules"])]
    return [*(ROOT / name for name in _FILES if (ROOT / name).exists()), *found]


def address(version: str) -> str:
    """Return where in a site the archive lies."""
    return f"source/{_name(version)}.tar.gz"


def write(path: Path, version: str) -> None:
    """Write the archive: the same bytes from the same files."""
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for file in files():
            about = tarfile.TarInfo(f"{_name(version)}/{file.relative_to(ROOT).as_posix()}")
            about.size = file.stat().st_size
            about.mode = 0o755 if file.name == "build.py" else 0o644
            with file.open("rb") as stream:
                archive.addfile(about, stream)
    path.parent.mkdir(parents=True)
    path.write_bytes(gzip.compress(content.getvalue(), 9, mtime=0))


def _name(version: str) -> str:
    return f"elm-toolkit-{version}"
