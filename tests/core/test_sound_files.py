"""The pages read what Python's own `wave` and SciPy write, sample by sample.

Node runs the reader (tests/js/read_sounds.mjs).
"""

from __future__ import annotations

import io
import json
import shutil
import struct
import subprocess
import wave
from pathlib import Path

import numpy as np
import pytest
from scipy.io import wavfile

from tests.sounds import riff, whistle

ROOT = Path(__file__).parents[2]
NODE = shutil.which("node")
RATE = 8000
TONE = whistle("rise", rate=RATE)
STEREO = np.stack([0.5 * TONE, -0.25 * TONE[::-1]], axis=1)

pytestmark = pytest.mark.skipif(NODE is None, reason="needs Node")


def read(folder: Path, *files: bytes) -> list[dict]:
    paths = [folder / f"{i}.wav" for i in range(len(files))]
    for path, raw in zip(paths, files, strict=True):
        path.write_bytes(raw)
    command = [NODE, ROOT / "tests/js/read_sounds.mjs", *paths]
    done = subprocess.run(command, capture_output=True, timeout=100, cwd=ROOT)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def by_scipy(samples: np.ndarray, rate: int = RATE) -> bytes:
    file = io.BytesIO()
    wavfile.write(file, rate, samples)
    return file.getvalue()


def by_wave(samples: np.ndarray, width: int, rate: int = RATE) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(samples.shape[1])
        out.setsampwidth(width)
        out.setframerate(rate)
        whole = np.rint(samples * (2 ** (8 * width - 1) - 1)).astype("<i8")
        if width == 1:
            whole = whole + 128
        raw = whole.reshape(-1, 1).view(np.uint8)[:, :width]
        out.writeframes(raw.tobytes())
    return file.getvalue()


def whole(samples: np.ndarray, dtype: str) -> np.ndarray:
    return (samples * np.iinfo(dtype).max).astype(dtype)


@pytest.mark.parametrize("samples", [TONE[:, None], STEREO, np.tile(STEREO, 3)], ids="126")
def test_every_width_is_read_as_it_was_written(tmp_path: Path, samples: np.ndarray) -> None:
    forms = {
        "float64": (by_scipy(samples), 1e-7),
        "float32": (by_scipy(samples.astype(np.float32)), 1e-7),
        "int64": (by_scipy(whole(samples, "int64")), 1e-7),
        "int32": (by_scipy(whole(samples, "int32")), 1e-7),
        "int16": (by_scipy(whole(samples, "int16")), 2**-14),
        "uint8": (by_scipy((128 + 127 * samples).astype(np.uint8)), 2**-6),
        **{
            f"wave, {8 * n} bits": (by_wave(samples, n), max(1e-7, 2.0 ** (2 - 8 * n)))
            for n in (1, 2, 3, 4)
        },
    }
    found = read(tmp_path, *[raw for raw, _ in forms.values()])
    for name, (_, error), said in zip(forms, forms.values(), found, strict=True):
        assert said["layout"]["rate"] == RATE, name
        assert np.allclose(np.transpose(said["channels"]), samples, rtol=0, atol=error), name


def test_long_headers_and_other_chunks_are_understood(tmp_path: Path) -> None:
    small = np.rint(STEREO * 2**23).astype("<i4")
    three = small.reshape(-1, 1).view(np.uint8)[:, :3].tobytes()
    twelve = (np.rint(STEREO * 2**11).astype("<i2") << 4).tobytes()  # the upper bits count
    extensible = [
        riff(3, 64, 2, RATE, STEREO.astype("<f8").tobytes()),
        riff(3, 32, 2, RATE, STEREO.astype("<f4").tobytes()),
        riff(1, 24, 2, RATE, three),
        riff(1, 12, 2, RATE, twelve),
        riff(3, 64, 2, RATE, STEREO.astype(">f8").tobytes(), big=True),
        riff(1, 16, 2, RATE, np.rint(STEREO * 2**15).astype(">i2").tobytes(), big=True),
    ]
    streamed = bytearray(by_scipy(STEREO))  # written by a program that did not know the end
    place = streamed.index(b"data") + 4
    streamed[place : place + 4] = b"\xff" * 4
    rate, read_by_scipy = wavfile.read(io.BytesIO(extensible[4]))
    assert rate == RATE and np.allclose(read_by_scipy, STEREO)  # our own headers are right
    for said in read(tmp_path, *extensible, bytes(streamed)):
        assert "error" not in said, said
        assert np.allclose(np.transpose(said["channels"]), STEREO, rtol=0, atol=2**-11)


def test_long_files_say_their_length_in_a_chunk_of_its_own(tmp_path: Path) -> None:
    data = TONE.astype("<f8").tobytes()
    fmt = struct.pack("<HHIIHH", 3, 1, RATE, 8 * RATE, 8, 64)
    raw = (
        b"RF64\xff\xff\xff\xffWAVE"
        + struct.pack("<4sIQQQI", b"ds64", 28, 0, len(data), len(TONE), 0)
        + struct.pack("<4sI", b"fmt ", 16)
        + fmt
        + struct.pack("<4sI", b"data", 0xFFFFFFFF)
        + data
        + b"LIST\x04\x00\x00\x00INFO"
    )
    (said,) = read(tmp_path, raw)
    assert len(said["channels"][0]) == len(TONE)
    assert np.allclose(said["channels"][0], TONE, rtol=0, atol=1e-7)


def test_what_is_cut_off_or_unknown_is_said(tmp_path: Path) -> None:
    raw = by_scipy(STEREO)
    nan, far = STEREO.copy(), STEREO.copy()
    nan[800, 1] = np.nan
    far[0, 0] = 1e300
    law = bytearray(by_scipy(whole(STEREO, "int16")))
    law[20] = 7
    none = bytearray(raw)
    none[22:24] = b"\0\0"
    cases = [
        (b"", None),
        (b"OggS" + raw, None),
        (raw[:11], None),
        (raw[:30], "cut off"),
        (raw[:44], "cut off"),
        (by_scipy(nan), "no number, at 0.100 s"),
        (by_scipy(far), "no number, at 0.000 s"),
        (bytes(law), "code 7, 16 bits"),
        (bytes(none), "is not read"),
    ]
    for said, (_, error) in zip(read(tmp_path, *[raw for raw, _ in cases]), cases, strict=True):
        if error is None:
            assert said == {"layout": None}
        else:
            assert said["kind"] == "Error" and error in said["error"], said


def test_damaged_files_are_read_or_refused_in_words(tmp_path: Path) -> None:
    random = np.random.RandomState(0)
    whole = bytearray(by_scipy(STEREO[:50]))
    files = []
    for _ in range(300):
        raw = whole[: random.randint(12, len(whole) + 1)]
        for place in random.randint(0, min(len(raw), 64), 3):
            raw[place] = random.randint(256)
        files.append(bytes(raw))
    for said in read(tmp_path, *files):
        if "error" in said:
            assert said["kind"] == "Error", said
        elif said["layout"]:
            assert sum(map(len, said["channels"])) <= len(whole)


def test_no_channel_is_lost_in_the_mix(tmp_path: Path) -> None:
    silence = np.zeros_like(TONE)
    other = 0.3 * np.sin(np.arange(len(TONE)) / 3)
    for channels in (
        [silence, TONE],
        [TONE, silence],
        [silence, silence, TONE, silence, silence, silence],
        [TONE, -TONE],
        [TONE, 1e-5 * other],  # the hiss of a channel that nothing is plugged into
    ):
        (said,) = read(tmp_path, by_scipy(np.stack(channels, axis=1)))
        assert np.allclose(said["mono"], TONE, rtol=0, atol=1e-4) or np.allclose(
            said["mono"], -TONE, rtol=0, atol=1e-4
        )
    for channels in ([TONE, other], [TONE, other, -other], [other, TONE, -TONE, silence]):
        (said,) = read(tmp_path, by_scipy(np.stack(channels, axis=1)))
        mixed = np.array(said["mono"])
        for part in (TONE, other):  # each is heard, with at least half of its share
            heard = abs(mixed @ part) / (part @ part)
            assert heard > 0.5 / len(channels)
    (said,) = read(tmp_path, by_scipy(32768 * TONE))  # in the unit of 16 bits
    assert np.allclose(said["mono"], TONE / np.abs(TONE).max(), atol=1e-6)
    (said,) = read(tmp_path, by_scipy(np.stack([silence, silence], axis=1)))
    assert not np.any(said["mono"])
