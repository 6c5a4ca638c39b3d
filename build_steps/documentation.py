"""Writes the pages of docs/ as what lies within the frame of the site; run in the environment.

docs/README.md is the first of them, and by its lists all others are found; the reference of the
JavaScript API, from its .d.ts files, is one more.
"""

from __future__ import annotations

import re
import shutil
import sys
from html import escape
from pathlib import Path

from build_steps.declarations import javascript
from build_steps.markdown import as_html
from build_steps.paths import ROOT

DOCS = ROOT / "docs"
#: A page that is made, and what the others name in its place, so that it is found in a clone, too.
_MADE = "javascript"
_DECLARATIONS = "../web/client/index.d.ts"
_ENTRY = re.compile(r"^- \[(.+?)\]\(([\w-]+)\.md\):? ?(.*)$")
_FIRST = ("Documentation", "How to use ELM Toolkit, and how it works.")
_HEAD = """<title>{title} · ELM Toolkit</title>
<meta name="description" content="{description}" />
<link rel="stylesheet" href="./styles/docs.css" />
<script type="module" src="./js/documentation.js"></script>

<main>
  <div class="documentation">
    <article>
{body}
    </article>
    <nav aria-label="Documentation">
{nav}
    </nav>
  </div>
</main>
"""


def write(out: Path) -> None:
    """Write a page for each of docs/, and their pictures."""
    groups = contents(_read("README"))
    entries = {name: (title, line) for _, pages in groups for name, title, line in pages}
    known = {"README", *entries}
    out.mkdir(parents=True)
    texts = {name: _read(name) for name in known - {_MADE}}
    for name, text in (texts | {_MADE: javascript()}).items():
        title, line = entries.get(name, _FIRST)
        page = _HEAD.format(
            title=escape(title),
            description=escape(_plain(line), quote=True),
            body=as_html(text, known),
            nav=_nav(groups, name),
        )
        (out / f"{_file(name)}.html").write_text(page, encoding="utf-8")
    shutil.copytree(DOCS / "images", out / "images")


def _read(name: str) -> str:
    text = (DOCS / f"{name}.md").read_text(encoding="utf-8")
    return text.replace(f"]({_DECLARATIONS})", f"]({_MADE}.md)")


def contents(text: str) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Return the groups of docs/README.md: their title, and name, title and line of each page."""
    groups: list[tuple[str, list[tuple[str, str, str]]]] = []
    for line in text.splitlines():
        if line.startswith("## "):
            groups.append((line[3:], []))
        elif (found := _ENTRY.match(line)) and groups:
            groups[-1][1].append((found[2], found[1], found[3]))
    return groups


def _nav(groups: list[tuple[str, list[tuple[str, str, str]]]], current: str) -> str:
    parts = [_link("README", "Documentation", current)]
    for group, pages in groups:
        links = "".join(f"<li>{_link(name, title, current)}</li>" for name, title, _ in pages)
        parts.append(f"<h2>{escape(group)}</h2><ul>{links}</ul>")
    return "\n".join(parts)


def _link(name: str, title: str, current: str) -> str:
    mark = ' aria-current="true"' if name == current else ""
    return f'<a href="{_file(name)}.html"{mark}>{escape(title)}</a>'


def _file(name: str) -> str:
    return "index" if name == "README" else name


def _plain(line: str) -> str:
    return re.sub(r"[`*]|\]\([^)]*\)|\[", "", line)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
