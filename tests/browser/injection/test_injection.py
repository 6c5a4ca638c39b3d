"""What strangers write stays text: thirty payloads, on every page, by every way in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.injection.hands import drop_names, shown, was_shown
from tests.browser.injection.hostile import about
from tests.browser.injection.payloads import ALL, PAYLOADS
from tests.browser.injection.ways import WAYS
from tests.browser.test_every_page import PAGES
from tests.links import fragment

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
#: Words of the payloads, and those around them in the texts and the names of files.
THEIRS = [
    *re.findall("[A-Za-z]+", ALL),
    *(
        [
            "one",
            "two",
            "needle",
            "haystack",
            "we",
            "say",
            "often",
            "again",
            "text",
            "label",
            "P",
            "csv",
            "md",
            "markdown",
            "txt",
            "wav",
            "json",
        ]
    ),
]
#: Keeps all that was shown of a name that runs from right to left and did not stand apart: beside
#: words that are not of a payload, or in no element of its own direction.
WATCH = """
window.turning = new Set();
const ISOLATED = /\\u2068[^\\u2068\\u2069]*\\u2069/g;
const LETTER = /[\\u0590-\\u05ff]/;
const THEIRS = %s;
const ours = (word) => word && !THEIRS.some((one) => one.startsWith(word) || one.endsWith(word));
function look(text, element, where) {
  let rest = text;
  for (let before; before !== rest; ) {
    before = rest;
    rest = rest.replace(ISOLATED, '');
  }
  if (!LETTER.test(rest)) return;
  const beside = rest.split(/[^A-Za-z]+/).some(ours);
  const apart = where || element.closest('bdi, [dir=auto]');
  if (element.closest('pre')) return; // what Python printed is as it is
  if (beside || !apart) turning.add(`${element.tagName}${where} ${text.slice(0, 200)}`);
}
const ATTRIBUTES = ['aria-label', 'title', 'placeholder', 'alt'];
function lookAt(node) {
  if (!node.isConnected) return;
  if (node instanceof Text) {
    if (!node.parentElement.closest('script, style, title')) look(node.data, node.parentElement, '');
  } else if (node instanceof Element) {
    for (const name of ATTRIBUTES) look(node.getAttribute(name) ?? '', node, ` ${name}`);
    for (const child of node.childNodes) lookAt(child);
  }
}
new MutationObserver((records) => {
  for (const { type, target, addedNodes } of records) {
    if (target instanceof Text || type === 'attributes') lookAt(target);
    for (const node of addedNodes) lookAt(node);
  }
}).observe(document, {
  subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES,
});
"""
FIELDS = """() => [...document.querySelectorAll('input:is([type=text], [type=search]), textarea')]
  .filter(({ dir, value }) => !dir && /[\\u0590-\\u05ff]/.test(value))
  .map(({ outerHTML }) => outerHTML)"""
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


@pytest.fixture
def page(returning_page: Page) -> Iterator[Page]:
    """A page that must run nothing, go nowhere and gain no element."""
    page = returning_page
    ran: list[str] = []
    went: list[str] = []
    page.expose_function("pwned", lambda *_: ran.append("pwned()"))
    page.add_init_script(LISTEN)
    page.add_init_script(WATCH.replace("%s", json.dumps(THEIRS)))
    page.on("dialog", lambda dialog: (ran.append(dialog.type), dialog.dismiss()))
    page.on("popup", lambda popup: ran.append(popup.url))
    page.on("framenavigated", lambda frame: went.append(frame.url.split("?")[0].split("#")[0]))
    yield page
    assert page.evaluate(STRANGE) == []
    turning = page.evaluate(f"[...turning, ...({FIELDS})()]")
    assert not turning, "\n".join(turning)
    assert ran == []
    assert len(set(went)) == 1, went
    page.evaluate(FORGET)


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
