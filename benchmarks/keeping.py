"""Kept models that learn, and are ended at any time: what had been learnt has to be there."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import BrowserContext, Error, Page, sync_playwright

from benchmarks.on_site import serving
from build_steps.browser import ensure_browser
from tests.browser.conftest import BLANK, SNAPSHOT_IS_THERE
from tests.browser.test_supervision import START
from tests.conftest import FLAGS

#: Opens the model, or makes it, and says how many rows it has learnt.
OPEN = """async () => {
  const known = (await (await elm.shelf()).list()).length;
  window.model = known ? await elm.open('mine')
    : await elm.create('OnlineELMClassifier', { n_hidden: 32, random_state: 0 });
  if (!known) {
    await model.partialFit(rows, labels);
    await elm.keep(model, 'mine');
  }
  return [model.summary.n_samples, await model.score(rows, labels)];
}"""
#: Learns on and on, tells of each change that is done, and ends itself `at` one of them if it is to.
LEARN = """async ([ending, at]) => {
  for (let n = 1; ; n++) {
    await model.partialFit(rows.slice(0, 20), labels.slice(0, 20));
    finished(model.summary.n_samples);
    if (n !== at) continue;
    if (ending === 'reload') location.reload();
    if (ending === 'dispose') elm.dispose();
    if (ending === 'worker') kill();
    if (ending === 'reload' || ending === 'dispose') return;
  }
}"""
#: How a round ends: in the page itself right after a change, or from outside at any time.
ENDINGS = ("reload", "dispose", "worker", "close", "reload later", "close later", "kill later")


class Visits:
    """A browser with a profile, which can be ended like one whose machine went out."""

    def __init__(self, url: str, profile: Path) -> None:
        self.url, self.profile = url, profile
        self.playwright = sync_playwright().start()
        self.told: list[int] = []
        self.context: BrowserContext = self.open()

    def open(self) -> BrowserContext:
        context = self.playwright.chromium.launch_persistent_context(
            self.profile, executable_path=ensure_browser(), args=FLAGS, service_workers="block"
        )
        context.expose_binding("finished", lambda _, n: self.told.append(n))
        return context

    def page(self) -> Page:
        page = self.context.new_page()
        page.goto(self.url + BLANK)
        page.evaluate(START, {})
        return page

    def kill(self) -> None:
        """End all processes of this profile, and nobody else's, at once."""
        mark = f"--user-data-dir={self.profile}".encode()
        for folder in Path("/proc").iterdir():
            with contextlib.suppress(OSError):
                if folder.name.isdigit() and mark in (folder / "cmdline").read_bytes():
                    os.kill(int(folder.name), signal.SIGKILL)
        with contextlib.suppress(Error):
            self.context.close()
        (self.profile / "SingletonLock").unlink(missing_ok=True)
        self.context = self.open()

    def end(self) -> None:
        self.context.close()
        self.playwright.stop()


def keeps(times: int, seed: int, say: Callable[[str], object] = print) -> int:
    """Print, and return, how often a change that was done was not there afterwards."""
    draw = random.Random(seed)
    lost: list[str] = []
    ended: Counter[str] = Counter()
    changes = 0
    with _visits() as visits:
        first = visits.page()
        seen, score = first.evaluate(OPEN)
        first.evaluate(SNAPSHOT_IS_THERE)
        first.close()
        for _ in range(times):
            page = visits.page()
            found, now = page.evaluate(OPEN)
            if found < seen or abs(now - score) > 0.2:
                lost.append(f"{found} rows instead of {seen}, score {now:.2f}")
            visits.told = [found]
            ending = draw.choice(ENDINGS)
            ended[ending] += 1
            _round(visits, page, ending, draw)
            seen = max(visits.told)
            changes += len(visits.told) - 1
        found, _ = visits.page().evaluate(OPEN)
        if found < seen:
            lost.append(f"{found} rows instead of {seen}")
    say(f"{changes} changes in {times} rounds, ended by {dict(ended)}: {len(lost)} lost {lost[:3]}")
    return len(lost)


def _round(visits: Visits, page: Page, ending: str, draw: random.Random) -> None:
    how = ending.split()[0]
    at = draw.randrange(1, 6) if how == ending else 0
    page.evaluate(f"(given) => {{ ({LEARN})(given).catch(() => {{}}); }}", [how, at])
    if how == ending:
        until = time.monotonic() + 30
        while len(visits.told) <= at and time.monotonic() < until:
            page.wait_for_timeout(1)
    else:
        page.wait_for_timeout(draw.random() * 600)
    if how == "kill":
        visits.kill()
        return
    if how == "worker":
        page.wait_for_timeout(draw.random() * 300)
    if ending == "reload later":
        page.reload()
    page.close()


@contextlib.contextmanager
def _visits() -> Iterator[Visits]:
    with serving() as url, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        visits = Visits(url, Path(folder) / "profile")
        try:
            yield visits
        finally:
            visits.end()
