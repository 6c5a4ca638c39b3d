"""Writes the documentation; run in the environment, where pdoc and markdown2 are.

index.html …      the README and the pages of docs/
python/           elm_core, from its docstrings
javascript.html   the client, from its .d.ts files: each declaration under its comment
"""

from __future__ import annotations

import pkgutil
import re
import shutil
import sys
from html import escape
from pathlib import Path

import markdown2  # type: ignore[import-untyped]
import pdoc
from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]

import elm_core
from build_steps.paths import ROOT, WEB
from build_steps.site import FOR_EMBEDDERS

#: Internal: how things are computed, the worker's side, the command line.
_NOT_PUBLIC = ("maths", "models", "service", "cli", "encoding", "validation")
_EXTRAS = ["fenced-code-blocks", "tables", "header-ids", "code-friendly"]
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
    pages = sorted((ROOT / "docs").glob("*.md"))
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
    body = markdown2.markdown(text, extras=_EXTRAS)
    body = body.replace('src="docs/', 'src="')
    known = {page.stem for page in pages}
    body = re.sub(r'<a href="([^"]*)">(.*?)</a>', lambda link: _link(link, known), body, flags=re.S)
    links = {"index": "ELM Toolkit", "python/elm_core": "Python", "javascript": "JavaScript"}
    links |= {page.stem: page.stem.replace("-", " ") for page in pages}
    nav = " · ".join(f'<a href="{to}.html">{escape(label)}</a>' for to, label in links.items())
    style = HtmlFormatter().get_style_defs(".codehilite")
    out.mkdir(parents=True, exist_ok=True)
    title = links.get(name, name)
    html = _LAYOUT.format(title=escape(title), style=style, nav=nav, body=body)
    (out / f"{name}.html").write_text(html, encoding="utf-8")


def _link(link: re.Match[str], pages: set[str]) -> str:
    """To another page, or elsewhere; what lies in the repository alone is named and not linked."""
    address, text = link.groups()
    page = re.fullmatch(r"(?:docs/)?([\w-]+)\.md(#.*)?", address)
    if page and page[1] in pages:
        return f'<a href="{page[1]}.html{page[2] or ""}">{text}</a>'
    return link[0] if re.match(r"https?:|#", address) else text


def javascript() -> str:
    """The declarations of all modules for embedders, as one page of Markdown."""
    parts = ["# JavaScript"]
    for folder, modules in FOR_EMBEDDERS.items():
        for module in modules:
            path = WEB / folder / f"{module}.d.ts"
            if path.exists():
                name = f"{folder}/{module}".replace("client", "elm-toolkit", 1)
                parts.append(f"## {name.removesuffix('/index')}")
                parts += _told_by(path)
    return "\n\n".join(parts) + "\n"


def _told_by(path: Path) -> list[str]:
    """The declarations of a module, and those of ``types/`` that it hands on."""
    text = path.read_text(encoding="utf-8")
    parts = declarations(text)
    for handed_on in re.findall(r"^export \* from '\./(types/\w+)\.js';$", text, re.M):
        parts += declarations((path.parent / f"{handed_on}.d.ts").read_text(encoding="utf-8"))
    return parts


def declarations(text: str) -> list[str]:
    """Each exported declaration: a heading, its comment as text, then its code."""
    parts: list[str] = []
    comment: list[str] = []
    code: list[str] = []
    for line in [*text.splitlines(), "export {}"]:
        begins = line.startswith(("/**", "export ", "import "))
        if begins and code:
            parts += _declaration(comment, code)
            comment, code = [], []
        if code or line.startswith("export "):
            code.append(line)
        elif line.startswith(("/**", " *")):
            comment.append(re.sub(r"^(/\*\*| \*/| \*) ?| ?\*/$", "", line))
        else:
            comment = []
    return parts


def _declaration(comment: list[str], code: list[str]) -> list[str]:
    named = re.match(r"export (?:class|interface|type|function|const) (\w+)", code[0])
    if not named:
        return []  # what another module tells
    return [
        f"### {named[1]}",
        "\n".join(comment).strip(),
        "\n".join(["```typescript", *code]).rstrip() + "\n```",
    ]


if __name__ == "__main__":
    write(Path(sys.argv[1]))
