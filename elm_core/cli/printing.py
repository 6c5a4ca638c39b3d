"""Text from files as a terminal may show it."""

from __future__ import annotations


def one_line(text: str, longest: int = 400) -> str:
    """Return a text without control characters, which could command a terminal.

    Examples
    --------
    >>> print(one_line("red \\x1b[31m text"))
    red \\x1b[31m text
    """
    text = " ".join(text.split())
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"
