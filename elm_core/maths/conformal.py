"""Conformal prediction: from scores of rows not trained on to sets with promised coverage.

Vovk, Gammerman & Shafer (2005), "Algorithmic learning in a random world"; with leave-one-out
scores: Barber, Candès, Ramdas & Tibshirani (2021), "Predictive inference with the jackknife+",
Annals of Statistics 49(1).
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from elm_core.maths.linalg import Array


def quantile(scores: Array, coverage: float) -> float:
    """The ⌈(n + 1) · coverage⌉-th smallest of n scores; infinite where there is no such one."""
    place = math.ceil((len(scores) + 1) * coverage - 1e-9)  # 0.9 · 10 is 9, not 10
    if place > len(scores):
        return math.inf
    return float(np.partition(scores, max(place, 1) - 1)[max(place, 1) - 1])


def lac(proba: Array) -> Array:
    """1 − p of each label (n × c): the smallest sets on average.

    Sadinle, Lei & Wasserman (2019), "Least ambiguous set-valued classifiers with bounded error
    levels", JASA 114.
    """
    return 1.0 - proba


def aps(proba: Array, uniform: Array) -> Array:
    """Sum of the probabilities above that of a label, plus a random share of its own (n × c).

    Romano, Sesia & Candès (2020), "Classification with valid and adaptive coverage", NeurIPS,
    eq. 5 and 7; `uniform` (n,) is in [0, 1).
    """
    order = np.argsort(-proba, axis=1, kind="stable")
    ranked = np.take_along_axis(proba, order, axis=1)
    above = np.cumsum(ranked, axis=1) - ranked
    out = np.empty_like(proba)
    np.put_along_axis(out, order, above + uniform[:, None] * ranked, axis=1)
    return out


def of_truth(scores: Array, codes: npt.NDArray[np.integer]) -> Array:
    """Return the score of the true label of each row, (n,)."""
    return np.asarray(scores[np.arange(len(codes)), codes])
