"""What is seen: in colours of the system's choosing, by keyboard, on narrow screens, from right to left.

Pictures are compared where a rule alone would not tell whether anything shows.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from build_steps.paths import WEB

NAME = "العربية"
#: Whether the text of the second element begins right of where that of the first ends.
FOLLOWS = """([name, whole]) => {
  const box = (node, from, to) => {
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    return range.getBoundingClientRect();
  };
  const last = whole.lastChild;
  return box(last, 0, last.length).left >= name.getBoundingClientRect().right - 1;
}"""


def until_ready(page: Page) -> None:
    expect(page.locator("#status")).to_have_text("Ready")


def picture(page: Page, part: Locator) -> bytes:
    """What is seen of a part and a little around it."""
    part.scroll_into_view_if_needed()
    box = part.bounding_box()
    assert box
    page.mouse.move(1, 1)
    clip = {"x": box["x"] - 5, "y": box["y"] - 5}
    return page.screenshot(
        clip=clip | {"width": box["width"] + 10, "height": box["height"] + 10},
        animations="disabled",
        caret="hide",
    )


def shows_focus(page: Page, part: Locator) -> bool:
    page.evaluate("document.activeElement.blur()")
    before = picture(page, part)
    page.keyboard.press("Shift")  # as one who uses keys: focus by script is then shown
    part.focus()
    page.wait_for_timeout(300)  # Pico lets colours change in steps
    return picture(page, part) != before


# -- colours of the system's choosing --


def test_forced_colours_leave_the_steps_of_drums_apart(returning_page: Page):
    page = returning_page
    page.emulate_media(forced_colors="active")
    page.goto("/drums.html")
    seen = [
        page.locator(f".step[data-state={state}]").first.screenshot()
        for state in ("off", "soft", "on", "loud")
    ]
    assert len(set(seen)) == len(seen)


def test_forced_colours_leave_the_regions_of_the_plane_apart(returning_page: Page):
    page = returning_page
    page.emulate_media(forced_colors="active")
    page.goto("/boundary.html")
    page.wait_for_function("""() => {
      const plane = document.querySelector('.plane');
      const at = (x, y) => [...plane.getContext('2d').getImageData(x, y, 1, 1).data].join();
      const [w, h] = plane ? [plane.width, plane.height] : [0, 0];
      return w > 0 && at(w * 0.05, h * 0.1) !== at(w * 0.95, h * 0.9);
    }""")


def test_forced_colours_leave_bars_and_what_is_pressed_to_be_seen(returning_page: Page):
    page = returning_page
    page.emulate_media(forced_colors="active")
    page.goto("/index.html")
    expect(page.locator(".bar").first).to_have_css("background-image", re.compile("gradient"))
    pressed, other = (
        page.locator(f".segments [aria-pressed={state}]").first for state in ("true", "false")
    )
    fill = "(button) => getComputedStyle(button).backgroundColor"
    assert pressed.evaluate(fill) != other.evaluate(fill)
    assert shows_focus(page, other)


def test_forced_colours_leave_ticks_to_be_seen(returning_page: Page):
    page = returning_page
    page.emulate_media(forced_colors="active")
    page.goto("/drums.html")
    box = page.locator("main input[type=checkbox]:checked").first
    handle = box.element_handle()
    assert handle
    ticked = handle.screenshot()
    handle.uncheck()
    page.mouse.move(1, 1)
    page.evaluate("document.activeElement.blur()")
    assert handle.screenshot() != ticked


# -- the focus --


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_slider_and_a_loud_step_show_the_focus(returning_page: Page, scheme):
    page = returning_page
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto("/drums.html")
    until_ready(page)
    for part in ("#tempo", ".step[data-state=loud]", ".step[data-state=on]", "#play"):
        assert shows_focus(page, page.locator(part).first), part


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_chosen_of_the_models_shows_the_focus(returning_page: Page, scheme):
    page = returning_page
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto("/index.html")
    page.locator(".bar").first.wait_for()
    assert shows_focus(page, page.locator(".segments [aria-pressed=true]"))
    page.goto("/gallery.html")
    chosen = page.locator("#models .door[aria-current]")
    chosen.wait_for()
    chosen.focus()
    page.keyboard.press("Shift")
    assert chosen.evaluate("(door) => getComputedStyle(door).outlineStyle") == "solid"


# -- the order --


@pytest.mark.parametrize("name", ["text", "draw", "pictures"])
def test_what_is_shown_first_on_a_narrow_screen_is_first_by_keyboard(returning_page: Page, name):
    page = returning_page
    page.goto(f"/{name}.html")
    expect(page.locator(".split > aside")).to_be_visible()
    parts = """() => [...document.querySelectorAll('.split > *')].map((part) => {
      const { left, top } = part.getBoundingClientRect();
      return [part.localName, Math.round(left), Math.round(top)];
    })"""
    page.set_viewport_size({"width": 390, "height": 844})
    (first, left, top), (_, below_left, below) = page.evaluate(parts)
    assert first == "aside"
    assert left == below_left and top < below
    page.set_viewport_size({"width": 1280, "height": 844})
    (_, left, top), (_, beside, level) = page.evaluate(parts)
    assert left > beside and top == level


# -- from right to left --


def test_an_arabic_class_and_its_share_stand_in_order(returning_page: Page):
    page = returning_page
    page.goto("/text.html")
    until_ready(page)
    names = page.get_by_label("Name of the class")
    for i in range(names.count()):
        names.nth(i).fill(f"{NAME} {i + 1}")
    page.fill("#sentence", "the team won the match")
    verdict = page.locator("#verdict")
    expect(verdict).to_have_text(re.compile(NAME))
    expect(verdict.locator("bdi")).to_have_text(re.compile(NAME))
    name, whole = verdict.locator("bdi").element_handle(), verdict.element_handle()
    assert page.evaluate(FOLLOWS, [name, whole])
    expect(page.locator("#bars th bdi").first).to_have_text(f"{NAME} 1")
    assert names.first.evaluate("(field) => getComputedStyle(field).direction") == "rtl"


def test_fields_of_text_take_the_direction_of_what_is_written():
    for path in WEB.glob("*.html"):
        for field in re.findall(
            r"<textarea[^>]*>|<input[^>]*type=\"(?:text|search)\"[^>]*>", path.read_text("utf-8")
        ):
            assert 'dir="auto"' in field, (path.name, field)


def test_no_suggestion_lies_upon_what_runs_from_right_to_left(returning_page: Page):
    page = returning_page
    page.goto("/type-ahead.html")
    until_ready(page)
    page.locator("#paste summary").click()
    page.fill("#pasted", "العالم جميل جدا. العالم جميل اليوم. " * 3)
    page.click("#use-pasted")
    expect(page.locator("#files li")).not_to_have_count(1)
    text = page.locator("#text")
    text.fill("")
    text.press_sequentially("العالم ج")
    chip = page.locator(".suggestion", has_text="جميل")
    expect(chip).to_be_visible()
    expect(page.locator("#ghost i")).to_have_text("")
    text.press("ArrowRight")
    assert text.input_value() == "العالم ج"  # back, not on
    text.press("End")
    chip.click()
    expect(text).to_have_value(re.compile("^العالم جميل"))


# -- narrow screens and paper --


def test_nothing_leaves_its_card_at_320_pixels(returning_page: Page):
    page = returning_page
    page.set_viewport_size({"width": 320, "height": 640})
    beyond = """(card) => {
      const { right } = card.getBoundingClientRect();
      return [...card.querySelectorAll('button, select')]
        .filter((one) => one.getBoundingClientRect().right > right)
        .map((one) => one.ariaLabel ?? one.id);
    }"""
    page.goto("/stream.html")
    assert page.locator(".card", has=page.locator("#speed")).evaluate(beyond) == []
    page.goto("/compose.html")
    page.locator(".brick").first.wait_for()
    for brick in page.locator(".brick").all():
        assert brick.evaluate(beyond) == []


@pytest.mark.parametrize("name", ["draw", "pictures", "table", "models"])
def test_the_menu_is_one_line_at_320_pixels(returning_page: Page, name):
    page = returning_page
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"/{name}.html")
    tops = page.locator("header nav summary").evaluate_all(
        "(all) => all.map((one) => one.offsetTop)"
    )
    assert len(set(tops)) == 1


def test_what_floats_is_not_printed(returning_page: Page):
    page = returning_page
    page.goto("/share.html")
    page.evaluate("""() => ['offer', 'toasts'].forEach((name) => {
      const floating = document.createElement('section');
      floating.className = name;
      floating.textContent = name;
      document.body.append(floating);
    })""")
    for name in ("offer", "toasts"):
        expect(page.locator(f".{name}").first).to_be_visible()
    page.emulate_media(media="print")
    for name in ("offer", "toasts"):
        expect(page.locator(f".{name}").first).to_be_hidden()
