"""The projects in examples/, built from the package as a stranger would and run in a browser."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from build_steps.node import ensure_node_modules, node, npm
from build_steps.paths import NODE_MODULES, ROOT, SCRATCH
from build_steps.server import SiteServer
from tests.browser.conftest import watched_page

EXAMPLES = ROOT / "examples"
ANSWER = "setosa, versicolor"


@pytest.fixture(scope="session", params=["vite", "webpack"])
def project(request: pytest.FixtureRequest, unpacked: Path) -> Iterator[Path]:
    """A copy of the example with its packages installed and ours beside them."""
    source = EXAMPLES / request.param
    # the next run need not install it again; two processes of tests never share one
    folder = SCRATCH / "examples" / os.environ.get("PYTEST_XDIST_WORKER", "") / request.param
    modules = ensure_node_modules(source, folder)
    for path in folder.iterdir():
        if path != modules and path.suffix != ".json":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(source, folder, dirs_exist_ok=True, ignore=_NOT_OURS)
    shutil.rmtree(modules / "elm-toolkit", ignore_errors=True)
    shutil.copytree(unpacked, modules / "elm-toolkit")
    yield folder
    shutil.rmtree(modules / "elm-toolkit")


_NOT_OURS = shutil.ignore_patterns("node_modules", "dist", "public")


def answer(page: Page, address: str) -> None:
    page.goto(address)
    output = page.locator("output")
    expect(output).to_have_text(re.compile("^(Failed.*|.*, .*)$"), timeout=60_000)
    expect(output).to_have_text(ANSWER)


def test_the_types_of_the_package(unpacked: Path, tmp_path: Path) -> None:
    """As Node resolves them: by `exports` alone."""
    shutil.copy(ROOT / "tests" / "types" / "use.ts", tmp_path / "use.mts")
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / "elm-toolkit").symlink_to(unpacked)
    tsc = NODE_MODULES / "typescript" / "bin" / "tsc"
    options = ["--strict", "--noEmit", "--module", "nodenext", "--types", "", "use.mts"]
    done = subprocess.run(
        [node(), tsc, *options], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert done.stdout == ""


def test_what_is_of_others_comes_with_its_licence(unpacked: Path) -> None:
    modules = sorted((unpacked / "vendor").glob("*.js"))
    assert "d3-dsv" in [module.stem for module in modules]
    for module in modules:
        licence = unpacked / "vendor" / "licences" / f"{module.stem}.txt"
        assert licence.stat().st_size > 500


@pytest.mark.parametrize("name", ["static", "import-map"])
def test_a_folder_on_a_static_host(
    browser: Browser, unpacked: Path, tmp_path: Path, name: str
) -> None:
    shutil.copytree(EXAMPLES / name, tmp_path / "app")
    (tmp_path / "app" / "elm-toolkit").symlink_to(unpacked)
    with SiteServer(tmp_path) as server, watched_page(browser, server.url) as (page, watch):
        answer(page, "/app/index.html")
        watch.check()


def test_a_bundled_app(browser: Browser, project: Path) -> None:
    subprocess.run([npm(), "run", "build"], cwd=project, check=True, timeout=120)
    host = project / "host"
    host.mkdir()
    (project / "dist").rename(host / "app")
    with SiteServer(host) as server, watched_page(browser, server.url) as (page, watch):
        answer(page, "/app/index.html")
        watch.check()
    bundled = "".join(path.read_text() for path in (host / "app").rglob("*.*js"))
    assert str(project) not in bundled  # nothing of the machine that built it


@pytest.mark.parametrize("project", ["vite"], indirect=True)
def test_its_development_server(browser: Browser, project: Path) -> None:
    subprocess.run([npm(), "run", "assets"], cwd=project, check=True, timeout=60)
    program = project / "node_modules" / "vite" / "bin" / "vite.js"
    server = subprocess.Popen(
        [node(), program, "--host", "127.0.0.1", "--port", "0"],
        cwd=project,
        stdout=subprocess.PIPE,
        text=True,
        env={"NO_COLOR": "1", "PATH": ""},
    )
    try:
        told = re.search(r"http://127\.0\.0\.1:\d+", _until_address(server))
        assert told
        with watched_page(browser, told[0]) as (page, watch):
            answer(page, "/")
            watch.check()
    finally:
        server.kill()
        server.wait()


def test_a_notebook_installs_the_wheels_by_micropip(browser: Browser, notebook_host: Path) -> None:
    with SiteServer(notebook_host) as server, watched_page(browser, server.url) as (page, watch):
        page.goto("/index.html")
        output = page.locator("output[data-state]")
        expect(output).to_have_text("['setosa', 'versicolor']", timeout=60_000)
        watch.check()


def _until_address(server: subprocess.Popen[str]) -> str:
    said = ""
    for line in server.stdout or ():
        said += line
        if "127.0.0.1" in line:
            break
    return said
