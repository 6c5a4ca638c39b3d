"""The site without a network, and the way from one version to the next."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from build_steps.frame import framed
from build_steps.paths import WEB
from build_steps.server import SiteServer
from tests.browser.files import downloaded
from tests.browser.watch import Watch

PAGES = sorted(path.name for path in WEB.glob("*.html"))
KEPT = """async () => {
  for (let i = 0; i < 600; i++) {
    const registration = await navigator.serviceWorker.getRegistration();
    const { active, installing, waiting } = registration ?? {};
    if (active?.state === 'activated' && !installing && !waiting && navigator.serviceWorker.controller)
      return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the site is not kept');
}"""


class Visit:
    """A browser that came once, and a server that can be switched off."""

    def __init__(self, browser: Browser, root: Path) -> None:
        self.root = root
        self.server = SiteServer(root)
        self.port = int(self.server.url.rpartition(":")[2])
        self.server.__enter__()
        self.context: BrowserContext = browser.new_context(base_url=self.server.url)
        self.watch = Watch(self.context, self.server.url)
        self.page: Page = self.context.new_page()

    def end_server(self) -> None:
        self.server.__exit__()

    def serve_again(self) -> None:
        self.server = SiteServer(self.root, self.port)
        self.server.__enter__()


@pytest.fixture
def visit(browser: Browser, site: Path, tmp_path: Path) -> Iterator[Visit]:
    root = tmp_path / "host"
    shutil.copytree(site, root)
    visit = Visit(browser, root)
    yield visit
    visit.context.close()
    visit.watch.check()
    visit.end_server()


def test_every_page_works_without_a_network_after_one_visit(visit: Visit) -> None:
    page = visit.page
    page.goto("/text.html")
    expect(page.locator("#status")).to_have_text("Ready")
    page.evaluate(KEPT)
    visit.end_server()
    failed: list[str] = []
    visit.context.on(
        "requestfailed", lambda request: failed.append(f"{request.failure} {request.url}")
    )
    for name in PAGES:
        page.goto(f"/{name}")
        main = re.search(r"<h1[^>]*>([^<]+)", framed(WEB / name))[1]
        expect(page.locator("h1").first).to_have_text(main.strip())
    page.goto("/text.html")
    page.get_by_role("button", name="Shares of the bank").click()
    expect(page.locator("#verdict")).to_contain_text("Business")
    expect(page.locator("#honest")).to_contain_text("of 20")  # Python, trained
    assert json.loads(downloaded(page, "Save model"))["class"] == "TextClassifier"
    page.goto("/table.html")
    page.get_by_role("button", name="Iris flowers").click()
    expect(page.locator("#target-note")).not_to_be_empty()
    # what is under way when a page is left is aborted; the browser looks for a newer service
    # worker by itself
    harmless = re.compile(r"ERR_ABORTED|service-worker\.js$")
    assert [failure for failure in failed if not harmless.search(failure)] == []
    visit.watch.expect("ERR_CONNECTION_REFUSED", "Failed to load resource")
    visit.serve_again()


def deploy(root: Path, mark: str) -> None:
    """Another version: another folder of modules, pages that say so, another list of files."""
    page = root / "index.html"
    page.write_text(re.sub(r"<h1>[^<]*", f"<h1>{mark}", page.read_text()))
    old = next(root.glob("assets-*"))
    new = old.rename(root / f"assets-{hashlib.sha256(mark.encode()).hexdigest()[:12]}")
    for file in (*root.glob("*.html"), *(root / "client").rglob("*.*"), root / "files.json"):
        file.write_text(file.read_text().replace(old.name, new.name))
    files = json.loads((root / "files.json").read_text())
    (root / "files.json").write_text(json.dumps(files | {"version": mark}))
    with (root / "service-worker.js").open("a") as script:
        script.write(f"// {mark}\n")


def test_a_new_version_is_there_at_once_and_no_page_reloads_by_itself(visit: Visit) -> None:
    page = visit.page
    page.goto("/")
    page.evaluate(KEPT)
    deploy(visit.root, "Version 2")
    loads: list[str] = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.update())")
    expect(page.get_by_text("There is a new version")).to_be_visible()
    assert loads == []
    page.get_by_role("button", name="Reload").click()
    expect(page.locator("h1")).to_have_text("Version 2")
    page.evaluate(KEPT)

    deploy(visit.root, "Version 3")
    page.goto("/")
    expect(page.locator("h1")).to_have_text("Version 3")
    page.wait_for_timeout(4000)
    expect(page.get_by_text("There is a new version")).to_have_count(0)
    assert len(loads) == 2
    page.evaluate(KEPT)
    visit.end_server()
    page.goto("/")
    expect(page.locator("h1")).to_have_text("Version 3")
    visit.watch.expect("ERR_CONNECTION_REFUSED", "Failed to load resource")
    visit.serve_again()


def test_old_versions_are_dropped_and_unchanged_files_are_not_fetched_again(visit: Visit) -> None:
    page = visit.page
    page.goto("/")
    page.evaluate(KEPT)
    fetched: list[str] = []
    visit.context.on("request", lambda request: fetched.append(request.url))
    for mark in ("2", "3"):
        deploy(visit.root, f"Version {mark}")
        page.goto("/")
        page.wait_for_function(
            f"caches.keys().then((names) => names.some((name) => name.endsWith('Version {mark}')))"
        )
        page.evaluate(KEPT)
    page.wait_for_function("caches.keys().then((names) => names.length === 2)")
    assert [url for url in fetched if "/runtime-" in url] == []


def test_a_site_that_cannot_be_kept_works_on(visit: Visit) -> None:
    files = json.loads((visit.root / "files.json").read_text())
    files["files"].append("missing.html")
    (visit.root / "files.json").write_text(json.dumps(files))
    visit.watch.expect("404", "Failed to load resource")
    page = visit.page
    page.goto("/")
    page.wait_for_timeout(5000)
    assert page.evaluate("caches.keys()") == []
    page.goto("/text.html")
    expect(page.locator("#status")).to_have_text("Ready")
