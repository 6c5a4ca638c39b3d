"""The pool of workers without Python: no bit of a model depends on it, and nothing is left of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from build_steps.server import SiteServer
from tests.browser.conftest import BLANK, _extra_pages, watched_page
from tests.browser.test_worker import HELPERS

#: 6,000 rows with 420 units are just enough for a pool.
FITS = """
window.start = async (options) => {
  const { ElmToolkit } = await import('/client/index.js');
  return ElmToolkit.start({ snapshot: false, ...options });
};
window.data = (n, d = 12) => {
  let s = 7;
  const random = () => (s = (s * 1103515245 + 12345) % 2147483648) / 2147483648 - 0.5;
  const data = Float64Array.from({ length: n * d }, random);
  const at = (i, j) => data[i * d + j];
  const labels = Array.from({ length: n }, (_, i) => (at(i, 0) * at(i, 1) > 0 ? 'even' : 'odd'));
  const numbers = Float64Array.from({ length: n }, (_, i) => Math.sin(5 * at(i, 2)));
  const weights = Float64Array.from({ length: n }, () => 1.5 + random());
  return { X: { data, shape: [n, d] }, labels, numbers, weights };
};
window.ROWS = 6000;
window.CASES = {
  plain: ['ELMClassifier', { alpha: 1 }, 'labels', {}],
  wide: ['ELMClassifier', { alpha: 1, n_hidden: 720 }, 'labels', {}], // also its scored rows are cut
  wideChosen: ['ELMRegressor', { alpha: 'loo', n_hidden: 720 }, 'numbers', {}],
  weighted: ['ELMClassifier', { alpha: 0.1, activation: 'sigmoid' }, 'labels', { weights: true }],
  chosen: ['ELMClassifier', { alpha: 'loo' }, 'labels', {}],
  numbers: ['ELMRegressor', { alpha: 1, activation: 'relu' }, 'numbers', {}],
  links: ['ELMRegressor', { alpha: 1, direct_links: true }, 'numbers', {}],
};
window.fitted = async (elm, [className, params, target, { weights }]) => {
  const all = data(ROWS);
  const model = await elm.create(className, { n_hidden: 420, random_state: 0, ...params });
  const options = weights ? { sampleWeight: all.weights } : {};
  await model.fit(all.X, all[target], options);
  const json = await model.save({ statistics: true });
  await model.dispose();
  return json;
};
window.running = async (elm) => (await elm.info()).workers.running;
true;
"""


@pytest.fixture(params=["plain", "isolated"])
def empty(request: pytest.FixtureRequest) -> Page:
    page: Page = request.getfixturevalue("blank" if request.param == "plain" else "isolated_blank")
    page.evaluate(HELPERS + FITS)
    return page


@pytest.fixture
def opened(blank: Page) -> Page:
    blank.evaluate(HELPERS + FITS)
    return blank


def test_models_are_the_same_with_any_number_of_workers(empty: Page) -> None:
    got = empty.evaluate(
        """async () => {
          const files = {};
          const used = {};
          for (const workers of [0, 1, 2, 3]) {
            const elm = await start({ workers });
            for (const [name, given] of Object.entries(CASES)) {
              (files[name] ??= []).push(await fitted(elm, given));
            }
            used[workers] = (await elm.info()).workers;
            elm.dispose();
          }
          return { used, isolated: crossOriginIsolated, sizes: Object.values(files)[0][0].length,
            differ: Object.keys(files).filter((name) => new Set(files[name]).size > 1) };
        }"""
    )
    assert got["sizes"] > 100_000
    assert got["differ"] == []
    assert got["used"] == {str(n): {"most": n, "running": n} for n in range(4)}


def test_a_fit_that_is_cancelled_ends_its_workers(empty: Page) -> None:
    got = empty.evaluate(
        """async () => {
          const elm = await start({ workers: 2 });
          const before = await fitted(elm, CASES.plain);
          const model = await elm.create('ELMClassifier', { n_hidden: 900, random_state: 0 });
          const stop = new AbortController();
          const { X, labels } = data(30000);
          let shares = 0;
          const onProgress = (share) => { if (share > 0.1 && ++shares > 1) stop.abort(); };
          const error = await caught(model.fit(X, labels, { signal: stop.signal, onProgress }));
          const left = await running(elm);
          return { code: error.code, left, requests: (await elm.info()).requests,
            same: (await fitted(elm, CASES.plain)) === before, after: await running(elm) };
        }"""
    )
    assert got["code"] == "cancelled"
    assert got["left"] < 2
    assert got["same"]
    assert got["after"] == 2
    assert got["requests"] == 0


def test_no_worker_is_left_when_there_is_nothing_to_do(opened: Page) -> None:
    got = opened.evaluate(
        """async () => {
          const elm = await start({ workers: 2 });
          const seen = [await running(elm)];
          await fitted(elm, CASES.plain);
          seen.push(await running(elm));
          for (let i = 0; i < 60 && (await running(elm)); i++) {
            await new Promise((resolve) => setTimeout(resolve, 500));
          }
          seen.push(await running(elm));
          await fitted(elm, CASES.plain);
          seen.push(await running(elm));
          return seen;
        }"""
    )
    assert got == [0, 2, 0, 2]


def test_two_fits_at_once_share_the_workers(opened: Page) -> None:
    assert opened.evaluate(
        """async () => {
          const elm = await start({ workers: 2 });
          const wanted = [];
          for (const name of ['plain', 'numbers']) wanted.push(await fitted(elm, CASES[name]));
          const both = ['plain', 'numbers'].map((name) => fitted(elm, CASES[name]));
          const small = await fitted(elm, ['ELMClassifier', { n_hidden: 9 }, 'labels', {}]);
          const found = await Promise.all(both);
          return small.length > 0 && found.every((file, i) => file === wanted[i]);
        }"""
    )


@pytest.mark.parametrize("workers", [1, 2])
def test_a_fit_goes_on_when_another_is_cancelled(opened: Page, workers: int) -> None:
    got = opened.evaluate(
        """async (workers) => {
          const without = await start({ workers: 0 });
          const wanted = await fitted(without, CASES.plain);
          without.dispose();
          const elm = await start({ workers });
          const { X, labels } = data(12000);
          const codes = [];
          const ends = [];
          for (const until of [0.05, 0.1, 0.2, 0.3]) {
            const model = await elm.create('ELMClassifier', { n_hidden: 900, alpha: 1 });
            const stop = new AbortController();
            const onProgress = (share) => { if (share > until) stop.abort(); };
            const stopped = caught(model.fit(X, labels, { signal: stop.signal, onProgress }));
            const other = fitted(elm, CASES.plain);
            codes.push((await stopped).code);
            const hanging = new Promise((resolve) => setTimeout(resolve, 60_000, 'no end'));
            ends.push((await Promise.race([other, hanging])) === wanted);
            if (!ends.at(-1)) break;
            await model.dispose();
          }
          const { requests, workers: left } = await elm.info();
          return { codes, ends, requests, left };
        }""",
        workers,
    )
    assert got["ends"] == [True] * 4
    assert got["codes"] == ["cancelled"] * 4
    assert got["left"] == {"most": workers, "running": workers}
    assert got["requests"] == 0


DEATHS = {
    "it throws": "if (data.kind) throw new Error('oh no');",
    "it ends without a word": "if (data.kind) self.close();",
    "it does not start": "throw new Error('not here');",
}
#: As a worker of the pool begins.
LIVING = """
if (data.lock) navigator.locks.request(data.lock, () => {
  self.postMessage({ alive: true });
  return new Promise(() => {});
});
"""


@pytest.mark.parametrize("death", DEATHS)
def test_a_fit_goes_on_without_workers_that_die(browser: Browser, site: Path, death: str) -> None:
    script = f"self.onmessage = ({{ data }}) => {{ {DEATHS[death]} {LIVING} }};"
    [assets] = site.glob("assets-*")
    extra = {f"/{assets.name}/worker/kernel-worker.js": script.encode()}
    warned: list[str] = []
    with (
        SiteServer(site, extra=_extra_pages() | extra) as server,
        watched_page(browser, server.url) as (page, watch),
    ):
        page.goto(BLANK)
        page.evaluate(HELPERS + FITS)
        page.on("console", lambda message: warned.append(message.text))
        got = page.evaluate(
            """async () => {
                  const wanted = await fitted(await start({ workers: 0 }), CASES.plain);
                  const elm = await start({ workers: 2 });
                  const same = (await fitted(elm, CASES.plain)) === wanted;
                  const again = (await fitted(elm, CASES.plain)) === wanted;
                  return { same, again, workers: (await elm.info()).workers };
                }"""
        )
        watch.check()
    assert got == {"same": True, "again": True, "workers": {"most": 0, "running": 0}}
    assert any("large fits go on without workers" in text for text in warned)


def test_what_cannot_wait_does_without(opened: Page) -> None:
    """A search fits its candidates within a step: nobody goes back to the message loop."""
    got = opened.evaluate(
        """async () => {
          const files = [];
          for (const workers of [0, 2]) {
            const elm = await start({ workers });
            const base = { class: 'ELMClassifier', params: { n_hidden: 420, alpha: 1, random_state: 0 } };
            const model = await elm.create('VotingELMClassifier', { estimators: [base, base] });
            const { X, labels } = data(ROWS);
            await model.fit(X, labels);
            files.push(await model.save());
          }
          return files[0] === files[1];
        }"""
    )
    assert got


def test_how_many_there_may_be_is_said(opened: Page) -> None:
    got = opened.evaluate(
        """async () => {
          const wrong = [];
          for (const workers of [-1, 1.5, '2', 65]) wrong.push(await caught(start({ workers })));
          const elm = await start();
          const { most } = (await elm.info()).workers;
          return { wrong, most, cores: navigator.hardwareConcurrency };
        }"""
    )
    assert [error["code"] for error in got["wrong"]] == ["invalid-input"] * 4
    assert got["wrong"][1]["message"].startswith("workers must be 'auto' or a whole number")
    cores = got["cores"]
    assert got["most"] == (0 if cores < 2 else min(cores, 8))
