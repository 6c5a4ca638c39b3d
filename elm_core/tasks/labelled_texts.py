"""Texts to learn from, with their labels and weights: the door of the classifiers of texts."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core import validation
from elm_core.features.text import check_texts
from elm_core.labels import check_labels
from elm_core.maths.linalg import Array


def check_labelled_texts(
    X: Any, y: Any, sample_weight: Any
) -> tuple[list[str], npt.NDArray[Any], Array]:
    """Return texts, labels and weights, without the texts of weight 0."""
    texts = check_texts(X)
    y = check_labels(y, len(texts))
    weights = validation.check_sample_weight(sample_weight, len(texts))
    if weights is None:
        return texts, y, np.ones(len(texts))
    used = np.flatnonzero(weights > 0)
    return [texts[i] for i in used], y[used], weights[used]
