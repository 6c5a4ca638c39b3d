"""scikit-learn's own checks of estimators: all of them, but for what leave-one-out rules out."""

from __future__ import annotations

from typing import Any

from sklearn.utils.estimator_checks import parametrize_with_checks

from elm_core import OneClassELM, OnlineELMClassifier
from elm_core.models.automatic.auto import AutoELMClassifier, AutoELMRegressor
from elm_core.models.chains.chain import Chain
from elm_core.models.ensembles.ensemble import ClassifierEnsemble
from elm_core.models.ensembles.stacking import StackingELMClassifier, StackingELMRegressor
from elm_core.models.scored import ScoredClassifier

#: A row of weight 2 is two equal rows in every solution. But of two equal rows, leave-one-out
#: takes one out and the other still tells of it; the row of weight 2 goes whole, as scikit-learn's
#: RidgeCV has it. What is chosen or calibrated by leave-one-out therefore differs.
WEIGHT_2_IS_TWO_ROWS = [
    f"check_sample_weight_equivalence_on_{kind}_data" for kind in ("dense", "sparse")
]

_CHOOSERS = AutoELMClassifier, AutoELMRegressor, StackingELMClassifier, StackingELMRegressor


#: A row that was learnt from speaks for itself, an outlier too: training rows are judged left out.
_JUDGES_LEFT_OUT = {"check_outliers_fit_predict": "fit_predict judges left out, predict does not"}


def checks_of(*estimators: Any) -> Any:
    """Return a decorator for a test of (estimator, check); expected failures must fail."""
    return parametrize_with_checks(
        list(estimators),
        expected_failed_checks=_expected,
        xfail_strict=True,
    )


def _expected(estimator: Any) -> dict[str, str]:
    if isinstance(estimator, OneClassELM):
        return _JUDGES_LEFT_OUT
    return (
        dict.fromkeys(WEIGHT_2_IS_TWO_ROWS, "left out, a row goes whole")
        if _asks(estimator)
        else {}
    )


def _asks(estimator: Any) -> bool:
    """Whether leave-one-out has a say in what an estimator predicts."""
    if isinstance(estimator, _CHOOSERS) or getattr(estimator, "alpha", None) == "loo":
        return True
    if isinstance(estimator, Chain):
        return _asks(estimator[-1])
    if isinstance(estimator, ClassifierEnsemble):  # of probabilities that are calibrated
        return hasattr(estimator, "estimators")
    return isinstance(estimator, ScoredClassifier) and not isinstance(
        estimator, OnlineELMClassifier
    )
