"""What a model of words sees of a clip: small pictures of its loud part, said a little otherwise.

Another speaker has a longer or shorter throat, which moves all bands, and begins and ends a word
elsewhere. Both are maps of a picture, so that a kernel can be the mean over them: it knows of them
from the first clip on. Haasdonk & Burkhardt (2007), "Invariant kernel functions for pattern
analysis and machine learning", Machine Learning 68; Lee & Rose (1998), "A frequency warping
approach to speaker normalization", IEEE Trans. Speech and Audio Processing 6(1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core.features.audio import LogMel, mel_range
from elm_core.maths import kernels, linalg
from elm_core.maths import spectrogram as spec
from elm_core.maths.linalg import Array

#: Of a picture before its cosine components: frames and mel bands.
_FRAMES, _BANDS = 32, 40

#: Pictures are stored as whole numbers 128 ± 127, in steps of a quarter.
_STEP, _ZERO = 0.25, 128.0

#: The loud part is moved by these shares of its length, and frequencies are multiplied by these.
_SHIFTS, _WARPS = (-0.06, 0.06), (0.9, 1.1)

#: Share of the mean over time that is taken off each band: it tells of voice and microphone.
_OFF = 0.75

#: Component k along the bands is multiplied by (1 + k)ᵖ: the finer ones are small, and matter.
_LIFT = 0.3


@dataclass(frozen=True)
class _Form:
    trims: tuple[float, ...]
    n_time: int
    n_frequency: int
    varied: bool

    @property
    def width(self) -> int:
        return len(self.trims) * self.n_time * self.n_frequency


_SINGLE, _VARIED = _Form((0.92,), 16, 20, False), _Form((0.86, 0.98), 10, 14, True)
_FORMS = {form.width: form for form in (_SINGLE, _VARIED)}

#: Numbers that are stored of a clip.
WIDTH = _VARIED.width


class ClipPictures:
    """Pictures of clips, as they are stored and as they are compared.

    Parameters
    ----------
    sample_rate : float
        Hertz.
    width : {280, 320}, default 280
        Numbers that are stored of a clip: two pictures of 10 × 14, of a shorter and a longer
        loud part, each compared in four variants; or one of 16 × 20, as it is, of model files
        before December 2026.

    Examples
    --------
    >>> import numpy as np
    >>> from elm_core.features.clip_pictures import ClipPictures
    >>> pictures = ClipPictures(16000).prepared()
    >>> stored = np.array([pictures.stored(np.sin(f * np.arange(8000))) for f in (0.2, 0.21, 1.5)])
    >>> stored.shape
    (3, 280)
    >>> pictures.gram(pictures.of_stored(stored), 1.0).round(1).tolist()
    [[1.0, 1.0, 0.2], [1.0, 1.0, 0.2], [0.2, 0.2, 1.0]]
    """

    def __init__(self, sample_rate: float, width: int = WIDTH) -> None:
        self._form = form = _FORMS[width]
        size = {"n_time": form.n_time, "n_frequency": form.n_frequency}
        self._looks = [
            LogMel(sample_rate, n_mels=_BANDS, frames=_FRAMES, trim=trim, **size)
            for trim in form.trims
        ]
        self._maps = _maps(form, sample_rate) if form.varied else None

    def prepared(self) -> ClipPictures:
        """Make the filters, and return this."""
        for look in self._looks:
            look.fit()
        return self

    def cost(self) -> float:
        """Return what the filters take, in bytes."""
        return sum(look.cost() for look in self._looks)

    def stored(self, samples: Array, shift: float = 0.0) -> npt.NDArray[np.uint8]:
        """Return the rounded pictures of a valid clip, (width,); `shift` as in `LogMel.picture`."""
        whole = np.concatenate([look.picture(samples, shift).ravel() for look in self._looks])
        return np.clip(np.rint(whole / _STEP) + _ZERO, 1, 255).astype(np.uint8)

    def of_stored(self, stored: npt.NDArray[np.uint8]) -> list[Array]:
        """Return what is compared of stored pictures (n × width): one (n × d) for each variant."""
        return self._variants(_STEP * (stored.astype(np.float64) - _ZERO))

    def of_clips(self, clips: Any) -> list[Array]:
        """Return what is compared of clips, which are checked."""
        return self._variants(np.hstack([look.transform(clips) for look in self._looks]))

    def kernel(self, a: Sequence[Array], b: Sequence[Array], gamma: float) -> Array:
        """k(x, z) = s(x, z) / √(s(x, x) s(z, z)) of clips in their variants (m × n).

        s is the mean of exp(−γ ‖xᵥ − zᵤ‖²) over the variants v of x and u of z.
        """
        rows = np.concatenate(a)
        total = np.zeros((len(a[0]), len(b[0])))
        for part in b:
            pairs = kernels.rbf(rows, part, gamma=gamma)
            total += pairs.reshape(len(a), -1, len(part)).sum(axis=0)
        total /= np.outer(np.sqrt(_own(a, gamma)), np.sqrt(_own(b, gamma)))
        return total

    def gram(self, a: Sequence[Array], gamma: float) -> Array:
        """Return `kernel(a, a)`, in half of the time and symmetric to the last bit."""
        total = np.zeros((len(a[0]), len(a[0])))
        for place, left in enumerate(a):
            total += 0.5 * kernels.rbf(left, left, gamma=gamma)
            for right in a[place + 1 :]:
                total += kernels.rbf(left, right, gamma=gamma)
        root = np.sqrt(_own(a, gamma))
        return np.asarray((total + total.T) / np.outer(root, root))

    def _variants(self, pictures: Array) -> list[Array]:
        if self._maps is None:
            # so that squared distances are means over the cells
            return [pictures / np.sqrt(float(_FRAMES * _BANDS))]
        parts = np.hsplit(pictures, len(self._looks))
        return [_of_length_1(linalg.matmul_t(p, by)) for p in parts for by in self._maps]


def _own(variants: Sequence[Array], gamma: float) -> Array:
    """Σ exp(−γ ‖xᵥ − xᵤ‖²) over pairs of variants of each row, (n,)."""
    total = np.zeros(len(variants[0]))
    for left in variants:
        for right in variants:
            apart = left - right
            total += np.exp(-gamma * np.einsum("ij,ij->i", apart, apart))
    return total


def _of_length_1(rows: Array) -> Array:
    length = kernels.norms(rows)[:, None]
    return np.asarray(np.divide(rows, length, out=np.zeros_like(rows), where=length > 1e-9))


def _maps(form: _Form, sample_rate: float) -> list[Array]:
    """Return what makes the variants of a picture's cosine components, (d × d) each."""
    in_time = spec.cosine_basis(_FRAMES, form.n_time)
    along_bands = spec.cosine_basis(_BANDS, form.n_frequency)
    weights = np.outer(np.ones(form.n_time), (1.0 + np.arange(form.n_frequency)) ** _LIFT)
    weights[0] *= 1.0 - _OFF
    weights[0, 0] = 0.0
    out = []
    for shift in _SHIFTS:
        places = np.arange(float(_FRAMES)) + shift * (_FRAMES - 1)
        moved = linalg.matmul_t(in_time @ spec.interpolation(places, _FRAMES), in_time)
        for warp in _WARPS:
            warped = spec.interpolation(_warped(sample_rate, warp), _BANDS)
            bands = linalg.matmul_t(along_bands @ warped, along_bands)
            both = np.kron(moved, bands) * weights.ravel()[:, None]
            out.append(np.asarray(both, dtype=np.float64))
    return out


def _warped(sample_rate: float, warp: float) -> Array:
    """Return between which bands those lie whose frequencies are `warp` times as high."""
    low, high = (float(spec.hz_to_mel(np.array(hz))) for hz in mel_range(sample_rate))
    step = (high - low) / (_BANDS + 1)
    mel = np.asarray(low + step * (1.0 + np.arange(_BANDS)), dtype=np.float64)
    return np.asarray((spec.hz_to_mel(warp * spec.mel_to_hz(mel)) - low) / step - 1.0)
