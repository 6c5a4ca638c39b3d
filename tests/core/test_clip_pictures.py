"""Pictures of clips and the kernel that is a mean over their variants, against brute force."""

from __future__ import annotations

import numpy as np
import pytest

from elm_core.exceptions import ModelFormatError
from elm_core.features.clip_pictures import WIDTH, ClipPictures
from elm_core.maths import spectrogram as spec
from elm_core.persistence import dumps, loads
from elm_core.tasks.voice_commands import VoiceCommands
from tests.core.sealing import resealed
from tests.core.test_voice_commands import clips

RATE = 8000


def seen(width: int, sounds: list[np.ndarray]) -> tuple[ClipPictures, list[np.ndarray]]:
    pictures = ClipPictures(RATE, width).prepared()
    return pictures, pictures.of_clips(sounds)


@pytest.mark.parametrize(("width", "variants"), [(WIDTH, 8), (320, 1)])
def test_the_kernel_is_what_its_formula_says(width: int, variants: int) -> None:
    pictures, rows = seen(width, clips(5)[0])
    assert len(rows) == variants

    def s(i: int, j: int) -> float:
        return float(
            np.mean([np.exp(-0.7 * ((a[i] - b[j]) ** 2).sum()) for a in rows for b in rows])
        )

    said = [[s(i, j) / np.sqrt(s(i, i) * s(j, j)) for j in range(5)] for i in range(5)]
    gram = pictures.gram(rows, 0.7)
    np.testing.assert_allclose(gram, said, rtol=1e-10)
    np.testing.assert_array_equal(gram, gram.T)
    part = [row[:2] for row in rows]
    np.testing.assert_allclose(pictures.kernel(part, rows, 0.7), said[:2], rtol=1e-10)
    assert np.linalg.eigvalsh(gram)[0] > -1e-12


def test_another_throat_is_nearer_than_with_one_picture() -> None:
    """The same word with all frequencies a tenth higher, and a little earlier in the clip."""
    sounds, _ = clips(6, seed=3)
    higher = [spec.resample(clip, RATE, RATE / 1.1) for clip in sounds]
    alike = []
    for width in (WIDTH, 320):
        pictures, rows = seen(width, sounds)
        alike.append(np.diag(pictures.kernel(pictures.of_clips(higher), rows, 1.0)).mean())
    assert alike[0] > alike[1] + 0.03


def test_what_is_stored_is_what_was_seen_rounded() -> None:
    sounds, _ = clips(4)
    for width in (WIDTH, 320):
        pictures, rows = seen(width, sounds)
        stored = np.array([pictures.stored(clip) for clip in sounds])
        assert stored.shape == (4, width)
        pairs = pictures.kernel(pictures.of_stored(stored), rows, 1.0)
        assert np.diag(pairs).min() > 0.97


def test_silence_is_like_nothing_and_like_itself() -> None:
    pictures, rows = seen(WIDTH, [np.zeros(4000), *clips(1)[0]])
    gram = pictures.gram(rows, 1.0)
    assert gram[0, 0] == pytest.approx(1.0)
    assert gram[0, 1] < 0.6


def test_reading_between_numbers_is_linear_and_stops_at_the_ends() -> None:
    row = np.array([1.0, 3.0, 2.0])
    read = spec.interpolation(np.array([-1.0, 0.0, 0.25, 1.5, 2.0, 9.0]), 3) @ row
    np.testing.assert_allclose(read, [1.0, 1.0, 1.5, 2.5, 2.0, 2.0])


def test_a_file_of_another_width_is_refused() -> None:
    fitted = VoiceCommands(sample_rate=RATE, random_state=0).fit(*clips(6))
    text = resealed(
        dumps(fitted),
        lambda body: body["learned"]["pictures_"]["array"]["shape"].__setitem__(1, 140),
    )
    with pytest.raises(ModelFormatError):
        loads(text)
