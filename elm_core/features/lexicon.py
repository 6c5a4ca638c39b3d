"""The words of an index: how they are written, what a beginning may become, what is like a word."""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Mapping

from elm_core.features.folding import without_accents

_LAST = "\U0010ffff"
#: Forms of a word share their beginning, of so many letters at least; one of them may end there …
_STEM = 3
#: … or go on so, as bake and baking, cities and city do; the other one by so many letters at most.
_ENDINGS, _LONGEST = frozenset(["", *"aeiouy", "ed", "es"]), 3


class Lexicon:
    """Words by how they are written without accents.

    What takes a pass over all words is made when it is first asked for.

    Parameters
    ----------
    places : dict
        The place of each word, 0 and so on, in order: words as `analysis.words` gives them, after
        `prefix`. It is not copied.
    prefix : str

    Examples
    --------
    >>> lexicon = Lexicon({"cafe": 0, "café": 1, "flight": 2, "flights": 3})
    >>> lexicon.written("cafe"), lexicon.beginning("fl"), sorted(lexicon.near("flihgt"))
    ([0, 1], ['flight', 'flights'], ['flight'])
    """

    def __init__(self, places: Mapping[str, int], prefix: str = "") -> None:
        self._places, self._prefix = places, prefix

    def place(self, word: str) -> int | None:
        """Return the place of a word as it is written; None where it is not there."""
        return self._places.get(self._prefix + word)

    def written(self, key: str) -> list[int]:
        """Return the places of the words that are this one without accents."""
        plain = self.place(key)
        return ([] if plain is None else [plain]) + self._accented.get(key, [])

    def beginning(self, start: str) -> list[str]:
        """Return the words without accents that begin with some letters."""
        return _between(self._keys, start)

    def ending(self, end: str) -> list[str]:
        """Return the words without accents that end with some letters."""
        return [key[::-1] for key in _between(self._backwards, end[::-1])]

    def near(self, word: str) -> set[str]:
        """Return the words without accents that one typing error makes of `word`.

        A letter too many, too few, another one, or two that changed places: Damerau (1964), "A
        technique for computer detection and correction of spelling errors", CACM 7(3). An error
        leaves one half of the word as it is, or is in the middle: only words that begin or end
        with a half are looked at.
        """
        half = len(word) // 2
        some = self.beginning(word[:half]) + self.ending(word[half:])
        found = {key for key in some if one_error(word, key)}
        swapped = (
            word[: half - 1] + word[half : half + 1] + word[half - 1 : half] + word[half + 1 :]
        )
        if half and swapped != word and self.written(swapped):
            found.add(swapped)
        return found

    def forms(self, word: str) -> set[str]:
        """Return the words without accents that are `word` with another ending."""
        start = word[: max(_STEM, len(word) - _LONGEST)]
        return {key for key in self.beginning(start) if are_forms(word, key)}

    @functools.cached_property
    def _accented(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for word, place in self._places.items():
            if word.isascii():
                continue
            word = word.removeprefix(self._prefix)
            key = without_accents(word)
            if key != word:
                found.setdefault(key, []).append(place)
        return found

    @functools.cached_property
    def _keys(self) -> list[str]:
        accented = {place for places in self._accented.values() for place in places}
        return sorted(
            {w.removeprefix(self._prefix) for w, i in self._places.items() if i not in accented}
            | self._accented.keys()
        )

    @functools.cached_property
    def _backwards(self) -> list[str]:
        return sorted(key[::-1] for key in self._keys)


def one_error(word: str, other: str) -> bool:
    """Whether words differ by one letter more, less or other, or by two that changed places.

    Examples
    --------
    >>> [one_error("form", other) for other in ("from", "forms", "for", "farm", "form", "frmo")]
    [True, True, True, True, False, False]
    """
    if abs(len(word) - len(other)) > 1 or word == other:
        return False
    short, long = sorted((word, other), key=len)
    i = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[i:] == long[i + 1 :]
    if short[i + 1 :] == long[i + 1 :]:
        return True
    return short[i + 2 :] == long[i + 2 :] and short[i : i + 2] == long[i : i + 2][::-1]


def are_forms(word: str, other: str) -> bool:
    """Whether words differ in their endings alone.

    Examples
    --------
    >>> [are_forms("cake", other) for other in ("cakes", "caking", "cave", "cakewalk", "cake")]
    [True, True, False, False, False]
    >>> [are_forms("carpet", other) for other in ("carpets", "carpenter", "carper")]
    [True, False, False]
    """
    short, long = sorted((word, other), key=len)
    shared = next((i for i, a in enumerate(short) if a != long[i]), len(short))
    rest, ending = short[shared:], long[shared:]
    another = len(ending) > 1 or not rest  # one letter for another is no other ending: cave, cavy
    return shared >= _STEM and rest in _ENDINGS and another and 0 < len(ending) <= _LONGEST


def _between(keys: list[str], start: str) -> list[str]:
    return keys[bisect_left(keys, start) : bisect_left(keys, start + _LAST)]
