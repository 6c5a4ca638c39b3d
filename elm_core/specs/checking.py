"""Whether the parameters of an estimator, in memory, are what the table says of them."""

from __future__ import annotations

import numbers
from collections.abc import Callable
from typing import Any

import numpy as np

from elm_core import validation
from elm_core.exceptions import InvalidInput, short
from elm_core.specs.forms import forms
from elm_core.specs.parameters import parameters_of
from elm_core.specs.values import Sizes, fits
from elm_core.specs.wording import described

#: Arrays of any kind that becomes numbers; these say what is wrong with them.
_ARRAYS: dict[str, Callable[[str, Any], Any]] = {
    "scaling": lambda _, value: validation.check_scaling(value),
    "rows": lambda name, value: validation.check_X(value, name=name),
}


def check_parameters(estimator: Any, *names: str) -> None:
    """Raise InvalidInput, naming the first parameter that is not what it may be.

    Of all of them, or of those that are named.
    """
    sizes: Sizes = {}
    for name, spec in parameters_of(type(estimator)).items():
        if not names or name in names:
            _check(name, getattr(estimator, name), spec, sizes)


def _check(name: str, value: Any, spec: str, sizes: Sizes) -> None:
    if isinstance(value, (list, tuple)) or getattr(value, "ndim", 0) > 0:
        for form in forms(spec):
            if form.kind in _ARRAYS:
                _ARRAYS[form.kind](name, value)
                return
    if not fits(spec, _settled(value), sizes):
        raise InvalidInput(
            f"{name} must be {described(spec, sizes)}, got {short(value)}", parameter=name
        )


def _settled(value: Any) -> Any:
    """Return numbers as Python's own, and short sequences of them as lists."""
    if value is None or type(value) in (bool, int, float, str):
        return value
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, np.ndarray) and value.ndim == 1:
        return value.tolist()
    if isinstance(value, (list, tuple)):
        return [_settled(item) for item in value]
    if isinstance(value, numbers.Integral) and not isinstance(value, bool):
        return int(value)
    if isinstance(value, numbers.Real) and not isinstance(value, bool):
        return float(value)
    return value
