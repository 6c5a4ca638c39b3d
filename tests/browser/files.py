"""Files on their way into a page and out of it."""

from __future__ import annotations

from playwright.sync_api import Page


def open_file(page: Page, name: str, text: str, place: str = "#keep") -> None:
    """Choose a file of this text where the page takes one."""
    file = {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
    page.locator(f"{place} input[type=file]").set_input_files(file)


def downloaded(page: Page, button: str) -> bytes:
    """Return what comes when a button is pressed."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return download.value.path().read_bytes()


def in_another_tab(page: Page) -> None:
    """Let the tab be one that remembers nothing; what was done in it is offered as earlier work."""
    page.goto("/__test__/blank.html")
    page.evaluate("sessionStorage.clear()")
