"""Which rows are learnt from and which are held out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core.exceptions import InvalidInput
from elm_core.labels import check_labels, encode_labels, warn_of_small_classes
from elm_core.validation import check_number, check_seed

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
    n_samples: int,
    n_splits: int = 5,
    *,
    stratify: Any = None,
    shuffle: bool = True,
    random_state: Any = None,
) -> Iterator[tuple[Index, Index]]:
    """Yield (training rows, test rows) for each of `n_splits` folds.

    With `stratify`, each label is dealt out evenly over the folds. Without `shuffle` rows go
    round the folds in their order: those that are added later leave the folds of others as they
    are, within their label.

    Examples
    --------
    >>> [len(test) for _, test in k_fold(10, 3, random_state=0)]
    [4, 3, 3]
    """
    check_number("n_samples", n_samples, low=2, integer=True)
    check_number("n_splits", n_splits, low=2, high=n_samples, integer=True)
    order = _order(n_samples, shuffle, random_state)
    if stratify is not None:
        labels = check_labels(stratify, n_samples)
        warn_of_small_classes(labels, n_splits)
        codes = encode_labels(labels)[1]
        order = order[np.argsort(codes[order], kind="stable")]
    fold = np.empty(n_samples, dtype=np.intp)
    fold[order] = np.arange(n_samples) % n_splits
    yield from _folds(fold, n_splits)


def group_k_fold(
    groups: Any,
    n_splits: int = 5,
    *,
    stratify: Any = None,
    shuffle: bool = True,
    random_state: Any = None,
) -> Iterator[tuple[Index, Index]]:
    """Yield (training rows, test rows) for each of `n_splits` folds, no group in two of them.

    The largest groups come first, each to the fold that has fewest rows; with `stratify`, to the
    one that has fewest of its labels, as shares of all rows of a label (scikit-learn's
    `GroupKFold` and `StratifiedGroupKFold`).

    Parameters
    ----------
    groups : array-like of shape (n_samples,)
        Texts or whole numbers.
    n_splits : int
        At most as many as there are groups.
    stratify : array-like of shape (n_samples,) or None
        Labels.
    shuffle : bool
        Whether groups of one size come in random order, or as they are first met.

    Examples
    --------
    >>> [test.tolist() for _, test in group_k_fold([1, 1, 2, 3, 3, 3], 2, shuffle=False)]
    [[3, 4, 5], [0, 1, 2]]
    """
    codes = check_groups(groups, len(groups))
    n_groups = int(codes.max()) + 1
    check_number("n_splits", n_splits, low=2, integer=True)
    if n_groups < n_splits:
        raise InvalidInput(
            f"groups holds {n_groups} group(s), which do not fill n_splits={n_splits} folds",
            parameter="groups",
        )
    labels = np.zeros(len(codes), dtype=np.intp)
    if stratify is not None:
        labels = encode_labels(check_labels(stratify, len(codes)))[1]
    sizes = np.bincount(codes)
    order = _order(n_groups, shuffle, random_state)
    order = order[np.argsort(-sizes[order], kind="stable")]
    by_group = np.argsort(codes, kind="stable")
    ends = np.cumsum(sizes)
    # the sum over folds of squared shares grows least where least of these labels is
    cost = 1.0 / np.bincount(labels).astype(np.float64) ** 2
    held = np.zeros((n_splits, len(cost)))
    fold = np.empty(len(codes), dtype=np.intp)
    for group in order:
        rows = by_group[ends[group] - sizes[group] : ends[group]]
        grows = held[:, labels[rows]] @ cost[labels[rows]]
        best = int(np.lexsort((held.sum(axis=1), grows))[0])
        np.add.at(held[best], labels[rows], 1.0)
        fold[rows] = best
    yield from _folds(fold, n_splits)


def check_groups(groups: Any, n_samples: int) -> Index:
    """Return the number of each row's group, counted as they are first met."""
    try:
        names, first, codes = np.unique(
            check_labels(groups, n_samples), return_index=True, return_inverse=True
        )
    except InvalidInput as error:
        raise InvalidInput(
            f"groups must hold a text or a whole number for each row: {error}",
            parameter="groups",
            row=error.row,
        ) from None
    place = np.empty(len(names), dtype=np.intp)
    place[np.argsort(first)] = np.arange(len(names))
    return np.asarray(place[codes.reshape(-1)])


def _order(n: int, shuffle: bool, random_state: Any) -> Index:
    seed = check_seed(random_state)
    return np.random.RandomState(seed).permutation(n) if shuffle else np.arange(n)


def _folds(fold: Index, n_splits: int) -> Iterator[tuple[Index, Index]]:
    for i in range(n_splits):
        yield np.flatnonzero(fold != i), np.flatnonzero(fold == i)
