"""What the classifier and the regressor of mixed tables share."""

from __future__ import annotations

from typing import Any, ClassVar, Self

import numpy.typing as npt

from elm_core import validation
from elm_core.base import Learning, Steps, run
from elm_core.features.tabular import TableEncoder
from elm_core.maths.activations import SLOPES
from elm_core.maths.linalg import Array
from elm_core.maths.stretch import columns_of
from elm_core.models.composite import to_grow, untold
from elm_core.models.delegation import HandsOn
from elm_core.models.ensembles.blend import blend, left_out, members_of


class TableModel(HandsOn):
    """What the classifier and the regressor share."""

    _rebuilt: ClassVar[tuple[str, ...]] = ("loo_predictions_", "loo_rows_")

    activation: Any
    features: str
    n_landmarks: int | None
    random_state: Any
    kinds: Any
    encoder_: TableEncoder
    model_: Any
    loo_score_: float

    def fit(self, X: Any, y: Any, sample_weight: Any = None) -> Self:
        """Learn the columns of a table and train on its rows.

        Parameters
        ----------
        X : table
            Columns by name, rows as dicts, or a DataFrame; see `elm_core.features.tabular`.
        y : array-like of shape (n_rows,)
        sample_weight : array-like of shape (n_rows,) or None

        Raises
        ------
        InvalidInput
            Naming row and column; the earlier model stays as it was.
        """
        run(self.fit_steps(X, y, sample_weight))
        return self

    def fit_steps(self, X: Any, y: Any, sample_weight: Any = None) -> Steps:
        """Do what `fit` does, yielding the share done."""
        self._check_params()
        encoder = TableEncoder(kinds=self.kinds)
        targets = self.read_targets(y)
        numbers = encoder.fit_transform(X, targets)
        weights = validation.check_sample_weight(sample_weight, len(numbers))
        yield from self._become_steps(self._afresh(encoder, numbers, targets, weights, {}))

    def partial_fit(self, X: Any, y: Any, classes: Any = None, sample_weight: Any = None) -> Self:
        """Add rows to what is known; columns and categories stay those of the first fit."""
        run(self.partial_fit_steps(X, y, classes, sample_weight))
        return self

    def partial_fit_steps(
        self, X: Any, y: Any, classes: Any = None, sample_weight: Any = None
    ) -> Steps:
        """Do what `partial_fit` does, yielding the share done."""
        targets = self.read_targets(y)
        if not self.is_fitted:
            self._check_params()
            encoder = TableEncoder(kinds=self.kinds)
            numbers = encoder.fit_transform(X, targets)
            weights = validation.check_sample_weight(sample_weight, len(numbers))
            learning = self._afresh(encoder, numbers, targets, weights, {"classes": classes})
            yield from self._become_steps(learning)
            return
        model = to_grow(self.model_)
        numbers = self.encoder_.transform(X)
        weights = validation.check_sample_weight(sample_weight, len(numbers))
        encoded = self._encode_targets(targets, weights)
        yield from model.partial_fit_steps(numbers, encoded, classes, weights)
        grown = {"encoder_": self.encoder_, "model_": model} | self._remembered(targets, weights)
        self._become(**grown | self._judged(grown, targets, encoded, weights))

    def get_feature_names_out(self, input_features: Any = None) -> list[str]:
        """Return what each number stands for that a row becomes."""
        self._require_fitted()
        return self.encoder_.get_feature_names_out()

    def answering_model(self) -> Any:
        """Return the model of encoded rows, fitted or not."""
        return self.model_ if self.is_fitted else self._new_elm(None)

    def _encoded(self, X: Any) -> Any:
        self._require_fitted()
        return self.encoder_.transform(X)

    def _afresh(
        self,
        encoder: TableEncoder,
        numbers: Array,
        targets: Any,
        weights: Array | None,
        known: dict[str, Any],
    ) -> Learning:
        """Return what is learnt of the first rows, whose weights are checked."""
        learned = yield from self._joined(numbers, targets, weights, known)
        return {"encoder_": encoder, **learned}

    def _encode_targets(self, targets: Any, weights: Array | None) -> Any:
        """Return targets of rows as the model inside takes them."""
        return targets

    def _remembered(self, targets: Any, weights: Array | None) -> dict[str, Any]:
        """Return what is remembered of the targets of further rows."""
        return {}

    def _judged(
        self, grown: dict[str, Any], targets: Any, encoded: Any, weights: Array | None
    ) -> dict[str, Any]:
        """Return what is known of a model inside that has learnt further rows.

        Each row was scored when it came: the score is the mean of that of all before and of
        these, by their numbers.
        """
        model = grown["model_"]
        known = _described(model)
        old, all_rows = (members_of(m)[0].n_samples_seen_ for m in (self.model_, model))
        if all_rows == old:  # of classes that class_weight leaves out
            return known | {"loo_score_": self.loo_score_}
        found = left_out(model, self._as_array(encoded), weights)
        known |= self._in_target_units(found, grown, targets, weights)
        new = 1.0 - old / all_rows
        known["loo_score_"] = (1.0 - new) * self.loo_score_ + new * known["loo_score_"]
        return known

    def _in_target_units(
        self, found: dict[str, Any], learned: dict[str, Any], targets: Any, weights: Array | None
    ) -> dict[str, Any]:
        """Return what leave-one-out `found` in the units of the targets."""
        return found

    def _joined(
        self, numbers: Array, targets: Any, sample_weight: Any, known: dict[str, Any]
    ) -> Learning:
        """Train the ELM, and the kernel beside it; return what they are together."""
        seed = validation.check_seed(self.random_state)  # both are scored at the same rows
        elm = self._new_elm(seed)
        if not self.n_landmarks:
            yield from elm.partial_fit_steps(numbers, targets, sample_weight=sample_weight, **known)
            names = ("loo_score_", "loo_predictions_", "loo_rows_")
            return {"model_": elm} | _described(elm) | {name: getattr(elm, name) for name in names}
        learning = elm.partial_fit_steps(numbers, targets, sample_weight=sample_weight, **known)
        for done in learning:
            yield 0.5 * done
        kernel = self._new_kernel(seed, features_of(elm))
        beside = kernel.partial_fit_steps(numbers, targets, sample_weight=sample_weight, **known)
        for done in untold(beside):  # of scarce data the first has told
            yield 0.5 + 0.5 * done
        learned = blend(elm, kernel, self._as_array(targets), sample_weight)
        return _described(learned["model_"]) | learned

    def _as_array(self, targets: Any) -> npt.NDArray[Any]:
        raise NotImplementedError

    def _new_elm(self, seed: int | None) -> Any:
        raise NotImplementedError

    def _new_kernel(self, seed: int, features: Any) -> Any:
        raise NotImplementedError

    def _elm_params(self) -> dict[str, Any]:
        names = ("n_hidden", "activation", "alpha", "direct_links", "features")
        params = {name: getattr(self, name) for name in names}
        if self.features == "learned" and self.activation not in SLOPES:
            params["features"] = "random"
        return params

    def _kernel_params(self) -> dict[str, Any]:
        landmarks = {"n_landmarks": self.n_landmarks, "landmarks": "uniform"}
        return {"kernel": "laplacian", **landmarks}

    def read_targets(self, y: Any) -> Any:
        """Return targets as the model takes them; see the classes."""
        raise NotImplementedError

    def _check_learned(self) -> None:
        width = len(self.encoder_.get_feature_names_out())
        if any(member.n_features_in_ != width for member in members_of(self.model_)):
            raise ValueError(
                f"the encoder gives {width} numbers a row, which the model does not take"
            )


def features_of(elm: Any) -> Any:
    """Return how a kernel beside an ELM stretches its columns: as the ELM has learnt to."""
    if elm.stretch_ is None:
        return "diagonal"
    columns = columns_of(elm.stretch_, elm.n_features_in_)
    return {"kind": "diagonal", "stretch": columns}


def _described(model: Any) -> dict[str, Any]:
    """Return what a table model holds of the model of its numbers, but for its scores."""
    names = ("n_samples_seen_", "classes_")
    return {name: getattr(model, name) for name in names if hasattr(model, name)}
