"""Stacking: how far each member is to be trusted, learnt from what it says of unseen rows.

Wolpert (1992), "Stacked generalization", Neural Networks 5; Breiman (1996), "Stacked
regressions", Machine Learning 24. The second level is a ridge regression whose penalty draws it
towards the plain average of the members.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core import validation
from elm_core.base import Classifier, Learning, Regressor, Steps, clone, run
from elm_core.maths import linalg
from elm_core.maths.arrays import within
from elm_core.maths.linalg import Array
from elm_core.maths.moments import Moments
from elm_core.maths.primal import solve_primal
from elm_core.maths.ridge import Rows, Solution, solve_wide
from elm_core.model_selection import k_fold
from elm_core.models.composite import fitting_inside, take
from elm_core.models.delegation import n_outputs
from elm_core.models.ensembles.committee import Committee
from elm_core.models.ensembles.ensemble import ClassifierEnsemble, RegressorEnsemble, leave_one_out
from elm_core.models.scored import probabilities
from elm_core.models.targets import ClassTargets, NumberTargets


class _Stacking(Committee):
    """Members trained on all rows, and a ridge regression on their answers for unseen rows."""

    alpha: float | str
    n_splits: int

    coef_: Array
    intercept_: Array

    def fit_steps(self, X: Any, y: Any = None, sample_weight: Any = None) -> Steps:
        """Do what `fit` does, yielding the share done."""
        yield from self._become_steps(self._learning(X, y, sample_weight))

    def _learning(self, X: Any, y: Any, sample_weight: Any) -> Learning:
        self._check_params()
        training = self._open_training(X, y, sample_weight)
        yield from within(self._train_steps(training), 0.0, 0.5)
        members, X, y, raw, described = training
        trained = type(self)(**self.get_params(deep=False))
        trained._become(members_=members, n_samples_seen_=len(y), **described)
        unseen: list[Array] = []
        for number, member in enumerate(members):
            answer = leave_one_out(member, len(y))
            if answer is None:
                answer = trained._by_folds(member, X, y, raw)
            unseen.append(answer)
            yield 0.5 + 0.5 * (number + 1) / (len(members) + 1)
        return trained.learned() | self._second_level(unseen, y, raw)

    def _by_folds(self, member: Any, X: Any, y: npt.NDArray[Any], raw: Array | None) -> Array:
        """Return what clones of a member say of rows that they were not trained on."""
        seed = validation.check_seed(self.random_state)
        stratify = y if isinstance(self, Classifier) else None
        answers: Array | None = None
        folds = min(self.n_splits, len(y))
        for train, test in k_fold(len(y), folds, stratify=stratify, random_state=seed):
            other = clone(member)
            run(
                fitting_inside(other, take(X, train), y[train], None if raw is None else raw[train])
            )
            answer = self._answer(other, take(X, test))
            answers = np.empty((len(y), answer.shape[1])) if answers is None else answers
            answers[test] = answer
        assert answers is not None
        return answers

    def _second_level(
        self, unseen: list[Array], y: npt.NDArray[Any], raw: Array | None
    ) -> dict[str, Any]:
        """T − mean ≈ P δ + b: what the members' answers P tell beyond their average."""
        targets = self._new_targets()
        targets.learn(y)
        encoded = targets.encode(y)
        weights = np.ones(len(y)) if raw is None else raw
        answers = [self._in_target_units(targets, answer) for answer in unseen]
        joined = np.concatenate(answers, axis=1)
        average = np.mean(answers, axis=0)
        rows = Rows(joined, encoded - average, weights)
        if len(joined) <= joined.shape[1]:
            solution = solve_wide(rows, self.alpha)
        else:
            moments = Moments.zeros(joined.shape[1], encoded.shape[1])
            moments.add(joined.copy(), rows.targets, weights)
            solution = solve_primal(moments, self.alpha, rows)
        plain = np.tile(np.eye(encoded.shape[1]) / len(answers), (len(answers), 1))
        whole = Solution(
            solution.coef + plain, solution.intercept, solution.alpha, solution.loo + average
        )
        learned: dict[str, Any] = targets.describe(whole, Rows(joined, encoded, weights))
        del learned["loo_predictions_"]
        # of the encoded targets: `_scores` maps answers and result itself
        learned |= {"coef_": whole.coef, "intercept_": whole.intercept, "alpha_": whole.alpha}
        return learned

    def _joined(self, X: Any, targets: Any) -> Array:
        answers = [self._in_target_units(targets, answer) for answer in self._answers(X)]
        return linalg.matmul(np.concatenate(answers, axis=1), self.coef_) + self.intercept_

    def _in_target_units(self, targets: Any, answer: Array) -> Array:
        return answer

    def _new_targets(self) -> Any:
        raise NotImplementedError

    def _check_learned(self) -> None:
        super()._check_learned()
        c = len(self.intercept_)
        others = [n for n in map(n_outputs, self.members_) if n != c]
        if others and isinstance(self, Regressor):
            raise ValueError(f"a member has {others[0]} outputs, intercept_ {c}")
        if len(self.coef_) != len(self.members_) * c:
            raise ValueError(f"coef_ has shape {self.coef_.shape}")


class StackingELMClassifier(ClassifierEnsemble, _Stacking):
    """Several classifiers, and a ridge regression that weighs their probabilities.

    Parameters
    ----------
    estimators : list or None
        Classifiers, or (name, classifier) pairs: anything with `fit` and `predict_proba`. None:
        an `ELMClassifier` each with relu, tanh and rbf units.
    alpha : float or "loo", default "loo"
        Ridge term of the second level: towards the plain average as it grows.
    n_splits : int, default 5
        Folds, for members that do not give leave-one-out scores of all rows in closed form.
    random_state : int, RandomState, Generator or None
        Seeds the members whose own `random_state` is None, and the folds.

    Attributes
    ----------
    members_ : list
    classes_ : array of shape (n_classes,)
    coef_ : array of shape (n_estimators · n_classes, n_classes)
    intercept_ : array of shape (n_classes,)
    alpha_ : float
    inverse_temperature_ : float
        Factor that makes a softmax of the second level's scores a calibrated probability.
    score_offset_ : array of shape (n_classes,)
        Added to these scores, so that rare classes get their share.
    loo_score_ : float
        Leave-one-out accuracy of the second level.

    References
    ----------
    Wolpert (1992), "Stacked generalization", Neural Networks 5.

    Examples
    --------
    >>> from elm_core import StackingELMClassifier
    >>> X = [[0, 0], [0, 1], [1, 0], [1, 1]] * 5
    >>> y = ["same", "different", "different", "same"] * 5
    >>> model = StackingELMClassifier(random_state=0).fit(X, y)
    >>> [str(label) for label in model.predict([[0, 0], [1, 0]])]
    ['same', 'different']
    """

    inverse_temperature_: float

    def __init__(
        self,
        estimators: Any = None,
        *,
        alpha: float | str = "loo",
        n_splits: int = 5,
        random_state: Any = None,
    ) -> None:
        self.estimators = estimators
        self.alpha = alpha
        self.n_splits = n_splits
        self.random_state = random_state

    def predict_proba(self, X: Any) -> Array:
        """Return calibrated class probabilities, (n_samples, n_classes)."""
        self._require_fitted()
        scores = validation.check_scores(self._joined(X, None))
        return probabilities(self, scores)

    def _new_targets(self) -> ClassTargets:
        return ClassTargets(None)


class StackingELMRegressor(RegressorEnsemble, _Stacking):
    """Several regressors, and a ridge regression that weighs their predictions.

    Parameters
    ----------
    estimators : list or None
        Regressors, or (name, regressor) pairs: anything with `fit` and `predict`. None: an
        `ELMRegressor` each with relu, tanh and rbf units.
    alpha, n_splits, random_state
        As in `StackingELMClassifier`.

    Attributes
    ----------
    members_ : list
    coef_ : array of shape (n_estimators · n_outputs, n_outputs)
        For predictions in the units of `target_scale_`.
    intercept_ : array of shape (n_outputs,)
    alpha_ : float
    loo_score_ : float
        Leave-one-out R² of the second level.

    Examples
    --------
    >>> import numpy as np
    >>> from elm_core import StackingELMRegressor
    >>> x = np.linspace(0, 6, 200)[:, None]
    >>> model = StackingELMRegressor(random_state=0).fit(x, np.sin(x[:, 0]))
    >>> bool(abs(model.predict([[1.5]])[0] - np.sin(1.5)) < 0.01)
    True
    """

    target_offset_: Array
    target_scale_: Array

    def __init__(
        self,
        estimators: Any = None,
        *,
        alpha: float | str = "loo",
        n_splits: int = 5,
        random_state: Any = None,
    ) -> None:
        self.estimators = estimators
        self.alpha = alpha
        self.n_splits = n_splits
        self.random_state = random_state

    def predict(self, X: Any) -> Array:
        """Return predictions: (n_samples,), or (n_samples, n_outputs) after a 2-D target."""
        self._require_fitted()
        targets = NumberTargets(self.target_offset_, self.target_scale_)
        scores = self._joined(X, targets) * self.target_scale_ + self.target_offset_
        return self._shaped(validation.check_scores(scores))

    def _in_target_units(self, targets: Any, answer: Array) -> Array:
        return np.asarray(targets.encode(answer))

    def _new_targets(self) -> NumberTargets:
        return NumberTargets()
