"""What this browser keeps: the page that lists it, work that a reload does not lose, links."""

from __future__ import annotations

import re

import numpy as np
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from elm_core import ELMClassifier, dumps
from elm_core.tasks import TextClassifier
from elm_core.tasks.table import TableClassifier
from tests.links import fragment

PUT = """async ([name, json, about, shelf]) => {
  const { Shelf } = await import('/client/index.js');
  const kept = await Shelf.open(shelf ?? undefined);
  await kept.put(name, json, { about });
  kept.close();
}"""
PAYLOAD = '<img src=x onerror="document.title=1">'


def text_model(word: str = "goal") -> str:
    texts = [f"a late {word}", f"the {word} of the match", "shares fell", "the market rose"]
    return dumps(TextClassifier().fit(texts, ["sport", "sport", "money", "money"]))


def keep(page: Page, name: str, json: str | None = None, file: str = "text.html") -> None:
    about = {
        "summary": {"class": "TextClassifier", "n_samples": 4, "classes": ["money", "sport"]},
        "metadata": {"page": "Topics", "file": file, "holds": "4 sentences"},
    }
    page.evaluate(PUT, [name, json or text_model(), about, None])


@pytest.fixture
def models(returning_page: Page) -> Page:
    returning_page.goto("/models.html")
    return returning_page


def row(page: Page, name: str):
    return page.locator("#models li", has=page.get_by_role("heading", name=name, exact=True))


def test_an_empty_shelf_points_to_pages(models: Page) -> None:
    expect(models.locator("#empty")).to_be_visible()
    expect(models.get_by_role("link", name="Draw digits")).to_have_attribute("href", "./draw.html")
    expect(models.locator("#room")).to_contain_text("left")
    models.get_by_role("button", name="Keep for good").click()
    expect(models.locator("body")).to_contain_text(re.compile("Kept for good|browser declined"))


def test_a_model_is_renamed_in_place_by_keys_and_follows_other_tabs(models: Page) -> None:
    keep(models, "First")
    expect(row(models, "First")).to_contain_text("Topics · 4 sentences")
    other = models.context.new_page()
    other.goto("/models.html")
    row(other, "First").get_by_role("link", name="Open First").focus()
    other.keyboard.press("F2")
    field = other.get_by_role("textbox", name="New name of First")
    expect(field).to_be_focused()
    field.fill("Second")
    other.keyboard.press("Escape")
    expect(row(other, "First")).to_be_visible()
    row(other, "First").get_by_role("button", name="Rename First").click()
    field.fill(PAYLOAD)
    field.press("Enter")
    expect(row(models, PAYLOAD)).to_be_visible()  # the tab that did nothing
    assert models.locator("#models img").count() == 0


def test_a_model_that_is_removed_elsewhere_cannot_be_renamed(models: Page) -> None:
    keep(models, "First")
    row(models, "First").get_by_role("button", name="Rename First").click()
    models.evaluate("""async () => {
      const { Shelf } = await import('/client/index.js');
      const shelf = await Shelf.open();
      await shelf.remove('First');
      shelf.close();
    }""")
    models.get_by_role("textbox", name="New name of First").fill("Second")
    models.keyboard.press("Enter")
    expect(models.locator("#message [role=alert]")).to_contain_text("First")
    expect(models.locator("#models li")).to_have_count(0)


def test_removing_can_be_undone(models: Page) -> None:
    keep(models, "Mine")
    row(models, "Mine").get_by_role("button", name="Remove Mine").focus()
    models.keyboard.press("Delete")
    expect(models.locator("#empty")).to_be_visible()
    models.get_by_role("button", name="Undo").click()
    expect(row(models, "Mine")).to_contain_text("4 sentences")


def test_what_was_removed_comes_back_as_old_as_it_was(models: Page) -> None:
    models.evaluate(
        """async (json) => {
          const { Shelf } = await import('/client/index.js');
          const shelf = await Shelf.open();
          await shelf.put('Old', json, { about: {}, saved: Date.UTC(2020, 4, 6, 12) });
          await shelf.put('New', json, { about: {} });
          shelf.close();
        }""",
        text_model(),
    )
    models.get_by_role("button", name="Remove Old").click()
    expect(row(models, "Old")).to_have_count(0)
    models.get_by_role("button", name="Undo").click()
    expect(row(models, "Old")).to_contain_text("6 May 2020")
    expect(models.locator("#models h3")).to_have_text(["New", "Old"])


def test_a_model_is_kept_once_however_often_it_is_asked_for(returning_page: Page) -> None:
    page = returning_page
    page.goto("/text.html")
    expect(page.locator("#honest")).to_contain_text("20 of 20")
    button = page.get_by_role("button", name="Keep in this browser")
    button.click()
    expect(page.locator(".toast")).to_contain_text("Kept as Topics")
    button.click()
    expect(page.locator(".toast")).to_contain_text("It is kept already, as Topics")
    expect(page.locator("#keep .kept li")).to_have_count(1)
    page.get_by_role("button", name="Start empty").click()
    fields = page.locator("#classes textarea")
    fields.nth(0).fill("one apple\ntwo apples")
    fields.nth(1).fill("one train\ntwo trains")
    expect(page.locator("#honest")).to_contain_text("of 4")
    button.click()
    expect(page.locator("#keep .kept li")).to_have_count(2)


def test_it_is_downloaded_and_linked(models: Page) -> None:
    models.context.grant_permissions(["clipboard-read", "clipboard-write"])
    json = text_model()
    keep(models, "A/B: mine", json)
    with models.expect_download() as download:
        models.get_by_role("button", name="Download A/B: mine").click()
    assert download.value.suggested_filename == "A-B- mine.json"
    assert download.value.path().read_text(encoding="utf-8") == json
    models.get_by_role("button", name="Copy link A/B: mine").click()
    expect(models.locator(".toast")).to_contain_text("The link is copied")
    assert "/share.html#elm1." in models.evaluate("navigator.clipboard.readText()")


def test_a_kept_table_model_opens_in_its_page(returning_page: Page) -> None:
    page = returning_page
    page.goto("/models.html")
    rows = {"length": [1.0, 2.0, 3.0, 4.0] * 5}
    model = TableClassifier(n_hidden=8, random_state=0).fit(rows, ["short", "long"] * 10)
    keep(page, "Lengths?&", dumps(model, metadata={"target": "kind"}), "table.html")
    row(page, "Lengths?&").get_by_role("link", name="Open Lengths?&").click()
    expect(page.locator("#data-message")).to_contain_text("Opened the model for “kind”")
    page.goto("/table.html?kept=nowhere")
    expect(page.locator("#data-message [role=alert]")).to_contain_text(
        "keeps no model called “nowhere”"
    )


def sentences(page: Page, label: str):
    return page.get_by_role("textbox", name=f"Sentences of {label}")


def visit(context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto("/text.html")
    page.locator("#honest .figures").wait_for()
    return page


def test_work_survives_a_closed_tab_and_untouched_pages_offer_nothing(
    returning_page: Page,
) -> None:
    context = returning_page.context
    page = visit(context)
    page.get_by_role("button", name="Shares of the bank").click()  # asks, and changes nothing
    page.wait_for_timeout(2500)
    page.close()
    page = visit(context)
    expect(page.locator(".offer")).to_have_count(0)
    sentences(page, "World").press_sequentially("A new sentence of mine. ", delay=1)
    page.wait_for_timeout(4000)
    page.close()

    page = visit(context)
    offer = page.get_by_role("complementary", name="Earlier work")
    expect(offer).to_contain_text("Go on with your work of")
    offer.get_by_role("button", name="Go on").click()
    expect(sentences(page, "World")).to_have_value(re.compile("A new sentence of mine"))
    page.close()

    page = visit(context)
    page.get_by_role("complementary").get_by_role("button", name="Discard").click()
    page.wait_for_timeout(500)
    page.close()
    page = visit(context)
    expect(page.locator(".offer")).to_have_count(0)
    page.close()


def test_work_without_a_pause_is_put_aside_too(returning_page: Page) -> None:
    context = returning_page.context
    page = visit(context)
    for _ in range(24):
        sentences(page, "World").press("x")
        page.wait_for_timeout(500)
    page.close()
    page = visit(context)
    page.get_by_role("complementary").get_by_role("button", name="Go on").click()
    expect(sentences(page, "World")).to_have_value(re.compile("xxx"))
    page.close()


def test_keeping_asks_for_a_name_in_place(returning_page: Page) -> None:
    page = returning_page
    page.goto("/text.html")
    page.locator("#honest .figures").wait_for()
    page.get_by_role("button", name="Keep in this browser").click()
    field = page.get_by_role("textbox", name="Name of the model")
    expect(field).to_be_focused()
    field.fill("Headlines of mine")
    field.press("Enter")
    kept = page.get_by_role("list", name="Kept in this browser")
    expect(kept.get_by_role("button", name="Headlines of mine", exact=True)).to_be_visible()
    page.goto("/models.html")
    page.get_by_role("button", name="Remove Headlines of mine").click()
    expect(row(page, "Headlines of mine")).to_have_count(0)


def test_a_model_too_large_for_a_link_is_made_shorter_for_it(models: Page) -> None:
    models.context.grant_permissions(["clipboard-read", "clipboard-write"])
    rng = np.random.default_rng(0)
    X = rng.normal(size=(400, 12))
    model = ELMClassifier(n_hidden=256, random_state=0).fit(X, X[:, 0] > 0)
    large = dumps(model, statistics=True)
    assert len(fragment(large.encode())) > 100_000
    keep(models, "Large", large, "compose.html")
    models.get_by_role("button", name="Copy link Large").click()
    expect(models.locator(".toast")).to_contain_text("The link is copied")
    expect(models.locator("#message")).to_contain_text("without what further training needs")
    expect(models.locator("#message")).not_to_contain_text("Python starts")
    models.goto(models.evaluate("navigator.clipboard.readText()"))
    expect(models.locator("#facts")).to_contain_text("ELMClassifier")
