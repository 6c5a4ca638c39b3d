"""The documentation in the site: all of it, within the frame, and the source beside it."""

from __future__ import annotations

import html
import json
import re
import tarfile
from pathlib import Path

import pytest

from build_steps import source
from build_steps.documentation import contents
from build_steps.markdown import as_html
from build_steps.paths import ROOT
from build_steps.site import build_site

PAGES = {path.stem for path in (ROOT / "docs").glob("*.md")} - {"README"}


@pytest.fixture(scope="module")
def site() -> Path:
    return build_site()


def test_its_first_page_lists_all_others() -> None:
    groups = contents((ROOT / "docs" / "README.md").read_text(encoding="utf-8"))
    listed = [name for _, pages in groups for name, _, line in pages if line]
    assert sorted(listed) == sorted(PAGES)


def test_each_page_is_there_and_its_links_lead_somewhere(site: Path) -> None:
    folder = site / "docs"
    assert {path.stem for path in folder.glob("*.html")} == PAGES | {"index", "javascript"}
    for page in folder.glob("*.html"):
        text = page.read_text(encoding="utf-8")
        for once in ("<!doctype html>", "<title>", "<main>", "<h1", '"Content-Security-Policy"'):
            assert text.count(once) == 1, f"{page.name}: {once}"
        assert not re.search(r"<[^>]* style=", text), page.name
        ids = set(re.findall(r'\sid="([^"]+)"', text))
        for address in re.findall(r'\s(?:href|src)="([^"]+)"', text):
            path, _, place = html.unescape(address).partition("#")
            if re.match(r"https?:|data:", path) or address == "#main":  # by script
                continue
            target = (folder / path).resolve() if path else page
            if target.is_dir():
                target = target / "index.html"
            assert target.exists(), f"{page.name}: {address}"
            if place and target.suffix == ".html":
                there = ids if target == page.resolve() else _ids(target)
                assert place in there, f"{page.name}: {address}"


def _ids(page: Path) -> set[str]:
    return set(re.findall(r'\sid="([^"]+)"', page.read_text(encoding="utf-8")))


def test_it_is_not_kept_for_offline_use(site: Path) -> None:
    listed = json.loads((site / "files.json").read_text())["files"]
    assert not [name for name in listed if name.startswith(("docs/", "source/", "wheels/"))]


def test_markdown_is_data() -> None:
    text = "# T\n\n[a](b.md) [c](../README.md#d) [e](https://x.y/) [f](../web)\n\n|a|\n|:-:|\n|1|\n"
    made = as_html(text, {"b"})
    assert '<a href="b.html">a</a> c <a href="https://x.y/">e</a> f' in made
    assert "style=" not in made and '<div class="wide" tabindex="0"><table>' in made


def test_the_source_is_what_the_site_is_built_from(site: Path, tmp_path: Path) -> None:
    [archive] = (site / "source").iterdir()
    with tarfile.open(archive) as opened:
        names = opened.getnames()
        held = opened.extractfile(names[0].split("/")[0] + "/build_steps/site.py")
        assert held is not None
        assert held.read() == (ROOT / "build_steps" / "site.py").read_bytes()
    top = archive.name.removesuffix(".tar.gz")
    assert names == [f"{top}/{path.relative_to(ROOT).as_posix()}" for path in source.files()]
    assert f"{top}/LICENSE" in names and f"{top}/web/package-lock.json" in names
    source.write(tmp_path / "again" / "x.tar.gz", top.removeprefix("elm-toolkit-"))
    assert (tmp_path / "again" / "x.tar.gz").read_bytes() == archive.read_bytes()


def test_rules_for_hosts_that_read_headers_name_the_folders(site: Path) -> None:
    """What docs/hosting.md says of `_headers`: all folders named by content, and nothing else."""
    text = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
    rules = re.findall(r"^/([a-z]+-)\*\n  Cache-Control: public", text, flags=re.MULTILINE)
    named = {path.name for path in site.iterdir() if re.search(r"-[0-9a-f]{12}$", path.name)}
    assert named == {path.name for path in site.iterdir() if path.name.startswith(tuple(rules))}


def test_sizes_on_a_host_are_as_hosting_says(site: Path) -> None:
    text = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
    told = [int(size) for size in re.findall(r"^\| [^`|]+ \| (\d+) \|$", text, flags=re.MULTILINE)]
    told += [
        int(size) for size in re.findall(r"^\| an app's .* \| (\d+) \|$", text, flags=re.MULTILINE)
    ]
    listed = json.loads((site / "files.json").read_text())
    kept = [site / name for name in listed["files"] if name not in listed["instead"]]
    parts = ("runtime-", "vectors-", "wheels")
    copied = [path for path in site.rglob("*") if path.relative_to(site).parts[0].startswith(parts)]
    found = [
        sum(path.stat().st_size for path in paths if path.is_file()) / 1e6
        for paths in (site.rglob("*"), kept, copied)
    ]
    assert told == [pytest.approx(size, rel=0.05) for size in found]
