"""Figures of the page in Chromium: learning a sentence live, and a stream of a million rows.

Run: python benchmarks/page_figures.py [--rows 1000000]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from playwright.sync_api import Page

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.speed.page import open_place
from tests.browser.conftest import BOOT

ONE_SENTENCE_MORE = """async () => {
  let seed = 1;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const syllables = 'ba ke li mo nu par ster tion war ing den fol gra hul sim tor ven yes'.split(' ');
  const word = (rank) => [3, 7, 11].slice(0, 1 + (rank % 3))
    .map((step) => syllables[(rank * step) % 18]).join('') + syllables[rank % 17];
  const pick = () => word(Math.floor(3000 * random() ** 3)); // few words often, many seldom
  const sentence = () => Array.from({ length: 12 }, pick).join(' ');
  const labels = ['world', 'sports', 'business', 'science'];
  const times = [];
  for (let round = 0; round < 20; round++) {
    const model = await elm.create('TextClassifier');
    const texts = Array.from({ length: 200 }, sentence);
    await model.fit(texts, texts.map((_, i) => labels[i % 4]));
    await model.predict([sentence()]);
    const begin = performance.now();
    await model.partialFit([sentence()], ['sports']);
    await model.predictProba([sentence()]);
    times.push(performance.now() - begin);
    await model.dispose();
  }
  times.sort((a, b) => a - b);
  return { median: times[10], worst: times[19] };
}"""

STREAM = """async (rows) => {
  const block = 10_000, d = 20;
  let seed = 7;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647 - 0.5;
  let longest = 0, last = performance.now(), running = true;
  const frame = (now) => {
    longest = Math.max(longest, now - last);
    last = now;
    if (running) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  const noise = Float64Array.from({ length: block * d }, random);
  function* blocks() {
    for (let done = 0; done < rows; done += block) {
      const data = noise.slice();
      const y = new Float64Array(block);
      for (let i = 0; i < block; i++) {
        data[i * d] += ((done + i) % 97) / 97;
        y[i] = Math.sin(3 * data[i * d]) + data[i * d + 1];
      }
      yield { X: { data, shape: [block, d] }, y };
    }
  }
  const model = await elm.create('ELMRegressor', { n_hidden: 256, random_state: 0 });
  const start = (await elm.info()).heap;
  longest = 0;
  const begin = performance.now();
  const { summary } = await model.fitStream(blocks());
  const seconds = (performance.now() - begin) / 1000;
  running = false;
  const growth = (await elm.info()).heap - start;
  await model.dispose();
  return { rows: summary.n_samples, seconds, growth, longest, loo: summary.loo.value };
}"""


WATCH_TASKS = """() => {
  window.tasks = [];
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) window.tasks.push(task.duration);
  }).observe({ type: 'longtask' });
}"""


def longest_task(page: Page) -> float:
    """Milliseconds of the longest task of the page while it trains on a table of 20,000 rows."""
    rows = "\n".join(f"{i % 97},{i % 89},{i % 83},{i % 3 + i % 7 / 10}" for i in range(20_000))
    file = {"name": "rows.csv", "mimeType": "text/csv", "buffer": f"a,b,c,d\n{rows}".encode()}
    page.goto("/table.html")
    page.locator("#drop input").set_input_files(file)
    page.locator("#train").wait_for(state="visible")
    page.wait_for_timeout(500)
    page.evaluate(WATCH_TASKS)
    page.get_by_role("button", name="Train", exact=True).click()
    page.locator("#keep").wait_for(state="visible")
    page.wait_for_timeout(1000)
    return max(page.evaluate("window.tasks"), default=0.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    with open_place() as place, place.page() as bench:
        page = bench.page
        page.evaluate(BOOT)
        report(page, rows)
        longest = longest_task(page)
        print(
            f"longest task of the page, a table of 20,000 rows: {longest:.0f} ms (0: none over 50)"
        )


def report(page: Page, rows: int) -> None:
    more = page.evaluate(ONE_SENTENCE_MORE)
    print(
        "one sentence added to 200, relearnt and another predicted: "
        f"median {more['median']:.1f} ms, worst of 20 {more['worst']:.1f} ms"
    )
    stream = page.evaluate(STREAM, rows)
    print(
        f"{stream['rows']:,} × 20 rows streamed, 256 hidden: {stream['seconds']:.1f} s, "
        f"heap +{stream['growth'] / 2**20:.0f} MiB, longest frame gap {stream['longest']:.0f} ms, "
        f"leave-one-out R² {stream['loo']:.3f}"
    )


if __name__ == "__main__":
    main()
