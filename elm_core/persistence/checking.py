"""Whether what a file says of a model is what the tables say of its class."""

from __future__ import annotations

from typing import Any

import numpy as np

from elm_core.base import Estimator
from elm_core.exceptions import ModelFormatError, short
from elm_core.persistence.learned import LEARNED
from elm_core.specs.parameters import parameters_of
from elm_core.specs.values import Sizes, fits


def check_learned(model: Estimator, learned: dict[str, Any]) -> None:
    """Raise ModelFormatError unless what a file says a model has learnt is what the table says.

    Names are those of the table, none is missing, and shapes agree with each other; parameters
    are checked, too.
    """
    name = type(model).__name__
    sizes: Sizes = {}
    _check_fields(name, learned, LEARNED[name], sizes)
    for parameter, spec in parameters_of(type(model)).items():
        _require(name, parameter, getattr(model, parameter), spec, sizes)


def _check_fields(owner: str, values: dict[str, Any], fields: dict[str, str], sizes: Sizes) -> None:
    known = {name.rstrip("?"): spec for name, spec in fields.items()}
    for name in values:
        if name not in known:
            raise ModelFormatError(f"{owner} has nothing called {short(name)}")
    for name in fields:
        if name in known and name not in values:
            raise ModelFormatError(f"{owner} needs {name}")
    for name, spec in known.items():
        if name in values:
            _require(owner, name, values[name], spec, sizes)


def _require(owner: str, name: str, value: Any, spec: str, sizes: Sizes) -> None:
    if not fits(spec, value, sizes):
        where = ", ".join(f"{k} = {v}" for k, v in sizes.items())
        raise ModelFormatError(
            f"{name} of {owner} must be {spec}{f' with {where}' if where else ''}, got "
            f"{_shown(value)}"
        )


def _shown(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return f"{value.dtype.name} of shape {list(value.shape)}"
    return type(value).__name__ if isinstance(value, Estimator) else short(value)
