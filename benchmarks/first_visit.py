"""A first visit and the next one, of one built site or of two in turn: seconds, bytes, requests.

Run: python benchmarks/first_visit.py [SITE [OTHER]] [--rounds 5] [--megabits 10] [--gzip]

A relay in front of each server counts what crosses it, in and out, and with ``--megabits`` lets no
more through, all connections together. With ``--gzip`` the server compresses all that it sends, as
good hosts do with texts; without, it sends files as they are. A page imports the client, starts the
toolkit and fits 200 × 16; seconds are from the page's load. Medians over the rounds are printed, and
with two sites those of the ratios within a round: the first site's / the other's.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import http.server
import statistics
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.first_prediction import Gzipping
from benchmarks.on_site import chromium
from build_steps.server import SiteServer
from build_steps.site import build_site
from tests.browser.conftest import BLANK, SNAPSHOT_IS_THERE, _extra_pages
from tests.browser.wire import Line, relay

#: The page's clock runs from its load; `ready` is when the toolkit has started.
VISIT = """async () => {
  const { ElmToolkit } = await import('/client/index.js');
  const elm = await ElmToolkit.start();
  const ready = performance.now();
  const X = { data: Float64Array.from({ length: 3200 }, (_, i) => Math.sin(i * i)), shape: [200, 16] };
  const y = Array.from({ length: 200 }, (_, i) => (i % 3 ? 'a' : 'b'));
  const fit = async () => {
    const begin = performance.now();
    const model = await elm.create('ELMClassifier', { random_state: 0 });
    await model.fit(X, y);
    return performance.now() - begin;
  };
  const first = await fit();
  const done = performance.now();
  const { start, heap } = await elm.info();
  return { start, ready, done, first, second: await fit(), heap: heap / 1e6 };
}"""


@contextlib.contextmanager
def served(site: Path, gzip: bool) -> Iterator[str]:
    if not gzip:
        with SiteServer(site, extra=_extra_pages()) as server:
            yield server.url
        return
    handler = functools.partial(Blank, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Blank(Gzipping):
    """With the empty page of the tests, and answers that may be kept, as those of our server."""

    def translate_path(self, path: str) -> str:
        return str(_BLANK_FILE) if path == BLANK else super().translate_path(path)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "public, max-age=31536000")
        super().end_headers()


_BLANK_FILE = Path(__file__).resolve().parent.parent / "tests" / "browser" / "blank.html"


def visits(browser: Browser, url: str, line: Line, later: bool) -> dict[str, float]:
    """Measure a first visit and, with ``later``, the one after its snapshot is made."""
    context = browser.new_context(base_url=url, service_workers="block")
    line.bytes = line.requests = 0
    got = visit(context, "plain")
    found = {
        "first visit, s": got["done"] / 1000,
        "of that until ready, s": got["ready"] / 1000,
        "first visit, MB": line.bytes / 1e6,
        "first visit, requests": line.requests,
        "first fit after ready, ms": got["first"],
        "second fit, ms": got["second"],
        "heap after start, MB": got["heap"],
    }
    if later:
        page = context.new_page()
        page.goto(BLANK)
        page.evaluate(SNAPSHOT_IS_THERE)
        page.close()
        got = visit(context, "snapshot")
        found["later visit, s"] = got["done"] / 1000
        found["later: first fit, ms"] = got["first"]
        found["later: heap, MB"] = got["heap"]
    context.close()
    return found


def visit(context, start: str) -> dict[str, float]:  # type: ignore[no-untyped-def]
    page = context.new_page()
    page.set_default_timeout(0)
    page.goto(BLANK)
    got = page.evaluate(VISIT)
    if got["start"] != start:
        raise RuntimeError(f"the page took a {got['start']} start, not a {start} one")
    if start == "snapshot":
        page.close()
    return got  # type: ignore[no-any-return]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sites", nargs="*", type=Path, metavar="SITE")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--megabits", type=float)
    parser.add_argument("--gzip", action="store_true")
    parser.add_argument("--later", action="store_true", help="and the next visit, by a snapshot")
    options = parser.parse_args()
    sites = options.sites or [build_site()]
    rate = options.megabits and options.megabits * 1e6 / 8
    taken: list[list[dict[str, float]]] = [[] for _ in sites]
    with contextlib.ExitStack() as stack:
        browser = stack.enter_context(chromium())
        lines = [Line(rate) for _ in sites]
        urls = [
            stack.enter_context(relay(stack.enter_context(served(site, options.gzip)), line))
            for site, line in zip(sites, lines, strict=True)
        ]
        for _ in range(options.rounds):
            for url, line, into in zip(urls, lines, taken, strict=True):
                into.append(visits(browser, url, line, options.later))
    for what in taken[0][0]:
        medians = [statistics.median(found[what] for found in one) for one in taken]
        text = " / ".join(f"{value:.2f}" for value in medians)
        if len(taken) > 1:
            pairs = zip(*taken, strict=True)
            ratio = statistics.median(a[what] / b[what] for a, b, *_ in pairs)
            text += f" = {ratio:.2f}"
        print(f"{what}: {text}")


if __name__ == "__main__":
    main()
