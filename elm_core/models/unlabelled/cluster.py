"""Clusters of rows without labels: an unsupervised ELM (US-ELM).

Huang, Song, Gupta & Wu (2014), "Semi-supervised and unsupervised extreme learning machines",
IEEE Trans. Cybernetics 44(12), sec. V.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt

from elm_core import memory, validation
from elm_core.base import Learning, Steps, run
from elm_core.exceptions import InvalidInput, ScarceDataWarning
from elm_core.maths import linalg
from elm_core.maths.graph import EDGE_BYTES, Graph, nearest
from elm_core.maths.kmeans import assign, kmeans
from elm_core.maths.linalg import Array
from elm_core.maths.ridge import rounding_of_equal_rows
from elm_core.models.unlabelled.hidden_map import HiddenMapModel
from elm_core.output import Transformer


class ELMClusterer(HiddenMapModel, Transformer):
    """Cluster rows by an ELM that keeps near rows near: an embedding, then k-means in it.

    The embedding E = Hβ makes β of least ‖β‖² + λ tr(EᵀLE) with EᵀE = I, where L is the
    normalised Laplacian of the graph of nearest neighbours. Unlike spectral clustering it also
    maps rows that were not in the training.

    Parameters
    ----------
    n_clusters : int, default 8
    n_hidden : int, default 256
    activation : str or callable, default "tanh"
        As in `ELMClassifier`.
    smoothness : float, default 10
        λ ≥ 0, for hidden outputs divided by √n_hidden, so that it does not depend on their
        number. No label chooses it; from 5 to 15 the results on three data sets are alike.
    n_neighbors : int, default 15
        Neighbours of a row in the graph.
    n_components : int or None
        Columns of the embedding; None: `n_clusters`.
    n_starts : int, default 10
        Runs of k-means, of which the best is kept.
    max_rows : int, default 5000
        With more rows than these, so many random ones are learnt from, and the others are
        assigned as new rows are. Time grows with its square.
    random_state : int, RandomState, Generator or None

    Attributes
    ----------
    labels_ : array of shape (n_samples,)
        Cluster of each training row, 0 to n_clusters − 1. Model files leave it out.
    cluster_centers_ : array of shape (n_clusters, n_components)
        In the embedding.
    coef_ : array of shape (n_hidden, n_components)
        β: the embedding of x is h(x) β.
    inertia_ : float
        Mean squared distance of the rows learnt from to their centres, in the embedding.

    Raises
    ------
    InvalidInput
        If there are fewer rows than clusters, or X is unusable.

    Warns
    -----
    ScarceDataWarning
        If there are fewer groups of different rows than clusters.

    References
    ----------
    Huang, Song, Gupta & Wu (2014), IEEE Trans. Cybernetics 44(12), eq. 26 and algorithm 2.

    Examples
    --------
    >>> import numpy as np
    >>> from elm_core.models.unlabelled.cluster import ELMClusterer
    >>> x = np.random.RandomState(0).random_sample((100, 2))
    >>> x[50:] += 3
    >>> model = ELMClusterer(2, random_state=0).fit(x)
    >>> len(set(model.labels_[:50])), len(set(model.labels_[50:]))
    (1, 1)
    >>> bool(model.predict([[3.5, 3.5]])[0] == model.labels_[-1])
    True
    """

    _rebuilt: ClassVar[tuple[str, ...]] = ("map_", "labels_")
    _estimator_type: ClassVar[str] = "clusterer"

    labels_: npt.NDArray[np.intp]
    cluster_centers_: Array

    def __init__(
        self,
        n_clusters: int = 8,
        *,
        n_hidden: int = 256,
        activation: str | Callable[[Array], Array] = "tanh",
        smoothness: float = 10.0,
        n_neighbors: int = 15,
        n_components: int | None = None,
        n_starts: int = 10,
        max_rows: int = 5000,
        random_state: Any = None,
    ) -> None:
        self.n_clusters = n_clusters
        self.n_hidden = n_hidden
        self.activation = activation
        self.smoothness = smoothness
        self.n_neighbors = n_neighbors
        self.n_components = n_components
        self.n_starts = n_starts
        self.max_rows = max_rows
        self.random_state = random_state

    def fit(self, X: Any, y: Any = None) -> Self:
        """Find clusters in rows X (n_samples, n_features); `y` is not used."""
        run(self.fit_steps(X))
        return self

    def fit_steps(self, X: Any, y: Any = None, sample_weight: Any = None) -> Steps:
        """Do what `fit` does, yielding the share done; `y` is not used, weights are not taken."""
        validation.refuse_weights(self, sample_weight)
        yield from self._become_steps(self._learning(X))

    def _learning(self, X: Any) -> Learning:
        self._check_params()
        x = validation.check_X(X, min_rows=2)
        if len(x) < self.n_clusters:
            raise InvalidInput(
                f"n_clusters={self.n_clusters} needs as many rows, got n_samples={len(x)}",
                parameter="n_clusters",
            )
        n = min(len(x), self.max_rows)
        k = min(int(self.n_neighbors), n - 1)
        self._check_memory(n, x.shape[1])
        memory.require(EDGE_BYTES * n * k, f"a graph of {n} rows", "lower max_rows")
        learned = self._open(X, x)
        to_hidden = learned["map_"]
        some = x
        if n < len(x):
            random = np.random.RandomState(learned["seed_"])
            some = x[np.sort(random.permutation(len(x))[:n])]
        neighbours = np.empty((n, k), dtype=np.intp)
        for rows, near in nearest((some - learned["mean_"]) / learned["scale_"], k):
            neighbours[rows] = near
            yield 0.4 * rows.stop / n
        h = to_hidden(some)
        coef = embedding(h, Graph.of(neighbours), float(self.smoothness), self._width(n))
        yield 0.6
        centres, _, inertia = kmeans(
            linalg.matmul(h, coef), int(self.n_clusters), learned["seed_"], int(self.n_starts)
        )
        yield 0.9
        labels = assign(to_hidden.project(x, coef), centres)[0]
        found = len(np.unique(labels))
        if found < self.n_clusters:
            warnings.warn(
                f"only {found} of n_clusters={self.n_clusters} clusters have rows: X has no more "
                "groups of different rows; lower n_clusters",
                ScarceDataWarning,
                stacklevel=6,
            )
        return learned | {
            "coef_": coef,
            "cluster_centers_": centres,
            "inertia_": inertia / n,
            "labels_": labels,
        }

    def fit_predict(self, X: Any, y: Any = None) -> npt.NDArray[np.intp]:
        """Return the cluster of each row of `X` after `fit`, shape (n_samples,)."""
        return self.fit(X).labels_

    def fit_transform(self, X: Any, y: Any = None) -> Array:
        """`fit`, then `transform`."""
        return self.fit(X).transform(X)

    def transform(self, X: Any) -> Array:
        """Return the embedding of rows, shape (n_samples, n_components)."""
        return self._output(self._project(X), X)  # type: ignore[no-any-return]

    def predict(self, X: Any) -> npt.NDArray[np.intp]:
        """Return the cluster of each row, shape (n_samples,)."""
        with np.errstate(over="ignore", invalid="ignore"):
            labels, distances = assign(self._project(X), self.cluster_centers_)
        validation.check_scores(distances[:, None])
        return labels

    def _width_out(self) -> int:
        return int(self.coef_.shape[1])

    def _width(self, n_rows: int) -> int:
        wanted = self.n_clusters if self.n_components is None else self.n_components
        return max(1, min(int(wanted), n_rows - 1, int(self.n_hidden) - 1))

    def _check_learned(self) -> None:
        super()._check_learned()
        self._check_params()


def embedding(h: Array, graph: Graph, smoothness: float, width: int) -> Array:
    """β (m × width) of least ‖β‖² + λ/m tr(βᵀHᵀLHβ) with columns of Hβ uncorrelated.

    Parameters
    ----------
    h : (n, m) hidden outputs
    graph : Graph of n rows
    smoothness : λ
    width : less than n and m

    With A = I + λ/m HᵀLH = CCᵀ and S the covariance of the columns of H, these are the C⁻ᵀu
    for the first eigenvectors u of C⁻¹SC⁻ᵀ (eq. 26 to 28). The paper takes HᵀH for S and leaves
    out the first eigenvector, as if it were the constant one; where two clusters lie on opposite
    sides of the origin, it is the one that tells them apart.

    The variance of a column of Hβ is its eigenvalue's share of the first: what costs less counts
    for more (the paper lets all columns count alike; this varies less with the seed).
    """
    penalty = smoothness / h.shape[1] * graph.roughness(h, normalized=True)
    penalty.flat[:: len(penalty) + 1] += 1.0
    factor = linalg.cholesky(penalty)
    mean = h.mean(axis=0)
    centred = h - mean
    half = linalg.solve_triangular(factor, linalg.gram(centred))
    values, vectors = linalg.eigh(_symmetric(linalg.solve_triangular(factor, half.T)))
    values, vectors = values[::-1][:width], vectors[:, ::-1][:, :width]
    coef = linalg.solve_triangular(factor, np.ascontiguousarray(vectors), transposed=True)
    spread = linalg.matmul(centred, coef).std(axis=0)
    # equal rows leave fewer columns than asked for: those of rounding alone become zero
    rounding = h.shape[1] * rounding_of_equal_rows(mean, len(h))
    kept = values > max(1e-12 * values[0], rounding)
    scale = np.sqrt(np.where(kept, values, 0.0) / (values[0] if kept.any() else 1.0))
    return np.asarray(coef * scale / np.where(kept, spread, 1.0))


def _symmetric(a: Array) -> Array:
    return np.asarray(0.5 * (a + a.T))
