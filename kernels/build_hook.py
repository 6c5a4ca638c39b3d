"""Compile the C sources to WebAssembly side modules and tag the wheel for Pyodide."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: The ABI of Pyodide 314; the modules use nothing of Python, so any of its versions will do.
TAG = "py3-none-pyemscripten_2026_0_wasm32"

#: File name → what the compiler is told beyond the common flags.
BUILDS = {"kernels_simd.wasm": [], "kernels_relaxed.wasm": ["-mrelaxed-simd"]}

SOURCES = (
    "gemm.c",
    "activations.c",
    "activations32.c",
    "triangular.c",
    "tridiagonal.c",
    "factor.c",
    "sweep.c",
    "updates.c",
    "distances.c",
)

_ZIG = (sys.executable, "-m", "ziglang")
_COMPILE = ("cc", "-target", "wasm32-emscripten", "-O3", "-g0", "-msimd128", "-fPIC")
_LINK = (
    "wasm-ld",
    "--experimental-pic",
    "-shared",
    "--no-entry",
    "--export-dynamic",
    "--strip-all",
)


class KernelBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Builds both modules into a temporary folder and puts them into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile; called by hatchling before it packs the wheel."""
        self.made = folder = Path(tempfile.mkdtemp(prefix="elm-kernels-"))
        build_data["tag"] = TAG
        build_data["pure_python"] = False
        for name, flags in BUILDS.items():
            compile_module(Path(self.root) / "src", folder / name, flags)
            build_data["force_include"][str(folder / name)] = f"elm_kernels/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was compiled: it is in the wheel now."""
        shutil.rmtree(self.made, ignore_errors=True)


def compile_module(source: Path, out: Path, flags: list[str]) -> None:
    """Compile and link the C files of `source` into the side module `out`."""
    objects = []
    for name in SOURCES:
        made = out.with_suffix(f".{name}.o")
        warn = ("-Wall", "-Wextra", "-Werror", "-fno-sanitize=all")
        run(out.parent, *_COMPILE, *warn, *flags, "-c", str(source / name), "-o", str(made))
        objects.append(str(made))
    run(out.parent, *_LINK, *objects, "-o", str(out))


def run(scratch: Path, *arguments: str) -> None:
    """Run zig, its caches in `scratch` (a home may be read-only); its own words are the error."""
    caches = {f"ZIG_{kind}_CACHE_DIR": str(scratch / "zig") for kind in ("GLOBAL", "LOCAL")}
    done = subprocess.run(
        [*_ZIG, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **caches},
    )
    if done.returncode:
        raise SystemExit(f"zig {' '.join(arguments[:1])} failed:\n{done.stderr}")
