"""Large things, and things cut short.

Run: python benchmarks/reliability_large.py jobs [--times 3]
     python benchmarks/reliability_large.py csv [--megabytes 50]
     python benchmarks/reliability_large.py tabs [--times 100]

`jobs` trains models that take more than 1 GiB at their peak, one after another: how large the heap
was, that the worker was replaced in between, that a small model still answers. `csv` drops a file on
the table page: seconds until the page shows its columns, and the longest task of the main thread.
`tabs` closes a tab at random moments while it saves: files that are whole afterwards.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from playwright.sync_api import Page

from benchmarks.on_site import on_site
from tests.browser.conftest import BLANK, SNAPSHOT_IS_THERE
from tests.browser.test_shelf import OPEN, another
from tests.browser.test_supervision import START

JOBS = """async (times) => {
  const small = await elm.create('ELMClassifier', { n_hidden: 30, random_state: 0 });
  await small.fit(rows, labels);
  const before = String(await small.predict(rows));
  const n = 6000, d = 12000;
  const y = Array.from({ length: n }, (_, i) => (i % 2 ? 'a' : 'b'));
  const peaks = [];
  for (let i = 0; i < times; i++) {
    const X = { data: Float64Array.from({ length: n * d }, (_, i) => Math.sin(i)), shape: [n, d] };
    const large = await elm.create('ELMClassifier', { n_hidden: 4000, random_state: i });
    await large.fit(X, y);
    peaks.push((await elm.info()).heap);
    await large.dispose();
    await until(() => told.filter(({ name }) => name === 'recycled').length > i);
  }
  const same = String(await small.predict(rows)) === before;
  return { peaks, same, heap: (await elm.info()).heap };
}"""
TASKS = """
window.tasks = [0];
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) tasks.push(duration);
}).observe({ type: 'longtask' });
"""
SAVE_ON_AND_ON = """(i) => {
  (async () => {
    for (let n = 0; ; n++) await shelf.put('mine', file(`${i}-${n}`, 2000), { replace: true });
  })().catch(() => {});
}"""
IS_WHOLE = """async () => {
  const { json, bytes } = await shelf.get('mine');
  const text = await json.text();
  return text.length === bytes && Boolean(JSON.parse(text).mark);
}"""


def jobs(page: Page, times: int) -> None:
    page.goto(BLANK)
    page.evaluate(START, {})
    page.evaluate(SNAPSHOT_IS_THERE)
    got = page.evaluate(JOBS, times)
    peaks = ", ".join(f"{peak / 2**30:.2f}" for peak in got["peaks"])
    print(f"heap after each job {peaks} GiB, recycled after each")
    print(f"then {got['heap'] / 2**20:.0f} MiB; the small model says the same: {got['same']}")


def csv(page: Page, megabytes: int) -> None:
    rng = np.random.default_rng(0)
    block = "\n".join(
        ",".join(f"{value:.6f}" for value in row) + f",class {row[0] > 0:d}"
        for row in rng.normal(size=(2000, 20))
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.csv"
        head = ",".join(f"column {i}" for i in range(20)) + ",label\n"
        whole = (block + "\n") * (megabytes * 10**6 // len(block))
        path.write_text(head + whole)
        page.add_init_script(TASKS)
        page.goto("/table.html")
        page.locator("#status[data-state=ready]").wait_for()
        page.wait_for_timeout(3000)
        page.evaluate("tasks.length = 1; window.since = performance.now()")
        page.locator("input[type=file]").first.set_input_files(path)
        rows = whole.count("\n")
        page.get_by_text(f"{rows:,} rows").first.wait_for()
        seconds = page.evaluate("(performance.now() - since) / 1000")
        page.wait_for_timeout(1000)
        longest = page.evaluate("Math.max(...tasks)")
        size = path.stat().st_size / 1e6
    print(
        f"{size:.0f} MB, {rows:,} rows: shown after {seconds:.1f} s, longest task {longest:.0f} ms"
    )


def tabs(page: Page, times: int) -> None:
    page.goto(BLANK)
    page.evaluate(OPEN)
    page.evaluate("shelf.put('mine', file('0', 2000), { replace: true })")
    draw = random.Random(5)
    whole = 0
    for i in range(times):
        tab = another(page.context)
        tab.evaluate(SAVE_ON_AND_ON, i)
        tab.wait_for_timeout(draw.random() * 80)
        tab.close()
        whole += page.evaluate(IS_WHOLE)
    print(f"{times} tabs closed while they saved: {whole} times the file was whole")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("jobs", "csv", "tabs"))
    parser.add_argument("--times", type=int)
    parser.add_argument("--megabytes", type=int, default=50)
    options = parser.parse_args()
    with on_site() as (browser, url):
        context = browser.new_context(base_url=url, service_workers="block")
        page = context.new_page()
        page.set_default_timeout(600_000)
        if options.what == "jobs":
            jobs(page, options.times or 3)
        elif options.what == "csv":
            csv(page, options.megabytes)
        else:
            tabs(page, options.times or 100)


if __name__ == "__main__":
    main()
