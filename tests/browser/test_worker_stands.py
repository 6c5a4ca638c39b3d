"""The worker stands: whatever a request holds, it is answered with a code."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, Route, expect

from build_steps.paths import WEB
from build_steps.server import SiteServer
from tests.browser.conftest import BLANK, watched_page
from tests.browser.test_supervision import START, run
from tests.browser.wrong_requests import METHODS, RAW

PAGES = sorted(path.name for path in WEB.glob("*.html"))


@pytest.fixture
def stands(returning_page: Page) -> Page:
    returning_page.goto(BLANK)
    returning_page.evaluate(START, {})
    run(
        returning_page,
        """
        window.model = await elm.create('ELMClassifier', { n_hidden: 8, random_state: 0 });
        await model.fit(rows, labels);
        """,
    )
    return returning_page


def test_random_requests_lose_no_worker_and_are_answered(stands: Page) -> None:
    got = stands.evaluate(RAW, {"times": 300, "seed": 5})
    assert (got["unsettled"], got["lost"], got["proxies"]) == (0, 0, 0), got
    assert got["codes"]["invalid-input"] > 50 and "internal" not in got["codes"], got


def test_methods_reject_with_a_code(stands: Page) -> None:
    got = stands.evaluate(METHODS, {"times": 300, "seed": 5})
    assert got["raw"] == {} and got["lost"] == 0, got


def test_nested_data_are_refused_at_32_levels(stands: Page) -> None:
    got = run(
        stands,
        """
        const nested = (depth) => {
          let value = 1;
          for (let i = 0; i < depth; i++) value = [value];
          return value;
        };
        const own = {}; own.own = own;
        const code = (metadata) => model.save({ metadata }).then(() => 'done', ({ code }) => code);
        return [await code({ a: nested(28) }), await code({ a: nested(32) }), await code({ a: nested(3000) }),
          await code(own), (await model.predict(rows)).length, told.length];
        """,
    )
    assert got == ["done", "invalid-input", "invalid-input", "invalid-input", 200, 0]


def test_messages_that_are_none_and_budgets_that_are_texts(stands: Page) -> None:
    got = run(
        stands,
        """
        const worker = workers.at(-1);
        const ask = (message) => new Promise((resolve) => {
          const hear = ({ data }) => {
            if (data.id !== message.id) return;
            worker.removeEventListener('message', hear);
            resolve(data.error?.code + ': ' + data.error?.message);
          };
          worker.addEventListener('message', hear);
          worker.postMessage(message);
        });
        for (const nothing of [null, undefined, 3, [], {}]) worker.postMessage(nothing);
        const { ElmToolkit } = await import('/client/index.js');
        return [
          await ask({ id: 7001, kind: 'request', verb: 'predict' }),
          await ask({ id: 7002, kind: 'request', args: {} }),
          await ask({ id: 7003, kind: 'request', verb: 'start', args: { memoryBudget: '64' } }),
          await ask({ id: 7004, kind: 'sing', args: {} }),
          await ask({ id: 'x', kind: 'request', verb: 'info', args: {} }),
          await ElmToolkit.start({ memoryBudget: '64' }).catch(({ code, message }) => code + ': ' + message),
          (await model.predict(rows)).length,
        ];
        """,
    )
    assert got[0] == "invalid-input: args must be an object, got undefined"
    assert got[1] == "invalid-input: verb must be a text, got undefined"
    assert got[2] == "invalid-input: memoryBudget must be a positive number, got 64"
    assert got[3] == "invalid-input: there is no kind of message sing"
    assert got[4] == "invalid-input: id must be a whole number, got x"
    assert got[5] == "invalid-input: memoryBudget must be a positive number, got 64"
    assert got[6] == 200


def test_the_budget_counts_classes_and_an_identifier_is_told_of_at_once(stands: Page) -> None:
    got = run(
        stands,
        """
        const { ElmToolkit } = await import('/client/index.js');
        const small = await ElmToolkit.start({ memoryBudget: 64 * 2 ** 20 });
        const n = 60_000;
        const X = { data: Float64Array.from({ length: 4 * n }, (_, i) => Math.sin(i)), shape: [n, 4] };
        const labels = Array.from({ length: n }, (_, i) => `class ${i % 3000}`);
        const many = await small.create('ELMClassifier', { n_hidden: 20, random_state: 0 });
        const before = (await small.info()).heap;
        const refused = await many.fit(X, labels).catch(({ code, message }) => code + ': ' + message);
        const grown = (await small.info()).heap - before;
        const order = [];
        const ids = Array.from({ length: 400 }, (_, i) => `row ${i}`);
        const rows = { data: X.data.subarray(0, 1600), shape: [400, 4] };
        await many.fit(rows, ids, {
          onWarnings: (told) => order.push(...told.map(({ code }) => code)),
          onProgress: (share) => order.push(share),
        });
        await small.dispose();
        return { refused, grown, order };
        """,
    )
    assert got["refused"].startswith("memory: training on 3,000 classes needs about")
    assert "over the budget of 64 MiB: join the rare ones" in got["refused"]
    assert got["grown"] < 64 * 2**20
    assert got["order"][0] == "scarce-data" and got["order"].count("scarce-data") == 1


# -- where no worker can be started

STARTED = """async (options) => {
  const { ElmToolkit } = await import('/client/index.js');
  return ElmToolkit.start(options).then(() => 'started', ({ name, code, message }) => [name, code, message]);
}"""


@pytest.mark.expect_console("Failed to load resource|MIME type|404")
def test_a_worker_of_another_origin_or_of_no_script_is_named(blank: Page) -> None:
    name, code, message = blank.evaluate(STARTED, {"workerUrl": "http://localhost:1/worker.js"})
    assert (name, code) == ("ElmError", "boot-failed")
    assert "workerUrl" in message and "another origin" in message and "Predictor" in message
    name, code, message = blank.evaluate(STARTED, {"workerUrl": "/absent.js"})
    assert (name, code) == ("ElmError", "boot-failed")
    assert "/absent.js: HTTP 404" in message and "workerUrl" in message


def with_headers(page: Page, **headers: str) -> None:
    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers=response.headers | headers)

    page.route("**/*", answer)


@pytest.mark.expect_console("TrustedScriptURL|TrustedTypePolicy|trusted-types")
def test_trusted_types_ask_for_an_address_that_was_trusted(blank: Page) -> None:
    policy = "require-trusted-types-for 'script'; trusted-types mine"
    with_headers(blank, **{"content-security-policy": policy})
    blank.reload()
    name, code, message = blank.evaluate(STARTED, {})
    assert (name, code) == ("ElmError", "boot-failed")
    assert "TrustedScriptURL" in message and "workerUrl" in message
    got = blank.evaluate(
        """async () => {
          const { ElmToolkit } = await import('/client/index.js');
          const { workerUrl } = await (await fetch('/files.json')).json().then(({ files }) =>
            ({ workerUrl: '/' + files.find((file) => file.endsWith('/worker/worker.js')) }));
          const policy = trustedTypes.createPolicy('mine', { createScriptURL: (url) => url });
          const elm = await ElmToolkit.start({ workerUrl: policy.createScriptURL(workerUrl) });
          return (await elm.info()).models;
        }"""
    )
    assert got == 0


FRAME = """async (address) => {
  const frame = document.createElement('iframe');
  frame.sandbox = 'allow-scripts';
  frame.src = address;
  document.body.replaceChildren(frame);
  await new Promise((resolve) => { frame.onload = resolve; });
}"""


#: Pages that do all that they do without what such a frame lacks.
COMPLETE = ("gallery.html", "share.html")


def in_frame(page: Page, name: str) -> FrameLocator:
    page.goto(BLANK)
    page.evaluate(FRAME, f"/{name}")
    frame = page.frame_locator("iframe")
    expect(frame.locator("h1").first).to_be_visible()
    return frame


def test_a_sandboxed_frame_shows_every_page_with_its_reason(
    browser: Browser, server: SiteServer
) -> None:
    """Where modules may be loaded all is there but what needs an origin, which is named."""
    with watched_page(browser, server.url) as (page, watch):
        watch.expect("sandbox|Unsafe attempt to load URL")
        with_headers(page, **{"access-control-allow-origin": "*"})
        for name in PAGES:
            frame = in_frame(page, name)
            expect(frame.locator("main[data-building]")).to_have_count(0)
            if name in COMPLETE:
                continue
            if name == "how-it-works.html":
                frame.get_by_role("button", name="Run").first.click()
            reason = "does not keep models" if name == "models.html" else "allow-same-origin"
            expect(frame.get_by_text(reason).first).to_be_visible()
        watch.check()


def test_a_sandboxed_frame_of_a_host_that_shares_nothing_says_so(
    browser: Browser, server: SiteServer
) -> None:
    with watched_page(browser, server.url) as (page, watch):
        watch.expect("CORS|ERR_FAILED|sandbox|Unsafe attempt to load URL")
        for name in PAGES:
            frame = in_frame(page, name)
            expect(frame.get_by_role("alert")).to_contain_text("allow-same-origin")
        watch.check()
