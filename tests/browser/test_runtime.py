"""The runtime that the site ships: it boots from the trimmed lock file, and from nowhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from build_steps.runtime import fetch_pyodide_package
from build_steps.server import SiteServer

# Pyodide wants a module worker; the code to run comes as a message and goes back as text.
WORKER = b"""
onmessage = async ({ data }) => {
  try {
    const manifest = await (await fetch(data.manifest)).json();
    const indexURL = new URL(manifest.runtime.indexURL, data.manifest).href;
    const { loadPyodide } = await import(indexURL + 'pyodide.mjs');
    const pyodide = await loadPyodide({ indexURL });
    await pyodide.loadPackage(data.packages);
    postMessage(String(await pyodide.runPythonAsync(data.code)));
  } catch (error) {
    postMessage(String(error));
  }
};
"""
RUN = """({ manifest, packages, code }) => new Promise((resolve) => {
  const worker = new Worker('/__test__/boot.js', { type: 'module' });
  const absolute = (address) => new URL(address, location.href).href;
  worker.onmessage = ({ data }) => { worker.terminate(); resolve(data); };
  worker.postMessage({
    manifest: absolute(manifest),
    packages: packages.map((name) => name.startsWith('/') ? absolute(name) : name),
    code,
  });
})"""


@pytest.fixture
def manifest(site: Path, server: SiteServer) -> str:
    server.extra["/__test__/boot.js"] = WORKER
    [folder] = site.glob("assets-*")
    return f"/{folder.name}/manifest.json"


def test_elm_core_loads_under_the_policy(returning_blank: Page, manifest: str) -> None:
    code = "import elm_core, numpy; f'{elm_core.__name__} on numpy {numpy.__version__}'"
    asked = {"manifest": manifest, "packages": ["elm_core"], "code": code}
    assert returning_blank.evaluate(RUN, asked) == "elm_core on numpy 2.4.3"


def test_micropip_installs_the_wheel_in_any_page(
    returning_blank: Page, manifest: str, site: Path, server: SiteServer
) -> None:
    """A page that is not ours needs no more than the address of the wheel."""
    tools = []
    for name in ("micropip", "packaging"):
        wheel = fetch_pyodide_package(name, Path(sys.executable))
        server.extra[f"/__test__/{wheel.name}"] = wheel.read_bytes()
        tools.append(f"/__test__/{wheel.name}")
    [elm_core] = site.glob("wheels/elm_core-*.whl")
    url = f"{server.url}/{elm_core.relative_to(site).as_posix()}"
    code = f"import micropip; await micropip.install({url!r}); import elm_core; elm_core.__name__"
    asked = {"manifest": manifest, "packages": [*tools, "numpy"], "code": code}
    assert returning_blank.evaluate(RUN, asked) == "elm_core"


def started(page: Page) -> str:
    return page.evaluate(
        """async () => {
          const { ElmToolkit } = await import('/client/index.js');
          const elm = await ElmToolkit.start({ snapshot: false });
          const model = await elm.create('ELMRegressor', { random_state: 0 });
          await model.fit([[0], [1], [2]], [0, 1, 2]);
          const { numpy } = await elm.info();
          elm.dispose();
          return numpy;
        }"""
    )


def names_asked_for(page: Page) -> list[str]:
    names: list[str] = []
    page.on("request", lambda request: names.append(request.url.rpartition("/")[2]))
    return names


def with_worker(page: Page, change: Callable[[Route], None]) -> None:
    page.context.route("**/worker/worker.js", change)


def test_what_a_start_loads_comes_compressed_and_once(returning_blank: Page) -> None:
    names = names_asked_for(returning_blank)
    assert started(returning_blank) == "2.4.3"
    packs = ["packages", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"]
    assert sorted(name for name in names if name.endswith(".pack")) == [
        f"{name}.pack" for name in packs
    ]
    assert not set(names) & {"pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"}
    assert not [name for name in names if name.endswith((".whl", "pyodide-lock.json"))]


def test_a_browser_that_inflates_nothing_takes_the_files_as_they_are(returning_blank: Page) -> None:
    def without_inflating(route: Route) -> None:
        body = route.fetch().text()
        text = f"delete globalThis.DecompressionStream;\n{body}"
        route.fulfill(body=text, content_type="text/javascript")

    with_worker(returning_blank, without_inflating)
    names = names_asked_for(returning_blank)
    assert started(returning_blank) == "2.4.3"
    assert {"pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"} < set(names)
    assert [name for name in names if name.endswith(".pack")] == ["packages.pack"]


def test_under_the_strictest_policy_the_module_is_not_taken_from_memory(
    returning_blank: Page,
) -> None:
    """A host that sends a policy sends it with the worker, too: nothing of ours is against it."""
    policy = "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'"

    def guarded(route: Route) -> None:
        answer = route.fetch()
        headers = answer.headers | {"content-security-policy": policy}
        route.fulfill(response=answer, headers=headers)

    with_worker(returning_blank, guarded)
    returning_blank.context.route("**/manifest.json", guarded)
    names = names_asked_for(returning_blank)
    assert started(returning_blank) == "2.4.3"
    assert "pyodide.asm.mjs" in names and "pyodide.asm.mjs.pack" not in names
