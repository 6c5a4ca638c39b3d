"""The compose page, as a person uses it."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from elm_core import ELMClassifier, dumps, loads
from tests.browser.files import downloaded, in_another_tab, open_file


@pytest.fixture
def page(returning_page: Page) -> Page:
    """The page, for someone who comes back: Python starts quickly."""
    return returning_page


def open_page(page: Page, data: str = "Iris flowers") -> None:
    page.goto("/compose.html")
    expect(page.locator("#about")).to_contain_text("600 pictures")
    page.locator("#sets").get_by_role("button", name=data).click()
    trained(page, "A")
    trained(page, "B")


def lane(page: Page, name: str) -> Locator:
    return page.locator(f"#lane-{name}")


def trained(page: Page, name: str) -> None:
    expect(lane(page, name).locator(".score")).to_contain_text("new rows right")


def names(page: Page, name: str) -> list[str]:
    return lane(page, name).locator(".brick .head strong").all_inner_texts()


def test_two_chains_are_judged_on_the_same_rows(page: Page) -> None:
    open_page(page)
    expect(page.locator("#verdict")).to_contain_text("of 45 rows")
    rows = downloaded(page, "Export (CSV)").decode().splitlines()
    assert rows[0] == "measure,Chain A,Chain B"
    assert "45 of 150,45 of 150" in rows[2]
    for name in ("A", "B"):
        for took in lane(page, name).locator(".took").all_inner_texts():
            assert re.search(r"\d m?s", took)


def test_bricks_are_added_where_they_fit_and_can_be_taken_out(page: Page) -> None:
    open_page(page)
    page.get_by_role("button", name="Add Kernel ELM").click()
    expect(lane(page, "A")).to_contain_text("a refiner (Stack or Vote) must join them")
    page.get_by_role("button", name="Add Autoencoder").click()
    page.get_by_role("button", name="Add Stack").click()
    assert names(page, "A") == ["Table encoder", "Autoencoder", "ELM", "Kernel ELM", "Stack"]
    trained(page, "A")
    expect(lane(page, "A").locator("code")).to_contain_text("StackingELMClassifier([")
    lane(page, "A").get_by_role("button", name="Take out Table encoder").click()
    expect(lane(page, "A").locator(".brick .wrong").first).to_contain_text("put “Table encoder”")
    page.get_by_role("button", name="Undo").click()
    trained(page, "A")


def test_only_bricks_that_fit_are_offered_each_with_what_it_does(page: Page) -> None:
    open_page(page)
    offered = page.locator("#palette")
    expect(offered.get_by_role("button", name="Add Autoencoder")).to_be_visible()
    for other in ("Add Words", "Add Pixels", "Add Table encoder", "Add Conv ELM"):
        expect(offered.get_by_role("button", name=other)).to_have_count(0)
    expect(offered).to_contain_text("The average of the probabilities of the classifiers before it")
    page.get_by_role("button", name="Add Vote").focus()
    page.keyboard.press("Enter")  # nothing else may follow it
    expect(offered.get_by_role("button", name="Add Vote")).to_have_count(0)
    expect(offered.locator("button:focus")).to_have_count(1)
    page.get_by_role("button", name="Chain B").first.click()
    expect(offered.get_by_role("button", name="Add Vote")).to_be_visible()
    page.locator("#sets").get_by_role("button", name="Spam").click()
    lane(page, "A").get_by_role("button", name="Take out ELM").click()
    lane(page, "A").get_by_role("button", name="Take out Words").click()
    expect(offered.get_by_role("button")).to_have_text(["Words"])


def test_what_fits_a_chain_stands_beside_it_too(page: Page) -> None:
    open_page(page)
    for lane in "AB":
        offers = page.get_by_role("group", name=f"Bricks that fit chain {lane}")
        shown = [name.strip() for name in offers.get_by_role("button").all_inner_texts()]
        assert "Promise" in shown
    page.get_by_role("button", name="Promise, into chain A", exact=True).click()
    expect(page.get_by_label("Bricks of chain A")).to_contain_text("Promise")
    expect(page.get_by_role("button", name="Promise, into chain A", exact=True)).to_have_count(0)
    expect(page.get_by_role("button", name="Promise, into chain B", exact=True)).to_be_visible()


def test_what_only_counts_the_rows_is_not_said_to_be_learnt_from(page: Page) -> None:
    open_page(page)
    rows = "".join(f"M{i:04d},{i % 7},{'ab'[i % 2]}\n" for i in range(60))
    file = {"name": "m.csv", "mimeType": "text/csv", "buffer": f"id,visits,kind\n{rows}".encode()}
    page.locator("#drop input").set_input_files(file)
    expect(page.locator("#about")).to_have_text(
        "m.csv: 60 rows. 2 labels. It learns from 1 column: visits. Not from id."
    )


def test_keys_move_a_brick_and_take_it_out(page: Page) -> None:
    open_page(page)
    lane(page, "B").get_by_role("button", name="Move to the left: Side by side").focus()
    page.keyboard.press("ArrowLeft")
    assert names(page, "B") == ["Side by side", "Table encoder", "Kernel ELM"]
    expect(lane(page, "B").locator(".wrong").first).to_contain_text("here comes a table")
    page.keyboard.press("ArrowRight")
    assert names(page, "B") == ["Table encoder", "Side by side", "Kernel ELM"]
    page.keyboard.press("Delete")
    assert names(page, "B") == ["Table encoder", "Kernel ELM"]
    trained(page, "B")


def test_bricks_are_dragged_within_and_between_chains(page: Page) -> None:
    open_page(page)
    combine = lane(page, "B").locator(".brick").nth(1)
    page.set_viewport_size({"width": 1280, "height": 1800})
    head, before = {"x": 30, "y": 20}, {"x": 5, "y": 20}
    elm = lane(page, "A").locator(".brick").nth(1)
    combine.drag_to(elm, source_position=head, target_position=before)
    assert names(page, "A") == ["Table encoder", "Side by side", "ELM"]
    assert names(page, "B") == ["Table encoder", "Kernel ELM"]
    trained(page, "A")
    behind = {"x": 1000, "y": 60}
    clusters = page.get_by_role("button", name="Add Clusters")
    clusters.drag_to(lane(page, "B").locator(".bricks"), target_position=behind)
    assert names(page, "B") == ["Table encoder", "Kernel ELM", "Clusters"]
    expect(lane(page, "B").locator(".misfit")).to_have_count(1)


def test_a_saved_chain_comes_back_and_is_one_file(page: Page) -> None:
    open_page(page)
    page.locator("#which").select_option("B")
    text = downloaded(page, "Save model").decode()
    chain = loads(text)
    assert [type(step).__name__ for _, step in chain.steps_] == [
        "TableEncoder",
        "Combine",
        "KernelELMClassifier",
    ]
    in_another_tab(page)
    open_page(page, "Spam")
    open_file(page, "chain.json", text)
    expect(page.locator("#about")).to_contain_text("150 flowers")
    assert names(page, "A") == ["Table encoder", "Side by side", "Kernel ELM"]
    trained(page, "A")


def test_texts_and_a_table_of_ones_own(page: Page) -> None:
    open_page(page, "Spam")
    rows = "\n".join(
        f"{i},{'red' if i % 3 else 'blue'},{'yes' if i > 30 else 'no'}" for i in range(60)
    )
    open_file(page, "mine.csv", f"size,colour,big\n{rows}", "#drop")
    expect(page.locator("#about")).to_contain_text("60 rows. 2 labels. It learns from 2 columns: ")
    trained(page, "A")
    page.locator("#target").select_option("colour")
    expect(page.locator("#verdict")).to_contain_text("of 18 rows")


def test_undo_brings_back_the_data_with_both_chains(page: Page) -> None:
    open_page(page)
    sets, undo = page.locator("#sets"), page.locator(".toast").get_by_role("button", name="Undo")
    page.get_by_role("button", name="Add Autoencoder").click()
    mine, other = names(page, "A"), names(page, "B")
    spam = sets.get_by_role("button", name="Spam")
    spam.focus()
    page.keyboard.press("Enter")
    expect(spam).to_have_attribute("aria-pressed", "true")
    expect(spam).to_be_focused()
    assert names(page, "A") == ["Words", "ELM"]
    undo.click()
    expect(page.locator("#about")).to_contain_text("150 flowers")
    assert (names(page, "A"), names(page, "B")) == (mine, other)
    trained(page, "A")


def test_an_undo_never_puts_a_chain_to_data_it_does_not_fit(page: Page) -> None:
    open_page(page, "Handwritten digits")
    lane(page, "A").get_by_role("button", name="Copy to B").click()
    page.locator("#sets").get_by_role("button", name="Spam").click()
    expect(page.locator("#about")).to_contain_text("messages")
    expect(page.locator(".toast")).to_have_count(1)
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page.locator("#about")).to_contain_text("600 pictures")
    assert names(page, "A") == names(page, "B") == ["Pixels", "ELM"]
    expect(page.locator(".brick .wrong")).to_have_count(0)


def test_a_number_that_is_too_large_is_named_by_its_line(page: Page) -> None:
    open_page(page)
    rows = "\n".join(f"{'1e308' if i == 7 else i},{i % 2 or ''}" for i in range(60))
    open_file(page, "large.csv", f"v,odd\n{rows}", "#drop")
    said = page.locator("#message [role=alert]")
    expect(said).to_contain_text("(row 8 below the header)")


def test_files_that_will_not_do_are_named(page: Page) -> None:
    open_page(page)
    open_file(page, "numbers.csv", "a\n" + "\n".join(map(str, range(80))), "#drop")
    expect(page.locator("#data-message [role=alert]")).to_contain_text("No column has 2 to 50")
    said = page.locator("#keep [role=alert]")
    plain = ELMClassifier(n_hidden=4, random_state=0).fit([[0.0], [1.0]] * 5, [0, 1] * 5)
    for metadata in ({}, {"compose": {"bricks": [{"kind": "constructor", "set": {}}], "data": ""}}):
        open_file(page, "elm.json", dumps(plain, metadata=metadata))
        expect(said).to_contain_text("that was not made here")
    open_file(page, "broken.json", json.dumps({"format": 1}))
    expect(said).not_to_contain_text("that was not made here")


def test_labels_and_names_never_become_html(page: Page) -> None:
    attack = "<img src=x onerror=window.__hit=1>"
    rows = "\n".join(f"{i % 7},{attack if i % 2 else 'b'}" for i in range(40))
    open_page(page)
    open_file(page, f"{attack}.csv", f"{attack}1,{attack}\n{rows}", "#drop")
    expect(page.locator("#about")).to_contain_text("40 rows")
    trained(page, "A")
    assert page.evaluate("window.__hit") is None
    assert page.locator("main :is(img, script)").count() == 0
