"""Downloads tell of cells that a spreadsheet would run, and let a person choose what becomes of them."""

from __future__ import annotations

import csv

import pytest
from playwright.sync_api import Page, expect

from tests.browser.files import downloaded, open_file

FORMULA = '=HYPERLINK("http://example.org")'


@pytest.fixture
def page(returning_page: Page) -> Page:
    return returning_page


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(content.decode().splitlines()))


def test_results_are_harmless_and_examples_exact_until_it_is_chosen(page: Page) -> None:
    page.goto("/guard.html")
    expect(page.locator("#verdict")).to_contain_text("%")
    toast = page.locator(".toast")
    messages = f'text,n\n"{FORMULA.replace(chr(34), chr(34) * 2)}",-3.5\n@all,+2\nhello,-1\n'
    open_file(page, "mail.csv", messages, "#batch-drop")
    expect(page.locator("#batch-result")).to_contain_text("3 messages of mail.csv")
    sorted_rows = rows(downloaded(page, "Download answers (CSV)"))
    assert [row[:2] for row in sorted_rows[1:]] == [
        ["'" + FORMULA, "-3.5"],
        ["'@all", "+2"],
        ["hello", "-1"],
    ]
    expect(toast).to_contain_text("An apostrophe keeps 2 cells from being formulas")

    page.locator("#classes textarea").first.fill("=1+1 is two\nhow are you")
    examples = rows(downloaded(page, "Export examples"))
    assert examples[1][0] == "=1+1 is two"
    expect(toast).to_contain_text("A spreadsheet may run 1 cell as a formula")
    again = rows(downloaded(page, "Make texts"))
    assert again[1][0] == "'=1+1 is two"
    expect(toast).to_contain_text("An apostrophe keeps 1 cell from being a formula")

    page.reload()
    expect(page.locator("#verdict")).to_contain_text("%")
    page.locator("#classes textarea").first.fill("-a\nhow are you")
    assert rows(downloaded(page, "Export examples"))[1][0] == "'-a"
    assert rows(downloaded(page, "Keep as is"))[1][0] == "-a"
    page.get_by_role("button", name="Close").click()
    page.locator("#classes textarea").first.fill("-1\nhow are you")
    assert rows(downloaded(page, "Export examples"))[1][0] == "-1"
    expect(toast).to_have_count(0)


def test_tables_for_the_clipboard_are_harmless(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/table.html")
    lines = "".join(f"{i}.5,{['=up', 'down'][i % 2]}\n" for i in range(40))
    open_file(page, "a.csv", f"x,way\n{lines}", "#drop")
    page.get_by_role("button", name="Train", exact=True).click()
    page.get_by_text("Class by class").click()
    copy = page.get_by_role("group", name="Take away").get_by_role("button", name="Copy").last
    copy.click()
    toast = page.locator(".toast")
    expect(toast).to_contain_text("An apostrophe keeps 1 cell from being a formula")
    assert "'=up" in page.evaluate("navigator.clipboard.readText()")
    toast.get_by_role("button", name="Keep as is").click()
    expect(toast).to_contain_text("may run")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "=up" in copied and "'=up" not in copied
