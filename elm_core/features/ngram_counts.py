"""Which words follow which: counts of a text's words, their pairs and triples."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable

#: Words with their apostrophes and hyphens, or the end of a sentence.
_TOKEN = re.compile(r"\w+(?:['’\-]\w+)*|[.!?\n]")
#: Stands before the first word of a sentence.
START = ""
#: What a shorter context counts for: Brants et al. (2007), "Large language models in machine
#: translation", EMNLP, sec. 4 (stupid backoff).
_BACKOFF = 0.4


def sentences(text: str) -> list[list[str]]:
    """Return the words of each sentence, as they are written.

    Examples
    --------
    >>> sentences("Don't panic. It's 42!")
    [["Don't", 'panic'], ["It's", '42']]
    """
    found: list[list[str]] = [[]]
    for token in _TOKEN.findall(text):
        if token in ".!?\n":
            found.append([])
        else:
            found[-1].append(token)
    return [sentence for sentence in found if sentence]


def context_of(text: str) -> tuple[tuple[str, str], str]:
    """Return the two words before the one being typed, folded, and its letters so far.

    Examples
    --------
    >>> context_of("Hello. How are y")
    (('how', 'are'), 'y')
    >>> context_of("How ")
    (('', 'how'), '')
    """
    tokens = _TOKEN.findall(text)
    typed = ""
    if tokens and text.endswith(tokens[-1]) and tokens[-1] not in ".!?\n":
        typed = tokens.pop()
    before: list[str] = []
    for token in tokens:
        before = [] if token in ".!?\n" else [*before, token.lower()]
    first, second = [START, START, *before][-2:]
    return (first, second), typed


class NgramCounts:
    """Counts of words, of words after one word, and of words after two.

    Examples
    --------
    >>> counts = NgramCounts()
    >>> _ = counts.add("the cat sat. the cat ran. the dog sat")
    >>> counts.chance(("", "the"), "cat")
    0.6666666666666666
    >>> counts.beginning("s")
    ['sat']
    """

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.total = 0
        self.after: defaultdict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        self._written: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._totals: Counter[tuple[str, ...]] = Counter()
        self._sorted: list[str] = []
        self._frequent: list[str] = []

    def add(self, text: str) -> list[tuple[str, str, str]]:
        """Count the words of a text; return each with the two before it."""
        triples = []
        for sentence in sentences(text):
            first, second = START, START
            for word in sentence:
                folded = word.lower()
                self._written[folded][word] += 1
                self.counts[folded] += 1
                self.total += 1
                self.after[(second,)][folded] += 1
                self.after[first, second][folded] += 1
                self._totals.update([(second,), (first, second)])
                triples.append((first, second, folded))
                first, second = second, folded
        self._sorted, self._frequent = [], []
        return triples

    def written(self, word: str) -> str:
        """Return a word as it is mostly written."""
        return max(self._written[word].items(), key=lambda pair: pair[1])[0]

    def most_frequent(self, n: int) -> list[str]:
        """Return the `n` words that occur most."""
        if not self._frequent:
            self._frequent = [word for word, _ in self.counts.most_common()]
        return self._frequent[:n]

    def beginning(self, prefix: str) -> list[str]:
        """Return the words that begin with some letters."""
        if not self._sorted:
            self._sorted = sorted(self.counts)
        start = bisect_left(self._sorted, prefix)
        stop = bisect_left(self._sorted, prefix + "\U0010ffff")
        return self._sorted[start:stop]

    def followers(self, context: tuple[str, str]) -> Iterable[str]:
        """Return the words that came after these two, or after the second."""
        return {**self.after.get(context, {}), **self.after.get(context[1:], {})}

    def chance(self, context: tuple[str, str], word: str) -> float:
        """Return how often a word came after two, or less after one, or after any."""
        factor = 1.0
        for known in (context, context[1:]):
            counts = self.after.get(known)
            if counts and word in counts:
                return factor * counts[word] / self._totals[known]
            factor *= _BACKOFF
        return factor * self.counts[word] / self.total if self.total else 0.0
