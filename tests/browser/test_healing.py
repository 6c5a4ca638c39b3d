"""Wrong answers under the addresses of the site: they are not kept, and what is kept of them is
taken anew. With a network the next start works; what is right is there without one, too."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE, SNAPSHOT_IS_THERE
from tests.browser.test_offline import KEPT, Visit, deploy, visit  # noqa: F401

#: What a Wi-Fi that wants a sign-in answers for every address, with status 200.
PORTAL = b"<!doctype html><title>Wi-Fi</title><h1>Welcome to our Wi-Fi</h1><p>Accept the rules."
#: Puts a body in place of what is kept at the addresses that match, in all versions.
POISON = """async ([pattern, body]) => {
  let n = 0;
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      if (!new RegExp(pattern).test(request.url)) continue;
      const { headers } = await cache.match(request);
      await cache.put(request, new Response(body, { headers }));
      n++;
    }
  }
  return n;
}"""
#: Looks for a newer service worker, and says what became of it.
UPDATE = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  const found = new Promise((resolve) => {
    registration.onupdatefound = () => resolve(registration.installing);
  });
  registration.update().catch(() => {});
  const worker = await found;
  while (!['redundant', 'activated'].includes(worker.state))
    await new Promise((resolve) => { worker.onstatechange = resolve; });
  return worker.state;
}"""
#: Addresses of what is kept and is not what files.json says.
WRONG = """async () => {
  const { lasting, instead } = await (await fetch('/files.json', { cache: 'no-cache' })).json();
  for (const path of instead) delete lasting[path]; // nobody here needs it
  const wrong = [];
  for (const name of (await caches.keys()).slice(-1)) {
    const cache = await caches.open(name);
    for (const [path, { bytes, sha256 }] of Object.entries(lasting)) {
      const kept = await (await cache.match(`/${path}`))?.arrayBuffer();
      const digest = kept && new Uint8Array(await crypto.subtle.digest('SHA-256', kept));
      const hex = digest && [...digest].map((b) => b.toString(16).padStart(2, '0')).join('');
      if (kept?.byteLength !== bytes || hex !== sha256) wrong.push([path, kept?.byteLength ?? 'missing', bytes].join(' '));
    }
  }
  return wrong;
}"""


def ready(page: Page) -> None:
    page.goto("/text.html")
    answers(page)


def ready_again(page: Page) -> None:
    """The same at once, after a reload."""
    page.reload()
    answers(page)


def answers(page: Page) -> None:
    # beside a whole site that is being kept and hashed
    expect(page.locator("#status")).to_have_text("Ready", timeout=3 * PATIENCE)
    expect(page.locator("#verdict")).not_to_be_empty()


def lasting(root: Path, pattern: str) -> str:
    [path] = root.glob(pattern)
    return "/" + path.relative_to(root).as_posix()


@pytest.mark.parametrize(
    "pattern", ["runtime-*/packages.pack", "runtime-*/*.asm.mjs.pack", "*/js/text.js"]
)
def test_a_portal_at_the_first_visit_is_forgotten(visit: Visit, pattern: str) -> None:  # noqa: F811
    """The server even says that the answer lasts for ever, so the browser keeps it, too."""
    visit.watch.expect("boot-failed", "MIME type", "Unexpected token", "Failed to load")
    visit.server.extra[lasting(visit.root, pattern)] = PORTAL
    page = visit.page
    page.goto("/text.html")
    failed = page.get_by_text("could not be loaded").or_(page.get_by_text("Could not start"))
    expect(failed.first).to_be_visible()
    page.evaluate("navigator.serviceWorker.register('/service-worker.js').catch(() => {})")
    page.wait_for_function("navigator.serviceWorker.getRegistration().then((r) => !r?.installing)")
    visit.server.extra.clear()
    ready(page)
    page.evaluate(KEPT)
    assert page.evaluate(WRONG) == []
    visit.end_server()
    ready(page)
    visit.watch.expect("ERR_CONNECTION_REFUSED")
    visit.serve_again()


def test_nothing_wrong_is_kept_while_the_portal_answers(visit: Visit) -> None:  # noqa: F811
    """Of a page or a module: each wrong answer ends the install, and nothing stays."""
    page = visit.page
    ready(page)
    page.evaluate(KEPT)
    for i, pattern in enumerate(("*/js/drums.js", "drums.html")):
        page.evaluate("caches.keys().then((all) => Promise.all(all.map((n) => caches.delete(n))))")
        deploy(visit.root, f"Version {i}")
        visit.server.extra[lasting(visit.root, pattern)] = PORTAL
        assert page.evaluate(UPDATE) == "redundant"
        assert page.evaluate("caches.keys()") == []
        visit.server.extra.clear()


@pytest.mark.parametrize("pattern", ["", "^(?!.*files\\.json)"], ids=["all", "all but the list"])
def test_what_is_kept_and_wrong_is_taken_anew(visit: Visit, pattern: str) -> None:  # noqa: F811
    page = visit.page
    ready(page)
    page.evaluate(KEPT)
    assert page.evaluate(POISON, [pattern, PORTAL.decode()]) > 0
    ready_again(page)
    ready_again(page)
    visit.end_server()
    ready(page)
    visit.watch.expect("ERR_CONNECTION_REFUSED", "Failed to load resource")
    visit.serve_again()


def test_what_was_right_and_is_damaged_later_is_taken_anew(visit: Visit) -> None:  # noqa: F811
    """Of the service worker's life nothing is taken for granted; each start is one."""
    page = visit.page
    ready(page)
    page.evaluate(KEPT)
    for pattern, body in (
        (r"/worker/worker\.js$", PORTAL.decode()),
        (r"manifest\.json$", PORTAL.decode()),
        (r"manifest\.json$", '{"version": "1", "runtime": {}}'),
        (r"/js/text\.js$", "// cut off"),
    ):
        ready_again(page)  # all that it takes has been looked at
        assert page.evaluate(POISON, [pattern, body]) > 0
        ready_again(page)


def test_a_snapshot_start_does_not_wait_for_a_damaged_interpreter(visit: Visit) -> None:  # noqa: F811
    """Pyodide says nothing of one that does not compile, and the page stood at 55 % for good."""
    page = visit.page
    ready(page)
    page.evaluate(KEPT)
    page.evaluate(SNAPSHOT_IS_THERE)
    assert page.evaluate(POISON, [r"\.pack$", PORTAL.decode()]) > 0
    visit.watch.expect("wasm instantiation failed", "expected magic word")
    for _ in range(2):
        ready_again(page)


def test_what_an_older_service_worker_kept_is_taken_anew(visit: Visit) -> None:  # noqa: F811
    """It kept no list, and asked nobody whether what it had was right."""
    page = visit.page
    ready(page)
    page.evaluate(KEPT)
    page.evaluate(
        "async () => { for (const n of await caches.keys()) await (await caches.open(n)).delete('/files.json') }"
    )
    page.evaluate(POISON, [r"\.(whl|pack|zip)$", PORTAL.decode()])
    deploy(visit.root, "Version 2")
    page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.update())")
    page.wait_for_function(
        "caches.keys().then((names) => names.some((name) => name.endsWith('Version 2')))"
    )
    page.evaluate(KEPT)
    assert page.evaluate(WRONG) == []  # not copied from one to the other
    ready(page)


def test_the_reason_is_in_the_page_where_its_module_cannot_be_had(visit: Visit) -> None:  # noqa: F811
    visit.watch.expect("Unexpected token")
    visit.server.extra[lasting(visit.root, "*/js/text.js")] = PORTAL
    page = visit.page
    loads: list[str] = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    page.goto("/text.html")
    expect(page.get_by_role("alert")).to_contain_text("could not be loaded (text.js)")
    page.wait_for_timeout(500)
    assert len(loads) <= 2
