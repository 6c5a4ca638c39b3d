"""Spoken words: learnt from a few clips of each, told from background noise."""

from __future__ import annotations

from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt

from elm_core import memory, validation
from elm_core.base import Steps, run
from elm_core.exceptions import InvalidInput, short
from elm_core.features.audio import check_clips
from elm_core.features.clip_pictures import WIDTH, ClipPictures
from elm_core.features.clips import altered, noises
from elm_core.labels import check_classes, check_labels, encode_labels, warn_of_scarce_classes
from elm_core.maths.calibration import fit_inverse_temperature
from elm_core.maths.grouped import leave_groups_out
from elm_core.maths.linalg import Array
from elm_core.models.composite import fitting_inside
from elm_core.models.kernel import KernelELMClassifier
from elm_core.models.scored import ScoredClassifier
from elm_core.models.targets import join_labels

#: Group number of the synthetic background.
_SYNTHETIC = -1


class VoiceCommands(ScoredClassifier):
    """Words from clips of sound: a kernel ELM on log-mel pictures of their loud part.

    The kernel is a mean over ways to say a clip: earlier and later, with a shorter and a longer
    throat.

    The background, "none of the words", is a class of its own. It is learnt from clips with
    its label and from synthetic noise. A clip takes 280 bytes; loudness does not matter.

    To begin with a model of other speakers, load one and add clips of your own by
    `partial_fit`. Make such a model with ``sample_weight=0.1``, so that a clip of the user's
    own counts as ten of others.

    Parameters
    ----------
    sample_rate : float, default 16000
        Hertz, of all clips.
    background : str or None, default "background"
        Label of the background class; None: every clip is one of the words.
    threshold : float, default 0.5
        `predict` answers the background unless a word is at least so probable.
    copies : int, default 0
        Altered copies of each clip to learn from (moved borders, a little noise). Loudness and
        speed cancel out of the pictures, so they add little.
    gamma : float, default 1.0
        Of the Gaussian kernel, for pictures of variance 1: exp(−γ · mean squared difference),
        a mean over the variants of both.
    alpha : float, default 0.03
        Ridge term.
    random_state : int, RandomState, Generator or None
        Of the copies and the synthetic background.

    Attributes
    ----------
    classes_ : array of shape (n_classes,)
        The words and the background.
    pictures_ : array of shape (n_rows, 280), uint8
        Of the clips, their copies and the background. (n_rows, 320) in a model from a file
        before December 2026, which goes on with one picture of each clip.
    groups_ : array of shape (n_rows,)
        The number of the clip that a row comes from; −1 for synthetic background.
    loo_score_ : float
        Accuracy when a clip and its copies are left out.
    n_samples_seen_ : int
        Clips.

    References
    ----------
    Davis & Mermelstein (1980), IEEE Trans. ASSP 28(4); Huang et al. (2012), IEEE Trans. SMC-B
    42(2), eq. 34; An, Liu & Venkatesh (2007), Pattern Recognition 40(8), eq. 23.

    Examples
    --------
    >>> import numpy as np
    >>> from elm_core.tasks.voice_commands import VoiceCommands
    >>> time = np.arange(8000) / 16000
    >>> rise, fall = (np.sin(2000 * time + 9000 * time**2), np.sin(11000 * time - 9000 * time**2))
    >>> model = VoiceCommands(random_state=0).fit([rise, fall] * 3, ["up", "down"] * 3)
    >>> noise = np.random.RandomState(1).standard_normal(8000)
    >>> [str(word) for word in model.predict([0.1 * rise, fall[500:], noise])]
    ['up', 'down', 'background']
    """

    _rebuilt: ClassVar[tuple[str, ...]] = ("extractor_",)

    classes_: npt.NDArray[Any]
    model_: KernelELMClassifier
    extractor_: ClipPictures
    pictures_: npt.NDArray[np.uint8]
    groups_: npt.NDArray[np.int32]
    seed_: int
    inverse_temperature_: float
    loo_score_: float
    n_samples_seen_: int

    def __init__(
        self,
        *,
        sample_rate: float = 16000,
        background: str | None = "background",
        threshold: float = 0.5,
        copies: int = 0,
        gamma: float = 1.0,
        alpha: float = 0.03,
        random_state: Any = None,
    ) -> None:
        self.sample_rate = sample_rate
        self.background = background
        self.threshold = threshold
        self.copies = copies
        self.gamma = gamma
        self.alpha = alpha
        self.random_state = random_state

    def fit(self, X: Any, y: Any = None, sample_weight: Any = None) -> Self:
        """Train on clips X and their words y (n_clips,).

        Parameters
        ----------
        X : list of 1-D arrays, or array of shape (n_clips, n_samples)
            Samples in any unit.
        y : array-like of shape (n_clips,)
            Words, or the label of the background.
        sample_weight : array-like of shape (n_clips,) or None

        Raises
        ------
        InvalidInput
            For clips that hold no sound samples, labels that do not fit, or no word.
        """
        run(self.fit_steps(X, y, sample_weight))
        return self

    def fit_steps(self, X: Any, y: Any = None, sample_weight: Any = None) -> Steps:
        """Do what `fit` does, yielding the share done between clips."""
        self._check_params()
        extractor, seed = (
            ClipPictures(self.sample_rate).prepared(),
            validation.check_seed(self.random_state),
        )
        clips, y, weights = self._check(X, y, sample_weight)
        pictures, groups = yield from self._see_steps(extractor, clips, seed, 0)
        warn_of_scarce_classes(*encode_labels(y))
        labels, weights = y[groups], weights[groups]
        if self.background is not None:
            words = np.unique(y[y != self.background])
            n = max(10, round(len(y) / max(len(words), 1)))
            random = np.random.RandomState(seed)
            noise = [extractor.stored(x) for x in noises(n, self.sample_rate, random)]
            pictures = np.concatenate([pictures, noise])
            groups = np.append(groups, np.full(len(noise), _SYNTHETIC))
            labels = join_labels(labels, np.full(len(noise), self.background))
            weights = np.append(weights, np.full(len(noise), np.median(weights)))
        self._learn(extractor, seed, pictures, labels, weights, groups)
        yield 1.0

    def partial_fit(self, X: Any, y: Any, classes: Any = None, sample_weight: Any = None) -> Self:
        """Add clips; new words may come. `classes` is accepted and not needed."""
        run(self.partial_fit_steps(X, y, classes, sample_weight))
        return self

    def partial_fit_steps(
        self, X: Any, y: Any, classes: Any = None, sample_weight: Any = None
    ) -> Steps:
        """Do what `partial_fit` does, yielding the share done."""
        if not self.is_fitted:
            yield from self.fit_steps(X, y, sample_weight)
            return
        self._check_params()
        clips, y, weights = self._check(X, y, sample_weight)
        old = self.n_samples_seen_
        pictures, groups = yield from self._see_steps(self.extractor_, clips, self.seed_, old)
        self._learn(
            self.extractor_,
            self.seed_,
            np.concatenate([self.pictures_, pictures]),
            join_labels(self._labels(), y[groups - old]),
            np.append(self.model_.weights_, weights[groups - old]),
            np.append(self.groups_, groups),
        )
        yield 1.0

    def keep(self, words: Any) -> Self:
        """Listen to some of the words only; clips of the others become background."""
        self._require_fitted()
        kept = check_classes(words)
        unknown = [word for word in kept.tolist() if word not in self.classes_.tolist()]
        if unknown or self.background is None:
            raise InvalidInput(
                f"words must be among {self.classes_.tolist()}, got {unknown}"
                if unknown
                else "words can be dropped only into a background class",
                parameter="words",
            )
        labels = self._labels().astype(object)
        labels[~np.isin(labels, kept)] = self.background
        groups, weights = self.groups_, self.model_.weights_
        self._learn(
            self.extractor_, self.seed_, self.pictures_, labels.astype(str), weights, groups
        )
        return self

    def predict(self, X: Any) -> npt.NDArray[Any]:
        """Return the word of each clip, or the background, (n_clips,)."""
        return self.decide(self.predict_proba(X))

    def decide(self, proba: Array) -> npt.NDArray[Any]:
        """Return the word for each row of probabilities (n_clips, n_classes), as `predict`."""
        if self.background is None:
            return np.asarray(self.classes_[proba.argmax(axis=1)])
        nothing = int(np.flatnonzero(self.classes_ == self.background)[0])
        proba = np.where(np.arange(len(self.classes_)) == nothing, 0.0, proba)
        best = np.where(proba.max(axis=1) >= self.threshold, proba.argmax(axis=1), nothing)
        return np.asarray(self.classes_[best])

    def scores(self, X: Any) -> Array:
        """Return the score of each class, shape (n_clips, n_classes)."""
        self._require_fitted()
        seen = self.extractor_
        of_clips, learnt = seen.of_clips(X), seen.of_stored(self.pictures_)
        return self.model_.scores(seen.kernel(of_clips, learnt, self.gamma))

    def _labels(self) -> npt.NDArray[Any]:
        return np.asarray(self.classes_[self.model_.codes_])

    def _check(
        self, X: Any, y: Any, sample_weight: Any
    ) -> tuple[list[Array], npt.NDArray[Any], Array]:
        clips = check_clips(X, self.sample_rate)
        y = check_labels(y, len(clips))
        if self.background is not None and y.dtype.kind not in "UO":
            raise InvalidInput(
                f"y must hold words (texts) like {short(self.background)}, got {y.dtype}: turn "
                "them into texts, or set background=None",
                parameter="y",
            )
        weights = validation.check_sample_weight(sample_weight, len(clips))
        if weights is None:
            return clips, y, np.ones(len(clips))
        used = np.flatnonzero(weights > 0)
        return [clips[i] for i in used], y[used], weights[used]

    def _see_steps(self, extractor: ClipPictures, clips: list[Array], seed: int, first: int) -> Any:
        """Return the pictures of clips and their copies, and the number of each one's clip."""
        pictures = []
        for place, clip in enumerate(clips):
            random = np.random.RandomState((seed + first + place) % 2**32)
            pictures.append(extractor.stored(clip))
            pictures += [extractor.stored(*altered(clip, random)) for _ in range(self.copies)]
            yield 0.8 * (place + 1) / len(clips)
        groups = np.repeat(np.arange(first, first + len(clips)), self.copies + 1)
        return np.array(pictures), groups

    def _learn(
        self,
        extractor: ClipPictures,
        seed: int,
        pictures: npt.NDArray[np.uint8],
        labels: npt.NDArray[Any],
        weights: Array,
        groups: npt.NDArray[np.integer],
    ) -> None:
        words = set(encode_labels(labels)[0].tolist()) - {self.background}
        if len(words) < (2 if self.background is None else 1):
            raise InvalidInput(
                f"VoiceCommands needs clips of at least "
                f"{'2 words' if self.background is None else '1 word'}, got {short(sorted(words))}",
                parameter="y",
            )
        n = len(labels)
        memory.require(48.0 * n**2 + 32.0 * WIDTH * n, f"{n} pictures", "use fewer copies")
        model = KernelELMClassifier("precomputed", alpha=self.alpha)
        run(
            fitting_inside(
                model, extractor.gram(extractor.of_stored(pictures), self.gamma), labels, weights
            )
        )
        loo = model.loo_predictions_
        targets = np.equal.outer(model.codes_, np.arange(len(model.classes_))).astype(np.float64)
        if model.factor_ is not None:
            loo = leave_groups_out(model.factor_, targets, _singles(groups))
        own = np.flatnonzero(np.append(True, groups[1:] != groups[:-1]) | (groups == _SYNTHETIC))
        real = own[groups[own] != _SYNTHETIC]
        right = loo[real].argmax(axis=1) == model.codes_[real]
        temperature = fit_inverse_temperature(loo[own], model.codes_[own].astype(np.intp))
        self._become(
            classes_=model.classes_,
            model_=model,
            extractor_=extractor,
            pictures_=pictures,
            groups_=groups.astype(np.int32),
            seed_=seed,
            inverse_temperature_=temperature,
            loo_score_=float(np.average(right, weights=weights[real])),
            n_samples_seen_=int(groups.max()) + 1,
        )

    def _rebuild(self) -> None:
        self.extractor_ = ClipPictures(self.sample_rate, self.pictures_.shape[1]).prepared()

    def _check_learned(self) -> None:
        extractor = ClipPictures(self.sample_rate, self.pictures_.shape[1])
        memory.for_loading(extractor.cost(), at_once=True)
        if self.model_.kernel != "precomputed":
            raise ValueError("model_ must be on a precomputed kernel")
        if len(self.model_.dual_coef_) != len(self.pictures_):
            raise ValueError(f"{len(self.pictures_)} pictures, the model has others")
        if self.classes_.tolist() != self.model_.classes_.tolist():
            raise ValueError("classes_ do not fit the model")
        if self.background is not None and self.background not in self.classes_.tolist():
            raise ValueError("the background is not among classes_")
        seen = self.n_samples_seen_
        if self.groups_.min() < _SYNTHETIC or self.groups_.max() != seen - 1:
            raise ValueError(f"groups_ are not those of {seen} clips")


def _singles(groups: npt.NDArray[np.integer]) -> npt.NDArray[np.integer]:
    """Return groups in which every row of synthetic background stands alone."""
    alone = groups == _SYNTHETIC
    out = groups.copy()
    out[alone] = groups.max() + 1 + np.arange(alone.sum())
    return out
