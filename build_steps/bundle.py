"""What a page loads: one module with all that it imports, and small sheets.

The sources stay as they are: ``pages/<name>/main.js`` and each worker become ``js/<name>.js``.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from build_steps import styles
from build_steps.paths import NODE_MODULES
from build_steps.run import run_quietly

_ADVICE = "correct what it says and run this again"
_PAGES = ("pages/*/main.js", "ui/*-worker.js", "ui/*-worklet.js", "pages/*/*-worker.js")
_WORKERS = ("worker.js", "snapshot-maker.js")
# What uPlot makes of Intl when it is loaded takes long; ours does not.
_PLAIN_INTL = [
    "--inject:./ui/plain-intl.js",
    "--define:Intl.NumberFormat=PlainNumberFormat",
    "--define:Intl.DateTimeFormat=PlainDateTimeFormat",
]
_MODULE = re.compile(r"""(<script type="module" src="\./)pages/([\w-]+)/main\.js(")""")


def bundle_modules(assets: Path) -> None:
    """Put the modules of each page, and of each worker of a page, into one file in ``js``.

    A page is there after one request, however many modules it is written in. The client also
    stays as modules, for those who embed it.
    """
    for entry in [entry for pattern in _PAGES for entry in sorted(assets.glob(pattern))]:
        _bundle(assets, entry, f"js/{_name(entry)}", *_PLAIN_INTL)
    _bundle(assets, assets / "worker" / "snapshot-maker.js", "js/snapshot-maker")
    for folder in ("pages", "ui"):
        shutil.rmtree(assets / folder)
    for module in (assets / "vendor").glob("*.js"):
        module.unlink()


def bundle_worker(assets: Path) -> None:
    """Put the worker, and the one that makes its snapshots, into one file each."""
    folder = assets / "worker"
    for name in _WORKERS:
        # white space stays, and with it what comments tell the bundlers of embedders
        _bundle(assets, folder / name, f"bundled/{Path(name).stem}", "--minify-whitespace=false")
    for module in set(folder.glob("*.js")) - {folder / "protocol.js"}:  # the codes of errors
        module.unlink()
    for name in _WORKERS:
        (assets / "bundled" / name).rename(folder / name)
    (assets / "bundled").rmdir()


def _bundle(assets: Path, entry: Path, name: str, *more: str) -> None:
    _esbuild(
        *(f"{name}={entry.relative_to(assets)}", "--outdir=.", "--bundle"),
        *("--format=esm", "--target=es2022", "--legal-comments=none"),
        *more,
        cwd=assets,
    )


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
