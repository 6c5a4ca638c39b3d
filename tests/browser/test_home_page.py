"""The home page, as someone who is there for the first time uses it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture
def page(returning_page: Page) -> Page:
    """The page, for someone who comes back: Python starts quickly."""
    return returning_page


def stroke(page: Page, points: list[tuple[float, float]]) -> None:
    """Draw a line through places of the field, 0 to 1."""
    canvas = page.locator("#teach-demo canvas")
    box = canvas.bounding_box()
    assert box
    at = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]
    page.mouse.move(*at[0])
    page.mouse.down()
    for place in at[1:]:
        page.mouse.move(*place, steps=6)
    page.mouse.up()


def upright(page: Page, slant: float) -> None:
    stroke(page, [(0.5 + slant, 0.1), (0.5 - slant, 0.9)])


def ring(page: Page, size: float) -> None:
    corners = [(0.5, 0.5 - size), (0.5 + size, 0.5), (0.5, 0.5 + size), (0.5 - size, 0.5)]
    stroke(page, [*corners, corners[0]])


def test_it_learns_two_symbols_from_three_drawings_each(page: Page) -> None:
    page.goto("/index.html")
    page.get_by_role("button", name="Teach it in 20 seconds").click()  # the only press
    said = page.locator("#verdict")
    expect(said).to_have_text("Draw any symbol, three times")
    thumbs = page.locator("#teach-demo .thumb svg")
    for i, slant in enumerate((0, 0.05, -0.05)):
        upright(page, slant)
        expect(thumbs).to_have_count(i + 1)
    expect(said).to_have_text("Now another symbol, three times")
    for i, size in enumerate((0.3, 0.35, 0.25)):
        ring(page, size)
        expect(thumbs).to_have_count(i + 4)
    expect(said).to_have_text("Draw one of them: which is it?")
    expect(page.locator("#demo-facts")).to_contain_text("Learnt from six drawings in")
    for draw, name in ((ring, "Second"), (upright, "First")):
        draw(page, 0.28 if draw is ring else 0.03)
        expect(said).to_contain_text(f"{name} symbol, ")
        page.get_by_role("button", name="Clear").click()
    page.get_by_role("button", name="Start again").click()
    expect(said).to_have_text("Draw any symbol, three times")
    page.get_by_role("button", name="Language").click()
    expect(page.locator("#verdict")).to_contain_text("German")


def test_what_is_taught_stays_out_of_the_other_demos(page: Page) -> None:
    page.goto("/index.html")
    page.get_by_role("button", name="Teach it in 20 seconds").click()
    said = page.locator("#verdict")
    expect(said).to_have_text("Draw any symbol, three times")
    upright(page, 0)
    page.get_by_role("button", name="Language").click()
    facts = page.locator("#demo-facts")
    expect(facts).to_contain_text("Danish, Dutch, English")
    expect(page.locator("#teach-demo .thumb svg")).to_have_count(1)  # taken while it is hidden
    expect(facts).to_contain_text("Danish, Dutch, English")
    page.get_by_role("button", name="Teach", exact=True).click()
    expect(said).to_have_text("Again: 2 times more")
    expect(facts).to_contain_text("Python loads while you draw")


def test_it_refuses_what_is_none_of_its_languages(page: Page) -> None:
    page.goto("/index.html")
    field = page.locator("#sentence")
    field.fill("Dnes je krásné počasí")
    expect(page.locator("#verdict")).to_have_text("None of the 12: they have no “č”")
    expect(page.locator("#bars tr")).to_have_count(0)
    field.fill("Wo ist der Bahnhof?")
    expect(page.locator("#verdict")).to_contain_text("German")
    expect(page.locator("#demo-facts")).to_contain_text("Danish, Dutch, English")


def test_a_press_of_tab_leads_past_the_menu(page: Page) -> None:
    page.goto("/index.html")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Teach it in 20 seconds")).to_be_focused()


def test_links_lead_to_what_there_is(page: Page) -> None:
    page.goto("/index.html")
    for link in page.locator("#elsewhere a, footer a").all():
        address = link.evaluate("link => link.href")
        if address.startswith(page.url.rsplit("/", 1)[0]):
            assert page.request.get(address).ok, address


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_the_doors_show_what_is_behind_them_and_move_only_where_that_is_wanted(
    page: Page, motion: str
) -> None:
    page.emulate_media(reduced_motion=motion)
    page.goto("/index.html")
    page.locator(".rooms").scroll_into_view_if_needed()
    door = page.locator(".door[href$='draw.html']")
    expect(door).to_have_class(re.compile("seen"))
    door.hover()
    moving = "picture => picture.getAnimations({ subtree: true }).length"
    assert (door.locator("svg").evaluate(moving) > 0) == (motion == "no-preference")
    page.locator("h1").hover()
    shapes = page.locator(".rooms svg.picture")
    expect(shapes).to_have_count(page.locator(".rooms .door").count())
    page.wait_for_timeout(5000)  # each moves once, and stands still then
    assert page.evaluate("document.getAnimations().length") == 0
