"""From the click to the first answer of each page that answers before Python: two builds in turn.

Run: python -m benchmarks.first_answer [SITE [OTHER]] [--rounds 5] [--delay 50] [--only guard …]

A fresh context for each visit, a static server that gzips on loopback and waits ``--delay``
milliseconds before each answer, as a network does. Time runs from the start of the navigation to
the answer in the page; medians over the rounds, and with two sites that of the ratios in a round.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import http.server
import statistics
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.first_prediction import Gzipping
from benchmarks.on_site import chromium
from build_steps.site import build_site
from elm_core import ELMClassifier, dumps
from scripts.gallery_recipes import RECIPES
from tests.links import fragment

#: The address of each page, and what is in it when it has answered.
ANSWERS = {
    "empty": ("empty.html", "!!document.querySelector('#trial .answer > *')"),
    "home": ("index.html", "document.querySelector('#verdict')?.textContent.includes('%')"),
    "topics": ("text.html", "/%/.test(document.querySelector('#verdict')?.textContent)"),
    "guard": ("guard.html", "/%/.test(document.querySelector('#verdict')?.textContent)"),
    "draw": ("draw.html", "/%/.test(document.querySelector('#verdict')?.textContent)"),
    "voice": ("voice.html", "/stop, up/.test(document.querySelector('#known')?.textContent)"),
    "type-ahead": ("type-ahead.html", "!!document.querySelector('#suggestions [role=option]')"),
    "gallery": ("gallery.html#iris", "!!document.querySelector('#trial .answer > *')"),
    "link": ("share.html", "!!document.querySelector('#trial .answer > *')"),
}
WATCH = """
window.answered = new Promise((resolve) => {
  new MutationObserver((_, watch) => {
    if (!(SAYS)) return;
    watch.disconnect();
    resolve(performance.now());
  }).observe(document, { childList: true, subtree: true, characterData: true });
});
"""


class Patient(http.server.ThreadingHTTPServer):
    """One that does not mind browsers that have their answer and go."""

    def handle_error(self, *args: object) -> None:
        pass


@contextlib.contextmanager
def served(site: Path, delay: float) -> Iterator[str]:
    class Distant(Gzipping):
        def do_GET(self) -> None:
            time.sleep(delay)
            super().do_GET()

    handler = functools.partial(Distant, directory=str(site))
    with Patient(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def answered(browser: Browser, url: str, says: str) -> float:
    """Return the milliseconds until a page that nobody has visited says something."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.add_init_script(WATCH.replace("SAYS", says))
    page.goto(url)
    found = page.evaluate("window.answered")
    context.close()
    return float(found)


def link() -> str:
    iris = RECIPES["iris"]()
    model = ELMClassifier(n_hidden=64, random_state=0)
    return fragment(dumps(model.fit([list(row.values()) for row in iris.X], iris.y)).encode())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sites", nargs="*", type=Path, metavar="SITE")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--delay", type=float, default=0, help="milliseconds before each answer")
    parser.add_argument("--only", nargs="+", choices=ANSWERS, default=[*ANSWERS])
    options = parser.parse_args()
    with contextlib.ExitStack() as stack:
        browser = stack.enter_context(chromium())
        urls = [
            stack.enter_context(served(site, options.delay / 1000))
            for site in options.sites or [build_site()]
        ]
        for name in options.only:
            address, says = ANSWERS[name]
            address += link() if name == "link" else ""
            rounds = [
                [answered(browser, url + address, says) for url in urls]
                for _ in range(options.rounds)
            ]
            print(name, report(rounds), flush=True)


def report(rounds: list[list[float]]) -> str:
    medians = [statistics.median(times) for times in zip(*rounds, strict=True)]
    said = " / ".join(f"{median:.0f}" for median in medians) + " ms"
    if len(medians) > 1:
        said += f" = {statistics.median(first / second for first, second, *_ in rounds):.2f}"
    return said


if __name__ == "__main__":
    main()
