"""Quotes that stand off from the delimiters: ``"a", "b"`` and ``"a" ,b``.

The parsers take a quote for one only at the very beginning of a cell, and what follows the closing
one for part of the cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from elm_core.files.lines import lines_of


def tidy_quotes(text: str, delimiter: str) -> str:
    """Return the text without blanks outside of quoted cells, beside their quotes."""
    blank = " " if delimiter == "\t" else r"[ \t]"
    stop = re.escape(delimiter)
    if '"' not in text or not re.search(
        rf'(?:^|[{stop}\r\n]){blank}+"|"{blank}+(?:[{stop}\r\n]|\Z)', text
    ):
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
            if close < 0 and start == at:
                break  # left open: the parser meets it
            close = max(close, start)  # behind blanks, it is a quote within a plain cell
        end = _end(edge, text, close)
        if close > start:
            rest = text[close + 1 : end]
            loose = rest if rest.strip(blanks) else ""
            if start > at or loose != rest:
                parts += [text[copied:at], text[start : close + 1]]
                copied = close + 1 if loose else end
        at = end + 1
    return "".join([*parts, text[copied:]])


def quoted_cells(text: str, delimiter: str) -> Iterator[tuple[int, int]]:
    """Yield where each quoted cell opens and closes; −1 if it never does."""
    at = text.find('"')
    while at >= 0:
        if at == 0 or text[at - 1] in f"{delimiter}\r\n":  # else within a plain cell
            close = _closing_quote(text, at)
            yield at, close
            if close < 0:
                return
            at = close
        at = text.find('"', at + 1)


def doubled(text: str, delimiter: str) -> str:
    """Return the text with doubled quotes for those that a backslash escapes, if any are so."""
    return text.replace('\\"', '""') if are_escaped(text, delimiter) else text


def are_escaped(text: str, delimiter: str) -> bool:
    r"""Whether a backslash before a quote makes it a part of the text, as R and Spark write it.

    Doubled quotes are what spreadsheets write: only where these leave a text behind a quoted cell,
    or a cell open, and \" does not.
    """
    edges = " \t" if delimiter == " " else delimiter
    return (
        '\\"' in text
        and not _are_whole(text, edges)
        and _are_whole(text.replace('\\"', '""'), edges)
    )


def _are_whole(text: str, edges: str) -> bool:
    """Whether all quoted cells are closed, with nothing but blanks between quote and delimiter."""
    for _, close in quoted_cells(text, edges):
        if close < 0:
            return False
        behind = close + 1
        while " " not in edges and text[behind : behind + 1] == " ":
            behind += 1
        if behind < len(text) and text[behind] not in f"{edges}\r\n":
            return False
    return True


def are_signs(text: str, delimiter: str) -> bool:
    """Whether quotes are signs like others, though they stand where a cell begins.

    Many programs write texts between tabs as they are. Then a quote at the beginning of one closes
    lines further down, with a text behind it, or never, while all lines have as many tabs.
    """
    if delimiter != "\t" or '"' not in text:
        return False
    behind = f"{delimiter}\r\n"
    if not any(
        close < 0
        or (text[close + 1 : close + 2] not in behind and re.search(r"[\r\n]", text[at:close]))
        for at, close in quoted_cells(text, delimiter)
    ):
        return False
    tabs = {line.count(delimiter) for _, line in lines_of(text) if line.strip()}
    return len(tabs) == 1 and 0 not in tabs


def _closing_quote(text: str, opening: int) -> int:
    """Return where the quote is that closes the one at `opening`, −1 if none does."""
    at = text.find('"', opening + 1)
    while at >= 0 and text.startswith('"', at + 1):
        at = text.find('"', at + 2)
    return at


def _end(edge: re.Pattern[str], text: str, start: int) -> int:
    found = edge.search(text, start)
    return found.start() if found else len(text)
