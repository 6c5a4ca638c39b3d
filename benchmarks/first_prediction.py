"""From the click on a link to the first prediction, without Python: milliseconds and bytes.

A fresh context for each load, nothing cached, a static server that gzips (level 6) on loopback.
Time runs from the start of the navigation to the first answer (for a model of texts: to the text
box that answers as one types); bytes are bodies as they came over the wire, up to then and in all.
The first line is a page with nothing but a script that reads the clock: what the browser itself
needs for a new page.

Run: python benchmarks/first_prediction.py [--loads 15]
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import statistics
import sys
import threading
from pathlib import Path

from playwright.sync_api import Browser

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.on_site import chromium
from build_steps.server import _TYPES
from build_steps.site import build_site
from elm_core import ELMClassifier, dumps
from elm_core.tasks import TextClassifier
from scripts.gallery_recipes import RECIPES
from tests.links import fragment

EMPTY = b"""<!doctype html><div id="trial"><div class="answer"><p>0</p></div></div>
<script>window.answered = performance.now()</script>"""
WATCH = """
const started = new MutationObserver(() => {
  const answer = document.querySelector('#trial .answer > *');
  if (!answer) return;
  started.disconnect();
  window.answered = performance.now();
});
started.observe(document, { childList: true, subtree: true });
"""
FETCHED = """() => performance.getEntries()
  .filter(({ entryType }) => ['resource', 'navigation'].includes(entryType))
  .map(({ name, encodedBodySize, startTime }) => ({ name, encodedBodySize, startTime }))"""


class Gzipping(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # heads and bodies are sent apart: the second would wait for 40 ms
    disable_nagle_algorithm = True
    extensions_map = _TYPES

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file() and path.name != "empty.html":
            self.send_error(404)
            return
        body = zipped(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@functools.cache
def zipped(path: Path) -> bytes:
    return gzip.compress(path.read_bytes() if path.exists() else EMPTY, 6)


def models() -> dict[str, str]:
    iris, rents, topics = (RECIPES[name]() for name in ("iris", "rents", "topics"))
    numbers = [list(row.values()) for row in iris.X]
    return {
        "ELM of numbers (iris)": dumps(
            ELMClassifier(n_hidden=64, random_state=0).fit(numbers, iris.y)
        ),
        "table (rents)": dumps(rents.train(rents.X, rents.y), metadata={"target": "rent"}),
        "words (topics)": dumps(
            TextClassifier(char_ngrams=None, vectors=None).fit(topics.X, topics.y)
        ),
    }


def one_load(browser: Browser, url: str) -> tuple[float, list[dict]]:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(url)
    page.locator("#trial .answer > *").first.wait_for()
    answered = page.evaluate("window.answered")
    page.wait_for_load_state("networkidle")
    found = page.evaluate(FETCHED)
    context.close()
    return answered, found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--loads", type=int, default=15)
    loads = parser.parse_args().loads
    site = build_site()
    handler = functools.partial(Gzipping, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}/"
        with chromium() as browser:
            report(browser, f"{base}empty.html", "an empty page", loads)
            for name, text in models().items():
                report(browser, f"{base}share.html{fragment(text.encode())}", name, loads)
            for name in ("iris", "digits"):
                report(browser, f"{base}gallery.html#{name}", f"gallery, a file ({name})", loads)
        server.shutdown()


def report(browser: Browser, url: str, name: str, loads: int) -> None:
    runs = [one_load(browser, url) for _ in range(loads)]
    times = [time for time, _ in runs]
    time, found = runs[0]
    before = sum(entry["encodedBodySize"] for entry in found if entry["startTime"] < time)
    total = sum(entry["encodedBodySize"] for entry in found)
    print(
        f"{name}: median {statistics.median(times):.0f} ms (least {min(times):.0f}), "
        f"{before / 1000:.1f} kB to the first prediction, {total / 1000:.1f} kB in all, "
        f"{len(found)} requests, link of {len(url):,} characters"
    )


if __name__ == "__main__":
    main()
