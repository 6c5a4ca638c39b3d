"""ELMs that learn row by row, by recursive least squares."""

from elm_core.models.online.estimators import OnlineELMClassifier, OnlineELMRegressor

__all__ = ["OnlineELMClassifier", "OnlineELMRegressor"]
