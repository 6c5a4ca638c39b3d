"""The checks that river publishes for other people's estimators.

By its wrappers themselves: `convert_sklearn_to_river` looks for the base classes of scikit-learn. The
checks of scikit-learn are in tests/core/test_sklearn_contract.py.
"""

from __future__ import annotations

from typing import Any

import pytest
from river import checks, compat

from elm_core import OnlineELMClassifier, OnlineELMRegressor

COLUMNS = "a model has the columns that it was first given: rows without one of them are refused"
ON_PURPOSE = {
    "check_shuffle_features_no_impact": "the weights of a column are drawn by its place among them",
    "check_emerging_features": COLUMNS,
    "check_disappearing_features": COLUMNS,
    "check_radically_disappearing_features": COLUMNS,
}
MODELS = [
    compat.SKL2RiverClassifier(OnlineELMClassifier(10, random_state=0), classes=[False, True]),
    compat.SKL2RiverRegressor(OnlineELMRegressor(10, random_state=0)),
]


@pytest.mark.parametrize(
    ("model", "check"),
    [
        pytest.param(model, check, id=f"{type(model).__name__}-{check.__name__}-{number}")
        for model in MODELS
        for number, check in enumerate(checks.yield_checks(model))
    ],
)
def test_river(model: Any, check: Any, request: Any) -> None:
    reason = ON_PURPOSE.get(check.__name__)
    if reason:
        request.applymarker(pytest.mark.xfail(reason=reason, strict=True))
    check(model.clone())
