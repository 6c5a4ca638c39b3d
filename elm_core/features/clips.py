"""Altered copies of clips, and sounds that are no word."""

from __future__ import annotations

import numpy as np

from elm_core.maths.linalg import Array

#: Largest shift of a clip's borders in copies, and their signal-to-noise ratios in decibel.
_SHIFT, _DECIBEL = 0.08, (40.0, 60.0)


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
