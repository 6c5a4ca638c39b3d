"""Which rows are held out together, which are never, and which are judged."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core.exceptions import InvalidInput, ScarceDataWarning, short
from elm_core.labels import encode_labels
from elm_core.model_selection.splits import (
    Index,
    check_groups,
    group_k_fold,
    k_fold,
    train_test_split,
)
from elm_core.validation import check_number

#: Training rows, and the rows that are judged.
Split = tuple[Index, Index]


def splits_of(
    n_rows: int,
    labels: npt.NDArray[Any] | None,
    *,
    cv: int | float,
    groups: Any,
    test_rows: Any,
    shuffle: bool,
    random_state: Any,
) -> list[Split]:
    """Return the splits of the folds in which rows are judged.

    The parameters are those of `cross_validate`; `labels` are a classifier's, else None.
    """
    judged = _mask(test_rows, n_rows)
    codes = np.arange(n_rows) if groups is None else check_groups(groups, n_rows)
    may = np.ones(n_rows, dtype=bool) if labels is None else _others_know(labels, codes)
    if isinstance(cv, float):
        if groups is not None or not shuffle:
            raise InvalidInput(
                f"cv={cv} holds out random rows once: with groups, or without shuffle, give a "
                "number of folds",
                parameter="cv",
            )
        folds = _once(n_rows, labels, cv, random_state)
    else:
        folds = _each(may, labels, None if groups is None else codes, cv, shuffle, random_state)
    found = []
    for held in folds:
        out = np.zeros(n_rows, dtype=bool)
        out[held] = True
        if (out & judged).any():
            found.append((np.flatnonzero(~out), np.flatnonzero(out & judged)))
    if not found:
        raise InvalidInput(
            "no row of test_rows can be held out: its labels have no other rows",
            parameter="test_rows",
        )
    return found


def _once(n_rows: int, labels: Any, share: float, random_state: Any) -> Iterator[Index]:
    if not 0.0 < share < 1.0:
        raise InvalidInput(
            f"cv must be a number of folds, or a share in (0, 1), got {share}", parameter="cv"
        )
    yield train_test_split(n_rows, test_size=share, stratify=labels, random_state=random_state)[1]


def _each(
    may: npt.NDArray[np.bool_],
    labels: Any,
    groups: Index | None,
    cv: int,
    shuffle: bool,
    random_state: Any,
) -> Iterator[Index]:
    """Yield the rows of each fold, of those that may be held out."""
    rows = np.flatnonzero(may)
    check_number("cv", cv, low=2, integer=True)
    n_splits = min(int(cv), len(rows) if groups is None else len(np.unique(groups[rows])))
    if n_splits == 1 and not may.all():  # what is never held out is left to learn from
        yield rows
        return
    if n_splits < 2:
        raise InvalidInput(
            "nothing can be held out: give rows of two groups, or labels with two rows each",
            parameter="y",
        )
    stratify = None if labels is None else labels[rows]
    if groups is None:
        folds = k_fold(
            len(rows), n_splits, stratify=stratify, shuffle=shuffle, random_state=random_state
        )
    else:
        folds = group_k_fold(
            groups[rows], n_splits, stratify=stratify, shuffle=shuffle, random_state=random_state
        )
    for _, test in folds:
        yield rows[test]


def _others_know(labels: npt.NDArray[Any], groups: Index) -> npt.NDArray[np.bool_]:
    """Return which rows have, for all labels of their group, rows in other groups too."""
    classes, codes = encode_labels(labels)
    pairs = np.unique(np.stack([codes, groups]), axis=1)
    alone = np.bincount(pairs[0], minlength=len(classes)) == 1
    if alone.any():
        example = short(classes[int(alone.argmax())])
        warnings.warn(
            f"{int(alone.sum())} class(es), such as {example}, have rows in one group only, or a "
            "single row: these are learnt from in every fold, and not judged",
            ScarceDataWarning,
            stacklevel=2,
        )
    return np.asarray(~np.isin(groups, pairs[1][alone[pairs[0]]]))


def _mask(test_rows: Any, n_rows: int) -> npt.NDArray[np.bool_]:
    if test_rows is None:
        return np.ones(n_rows, dtype=bool)
    rows = np.asarray(test_rows)
    whole = rows.ndim == 1 and rows.dtype.kind in "iuf" and rows.size
    if not whole or (rows != np.floor(rows)).any() or rows.min() < 0 or rows.max() >= n_rows:
        raise InvalidInput(
            f"test_rows must be a list of places of rows, 0 to {n_rows - 1}, at least one, got "
            f"{short(test_rows)}",
            parameter="test_rows",
        )
    mask = np.zeros(n_rows, dtype=bool)
    mask[rows.astype(np.intp)] = True
    return mask
