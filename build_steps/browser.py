"""The browser of the tests: named, found, or installed by Debian's package manager."""

from __future__ import annotations

import os
import shutil
import sys

from build_steps.run import run_quietly
from build_steps.say import BuildError, step

VARIABLE = "ELM_TOOLKIT_BROWSER"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def ensure_browser() -> str:
    """The path of a Chromium or Chrome; where root can install one, that is done."""
    named = os.environ.get(VARIABLE)
    if named:
        path = shutil.which(named)
        if path is None:
            raise BuildError(f"{VARIABLE} names {named}, which is no program: correct it.")
        return path
    found = _find()
    if found:
        return found
    if not (hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")):
        raise BuildError(
            "the browser tests need Chromium or Chrome: install one "
            f"(Debian: apt-get install chromium) or name its program in {VARIABLE}."
        )
    _install()
    found = _find()
    if not found:
        raise BuildError(f"apt-get installed no chromium: name a browser in {VARIABLE}.")
    return found


def _find() -> str | None:
    on_path = (shutil.which(name) for name in _NAMES)
    by_place = _MAC if sys.platform == "darwin" else ()
    return next((path for path in (*on_path, *map(shutil.which, by_place)) if path), None)


def _install() -> None:
    step("installing Debian's chromium for the browser tests")
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        run_quietly(
            ["apt-get", *arguments],
            doing=f"apt-get {arguments[0]}",
            advice=f"install a browser by hand or name one in {VARIABLE}",
            env={"DEBIAN_FRONTEND": "noninteractive"},
        )
