"""Text to terms: words and character n-grams of any script, and a stable hash of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from elm_core.unspaced import UNSPACED, unspaced

#: Begins the name of a word term; the colon is punctuation, so no character n-gram holds it.
WORD = "word:"


class _Characters(dict[int, str]):
    """What becomes of each character, found out when it is first seen."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        kind = unicodedata.category(character)
        if kind[0] in "LMN":
            out = character  # marks belong to their words: Hindi and Thai vowels are marks
        elif kind[0] == "S":
            out = f" {character} "  # emoji, currencies and the like are words of their own
        elif kind == "Cf":
            out = ""  # soft hyphens and joiners
        else:
            out = " "
        self[code] = out
        return out


_CHARACTERS = _Characters()


def words(text: str) -> list[str]:
    """Return the words of a text, whatever its case, width and composition of characters.

    Examples
    --------
    >>> words("Straße, ＡＢＣ—e\u0301te\u0301!")
    ['strasse', 'abc', 'été']
    >>> words("नमस्ते दुनिया 5€")
    ['नमस्ते', 'दुनिया', '5', '€']
    """
    if text.isascii():
        folded = text.lower()
    else:
        folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return folded.translate(_CHARACTERS).split()


def units(text: str) -> list[str]:
    """Return the words of a text; overlapping pairs of characters where a script has no spaces.

    Examples
    --------
    >>> units("New York, 東京都")
    ['new', 'york', '東京', '京都']
    """
    return _units(words(text))


def _units(tokens: Sequence[str]) -> list[str]:
    out: list[str] = []
    for token in tokens:
        if token.isascii():
            out.append(token)
        else:
            out.extend(token[i:j] for i, j in pieces(token))
    return out


def word_terms(tokens: Sequence[str], ngrams: tuple[int, int]) -> list[str]:
    """Return the word n-grams of a sequence of words, for n from ``ngrams[0]`` to ``[1]``.

    Where a script has no spaces, overlapping pairs of characters stand for its words.

    Examples
    --------
    >>> word_terms(words("New York"), (1, 2))
    ['word:new', 'word:york', 'word:new york']
    >>> word_terms(words("東京都"), (1, 1))
    ['word:東京', 'word:京都']
    """
    low, high = ngrams
    parts = _units(tokens)
    terms = [WORD + part for part in parts] if low == 1 else []
    for n in range(max(low, 2), high + 1):
        terms.extend(WORD + " ".join(parts[i : i + n]) for i in range(len(parts) - n + 1))
    return terms


def pieces(token: str) -> list[tuple[int, int]]:
    """Return where the units of a word begin and end: itself, or pairs where there are no spaces.

    Examples
    --------
    >>> [pieces(token) for token in ("york", "東京都a")]
    [[(0, 4)], [(0, 2), (1, 3), (3, 4)]]
    """
    if not unspaced(token):
        return [(0, len(token))]
    out: list[tuple[int, int]] = []
    end = 0
    for run in UNSPACED.finditer(token):
        start, stop = run.span()
        if start > end:
            out.append((end, start))
        out.extend(
            [(start, stop)] if stop - start == 1 else [(i, i + 2) for i in range(start, stop - 1)]
        )
        end = stop
    if end < len(token):
        out.append((end, len(token)))
    return out


def char_terms(word: str, ngrams: tuple[int, int]) -> list[str]:
    """Return the character n-grams of a word (or text) with a space on either side.

    One that is shorter than n is a term itself, once.

    Examples
    --------
    >>> char_terms("cat", (3, 4))
    [' ca', 'cat', 'at ', ' cat', 'cat ']
    >>> char_terms("a", (3, 5))
    [' a ']
    """
    padded = f" {word} "
    size = len(padded)
    terms: list[str] = []
    for n in range(ngrams[0], ngrams[1] + 1):
        if n >= size:
            terms.append(padded)
            break
        terms += [padded[i : i + n] for i in range(size - n + 1)]
    return terms


def hash_terms(terms: Sequence[str]) -> npt.NDArray[np.uint32]:
    """Return the 32-bit FNV-1a hash of the UTF-8 bytes of each term, bits mixed at the end.

    Fowler, Noll & Vo, draft-eastlake-fnv: h ← (h ⊕ byte) · 16777619 mod 2³²; then the
    finaliser of MurmurHash3, because the low bits of FNV-1a alone are poor. The same on every
    machine and in every language.

    Examples
    --------
    >>> [hex(h) for h in hash_terms(["", "a", "é"])]
    ['0xab3e7c0b', '0x1a80b1b3', '0x8e4756c7']
    """
    encoded = [term.encode() for term in terms]
    length = np.array([len(e) for e in encoded], dtype=np.int64)
    order = np.argsort(-length, kind="stable")
    raw = np.frombuffer(b"".join(encoded), dtype=np.uint8)
    start = (np.cumsum(length) - length)[order]
    active = np.searchsorted(-length[order], -np.arange(length.max(initial=0)), side="left")
    h = np.full(len(terms), 2166136261, dtype=np.uint32)
    prime = np.uint32(16777619)
    for position, count in enumerate(active.tolist()):  # the longest terms come first
        h[:count] = (h[:count] ^ raw[start[:count] + position]) * prime
    h ^= h >> np.uint32(16)
    h *= np.uint32(0x85EBCA6B)
    h ^= h >> np.uint32(13)
    h *= np.uint32(0xC2B2AE35)
    h ^= h >> np.uint32(16)
    out = np.empty_like(h)
    out[order] = h
    return out
