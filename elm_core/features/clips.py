"""Pictures of clips in few bytes, altered copies of clips, and sounds that are no word."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from elm_core.features.audio import LogMel
from elm_core.maths.linalg import Array

#: Cosine components of a clip's picture that are kept, along time and along the bands.
N_TIME, N_FREQUENCY = 16, 20

#: They are stored as whole numbers 128 ± 127, in steps of a quarter.
_STEP, _ZERO = 0.25, 128.0

#: Largest shift of a clip's borders in copies, and their signal-to-noise ratios in decibel.
_SHIFT, _DECIBEL = 0.08, (40.0, 60.0)


def picture_bytes(extractor: LogMel, samples: Array, shift: float = 0.0) -> npt.NDArray[np.uint8]:
    """Return the picture of a clip, rounded, (N_TIME · N_FREQUENCY,)."""
    picture = extractor.picture(samples, shift).ravel()
    return np.clip(np.rint(picture / _STEP) + _ZERO, 1, 255).astype(np.uint8)


def from_bytes(stored: npt.NDArray[np.uint8]) -> Array:
    """Return rounded pictures as numbers, `scaled`."""
    return scaled(_STEP * (stored.astype(np.float64) - _ZERO))


def scaled(pictures: Array) -> Array:
    """Scale pictures so that squared distances are means over the 32 × 40 cells."""
    return np.asarray(pictures / np.sqrt(32.0 * 40.0))


def altered(samples: Array, random: np.random.RandomState) -> tuple[Array, float]:
    """Return a clip with noise added, and a shift of its borders."""
    shift = _SHIFT * (2.0 * random.random_sample() - 1.0)
    decibel = _DECIBEL[0] + (_DECIBEL[1] - _DECIBEL[0]) * random.random_sample()
    loudest = np.sqrt(np.max(np.convolve(samples**2, np.full(200, 1 / 200.0), "same")))
    noise = np.sqrt(12.0) * (random.random_sample(len(samples)) - 0.5)
    return np.asarray(samples + loudest * 10.0 ** (-decibel / 20.0) * noise), float(shift)


def noises(n: int, sample_rate: float, random: np.random.RandomState) -> list[Array]:
    """Return silence and n − 1 half-seconds of noise, from white (power ∝ f⁰) to brown (f⁻²).

    Some swell and fade.
    """
    length = int(0.5 * sample_rate)
    hz = np.fft.rfftfreq(length, 1.0 / sample_rate)
    time = np.arange(length) / sample_rate
    out = [np.zeros(length)]
    while len(out) < n:
        colour, depth, rate = random.random_sample(3)
        phase = np.exp(2j * np.pi * random.random_sample(len(hz)))
        noise = np.fft.irfft(np.maximum(hz, 20.0) ** -colour * phase, length)
        out.append(noise * (1.0 + depth * np.sin(40.0 * rate * time)))
    return out
