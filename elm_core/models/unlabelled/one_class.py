"""Novelty: which rows are unlike all training rows, from the random hidden layer.

The idea of a one-class ELM is of Leng, Qi, Miao, Zhu & Su (2015), "One-class classification
with extreme learning machine", Mathematical Problems in Engineering. They fit a constant
target; here the whole covariance of the hidden outputs is used, which also sees in which
directions the training rows vary.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt

from elm_core import memory, validation
from elm_core.base import Learning, Steps, run
from elm_core.maths import linalg
from elm_core.maths.conformal import quantile
from elm_core.maths.linalg import Array
from elm_core.maths.ridge import unit_of_ridge_term
from elm_core.models.unlabelled.hidden_map import HiddenMapModel


class OneClassELM(HiddenMapModel):
    """Tell rows like the training rows (+1) from novel ones (−1).

    Training rows are judged as if they had not been there: `fit_predict` and `labels_` by their
    leave-one-out scores, `loo_scores_`. `predict` takes all rows for new ones; a row that was
    learnt from, an outlier too, speaks for itself there.

    The score of x is −q(x), with q(x) = 1/n + (h(x) − h̄)ᵀ (Σ (h(xᵢ) − h̄)(h(xᵢ) − h̄)ᵀ + αI)⁻¹
    (h(x) − h̄): how little the training rows say about x. For ridge regression on the hidden
    outputs it is the leverage of x, so that the leave-one-out value of a training row is known
    in closed form, q/(1 − q), and the threshold is set on values of rows not trained on.

    Parameters
    ----------
    n_hidden : int, default 256
    activation : str or callable, default "relu"
        As in `ELMClassifier`.
    nu : float in (0, 1), default 0.1
        Share of new rows like the training rows that may be called novel.
    alpha : float, default 0.1
        α > 0, as a share of the mean diagonal of the matrix.
    random_state : int, RandomState, Generator or None

    Attributes
    ----------
    offset_ : float
        Rows whose score is lower are novel.
    coef_ : array of shape (n_hidden, n_hidden)
        A root of the inverse matrix.
    hidden_mean_ : array of shape (n_hidden,)
    loo_scores_ : array of shape (n_samples,)
        Leave-one-out scores of the training rows; model files leave them out.
    labels_ : array of shape (n_samples,)
        +1 or −1 for each training row by these scores; model files leave it out.

    References
    ----------
    Leng et al. (2015), as above; leave-one-out: Allen (1974), Technometrics 16(1).

    Examples
    --------
    >>> import numpy as np
    >>> from elm_core.models.unlabelled.one_class import OneClassELM
    >>> x = np.random.RandomState(0).random_sample((200, 2))
    >>> model = OneClassELM(random_state=0).fit(x)
    >>> model.predict([[0.5, 0.5], [3.0, -2.0]]).tolist()
    [1, -1]
    """

    _rebuilt: ClassVar[tuple[str, ...]] = ("map_", "loo_scores_", "labels_")
    _estimator_type: ClassVar[str] = "outlier_detector"

    hidden_mean_: Array
    n_samples_seen_: int
    offset_: float
    alpha_: float
    labels_: npt.NDArray[np.int64]

    def __init__(
        self,
        n_hidden: int = 256,
        *,
        activation: str | Callable[[Array], Array] = "relu",
        nu: float = 0.1,
        alpha: float = 0.1,
        random_state: Any = None,
    ) -> None:
        self.n_hidden = n_hidden
        self.activation = activation
        self.nu = nu
        self.alpha = alpha
        self.random_state = random_state

    def fit(self, X: Any, y: Any = None) -> Self:
        """Learn what usual rows X (n_samples, n_features) are like; `y` is not used."""
        run(self.fit_steps(X))
        return self

    def fit_steps(self, X: Any, y: Any = None, sample_weight: Any = None) -> Steps:
        """Do what `fit` does, yielding the share done; `y` is not used, weights are not taken."""
        validation.refuse_weights(self, sample_weight)
        yield from self._become_steps(self._learning(X))

    def _learning(self, X: Any) -> Learning:
        self._check_params()
        x = validation.check_X(X, min_rows=2)
        self._check_memory(linalg.BLOCK_ROWS, x.shape[1])
        memory.require(8.0 * len(x), f"{len(x)} rows", "use fewer rows")
        learned = self._open(X, x)
        to_hidden = learned["map_"]
        blocks = list(linalg.row_blocks(len(x)))
        mean = sum(to_hidden(x[rows]).sum(axis=0) for rows in blocks) / len(x)
        yield 0.2
        gram = np.zeros((len(mean), len(mean)))
        for rows in blocks:
            linalg.add_gram(gram, to_hidden(x[rows]) - mean)
            yield 0.2 + 0.4 * rows.stop / len(x)
        unit = unit_of_ridge_term(gram, mean, len(x))
        gram.flat[:: len(gram) + 1] += float(self.alpha) * unit
        # q(x) − 1/n = ‖L⁻¹(h − h̄)‖²
        inverse = linalg.solve_triangular(linalg.cholesky(gram), np.eye(len(gram)))
        learned |= {"hidden_mean_": mean, "coef_": np.ascontiguousarray(inverse.T)}
        leverage = np.empty(len(x))
        for rows in blocks:
            inside = linalg.matmul(to_hidden(x[rows]) - mean, learned["coef_"])
            leverage[rows] = 1.0 / len(x) + np.einsum("ij,ij->i", inside, inside)
            yield 0.6 + 0.4 * rows.stop / len(x)
        left_out = leverage / np.maximum(1.0 - leverage, 1e-12)
        limit = min(quantile(left_out, 1.0 - float(self.nu)), float(left_out.max()))
        return learned | {
            "loo_scores_": -left_out,
            "labels_": np.where(left_out <= limit, 1, -1).astype(np.int64),
            "offset_": -limit,
            "alpha_": float(self.alpha) * unit,
        }

    def fit_predict(self, X: Any, y: Any = None) -> npt.NDArray[np.int64]:
        """`fit`, then judge the same rows by their leave-one-out scores, (n_samples,)."""
        return self.fit(X).labels_

    def score_samples(self, X: Any) -> Array:
        """Return −q of each row, (n_samples,): the lower, the more novel."""
        self._require_fitted()
        x = validation.check_X(X)
        validation.check_features(self, X, x.shape[1])
        out = np.empty(len(x))
        with np.errstate(over="ignore", invalid="ignore"):
            for rows in linalg.row_blocks(len(x)):
                inside = linalg.matmul(self.map_(x[rows]) - self.hidden_mean_, self.coef_)
                out[rows] = -np.einsum("ij,ij->i", inside, inside)
        return validation.check_scores(out - 1.0 / self.n_samples_seen_)

    def decision_function(self, X: Any) -> Array:
        """Return `score_samples` − `offset_`: below 0 for novel rows, (n_samples,)."""
        return self.score_samples(X) - self.offset_

    def predict(self, X: Any) -> npt.NDArray[np.int64]:
        """Return +1 for rows like the training rows, −1 for novel ones, (n_samples,)."""
        return np.where(self.decision_function(X) >= 0, 1, -1).astype(np.int64)
