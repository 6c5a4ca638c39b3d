"""Pages of every engine that ELM_TOOLKIT_ENGINES names (`build.py test --engines` sets it)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest

from build_steps.engines import VARIABLE
from build_steps.paths import ROOT
from build_steps.server import SiteServer
from build_steps.site import build_site
from tests.engines.drivers import Chromium, Engine, Firefox, WebKit, mini_browser

BLANK = "/__test__/blank.html"
ENGINES = [name for name in os.environ.get(VARIABLE, "chromium").split(",") if name]


def program(name: str) -> str:
    path = shutil.which(name)
    assert path, f"{name} is not installed: python3 build.py test --engines all as root does that"
    return path


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    if request.param == "firefox":
        engine: Engine = Firefox(program("firefox-esr"))
    elif request.param == "webkit":
        engine = WebKit(mini_browser() or program("MiniBrowser"), program("WebKitWebDriver"))
    else:
        engine = Chromium(request.getfixturevalue("browser"))
    yield engine
    engine.close()


@pytest.fixture(scope="module", params=["plain", "isolated"])
def host(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a host without and with cross-origin isolation."""
    blank = (ROOT / "tests" / "browser" / "blank.html").read_bytes()
    isolated = request.param == "isolated"
    with SiteServer(build_site(), isolated=isolated, extra={BLANK: blank}) as server:
        yield server.url


@pytest.fixture(scope="module")
def page(engine: Engine, host: str) -> Engine:
    """A page with a toolkit at ``window.elm``, which all tests of an engine and a host share."""
    engine.goto(host + BLANK)
    engine.run(BOOT)
    return engine


BOOT = """async () => {
  const { ElmToolkit } = await import('/client/index.js');
  const Real = window.Worker;
  window.workers = [];
  window.Worker = class extends Real { constructor(...given) { super(...given); workers.push(this); } };
  window.stages = new Set();
  window.elm = await ElmToolkit.start({ onProgress: ({ stage }) => stages.add(stage) });
  window.caught = (promise) => promise.then(() => null, ({ code, message }) => code ?? message);
  window.rows = Array.from({ length: 300 }, (_, i) => [Math.sin(i), Math.cos(3 * i)]);
  window.labels = rows.map(([a, b]) => (a * b > 0 ? 'same' : 'other'));
}"""
