"""The WebAssembly kernels in Chromium: right for any operand, and done without where they fail.

The checks themselves are Python that runs inside Pyodide: kernel_shapes.py,
kernel_values.py and, for float32, kernel_single.py.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import mpmath
import numpy as np
import pytest
from playwright.sync_api import Browser, Page

from build_steps.runtime import fetch_pyodide_package
from build_steps.server import SiteServer
from tests.browser.conftest import BLANK, BOOT, watched_page
from tests.browser.packages import changed
from tests.browser.test_runtime import RUN, WORKER
from tests.browser.test_worker import HELPERS
from tests.browser.test_worker import run as with_elm

# Like the worker of test_runtime.py, but it stays: files come first, then code after code.
PYTHON = b"""
let pyodide;
const answer = async ({ manifest, packages, files, code }) => {
  if (manifest) {
    const { runtime } = await (await fetch(manifest)).json();
    const indexURL = new URL(runtime.indexURL, manifest).href;
    const { loadPyodide } = await import(indexURL + 'pyodide.mjs');
    pyodide = await loadPyodide({ indexURL });
    await pyodide.loadPackage(packages);
    for (const [name, text] of Object.entries(files)) pyodide.FS.writeFile('/tmp/' + name, text);
  }
  return String(pyodide.runPython(code));
};
onmessage = async ({ data }) => {
  try {
    postMessage(await answer(data));
  } catch (error) {
    postMessage('failed: ' + error);
  }
};
"""
ASK = """(message) => new Promise((resolve) => {
  window.python ??= new Worker('/__test__/python.js', { type: 'module' });
  if (message.manifest) message.manifest = new URL(message.manifest, location.href).href;
  window.python.onmessage = ({ data }) => resolve(data);
  window.python.postMessage(message);
})"""
SOURCES = ("kernel_tools.py", "kernel_shapes.py", "kernel_values.py", "kernel_single.py")
CHECKS = [
    f"{path.stem}.{line.split()[1].split('(')[0]}"
    for path in (Path(__file__).with_name(name) for name in SOURCES)
    for line in path.read_text().splitlines()
    if line.startswith("def check_")
]


def oracle() -> str:
    """Arguments and true values of exp, tanh and the sigmoid, each as the sum of two floats."""
    random = np.random.RandomState(0)
    near, far = random.uniform(-1, 1, 3000), random.uniform(-40, 40, 3000)
    tiny = np.ldexp(random.uniform(-1, 1, 1000), random.randint(-300, 0, 1000))
    extreme = random.uniform(-744, 709.7, 2000)  # down to the smallest denormal numbers
    arguments = {
        "exp": np.concatenate([near, far, tiny, extreme]),
        "tanh": np.concatenate([near, far, tiny, np.sqrt(0.4) + near * 1e-3, extreme]),
        "sigmoid": np.concatenate([near, far, tiny, extreme]),
    }
    functions = {
        "exp": mpmath.exp,
        "tanh": mpmath.tanh,
        "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)),
    }
    tables = {}
    with mpmath.workdps(40):
        for name, xs in arguments.items():
            true = [functions[name](mpmath.mpf(float(x))) for x in xs]
            high = [float(value) for value in true]
            low = [float(value - part) for value, part in zip(true, high, strict=True)]
            tables[name] = [[float(v).hex() for v in column] for column in (xs, high, low)]
    return json.dumps(tables)


@pytest.fixture(scope="module")
def manifest(site: Path) -> str:
    [folder] = site.glob("assets-*")
    return f"/{folder.name}/manifest.json"


@pytest.fixture(scope="module")
def python(browser: Browser, server: SiteServer, manifest: str) -> Iterator[Page]:
    """A page with a Python in a worker that holds the checks."""
    server.extra["/__test__/python.js"] = PYTHON
    files = {name: Path(__file__).with_name(name).read_text() for name in SOURCES}
    with watched_page(browser, server.url) as (page, watch):
        page.goto(BLANK)
        boot = {
            "manifest": manifest,
            "packages": ["elm_core", "elm_kernels"],
            "files": {**files, "oracle.json": oracle()},
            "code": "import sys; sys.path.insert(0, '/tmp'); 'ready'",
        }
        assert page.evaluate(ASK, boot) == "ready"
        yield page
        watch.check()


@pytest.mark.parametrize("variant", ["relaxed", "simd"])
@pytest.mark.parametrize("check", CHECKS)
def test_kernel(python: Page, check: str, variant: str) -> None:
    module, name = check.split(".")
    code = (
        f"import kernel_tools, {module}\n"
        f"with kernel_tools.engine({variant!r}):\n"
        f"    result = {module}.{name}()\n"
        "result"
    )
    answer = python.evaluate(ASK, {"code": code})
    assert not answer.startswith("failed"), answer
    print(answer)


def test_the_site_uses_the_kernels(python: Page) -> None:
    code = "import elm_core, json; json.dumps(elm_core.show_config(mode='dicts'))"
    about = json.loads(python.evaluate(ASK, {"code": code}))
    assert about["backend"] == "wasm"
    assert about["linear algebra"] == "elm_kernels 0.1.0 with relaxed SIMD"


BREAK = {
    "module missing": "for path in folder.glob('*.wasm'): path.unlink()",
    "module broken": "for path in folder.glob('*.wasm'): path.write_bytes(b'no wasm')",
    "import fails": "(folder / '__init__.py').write_text('raise RuntimeError')",
}


@pytest.mark.parametrize("how", BREAK)
def test_broken_kernels_give_way_to_numpy(
    returning_blank: Page, server: SiteServer, manifest: str, how: str
) -> None:
    server.extra["/__test__/boot.js"] = WORKER
    code = f"""
import sysconfig, warnings
from pathlib import Path
folder = Path(sysconfig.get_path('purelib')) / 'elm_kernels'
{BREAK[how]}
import elm_core
with warnings.catch_warnings(record=True) as said:
    warnings.simplefilter('always')
    backend = elm_core.show_config(mode='dicts')['backend']
model = elm_core.ELMClassifier(n_hidden=9).fit([[0.0], [1.0]] * 9, [0, 1] * 9)
f"{{backend}} {{len(said)}} {{model.score([[0.0], [1.0]], [0, 1])}}"
"""
    asked = {"manifest": manifest, "packages": ["elm_core", "elm_kernels"], "code": code}
    assert returning_blank.evaluate(RUN, asked) == "numpy 1 1.0"


@pytest.mark.expect_console("elm.kernels")
def test_a_site_whose_kernels_cannot_be_loaded_works(
    page: Page, server: SiteServer, site: Path, manifest: str
) -> None:
    """They are there and as the manifest says, but no engine can compile them."""
    [pack] = site.glob("runtime-*/packages.pack")
    broken, size = changed(
        pack.read_bytes(), lambda path, content: content[:8] if ".wasm" in path else content
    )
    about = json.loads((site / manifest[1:]).read_text())
    about["runtime"]["packages"] |= {
        "bytes": len(broken),
        "sha256": hashlib.sha256(broken).hexdigest(),
        "holds": size,
    }
    fake = {pack: broken, site / manifest[1:]: json.dumps(about).encode()}
    addresses = {f"/{path.relative_to(site).as_posix()}": body for path, body in fake.items()}
    server.extra.update(addresses)
    try:
        page.goto(BLANK)
        page.evaluate(BOOT)
        page.evaluate(HELPERS)
        score = with_elm(
            page,
            """
            const { X, y } = moons(200);
            const model = await elm.create('ELMClassifier', { n_hidden: 50, random_state: 0 });
            await model.fit(X, y);
            return model.score(X, y);
            """,
        )
    finally:
        for address in addresses:
            del server.extra[address]
    assert score > 0.9


def test_micropip_installs_the_kernels_in_any_page(
    returning_blank: Page, manifest: str, site: Path, server: SiteServer
) -> None:
    server.extra["/__test__/boot.js"] = WORKER
    tools = []
    for name in ("micropip", "packaging"):
        tool = fetch_pyodide_package(name, Path(sys.executable))
        server.extra[f"/__test__/{tool.name}"] = tool.read_bytes()
        tools.append(f"/__test__/{tool.name}")
    [wheel] = site.glob("runtime-*/elm_kernels-*.whl")
    url = f"{server.url}/{wheel.relative_to(site).as_posix()}"
    code = f"""
import micropip
await micropip.install({url!r})
import elm_kernels, numpy
f"{{elm_kernels.available()}} {{elm_kernels.gram(numpy.eye(3)).trace()}}"
"""
    asked = {"manifest": manifest, "packages": [*tools, "numpy"], "code": code}
    assert returning_blank.evaluate(RUN, asked) == "True 3.0"
