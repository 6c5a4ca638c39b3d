"""The extreme learning machine: a random hidden layer, output weights by ridge regression."""

from elm_core.models.elm.estimators import ELMClassifier, ELMRegressor

__all__ = ["ELMClassifier", "ELMRegressor"]
