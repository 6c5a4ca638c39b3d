"""Scripts that are written without blanks between words."""

from __future__ import annotations

import re

#: Thai, Lao, Burmese, Khmer, Japanese, Chinese.
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
#: Characters of a word of such a script, about.
_OF_A_WORD = 2


def unspaced(text: str) -> bool:
    """Whether a text holds characters of such a script."""
    return not text.isascii() and UNSPACED.search(text) is not None


def count_words(text: str) -> float:
    """Return about how many words a text has.

    Examples
    --------
    >>> [count_words(text) for text in ("so many words", "质量很好，非常满意", "AB-12")]
    [3, 4.0, 1]
    """
    found = text.split()
    if not unspaced(text):
        return len(found)
    return sum(max(1.0, sum(map(len, UNSPACED.findall(part))) / _OF_A_WORD) for part in found)
