"""Work that nobody asked to keep: there again after a reload, one draft a tab, the last few kept."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

#: The time after which whatever was done has to survive, in milliseconds.
SOON = 150
WORLD = "Sentences of World"


def box(page: Page, name: str) -> Locator:
    return page.get_by_role("textbox", name=name)


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def offer(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Earlier work")


#: Whether work was written in the last moment; an earlier part of it leaves the shelf.
LEFT_AT_ONCE = """async () => {
  const request = indexedDB.deleteDatabase('elm-toolkit-sessions');
  await new Promise((resolve) => { request.onsuccess = request.onblocked = resolve; });
  return Object.keys(localStorage).some((key) => key.startsWith('elm-toolkit-work '));
}"""


def write(page: Page, text: str) -> None:
    """At the end, as somebody who types it."""
    field = box(page, WORLD)
    field.press("ControlOrMeta+End")
    field.press_sequentially(f"\n{text}", delay=1)


def another(context: BrowserContext, address: str = "/text.html") -> Page:
    page = context.new_page()
    page.goto(address)
    return page


# -- a reload

#: For each page something that is done there, and what is to be seen of it.
WORKS: dict[str, tuple[Callable[[Page], None], Callable[[Page], tuple[Locator, str]]]] = {
    "text": (
        lambda page: write(page, "A sentence of mine"),
        lambda page: (box(page, WORLD), "A sentence of mine"),
    ),
    "guard": (
        lambda page: box(page, "Sentences of Fine").press_sequentially("Mine! ", delay=1),
        lambda page: (box(page, "Sentences of Fine"), "Mine!"),
    ),
    "draw": (
        lambda page: box(page, "Name of the class").first.fill("nought"),
        lambda page: (box(page, "Name of the class").first, "nought"),
    ),
    "pictures": (
        lambda page: box(page, "Name of the class").first.fill("mine"),
        lambda page: (box(page, "Name of the class").first, "mine"),
    ),
    "how-it-works": (
        lambda page: box(page, "The map in Python").press_sequentially("# mine ", delay=1),
        lambda page: (box(page, "The map in Python"), "# mine"),
    ),
    "type-ahead": (
        lambda page: page.locator("#text").press_sequentially("the quokka", delay=1),
        lambda page: (page.locator("#text"), "quokka"),
    ),
}


@pytest.mark.parametrize("name", WORKS)
def test_what_was_done_a_moment_before_a_reload_is_there_again(
    returning_page: Page, name: str
) -> None:
    page = returning_page
    page.goto(f"/{name}.html")
    do, seen = WORKS[name]
    expect(page.locator("#status")).to_have_text("Ready" if name != "how-it-works" else "")
    place, text = seen(page)
    before = place.input_value()
    do(page)
    page.wait_for_timeout(SOON)
    page.reload()
    expect(place).to_have_value(re.compile(re.escape(text)))
    toast = page.locator(".toast", has_text="your work of")
    toast.get_by_role("button", name="Undo").click()
    expect(place).to_have_value(before)
    expect(offer(page)).to_have_count(0)


COUNTED = """() => {
  window.counts = { written: 0, read: 0 };
  const { stringify } = JSON;
  JSON.stringify = (value, ...rest) => {
    if (value && 'map' in value) window.counts.written += 1;
    return stringify(value, ...rest);
  };
  const { prototype } = HTMLTextAreaElement;
  const { get, ...rest } = Object.getOwnPropertyDescriptor(prototype, 'value');
  Object.defineProperty(prototype, 'value', {
    ...rest,
    get() {
      window.counts.read += 1;
      return get.call(this);
    },
  });
}"""
KEY = """(field) => {
  field.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, key: 'Shift' }));
  return window.counts.read;
}"""


def test_a_key_builds_nothing_and_leaving_writes_what_is_there_once(returning_page: Page) -> None:
    page = returning_page
    page.goto("/how-it-works.html")
    field = box(page, "The map in Python")
    field.press("End")
    page.evaluate(COUNTED)
    assert field.evaluate(KEY) == 0
    written = field.evaluate(
        """(field) => {
          field.value += '# mine';
          window.counts.written = 0;
          dispatchEvent(new Event('pagehide'));
          return window.counts.written;
        }"""
    )
    assert written == 1
    page.reload()
    expect(field).to_have_value(re.compile("# mine"))


def test_points_bars_words_and_bricks_are_there_again(returning_page: Page) -> None:
    page = returning_page
    page.goto("/boundary.html")
    button(page, "Circles").click()
    page.wait_for_timeout(SOON)
    page.reload()
    expect(page.locator(".toast")).to_contain_text("your work of")
    page.goto("/drums.html")
    steps = page.locator("[aria-pressed=true]")
    page.locator("#grid button, [role=gridcell] button").nth(3).click()
    n = steps.count()
    page.wait_for_timeout(SOON)
    page.reload()
    expect(steps).to_have_count(n)
    page.goto("/voice.html")
    page.get_by_label("Another word").fill("hop")
    button(page, "Add the word").click()
    page.wait_for_timeout(SOON)
    page.reload()
    expect(button(page, "Teach “hop”")).to_be_visible()
    page.goto("/compose.html")
    expect(page.locator("#lane-B .brick")).to_have_count(5)
    button(page, "Copy to B").click()
    page.wait_for_timeout(SOON)
    page.reload()
    expect(page.locator("#lane-B .brick")).to_have_count(2)
    page.goto("/boundary.html")  # each page has its own
    expect(page.locator(".toast")).to_contain_text("your work of")


def test_a_model_that_came_without_its_examples_is_there_again(returning_page: Page) -> None:
    page = returning_page
    page.goto("/stream.html")
    expect(page.locator("#said")).to_have_text(re.compile("ended"))
    page.locator("#hidden").focus()
    page.locator("#hidden").select_option("200")
    page.wait_for_timeout(SOON)
    page.reload()
    expect(page.locator("#hidden")).to_have_value("200")


def test_more_than_can_be_written_at_once_is_there_again(returning_page: Page) -> None:
    page = returning_page
    page.goto("/how-it-works.html")
    field = box(page, "The map in Python")
    field.press("End")
    # more than may be pasted
    field.evaluate(
        """(field) => {
          field.value = `# ${'x'.repeat(1_500_000)}`;
          field.dispatchEvent(new Event('input', { bubbles: true }));
        }"""
    )
    page.wait_for_timeout(SOON)
    page.reload()
    expect(field).to_have_js_property("value", "# " + "x" * 1_500_000)


def test_documents_of_a_library_are_there_again_and_the_samples_are_nobodys_work(
    returning_page: Page,
) -> None:
    page = returning_page
    page.goto("/search.html")
    page.locator("#query").fill("straw")
    expect(page.locator("#found")).to_contain_text("of 44 documents")
    page.wait_for_timeout(4000)
    page.reload()
    expect(page.locator("#found")).to_contain_text("44 documents")
    assert page.locator(".toast, .offer").count() == 0
    file = {"name": "mine.txt", "mimeType": "text/plain", "buffer": b"The quokka sleeps"}
    page.locator("#drop input").set_input_files(file)
    expect(page.locator(".toast")).to_contain_text("Added 1 document")
    page.wait_for_timeout(3000)
    page.reload()
    expect(page.locator("#found")).to_contain_text("1 document")


def test_the_work_on_an_opened_model_is_there_again_and_not_the_model(returning_page: Page) -> None:
    page = returning_page
    page.goto("/text.html?model=topics")
    expect(page.locator(".toast")).to_contain_text("Opened")
    button(page, "Add a class").click()
    field = box(page, "Name of the class").last
    field.fill("Mine")
    page.wait_for_timeout(SOON)
    page.reload()
    expect(field).to_have_value("Mine")
    page.goto("/text.html?model=topics")  # asked for again
    expect(page.locator(".toast")).to_contain_text("Opened topics")
    expect(field).not_to_have_value("Mine")


def test_a_tab_waits_for_its_name_where_the_page_before_holds_it_still(
    returning_page: Page,
) -> None:
    page, other = returning_page, another(returning_page.context)
    page.goto("/text.html")
    write(page, "Mine")
    page.wait_for_timeout(1000)
    name = page.evaluate("sessionStorage.getItem('elm-toolkit-tab')")
    other.evaluate(
        """(name) => {
          navigator.locks.request(
            `elm-toolkit-tab ${name}`,
            () => new Promise((resolve) => setTimeout(resolve, 1500)),
          );
        }""",
        name,
    )
    write(page, "And more of mine")
    page.reload()
    expect(box(page, WORLD)).to_have_value(re.compile("And more of mine"))


def test_nothing_comes_back_where_all_was_undone(returning_page: Page) -> None:
    page = returning_page
    page.goto("/text.html")
    before = box(page, WORLD).input_value()
    write(page, "Mine")
    page.wait_for_timeout(1000)
    box(page, WORLD).fill(before)
    page.wait_for_timeout(1000)
    page.reload()
    page.locator("#honest .figures").wait_for()
    assert page.locator(".toast, .offer").count() == 0
    assert box(page, WORLD).input_value() == before


# -- several tabs


def test_each_tab_has_its_own(returning_page: Page) -> None:
    first, second = returning_page, another(returning_page.context)
    first.goto("/text.html")
    for page, text in ((first, "Of the first"), (second, "Of the second")):
        write(page, text)
        page.wait_for_timeout(1000)
    for page, text in ((second, "Of the second"), (first, "Of the first")):
        page.reload()
        expect(box(page, WORLD)).to_have_value(re.compile(text))
        expect(offer(page)).to_have_count(0)
    second.close()
    third = another(first.context)
    offer(third).get_by_role("button", name="Go on").click()
    expect(box(third, WORLD)).to_have_value(re.compile("Of the second"))


def test_a_copy_of_a_tab_begins_with_its_work_and_goes_its_own_way(returning_page: Page) -> None:
    page = returning_page
    page.goto("/text.html")
    write(page, "Of both")
    page.wait_for_timeout(1000)
    with page.context.expect_page() as opened:
        page.evaluate("window.open('/text.html')")  # remembers what its opener does
    copy = opened.value
    expect(box(copy, WORLD)).to_have_value(re.compile("Of both"))
    write(copy, "Of the copy")
    copy.wait_for_timeout(1000)
    page.reload()
    copy.reload()
    expect(box(copy, WORLD)).to_have_value(re.compile("Of both\nOf the copy"))
    expect(box(page, WORLD)).to_have_value(re.compile("Of both$"))


# -- earlier work


def left(context: BrowserContext, text: str) -> None:
    """A tab in which something was written, and which was closed a moment later."""
    page = another(context)
    write(page, text)
    page.wait_for_timeout(SOON)
    page.goto("about:blank")
    page.close()


def test_what_is_done_while_it_is_offered_overwrites_nothing(returning_page: Page) -> None:
    context = returning_page.context
    left(context, "The older work")
    page = another(context)
    expect(offer(page)).to_be_visible()
    write(page, "The newer work")
    page.wait_for_timeout(1500)
    page.goto("about:blank")
    page.close()
    page = another(context)
    expect(offer(page)).to_contain_text("1 older one")
    offer(page).get_by_role("button", name="Go on").click()
    expect(box(page, WORLD)).to_have_value(re.compile("The newer work"))
    offer(page).wait_for(state="detached")
    page.goto("/models.html")
    rows = page.locator("#sessions li")
    expect(rows).to_have_count(2)
    rows.nth(1).get_by_role("link", name=re.compile("Go on with Topics")).click()
    expect(box(page, WORLD)).to_have_value(re.compile("The older work"))
    assert "work=" not in page.url


def test_the_last_few_are_kept(returning_page: Page) -> None:
    context = returning_page.context
    for i in range(8):
        left(context, f"Work number {i}")
    page = another(context)
    write(page, "And one more")
    page.wait_for_timeout(1500)
    page.goto("/models.html")
    rows = page.locator("#sessions li")
    expect(rows).to_have_count(6)
    rows.nth(3).get_by_role("button", name=re.compile("Discard Topics of")).click()
    expect(rows).to_have_count(5)
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(rows).to_have_count(6)


def test_what_was_discarded_can_be_had_back(returning_page: Page) -> None:
    left(returning_page.context, "Mine")
    page = another(returning_page.context)
    offer(page).get_by_role("button", name="Discard").click()
    page.locator(".toast").get_by_role("button", name="Undo").click()
    page.wait_for_timeout(300)
    page.reload()
    expect(offer(page)).to_be_visible()


@pytest.mark.parametrize(
    "damage", ["'{\"about\": 3'", "written.replaceAll('sentences', 'phrases')", "'[]'"]
)
def test_damaged_work_is_in_nobodys_way(returning_page: Page, damage: str) -> None:
    page = returning_page
    for _ in range(5):  # a slow machine may have put it on the shelf before the page is left
        page.goto("/text.html")
        write(page, "Mine")
        page.goto("/__test__/blank.html")
        if page.evaluate(LEFT_AT_ONCE):
            break
    page.evaluate(f"""() => {{ for (const [key, written] of Object.entries(localStorage))
      localStorage.setItem(key, {damage}) }}""")
    page.goto("/text.html")
    page.locator("#honest .figures").wait_for()
    expect(box(page, WORLD)).not_to_have_value(re.compile("Mine"))
    write(page, "Again")
    page.wait_for_timeout(SOON)
    page.reload()
    expect(box(page, WORLD)).to_have_value(re.compile("Again"))
