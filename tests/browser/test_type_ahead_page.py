"""The type-ahead page, as a person uses it."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from elm_core import loads
from tests.browser.files import downloaded


@pytest.fixture
def page(returning_page: Page) -> Page:
    """The page, for someone who comes back: Python starts quickly."""
    return returning_page


def open_page(page: Page) -> None:
    page.goto("/type-ahead.html")
    expect(options(page).first).to_be_visible()


def field(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Write", exact=True)


def options(page: Page) -> Locator:
    return page.get_by_role("option")


def write(page: Page, text: str) -> None:
    """Types it, and waits for the suggestions to the last key."""
    field(page).fill("")
    field(page).press_sequentially(text)
    page.wait_for_function(
        "text => document.querySelector('#ghost span').textContent === text", arg=text
    )


def test_the_next_word_is_taken_by_tab_and_the_right_arrow(page: Page) -> None:
    open_page(page)
    write(page, "I look forward to hear")
    expect(options(page).first).to_contain_text("hearing")
    expect(page.locator("#ghost i")).to_have_text("ing")
    field(page).press("Tab")
    expect(field(page)).to_have_value("I look forward to hearing ")
    expect(options(page).first).to_contain_text("from")
    field(page).press("ArrowRight")
    expect(field(page)).to_have_value("I look forward to hearing from ")
    expect(page.locator("#typed")).to_have_text("2 suggestions wrote 9 characters for you")


def test_others_are_reached_by_keys_that_screen_readers_follow(page: Page) -> None:
    open_page(page)
    write(page, "Could you please ")
    second = options(page).nth(1)
    expect(second).to_be_visible()
    word = second.locator("span").first.inner_text()
    field(page).press("ArrowDown")
    expect(field(page)).to_have_attribute("aria-activedescendant", "suggestion-0")
    field(page).press("ArrowDown")
    expect(second).to_have_attribute("aria-selected", "true")
    expect(field(page)).to_have_attribute("aria-activedescendant", "suggestion-1")
    field(page).press("Enter")
    expect(field(page)).to_have_value(f"Could you please {word} ")
    expect(field(page)).to_be_focused()


def test_a_key_that_is_faster_than_the_suggestions_waits_for_them(page: Page) -> None:
    open_page(page)
    write(page, "I look forward to hear")
    expect(options(page).first).to_contain_text("hearing")
    field(page).evaluate(
        """field => {
          document.execCommand('insertText', false, 'i');
          const init = { key: 'Tab', bubbles: true, cancelable: true };
          field.dispatchEvent(new KeyboardEvent('keydown', init));
        }"""
    )
    expect(field(page)).to_have_value("I look forward to hearing ")


def test_what_is_chosen_stays_chosen_when_the_same_is_asked_again(page: Page) -> None:
    open_page(page)
    write(page, "Could you please ")
    field(page).press("ArrowDown")
    field(page).press("ArrowDown")
    chosen = options(page).nth(1)
    expect(chosen).to_have_attribute("aria-selected", "true")
    chosen.evaluate("option => { option.dataset.old = ''; }")
    field(page).click()
    expect(page.locator("[data-old]")).to_have_count(0)
    expect(options(page).nth(1)).to_have_attribute("aria-selected", "true")


def test_escape_dismisses_and_tab_then_leaves(page: Page) -> None:
    open_page(page)
    write(page, "Thank you ")
    expect(options(page).first).to_be_visible()
    field(page).press("Escape")
    expect(options(page)).to_have_count(0)
    field(page).press("Tab")
    expect(field(page)).not_to_be_focused()
    expect(field(page)).to_have_value("Thank you ")
    field(page).focus()
    field(page).press("Enter")
    expect(field(page)).to_have_value("Thank you \n")


def test_it_learns_what_is_accepted_and_written(page: Page) -> None:
    open_page(page)
    write(page, "We grow purple kohlrabi here. ")
    write(page, "They grow pur")
    expect(options(page).first).to_contain_text("purple")
    options(page).first.click()
    expect(field(page)).to_have_value("They grow purple ")
    expect(options(page).first).to_contain_text("kohlrabi")
    expect(field(page)).to_be_focused()


def test_own_texts_are_learnt_judged_by_held_out_parts_and_undone(page: Page) -> None:
    open_page(page)
    text = "The quokka sleeps under the acacia tree. " * 40
    file = {"name": "quokka.txt", "mimeType": "text/plain", "buffer": text.encode()}
    page.locator("#drop input").set_input_files(file)
    expect(page.locator("#files")).to_contain_text("quokka.txt")
    write(page, "The quo")
    expect(options(page).first).to_contain_text("quokka")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#files")).not_to_contain_text("quokka.txt")
    write(page, "The quo")
    expect(options(page).filter(has_text="quokka")).to_have_count(0)


def test_speed_and_saved_keys_are_measured(page: Page) -> None:
    open_page(page)
    expect(page.locator("#saved")).to_contain_text("were enough")
    saved = int(page.locator("#saved strong").first.inner_text().split()[0])
    assert 20 < saved < 95
    write(page, "Thank you for your help with the plan")
    expect(page.locator("#speed")).to_contain_text("the middle of your last")
    assert page.locator("#speed strong").inner_text().endswith(" ms")


def test_it_comes_back_from_a_file_and_from_the_browser(page: Page) -> None:
    open_page(page)
    expect(page.locator("#saved")).to_contain_text(
        "were enough"
    )  # it can be kept once it has learnt
    write(page, "We grow purple kohlrabi here. ")
    page.get_by_role("button", name="Keep in this browser").click()
    expect(page.locator(".toast")).to_contain_text("Kept as Type-ahead")
    text = downloaded(page, "Save model").decode()
    assert loads(text).suggest("purple ")[0]["word"] == "kohlrabi"
    open_page(page)
    page.get_by_role("button", name="Type-ahead", exact=True).click()
    expect(page.locator("#files li")).to_contain_text("Type-ahead")
    write(page, "purple ")
    expect(options(page).first).to_contain_text("kohlrabi")
    page.get_by_role("button", name="Remove Type-ahead", exact=True).last.click()


def test_a_link_holds_it_and_suggests_the_same_words(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_page(page)
    expect(page.locator("#saved")).to_contain_text("were enough")
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator(".toast")).to_contain_text("The link is copied")
    expect(page.locator("#keep")).to_contain_text("without its network")
    expect(page.locator("#keep")).to_contain_text("the texts that it has read")
    page.goto(page.evaluate("navigator.clipboard.readText()"))
    page.get_by_label("A text").fill("Thank you for ")
    expect(page.locator("#trial .verdict")).to_have_text("your")
    page.get_by_role("link", name="Go on training").click()
    expect(page).to_have_url(re.compile("/type-ahead.html#elm1"))
    write(page, "Thank you for ")
    expect(options(page).first).to_contain_text("your")


def test_nothing_is_left_of_what_was_cleared(page: Page) -> None:
    open_page(page)
    write(page, "Thank you for ")
    page.keyboard.press("Tab")
    expect(page.locator("#typed")).to_contain_text("1 suggestion wrote")
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("#typed")).to_have_text("")
    expect(options(page).first).to_be_visible()
    expect(page.locator("#ghost")).to_have_text("")  # else it lies upon the placeholder
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#typed")).to_contain_text("1 suggestion wrote")


def test_bad_files_are_named_and_words_stay_text(page: Page) -> None:
    open_page(page)
    for name, text, said in [
        ("empty.txt", " \n", "empty.txt is empty"),
        ("zero.txt", "a\0b", "not a text file"),
    ]:
        file = {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
        page.locator("#drop input").set_input_files(file)
        expect(page.locator("#read-message [role=alert]")).to_contain_text(said)
    broken = {"name": "b.json", "mimeType": "text/json", "buffer": json.dumps({}).encode()}
    page.locator("#keep input[type=file]").set_input_files(broken)
    expect(page.locator("#keep [role=alert]")).to_be_visible()
    attack = "<img src=x onerror=window.__hit=1>"
    bad = {
        "name": f"{attack}.txt",
        "mimeType": "text/plain",
        "buffer": f"say {attack} often".encode(),
    }
    page.locator("#drop input").set_input_files(bad)
    expect(page.locator("#files")).to_contain_text(attack)
    write(page, f"say {attack} ")
    expect(options(page).first).to_be_visible()
    assert page.evaluate("window.__hit") is None
    assert page.locator("main :is(img, script)").count() == 0


def test_texts_that_follow_each_other_closely_are_all_learnt(page: Page) -> None:
    open_page(page)
    page.locator("#drop input").evaluate(
        """(input) => {
          for (const name of ['a.txt', 'b.txt']) {
            const data = new DataTransfer();
            data.items.add(new File([`The quokka of ${name} sleeps. `.repeat(40)], name));
            input.files = data.files;
            input.dispatchEvent(new Event('change', { bubbles: true }));
          }
        }"""
    )
    expect(page.locator("#files")).to_contain_text("b.txt")
    expect(page.locator("#files")).to_contain_text("a.txt")
    expect(page.locator("#read-message")).to_be_empty()


def test_a_pasted_text_stays_in_its_field_until_it_is_learnt(page: Page) -> None:
    open_page(page)
    expect(page.locator("#saved")).to_contain_text("were enough")  # the notes are learnt
    page.locator("#learning").evaluate(
        """(place) => {
          const watch = new MutationObserver(() => {
            watch.disconnect();
            place.querySelector('button').click();
          });
          watch.observe(place.querySelector('progress'), { attributes: true });
        }"""
    )
    page.locator("summary", has_text="Paste text").click()
    pasted = page.get_by_label("Your text")
    pasted.fill("The quokka sleeps.")
    page.get_by_role("button", name="Learn from this text").click()
    expect(page.locator("#read-message")).to_have_text("Cancelled. It knows what it knew before.")
    expect(pasted).to_have_value("The quokka sleeps.")
    page.get_by_role("button", name="Learn from this text").click()
    expect(page.locator("#files")).to_contain_text("pasted text")
    expect(pasted).to_have_value("")
    expect(page.locator("#read-message")).to_be_empty()
