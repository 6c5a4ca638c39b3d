"""What is pasted or typed beyond what a field takes is told, and holds up no page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

#: Pasted where each of the two ways is shown, and where the same way is joined to other fields.
HUGE, LARGE = 50_000_000, 2_000_000
COPY = """async (length) => {
  const line = 'lorem ipsum dolor sit amet, consectetur adipiscing elit sed do\\r\\n';
  await navigator.clipboard.writeText(line.repeat(Math.ceil(length / 64)).slice(0, length));
}"""
SHORT = [
    ("index.html", "#sentence", 500, HUGE),
    ("text.html", "#sentence", 2000, LARGE),
    ("guard.html", "#message", 2000, LARGE),
    ("search.html", "#query", 500, LARGE),
    ("type-ahead.html", "#text", 20_000, LARGE),
    ("boundary.html", "#class-name", 40, LARGE),
    ("text.html", "#classes input", 80, LARGE),
]
LONG = [
    ("table.html", "#pasted", 1_000_000, "Save the rows as a file and drop it above.", HUGE),
    ("search.html", "#pasted", 1_000_000, "Save it as a .txt file", LARGE),
    ("type-ahead.html", "#pasted", 1_000_000, "Save it as a .txt file", LARGE),
    ("text.html", "#classes textarea", 500_000, "a CSV with the columns text and label", LARGE),
    ("guard.html", "#classes textarea", 500_000, "a CSV with the columns text and label", LARGE),
]


@pytest.fixture
def page(returning_page: Page) -> Page:
    returning_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return returning_page


def paste(page: Page, file: str, place: str, length: int) -> None:
    page.goto(f"/{file}")
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    page.evaluate(COPY, length)
    page.locator(place).first.focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+v")


def seen(length: int) -> int:
    """Characters of so many, once a field has made one of the two at each end of a line."""
    return length * 63 // 64


@pytest.mark.parametrize(("file", "place", "most", "length"), SHORT)
def test_a_text_that_is_cut_is_told(
    page: Page, file: str, place: str, most: int, length: int
) -> None:
    paste(page, file, place, length)
    expect(page.locator(".toast")).to_contain_text(
        f"Only the first {most:,} of {seen(length):,} characters fit here"
    )
    assert len(page.locator(place).first.input_value()) == most


@pytest.mark.parametrize(("file", "place", "most", "way", "length"), LONG)
def test_a_long_text_is_taken_whole_or_not_at_all(
    page: Page, file: str, place: str, most: int, way: str, length: int
) -> None:
    paste(page, file, place, length)
    field = page.locator(place).first
    toast = page.locator(".toast")
    expect(toast).to_contain_text(f"{seen(length):,} characters, and {most:,} fit")
    expect(toast).to_contain_text(way)
    assert len(field.input_value()) < 5000
    paste(page, file, place, most)
    assert len(field.input_value()) > 0.98 * most


def test_a_full_field_says_so(page: Page) -> None:
    paste(page, "text.html", "#sentence", 2000 + 31)
    expect(page.locator(".toast")).to_have_count(0)
    page.keyboard.type("ab")
    expect(page.locator(".toast")).to_contain_text("Full: 2,000 characters")
    page.keyboard.press("Backspace")
    page.keyboard.type("c")
    assert page.locator("#sentence").input_value().endswith("c")


def test_fields_without_a_bound_of_their_own_have_one(page: Page) -> None:
    paste(page, "how-it-works.html", "textarea", 200_000)
    expect(page.locator(".toast")).to_contain_text("Only the first 100,000 of 196,875")


def test_files_of_texts_are_bounded_too(page: Page) -> None:
    page.goto("/text.html")
    line = "lorem ipsum dolor sit amet " * 30
    rows = "".join(f"{line}{i},{'ab'[i % 2]}\n" for i in range(5200))
    file = {"name": "a.csv", "mimeType": "text/csv", "buffer": f"text,label\n{rows}".encode()}
    page.locator("#keep input[type=file]").set_input_files(file)
    expect(page.locator("#keep [role=alert]")).to_contain_text("more than 4 million characters")
