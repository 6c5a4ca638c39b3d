"""The documentation in the site: read by keyboard, in both schemes, on a narrow screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_every_page import AXE, RUN_AXE, look

PAGES = ("index", "embed", "command-line", "triage", "javascript")


@pytest.mark.parametrize("name", PAGES)
def test_accessible_and_within_its_width(returning_page: Page, name: str) -> None:
    page = returning_page
    for scheme, width in (("dark", 390), ("light", 1280)):
        look(page, scheme, width)
        page.goto(f"/docs/{name}.html")
        expect(page.locator("article h1")).to_be_visible()
        page.evaluate(AXE)
        assert page.evaluate(RUN_AXE) == [], f"in {scheme} colours, {width} pixels wide"
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_is_found_from_every_page_and_leads_back(returning_page: Page) -> None:
    page = returning_page
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/share.html")
    page.locator("header").get_by_role("link", name="Docs").click()
    expect(page.locator("h1")).to_have_text("Documentation")
    page.locator("article").get_by_role("link", name="Triage").click()
    expect(page.locator("h1")).to_have_text("Triage")
    current = page.get_by_role("navigation", name="Documentation").locator("[aria-current]")
    expect(current).to_have_text("Triage")
    with page.expect_download() as download:
        page.locator("footer").get_by_role("link", name="Source").click()
    assert download.value.suggested_filename.startswith("elm-toolkit-")
    page.get_by_role("button", name="Dark mode").click()
    page.locator("nav summary", has_text="Words").click()
    page.locator("nav").get_by_role("link", name="Topics").click()
    expect(page.locator("#status")).to_have_text("Ready")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_on_a_narrow_screen_the_footer_leads_to_it(returning_page: Page) -> None:
    page = returning_page
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto("/share.html")
    page.locator("footer").get_by_role("link", name="Documentation").click()
    expect(page.locator("h1")).to_have_text("Documentation")
