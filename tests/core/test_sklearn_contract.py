"""scikit-learn's own checks of an estimator, with no expected failures."""

from sklearn.utils.estimator_checks import parametrize_with_checks

from elm_core import ELMClassifier, ELMRegressor, OnlineELMClassifier, OnlineELMRegressor

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


@parametrize_with_checks(ESTIMATORS)
def test_scikit_learn_contract(estimator, check):
    check(estimator)
