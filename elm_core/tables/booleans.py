"""Yes and no, as texts."""

from __future__ import annotations

import math

TRUE = frozenset({"true", "yes", "y", "t"})
FALSE = frozenset({"false", "no", "n", "f"})


def parse(text: str) -> float:
    """Return 1 or 0, NaN for a text that is neither.

    Examples
    --------
    >>> parse(" Yes"), parse("f"), parse("perhaps")
    (1.0, 0.0, nan)
    """
    lower = text.strip().lower()
    return 1.0 if lower in TRUE else 0.0 if lower in FALSE else math.nan
