"""The engines of the seam tests: Chromium always; Firefox and WebKitGTK where asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from build_steps.debian import ensure_programs
from build_steps.environment import install
from build_steps.paths import ROOT
from build_steps.say import BuildError, step

VARIABLE = "ELM_TOOLKIT_ENGINES"
REQUIREMENTS = ROOT / "tests" / "engines" / "requirements.txt"
STAMP = ".elm-toolkit-engines"

#: Engine → the programs that it takes, each with the Debian package that has it.
PROGRAMS: dict[str, dict[str, str]] = {
    "chromium": {},
    "firefox": {"firefox-esr": "firefox-esr"},
    "webkit": {"WebKitWebDriver": "webkit2gtk-driver", "Xvfb": "xvfb"},
}


def read_engines(text: str) -> list[str]:
    """``all``, or names with commas between them; Chromium is always among them."""
    names = list(PROGRAMS) if text == "all" else ["chromium", *text.split(",")]
    for name in names:
        if name not in PROGRAMS:
            raise BuildError(
                f"there is no engine {name!r}: --engines takes all, or some of "
                f"{', '.join(PROGRAMS)} with commas between."
            )
    return list(dict.fromkeys(names))


def ensure_engines(engines: Sequence[str], python: Path) -> None:
    """Their programs, and what drives them from Python."""
    if list(engines) == ["chromium"]:
        return
    wanted = {tool: package for name in engines for tool, package in PROGRAMS[name].items()}
    ensure_programs(wanted, "these engines")
    pins = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    stamp = python.parent.parent / STAMP
    if stamp.exists() and stamp.read_text() == pins:
        return
    step("installing the drivers of the engines")
    install(python, REQUIREMENTS)
    stamp.write_text(pins)
