"""What strangers write stays text: thirty payloads, on every page, by every way in."""

from __future__ import annotations

import base64
import csv
import io
import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, TimeoutError, expect

from elm_core import ConvELMClassifier, OnlineELMClassifier, dumps
from elm_core.tasks import (
    Autocomplete,
    DrumMachine,
    SearchIndex,
    TableClassifier,
    TextClassifier,
    VoiceCommands,
)
from tests.browser.test_every_page import PAGES
from tests.links import fragment
from tests.sounds import wav, whistle

#: Elements of theirs carry the attribute pwn, and code of theirs calls pwned(). At most 40
#: characters each, as long as a name may be.
PAYLOADS = [
    "<img pwn src=x onerror=pwned()>",
    "<script pwn>pwned()</script>",
    '"><svg pwn onload=pwned()>',
    "<iframe pwn src=javascript:top.pwned()>",
    "<math pwn href=javascript:pwned()>x",
    "<svg pwn><animate pwn onbegin=pwned()>",
    "<template pwn><script>pwned()</script>",
    "<details pwn open ontoggle=pwned()>",
    "<object pwn data=javascript:pwned()>",
    "<a pwn href=javascript:pwned()>x</a>",
    "<form pwn><input pwn name=parentNode>",
    "<base pwn href=//evil.test/>",
    "<meta pwn http-equiv=refresh content=0>",
    "<link pwn rel=stylesheet href=//e.test>",
    "<style pwn>*{background:url(//e.test)}",
    "<!--><img pwn src=x onerror=pwned()>",
    "</script><script pwn>pwned()</script>",
    "</textarea><img pwn src onerror=pwned()>",
    "</title><script pwn>pwned()</script>",
    "' pwn autofocus onfocus=pwned() x='",
    '" pwn onmouseover="pwned()',
    "&lt;img pwn src=x onerror=pwned()&gt;",
    "javascript:pwned()",
    "data:text/html,<script>pwned()</script>",
    "{{constructor.constructor('pwned()')()}}",
    "${pwned()}",
    "__proto__",
    "constructor",
    "<b pwn>\u202egnp.elif",
    "<u pwn>\0<img pwn src=x>",
]
ALL = "\n".join(PAYLOADS)
#: A text file with a zero byte is refused as a whole.
IN_TEXT = [payload for payload in PAYLOADS if "\0" not in payload]

#: Keeps all text that was ever shown.
LISTEN = """
window.said = '';
new MutationObserver((records) => {
  for (const { target, addedNodes } of records) {
    if (!addedNodes.length) window.said += target.textContent + '\\n';
    for (const node of addedNodes) window.said += node.textContent + '\\n';
  }
}).observe(document, { subtree: true, childList: true, characterData: true });
"""
STRANGE = """() => [
  ...[...document.querySelectorAll(
    '[pwn], iframe, object, embed, base, meta[http-equiv=refresh], body script, body style'
  )].map((element) => element.outerHTML),
  ...[...document.querySelectorAll('[href], [src], [action], [data]')]
    .flatMap((element) => ['href', 'src', 'action', 'data'].map((name) => element.getAttribute(name)))
    .filter((address) => /^\\s*(javascript:|data:text|.*evil\\.test|.*\\be\\.test)/i.test(address)),
  ...[...document.querySelectorAll('*')].flatMap((element) =>
    element.getAttributeNames().filter((name) => name.startsWith('on'))),
  ...Object.keys(Object.prototype),
]"""
TEXTS = """(place) => [...document.querySelectorAll(place)]
  .map((element) => (element.matches('input, textarea') ? element.value : element.textContent))
  .join('\\n')"""
KEEP = """async ([own, files]) => {
  const { Shelf } = await import(new URL('client/index.js', own));
  for (const [shelf, list] of files) {
    const kept = await Shelf.open(shelf ?? undefined);
    for (const { name, json, about } of list) await kept.put(name, json, { about });
    kept.close();
  }
}"""
FORGET = """async () => {
  for (const { name } of await indexedDB.databases()) {
    await new Promise((done) => {
      const request = indexedDB.deleteDatabase(name);
      request.onsuccess = request.onerror = request.onblocked = done;
    });
  }
}"""
DROP = """async ([zone, names, text]) => {
  for (const name of names) {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], name));
    document.querySelectorAll('.dropzone')[zone].dispatchEvent(
      new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    await new Promise((done) => setTimeout(done, 4));
  }
}"""


@pytest.fixture
def page(returning_page: Page) -> Iterator[Page]:
    """A page that must run nothing, go nowhere and gain no element."""
    page = returning_page
    ran: list[str] = []
    went: list[str] = []
    page.expose_function("pwned", lambda *_: ran.append("pwned()"))
    page.add_init_script(LISTEN)
    page.on("dialog", lambda dialog: (ran.append(dialog.type), dialog.dismiss()))
    page.on("popup", lambda popup: ran.append(popup.url))
    page.on("framenavigated", lambda frame: went.append(frame.url.split("?")[0].split("#")[0]))
    yield page
    assert page.evaluate(STRANGE) == []
    assert ran == []
    assert len(set(went)) == 1, went
    page.evaluate(FORGET)


def shown(page: Page, place: str, payloads: list[str] = PAYLOADS) -> None:
    """Wait until all the payloads are there, as text or as values of fields."""
    try:
        page.wait_for_function(
            f"([place, all]) => {{ const said = ({TEXTS})(place); return all.every((p) => said.includes(p)); }}",
            arg=[place, payloads],
        )
    except TimeoutError:
        said = page.evaluate(TEXTS, place)
        assert [payload for payload in payloads if payload not in said] == [], place


def was_shown(page: Page, payloads: list[str]) -> None:
    page.wait_for_function("(all) => all.every((p) => said.includes(p))", arg=payloads)


def upload(page: Page, place: str, *files: tuple[str, str | bytes]) -> None:
    page.locator(f"{place} input[type=file]").first.set_input_files(
        [
            {
                "name": name,
                "mimeType": "text/plain",
                "buffer": body if isinstance(body, bytes) else body.encode(),
            }
            for name, body in files
        ]
    )


def drop_names(page: Page) -> None:
    """Drop files with these names, and nothing that can be used in them, on each place for files."""
    for zone in range(page.locator(".dropzone").count()):
        accept = page.locator(".dropzone input").nth(zone).get_attribute("accept") or ""
        ends = [end for end in accept.split(",") if end.startswith(".")] or [".png", ".wav"]
        names = [payload + ends[i % len(ends)] for i, payload in enumerate(PAYLOADS)]
        page.evaluate(DROP, [zone, names, "{"])


def table(*rows: list[Any]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def about(file: str, page_name: str) -> dict[str, Any]:
    summary = {"class": PAYLOADS[0], "n_samples": ALL, "classes": PAYLOADS}
    return {"summary": summary, "metadata": {"page": page_name, "file": file, "holds": ALL}}


# --- models whose labels, columns, texts and metadata are payloads


SENTENCES = [{"name": p, "sentences": [f"{p} one", f"two {p}"]} for p in PAYLOADS]
LABELLED = ([f"{word} {p}" for p in PAYLOADS for word in ("one", "two")], np.repeat(PAYLOADS, 2))
#: A CSV of examples to learn from.
EXAMPLES = table(
    ["text", "label"], *([f"{p} {word}", p] for p in IN_TEXT for word in ("one", "two"))
)
FACTS = dict.fromkeys(("name", "target", "trained_on", "licence", "flag", *IN_TEXT), ALL)


def texts() -> str:
    model = TextClassifier(vectors=None).fit(LABELLED[0], LABELLED[1].tolist())
    return dumps(model, metadata=FACTS | {"sentences": SENTENCES})


def a_table() -> str:
    columns = {p: [PAYLOADS[(i + j) % 30] for i in range(60)] for j, p in enumerate(PAYLOADS)}
    model = TableClassifier(n_hidden=8, random_state=0).fit(columns, PAYLOADS * 2)
    return dumps(model, metadata=FACTS)


def documents() -> str:
    about = [{p: PAYLOADS[(i + j) % 30] for j, p in enumerate(PAYLOADS)} for i in range(30)]
    model = SearchIndex(vectors=None).fit([])
    model.upsert([f"{p}\nneedle {p}" for p in PAYLOADS], ids=PAYLOADS, metadata=about)
    return dumps(model, metadata=FACTS | {"clicks": [[p, p] for p in PAYLOADS]})


def words() -> str:
    model = Autocomplete(n_hidden=8, vectors=None).fit([f"say {p} often" for p in PAYLOADS])
    return dumps(model, metadata=FACTS)


def sounds() -> str:
    clips = [whistle(way, 1 + i / 40, 16000) for i in range(14) for way in ("rise", "fall")]
    model = VoiceCommands(random_state=0).fit(clips, PAYLOADS[:28])
    return dumps(model, metadata=FACTS | {"voice": {"format": ALL, "base": ALL, "words": ALL}})


def drums() -> str:
    bar = np.zeros((16, 9))
    bar[::4, 8] = 1
    hostile = {"bars": [PAYLOADS], "tempo": ALL, "swing": ALL}
    model = DrumMachine(n_hidden=8, random_state=0).fit([bar] * 4)
    return dumps(model, metadata=FACTS | {"drums": hostile})


def drawings() -> str:
    strokes = [[[{"x": 0.5, "y": 0.1 * i}, {"x": i / 40, "y": 0.9}]] for i in range(30)]
    model = ConvELMClassifier(n_hidden=4, random_state=0).fit(np.eye(64)[:2], [0, 1])
    named = [{"name": p, "samples": [s]} for p, s in zip(PAYLOADS, strokes, strict=True)]
    return dumps(model, metadata=FACTS | {"drawings": named})


def pictures() -> str:
    shades = [base64.b64encode(bytes([8 * i]) * 32 * 32 * 3).decode() for i in range(30)]
    named = [
        {"name": p, "samples": [{"group": p, "pixels": s}]}
        for p, s in zip(PAYLOADS, shades, strict=True)
    ]
    return json.dumps({"metadata": FACTS | {"side": 32, "pictures": named}})


def points() -> str:
    # the page tells at most twenty classes apart; the others come as a table
    some = [{"x": i / 20, "y": (i % 5) / 5, "label": PAYLOADS[i]} for i in range(20)]
    kept = {"points": some, "classes": PAYLOADS[:20], "colours": False, "settings": FACTS}
    return json.dumps({"metadata": FACTS | {"boundary": kept | {"settings": {"kind": "toString"}}}})


def stream() -> str:
    model = OnlineELMClassifier(n_hidden=4, warm_up=2, random_state=0)
    model.fit([[i / 30, i % 2] for i in range(60)], PAYLOADS * 2)
    state = {"kind": PAYLOADS[0], "row": ALL, "seed": ALL}
    return dumps(model, metadata=FACTS | {"stream": state}, statistics=True)


def chain() -> str:
    from elm_core import Chain, ELMClassifier

    model = Chain([ELMClassifier(n_hidden=4, random_state=0)])
    model.fit([[i / 30, i % 2] for i in range(60)], PAYLOADS * 2)
    kept = {"bricks": [{"kind": "constructor", "set": {ALL: ALL}}], "data": ALL}
    return dumps(model, metadata=FACTS | {"compose": kept})


# --- what each page is given, once it is open


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
    upload(page, "#batch-drop", ("b.csv", table(IN_TEXT, IN_TEXT, IN_TEXT)))
    expect(page.locator("#batch-result")).to_contain_text("2 messages of b.csv")
    upload(page, "#keep", (f"{PAYLOADS[0]}.csv", EXAMPLES))
    expect(page.locator(".class-card")).to_have_count(len(IN_TEXT))


def give_documents(page: Page) -> None:
    expect(page.locator(".toast")).to_contain_text("Opened")
    page.locator("#query").fill("needle")
    expect(page.locator("#found")).to_contain_text("of 30 documents")
    while page.get_by_role("button", name="Show more").is_visible():
        page.get_by_role("button", name="Show more").click()
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
    expect(page.locator(".toast")).to_contain_text("goes on learning")
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
    upload(page, "#drop", (f"{PAYLOADS[0]}.json", texts()))
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
    page.locator("#trial .bars tbody tr").first.wait_for()
    page.evaluate("(all) => { location.hash = all; }", ALL)
    expect(page.locator("#open-title")).to_have_text("News topics")


def give_home(page: Page) -> None:
    page.locator("#sentence").fill(ALL)
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
    "text.html": ("Topics", texts, give_texts),
    "table.html": ("Table", a_table, give_tables),
    "gallery.html": ("", None, give_gallery),
    "share.html": ("", a_table, give_a_link),
    "guard.html": ("Guard", texts, give_messages),
    "search.html": ("Search", documents, give_documents),
    "type-ahead.html": ("Type-ahead", words, give_words),
    "draw.html": ("Drawings", drawings, give_drawings),
    "pictures.html": ("Pictures", pictures, give_pictures),
    "boundary.html": ("Boundary", points, give_points),
    "voice.html": ("Voice", sounds, give_sounds),
    "drums.html": ("Drums", drums, give_bars),
    "stream.html": ("Stream", stream, give_streams),
    "models.html": ("", None, give_shelf),
    "compose.html": ("Compose", chain, give_chains),
    "how-it-works.html": ("", None, give_python),
}


def test_the_payloads_are_live(browser: Browser) -> None:
    """Written as HTML where no policy holds, they do what the other tests look for."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    ran: list[int] = []
    page.expose_function("pwned", lambda *_: ran.append(1))
    page.evaluate(f"() => {{ window.strange = {STRANGE}; }}")
    write = "(html) => { document.body.innerHTML = html; return strange(); }"
    for payload in PAYLOADS:
        if "<meta" in payload:
            continue  # it would take the page away
        found = page.evaluate(write, payload)
        page.wait_for_timeout(10)
        assert found or "<" not in payload or payload.startswith("data:"), payload
    assert len(ran) >= 4
    context.close()


def test_every_page_is_here() -> None:
    assert set(WAYS) == set(PAGES)
    assert len(set(PAYLOADS)) == 30


@pytest.mark.parametrize("file", PAGES)
def test_what_strangers_write_stays_text(page: Page, file: str) -> None:
    shelf, model, give = WAYS[file]
    page.goto(f"/{file}?kept={quote(ALL)}&model={quote(ALL)}")
    if shelf:
        alert = page.locator("main [role=alert]:visible").first
        expect(alert).to_contain_text("keeps no model called")
        was_shown(page, PAYLOADS)
    entries = [{"name": p, "json": "{}", "about": about(p, shelf)} for p in PAYLOADS]
    work = [entry | {"about": entry["about"] | {"page": entry["name"]}} for entry in entries]
    shelves = [[None, entries], ["elm-toolkit-sessions", [] if shelf else work]]
    page.evaluate(KEEP, [page.evaluate("document.baseURI"), shelves])
    page.goto(f"/{file}?q={quote(ALL)}{fragment(model().encode()) if model else '#' + quote(ALL)}")
    give(page)
    if shelf:
        shown(page, ".kept button")
        page.evaluate("() => { window.said = ''; }")
        page.locator(".kept li").first.get_by_role("button").first.click()
        page.locator(".kept").get_by_role("button", name="Remove", exact=False).first.click()
        page.locator(".toast").wait_for()
    drop_names(page)
