"""Training the kernel model of texts: on all of them, or on some of them, the landmarks."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core import memory, validation
from elm_core.base import Steps
from elm_core.exceptions import InvalidInput, short
from elm_core.features.text_rows import TextRows
from elm_core.labels import encode_labels
from elm_core.maths import ridge
from elm_core.maths.arrays import Array, Work, row_blocks, within
from elm_core.maths.calibration import fit_factor, smoothed
from elm_core.maths.evidence import evened, fit_posterior
from elm_core.maths.kernels import FROM_COSINE
from elm_core.models.kernel import KernelELMClassifier, nystrom

#: With more texts than these, or than there is memory for to become half as many again,
#: ``n_landmarks="auto"`` takes landmarks, and so many of them. On 10,003 questions of 77 intents
#: the landmarks cost 3 points.
EXACT_TEXTS = 15_000
LANDMARKS = 3000

#: So many texts that are no landmarks say alone how sure the model may be.
_ENOUGH = 200

Places = npt.NDArray[np.intp]


def wanted(n_landmarks: Any, n_texts: int) -> int:
    """Return how many landmarks to take of so many texts; 0: none, the exact form."""
    if n_landmarks is None or (n_landmarks == "auto" and n_texts <= exact_texts()):
        return 0
    return min(LANDMARKS if n_landmarks == "auto" else int(n_landmarks), n_texts)


def exact_texts() -> int:
    """Return up to how many texts ``n_landmarks="auto"`` is exact, growth included."""
    two_matrices = 2.0 * 8.0 * 1.5**2  # a factor, and what it becomes
    return min(EXACT_TEXTS, int(math.sqrt(memory.BUDGET / two_matrices)))


def choose(n_texts: int, m: int, random_state: Any) -> Places:
    """Return the places of m texts drawn at random, in order."""
    nystrom.require_memory(m)
    random = np.random.RandomState(validation.check_seed(random_state))
    return np.sort(random.permutation(n_texts)[:m])


Kernel = Callable[[TextRows, TextRows], Array]

#: ``kernel="loo"`` chooses from this many texts on, by so many of them, among these.
CHOOSING_FROM, CHOOSING_BY = 200, 1000
_KERNELS = ("arc_cosine", "rbf")


def kernel_of(name: str) -> Kernel:
    """Return a kernel of texts, by its name among `kernels.FROM_COSINE`."""
    of_cosine = FROM_COSINE[name]
    return lambda a, b: of_cosine(a.cosines(b))


def chosen_kernel(
    wanted: str, rows: TextRows, y: npt.NDArray[Any], weights: Array, random_state: Any
) -> str:
    """Return the kernel that is wanted; for ``"loo"`` that of least leave-one-out squared error.

    Every class counts alike. Of few texts the scores without one are drawn to the mean, the more
    the narrower the kernel is: their error would say nothing of their order.
    """
    if wanted != "loo":
        return wanted
    n = rows.sparse.n_rows
    if n < CHOOSING_FROM:
        return _KERNELS[0]
    random = np.random.RandomState(validation.check_seed(random_state))
    some = np.sort(random.permutation(n)[:CHOOSING_BY])
    rows, weights = rows.take(some), weights[some]
    classes, codes = encode_labels(y[some])
    targets = np.eye(len(classes))[codes]
    spread = np.average((targets - np.average(targets, 0, weights)) ** 2, 0, weights)
    cosines = rows.cosines(rows)

    def error(name: str) -> float:
        loo = ridge.solve_dual(FROM_COSINE[name](cosines), targets, "loo", weights).loo
        of_class = np.average((loo - targets) ** 2, 0, weights)
        return float((of_class / np.where(spread > 0, spread, 1.0)).mean())

    return min(_KERNELS, key=error)


def fit_steps(
    model: KernelELMClassifier, rows: TextRows, kernel: Kernel, y: npt.NDArray[Any], weights: Array
) -> Steps:
    """Train a ``"precomputed"`` model on the kernel values of all texts with each other."""
    yield from model.fit_matrix_steps(partial(_matrix_steps, rows, kernel), y, weights)


def restore_steps(model: KernelELMClassifier, rows: TextRows, kernel: Kernel) -> Work[None]:
    """Let a model grow that comes from a file; `rows` are its texts."""
    yield from within(model.restore_steps(partial(_matrix_steps, rows, kernel)), 0.0, 0.4)


def _matrix_steps(rows: TextRows, kernel: Kernel) -> Work[Array]:
    n = rows.sparse.n_rows
    matrix = np.empty((n, n))
    for part in row_blocks(n):  # each pair once
        above = kernel(rows.rows(part.start, part.stop), rows.rows(part.start, n))
        matrix[part, part.start :] = above
        matrix[part.start :, part] = above.T
        yield part.stop / n
    return matrix


def fit_landmarks_steps(
    model: KernelELMClassifier,
    rows: TextRows,
    places: Places,
    kernel: Kernel,
    y: npt.NDArray[Any],
    weights: Array,
) -> Steps:
    """Train a ``"precomputed"`` model on the texts `rows`, with those at `places` as landmarks."""
    landmarks = rows.take(places)

    def kernel_of(some: Places) -> Array:
        return kernel(rows.take(some), landmarks)

    corner = kernel(landmarks, landmarks)
    yield from model.fit_kernel_steps(kernel_of, corner, y, weights)


def count(model: KernelELMClassifier) -> int:
    """Return how many landmarks a model has; 0: it is exact."""
    return int(getattr(model, "n_landmarks_", 0))


def check_class_weight(class_weight: Any) -> None:
    """Require that no class of texts has the weight zero."""
    if isinstance(class_weight, Mapping) and 0 in class_weight.values():
        raise InvalidInput(
            f"class_weight must hold numbers > 0 for texts, got {short(class_weight)}: "
            "leave out the texts of that class",
            parameter="class_weight",
        )


def mean_evidence(model: KernelELMClassifier) -> Array:
    """Return the mean of the evidence of the training texts, (n_classes,)."""
    # least squares with an intercept meet the mean of the targets, which are shares
    return model.class_prior_ - model.intercept_


@dataclass(frozen=True)
class Scored:
    """What is known of texts by leave-one-out: evidence (n × c) is scores less intercept."""

    evidence: Array
    codes: npt.NDArray[np.integer]
    weights: Array
    known: Array

    @classmethod
    def of_all(cls, model: KernelELMClassifier, rows: TextRows) -> Scored:
        """Return it of the texts `rows` of an exact model."""
        evidence = model.loo_predictions_ - model.loo_intercepts_
        return cls(evidence, model.codes_, model.weights_in_fit(), rows.known_share)

    @classmethod
    def of_exact(cls, model: KernelELMClassifier, rows: TextRows) -> Scored:
        """Return it of an exact model, unless that comes from a file."""
        if count(model) or not hasattr(model, "loo_predictions_"):
            raise AttributeError(
                "loo_labels_: neither landmarks nor a model from a file say what each training "
                "text is without itself"
            )
        return cls.of_all(model, rows)

    @classmethod
    def of_some(
        cls,
        model: KernelELMClassifier,
        rows: TextRows,
        y: npt.NDArray[Any],
        weights: Array,
        places: Places | None = None,
    ) -> Scored:
        """Return it of those among the texts of the last training that landmarks were scored at.

        Not of the landmarks themselves, at `places`, where there are enough others: they stay
        landmarks when their row is left out, and so say too much of themselves.
        """
        at: Places = getattr(model, "loo_rows_")  # noqa: B009
        evidence = model.loo_predictions_ - model.loo_intercepts_
        others = ~np.isin(at, [] if places is None else places)
        if others.sum() >= _ENOUGH:
            at, evidence = at[others], evidence[others]
        targets = model._targets_so_far()
        weighed = targets.weigh(y, weights)[at]
        return cls(evidence, targets.codes(y[at]), weighed, rows.take(at).known_share)

    def calibrated(self, log_prior: Array, power: float) -> tuple[float, Array]:
        """Return f and the evidence (c,) of a text that speaks for no class.

        They make softmax(f · `evened` evidence beyond that + ln prior) most likely.
        """
        mean = self.weights @ self.evidence / self.weights.sum()
        centred = self.evidence - self.known[:, None] * mean
        labelled = self.codes, log_prior, self.weights
        factor, intercept = fit_posterior(centred, self.known, *labelled)
        mean = mean - intercept / factor
        if power:
            beyond = evened(self.evidence - self.known[:, None] * mean, power)
            target = smoothed(self.codes, beyond.shape[1])
            factor = fit_factor(beyond, target, self.weights, log_prior)
        return factor, mean

    def best(
        self, mean: Array, factor: float, log_prior: Array, power: float
    ) -> npt.NDArray[np.integer]:
        """Return the most probable class of each text, by its place."""
        beyond = evened(self.evidence - self.known[:, None] * mean, power)
        places: npt.NDArray[np.integer] = (factor * beyond + log_prior).argmax(axis=1)
        return places

    def share_right(self, mean: Array, factor: float, log_prior: Array, power: float) -> float:
        """Return the share of texts whose most probable class is theirs."""
        right = self.best(mean, factor, log_prior, power) == self.codes
        return float(np.average(right, weights=self.weights))
