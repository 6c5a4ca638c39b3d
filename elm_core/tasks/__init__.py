"""What a page needs in one object: raw samples in, labels and probabilities out."""

from elm_core.tasks.table import TableClassifier, TableRegressor
from elm_core.tasks.text_classifier import TextClassifier

__all__ = ["TableClassifier", "TableRegressor", "TextClassifier"]
