"""Which language a text is in, from its characters."""

from __future__ import annotations

from typing import Any

from elm_core.tasks.text_classifier import TextClassifier


class LanguageClassifier(TextClassifier):
    """A classifier of texts by short character n-grams, which tell languages apart.

    Scripts that one language alone uses need a text or two, languages that are akin some dozens
    of sentences.

    Parameters
    ----------
    char_ngrams : (int, int), default (1, 4)
        Cavnar & Trenkle (1994), "N-gram-based text categorization", use 1 to 5.
    kernel : default "arc_cosine"
        The Gaussian one of `TextClassifier` gets a point less of 36 languages right.
    alpha, n_landmarks, class_weight, random_state
        As in `TextClassifier`, as are the attributes.

    Examples
    --------
    >>> texts = ["the cat is on the table", "where is the house", "die Katze ist auf dem Tisch",
    ...          "wo ist das Haus", "le chat est sur la table", "où est la maison"]
    >>> model = LanguageClassifier().fit(texts, ["en", "en", "de", "de", "fr", "fr"])
    >>> model.predict(["where is the cat", "das ist die Katze", "la maison est là"]).tolist()
    ['en', 'de', 'fr']
    """

    word_ngrams = None
    word_weight = 0.0
    vectors = None
    vector_share = 0.0
    # a few words are told apart as surely as their language allows, not as their length does
    _evidence_power = 0.5

    def __init__(
        self,
        *,
        char_ngrams: tuple[int, int] = (1, 4),
        kernel: str = "arc_cosine",
        alpha: float | str = "loo",
        n_landmarks: int | str | None = "auto",
        class_weight: Any = None,
        random_state: Any = None,
    ) -> None:
        self.char_ngrams = char_ngrams
        self.kernel = kernel
        self.alpha = alpha
        self.n_landmarks = n_landmarks
        self.class_weight = class_weight
        self.random_state = random_state
