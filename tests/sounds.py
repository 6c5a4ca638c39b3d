"""Sounds for tests and benchmarks: whistles that stand for words, and files of them."""

from __future__ import annotations

import io
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
