"""What a first visit may cost until a model has learnt: bytes and requests, on a host that sends
files as they are. Never seconds: those depend on the machine."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from build_steps.server import SiteServer
from tests.browser.conftest import watched_page
from tests.browser.wire import Line, relay

#: All that crosses the wire, headers too.
MEGABYTES = 7.5
REQUESTS = 16


def test_a_first_visit_stays_within_its_budget(browser: Browser, server: SiteServer) -> None:
    line = Line()
    with relay(server.url, line) as url, watched_page(browser, url) as (page, watch):
        page.goto("/boundary.html")
        expect(page.locator("#status")).to_have_text("Ready")
        expect(page.locator("#honest .figures")).to_contain_text("of 100")
        used, asked = line.bytes / 1e6, line.requests
        watch.check()
    assert 6 < used <= MEGABYTES, f"{used:.2f} MB"
    assert 8 < asked <= REQUESTS, f"{asked} requests"
