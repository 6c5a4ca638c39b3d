"""Splits of the data, cross-validation and searches, as in scikit-learn, the part needed here."""

from elm_core.model_selection.cross_validation import (
    cross_val_score,
    cross_validate,
    cross_validate_steps,
)
from elm_core.model_selection.search import grid_search
from elm_core.model_selection.splits import group_k_fold, k_fold, train_test_split

__all__ = [
    "cross_val_score",
    "cross_validate",
    "cross_validate_steps",
    "grid_search",
    "group_k_fold",
    "k_fold",
    "train_test_split",
]
