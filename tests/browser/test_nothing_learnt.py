"""What is to be saved before anything has been learnt: told at once, with a way on that ends."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.held import Held
from tests.sounds import wav, whistle

NOT_COME = pytest.mark.expect_console("Failed to load resource|ERR_FAILED|ould not|Failed to fetch")


@pytest.fixture
def held(page: Page) -> Iterator[Held]:
    held = Held(page)
    yield held
    held.let_go()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save model").click()


def message(page: Page) -> Locator:
    return page.locator("#keep > [aria-live]")


def once(page: Page) -> Locator:
    return message(page).get_by_role("button", name="Do it once it has learnt")


def test_type_ahead_is_saved_once_however_often_it_was_asked_for(page: Page, held: Held) -> None:
    files: list[str] = []
    page.on("download", lambda download: files.append(download.suggested_filename))
    page.goto("/type-ahead.html")
    for _ in range(3):
        save(page)
        expect(message(page)).to_contain_text("Python is still loading")
    once(page).click()
    held.let_go()
    expect(page.locator("#saved")).to_contain_text("keys saved on sentences of ours")
    expect(message(page)).to_have_text("")
    assert files == ["type-ahead-model.json"]


def test_what_was_said_while_python_loaded_is_not_said_later(page: Page, held: Held) -> None:
    page.goto("/type-ahead.html")
    page.get_by_role("button", name="Keep in this browser").click()
    expect(message(page)).to_contain_text("Python is still loading")
    held.let_go()
    expect(message(page)).to_contain_text("It has learnt now.")
    message(page).get_by_role("button", name="Do it now").click()
    expect(page.locator(".toast")).to_contain_text("Kept as Type-ahead")
    expect(message(page)).to_have_text("")


def test_voice_is_saved_as_it_was_taught_before_python(page: Page, held: Held) -> None:
    page.goto("/voice.html")
    expect(page.locator("#known")).to_contain_text("right, stop, up, yes")
    page.get_by_role("button", name="Try two whistles").click()
    expect(page.locator("#known")).to_have_text("Waiting for Python…")
    file = {"name": "a.wav", "mimeType": "audio/wav", "buffer": wav(whistle("rise", 1.0))}
    page.locator("#try-file input").set_input_files(file)
    expect(page.locator("#listen-message")).to_contain_text("Waiting until it has learnt")
    save(page)
    expect(message(page)).to_contain_text("Python is still loading")
    with page.expect_download() as download:
        once(page).click()
        held.let_go()
    assert '"rise"' in download.value.path().read_text("utf-8")
    expect(page.locator("#known")).to_have_text("Knows fall, rise.")
    expect(page.locator("#heard li")).to_contain_text("rise")
    expect(page.locator("#listen-message")).to_have_text("")


@NOT_COME
@pytest.mark.parametrize("name", ["draw", "text", "boundary", "type-ahead", "voice", "drums"])
def test_waiting_ends_where_python_cannot_start(page: Page, held: Held, name: str) -> None:
    page.goto(f"/{name}.html")
    save(page)
    once(page).press("Enter")
    expect(message(page)).to_contain_text("Waiting until it has learnt")
    expect(message(page)).to_be_focused()
    held.fail()
    expect(message(page)).to_contain_text("Python could not start")
    expect(message(page).get_by_role("button")).to_have_count(0)


def test_waiting_ends_where_one_class_is_left(page: Page, held: Held) -> None:
    page.goto("/text.html")
    save(page)
    once(page).click()
    for label in ("World", "Sports", "Business"):
        page.get_by_role("button", name=f"Remove {label}").click()
    held.let_go()
    expect(message(page)).to_contain_text("Give it examples of two classes at least.")
    expect(message(page).get_by_role("button")).to_have_count(0)  # theirs would go


def test_waiting_can_be_stopped(page: Page, held: Held) -> None:
    page.goto("/text.html")
    save(page)
    once(page).click()
    message(page).get_by_role("button", name="Stop waiting").press("Enter")
    expect(message(page)).to_have_text("")
    expect(message(page)).to_be_focused()
    held.let_go()
    expect(page.locator("#honest")).to_contain_text("right when the sentence itself was left out")
    expect(message(page)).to_have_text("")


def test_drums_without_a_hit_are_asked_for_one(page: Page) -> None:
    page.goto("/drums.html")
    page.get_by_role("button", name="Start empty").click()
    save(page)
    expect(message(page)).to_contain_text("Switch a step on")
