"""Results to take away: as CSV, on the clipboard, as a picture; the same as the page shows."""

from __future__ import annotations

import csv
import io
import struct
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_table_page import open_sample, train


@pytest.fixture
def trained(returning_page: Page) -> Page:
    open_sample(returning_page, "Iris")
    train(returning_page)
    returning_page.get_by_text("Class by class").click()
    return returning_page


def taken(page: Page, place: Locator, button: str) -> bytes:
    with page.expect_download() as download:
        place.get_by_role("button", name=button, exact=True).click()
    return Path(download.value.path()).read_bytes()


def lines(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), delimiter=delimiter))


def texts(cells: Locator) -> list[str]:
    """As a spreadsheet takes them: what keeps a sign beside its number is a common space."""
    return [text.replace("\xa0", " ") for text in cells.all_inner_texts()]


def test_a_confusion_matrix_as_csv(trained: Page) -> None:
    shown = trained.locator("table.confusion")
    place = shown.locator("xpath=../..")
    head, *rows = lines(taken(trained, place, "CSV").decode())
    assert head[1:] == shown.locator("thead th").all_inner_texts()
    assert [row[0] for row in rows] == shown.locator("tbody th").all_inner_texts()
    assert [cell for row in rows for cell in row[1:]] == shown.locator(
        "td.hit, td.miss"
    ).all_inner_texts()


def test_a_table_on_the_clipboard(trained: Page) -> None:
    trained.context.grant_permissions(["clipboard-read", "clipboard-write"])
    try:
        table = trained.locator("#report table", has_text="Precision")
        place = table.locator("xpath=ancestor::div[.//button][1]")
        place.get_by_role("button", name="Copy", exact=True).click()
        expect(trained.get_by_text("The table is copied")).to_be_visible()
        text = trained.evaluate("navigator.clipboard.readText()")
    finally:
        trained.context.clear_permissions()
    head, *rows = lines(text, "\t")
    assert head == place.locator("thead th").all_inner_texts()
    assert rows == [texts(row.locator("td")) for row in place.locator("tbody tr").all()]


def test_a_chart_as_picture_and_as_csv(trained: Page) -> None:
    place = trained.locator("figure", has_text="How sure it was")
    expect(place.locator("canvas")).to_be_visible()
    picture = taken(trained, place, "PNG")
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", picture[16:24]) == tuple(
        place.locator("canvas").evaluate("({ width, height }) => [width, height]")
    )
    table = lines(taken(trained, place, "CSV").decode())
    place.get_by_role("button", name="Show as table").click()
    assert table[0] == place.locator("thead th").all_inner_texts()
    assert table[1] == texts(place.locator("tbody tr").first.locator("td"))
