"""Where things are: the checkout, what the build makes in it, and the cache outside it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
WORKER = ROOT / "worker"
NODE_MODULES = WEB / "node_modules"
SCRATCH = ROOT / ".build"
#: Where the site is built if nothing is said; two runs of tests at a time need two of them.
SITE = Path(os.environ.get("ELM_TOOLKIT_SITE") or ROOT / "site").absolute()


def cache_dir() -> Path:
    """The platform's cache folder for downloads; ``ELM_TOOLKIT_CACHE`` names another one."""
    chosen = os.environ.get("ELM_TOOLKIT_CACHE")
    if chosen:
        return Path(chosen).expanduser().absolute()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", "~")).expanduser() / "elm-toolkit" / "Cache"
    if sys.platform == "darwin":
        return Path("~/Library/Caches/elm-toolkit").expanduser()
    return Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "elm-toolkit"


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest(parts: Iterable[tuple[str, str]]) -> str:
    """One short name for many (name, hash) pairs, whatever their order."""
    text = "\n".join(f"{name} {value}" for name, value in sorted(parts))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def files_below(folder: Path, skip: Iterable[str] = ()) -> Iterator[Path]:
    """Every file below ``folder``, sorted, without hidden ones and names in ``skip``."""
    unwanted = {*skip, "__pycache__"}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name in unwanted or path.name.startswith("."):
            continue
        if path.is_dir():
            yield from files_below(path, unwanted)
        elif path.suffix != ".pyc":
            yield path


def digest_of_files(paths: Iterable[Path], base: Path = ROOT) -> str:
    return digest((path.relative_to(base).as_posix(), sha256_of(path)) for path in paths)


@contextlib.contextmanager
def only_one(folder: Path = SCRATCH) -> Iterator[None]:
    """Let one build at a time work in this checkout (or another folder); others wait for it."""
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as file:
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield  # closing the file releases the lock, also when the process dies
