"""More texts from few: the same ones with words exchanged, words left out, and typing errors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from elm_core import validation
from elm_core.exceptions import InvalidInput, short
from elm_core.features.text import check_texts

KINDS = ("swap", "drop", "typo")

#: Keys beside each other on a keyboard; a slip hits one of them.
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEAR = {
    key: "".join(row[max(i - 1, 0) : i] + row[i + 1 : i + 2])
    for row in _ROWS
    for i, key in enumerate(row)
}


def augment(
    X: Any,
    *,
    n: int = 1,
    kinds: Sequence[str] = KINDS,
    share: float = 0.1,
    random_state: Any = None,
) -> list[str]:
    """Return `n` variants of each text, those of the first text first.

    Parameters
    ----------
    X : sequence of str
    n : int
        Variants of each text.
    kinds : sequence of {"swap", "drop", "typo"}
        Each variant takes one of them at random: neighbouring words exchanged, words left out
        (never all), letters doubled, left out, exchanged or hit beside.
    share : float, default 0.1
        Share of the words that are changed, at least one of them.
    random_state : int, RandomState, Generator or None

    References
    ----------
    Wei & Zou (2019), "EDA: easy data augmentation techniques", EMNLP; Belinkov & Bisk (2018),
    "Synthetic and natural noise both break neural machine translation", ICLR.

    Examples
    --------
    >>> augment(["one two three"], n=2, kinds=["swap"], random_state=0)
    ['one three two', 'one three two']
    """
    texts = check_texts(X, min_rows=0)
    validation.check_number("n", n, low=0, integer=True)
    validation.check_number("share", share, low=0, high=1, open_low=True)
    kinds = list(kinds)
    if not kinds or not set(kinds) <= set(KINDS):
        raise InvalidInput(f"kinds must be some of {KINDS}, got {short(kinds)}", parameter="kinds")
    random = np.random.RandomState(validation.check_seed(random_state))
    draw = {"swap": _swapped, "drop": _dropped, "typo": _mistyped}
    return [
        " ".join(draw[kinds[_below(random, len(kinds))]](text.split(), share, random))
        for text in texts
        for _ in range(n)
    ]


def _below(random: np.random.RandomState, n: int) -> int:
    return int(random.random_sample() * n)


def _times(words: list[str], share: float) -> int:
    return max(1, round(share * len(words)))


def _swapped(words: list[str], share: float, random: np.random.RandomState) -> list[str]:
    if len(words) > 1:
        for _ in range(_times(words, share)):
            i = _below(random, len(words) - 1)
            words[i], words[i + 1] = words[i + 1], words[i]
    return words


def _dropped(words: list[str], share: float, random: np.random.RandomState) -> list[str]:
    for _ in range(_times(words, share)):
        if len(words) > 1:
            del words[_below(random, len(words))]
    return words


def _mistyped(words: list[str], share: float, random: np.random.RandomState) -> list[str]:
    for _ in range(_times(words, share)):
        if words:
            i = _below(random, len(words))
            words[i] = _slip(words[i], random)
    return words


def _slip(word: str, random: np.random.RandomState) -> str:
    i = _below(random, len(word))
    kind = _below(random, 4)
    if kind == 0 and len(word) > 1:
        return word[:i] + word[i + 1 :]
    if kind == 1 and i + 1 < len(word):
        return word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    near = _NEAR.get(word[i].lower(), "")
    if kind == 2 and near:
        return word[:i] + near[_below(random, len(near))] + word[i + 1 :]
    return word[: i + 1] + word[i:]
