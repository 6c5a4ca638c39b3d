"""The projects in examples/, built from the package as a stranger would and run in a browser.

Those whose packages take long to install are run by ``build.py test --examples all``.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from build_steps.browser import ensure_browser
from build_steps.checks import EXAMPLES as WHICH
from build_steps.node import ensure_node_modules, node, npm
from build_steps.paths import NODE_MODULES, ROOT, SCRATCH
from build_steps.server import SiteServer
from tests.browser.conftest import watched_page

EXAMPLES = ROOT / "examples"
BUNDLERS = ("esbuild", "rollup", "webpack", "rspack")
ANSWER = "setosa, versicolor"
ROOTED = ("next", "angular", "astro")


#: Project, script that builds it, and the folder that is the app then.
BUILDS = {
    "vite": ("vite", "build", "dist"),
    **{name: ("bundlers", name, "public") for name in BUNDLERS},
    "parcel": ("bundlers", "parcel", "dist"),
    "next": ("next", "build", "out"),
    "angular": ("angular", "build", "dist/browser"),
    "astro": ("astro", "build", "dist"),
}
RUN = BUILDS if os.environ.get(WHICH) == "all" else {"vite": BUILDS["vite"]}


@contextlib.contextmanager
def project(name: str, unpacked: Path) -> Iterator[Path]:
    """A copy of the example with its packages installed and ours beside them."""
    source = EXAMPLES / name
    # the next run need not install it again; two processes of tests never share one
    folder = SCRATCH / "examples" / os.environ.get("PYTEST_XDIST_WORKER", "") / name
    modules = ensure_node_modules(source, folder)
    for path in folder.iterdir():
        if path != modules and path.suffix != ".json":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(source, folder, dirs_exist_ok=True, ignore=_NOT_OURS)
    installed = modules / "elm-toolkit"
    shutil.rmtree(installed, ignore_errors=True)
    shutil.copytree(unpacked, installed)
    command = modules / ".bin" / "elm-toolkit"
    command.unlink(missing_ok=True)
    command.symlink_to(Path("..", "elm-toolkit", "node", "elm-toolkit.js"))
    yield folder
    shutil.rmtree(installed)


_NOT_OURS = shutil.ignore_patterns("node_modules", "dist", "elm")


def script(folder: Path, name: str) -> None:
    """A script of a project, as ``npm run`` runs it."""
    env = os.environ | {"NEXT_TELEMETRY_DISABLED": "1", "ASTRO_TELEMETRY_DISABLED": "1"}
    env |= {"NG_CLI_ANALYTICS": "false", "CI": "1"}
    done = subprocess.run(
        [npm(), "run", name], cwd=folder, env=env, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr


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
    # strict, and as strict as some frameworks' projects are
    strict = ["--strict", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes"]
    options = [*strict, "--noEmit", "--module", "nodenext", "--types", "", "use.mts"]
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


@pytest.mark.parametrize("name", RUN)
def test_a_bundled_app(browser: Browser, unpacked: Path, tmp_path: Path, name: str) -> None:
    example, build, out = RUN[name]
    with project(example, unpacked) as folder:
        script(folder, "assets")
        script(folder, build)
        built = tmp_path / "app"
        shutil.copytree(folder / out, built)
    # frameworks write addresses from the root; others are for any folder
    root = built if example in ROOTED else tmp_path
    address = "/index.html" if example in ROOTED else "/app/index.html"
    with SiteServer(root) as server, watched_page(browser, server.url) as (page, watch):
        answer(page, address)
        watch.check()
    scripts = [path for path in built.rglob("*.*js") if "elm" not in path.parts]
    bundled = "".join(path.read_text() for path in scripts)
    assert str(folder) not in bundled  # nothing of the machine that built it
    assert "snapshot-maker" not in bundled  # nothing of the worker either


if RUN is BUILDS:

    def test_tests_of_an_app(unpacked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Vitest in Node, beside jsdom and in a browser, Playwright Test; and other runtimes."""
        monkeypatch.setenv("CHROMIUM", ensure_browser())
        with project("testing", unpacked) as folder:
            for name in ("assets", "test", "browser", "e2e"):
                script(folder, name)
            # as they are installed, without scripts of their own
            bun, deno = (next(folder.glob(f"node_modules/{where}")) for where in _RUNTIMES)
            for command in ([node()], [bun], [deno, "run", "-A", "--node-modules-dir=manual"]):
                done = subprocess.run(
                    [*command, "run.mjs"], cwd=folder, capture_output=True, text=True, timeout=120
                )
                assert done.stdout == "on, off\n", done.stderr

    def test_next_in_development(browser: Browser, unpacked: Path) -> None:
        """With StrictMode, which is on there: the component is mounted twice."""
        with project("next", unpacked) as folder:
            script(folder, "assets")
            program = folder / "node_modules" / "next" / "dist" / "bin" / "next"
            serve(browser, folder, [program, "dev", "-H", "127.0.0.1", "-p", "0"])


_RUNTIMES = ("@oven/bun-*/bin/bun", "@deno/*/deno")


def test_its_development_server(browser: Browser, unpacked: Path) -> None:
    with project("vite", unpacked) as folder:
        script(folder, "assets")
        program = folder / "node_modules" / "vite" / "bin" / "vite.js"
        serve(browser, folder, [program, "--host", "127.0.0.1", "--port", "0"])


def serve(browser: Browser, folder: Path, command: list[Path | str]) -> None:
    """Have a development server answer a page."""
    server = subprocess.Popen(
        [node(), *command],
        cwd=folder,
        stdout=subprocess.PIPE,
        text=True,
        env={"NO_COLOR": "1", "PATH": "", "NEXT_TELEMETRY_DISABLED": "1"},
    )
    try:
        told = re.search(r"http://127\.0\.0\.1:\d+", until_address(server))
        assert told
        with watched_page(browser, told[0]) as (page, watch):
            answer(page, "/")
            watch.check()
    finally:
        server.terminate()  # Next.js has a process of its own below it, and ends that, too
        server.wait(30)


def test_a_notebook_installs_the_wheels_by_micropip(browser: Browser, notebook_host: Path) -> None:
    with SiteServer(notebook_host) as server, watched_page(browser, server.url) as (page, watch):
        page.goto("/index.html")
        output = page.locator("output[data-state]")
        expect(output).to_have_text("['setosa', 'versicolor']", timeout=60_000)
        watch.check()


def until_address(server: subprocess.Popen[str]) -> str:
    said = ""
    for line in server.stdout or ():
        said += line
        if "127.0.0.1" in line:
            break
    return said
