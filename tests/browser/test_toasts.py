"""Short messages are read at a glance: two lines on a phone, and none is cut."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

FORM = """span => {
  const line = parseFloat(getComputedStyle(span).lineHeight);
  return [Math.round(span.scrollHeight / line), span.scrollHeight - span.clientHeight];
}"""
#: A page, and what is pressed there.
SAID = [
    ("text.html", "Start empty"),
    ("guard.html", "Start empty"),
    ("text.html", "Copy link"),
    ("type-ahead.html", "Copy link"),
    ("type-ahead.html", "Keep in this browser"),
    ("guard.html", "Save model"),
]


@pytest.mark.parametrize(("file", "name"), SAID)
def test_it_has_two_lines_on_a_phone(returning_page: Page, file: str, name: str) -> None:
    page = returning_page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/{file}")
    done = {"text.html": "#honest", "guard.html": "#scores strong", "type-ahead.html": "#saved"}
    expect(page.locator(done[file]).first).to_contain_text(re.compile(r"%|\d of \d"))
    page.get_by_role("button", name=name, exact=True).click()
    lines, hidden = page.locator(".toast > span").evaluate(FORM)
    assert lines <= 2
    assert hidden <= 1


def test_a_long_name_is_cut_rather_than_the_message_is_high(returning_page: Page) -> None:
    page = returning_page
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/text.html")
    csv = "text,label\n" + "one,a\ntwo,b\n" * 3
    name = f"{'a long name ' * 12}.csv"
    file = {"name": name, "mimeType": "text/csv", "buffer": csv.encode()}
    page.locator("#keep input[type=file]").set_input_files(file)
    toast = page.locator(".toast > span")
    expect(toast).to_contain_text("Opened a long name")
    box = toast.bounding_box()
    assert box and box["height"] < 50
    assert page.get_by_role("button", name="Undo").is_visible()
