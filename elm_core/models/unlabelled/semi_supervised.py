"""Learning from few labels and many rows without: a semi-supervised ELM (SS-ELM).

Huang, Song, Gupta & Wu (2014), "Semi-supervised and unsupervised extreme learning machines",
IEEE Trans. Cybernetics 44(12), sec. IV.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt

from elm_core import memory, validation
from elm_core.base import Learning, Steps, run
from elm_core.exceptions import InvalidInput, short
from elm_core.labels import check_labels, encode_labels, is_missing, warn_of_scarce_classes
from elm_core.maths.calibration import fit_calibration
from elm_core.maths.graph import EDGE_BYTES, Graph, nearest
from elm_core.maths.linalg import Array
from elm_core.maths.semi_supervised import ALPHAS, SMOOTHNESS, Labelled, solve
from elm_core.models.scored import ScoredClassifier
from elm_core.models.unlabelled.hidden_map import HiddenMapModel


class SemiSupervisedELMClassifier(ScoredClassifier, HiddenMapModel):
    """Classify with few labels: near rows should get alike scores, labelled or not.

    β minimises Σ cᵢ‖h(xᵢ)β − tᵢ‖² over the labelled rows + α‖β‖² + λ tr(FᵀLF), where F = Hβ are
    the scores of all rows, L is the Laplacian of their graph of nearest neighbours, and cᵢ gives
    every class the same say.

    Parameters
    ----------
    n_hidden : int, default 256
    activation : str or callable, default "tanh"
        As in `ELMClassifier`.
    alpha, smoothness : float or "loo", default "loo" and 1.0
        α and λ, as shares of the mean diagonal of the labelled rows' Gram matrix; ``"loo"``: the
        best of a grid by the leave-one-out error of the labelled rows. Few labels are not enough
        to choose λ well: 1.0 was better on every set tried.
    n_neighbors : int, default 10
        Neighbours of a row in the graph.
    max_rows : int, default 5000
        With more rows than these, all labelled ones and so many random others (in all) are
        learnt from. Time grows with its square.
    random_state : int, RandomState, Generator or None

    Attributes
    ----------
    classes_ : array of shape (n_classes,)
    coef_ : array of shape (n_hidden, n_classes)
    intercept_ : array of shape (n_classes,)
    alpha_, smoothness_ : float
        Those used.
    loo_score_ : float
        Leave-one-out accuracy at the labelled rows.
    loo_predictions_ : array of shape (n_labelled, n_classes)
        Leave-one-out scores of the rows `loo_rows_`, which are the labelled ones.
    inverse_temperature_ : float
        Factor that makes a softmax of scores and offsets a calibrated probability.
    score_offset_ : array of shape (n_classes,)
        Added to the scores, so that rare classes get their share.

    Notes
    -----
    A row has no label where y is None, an empty text, or -1 among whole numbers. If -1 and one
    other number are all there is, -1 is a class, because one class alone could not be learnt.

    References
    ----------
    Huang, Song, Gupta & Wu (2014), IEEE Trans. Cybernetics 44(12), eq. 15 to 18.

    Examples
    --------
    >>> import numpy as np
    >>> from elm_core.models.unlabelled.semi_supervised import SemiSupervisedELMClassifier
    >>> x = np.random.RandomState(0).random_sample((100, 2))
    >>> x[50:] += 1.2
    >>> y = [None] * 100
    >>> y[0], y[99] = "low", "high"
    >>> model = SemiSupervisedELMClassifier(random_state=0).fit(x, y)
    >>> [str(label) for label in model.predict([[0.5, 0.5], [1.7, 1.7]])]
    ['low', 'high']
    """

    _rebuilt: ClassVar[tuple[str, ...]] = ("map_", "loo_predictions_", "loo_rows_")

    classes_: npt.NDArray[Any]
    intercept_: Array
    inverse_temperature_: float

    def __init__(
        self,
        n_hidden: int = 256,
        *,
        activation: str | Callable[[Array], Array] = "tanh",
        alpha: float | str = "loo",
        smoothness: float | str = 1.0,
        n_neighbors: int = 10,
        max_rows: int = 5000,
        random_state: Any = None,
    ) -> None:
        self.n_hidden = n_hidden
        self.activation = activation
        self.alpha = alpha
        self.smoothness = smoothness
        self.n_neighbors = n_neighbors
        self.max_rows = max_rows
        self.random_state = random_state

    def fit(self, X: Any, y: Any = None) -> Self:
        """Train on rows X (n_samples, n_features), some of which have a label in y (n_samples,).

        Raises
        ------
        InvalidInput
            For unusable rows, or fewer than two classes among the labels.
        """
        run(self.fit_steps(X, y))
        return self

    def fit_steps(self, X: Any, y: Any = None, sample_weight: Any = None) -> Steps:
        """Do what `fit` does, yielding the share done; weights are not taken."""
        validation.refuse_weights(self, sample_weight)
        yield from self._become_steps(self._learning(X, y))

    def _learning(self, X: Any, y: Any) -> Learning:
        self._check_params()
        x = validation.check_X(X)
        with_label, labels = read_labels(y, len(x))
        classes, codes = encode_labels(labels)
        if len(classes) < 2:
            raise InvalidInput(
                f"{type(self).__name__} needs at least 2 classes in y, got 1 class: "
                f"{short(classes[0])}. Label rows of another class.",
                parameter="y",
            )
        warn_of_scarce_classes(classes, codes)
        learned = self._open(X, x)
        some = _rows_to_use(with_label, len(x), int(self.max_rows), learned["seed_"])
        n = len(some)
        k = min(int(self.n_neighbors), n - 1)
        self._check_memory(n, x.shape[1])
        memory.require(EDGE_BYTES * n * k, f"a graph of {n} rows", "lower max_rows")
        of_classes = 8.0 * len(classes) * (6.0 * n + 4.0 * int(self.n_hidden))
        memory.require(of_classes, f"{n} rows of {len(classes):,} classes", "lower max_rows")
        neighbours = np.empty((n, k), dtype=np.intp)
        scaled = (x[some] - learned["mean_"]) / learned["scale_"]
        for rows, near in nearest(scaled, k):
            neighbours[rows] = near
            yield 0.5 * rows.stop / n
        h = learned["map_"](x[some])
        shift = h.mean(axis=0)
        h -= shift  # a constant has no roughness; between equal rows it would leave rounding
        roughness = Graph.of(neighbours).roughness(h, normalized=False)
        yield 0.6
        labelled = Labelled.of(h[np.searchsorted(some, with_label)], codes, len(classes))
        solution = solve(
            labelled,
            roughness,
            ALPHAS if isinstance(self.alpha, str) else [float(self.alpha)],
            SMOOTHNESS if isinstance(self.smoothness, str) else [float(self.smoothness)],
        )
        factor, offset = fit_calibration(solution.loo, codes)
        right = (solution.loo + offset).argmax(axis=1) == codes
        return learned | {
            "classes_": classes,
            "coef_": solution.coef,
            "intercept_": solution.intercept - shift @ solution.coef,
            "alpha_": solution.alpha,
            "smoothness_": solution.smoothness,
            "loo_predictions_": solution.loo,
            "loo_rows_": with_label,
            "loo_score_": float(right.mean()),
            "inverse_temperature_": factor,
            "score_offset_": offset,
        }

    def scores(self, X: Any) -> Array:
        """Return the score of each class, shape (n_samples, n_classes)."""
        scores = self._project(X)
        scores += self.intercept_
        return validation.check_scores(scores)


def read_labels(y: Any, n_rows: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[Any]]:
    """Return the places of the rows that have a label, and their labels."""
    raw = validation.check_target(y, n_rows)
    if raw.ndim != 1:
        return np.arange(n_rows), check_labels(raw, n_rows)  # raises
    missing = np.zeros(n_rows, dtype=bool)
    if raw.dtype.kind == "O":
        missing[:] = [is_missing(v) or v == "" for v in raw]
    elif raw.dtype.kind in "US":
        missing = raw == raw.dtype.type()
    known = np.flatnonzero(~missing)
    if not len(known):
        raise InvalidInput(
            "no row has a label: give at least one of each of two classes", parameter="y"
        )
    whole = np.where(
        missing, raw[known[0]], raw
    )  # with all rows, so that errors name the right one
    labels = check_labels(whole.tolist() if raw.dtype.kind == "O" else whole, n_rows)[known]
    if labels.dtype.kind in "if" and len(np.unique(labels)) > 2:
        known, labels = known[labels != -1], labels[labels != -1]
    return known, labels


def _rows_to_use(
    with_label: npt.NDArray[np.intp], n_rows: int, most: int, seed: int
) -> npt.NDArray[np.intp]:
    """Return, in order, the labelled rows and random others, up to `most` in all."""
    if n_rows <= most:
        return np.arange(n_rows)
    others = np.setdiff1d(np.arange(n_rows), with_label)
    drawn = np.random.RandomState(seed).permutation(len(others))
    return np.sort(np.concatenate([with_label, others[drawn[: max(0, most - len(with_label))]]]))
