"""Writes the documentation; run in the environment, where pdoc and markdown2 are.

index.html …      the README and the pages of docs/
python/           elm_core, from its docstrings
javascript.html   the client, from its .d.ts files: each declaration under its comment
"""

from __future__ import annotations

import pkgutil
import shutil
import sys
from html import escape
from pathlib import Path

import pdoc

import elm_core
from build_steps.declarations import javascript
from build_steps.markdown import as_html, code_styles
from build_steps.paths import ROOT

#: Internal: how things are computed, the worker's side, the command line.
_NOT_PUBLIC = ("maths", "models", "service", "cli", "encoding", "validation")
_LAYOUT = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ max-width: 50rem; margin: auto; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; }}
pre {{ overflow-x: auto; padding: .7rem; background: #f6f6f6; }}
table {{ border-collapse: collapse; }}
td, th {{ border: 1px solid #ccc; padding: .2rem .5rem; text-align: left; }}
img {{ max-width: 100%; }}
{style}
</style>
<nav>{nav}</nav>
<main>
{body}
</main>
</html>
"""


def write(out: Path) -> None:
    pages = sorted(path for path in (ROOT / "docs").glob("*.md") if path.name != "README.md")
    for page in (ROOT / "README.md", *pages):
        name = "index" if page.name == "README.md" else page.stem
        _page(out, name, page.read_text(encoding="utf-8"), pages)
    _page(out, "javascript", javascript(), pages)
    shutil.copytree(ROOT / "docs" / "images", out / "images")
    pdoc.render.configure(docformat="numpy", show_source=False)
    names = [module.name for module in pkgutil.iter_modules(elm_core.__path__)]
    public = [f"elm_core.{name}" for name in names if name not in _NOT_PUBLIC and name[0] != "_"]
    pdoc.pdoc("elm_core", *public, output_directory=out / "python")


def _page(out: Path, name: str, text: str, pages: list[Path]) -> None:
    body = as_html(text, {page.stem for page in pages}).replace('src="docs/', 'src="')
    links = {"index": "ELM Toolkit", "python/elm_core": "Python", "javascript": "JavaScript"}
    links |= {page.stem: page.stem.replace("-", " ") for page in pages}
    nav = " · ".join(f'<a href="{to}.html">{escape(label)}</a>' for to, label in links.items())
    out.mkdir(parents=True, exist_ok=True)
    title = links.get(name, name)
    html = _LAYOUT.format(title=escape(title), style=code_styles(), nav=nav, body=body)
    (out / f"{name}.html").write_text(html, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
