"""What each page is given, once it is open: all of its ways in."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.injection import hostile
from tests.browser.injection.hands import shown, upload
from tests.browser.injection.hostile import EXAMPLES, table
from tests.browser.injection.payloads import ALL, IN_TEXT, PAYLOADS
from tests.sounds import wav, whistle


def give_texts(page: Page) -> None:
    shown(page, "#classes input")
    shown(page, "#classes textarea")
    page.locator("#sentence").fill(ALL)
    page.locator("#bars tbody tr").first.wait_for()
    shown(page, "#teach-buttons button")
    many = [[f"text {i}", f"label {i}"] for i in range(60)]
    upload(page, "#keep", ("a.csv", table([PAYLOADS[0], PAYLOADS[1]], *many)))
    expect(page.locator("#keep [role=alert]")).to_contain_text(PAYLOADS[0])
    upload(page, "#keep", ("b.csv", EXAMPLES))
    expect(page.locator(".class-card")).to_have_count(len(IN_TEXT))
    shown(page, "#classes input", IN_TEXT)
    page.get_by_label("Name of the class").first.fill(ALL)
    page.locator("#teach-buttons button").last.click()
    page.get_by_role("button", name="Remove", exact=False).first.click()
    page.locator(".toast").wait_for()


def give_messages(page: Page) -> None:
    shown(page, "#classes input")
    shown(page, "#flag option")
    page.locator("#message").fill(ALL)
    page.locator("#bars tbody tr").first.wait_for()
    shown(page, "#why")
    shown(page, "#teach button")
    upload(page, "#batch-drop", (f"{PAYLOADS[0]}.txt", "\n".join(IN_TEXT)))
    shown(page, "#batch-result table:not(.bars)", IN_TEXT)
    upload(page, "#batch-drop", ("b.csv", table(IN_TEXT[::-1], IN_TEXT, IN_TEXT)))
    expect(page.locator("#batch-result")).to_contain_text("2 messages of b.csv")
    upload(page, "#keep", (f"{PAYLOADS[0]}.csv", EXAMPLES))
    expect(page.locator(".class-card")).to_have_count(len(IN_TEXT))


def give_documents(page: Page) -> None:
    expect(page.locator(".toast")).to_contain_text("Opened")
    page.locator("#query").fill("needle")
    expect(page.locator("#found")).to_contain_text("of 30 documents")
    for n in (20, 30):
        page.get_by_role("button", name="Show more").click()
        expect(page.locator("#hits > li")).to_have_count(n)
    shown(page, "#hits")
    shown(page, "#facets")
    upload(page, "#drop", *((f"{p}.md", f"# {p}\nhaystack {p}") for p in IN_TEXT))
    shown(page, "#files", IN_TEXT)
    rows = [[IN_TEXT[(i + j) % 29] for j in range(29)] for i in range(29)]
    upload(page, "#drop", ("rows.csv", table(IN_TEXT, *rows)))
    expect(page.locator("#files")).to_contain_text("rows.csv")
    page.locator("#query").fill(" ".join(PAYLOADS))
    page.locator("#hits mark").first.wait_for()


def give_words(page: Page) -> None:
    expect(page.locator("#files li")).to_have_count(1)
    upload(page, "#drop", *((f"{p}.txt", f"we say {p} often, {p} again") for p in IN_TEXT))
    shown(page, "#files", IN_TEXT)
    for payload in IN_TEXT[:3]:
        page.locator("#text").fill("")
        page.locator("#text").press_sequentially(f"we say {payload} ")
        page.get_by_role("option").first.wait_for()
    page.locator("#text").fill(ALL)
    shown(page, "#ghost")


def give_sounds(page: Page) -> None:
    shown(page, "#words", PAYLOADS[:28])
    shown(page, "#as option", PAYLOADS[:28])
    shown(page, "#left-word option", PAYLOADS[:28])
    page.locator("#new-word").fill(PAYLOADS[29])
    page.get_by_role("button", name="Add the word").click()
    shown(page, "#words", PAYLOADS[29:])
    pcm = base64.b64encode((whistle("rise", rate=16000) * 32767).astype("<i2")).decode()
    taught = [{"word": p, "pcm16": pcm} for p in PAYLOADS]
    file = {"format": "elm-toolkit-sounds", "rate": 16000, "words": PAYLOADS, "samples": taught}
    upload(page, "#keep", (f"{PAYLOADS[0]}.json", json.dumps(file)))
    shown(page, "#words")
    page.locator("#as").select_option("")
    upload(page, "#files", *((f"{p[:12]}.wav", wav(whistle("rise"))) for p in IN_TEXT[:3]))
    page.locator("#learn-message [role=alert], .toast").first.wait_for()


def give_bars(page: Page) -> None:
    expect(page.locator("#took")).to_contain_text("Learnt in")


def give_drawings(page: Page) -> None:
    shown(page, "#classes input")
    shown(page, "#teach-buttons button")
    page.locator("#example").click()
    expect(page.locator("#bars tbody tr").first).to_be_visible()
    page.get_by_label("Name of the class").first.fill(ALL)
    page.get_by_role("button", name="Remove", exact=False).first.click()
    page.locator(".toast").wait_for()


def give_pictures(page: Page) -> None:
    shown(page, "#classes input")
    shown(page, "#teach-buttons button")
    page.get_by_label("Name of the class").first.fill(ALL)
    page.get_by_role("button", name="Remove", exact=False).first.click()
    page.locator(".toast").wait_for()


def give_tables(page: Page) -> None:
    expect(page.locator("#data-message")).to_contain_text(PAYLOADS[0])
    shown(page, "#row-form", IN_TEXT)
    rows = [
        [IN_TEXT[(i + j) % 29] if j % 2 else (i + j) % 7 for j in range(29)] + [IN_TEXT[i % 9]]
        for i in range(120)
    ]
    text = table([*IN_TEXT, "label"], *rows)
    upload(page, "#drop", (f"{PAYLOADS[0]}.csv", text))
    shown(page, "#preview", IN_TEXT)
    expect(page.locator("#target-note")).not_to_be_empty()
    shown(page, "#target option", IN_TEXT)
    page.locator("#target").select_option("label")
    page.get_by_role("button", name="Train", exact=True).click()
    expect(page.locator("#report")).to_contain_text(PAYLOADS[0])
    shown(page, "#report", IN_TEXT[:9])
    upload(page, "#batch-drop", (f"{PAYLOADS[1]}.csv", text))
    page.get_by_role("button", name="Download", exact=False).first.wait_for()
    upload(page, "#more-drop", (f"{PAYLOADS[1]}.csv", text))
    expect(page.locator("#keep-message")).to_contain_text("120 rows more")
    for mode, start in (("Find groups", "#group-work"), ("Find odd rows", "#odd-work")):
        page.get_by_role("radio", name=mode).check(force=True)
        page.locator(f"{start} [data-start]").click()
        page.locator(".figures:visible").wait_for()
    ratings = [[IN_TEXT[i % 29], IN_TEXT[i * 5 % 29], i % 5 + 1] for i in range(200)]
    upload(page, "#drop", ("ratings.csv", table(["person", "thing", "rating"], *ratings)))
    expect(page.locator("#rating-value")).to_have_value("rating")  # its columns are looked at
    page.get_by_role("radio", name="Recommend").check(force=True)
    page.get_by_role("button", name="Learn the tastes").click()
    expect(page.locator("#recommend-results")).to_contain_text("will probably like")
    page.get_by_role("radio", name="Predict a column").check(force=True)


def give_points(page: Page) -> None:
    shown(page, "#classes", PAYLOADS[:20])
    rows = [[i, i % 7, p] for i, p in enumerate(IN_TEXT[-10:])]
    upload(page, "#keep", (f"{PAYLOADS[0]}.csv", table([*PAYLOADS[:3]], *rows)))
    shown(page, "#classes", IN_TEXT[-10:])
    page.locator("#class-name").fill(PAYLOADS[29])
    page.get_by_role("button", name="Add class").click()
    shown(page, "#classes", PAYLOADS[29:])
    many = [[i, i, i] for i in range(30)]
    upload(page, "#keep", ("b.csv", table(PAYLOADS[:3], *many)))
    expect(page.locator("#keep [role=alert]")).to_contain_text(PAYLOADS[2])


def give_streams(page: Page) -> None:
    expect(page.locator(".toast")).to_contain_text("goes on; the other model begins here")
    rows = [[IN_TEXT[(i * j) % 29] if j % 2 else i for j in range(29)] for i in range(150)]
    upload(page, "#drop", (f"{PAYLOADS[0]}.csv", table(IN_TEXT, *rows)))
    expect(page.locator("#file-message")).to_contain_text("150 rows")
    shown(page, "#target option", IN_TEXT[1::2])
    page.locator("#speed").select_option("0")
    if page.locator("#play").inner_text() == "Play":
        page.locator("#play").click()
    expect(page.locator("#said")).to_have_text("The stream has ended.")


def give_chains(page: Page) -> None:
    expect(page.locator("#keep [role=alert]")).to_contain_text("not made here")
    rows = [[IN_TEXT[(i + j) % 29] if j % 2 else i for j in range(29)] for i in range(120)]
    upload(page, "#drop", (f"{PAYLOADS[0]}.csv", table(IN_TEXT, *rows)))
    expect(page.locator("#about")).to_contain_text("120 rows")
    shown(page, "#target option", IN_TEXT[1::2])
    expect(page.locator("#lane-A .score")).to_contain_text("new rows right")


def give_a_link(page: Page) -> None:
    shown(page, "#trial", IN_TEXT)
    shown(page, "#model-title", PAYLOADS[:3])
    upload(page, "#drop", (f"{PAYLOADS[0]}.json", hostile.texts()))
    page.get_by_label("A text").fill(ALL)
    page.locator("#trial .bars tbody tr").first.wait_for()


def give_shelf(page: Page) -> None:
    shown(page, "#models h3")
    shown(page, "#sessions h3")
    last = page.locator("#models li").last
    last.get_by_role("button", name="Rename", exact=False).click()
    page.locator("#models input").fill(ALL)
    page.locator("#models input").press("Enter")
    shown(page, "#models h3")
    last.get_by_role("button", name="Copy link", exact=False).click()
    last.get_by_role("button", name="Remove", exact=False).click()
    page.locator(".toast").wait_for()


def give_gallery(page: Page) -> None:
    page.get_by_role("link", name="Twelve languages").click()
    page.get_by_label("A text").fill(ALL)
    expect(page.locator("#trial .answer")).to_contain_text("None of the 12: they have no")
    page.get_by_label("A text").fill(PAYLOADS[5])
    page.locator("#trial .bars tbody tr").first.wait_for()
    page.evaluate("(all) => { location.hash = all; }", ALL)
    expect(page.locator("#open-title")).to_have_text("News topics")


def give_home(page: Page) -> None:
    page.locator("#sentence").fill(ALL)
    expect(page.locator("#verdict")).to_contain_text("None of the 12: they have no")
    page.locator("#sentence").fill(PAYLOADS[5])
    expect(page.locator("#verdict")).to_contain_text("%")


def give_python(page: Page) -> None:
    place = page.locator("#cell-map")
    for code in (f"print({PAYLOADS!r}[0], *{PAYLOADS!r})", f"raise ValueError({ALL!r})"):
        place.locator("textarea").fill(code)
        place.get_by_role("button", name="Run").click()
        shown(page, "#cell-map .output", IN_TEXT)


#: For each page: its name on the shelf, a model for its link, and what it is given.
WAYS: dict[str, tuple[str, Callable[[], str] | None, Callable[[Page], None]]] = {
    "index.html": ("", None, give_home),
    "text.html": ("Topics", hostile.texts, give_texts),
    "table.html": ("Table", hostile.a_table, give_tables),
    "gallery.html": ("", None, give_gallery),
    "share.html": ("", hostile.a_table, give_a_link),
    "guard.html": ("Guard", hostile.texts, give_messages),
    "search.html": ("Search", hostile.documents, give_documents),
    "type-ahead.html": ("Type-ahead", hostile.words, give_words),
    "draw.html": ("Drawings", hostile.drawings, give_drawings),
    "pictures.html": ("Pictures", hostile.pictures, give_pictures),
    "boundary.html": ("Boundary", hostile.points, give_points),
    "voice.html": ("Voice", hostile.sounds, give_sounds),
    "drums.html": ("Drums", hostile.drums, give_bars),
    "stream.html": ("Stream", hostile.stream, give_streams),
    "models.html": ("", None, give_shelf),
    "compose.html": ("Compose", hostile.chain, give_chains),
    "how-it-works.html": ("", None, give_python),
}
