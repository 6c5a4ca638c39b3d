"""What a page loads: one module with all that it imports, and small sheets.

The sources stay as they are: ``pages/<name>/main.js`` and each worker become ``js/<name>.js``.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

from build_steps import styles
from build_steps.paths import NODE_MODULES, WEB, WORKER
from build_steps.run import run_quietly

_ADVICE = "correct what it says and run this again"
_PAGES = (
    *("pages/*/main.js", "pages/*/*-worker.js", "pages/*/*-worklet.js"),
    *("ui/*/*-worker.js", "ui/frame/load-errors.js", "ui/frame/documentation.js"),
)
_WITH_PARTS = ("table-worker",)  # Excel and Parquet are read by what only those need who have them
_WORKERS = ("worker.js", "snapshot-maker.js", "kernel-worker.js")
_FOR_CLIENT = (
    "protocol.js",
    "checksum.js",
    "start-worker.js",
)  # modules of the worker that the client imports
# What uPlot makes of Intl when it is loaded takes long; ours does not.
_PLAIN_INTL = [
    "--inject:./ui/charts/plain-intl.js",
    "--define:Intl.NumberFormat=PlainNumberFormat",
    "--define:Intl.DateTimeFormat=PlainDateTimeFormat",
]
_VENDORED = re.compile(r"""["'](?:\.\./)+vendor/([\w-]+\.js)["']""")
_MODULE = re.compile(r"""(<script type="module" src="\./)pages/([\w-]+)/main\.js(")""")


def bundle_packages(vendor: Path) -> None:
    """Put what the modules in ``web/vendor`` take of npm packages into one file each."""
    entries = sorted((WEB / "vendor").glob("*.js"))
    options = ("--bundle", "--format=esm", "--target=es2022", f"--outdir={vendor}")
    _esbuild(*entries, *options, "--allow-overwrite", "--legal-comments=none", cwd=WEB)


def bundle_modules(assets: Path) -> None:
    """Put the modules of each page, and of each worker of a page, into one file in ``js``.

    A page is there after one request, however many modules it is written in. What a worker
    imports when it comes to it stays apart. The client also stays as modules, for those who
    embed it.
    """
    entries = {_name(entry): entry for pattern in _PAGES for entry in assets.glob(pattern)}
    # one way to it for the page that runs Python of its reader, in a worker of its own
    entries["snapshot-maker"] = assets / "worker" / "snapshot-maker.js"
    named = {name: f"js/{name}={path.relative_to(assets)}" for name, path in entries.items()}
    apart = [named.pop(name) for name in _WITH_PARTS if name in named]
    _bundle(assets, *sorted(named.values()), *_PLAIN_INTL)
    if apart:
        _bundle(assets, *apart, "--splitting", "--chunk-names=js/[name]-[hash]")
    for folder in ("pages", "ui"):
        shutil.rmtree(assets / folder)
    for module in set((assets / "vendor").glob("*.js")) - _vendored_for(assets / "client"):
        module.unlink()


def _vendored_for(folder: Path) -> set[Path]:
    """Return the modules in ``vendor`` that those below a folder import."""
    modules = folder.rglob("*.js")
    names = (_VENDORED.findall(module.read_text(encoding="utf-8")) for module in modules)
    return {folder.parent / "vendor" / name for found in names for name in found}


def bundle_worker(assets: Path) -> None:
    """Put the worker, and the one that makes its snapshots, into one file each."""
    folder = assets / "worker"
    # white space stays, and with it what comments tell the bundlers of embedders
    options = ("--minify-whitespace=false", "--allow-overwrite", "--sourcemap")
    _bundle(assets, *(f"worker/{Path(name).stem}=worker/{name}" for name in _WORKERS), *options)
    kept = {folder / name for name in (*_WORKERS, *_FOR_CLIENT)}
    for module in set(folder.glob("*.js")) - kept:
        module.unlink()


def bundle_for_node(entry: str, out: Path) -> None:
    """Put a module of ``web/node`` with the worker's own, which it imports, into one file."""
    with tempfile.TemporaryDirectory() as folder:
        for name, source in {"node": WEB / "node", "worker": WORKER}.items():
            shutil.copytree(source, Path(folder, name))  # as they lie in the site
        options = ("--bundle", "--format=esm", "--platform=node", "--legal-comments=none")
        made = Path(folder, "made.js")
        mapped = ("--minify-whitespace=false", "--sourcemap=external", f"--outfile={made}")
        _esbuild(entry, *options, *mapped, cwd=Path(folder))
        map_of = f"{out.name}.map"
        text = made.read_text(encoding="utf-8")
        out.write_text(f"{text}//# sourceMappingURL={map_of}\n", encoding="utf-8")
        shutil.copyfile(Path(folder, "made.js.map"), out.with_name(map_of))


def _bundle(assets: Path, *arguments: str) -> None:
    """Bundle each entry for itself: what two of them import is in both."""
    options = ("--outdir=.", "--bundle", "--format=esm", "--target=es2022")
    _esbuild(*arguments, *options, "--legal-comments=none", cwd=assets)


def _name(entry: Path) -> str:
    return entry.parent.name if entry.name == "main.js" else entry.stem


def bundled(html: str) -> str:
    """Return a page that refers to its one module."""
    return _MODULE.sub(r"\g<1>js/\g<2>.js\g<3>", html)


def bundle_sheets(assets: Path) -> None:
    """Put Pico's rules that we need and our own into one sheet; no white space in any sheet."""
    sheets = assets / "styles"
    pico = assets / "vendor" / "pico.css"
    own = "".join(path.read_text(encoding="utf-8") for path in sheets.glob("app/*.css"))
    pico.write_text(styles.trim(pico.read_text(encoding="utf-8"), own), encoding="utf-8")
    options = ("--bundle", "--outdir=styles", "--allow-overwrite")
    _esbuild(*sorted(sheets.glob("*.css")), *options, cwd=assets)
    pico.unlink()
    shutil.rmtree(sheets / "app")


def _esbuild(*arguments: str | Path, cwd: Path) -> None:
    run_quietly(
        [NODE_MODULES / ".bin" / "esbuild", "--minify", *arguments, "--log-level=warning"],
        doing="bundling",
        advice=_ADVICE,
        cwd=cwd,
    )
