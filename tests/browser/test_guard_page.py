"""The guard page, as a person uses it."""

from __future__ import annotations

import csv
import io
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from elm_core import dumps, loads
from elm_core.tasks import TextClassifier
from tests.browser.files import downloaded, in_another_tab


@pytest.fixture
def page(returning_page: Page) -> Page:
    """The page, for someone who comes back: Python starts quickly."""
    return returning_page


def open_page(page: Page) -> None:
    page.goto("/guard.html")
    scored(page, 32)


def scored(page: Page, n: int) -> None:
    expect(page.locator("#scores")).to_contain_text(f"{n} messages, each scored")


def check(page: Page, text: str) -> None:
    page.get_by_role("textbox", name="A message", exact=True).fill(text)


def sentences(page: Page, name: str) -> Locator:
    return page.get_by_label(f"Sentences of {name}", exact=True)


def put(page: Page, place: str, name: str, text: str) -> None:
    file = {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
    page.locator(f"{place} input[type=file]").set_input_files(file)


def test_it_answers_at_once_and_marks_the_words_that_decided(page: Page) -> None:
    open_page(page)
    expect(page.locator("#verdict")).to_contain_text("Spam")
    expect(page.locator("#why mark.for").first).to_be_visible()
    expect(page.locator("#why-words")).to_contain_text("claim ×")
    check(page, "Could you bring the slides to the meeting tomorrow?")
    expect(page.locator("#verdict")).to_contain_text("Fine")
    expect(page.locator("#why")).to_have_text("Could you bring the slides to the meeting tomorrow?")


def test_words_that_decided_are_words_where_a_script_has_no_blanks(page: Page) -> None:
    open_page(page)
    sentences(page, "Spam").fill("立即领取免费奖品\n免费奖品等你拿\n点击领取大奖\n免费赢取手机")
    sentences(page, "Fine").fill("明天开会请带资料\n今天天气很好\n会议改到下午\n请把资料发给我")
    scored(page, 8)
    check(page, "👍 今天有免费奖品")
    expect(page.locator("#verdict")).to_contain_text("Spam")
    expect(page.locator("#why")).to_have_text("👍 今天有免费奖品")
    expect(
        page.locator("#why mark.for").filter(has_text=re.compile("^(免费|奖品)$"))
    ).to_have_count(2)
    expect(page.locator("#why mark.against").filter(has_text=re.compile("^今天$"))).to_have_count(1)


def test_the_threshold_decides_and_moves_precision_and_recall(page: Page) -> None:
    open_page(page)
    check(page, "Order now")
    slider = page.get_by_role("slider")
    slider.focus()
    page.keyboard.press("End")
    expect(page.locator("#threshold-value")).to_have_text("100 %")
    expect(page.locator("#verdict")).to_contain_text("Fine")
    expect(page.locator("#scores")).to_contain_text(
        "–nothing is called Spam at this line (precision)"
    )
    page.keyboard.press("Home")
    expect(page.locator("#verdict")).to_contain_text("Spam")
    expect(page.locator("#scores")).to_contain_text("16 of 32called Spam were so (precision)")
    expect(page.locator("#scores")).to_contain_text("16 of 16Spam found (recall)")
    page.get_by_role("button", name="Show as table").click()
    rows = page.locator("#curve tbody tr")
    expect(rows).to_have_count(21)
    expect(rows.first).to_contain_text("50 %")


def test_words_that_it_never_read_are_said_to_tell_nothing(page: Page) -> None:
    open_page(page)
    check(page, "zzz qqq")
    expect(page.locator("#verdict")).to_have_text("Not sure: it may be any of them")
    expect(page.locator("#why-words")).to_contain_text("No word of it speaks for or against")
    page.goto("/text.html")
    page.locator("#sentence").fill("zzz qqq")
    expect(page.locator("#verdict")).to_have_text("Not sure: it may be any of them")


def test_a_correction_is_learnt_on_the_spot_and_can_be_undone(page: Page) -> None:
    open_page(page)
    before = sentences(page, "Spam").input_value()
    check(page, "Grandma bakes rhubarb cake")
    page.locator("#teach").get_by_role("button", name="Spam").click()
    scored(page, 33)
    expect(page.locator("#verdict")).to_contain_text("Spam")
    check(page, "rhubarb cake")
    expect(page.locator("#verdict")).to_contain_text("Spam")
    page.get_by_role("button", name="Undo").click()
    scored(page, 32)
    expect(sentences(page, "Spam")).to_have_value(before)


def test_one_starts_empty_and_nothing_of_the_sample_is_left(page: Page) -> None:
    open_page(page)
    page.get_by_role("button", name="Start empty").click()
    page.keyboard.type("Cats")  # over the name that was selected
    expect(page.locator("#scores")).to_contain_text("it learns as you type")
    expect(page.locator("#curve figure")).to_have_count(0)
    expect(page.locator("#verdict")).to_be_empty()
    sentences(page, "Cats").fill("the cat purrs\na kitten sleeps\nmy cat sleeps")
    sentences(page, "Class 2").fill("a dog barks\nthe puppy runs\nthe dog runs")
    check(page, "the cat sleeps")
    expect(page.locator("#verdict")).to_contain_text("Cats")
    page.get_by_role("button", name="Undo").click()
    expect(sentences(page, "Spam")).to_be_visible()


def test_what_was_sorted_follows_a_correction_and_the_threshold(page: Page) -> None:
    open_page(page)
    put(page, "#batch-drop", "mine.txt", "Grandma bakes rhubarb cake\nSee you at lunch on Thursday")
    result = page.locator("#batch-result")
    row = result.locator("tbody tr", has_text="rhubarb").last
    expect(row).to_contain_text("Fine")
    row.get_by_role("button").click()  # the reason, and a correction
    expect(page.locator("#message")).to_have_value("Grandma bakes rhubarb cake")
    page.locator("#teach").get_by_role("button", name="Spam").click()
    expect(row).to_contain_text("Spam")
    assert ",Spam," in downloaded(page, "Download answers").decode().splitlines()[1]
    page.get_by_role("slider").focus()
    page.keyboard.press("End")
    expect(row).to_contain_text("Fine")
    page.keyboard.press("Home")
    expect(result.locator("tbody tr", has_text="Thursday").last).to_contain_text("Spam")


def test_what_is_learnt_while_a_file_is_read_drops_it_not(page: Page) -> None:
    open_page(page)
    page.get_by_role("button", name="sort the sample inbox").click()
    expect(page.locator("#batch-result")).to_contain_text("10 messages of sample inbox")
    page.evaluate("""() => {
      const read = Blob.prototype.arrayBuffer;
      const held = new Promise((resolve) => { window.letRead = resolve; });
      Blob.prototype.arrayBuffer = async function () {
        window.isRead = true;
        await held;
        return read.call(this);
      };
    }""")
    put(page, "#batch-drop", "mine.txt", "Grandma bakes rhubarb cake\nSee you at lunch on Thursday")
    page.wait_for_function("() => window.isRead")
    check(page, "My grandmother bakes pies")
    page.locator("#teach").get_by_role("button", name="Fine").click()
    scored(page, 33)
    page.evaluate("() => window.letRead()")
    expect(page.locator("#batch-result")).to_contain_text("2 messages of mine.txt")


def test_what_the_shop_does_not_know_is_out_of_scope(page: Page) -> None:
    open_page(page)
    page.get_by_role("button", name="Shop assistant").click()
    expect(page.locator("#scores")).to_contain_text("of 10")
    expect(page.locator("#verdict")).to_contain_text("Track order")
    check(page, "zzyzx qwrt")
    expect(page.locator("#verdict")).to_contain_text("Out of scope")
    page.get_by_label("Refuse what it does not know").select_option("often")
    scored(page, 58)
    page.get_by_role("button", name="Undo").click()
    scored(page, 32)


def test_languages(page: Page) -> None:
    open_page(page)
    page.get_by_role("button", name="Languages").click()
    scored(page, 80)
    check(page, "Waar kan ik koffie drinken?")
    expect(page.locator("#verdict")).to_contain_text("Nederlands")


def test_a_file_is_sorted_and_comes_back_with_answers(page: Page) -> None:
    open_page(page)
    page.get_by_role("button", name="sort the sample inbox").click()
    expect(page.locator("#batch-result")).to_contain_text("10 messages of sample inbox")
    put(
        page,
        "#batch-drop",
        "mail.csv",
        'id,message\n7,claim your free prize now\n8,"see you, at lunch"\n',
    )
    expect(page.locator("#batch-result")).to_contain_text("2 messages of mail.csv")
    rows = list(csv.DictReader(io.StringIO(downloaded(page, "Download answers").decode())))
    assert [row["id"] for row in rows] == ["7", "8"]
    assert [row["answer"] for row in rows] == ["Spam", "Fine"]
    assert all(abs(float(row["P(Spam)"]) + float(row["P(Fine)"]) - 1) < 1e-3 for row in rows)
    put(page, "#batch-drop", "empty.txt", "\n\n")
    expect(page.locator("#batch-message [role=alert]")).to_contain_text("empty.txt is empty")


def test_a_saved_guard_comes_back_with_examples_and_threshold(page: Page) -> None:
    open_page(page)
    check(page, "My grandmother bakes pies")
    page.locator("#teach").get_by_role("button", name="Fine").click()
    scored(page, 33)
    page.get_by_role("slider").fill("0.7")
    text = downloaded(page, "Save model").decode()
    assert loads(text).predict(["claim your free prize"]).tolist() == ["Spam"]
    page.get_by_role("button", name="Keep in this browser").click()
    kept = page.get_by_role("list", name="Kept in this browser")
    expect(kept).to_contain_text("Guard")
    in_another_tab(page)
    open_page(page)
    kept.get_by_role("button", name="Guard", exact=True).click()
    scored(page, 33)
    expect(page.locator("#threshold-value")).to_have_text("70 %")
    expect(sentences(page, "Fine")).to_have_value(re.compile("grandmother"))
    page.get_by_role("button", name="Remove Guard", exact=True).click()
    expect(kept.get_by_role("button")).to_have_count(0)


def test_long_learning_can_be_cancelled_and_what_it_knew_stays(page: Page) -> None:
    open_page(page)
    words = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"]
    rows = [
        f"{' '.join(words[(i * 7 + j * j) % 10] + str(i % (j + 40)) for j in range(12))},{'ab'[i % 2]}"
        for i in range(3000)
    ]
    put(page, "#keep", "many.csv", "\n".join(["text,label", *rows]))
    page.locator("#working").get_by_role("button", name="Cancel").click()
    expect(page.locator("#scores-message")).to_contain_text("knows what it knew before")
    check(page, "Claim your free prize now")
    expect(page.locator("#verdict")).to_contain_text("Spam")
    page.get_by_role("button", name="Undo").click()
    scored(page, 32)


def test_files_that_will_not_do_change_nothing(page: Page) -> None:
    open_page(page)
    model = TextClassifier().fit(["a b", "a c", "d e", "d f"], ["x", "x", "y", "y"])
    for name, text, said in [
        ("one.csv", "text\nhello\n", "column of texts and one of labels"),
        ("broken.json", "{", "JSON"),
        ("bare.json", dumps(model), "without its examples"),
    ]:
        put(page, "#keep", name, text)
        expect(page.locator("#keep [role=alert]")).to_contain_text(said)
    scored(page, 32)


def test_labels_messages_and_file_names_never_become_html(page: Page) -> None:
    open_page(page)
    attack = "<img src=x onerror=window.__hit=1>"
    rows = "".join(
        f'"{attack} {word}",{attack}\n"plain {word}",b\n' for word in ("one", "two", "three")
    )
    put(page, "#keep", f"{attack}.csv".replace("/", ""), f"text,label\n{rows}")
    scored(page, 6)
    check(page, f"{attack} one")
    expect(page.locator("#bars tbody tr")).to_have_count(2)
    put(page, "#batch-drop", "<b>x.txt", f"{attack}\nplain")
    expect(page.locator("#batch-result")).to_contain_text("2 messages of <b>x.txt")
    page.locator("#teach button").first.click()
    scored(page, 7)
    assert page.evaluate("window.__hit") is None
    assert page.locator("main :is(img, script, b)").count() == 0


def test_a_message_from_right_to_left_stays_whole_where_it_is_marked(page: Page) -> None:
    open_page(page)
    page.get_by_label("Name of the class").first.fill("ספאם 2")
    page.locator("#classes textarea").first.fill("זכית בטלפון חינם\nשלם עכשיו")
    expect(page.locator("#teach")).to_contain_text("ספאם 2")
    page.locator("#message").fill("זכית בטלפון 3")
    first, second = (
        page.locator("#why mark", has_text=word).bounding_box() for word in ("זכית", "בטלפון")
    )
    assert first and second and first["x"] > second["x"], "the first word stands at the right"
