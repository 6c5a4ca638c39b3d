"""Splits of the data and searches over parameters, as in scikit-learn, the part needed here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core.base import clone
from elm_core.exceptions import InvalidInput, short
from elm_core.labels import check_labels, encode_labels, warn_of_small_classes
from elm_core.validation import check_number, check_seed, check_target

Index = npt.NDArray[np.intp]


def train_test_split(
    n_samples: int, *, test_size: float = 0.25, stratify: Any = None, random_state: Any = None
) -> tuple[Index, Index]:
    """Return the places of the training and of the test rows, shuffled.

    Parameters
    ----------
    n_samples : int
        At least 2.
    test_size : float
        Share of the rows, in (0, 1).
    stratify : array-like of shape (n_samples,) or None
        Labels whose shares are kept alike on both sides; a label with one row stays in the
        training part.
    random_state : int, RandomState, Generator or None

    Examples
    --------
    >>> train, test = train_test_split(8, test_size=0.25, random_state=0)
    >>> len(train), len(test)
    (6, 2)
    """
    check_number("test_size", test_size, low=0.0, high=1.0, open_low=True)
    check_number("n_samples", n_samples, low=0, integer=True)
    if n_samples < 2 or not 0 < test_size < 1:
        raise InvalidInput(
            f"cannot split {n_samples} row(s) with test_size={test_size}: both parts need rows",
            parameter="test_size",
        )
    random = np.random.RandomState(check_seed(random_state))
    groups = np.zeros(n_samples, dtype=np.intp)
    if stratify is not None:
        groups = encode_labels(check_labels(stratify, n_samples))[1]
    order = random.permutation(n_samples)
    # the j-th of m rows of a group, in random order, goes to (j + u) / m: sorting by it deals
    # every group evenly over the line, of which the test part is the first stretch
    place = np.empty(n_samples)
    for group in np.unique(groups):
        members = order[groups[order] == group]
        place[members] = (np.arange(len(members)) + random.random_sample()) / len(members)
        if len(members) == 1 and stratify is not None:
            place[members] = 2.0
    n_test = min(max(round(test_size * n_samples), 1), n_samples - 1)
    ranked = order[np.argsort(place[order], kind="stable")]
    return random.permutation(ranked[n_test:]), random.permutation(ranked[:n_test])


def k_fold(
    n_samples: int, n_splits: int = 5, *, stratify: Any = None, random_state: Any = None
) -> Iterator[tuple[Index, Index]]:
    """Yield (training rows, test rows) for each of `n_splits` shuffled folds.

    With `stratify`, each label is dealt out evenly over the folds.

    Examples
    --------
    >>> [len(test) for _, test in k_fold(10, 3, random_state=0)]
    [4, 3, 3]
    """
    check_number("n_samples", n_samples, low=2, integer=True)
    check_number("n_splits", n_splits, low=2, high=n_samples, integer=True)
    order = np.random.RandomState(check_seed(random_state)).permutation(n_samples)
    if stratify is not None:
        labels = check_labels(stratify, n_samples)
        warn_of_small_classes(labels, n_splits)
        codes = encode_labels(labels)[1]
        order = order[np.argsort(codes[order], kind="stable")]
    fold = np.empty(n_samples, dtype=np.intp)
    fold[order] = np.arange(n_samples) % n_splits
    for i in range(n_splits):
        yield np.flatnonzero(fold != i), np.flatnonzero(fold == i)


def cross_val_score(
    estimator: Any, X: Any, y: Any, *, n_splits: int = 5, random_state: Any = 0
) -> npt.NDArray[np.float64]:
    """Return the score on each fold of a clone trained on the others.

    Folds are stratified for classifiers. `X` may be an array or a list of samples.
    """
    classifies = hasattr(estimator, "predict_proba")
    if isinstance(X, Mapping):
        raise InvalidInput("give a table as a list of rows or a DataFrame", parameter="X")
    n_rows = X.shape[0] if hasattr(X, "shape") else len(X)
    targets = check_labels(y, n_rows) if classifies else check_target(y, n_rows)
    scores = []
    for train, test in k_fold(
        n_rows, n_splits, stratify=targets if classifies else None, random_state=random_state
    ):
        model = clone(estimator).fit(_take(X, train), targets[train])
        scores.append(model.score(_take(X, test), targets[test]))
    return np.array(scores)


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


def _take(X: Any, rows: Index) -> Any:
    if hasattr(X, "iloc"):
        return X.iloc[rows]
    return X[rows] if isinstance(X, np.ndarray) else [X[i] for i in rows]
