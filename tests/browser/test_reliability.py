"""Cancelling, a lost worker, a broken download: every promise settles and no model is hurt."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route

from tests.browser.conftest import BLANK, BOOT
from tests.browser.test_worker import HELPERS, run
from tests.browser.watch import assert_no_leaks

CANCEL = """
const { X, y } = moons(200);
const big = moons(30000, 5);
const model = await elm.create('ELMClassifier', { n_hidden: 400, random_state: 0, alpha: 1 });
await model.fit(X, y);
const before = await model.save({ statistics: true });
const outcomes = { cancelled: 0, finished: 0, changed: 0, other: [] };
let s = 7;
for (let i = 0; i < 25; i++) {
  s = (s * 1103515245 + 12345) % 2147483648;
  const abort = new AbortController();
  const fit = model.fit(big.X, big.y, { signal: abort.signal });
  const timer = setTimeout(() => abort.abort(), (s / 2147483648) * 400);
  const error = await caught(fit);
  clearTimeout(timer);
  if (!error) {
    outcomes.finished++;
    const fresh = await elm.load(before);
    await model.fit(X, y);
    await fresh.dispose();
  } else if (error.code === 'cancelled') outcomes.cancelled++;
  else outcomes.other.push(error);
  if ((await model.save({ statistics: true })) !== before) outcomes.changed++;
}
await model.dispose();
return outcomes;
"""


@pytest.fixture(params=["plain", "isolated"])
def booted(request: pytest.FixtureRequest) -> Page:
    """A toolkit on a host without and on one with cross-origin isolation."""
    fixture = "returning_page" if request.param == "plain" else "isolated_page"
    page: Page = request.getfixturevalue(fixture)
    page.goto(BLANK)
    assert page.evaluate("crossOriginIsolated") == (request.param == "isolated")
    page.evaluate(BOOT)
    page.evaluate(HELPERS)
    return page


def test_cancelling_at_any_time_leaves_the_earlier_model_bit_for_bit(booted: Page) -> None:
    outcomes = run(booted, CANCEL)
    assert outcomes["other"] == []
    assert outcomes["changed"] == 0
    assert outcomes["cancelled"] >= 5
    assert_no_leaks(booted)


def test_cancelling_one_request_does_no_harm_to_the_others(booted: Page) -> None:
    got = run(
        booted,
        """
        const { X, y } = moons(20000, 2);
        const models = [];
        for (let i = 0; i < 3; i++) {
          models.push(await elm.create('ELMClassifier', { n_hidden: 60, random_state: 0, alpha: 1 }));
        }
        const abort = new AbortController();
        const fits = models.map((m, i) => caught(m.fit(X, y, i === 1 ? { signal: abort.signal } : {})));
        setTimeout(() => abort.abort(), 30);
        const errors = await Promise.all(fits);
        const queued = new AbortController();
        const waiting = [models[0].fit(X, y), caught(models[0].fit(X, y, { signal: queued.signal }))];
        queued.abort();
        const [, error] = await Promise.all(waiting);
        const never = await caught(models[0].predict(X, { signal: AbortSignal.abort() }));
        return { codes: errors.map((e) => e?.code ?? 'done'), queued: error.code, never: never.code };
        """,
    )
    assert got == {
        "codes": ["done", "cancelled", "done"],
        "queued": "cancelled",
        "never": "cancelled",
    }


def test_a_worker_that_dies_settles_every_promise(returning_page: Page) -> None:
    returning_page.goto(BLANK)
    got = returning_page.evaluate(
        """async () => {
          const real = window.Worker;
          let worker;
          window.Worker = class extends real { constructor(...a) { super(...a); worker = this; } };
          const { ElmToolkit } = await import('/client/index.js');
          // how it was started is not what is tested, and would be suspect afterwards
          const elm = await ElmToolkit.start({ snapshot: false });
          window.Worker = real;
          const model = await elm.create('ELMRegressor', { n_hidden: 300 });
          const data = Float64Array.from({ length: 40000 }, Math.random);
          const X = { data, shape: [20000, 2] };
          const asked = [model.fit(X, data.slice(20000)), model.predict(X), elm.info()];
          worker.terminate();
          worker.onerror(new ErrorEvent('error', { message: 'killed by the test' }));
          const settled = await Promise.allSettled(asked);
          const { models } = await elm.info(); // of the worker that has taken its place
          return { codes: settled.map((s) => s.reason?.code), models };
        }"""
    )
    assert got == {"codes": ["worker-lost"] * 3, "models": 1}


def test_disposing_settles_every_promise(returning_page: Page) -> None:
    returning_page.goto(BLANK)
    codes = returning_page.evaluate(
        """async () => {
          const { ElmToolkit } = await import('/client/index.js');
          const elm = await ElmToolkit.start();
          const asked = [elm.info(), elm.create('ELMClassifier')];
          elm.dispose();
          const settled = await Promise.allSettled(asked);
          const abort = new AbortController();
          const start = ElmToolkit.start({ signal: abort.signal }).catch((error) => error.code);
          abort.abort();
          return [...settled.map((s) => s.reason?.code), await start];
        }"""
    )
    assert codes == ["disposed", "disposed", "cancelled"]


START = """async (options) => {
  const { ElmToolkit } = await import('/client/index.js');
  const seen = [];
  try {
    const elm = await ElmToolkit.start({ onProgress: (p) => seen.push(p), ...options });
    elm.dispose();
    return { seen };
  } catch (error) {
    return { code: error.code, asset: error.details.asset, message: error.message };
  }
}"""


def test_booting_tells_its_stages_and_its_bytes(blank: Page) -> None:
    seen = blank.evaluate(START)["seen"]
    stages = list(dict.fromkeys(p["stage"] for p in seen))
    assert stages == ["download", "runtime", "packages", "toolkit", "ready"]
    loaded = [p["loaded"] for p in seen if p["stage"] == "download"]
    assert loaded == sorted(loaded)
    assert len(loaded) > 4  # told meanwhile; on loopback the megabytes come in large pieces
    assert loaded[-1] == seen[0]["total"] > 5_000_000  # as it comes, compressed


def _fail(route: Route) -> None:
    route.abort()


def _missing(route: Route) -> None:
    route.fulfill(status=404, body="gone")


def _truncated(route: Route) -> None:
    response = route.fetch()
    route.fulfill(status=200, body=response.body()[:-100])


def _altered(route: Route) -> None:
    body = bytearray(route.fetch().body())
    body[len(body) // 2] ^= 1
    route.fulfill(status=200, body=bytes(body))


BROKEN = [
    ("python_stdlib.zip.pack", _fail),
    ("pyodide.asm.wasm.pack", _truncated),
    ("pyodide.asm.wasm.pack", _altered),
    ("pyodide.asm.mjs.pack", _missing),
    ("packages.pack", _altered),
]


#: A start that loads what a first visit loads, in a browser that has its modules compiled already.
PLAIN = {"snapshot": False}


@pytest.mark.expect_console("Failed to load resource")
@pytest.mark.parametrize(("asset", "harm"), BROKEN)
def test_a_broken_download_names_the_asset_and_can_be_tried_again(
    returning_blank: Page, asset: str, harm
) -> None:
    page = returning_blank
    page.route(f"**/{asset}", harm)
    got = page.evaluate(START, PLAIN)
    assert got["code"] == "boot-failed"
    assert got["asset"].startswith(asset.split("*")[0])
    page.unroute(f"**/{asset}")
    assert "seen" in page.evaluate(START, PLAIN)


@pytest.mark.expect_console("Failed to load resource")
@pytest.mark.parametrize("asset", ["pyodide.mjs", "manifest.json"])
def test_a_missing_module_names_itself(returning_blank: Page, asset: str) -> None:
    returning_blank.route(f"**/{asset}", _missing)
    got = returning_blank.evaluate(START, PLAIN)
    assert (got["code"], got["asset"]) == ("boot-failed", asset)
