"""The frame that all pages of the site share: head, menu, footer.

A page in ``web/`` holds what is its own: its title, description and script, then ``<main>``.
"""

from __future__ import annotations

import html
import json
import re
import tomllib
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from build_steps import source
from build_steps.say import BuildError

#: Pages that are made of docs/ lie one folder below the others.
DOCUMENTATION = "docs/"


def framed(page: Path) -> str:
    """Return the whole document of a page in ``web``."""
    return _framed(page, page.parent, page.name)


def framed_documentation(page: Path, web: Path) -> str:
    """Return the whole document of a page of the documentation."""
    return _framed(page, web, DOCUMENTATION)


def below(document: str) -> str:
    """Return a document whose addresses begin at the folder above it."""
    return re.sub(r"""(\s(?:src|href)=["'])\./""", r"\g<1>../", document)


def _framed(page: Path, web: Path, current: str) -> str:
    head, opening, main = page.read_text(encoding="utf-8").partition("<main")
    if not opening or "<!doctype" in head.lower():
        raise BuildError(
            f"{page} must hold a <title>, <meta name=description>, a <script> and then <main>."
        )
    document = (web / "ui" / "frame" / "frame.html").read_text(encoding="utf-8")
    parts = {"head": head.strip(), "pages": menu(web, current), "main": opening + main.rstrip()}
    parts |= {"doors": doors(web), "wheel": wheel(web)}
    parts["source"] = f"./{source.address(_version(web))}"
    for name, content in parts.items():
        document = document.replace(f"<!-- {name} -->", content)
    return document


def wheel(web: Path) -> str:
    """Return the address of the wheel that lies beside the pages."""
    return f"./wheels/elm_core-{_version(web)}-py3-none-any.whl"


def _version(web: Path) -> str:
    about = tomllib.loads((web.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(about["version"])


def doors(web: Path) -> str:
    """Return a card for each page there is, by group, for the home page."""
    groups = []
    pictures = _pictures(web)
    for group, pages in _groups(web):
        cards = "".join(
            f'<a class="card door" href="./{page["file"]}">{pictures[Path(page["file"]).stem]}'
            f"<strong>{html.escape(page['name'])}</strong><p>{html.escape(page['line'])}</p></a>"
            for page in pages
        )
        groups.append(f'<div><h3>{html.escape(group)}</h3><div class="pages">{cards}</div></div>')
    return f'<div class="rooms">{"".join(groups)}</div>'


def _pictures(web: Path) -> dict[str, str]:
    """Return what each door shows, by page: part of the page, so that its sheet can move it."""
    drawn = ElementTree.parse(web / "ui" / "frame" / "doors.xml").getroot()
    found = {}
    for picture in drawn:
        attributes = f'class="picture" viewBox="{picture.get("viewBox")}" aria-hidden="true"'
        shapes = "".join(
            ElementTree.tostring(shape, encoding="unicode").strip() for shape in picture
        )
        found[str(picture.get("id"))] = f"<svg {attributes}>{shapes}</svg>"
    return found


def menu(web: Path, current: str) -> str:
    """Return the links to all pages there are, by group."""
    links = [_link("./", "Home", current == "index.html")]
    groups = _groups(web)
    docs = (f"./{DOCUMENTATION}", "Docs")
    for group, pages in groups:
        inner = [
            _link(f"./{page['file']}", page["name"], page["file"] == current) for page in pages
        ]
        if group == groups[-1][0]:  # where there is no room for it beside the menus
            inner.append(_link(*docs, current=False).replace("<a ", '<a class="narrow" '))
        summary = f"<summary>{html.escape(group)}</summary>"
        links.append(f'<details name="menu">{summary}<div>{"".join(inner)}</div></details>')
    links.append(_link(*docs, current == DOCUMENTATION))
    return "\n".join(links)


def _groups(web: Path) -> list[tuple[str, list[dict[str, str]]]]:
    """Return the groups of pages.json, with those of their pages that there are."""
    entries = json.loads((web / "pages.json").read_text(encoding="utf-8"))
    found = [
        (entry["group"], [page for page in entry["pages"] if (web / page["file"]).exists()])
        for entry in entries
    ]
    return [(group, pages) for group, pages in found if pages]


def _link(address: str, name: str, current: bool) -> str:
    mark = ' aria-current="page"' if current else ""
    return f'<a href="{html.escape(address)}"{mark}>{html.escape(name)}</a>'
