"""The modules that embedders load: as they are written, without comments."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from build_steps.paths import NODE_MODULES
from build_steps.run import run_quietly

_OPTIONS = (
    *("--allowJs", "--noCheck", "--noResolve", "--removeComments", "--skipLibCheck"),
    *("--target", "ESNext", "--module", "ESNext", "--moduleResolution", "Bundler"),
    "--ignoreConfig",  # the site may be built inside of another project
)


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
