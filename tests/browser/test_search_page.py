"""The search page, as a person uses it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from elm_core import dumps
from elm_core.tasks import SearchIndex


@pytest.fixture
def page(returning_page: Page) -> Page:
    """The page, for someone who comes back: Python starts quickly."""
    return returning_page


def open_page(page: Page) -> None:
    page.goto("/search.html")
    expect(page.locator("#found")).to_contain_text("of 44 documents")


def find(page: Page, text: str) -> None:
    page.locator("#query").fill(text)


def titles(page: Page) -> Locator:
    return page.locator("#hits .title")


def add(page: Page, *files: tuple[str, str]) -> None:
    page.locator("#drop input").set_input_files(
        [{"name": n, "mimeType": "text/plain", "buffer": t.encode()} for n, t in files]
    )


def test_it_finds_while_a_word_is_typed_and_marks_it(page: Page) -> None:
    open_page(page)
    expect(titles(page).first).to_contain_text("omato")
    find(page, "straw")
    expect(titles(page).first).to_have_text("Strawberry jam")
    expect(page.locator("#hits mark").first).to_have_text("Strawberry")
    find(page, "xqzt")
    expect(page.locator("#found")).to_contain_text("Nothing has these words")
    expect(titles(page)).to_have_count(0)
    find(page, "")
    expect(page.locator("#found")).to_have_text("44 documents")
    titles(page).first.click()
    page.get_by_role("button", name="Show more").click()
    expect(titles(page)).to_have_count(20)
    expect(titles(page).nth(10)).to_be_focused()
    expect(titles(page).first).to_have_attribute("aria-expanded", "true")


def test_keys_go_from_the_field_through_the_results_and_back(page: Page) -> None:
    open_page(page)
    find(page, "sink")
    expect(titles(page).first).to_contain_text("sink")
    page.keyboard.press("ArrowDown")
    expect(titles(page).first).to_be_focused()
    page.keyboard.press("Enter")
    expect(titles(page).first).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(titles(page).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#query")).to_be_focused()


def test_filters_and_more_like_this(page: Page) -> None:
    open_page(page)
    find(page, "cold")
    page.get_by_role("combobox", name="kind", exact=True).select_option(label="chat (20)")
    expect(page.locator("#hits .kind", has_text="note")).to_have_count(0)
    expect(titles(page).first).to_be_visible()
    page.get_by_role("combobox", name="kind", exact=True).select_option(label="any")
    find(page, "tomatoes")
    page.get_by_role("button", name="More like this: Tomato soup").click()
    expect(page.locator("#found")).to_contain_text("Like “Tomato soup”")
    expect(titles(page).filter(has_text="Tomato soup")).to_have_count(0)
    page.get_by_role("button", name="Back").click()
    expect(titles(page).filter(has_text="Tomato soup")).to_have_count(1)


def test_the_order_learns_from_what_is_opened(page: Page) -> None:
    open_page(page)
    for query, note in [
        ("radiator is cold", "Bleeding a radiator"),
        ("sink is blocked", "A blocked drain"),
        ("dripping tap", "A dripping tap"),
        ("mould in the bathroom", "Mould in the bathroom"),
    ]:
        find(page, query)
        page.locator("#hits").get_by_role("button", name=note, exact=True).click()
    expect(page.locator("#learnt")).to_contain_text("4 opened results")
    find(page, "slugs lettuce")
    after = page.get_by_role("list", name="Order after")
    before = page.get_by_role("list", name="Order before")
    expect(before.locator("li").first).to_contain_text("Mia: Slugs ate")
    expect(after.locator("li").first).to_contain_text("Slugs ▲")
    expect(titles(page).first).to_have_text("Slugs")
    page.get_by_role("button", name="Forget what was learnt").click()
    expect(titles(page).first).to_contain_text("Mia: Slugs ate")
    page.get_by_role("button", name="Undo").click()
    expect(titles(page).first).to_have_text("Slugs")


def test_clicks_help_on_questions_that_were_not_clicked(page: Page) -> None:
    open_page(page)
    row = page.locator("#measured tr", has_text="MRR")
    expect(row).to_be_visible()
    before, after = (float(text) for text in row.locator("td.number").all_inner_texts())
    assert before + 0.1 < after <= 1


def test_files_are_added_filtered_by_removed_and_brought_back(page: Page) -> None:
    open_page(page)
    add(
        page,
        ("ships.md", "# Sails\nThe mainsail is white.\n# Anchors\nAn anchor holds the boat.\n"),
        ("birds.csv", "name,text,colour\nKite,A bird of prey,red\nSwift,Flies all day,black\n"),
        ("bad.csv", ""),
    )
    expect(page.locator("#docs-message [role=alert]")).to_contain_text("ad.csv: The file is empty")
    expect(page.locator("#found")).to_contain_text("of 48 documents")
    find(page, "anchor")
    expect(titles(page).first).to_have_text("Anchors")
    find(page, "bird")
    page.get_by_role("combobox", name="colour").select_option(label="red (1)")
    expect(titles(page)).to_have_text(["Kite"])
    page.get_by_role("button", name="Remove birds.csv").click()
    expect(page.locator("#found")).to_contain_text("Nothing has these words")
    page.get_by_role("button", name="Undo").click()
    expect(titles(page).first).to_have_text("Kite")


def test_an_index_comes_back_with_what_it_learnt(page: Page, tmp_path: Path) -> None:
    open_page(page)
    page.get_by_role("button", name="Learn from the sample questions").click()
    expect(page.locator("#learnt")).to_contain_text("opened results")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save model").click()
    path = tmp_path / "index.json"
    download.value.save_as(path)
    open_page(page)
    find(page, "slugs lettuce")
    expect(titles(page).first).to_contain_text("Mia: Slugs ate")
    page.locator("#keep input[type=file]").set_input_files(path)
    expect(titles(page).first).to_have_text("Slugs")
    expect(page.locator("#files")).to_contain_text("garden.md")


def test_what_will_not_do_is_named_and_text_stays_text(page: Page) -> None:
    open_page(page)
    attack = "<img src=x onerror=window.__hit=1>"
    page.locator("summary", has_text="Paste text").click()
    page.get_by_role("button", name="Add this text").click()
    expect(page.locator("#docs-message [role=alert]")).to_contain_text("no text to add")
    page.get_by_label("Markdown or text").fill(f"# {attack}\nneedle {attack}\n")
    page.get_by_role("button", name="Add this text").click()
    add(
        page,
        (f"{attack.replace('/', '')}.csv", f'text,{attack}\n"needle one",{attack}\nneedle,b\n'),
    )
    find(page, "needle")
    expect(titles(page).first).to_be_visible()
    find(page, "img onerror")
    expect(titles(page).first).to_be_visible()
    index = SearchIndex().fit([f"{attack}\nneedle in Python"])
    model = {"name": "i.json", "mimeType": "text/json", "buffer": dumps(index).encode()}
    page.locator("#keep input[type=file]").set_input_files(model)
    expect(page.locator("#found")).to_contain_text("of 1 document")
    assert page.evaluate("window.__hit") is None
    assert page.locator("main :is(img, script)").count() == 0
