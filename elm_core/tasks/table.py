"""Models of mixed tables: an encoder and an ELM in one object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core import validation
from elm_core.base import Classifier, Learning, Regressor
from elm_core.exceptions import InvalidInput
from elm_core.features.tabular import TableEncoder
from elm_core.labels import check_labels
from elm_core.maths.linalg import Array
from elm_core.metrics import r2_score
from elm_core.models.elm import ELMClassifier, ELMRegressor
from elm_core.models.ensembles.blend import members_of
from elm_core.models.kernel import KernelELMClassifier, KernelELMRegressor
from elm_core.models.log_target import (
    InRange,
    from_logarithms,
    logarithms,
    range_of,
    wants_logarithm,
    weighed,
)
from elm_core.models.scored import decided, log_odds, log_probabilities, require_prior
from elm_core.tables.columns import as_column
from elm_core.tables.reading import read_column
from elm_core.tasks.table_model import TableModel


class TableClassifier(Classifier, TableModel):
    """Classify the rows of a mixed table: `TableEncoder`, then an ELM and a kernel ELM, averaged.

    The shares of both are those of the least leave-one-out loss; one that adds nothing goes.

    Parameters
    ----------
    n_hidden, activation, alpha, direct_links, features
        Of the ELM, as in `elm_core.ELMClassifier`; features stay random with an activation that
        has no slope.
    n_landmarks : int or None, default 256
        Rows with which the Laplacian kernel compares others, on columns stretched by how much
        they matter: see `elm_core.KernelELMClassifier`. None: the ELM alone.
    class_weight, decide, random_state
        As in `elm_core.ELMClassifier`.
    kinds
        As in `elm_core.features.tabular.TableEncoder`: what some columns are.

    Attributes
    ----------
    encoder_ : TableEncoder
    model_ : VotingELMClassifier, ELMClassifier or KernelELMClassifier
    classes_, loo_score_, n_samples_seen_
        Those of `model_`.

    Examples
    --------
    >>> table = {"size": [1, 2, 9, 8] * 5, "colour": ["red", "", "blue", "blue"] * 5}
    >>> model = TableClassifier(random_state=0).fit(table, ["small", "small", "big", "big"] * 5)
    >>> model.predict({"size": [10], "colour": ["blue"]}).tolist()
    ['big']
    """

    classes_: npt.NDArray[Any]

    def __init__(
        self,
        n_hidden: int = 512,
        *,
        activation: str = "relu",
        alpha: float | str = "loo",
        direct_links: bool = True,
        features: str = "learned",
        n_landmarks: int | None = 256,
        class_weight: Any = None,
        decide: str = "probable",
        random_state: Any = None,
        kinds: Any = None,
    ) -> None:
        self.n_hidden = n_hidden
        self.activation = activation
        self.alpha = alpha
        self.direct_links = direct_links
        self.features = features
        self.n_landmarks = n_landmarks
        self.class_weight = class_weight
        self.decide = decide
        self.random_state = random_state
        self.kinds = kinds

    @property
    def class_prior_(self) -> Array | None:
        """Share of each class among the (weighted) training rows, shape (n_classes,)."""
        self._require_fitted()
        prior: Array | None = members_of(self.model_)[0].class_prior_
        return prior

    def predict(self, X: Any) -> npt.NDArray[Any]:
        """Return the class of each row, shape (n_rows,): see `decide`."""
        proba = self.predict_proba(X)
        return np.asarray(self.classes_[decided(proba, log_odds(self))])

    def decision_function(self, X: Any) -> Array:
        """Return a score for each class, (n_rows, n_classes), or (n_rows,) for two classes.

        The highest, or the sign, says what `predict` does.
        """
        numbers, odds = self._encoded(X), log_odds(self)
        if odds is None:
            return np.asarray(self.model_.decision_function(numbers))
        scores = log_probabilities(self.model_.predict_proba(numbers)) + odds
        return scores[:, 1] - scores[:, 0] if scores.shape[1] == 2 else scores

    def _new_elm(self, seed: int | None) -> ELMClassifier:
        params = self._elm_params() | {"class_weight": self.class_weight}
        return ELMClassifier(**params, random_state=seed)

    def _new_kernel(self, seed: int, features: Any) -> KernelELMClassifier:
        params = self._kernel_params() | {"class_weight": self.class_weight, "features": features}
        return KernelELMClassifier(**params, random_state=seed)

    def _as_array(self, targets: Any) -> npt.NDArray[Any]:
        return check_labels(targets, len(targets))

    def read_targets(self, y: Any) -> Any:
        """Return `y`, all of whose rows must hold a label."""
        if not isinstance(y, Iterable) or isinstance(y, Iterator):
            raise InvalidInput(f"y must be a list of labels, got {type(y).__name__}", parameter="y")
        values = list(y.tolist() if isinstance(y, np.ndarray) else y)
        for row, value in enumerate(values):
            if value is None or (isinstance(value, str) and value == ""):
                raise InvalidInput(
                    f"y holds no label in row {row}: leave the row out, or label it",
                    parameter="y",
                    row=row,
                )
        return y

    def _check_learned(self) -> None:
        super()._check_learned()
        require_prior(self)
        if self.classes_.tolist() != self.model_.classes_.tolist():
            raise ValueError("classes_ are not those of model_")


class TableRegressor(InRange, Regressor, TableModel):
    """Predict a number for the rows of a mixed table: an ELM and a kernel ELM, averaged.

    As `TableClassifier`. Targets may be texts that are numbers.

    Parameters
    ----------
    n_hidden, activation, alpha, direct_links, features, n_landmarks, random_state
        As in `TableClassifier`.
    target : {"auto", "plain", "log"}, default "auto"
        What is learnt: the number itself, or its logarithm, of numbers above 0. "auto": what has
        the lower leave-one-out error of a small model of both, in the units of y.
    clip : bool, default True
        Whether predictions stay within the targets that were seen: far from all rows a line goes
        on for ever.
    kinds
        As in `elm_core.features.tabular.TableEncoder`: what some columns are.

    Attributes
    ----------
    encoder_ : TableEncoder
    model_ : VotingELMRegressor, ELMRegressor or KernelELMRegressor
    log_target_ : bool
        Whether it is the logarithm.
    loo_score_ : float
        Leave-one-out R²: each row was scored when it came.
    n_samples_seen_ : int

    Examples
    --------
    >>> table = {"rooms": ["1", "2", "3", "4"] * 5, "lift": ["yes", "no"] * 10}
    >>> model = TableRegressor(random_state=0).fit(table, ["500", "700", "900", "1100"] * 5)
    >>> round(float(model.predict({"rooms": ["2"], "lift": ["no"]})[0]))
    700
    """

    def __init__(
        self,
        n_hidden: int = 512,
        *,
        activation: str = "relu",
        alpha: float | str = "loo",
        direct_links: bool = True,
        features: str = "learned",
        n_landmarks: int | None = 256,
        target: str = "auto",
        clip: bool = True,
        random_state: Any = None,
        kinds: Any = None,
    ) -> None:
        self.n_hidden = n_hidden
        self.activation = activation
        self.alpha = alpha
        self.direct_links = direct_links
        self.features = features
        self.n_landmarks = n_landmarks
        self.target = target
        self.clip = clip
        self.random_state = random_state
        self.kinds = kinds

    def predict(self, X: Any) -> Array:
        """Return the prediction for each row of a table."""
        predicted = np.asarray(self.answering_model().predict(self._encoded(X)))
        return self._in_units(predicted)

    def score(self, X: Any, y: Any, sample_weight: Any = None) -> float:
        """Return R² of the predictions for a table against `y`."""
        return super().score(X, self.read_targets(y), sample_weight)

    def _new_elm(self, seed: int | None) -> ELMRegressor:
        return ELMRegressor(**self._elm_params(), random_state=seed)

    def _new_kernel(self, seed: int, features: Any) -> KernelELMRegressor:
        params = self._kernel_params() | {"features": features}
        return KernelELMRegressor(**params, random_state=seed)

    def _as_array(self, targets: Any) -> npt.NDArray[Any]:
        return np.asarray(targets)

    def _afresh(
        self,
        encoder: TableEncoder,
        numbers: Array,
        targets: Any,
        weights: Array | None,
        known: dict[str, Any],
    ) -> Learning:
        validation.check_target(targets, len(numbers))
        seed = validation.check_seed(self.random_state)
        wanted = wants_logarithm(self.target, numbers, targets, weights, seed)
        encoded = logarithms(targets, weights) if wanted else targets
        learning = super()._afresh(encoder, numbers, encoded, weights, known)
        learned: dict[str, Any] = dict((yield from learning))
        learned |= {"target_range_": range_of(weighed(targets, weights))}
        if wanted:
            learned |= {"log_target_": True}
        return learned | self._in_target_units(learned, learned, targets, weights)

    def _encode_targets(self, targets: Array, weights: Array | None) -> Array:
        if weights is not None:
            validation.check_target(targets, len(weights))
        return logarithms(targets, weights) if self.log_target_ else targets

    def _remembered(self, targets: Array, weights: Array | None) -> dict[str, Any]:
        known = {"log_target_": True} if self.log_target_ else {}
        old, used = self.target_range_, weighed(targets, weights)
        both = used if old is None else np.concatenate([used, old])
        return known | {"target_range_": range_of(both)}

    def _in_target_units(
        self, found: dict[str, Any], learned: dict[str, Any], targets: Any, weights: Array | None
    ) -> dict[str, Any]:
        if not learned.get("log_target_"):
            return found
        answers = from_logarithms(found["loo_predictions_"], learned["target_range_"])
        rows = found["loo_rows_"]
        scored = None if weights is None else weights[rows]
        score = r2_score(targets[rows], answers.ravel(), sample_weight=scored)
        return found | {"loo_predictions_": answers, "loo_score_": score}

    def _check_learned(self) -> None:
        super()._check_learned()
        self._check_range()

    def read_targets(self, y: Any) -> Array:
        """Return `y` as numbers, also from texts that are numbers, shape (n_rows,)."""
        read = read_column("y", as_column("y", y), {"kind": "number"})
        assert read.numbers is not None
        missing = np.flatnonzero(read.missing)
        if missing.size:
            row = int(missing[0])
            code = int(read.distinct.codes[row])
            found = "no number" if code < 0 else f"{read.distinct.texts[code][:40]!r}, no number,"
            raise InvalidInput(
                f"y holds {found} in row {row}: leave the row out, or fill it in",
                parameter="y",
                row=row,
            )
        return read.numbers
