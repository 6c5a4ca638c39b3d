"""What stands above every page: small at each width, and at 200 %, which is half the width."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

#: Of windows from 320 to 1,280 pixels, and the same at 200 %.
WIDTHS = (160, 195, 240, 320, 390, 480, 600, 640, 768, 900, 1024, 1050, 1064, 1100, 1280)


@pytest.mark.parametrize("state", ["loading", "ready"])
def test_it_is_small_at_every_width(returning_page: Page, state: str) -> None:
    page = returning_page
    if state == "loading":  # for as long as this looks
        page.route("**/worker*/**", lambda route: None)
    page.goto("/guard.html")
    expect(page.locator("#status")).to_have_attribute("data-state", state)
    if state == "loading":  # the longest text that it has
        page.locator("#status > span").evaluate(
            "span => { span.textContent = 'Only once: 10.0 of 16.5\\u00a0MB, 59 min left'; }"
        )
    high = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 700})
        high[width] = page.locator("body > header").evaluate("header => header.offsetHeight")
        status = page.locator("#status").bounding_box()
        assert status and status["x"] + status["width"] <= width
        if state == "loading" and width >= 390:  # all of its words are seen
            cut = "span => span.scrollWidth - span.clientWidth + span.scrollHeight - span.clientHeight"
            assert page.locator("#status > span").evaluate(cut) <= 1, width
    assert {width: height for width, height in high.items() if height > 112} == {}


def test_its_menus_open_within_the_window(returning_page: Page) -> None:
    page = returning_page
    page.goto("/share.html")
    for width in (320, 390, 640, 1050, 1280):
        page.set_viewport_size({"width": width, "height": 700})
        for summary in page.locator("header nav summary").all():
            summary.click()
            box = page.locator("header nav details[open] > div").bounding_box()
            assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
            link = page.locator("header nav details[open] a:visible").last
            link.hover()  # nothing lies over it, and it is not cut off
            page.keyboard.press("Escape")


def test_the_documentation_is_in_the_menus_at_every_width(returning_page: Page) -> None:
    page = returning_page
    page.goto("/share.html")
    for width in (160, 320, 479, 480, 640, 1280):
        page.set_viewport_size({"width": width, "height": 700})
        page.locator("header nav summary", has_text="Models").click()
        docs = page.locator("header nav").get_by_role("link", name="Docs")
        expect(docs).to_have_count(1)  # one is seen, the other is hidden
        docs.hover()
        page.keyboard.press("Escape")
    page.set_viewport_size({"width": 390, "height": 700})
    page.locator("header nav summary", has_text="Models").click()
    page.locator("header nav").get_by_role("link", name="Docs").click()
    expect(page).to_have_url(re.compile(r"/docs/"))
