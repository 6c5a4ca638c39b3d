"""Compile the kernel of the pages' Predictor into web/client/predictor/kernels.js.

    python scripts/predictor_kernel.py

The modules stand in the source in hexadecimal, which packs well, so that a Predictor has them at
once and alone: they are small, and browsers compile what is under 4 kB synchronously in a page.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
OUT = ROOT / "web/client/predictor/kernels.js"
BUILDS = {"RELAXED": ["-mrelaxed-simd"], "SIMD": []}
COMPILE = ("cc", "-target", "wasm32-freestanding", "-Os", "-g0", "-msimd128", "-ffreestanding")
LINK = ("-nostdlib", "-Wl,--no-entry", "-Wl,--strip-all", "-Wl,-z,stack-size=1024")
WARN = ("-Wall", "-Wextra", "-Werror", "-fno-sanitize=all")


def compiled(flags: list[str]) -> bytes:
    """Return the module."""
    source = ROOT / "kernels/src/predictor.c"
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "kernel.wasm"
        command = [sys.executable, "-m", "ziglang", *COMPILE, *flags, *LINK, *WARN]
        caches = {f"ZIG_{kind}_CACHE_DIR": f"{folder}/zig" for kind in ("GLOBAL", "LOCAL")}
        subprocess.run(
            [*command, str(source), "-o", str(made)], check=True, env=os.environ | caches
        )
        return made.read_bytes()


def text() -> str:
    """Return the module of JavaScript that holds both."""
    lines = [
        "// Made by scripts/predictor_kernel.py from kernels/src/predictor.c: do not edit.",
        "// @ts-check",
    ]
    for name, flags in BUILDS.items():
        encoded = compiled(flags).hex()
        lines += [f"export const {name} =", f"  '{encoded}';"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    OUT.write_text(text(), encoding="utf-8")
