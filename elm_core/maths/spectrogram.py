"""From samples to spectra: framing, mel bands, cosine transforms, change of sampling rate.

Davis & Mermelstein (1980), "Comparison of parametric representations for monosyllabic word
recognition", IEEE Trans. ASSP 28(4).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core.maths import linalg
from elm_core.maths.linalg import Array

#: Zero crossings on each side of the low-pass filter that changes the sampling rate.
_LOBES = 16

#: Most filters that are kept for a ratio of rates: 160 take 44.1 kHz to 16 kHz.
_PHASES = 1000


def frames(samples: Array, window: int, hop: int) -> Array:
    """Return the frames of `samples` (n,) as rows (m × window); a short end is left out.

    Fewer samples than a window are filled up with zeros.
    """
    if len(samples) < window:
        samples = np.pad(samples, (0, window - len(samples)))
    return np.lib.stride_tricks.sliding_window_view(samples, window)[::hop]


def hann(n: int) -> Array:
    """wⱼ = ½ − ½ cos(2πj/n): the periodic Hann window."""
    return np.asarray(0.5 - 0.5 * np.cos(2.0 * np.pi * np.arange(n) / n))


def power_spectrum(rows: Array, n_fft: int) -> Array:
    """|Σ wⱼ xⱼ e^(−2πijk/n)|² of each row, zero-padded to `n_fft`: (m × (n_fft/2 + 1))."""
    spectrum = np.fft.rfft(rows * hann(rows.shape[1]), n_fft, axis=1)
    return np.asarray(spectrum.real**2 + spectrum.imag**2)


def hz_to_mel(hz: Array) -> Array:
    """m = 2595 log₁₀(1 + f/700)."""
    return np.asarray(2595.0 * np.log10(1.0 + np.asarray(hz) / 700.0))


def mel_to_hz(mel: Array) -> Array:
    """f = 700 (10^(m/2595) − 1)."""
    return np.asarray(700.0 * (10.0 ** (np.asarray(mel) / 2595.0) - 1.0))


def mel_filters(sample_rate: float, n_fft: int, n_mels: int, low: float, high: float) -> Array:
    """Return triangles of height 1, evenly spaced in mel (n_mels × (n_fft/2 + 1))."""
    edges = mel_to_hz(np.linspace(hz_to_mel(np.array(low)), hz_to_mel(np.array(high)), n_mels + 2))
    hz = np.arange(n_fft // 2 + 1) * (sample_rate / n_fft)
    left, centre, right = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    rising, falling = (hz - left) / (centre - left), (right - hz) / (right - centre)
    return np.asarray(np.maximum(0.0, np.minimum(rising, falling)))


def cosine_basis(n: int, kept: int) -> Array:
    """Return the first rows of the orthonormal DCT-II (kept × n)."""
    k = np.arange(kept)[:, None]
    basis = np.sqrt(2.0 / n) * np.cos(np.pi * k * (np.arange(n) + 0.5) / n)
    basis[0] /= np.sqrt(2.0)
    return np.asarray(basis)


def stretch(rows: Array, n: int) -> Array:
    """Return `n` rows, linearly interpolated between the first and the last (m × d)."""
    place = np.linspace(0.0, len(rows) - 1.0, n)
    below = np.floor(place).astype(np.intp)
    above = np.minimum(below + 1, len(rows) - 1)
    share = (place - below)[:, None]
    return np.asarray(rows[below] * (1.0 - share) + rows[above] * share)


def interpolation(places: Array, n: int) -> Array:
    """Return the matrix (m × n) that reads a row of n numbers at places (m,) between 0 and n − 1.

    Places beyond an end read the number there.
    """
    places = np.clip(places, 0.0, n - 1.0)
    below = np.floor(places).astype(np.intp)
    share, rows = places - below, np.arange(len(places))
    out = np.zeros((len(places), n))
    out[rows, below] = 1.0 - share
    out[rows, np.minimum(below + 1, n - 1)] += share
    return out


def resample(samples: Array, rate: float, wanted: float) -> Array:
    """Return `samples` (n,) at another rate, (⌈n · wanted / rate⌉,).

    y(t) = Σ x[j] c h(c (t − j)), a windowed sinc h that cuts off at the lower of the two
    Nyquist frequencies (c = min(1, wanted / rate)). Smith & Gossett (1984), "A flexible
    sampling-rate conversion method", ICASSP.
    """
    if rate == wanted:
        return samples
    cut = min(1.0, wanted / rate)
    reach = int(np.ceil(_LOBES / cut))
    out = np.empty(int(np.ceil(len(samples) * wanted / rate)))
    step = Fraction(rate / wanted).limit_denominator(_PHASES)
    if abs(step - rate / wanted) < 1e-12:
        hop, phases = step.numerator, step.denominator
        windows = np.lib.stride_tricks.sliding_window_view(
            np.pad(samples, (reach, reach + hop)), 2 * reach
        )
        ahead = np.arange(phases) * hop
        weights = _low_pass(ahead % phases / phases, cut, reach)
        for k in range(phases):  # every output k + m · phases has the same filter
            part = out[k::phases]
            np.einsum(
                "ij,j->i", windows[ahead[k] // phases + 1 :: hop][: len(part)], weights[k], out=part
            )
        return out
    padded = np.pad(samples, reach)
    for rows in linalg.row_blocks(len(out), 4096):
        place = np.arange(rows.start, rows.stop) * (rate / wanted)
        first = np.floor(place).astype(np.intp)
        index = np.minimum(first[:, None] + np.arange(1, 2 * reach + 1), len(padded) - 1)
        out[rows] = np.einsum("ij,ij->i", padded[index], _low_pass(place - first, cut, reach))
    return out


def _low_pass(phase: npt.NDArray[Any], cut: float, reach: int) -> Array:
    """Return c h(c (t − j)) for t at each phase of a sample and j around it (n × 2 reach)."""
    distance = cut * (phase[:, None] - np.arange(1 - reach, reach + 1))
    taper = 0.5 + 0.5 * np.cos(np.pi * np.clip(distance / _LOBES, -1.0, 1.0))
    return np.asarray(cut * np.sinc(distance) * taper)
