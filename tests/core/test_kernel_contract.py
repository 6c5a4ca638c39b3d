"""scikit-learn's own checks of the kernel estimators, with no expected failures."""

from elm_core.models.kernel import KernelELMClassifier, KernelELMRegressor
from tests.core.contract import checks_of

ESTIMATORS = [
    KernelELMClassifier(),
    KernelELMClassifier("arc_cosine", alpha=1.0),
    KernelELMClassifier("laplacian", gamma="scale", alpha=0.1, standardize=False),
    KernelELMRegressor(),
    KernelELMRegressor("polynomial", alpha=1.0, degree=2),
]


@checks_of(*ESTIMATORS)
def test_scikit_learn_contract(estimator, check):
    check(estimator)
