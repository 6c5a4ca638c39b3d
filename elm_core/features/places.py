"""Where the words of a text stand in it, whatever folding made of their letters."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Container, Iterator, Sequence

from elm_core.features.analysis import pieces
from elm_core.unspaced import unspaced

#: What a character is to a word: a letter, a letter of a script without blanks, a mark upon what
#: precedes, a sign that is a word of its own, its colour, a joiner that is not seen, an apostrophe,
#: or the end.
_LETTER, _UNSPACED, _MARK, _SIGN, _COLOUR, _JOINER, _APOSTROPHE, _END = "lumscj' "
#: Between these and what follows nothing is ever composed.
_GAPS = re.compile(
    r"[^\s\u3001-\u3003\u3008-\u3011\u3014-\u301f\u30fb\uff01-\uff03\uff05-\uff0a\uff0c-\uff0f"
    r"\uff1a\uff1b\uff1f\uff20\uff3b-\uff3d\uff3f\uff5b\uff5d\uff5f-\uff65]+"
)
_FOLDED_WORD = re.compile(f"[{_LETTER}{_UNSPACED}{_MARK}]+|[{_SIGN}{_COLOUR}]")
_JOINED = f"[{_MARK}{_COLOUR}{_JOINER}]*"
_WORD = re.compile(
    f"(?:{_LETTER}{_JOINED})+(?:{_APOSTROPHE}(?:{_LETTER}{_JOINED})+)*"
    f"|(?:{_UNSPACED}{_JOINED})+"
    # a picture may be several signs: with a colour of the skin, or joined
    f"|{_SIGN}{_JOINED}(?:(?<={_JOINER}){_SIGN}{_JOINED})*"
)
_CHARACTER = re.compile(_UNSPACED + _JOINED)
_COLOURS = range(0x1F3FB, 0x1F400)
#: Jamo that complete a syllable of Hangul.
_JAMO = range(0x1160, 0x1200)


class _Kinds(dict[int, str]):
    """The kind of each character, found out when it is first seen."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        if category[0] == "M":
            kind = _MARK
        elif category[0] in "LN":
            kind = _UNSPACED if unspaced(character) else _LETTER
        elif category[0] == "S":
            kind = _COLOUR if code in _COLOURS else _SIGN
        elif category == "Cf":
            kind = _JOINER
        else:
            kind = _APOSTROPHE if character in "'’" else _END
        self[code] = kind
        return kind


_KINDS = _Kinds()


def unit_places(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the words of `analysis.word_terms` with where each begins and ends in the text.

    Examples
    --------
    >>> list(unit_places("Die Straße: 東京都"))
    [('die', 0, 3), ('strasse', 4, 10), ('東京', 12, 14), ('京都', 13, 15)]
    """
    for token, starts, ends in token_places(text):
        for i, j in pieces(token):
            yield token[i:j], starts[i], ends[j - 1]


def token_places(text: str) -> Iterator[tuple[str, Sequence[int], Sequence[int]]]:
    """Yield the words of `analysis.words`, and for each of their letters where it comes from."""
    whole = _plainly_folded(text)
    if whole is not None:
        yield from _tokens(whole, range(len(text)), range(1, len(text) + 1))
        return
    for part in _GAPS.finditer(text):
        start = part.start()
        folded = _plainly_folded(part.group())
        if folded is not None:
            yield from _tokens(folded, range(start, part.end()), range(start + 1, part.end() + 1))
        else:
            yield from _tokens(*_folded(part.group(), start))


def marked(text: str, wanted: Container[str]) -> list[tuple[int, int]]:
    """Return where words (as `unit_places` gives them) stand, those that overlap as one.

    Examples
    --------
    >>> marked("Café, CAFÉ! cafe", {"café"})
    [(0, 4), (6, 10)]
    """
    found: list[tuple[int, int]] = []
    for unit, start, end in unit_places(text):
        if unit not in wanted:
            continue
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def word_places(text: str) -> list[tuple[int, int]]:
    """Return where the words of a text stand as people see them, in order.

    Where a script has no blanks, overlapping pairs of characters stand for its words; a sign or a
    picture is a word.

    Examples
    --------
    >>> text = "Don't 登录吗 👍🏽"
    >>> [text[start:end] for start, end in word_places(text)]
    ["Don't", '登录', '录吗', '👍🏽']
    """
    kinds = text.translate(_KINDS)
    out: list[tuple[int, int]] = []
    for word in _WORD.finditer(kinds):
        if kinds[word.start()] != _UNSPACED:
            out.append(word.span())
            continue
        each = [m.span() for m in _CHARACTER.finditer(kinds, *word.span())]
        pairs = [(a, b) for (a, _), (_, b) in itertools.pairwise(each)]
        out += pairs or each
    return out


def _plainly_folded(text: str) -> str | None:
    """Return a text folded, if each of its characters became one; otherwise None."""
    if text.isascii():
        return text.lower()
    if not unicodedata.is_normalized("NFKC", text):
        return None
    folded = text.casefold()  # a character becomes one or more
    plain = len(folded) == len(text) and unicodedata.is_normalized("NFKC", folded)
    return folded if plain and _JOINER not in folded.translate(_KINDS) else None


def _folded(text: str, at: int) -> tuple[str, list[int], list[int]]:
    """Return a text folded, and for each letter the part of the text it comes from."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    first = 0
    for i in range(1, len(text) + 1):
        if i < len(text) and _extends(text[i]):
            continue
        part = unicodedata.normalize("NFKC", text[first:i]).casefold()
        part = unicodedata.normalize("NFKC", part)
        part = "".join(c for c in part if unicodedata.category(c) != "Cf")
        out.append(part)
        starts += [at + first] * len(part)
        ends += [at + i] * len(part)
        first = i
    return "".join(out), starts, ends


def _extends(character: str) -> bool:
    """Whether it may become one with the character before."""
    first = unicodedata.normalize("NFKD", character)[0]
    return unicodedata.category(first)[0] == "M" or ord(first) in _JAMO


def _tokens(
    folded: str, starts: Sequence[int], ends: Sequence[int]
) -> Iterator[tuple[str, Sequence[int], Sequence[int]]]:
    for word in _FOLDED_WORD.finditer(folded.translate(_KINDS)):
        own = slice(*word.span())
        yield folded[own], starts[own], ends[own]
