"""What the modules of a page look for in its HTML is there, and of the class that they name."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from build_steps.frame import framed
from build_steps.paths import WEB

#: The tags of the classes that modules name.
TAGS = {
    "HTMLButtonElement": "button",
    "HTMLCanvasElement": "canvas",
    "HTMLFormElement": "form",
    "HTMLInputElement": "input",
    "HTMLMeterElement": "meter",
    "HTMLSelectElement": "select",
    "HTMLTextAreaElement": "textarea",
}
PAGES = sorted(path.name for path in (WEB / "pages").iterdir())
LOOK_UP = re.compile(r"byId\(\s*'([^']+)'((?:,\s*\w+)*),?\s*\)")
MADE = re.compile(r"h\(\s*'(\w+)',\s*\{[^{}]*\bid: '([^']+)'")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
IMPORTED = re.compile(r"""(?:from|import\()\s*['"](\.[^'"]+\.js)['"]""")


class _Elements(HTMLParser):
    def __init__(self, document: str) -> None:
        super().__init__()
        self.tags: dict[str, str] = {}
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = dict(attrs).get("id")
        if name:
            self.tags[name] = tag


def _modules(page: str) -> list[Path]:
    """The page's module, with those of pages and ui that it imports, and what they import."""
    found: list[Path] = []
    waiting = [WEB / "pages" / page / "main.js"]
    while waiting:
        path = waiting.pop()
        if path in found or not (path.is_relative_to(WEB / "pages") or "ui" in path.parts):
            continue
        found.append(path)
        code = path.read_text(encoding="utf-8")
        waiting += [(path.parent / name).resolve() for name in IMPORTED.findall(code)]
    return found


@pytest.mark.parametrize("page", PAGES)
def test_the_elements_of_a_page_are_those_that_its_modules_look_for(page: str) -> None:
    file = WEB / ("index.html" if page == "home" else f"{page}.html")
    tags = _Elements(framed(file)).tags
    code = {path: COMMENT.sub("", path.read_text(encoding="utf-8")) for path in _modules(page)}
    for text in code.values():
        tags |= {name: tag for tag, name in MADE.findall(text)}
    looked_for = [(path, *found) for path, text in code.items() for found in LOOK_UP.findall(text)]
    assert looked_for
    for path, name, kinds in looked_for:
        assert name in tags, f"{file.name} has no #{name}, which {path} looks for"
        wanted = [TAGS[kind] for kind in re.findall(r"\w+", kinds)]
        assert not wanted or tags[name] in wanted, f"{path}: #{name} is a <{tags[name]}>"
