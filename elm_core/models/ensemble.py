"""Several models that vote: their probabilities or predictions are averaged.

Hansen & Salamon (1990), "Neural network ensembles", IEEE Trans. PAMI 12(10). For ELMs, whose
hidden layers are drawn at random: Lan, Soh & Huang (2009), "Ensemble of online sequential
extreme learning machine", Neurocomputing 72.
"""

from __future__ import annotations

import copy
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from elm_core import validation
from elm_core.base import Classifier, Estimator, Regressor, Steps, clone, run
from elm_core.exceptions import InvalidInput
from elm_core.maths.calibration import softmax
from elm_core.maths.linalg import Array
from elm_core.metrics import accuracy_score, r2_score
from elm_core.models.composite import (
    Composite,
    Part,
    fitting,
    fresh,
    named,
    one_after_the_other,
    samples_of,
    used_rows,
)
from elm_core.models.elm import ELMClassifier, ELMRegressor


class Ensemble(Estimator):
    """What all ensembles share: fitted members, and their answers side by side."""

    members_: list[Any]
    n_samples_seen_: int

    @property
    def n_features_in_(self) -> int:
        """Number of input columns, where the members take columns."""
        return int(self._first_member().n_features_in_)

    @property
    def feature_names_in_(self) -> Any:
        """Names of the input columns, where the training rows had some."""
        return self._first_member().feature_names_in_

    def _first_member(self) -> Any:
        members = self.__dict__.get("members_")
        if not members:
            raise AttributeError(f"this {type(self).__name__} is not fitted")
        return members[0]

    def _answers(self, X: Any) -> Array:
        """Return what each member says, (n_members, n_samples, n_outputs)."""
        self._require_fitted()
        return np.array([self._answer(member, X) for member in self.members_])

    def _answer(self, member: Any, X: Any) -> Array:
        raise NotImplementedError

    def _check_targets(self, y: Any, n_rows: int) -> npt.NDArray[Any]:
        raise NotImplementedError

    def _describe_targets(self, y: npt.NDArray[Any]) -> dict[str, Any]:
        raise NotImplementedError

    def _check_learned(self) -> None:
        learned: Any = self
        if not isinstance(self.members_, list) or not self.members_:
            raise ValueError("members_ must be a list of models")
        method = "predict_proba" if isinstance(self, Classifier) else "predict"
        for member in self.members_:
            if not hasattr(member, method) or not member.is_fitted:
                raise ValueError(f"members_ holds a {type(member).__name__}, not a fitted model")
            if isinstance(self, Classifier):
                unknown = set(member.classes_.tolist()) - set(learned.classes_.tolist())
                if unknown:
                    raise ValueError(f"members_ know classes that are not there: {unknown}")
        validation.check_number("n_samples_seen_", learned.n_samples_seen_, low=1, integer=True)


class ClassifierEnsemble(Classifier, Ensemble):
    """Answers are class probabilities."""

    classes_: npt.NDArray[Any]

    def predict(self, X: Any) -> npt.NDArray[Any]:
        """Return the most probable class of each row, shape (n_samples,)."""
        best = self.predict_proba(X).argmax(axis=1)
        return np.asarray(self.classes_[best])

    def predict_proba(self, X: Any) -> Array:
        """Return class probabilities, shape (n_samples, n_classes)."""
        raise NotImplementedError

    def decision_function(self, X: Any) -> Array:
        """Return log-probabilities (n_samples, n_classes), or their difference (n_samples,)."""
        logits: Array = np.log(np.maximum(self.predict_proba(X), np.finfo(np.float64).tiny))
        return logits[:, 1] - logits[:, 0] if logits.shape[1] == 2 else logits

    def _answer(self, member: Any, X: Any) -> Array:
        proba = np.asarray(member.predict_proba(X))
        if len(member.classes_) == len(self.classes_):
            return proba
        out = np.zeros((len(proba), len(self.classes_)))
        out[:, np.searchsorted(self.classes_, member.classes_)] = proba
        return out

    def _check_targets(self, y: Any, n_rows: int) -> npt.NDArray[Any]:
        return validation.check_labels(y, n_rows)

    def _describe_targets(self, y: npt.NDArray[Any]) -> dict[str, Any]:
        classes = validation.encode_labels(y)[0]
        if len(classes) < 2:
            raise InvalidInput(
                f"{type(self).__name__} needs at least 2 classes in y, got 1 class: "
                f"{classes[0]!r}. Add rows of another class.",
                parameter="y",
            )
        return {"classes_": classes}


class RegressorEnsemble(Regressor, Ensemble):
    """Answers are predictions."""

    target_ndim_: int

    def _answer(self, member: Any, X: Any) -> Array:
        predicted = np.asarray(member.predict(X), dtype=np.float64)
        return predicted.reshape(len(predicted), -1)

    def _check_targets(self, y: Any, n_rows: int) -> npt.NDArray[Any]:
        return validation.check_targets(y, n_rows)

    def _describe_targets(self, y: npt.NDArray[Any]) -> dict[str, Any]:
        return {"target_ndim_": y.ndim}

    def _shaped(self, answer: Array) -> Array:
        return answer[:, 0] if self.target_ndim_ == 1 else answer

    def _check_learned(self) -> None:
        super()._check_learned()
        if self.target_ndim_ not in (1, 2):
            raise ValueError("target_ndim_ must be 1 or 2")

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.target_tags.multi_output = True
        return tags


class _Voting(Ensemble, Composite):
    """Every member learns from all rows; their answers are averaged by weight."""

    estimators: Any
    weights: Any
    random_state: Any
    weights_: Array

    @classmethod
    def of(cls, members: list[Any], described: dict[str, Any]) -> Self:
        """Return the ensemble of models that are trained, all on the same rows."""
        made = cls([(f"model-{i + 1}", clone(m)) for i, m in enumerate(members)])  # type: ignore[call-arg]
        seen = members[0].n_samples_seen_
        weights = np.full(len(members), 1.0 / len(members))
        made._become(members_=members, weights_=weights, n_samples_seen_=seen, **described)
        return made

    def fit(self, X: Any, y: Any = None, sample_weight: Any = None) -> Self:
        """Train a clone of every estimator on all rows.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features), or whatever the estimators take
        y : array-like of shape (n_samples,), or (n_samples, n_outputs) for regression
        sample_weight : array-like of shape (n_samples,) or None
        """
        run(self.fit_steps(X, y, sample_weight))
        return self

    def fit_steps(self, X: Any, y: Any = None, sample_weight: Any = None) -> Steps:
        """Do what `fit` does, yielding the share done."""
        parts, weights = self._parts_and_weights()
        random = np.random.RandomState(validation.check_seed(self.random_state))
        X, n_rows = samples_of(X)
        y = self._check_targets(y, n_rows)
        X, y, raw = used_rows(X, y, sample_weight)
        described = self._describe_targets(y)
        members = [fresh(part, random) for _, part in parts]
        yield from one_after_the_other((fitting(m, X, y, raw) for m in members), len(members))
        self._install(members, weights, described, y, raw)

    def partial_fit(self, X: Any, y: Any, classes: Any = None, sample_weight: Any = None) -> Self:
        """Add rows to every member; see their `partial_fit`."""
        run(self.partial_fit_steps(X, y, classes, sample_weight))
        return self

    def partial_fit_steps(
        self, X: Any, y: Any, classes: Any = None, sample_weight: Any = None
    ) -> Steps:
        """Do what `partial_fit` does, yielding the share done."""
        parts, weights = self._parts_and_weights()
        random = np.random.RandomState(validation.check_seed(self.random_state))
        X, n_rows = samples_of(X)
        fitted = self.is_fitted
        members = (
            [copy.copy(m) if hasattr(m, "_become") else copy.deepcopy(m) for m in self.members_]
            if fitted
            else [fresh(part, random) for _, part in parts]
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
        self._become(
            members_=members,
            weights_=weights,
            n_samples_seen_=seen + n_rows,
            **described,
        )

    def _average(self, X: Any) -> Array:
        answers = self._answers(X)
        return np.asarray(np.tensordot(self.weights_, answers, axes=1))

    def _install(
        self,
        members: list[Any],
        weights: Array,
        described: dict[str, Any],
        y: npt.NDArray[Any],
        raw: Array | None,
    ) -> None:
        learned = {"members_": members, "weights_": weights, "n_samples_seen_": len(y)}
        left_out = [leave_one_out(member, len(y)) for member in members]
        if all(answer is not None for answer in left_out):
            together = np.tensordot(weights, np.array(left_out), axes=1)
            learned["loo_score_"] = score_of(together, y, described, raw)
        self._become(**learned, **described)

    def _parts_and_weights(self) -> tuple[list[Part], Array]:
        parts = self._default_parts() if self.estimators is None else self.estimators
        pairs = named(parts, "estimators")
        raw = np.ones(len(pairs)) if self.weights is None else self.weights
        if not hasattr(raw, "__len__") or len(raw) != len(pairs):
            raise InvalidInput(
                f"weights must hold one number for each of {len(pairs)} estimators, got "
                f"{self.weights!r}",
                parameter="weights",
            )
        for weight in raw:
            validation.check_number("weights", weight, low=0, high=validation.MAX_WEIGHT)
        weights = np.array(raw, dtype=np.float64)
        if not weights.sum() > 0:
            raise InvalidInput("weights must not all be zero", parameter="weights")
        return pairs, np.asarray(weights / weights.sum())

    def _default_parts(self) -> list[Part]:
        raise NotImplementedError

    def _check_learned(self) -> None:
        super()._check_learned()
        if self.weights_.shape != (len(self.members_),) or not (self.weights_ >= 0).all():
            raise ValueError("weights_ must hold one share for each member")


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

    def _default_parts(self) -> list[Part]:
        return [(a, ELMClassifier(activation=a)) for a in DEFAULT_ACTIVATIONS]


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

    def _default_parts(self) -> list[Part]:
        return [(a, ELMRegressor(activation=a)) for a in DEFAULT_ACTIVATIONS]


#: Hidden units of the members where none are given: three kinds that err differently.
DEFAULT_ACTIVATIONS = ("relu", "tanh", "rbf")


def leave_one_out(member: Any, n_rows: int) -> Array | None:
    """Return what a member would say of each training row without it, where it knows.

    (n_rows, n_outputs): probabilities of a classifier, predictions of a regressor.
    """
    predictions = getattr(member, "loo_predictions_", None)
    if predictions is None or len(predictions) != n_rows:
        return None
    index = getattr(member, "loo_rows_", None)
    out = np.array(predictions, dtype=np.float64).reshape(n_rows, -1)
    if index is not None:
        out[index] = predictions
    if hasattr(member, "predict_proba"):
        factor = getattr(member, "inverse_temperature_", None)
        return None if factor is None else softmax(factor * out)
    return out


def score_of(
    answers: Array, y: npt.NDArray[Any], described: dict[str, Any], weights: Array | None
) -> float:
    """Return accuracy of probabilities, or R² of predictions, for the targets `y`."""
    if "classes_" in described:
        best = described["classes_"][answers.argmax(axis=1)]
        return accuracy_score(y, best, sample_weight=weights)
    return r2_score(y.reshape(answers.shape), answers, sample_weight=weights)
