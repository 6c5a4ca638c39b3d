"""The frame around each page."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from build_steps.frame import framed, menu
from build_steps.paths import WEB
from build_steps.say import BuildError

PAGES = sorted(WEB.glob("*.html"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_is_whole_and_in_the_menu(page: Path) -> None:
    document = framed(page)
    assert not re.search(r"<!-- (head|pages|main) -->", document)
    assert re.search(r"<main[ >]", document)
    for once in ("<!doctype html>", "<title>", "<main", "</main>", "Content-Security-Policy"):
        assert document.count(once) == 1, once
    assert document.count('aria-current="page"') == 1
    current = re.search(r'<a href="\./([^"]*)" aria-current', document)[1]
    assert (current or "index.html") == page.name


def test_each_page_in_the_menu_has_a_picture_on_its_door() -> None:
    drawn = re.findall(r'<svg id="([^"]+)"', (WEB / "ui/frame/doors.xml").read_text())
    groups = json.loads((WEB / "pages.json").read_text())
    pages = {Path(page["file"]).stem for group in groups for page in group["pages"]}
    assert sorted(drawn) == sorted(pages)
    assert framed(WEB / "index.html").count('<svg class="picture"') == len(pages)


def test_the_menu_shows_the_pages_there_are(tmp_path: Path) -> None:
    pages = [{"file": "a.html", "name": "A & B"}, {"file": "missing.html", "name": "No"}]
    (tmp_path / "pages.json").write_text(json.dumps([{"group": "G", "pages": pages}]))
    (tmp_path / "a.html").write_text("")
    assert menu(tmp_path, "index.html").splitlines() == [
        '<a href="./" aria-current="page">Home</a>',
        '<details name="menu"><summary>G</summary><div><a href="./a.html">A &amp; B</a>'
        '<a class="narrow" href="./docs/">Docs</a></div></details>',
        '<a href="./docs/">Docs</a>',
    ]


@pytest.mark.parametrize("text", ["", "<p>no main</p>", "<!DOCTYPE html><main></main>"])
def test_what_is_no_page_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.html").write_text(text)
    with pytest.raises(BuildError, match="must hold"):
        framed(tmp_path / "x.html")
