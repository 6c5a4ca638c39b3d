"""What a query asks for: its words, and the words of the documents that stand for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from elm_core.features.analysis import pieces
from elm_core.features.folding import without_accents
from elm_core.features.lexicon import Lexicon
from elm_core.features.places import token_places
from elm_core.unspaced import unspaced

#: Terms of documents, by their places, and how much each counts as the one asked for, 0 to 1.
Terms = dict[int, float]

#: What a word counts for where the query has other accents, or only its beginning.
_ACCENTED, _BEGUN = 0.8, 0.6
#: In shorter words a typing error is not looked for, as too many words are near; nor in a text of
#: more words, which nobody typed to search.
_SHORTEST, _MOST_TYPED = 4, 40
#: So many words may be what was meant, and so many what was begun: those in most documents.
_MOST_MEANT, _MOST_BEGUN = 4, 64


def no_word(word: str) -> bool:
    """Return false: where there is nothing that knows words."""
    return False


@dataclass(frozen=True)
class Word:
    """A word of a query, and what stands for it.

    Parameters
    ----------
    text : str
        As it is written in the query.
    how : {"exact", "begun", "corrected", "unknown"}
        ``"exact"``: documents have it, but for accents; ``"begun"``: they have words that begin
        so; ``"corrected"``: words that a typing error, where it is no word itself, or another
        ending makes of it.
    units : list of dict
        What is looked for: the word, or pairs of characters where a script has no blanks.
    """

    text: str
    how: str
    units: list[Terms]


class Query:
    """A query as an index understands it.

    Parameters
    ----------
    text : str
    lexicon : Lexicon
        Of the terms of the documents.
    frequency : int64 array (n_terms,)
        In how many documents each is.
    is_word : callable
        Whether a word that no document has is a word all the same, and hardly a typing error.
    complete : bool
        Whether the word at the end of the query may go on.
    correct : bool
        Whether words that no document has may stand for words like them.

    Examples
    --------
    >>> lexicon = Lexicon({"flight": 0, "delays": 1, "müller": 2})
    >>> query = Query("Flihgt delay Muller", lexicon, np.array([2, 1, 1]))
    >>> [(word.text, word.how) for word in query.words]
    [('Flihgt', 'corrected'), ('delay', 'corrected'), ('Muller', 'exact')]
    >>> [word.units for word in query.words]
    [[{0: 1.0}], [{1: 1.0}], [{2: 0.8}]]
    """

    def __init__(
        self,
        text: str,
        lexicon: Lexicon,
        frequency: npt.NDArray[np.int64],
        *,
        is_word: Callable[[str], bool] = no_word,
        complete: bool = False,
        correct: bool = True,
    ) -> None:
        self.text = text
        self.words: list[Word] = []
        tokens = list(token_places(text))
        correct = correct and len(tokens) <= _MOST_TYPED
        for token, starts, ends in tokens:
            written = text[starts[0] : ends[-1]]
            if unspaced(token):
                units = [_unspaced(token[i:j], lexicon) for i, j in pieces(token)]
                how = "exact" if any(units) else "unknown"
            elif key := without_accents(token):
                typed = complete and ends[-1] == len(text)
                how, terms = _exact(token, key, lexicon)
                if typed:
                    how, terms = _begun(key, lexicon, how, terms)
                if not terms and correct and _may_be_wrong(key):
                    how, terms = _corrected(key, lexicon, frequency, is_word(key))
                units = [terms]
            else:  # it only chooses between looks of a sign
                continue
            ordered = [_best_first(terms, frequency) for terms in units]
            self.words.append(Word(written, how, ordered))

    @property
    def units(self) -> list[tuple[Terms, int]]:
        """What documents are looked through for, with how often it is asked for."""
        found = Counter(
            tuple(terms.items()) for word in self.words for terms in word.units if terms
        )
        return [(dict(terms), count) for terms, count in found.items()]

    def meant(self, name: Callable[[int], str]) -> str:
        """Return the text with words of the documents for those that they lack."""
        changed = ("begun", "corrected")
        if all(word.how not in changed for word in self.words):
            return self.text
        return " ".join(
            " ".join(name(t) for t in meant(word.units[0])) if word.how in changed else word.text
            for word in self.words
        )


def meant(terms: Terms) -> list[int]:
    """Return those of some terms, the best first, that say what is meant."""
    best = max(terms.values(), default=0.0)
    return [term for term, share in terms.items() if share == best][:_MOST_MEANT]


def _exact(token: str, key: str, lexicon: Lexicon) -> tuple[str, Terms]:
    exact = lexicon.place(token)
    terms = {t: 1.0 if t == exact else _ACCENTED for t in lexicon.written(key)}
    return "exact" if terms else "unknown", terms


def _begun(key: str, lexicon: Lexicon, how: str, exact: Terms) -> tuple[str, Terms]:
    terms = _terms(lexicon.beginning(key), lexicon, _BEGUN) | exact
    return "begun" if terms and not exact else how, terms


def _may_be_wrong(key: str) -> bool:
    return len(key) >= _SHORTEST and not any(c.isnumeric() for c in key)


def _corrected(
    key: str, lexicon: Lexicon, frequency: npt.NDArray[np.int64], is_word: bool
) -> tuple[str, Terms]:
    forms = lexicon.forms(key)
    likely = forms if is_word else lexicon.near(key) or forms  # who writes a word means it
    # the first letter is rarely the wrong one
    first = [other for other in likely if other[0] == key[0]]
    terms = _terms(first or likely, lexicon)
    best = meant(_best_first(terms, frequency))
    return "corrected" if best else "unknown", dict.fromkeys(best, 1.0)


def _unspaced(unit: str, lexicon: Lexicon) -> Terms:
    keys = {unit}
    if len(unit) == 1:  # documents have it in pairs
        some = lexicon.beginning(unit) + lexicon.ending(unit)
        keys.update(key for key in some if len(key) == 2 and unspaced(key))
    return _terms(keys, lexicon)


def _terms(keys: Iterable[str], lexicon: Lexicon, share: float = 1.0) -> Terms:
    return {t: share for key in keys for t in lexicon.written(key)}


def _best_first(terms: Terms, frequency: npt.NDArray[np.int64]) -> Terms:
    order = sorted(terms, key=lambda t: (-terms[t], -frequency[t], t))
    return {t: terms[t] for t in order[:_MOST_BEGUN]}
