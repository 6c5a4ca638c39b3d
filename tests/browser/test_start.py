"""One start under every bundler: the worker comes from the folder that `assets` names.

The app is one classic script, as a bundler with no settings may write it: it does not know where
its modules were.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from build_steps.node import node
from build_steps.paths import NODE_MODULES
from build_steps.server import SiteServer
from tests.browser.conftest import SNAPSHOT_IS_THERE, watched_page

APP = "import { ElmToolkit } from 'elm-toolkit';\nglobalThis.ElmToolkit = ElmToolkit;\n"
PAGE = '<!doctype html><link rel="icon" href="data:," />{head}<script src="/app.js"></script>'
SHARED = {"Access-Control-Allow-Origin": "*"}
START = """async (options) => {
  try {
    const elm = await ElmToolkit.start(options);
    const model = await elm.create('ELMClassifier', { n_hidden: 20, random_state: 0 });
    await model.fit([[0], [1], [0], [1]], ['off', 'on', 'off', 'on']);
    const [said] = await model.predict([[1]]);
    const { start } = await elm.info();
    if (start === 'snapshot') elm.dispose(); // the first one stays, to make it
    return [said, start];
  } catch ({ name, code, message, details }) {
    return { name, code, message, details };
  }
}"""


@pytest.fixture(scope="module")
def app(unpacked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to be served: the app, and pages that load it."""
    folder = tmp_path_factory.mktemp("app")
    installed = folder / "node_modules" / "elm-toolkit"
    installed.parent.mkdir()
    installed.symlink_to(unpacked)
    (folder / "main.js").write_text(APP)
    esbuild = NODE_MODULES / "esbuild" / "bin" / "esbuild"
    made = [node(), esbuild, "main.js", "--bundle", "--outfile=app.js", "--log-level=warning"]
    said = subprocess.run(made, cwd=folder, check=True, capture_output=True, text=True).stderr
    assert said == ""  # it warns of import.meta in a script that is no module
    (folder / "elm").symlink_to(unpacked / "assets")
    (folder / "index.html").write_text(PAGE.format(head=""))
    (folder / "some" / "page").mkdir(parents=True)
    base = '<base href="/some/" />'
    (folder / "some" / "page" / "index.html").write_text(PAGE.format(head=base))
    (folder / "some" / "elm").symlink_to(unpacked / "assets")
    return folder


@pytest.fixture(scope="module")
def host(app: Path) -> Iterator[SiteServer]:
    with SiteServer(app) as server:
        yield server


@pytest.fixture
def page(browser: Browser, host: SiteServer) -> Iterator[Page]:
    with watched_page(browser, host.url) as (page, watch):
        watch.expect("Failed to load resource|MIME type|404")
        yield page
        watch.check()


def why(page: Page, address: str, options: dict[str, str]) -> str:
    """What the error of a start says to people."""
    page.goto(address)
    error = page.evaluate(START, options)
    assert (error["name"], error["code"]) == ("ElmError", "boot-failed")
    return str(error["message"])


def test_a_page_below_others_with_a_base_and_trusted_types(browser: Browser, app: Path) -> None:
    """All in one start: it takes the longest."""
    policy = {
        "Content-Security-Policy": "require-trusted-types-for 'script'; trusted-types elm-toolkit"
    }
    with SiteServer(app, headers=policy) as server, watched_page(browser, server.url) as (page, w):
        page.goto("/some/page/index.html")
        assert page.evaluate(START, {"assets": "elm", "snapshot": False}) == ["on", "plain"]
        w.check()


def test_files_of_another_origin_that_shares_them(
    browser: Browser, host: SiteServer, unpacked: Path
) -> None:
    with (
        SiteServer(unpacked / "assets", headers=SHARED) as other,
        watched_page(browser, host.url) as (page, watch),
    ):
        watch.expect(f"request to another origin: {other.url}")
        page.goto("/index.html")
        assert page.evaluate(START, {"assets": other.url}) == ["on", "plain"]
        page.evaluate(SNAPSHOT_IS_THERE)
        page.goto("/index.html")
        assert page.evaluate(START, {"assets": other.url}) == ["on", "snapshot"]
        watch.check()


def test_files_of_another_origin_that_shares_nothing(
    browser: Browser, host: SiteServer, unpacked: Path
) -> None:
    with (
        SiteServer(unpacked / "assets") as other,
        watched_page(browser, host.url) as (page, watch),
    ):
        watch.expect(f"request to another origin: {other.url}", "CORS|ERR_FAILED")
        said = why(page, "/index.html", {"assets": other.url})
        assert "Access-Control-Allow-Origin" in said and f"{other.url}/worker-" in said
        watch.check()


def test_a_folder_that_is_not_there(page: Page) -> None:
    said = why(page, "/index.html", {"assets": "/nowhere/"})
    assert "HTTP 404" in said and "npx --no elm-toolkit copy" in said and "/nowhere/" in said


def test_a_host_that_answers_with_a_page_for_all_that_it_has_not(page: Page) -> None:
    answer = {"status": 200, "content_type": "text/html", "body": "<!doctype html>"}
    page.route("**/nowhere/**", lambda route: route.fulfill(**answer))
    said = why(page, "/index.html", {"assets": "/nowhere/"})
    assert "it is text/html, not JavaScript" in said and "npx --no elm-toolkit copy" in said


def test_a_folder_of_another_version(page: Page) -> None:
    page.route("**/elm/worker-*/**", lambda route: route.fulfill(status=404))
    said = why(page, "/index.html", {"assets": "/elm/"})
    assert "another version" in said and "npx --no elm-toolkit copy" in said


def test_no_folder_is_named(page: Page) -> None:
    said = why(page, "/index.html", {})
    assert "npx --no elm-toolkit copy" in said and "start({ assets: '/elm/' })" in said


def test_a_policy_that_allows_no_worker(browser: Browser, app: Path) -> None:
    policy = {"Content-Security-Policy": "worker-src 'none'"}
    with SiteServer(app, headers=policy) as server, watched_page(browser, server.url) as (page, w):
        w.expect("worker-src")
        assert "worker-src 'self'" in why(page, "/index.html", {"assets": "/elm/"})
        w.check()


def test_a_policy_that_allows_other_trusted_types(browser: Browser, app: Path) -> None:
    policy = {"Content-Security-Policy": "require-trusted-types-for 'script'; trusted-types mine"}
    with SiteServer(app, headers=policy) as server, watched_page(browser, server.url) as (page, w):
        w.expect("[Tt]rusted-?[Tt]ypes?|TrustedScriptURL|TrustedTypePolicy")
        said = why(page, "/index.html", {"assets": "/elm/"})
        assert "trusted types: add elm-toolkit" in said and "TrustedScriptURL" in said
        w.check()


def test_a_frame_without_an_origin(browser: Browser, app: Path) -> None:
    with SiteServer(app, headers=SHARED) as server, watched_page(browser, server.url) as (page, w):
        page.goto("/index.html")
        page.evaluate("""() => {
          const frame = Object.assign(document.createElement('iframe'), { src: '/index.html' });
          frame.sandbox = 'allow-scripts';
          document.body.append(frame);
          return new Promise((resolve) => frame.addEventListener('load', resolve));
        }""")
        got = page.frames[1].evaluate(START, {"assets": "/elm/"})
        assert got["code"] == "boot-failed" and "allow-same-origin" in got["message"]
        w.check()
