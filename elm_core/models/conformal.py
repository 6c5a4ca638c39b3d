"""Predictions with a promise: sets of labels and intervals that hold the truth so often.

The scores that the promise rests on are leave-one-out, in closed form: no rows are set aside.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt

from elm_core import validation
from elm_core.base import Classifier, Estimator, Learning, Regressor, Steps, run
from elm_core.exceptions import InvalidInput
from elm_core.labels import (
    check_labels,
    encode_labels,
    in_columns_of,
    places_among,
    warn_of_scarce_classes,
)
from elm_core.maths import conformal
from elm_core.maths.linalg import Array
from elm_core.model_selection import k_fold
from elm_core.models.composite import (
    fitting_inside,
    fresh,
    is_frozen,
    require_method,
    samples_of,
    take,
)
from elm_core.models.delegation import HandsOn, is_regressor, n_outputs
from elm_core.models.elm.estimators import ELMClassifier, ELMRegressor
from elm_core.models.ensembles.ensemble import ClassifierEnsemble
from elm_core.models.log_target import learns_logarithms
from elm_core.models.scored import probabilities
from elm_core.models.targets import check_ndim

Places = npt.NDArray[np.intp]


class _Conformal(HandsOn):
    """An estimator and what it said of rows that it had not been trained on."""

    estimator: Any
    cv: int
    random_state: Any

    estimator_: Any
    n_features_in_: int

    _default: ClassVar[type[Estimator]]
    _method: ClassVar[str]

    def fit(self, X: Any, y: Any = None) -> Self:
        """Train the estimator and learn how far it is wrong on rows it has not seen.

        Parameters
        ----------
        X : samples, as the estimator takes them
        y : array-like of shape (n_samples,)

        Raises
        ------
        InvalidInput
            Naming parameter, row and column; the earlier model stays as it was.
        """
        run(self.fit_steps(X, y))
        return self

    def fit_steps(self, X: Any, y: Any = None, sample_weight: Any = None) -> Steps:
        """Do what `fit` does, yielding the share done; weights are not taken."""
        validation.refuse_weights(self, sample_weight)
        yield from self._become_steps(self._learning(X, y))

    def _learning(self, X: Any, y: Any) -> Learning:
        self._check_params()
        samples, n_rows = samples_of(X)
        y = self._check_targets(y, n_rows)
        seed = validation.check_seed(self.random_state)
        template = self._template()
        require_method(template, self._method, "estimator")
        model = fresh(template, np.random.RandomState(seed))
        for done in fitting_inside(model, X, y):
            yield 0.5 * done
        left_out = None if is_frozen(model) else self._left_out(model)
        if left_out is not None:
            rows, answers = left_out
        elif is_frozen(model):  # no row was learnt from
            rows, answers = np.arange(n_rows), self._answers(model, samples, model)
        else:
            rows, answers = yield from self._by_folds(template, model, samples, y, seed)
        learned = {"estimator_": model, "seed_": seed, "n_samples_seen_": n_rows}
        for name in ("n_features_in_", "feature_names_in_", "classes_"):
            if hasattr(model, name):
                learned[name] = getattr(model, name)
        return learned | self._calibrate(model, rows, answers, y)

    def answering_model(self) -> Any:
        """Return the estimator, fitted or not."""
        return self.estimator_ if self.is_fitted else self._template()

    def _template(self) -> Any:
        return self._default() if self.estimator is None else self.estimator

    def _by_folds(
        self, template: Any, whole: Any, samples: Any, y: Any, seed: int
    ) -> Generator[float, None, tuple[Places, Array]]:
        """Return rows and what models said of them that were trained on the other folds."""
        n_rows = len(y)
        splits = min(int(self.cv), n_rows)
        if splits < 2:
            raise InvalidInput("X has 1 sample: at least 2 are needed", parameter="X")
        random = np.random.RandomState(seed)
        stratify = y if isinstance(self, Classifier) else None
        rows, answers = [], []
        folds = k_fold(n_rows, splits, stratify=stratify, random_state=seed)
        for number, (train, test) in enumerate(folds):
            part = fresh(template, random)
            for done in fitting_inside(part, take(samples, train), y[train]):
                yield 0.5 + 0.5 * (number + done) / splits
            rows.append(test)
            answers.append(self._answers(part, take(samples, test), whole))
        return np.concatenate(rows), np.concatenate(answers)

    def _left_out(self, model: Any) -> tuple[Places, Array] | None:
        """Return rows and leave-one-out answers, where the model has them."""
        answers = getattr(model, "loo_predictions_", None)
        if answers is None:
            return None
        rows = getattr(model, "loo_rows_", None)
        rows = np.arange(len(answers)) if rows is None else rows
        return np.asarray(rows, dtype=np.intp), answers

    def _check_targets(self, y: Any, n_rows: int) -> Any:
        raise NotImplementedError

    def _answers(self, model: Any, samples: Any, whole: Any) -> Array:
        """Return what a model says of samples, in the columns of the `whole` model."""
        raise NotImplementedError

    def _calibrate(self, model: Any, rows: Places, answers: Array, y: Any) -> dict[str, Any]:
        raise NotImplementedError


class ConformalClassifier(Classifier, _Conformal):
    """A classifier that answers with a set of labels, which holds the true one as promised.

    Parameters
    ----------
    estimator : classifier or None
        Anything with `predict_proba`; None: `ELMClassifier`. Where it has leave-one-out scores
        in closed form (ELM, kernel and table models), these are used. A `Frozen` one is asked
        about all rows, which must be new to it (split conformal prediction).
    method : {"aps", "lac"}, default "aps"
        ``"aps"``: larger sets for harder rows; a label at the edge is taken by lot, drawn from
        the seed. ``"lac"``: the smallest sets on average; with few rows it holds a little less
        than promised (iris, 100 rows: 87 % for 90 %).
    cv : int, default 5
        Folds, for estimators without leave-one-out scores.
    random_state : int, RandomState, Generator or None

    Attributes
    ----------
    estimator_ : the estimator, trained on all rows
    classes_ : array of shape (n_classes,)
    calibration_proba_ : array of shape (n_scored, n_classes)
        What was said of rows that were left out.
    calibration_codes_ : array of shape (n_scored,)
        Their true labels, as places in `classes_`.

    Notes
    -----
    The promise is for new rows drawn like the training rows, on average over all of them. A set
    can be empty: no label is likely enough. With ``allow_empty=False`` it then holds the most
    probable label, and the coverage may be higher than asked for.

    References
    ----------
    Sadinle, Lei & Wasserman (2019), JASA 114; Romano, Sesia & Candès (2020), NeurIPS; Barber et
    al. (2021), Annals of Statistics 49(1), sec. 2 (jackknife).

    Examples
    --------
    >>> import numpy as np
    >>> from elm_core.models.conformal import ConformalClassifier
    >>> x = np.linspace(0, 1, 200)[:, None]
    >>> model = ConformalClassifier(random_state=0).fit(x, np.where(x[:, 0] > 0.5, "high", "low"))
    >>> [sorted(labels.tolist()) for labels in model.predict_set([[0.1], [0.5]], coverage=0.99)]
    [['low'], ['high', 'low']]
    >>> model.predict_set_mask([[0.1], [0.9]], coverage=0.99).tolist()
    [[False, True], [True, False]]
    """

    _default = ELMClassifier
    _method = "predict_proba"

    classes_: npt.NDArray[Any]
    calibration_proba_: Array
    calibration_codes_: npt.NDArray[np.int32]
    seed_: int

    def __init__(
        self,
        estimator: Any = None,
        *,
        method: str = "aps",
        cv: int = 5,
        random_state: Any = None,
    ) -> None:
        self.estimator = estimator
        self.method = method
        self.cv = cv
        self.random_state = random_state

    def predict_set(
        self, X: Any, *, coverage: float = 0.9, allow_empty: bool = True
    ) -> list[npt.NDArray[Any]]:
        """Return the labels in the set of each row, the most probable first.

        Parameters
        ----------
        X : samples
        coverage : float in (0, 1)
            Share of new rows whose set holds the true label.
        allow_empty : bool
            False: a set that would be empty holds the most probable label.
        """
        return self.sets_of(self.predict_proba(X), coverage=coverage, allow_empty=allow_empty)

    def sets_of(
        self, proba: Array, *, coverage: float = 0.9, allow_empty: bool = True
    ) -> list[npt.NDArray[Any]]:
        """Return what `predict_set` does, for probabilities that `predict_proba` gave."""
        self._require_fitted()
        mask = self._mask(proba, coverage, allow_empty)
        order = np.argsort(-proba, axis=1, kind="stable")
        return [
            self.classes_[places[inside[places]]]
            for places, inside in zip(order, mask, strict=True)
        ]

    def predict_set_mask(
        self, X: Any, *, coverage: float = 0.9, allow_empty: bool = True
    ) -> npt.NDArray[np.bool_]:
        """Return whether each label is in the set of each row, (n_samples, n_classes)."""
        return self._mask(self.predict_proba(X), coverage, allow_empty)

    def _mask(self, proba: Array, coverage: float, allow_empty: bool) -> npt.NDArray[np.bool_]:
        check_coverage(coverage)
        random = np.random.RandomState(self.seed_)
        known = self._nonconformity(self.calibration_proba_, random)
        limit = conformal.quantile(
            conformal.of_truth(known, self.calibration_codes_), float(coverage)
        )
        mask = self._nonconformity(proba, random) <= limit
        if not allow_empty:
            mask[np.arange(len(proba)), proba.argmax(axis=1)] |= ~mask.any(axis=1)
        return np.asarray(mask)

    def _nonconformity(self, proba: Array, random: np.random.RandomState) -> Array:
        if self.method == "aps":
            return conformal.aps(proba, random.random_sample(len(proba)))
        return conformal.lac(proba)

    def _check_targets(self, y: Any, n_rows: int) -> Any:
        labels = check_labels(y, n_rows)
        warn_of_scarce_classes(*encode_labels(labels))
        return labels

    def _answers(self, model: Any, samples: Any, whole: Any) -> Array:
        return in_columns_of(whole.classes_, model.classes_, model.predict_proba(samples))

    def _left_out(self, model: Any) -> tuple[Places, Array] | None:
        found = super()._left_out(model)
        scored = getattr(model, "model_", model)
        if found is None or isinstance(scored, ClassifierEnsemble):
            return found  # of an average they are probabilities
        if not hasattr(scored, "inverse_temperature_"):
            return None
        return found[0], probabilities(scored, found[1])

    def _calibrate(self, model: Any, rows: Places, answers: Array, y: Any) -> dict[str, Any]:
        codes = places_among(model.classes_, y)[rows].astype(np.int32)
        return {"calibration_proba_": answers, "calibration_codes_": codes}

    def _check_learned(self) -> None:
        if self.classes_.tolist() != self.estimator_.classes_.tolist():
            raise ValueError("classes_ are not those of estimator_")
        if not hasattr(self.estimator_, "predict_proba"):
            raise ValueError("estimator_ gives no probabilities")


class ConformalRegressor(Regressor, _Conformal):
    """A regressor that also gives an interval, which holds the true value as promised.

    Parameters
    ----------
    estimator : regressor or None
        None: `ELMRegressor`. Where it has leave-one-out predictions in closed form (ELM, kernel
        and table models), these are used. A `Frozen` one is asked about all rows, which must be
        new to it (split conformal prediction).
    cv, random_state
        As in `ConformalClassifier`.

    Attributes
    ----------
    estimator_ : the estimator, trained on all rows
    residuals_ : array of shape (n_scored, n_outputs)
        |y − ŷ| of rows that were left out, in increasing order.
    log_residuals_ : bool
        Whether they are |ln y − ln ŷ|: of an estimator that has learnt logarithms, whose errors
        grow with y. Intervals then reach from ŷ / r to ŷ · r.

    References
    ----------
    Barber et al. (2021), Annals of Statistics 49(1), sec. 2 (jackknife).

    Examples
    --------
    >>> import numpy as np
    >>> from elm_core.models.conformal import ConformalRegressor
    >>> x = np.linspace(0, 6, 300)[:, None]
    >>> noise = np.random.RandomState(0).random_sample(300) - 0.5
    >>> model = ConformalRegressor(random_state=0).fit(x, np.sin(x[:, 0]) + noise)
    >>> low, high = model.predict_interval([[1.5]], coverage=0.9)[0]
    >>> 0.8 < float(high - low) < 1.1
    True
    """

    _default = ELMRegressor
    _method = "predict"

    residuals_: Array
    log_residuals_: bool = False  # of older files: they do not hold it
    target_ndim_: int

    def __init__(self, estimator: Any = None, *, cv: int = 5, random_state: Any = None) -> None:
        self.estimator = estimator
        self.cv = cv
        self.random_state = random_state

    def predict_interval(self, X: Any, *, coverage: float = 0.9) -> Array:
        """Return low and high ends: (n_samples, 2), or (n_samples, n_outputs, 2).

        The promise holds for each output by itself. With too few rows for it, the ends are
        infinite.
        """
        check_coverage(coverage)
        predicted = np.asarray(self.predict(X), dtype=np.float64)
        width = np.array([conformal.quantile(r, float(coverage)) for r in self.residuals_.T])
        centre = predicted.reshape(len(predicted), -1)[:, :, None]
        reach = width[:, None] * [-1.0, 1.0]
        if self.log_residuals_:
            with np.errstate(over="ignore", invalid="ignore"):  # of what is not taken
                ends = np.where(np.isinf(reach), reach, centre * np.exp(reach))
        else:
            ends = centre + reach
        return np.asarray(ends[:, 0] if self.target_ndim_ == 1 else ends)

    def _check_targets(self, y: Any, n_rows: int) -> Any:
        read = getattr(self._template(), "read_targets", None)
        return validation.check_targets(y if read is None else read(y), n_rows)

    def _answers(self, model: Any, samples: Any, whole: Any) -> Array:
        predicted = np.asarray(model.predict(samples), dtype=np.float64)
        return predicted.reshape(len(predicted), -1)

    def _calibrate(self, model: Any, rows: Places, answers: Array, y: Any) -> dict[str, Any]:
        truth = y.reshape(len(y), -1)[rows]
        # a frozen estimator may be asked of others than it has learnt from
        logarithmic = learns_logarithms(model) and bool((truth > 0).all() and (answers > 0).all())
        if logarithmic:
            truth, answers = np.log(truth), np.log(answers)
        residuals = np.sort(np.abs(truth - answers), axis=0)
        known = {"log_residuals_": True} if logarithmic else {}
        return {"residuals_": residuals, "target_ndim_": y.ndim} | known

    def _check_learned(self) -> None:
        outputs = self.residuals_.shape[1]
        if not is_regressor(self.estimator_) or n_outputs(self.estimator_) != outputs:
            raise ValueError(f"residuals_ of {outputs} outputs, the estimator has others")
        check_ndim(self.target_ndim_, outputs)
        if self.log_residuals_ and not learns_logarithms(self.estimator_):
            raise ValueError("log_residuals_ are of an estimator that learns no logarithms")

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.target_tags.multi_output = True
        return tags


def check_coverage(coverage: Any) -> None:
    """Raise unless `coverage` is a number between 0 and 1, both excluded."""
    validation.check_number("coverage", coverage, low=0.0, high=1.0, open_low=True)
    if coverage == 1:
        raise InvalidInput("coverage must be less than 1: nothing is certain", parameter="coverage")
