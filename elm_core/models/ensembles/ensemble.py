"""What all ensembles share: fitted members, their answers side by side, and scores of these."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from elm_core import validation
from elm_core.base import Classifier, Estimator, Regressor
from elm_core.exceptions import InvalidInput, short
from elm_core.labels import check_labels, encode_labels, in_columns_of, warn_of_scarce_classes
from elm_core.maths.linalg import Array
from elm_core.metrics import accuracy_score, r2_score
from elm_core.models.composite import is_frozen, require_method
from elm_core.models.delegation import is_regressor, n_outputs
from elm_core.models.scored import is_balanced, log_probabilities, probabilities
from elm_core.models.targets import check_ndim


class Ensemble(Estimator):
    """What all ensembles share: fitted members, and their answers side by side."""

    #: What members are asked by.
    _method: ClassVar[str]

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

    def _check_estimator(self, estimator: Any, parameter: str) -> None:
        """Raise if an estimator that is given cannot be a member."""
        require_method(estimator, self._method, parameter)
        if is_balanced(estimator):
            raise InvalidInput(
                f"{type(self).__name__} averages what its members say is probable, not how they "
                "decide: leave decide out of them; AutoELMClassifier and TableClassifier average "
                "and take it themselves",
                parameter=parameter,
            )

    def _check_member(self, member: Any, described: dict[str, Any]) -> None:
        """Raise if what a trained member knows does not fit the targets."""

    def _check_targets(self, y: Any, n_rows: int) -> npt.NDArray[Any]:
        raise NotImplementedError

    def _describe_targets(self, y: npt.NDArray[Any]) -> dict[str, Any]:
        raise NotImplementedError

    def _check_learned(self) -> None:
        classifies = isinstance(self, Classifier)
        classes = set(self.learned()["classes_"].tolist()) if classifies else set()
        for member in self.members_:
            if not hasattr(member, self._method) or (not classifies and not is_regressor(member)):
                raise ValueError(f"members_ holds a {type(member).__name__}")
            if classifies:
                unknown = set(member.classes_.tolist()) - classes
                if unknown:
                    raise ValueError(f"members_ know classes that are not there: {unknown}")


class ClassifierEnsemble(Classifier, Ensemble):
    """Answers are class probabilities."""

    _method = "predict_proba"

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
        logits = log_probabilities(self.predict_proba(X))
        return logits[:, 1] - logits[:, 0] if logits.shape[1] == 2 else logits

    def _answer(self, member: Any, X: Any) -> Array:
        proba = np.asarray(member.predict_proba(X))
        known = np.asarray(member.classes_)
        if len(known) == len(self.classes_):
            return proba
        return in_columns_of(self.classes_, known, proba)

    def _check_member(self, member: Any, described: dict[str, Any]) -> None:
        known, classes = np.asarray(member.classes_), described["classes_"]
        missing = [label for label in known.tolist() if label not in classes.tolist()]
        if missing:  # of a member that was not trained on these rows
            raise InvalidInput(
                f"{type(member).__name__} knows the class {short(missing[0])}, of which y has no "
                "row: add one",
                parameter="y",
            )

    def _check_targets(self, y: Any, n_rows: int) -> npt.NDArray[Any]:
        return check_labels(y, n_rows)

    def _describe_targets(self, y: npt.NDArray[Any]) -> dict[str, Any]:
        classes, codes = encode_labels(y)
        if len(classes) < 2:
            raise InvalidInput(
                f"{type(self).__name__} needs at least 2 classes in y, got 1 class: "
                f"{short(classes[0])}. Add rows of another class.",
                parameter="y",
            )
        warn_of_scarce_classes(classes, codes)
        return {"classes_": classes}


class RegressorEnsemble(Regressor, Ensemble):
    """Answers are predictions."""

    _method = "predict"

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
        outputs = [n_outputs(member) for member in self.members_]
        if len(set(outputs)) > 1:
            raise ValueError(f"members_ have {outputs} outputs")
        check_ndim(self.target_ndim_, outputs[0])

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.target_tags.multi_output = True
        return tags


def leave_one_out(member: Any, n_rows: int) -> Array | None:
    """Return what a member would say of each training row without it, where it knows.

    (n_rows, n_outputs): probabilities of a classifier, predictions of a regressor.
    """
    if is_frozen(member):  # it was not trained on these rows
        return None
    predictions = getattr(member, "loo_predictions_", None)
    if predictions is None or len(predictions) != n_rows:
        return None
    index = getattr(member, "loo_rows_", None)
    out = np.array(predictions, dtype=np.float64).reshape(n_rows, -1)
    if index is not None:
        out[index] = predictions
    if hasattr(member, "predict_proba"):
        return probabilities(member, out) if hasattr(member, "inverse_temperature_") else None
    return out


def score_of(
    answers: Array, y: npt.NDArray[Any], described: dict[str, Any], weights: Array | None
) -> float:
    """Return accuracy of probabilities, or R² of predictions, for the targets `y`."""
    if "classes_" in described:
        best = described["classes_"][answers.argmax(axis=1)]
        return accuracy_score(y, best, sample_weight=weights)
    return r2_score(y.reshape(answers.shape), answers, sample_weight=weights)
