"""One Chromium page on the loopback server: page.js in it, and a bare Python in a worker of it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from benchmarks.on_site import chromium
from benchmarks.speed.cases import ALL, TEST_ROWS, Case, Sample
from build_steps.paths import ROOT, SCRATCH
from build_steps.server import SiteServer
from build_steps.site import build_site

FOLDER = Path(__file__).parent
PAGE = "/bench/bench.html"
_CALL = """async ([module, name, args]) => (await import(`/bench/${module}.js`))[name](args)"""
_PYTHON = """(message) => new Promise((resolve, reject) => {
  window.python ??= new Worker('/bench/python-worker.js', { type: 'module' });
  window.python.onmessage = ({ data }) => (data.error ? reject(new Error(data.error)) : resolve(data.result));
  window.python.onerror = (event) => reject(new Error(event.message));
  window.python.postMessage(message);
})"""


def about(case: Case) -> dict[str, Any]:
    """What the page needs to know of a sample."""
    return {
        "name": case.name,
        "n": case.n,
        "d": case.d,
        "hidden": case.hidden,
        "classes": case.classes,
        "test": TEST_ROWS,
    }


class Bench:
    """A page to measure in. Times are those that the page itself has seen."""

    def __init__(self, page: Page, manifest: str, wheels: tuple[str, ...] = ()) -> None:
        self.page = page
        self.wheels = wheels
        self._boot = {"manifest": manifest, "wheels": list(wheels)}

    def call(self, name: str, args: Mapping[str, Any] | None = None, module: str = "page") -> Any:
        """Run a function of page.js (or of another module beside it)."""
        return self.page.evaluate(_CALL, [module, name, dict(args or {})])

    def load(self, *names: str) -> None:
        """Give samples to the bare Python."""
        samples = [{"name": name, "d": ALL[name].d} for name in names]
        self._ask({"module": "work", "samples": samples})

    def python(self, call: str, *args: Any, module: str = "work", **options: Any) -> Any:
        """Run a function of work.py in the bare Python."""
        return self._ask({"module": module, "call": call, "args": args, "options": options})

    def _ask(self, message: dict[str, Any]) -> Any:
        return self.page.evaluate(_PYTHON, {"boot": self._boot, **message})


class Place:
    """The browser and the server; opens pages in contexts of their own."""

    def __init__(self, browser: Browser, server: SiteServer, site: Path, manifest: str) -> None:
        self.browser, self.server, self.site, self._manifest = browser, server, site, manifest

    @contextlib.contextmanager
    def page(self, wheels: tuple[str, ...] = ()) -> Iterator[Bench]:
        """A page of a visitor who has not been here before."""
        context = self.visitor()
        try:
            yield self.open(context, wheels)
        finally:
            context.close()

    def visitor(self) -> BrowserContext:
        return self.browser.new_context(base_url=self.server.url)

    def open(self, context: BrowserContext, wheels: tuple[str, ...] = ()) -> Bench:
        page = context.new_page()
        page.set_default_timeout(0)
        page.goto(PAGE)
        return Bench(page, self._manifest, wheels)

    def serve(self, name: str, content: bytes) -> str:
        """Put a file on the server; return its address."""
        address = f"/bench/{name}"
        self.server.extra[address] = content
        return address

    def serve_sample(self, name: str, sample: Sample) -> None:
        for part, array in zip("xy", sample, strict=True):
            self.serve(f"{name}.{part}", array.tobytes())


@contextlib.contextmanager
def open_place() -> Iterator[Place]:
    """Build the site, serve it with our files beside it, and start the browser."""
    site = build_site(SCRATCH / "bench-site")  # not the one that a server may be showing
    [assets] = site.glob("assets-*")
    with SiteServer(site) as server, chromium() as browser:
        place = Place(browser, server, site, f"/{assets.name}/manifest.json")
        for path in sorted(FOLDER.iterdir()):
            if path.suffix in (".html", ".js") or path.name in ("work.py", "sklearn_work.py"):
                place.serve(path.name, path.read_bytes())
        for path in sorted((ROOT / "worker").glob("*.js")):
            place.serve(f"worker/{path.name}", path.read_bytes())
        yield place
