"""The text page, as a person uses it."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from elm_core import dumps, loads
from elm_core.tasks import TextClassifier
from tests.browser.files import downloaded, in_another_tab, open_file
from tests.browser.requests_seen import RequestsSeen


@pytest.fixture
def page(returning_page: Page) -> Page:
    """The page, for someone who comes back: Python starts quickly."""
    return returning_page


def open_page(page: Page) -> None:
    page.goto("/text.html")
    expect(page.locator("#honest")).to_contain_text("of 20")


def ask(page: Page, text: str) -> None:
    page.locator("#sentence").fill(text)


def learnt(page: Page, n: int) -> None:
    expect(page.locator("#honest")).to_contain_text(f"of {n}")


def sentences(page: Page, name: str):
    return page.get_by_label(f"Sentences of {name}")


def test_twenty_sentences_answer_at_once(page: Page) -> None:
    open_page(page)
    verdict = page.locator("#verdict")
    for text, label in [
        ("The coach was proud of the team after the match", "Sports"),
        ("A new telescope saw a distant planet", "Sci & tech"),
    ]:
        page.get_by_role("button", name=text).click()
        expect(verdict).to_contain_text(label)
    expect(page.locator("#bars tbody tr")).to_have_count(4)


def test_a_sentence_far_from_everything_is_uncertain(page: Page) -> None:
    open_page(page)
    for text in ("My grandmother bakes wonderful cherry pies", "xqzt vvk", "昨日は雨が降った"):
        ask(page, text)
        expect(page.locator("#verdict")).to_contain_text("Not sure")
        shares = page.locator("#bars .number").all_inner_texts()
        assert max(int(share.split()[0]) for share in shares) < 50


def test_what_it_gets_wrong_is_a_text_and_no_heavy_button(page: Page) -> None:
    open_page(page)
    page.get_by_role("button", name="Start empty").click()
    fields = page.locator("#classes textarea")
    fields.nth(0).fill("one apple is red\nthe sky is blue\nmy parcel is broken")
    fields.nth(1).fill("do you ship vases\nhow tall is the sky\nis there an apple")
    wrong = page.locator("#honest button.plain").first
    expect(wrong).to_be_attached()
    assert wrong.evaluate("one => getComputedStyle(one).backgroundColor") == "rgba(0, 0, 0, 0)"


def test_a_correction_is_learnt_and_can_be_taken_back(page: Page) -> None:
    open_page(page)
    before = sentences(page, "Business").input_value()
    ask(page, "My grandmother bakes wonderful cherry pies")
    expect(page.locator("#verdict")).to_contain_text("Not sure")
    page.locator("#teach-buttons").get_by_role("button", name="Business").click()
    learnt(page, 21)
    expect(page.locator("#teach-buttons button", has_text="Business")).to_be_focused()
    ask(page, "She bakes an apple pie")
    expect(page.locator("#verdict")).to_contain_text("Business")
    expect(sentences(page, "Business")).to_have_value(
        f"{before}\nMy grandmother bakes wonderful cherry pies"
    )
    page.get_by_role("button", name="Undo").click()
    learnt(page, 20)
    expect(sentences(page, "Business")).to_have_value(before)


def test_it_learns_as_you_type_and_new_classes_come(page: Page) -> None:
    open_page(page)
    page.get_by_role("button", name="Add a class").click()
    page.get_by_label("Name of the class").last.fill("Cooking")
    sentences(page, "Cooking").fill(
        "Bake the apple pie for an hour\nBoil the potatoes in salted water"
    )
    learnt(page, 22)
    ask(page, "Boil the apple in water")
    expect(page.locator("#verdict")).to_contain_text("Cooking")
    page.get_by_role("button", name="Remove Cooking", exact=False).last.click()
    learnt(page, 20)
    page.get_by_role("button", name="Undo").click()
    learnt(page, 22)
    page.get_by_role("button", name="Start over").click()
    learnt(page, 20)
    expect(page.locator(".class-card")).to_have_count(4)


def test_a_class_comes_back_and_what_was_done_since_stays(page: Page) -> None:
    open_page(page)
    page.get_by_role("button", name="Remove Sports").click()
    expect(page.get_by_role("button", name="Remove Business")).to_be_focused()
    sentences(page, "World").fill("A new sentence about the world")
    page.get_by_role("button", name="Undo").click()
    learnt(page, 15)  # beside that of World, which has no other
    names = page.get_by_label("Name of the class")
    assert [name.input_value() for name in names.all()][:3] == ["World", "Sports", "Business"]
    expect(sentences(page, "World")).to_have_value("A new sentence about the world")
    for _ in range(2):
        page.get_by_role("button", name="Add a class").click()
    page.get_by_role("button", name="Remove Class 5").click()
    page.get_by_role("button", name="Add a class").click()
    assert len({name.input_value() for name in names.all()}) == 6


def test_a_name_that_another_class_has_is_refused(page: Page) -> None:
    open_page(page)
    page.get_by_role("button", name="Add a class").click()
    name = page.get_by_label("Name of the class").last
    name.fill("Sports")
    card = page.locator(".class-card").last
    expect(card.get_by_role("alert")).to_contain_text("There is a class of that name")
    name.press("Tab")
    expect(name).to_have_value("Class 5")
    name.fill("Sports news")
    expect(card.get_by_role("alert")).to_be_hidden()
    expect(sentences(page, "Sports news")).to_be_visible()


def test_long_names_stay_within_the_page(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    open_page(page)
    page.get_by_label("Name of the class").first.fill("W" * 60)
    expect(page.locator("#teach-buttons")).to_contain_text("W" * 60)
    page.get_by_role("button", name="Keep in this browser").click()
    page.locator(".kept input").fill("W" * 60)
    page.keyboard.press("Enter")
    expect(page.locator(".kept")).to_contain_text("W" * 60)
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_too_little_to_learn_from_says_so_and_keeps_the_model(page: Page) -> None:
    open_page(page)
    ask(page, "A new telescope saw a distant planet")
    expect(page.locator("#verdict")).to_contain_text("Sci & tech")
    # at once: two classes are enough to learn from, and would be what is kept
    emptied = [sentences(page, name).element_handle() for name in ("World", "Sports", "Business")]
    page.evaluate(
        """(areas) => {
          for (const area of areas) {
            area.value = '';
            area.dispatchEvent(new Event('input', { bubbles: true }));
          }
        }""",
        emptied,
    )
    note = page.locator("#honest .notice:not(.error)")
    expect(note).to_contain_text("at least two classes. What it knew it still knows.")
    ask(page, "The coach praised the team")
    expect(page.locator("#verdict")).to_contain_text("Sports")


def test_what_has_learnt_nothing_is_not_said_to_know_something(page: Page) -> None:
    open_page(page)
    page.get_by_role("button", name="Start empty").click()
    expect(page.locator("#examples")).to_be_hidden()
    expect(page.locator("#honest")).to_contain_text("Write sentences of two classes")
    sentences(page, "Class 1").fill("Bake the apple pie for an hour")
    expect(page.locator("#honest .notice:not(.error)")).to_have_text(
        "It needs sentences in at least two classes."
    )
    sentences(page, "Class 2").fill("Our team won the cup final")
    expect(page.locator("#honest")).to_contain_text("Class 1 has one sentence")
    expect(page.locator("#honest")).not_to_contain_text("right when the sentence itself")
    page.get_by_role("button", name="Start over").click()
    expect(page.locator("#examples")).to_be_visible()


def test_a_saved_model_comes_back_with_its_sentences(page: Page) -> None:
    open_page(page)
    sentences(page, "World").fill("A revolution in the capital\nThe embassy closed its doors")
    learnt(page, 17)
    text = downloaded(page, "Save model").decode()
    assert loads(text).predict(["the embassy in the capital"]).tolist() == ["World"]
    in_another_tab(page)
    open_page(page)
    open_file(page, "text-model.json", text)
    learnt(page, 17)
    expect(sentences(page, "World")).to_have_value(
        "A revolution in the capital\nThe embassy closed its doors"
    )


def test_a_model_from_python_learns_on_in_the_page(page: Page) -> None:
    texts = ["wake me at seven", "set an alarm", "is it raining", "weather tomorrow"] * 2
    model = TextClassifier().fit(texts, ["alarm", "alarm", "weather", "weather"] * 2)
    open_page(page)
    open_file(page, "python.json", dumps(model))
    learnt(page, 8)
    ask(page, "an alarm at six")
    expect(page.locator("#verdict")).to_contain_text("alarm")
    ask(page, "play some jazz music")
    page.locator("#teach-buttons").get_by_role("button", name="weather").click()
    learnt(page, 9)
    again = json.loads(downloaded(page, "Save model"))
    assert again["learned"]["n_samples_seen_"] == 9


def test_what_was_being_learnt_does_not_write_over_an_opened_model(page: Page) -> None:
    model = TextClassifier().fit(["wake me", "set an alarm", "rain", "sun"], ["a", "a", "b", "b"])
    asked = RequestsSeen(page)
    open_page(page)
    asked.forget()
    sentences(page, "World").fill("\n".join(f"the state of nation {i}" for i in range(1500)))
    asked.wait_for("fit")
    open_file(page, "python.json", dumps(model))
    expect(page.locator(".toast")).to_contain_text("comes without its sentences")
    asked.wait_for_answers()
    learnt(page, 4)
    ask(page, "set an alarm")
    expect(page.locator("#bars tbody th")).to_have_text(["a", "b"])
    page.get_by_role("button", name="Undo").click()
    learnt(page, 1515)


def test_sentences_go_out_and_in_as_csv(page: Page) -> None:
    open_page(page)
    text = downloaded(page, "Export sentences").decode()
    assert text.splitlines()[0] == "text,label"
    assert len(text.strip().splitlines()) == 21
    open_file(page, "topics.csv", "label;text\ncat;it purrs and meows\ndog;it barks\ncat;meow\n")
    learnt(page, 2)  # dog has one alone
    expect(sentences(page, "cat")).to_have_value("it purrs and meows\nmeow")
    page.get_by_role("button", name="Undo").click()
    learnt(page, 20)


def test_files_that_will_not_do_change_nothing(page: Page) -> None:
    open_page(page)
    for name, text, said in [
        ("one.csv", "text\nhello\n", "column of texts and one of labels"),
        ("same.csv", "text,label\nhello,a\nthere,a\n", "fewer than two labels"),
        ("broken.json", "{", "The file broken.json holds no model, or a damaged one: not JSON"),
        ("null.json", "null", "The file null.json holds no model"),
        ("empty.csv", "", "is empty"),
    ]:
        open_file(page, name, text)
        expect(page.locator("#keep [role=alert]")).to_contain_text(said)
    learnt(page, 20)


def test_labels_and_sentences_never_become_html(page: Page) -> None:
    open_page(page)
    attack = "<img src=x onerror=window.__hit=1>"
    open_file(page, "bad.csv", f'text,label\n"{attack} one",{attack}\ntwo,b\n"{attack} three",b\n')
    learnt(page, 2)
    ask(page, attack)
    expect(page.locator("#bars tbody tr")).to_have_count(2)
    page.locator("#teach-buttons button").first.click()
    learnt(page, 4)
    assert page.evaluate("window.__hit") is None
    assert page.locator("main :is(img, script)").count() == 0


def test_it_shows_which_sentences_are_wrong_when_left_out(page: Page) -> None:
    open_page(page)
    odd = "The market feared that oil prices and shares may fall."
    sports = sentences(page, "Sports")
    sports.press("ControlOrMeta+End")
    sports.press_sequentially(f"\n{odd}", delay=1)
    learnt(page, 21)
    wrong = page.locator("#honest .wrong li", has_text=odd)
    expect(wrong).to_contain_text(f"{odd} is Sports, taken for Business")
    figures = page.locator("#honest .figures strong").first.inner_text()
    right, n = map(int, figures.split(" of "))
    expect(page.locator("#honest .wrong li")).to_have_count(n - right)
    wrong.get_by_role("button").click()
    expect(sports).to_be_focused()
    picked = sports.evaluate("(f) => f.value.slice(f.selectionStart, f.selectionEnd)")
    assert picked == odd


def test_one_starts_empty_and_nothing_of_the_sample_is_left(page: Page) -> None:
    open_page(page)
    expect(page.locator("#verdict")).to_contain_text("Sports")
    page.get_by_role("button", name="Start empty").click()
    name = page.get_by_role("textbox", name="Name of the class").first
    expect(name).to_be_focused()
    page.keyboard.type("Cats")  # over the name that was selected
    expect(name).to_have_value("Cats")
    expect(page.locator("#honest")).to_contain_text("it learns as you type")
    expect(page.locator("#verdict")).not_to_contain_text("Sports")
    expect(page.locator("#bars tr")).to_have_count(0)
    page.get_by_role("textbox", name="Sentences of Cats").fill("the cat purrs\na kitten sleeps")
    page.get_by_role("textbox", name="Sentences of Class 2").fill("a dog barks\nthe puppy runs")
    page.locator("#sentence").fill("the cat sleeps")
    expect(page.locator("#verdict")).to_contain_text("Cats")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("textbox", name="Sentences of World")).to_be_visible()


def test_several_texts_are_opened_as_classes_of_their_lines(page: Page) -> None:
    open_page(page)
    texts = {
        "cats.txt": "the cat purrs\n\na kitten sleeps\n",
        "dogs.txt": "a dog barks\r\nthe puppy runs",
    }
    texts["more.csv"] = "text,label\nmy cat sleeps,cats\nit rains,weather\n"
    files = [
        {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
        for name, text in texts.items()
    ]
    page.locator("#keep input[type=file]").set_input_files(files)
    expect(page.locator(".toast")).to_contain_text("Opened 3 files")
    learnt(page, 5)  # weather has one alone
    assert sentences(page, "cats").input_value() == "the cat purrs\na kitten sleeps\nmy cat sleeps"
    expect(sentences(page, "weather")).to_have_value("it rains")
    files[1]["buffer"] = b""
    page.locator("#keep input[type=file]").set_input_files(files)
    expect(page.locator("#keep [role=alert]")).to_contain_text("dogs.txt is empty")
    expect(sentences(page, "dogs")).to_have_value("a dog barks\nthe puppy runs")
