"""The draw page, as a person uses it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from elm_core import ConvELMClassifier, dumps, loads
from tests.browser.files import costly, downloaded, open_file
from tests.browser.fingers import fingers
from tests.browser.requests_seen import RequestsSeen

ATTACK = "<img src=x onerror=window.__hit=1>"


@pytest.fixture
def page(returning_page: Page) -> Page:
    """The page, for someone who comes back: Python starts quickly."""
    return returning_page


def open_page(page: Page, address: str = "/draw.html") -> None:
    page.goto(address)
    expect(page.locator("#verdict")).to_contain_text("%")


def draw(page: Page, *points: tuple[float, float]) -> None:
    """A stroke by the mouse, in shares of the field."""
    box = page.locator("#pad canvas").bounding_box()
    assert box
    for i, (x, y) in enumerate(points):
        page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"], steps=4)
        if i == 0:
            page.mouse.down()
    page.mouse.up()


def chip(page: Page, name: str) -> Locator:
    return page.locator("#teach-buttons").get_by_role("button", name=name, exact=True)


def teach(page: Page, name: str) -> None:
    chip(page, name).click()


def answer_late(page: Page, meanwhile: Callable[[], None]) -> None:
    """Let an answer come after something that is done while the drawing goes on."""
    box = page.locator("#pad canvas").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    meanwhile()
    page.locator("#verdict").evaluate("(verdict) => { verdict.textContent = ''; }")
    page.mouse.move(x, y + 60, steps=4)
    page.mouse.up()
    expect(page.locator("#verdict")).not_to_be_empty()


def two_symbols(page: Page) -> None:
    """A new page of two symbols, two drawings each, learnt."""
    page.get_by_role("button", name="New symbols").click()
    for name, y in (("Symbol A", 0.5), ("Symbol B", 0.5)):
        for shift in (0.0, 0.05):
            if name == "Symbol A":
                draw(page, (0.5 + shift, 0.1), (0.5 + shift, 0.9))
            else:
                draw(page, (0.1, y + shift), (0.9, y + shift))
            teach(page, name)
    expect(page.locator("#honest")).to_contain_text("of 4")


def test_it_reads_a_digit_at_once_and_while_it_is_drawn(page: Page) -> None:
    open_page(page)
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("#verdict")).to_have_text("Draw something.")
    draw(page, (0.5, 0.1), (0.5, 0.9))
    expect(page.locator("#verdict")).to_contain_text("1, ")
    page.get_by_role("button", name="Undo stroke").click()
    expect(page.locator("#verdict")).to_have_text("Draw something.")
    expect(page.locator("#honest")).to_contain_text("of 30")
    expect(page.locator("#honest .confusion tbody tr")).to_have_count(10)


#: Points of the field right of its middle that have ink.
INK_ON_THE_RIGHT = """canvas => {
  const half = canvas.width / 2;
  const { data } = canvas.getContext('2d').getImageData(half, 0, half, canvas.height);
  return data.filter((value, i) => i % 4 === 3 && value > 0).length;
}"""


def test_a_second_finger_or_the_palm_adds_nothing_to_a_stroke(page: Page) -> None:
    open_page(page)
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("#verdict")).to_have_text("Draw something.")
    pad = page.locator("#pad canvas")
    box = pad.bounding_box()
    assert box

    def at(x: float, y: float) -> tuple[float, float]:
        return box["x"] + x * box["width"], box["y"] + y * box["height"]

    touch = fingers(page)
    touch("Start", at(0.25, 0.1))
    touch("Start", at(0.25, 0.1), at(0.8, 0.3))
    for i in range(1, 9):
        touch("Move", at(0.25, 0.1 + 0.1 * i), at(0.8, 0.3 + 0.05 * i))
    touch("End")
    expect(page.locator("#verdict")).to_contain_text("1, ")
    assert pad.evaluate(INK_ON_THE_RIGHT) == 0
    touch("Start", at(0.75, 0.1))
    touch("Move", at(0.75, 0.9))
    touch("Cancel")
    pad.evaluate("() => new Promise(requestAnimationFrame)")
    assert pad.evaluate(INK_ON_THE_RIGHT) > 0
    for _ in range(2):
        page.get_by_role("button", name="Undo stroke").click()
    expect(page.locator("#verdict")).to_have_text("Draw something.")


def test_the_keys_draw_and_teach(page: Page) -> None:
    open_page(page)
    page.get_by_role("button", name="Clear").click()
    pad = page.locator("#pad canvas")
    pad.focus()
    for key in ["ArrowUp"] * 6 + [" "] + ["ArrowDown"] * 12 + [" "]:
        pad.press(key)
    expect(page.locator("#verdict")).to_contain_text("1, ")
    pad.press("Enter")
    expect(page.locator("#teach-buttons button").first).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Remove drawing 4 of 1", exact=True)).to_be_visible()
    pad.press("Backspace")
    expect(page.locator("#verdict")).to_have_text("Draw something.")


def test_own_symbols_with_the_features_kept(page: Page) -> None:
    open_page(page)
    two_symbols(page)
    draw(page, (0.4, 0.15), (0.42, 0.85))
    expect(page.locator("#verdict")).to_contain_text("Symbol A")
    expect(page.locator("#bars tbody tr")).to_have_count(2)
    page.get_by_label("Remove drawing 1 of Symbol A").click()
    expect(page.locator("#honest")).to_contain_text("cannot be judged")
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.locator("#honest")).to_contain_text("of 4")


def test_several_drawings_side_by_side_are_read_and_taught_at_once(page: Page) -> None:
    open_page(page)
    page.get_by_role("button", name="Clear").click()
    page.get_by_role("switch", name="Several").check()
    expect(page.get_by_text("Drawings side by side, each read for itself")).to_be_visible()
    for x in (0.2, 0.5, 0.8):
        draw(page, (x, 0.3), (x, 0.75))
    expect(page.locator("#verdict")).to_have_text("3 drawings: 1, 1, 1")
    teach(page, "1")
    expect(page.get_by_label("Remove drawing 6 of 1", exact=True)).to_be_visible()
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.get_by_label("Remove drawing 4 of 1", exact=True)).to_have_count(0)
    expect(page.get_by_label("Remove drawing 3 of 1", exact=True)).to_be_visible()


def test_what_has_not_learnt_anything_is_kept_with_a_way_on(page: Page) -> None:
    open_page(page)
    expect(page.locator("#status")).to_have_text("Ready")
    page.get_by_role("button", name="New symbols").click()
    expect(page.locator("#verdict")).to_have_text("Draw something.")
    page.get_by_role("button", name="Save model").click()
    said = page.locator("#keep [role=alert]")
    expect(said).to_contain_text("It has not learnt anything yet. Give it examples of two classes")
    said.get_by_role("button", name="Begin with ours").click()
    expect(page.get_by_label("Remove drawing 3 of 9")).to_be_visible()
    expect(said).to_have_count(0)


def test_what_is_to_be_saved_before_python_is_there_is_saved_when_it_has_learnt(page: Page) -> None:
    held: list[Route] = []
    page.route("**/worker*/**", lambda route: held.append(route))
    page.goto("/draw.html")
    page.get_by_role("button", name="Save model").click()
    said = page.locator("#keep [role=alert]")
    expect(said).to_contain_text("Python is still loading")
    said.get_by_role("button", name="Do it once it has learnt").click()
    expect(page.locator("#keep")).to_contain_text("Waiting until it has learnt")
    with page.expect_download() as download:
        page.route("**/worker*/**", lambda route: route.continue_())  # in place of the first
        for route in held:
            route.continue_()
    assert download.value.suggested_filename == "drawings-model.json"
    expect(page.locator("#keep")).not_to_contain_text("Waiting")


def test_symbols_are_not_answered_with_what_was_before(page: Page) -> None:
    open_page(page)
    page.get_by_role("button", name="New symbols").click()
    draw(page, (0.5, 0.1), (0.5, 0.9))
    expect(page.locator("#verdict")).to_have_text("It answers when it has learnt.")
    teach(page, "Symbol A")
    draw(page, (0.1, 0.5), (0.9, 0.5))
    teach(page, "Symbol B")
    expect(page.locator("#honest")).to_contain_text("A class with one drawing cannot be judged")
    expect(page.locator("#honest")).not_to_contain_text("0 of 0")


def test_a_saved_model_comes_back_with_its_drawings(page: Page) -> None:
    open_page(page)
    two_symbols(page)
    text = downloaded(page, "Save model").decode()
    assert loads(text).classes_.tolist() == ["Symbol A", "Symbol B"]
    table = list(csv.reader(downloaded(page, "Export drawings").decode().splitlines()))
    assert len(table) == 5 and len(table[0]) == 785
    rows = [[float(cell) for cell in row[1:]] for row in table[1:]]
    assert loads(text).predict(rows).tolist() == [row[0] for row in table[1:]]
    page = page.context.new_page()  # in its own tab the work would be there again
    open_page(page)
    open_file(page, "mine.json", text)
    expect(page.locator("#honest")).to_contain_text("of 4")
    expect(page.get_by_label("Remove drawing 2 of Symbol B")).to_be_visible()
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.locator("#honest")).to_contain_text("of 30")


def test_what_is_kept_in_the_browser_is_there_the_next_time(page: Page) -> None:
    open_page(page)
    two_symbols(page)
    page.get_by_role("button", name="Keep in this browser").click()
    expect(page.locator(".kept li")).to_contain_text("4 drawings")
    open_page(page)
    page.locator(".kept").get_by_role("button", name="Drawings", exact=True).click()
    expect(page.locator("#honest")).to_contain_text("of 4")
    page.get_by_role("button", name="Remove Drawings").click()
    expect(page.locator(".kept li")).to_have_count(0)


def of_bars() -> str:
    """A model of drawings as another program makes it: without the drawings."""
    bars = [[1.0 * (i % 2 == 0) for i in range(64)], [1.0 * (i % 16 < 8) for i in range(64)]] * 5
    model = ConvELMClassifier(n_hidden=20, random_state=0).fit(bars, ["upright", "level"] * 5)
    return dumps(model, metadata={"drawing": {"width": 8, "height": 8, "most": 1}})


def test_what_was_being_learnt_says_nothing_of_an_opened_model(page: Page) -> None:
    asked = RequestsSeen(page)
    open_page(page)
    asked.wait_for("cross_validate")
    open_file(page, "python.json", of_bars())
    expect(page.locator("#empty")).to_contain_text("without the drawings")
    asked.wait_for_answers()
    expect(page.locator("#honest")).to_contain_text("cannot be told without the drawings")
    expect(page.locator("#busy")).to_have_text("")


def test_a_model_without_drawings_answers_as_it_is(page: Page) -> None:
    open_page(page)
    open_file(page, "python.json", of_bars())
    expect(page.locator("#empty")).to_contain_text("without the drawings")
    draw(page, (0.2, 0.2), (0.8, 0.8))
    expect(page.locator("#bars tbody tr")).to_have_count(2)
    teach(page, "level")
    refused = page.locator("#try-message [role=alert]")
    expect(refused).to_contain_text("cannot learn further")
    answer_late(page, lambda: chip(page, "level").evaluate("(button) => button.click()"))
    expect(refused).to_contain_text("cannot learn further")
    page.get_by_role("button", name="Start over").click()
    expect(page.locator("#honest")).to_contain_text("of 30")


def test_files_that_will_not_do_change_nothing(page: Page) -> None:
    open_page(page)
    table = ConvELMClassifier(n_hidden=5, random_state=0).fit([[0.0, 1.0], [1.0, 0.0]], [0, 1])
    for text, said in [("{", "JSON"), (dumps(table), "not a model of drawings")]:
        open_file(page, "other.json", text)
        expect(page.locator("#keep [role=alert]")).to_contain_text(said)
    expect(page.locator(".class-card")).to_have_count(10)


def test_a_file_that_stands_for_far_more_is_asked_about_and_can_be_left(page: Page) -> None:
    open_page(page)
    text = dumps(costly(d=40_000, h=1_000))
    left = page.locator("#keep [role=alert]").filter(has_text="not opened")
    for ways in (["Leave it"], ["Open it", "Cancel"]):
        open_file(page, "large.json", text)
        for way in ways:
            page.get_by_role("dialog").get_by_role("button", name=way).click()
        expect(page.get_by_role("dialog")).to_be_hidden()
        expect(left).to_be_visible()
    draw(page, (0.2, 0.2), (0.8, 0.8))
    expect(page.locator("#verdict")).to_contain_text("%")


def test_names_never_become_html(page: Page) -> None:
    open_page(page)
    two_symbols(page)
    page.get_by_label("Name of the class").first.fill(ATTACK)
    draw(page, (0.4, 0.15), (0.42, 0.85))
    expect(page.locator("#verdict")).to_contain_text("<img")
    text = downloaded(page, "Save model").decode()
    assert json.loads(text)["metadata"]["drawings"][0]["name"] == ATTACK
    open_page(page)
    open_file(page, f"{ATTACK}.json", text)
    expect(page.locator("#honest")).to_contain_text("of 4")
    assert page.evaluate("window.__hit") is None
    assert page.locator("main :is(img, script)").count() == 0


def test_figures_of_before_a_change_are_marked_until_the_new_ones_are_there(page: Page) -> None:
    open_page(page)
    place = page.locator("#honest")
    expect(place).to_contain_text("to learn 30 drawings")
    expect(place).not_to_have_attribute("data-old", "")
    page.evaluate("""() => {
      window.seen = [];
      new MutationObserver(() => {
        const place = document.getElementById('honest');
        const figure = place.querySelector('.figures > div');
        window.seen.push([
          place.hasAttribute('data-old'),
          figure && getComputedStyle(figure, '::after').content,
          place.textContent.includes('31 drawings'),
        ]);
      }).observe(document.getElementById('honest'), { attributes: true, childList: true });
    }""")
    draw(page, (0.5, 0.2), (0.5, 0.8))
    teach(page, "1")
    expect(place).to_contain_text("to learn 31 drawings")
    expect(place).not_to_have_attribute("data-old", "")
    seen = page.evaluate("window.seen")
    assert seen[0] == [True, '"out of date"', False]
    assert seen[-1] == [False, "none", True]


def test_it_shows_one_of_the_symbols_there_are_and_none_where_there_is_none(page: Page) -> None:
    open_page(page)
    page.get_by_role("button", name="New symbols").click()
    example = page.get_by_role("button", name="Show me one")
    expect(example).to_be_hidden()
    draw(page, (0.1, 0.5), (0.9, 0.5))
    teach(page, "Symbol A")
    draw(page, (0.5, 0.1), (0.5, 0.9))
    teach(page, "Symbol B")
    expect(page.locator("#honest")).to_contain_text("to learn 2 drawings")
    for _ in range(3):
        example.click()
        expect(page.locator("#verdict")).to_contain_text("Symbol")
        assert page.locator("#pad canvas").count() == 1
