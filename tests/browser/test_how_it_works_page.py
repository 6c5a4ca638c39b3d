"""The page that explains an ELM, as a person uses it."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.fingers import fingers


@pytest.fixture
def page(returning_page: Page) -> Page:
    """The page, for someone who comes back: Python starts quickly."""
    return returning_page


def open_page(page: Page) -> None:
    page.goto("/how-it-works.html")
    expect(page.locator("#descent-says")).to_contain_text("solved at once")


def run(page: Page, cell: str, code: str | None = None) -> Locator:
    """Run a cell and wait until it is through; return what it printed."""
    place = page.locator(f"#cell-{cell}")
    if code is not None:
        place.locator("textarea").fill(code)
    place.get_by_role("button", name="Run").click()
    expect(place.get_by_role("button", name="Stop")).to_be_disabled()
    return place.locator(".output")


def test_every_piece_of_python_runs_as_it_stands(page: Page) -> None:
    open_page(page)
    for cell, said in [
        ("map", "[["),
        ("solve", "said"),
        ("ridge", "chosen by leave-one-out"),
        ("epochs", "3000 epochs"),
    ]:
        expect(run(page, cell)).to_contain_text(said)
        expect(page.locator(f"#cell-{cell} .wrong")).to_have_count(0)


def test_what_one_types_runs_and_errors_are_told(page: Page) -> None:
    open_page(page)
    expect(run(page, "map", "kept = 6 * 7\nkept")).to_have_text("42\n")
    expect(run(page, "solve", "print(kept)")).to_have_text("42\n")
    output = run(page, "solve", "def f():\n    return 1 / 0\nf()")
    expect(output).to_contain_text("ZeroDivisionError")
    expect(output).to_contain_text("line 2, in f")
    expect(output).not_to_contain_text("_pyodide")
    expect(run(page, "solve", "'<img src=x onerror=window.__hit=1>'")).to_contain_text("<img")
    assert page.evaluate("window.__hit") is None
    expect(run(page, "map", "print('x' * 50_000)")).to_contain_text("more is not shown")


def test_time_is_of_the_code_alone_and_a_missing_module_is_told(page: Page) -> None:
    # Python starts first, and no sooner than this answer comes
    page.context.route("**/manifest.json", lambda route: (time.sleep(5), route.continue_()))
    open_page(page)
    run(page, "map", "kept = 1")
    page.context.unroute("**/manifest.json")
    said = page.locator("#cell-map").get_by_role("status").inner_text()
    took = re.fullmatch(r"Done in (\d+) ms\.", said)
    assert took and int(took[1]) < 5000, said
    output = run(page, "map", "from sklearn.svm import SVC")
    expect(output).to_contain_text("No module named 'sklearn'")
    expect(output).to_contain_text("This page has numpy, elm_core and Python's own modules")
    expect(output).not_to_contain_text("micropip")


def test_what_runs_for_ever_can_be_stopped(page: Page) -> None:
    open_page(page)
    place = page.locator("#cell-map")
    run(page, "map", "mine = 1")
    place.locator("textarea").fill("while True:\n    pass")
    place.locator("textarea").press("Control+Enter")
    expect(place.get_by_role("status")).to_have_text("Running…")
    place.get_by_role("button", name="Stop").click()
    expect(place.get_by_role("status")).to_have_text("Stopped.")
    expect(run(page, "map", "'mine' in globals()")).to_have_text("False\n")
    place.get_by_role("button", name="Start over").click()
    expect(place.locator("textarea")).to_have_value(
        page.locator("#cell-map textarea").input_value()
    )
    assert "RandomState" in place.locator("textarea").input_value()


def test_code_that_is_typed_has_no_network(page: Page) -> None:
    open_page(page)
    expect(run(page, "map", "import js")).to_contain_text("ModuleNotFoundError")
    code = "from pyodide.code import run_js\nrun_js('fetch(\"/\").then')"
    expect(run(page, "map", code)).to_contain_text("Error")


def test_points_are_moved_added_and_taken_out_by_keys(page: Page) -> None:
    open_page(page)
    page.get_by_role("button", name="Points on a wave").click()
    dots = page.locator("#solve .dot")
    expect(dots).to_have_count(12)
    before = page.locator("#ridge-says").inner_text()
    first = dots.first
    first.focus()
    text = first.get_attribute("aria-valuetext")
    page.keyboard.press("Shift+ArrowUp")
    expect(first).not_to_have_attribute("aria-valuetext", str(text))
    expect(page.locator("#ridge-says")).not_to_have_text(before)
    page.keyboard.press("Delete")
    expect(dots).to_have_count(11)
    expect(first).to_be_focused()
    dots.last.focus()
    page.keyboard.press("Delete")
    expect(dots).to_have_count(10)
    expect(dots.last).to_be_focused()
    page.locator("#solve svg").click(position={"x": 30, "y": 30})
    expect(dots).to_have_count(11)
    expect(page.locator("#descent .dot")).to_have_count(11)


def test_a_point_follows_the_pointer(page: Page) -> None:
    open_page(page)
    dot = page.locator("#solve .dot").nth(3)
    dot.scroll_into_view_if_needed()
    before = page.locator("#solve-says").inner_text()
    box = dot.locator("circle").last.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 10, y - 60, steps=4)
    page.mouse.up()
    expect(page.locator("#solve-says")).not_to_have_text(before)
    expect(page.locator("#solve .dot")).to_have_count(24)


def test_a_point_follows_a_finger_and_the_page_scrolls_beside_it(page: Page) -> None:
    open_page(page)
    page.get_by_role("button", name="Points on a wave").click()
    expect(page.locator("#solve .dot")).to_have_count(12)
    dot = page.locator("#solve .dot").nth(3)
    dot.scroll_into_view_if_needed()
    touch = fingers(page)

    def drag(x: float, y: float) -> float:
        """Draw a finger 100 pixels up; return how far the page went with it."""
        before = page.evaluate("scrollY")
        touch("Start", (x, y))
        for i in range(1, 11):
            touch("Move", (x, y - 10 * i))
            page.evaluate("() => new Promise(requestAnimationFrame)")
        touch("End")
        page.wait_for_timeout(200)
        return float(page.evaluate("scrollY") - before)

    box = dot.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    assert drag(x, y) == 0
    moved = dot.bounding_box()
    assert moved and moved["y"] == pytest.approx(box["y"] - 100, abs=2)
    expect(dot).to_be_focused()
    picture = page.locator("#solve svg").bounding_box()
    assert picture
    assert drag(picture["x"] + 10, picture["y"] + picture["height"] - 10) > 50


def test_alpha_by_leave_one_out_and_epochs(page: Page) -> None:
    open_page(page)
    page.get_by_role("button", name="Noisy points").click()
    page.locator("#alpha").fill("-8")
    page.get_by_role("button", name="least error left out").click()
    expect(page.locator("#alpha")).not_to_have_value("-8")
    page.locator("#epochs").fill("40")
    expect(page.locator("#descent-says")).to_contain_text("After 10,000 epochs")
