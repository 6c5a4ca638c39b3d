"""A worker may be lost or grow: no promise hangs, and the models are there again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.watch import assert_no_leaks

#: `start(options)` boots a toolkit and notes its workers; `kill()` ends the one in use behind it.
START = """async (options) => {
  const { ElmToolkit } = await import('/client/index.js');
  const Real = window.Worker;
  window.workers = [];
  window.Worker = class extends Real { constructor(...a) { super(...a); workers.push(this); } };
  window.elm = await ElmToolkit.start(options);
  window.kill = () => workers.at(-1).terminate();
  window.told = [];
  for (const name of ['lost', 'restored', 'recycled'])
    elm.addEventListener(name, ({ detail }) => told.push({ name, detail }));
  window.until = async (done) => {
    for (let i = 0; i < 600 && !done(); i++) await new Promise((r) => setTimeout(r, 50));
    if (!done()) throw new Error('waited in vain for ' + done);
  };
  window.restored = (n = 1) => until(() => told.filter(({ name }) => name === 'restored').length >= n);
  window.pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  window.rows = Array.from({ length: 200 }, (_, i) => [Math.sin(i), Math.cos(3 * i)]);
  window.labels = rows.map(([a, b]) => (a * b > 0 ? 'same' : 'other'));
}"""


@pytest.fixture
def lived(returning_page: Page) -> Page:
    """A page whose toolkit has started from a snapshot, with means to end its worker."""
    returning_page.goto("/__test__/blank.html")
    returning_page.evaluate(START, {})
    return returning_page


def run(page: Page, body: str) -> object:
    """What `body` returns; it has two minutes."""
    return page.evaluate(
        f"""() => Promise.race([
          (async () => {{ {body} }})(),
          new Promise((_, reject) => setTimeout(() => reject(new Error('it hangs')), 120_000)),
        ])"""
    )


def test_models_come_back_after_the_worker_was_ended(lived: Page) -> None:
    got = run(
        lived,
        """
        const online = await elm.create('OnlineELMClassifier', { n_hidden: 24, random_state: 0 });
        await online.partialFit(rows.slice(0, 100), labels.slice(0, 100));
        const plain = await elm.load(await online.save());
        const fresh = await elm.create('ELMRegressor', { n_hidden: 7 });
        const gone = await elm.create('ELMClassifier');
        await gone.dispose();
        const before = await online.save({ statistics: true });
        await pause(500);
        const asked = [online.predict(rows), elm.info(), online.partialFit(rows, labels)];
        kill();
        const settled = await Promise.allSettled(asked);
        const after = await online.save({ statistics: true });   // waits for the next worker
        await online.partialFit(rows.slice(100), labels.slice(100));
        await fresh.fit(rows, rows.map(([a]) => a));
        const one = await elm.create('OnlineELMClassifier', { n_hidden: 24, random_state: 0 });
        await one.partialFit(rows.slice(0, 100), labels.slice(0, 100));
        await one.partialFit(rows.slice(100), labels.slice(100));
        const [a, b] = [await online.predictProba(rows), await one.predictProba(rows)];
        return {
          codes: settled.map(({ reason }) => reason?.code),
          same: before === after,
          went_on: a.data.every((value, i) => value === b.data[i]),
          plain: (await plain.predict(rows)).length,
          hidden: fresh.summary.n_hidden,
          models: (await elm.info()).models,
          told: told.map(({ name, detail }) => [name, detail.reason?.code ?? detail.models.length]),
        };
        """,
    )
    assert got == {
        "codes": ["worker-lost"] * 3,
        "same": True,
        "went_on": True,
        "plain": 200,
        "hidden": 7,
        "models": 4,
        "told": [["lost", "worker-lost"], ["restored", 3]],
    }
    assert_no_leaks(lived)


def test_the_worker_is_ended_again_and_again_at_any_time(lived: Page) -> None:
    got = run(
        lived,
        """
        const model = await elm.create('OnlineELMClassifier', { n_hidden: 64, random_state: 0 });
        await model.partialFit(rows, labels);
        await pause(400);
        const seconds = [], codes = {};
        let s = 11;
        for (let i = 1; i <= 12; i++) {
          s = (s * 1103515245 + 12345) % 2147483648;
          const asked = [model.fit(rows, labels), model.predict(rows), elm.info(), model.save()];
          // however quick the others are, or late the timer: one is under way when the worker ends
          asked.push((async () => { for (;;) await model.predict(rows); })());
          await pause((s / 2147483648) * 80);
          kill();
          for (const { reason } of await Promise.allSettled(asked)) {
            const code = reason?.code ?? 'done';
            codes[code] = (codes[code] ?? 0) + 1;
          }
          const since = performance.now();
          const again = (error) => { if (error.code === 'worker-lost') return model.predict(rows); throw error; };
          const answers = await model.predict(rows).catch(again); // sent before the loss was seen
          if (answers.length !== 200) throw new Error('it answers for ' + answers.length);
          seconds.push((performance.now() - since) / 1000);
        }
        return { codes, seconds };
        """,
    )
    assert set(got["codes"]) <= {"done", "worker-lost"}
    assert sum(got["codes"].values()) == 60
    assert got["codes"]["worker-lost"] >= 12
    print(sorted(got["seconds"]))


def test_a_fatal_error_of_the_interpreter(lived: Page) -> None:
    got = run(
        lived,
        """
        const model = await elm.create('ELMClassifier', { n_hidden: 24, random_state: 0 });
        await model.fit(rows, labels);
        const before = await model.predict(rows);
        await pause(400);
        const asked = model.predict(rows).catch(({ code }) => code);
        workers.at(-1).onmessage({ data: { kind: 'fatal', message: 'the test says so' } });
        const after = await model.predict(rows);
        return { code: await asked, same: String(before) === String(after) };
        """,
    )
    assert got == {"code": "worker-lost", "same": True}


def test_a_worker_that_hangs_is_replaced(returning_page: Page) -> None:
    returning_page.goto("/__test__/blank.html")
    returning_page.evaluate(START, {"patience": 5, "snapshot": False})
    got = run(
        returning_page,
        """
        const model = await elm.create('ELMRegressor', { n_hidden: 5, random_state: 0 });
        await pause(300);
        const worker = workers.at(-1);
        const real = worker.onmessage;
        worker.onmessage = () => {};   // nothing is heard of it any more
        const code = await elm.info().catch(({ code, message }) => code + ': ' + message);
        await model.fit(rows, rows.map(([a]) => a));
        return { code, fitted: model.summary.fitted, models: (await elm.info()).models };
        """,
    )
    assert got["code"].startswith("worker-lost") and "does not answer" in got["code"]
    assert got["fitted"] and got["models"] == 1


def test_what_waits_for_the_next_worker_can_be_cancelled_and_disposed_of(lived: Page) -> None:
    got = run(
        lived,
        """
        const model = await elm.create('ELMRegressor', { n_hidden: 5 });
        kill();
        await until(() => told.length);
        const abort = new AbortController();
        const cancelled = model.predict(rows, { signal: abort.signal }).catch(({ code }) => code);
        abort.abort();
        const waiting = [elm.info(), model.save()].map((p) => p.catch(({ code }) => code));
        const first = await cancelled;
        elm.dispose();
        const codes = [first, ...(await Promise.all(waiting))];
        codes.push(await elm.info().catch(({ code }) => code));
        return codes;
        """,
    )
    assert got == ["cancelled", "disposed", "disposed", "disposed"]


def test_a_heap_that_has_grown_is_given_back(returning_page: Page) -> None:
    returning_page.goto("/__test__/blank.html")
    returning_page.evaluate(START, {"recycleAbove": 200 * 2**20})
    got = run(
        returning_page,
        """
        const model = await elm.create('OnlineELMClassifier', { n_hidden: 24, random_state: 0 });
        await model.partialFit(rows, labels);
        const before = await model.save({ statistics: true });
        const n = 40000, d = 300;
        const big = await elm.create('ELMRegressor', { n_hidden: 40, random_state: 0, alpha: 1 });
        const data = Float64Array.from({ length: n * d }, (_, i) => Math.sin(i));
        await big.fit({ data, shape: [n, d] }, data.slice(0, n));
        const { heap: grown } = await elm.info();
        await until(() => told.some(({ name }) => name === 'recycled'));
        const after = await model.save({ statistics: true });
        const { heap, models } = await elm.info();
        return { grown, heap, models, same: before === after, told: told.map((t) => t.name) };
        """,
    )
    assert got["grown"] > 200 * 2**20 > got["heap"]
    assert (got["models"], got["same"], got["told"]) == (2, True, ["recycled"])


def test_work_over_the_budget_is_refused_and_the_next_goes_on(returning_page: Page) -> None:
    returning_page.goto("/__test__/blank.html")
    returning_page.evaluate(START, {"memoryBudget": 64 * 2**20})
    got = run(
        returning_page,
        """
        const model = await elm.create('ELMClassifier', { n_hidden: 9000, random_state: 0 });
        const { heap: before } = await elm.info();
        const refused = await model.fit(rows, labels).catch((error) => error);
        const { heap: after } = await elm.info();
        const small = await elm.create('ELMClassifier', { n_hidden: 30, random_state: 0 });
        await small.fit(rows, labels);
        return { code: refused.code, message: refused.message, grown: after - before };
        """,
    )
    assert got["code"] == "memory"
    assert "64 MiB" in got["message"]
    assert got["grown"] == 0


@pytest.mark.expect_console(r"net::ERR_FAILED|Failed to load resource|Failed to fetch")
def test_a_restart_that_fails_says_so_and_can_be_tried_again(lived: Page) -> None:
    run(lived, "window.model = await elm.create('ELMRegressor', { n_hidden: 5 }); await pause(300)")
    lived.context.route("**/manifest.json", lambda route: route.abort())
    code = run(
        lived, "kill(); await until(() => told.length); return elm.info().catch((e) => e.code)"
    )
    assert code == "boot-failed"
    lived.context.unroute("**/manifest.json")
    got = run(lived, "await model.fit(rows, rows.map(([a]) => a)); return model.summary.fitted")
    assert got is True
