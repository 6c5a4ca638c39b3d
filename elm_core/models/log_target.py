"""Numbers that are learnt as they are, or by their logarithm, and predicted within their range."""

from __future__ import annotations

from typing import Any

import numpy as np

from elm_core.exceptions import InvalidInput
from elm_core.maths.linalg import Array
from elm_core.metrics import r2_score
from elm_core.models.elm.estimators import ELMRegressor

#: Of a smaller range the logarithm is a straight line, nearly.
_LEAST_RANGE = 2.0

#: Units of the small model, and rows that it is asked of.
_UNITS, _ROWS = 128, 2000

#: The largest logarithm that has a number.
_LARGEST = 709.0


class InRange:
    """A regressor of one output that may learn logarithms, and stays within what it has seen."""

    clip: bool
    target_range_: Array | None = None  # of older files: they do not hold it
    log_target_: bool = False

    def _in_units(self, predicted: Array) -> Array:
        """Return predictions in the units of y for those of the model inside."""
        known = self.target_range_ if self.clip else None
        if self.log_target_:
            return from_logarithms(predicted, known)
        return predicted if known is None else np.clip(predicted, *known)

    def _check_range(self) -> None:
        known = self.target_range_
        if known is not None and not known[0] <= known[1]:
            raise ValueError("target_range_ ends before it begins")
        if self.log_target_ and (known is None or not known[0] > 0):
            raise ValueError("log_target_ needs a target_range_ above 0")


def wants_logarithm(target: str, x: Array, y: Array, sample_weight: Any, seed: int) -> bool:
    """Whether the logarithm of y is to be learnt, as the parameter `target` says."""
    if target == "auto":
        return prefers_logarithm(x, y, sample_weight, seed)
    return target == "log"


def prefers_logarithm(x: Array, y: Array, sample_weight: Any, seed: int) -> bool:
    """Whether exp of what is learnt of ln y has a lower leave-one-out error of y itself.

    One ridge regression learns y and ln y side by side, on up to 2,000 rows (n × d).
    """
    weights = np.ones(len(y)) if sample_weight is None else np.asarray(sample_weight, dtype=float)
    used = np.flatnonzero(weights > 0)
    if not len(used) or y[used].min() <= 0 or y[used].max() < _LEAST_RANGE * y[used].min():
        return False
    some = used[np.sort(np.random.RandomState(seed).permutation(len(used))[:_ROWS])]
    both = np.column_stack([y[some], np.log(y[some])])
    pilot: Any = ELMRegressor(_UNITS, direct_links=True, random_state=seed)
    pilot.fit(x[some], both, weights[some])
    rows = some[pilot.loo_rows_]
    known = y[some].min(), y[some].max()
    plain = np.clip(pilot.loo_predictions_[:, 0], *known)
    logarithmic = from_logarithms(pilot.loo_predictions_[:, 1], np.array(known))
    scores = [r2_score(y[rows], p, sample_weight=weights[rows]) for p in (plain, logarithmic)]
    return bool(scores[1] > scores[0])


def learns_logarithms(model: Any) -> bool:
    """Whether a fitted model, or that which answers for it, has learnt logarithms."""
    while model is not None:
        if getattr(model, "log_target_", False):
            return True
        model = model.answering_model() if hasattr(model, "answering_model") else None
    return False


def logarithms(y: Array, weights: Array | None = None) -> Array:
    """Return ln y; raise where there is none, of rows of weight 0 return 0 there."""
    if weights is not None:
        y = np.where((weights > 0) | (y > 0), y, 1.0)
    below = np.flatnonzero(~(y > 0))
    if len(below):
        row = int(below[0])
        raise InvalidInput(
            f"y holds {y[row]:g} in row {row}, which has no logarithm, and the model learns that: "
            "fit it anew, or set target='plain'",
            parameter="y",
            row=row,
        )
    return np.log(y)


def from_logarithms(predicted: Array, known: Array | None) -> Array:
    """Return eᵖ, kept within the range `known` where there is one."""
    if known is None:
        return np.exp(np.minimum(predicted, _LARGEST))
    return np.clip(np.exp(np.clip(predicted, *np.log(known))), *known)


def weighed(targets: Array, weights: Array | None) -> Array:
    """Return the targets of the rows that have a weight above 0."""
    return targets if weights is None else targets[weights > 0]


def range_of(targets: Array) -> Array:
    """Return the least and the greatest."""
    return np.array([float(targets.min()), float(targets.max())])
