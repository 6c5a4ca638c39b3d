"""Searches over parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Any

from elm_core.base import clone
from elm_core.exceptions import InvalidInput, short
from elm_core.model_selection.cross_validation import cross_val_score


def grid_search(
    estimator: Any,
    grid: Mapping[str, Sequence[Any]],
    X: Any,
    y: Any,
    *,
    n_splits: int = 5,
    random_state: Any = 0,
) -> list[dict[str, Any]]:
    """Try every combination of parameters by cross-validation.

    Returns
    -------
    list of dict
        ``params``, ``mean`` and ``std`` of the score, best first.
    """
    for name, values in grid.items():
        if isinstance(values, str) or not isinstance(values, Iterable):
            raise InvalidInput(
                f"grid[{name!r}] must be a list, got {short(values)}", parameter="grid"
            )
    results = []
    for values in product(*grid.values()):
        params = dict(zip(grid, values, strict=True))
        candidate = clone(estimator).set_params(**params)
        scores = cross_val_score(candidate, X, y, n_splits=n_splits, random_state=random_state)
        results.append({"params": params, "mean": float(scores.mean()), "std": float(scores.std())})
    return sorted(results, key=lambda r: -r["mean"])
