"""Completes words and proposes the next one, learning from what is pasted and accepted."""

from __future__ import annotations

import copy
from collections import Counter
from typing import Any, ClassVar, Self

import numpy as np

from elm_core import validation
from elm_core.base import Estimator, Steps, run
from elm_core.exceptions import InvalidInput
from elm_core.features import word_vectors
from elm_core.features.analysis import hash_terms
from elm_core.features.ngram_counts import NgramCounts, context_of
from elm_core.features.text import check_texts
from elm_core.maths.linalg import Array
from elm_core.models.composite import fitting_inside
from elm_core.models.elm import ELMClassifier

#: Numbers that tell words apart which have no vector, or whose vectors are alike.
_SIGNATURE = 32
#: The network chooses among so many of the most frequent words; it learns from so many places.
_CHOICES, _PLACES = 400, 20_000
#: It is trained anew when there are half as many places again.
_REFIT_GROWTH = 1.5
#: More candidates than these are cut to the most frequent.
_CANDIDATES = 300


class Autocomplete(Estimator):
    """Words that may follow: counts of pairs and triples, and an ELM on the two words before.

    The counts know what was written; the ELM generalises to contexts that were not, by word
    vectors where the package `elm_vectors` is installed.

    Parameters
    ----------
    n_hidden : int, default 256
        Hidden units; 0: counts alone.
    elm_share : float, default 0.3
        The ELM's share of the probability.
    vectors : "auto" or None, default "auto"
        As in `TextClassifier`.
    random_state : int, RandomState, Generator or None, default 0

    Attributes
    ----------
    texts_ : list of str
        All that was learnt from.
    model_ : ELMClassifier or None
        None until there are two words to choose from.

    Examples
    --------
    >>> model = Autocomplete(n_hidden=32).fit(["see you soon", "see you tomorrow", "thank you"])
    >>> [s["word"] for s in model.suggest("see y")]
    ['you']
    >>> model = model.accept("see you ", "tomorrow")
    >>> model.suggest("see you ")[0]["word"]
    'tomorrow'
    """

    _rebuilt: ClassVar[tuple[str, ...]] = ("following_", "features_")

    texts_: list[str]
    vectors_: dict[str, str] | None
    model_: ELMClassifier | None
    refit_at_: int
    following_: NgramCounts
    features_: _WordFeatures

    def __init__(
        self,
        *,
        n_hidden: int = 256,
        elm_share: float = 0.3,
        vectors: str | None = "auto",
        random_state: Any = 0,
    ) -> None:
        self.n_hidden = n_hidden
        self.elm_share = elm_share
        self.vectors = vectors
        self.random_state = random_state

    def fit(self, X: Any, y: Any = None) -> Self:
        """Learn from texts X (n,), from nothing."""
        run(self.fit_steps(X, y))
        return self

    def fit_steps(self, X: Any, y: Any = None, sample_weight: Any = None) -> Steps:
        """Do what `fit` does, yielding the share done."""
        self._check_params()
        vectors = word_vectors.choose(self.vectors)
        yield from self._learn_steps(check_texts(X), None if vectors is None else vectors.name)

    def partial_fit(self, X: Any, y: Any = None) -> Self:
        """Learn from more texts: the counts at once, the ELM when there is half as much again."""
        run(self.partial_fit_steps(X, y))
        return self

    def partial_fit_steps(
        self, X: Any, y: Any = None, classes: Any = None, sample_weight: Any = None
    ) -> Steps:
        """Do what `partial_fit` does, yielding the share done."""
        if not self.is_fitted:
            yield from self.fit_steps(X)
            return
        texts = [*self.texts_, *check_texts(X)]
        following = copy.deepcopy(self.following_)
        for text in texts[len(self.texts_) :]:
            following.add(text)
        yield 0.2
        if following.total >= self.refit_at_:
            yield from self._learn_steps(texts, self.vectors_)
        else:
            self._become(**self.learned() | {"texts_": texts, "following_": following})
            yield 1.0

    def accept(self, text: str, word: str) -> Self:
        """Learn that `word` was chosen after `text`; takes about a millisecond."""
        self._require_fitted()
        [text, word] = check_texts([text, word], "text")
        if not word.strip():
            raise InvalidInput("word is empty: give the word that was chosen", parameter="word")
        before = " ".join(name for name in context_of(text)[0] if name)
        chosen = f"{before} {word}"
        # only counts grow, and in one place: nothing here can fail half-way
        self.following_.add(chosen)
        self.texts_ = [*self.texts_, chosen]
        return self

    def suggest(self, text: str, *, k: int = 5) -> list[dict[str, Any]]:
        """Return likely words as ``{"word", "rest", "probability"}``, the likeliest first.

        Parameters
        ----------
        text : str
            What stands before the cursor; ending in letters, these are completed (`rest` is
            what is missing of the word), otherwise the next word is proposed.
        k : int
        """
        self._require_fitted()
        [text] = check_texts([text], "text")
        validation.check_number("k", k, low=1, integer=True)
        context, typed = context_of(text)
        words = self._candidates(context, typed.lower())
        if not words:
            return []
        chances = self._chances(context, words)
        order = np.argsort(-chances, kind="stable")[:k]
        total = chances.sum() or 1.0
        return [self._suggestion(words[i], typed, chances[i] / total) for i in order.tolist()]

    @property
    def n_samples_seen_(self) -> int:
        """Number of texts."""
        return len(self.texts_)

    # -- how it works

    def _candidates(self, context: tuple[str, str], prefix: str) -> list[str]:
        following = self.following_
        if prefix:
            words = [w for w in following.beginning(prefix) if w != prefix]
        else:
            words = list(following.followers(context))
            words = list(dict.fromkeys([*words, *following.most_frequent(_CHOICES // 4)]))
        if len(words) > _CANDIDATES:
            near = [w for w in following.followers(context) if w.startswith(prefix)]
            many = sorted(words, key=lambda w: -following.counts[w])[:_CANDIDATES]
            words = list(dict.fromkeys([*near, *many]))
        return words

    def _chances(self, context: tuple[str, str], words: list[str]) -> Array:
        counted = np.array([self.following_.chance(context, word) for word in words])
        if self.model_ is None or self.elm_share == 0:
            return counted
        proba = self.model_.predict_proba(self.features_.rows([context]))[0]
        place = {str(word): i for i, word in enumerate(self.model_.classes_)}
        at = np.array([place.get(word, -1) for word in words])
        guessed = np.where(at >= 0, proba[at], 0.0)
        return (1.0 - self.elm_share) * counted + self.elm_share * guessed

    def _suggestion(self, word: str, typed: str, probability: float) -> dict[str, Any]:
        written = self.following_.written(word)
        if typed:
            written = typed + written[len(typed) :]
        return {"word": written, "rest": written[len(typed) :], "probability": float(probability)}

    def _learn_steps(self, texts: list[str], name: dict[str, str] | None) -> Steps:
        following = NgramCounts()
        places = [place for text in texts for place in following.add(text)]
        features = _WordFeatures(name)
        yield 0.2
        model = None
        choices = {word for word, _ in following.counts.most_common(_CHOICES)}
        used = [place for place in places if place[2] in choices][-_PLACES:]
        if self.n_hidden and len(Counter(word for _, _, word in used)) > 1:
            rows = features.rows([(first, second) for first, second, _ in used])
            model = ELMClassifier(n_hidden=self.n_hidden, random_state=self.random_state)
            labels = np.array([word for _, _, word in used])
            for done in fitting_inside(model, rows, labels):  # most words are rare, as words are
                yield 0.2 + 0.8 * done
        self._become(
            texts_=list(texts),
            vectors_=name,
            model_=model,
            refit_at_=max(int(np.ceil(_REFIT_GROWTH * following.total)), 8),
            following_=following,
            features_=features,
        )
        yield 1.0

    def _rebuild(self) -> None:
        self.following_ = NgramCounts()
        for text in self.texts_:
            self.following_.add(text)
        self.features_ = _WordFeatures(self.vectors_)

    def _check_learned(self) -> None:
        if not all(type(text) is str for text in self.texts_):
            raise ValueError("texts_ must hold texts")
        if self.model_ is not None:
            if type(self.model_) is not ELMClassifier or self.model_.classes_.dtype.kind != "U":
                raise ValueError("model_ must be an ELMClassifier of words")
            if self.model_.n_features_in_ != 2 * _WordFeatures(self.vectors_).size:
                raise ValueError("model_ was trained on other features")


class _WordFeatures:
    """Two words to a row: their vectors, and random signs that tell them apart."""

    def __init__(self, name: dict[str, str] | None) -> None:
        self.vectors = word_vectors.named(name)
        self.size = _SIGNATURE + (self.vectors.n_features if self.vectors else 0)
        self._known: dict[str, Array] = {}

    def rows(self, contexts: list[tuple[str, str]]) -> Array:
        return np.array([np.concatenate([self._of(a), self._of(b)]) for a, b in contexts])

    def _of(self, word: str) -> Array:
        found = self._known.get(word)
        if found is None:
            bits = hash_terms([f"{word}\0{i}" for i in range(_SIGNATURE)]) & np.uint32(1)
            signs = (2.0 * bits - 1.0) / np.sqrt(_SIGNATURE)
            found = np.concatenate([signs, word_vectors.dense_rows(self.vectors, [word])[0]])
            if len(self._known) < 2**16:
                self._known[word] = found
        return found
