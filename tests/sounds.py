"""Sounds for tests and benchmarks: whistles that stand for words, and files of them."""

from __future__ import annotations

import io
import struct
import wave

import numpy as np


def whistle(way: str, pitch: float = 1.0, rate: int = 48000) -> np.ndarray:
    """0.4 s of a tone that rises or falls by an octave, and ends at once."""
    time = np.arange(int(0.4 * rate)) / rate
    octave = time / 0.4 if way == "rise" else 1 - time / 0.4
    phase = 2 * np.pi * np.cumsum(850 * pitch * 2**octave) / rate
    edge = np.minimum(np.arange(len(time)), np.arange(len(time))[::-1]) / (0.005 * rate)
    return 0.4 * np.minimum(1, edge) * np.sin(phase)


def speech(ways: list[str], rate: int = 48000, seed: int = 0) -> np.ndarray:
    """Whistles about 0.75 s apart over the noise of a room."""
    random = np.random.RandomState(seed)
    parts = [np.zeros(rate)]
    for i, way in enumerate(ways):
        quiet = np.zeros(int((0.7 + 0.1 * random.random_sample()) * rate))
        parts += [whistle(way, 0.97 + 0.03 * (i % 3), rate), quiet]
    sound = np.concatenate(parts)
    return sound + 0.003 * random.standard_normal(len(sound))


def wav(samples: np.ndarray, rate: int = 48000) -> bytes:
    """Return a WAV file of 16 bits."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return file.getvalue()


def riff(code: int, bits: int, channels: int, rate: int, data: bytes, big: bool = False) -> bytes:
    """Return a WAV file of raw samples in the long form of its header, WAVE_FORMAT_EXTENSIBLE."""
    order = ">" if big else "<"
    guid = struct.pack(order + "IHH", code, 0, 0x10) + bytes.fromhex("800000aa00389b71")
    block = channels * -(-bits // 8)
    head = struct.pack(
        order + "HHIIHHHHI", 0xFFFE, channels, rate, rate * block, block, 8 * -(-bits // 8), 22, bits, 0
    )  # fmt: skip
    fmt = head + guid
    chunks = [(b"fmt ", fmt), (b"LIST", b"INFOISFT\x05\0\0\0elm!\0"), (b"data", data)]
    body = b"".join(
        name + struct.pack(order + "I", len(part)) + part + b"\0" * (len(part) % 2)
        for name, part in chunks
    )
    return (b"RIFX" if big else b"RIFF") + struct.pack(order + "I", len(body) + 4) + b"WAVE" + body
