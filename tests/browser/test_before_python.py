"""Pages answer by what the build has learnt before Python is there; then Python says the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.files import open_file
from tests.browser.held import Held
from tests.sounds import wav, whistle

FRUIT = "label,text\nfruit,apples and pears\nvehicle,cars and buses\nfruit,a ripe plum\n"
WAITS = "It answers when it has learnt."


@pytest.fixture
def held(page: Page) -> Iterator[Held]:
    held = Held(page)
    yield held
    held.let_go()


def shares(page: Page) -> dict[str, float]:
    """What the bars say, in percent."""
    rows = page.locator("#bars tbody tr").all()
    return {
        row.locator("th").inner_text(): float(row.locator(".number").inner_text().split()[0])
        for row in rows
    }


def stays(page: Page, held: Held, before: dict[str, float]) -> None:
    """Python comes and learns, and nothing jumps."""
    stays_as(page, held, lambda: shares(page) == before)


def stays_as(page: Page, held: Held, is_so: Callable[[], bool]) -> None:
    expect(page.locator("#status")).not_to_have_text("Ready")
    held.let_go()
    expect(page.locator("#status")).to_have_text("Ready")
    assert is_so()


def test_topics(page: Page, held: Held) -> None:
    page.goto("/text.html")
    for chip, label in (
        ("A new telescope saw a distant planet", "Sci & tech"),
        ("The coach was proud of the team after the match", "Sports"),
    ):
        page.get_by_role("button", name=chip).click()
        expect(page.locator("#verdict")).to_contain_text(label)
    before = shares(page)
    assert len(before) == 4
    stays(page, held, before)
    expect(page.locator("#honest")).to_contain_text("of 20")
    assert shares(page) == before


def test_topics_teaches_what_comes_before_python(page: Page, held: Held) -> None:
    page.goto("/text.html")
    page.locator("#sentence").fill("My grandmother bakes wonderful cherry pies")
    expect(page.locator("#verdict")).to_contain_text("Not sure")
    page.locator("#teach-buttons").get_by_role("button", name="Business").click()
    expect(page.get_by_role("status").filter(has_text="To be learnt as")).to_be_visible()
    page.locator("#sentence").fill("The coach was proud of her team")
    expect(page.locator("#verdict")).to_contain_text("Sports")
    page.get_by_label("Name of the class").first.fill("Cooking")  # another model than there is
    page.locator("#sentence").fill("The coach was proud")
    expect(page.locator("#verdict")).to_contain_text("It answers when")
    held.let_go()
    expect(page.locator("#honest")).to_contain_text("of 21")
    expect(page.locator("#verdict")).to_contain_text("Sports")


@pytest.mark.parametrize(
    ("chosen", "text", "said"),
    [
        ("Spam", "You have won a free prize, click the link now", "Spam, "),
        ("Civility", "You are a stupid idiot", "Rude, "),
        ("Shop assistant", "Where is my parcel?", "Track order, "),
        ("Languages", "Das Wetter ist schön", "Deutsch, "),
    ],
)
def test_guard(page: Page, held: Held, chosen: str, text: str, said: str) -> None:
    page.goto("/guard.html")
    if chosen != "Spam":
        page.locator("#samples").get_by_role("button", name=chosen).click()
    page.locator("#message").fill(text)
    expect(page.locator("#verdict")).to_contain_text(said)
    expect(page.locator("#why-words")).to_contain_text("when Python has loaded")
    before = shares(page)
    held.let_go()
    expect(page.locator("#why-words")).to_contain_text("what each word makes of the odds")
    assert shares(page) == before


def test_guard_sorts_an_inbox(page: Page, held: Held) -> None:
    page.goto("/guard.html")
    expect(page.locator("#verdict")).to_contain_text("%")
    page.locator("#batch-sample").click()
    expect(page.locator("#batch-result h3")).to_contain_text("sample inbox")
    expect(page.locator("#batch-result tbody tr").first).to_be_attached()


def test_draw(page: Page, held: Held) -> None:
    page.goto("/draw.html")
    expect(page.locator("#verdict")).to_contain_text("%")
    before = shares(page)
    assert len(before) == 10
    assert max(before.values()) > 50
    stays(page, held, before)
    expect(page.locator("#honest")).to_contain_text("of 30")
    assert shares(page) == before


def test_voice(page: Page, held: Held) -> None:
    page.goto("/voice.html")
    expect(page.locator("#known")).to_contain_text("right, stop, up, yes")

    def hear(way: str) -> list[str]:
        """What is said of a whistle, which is none of the words."""
        sound = {"name": "a.wav", "mimeType": "audio/wav", "buffer": wav(whistle(way, 1.0))}
        number = page.locator("#heard li").count()
        page.locator("#try-file input").set_input_files(sound)
        expect(page.locator("#heard li")).to_have_count(number + 1)
        # until then it has heard something, and the guesses are those of the sound before
        verdict = page.locator("#verdict")
        expect(verdict).to_have_text(re.compile("It sounded like “.*”. Was it"))
        word = re.sub(".*(“.*”).*", r"\1", verdict.inner_text())
        expect(page.locator("#guess button").first).to_have_text(f"Yes, {word}")
        return [*page.locator("#verdict, #guess button").all_inner_texts()]

    before = [hear("rise"), hear("fall")]
    expect(page.locator("#status")).not_to_have_text("Ready")
    held.let_go()
    expect(page.locator("#status")).to_have_text("Ready")
    with page.expect_download():
        page.get_by_role("button", name="Save model").click()  # which Python does
    assert [hear("rise"), hear("fall")] == before


def test_type_ahead(page: Page, held: Held) -> None:
    page.goto("/type-ahead.html")
    offered = page.locator("#suggestions [role=option]")
    expect(offered).to_have_count(5)
    before = offered.all_inner_texts()
    expect(page.locator("#files")).to_contain_text("Everyday notes")
    stays_as(page, held, lambda: offered.all_inner_texts() == before)
    expect(page.locator("#saved")).to_contain_text("keys saved on sentences of ours")
    assert offered.all_inner_texts() == before


def test_type_ahead_learns_what_was_written_before_python(page: Page, held: Held) -> None:
    page.goto("/type-ahead.html")
    offered = page.locator("#suggestions [role=option]")
    expect(offered).to_have_count(5)
    page.locator("#text").fill("")
    page.locator("#text").press_sequentially("Thank you for the zucchini. Thank you fo")
    expect(offered.first).to_contain_text("for")
    page.locator("#text").press("Tab")
    expect(page.locator("#text")).to_have_value("Thank you for the zucchini. Thank you for ")
    page.locator("#text").press_sequentially("z")
    expect(page.locator("#text")).to_have_value(re.compile("for z$"))
    expect(offered.filter(has_text="zucchini")).to_have_count(0)
    held.let_go()
    expect(page.locator("#saved")).to_contain_text("keys saved on sentences of ours")
    expect(offered).to_have_count(1)
    expect(offered).to_contain_text("zucchini")


def test_topics_says_nothing_of_classes_that_the_page_did_not_begin_with(
    page: Page, held: Held
) -> None:
    page.goto("/text.html")
    for change in (
        lambda: open_file(page, "own.csv", FRUIT),
        page.get_by_role("button", name="Start empty").click,
    ):
        expect(page.locator("#verdict")).to_contain_text("%")
        expect(page.locator("#teach")).to_be_visible()
        change()
        expect(page.locator("#verdict")).to_have_text(WAITS)
        expect(page.locator("#teach")).to_be_hidden()
        expect(page.locator("#bars tr")).to_have_count(0)
        page.get_by_role("button", name="Undo").click()
    expect(page.locator("#verdict")).to_contain_text("%")
    open_file(page, "own.csv", FRUIT)
    held.let_go()
    expect(page.locator("#bars tbody th")).to_have_text(["fruit", "vehicle"])


def test_guard_offers_no_class_that_is_not_on_the_page(page: Page, held: Held) -> None:
    page.goto("/guard.html")
    flags = page.locator("#flag option")
    expect(flags).to_have_text(["Fine", "Spam"])
    expect(page.locator("#verdict")).to_contain_text("%")
    looked_for = page.locator("#flag option:checked")
    expect(looked_for).to_have_text("Spam")
    name = page.get_by_label("Name of the class").first
    before = name.input_value()
    name.fill("Good")
    expect(page.locator("#verdict")).to_have_text(WAITS)
    name.fill(before)
    expect(page.locator("#verdict")).to_contain_text("%")
    expect(flags).to_have_text(["Fine", "Spam"])
    expect(looked_for).to_have_text("Spam")
    open_file(page, "own.csv", FRUIT)
    expect(page.locator("#verdict")).to_have_text(WAITS)
    expect(flags).to_have_text(["every class"])
    held.let_go()
    expect(flags).to_have_text(["fruit", "vehicle"])
    expect(looked_for).to_have_text("fruit")


def test_draw_says_nothing_of_classes_that_the_page_did_not_begin_with(
    page: Page, held: Held
) -> None:
    page.goto("/draw.html")
    expect(page.locator("#verdict")).to_contain_text("%")
    page.get_by_label("Name of the class").first.fill("Nought")
    expect(page.locator("#verdict")).to_have_text(WAITS)
    expect(page.locator("#bars tr")).to_have_count(0)
    held.let_go()
    expect(page.locator("#bars tbody th").last).to_have_text("Nought")
