"""Our wheels: the same bytes from the same sources, built only when these changed."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from build_steps.paths import ROOT, SCRATCH, digest_of_files, files_below
from build_steps.run import run_quietly
from build_steps.say import BuildError, step

_EPOCH = "1577836800"  # 2020-01-01: the one time stamp in a wheel, so that builds are equal


@dataclass(frozen=True)
class Project:
    folder: Path  # where pyproject.toml lies
    code: Path  # all below it goes into the wheel or makes it
    beside: tuple[str, ...] = ()  # other files that a wheel depends on

    def sources(self) -> list[Path]:
        """The files that make the wheel; the pins are among them, as they name the tools."""
        found = list(files_below(self.code, skip=["tests"]))
        if not found:
            where = self.code.relative_to(ROOT)
            raise BuildError(f"{where}/ is missing from the checkout: restore it with git, retry.")
        return found + [ROOT / name for name in ("requirements-dev.txt", *self.beside)]


#: Module → project; elm_kernels is C, which the clang of ziglang compiles to WebAssembly.
PROJECTS = {
    "elm_core": Project(ROOT, ROOT / "elm_core", ("pyproject.toml", "LICENSE")),
    "elm_kernels": Project(ROOT / "kernels", ROOT / "kernels"),
    "elm_vectors": Project(ROOT / "vectors", ROOT / "vectors"),
}
#: Loaded when a page starts; the others when they are needed.
AT_START = ("elm_core", "elm_kernels")

Wheels = dict[str, Path]


def wheel_sources() -> list[Path]:
    return list({path for project in PROJECTS.values() for path in project.sources()})


def build_wheels(python: Path) -> Wheels:
    return {name: build_wheel(name, python) for name in PROJECTS}


def build_wheel(name: str, python: Path) -> Path:
    """The wheel of a module, under a folder named by the hash of its sources."""
    project = PROJECTS[name]
    home = SCRATCH / "wheels" / name
    folder = home / digest_of_files(project.sources())
    found = list(folder.glob("*.whl"))
    if found:
        return found[0]
    step(f"building the {name} wheel")
    shutil.rmtree(home, ignore_errors=True)
    fresh = home / "new"
    run_quietly(
        [python, "-m", "hatchling", "build", "--target", "wheel", "--directory", fresh],
        doing=f"hatchling build of {name}",
        advice=f"correct what it says about {name} or its pyproject.toml, and run this again",
        cwd=project.folder,
        env={"SOURCE_DATE_EPOCH": _EPOCH},
    )
    fresh.rename(folder)
    return next(folder.glob("*.whl"))
