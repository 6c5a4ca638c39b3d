"""The runtime that the site ships: it boots from the trimmed lock file, and from nowhere else."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page

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


def test_elm_core_loads_under_the_policy(blank: Page, manifest: str) -> None:
    code = "import elm_core, numpy; f'{elm_core.__name__} on numpy {numpy.__version__}'"
    asked = {"manifest": manifest, "packages": ["elm_core"], "code": code}
    assert blank.evaluate(RUN, asked) == "elm_core on numpy 2.4.3"


def test_micropip_installs_the_wheel_in_any_page(
    blank: Page, manifest: str, site: Path, server: SiteServer
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
    assert blank.evaluate(RUN, asked) == "elm_core"
