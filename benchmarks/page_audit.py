"""What a visitor waits for, on every page: ``python benchmarks/page_audit.py [--used] [PAGE.html …]``.

For each page, in a context of its own (nothing cached, no snapshot, no service worker): first
contentful paint, the time until its module has run and all controls answer, the time until it says
that it is ready (Python included, where it loads any), the sum of the layout shifts, the longest
task of the main thread in its own processor time (and by the clock, which counts the waiting for
other processes too), and the requests and bytes of the page itself (without those of its workers,
Python among them) until it is ready. With ``--used`` each page is used as the tests of every page
use it, until all that it can show is shown: then shifts and tasks are those of the whole flow, but
for shifts within half a second of an input. Times of a busy machine are those of a busy machine: the
load is printed.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from playwright.sync_api import Browser, Page

from benchmarks.on_site import on_site
from build_steps.paths import WEB
from tests.browser.test_every_page import use

#: What the page is watched for after it is ready, in milliseconds: late shifts and tasks.
SETTLE = 2500
AIMS = {"paint": 500, "interactive": 1000, "shift": 0.001, "task": 50}
WATCH = """
window.audit = { paint: 0, shift: 0, shifts: [], clock: 0 };
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (entry.name === 'first-contentful-paint') audit.paint = entry.startTime;
  }
}).observe({ type: 'paint', buffered: true });
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (entry.hadRecentInput) continue;
    audit.shift += entry.value;
    for (const { node, previousRect: a, currentRect: b } of entry.sources) {
      const name = node?.id || node?.className || node?.nodeName;
      audit.shifts.push(`${name} by ${Math.round(b.x - a.x)}, ${Math.round(b.y - a.y)}`);
    }
  }
}).observe({ type: 'layout-shift', buffered: true });
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) audit.clock = Math.max(audit.clock, duration);
}).observe({ type: 'longtask', buffered: true });
"""
READY = "() => document.querySelector('#status').dataset.state === 'ready' && performance.now()"
INTERACTIVE = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
LOADED = "() => document.readyState === 'complete' && performance.now()"


def audit(browser: Browser, url: str, name: str, width: int, *, used: bool) -> dict[str, Any]:
    """Open a page, use it where it is asked for, and return what was measured."""
    viewport = {"width": width, "height": 900}
    context = browser.new_context(base_url=url, viewport=viewport, service_workers="block")
    try:
        page = context.new_page()
        page.add_init_script(WATCH)
        sizes: list[int] = []
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", lambda done: sizes.append(done["encodedDataLength"]))
        browser.start_tracing(page=page, categories=["toplevel", "blink.user_timing"])
        page.goto(f"/{name}")
        ready = page.wait_for_function(
            READY if loads_python(page) else LOADED, timeout=120_000
        ).json_value()
        requests, size = len(sizes), sum(sizes)
        if used:
            use(page, name)
        page.wait_for_timeout(SETTLE)
        found = page.evaluate("audit")
        interactive = page.evaluate(INTERACTIVE)
        task = longest_task(json.loads(browser.stop_tracing())["traceEvents"])
        found |= {"interactive": interactive, "ready": ready, "task": task}
        return found | {"requests": requests, "bytes": size}
    finally:
        context.close()


def longest_task(events: list[dict[str, Any]]) -> float:
    """Milliseconds of processor time of the longest task on the page's main thread.

    What the browser did before it had the page's document is left out.
    """
    there = [event for event in events if event["name"] == "commitNavigationEnd"][-1]
    return max(
        event["tdur"] / 1000
        for event in events
        if "tdur" in event
        and (event["pid"], event["tid"]) == (there["pid"], there["tid"])
        and event["ts"] >= there["ts"]
    )


def loads_python(page: Page) -> bool:
    """Whether the page starts the toolkit by itself."""
    return bool(page.evaluate("'state' in document.querySelector('#status').dataset"))


def row(name: str, width: int, found: dict[str, Any]) -> str:
    """A line of the table; what exceeds the aim is marked."""
    marks = {key: " !" if found[key] > aim else "" for key, aim in AIMS.items()}
    return (
        f"| {name} | {width} | {found['paint']:.0f}{marks['paint']} "
        f"| {found['interactive']:.0f}{marks['interactive']} | {found['ready']:.0f} "
        f"| {found['shift']:.4f}{marks['shift']} | {found['task']:.0f}{marks['task']} "
        f"| {found['clock']:.0f} "
        f"| {found['requests']} | {found['bytes'] / 1e6:.2f} |"
    )


def main() -> None:
    """Audit the pages, all if none is named, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="PAGE.html")
    parser.add_argument("--used", action="store_true", help="use each page, too")
    options = parser.parse_args()
    pages = options.names or ["index.html", *sorted(p.name for p in WEB.glob("*.html"))]
    pages = list(dict.fromkeys(pages))
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
    print(
        "| page | width | paint (ms) | interactive (ms) | ready (ms) | shift | longest task (ms) "
        "| by the clock | requests | MB |"
    )
    print("|---" * 10 + "|")
    with on_site() as (browser, url):
        for name in pages:
            for width in (1280, 390):
                found = audit(browser, url, name, width, used=options.used)
                print(row(name, width, found), flush=True)
                if found["shift"] > AIMS["shift"]:
                    print(f"<!-- {json.dumps(found['shifts'][:6])} -->", flush=True)


if __name__ == "__main__":
    main()
