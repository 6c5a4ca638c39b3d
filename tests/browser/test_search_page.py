"""The search page, as a person uses it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from elm_core import dumps
from elm_core.tasks import SearchIndex
from tests.browser.files import downloaded, open_file


@pytest.fixture
def page(returning_page: Page) -> Page:
    """The page, for someone who comes back: Python starts quickly."""
    return returning_page


def open_page(page: Page) -> None:
    page.goto("/search.html")
    expect(page.locator("#found")).to_contain_text("of 44 documents")


def find(page: Page, text: str) -> None:
    page.locator("#query").fill(text)


def titles(page: Page) -> Locator:
    return page.locator("#hits .title")


def add(page: Page, *files: tuple[str, str]) -> None:
    page.locator("#drop input").set_input_files(
        [{"name": n, "mimeType": "text/plain", "buffer": t.encode()} for n, t in files]
    )


def test_it_finds_while_a_word_is_typed_and_marks_it(page: Page) -> None:
    open_page(page)
    expect(titles(page).first).to_contain_text("omato")
    find(page, "straw")
    expect(titles(page).first).to_have_text("Strawberry jam")
    expect(page.locator("#hits mark").first).to_have_text("Strawberry")
    find(page, "xqzt")
    expect(page.locator("#found")).to_contain_text("Nothing has these words")
    expect(titles(page)).to_have_count(0)
    find(page, "")
    expect(page.locator("#found")).to_have_text("44 documents")
    titles(page).first.click()
    page.get_by_role("button", name="Show more").click()
    expect(titles(page)).to_have_count(20)
    expect(titles(page).nth(10)).to_be_focused()
    expect(titles(page).first).to_have_attribute("aria-expanded", "true")


SCRIPTS = {
    "経営者": ("日東電工株式会社の経営者\n\n", "経営者"),
    "登录": ("用户登录失败，请重试\n\n", "登录"),
    "ไทย": ("ภาษาไทยง่ายมาก\n\n", "ไทย"),
    "😀": ("done 😀 and well\n\n", "😀"),
    "strasse": ("In der Straße\n\n", "Straße"),
    "munchen": ("Züge nach MÜNCHEN\n\n", "MÜNCHEN"),
    "ａｒｒｉｖｅｄ": ("arrived without 😀 delay\n\n", "arrived"),
}


def test_words_are_found_and_marked_in_any_script(page: Page) -> None:
    open_page(page)
    # each is a document of its own: shorter ones are joined
    filler = "and so on it goes, with nothing that anybody would look for. " * 4
    add(
        page,
        ("scripts.txt", "".join(f"{filler}\n\n{text}{filler}" for text, _ in SCRIPTS.values())),
    )
    expect(page.locator("#found")).to_contain_text("8 documents")
    for query, (_, marked) in SCRIPTS.items():
        find(page, query)
        expect(page.locator("#hits mark").first).to_have_text(marked)
        expect(page.locator("#found")).not_to_contain_text("No document has")


def test_a_snippet_of_a_text_without_blanks_shows_what_was_found(page: Page) -> None:
    open_page(page)
    filler = "我们今天学习机器学习，天气很好。"
    add(page, ("long.txt", f"{filler * 40}日東電工株式会社の経営者。{filler * 40}"))
    expect(page.locator("#found")).to_contain_text("1 document")
    find(page, "経営者")
    expect(page.locator("#hits mark").first).to_have_text("経営者")
    body = page.locator("#hits .body").first
    assert len(body.inner_text()) < 270
    titles(page).first.click()
    assert len(body.inner_text()) > 1000
    expect(body.locator("mark")).to_have_text(["経営者"])


def test_a_typing_error_is_forgiven_and_said(page: Page) -> None:
    open_page(page)
    find(page, "raditor is cold")
    found = page.locator("#found")
    expect(found).to_contain_text("Searched for “radiator” instead of “raditor”.")
    expect(titles(page).first).to_have_text("Jon: My radiator is cold again")
    expect(page.locator("#hits mark").first).to_have_text("radiator")
    find(page, "radiator is xqzt ")
    expect(found).to_contain_text("No document has “xqzt”.")
    expect(found).not_to_contain_text("Searched for")
    find(page, "radiator is cold")
    expect(found).not_to_contain_text("No document has")
    find(page, "raditor is cold")
    page.get_by_role("button", name="Search “raditor”").click()
    expect(found).to_contain_text("No document has “raditor”.")
    expect(page.locator("#query")).to_be_focused()
    expect(page.get_by_role("button", name="Search “raditor”")).to_have_count(0)
    find(page, "vegetables")
    expect(found).to_contain_text("No document has these words. These are near in meaning.")
    expect(titles(page).first).to_have_text("Growing tomatoes")
    expect(page.locator("#hits mark")).to_have_count(0)


def test_keys_go_from_the_field_through_the_results_and_back(page: Page) -> None:
    open_page(page)
    find(page, "sink")
    expect(titles(page).first).to_contain_text("sink")
    page.keyboard.press("ArrowDown")
    expect(titles(page).first).to_be_focused()
    page.keyboard.press("Enter")
    expect(titles(page).first).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(titles(page).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#query")).to_be_focused()


def test_filters_and_more_like_this(page: Page) -> None:
    open_page(page)
    find(page, "cold")
    page.get_by_role("combobox", name="kind", exact=True).select_option(label="chat (20)")
    expect(page.locator("#hits .kind", has_text="note")).to_have_count(0)
    expect(titles(page).first).to_be_visible()
    page.get_by_role("combobox", name="kind", exact=True).select_option(label="any")
    find(page, "tomatoes")
    page.get_by_role("button", name="More like this: Tomato soup").click()
    expect(page.locator("#found")).to_contain_text("Like “Tomato soup”")
    expect(titles(page).filter(has_text="Tomato soup")).to_have_count(0)
    page.get_by_role("button", name="Back").click()
    expect(titles(page).filter(has_text="Tomato soup")).to_have_count(1)


def test_the_order_learns_from_what_is_opened(page: Page) -> None:
    open_page(page)
    for query, note in [
        ("radiator is cold", "Bleeding a radiator"),
        ("sink is blocked", "A blocked drain"),
        ("dripping tap", "A dripping tap"),
        ("mould in the bathroom", "Mould in the bathroom"),
    ]:
        find(page, query)
        page.locator("#hits").get_by_role("button", name=note, exact=True).click()
    expect(page.locator("#learnt")).to_contain_text("4 opened results")
    find(page, "slugs lettuce")
    after = page.get_by_role("list", name="Order after")
    before = page.get_by_role("list", name="Order before")
    expect(before.locator("li").first).to_contain_text("Mia: Slugs ate")
    expect(after.locator("li").first).to_contain_text("Slugs ▲")
    expect(titles(page).first).to_have_text("Slugs")
    page.get_by_role("button", name="Forget what was learnt").click()
    expect(titles(page).first).to_contain_text("Mia: Slugs ate")
    page.get_by_role("button", name="Undo").click()
    expect(titles(page).first).to_have_text("Slugs")


def test_clicks_help_on_questions_that_were_not_clicked(page: Page) -> None:
    open_page(page)
    row = page.locator("#measured tr", has_text="How near the top")
    expect(row).to_be_visible()
    before, after = (float(text) for text in row.locator("td.number").all_inner_texts())
    assert before + 0.1 < after <= 1


def test_files_are_added_filtered_by_removed_and_brought_back(page: Page) -> None:
    open_page(page)
    add(
        page,
        ("ships.md", "# Sails\nThe mainsail is white.\n# Anchors\nAn anchor holds the boat.\n"),
        ("birds.csv", "name,text,colour\nKite,A bird of prey,red\nSwift,Flies all day,black\n"),
        ("bad.csv", ""),
    )
    expect(page.locator("#docs-message [role=alert]")).to_contain_text("ad.csv: The file is empty")
    expect(page.locator("#found")).to_contain_text("4 documents")
    find(page, "anchor")
    expect(titles(page).first).to_have_text("Anchors")
    find(page, "bird")
    page.get_by_role("combobox", name="colour").select_option(label="red (1)")
    expect(titles(page)).to_have_text(["Kite"])
    page.get_by_role("button", name="Remove birds.csv").click()
    expect(page.locator("#found")).to_contain_text("Nothing has these words")
    page.get_by_role("button", name="Undo").click()
    expect(titles(page).first).to_have_text("Kite")


def test_the_sample_makes_room_for_ones_own(page: Page) -> None:
    open_page(page)
    teach = page.get_by_role("button", name="Learn from the sample questions")
    expect(teach).to_be_visible()
    add(page, ("mine.md", "# Tomatoes\nMine are red.\n"))
    expect(page.locator("#files li")).to_have_count(1)
    expect(titles(page)).to_have_text(["Tomatoes"])
    expect(page.locator("#query")).to_have_value("")
    for offer in (teach, page.locator("#try")):  # they ask for what is not there
        expect(offer).to_be_hidden()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#found")).to_contain_text("44 documents")
    expect(teach).to_be_visible()


def test_an_index_comes_back_with_what_it_learnt(page: Page) -> None:
    open_page(page)
    page.get_by_role("button", name="Learn from the sample questions").click()
    expect(page.locator("#learnt")).to_contain_text("opened results")
    index = downloaded(page, "Save model").decode()
    elsewhere = page.context.new_page()  # in its own tab the work comes back by itself
    open_page(elsewhere)
    find(elsewhere, "slugs lettuce")
    expect(titles(elsewhere).first).to_contain_text("Mia: Slugs ate")
    open_file(elsewhere, "index.json", index)
    expect(titles(elsewhere).first).to_have_text("Slugs")
    expect(elsewhere.locator("#files")).to_contain_text("garden.md")


def test_what_will_not_do_is_named_and_text_stays_text(page: Page) -> None:
    open_page(page)
    attack = "<img src=x onerror=window.__hit=1>"
    page.locator("summary", has_text="Paste text").click()
    page.get_by_role("button", name="Add this text").click()
    expect(page.locator("#docs-message [role=alert]")).to_contain_text("no text to add")
    page.get_by_label("Markdown or text").fill(f"# {attack}\nneedle {attack}\n")
    page.get_by_role("button", name="Add this text").click()
    add(
        page,
        (f"{attack.replace('/', '')}.csv", f'text,{attack}\n"needle one",{attack}\nneedle,b\n'),
    )
    find(page, "needle")
    expect(titles(page).first).to_be_visible()
    find(page, "img onerror")
    expect(titles(page).first).to_be_visible()
    index = SearchIndex().fit([f"{attack}\nneedle in Python"])
    model = {"name": "i.json", "mimeType": "text/json", "buffer": dumps(index).encode()}
    page.locator("#keep input[type=file]").set_input_files(model)
    expect(page.locator("#found")).to_contain_text("of 1 document")
    assert page.evaluate("window.__hit") is None
    assert page.locator("main :is(img, script)").count() == 0


def sections(n: int, word: str = "word") -> str:
    return "".join(f"# Section {i}\nThe {word} of section {i}.\n" for i in range(n))


def drop_two(page: Page, first: tuple[str, str], second: tuple[str, str]) -> None:
    """One file, and another one before anything else can happen."""
    page.locator("#drop input").evaluate(
        """(input, files) => {
          for (const [name, text] of files) {
            const data = new DataTransfer();
            data.items.add(new File([text], name));
            input.files = data.files;
            input.dispatchEvent(new Event('change', { bubbles: true }));
          }
        }""",
        [first, second],
    )


def paste(page: Page, text: str) -> None:
    """Without showing it: the field is slow with long texts."""
    page.locator("#pasted").evaluate(
        """(field, text) => {
          field.value = text;
          document.getElementById('use-pasted').click();
        }""",
        text,
    )


def file_item(page: Page, name: str) -> Locator:
    return page.locator("#files li").filter(has=page.get_by_text(name, exact=True))


def test_what_is_refused_takes_nothing_away_and_is_forgotten_when_the_next_succeeds(
    page: Page,
) -> None:
    open_page(page)
    add(page, ("notes.md", sections(40, "quokka")))
    expect(page.locator("#found")).to_contain_text("40 documents")
    add(page, ("notes.md", sections(10_001)))
    error = page.locator("#docs-message [role=alert]")
    expect(error).to_contain_text("10041 documents are too many")
    paste(page, sections(9_990))
    expect(error).to_contain_text("10030 documents are too many")
    pasted = page.locator("#pasted")
    assert pasted.evaluate("(field) => field.value.length") == len(sections(9_990))
    find(page, "quokka")
    expect(page.locator("#found")).to_contain_text("40 of 40 documents")
    paste(page, sections(2))
    expect(file_item(page, "pasted.md")).to_contain_text("2 documents")
    expect(pasted).to_have_value("")
    expect(error).to_have_count(0)


@pytest.mark.parametrize("share", [0.1, 0.6, 1])
def test_a_cancel_at_any_time_leaves_the_documents_as_they_were(page: Page, share: float) -> None:
    open_page(page)
    add(page, ("notes.md", sections(40, "quokka")))
    expect(page.locator("#found")).to_contain_text("40 documents")
    page.locator("#adding").evaluate(
        """(place, share) => {
          const bar = place.querySelector('progress');
          new MutationObserver(() => {
            if (bar.value >= share) place.querySelector('button').click();
          }).observe(bar, { attributes: true });
        }""",
        share,
    )
    add(page, ("notes.md", sections(3000)))
    expect(page.locator("#docs-message")).to_have_text("Cancelled. The documents are as they were.")
    expect(file_item(page, "notes.md")).to_contain_text("40 documents")
    find(page, "quokka")
    expect(page.locator("#found")).to_contain_text("40 of 40 documents")


def test_files_of_one_name_are_all_there_and_none_is_there_twice(page: Page) -> None:
    open_page(page)
    note = page.locator("#docs-message")
    add(page, ("notes.md", "# Old\nAn old quokka."), ("notes.md", "# Other\nAnother quokka."))
    expect(file_item(page, "notes.md")).to_contain_text("1 document")
    expect(file_item(page, "notes (2).md")).to_contain_text("1 document")
    expect(note).to_contain_text("Another notes.md is there: this one is called notes (2).md.")
    find(page, "quokka")
    expect(titles(page)).to_have_text(["Other", "Old"])
    add(page, ("notes.md", "# Other\nAnother quokka."))
    expect(note).to_have_text("notes.md is there already, unchanged, as notes (2).md.")
    expect(page.locator("#found")).to_contain_text("2 of 2 documents")
    add(page, ("notes.md", "# New\nA new quokka."), ("birds.md", "# Kite\nNo quokka."))
    expect(file_item(page, "notes (3).md")).to_contain_text("1 document")
    expect(titles(page)).to_have_count(4)
    note.get_by_role("button", name="Replace the earlier").click()
    expect(file_item(page, "notes (3).md")).to_have_count(0)
    expect(page.locator("#found")).to_contain_text("3 of 3 documents")
    expect(titles(page).filter(has_text="Old")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(titles(page).filter(has_text="Old")).to_have_count(1)
    page.get_by_role("button", name="Remove notes (2).md").click()
    expect(titles(page).filter(has_text="Other")).to_have_count(0)


def folders(root: Path) -> Path:
    for name in ("a", "b/deep"):
        (root / "box" / name).mkdir(parents=True)
        (root / "box" / name / "notes.md").write_text(f"# Notes\nA quokka of {name}.\n")
    (root / "box" / "picture.png").write_bytes(b"no text")
    return root / "box"


def test_a_folder_is_chosen_and_its_files_are_told_apart(page: Page, tmp_path: Path) -> None:
    open_page(page)
    page.locator("input[webkitdirectory]").set_input_files(folders(tmp_path))
    expect(file_item(page, "box/a/notes.md")).to_contain_text("1 document")
    expect(file_item(page, "box/b/deep/notes.md")).to_contain_text("1 document")
    expect(page.locator("#found")).to_contain_text("2 documents")
    find(page, "quokka")
    expect(titles(page)).to_have_count(2)
    expect(page.locator("#hits")).to_contain_text("box/b/deep/notes.md")


def test_a_folder_is_dropped_and_its_files_are_told_apart(page: Page, tmp_path: Path) -> None:
    open_page(page)
    box = page.locator("#drop .dropzone")
    box.scroll_into_view_if_needed()
    place = box.bounding_box()
    assert place is not None
    at = {"x": place["x"] + 20, "y": place["y"] + 20}
    data = {"items": [], "files": [str(folders(tmp_path))], "dragOperationsMask": 1}
    devtools = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        devtools.send("Input.dispatchDragEvent", {"type": kind, "data": data, **at})
    expect(file_item(page, "box/a/notes.md")).to_contain_text("1 document")
    expect(file_item(page, "box/b/deep/notes.md")).to_contain_text("1 document")
    expect(page.locator("#found")).to_contain_text("2 documents")


def test_files_that_follow_each_other_closely_are_all_added(page: Page) -> None:
    open_page(page)
    drop_two(page, ("a.md", sections(200)), ("b.md", sections(2, "quokka")))
    expect(file_item(page, "b.md")).to_contain_text("2 documents")
    expect(file_item(page, "a.md")).to_contain_text("200 documents")
    expect(page.locator("#docs-message")).to_be_empty()
    drop_two(page, ("bad.md", ""), ("c.md", sections(2)))
    expect(file_item(page, "c.md")).to_contain_text("2 documents")
    expect(page.locator("#docs-message [role=alert]")).to_contain_text("bad.md is empty")
    page.get_by_role("button", name="Start over").click()
    expect(page.locator("#found")).to_contain_text("44 documents")
    expect(page.locator("#docs-message")).to_be_empty()


def test_what_is_asked_while_an_index_is_opened_comes_after_it(page: Page) -> None:
    open_page(page)
    index = SearchIndex().fit([f"Text {i}\nsome words of {i}" for i in range(600)])
    saved = {"name": "i.json", "mimeType": "text/json", "buffer": dumps(index).encode()}
    opening = page.locator("#keep", has_text="Opening")
    page.locator("#keep input[type=file]").set_input_files(saved)
    page.get_by_role("button", name="Start over").click()
    expect(page.get_by_text("Back to the sample notes")).to_be_visible()
    expect(opening).to_have_count(0)
    expect(page.locator("#found")).to_contain_text("of 44 documents")
    find(page, "")
    page.locator("#keep input[type=file]").set_input_files(saved)
    add(page, ("notes.md", sections(2, "quokka")))
    expect(file_item(page, "notes.md")).to_contain_text("2 documents")
    expect(opening).to_have_count(0)
    expect(page.locator("#found")).to_contain_text("602 documents")
    expect(page.locator("#docs-message")).to_be_empty()


def test_the_measures_are_read_whole_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page)
    table = page.locator("#measured .scroll")
    expect(table).to_contain_text("Questions with an answer at the top")
    assert table.evaluate("(one) => one.scrollWidth <= one.clientWidth")
    cells = table.locator("td")
    assert cells.evaluate_all("(all) => all.every((cell) => cell.scrollWidth <= cell.clientWidth)")
