"""The boundary page, as a person uses it."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from elm_core import loads
from tests.browser.files import downloaded, open_file
from tests.browser.fingers import fingers

ATTACK = "<img src=x onerror=window.__hit=1>"


@pytest.fixture
def page(returning_page: Page) -> Page:
    """The page, for someone who comes back: Python starts quickly."""
    return returning_page


def open_page(page: Page) -> None:
    page.goto("/boundary.html")
    learnt(page, 100)


def learnt(page: Page, n: int) -> None:
    expect(page.locator("#honest .figures")).to_contain_text(f"of {n}")


def click(page: Page, x: float, y: float) -> None:
    """Click at a place of the plane, −1 to 1."""
    plane = page.locator("#plane canvas")
    box = plane.bounding_box()
    assert box
    plane.click(
        position={"x": (x + 1) / 2 * box["width"], "y": (1 - y) / 2 * box["height"]}, force=True
    )


def place_of(page: Page, x: float, y: float) -> tuple[float, float]:
    """Where a place of the plane, −1 to 1, is on the screen."""
    plane = page.locator("#plane canvas")
    plane.scroll_into_view_if_needed()
    box = plane.bounding_box()
    assert box
    return box["x"] + (x + 1) / 2 * box["width"], box["y"] + (1 - y) / 2 * box["height"]


def points_of(page: Page) -> list[tuple[float, float]]:
    rows = list(csv.reader(downloaded(page, "Export points").decode().splitlines()))[1:]
    return [(round(float(x), 1), round(float(y), 1)) for x, y, _ in rows]


def test_the_plane_and_the_classes_are_seen_without_scrolling(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    open_page(page)
    for place in (page.locator("#classes button").last, page.locator("#plane canvas")):
        box = place.bounding_box()
        assert box and box["y"] >= 0 and box["y"] + box["height"] <= 900
    expect(page.locator("#curve")).not_to_contain_text("log")


def two_points(page: Page) -> Callable[..., None]:
    """The plane with one point on the left, one on the right, and fingers for it."""
    page.get_by_role("button", name="Clear").click()
    click(page, -0.5, 0)
    click(page, 0.5, 0)
    assert points_of(page) == [(-0.5, 0), (0.5, 0)]
    return fingers(page)


def long_press(page: Page, x: float, y: float) -> None:
    """What a browser of a phone says while a finger rests."""
    page.locator("#plane canvas").evaluate(
        """(canvas, [clientX, clientY]) => canvas.dispatchEvent(
          new PointerEvent('contextmenu', { clientX, clientY, pointerType: 'touch' }))""",
        place_of(page, x, y),
    )


def test_it_starts_with_regions_honest_figures_and_a_curve(page: Page) -> None:
    open_page(page)
    expect(page.locator("#honest")).to_contain_text("of 500 new points of this kind right")
    expect(page.locator("#curve")).to_contain_text("Best left out")
    page.locator("#curve").get_by_role("button", name="Show as table").click()
    expect(page.locator("#curve tbody tr")).to_have_count(13)


def test_points_are_added_dragged_and_taken_back(page: Page) -> None:
    open_page(page)
    click(page, 0.9, 0.9)
    learnt(page, 101)
    expect(page.locator("#honest")).not_to_contain_text("new points")
    plane = page.locator("#plane canvas")
    box = plane.bounding_box()
    assert box
    page.mouse.move(box["x"] + 0.95 * box["width"], box["y"] + 0.05 * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + 0.5 * box["width"], box["y"] + 0.05 * box["height"], steps=5)
    page.mouse.up()
    page.get_by_role("button", name="Undo", exact=True).first.click()
    learnt(page, 101)
    page.get_by_role("button", name="Undo", exact=True).first.click()
    learnt(page, 100)
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("#honest [role=alert]")).to_contain_text("at least two classes")
    page.keyboard.press("Control+z")
    learnt(page, 100)


def test_a_second_finger_leaves_the_points_alone(page: Page) -> None:
    open_page(page)
    touch = two_points(page)
    right = place_of(page, 0.5, 0)
    touch("Start", place_of(page, -0.5, 0))
    touch("Start", place_of(page, -0.5, 0), right)
    for i in range(1, 7):
        touch("Move", place_of(page, -0.5, 0.1 * i), right)
    touch("End")
    assert points_of(page) == [(-0.5, 0.6), (0.5, 0)]
    touch("Start", place_of(page, 0.5, 0))
    touch("Move", place_of(page, 0.5, -0.4))
    touch("End")
    assert points_of(page) == [(-0.5, 0.6), (0.5, -0.4)]


def test_a_long_press_takes_its_point_out_and_moves_no_other(page: Page) -> None:
    open_page(page)
    touch = two_points(page)
    touch("Start", place_of(page, -0.5, 0))
    long_press(page, -0.5, 0)
    for i in range(1, 5):
        touch("Move", place_of(page, -0.5, 0.1 * i))
    touch("End")
    assert points_of(page) == [(0.5, 0)]


def test_a_slow_tap_adds_a_point_that_stays(page: Page) -> None:
    open_page(page)
    touch = two_points(page)
    touch("Start", place_of(page, 0, 0.5))
    long_press(page, 0, 0.5)
    touch("End")
    assert points_of(page) == [(-0.5, 0), (0.5, 0), (0, 0.5)]
    click(page, 0, -0.5)
    page.mouse.click(*place_of(page, 0, -0.5), button="right")
    assert points_of(page) == [(-0.5, 0), (0.5, 0), (0, 0.5)]


def test_the_keys_add_and_remove_points_of_a_class(page: Page) -> None:
    open_page(page)
    page.get_by_role("radio", name="A").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="B")).to_be_focused()
    plane = page.locator("#plane canvas")
    plane.focus()
    for key in ["ArrowUp"] * 5 + [" "]:
        plane.press(key)
    learnt(page, 101)
    expect(page.locator("#here")).to_contain_text("x 0.00, y 0.25")
    page.get_by_text("As a table").click()
    expect(page.locator("#honest tbody tr").nth(1)).to_contain_text("B51")
    plane.press("Delete")
    learnt(page, 100)


def undo_in_toast(page: Page) -> None:
    page.locator(".toast").get_by_role("button", name="Undo").click()


def hover(page: Page, x: int, y: int) -> None:
    page.locator("#plane canvas").hover(position={"x": x, "y": y}, force=True)


def test_the_undo_of_a_toast_leads_back_to_before_it_whatever_came_after(page: Page) -> None:
    open_page(page)
    page.get_by_role("button", name="Clear").click()
    click(page, 0.9, 0.9)
    undo_in_toast(page)
    learnt(page, 100)
    expect(page.get_by_role("button", name="Two moons")).to_have_attribute("aria-pressed", "true")
    page.locator("#undo").click()  # the one point that came after
    expect(page.locator("#honest [role=alert]")).to_contain_text("at least two classes")
    for _ in range(2):
        page.locator("#undo").click()
    learnt(page, 100)
    expect(page.locator("#undo")).to_be_disabled()


def test_undo_brings_back_the_settings_that_went_with_the_points(page: Page) -> None:
    open_page(page)
    kernel = page.get_by_role("button", name="Kernel", exact=True)
    kernel.click()
    page.locator("#set-kernel").select_option("laplacian")
    page.get_by_role("button", name="XOR").click()
    for take_back in (lambda: undo_in_toast(page), page.locator("#undo").click):
        page.get_by_role("button", name="Start over").click()
        expect(kernel).to_have_attribute("aria-pressed", "false")
        take_back()
        expect(kernel).to_have_attribute("aria-pressed", "true")
        expect(page.locator("#set-kernel")).to_have_value("laplacian")
        expect(page.get_by_role("button", name="XOR")).to_have_attribute("aria-pressed", "true")


def test_a_model_that_is_gone_says_nothing(page: Page) -> None:
    open_page(page)
    here = page.locator("#here")
    hover(page, 100, 100)
    expect(here).to_contain_text("%")
    page.get_by_role("button", name="Blobs").click()
    expect(here).to_contain_text("A, ")  # what is said follows the model
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("#honest [role=alert]")).to_be_visible()
    expect(here).to_have_text(re.compile(r"^x -?[\d.]+, y -?[\d.]+$"))
    hover(page, 150, 150)
    page.wait_for_timeout(500)
    expect(here).to_have_text(re.compile(r"^x -?[\d.]+, y -?[\d.]+$"))
    page.get_by_role("button", name="Save model").click()
    expect(page.locator("#keep [role=alert]")).to_contain_text("not learnt anything yet")


def test_a_class_of_a_long_name_stays_within_a_narrow_page(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    open_page(page)
    for _ in range(2):
        page.get_by_label("Name of a new class").fill(40 * "W")
        page.keyboard.press("Enter")
        click(page, 0.9, 0.9)
        page.get_by_text("As a table").click()
        expect(page.locator("#here")).to_contain_text("%")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.get_by_role("button", name="Colour names").click()
        learnt(page, 35)


@pytest.mark.parametrize("kind", ["Kernel", "Deep", "Online"])
def test_every_kind_learns_the_moons(page: Page, kind: str) -> None:
    open_page(page)
    page.get_by_role("button", name=kind, exact=True).click()
    expect(page.get_by_role("button", name=kind, exact=True)).to_be_focused()
    if kind == "Online":
        expect(page.locator("#curve")).to_contain_text("keeps no rows")
        click(page, 0.9, 0.9)
        expect(page.locator("#honest")).to_contain_text("to learn 1 point")
    else:
        expect(page.locator("#curve")).to_contain_text("Best left out")
        learnt(page, 100)
    expect(page.locator("#honest [role=alert]")).to_have_count(0)


def test_a_class_and_colours_of_ones_own(page: Page) -> None:
    open_page(page)
    page.get_by_role("button", name="Colour names").click()
    learnt(page, 35)
    page.get_by_label("Name of a new class").fill("Teal")
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name="Teal")).to_be_checked()
    page.get_by_label("A colour").fill("#008080")
    expect(page.locator("#colour-said")).to_contain_text("%")
    page.locator("#teach-colour").click()
    learnt(page, 36)
    expect(page.locator("#colour-said")).to_contain_text("Teal")


def test_a_saved_model_comes_back_with_its_points(page: Page) -> None:
    open_page(page)
    page.get_by_role("button", name="Kernel", exact=True).click()
    page.get_by_role("button", name="XOR").click()
    click(page, 0.9, 0.9)
    learnt(page, 101)
    text = downloaded(page, "Save model").decode()
    rows = list(csv.reader(downloaded(page, "Export points").decode().splitlines()))[1:]
    model = loads(text)
    assert type(model).__name__ == "KernelELMClassifier"
    assert model.score([[float(x), float(y)] for x, y, _ in rows], [r[2] for r in rows]) > 0.9
    page.get_by_role("button", name="Start over").click()
    learnt(page, 100)
    open_file(page, "boundary-model.json", text)
    learnt(page, 101)
    expect(page.get_by_role("button", name="Kernel", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )


def test_files_of_points_and_those_that_will_not_do(page: Page) -> None:
    open_page(page)
    for name, text, said in [
        ("a.csv", "x,label\n1,a\n2,b\n", "two columns of numbers"),
        ("b.csv", "x,y,label\n" + "".join(f"1,2,l{i}\n" for i in range(30)), "30 distinct labels"),
        ("c.json", "{}", "holds no points"),
        ("d.json", '{"metadata": {"boundary": {"points": 3}}}', "holds no points"),
    ]:
        open_file(page, name, text)
        expect(page.locator("#keep [role=alert]")).to_contain_text(said)
    learnt(page, 100)
    open_file(page, "own.csv", "width (cm);h;kind\n71,8;29;dog\n60;30,5;cat\n65,9;31;dog\n")
    learnt(page, 3)
    expect(page.locator("#axes")).to_have_text("Across: width (cm), 60 to 71.8. Up: h, 29 to 31.")
    page.locator(".plane").hover(position={"x": 10, "y": 10})
    expect(page.locator("#here")).to_contain_text("width (cm) 59")
    for _ in range(2):  # of the table, and of the model that is kept of it
        points = downloaded(page, "Export points").decode("utf-8-sig").splitlines()
        assert points == ["width (cm),h,kind", "71.8,29,dog", "60,30.5,cat", "65.9,31,dog"]
        kept = downloaded(page, "Save model")
        page.get_by_role("button", name="Two moons").click()
        expect(page.locator("#axes")).to_be_hidden()
        open_file(page, "kept.json", kept.decode())
        learnt(page, 3)
    open_file(page, "own.csv", f"w;h;kind\n1;100;a\n2;200;{ATTACK}\n1;110;a\n2;190;{ATTACK}\n")
    learnt(page, 4)
    click(page, 0.9, 0.5)
    learnt(page, 5)
    assert page.evaluate("window.__hit") is None
    assert page.locator("main :is(img, script)").count() == 0
