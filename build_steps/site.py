"""The static site: assembled beside its place, then renamed, so that it is whole or absent.

Only the pages, and one entry for embedders, have stable names. All else lies in three folders named
by their content, so a page of one release never loads a module, a worker or a wheel of another:

    index.html …            rewritten to refer to assets-<hash>/
    client/…                stable addresses for embedders: re-export assets-<hash>/client/…
    assets-<hash>/          js, styles, client, worker, vendor, samples, ready, manifest.json
    runtime-<version>-<hash>/   what a start loads, compressed; Pyodide, its NumPy, our wheels, the
                                trimmed pyodide-lock.json, uncompressed
    vectors-<hash>/         the word vectors, fetched when a model of texts is made

Beside them lies what no page needs and is not kept for offline use: ``docs/``, the documentation,
``wheels/``, with sources, for people's own Pythons and notebooks, ``source/``, what all of it is
built from.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
import tomllib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from build_steps import lean, offline, ready, runtime, source
from build_steps.bundle import (
    bundle_modules,
    bundle_packages,
    bundle_sheets,
    bundle_worker,
    bundled,
)
from build_steps.environment import ensure_python
from build_steps.frame import DOCUMENTATION, below, framed, framed_documentation
from build_steps.modules import strip_comments
from build_steps.node import ensure_node_modules
from build_steps.paths import (
    NODE_MODULES,
    ROOT,
    SCRATCH,
    SITE,
    WEB,
    WORKER,
    digest,
    digest_of_files,
    files_below,
    only_one,
    sha256_of,
)
from build_steps.preload import preloaded
from build_steps.run import run_quietly
from build_steps.say import BuildError, step
from build_steps.trim import trim_wheel
from build_steps.wheel import AT_START, Wheels, build_wheels, wheel_sources

_STAMP = ".elm-toolkit-site"
#: Wheels for any Python that they can run on: those of the runtime are compiled for Pyodide's.
WHEELS = "wheels"
LICENCE = "licence.txt"
_NOT_SHIPPED = ("node_modules", "package.json", "package-lock.json")
# Files of npm packages under the names that the sources import from ../vendor/.
_VENDOR = {
    "uplot.js": "uplot/dist/uPlot.esm.js",
    "uplot.css": "uplot/dist/uPlot.min.css",
    "d3-dsv.js": "d3-dsv/dist/d3-dsv.min.mjs",
    "saxen.js": "saxen/dist/index.js",
    "pico.css": "@picocss/pico/css/pico.classless.min.css",
    "licences/uplot.txt": "uplot/LICENSE",
    "licences/d3-dsv.txt": "d3-dsv/LICENSE",
    "licences/pico.txt": "@picocss/pico/LICENSE.md",
    "licences/saxen.txt": "saxen/LICENSE",
    # of what web/vendor/parquet.js takes
    "licences/hyparquet.txt": "hyparquet/LICENSE",
    "licences/hyparquet-compressors.txt": "hyparquet-compressors/LICENSE",
    "licences/fzstd.txt": "fzstd/LICENSE",
}


def build_site(out: Path = SITE) -> Path:
    """Do all the set-up and bring the site in ``out`` up to date; nothing changed, nothing done."""
    with only_one():
        with ThreadPoolExecutor() as side_by_side:
            modules = side_by_side.submit(ensure_node_modules)
            python = ensure_python()
            modules.result()
        numpy = runtime.fetch_pyodide_package("numpy", python)
        inputs = _inputs_hash(out, numpy)
        stamp = out / _STAMP
        if stamp.exists() and stamp.read_text() == inputs:
            return out
        _refuse_foreign(out)
        wheels = build_wheels(python)
        made = {
            "samples": _build_samples(python),
            "ready": _build_ready(python),
            "docs": _build_documentation(python),
        }
        step(f"assembling the site in {out}")
        _assemble(out, numpy, wheels, made, inputs)
    return out


def _inputs_hash(out: Path, numpy: Path) -> str:
    sources = {*wheel_sources(), *_web_files(), *source.files()}
    npm = sha256_of(WEB / "package-lock.json")
    return digest(
        [("files", digest_of_files(sources)), ("npm", npm), ("numpy", numpy.name), ("", str(out))]
    )


def _web_files() -> list[Path]:
    return [
        path
        for path in files_below(WEB, skip=_NOT_SHIPPED)
        # web/types tells the checks of other people's packages; client/types is ours
        if path.relative_to(WEB).parts[0] not in ("types", "node", "testing")
        if ".test." not in path.name and not path.match("tsconfig*.json")
    ]


def _refuse_foreign(out: Path) -> None:
    """Never replace a folder that the build has not made."""
    if out.exists() and not (out / _STAMP).exists() and (out.is_file() or any(out.iterdir())):
        raise BuildError(
            f"{out} is not a site made by this build: remove it or name another --out."
        )


def _assemble(out: Path, numpy: Path, wheels: Wheels, made: dict[str, Path], inputs: str) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f"{out.name}.new-", dir=out.parent))
    try:
        fresh.chmod(0o755)
        runtime_folder = _runtime_folder(fresh, numpy, {name: wheels[name] for name in AT_START})
        vectors = _vectors_folder(fresh, wheels["elm_vectors"])
        beside = {name: made[name] for name in ("samples", "ready")}
        assets = _assets_folder(fresh, _manifest(runtime_folder, vectors), beside)
        _pages(fresh, assets)
        _entry_for_embedders(fresh, assets)
        offline.add_service_worker(fresh)
        for name in AT_START:
            _copy(wheels[name], fresh / WHEELS / wheels[name].name)
        _documentation(fresh, assets, made["docs"])
        source.write(fresh / source.address(_version()), _version())
        _copy(ROOT / "LICENSE", fresh / LICENCE)
        (fresh / _STAMP).write_text(inputs)
        _swap(fresh, out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _swap(fresh: Path, out: Path) -> None:
    old = out.with_name(f"{out.name}.old-{os.getpid()}")
    if out.exists():
        out.rename(old)
    fresh.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def _runtime_folder(site: Path, numpy: Path, wheels: Wheels) -> Path:
    folder = site / "runtime"
    folder.mkdir()
    package = runtime.package_folder()
    for name in runtime.CORE_FILES:
        shutil.copyfile(package / name, folder / name)
    trimmed = {name: trim_wheel(wheel) for name, wheel in {"numpy": numpy, **wheels}.items()}
    for wheel in trimmed.values():
        shutil.copyfile(wheel, folder / wheel.name)
    _write_json(folder / "pyodide-lock.json", _trimmed_lock(trimmed.pop("numpy"), trimmed))
    lean.add_lean_files(folder, [numpy, *wheels.values()])
    return _named_by_content(folder, f"runtime-{runtime.VERSION}")


def _trimmed_lock(numpy: Path, wheels: Wheels) -> dict[str, Any]:
    """Pyodide's lock file with the entries we use, and ours: nothing to resolve at run time."""
    full = runtime.lock()
    packages = {"numpy": full["packages"]["numpy"] | {"sha256": sha256_of(numpy)}}
    for module, wheel in wheels.items():
        name = module.replace("_", "-")  # Pyodide looks packages up by their normalised name
        packages[name] = {
            "name": name,
            "version": wheel.name.split("-")[1],
            "file_name": wheel.name,
            "install_dir": "site",
            "sha256": sha256_of(wheel),
            "package_type": "package",
            "imports": [module],
            "depends": ["numpy"],
            "unvendored_tests": False,
        }
    return {"info": full["info"], "packages": packages}


def _version() -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def _vectors_folder(site: Path, wheel: Path) -> Path:
    folder = site / "vectors"
    _copy(wheel, folder / wheel.name)
    return _named_by_content(folder, "vectors")


def _assets_folder(site: Path, manifest: dict[str, Any], beside: dict[str, Path]) -> Path:
    folder = site / "assets"
    folder.mkdir()
    for path in _web_files():
        if path.parent != WEB or path.suffix != ".html":
            _copy(path, folder / path.relative_to(WEB))
    for path in files_below(WORKER, skip=[offline.SCRIPT]):
        _copy(path, folder / "worker" / path.relative_to(WORKER))
    for kind, written in beside.items():
        for path in files_below(written):
            _copy(path, folder / kind / path.relative_to(written))
    for name, origin in _VENDOR.items():
        _copy(NODE_MODULES / origin, folder / "vendor" / name)
    bundle_packages(folder / "vendor")
    bundle_modules(folder)
    bundle_worker(folder)
    bundle_sheets(folder)
    strip_comments(folder / "client")
    _write_json(folder / "manifest.json", manifest)
    return _named_by_content(folder, "assets")


def _manifest(runtime_folder: Path, vectors: Path) -> dict[str, Any]:
    """What the worker needs to know; addresses are relative to the manifest itself."""
    return {
        "version": _version(),
        "runtime": {
            "version": runtime.VERSION,
            "indexURL": f"../{runtime_folder.name}/",
            **lean.entries(runtime_folder),
        },
        "vectors": [
            {**lean.about(path), "path": f"../{vectors.name}/{path.name}"}
            for path in files_below(vectors)
        ],
    }


def _named_by_content(folder: Path, name: str) -> Path:
    content = digest_of_files(files_below(folder), base=folder)
    return folder.rename(folder.with_name(f"{name}-{content}"))


def _pages(site: Path, assets: Path) -> None:
    for page in sorted(WEB.glob("*.html")):
        text = rewrite_page(preloaded(bundled(framed(page))), assets)
        (site / page.name).write_text(text, encoding="utf-8")


def _documentation(site: Path, assets: Path, made: Path) -> None:
    for path in files_below(made):
        target = site / DOCUMENTATION / path.relative_to(made)
        if path.suffix == ".html":
            text = rewrite_page(preloaded(bundled(framed_documentation(path, WEB))), assets)
            target.parent.mkdir(exist_ok=True)
            target.write_text(below(text), encoding="utf-8")
        else:
            _copy(path, target)


def rewrite_page(html: str, assets: Path) -> str:
    """``src="./ui/x.js"`` becomes ``src="./assets-<hash>/ui/x.js"`` for all that lies there."""
    names = "|".join(re.escape(path.name) for path in sorted(assets.iterdir()))
    pattern = rf"""(\s(?:src|href|data-[\w-]+)=["'])(?:\./)?((?:{names})(?:[/"'#?]))"""
    return re.sub(pattern, rf"\g<1>./{assets.name}/\g<2>", html)


#: Modules with a stable address, by folder.
FOR_EMBEDDERS = {
    "client": ("index", "share"),
    "client/predictor": (
        *("index", "load", "to-function", "vectors", "base"),
        *("audio", "autocomplete", "chain", "conv", "deep", "elm", "ensemble", "kernel"),
        *("online", "simd", "table", "text", "unsupervised"),
    ),
}


def _entry_for_embedders(site: Path, assets: Path) -> None:
    if not (assets / "client" / "index.js").exists():
        return
    for folder, modules in FOR_EMBEDDERS.items():
        up = "../" * len(Path(folder).parts)
        for module in modules:
            for name in (f"{module}.js", f"{module}.d.ts"):
                if (assets / folder / name).exists():
                    path = site / folder / name
                    path.parent.mkdir(parents=True, exist_ok=True)
                    target = f"{up}{assets.name}/{folder}/{module}.js"
                    path.write_text(f"export * from '{target}';\n", encoding="utf-8")


def _build_samples(python: Path) -> Path:
    """The sample tables; made in the environment, because scikit-learn carries two of them."""
    return _made("samples", python, "writing the sample tables", ())


def _build_ready(python: Path) -> Path:
    """What pages answer by until Python is there."""
    return _made("ready", python, "learning what pages begin with", ready.sources())


def _build_documentation(python: Path) -> Path:
    """The pages of docs/ without their frame; made in the environment, where markdown2 is."""
    steps = [ROOT / "build_steps" / f"{name}.py" for name in ("declarations", "markdown")]
    read = [*steps, *files_below(ROOT / "docs"), *WEB.glob("client/**/*.d.ts")]
    return _made("documentation", python, "writing the documentation", read)


def _made(name: str, python: Path, doing: str, read: Iterable[Path]) -> Path:
    """What the program ``build_steps/<name>.py`` writes, anew when it or what it reads changes."""
    program = ROOT / "build_steps" / f"{name}.py"
    inputs = [program, ROOT / "requirements-dev.txt", *read]
    folder = SCRATCH / name / digest_of_files(inputs)
    if folder.exists():
        return folder
    step(doing)
    shutil.rmtree(folder.parent, ignore_errors=True)
    fresh = folder.with_name("new")
    run_quietly(
        [python, "-m", f"build_steps.{name}", fresh],
        doing=doing,
        advice=f"correct build_steps/{name}.py and run this again",
        cwd=ROOT,
    )
    return fresh.rename(folder)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", encoding="utf-8")
