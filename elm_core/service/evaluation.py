"""Predictions in batches, and how good they are on rows that a model has not seen."""

from __future__ import annotations

import time
from collections.abc import Generator
from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core.base import clone
from elm_core.exceptions import InvalidInput
from elm_core.importance import permutation_importance_steps
from elm_core.maths.arrays import within
from elm_core.model_selection import train_test_split
from elm_core.models.composite import fitting_inside
from elm_core.models.delegation import plain
from elm_core.models.scored import decided, log_odds
from elm_core.service import wire
from elm_core.service.collected_warnings import CollectedWarnings
from elm_core.service.errors import Unsupported
from elm_core.service.reports import (
    classification_report,
    decisions,
    kind_of,
    regression_report,
)
from elm_core.service.wire import Wire

#: Rows predicted between two returns to the message loop.
_BATCH = 2048

#: With more columns than these it is not asked what each is worth; rows and times that are asked.
_MOST_COLUMNS, _ROWS, _REPEATS = 100, 500, 3


def batched(
    model: Any, method: str, samples: Any, **options: Any
) -> Generator[float | str, None, npt.NDArray[Any]]:
    """Call a method on batches of the rows, pausing between them."""
    if not hasattr(model, method):
        raise Unsupported(f"{type(model).__name__} has no {method}")
    n = wire.row_count(samples)
    parts = []
    warned = CollectedWarnings()
    for start, batch in wire.batches(samples, _BATCH):
        if start:
            yield start / n
        try:
            with warned.listening(start):
                parts.append(plain(getattr(model, method)(batch, **options)))
        except InvalidInput as error:
            if error.row is not None:
                error.args = (f"{error} (in the rows from {start} on)",) if start else error.args
                error.row += start
            raise
    warned.tell()
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def evaluate(model: Any, samples: Any, targets: Any) -> Generator[float | str, None, Wire]:
    """Report how good a classifier or a regressor is on rows with known targets."""
    kind = kind_of(model)
    if kind == "classifier":
        proba = yield from batched(model, "predict_proba", samples)
        predicted = model.classes_[decided(proba, log_odds(model))]
        report = classification_report(targets, proba, model.classes_, predicted)
        return report | decisions(targets, proba, model)
    if kind != "regressor":
        raise Unsupported(f"{type(model).__name__} predicts no targets to compare with")
    predicted = yield from batched(model, "predict", samples)
    return regression_report(np.asarray(targets, dtype=np.float64), predicted)


def try_holdout(
    model: Any,
    samples: Any,
    targets: Any,
    weights: Any,
    share: float,
    seed: Any,
    *,
    importances: bool = False,
) -> Generator[float | str, None, Wire]:
    """Fit a clone on one part of the rows and report on the rest, which it never saw.

    With `importances`, of how much each column matters to it too, where there are not too many.
    """
    parts = train_test_split(
        len(targets),
        test_size=share,
        stratify=targets if hasattr(model, "predict_proba") else None,
        random_state=seed,
    )
    # in the order of the file, as `cross_validate` learns them: the figures are the same then
    train, test = np.sort(parts[0]), np.sort(parts[1])
    started = time.perf_counter()
    trial = clone(model)
    some_weights = None if weights is None else weights[train]
    for done in fitting_inside(trial, wire.take_rows(samples, train), targets[train], some_weights):
        yield 0.5 + (0.4 if importances else 0.5) * done
    seconds = time.perf_counter() - started
    held = wire.take_rows(samples, test)
    report = yield from evaluate(trial, held, targets[test])
    if importances and 0 < _n_columns(held) <= _MOST_COLUMNS:
        found = yield from _importances(trial, held, targets[test])
        report["importances"] = {
            "columns": found["columns"],
            "mean": found["importances_mean"],
            "std": found["importances_std"],
        }
    for entry in report["worst"]:
        entry["row"] = int(test[entry["row"]])
    report |= {"rows": test.astype(np.int32), "n_train": len(train), "seconds": seconds}
    left_out = getattr(trial, "loo_score_", None)
    return report if left_out is None else report | {"loo": float(left_out)}


def _n_columns(held: Any) -> int:
    """Return how many columns there are: 0 where samples are texts, images or clips."""
    if isinstance(held, dict):
        return len(held)
    return int(held.shape[1]) if getattr(held, "ndim", 0) == 2 else 0


def _importances(model: Any, held: Any, targets: Any) -> Generator[float | str, None, Wire]:
    asked = permutation_importance_steps(
        model, held, targets, n_repeats=_REPEATS, max_rows=_ROWS, random_state=0
    )
    return (yield from within(asked, 0.9, 1.0))
