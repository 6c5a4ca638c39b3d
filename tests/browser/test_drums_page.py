"""The drums page: bars are edited, learnt, continued, kept and exported."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator

import numpy as np
import pytest
from playwright.sync_api import Page, expect
from scipy.io import wavfile

from elm_core import dumps, loads
from elm_core.tasks import TextClassifier
from tests.browser.files import downloaded, in_another_tab, open_file


@pytest.fixture
def page(returning_page: Page) -> Page:
    """The page, for someone who comes back: Python starts quickly."""
    return returning_page


def open_page(page: Page) -> None:
    page.goto("/drums.html")
    continued(page)


def continued(page: Page) -> None:
    expect(page.locator("#took")).to_contain_text("Learnt in")
    expect(page.locator("#machine canvas")).to_have_count(4)


def cell(page: Page, drum: str, step: int):
    return page.get_by_role("button", name=f"{drum}, step {step}", exact=True)


def pressed(page: Page, drum: str, step: int, on: bool) -> None:
    expect(cell(page, drum, step)).to_have_attribute("aria-pressed", str(on).lower())


def machine(page: Page) -> list[str]:
    return [
        str(canvas.get_attribute("aria-label")) for canvas in page.locator("#machine canvas").all()
    ]


@contextlib.contextmanager
def other_bars(page: Page) -> Iterator[None]:
    """Ends when the machine plays other bars than before."""
    before = machine(page)
    yield
    page.wait_for_function(
        "(was) => [...document.querySelectorAll('#machine canvas')]"
        ".map((c) => c.getAttribute('aria-label')).join() !== was",
        arg=",".join(before),
    )


def bars(page: Page):
    return page.locator("#bars button")


def test_a_groove_is_continued_at_once_and_its_bars_can_be_kept(page: Page) -> None:
    open_page(page)
    page.get_by_label("Temperature").fill("0")
    expect(page.locator("#machine canvas").first).to_have_attribute(
        "aria-label", re.compile("Kick 1 5 9 13; Snare 5 13")
    )
    page.get_by_role("button", name="Keep bar 2").click()
    expect(bars(page)).to_have_count(3)
    expect(bars(page).nth(2)).to_have_attribute("aria-pressed", "true")
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(bars(page)).to_have_count(2)


def test_what_is_hit_changes_what_is_played_on(page: Page) -> None:
    open_page(page)
    page.get_by_label("Temperature").fill("0")
    first = page.locator("#machine canvas").first
    expect(first).to_have_attribute("aria-label", re.compile("Kick 1 5 9 13"))
    for number in (1, 2):
        bars(page).nth(number - 1).click()
        cell(page, "Ride", 3).click()
        pressed(page, "Ride", 3, True)
    expect(first).to_have_attribute("aria-label", re.compile("Ride 3"))
    page.get_by_label("New hits").select_option("loud")
    cell(page, "Ride", 3).click()
    expect(cell(page, "Ride", 3)).to_have_attribute("aria-description", "loud")
    cell(page, "Ride", 3).click()
    pressed(page, "Ride", 3, False)
    page.keyboard.press("Control+z")
    pressed(page, "Ride", 3, True)


def test_the_same_seed_gives_the_same_bars(page: Page) -> None:
    open_page(page)
    with other_bars(page):
        page.get_by_label("Temperature").fill("1.5")
    with other_bars(page):
        page.get_by_label("Seed").fill("77")
    wild = machine(page)
    page.get_by_role("button", name="Other bars").click()
    expect(page.get_by_label("Seed")).to_have_value("78")
    page.get_by_label("Seed").fill("77")
    expect(page.locator("#machine canvas").nth(3)).to_have_attribute("aria-label", wild[3])


def test_the_grid_is_walked_and_hit_by_keyboard(page: Page) -> None:
    open_page(page)
    cell(page, "Kick", 1).focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowDown", "End", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
    expect(cell(page, "Closed hat", 15)).to_be_focused()
    page.keyboard.press("Space")
    pressed(page, "Closed hat", 15, True)
    page.keyboard.press("Home")
    expect(cell(page, "Closed hat", 1)).to_be_focused()
    assert page.locator("#grid .step[tabindex='0']").count() == 1


def test_it_plays_shows_where_it_is_and_writes_down_taps(page: Page) -> None:
    open_page(page)
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.locator("#grid .now").first).to_be_visible()
    expect(page.locator("#machine .now")).to_have_count(1, timeout=15_000)
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.locator("#grid .now")).to_have_count(0)
    page.get_by_label("Write down what I tap").check()
    page.keyboard.press("p")
    expect(page.locator("#grid .now").first).to_be_visible()
    page.keyboard.press("9")
    expect(page.get_by_role("button", name=re.compile("^Ride, step"), pressed=True)).to_have_count(
        1
    )
    page.keyboard.press("p")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()


def test_a_saved_song_comes_back_and_goes_out_as_midi(page: Page) -> None:
    open_page(page)
    page.get_by_label("Start from").select_option("Shuffle")
    continued(page)
    cell(page, "Crash", 1).click()
    continued(page)
    page.get_by_label("Tempo").fill("99")
    midi = downloaded(page, "Export MIDI")
    assert midi[:14] == b"MThd\x00\x00\x00\x06\x00\x00\x00\x01\x01\xe0"
    assert midi[-3:] == b"\xff\x2f\x00"
    model = downloaded(page, "Save model").decode()
    assert loads(model).generate(1, seed=0).shape == (1, 16, 9)
    in_another_tab(page)
    open_page(page)
    pressed(page, "Crash", 1, False)
    open_file(page, "song.json", model)
    pressed(page, "Crash", 1, True)
    expect(page.get_by_label("Tempo")).to_have_value("99")
    expect(page.locator("#swing-out")).to_have_text("66 %")


def test_one_starts_empty(page: Page) -> None:
    open_page(page)
    page.get_by_role("button", name="Start empty").click()
    expect(bars(page)).to_have_count(1)
    expect(page.locator("#grid [aria-pressed=true]")).to_have_count(0)
    cell(page, "Kick", 1).click()
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(bars(page)).to_have_count(2)


def test_a_loop_goes_out_as_sound_and_a_groove_comes_in_as_midi(page: Page) -> None:
    open_page(page)
    page.get_by_label("Start from").select_option("Shuffle")
    continued(page)
    page.get_by_label("Tempo").fill("120")
    rate, sound = wavfile.read(io.BytesIO(downloaded(page, "Export WAV")))
    assert rate == 44100
    assert len(sound) == (2 + 4) * 2 * rate  # bars of two seconds, the machine's too
    assert 1000 < np.abs(sound).max() <= 32767
    midi = downloaded(page, "Export MIDI")
    in_another_tab(page)
    open_page(page)
    field = page.locator("#keep input[type=file]")
    field.set_input_files({"name": "song.mid", "mimeType": "audio/midi", "buffer": midi})
    expect(bars(page)).to_have_count(2 + 4)
    expect(page.get_by_label("Tempo")).to_have_value("120")
    expect(page.locator("#swing-out")).to_have_text("66 %")
    field.set_input_files({"name": "x.mid", "mimeType": "audio/midi", "buffer": midi[:40]})
    expect(page.locator("#keep [role=alert]")).to_contain_text("cut off")
    expect(bars(page)).to_have_count(2 + 4)


def test_what_a_midi_file_loses_is_told_of_that_file_alone(page: Page) -> None:
    open_page(page)
    clean = downloaded(page, "Export MIDI")
    at = clean.index(b"\xff\x51\x03") + 3
    quick = clean[:at] + b"\x03\xa9\x80" + clean[at + 3 :]  # 250 beats a minute
    lossy = quick.replace(b"\x99\x24", b"\x99\x3c", 1)  # a bongo in place of a kick
    field = page.locator("#keep input[type=file]")

    def opened(name: str, content: bytes) -> None:
        field.set_input_files({"name": name, "mimeType": "audio/midi", "buffer": content})
        expect(page.locator(".toast").last).to_contain_text(f"Opened {name}")

    said = page.locator("#keep .notice")
    opened("lossy.mid", lossy)
    expect(page.get_by_label("Tempo")).to_have_value("240")
    page.get_by_label("Temperature").fill("0")  # it has learnt and played on meanwhile
    expect(page.locator("#machine canvas").first).to_be_visible()
    expect(said).to_contain_text("Left out of lossy.mid: 1 hit of other instruments.")
    expect(said).to_contain_text("lossy.mid has 250 beats a minute: it plays at 240.")
    opened("clean.mid", clean)
    expect(said).to_have_count(0)
    expect(page.locator("#machine-message .notice")).to_have_count(0)


def test_undo_of_a_groove_brings_back_all_that_it_set(page: Page) -> None:
    open_page(page)
    tempo, groove = page.get_by_label("Tempo"), page.locator("#groove")
    tempo.fill("99")
    cell(page, "Crash", 5).click()
    for later, undo in (
        (False, page.locator("#undo")),
        (True, page.locator(".toast").get_by_role("button", name="Undo")),
    ):
        groove.select_option("Shuffle")
        expect(page.locator("#swing-out")).to_have_text("66 %")
        pressed(page, "Crash", 5, False)
        if later:
            cell(page, "Ride", 2).click()
        undo.click()
        expect(tempo).to_have_value("99")
        expect(page.locator("#swing-out")).to_have_text("even")
        expect(groove.locator("option:checked")).to_have_text("Choose…")
        pressed(page, "Crash", 5, True)
        pressed(page, "Ride", 2, False)
    page.locator("#undo").click()
    pressed(page, "Ride", 2, True)
    expect(groove.locator("option:checked")).to_have_text("Shuffle")


def test_files_that_will_not_do_change_nothing(page: Page) -> None:
    open_page(page)
    other = dumps(TextClassifier().fit(["a b", "c d"] * 3, ["x", "y"] * 3))
    for text, said in [("{", "JSON"), (other, "a TextClassifier, not a drum model")]:
        open_file(page, "<img src=x onerror=window.__hit=1>.json", text)
        expect(page.locator("#keep [role=alert]")).to_contain_text(said)
    expect(bars(page)).to_have_count(2)
    assert page.evaluate("window.__hit") is None
    assert page.locator("main :is(img, script)").count() == 0


def test_a_model_of_python_plays_its_own_bars(page: Page) -> None:
    import numpy as np

    from elm_core.tasks import DrumMachine

    bar = np.zeros((16, 9))
    bar[::4, 8] = 1
    model = DrumMachine(n_hidden=32, random_state=0).fit([bar] * 8)
    hostile = {"bars": [["<img>"] * 144], "tempo": "<b>", "swing": 1e9}
    open_page(page)
    open_file(page, "python.json", dumps(model, metadata={"drums": hostile}))
    expect(bars(page)).to_have_count(4)
    pressed(page, "Ride", 1, True)
    expect(page.get_by_label("Tempo")).to_have_value("112")


def test_its_guesses_of_bars_it_has_not_heard_are_measured(page: Page) -> None:
    open_page(page)
    expect(page.locator("#honest")).to_contain_text("With 4 bars of yours")
    for number in (1, 2, 3):
        page.get_by_role("button", name="Double").click()
        cell(page, "High tom", 4 * number).click()
    expect(page.locator("#honest")).to_contain_text("by repeating the bar before")
    expect(page.locator("#honest .figures")).to_contain_text("%")


def test_nothing_hit_is_nothing_to_learn(page: Page) -> None:
    open_page(page)
    for _ in range(4):
        page.get_by_role("button", name="Remove", exact=True).click()
    expect(page.locator("#machine-message")).to_contain_text("No hit yet")
    expect(page.locator("#machine canvas")).to_have_count(0)
    page.locator("#undo").click()
    page.locator("#undo").click()
    expect(bars(page)).to_have_count(2)
    expect(page.locator("#undo")).to_be_disabled()


def test_all_steps_of_a_bar_are_seen_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page)
    grid = page.locator("#grid")
    assert grid.evaluate("(one) => one.scrollWidth <= one.clientWidth")
    box = grid.bounding_box()
    assert box
    for step in range(1, 17):
        own = cell(page, "Ride", step).bounding_box()
        assert own
        assert own["x"] >= box["x"] and own["x"] + own["width"] <= box["x"] + box["width"]
        assert min(own["width"], own["height"]) >= 24
