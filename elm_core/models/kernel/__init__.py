"""ELMs with infinitely many hidden units: kernel ridge, exact or on landmarks."""

from elm_core.models.kernel.estimators import KernelELMClassifier, KernelELMRegressor

__all__ = ["KernelELMClassifier", "KernelELMRegressor"]
