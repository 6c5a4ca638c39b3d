"""Texts with labels in, probabilities of new texts out; learns a sentence in milliseconds."""

from __future__ import annotations

import copy
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt

from elm_core import memory
from elm_core.base import Classifier, Steps, run
from elm_core.exceptions import InvalidInput, short
from elm_core.features import word_vectors
from elm_core.features.text import TextVectorizer, check_texts
from elm_core.features.text_rows import TextParts, TextRows
from elm_core.labels import encode_labels
from elm_core.maths.evidence import evened, posterior
from elm_core.maths.linalg import Array, row_blocks
from elm_core.models.kernel import KernelELMClassifier, exact
from elm_core.models.targets import join_labels
from elm_core.tasks import text_files, text_training
from elm_core.tasks.labelled_texts import check_labelled_texts
from elm_core.tasks.text_training import Scored, mean_evidence

#: After growing by this factor, everything is learnt anew: rareness of terms, ridge term.
_REFIT_GROWTH = 1.5


class TextClassifier(Classifier):
    """TF-IDF of words and character n-grams, word vectors, and an ELM of infinitely many units.

    The arc-cosine kernel is a hidden layer of infinitely many random rectifiers, the Gaussian one
    of random cosines; in the dual they are exact and need no random numbers. A text of which
    nothing is known gets the shares of the classes among the training texts.

    Parameters
    ----------
    word_ngrams : (int, int) or None, default (1, 1)
    char_ngrams : (int, int) or None, default (3, 5)
    word_weight : float, default 0.4
        As in `features.text.TextVectorizer`.
    vectors : "auto" or None, default "auto"
        ``"auto"``: add the pre-trained word vectors of the package `elm_vectors` where it is
        installed; the model then needs it to predict. None: do without.
    vector_share : float, default 0.3
        Share of the word vectors in the inner product of two texts, 0 to 1.
    kernel : {"loo", "arc_cosine", "rbf", "arc_cosine_0", "cosine"}, default "loo"
        Of the cosine c of two texts; ``"rbf"``: exp(2 (c − 1)). ``"loo"``: ``"arc_cosine"``, or,
        from 200 texts on, ``"rbf"`` where its leave-one-out error is less: of many intents.
    alpha : float or "loo", default "loo"
        Ridge term; ``"loo"``: the best by leave-one-out.
    n_landmarks : int, "auto" or None, default "auto"
        None: exact, on all texts. Otherwise the Nyström approximation on so many of them drawn at
        random: memory grows with the landmarks only, and the model holds no other texts; its
        terms and their rareness stay as `fit` found them. ``"auto"``: exact up to 15,000 texts
        (7,723 in a page, by its memory), 3,000 landmarks beyond.
    class_weight : dict, "balanced" or None
        Multiplies the weights of the texts of each class; more than 0.
    random_state : int, RandomState, Generator or None
        Draws the landmarks, and the texts on which alpha is chosen, if there are more than 2,048.

    Attributes
    ----------
    classes_ : array of shape (n_classes,)
    vectorizer_ : TextVectorizer
    vectors_ : dict or None
        Package, version and sha256 of the word vectors in use.
    kernel_ : str
        The kernel in use.
    model_ : KernelELMClassifier
        On the precomputed kernel of the texts.
    loo_score_ : float
        Leave-one-out accuracy, the shares of the classes held fixed.
    loo_labels_ : array of shape (n_samples_seen_,)
        What is said of each training text whose weight is not 0 by a model without it: those that
        differ from ``y`` are what `loo_score_` misses. Landmarks and files do not know it.
    n_samples_seen_ : int

    References
    ----------
    Rahimi & Recht (2007), "Random features for large-scale kernel machines", NIPS 20; Cho & Saul
    (2009), "Kernel methods for deep learning", NIPS 22; Huang et al. (2012), IEEE Trans. SMC-B
    42(2), eq. 34.

    Examples
    --------
    >>> from elm_core.tasks.text_classifier import TextClassifier
    >>> texts = ["wake me at seven", "set an alarm for 6", "is it raining", "weather tomorrow"]
    >>> model = TextClassifier().fit(texts, ["alarm", "alarm", "weather", "weather"])
    >>> print(model.predict(["an alarm at 9"])[0])
    alarm
    >>> model.predict_proba(["xyzzy"]).tolist()
    [[0.5, 0.5]]
    >>> model = model.partial_fit(["play some jazz", "play a song"], ["music", "music"])
    >>> print(model.predict(["play the blues"])[0])
    music
    """

    _rebuilt: ClassVar[tuple[str, ...]] = ("rows_",)

    _evidence_power: ClassVar[float] = 0.0  # see `maths.evidence.evened`

    classes_: npt.NDArray[Any]
    vectorizer_: TextVectorizer
    kernel_: str
    model_: KernelELMClassifier
    vectors_: dict[str, str] | None
    dense_: npt.NDArray[np.float32]
    counts_: dict[str, Any]
    rows_: TextRows
    log_prior_: Array
    mean_evidence_: Array
    evidence_factor_: float
    evidence_power_: float = 0.0  # of older files: they do not hold it
    loo_score_: float
    refit_at_: int
    n_samples_seen_: int

    def __init__(
        self,
        *,
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
        self.word_ngrams = word_ngrams
        self.char_ngrams = char_ngrams
        self.word_weight = word_weight
        self.vectors = vectors
        self.vector_share = vector_share
        self.kernel = kernel
        self.alpha = alpha
        self.n_landmarks = n_landmarks
        self.class_weight = class_weight
        self.random_state = random_state

    def fit(self, X: Any, y: Any = None, sample_weight: Any = None) -> Self:
        """Train on texts X (n_samples,) and their labels y (n_samples,).

        A text of weight w in `sample_weight` (n_samples,) counts as w texts; only the rareness
        of terms counts every text once.

        Raises
        ------
        InvalidInput
            For a row that is not text, labels that do not fit, or labels all alike.
        """
        run(self.fit_steps(X, y, sample_weight))
        return self

    def fit_steps(self, X: Any, y: Any = None, sample_weight: Any = None) -> Steps:
        """Do what `fit` does, yielding the share done."""
        self._check_params()
        vectors = word_vectors.choose(self.vectors)
        texts, y, weights = check_labelled_texts(X, y, sample_weight)
        vectorizer = TextVectorizer(
            word_ngrams=self.word_ngrams,
            char_ngrams=self.char_ngrams,
            word_weight=self.word_weight,
        )
        counts = vectorizer.fit_counts(texts)
        yield 0.05
        words = TextParts.of(counts, texts, vectors)
        yield 0.1
        yield from self._learn_steps(vectorizer, words, y, weights)

    def partial_fit(self, X: Any, y: Any, classes: Any = None, sample_weight: Any = None) -> Self:
        """Add texts with labels; new labels may come.

        The kernel's Cholesky factor grows by a row for each text. Rareness of terms and the
        ridge term stay as they are until there are half as many texts again; then all is learnt
        anew. With landmarks they stay, as do the landmarks and how sure scores make it.
        `classes` is accepted and not needed.
        """
        run(self.partial_fit_steps(X, y, classes, sample_weight))
        return self

    def partial_fit_steps(
        self, X: Any, y: Any, classes: Any = None, sample_weight: Any = None
    ) -> Steps:
        """Do what `partial_fit` does, yielding the share done."""
        if not self.is_fitted:
            yield from self.fit_steps(X, y, sample_weight)
            return
        texts, y, weights = check_labelled_texts(X, y, sample_weight)
        if not texts:
            return
        if text_training.count(self.model_):
            yield from self._grow_landmarks_steps(texts, y, weights)
            return
        vectorizer = copy.copy(self.vectorizer_)
        old = TextParts(
            text_files.counts_of(self.counts_), self.dense_.astype(np.float64), self.vectors_
        )
        vectors = word_vectors.named(self.vectors_)
        new_words = TextParts.of(vectorizer.partial_fit_counts(texts), texts, vectors)
        words = old.append(new_words)
        if words.counts.n_rows < self.refit_at_:
            new = new_words.weigh(vectorizer, self.vector_share)
            model = copy.copy(self.model_)
            if not model.can_grow:  # it comes from a file
                yield from text_training.restore_steps(model, self.rows_, self._kernel)
            both = np.concatenate([self._kernel(new, self.rows_), self._kernel(new, new)], axis=1)
            yield 0.5
            try:
                model.partial_fit(both, y, sample_weight=weights)
            except exact.CannotGrow:
                pass
            else:
                rows = self.rows_.append(new)
                scored = Scored.of_all(model, rows)
                self._install(vectorizer, words, rows, model, scored, self.refit_at_, self.kernel_)
                yield 1.0
                return
        vectorizer.refresh_idf()
        labels = join_labels(self.model_.classes_[self.model_.codes_], y)
        weights = np.concatenate([self.model_.weights_, weights])
        yield from self._learn_steps(vectorizer, words, labels, weights)

    def predict(self, X: Any) -> npt.NDArray[Any]:
        """Return the most probable class of each text, shape (n_samples,)."""
        best = self.predict_proba(X).argmax(axis=1)
        return np.asarray(self.classes_[best])

    def predict_proba(self, X: Any) -> Array:
        """Return class probabilities, calibrated by leave-one-out, (n_samples, n_classes).

        Slope and intercepts of the evidence are fitted to what leave-one-out says of the training
        texts, so that rare classes get their share. n texts can vouch for no probability nearer to
        1 than one miss in n + 2 (Laplace's rule of succession): that share goes to the shares of
        the classes.
        """
        self._require_fitted()
        return self._posterior(*self._evidence(X))

    @property
    def loo_labels_(self) -> npt.NDArray[Any]:
        self._require_fitted()
        scored = Scored.of_exact(self.model_, self.rows_)
        learned = self.mean_evidence_, self.evidence_factor_, self.log_prior_
        places = scored.best(*learned, self.evidence_power_)
        return np.asarray(self.classes_[places])

    def _posterior(self, evidence: Array, known: Array) -> Array:
        # what speaks for no class is near the mean; where just, the leave-one-out texts say
        beyond = evened(evidence - known[:, None] * self.mean_evidence_, self.evidence_power_)
        doubt = 1.0 / (self.n_samples_seen_ + 2.0)
        proba = posterior(beyond, self.evidence_factor_, self.log_prior_)
        return (1.0 - doubt) * proba + doubt * np.exp(self.log_prior_)

    def decision_function(self, X: Any) -> Array:
        """Return log-probabilities (n_samples, n_classes), or their difference (n_samples,)."""
        logits: Array = np.log(self.predict_proba(X))
        return logits[:, 1] - logits[:, 0] if logits.shape[1] == 2 else logits

    def _evidence(self, X: Any) -> tuple[Array, Array]:
        """Return scores − intercept, exactly zero for a text of unknown terms only (n × classes);
        and the share of each text that is known (n,).
        """
        texts = check_texts(X)
        out = np.empty((len(texts), len(self.classes_)))
        share = np.empty(len(texts))
        for rows in row_blocks(len(texts)):
            new = self._rows_of(texts[rows])
            out[rows] = self.model_.scores(self._kernel(new, self.rows_))
            out[rows][~new.known] = self.model_.intercept_
            share[rows] = new.known_share
        out -= self.model_.intercept_
        return out, share

    def _kernel(self, a: TextRows, b: TextRows) -> Array:
        return text_training.kernel_of(self.kernel_)(a, b)

    def _learn_steps(
        self, vectorizer: TextVectorizer, words: TextParts, y: npt.NDArray[Any], weights: Array
    ) -> Steps:
        n = words.counts.n_rows
        text_training.check_class_weight(self.class_weight)
        if len(encode_labels(y)[0]) < 2:
            raise InvalidInput(
                f"TextClassifier needs at least 2 classes in y, got 1 class: {short(y[0])}. "
                "Add texts with another label.",
                parameter="y",
            )
        model = KernelELMClassifier(
            "precomputed",
            alpha=self.alpha,
            class_weight=self.class_weight,
            random_state=self.random_state,
        )
        m = text_training.wanted(self.n_landmarks, n)
        if not m:
            memory.require(exact.memory_for(n), f"a kernel of {n} texts", "use n_landmarks")
        rows = words.weigh(vectorizer, self.vector_share)
        name = text_training.chosen_kernel(self.kernel, rows, y, weights, self.random_state)
        kernel = text_training.kernel_of(name)
        if m:
            places = text_training.choose(n, m, self.random_state)
            steps = text_training.fit_landmarks_steps(model, rows, places, kernel, y, weights)
            for share in steps:
                yield 0.1 + 0.9 * share
            scored = Scored.of_some(model, rows, y, weights, places)
            words, rows = words.take(places), rows.take(places)
        else:
            for share in text_training.fit_steps(model, rows, kernel, y, weights):
                yield 0.1 + 0.9 * share
            scored = Scored.of_all(model, rows)
        refit_at = int(np.ceil(_REFIT_GROWTH * n))
        self._install(vectorizer, words, rows, model, scored, refit_at, name)
        yield 1.0

    def _grow_landmarks_steps(self, texts: list[str], y: npt.NDArray[Any], weights: Array) -> Steps:
        rows = self._rows_of(texts)
        model = copy.copy(self.model_)
        yield 0.3
        model.partial_fit(self._kernel(rows, self.rows_), y, sample_weight=weights)
        scored = Scored.of_some(model, rows, y, weights)
        log_prior = np.log(model.class_prior_)
        mean = mean_evidence(model) + self._shift_of(model.classes_)
        right = scored.share_right(mean, self.evidence_factor_, log_prior, self.evidence_power_)
        share = len(texts) / model.n_samples_seen_
        self._become(
            **self.learned()
            | {
                "classes_": model.classes_,
                "model_": model,
                "log_prior_": log_prior,
                "mean_evidence_": mean,
                "loo_score_": (1 - share) * self.loo_score_ + share * right,
                "n_samples_seen_": model.n_samples_seen_,
            }
        )
        yield 1.0

    def _shift_of(self, classes: npt.NDArray[Any]) -> Array:
        """Return how far `mean_evidence_` lies from the mean; none for classes that are new."""
        shift = np.zeros(len(classes))
        at = np.searchsorted(classes, self.classes_.astype(classes.dtype))
        shift[at] = self.mean_evidence_ - mean_evidence(self.model_)
        return shift

    def _rows_of(self, texts: list[str]) -> TextRows:
        """Return texts by the terms and weights that were learnt."""
        dense = word_vectors.dense_rows(word_vectors.named(self.vectors_), texts)
        return TextRows.joined(self.vectorizer_.transform(texts), dense, self.vector_share)

    def _install(
        self,
        vectorizer: TextVectorizer,
        words: TextParts,
        rows: TextRows,
        model: KernelELMClassifier,
        scored: Scored,
        refit_at: int,
        kernel: str,
    ) -> None:
        counts, power = words.counts, self._evidence_power
        log_prior = np.log(model.class_prior_)
        factor, mean = scored.calibrated(log_prior, power)
        self._become(
            classes_=model.classes_,
            vectorizer_=vectorizer,
            kernel_=kernel,
            model_=model,
            vectors_=words.name,
            dense_=words.dense.astype(np.float32),
            counts_={
                "indptr": counts.indptr.astype(np.int32),
                "indices": counts.indices.astype(np.int32),
                "data": counts.data.astype(np.int32),
            },
            rows_=rows,
            log_prior_=log_prior,
            mean_evidence_=mean,
            evidence_factor_=factor,
            **({"evidence_power_": power} if power else {}),
            loo_score_=scored.share_right(mean, factor, log_prior, power),
            refit_at_=refit_at,
            n_samples_seen_=model.n_samples_seen_,
            **self._learn_more(scored.evidence, scored.codes),
        )

    def _learn_more(self, evidence: Array, codes: npt.NDArray[np.integer]) -> dict[str, Any]:
        """Return what a subclass learns of leave-one-out evidence (n × classes)."""
        return {}

    def _rebuild(self) -> None:
        self.rows_ = text_files.rows_of(self)

    def _check_learned(self) -> None:
        text_files.check_learned(self)
