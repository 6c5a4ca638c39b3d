"""Training past one machine: Dask arrays and frames, in two passes of tree reduction.

An ELM is a ridge regression, and its sufficient statistics add up: every block of rows is
turned into `maths.moments.Moments` where it lies, and only those travel, n_hidden² numbers
whatever the number of rows. The model is the one that a single machine would train. A block
whose worker is lost is computed again by Dask, no other.

The first pass learns scaling and classes, the second the statistics, with a sample of rows for
the leave-one-out scores. Features are learnt from a sample of rows, in a pass between the two.
Needs ``pip install "elm_core[dask]"``.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from elm_core import validation
from elm_core.distributed.blocks import blocks_of
from elm_core.distributed.pass_results import FirstPass, SecondPass
from elm_core.distributed.plan import Plan
from elm_core.distributed.tree import reduced
from elm_core.exceptions import InvalidInput
from elm_core.models.elm import ELMClassifier, ELMRegressor

__all__ = ["fit"]


def fit(model: Any, X: Any, y: Any = None, *, sample_weight: Any = None) -> Any:
    """Train a model on rows that Dask holds, reads or computes.

    The blocks are worked on by whatever scheduler Dask is set to: threads, or the processes of
    the `distributed.Client` that is open. Each is read twice and thrown away: memory is that of
    a block and of n_hidden² numbers for each thread at work.

    Parameters
    ----------
    model : ELMClassifier or ELMRegressor
        Trained in place; the earlier model stays as it was if an error comes.
    X : dask array (n_samples, n_features), dask DataFrame, or list of delayed
        A list holds ``dask.delayed`` blocks ``(X, y)`` or ``(X, y, sample_weight)``, for files
        that Dask has no reader for; `y` and `sample_weight` are then None.
    y : dask array or Series, or str
        Targets; the name of a column, where `X` is a DataFrame that holds it.
    sample_weight : dask array or Series, or None

    Returns
    -------
    ELMClassifier or ELMRegressor
        The model, as ``model.fit`` on one machine would have made it, to rounding. Where
        ``alpha`` is so small that the system is singular, what is linearly dependent is left out.

    Raises
    ------
    InvalidInput
        Naming the parameter, and the row within its block.

    Examples
    --------
    >>> import dask.array as da
    >>> from elm_core import ELMRegressor, distributed
    >>> x = da.linspace(0, 6, 10_000, chunks=1000).reshape(-1, 1)
    >>> model = distributed.fit(ELMRegressor(random_state=0), x, da.sin(x[:, 0]))
    >>> bool(abs(model.predict([[1.5]])[0] - 0.9975) < 0.01)
    True
    """
    if type(model) not in (ELMClassifier, ELMRegressor):
        raise InvalidInput(
            f"ELMClassifier and ELMRegressor can be trained on blocks, got {type(model).__name__}",
            parameter="model",
        )
    settings = model._settings()
    blocks, names = blocks_of(X, y, sample_weight)
    plan = Plan(model, settings, blocks)
    first: FirstPass = reduced([plan.first(i) for i in range(len(blocks))], FirstPass.join)
    if first.spread is None:
        raise InvalidInput("no rows came: X is empty", parameter="X")
    plan.learn(first)
    if plan.few:
        return _fit_here(model, blocks, names)
    second: SecondPass = reduced([plan.second(i) for i in range(len(blocks))], SecondPass.join)
    learned = plan.solve(second)
    if names is not None:
        learned["feature_names_in_"] = names
    model._become(**learned)
    return model


def _fit_here(model: Any, blocks: list[Any], names: Any) -> Any:
    """Train on rows that are few enough for one machine."""
    from dask.delayed import delayed

    parts = delayed(list)(blocks).compute()
    parts = [p for p in parts if len(p[0])]
    x = np.concatenate([validation.check_X(p[0]) for p in parts])
    y = np.concatenate([np.asarray(p[1]) for p in parts])
    weights = None
    if any(p[2] is not None for p in parts):
        weights = np.concatenate(
            [np.ones(len(p[0])) if p[2] is None else np.asarray(p[2]) for p in parts]
        )
    model.fit(x, y, weights)
    if names is not None:
        model.feature_names_in_ = names
    return model
