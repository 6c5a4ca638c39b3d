"""Quotes that stand off from the delimiters: ``"a", "b"`` and ``"a" ,b``.

The parsers take a quote for one only at the very beginning of a cell, and what follows the closing
one for part of the cell.
"""

from __future__ import annotations

import re


def tidy_quotes(text: str, delimiter: str) -> str:
    """Return the text without blanks outside of quoted cells, beside their quotes."""
    blank = " " if delimiter == "\t" else r"[ \t]"
    stop = re.escape(delimiter)
    if not re.search(rf'(?:^|[{stop}\r\n]){blank}+"|"{blank}+(?:[{stop}\r\n]|\Z)', text):
        return text
    edge, blanks = re.compile(rf"[{stop}\r\n]|\Z"), " " if delimiter == "\t" else " \t"
    parts: list[str] = []
    copied = at = 0
    while at < len(text):
        start = at
        while start < len(text) and text[start] in blanks:
            start += 1
        close = start
        if text.startswith('"', start):
            close = _closing_quote(text, start)
            if close < 0:
                break  # left open: the parser meets it
        end = _end(edge, text, close)
        if close > start:
            rest = text[close + 1 : end]
            loose = rest if rest.strip(blanks) else ""
            if start > at or loose != rest:
                parts += [text[copied:at], text[start : close + 1]]
                copied = close + 1 if loose else end
        at = end + 1
    return "".join([*parts, text[copied:]])


def open_quote(text: str, delimiter: str) -> int:
    """Return where a quote opens a cell and none closes it, −1 without such."""
    at = text.find('"')
    while at >= 0:
        if at == 0 or text[at - 1] in f"{delimiter}\r\n":  # else within a plain cell
            close = _closing_quote(text, at)
            if close < 0:
                return at
            at = close
        at = text.find('"', at + 1)
    return -1


def _closing_quote(text: str, opening: int) -> int:
    """Return where the quote is that closes the one at `opening`, −1 if none does."""
    at = text.find('"', opening + 1)
    while at >= 0 and text.startswith('"', at + 1):
        at = text.find('"', at + 2)
    return at


def _end(edge: re.Pattern[str], text: str, start: int) -> int:
    found = edge.search(text, start)
    return found.start() if found else len(text)
