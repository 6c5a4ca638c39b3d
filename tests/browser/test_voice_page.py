"""The voice page: words are taught by microphone, files or whistles, and steer the game."""

from __future__ import annotations

import io
import json
import re
import struct
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect
from scipy.io import wavfile

from build_steps.browser import ensure_browser
from elm_core import dumps, loads
from elm_core.tasks import TextClassifier
from tests.browser.conftest import Watch
from tests.browser.files import downloaded, in_another_tab
from tests.conftest import FLAGS
from tests.sounds import speech, wav, whistle

NO_MICROPHONE = """(name) => {
  navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('no', name); };
}"""


@pytest.fixture
def page(returning_page: Page) -> Page:
    """The page, for someone who comes back: Python starts quickly."""
    return returning_page


def open_page(page: Page) -> None:
    page.goto("/voice.html")
    expect(page.locator("#known")).to_contain_text("right, stop, up, yes")


def sound(name: str, way: str, pitch: float = 1.0) -> dict[str, object]:
    return {"name": name, "mimeType": "audio/wav", "buffer": wav(whistle(way, pitch))}


def of_scipy(name: str, samples: np.ndarray, rate: int = 48000) -> dict[str, object]:
    file = io.BytesIO()
    wavfile.write(file, rate, samples)
    return {"name": name, "mimeType": "audio/wav", "buffer": file.getvalue()}


def samples(page: Page, word: str):
    return page.get_by_role("list", name=f"Samples of {word}").locator("li")


def whistles(page: Page) -> None:
    page.get_by_role("button", name="Try two whistles").click()
    expect(page.locator("#known")).to_have_text("Knows fall, rise.")


def lane(page: Page, number: int) -> None:
    expect(page.locator("#where")).to_contain_text(f"You are in lane {number} of 5")


def test_the_game_is_played_by_keys_and_buttons(page: Page) -> None:
    page.goto("/voice.html")
    lane(page, 3)
    page.keyboard.press("ArrowRight")
    lane(page, 4)
    page.get_by_role("button", name="← Left").click()
    page.get_by_role("button", name="← Left").click()
    lane(page, 2)
    page.get_by_role("button", name="Start").click()
    expect(page.locator("#score")).not_to_have_text("0 caught, 0 missed")
    page.evaluate("""() => {
      Object.defineProperty(document, 'hidden', { value: true, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }""")
    expect(page.locator("#paused")).to_have_text("Paused while you were away.")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="New game").click()
    expect(page.locator("#score")).to_have_text("0 caught, 0 missed")


def test_whistles_steer_and_are_measured(page: Page) -> None:
    open_page(page)
    whistles(page)
    page.get_by_role("button", name="Whistle up").click()
    expect(page.locator("#verdict")).to_contain_text("rise")
    lane(page, 4)
    page.locator("#try-file input").set_input_files(sound("any.wav", "fall"))
    expect(page.locator("#verdict")).to_contain_text("fall")
    lane(page, 3)
    expect(page.locator("#honest")).to_contain_text("6 of 6")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#known")).to_contain_text("yes")


def test_what_it_is_not_sure_of_is_asked_about_and_learnt(page: Page) -> None:
    open_page(page)
    whistles(page)
    hiss = 0.3 * np.random.default_rng(0).normal(size=8000)
    noise = np.concatenate([np.zeros(8000), hiss, np.zeros(8000)])
    file = {"name": "any.wav", "mimeType": "audio/wav", "buffer": wav(noise)}
    page.locator("#as").select_option("background")
    page.locator("#files input").set_input_files(file)  # so that whistles are not all there is
    expect(page.locator("#learn-message [role=alert]")).to_have_count(0)
    both = (whistle("rise", 1.0) + whistle("fall", 1.0)) / 2
    unsure = {"name": "both.wav", "mimeType": "audio/wav", "buffer": wav(both)}
    page.locator("#try-file input").set_input_files(unsure)
    expect(page.locator("#verdict")).to_contain_text("It sounded like")
    page.locator("#guess").get_by_role("button", name="rise").click()
    expect(samples(page, "rise")).to_have_count(4)
    expect(page.locator(".toast")).to_contain_text("Learnt as rise")
    expect(page.locator("#guess button")).to_have_count(0)
    expect(page.locator("#verdict")).to_be_focused()
    page.locator("#try-file input").set_input_files(unsure)
    expect(page.locator("#verdict")).to_contain_text("rise")
    page.get_by_role("button", name="Undo").click()
    expect(samples(page, "rise")).to_have_count(3)


def test_no_word_is_asked_about_that_is_gone(page: Page) -> None:
    open_page(page)
    whistles(page)
    time = np.arange(16_000) / 16_000
    tone = np.where((time > 0.3) & (time < 0.7), 0.5 * np.sin(2 * np.pi * 900 * time), 0)
    file = {"name": "tone.wav", "mimeType": "audio/wav", "buffer": wav(tone)}
    page.locator("#try-file input").set_input_files(file)
    expect(page.locator("#guess button").first).to_contain_text("Yes")
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page.locator("#known")).to_contain_text("yes")
    expect(page.locator("#guess button")).to_have_count(0)
    expect(page.locator("#verdict")).to_be_empty()


def test_what_is_said_of_a_file_outlives_the_learning_of_others(page: Page) -> None:
    open_page(page)
    page.locator("#new-word").fill("hop")
    page.locator("#new-word").press("Enter")
    files = page.locator("#files input")
    files.set_input_files([sound(f"hop-{i}.wav", "rise", 1 + i / 99) for i in range(6)])
    expect(samples(page, "hop")).to_have_count(6)
    expect(page.locator("#known")).to_contain_text("hop")
    page.locator("#try-file input").set_input_files(sound("new.wav", "rise", 1.02))
    expect(page.locator("#verdict")).to_contain_text("hop")
    page.get_by_role("button", name="Delete sample 1 of hop").click()
    page.get_by_role("button", name="Undo").click()
    files.set_input_files(sound("001.wav", "rise"))  # while it learns again
    alert = page.locator("#learn-message [role=alert]")
    expect(alert).to_contain_text("001.wav names no word")
    page.wait_for_timeout(3000)
    expect(alert).to_contain_text("001.wav names no word")


def test_files_teach_the_word_that_their_name_says(page: Page) -> None:
    open_page(page)
    page.locator("#new-word").fill("hop")
    page.locator("#new-word").press("Enter")
    files = page.locator("#files input")
    files.set_input_files([sound("hop-1.wav", "rise"), sound("hop-2.wav", "rise", 1.05)])
    expect(samples(page, "hop")).to_have_count(2)
    expect(page.locator("#known")).to_contain_text("hop")
    page.locator("#try-file input").set_input_files(sound("new.wav", "rise", 1.02))
    expect(page.locator("#verdict")).to_contain_text("hop")
    page.get_by_role("button", name="Delete sample 1 of hop").click()
    expect(samples(page, "hop")).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(samples(page, "hop")).to_have_count(2)
    saved = downloaded(page, "Save sample 1 of hop as WAV")
    assert saved[:4] == b"RIFF" and len(saved) > 8000
    files.set_input_files(sound("001.wav", "rise"))
    expect(page.locator("#learn-message [role=alert]")).to_contain_text("001.wav names no word")
    expect(samples(page, "hop")).to_have_count(2)


def test_files_of_any_channel_and_any_width_are_heard(page: Page) -> None:
    open_page(page)
    whistles(page)
    silence = np.zeros(int(0.4 * 48000))

    def whole(*channels: np.ndarray) -> np.ndarray:
        return (32767 * np.stack(channels, axis=1)).astype(np.int16)

    rise, fall = whistle("rise"), whistle("fall")
    for name, way, written in [
        ("right.wav", "fall", whole(silence, fall)),
        ("surround.wav", "rise", whole(silence, silence, silence, silence, rise, silence)),
        ("opposite.wav", "fall", whole(fall, -fall)),
        ("float64.wav", "rise", rise),
        ("float64-right.wav", "fall", np.stack([silence, fall], axis=1)),
        ("unit-of-16-bits.wav", "rise", 32767 * rise),
        ("float32.wav", "fall", fall.astype(np.float32)),
        ("int64.wav", "rise", (2.0**62 * rise).astype(np.int64)),
    ]:
        page.locator("#try-file input").set_input_files(of_scipy(name, written))
        expect(page.locator("#verdict")).to_contain_text(way)
        expect(page.locator("#listen-message [role=alert]")).to_have_count(0)
    page.locator("#as").select_option("rise")
    right = of_scipy("right.wav", np.stack([silence, rise], axis=1))
    page.locator("#files input").set_input_files(right)
    expect(samples(page, "rise")).to_have_count(4)
    saved = downloaded(page, "Save sample 4 of rise as WAV")
    rate, back = wavfile.read(io.BytesIO(saved))
    assert rate == 16000 and abs(np.abs(back / 32767).max() - np.abs(rise).max()) < 0.02


def test_sounds_that_are_too_long_are_refused_before_they_are_decoded(page: Page) -> None:
    open_page(page)
    page.evaluate("""() => {
      OfflineAudioContext.prototype.decodeAudioData = () => { throw new Error('decoded'); };
    }""")
    long = np.zeros(75 * 8000, dtype=np.uint8)
    page.locator("#try-file input").set_input_files(of_scipy("long.wav", long, 8000))
    alert = page.locator("#listen-message [role=alert]")
    expect(alert).to_contain_text("lasts 75 s; at most 60 s are read")
    law = bytearray(of_scipy("law.wav", np.tile(long, 2), 8000)["buffer"])
    law[20] = 7  # a code that our reader leaves to the browser
    file = {"name": "law.wav", "mimeType": "audio/wav", "buffer": bytes(law)}
    page.locator("#try-file input").set_input_files(file)
    expect(alert).to_contain_text("lasts 150 s; at most 60 s are read")


RECORDED = """async () => {
  const context = new AudioContext();
  const tone = new OscillatorNode(context);
  const end = new MediaStreamAudioDestinationNode(context);
  tone.connect(end);
  tone.start();
  const recorder = new MediaRecorder(end.stream);
  const part = new Promise((done) => { recorder.ondataavailable = ({ data }) => done(data); });
  recorder.start();
  await new Promise((done) => setTimeout(done, 500));
  recorder.stop();
  return [...new Uint8Array(await (await part).arrayBuffer())];
}"""


def test_sounds_that_do_not_say_how_long_they_are_are_bounded_by_size(page: Page) -> None:
    open_page(page)
    page.mouse.click(5, 5)  # a page may sound when it was touched
    recorded = bytes(page.evaluate(RECORDED))
    page.evaluate("""() => {
      const real = OfflineAudioContext.prototype.decodeAudioData;
      window.decoded = 0;
      OfflineAudioContext.prototype.decodeAudioData = function (bytes) {
        window.decoded++;
        return real.call(this, bytes);
      };
    }""")
    alert = page.locator("#listen-message [role=alert]")
    told = recorded.index(b"\x44\x89\x84")
    untold = recorded[:told] + b"\xec\x85\0" + recorded[told + 3 :]  # the length is passed over
    for decoded, content, said in (
        (1, recorded, ""),
        (2, untold, ""),
        (2, untold + bytes(3_000_000), "does not say how long it lasts"),
        (2, recorded + bytes(5_000_000), "that cannot be"),
    ):
        file = {"name": "recorded.webm", "mimeType": "audio/webm", "buffer": content}
        page.locator("#try-file input").set_input_files(file)
        if said:
            expect(alert).to_contain_text(said)
        page.wait_for_function("(n) => decoded === n", arg=decoded)
    many = b"fLaC\0\0\0\x22" + bytes(10) + struct.pack(">Q", 655_350 << 44 | 7 << 41 | 655_350 * 40)
    file = {"name": "many.flac", "mimeType": "audio/flac", "buffer": many + bytes(64)}
    page.locator("#try-file input").set_input_files(file)
    expect(alert).to_contain_text("8 channels of 655350 samples a second, and lasts 40 s")
    assert page.evaluate("decoded") == 2


def test_a_saved_voice_comes_back_with_its_samples(page: Page) -> None:
    open_page(page)
    whistles(page)
    model = downloaded(page, "Save model").decode()
    assert loads(model).predict([whistle("fall", rate=16000)]).tolist() == ["fall"]
    exported = downloaded(page, "Export samples")
    for name, text in [("voice-model.json", model.encode()), ("voice-samples.json", exported)]:
        in_another_tab(page)
        open_page(page)
        file = {"name": name, "mimeType": "application/json", "buffer": text}
        page.locator("#keep input[type=file]").set_input_files(file)
        expect(samples(page, "rise")).to_have_count(3)
        expect(page.locator("#known")).to_contain_text("rise")
        page.locator("#try-file input").set_input_files(sound("any.wav", "rise"))
        expect(page.locator("#verdict")).to_contain_text("rise")


@pytest.mark.parametrize(
    ("name", "said"),
    [("NotAllowedError", "not allowed to listen"), ("NotFoundError", "No microphone was found")],
)
def test_without_a_microphone_the_page_says_why(page: Page, name: str, said: str) -> None:
    page.goto("/voice.html")
    page.evaluate(NO_MICROPHONE, name)
    page.get_by_role("button", name="Listen to the microphone").click()
    alert = page.locator("#listen-message [role=alert]")
    expect(alert).to_contain_text(said)
    expect(alert).to_contain_text("use sound files")
    expect(alert.get_by_role("button", name="Try again")).to_be_visible()
    page.get_by_role("button", name="Teach “left”").click()
    expect(page.get_by_role("button", name="Teach “left”")).to_have_attribute(
        "aria-pressed", "false"
    )


def test_files_that_will_not_do_are_named(page: Page) -> None:
    open_page(page)
    page.locator("#try-file input").set_input_files(
        {"name": "no.wav", "mimeType": "audio/wav", "buffer": b"no sound"}
    )
    expect(page.locator("#listen-message [role=alert]")).to_contain_text("no sound")
    drop = page.locator("#keep input[type=file]")
    other = dumps(TextClassifier().fit(["a b", "c d"] * 3, ["x", "y"] * 3))
    for text, said in [
        ('{"format": "elm-toolkit-sounds", "rate": 8000}', "no samples of this page"),
        ('{"format": "elm-toolkit-sounds", "rate": 16000, "samples": [{"word": "a"}]}', "Sample 1"),
        ("{", "JSON"),
        (other, "a TextClassifier, not a voice model"),
    ]:
        file = {"name": "bad.json", "mimeType": "application/json", "buffer": text.encode()}
        drop.set_input_files(file)
        expect(page.locator("#keep [role=alert]")).to_contain_text(said)
    expect(page.locator("#words section")).to_have_count(3)


def test_words_and_file_names_never_become_html(page: Page) -> None:
    open_page(page)
    attack = "<img src=x onerror=window.__hit=1>"
    page.locator("#new-word").fill(attack)
    page.get_by_role("button", name="Add the word").click()
    page.locator("#as").select_option(attack)
    page.locator("#files input").set_input_files(
        [sound(f"{attack}.wav", "rise"), sound("b.wav", "rise", 1.04)]
    )
    expect(page.locator("#known")).to_contain_text(attack)
    page.locator("#as").select_option("")
    page.locator("#files input").set_input_files(sound("<b>x<b>.wav", "rise"))
    expect(page.locator(".toast")).to_contain_text("<b>x<b>")
    file = {"name": f"{attack}.json", "mimeType": "application/json", "buffer": json.dumps(
        {"format": "elm-toolkit-sounds", "rate": 16000, "words": [attack], "samples": []}
    ).encode()}  # fmt: skip
    page.locator("#keep input[type=file]").set_input_files(file)
    expect(page.locator(".toast")).to_contain_text(attack)
    assert page.evaluate("window.__hit") is None
    assert page.locator("main :is(img, script)").count() == 0


def test_the_microphone_teaches_and_steers(browser: Browser, server, tmp_path: Path) -> None:
    (tmp_path / "said.wav").write_bytes(wav(speech(["rise", "fall"] * 6)))
    flags = [
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-audio-capture={tmp_path / 'said.wav'}",
        "--use-fake-ui-for-media-stream",
    ]
    speaking = browser.browser_type.launch(executable_path=ensure_browser(), args=FLAGS + flags)
    context = speaking.new_context(base_url=server.url)
    watch = Watch(context, server.url)
    page = context.new_page()
    open_page(page)
    whistles(page)
    page.get_by_role("button", name="Listen to the microphone").click()
    heard = page.locator("#heard")
    expect(heard).to_contain_text("rise")
    expect(heard).to_contain_text("fall")
    expect(page.locator("#delay")).to_have_text(re.compile(r"within \d+ ms"))
    page.get_by_role("button", name="Teach “rise”").click()
    expect(samples(page, "rise")).to_have_count(8)
    expect(page.get_by_role("button", name="Teach “rise”")).to_have_attribute(
        "aria-pressed", "false"
    )
    page.get_by_role("button", name="Record the room").click()
    expect(samples(page, "background")).to_have_count(4)
    page.get_by_role("button", name="Stop listening").click()
    expect(page.locator("#speaking")).to_have_text("Not listening")
    watch.check()
    speaking.close()


def test_files_bring_new_words_and_those_it_began_with_in_any_case(page: Page) -> None:
    open_page(page)
    files = page.locator("#files input")
    files.set_input_files(
        [
            sound("Banana-1.wav", "rise"),
            sound("banana_2.WAV", "rise", 1.05),
            sound("STOP.wav", "fall"),
        ]
    )
    expect(page.locator(".toast")).to_contain_text("Learnt 3 samples as new words: Banana, stop")
    expect(samples(page, "Banana")).to_have_count(2)
    expect(samples(page, "stop")).to_have_count(1)
    expect(page.locator("#known")).to_contain_text("Banana")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#words")).not_to_contain_text("Banana")


def test_what_was_wrong_is_said_no_longer_once_it_is_mended(page: Page) -> None:
    open_page(page)
    page.locator("#base").select_option("none")
    expect(page.locator("#known")).to_contain_text("It knows no word yet")
    heard = page.locator("#listen-message")
    page.locator("#try-file input").set_input_files(sound("rise.wav", "rise"))
    expect(heard).to_contain_text("It knows no word yet: teach it one first")
    files, learn = page.locator("#files input"), page.locator("#learn-message")
    files.set_input_files(sound("001.wav", "rise"))
    expect(learn).to_contain_text("001.wav names no word")
    page.locator("#as").select_option("left")
    expect(learn).to_be_empty()
    files.set_input_files(sound("001.wav", "rise"))
    expect(page.locator("#known")).to_contain_text("Knows left")
    expect(heard).to_be_empty()
    page.locator("#try-file input").set_input_files(sound("rise.wav", "rise", 1.02))
    expect(page.locator("#verdict")).to_contain_text("left")
