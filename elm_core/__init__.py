"""Extreme Learning Machines that train in an instant, in Python and in a web page."""

from elm_core.config import show_config
from elm_core.models.elm import ELMClassifier, ELMRegressor
from elm_core.models.kernel import KernelELMClassifier, KernelELMRegressor
from elm_core.persistence import dump, dumps, load, loads

__version__ = "0.1.0"

__all__ = [
    "ELMClassifier",
    "ELMRegressor",
    "KernelELMClassifier",
    "KernelELMRegressor",
    "__version__",
    "dump",
    "dumps",
    "load",
    "loads",
    "show_config",
]
