"""The npm package: client, worker and runtime as the site has them, packed and not published.

client/ worker/     ES modules with their types; a bundler follows them
vendor/             what the client imports of other packages, with its licence
assets/             manifest.json, runtime-<version>-<hash>/, vectors-<hash>/, wheels/: plain files,
                    which an app with a bundler copies to where it serves files
manifest.json       the same manifest, for pages that use the package unbundled
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from build_steps.node import node, npm
from build_steps.paths import ROOT, SCRATCH, WEB, only_one
from build_steps.run import run_quietly
from build_steps.say import step
from build_steps.site import FOR_EMBEDDERS, WHEELS, build_site

DIST = ROOT / "dist"
_KEPT = ("name", "description", "license", "type", "engines")


def build_package(dist: Path = DIST) -> Path:
    """``dist/elm-toolkit-<version>.tgz``."""
    site = build_site()
    node()
    with only_one():
        folder = SCRATCH / "package"
        shutil.rmtree(folder, ignore_errors=True)
        about = _stage(site, folder)
        step(f"packing {about['name']} {about['version']}")
        dist.mkdir(parents=True, exist_ok=True)
        run_quietly(
            [npm(), "pack", "--ignore-scripts", "--pack-destination", dist],
            doing="npm pack",
            advice="correct what it names and run this again",
            cwd=folder,
        )
        shutil.rmtree(folder)
    return dist / f"{about['name']}-{about['version']}.tgz"


def _stage(site: Path, folder: Path) -> dict[str, Any]:
    source = next(site.glob("assets-*"))
    for name in ("client", "worker"):
        shutil.copytree(source / name, folder / name)
    for module in (source / "vendor").glob("*.js"):
        _copy(module, folder / "vendor" / module.name)
        licence = Path("vendor", "licences", f"{module.stem}.txt")
        _copy(source / licence, folder / licence)
    for path in (*site.glob("runtime-*"), *site.glob("vectors-*"), site / WHEELS):
        shutil.copytree(path, folder / "assets" / path.name)
    manifest = (source / "manifest.json").read_text(encoding="utf-8")
    _write(folder / "manifest.json", manifest.replace('"../', '"./assets/'))
    _write(folder / "assets" / "manifest.json", manifest.replace('"../', '"./'))
    shutil.copyfile(ROOT / "LICENSE", folder / "LICENSE")
    shutil.copyfile(ROOT / "docs" / "embed.md", folder / "README.md")
    about = _package_json(json.loads(manifest)["version"], folder)
    _write(folder / "package.json", json.dumps(about, indent=2) + "\n")
    return about


def _package_json(version: str, folder: Path) -> dict[str, Any]:
    """No dependency, and nothing of development."""
    project = json.loads((WEB / "package.json").read_text(encoding="utf-8"))
    return {
        **{key: project[key] for key in _KEPT},
        "version": version,
        "keywords": [
            *("machine-learning", "extreme-learning-machine", "classification", "regression"),
            *("pyodide", "webassembly", "web-worker"),
        ],
        "main": "./client/index.js",
        "types": "./client/index.d.ts",
        "sideEffects": _with_effects(folder),
        "exports": _exports(folder),
        "files": sorted(path.name for path in folder.iterdir()),
    }


def _exports(folder: Path) -> dict[str, Any]:
    """``client/index.js`` is ``.``, ``client/predictor/audio.js`` is ``./predictor/audio``."""
    exports: dict[str, Any] = {}
    for place, modules in FOR_EMBEDDERS.items():
        for module in modules:
            name = f"{place}/{module}".removeprefix("client/")
            name = "/".join(part for part in name.split("/") if part != "index")
            exports[f"./{name}" if name else "."] = _module(folder, f"{place}/{module}")
    exports["./worker"] = _module(folder, "worker/worker")
    exports["./worker/protocol"] = _module(folder, "worker/protocol")
    return exports | {"./assets/*": "./assets/*", "./package.json": "./package.json"}


def _with_effects(folder: Path) -> list[str]:
    """Modules that are imported for what they do: they make kinds of models known, or are a worker.

    A bundler leaves out all others of which nothing is used: of an app that trains, the Predictor.
    """
    place = "client/predictor"
    kinds = [
        name for name in FOR_EMBEDDERS[place] if not (folder / place / f"{name}.d.ts").exists()
    ]
    return [
        *(f"./{place}/{name}.js" for name in sorted(kinds)),
        *("./worker/*.js", "./vendor/*.js"),
    ]


def _module(folder: Path, path: str) -> dict[str, str]:
    own = f"{path}.d.ts"
    if not (folder / own).exists():  # it makes kinds of models known, and tells nothing
        own = "client/predictor/kind.d.ts"
    types = {"types": f"./{own}"}
    return types | {"default": f"./{path}.js"}


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
