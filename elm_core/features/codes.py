"""Few whole numbers: amounts, or codes of categories? The reading that predicts better."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from elm_core.maths.hidden import draw
from elm_core.maths.linalg import Array
from elm_core.maths.ridge import Rows, solve_wide
from elm_core.maths.scaling import learn_scaling
from elm_core.tables.readers import ReadColumn

#: Distinct numbers beyond which a column holds amounts.
_MOST_CODES = 20
#: Rows that are looked at, columns that are tried, and hidden units of the models compared.
_MOST_ROWS, _MOST_COLUMNS, _HIDDEN = 600, 8, 128
#: Of the targets' variance, how much less has to be left unexplained for categories to be taken:
#: a share of what was left, and more than rounding.
_BETTER, _LEAST = 0.95, 0.005


def may_be_codes(column: ReadColumn) -> bool:
    """Whether a column of numbers has few whole values, each of which comes several times."""
    if column.kind != "number" or column.numbers is None:
        return False
    known = column.numbers[~np.isnan(column.numbers)]
    values = np.unique(known)
    return bool(
        3 <= len(values) <= _MOST_CODES
        and len(known) >= 5 * len(values)
        and (values == np.floor(values)).all()
    )


def are_codes(numbers: Mapping[str, Array], codes: Mapping[str, Array], y: Any) -> list[str]:
    """Return the names of the columns that predict `y` better as categories.

    One column after the other, beside all others as they are by then: a small random layer with
    the ridge term of least leave-one-out error (Allen 1974), on some of the rows.

    Parameters
    ----------
    numbers : mapping of names to arrays of shape (n_rows, width)
        All columns in use.
    codes : mapping of names to arrays
        Those that may be codes, as categories.
    y : array-like of shape (n_rows,)
        Labels, or numbers.
    """
    if not codes:
        return []
    targets = np.asarray(y)
    n = len(targets)
    if targets.ndim != 1 or any(len(part) != n for part in numbers.values()):
        return []  # what is wrong with y is said where it is used
    some = np.unique(np.linspace(0, n - 1, min(n, _MOST_ROWS)).astype(np.intp))
    wanted = _as_columns(targets[some])
    if wanted is None:
        return []
    parts = {name: part[some] for name, part in numbers.items()}
    base = _error(list(parts.values()), wanted)
    found = []
    for name in list(codes)[:_MOST_COLUMNS]:
        others = parts | {name: codes[name][some]}
        error = _error(list(others.values()), wanted)
        if error < min(_BETTER * base, base - _LEAST):
            found.append(name)
            parts, base = others, error
    return found


def _as_columns(targets: Any) -> Array | None:
    if targets.dtype.kind in "fiu":
        values = targets.astype(np.float64)
        column: Array = values[:, None]
        return column if np.isfinite(values).all() else None
    if targets.dtype.kind == "O":
        targets = np.array([str(value) for value in targets.tolist()])
    labels, places = np.unique(targets, return_inverse=True)
    if len(labels) > _MOST_ROWS // 2:
        return None
    columns: Array = np.eye(len(labels))[places.reshape(-1)]
    return columns


def _error(parts: list[Array], targets: Array) -> float:
    """Leave-one-out error of a small model, in shares of that of the mean.

    Its inputs are scaled as those of the model that will be trained: a category of many levels
    outweighs the numbers beside it there, and has to be worth that.
    """
    inputs = np.hstack(parts)
    mean, scale = learn_scaling(inputs)
    inputs = (inputs - mean) / scale
    layer = draw(
        0,
        inputs.shape[1],
        _HIDDEN,
        activation="relu",
        hidden="normal",
        weight_scale=1.0,
        bias_scale=0.5,
    )
    solution = solve_wide(Rows(layer(inputs), targets, np.ones(len(targets))), "loo")
    total = ((targets - targets.mean(axis=0)) ** 2).sum()
    return float(((targets - solution.loo) ** 2).sum() / total) if total > 0 else 0.0
