"""Rough treatment for a long time: workers ended, fits cancelled, everything at random.

Run: python benchmarks/reliability.py kills [--times 1000]
     python benchmarks/reliability.py cancels [--times 200] [--isolated]
     python benchmarks/reliability.py soak [--minutes 5]
     python benchmarks/reliability.py memory
     python benchmarks/reliability.py keeps [--times 200]
     python benchmarks/reliability.py wrong [--times 1000]
     python benchmarks/reliability.py damages [--times 100]

`kills` ends the worker behind the client at a random moment of four requests, and prints how many
promises did not settle within 10 s and how long the model took to answer again. `cancels` aborts
fits at random moments: time until the toolkit answers, and models that changed. `soak` makes,
trains, asks, saves, loads and disposes of models of several kinds: unexpected errors, and the slope
of the heap. `memory` asks for more than the budget, then fills the heap with models until there is no
memory left, and prints how long it takes until a small model is trained and, once the large ones
are disposed of, what is left of the heap. `keeps` has a kept model learn, and disposes, reloads,
closes or kills at a random moment: how often a change that was done is not there. `wrong` sends
requests of wrong shape and depth to the worker, and through the client: which codes came back, what was
not answered, how often the worker was lost. `damages` damages the snapshot, the files that the service
worker keeps, and entries of the shelf: starts that failed, once and twice in a row, and wrong answers.
Draws come from a seed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from playwright.sync_api import Page

from benchmarks.damage import damages
from benchmarks.keeping import keeps
from benchmarks.on_site import on_site
from tests.browser.conftest import BLANK, SNAPSHOT_IS_THERE
from tests.browser.test_supervision import START
from tests.browser.wrong_requests import METHODS, RAW

DRAW = """
let s = seed;
const random = () => (s = (s * 1103515245 + 12345) % 2147483648) / 2147483648;
const late = Symbol('late');
"""
KILLS = (
    DRAW
    + """
const model = await elm.create('OnlineELMClassifier', { n_hidden: 64, random_state: 0 });
await model.partialFit(rows, labels);
await pause(400);
const seconds = [], codes = {}; let unsettled = 0;
for (let i = 0; i < times; i++) {
  const asked = [model.fit(rows, labels), model.predict(rows), elm.info(), model.save()];
  await pause(random() * 80);
  kill();
  const since = performance.now();
  for (const promise of asked) {
    const code = await Promise.race([
      promise.then(() => 'done', (error) => error.code), pause(10000).then(() => late)]);
    if (code === late) unsettled++;
    else codes[code] = (codes[code] ?? 0) + 1;
  }
  const again = (error) => { if (error.code === 'worker-lost') return model.predict(rows); throw error; };
          const answers = await model.predict(rows).catch(again); // sent before the loss was seen
  if (answers.length !== rows.length) throw new Error('a wrong answer');
  seconds.push((performance.now() - since) / 1000);
}
return { seconds, codes, unsettled };
"""
)
CANCELS = (
    DRAW
    + """
const model = await elm.create('ELMClassifier', { n_hidden: 400, random_state: 0, alpha: 1 });
await model.fit(rows, labels);
const before = await model.save({ statistics: true });
const n = 30000, data = Float64Array.from({ length: 2 * n }, (_, i) => Math.sin(i * i));
const y = Array.from({ length: n }, (_, i) => (data[2 * i] > data[2 * i + 1] ? 'a' : 'b'));
const seconds = []; let changed = 0, finished = 0;
for (let i = 0; i < times; i++) {
  const abort = new AbortController();
  let since = 0;
  setTimeout(() => { since = performance.now(); abort.abort(); }, random() * 400);
  const code = await model.fit({ data, shape: [n, 2] }, y, { signal: abort.signal })
    .then(() => 'done', (error) => error.code);
  if (code === 'done') { finished++; await model.fit(rows, labels); }
  else { await elm.info(); seconds.push((performance.now() - since) / 1000); }
  if ((await model.save({ statistics: true })) !== before) changed++;
}
return { seconds, changed, finished };
"""
)
SOAK = (
    DRAW
    + """
const kinds = [['ELMClassifier', { n_hidden: 64 }], ['OnlineELMClassifier', { n_hidden: 64 }],
  ['KernelELMClassifier', {}], ['DeepELMClassifier', {}], ['BaggingELMClassifier', {}]];
const models = []; const errors = {}; const heaps = []; let actions = 0;
const pick = (list) => list[Math.floor(random() * list.length)];
const end = performance.now() + 60000 * minutes;
const act = {
  async make() {
    if (models.length > 8) return;
    const [name, params] = pick(kinds);
    const model = await elm.create(name, params);
    await model.fit(rows, labels);
    models.push(model);
  },
  async fit(model) { await model.fit(rows, labels, { holdout: 0.25 }); },
  async predict(model) { await model.predictProba(rows); },
  async save(model) { const again = await elm.load(await model.save()); await again.predict(rows); await again.dispose(); },
  async wrong(model) { await model.predict([[1]]).catch((e) => { if (e.code !== 'invalid-input') throw e; }); },
  async cancel(model) {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), random() * 20);
    await model.fit(rows, labels, { signal: abort.signal }).catch((e) => { if (e.code !== 'cancelled') throw e; });
  },
  async dispose(model) { models.splice(models.indexOf(model), 1); await model.dispose(); },
};
while (performance.now() < end) {
  const name = models.length ? pick(Object.keys(act)) : 'make';
  try { await act[name](pick(models)); } catch (e) { errors[`${name}: ${e.code} ${e.message}`] = (errors[`${name}: ${e.code} ${e.message}`] ?? 0) + 1; }
  if (++actions % 20 === 0) { const { heap, proxies } = await elm.info(); heaps.push([performance.now() / 60000, heap, proxies]); }
}
return { actions, errors, heaps };
"""
)

MEMORY = """
let since = performance.now();
const wide = await elm.create('ELMClassifier', { n_hidden: 40000 });
const refused = await wide.fit(rows, labels).catch(({ code }) => code);
const refusal = (performance.now() - since) / 1000;
const n = 2000, d = 20000;
const X = { data: Float64Array.from({ length: n * d }, (_, i) => Math.sin(i)), shape: [n, d] };
const y = Array.from({ length: n }, (_, i) => (i % 2 ? 'a' : 'b'));
const large = []; let code;
while (!code && large.length < 20) {
  const model = await elm.create('KernelELMClassifier', {});
  since = performance.now();
  code = await model.fit(X, y).then(() => undefined, (error) => error.code);
  large.push(model);
}
since = performance.now();
const small = await elm.create('ELMClassifier', { n_hidden: 30, random_state: 0 });
await small.fit(rows, labels);
const recovery = (performance.now() - since) / 1000;
const { heap: full } = await elm.info();
const before = String(await small.predict(rows));
for (const model of large) await model.dispose();
await until(() => told.some(({ name }) => name === 'recycled'));
const same = String(await small.predict(rows)) === before;
const { heap, models } = await elm.info();
return { refused, refusal, models: large.length, code, recovery, full, heap, same };
"""


def in_page(page: Page, body: str, **values: float) -> dict:
    names = ", ".join(values)
    return page.evaluate(f"async ({{ {names} }}) => {{ {body} }}", values)


def quantiles(seconds: list[float]) -> str:
    low, high, most = np.quantile(seconds, [0.5, 0.95, 1])
    return f"median {low:.2f} s, 95 % {high:.2f} s, most {most:.2f} s"


def kills(page: Page, times: int, seed: int) -> None:
    got = in_page(page, KILLS, times=times, seed=seed)
    print(f"{times} workers ended: {got['unsettled']} promises unsettled, {got['codes']}")
    print(f"the model answers again after {quantiles(got['seconds'])}")


def cancels(page: Page, times: int, seed: int) -> None:
    got = in_page(page, CANCELS, times=times, seed=seed)
    print(f"{len(got['seconds'])} fits cancelled, {got['finished']} were done before")
    print(f"{got['changed']} models changed; ready again after {quantiles(got['seconds'])}")


def memory(page: Page) -> None:
    got = in_page(page, MEMORY)
    print(f"over the budget: '{got['refused']}' after {1000 * got['refusal']:.0f} ms")
    print(f"'{got['code']}' at model {got['models']}, heap {got['full'] / 2**20:,.0f} MiB")
    print(f"a small model is trained {got['recovery']:.2f} s later")
    print(f"after the large ones are gone: heap {got['heap'] / 2**20:.0f} MiB, same: {got['same']}")


def soak(page: Page, minutes: float, seed: int) -> None:
    got = in_page(page, SOAK, minutes=minutes, seed=seed)
    at, heap, proxies = np.array(got["heaps"]).T
    later = at > at[0] + 0.2 * minutes  # the first fifth warms up
    slope = np.polyfit(at[later], heap[later] / 2**20, 1)[0]
    print(f"{got['actions']} actions, unexpected errors: {got['errors'] or 'none'}")
    print(
        f"heap {heap[-1] / 2**20:.0f} MiB, slope {slope:.2f} MiB a minute; most proxies {proxies.max():.0f}"
    )


def wrong(page: Page, times: int, seed: int) -> None:
    made = """async () => {
      window.model = await elm.create('ELMClassifier', { n_hidden: 8, random_state: 0 });
      await model.fit(rows, labels);
    }"""
    page.evaluate(made)
    for what, requests in (("to the worker", RAW), ("through the client", METHODS)):
        got = page.evaluate(requests, {"times": times, "seed": seed})
        print(f"{times} requests {what}: {got}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "what", choices=("kills", "cancels", "soak", "memory", "keeps", "wrong", "damages")
    )
    parser.add_argument("--times", type=int)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=11, help="of what is drawn")
    parser.add_argument("--isolated", action="store_true", help="with cross-origin isolation")
    options = parser.parse_args()
    if options.what == "keeps":
        sys.exit(keeps(options.times or 200, options.seed) > 0)
    with on_site(isolated=options.isolated) as (browser, url):
        if options.what == "damages":
            sys.exit(damages(browser, url, options.times or 100, options.seed) > 0)
        page = browser.new_page(base_url=url, service_workers="block")
        page.goto(BLANK)
        page.evaluate(START, {})
        page.evaluate(SNAPSHOT_IS_THERE)  # from here on a worker starts as on a second visit
        if options.what == "kills":
            kills(page, options.times or 1000, options.seed)
        elif options.what == "cancels":
            cancels(page, options.times or 200, options.seed)
        elif options.what == "wrong":
            wrong(page, options.times or 1000, options.seed)
        elif options.what == "memory":
            memory(page)
        else:
            soak(page, options.minutes, options.seed)


if __name__ == "__main__":
    main()
