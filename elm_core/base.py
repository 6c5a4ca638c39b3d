"""What every estimator is: parameters, learned state, and a fit that can be cancelled."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Generator, Mapping
from typing import Any, ClassVar, Self

from elm_core.exceptions import InvalidInput, not_fitted, plain
from elm_core.maths.arrays import finish
from elm_core.metadata_routing import Request, routing_of
from elm_core.specs.checking import check_parameters

#: A fit in steps: yields the share done, 0 to 1, between blocks of work.
Steps = Generator[float, None, None]

#: Learned attributes by name. What learns returns them, and changes no model: that is for
#: `Estimator._become_steps` to do, when all is done.
Learned = Mapping[str, Any]

#: Learning in steps: yields the share done, and returns what was learnt.
Learning = Generator[float, None, Learned]


def run(steps: Steps) -> None:
    """Carry a fit in steps through to its end."""
    finish(steps)


class Estimator:
    """Base of all estimators, tasks and feature extractors.

    ``__init__`` stores its parameters and nothing else. What ``fit`` learns is stored in
    attributes whose names end in ``_``, all at once and only when the fit is complete
    (`_become`): an error or a cancelled fit leaves the earlier state as it was.

    Attributes named in `_rebuilt` follow from the others and are left out of model files;
    `_rebuild` computes them again.
    """

    _rebuilt: ClassVar[tuple[str, ...]] = ()

    #: Whether a model file holds `_statistics_for_file` where nothing else is asked for.
    _stores_statistics: ClassVar[bool] = False

    @classmethod
    def _parameter_names(cls) -> list[str]:
        return [name for name in inspect.signature(cls).parameters if name != "self"]

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """Return the parameters by name; nested estimators' as ``name__parameter`` if `deep`."""
        params: dict[str, Any] = {}
        for name in self._parameter_names():
            value = getattr(self, name)
            params[name] = value
            if deep and _is_estimator(value):
                params |= {f"{name}__{k}": v for k, v in value.get_params().items()}
        return params

    def set_params(self, **params: Any) -> Self:
        """Set parameters by name (``nested__name`` reaches into a nested estimator)."""
        valid = self._parameter_names()
        nested: dict[str, dict[str, Any]] = {}
        for key in params:  # all names first: an error changes nothing
            name, _, rest = key.partition("__")
            owner = params.get(name, getattr(self, name, None))
            if name not in valid or (rest and not _is_estimator(owner)):
                raise InvalidInput(
                    f"invalid parameter {name!r} for estimator {self}; valid: {valid!r}",
                    parameter=name,
                )
        for key, value in params.items():
            name, _, rest = key.partition("__")
            if rest:
                nested.setdefault(name, {})[rest] = value
            else:
                setattr(self, name, value)
        for name, inner in nested.items():
            getattr(self, name).set_params(**inner)
        return self

    def learned(self) -> dict[str, Any]:
        """Return what ``fit`` learned, by attribute name; empty before the first fit."""
        return {
            name: value
            for name, value in self.__dict__.items()
            if name.endswith("_") and not name.endswith("__")
        }

    @property
    def is_fitted(self) -> bool:
        """Whether ``fit`` has been completed."""
        return any(name.endswith("_") and not name.endswith("__") for name in self.__dict__)

    def __sklearn_is_fitted__(self) -> bool:
        return self.is_fitted

    def _become_steps(self, learning: Learning, *, afresh: bool = True) -> Steps:
        """Carry out what learns and hold what it returns, at once and only when it is complete.

        `afresh`: it is all that is known from now on; else other learned attributes stay.
        """
        learned = yield from learning
        if afresh:
            self._become(**learned)
        else:
            self.__dict__ = {**self.__dict__, **learned}  # one assignment, as in `_become`
        yield 1.0

    def _become(self, **learned: Any) -> None:
        """Replace the learned state as a whole."""
        gone = self.learned()
        kept = {k: v for k, v in self.__dict__.items() if k not in gone}
        # one assignment: an interrupt leaves either the old state or the new one
        self.__dict__ = kept | learned

    def copy_to_grow(self) -> Self:
        """Return a copy whose `partial_fit` leaves this model as it is."""
        return copy.copy(self)  # training replaces learned attributes and changes none

    def _rebuild(self) -> None:
        """Compute the attributes named in `_rebuilt` after a model was loaded."""

    def _rebuild_steps(self) -> Steps:
        """Compute those that a few characters of a file stand for, when all of it is known to be
        sound, yielding the share done."""
        yield from ()

    def _statistics_for_file(self) -> dict[str, Any]:
        """Return learned attributes named in `_rebuilt` that further training needs."""
        return {}

    def _check_params(self) -> None:
        """Raise InvalidInput for the first parameter that is not what `specs.parameters` says."""
        check_parameters(self)

    def _check_learned(self) -> None:
        """Raise ValueError if loaded state does not fit together."""

    def _require_fitted(self) -> None:
        if not self.is_fitted:
            raise not_fitted(type(self).__name__)

    def __repr__(self) -> str:
        defaults = inspect.signature(type(self)).parameters
        shown = (
            f"{name}={plain(getattr(self, name))!r}"
            for name in self._parameter_names()
            if not _same(getattr(self, name), defaults[name].default)
        )
        return f"{type(self).__name__}({', '.join(shown)})"

    def _repr_html_(self) -> str:
        """Return the parameters as a table, which notebooks show."""
        from elm_core.html import html_of

        return html_of(self)

    # -- what scikit-learn asks; it is imported when it does

    set_fit_request = Request("fit")
    set_partial_fit_request = Request("partial_fit")
    set_score_request = Request("score")
    set_predict_request = Request("predict")
    set_predict_proba_request = Request("predict_proba")
    set_transform_request = Request("transform")

    def get_metadata_routing(self) -> Any:
        """Return which metadata the methods want (`set_fit_request`), for scikit-learn."""
        return routing_of(self)

    def __sklearn_tags__(self) -> Any:
        from elm_core.sklearn_tags import usual_tags

        return usual_tags(self)

    def _more_tags(self) -> dict[str, Any]:  # of scikit-learn before 1.6
        from elm_core.sklearn_tags import as_dict

        return as_dict(self.__sklearn_tags__())


class Classifier(Estimator):
    """Base of classifiers: ``score`` is the mean accuracy."""

    _estimator_type: ClassVar[str] = "classifier"

    def score(self, X: Any, y: Any, sample_weight: Any = None) -> float:
        """Return the mean accuracy of ``predict(X)`` against the labels `y`."""
        from elm_core.metrics import accuracy_score

        return accuracy_score(y, self.predict(X), sample_weight=sample_weight)  # type: ignore[attr-defined]


class Regressor(Estimator):
    """Base of regressors: ``score`` is R²."""

    _estimator_type: ClassVar[str] = "regressor"

    def score(self, X: Any, y: Any, sample_weight: Any = None) -> float:
        """Return the coefficient of determination R² of ``predict(X)`` against `y`."""
        from elm_core.metrics import r2_score

        return r2_score(y, self.predict(X), sample_weight=sample_weight)  # type: ignore[attr-defined]


def _is_estimator(value: Any) -> bool:
    """Whether a value has parameters of its own: ours, or another library's estimator."""
    return hasattr(value, "get_params") and not isinstance(value, type)


def _same(value: Any, default: Any) -> bool:
    return value is default or (type(value) is type(default) and bool(value == default))


def clone(estimator: Any) -> Any:
    """Return an unfitted estimator with the same parameters, nested ones cloned too.

    Anything with ``get_params`` is an estimator here, also in lists and (name, estimator) pairs.
    What says how it is to be cloned (``__sklearn_clone__``) is asked.
    """
    if isinstance(estimator, (list, tuple)):
        return type(estimator)(clone(part) for part in estimator)
    if not _is_estimator(estimator):
        return estimator
    if hasattr(estimator, "__sklearn_clone__"):
        return estimator.__sklearn_clone__()
    params = estimator.get_params(deep=False)
    made = type(estimator)(**{name: clone(value) for name, value in params.items()})
    for name in ("_metadata_request", "_sklearn_output_config"):  # as scikit-learn's own
        if hasattr(estimator, name):
            setattr(made, name, copy.deepcopy(getattr(estimator, name)))
    return made
