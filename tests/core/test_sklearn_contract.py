"""scikit-learn's own checks of an estimator."""

from elm_core import ELMClassifier, ELMRegressor, OnlineELMClassifier, OnlineELMRegressor
from tests.core.contract import checks_of

ESTIMATORS = [
    ELMClassifier(n_hidden=30, random_state=0),
    ELMClassifier(n_hidden=30, alpha=1.0, random_state=0),
    ELMRegressor(n_hidden=30, random_state=0),
    ELMRegressor(n_hidden=30, alpha=1.0, activation="tanh", random_state=0),
    OnlineELMClassifier(n_hidden=30, warm_up=10, random_state=0),
    OnlineELMClassifier(n_hidden=30, standardize=False, random_state=0),
    OnlineELMRegressor(n_hidden=30, random_state=0),
    OnlineELMRegressor(n_hidden=30, alpha=1e-3, activation="tanh", warm_up=5, random_state=0),
]


@checks_of(*ESTIMATORS)
def test_scikit_learn_contract(estimator, check):
    check(estimator)
