"""Sound as features: log-mel pictures of clips, from raw samples.

A clip is cut to its loud part and the picture is stretched to a fixed number of frames, so that
a word said slowly looks like the same word said fast. Loudness cancels out.
"""

from __future__ import annotations

from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt

from elm_core import memory, validation
from elm_core.exceptions import InvalidInput
from elm_core.maths import linalg
from elm_core.maths import spectrogram as spec
from elm_core.maths.linalg import Array
from elm_core.output import Transformer

#: Seconds of a window of the spectrum and of the step between windows.
WINDOW, HOP = 0.03, 0.01

#: Band energies below this share of the clip's largest are noise.
_FLOOR = 3e-6

#: Hertz between which the mel bands lie, where the sampling rate allows it.
_LOWEST, _HIGHEST = 60.0, 7000.0

#: Sampling rates understood, in hertz.
RATES = 2000, 384_000

#: Seconds that a clip may last.
LONGEST = 60.0


def check_clips(X: Any, sample_rate: float, name: str = "X") -> list[Array]:
    """Return clips, a list of 1-D arrays or an array (n_clips, n_samples), as float64 arrays.

    Raises
    ------
    InvalidInput
        Naming the first clip (row) and sample (column) that cannot be used: NaN, no samples,
        more than 60 seconds, not numbers.
    """
    if isinstance(X, (str, bytes, dict)) or not hasattr(X, "__len__"):
        raise InvalidInput(
            f"{name} must be a list of clips, each a 1-D array of samples, got {type(X).__name__}",
            parameter=name,
        )
    if not len(X):
        raise InvalidInput(f"{name} holds no clip, at least 1 is required", parameter=name)
    if np.ndim(X[0]) == 0:
        raise InvalidInput(
            f"{name} must be a list of clips: put a single clip into one, [{name}]", parameter=name
        )
    return [_check_clip(clip, row, sample_rate, name) for row, clip in enumerate(X)]


def _check_clip(clip: Any, row: int, sample_rate: float, name: str) -> Array:
    try:
        raw = validation.as_array(clip, name)
        if raw.ndim != 1 or not 0 < raw.size <= LONGEST * sample_rate:
            raise InvalidInput(
                f"clip {row} of {name} must be a 1-D array of 1 to {LONGEST * sample_rate:.0f} "
                f"samples ({LONGEST:.0f} s), got shape {raw.shape}",
                parameter=name,
            )
        return np.asarray(validation.check_X(raw[None], name=name)[0])
    except InvalidInput as error:
        error.args = (f"{error} (clip {row})",)
        error.row = row
        raise


def loud_part(samples: Array, sample_rate: float, share: float) -> tuple[int, int]:
    """Return where the middle `share` of a clip's energy above its background begins and ends.

    The background is twice the energy of the quietest fifth of the clip.
    """
    window, hop = round(0.025 * sample_rate), round(HOP * sample_rate)
    level = np.max(np.abs(samples))
    if level == 0.0 or len(samples) <= window:
        return 0, len(samples)
    scaled = samples / level
    energy = np.einsum("ij,ij->i", *[spec.frames(scaled, window, hop)] * 2)
    energy = np.maximum(energy - 2.0 * np.percentile(energy, 20), 0.0)
    total = np.cumsum(energy)
    if total[-1] <= 0.0:
        return 0, len(samples)
    ends = np.array([0.5 - 0.5 * share, 0.5 + 0.5 * share]) * total[-1]
    first, last = np.searchsorted(total, ends)
    return int(first) * hop, min(int(last) * hop + window, len(samples))


def mel_range(sample_rate: float) -> tuple[float, float]:
    """Return between which frequencies the mel bands of sound of a sampling rate lie, in hertz."""
    return _LOWEST, min(_HIGHEST, 0.475 * sample_rate)


class LogMel(Transformer):
    """Log-mel pictures of clips: frames × bands numbers each, of mean 0 and variance 1.

    Parameters
    ----------
    sample_rate : float, default 16000
        Hertz. Clips of another rate are brought to it, see `transform`.
    n_mels : int, default 40
        Bands, evenly spaced in mel from 60 Hz to 7 kHz.
    frames : int, default 32
        Every clip is stretched to so many frames.
    trim : float or None, default 0.92
        Share of a clip's energy above its background that is kept; None keeps the whole clip.
    n_frequency, n_time : int or None
        Keep only the slowest so many cosine components along the bands, and along the frames,
        of the picture (mel-frequency cepstra, and their modulation): smoother and smaller.

    Attributes
    ----------
    filters_ : array of shape (n_mels, n_fft / 2 + 1)
    n_features_out_ : int

    References
    ----------
    Davis & Mermelstein (1980), IEEE Trans. ASSP 28(4).

    Examples
    --------
    >>> import numpy as np
    >>> from elm_core.features.audio import LogMel
    >>> time = np.arange(8000) / 16000
    >>> tones = [np.sin(2 * np.pi * f * time) for f in (300, 3000)]
    >>> pictures = LogMel().fit_transform(tones).reshape(2, 32, 40)
    >>> pictures.mean(axis=1).argmax(axis=1).tolist()  # the loudest band of each
    [4, 27]
    """

    _rebuilt: ClassVar[tuple[str, ...]] = ("filters_",)

    filters_: Array
    n_features_out_: int

    def __init__(
        self,
        sample_rate: float = 16000,
        *,
        n_mels: int = 40,
        frames: int = 32,
        trim: float | None = 0.92,
        n_frequency: int | None = None,
        n_time: int | None = None,
    ) -> None:
        self.sample_rate = sample_rate
        self.n_mels = n_mels
        self.frames = frames
        self.trim = trim
        self.n_frequency = n_frequency
        self.n_time = n_time

    @property
    def shape(self) -> tuple[int, int]:
        """Rows (time) and columns (frequency) of a picture."""
        return self.n_time or self.frames, self.n_frequency or self.n_mels

    def fit(self, X: Any = None, y: Any = None) -> Self:
        """Prepare the filters; X and y are not needed."""
        self._check_params()
        low, high = mel_range(self.sample_rate)
        filters = spec.mel_filters(self.sample_rate, self._n_fft, self.n_mels, low, high)
        rows, columns = self.shape
        self._become(filters_=filters, n_features_out_=int(rows * columns))
        return self

    def fit_transform(self, X: Any, y: Any = None) -> Array:
        """Return `fit().transform(X)`."""
        return self.fit().transform(X)

    def transform(self, X: Any, *, sample_rate: float | None = None) -> Array:
        """Return the pictures of clips, (n_clips, time · frequency).

        Parameters
        ----------
        X : list of 1-D arrays, or array of shape (n_clips, n_samples)
            Samples in any unit.
        sample_rate : float or None
            Of these clips, where it is not that of the extractor.

        A silent or constant clip gives zeros.
        """
        self._require_fitted()
        rate = self.sample_rate if sample_rate is None else sample_rate
        validation.check_number("sample_rate", rate, low=RATES[0], high=RATES[1])
        clips = check_clips(X, rate)
        rows, columns = self.shape
        out = np.empty((len(clips), rows * columns))
        for place, clip in enumerate(clips):
            out[place] = self.picture(spec.resample(clip, rate, self.sample_rate)).ravel()
        return out

    def picture(self, samples: Array, shift: float = 0.0) -> Array:
        """Return the picture (time × frequency) of one valid clip at `sample_rate`.

        `shift` moves the borders of the loud part by a share of its length.
        """
        if self.trim is not None:
            first, last = loud_part(samples, self.sample_rate, self.trim)
            moved = round(shift * (last - first))
            first, last = max(0, first + moved), min(len(samples), last + moved)
            samples = samples[first:last]
        picture = spec.stretch(self._log_mel(samples), self.frames)
        picture -= picture.mean()
        spread = float(picture.std())
        picture = picture / spread if spread > 1e-9 else np.zeros_like(picture)
        if self.n_frequency is not None:
            picture = linalg.matmul_t(picture, spec.cosine_basis(self.n_mels, self.n_frequency))
        if self.n_time is not None:
            picture = linalg.matmul(spec.cosine_basis(self.frames, self.n_time), picture)
        return picture

    def cost(self) -> float:
        """Return what the filters take, in bytes."""
        return 8.0 * self.n_mels * (self._n_fft // 2 + 1)

    @property
    def _n_fft(self) -> int:
        # twice as fine as the window, so that the lowest bands hold a line of the spectrum
        return int(2 ** np.ceil(np.log2(2 * WINDOW * self.sample_rate)))

    def _log_mel(self, samples: Array) -> Array:
        level = np.max(np.abs(samples), initial=0.0)
        window = round(WINDOW * self.sample_rate)
        rows = spec.frames(samples / (level or 1.0), window, round(HOP * self.sample_rate))
        energy = linalg.matmul_t(spec.power_spectrum(rows, self._n_fft), self.filters_)
        return np.asarray(np.log(energy / (energy.max() or 1.0) + _FLOOR))

    def _check_learned(self) -> None:
        self._check_params()
        learned = self.n_features_out_
        memory.for_loading(self.cost(), at_once=True)
        self.fit()
        if learned != self.n_features_out_:
            raise ValueError(f"n_features_out_ is {learned}, not {self.n_features_out_}")


def mfcc(
    samples: npt.ArrayLike, sample_rate: float = 16000, *, n_mfcc: int = 13, n_mels: int = 40
) -> Array:
    """Return mel-frequency cepstral coefficients of a clip, (frames every 10 ms, n_mfcc).

    Examples
    --------
    >>> import numpy as np
    >>> mfcc(np.sin(np.arange(16000))).shape
    (98, 13)
    """
    extractor = LogMel(sample_rate, n_mels=n_mels).fit()
    validation.check_number("n_mfcc", n_mfcc, low=1, high=n_mels, integer=True)
    clip = check_clips([samples], sample_rate, "samples")[0]
    return linalg.matmul_t(extractor._log_mel(clip), spec.cosine_basis(n_mels, n_mfcc))
