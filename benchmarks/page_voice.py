"""Time from the end of a word to the answer on the voice page, by a microphone that plays a file.

Whistles that end at once, and where the data folder has them words of speakers, over the noise of a
room. The page takes the end of a word for its last 5 ms within 20 dB of the loudest.
Run: python benchmarks/page_voice.py [--data FOLDER] [--rounds 2]
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, Page

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.accuracy_voice import load
from benchmarks.on_site import on_site
from tests.data import SHARED
from tests.sounds import speech, wav

MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
WORDS = 12
RATE = 16000


def words_of_speakers(archive: Path) -> np.ndarray:
    """Left and right by turns, of speakers one after the other, over the noise of a room."""
    clips, words, _ = load(archive, "left_right")
    random = np.random.RandomState(0)
    parts = [np.zeros(RATE)]
    for i in range(WORDS // 2):
        for word in ("left", "right"):
            clip = clips[np.flatnonzero(words == word)[7 * i]]
            parts += [0.6 * loud_part(clip / np.abs(clip).max()), np.zeros(RATE)]
    sound = np.concatenate(parts)
    sound = sound + 0.01 * random.standard_normal(len(sound))
    return np.interp(np.arange(3 * len(sound)) / 3, np.arange(len(sound)), sound)


def loud_part(clip: np.ndarray) -> np.ndarray:
    """Without the room of its own around the word: what is 20 dB below it, but for 30 ms."""
    frames = (clip[: len(clip) // 160 * 160].reshape(-1, 160) ** 2).mean(axis=1)
    loud = np.flatnonzero(frames > frames.max() / 100)
    part = clip[max(0, loud[0] - 3) * 160 : (loud[-1] + 4) * 160]
    edge = np.minimum(np.arange(len(part)), np.arange(len(part))[::-1]) / 320
    return part * np.minimum(1, edge)


def delays(browser: Browser, url: str, seconds: float, *, whistled: bool) -> list[float]:
    """Milliseconds of each word that is heard."""
    page: Page = browser.new_page(base_url=url)
    page.goto("/voice.html")
    page.locator("#known", has_text="yes").wait_for(timeout=120_000)
    if whistled:
        page.get_by_role("button", name="Try two whistles").click()
        page.locator("#known", has_text="Knows fall, rise").wait_for()
        page.locator("#honest .figures").wait_for()  # nothing else is to be learnt now
    page.evaluate("""() => {
      window.delays = [];
      new MutationObserver((changes) => {
        for (const { addedNodes } of changes) for (const node of addedNodes) {
          if (node.matches?.('#heard li')) delays.push(node.textContent);
        }
      }).observe(document.querySelector('#heard'), { childList: true });
    }""")
    page.get_by_role("button", name="Listen to the microphone").click()
    page.wait_for_timeout(1000 * seconds)
    heard = page.evaluate("delays")
    page.close()
    print("  heard:", ", ".join(heard))
    return [float(re.search(r"(\d+) ms$", text)[1]) for text in heard]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=SHARED)
    parser.add_argument("--rounds", type=float, default=1.0)
    options = parser.parse_args()
    sounds = {"whistles": speech(["rise", "fall"] * (WORDS // 2))}
    archive = options.data / "speech_commands.zip"
    if archive.exists():
        sounds["left and right of speakers"] = words_of_speakers(archive)
    with tempfile.TemporaryDirectory() as folder:
        for name, sound in sounds.items():
            file = Path(folder) / "said.wav"
            file.write_bytes(wav(sound))
            seconds = options.rounds * len(sound) / 48000
            flags = [*MICROPHONE, f"--use-file-for-fake-audio-capture={file}"]
            with on_site(flags=flags) as (browser, url):
                times = np.sort(delays(browser, url, seconds, whistled=name == "whistles"))
            print(
                f"{name}: {len(times)} heard, end of word to answer median "
                f"{np.median(times):.0f} ms, 90 % within {np.quantile(times, 0.9):.0f} ms"
            )


if __name__ == "__main__":
    main()
