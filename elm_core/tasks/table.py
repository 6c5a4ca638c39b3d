"""Models of mixed tables: an encoder and an ELM in one object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt

from elm_core.base import Classifier, Regressor, Steps, run
from elm_core.exceptions import InvalidInput
from elm_core.features.tabular import TableEncoder
from elm_core.maths.activations import SLOPES
from elm_core.maths.linalg import Array
from elm_core.models.delegation import HandsOn
from elm_core.models.elm import ELMClassifier, ELMRegressor
from elm_core.tables.columns import as_column
from elm_core.tables.reading import read_column


class _TableModel(HandsOn):
    """What the classifier and the regressor share."""

    _rebuilt: ClassVar[tuple[str, ...]] = ("loo_predictions_", "loo_rows_")

    activation: Any
    features: str
    kinds: Any
    encoder_: TableEncoder
    model_: Any

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
        model = self._new_model()
        yield from model.fit_steps(numbers, targets, sample_weight)
        self._become(**self._learned(encoder, model) | self._seen(targets, afresh=True))

    def partial_fit(self, X: Any, y: Any, classes: Any = None, sample_weight: Any = None) -> Self:
        """Add rows to what is known; columns and categories stay those of the first fit."""
        run(self.partial_fit_steps(X, y, classes, sample_weight))
        return self

    def partial_fit_steps(
        self, X: Any, y: Any, classes: Any = None, sample_weight: Any = None
    ) -> Steps:
        """Do what `partial_fit` does, yielding the share done."""
        targets = self.read_targets(y)
        if self.is_fitted:
            encoder = self.encoder_
        else:
            encoder = TableEncoder(kinds=self.kinds).fit(X, targets)
        model = self._new_model()
        if self.is_fitted:
            model._become(**self.model_.learned())
        numbers = encoder.transform(X)
        yield from model.partial_fit_steps(numbers, targets, classes, sample_weight)
        seen = self._seen(targets, afresh=not self.is_fitted)
        self._become(**self._learned(encoder, model) | seen)

    def get_feature_names_out(self, input_features: Any = None) -> list[str]:
        """Return what each number stands for that a row becomes."""
        self._require_fitted()
        return self.encoder_.get_feature_names_out()

    def answering_model(self) -> Any:
        """Return the model of encoded rows, fitted or not."""
        return self.model_ if self.is_fitted else self._new_model()

    def _encoded(self, X: Any) -> Any:
        self._require_fitted()
        return self.encoder_.transform(X)

    def _seen(self, targets: Any, *, afresh: bool) -> dict[str, Any]:
        """Return what is remembered of the targets themselves."""
        return {}

    def _learned(self, encoder: TableEncoder, model: Any) -> dict[str, Any]:
        learned = {"encoder_": encoder, "model_": model}
        for name in ("n_samples_seen_", "loo_score_", "loo_predictions_", "loo_rows_", "classes_"):
            if hasattr(model, name):
                learned[name] = getattr(model, name)
        return learned

    def _new_model(self) -> Any:
        raise NotImplementedError

    def _model_params(self) -> dict[str, Any]:
        params = {k: v for k, v in self.get_params(deep=False).items() if k != "kinds"}
        if self.features == "learned" and self.activation not in SLOPES:
            params["features"] = "random"
        return params

    def read_targets(self, y: Any) -> Any:
        """Return targets as the model takes them; see the classes."""
        raise NotImplementedError

    def _check_learned(self) -> None:
        width = len(self.encoder_.get_feature_names_out())
        if width != self.model_.n_features_in_:
            raise ValueError(
                f"the encoder gives {width} numbers a row, which the model does not take"
            )


class TableClassifier(Classifier, _TableModel):
    """Classify the rows of a mixed table: `TableEncoder`, then `ELMClassifier`.

    Parameters
    ----------
    n_hidden, activation, alpha, direct_links, features, class_weight, decide, random_state
        As in `elm_core.ELMClassifier`; features stay random with an activation that has no slope.
    kinds
        As in `elm_core.features.tabular.TableEncoder`: what some columns are.

    Attributes
    ----------
    encoder_ : TableEncoder
    model_ : ELMClassifier
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
        self.class_weight = class_weight
        self.decide = decide
        self.random_state = random_state
        self.kinds = kinds

    def _new_model(self) -> ELMClassifier:
        return ELMClassifier(**self._model_params())

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
        if self.classes_.tolist() != self.model_.classes_.tolist():
            raise ValueError("classes_ are not those of model_")


class TableRegressor(Regressor, _TableModel):
    """Predict a number for the rows of a mixed table: `TableEncoder`, then `ELMRegressor`.

    Targets may be texts that are numbers.

    Parameters
    ----------
    n_hidden, activation, alpha, direct_links, features, random_state
        As in `elm_core.ELMRegressor`; features stay random with an activation that has no slope.
    clip : bool, default True
        Whether predictions stay within the targets that were seen: far from all rows a line goes
        on for ever.
    kinds
        As in `elm_core.features.tabular.TableEncoder`: what some columns are.

    Attributes
    ----------
    encoder_ : TableEncoder
    model_ : ELMRegressor
    loo_score_, n_samples_seen_
        Those of `model_`.

    Examples
    --------
    >>> table = {"rooms": ["1", "2", "3", "4"] * 5, "lift": ["yes", "no"] * 10}
    >>> model = TableRegressor(random_state=0).fit(table, ["500", "700", "900", "1100"] * 5)
    >>> round(float(model.predict({"rooms": ["2"], "lift": ["no"]})[0]))
    700
    """

    target_range_: Array | None = None  # of older files: they do not hold it

    def __init__(
        self,
        n_hidden: int = 512,
        *,
        activation: str = "relu",
        alpha: float | str = "loo",
        direct_links: bool = True,
        features: str = "learned",
        clip: bool = True,
        random_state: Any = None,
        kinds: Any = None,
    ) -> None:
        self.n_hidden = n_hidden
        self.activation = activation
        self.alpha = alpha
        self.direct_links = direct_links
        self.features = features
        self.clip = clip
        self.random_state = random_state
        self.kinds = kinds

    def predict(self, X: Any) -> Array:
        """Return the prediction for each row of a table."""
        predicted = np.asarray(self.answering_model().predict(self._encoded(X)))
        known = self.target_range_ if self.clip else None
        return predicted if known is None else np.clip(predicted, *known)

    def score(self, X: Any, y: Any, sample_weight: Any = None) -> float:
        """Return R² of the predictions for a table against `y`."""
        return super().score(X, self.read_targets(y), sample_weight)

    def _new_model(self) -> ELMRegressor:
        params = self._model_params()
        del params["clip"]
        return ELMRegressor(**params)

    def _seen(self, targets: Any, *, afresh: bool) -> dict[str, Any]:
        low, high = float(targets.min()), float(targets.max())
        known = None if afresh else self.target_range_
        if known is not None:
            low, high = min(low, known[0]), max(high, known[1])
        return {"target_range_": np.array([low, high])}

    def _check_learned(self) -> None:
        super()._check_learned()
        if self.target_range_ is not None and not self.target_range_[0] <= self.target_range_[1]:
            raise ValueError("target_range_ ends before it begins")

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
