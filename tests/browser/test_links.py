"""Links that pages copy open where a stranger can look first; kept models open at once."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from elm_core import dumps
from elm_core.tasks import DrumMachine, TextClassifier
from tests.browser.files import downloaded, open_file
from tests.links import fragment

SENTENCES = [
    {"name": "Cats", "sentences": ["the cat purrs", "a kitten sleeps", "whiskers and paws"]},
    {"name": "Dogs", "sentences": ["the dog barks", "a puppy plays", "fetch the stick"]},
]


def model_of_topics() -> str:
    texts = [line for entry in SENTENCES for line in entry["sentences"]]
    labels = [entry["name"] for entry in SENTENCES for _ in entry["sentences"]]
    model = TextClassifier(vectors=None).fit(texts, labels)
    name = "Topics: Cats, Dogs"
    return dumps(model, metadata={"name": name, "page": "text.html", "sentences": SENTENCES})


def test_the_link_of_a_page_is_tried_first_and_then_trained_on(returning_page: Page) -> None:
    page = returning_page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/guard.html")
    expect(page.locator("#scores")).to_contain_text("32 messages")
    page.get_by_label("Sentences of Spam", exact=True).fill(
        "win a free prize now\nclaim your money"
    )
    page.get_by_label("Sentences of Fine", exact=True).fill("lunch on Thursday?\nthe train is late")
    expect(page.locator("#scores")).to_contain_text("4 messages")
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator(".toast")).to_contain_text("The link is copied, with what it was taught")
    expect(page.locator("#keep")).to_contain_text("the 4 sentences that it was taught")
    page.goto(page.evaluate("navigator.clipboard.readText()"))
    expect(page).to_have_url(re.compile(r"/share\.html#elm1"))
    expect(page.locator("#model-title")).to_have_text("Guard: Fine, Spam")
    expect(page.locator("#intro")).to_contain_text("may come from anyone")
    expect(page.locator("#trial .chips button").first).to_have_text("win a free prize now")
    expect(page.locator("#trial .verdict")).to_contain_text("Spam")
    page.get_by_label("A text").fill("xyzzy")  # it knows no word of it
    expect(page.locator("#trial .verdict")).to_contain_text("Not sure: it may be any")
    page.get_by_role("link", name="Go on training").click()
    expect(page).to_have_url(re.compile(r"/guard\.html#elm1"))
    expect(page.get_by_label("Sentences of Spam", exact=True)).to_have_value(
        "win a free prize now\nclaim your money"
    )


def test_a_model_that_answers_on_its_page_alone_is_shown_with_its_facts(
    returning_page: Page,
) -> None:
    page = returning_page
    bars = [[[100 if (step + drum) % 4 == 0 else 0 for drum in range(9)] for step in range(16)]] * 4
    json = dumps(
        DrumMachine(n_hidden=8).fit(bars), metadata={"name": "Drums", "page": "drums.html"}
    )
    page.goto("/share.html" + fragment(json.encode()))
    expect(page.locator("#model-title")).to_have_text("Drums")
    expect(page.locator("#trial")).to_contain_text("on its own page")
    expect(page.get_by_role("link", name="Go on training")).to_have_attribute("href", "drums.html")
    harmful = dumps(
        DrumMachine(n_hidden=8).fit(bars), metadata={"page": "https://example.com/text.html"}
    )
    page.goto("/share.html" + fragment(harmful.encode()))
    expect(page.get_by_role("link", name="Go on training")).to_have_attribute("href", "drums.html")


@pytest.mark.expect_console("Failed to load resource|ERR_FAILED|Could not|could not")
def test_a_kept_model_is_there_at_once_and_the_sample_is_not(returning_page: Page) -> None:
    page = returning_page
    page.goto("/models.html")
    page.evaluate(
        """async ([name, json]) => {
          const { Shelf } = await import('/client/index.js');
          const shelf = await Shelf.open();
          await shelf.put(name, json, { about: { metadata: { page: 'Topics', file: 'text.html' } } });
          shelf.close();
        }""",
        ["Pets", model_of_topics()],
    )
    # what was ever shown of the sentences, while no Python comes
    page.route("**/worker/**", lambda route: route.abort())
    page.add_init_script("""window.shown = new Set();
      new MutationObserver(() => {
        for (const field of document.querySelectorAll('#classes input')) shown.add(field.value);
      }).observe(document, { childList: true, subtree: true });""")
    page.goto("/text.html?kept=Pets")
    expect(page.get_by_label("Sentences of Cats", exact=True)).to_have_value(
        "the cat purrs\na kitten sleeps\nwhiskers and paws"
    )
    assert page.evaluate("[...shown].sort()") == ["Cats", "Dogs"]
    page.goto("/text.html?kept=gone")  # then the page begins as ever
    expect(page.locator("#keep [role=alert]")).to_contain_text("keeps no model called “gone”")
    expect(page.get_by_label("Sentences of Sports", exact=True)).to_be_visible()


def test_drawings_come_along_as_examples(returning_page: Page) -> None:
    page = returning_page
    page.goto("/draw.html")
    page.locator("#honest .figures").first.wait_for()
    saved = downloaded(page, "Save model").decode()
    page.goto("/share.html")
    open_file(page, "digits.json", saved, "#drop")
    expect(page.locator("#model-title")).to_have_text(re.compile("^Drawings: 0, 1, 2"))
    page.locator("#trial .chips").get_by_role("button", name="1", exact=True).click()
    expect(page.locator("#trial .verdict")).to_contain_text("1, ")
    expect(page.get_by_role("link", name="Go on training")).to_have_attribute("href", "draw.html")
