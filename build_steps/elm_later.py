"""Modules that no start needs: their archive is fetched when one is first imported.

Runs in the page, as a module beside our packages: so it is compiled, and in snapshots. The rest
of the standard library stays an archive, with sources, which tracebacks show. Of packages what is
there already stays: it is what the start has put there.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import invalidate_caches
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from typing import Any

STDLIB, REST = "/lib/python314.zip", "/lib/python314-rest.zip"
SITE_PACKAGES = Path("/lib/python3.14/site-packages")


class Later:
    """Asked when a module is not there: finds what is in an archive that no start needs."""

    def __init__(self, fetch: Any, archives: dict[str, dict[str, Any]]) -> None:
        self.fetch = fetch
        self.sha256 = {path: about["sha256"] for path, about in archives.items()}
        self.archives = {
            module: path for path, about in archives.items() for module in about["modules"]
        }
        self.there: set[str] = set()

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: Any = None
    ) -> ModuleSpec | None:
        archive = self.archives.get(name.partition(".")[0])
        if archive is None:
            return None
        if archive not in self.there:
            self.bring(archive, name)
        if path is not None:
            path = [place.replace(STDLIB, REST) for place in path]
        return PathFinder.find_spec(name, path, target)

    def bring(self, archive: str, name: str) -> None:
        content = self.fetched(archive, name)
        if archive.endswith(".zip"):
            Path(REST).write_bytes(content)
            sys.path.insert(sys.path.index(STDLIB) + 1, REST)
        else:
            unpack(content)
        invalidate_caches()
        self.there.add(archive)

    def fetched(self, archive: str, name: str) -> bytes:
        from hashlib import sha256

        why: object = "it is not what it should be"
        for again in (False, True):
            try:
                content: bytes = self.fetch(archive, again).to_bytes()
            except Exception as error:  # of JavaScript: there is no other kind to name
                why = error
                continue
            if sha256(content).hexdigest() == self.sha256[archive]:
                return content
        raise ImportError(
            f"could not load {archive}, which has the module {name}: {why}", name=name
        )


def unpack(content: bytes) -> None:
    from io import BytesIO
    from zipfile import ZipFile

    with ZipFile(BytesIO(content)) as wheel:
        for entry in wheel.namelist():
            place = SITE_PACKAGES / entry
            if not place.exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(wheel.read(entry))


def find_later(fetch: Any, archives: Any) -> None:
    """Fetch by a function of the worker, from archives that the manifest names."""
    # before those of Pyodide, which say what is missing
    sys.meta_path.insert(sys.meta_path.index(PathFinder) + 1, Later(fetch, archives.to_py()))
