"""What someone wants, from a sentence; or that it is nothing of what is on offer."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core.maths.linalg import Array
from elm_core.tasks.text_classifier import TextClassifier


class IntentClassifier(TextClassifier):
    """A classifier of texts that may answer that a text is none of its intents.

    The evidence for an intent is its score less the score of an unknown text. A text is out of
    scope where the strongest evidence is below a threshold: the one that keeps a given share of
    the training texts, each scored by a model that has not seen it, be it taken for the right
    intent or for another.

    Parameters
    ----------
    outside : str, default "out of scope"
        The answer for texts of no intent.
    keep : float, default 0.9
        Share of texts of known intents that shall be kept, more than 0 to 1. The more are kept,
        the more of the others pass.
    word_ngrams, char_ngrams, word_weight, vectors, vector_share, kernel, alpha
        As in `TextClassifier`.
    n_landmarks, class_weight, random_state
        As in `TextClassifier`.

    Attributes
    ----------
    threshold_ : float
        Least evidence for an intent.
    classes_ : array of shape (n_intents,)
        The intents, without `outside`.

    See Also
    --------
    TextClassifier : the other attributes.

    Examples
    --------
    >>> texts = ["wake me at seven", "set an alarm for 6", "alarm at noon", "is it raining",
    ...          "will it rain tomorrow", "how is the weather"]
    >>> model = IntentClassifier().fit(texts, ["alarm"] * 3 + ["weather"] * 3)
    >>> model.predict(["set the alarm for nine", "xyzzy"]).tolist()
    ['alarm', 'out of scope']
    """

    threshold_: float

    def __init__(
        self,
        *,
        outside: str = "out of scope",
        keep: float = 0.9,
        word_ngrams: tuple[int, int] | None = (1, 1),
        char_ngrams: tuple[int, int] | None = (3, 5),
        word_weight: float = 0.4,
        vectors: str | None = "auto",
        vector_share: float = 0.3,
        kernel: str = "loo",
        alpha: float | str = "loo",
        n_landmarks: int | str | None = "auto",
        class_weight: Any = None,
        random_state: Any = None,
    ) -> None:
        super().__init__(
            word_ngrams=word_ngrams,
            char_ngrams=char_ngrams,
            word_weight=word_weight,
            vectors=vectors,
            vector_share=vector_share,
            kernel=kernel,
            alpha=alpha,
            n_landmarks=n_landmarks,
            class_weight=class_weight,
            random_state=random_state,
        )
        self.outside = outside
        self.keep = keep

    def predict(self, X: Any) -> npt.NDArray[Any]:
        """Return the intent of each text, or `outside`, shape (n_samples,)."""
        self._require_fitted()
        evidence, known = self._evidence(X)
        intents = self.classes_[self._posterior(evidence, known).argmax(axis=1)]
        inside = evidence.max(axis=1) >= self.threshold_
        if inside.all():
            return np.asarray(intents)
        kind = object if intents.dtype.kind != "U" else None
        return np.where(inside, intents.astype(kind) if kind else intents, self.outside)

    def familiarity(self, X: Any) -> Array:
        """Return the strongest evidence of each text less the threshold, shape (n_samples,).

        Below 0: out of scope.
        """
        self._require_fitted()
        return np.asarray(self._evidence(X)[0].max(axis=1) - self.threshold_)

    def _learn_more(self, evidence: Array, codes: npt.NDArray[np.integer]) -> dict[str, Any]:
        best = evidence.max(axis=1)
        # an unknown text has evidence 0: it is always outside
        return {"threshold_": max(float(np.quantile(best, 1.0 - self.keep)), 1e-9)}
