"""The way back from what takes the place of somebody's work."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect


@pytest.fixture
def page(returning_page: Page) -> Page:
    """A page, for someone who comes back: Python starts quickly."""
    return returning_page


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def undo(page: Page) -> None:
    page.locator(".toast").get_by_role("button", name="Undo").click()


def twice(page: Page, name: str) -> None:
    """Press it once more before anything else is done."""
    button(page, name).evaluate("button => { button.click(); button.click(); }")


@pytest.mark.parametrize("name", ["Start over", "Civility"])
def test_guard_asked_twice_goes_back_to_what_was_before(page: Page, name: str) -> None:
    page.goto("/guard.html")
    mine = page.get_by_role("textbox", name="Sentences of Fine")
    mine.fill("A message of mine")
    twice(page, name)
    undo(page)
    expect(mine).to_have_value("A message of mine")


def test_sentences_come_back_after_two_starts_over(page: Page) -> None:
    page.goto("/text.html")
    mine = page.get_by_role("textbox", name="Sentences of World")
    mine.fill("A sentence of mine")
    twice(page, "Start over")
    undo(page)
    expect(mine).to_have_value("A sentence of mine")
    twice(page, "Start over")
    page.locator(".toast").get_by_role("button", name="Close").click()
    button(page, "Start over").click()  # nothing to take back
    expect(page.locator(".toast")).to_have_text("Back to the first twenty sentences×")


@pytest.mark.parametrize("name", ["Start over", "New symbols"])
def test_drawings_come_back(page: Page, name: str) -> None:
    page.goto("/draw.html")
    button(page, "Remove drawing 3 of 9").click()
    twice(page, name)
    undo(page)
    expect(button(page, "Remove drawing 2 of 9")).to_be_visible()
    expect(button(page, "Remove drawing 3 of 9")).to_have_count(0)
    expect(button(page, "Remove drawing 3 of 8")).to_be_visible()


@pytest.mark.parametrize("name", ["Start over", "My own classes"])
def test_pictures_come_back(page: Page, name: str) -> None:
    page.goto("/pictures.html")
    expect(page.locator("#honest .figures")).to_be_visible()
    thumbs = page.locator("#classes .thumb")
    n = thumbs.count()
    thumbs.first.click()
    twice(page, name)
    undo(page)
    expect(thumbs).to_have_count(n - 1)


@pytest.mark.parametrize("name", ["Start over", "Clear"])
def test_points_come_back(page: Page, name: str) -> None:
    page.goto("/boundary.html")
    button(page, "Circles").click()
    expect(page.locator("#honest .figures")).to_be_visible()
    twice(page, name)
    undo(page)
    expect(button(page, "Circles")).to_have_attribute("aria-pressed", "true")


def test_documents_come_back(page: Page) -> None:
    page.goto("/search.html")
    expect(page.locator("#found")).to_contain_text("of 44 documents")
    page.get_by_role("button", name="Remove chat.txt").click()
    expect(page.locator("#found")).to_contain_text("of 24 documents")
    twice(page, "Start over")
    expect(page.locator(".toast")).to_contain_text("Back to the sample notes")
    expect(page.locator("#found")).to_contain_text("of 44 documents")
    button(page, "Start over").click()
    undo(page)
    expect(page.locator("#found")).to_contain_text("of 24 documents")


def test_texts_come_back(page: Page) -> None:
    page.goto("/type-ahead.html")
    expect(page.get_by_role("option").first).to_be_visible()
    page.locator("#paste summary").click()
    page.locator("#pasted").fill("The quokka sleeps under the old fig tree.")
    page.locator("#use-pasted").click()
    expect(page.locator("#files")).to_contain_text("pasted text")
    twice(page, "Start over")
    expect(page.locator(".toast")).to_contain_text("Back to the everyday notes")
    button(page, "Start over").click()
    undo(page)
    expect(page.locator("#files")).to_contain_text("pasted text")


def test_a_chain_comes_back(page: Page) -> None:
    page.goto("/compose.html")
    bricks = page.locator("#lane-B .brick")
    expect(bricks).to_have_count(5)
    twice(page, "Copy to B")
    expect(bricks).to_have_count(2)
    undo(page)
    expect(bricks).to_have_count(5)


def test_own_words_come_back(page: Page) -> None:
    page.goto("/voice.html")
    page.get_by_label("Another word").fill("hop")
    button(page, "Add the word").click()
    twice(page, "Try two whistles instead")
    undo(page)
    expect(button(page, "Teach “hop”")).to_be_visible()


def test_the_focus_goes_back_to_where_it_was(page: Page) -> None:
    page.goto("/text.html")
    page.get_by_role("textbox", name="Sentences of World").fill("A sentence of mine")
    button(page, "Start over").focus()
    page.keyboard.press("Enter")
    page.locator(".toast").get_by_role("button", name="Undo").focus()
    page.keyboard.press("Enter")
    expect(button(page, "Start over")).to_be_focused()
