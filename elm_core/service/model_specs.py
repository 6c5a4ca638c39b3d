"""New models from plain data: a class and its parameters, which may be models themselves."""

from __future__ import annotations

from typing import Any

from elm_core.base import Estimator
from elm_core.persistence import known_classes
from elm_core.service.errors import Unsupported
from elm_core.service.wire import Wire

#: Parameters that hold no models, though a column may be called "class".
_PLAIN = frozenset({"kinds"})


def build_model(spec: Wire) -> Any:
    """Return the unfitted model of ``{class, params}``; parameters may hold such specs too."""
    classes = known_classes()
    name = spec.get("class")
    cls = classes.get(name) if isinstance(name, str) else None
    if cls is None:
        raise Unsupported(f"unknown class {name!r}; known: {', '.join(sorted(classes))}")
    params = {
        key: value if key in _PLAIN else _value(value)
        for key, value in (spec.get("params") or {}).items()
    }
    return cls().set_params(**params)


def _value(value: Any) -> Any:
    if isinstance(value, dict) and isinstance(value.get("class"), str):
        return build_model(value)
    if isinstance(value, (list, tuple)):
        return [_value(part) for part in value]
    return value


def plain_params(model: Estimator) -> Wire:
    """Return the parameters of a model that are plain data."""
    return {
        name: value
        for name, value in model.get_params(deep=False).items()
        if value is None or isinstance(value, (bool, int, float, str))
    }
