"""Whether a number is better predicted by its logarithm, asked of a small model."""

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


def logarithms(y: Array) -> Array:
    """Return ln y; raise where there is none."""
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
