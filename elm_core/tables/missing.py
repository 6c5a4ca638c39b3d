"""Texts that stand for a missing value, as databases, spreadsheets and data frames write it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

#: In lower case, without the blanks around them.
MISSING = frozenset(
    {
        *("", "?", "-", "--", "---", "–", "—", ".", "..", "...", "*", "**", "***"),
        *("na", "n/a", "n.a.", "n.a", "n/d", "n.d.", "na()", "<na>", "(na)", "nat"),
        *("nan", "-nan", "+nan", "nan()", "null", "(null)", "[null]", "<null>", "\\n", "none"),
        *("no data", "not available", "not applicable", "k.a.", "k. a.", "n.v.", "s/d", "sin dato"),
        *("nil", "missing", "(missing)", "<missing>", "[missing]", "(blank)", "(empty)", "#n/a"),
        *("#n/a n/a", "#na", "#null!", "#div/0!", "#value!", "#ref!", "#name?", "#num!", "#nv"),
        *("#wert!", "#bezug!", "1.#ind", "-1.#ind", "1.#qnan", "-1.#qnan", "1.#inf", "-1.#inf"),
        *("inf", "+inf", "-inf", "infinity", "+infinity", "-infinity", "∞", "+∞", "-∞"),
    }
)

#: Those of them that people also use as a word: among few frequent labels they are a label.
WORDS = frozenset({"none", "nil", "missing"})


def is_missing(text: str) -> bool:
    """Whether a cell's text stands for a missing value.

    Examples
    --------
    >>> is_missing(" N/A "), is_missing("0")
    (True, False)
    """
    return text.strip().lower() in MISSING


_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)


def missing_numbers(texts: Iterable[str]) -> frozenset[float]:
    """Return the numbers among texts that stand for a missing value.

    Examples
    --------
    >>> sorted(missing_numbers(["-999", "1e3", "gone"]))
    [-999.0, 1000.0]
    """
    numbers = (float(text) for text in texts if _NUMBER.fullmatch(text))
    return frozenset(number for number in numbers if math.isfinite(number))
