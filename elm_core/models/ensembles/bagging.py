"""Bagging: copies of one model, each with its own hidden layer and its own draw of the rows.

Breiman (1996), "Bagging predictors", Machine Learning 24; out-of-bag estimates: Breiman (1996),
"Out-of-bag estimation", technical report, Berkeley.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt

from elm_core import validation
from elm_core.base import Learning, Steps, run
from elm_core.labels import encode_labels
from elm_core.maths.linalg import Array
from elm_core.models.composite import (
    fitting_inside,
    fresh,
    one_after_the_other,
    samples_of,
    take,
    takes,
)
from elm_core.models.elm.estimators import ELMClassifier, ELMRegressor
from elm_core.models.ensembles.ensemble import (
    ClassifierEnsemble,
    Ensemble,
    RegressorEnsemble,
    score_of,
)

Index = npt.NDArray[np.intp]


class _Bagging(Ensemble):
    """Members that differ by seed and by the rows they see."""

    _rebuilt: ClassVar[tuple[str, ...]] = ("oob_predictions_",)

    estimator: Any
    n_estimators: int
    max_samples: float
    bootstrap: bool
    random_state: Any

    def fit(self, X: Any, y: Any = None) -> Self:
        """Train every member on its own draw of the rows.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features), or whatever the estimator takes
        y : array-like of shape (n_samples,), or (n_samples, n_outputs) for regression
        """
        run(self.fit_steps(X, y))
        return self

    def fit_steps(self, X: Any, y: Any = None) -> Steps:
        """Do what `fit` does, yielding the share done."""
        yield from self._become_steps(self._learning(X, y))

    def _learning(self, X: Any, y: Any) -> Learning:
        self._check_params()
        random = np.random.RandomState(validation.check_seed(self.random_state))
        X, n_rows = samples_of(X)
        y = self._check_targets(y, n_rows)
        described = self._describe_targets(y)
        groups = self._groups(y)
        estimator = self._default() if self.estimator is None else self.estimator
        self._check_estimator(estimator, "estimator")
        members, bags = [], []
        for _ in range(self.n_estimators):
            bags.append(draw_rows(groups, self.max_samples, self.bootstrap, random))
            members.append(fresh(estimator, random))
        fits: Iterator[Steps] = (
            _fit_on(member, X, y, bag) for member, bag in zip(members, bags, strict=True)
        )
        yield from one_after_the_other(fits, len(members))
        trained = type(self)(**self.get_params(deep=False))
        trained._become(members_=members, n_samples_seen_=n_rows, **described)
        return trained.learned() | trained._out_of_bag(X, y, bags, described)

    def _out_of_bag(
        self, X: Any, y: npt.NDArray[Any], bags: list[Index], described: dict[str, Any]
    ) -> dict[str, Any]:
        """Return the answers of the members that have not seen a row, averaged, and their score."""
        count = np.zeros(len(y))
        total: Array | None = None
        for member, bag in zip(self.members_, bags, strict=True):
            out = np.setdiff1d(np.arange(len(y)), bag)
            if not len(out):
                continue
            answer = self._answer(member, take(X, out))
            total = np.zeros((len(y), answer.shape[1])) if total is None else total
            total[out] += answer
            count[out] += 1
        if total is None:
            return {}
        known = count > 0
        total[known] /= count[known, None]
        total[~known] = np.nan
        return {
            "oob_predictions_": total,
            "oob_score_": score_of(total[known], y[known], described, None),
        }

    def _groups(self, y: npt.NDArray[Any]) -> list[Index]:
        """Return the rows among which each draw is made: the drawn shares are theirs."""
        return [np.arange(len(y))]

    def _default(self) -> Any:
        raise NotImplementedError

    def _average(self, X: Any) -> Array:
        return np.asarray(self._answers(X).mean(axis=0))


def draw_rows(
    groups: list[Index], share: float, bootstrap: bool, random: np.random.RandomState
) -> Index:
    """Draw a share of each group, with replacement if `bootstrap`; at least one row of each."""
    drawn = []
    for rows in groups:
        n = max(1, round(share * len(rows)))
        place = (
            (random.random_sample(n) * len(rows)).astype(np.intp)
            if bootstrap
            else random.permutation(len(rows))[:n]
        )
        drawn.append(rows[place])
    return np.sort(np.concatenate(drawn))


def _fit_on(member: Any, X: Any, y: npt.NDArray[Any], bag: Index) -> Steps:
    """Fit on rows drawn, each one once with its count as weight where the member takes weights."""
    if takes(member.fit, "sample_weight"):
        rows, counts = np.unique(bag, return_counts=True)
        weights = None if (counts == 1).all() else counts.astype(np.float64)
        return fitting_inside(member, take(X, rows), y[rows], weights)
    return fitting_inside(member, take(X, bag), y[bag])


class BaggingELMClassifier(ClassifierEnsemble, _Bagging):
    """Copies of a classifier, each trained on its own draw of the rows; probabilities averaged.

    Steadies models that depend on the draw of hidden layer and rows, and tells how good it is
    from the rows that each member has not seen.

    Parameters
    ----------
    estimator : classifier or None
        Anything with `fit` and `predict_proba`; None: an `ELMClassifier`.
    n_estimators : int, default 10
    max_samples : float, default 1.0
        Share of the rows of each class that every member draws, in (0, 1].
    bootstrap : bool, default True
        Draw with replacement. False with ``max_samples=1``: members differ by seed alone.
    random_state : int, RandomState, Generator or None

    Attributes
    ----------
    members_ : list
        The fitted classifiers.
    classes_ : array of shape (n_classes,)
    oob_score_ : float
        Accuracy on rows by the members that have not seen them; missing where all saw all.
    oob_predictions_ : array of shape (n_samples, n_classes)
        Their probabilities; NaN for rows that every member saw.

    References
    ----------
    Breiman (1996), "Bagging predictors", Machine Learning 24. Rows are drawn class by class, so
    that every member knows every class.

    Examples
    --------
    >>> import numpy as np
    >>> from elm_core import BaggingELMClassifier
    >>> x = np.random.RandomState(0).random_sample((200, 2))
    >>> model = BaggingELMClassifier(random_state=0).fit(x, x[:, 0] > x[:, 1])
    >>> bool(model.oob_score_ > 0.9)
    True
    """

    def __init__(
        self,
        estimator: Any = None,
        n_estimators: int = 10,
        *,
        max_samples: float = 1.0,
        bootstrap: bool = True,
        random_state: Any = None,
    ) -> None:
        self.estimator = estimator
        self.n_estimators = n_estimators
        self.max_samples = max_samples
        self.bootstrap = bootstrap
        self.random_state = random_state

    def predict_proba(self, X: Any) -> Array:
        """Return the average of the members' probabilities, (n_samples, n_classes)."""
        return self._average(X)

    def _groups(self, y: npt.NDArray[Any]) -> list[Index]:
        codes = encode_labels(y)[1]
        return [np.flatnonzero(codes == c) for c in range(codes.max() + 1)]

    def _default(self) -> ELMClassifier:
        return ELMClassifier()


class BaggingELMRegressor(RegressorEnsemble, _Bagging):
    """Copies of a regressor, each trained on its own draw of the rows; predictions averaged.

    Parameters
    ----------
    estimator : regressor or None
        Anything with `fit` and `predict`; None: an `ELMRegressor`.
    n_estimators, max_samples, bootstrap, random_state
        As in `BaggingELMClassifier`.

    Attributes
    ----------
    members_ : list
    oob_score_ : float
        R² on rows by the members that have not seen them; missing where all saw all.
    oob_predictions_ : array of shape (n_samples, n_outputs)
        Their predictions; NaN for rows that every member saw.

    Examples
    --------
    >>> import numpy as np
    >>> from elm_core import BaggingELMRegressor
    >>> x = np.linspace(0, 6, 200)[:, None]
    >>> model = BaggingELMRegressor(random_state=0).fit(x, np.sin(x[:, 0]))
    >>> bool(model.oob_score_ > 0.99)
    True
    """

    def __init__(
        self,
        estimator: Any = None,
        n_estimators: int = 10,
        *,
        max_samples: float = 1.0,
        bootstrap: bool = True,
        random_state: Any = None,
    ) -> None:
        self.estimator = estimator
        self.n_estimators = n_estimators
        self.max_samples = max_samples
        self.bootstrap = bootstrap
        self.random_state = random_state

    def predict(self, X: Any) -> Array:
        """Return predictions: (n_samples,), or (n_samples, n_outputs) after a 2-D target."""
        return self._shaped(self._average(X))

    def _default(self) -> ELMRegressor:
        return ELMRegressor()
