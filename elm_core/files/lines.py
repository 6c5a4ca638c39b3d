"""The lines of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line with its number from 1, however it ends; the last one may be empty."""
    for number, line in enumerate(_LINE.finditer(text), start=1):
        yield number, line[1]
