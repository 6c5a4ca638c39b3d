"""Pyodide's own wheels (NumPy first): cache, then the CDN, then a PyPI wheel that carries them.

The lock file of the pinned npm package names each wheel and its sha256, so every source is
trusted alike: not at all until the hash has been seen.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import threading
import zipfile
from pathlib import Path
from typing import Any

from build_steps.download import SourceError, download, verify
from build_steps.paths import NODE_MODULES, cache_dir, only_one
from build_steps.say import BuildError, Progress, detail, megabytes, step

VERSION = "314.0.4"
CORE_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")

_CDN = f"https://cdn.jsdelivr.net/pyodide/v{VERSION}/full/"
_CARRIER = "open-webui==0.12.4"
_CARRIER_FOLDER = "open_webui/frontend/pyodide/"
_CARRIER_SIZE = 106_366_595
# Taken along when the big carrier has to come anyway: tests and comparisons want them.
_COMPANIONS = (
    "numpy",
    "micropip",
    "packaging",
    "scipy",
    "scikit-learn",
    "joblib",
    "threadpoolctl",
)


def package_folder() -> Path:
    """The npm package of the runtime; its version is the one this module knows."""
    folder = NODE_MODULES / "pyodide"
    version = json.loads((folder / "package.json").read_text())["version"]
    if version != VERSION:
        raise BuildError(
            f"web/package-lock.json pins pyodide {version} but build_steps/runtime.py {VERSION}: "
            "change both together."
        )
    return folder


def lock() -> dict[str, Any]:
    """Pyodide's own lock file: every package it offers, with file name and sha256."""
    content: dict[str, Any] = json.loads((package_folder() / "pyodide-lock.json").read_text())
    return content


def fetch_pyodide_package(name: str, python: Path) -> Path:
    """The wheel of a package in Pyodide's lock file, verified, from the cache or its sources."""
    packages = lock()["packages"]
    if name not in packages:
        raise BuildError(f"pyodide-lock.json of Pyodide {VERSION} names no package {name!r}.")
    return WheelSources(packages, python).bring(name)


class WheelSources:
    """The places a Pyodide wheel may come from, in the order they are tried."""

    def __init__(self, packages: dict[str, Any], python: Path) -> None:
        self.packages = packages
        self.python = python
        self.folder = cache_dir() / f"pyodide-{VERSION}"
        self.base_url = os.environ.get("ELM_TOOLKIT_PYODIDE_URL") or _CDN

    def bring(self, name: str) -> Path:
        found = self._in_cache(name)
        if found:
            return found
        _make_folder(self.folder)
        with only_one(self.folder.parent):
            # Another checkout may have brought it while we waited.
            return self._in_cache(name) or self._from_sources(name)

    def _in_cache(self, name: str) -> Path | None:
        file_name, sha256 = self._entry(name)
        target = self.folder / file_name
        if not target.exists():
            return None
        try:
            verify(target, file_name, sha256)
        except SourceError as error:
            detail(f"cache: {error}")
            return None
        return target

    def _from_sources(self, name: str) -> Path:
        file_name, sha256 = self._entry(name)
        step(f"bringing {file_name}")
        failures = []
        for source in (self._from_cdn, self._from_carrier):
            try:
                return source(name)
            except SourceError as error:
                detail(str(error))
                failures.append(str(error))
        raise BuildError(
            f"{file_name} (sha256 {sha256}) could not be brought from any source "
            f"({'; '.join(failures)}): check the network, or put the file into {self.folder} "
            "by hand, and run this again."
        )

    def _entry(self, name: str) -> tuple[str, str]:
        return self.packages[name]["file_name"], self.packages[name]["sha256"]

    def _from_cdn(self, name: str) -> Path:
        file_name, sha256 = self._entry(name)
        url = self.base_url.rstrip("/") + "/" + file_name
        try:
            path = download(url, self.folder / file_name, sha256)
        except SourceError as error:
            raise SourceError(f"{url}: {error}") from error
        detail(f"from {url}, {megabytes(path.stat().st_size)}")
        return path

    def _from_carrier(self, name: str) -> Path:
        """Bring the big wheel, keep the members we may need, and delete it."""
        with tempfile.TemporaryDirectory(prefix="carrier-", dir=self.folder) as scratch:
            try:
                carrier = _pip_download(_CARRIER, self.python, Path(scratch))
                with zipfile.ZipFile(carrier) as archive:
                    failure = self._extract(archive, name)
            except (OSError, zipfile.BadZipFile, SourceError) as error:
                raise SourceError(f"{_CARRIER} by pip: {error}") from error
        if failure:
            raise SourceError(f"{_CARRIER} by pip: {failure}")
        detail(f"out of {_CARRIER}, which pip brought")
        return self.folder / self._entry(name)[0]

    def _extract(self, archive: zipfile.ZipFile, wanted: str) -> str | None:
        """Cache the verified members; the reason why ``wanted`` is not among them, if so."""
        failure: str | None = None
        for name in dict.fromkeys((wanted, *_COMPANIONS)):
            if name not in self.packages:
                continue
            file_name, sha256 = self._entry(name)
            part = self.folder / f"{file_name}.part"
            try:
                with archive.open(_CARRIER_FOLDER + file_name) as member, part.open("wb") as file:
                    shutil.copyfileobj(member, file)
                verify(part, file_name, sha256)
                part.replace(self.folder / file_name)
            except (KeyError, SourceError) as error:
                reason = str(error.args[0])
                part.unlink(missing_ok=True)
                failure = reason if name == wanted else failure
        return failure


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise BuildError(
            f"the cache folder {folder} cannot be written ({error.strerror}): "
            "name another one in ELM_TOOLKIT_CACHE."
        ) from error


def _pip_download(requirement: str, python: Path, folder: Path) -> Path:
    """``pip download`` with progress: pip writes below ``folder``, so its size is the progress."""
    command = [python, "-m", "pip", "download", "--no-deps", "--ignore-requires-python"]
    command += ["--no-cache-dir", "--disable-pip-version-check", "--only-binary=:all:"]
    process = subprocess.Popen(
        [*map(str, command), "--dest", str(folder / "wheel"), requirement],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(folder), "TEMP": str(folder), "TMP": str(folder)},
    )
    progress = Progress(f"{requirement} by pip", _CARRIER_SIZE)
    said: list[str] = []
    reader = threading.Thread(target=lambda: said.extend(process.stderr or ()), daemon=True)
    reader.start()
    try:
        while _still_running(process):
            progress.at(_size_below(folder))
    except BaseException:
        process.kill()
        process.wait()
        raise
    finally:
        progress.end()
    reader.join()
    found = list((folder / "wheel").glob("*.whl"))
    if process.returncode or not found:
        errors = [line.strip() for line in said if "ERROR" in line]
        raise SourceError(errors[-1][:200] if errors else f"pip ended with {process.returncode}")
    return found[0]


def _still_running(process: subprocess.Popen[str]) -> bool:
    try:
        process.wait(0.3)
    except subprocess.TimeoutExpired:
        return True
    return False


def _size_below(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size
        except OSError:  # pip moves its files while we look
            continue
    return total
