"""The text of bytes."""

from __future__ import annotations

import codecs

from elm_core.exceptions import InvalidInput

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKED_AT = 4000


def decode(raw: bytes) -> tuple[str, list[str]]:
    """Return the text of a file, and what is to be said of how it was read.

    By its byte order mark, as UTF-16 by its zero bytes, as UTF-8, else as Windows-1252.

    Raises
    ------
    InvalidInput
        For zero bytes, which no text has.
    """
    text, notes = _decoded(raw)
    if "\0" in text:
        raise InvalidInput("this is not a text file: it holds zero bytes")
    return text, notes


def _decoded(raw: bytes) -> tuple[str, list[str]]:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, errors="replace"), []
    wide = _utf16(raw)
    if wide:
        return raw.decode(wide, errors="replace"), ["The file was read as UTF-16."]
    try:
        return raw.decode("utf-8"), []
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="elm_core.as_control")
        return text, ["The file is not UTF-8; it was read as Windows-1252."]


def _utf16(raw: bytes) -> str | None:
    """Return which UTF-16 bytes without a mark are: of most letters one byte is zero.

    In scripts of other letters than ours that holds for the line ends at least.
    """
    head = raw[:_LOOKED_AT]
    zeros = [part.count(0) for part in (head[::2], head[1::2])]
    if len(raw) % 2 or 10 * min(zeros) > max(zeros):
        return None
    encoding, end = ("utf-16-le", "\n\0") if zeros[1] > zeros[0] else ("utf-16-be", "\0\n")
    if 5 * max(zeros) >= len(head):  # two of five letters
        return encoding
    pairs = [head[at : at + 2] for at in range(0, len(head), 2)]
    return encoding if pairs.count(end.encode()) > 1 and zeros[0] * zeros[1] == 0 else None


def _as_control(error: UnicodeError) -> tuple[str, int]:
    """Give the five bytes that Windows-1252 leaves open the meaning they have in browsers."""
    assert isinstance(error, UnicodeDecodeError)
    return "".join(map(chr, error.object[error.start : error.end])), error.end


codecs.register_error("elm_core.as_control", _as_control)
