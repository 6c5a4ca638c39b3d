"""The JavaScript of the site: without comments, and announced to the browser all at once."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

from build_steps.paths import NODE_MODULES
from build_steps.run import run_quietly

_OPTIONS = (
    *("--allowJs", "--noCheck", "--noResolve", "--removeComments", "--skipLibCheck"),
    *("--target", "ESNext", "--module", "ESNext", "--moduleResolution", "Bundler"),
)
_STATIC = re.compile(r"""^\s*(?:import|export)\s[^'"();]*?from\s*['"](\.[^'"]+)['"]""", re.M)
_BARE = re.compile(r"""^\s*import\s*['"](\.[^'"]+)['"]""", re.M)
_SCRIPT = re.compile(r"""([ \t]*)<script type="module" src="\./([^"]+)"></script>\n""")


def strip_comments(folder: Path) -> None:
    """Take the comments, a quarter of what goes over the wire, out of all modules below a folder.

    For our own modules alone: those of others say their licences in comments.
    """
    modules = sorted(folder.rglob("*.js"))
    with tempfile.TemporaryDirectory() as made:
        tsc = NODE_MODULES / ".bin" / "tsc"
        run_quietly(
            [tsc, *_OPTIONS, "--rootDir", folder, "--outDir", made, *modules],
            doing="taking comments out of the modules",
            advice="correct what it says and run this again",
            cwd=folder,
        )
        for module in modules:
            shutil.copyfile(Path(made) / module.relative_to(folder), module)


def announce(html: str, assets: Path) -> str:
    """Put links before the module of a page for all that it imports: nothing waits for another."""

    def links(found: re.Match[str]) -> str:
        modules = imported(assets / found[2])
        names = (Path(os.path.relpath(module, assets)).as_posix() for module in modules)
        return (
            "".join(f'{found[1]}<link rel="modulepreload" href="./{name}" />\n' for name in names)
            + found[0]
        )

    return _SCRIPT.sub(links, html)


def imported(module: Path) -> list[Path]:
    """Return the modules that come with a module, at any depth, without those fetched later."""
    found: list[Path] = []
    waiting = [module]
    while waiting:
        here = waiting.pop(0)
        if not here.exists():
            continue  # the browser says so of a page, and a test hears it
        text = here.read_text(encoding="utf-8")
        for name in (*_STATIC.findall(text), *_BARE.findall(text)):
            path = Path(os.path.normpath(here.parent / name))
            if path not in found and path != module and path.exists():
                found.append(path)
                waiting.append(path)
    return found
