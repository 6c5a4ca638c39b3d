"""The npm package: client, worker and runtime as the site has them, packed and not published.

client/             ES modules with their types; a bundler follows them
node/               the toolkit in Node, and the command ``elm-toolkit``
testing/            the toolkit without a worker, for unit tests
vendor/             what the client imports of other packages, with its licence
assets/             manifest.json, worker-<hash>/, runtime-<version>-<hash>/, vectors-<hash>/,
                    wheels/: plain files, which an app copies to where it serves files
worker/             the worker's messages; worker.js and manifest.json have lasting addresses there,
manifest.json       for pages that use the package unbundled and write to the worker themselves
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

from build_steps.bundle import bundle_for_node
from build_steps.node import node, npm
from build_steps.offline import MAP
from build_steps.paths import ROOT, SCRATCH, WEB, digest_of_files, files_below, only_one
from build_steps.run import run_quietly
from build_steps.say import step
from build_steps.site import FOR_EMBEDDERS, WHEELS, build_site

DIST = ROOT / "dist"
_KEPT = ("name", "description", "license", "type", "engines")
#: What is ours in a folder of assets; web/node/copy.js reads it.
_LIST = "elm-toolkit-files.json"
_PLACE = "export const WORKER = '{worker}';\nexport const BESIDE = '../assets/';\n"
#: What tells those who have the package alone how to use it, beside README.md.
_DOCS = (
    *("engines.md", "hosting.md", "limits.md", "model-file.md", "models.md", "notebook.md"),
    *("predictor.md", "protocol.md", "share.md", "static-page.md", "testing.md", "triage.md"),
)
#: Modules of the thread in Node: they are in its one file.
_IN_WORKER = ("worker.js", "browser-globals.js")


def build_package(dist: Path = DIST) -> Path:
    """``dist/elm-toolkit-<version>.tgz``."""
    site = build_site()
    node()
    with only_one():
        folder = SCRATCH / "package"
        shutil.rmtree(folder, ignore_errors=True)
        about = stage_package(site, folder)
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


def stage_package(site: Path, folder: Path) -> dict[str, Any]:
    source = next(site.glob("assets-*"))
    for name in ("client", "worker"):
        shutil.copytree(source / name, folder / name)
    for module in (source / "vendor").glob("*.js"):
        _copy(module, folder / "vendor" / module.name)
        licence = Path("vendor", "licences", f"{module.stem}.txt")
        _copy(source / licence, folder / licence)
    assets = folder / "assets"
    for path in (*site.glob("runtime-*"), *site.glob("vectors-*"), site / WHEELS):
        shutil.copytree(path, assets / path.name)
    worker = _worker_folder(folder, assets)
    # they lie in other places than in the site
    _write(folder / "client" / "place.js", _PLACE.format(worker=f"{worker.name}/worker.js"))
    _write(folder / "worker" / "worker.js", f"import '../assets/{worker.name}/worker.js';\n")
    shutil.copytree(WEB / "node", folder / "node", ignore=shutil.ignore_patterns(*_IN_WORKER))
    shutil.copytree(WEB / "testing", folder / "testing")
    manifest = (source / "manifest.json").read_text(encoding="utf-8")
    _write(folder / "manifest.json", manifest.replace('"../', '"./assets/'))
    _write(assets / "manifest.json", manifest.replace('"../', '"./'))
    files = [path.relative_to(assets).as_posix() for path in files_below(assets)]
    _write(assets / _LIST, json.dumps({"files": files}, indent=1) + "\n")
    shutil.copyfile(ROOT / "LICENSE", folder / "LICENSE")
    _documentation(folder)
    about = _package_json(json.loads(manifest)["version"], folder, worker)
    _write(folder / "package.json", json.dumps(about, indent=2) + "\n")
    return about


def _documentation(folder: Path) -> None:
    """What README.md refers to lies in the package, too."""
    for page in ("embed.md", *_DOCS):
        text = (ROOT / "docs" / page).read_text(encoding="utf-8")
        if page == "embed.md":
            _write(folder / "README.md", re.sub(r"\]\(([\w-]+\.md)", r"](docs/\1", text))
        else:
            text = text.replace("](embed.md", "](../README.md").replace("](../web/", "](../")
            _write(folder / "docs" / page, text)


def _worker_folder(folder: Path, assets: Path) -> Path:
    """Named by its content: an app never speaks to the worker of another version."""
    made = assets / "worker"
    made.mkdir()
    for name in ("worker.js", "snapshot-maker.js", "kernel-worker.js"):
        for file in (name, f"{name}{MAP}"):
            (folder / "worker" / file).rename(made / file)
    bundle_for_node("node/worker.js", made / "node.js")
    return made.rename(assets / f"worker-{digest_of_files(files_below(made), base=made)}")


def _package_json(version: str, folder: Path, worker: Path) -> dict[str, Any]:
    """No dependency, and nothing of development."""
    project = json.loads((WEB / "package.json").read_text(encoding="utf-8"))
    return {
        **{key: project[key] for key in _KEPT},
        "version": version,
        "keywords": [
            *("machine-learning", "extreme-learning-machine", "classification", "regression"),
            *("pyodide", "webassembly", "web-worker"),
        ],
        "main": "./client/main.js",
        "types": "./client/index.d.ts",
        "bin": {"elm-toolkit": "./node/elm-toolkit.js"},
        "sideEffects": _with_effects(folder),
        "exports": _exports(folder, worker),
        "files": sorted(path.name for path in folder.iterdir()),
    }


def _exports(folder: Path, worker: Path) -> dict[str, Any]:
    """``client/main.js`` is ``.``, ``client/predictor/audio.js`` is ``./predictor/audio``.

    What a bundler makes of ``import.meta.url`` differs from one to the next: of the modules that it
    gets to see none asks for it.
    """
    exports: dict[str, Any] = {}
    for place, modules in FOR_EMBEDDERS.items():
        for module in modules:
            name = f"{place}/{module}".removeprefix("client/")
            name = "/".join(part for part in name.split("/") if part != "index")
            exports[f"./{name}" if name else "."] = _module(folder, f"{place}/{module}")
    exports["."]["default"] = "./client/main.js"  # it is index.js that knows where it lies
    exports["./node"] = _module(folder, "node/index")
    exports["./testing"] = _module(folder, "testing/index")
    exports["./worker"] = {
        "types": "./worker/worker.d.ts",
        "default": f"./assets/{worker.name}/worker.js",
    }
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
        *("./client/index.js", "./client/home.js", "./node/*.js", "./testing/index.js"),
        "./assets/*/*.js",
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
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
