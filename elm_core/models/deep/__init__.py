"""Layers learnt or fixed before the one that answers: autoencoders, deep ELMs, receptive fields."""

from elm_core.models.deep.estimators import DeepELMClassifier, DeepELMRegressor

__all__ = ["DeepELMClassifier", "DeepELMRegressor"]
