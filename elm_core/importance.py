"""Which columns matter: what a model loses when the cells of a column are shuffled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core import validation
from elm_core.exceptions import InvalidInput
from elm_core.features.tabular import encoder_of
from elm_core.maths.arrays import Work, finish
from elm_core.tables.columns import Categorical, as_table, is_rows_of_cells

Places = npt.NDArray[np.intp]


def permutation_importance(
    model: Any,
    X: Any,
    y: Any,
    *,
    n_repeats: int = 5,
    max_rows: int = 1000,
    random_state: Any = 0,
) -> dict[str, Any]:
    """Return how much the score falls when the cells of one column change places among the rows.

    Of rows that the model has not seen, it says what a column is worth to the model; columns that
    say the same stand in for each other, so that each of them may look worth little.

    Parameters
    ----------
    model : fitted classifier or regressor
        Its `score` is accuracy or R².
    X : array-like of shape (n_samples, n_features), or a table
    y : array-like of shape (n_samples,)
    n_repeats : int
        How often each column is shuffled.
    max_rows : int
        Of more rows, so many drawn at random are used.
    random_state : int, RandomState, Generator or None

    Returns
    -------
    dict
        ``columns`` (names or places), ``importances`` (n_columns, n_repeats), their mean and
        standard deviation ``importances_mean`` and ``importances_std`` (n_columns,), and ``score``,
        that of the rows as they are.

    References
    ----------
    Breiman (2001), "Random forests", Machine Learning 45(1), sec. 10.

    Examples
    --------
    >>> from elm_core import ELMRegressor
    >>> X = [[a, b] for a in range(10) for b in range(10)]
    >>> model = ELMRegressor(random_state=0).fit(X, [a for a, b in X])
    >>> found = permutation_importance(model, X, [a for a, b in X])
    >>> [round(float(v), 1) for v in found["importances_mean"]]
    [1.9, 0.0]
    """
    work = permutation_importance_steps(
        model, X, y, n_repeats=n_repeats, max_rows=max_rows, random_state=random_state
    )
    return finish(work)


def permutation_importance_steps(
    model: Any,
    X: Any,
    y: Any,
    *,
    n_repeats: int = 5,
    max_rows: int = 1000,
    random_state: Any = 0,
) -> Work[dict[str, Any]]:
    """Do what `permutation_importance` does, yielding the share done."""
    validation.check_number("n_repeats", n_repeats, low=1, integer=True)
    validation.check_number("max_rows", max_rows, low=2, integer=True)
    random = np.random.RandomState(validation.check_seed(random_state))
    columns, joined = _taken_apart(X, model)
    y = np.asarray(y)
    n = len(next(iter(columns.values())))
    if len(y) != n:
        raise InvalidInput(f"X has {n} rows, y has {len(y)}", parameter="y")
    if n > max_rows:
        some = np.sort(random.permutation(n)[:max_rows])
        columns = {name: _take(column, some) for name, column in columns.items()}
        y, n = y[some], max_rows
    score = float(model.score(joined(columns), y))
    fall = np.zeros((len(columns), n_repeats))
    for i, (name, column) in enumerate(columns.items()):
        for repeat in range(n_repeats):
            shuffled = columns | {name: _take(column, random.permutation(n))}
            fall[i, repeat] = score - float(model.score(joined(shuffled), y))
        yield (i + 1) / len(columns)
    return {
        "columns": list(columns),
        "importances": fall,
        "importances_mean": fall.mean(axis=1),
        "importances_std": fall.std(axis=1),
        "score": score,
    }


def _taken_apart(X: Any, model: Any) -> tuple[dict[Any, Any], Callable[[dict[Any, Any]], Any]]:
    """Return columns by name, of an array by place, and what puts them together as `model` takes
    them."""
    names = getattr(X, "column_names", getattr(X, "columns", None))  # the former: Arrow's
    is_table = isinstance(X, dict) or is_rows_of_cells(X)
    if is_table or (names is not None and encoder_of(model) is not None):
        return dict(as_table(X)), dict  # read once
    if names is None:
        return dict(enumerate(validation.check_X(X).T)), _side_by_side
    if len(set(names)) < len(names):
        raise InvalidInput("two columns have the same name: rename one", parameter="X")
    columns = {name: getattr(X[name], "array", X[name]) for name in names}  # not by pandas' index
    return columns, getattr(type(X), "from_pydict", type(X))


def _side_by_side(columns: dict[Any, Any]) -> Any:
    return np.column_stack(list(columns.values()))


def _take(column: Any, rows: Places) -> Any:
    if isinstance(column, Categorical):
        return replace(column, codes=column.codes[rows])
    return column.take(rows) if hasattr(column, "take") else column[rows]
