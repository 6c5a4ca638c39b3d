"""The watch itself: each misdeed is seen, and a page that does nothing is not blamed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.watch import Watch

MISDEEDS = {
    "console: oh": "() => console.error('oh')",
    "uncaught": "() => { setTimeout(() => { throw new Error('lost') }) }",
    "content security policy: style-src": (
        "() => document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">')"
    ),
    "content security policy: script-src": (
        "() => { const s = document.createElement('script'); s.textContent = '1';"
        " document.body.append(s) }"
    ),
    "request to another origin": "() => { fetch('http://127.0.0.1:9/x').catch(() => {}) }",
    "404": "() => fetch('/absent').then(() => {})",
}


@pytest.mark.parametrize("kind", MISDEEDS)
def test_misdeed_is_seen(blank: Page, watch: Watch, kind: str) -> None:
    blank.evaluate(MISDEEDS[kind])
    blank.wait_for_timeout(200)
    if kind == "request to another origin":
        # The policy stops it before it leaves; without the policy the request itself is seen.
        kind = "content security policy: connect-src"
    with pytest.raises(AssertionError, match=kind):
        watch.check()


def test_request_to_another_origin_is_seen(page: Page, watch: Watch) -> None:
    page.goto("about:blank")
    page.evaluate("() => { fetch('http://127.0.0.1:9/x').catch(() => {}) }")
    page.wait_for_timeout(200)
    with pytest.raises(AssertionError, match="request to another origin: http://127"):
        watch.check()


def test_console_error_of_a_worker_is_seen(page: Page, watch: Watch) -> None:
    page.goto("about:blank")
    page.evaluate("() => { new Worker('data:text/javascript,console.error(\"within\")') }")
    page.wait_for_timeout(500)
    with pytest.raises(AssertionError, match="console: within"):
        watch.check()


@pytest.mark.expect_console("^console: planned")
def test_expected_error_is_allowed(blank: Page) -> None:
    blank.evaluate("() => console.error('planned')")


def test_innocent_page_passes(blank: Page, watch: Watch) -> None:
    assert blank.evaluate("() => 6 * 7") == 42
    watch.check()
