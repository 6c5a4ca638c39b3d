"""The pages in docs/ that tell how to use the client: each of their programs is run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from build_steps.browser import ensure_browser
from build_steps.node import node
from build_steps.paths import ROOT
from build_steps.server import SiteServer
from tests.browser.conftest import next_visit, returning_visitor, watched_page
from tests.browser.watch import Watch

IMPORT_MAP = """<!doctype html><link rel="icon" href="data:," />
<script type="importmap">{"imports": {
  "elm-toolkit": "/elm-toolkit/client/index.js", "elm-toolkit/": "/elm-toolkit/client/"
}}</script>"""
# what is logged, as JSON, in the order of the calls
RUN = """async (address) => {
  const said = [];
  const { log } = console;
  console.log = (...values) => said.push(values.map((value) => JSON.stringify(value)).join(' '));
  try {
    await import(address);
  } finally {
    console.log = log;
  }
  return said;
}"""


def run(page: Page, server: SiteServer, program: str) -> list[str]:
    address = f"/program-{abs(hash(program))}.js"
    server.extra[address] = program.encode()
    said: list[str] = page.evaluate(RUN, address)
    return said


def blocks(page: str, language: str) -> list[str]:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    found = re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    assert found, f"docs/{page} holds no {language}"
    return found


def expected(block: str) -> list[str]:
    """The comments after calls that print."""
    return re.findall(r"(?:console\.log|print)\(.*\);? +(?://|#) (.*)$", block, re.MULTILINE)


@pytest.fixture(scope="module")
def host(unpacked: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteServer]:
    """A static host with the package in /elm-toolkit and its assets in /elm."""
    folder = tmp_path_factory.mktemp("host")
    (folder / "elm-toolkit").symlink_to(unpacked)
    (folder / "elm").symlink_to(unpacked / "assets")
    (folder / "page.html").write_text(IMPORT_MAP)
    (folder / "index.html").write_text(blocks("static-page.md", "html")[0])
    with SiteServer(folder) as server:
        server.folder = folder  # type: ignore[attr-defined]
        yield server


@pytest.fixture(scope="module")
def _visitor(
    browser: Browser, host: SiteServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[BrowserContext, Watch]]:
    """Starts Python once as a stranger does; the programs then start it from a snapshot."""
    address = f"{host.url}/page.html"
    profile = tmp_path_factory.mktemp("profile")
    with returning_visitor(browser, profile, address, "elm-toolkit", assets="/elm/") as visitor:
        yield visitor


@pytest.fixture
def client(_visitor: tuple[BrowserContext, Watch]) -> Iterator[Page]:
    with next_visit(_visitor) as (page, watch):
        watch.expect("404")
        yield page


def test_a_static_page(client: Page) -> None:
    client.goto("/index.html")
    expect(client.locator("output")).to_have_text("different", timeout=60_000)


@pytest.mark.parametrize("name", ["embed.md", "protocol.md"])
def test_programs_of_a_page(client: Page, host: SiteServer, name: str) -> None:
    client.goto("/page.html")
    for block in blocks(name, "js"):
        said = run(client, host, block)
        assert said
        assert said == expected(block)


def test_an_app_without_a_network(browser: Browser, unpacked: Path, tmp_path: Path) -> None:
    """By the service worker of hosting.md, that of an app."""
    (tmp_path / "elm-toolkit").symlink_to(unpacked)
    (tmp_path / "elm").symlink_to(unpacked / "assets")
    (tmp_path / "sw.js").write_text(blocks("hosting.md", "js")[0])
    register = "navigator.serviceWorker.register('./sw.js');"
    (tmp_path / "index.html").write_text(f"{IMPORT_MAP}<script type=module>{register}</script>")
    (tmp_path / "app.js").write_text("export { ElmToolkit } from './elm-toolkit/client/index.js';")
    learn = """async () => {
      const elm = await window.ElmToolkit.start({ assets: 'elm/', snapshot: false });
      const model = await elm.create('ELMClassifier', { n_hidden: 20, random_state: 0 });
      await model.fit([[0], [1], [0], [1]], ['off', 'on', 'off', 'on']);
      return model.predict([[1]]);
    }"""
    server = SiteServer(tmp_path)
    with watched_page(browser, server.url, service_workers="allow") as (page, watch):
        with server:
            page.goto("/")
            page.evaluate("navigator.serviceWorker.ready.then(() => {})")
            page.wait_for_function("navigator.serviceWorker.controller")
            page.evaluate("import('./app.js').then((module) => Object.assign(window, module))")
        # from here on there is no server
        assert page.evaluate(learn) == ["on"]
        watch.expect("ERR_CONNECTION_REFUSED", "Failed to load resource")
        watch.check()


def test_a_page_with_pyodide(browser: Browser, notebook_host: Path) -> None:
    (notebook_host / "page.html").write_text(IMPORT_MAP)
    [block] = blocks("notebook.md", "js")
    with SiteServer(notebook_host) as server, watched_page(browser, server.url) as (page, watch):
        page.goto("/page.html")
        said = run(page, server, block)
        assert said[-1:] == expected(block)  # Pyodide prints what it loads
        watch.check()


def test_cells_of_a_notebook(browser: Browser, notebook_host: Path) -> None:
    cells = blocks("notebook.md", "python")
    (notebook_host / "page.html").write_text(IMPORT_MAP)
    with SiteServer(notebook_host) as server, watched_page(browser, server.url) as (page, watch):
        page.goto("/page.html")
        said = page.evaluate(
            """async (cells) => {
              const kernel = new Worker('/kernel.js', { type: 'module' });
              const answers = [];
              for (const code of cells) {
                answers.push(await new Promise((resolve) => {
                  kernel.onmessage = ({ data }) => resolve(data.error ?? data.text);
                  kernel.postMessage({ pyodideURL: `${location.origin}/pyodide/`, code });
                }));
              }
              return answers;
            }""",
            # what a cell prints is not its value: the last line, as a value
            [
                re.sub(r"^print\((.*)\) +#.*$", r"' '.join(map(str, (\1,)))", c, flags=re.M)
                for c in cells
            ],
        )
        assert said == ["", *expected(cells[-1])]
        watch.check()


def test_without_a_screen(host: SiteServer, unpacked: Path, tmp_path: Path) -> None:
    """Each as a program of its own: Python makes the model, Node predicts, a browser trains."""
    train, drive = blocks("testing.md", "python")
    learn, stand_in, predict = blocks("testing.md", "js")
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / "elm-toolkit").symlink_to(unpacked)
    (tmp_path / "predict.mjs").write_text(predict)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "CHROMIUM": ensure_browser()}

    def ran(*command: str, cwd: Path = tmp_path) -> str:
        done = subprocess.run(
            command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    ran(sys.executable, "-c", train)
    assert [ran(node(), "predict.mjs")] == expected(predict)
    (tmp_path / "learn.test.mjs").write_text(learn)
    (tmp_path / "stand-in.test.mjs").write_text(stand_in)
    for name in ("learn", "stand-in"):
        assert "# pass 1" in ran(node(), "--test", f"{name}.test.mjs")
    ran(sys.executable, "-c", drive, cwd=host.folder)  # type: ignore[attr-defined]
