"""Sequences as rows: a window of what came before, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core import validation
from elm_core.exceptions import InvalidInput
from elm_core.maths.linalg import Array


def windows(sequence: Any, length: int, *, wrap: bool = False) -> tuple[Any, Any]:
    """Return the windows of `length` steps and the step after each.

    Parameters
    ----------
    sequence : array of shape (n_steps, …)
        Tokens (n_steps,) or rows of features (n_steps, n_features).
    length : int
    wrap : bool
        Treat the sequence as a loop: every step then follows a window.

    Returns
    -------
    before : array of shape (n, length, …)
    after : array of shape (n, …)
        n = n_steps − length, or n_steps with `wrap`.

    Examples
    --------
    >>> before, after = windows([1, 2, 3, 4], 2)
    >>> before.tolist(), after.tolist()
    ([[1, 2], [2, 3]], [3, 4])
    """
    validation.check_number("length", length, low=1, integer=True)
    steps = validation.as_array(sequence, "sequence")
    if steps.ndim == 0 or not len(steps):
        raise InvalidInput("sequence must hold at least 1 step", parameter="sequence")
    if wrap:
        steps = np.concatenate([np.take(steps, range(-length, 0), axis=0, mode="wrap"), steps])
    if len(steps) <= length:
        raise InvalidInput(
            f"sequence has {len(steps)} steps, windows of {length} need at least {length + 1}",
            parameter="sequence",
        )
    before = np.lib.stride_tricks.sliding_window_view(steps, length, axis=0)[:-1]
    return np.moveaxis(before, -1, 1), steps[length:]


def windows_of_all(sequences: Sequence[Any], length: int) -> tuple[Any, Any]:
    """Return `windows` of several sequences together; those too short give none.

    Examples
    --------
    >>> windows_of_all(["abc", "de"], 2)[0].tolist()
    [['a', 'b']]
    """
    pairs = []
    for sequence in sequences:
        steps = np.array(list(sequence)) if isinstance(sequence, str) else np.asarray(sequence)
        if len(steps) > length:
            pairs.append(windows(steps, length))
    if not pairs:
        raise InvalidInput(
            f"no sequence has the {length + 1} steps that a window of {length} needs",
            parameter="sequences",
        )
    before, after = zip(*pairs, strict=True)
    return np.concatenate(before), np.concatenate(after)


def one_hot(tokens: Any, vocabulary: Any) -> Array:
    """Return tokens (…) as 0/1 columns (…, n_tokens); one that is not known gives zeros.

    Examples
    --------
    >>> one_hot(["b", "x"], ["a", "b"]).tolist()
    [[0.0, 1.0], [0.0, 0.0]]
    """
    known, place = np.unique(validation.as_array(vocabulary, "vocabulary"), return_index=True)
    given = validation.as_array(tokens, "tokens")
    if not len(known) or (known.dtype.kind in "US") != (given.dtype.kind in "US"):
        raise InvalidInput(
            f"tokens ({given.dtype}) are not of the kind of the vocabulary ({known.dtype})",
            parameter="tokens",
        )
    found = np.minimum(np.searchsorted(known, given), len(known) - 1)
    out = np.zeros((*given.shape, len(known)))
    np.put_along_axis(out, place[found][..., None], (known[found] == given)[..., None], axis=-1)
    return out


def multi_hot(sets: Sequence[Any], vocabulary: Any) -> Array:
    """Return sets of tokens as 0/1 columns (n_sets, n_tokens).

    Examples
    --------
    >>> multi_hot([["a", "c"], []], ["a", "b", "c"]).tolist()
    [[1.0, 0.0, 1.0], [0.0, 0.0, 0.0]]
    """
    size = len(validation.as_array(vocabulary, "vocabulary"))
    empty = np.zeros(size)
    rows = [one_hot(np.asarray(s), vocabulary).max(axis=0) if len(s) else empty for s in sets]
    return np.array(rows).reshape(len(rows), size)


def flat(windowed: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return (n, length, features) as rows (n, length · features)."""
    return windowed.reshape(len(windowed), -1)
