"""Several models that vote: their probabilities or predictions are averaged.

Hansen & Salamon (1990), "Neural network ensembles", IEEE Trans. PAMI 12(10). For ELMs, whose
hidden layers are drawn at random: Lan, Soh & Huang (2009), "Ensemble of online sequential
extreme learning machine", Neurocomputing 72.
"""

from __future__ import annotations

from typing import Any, Self

import numpy as np

from elm_core import validation
from elm_core.base import Classifier, Learning, Steps, clone, run
from elm_core.exceptions import InvalidInput, short
from elm_core.maths.linalg import Array
from elm_core.models.composite import samples_of, to_grow
from elm_core.models.ensembles.committee import Committee, Training
from elm_core.models.ensembles.ensemble import (
    ClassifierEnsemble,
    RegressorEnsemble,
    leave_one_out,
    score_of,
)


class _Voting(Committee):
    """Every member learns from all rows; their answers are averaged by weight."""

    weights: Any
    weights_: Array

    @classmethod
    def of(
        cls, members: list[Any], described: dict[str, Any], shares: list[float] | None = None
    ) -> Self:
        """Return the ensemble of models that are trained, all on the same rows."""
        parts = [(f"model-{i + 1}", clone(m)) for i, m in enumerate(members)]
        made = cls(parts, weights=shares)  # type: ignore[call-arg]
        seen = members[0].n_samples_seen_
        weights = made._shares()
        made._become(members_=members, weights_=weights, n_samples_seen_=seen, **described)
        return made

    def fit_steps(self, X: Any, y: Any = None, sample_weight: Any = None) -> Steps:
        """Do what `fit` does, yielding the share done."""
        yield from self._become_steps(self._learning(X, y, sample_weight))

    def _learning(self, X: Any, y: Any, sample_weight: Any) -> Learning:
        self._check_params()
        weights = self._shares()
        training = self._open_training(X, y, sample_weight)
        yield from self._train_steps(training)
        return self._learned(training, weights)

    def partial_fit(self, X: Any, y: Any, classes: Any = None, sample_weight: Any = None) -> Self:
        """Add rows to every member; see their `partial_fit`."""
        run(self.partial_fit_steps(X, y, classes, sample_weight))
        return self

    def partial_fit_steps(
        self, X: Any, y: Any, classes: Any = None, sample_weight: Any = None
    ) -> Steps:
        """Do what `partial_fit` does, yielding the share done."""
        yield from self._become_steps(self._growing(X, y, classes, sample_weight))

    def _growing(self, X: Any, y: Any, classes: Any, sample_weight: Any) -> Learning:
        weights = self._shares()
        X, n_rows = samples_of(X)
        fitted = self.is_fitted
        members = (
            [to_grow(member) for member in self.members_] if fitted else self._untrained_members()
        )
        for member in members:
            if not hasattr(member, "partial_fit"):
                raise InvalidInput(
                    f"{type(member).__name__} cannot learn further: fit anew",
                    parameter="estimators",
                )
        options = {"sample_weight": sample_weight} if sample_weight is not None else {}
        if classes is not None:
            options["classes"] = classes
        for number, member in enumerate(members):
            member.partial_fit(X, y, **options)
            yield (number + 1) / len(members)
        described = (
            {"classes_": members[0].classes_}
            if isinstance(self, Classifier)
            else {"target_ndim_": np.ndim(y)}
        )
        seen = self.n_samples_seen_ if fitted else 0
        learned = {"members_": members, "weights_": weights, "n_samples_seen_": seen + n_rows}
        return learned | described

    def _average(self, X: Any) -> Array:
        answers = self._answers(X)
        return np.asarray(np.tensordot(self.weights_, answers, axes=1))

    def _learned(self, training: Training, weights: Array) -> dict[str, Any]:
        members, y = training.members, training.y
        learned = {"members_": members, "weights_": weights, "n_samples_seen_": len(y)}
        left_out = [leave_one_out(member, len(y)) for member in members]
        if all(answer is not None for answer in left_out):
            together = np.tensordot(weights, np.array(left_out), axes=1)
            score = score_of(together, y, training.described, training.sample_weight)
            learned["loo_score_"] = score
        return learned | training.described

    def _shares(self) -> Array:
        """Return `weights`, or equal ones, divided by their sum."""
        count = len(self._named_estimators())
        raw = np.ones(count) if self.weights is None else self.weights
        if not hasattr(raw, "__len__") or len(raw) != count:
            raise InvalidInput(
                f"weights must hold one number for each of {count} estimators, got "
                f"{short(self.weights)}",
                parameter="weights",
            )
        for weight in raw:
            validation.check_number("weights", weight, low=0, high=validation.MAX_WEIGHT)
        weights = np.array(raw, dtype=np.float64)
        if not weights.sum() > 0:
            raise InvalidInput("weights must not all be zero", parameter="weights")
        return np.asarray(weights / weights.sum())


class VotingELMClassifier(ClassifierEnsemble, _Voting):
    """Soft voting: the class probabilities of several classifiers, averaged.

    Parameters
    ----------
    estimators : list or None
        Classifiers, or (name, classifier) pairs: anything with `fit` and `predict_proba`. None:
        an `ELMClassifier` each with relu, tanh and rbf units.
    weights : array-like of shape (n_estimators,) or None
        Shares of the members, ≥ 0; None: all alike.
    random_state : int, RandomState, Generator or None
        Seeds the members whose own `random_state` is None.

    Attributes
    ----------
    members_ : list
        The fitted classifiers.
    weights_ : array of shape (n_estimators,)
        Their shares, which add up to 1.
    classes_ : array of shape (n_classes,)
    loo_score_ : float
        Leave-one-out accuracy, where every member gives leave-one-out scores of all rows (at
        most 2,048).

    References
    ----------
    Hansen & Salamon (1990), "Neural network ensembles", IEEE Trans. PAMI 12(10).

    Examples
    --------
    >>> from elm_core import VotingELMClassifier
    >>> X = [[0, 0], [0, 1], [1, 0], [1, 1]] * 5
    >>> y = ["same", "different", "different", "same"] * 5
    >>> model = VotingELMClassifier(random_state=0).fit(X, y)
    >>> [str(label) for label in model.predict([[0, 0], [1, 0]])]
    ['same', 'different']
    """

    def __init__(
        self, estimators: Any = None, *, weights: Any = None, random_state: Any = None
    ) -> None:
        self.estimators = estimators
        self.weights = weights
        self.random_state = random_state

    def predict_proba(self, X: Any) -> Array:
        """Return the average of the members' probabilities, (n_samples, n_classes)."""
        return self._average(X)


class VotingELMRegressor(RegressorEnsemble, _Voting):
    """The weighted average of the predictions of several regressors.

    Parameters
    ----------
    estimators : list or None
        Regressors, or (name, regressor) pairs: anything with `fit` and `predict`. None: an
        `ELMRegressor` each with relu, tanh and rbf units.
    weights, random_state
        As in `VotingELMClassifier`.

    Attributes
    ----------
    members_, weights_
        As in `VotingELMClassifier`.
    loo_score_ : float
        Leave-one-out R², where every member gives leave-one-out predictions of all rows.

    Examples
    --------
    >>> import numpy as np
    >>> from elm_core import VotingELMRegressor
    >>> x = np.linspace(0, 6, 200)[:, None]
    >>> model = VotingELMRegressor(random_state=0).fit(x, np.sin(x[:, 0]))
    >>> bool(abs(model.predict([[1.5]])[0] - np.sin(1.5)) < 0.01)
    True
    """

    def __init__(
        self, estimators: Any = None, *, weights: Any = None, random_state: Any = None
    ) -> None:
        self.estimators = estimators
        self.weights = weights
        self.random_state = random_state

    def predict(self, X: Any) -> Array:
        """Return predictions: (n_samples,), or (n_samples, n_outputs) after a 2-D target."""
        return self._shaped(self._average(X))
