"""Words without their accents: what people type for what is written."""

from __future__ import annotations

import re
import unicodedata

#: Accents of Latin, Greek and Cyrillic letters, vowel signs of Arabic and Hebrew, and what chooses
#: between looks of a sign. A short sign on и is no accent: й is a letter of its own.
_MARKS = re.compile(
    "(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4"
    "\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8"
    "\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]"
)
#: Letters that Unicode does not take apart.
_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i"}
    | {"þ": "th"}
)


def without_accents(word: str) -> str:
    """Return a word (of `analysis.words`) without accents and vowel signs.

    Examples
    --------
    >>> [without_accents(word) for word in ("münchen", "łódź", "ёлка", "май", "が")]
    ['munchen', 'lodz', 'елка', 'май', 'が']
    """
    if word.isascii():
        return word
    bare = _MARKS.sub("", unicodedata.normalize("NFD", word)).translate(_LETTERS)
    return unicodedata.normalize("NFC", bare)
