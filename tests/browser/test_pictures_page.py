"""The pictures page, as a person uses it: painted patterns, files, and a camera that is not there."""

from __future__ import annotations

import base64
import csv
import json
import re
import struct
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from elm_core import loads
from tests.browser.files import downloaded, open_file

ATTACK = "<img src=x onerror=window.__hit=1>"


@pytest.fixture
def page(returning_page: Page) -> Page:
    """The page, for someone who comes back: Python starts quickly."""
    return returning_page


def open_page(page: Page) -> None:
    page.goto("/pictures.html")
    expect(page.locator("#verdict")).to_contain_text("%")


def picture(red: int, green: int, blue: int, side: int = 40) -> bytes:
    """A PNG of one colour with a bar in the middle."""
    light, dark = bytes([red, green, blue]), bytes([red // 2, green // 2, blue // 2])
    rows = b"".join(
        b"\0" + (dark if side // 3 < y < side // 2 else light) * side for y in range(side)
    )

    return png(struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0), zlib.compress(rows))


def png(head: bytes, body: bytes) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def files(*contents: bytes) -> list[dict[str, object]]:
    return [
        {"name": f"{i}.png", "mimeType": "image/png", "buffer": content}
        for i, content in enumerate(contents)
    ]


def two_colours(page: Page) -> None:
    page.get_by_role("button", name="My own classes").click()
    # a pattern that the page paints is no question to them, nor an answer of theirs
    expect(page.get_by_role("button", name="Show me one")).to_be_hidden()
    expect(page.locator("#verdict")).to_have_text("Show it a picture of your own.")
    for place, colours in enumerate(
        ([(250, 20, 20), (220, 30, 0), (255, 0, 40)], [(0, 20, 250), (30, 0, 220), (0, 60, 255)])
    ):
        card = page.locator(".class-card").nth(place)
        card.get_by_label("Add picture files").set_input_files(
            files(*(picture(*c) for c in colours))
        )
        expect(card.locator(".thumb")).to_have_count(3)
    expect(page.locator("#honest")).to_contain_text("of 6")


def ask_file(page: Page, name: str, content: bytes) -> None:
    file = {"name": name, "mimeType": "image/png", "buffer": content}
    page.locator("#ask-file input").set_input_files(file)


def test_painted_patterns_answer_at_once(page: Page) -> None:
    open_page(page)
    expect(page.locator("#honest")).to_contain_text("of 48")
    expect(page.locator("#bars tbody tr")).to_have_count(4)
    page.get_by_text("What is taken for what").click()
    expect(page.locator("#honest .confusion tbody tr")).to_have_count(4)
    page.locator("#teach-buttons").get_by_role("button", name="Rings").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Remove picture 13 of Rings")).to_be_visible()
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.get_by_label("Remove picture 13 of Rings")).to_have_count(0)


def test_files_of_ones_own_are_learnt(page: Page) -> None:
    open_page(page)
    two_colours(page)
    ask_file(page, "new.png", picture(240, 0, 10))
    expect(page.locator("#verdict")).to_contain_text("Class 1")
    ask_file(page, "new.png", picture(10, 10, 240))
    expect(page.locator("#verdict")).to_contain_text("Class 2")
    page.get_by_label("Remove picture 1 of Class 1").click()
    expect(page.locator("#honest")).to_contain_text("of 5")
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.locator("#honest")).to_contain_text("of 6")


def test_what_is_no_picture_is_said(page: Page) -> None:
    open_page(page)
    ask_file(page, "notes.png", b"no picture")
    expect(page.locator("#try-message [role=alert]")).to_contain_text(
        "The file notes.png is no picture"
    )
    page.locator(".class-card").first.get_by_label("Add picture files").set_input_files(
        files(b"also none", picture(1, 2, 3))
    )
    expect(page.locator("#files-message [role=alert]")).to_contain_text(
        "The file 0.png is no picture"
    )
    expect(page.get_by_label("Remove picture 13 of Stripes")).to_be_visible()


MEASURES = """() => {
  window.decoded = 0;
  const real = window.createImageBitmap;
  window.createImageBitmap = (...given) => {
    window.decoded++;
    return real(...given);
  };
}"""


def blank_picture(width: int, height: int) -> bytes:
    """A PNG of one bit a pixel: small, whatever it unfolds to."""
    row = b"\0" * (1 + (width + 7) // 8)
    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    return png(struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0), body)


SMALL = """async (type) => {
  const canvas = new OffscreenCanvas(64, 64);
  canvas.getContext('2d', { alpha: false }).fillRect(8, 8, 20, 30);
  const blob = await canvas.convertToBlob({ type, quality: 0.8 });
  return [...new Uint8Array(await blob.arrayBuffer())];
}"""


def made(page: Page, kind: str) -> bytes:
    return bytes(page.evaluate(SMALL, f"image/{kind}"))


def enlarged(page: Page, kind: str) -> bytes:
    """A small picture whose head says that it has 12,000 × 10,000 pixels."""
    if kind == "gif":
        frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 12_000, 10_000, 0) + b"\x02\x02\x4c\x01\0;"
        colours = b"\0\0\0\xff\xff\xff"
        return b"GIF89a" + struct.pack("<HHBBB", 12_000, 10_000, 0x80, 0, 0) + colours + frame
    if kind == "bmp":  # runs of equal pixels
        head = struct.pack("<IiiHHIIiiII", 40, 12_000, 10_000, 1, 8, 1, 2, 0, 0, 1, 0)
        return b"BM" + struct.pack("<IHHI", 60, 0, 0, 58) + head + bytes(4) + b"\0\1"
    file = made(page, kind)
    if kind == "jpeg":
        at = file.index(b"\xff\xc0") + 5
        return file[:at] + struct.pack(">HH", 10_000, 12_000) + file[at + 4 :]
    at = file.index(b"\x9d\x01\x2a") + 3
    file = file[:at] + struct.pack("<HH", 12_000, 10_000) + file[at + 4 :]
    if b"VP8X" not in file:
        return file
    at = file.index(b"VP8X") + 12
    return file[:at] + struct.pack("<I", 11_999)[:3] + struct.pack("<I", 9_999)[:3] + file[at + 6 :]


@pytest.mark.parametrize("kind", ["jpeg", "webp", "gif", "bmp"])
def test_pictures_of_every_kind_are_measured(page: Page, kind: str) -> None:
    open_page(page)
    page.evaluate(MEASURES)
    if kind in ("jpeg", "webp"):
        ask_file(page, f"small.{kind}", made(page, kind))
        expect(page.locator("#view canvas")).to_have_attribute(
            "aria-label", f"The picture small.{kind}"
        )
        page.evaluate("decoded = 0")
    ask_file(page, f"huge.{kind}", enlarged(page, kind))
    expect(page.locator("#try-message [role=alert]")).to_contain_text(
        f"The picture huge.{kind} has 12,000 × 10,000 pixels"
    )
    assert page.evaluate("decoded") == 0


def test_pictures_are_measured_before_they_are_decoded(page: Page) -> None:
    open_page(page)
    page.evaluate(MEASURES)
    huge = blank_picture(20_000, 20_000)
    assert len(huge) < 50_000
    ask_file(page, "huge.png", huge)
    alert = page.locator("#try-message [role=alert]")
    expect(alert).to_contain_text(
        "The picture huge.png has 20,000 × 20,000 pixels; at most 64 megapixels are read"
    )
    card = page.locator(".class-card").first
    card.get_by_label("Add picture files").set_input_files(
        files(huge, picture(1, 2, 3), blank_picture(8001, 8000))
    )
    expect(page.locator("#files-message [role=alert]")).to_contain_text("0.png has 20,000")
    expect(page.get_by_label("Remove picture 13 of Stripes")).to_be_visible()
    assert page.evaluate("decoded") == 1
    ask_file(page, "beyond.png", blank_picture(30_000, 30_000))  # browsers do not even measure it
    expect(alert).to_contain_text("or far too large a one: save it as PNG or JPEG of at most 64")
    ask_file(page, "drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")
    expect(alert).to_contain_text("The file drawing.svg is no picture")
    assert page.evaluate("decoded") == 1


def test_without_a_camera_the_page_says_what_else_there_is(page: Page) -> None:
    open_page(page)
    page.evaluate(
        "() => { navigator.mediaDevices.getUserMedia = () => "
        "Promise.reject(new DOMException('', 'NotFoundError')); }"
    )
    page.get_by_role("button", name="Use the camera").click()
    expect(page.locator("#try-message [role=alert]")).to_contain_text("No camera was found")
    expect(page.locator("#verdict")).to_contain_text("%")


def test_holding_a_button_records_from_the_camera(page: Page) -> None:
    open_page(page)
    page.evaluate(
        """() => {
          const canvas = document.createElement('canvas');
          const context = canvas.getContext('2d');
          let turn = 0;
          setInterval(() => {
            context.fillStyle = `hsl(${(turn += 20)} 80% 50%)`;
            context.fillRect(0, 0, 300, 150);
          }, 50);
          navigator.mediaDevices.getUserMedia = async () => canvas.captureStream();
        }"""
    )
    page.get_by_role("button", name="Use the camera").click()
    expect(page.get_by_role("button", name="Stop the camera")).to_be_visible()
    expect(page.locator("video")).to_be_visible()
    hold = page.locator("#teach-buttons").get_by_role("button", name="Dots")
    hold.scroll_into_view_if_needed()
    expect(hold).to_be_in_viewport(ratio=1)
    for _ in range(5):  # the page may still scroll to it when the mouse comes down
        hold.hover()
        page.mouse.down()
        if "held" in (hold.get_attribute("class") or ""):
            break
        page.mouse.up()
    expect(page.get_by_label("Remove picture 15 of Dots")).to_be_visible()
    page.mouse.up()
    expect(page.locator(".toast")).to_contain_text("pictures to Dots")
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.get_by_label("Remove picture 13 of Dots")).to_have_count(0)
    page.get_by_role("button", name="Stop the camera").click()
    expect(page.locator("video")).to_be_hidden()


def test_a_saved_model_comes_back_with_its_pictures(page: Page) -> None:
    open_page(page)
    two_colours(page)
    text = downloaded(page, "Save model").decode()
    assert loads(text).classes_.tolist() == ["Class 1", "Class 2"]
    table = list(csv.reader(downloaded(page, "Export pictures").decode().splitlines()))
    assert [row[0] for row in table[1:]] == ["Class 1"] * 3 + ["Class 2"] * 3
    page.get_by_role("button", name="Start over").click()
    expect(page.locator("#honest")).to_contain_text("of 48")
    open_file(page, "model.json", text)
    expect(page.locator("#honest")).to_contain_text("of 6")


def test_hostile_files_change_nothing_and_names_stay_text(page: Page) -> None:
    open_page(page)
    short = base64.b64encode(b"123").decode()
    samples = [{"group": 1, "pixels": short}]
    for metadata in ({}, {"side": 32, "pictures": [{"name": "a", "samples": samples}]}):
        file = {
            "name": f"{ATTACK}.json",
            "mimeType": "application/json",
            "buffer": json.dumps({"metadata": metadata}).encode(),
        }
        page.locator("#keep input[type=file]").set_input_files(file)
        expect(page.locator("#keep [role=alert]")).to_contain_text("holds no pictures")
    page.get_by_label("Name of the class").first.fill(ATTACK)
    expect(page.locator("#bars")).to_contain_text("<img")
    ask_file(page, f"{ATTACK}.png", picture(9, 9, 9))
    expect(page.locator("#view canvas")).to_have_attribute(
        "aria-label", f"The picture {ATTACK}.png"
    )
    assert page.evaluate("window.__hit") is None
    assert page.locator("main :is(img, script)").count() == 0


def test_a_folder_of_classes_takes_the_place_of_the_patterns(page: Page, tmp_path: Path) -> None:
    open_page(page)
    for name, colour in (("leaves", (40, 200, 60)), ("bricks", (210, 60, 50))):
        (tmp_path / "things" / name).mkdir(parents=True)
        for i in range(3):
            red, green, blue = (min(255, part + 4 * i) for part in colour)
            (tmp_path / "things" / name / f"{i}.png").write_bytes(picture(red, green, blue))
    (tmp_path / "things" / "notes.txt").write_text("no picture")
    (tmp_path / "things" / "bricks" / "damaged.png").write_bytes(b"no picture")
    page.locator("input[webkitdirectory]").set_input_files(tmp_path / "things")
    names = page.get_by_role("textbox", name="Name of the class")
    expect(names).to_have_count(2)
    assert sorted(names.nth(i).input_value() for i in range(2)) == ["bricks", "leaves"]
    expect(page.locator("#files-message [role=alert]")).to_have_text(
        re.compile("^1 of these 7 pictures was left out. The file damaged.png is no picture")
    )
    expect(page.locator("#reading")).to_be_hidden()
    ask_file(page, "new.png", picture(60, 190, 70))
    expect(page.locator("#verdict")).to_contain_text("leaves")
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(names).to_have_count(4)
