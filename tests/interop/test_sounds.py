"""Sounds that others write are read by the Voice page, in Chromium: sample by sample, or refused."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from scipy.io import wavfile

from tests.interop.conftest import program
from tests.sounds import whistle

RATE = 16000
TONE = np.clip(2.0 * whistle("rise", rate=RATE), -0.9, 0.9)
#: One step of each width; companded ones have 13 or 14 bits at best.
STEP = {"u8": 2**-6, "16": 2**-14, "24": 2**-22, "32": 1e-7, "float": 1e-7, "law": 0.02}

SCIPY = {
    "uint8": (lambda x: (128 + 127 * x).astype(np.uint8), "u8"),
    "int16": (lambda x: (32767 * x).astype(np.int16), "16"),
    "int32": (lambda x: (2147483647 * x).astype(np.int32), "32"),
    "int64": (lambda x: (x * 2.0**62).astype(np.int64) * 2, "32"),
    "float32": (np.float32, "float"),
    "float64": (np.float64, "float"),
}
SOUNDFILE = [
    (form, subtype, width)
    for form in ("WAV", "WAVEX", "RF64")
    for subtype, width in (
        ("PCM_U8", "u8"), ("PCM_16", "16"), ("PCM_24", "24"), ("PCM_32", "32"),
        ("FLOAT", "float"), ("DOUBLE", "float"), ("ULAW", "law"), ("ALAW", "law"),
    )
] + [("FLAC", "PCM_16", "16"), ("FLAC", "PCM_24", "24")]  # fmt: skip
SOX = {
    "-b 8 -e unsigned-integer": "u8", "-b 16": "16", "-b 24": "24", "-b 32": "32",
    "-b 32 -e floating-point": "float", "-b 64 -e floating-point": "float",
    "-e mu-law": "law", "-e a-law": "law",
}  # fmt: skip
FFMPEG = {
    "pcm_u8": "u8", "pcm_s16le": "16", "pcm_s24le": "24", "pcm_s32le": "32", "pcm_s64le": "32",
    "pcm_f32le": "float", "pcm_f64le": "float", "pcm_alaw": "law", "pcm_mulaw": "law",
}  # fmt: skip
PACKED = {
    "mp3": "libmp3lame",
    "m4a": "aac",
    "ogg": "libvorbis",
    "opus": "libopus",
    "webm": "libopus",
}
UNREAD = {"aiff": "pcm_s16be", "au": "pcm_s16be", "caf": "pcm_s16le", "w64": "pcm_s16le"}


@pytest.fixture
def heard(readers: Any) -> Callable[[Path], Any]:
    def read(path: Path) -> Any:
        file = base64.b64encode(path.read_bytes()).decode()
        said = readers.evaluate("([file, rate]) => readSound(file, rate)", [file, RATE])
        return said["error"] if isinstance(said, dict) else np.array(said)

    return read


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The tone as 64-bit floats, which sox and ffmpeg are given."""
    path = tmp_path / "source.wav"
    soundfile.write(path, TONE, RATE, subtype="DOUBLE")
    return path


def same(found: Any, width: str) -> None:
    assert not isinstance(found, str), found
    assert len(found) == len(TONE)
    assert np.abs(found - TONE).max() <= STEP[width]


@pytest.mark.parametrize("kind", SCIPY)
def test_scipy(kind: str, heard: Any, tmp_path: Path) -> None:
    make, width = SCIPY[kind]
    wavfile.write(tmp_path / "a.wav", RATE, make(TONE))
    same(heard(tmp_path / "a.wav"), width)


@pytest.mark.parametrize(("form", "subtype", "width"), SOUNDFILE)
def test_soundfile(form: str, subtype: str, width: str, heard: Any, tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a", TONE, RATE, format=form, subtype=subtype)
    same(heard(tmp_path / "a"), width)


@pytest.mark.parametrize("options", SOX)
def test_sox(options: str, heard: Any, source: Path, tmp_path: Path) -> None:
    program("sox", "-D", source, *options.split(), tmp_path / "a.wav")
    same(heard(tmp_path / "a.wav"), SOX[options])


@pytest.mark.parametrize("code", FFMPEG)
def test_ffmpeg(code: str, heard: Any, source: Path, tmp_path: Path) -> None:
    program("ffmpeg", "-v", "error", "-i", source, "-c:a", code, tmp_path / "a.wav")
    same(heard(tmp_path / "a.wav"), FFMPEG[code])


@pytest.mark.parametrize("name", ["ffmpeg", "ffmpeg rf64", "sox"])
def test_streams_do_not_say_how_long_they_are(
    name: str, heard: Any, source: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a.wav"
    commands = {
        "ffmpeg": f"ffmpeg -v error -i {source} -f wav -c:a pcm_s16le - > {path}",
        "ffmpeg rf64": f"ffmpeg -v error -i {source} -rf64 always -c:a pcm_s16le {path}",
        "sox": f"sox -D -t wav - -b 16 -t wav - < {source} > {path}",
    }
    program("sh", "-c", commands[name])
    same(heard(path), "16")


@pytest.mark.parametrize("ending", PACKED)
def test_compressed_sounds(ending: str, heard: Any, source: Path, tmp_path: Path) -> None:
    """Chromium decodes them; Vorbis comes back up to 256 samples short."""
    path = tmp_path / f"a.{ending}"
    program("ffmpeg", "-v", "error", "-i", source, "-c:a", PACKED[ending], "-b:a", "96k", path)
    found = heard(path)
    assert not isinstance(found, str), found
    assert 0 <= len(TONE) - len(found) <= 256
    assert np.corrcoef(found, TONE[: len(found)])[0, 1] > 0.98


@pytest.mark.parametrize("ending", UNREAD)
def test_what_chromium_cannot_decode_says_what_to_do(
    ending: str, heard: Any, source: Path, tmp_path: Path
) -> None:
    path = tmp_path / f"a.{ending}"
    program("ffmpeg", "-v", "error", "-i", source, "-c:a", UNREAD[ending], path)
    assert "save it as WAV" in heard(path)


@pytest.mark.parametrize("code", ["adpcm_ms", "adpcm_ima_wav"])
def test_codes_of_wav_that_are_not_read_are_named(
    code: str, heard: Any, source: Path, tmp_path: Path
) -> None:
    program("ffmpeg", "-v", "error", "-i", source, "-c:a", code, tmp_path / "a.wav")
    said = heard(tmp_path / "a.wav")
    assert "is not read (code" in said and "save it as 16 bits" in said
