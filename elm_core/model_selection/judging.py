"""One fold: what a model of the others says of its rows."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core.base import clone
from elm_core.labels import in_columns_of
from elm_core.maths.arrays import Array, Work, row_blocks
from elm_core.model_selection.holding_out import Split
from elm_core.model_selection.splits import Index
from elm_core.model_selection.told import Told
from elm_core.models.composite import fitting, growing, take, to_grow

#: Rows that are predicted between two steps.
_BATCH = 2048


@dataclass(frozen=True)
class Judged:
    """What a model said of the rows of one fold."""

    rows: Index
    predictions: npt.NDArray[Any]
    #: With the labels of its columns, where the model gives probabilities.
    probabilities: tuple[Array, npt.NDArray[Any]] | None
    fit_time: float
    score_time: float


def judge(
    estimator: Any, samples: Any, targets: Any, split: Split, told: Told, *, warm_start: bool
) -> Work[Judged]:
    """Train a clone, or a copy that goes on learning, on some rows; ask about the others."""
    train, test = split
    started = time.perf_counter()
    model = to_grow(estimator) if warm_start else clone(estimator)
    learn = growing if warm_start else fitting
    steps = learn(model, take(samples, train), targets[train])
    while True:
        with told.of(train, judged=False):
            try:
                done = next(steps)
            except StopIteration:
                break
        yield done
    fitted = time.perf_counter()
    predictions, probabilities = [], []
    for block in row_blocks(len(test), _BATCH):
        yield 1.0
        places = test[block]
        rows = take(samples, places)
        with told.of(places, judged=True):
            predictions.append(np.asarray(model.predict(rows)))
        if hasattr(model, "predict_proba"):
            with told.of(places, judged=False):
                probabilities.append(np.asarray(model.predict_proba(rows)))
    return Judged(
        test,
        np.concatenate(predictions),
        (np.concatenate(probabilities), model.classes_) if probabilities else None,
        fitted - started,
        time.perf_counter() - fitted,
    )


def together(folds: Sequence[Judged]) -> dict[str, Any]:
    """Return what was said in all folds, by row, as `cross_validate` has it."""
    sizes = [len(fold.rows) for fold in folds]
    rows = np.concatenate([fold.rows for fold in folds])
    order = np.argsort(rows, kind="stable")
    found: dict[str, Any] = {
        "rows": rows[order],
        "folds": np.repeat(np.arange(len(folds)), sizes)[order],
        "predictions": np.concatenate([fold.predictions for fold in folds])[order],
        "fit_time": np.array([fold.fit_time for fold in folds]),
        "score_time": np.array([fold.score_time for fold in folds]),
    }
    known = [fold.probabilities for fold in folds if fold.probabilities is not None]
    if not known:
        return found
    classes = np.unique(np.concatenate([labels for _, labels in known]))
    whole = np.concatenate([in_columns_of(classes, labels, proba) for proba, labels in known])
    return found | {"probabilities": whole[order], "classes": classes}
