"""Metadata routing: an estimator says which of its methods want `sample_weight` and the like.

Meta-estimators of scikit-learn ask for it where ``set_config(enable_metadata_routing=True)`` was
said. Nothing of scikit-learn is imported before it asks.
"""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable
from typing import Any

#: Methods that may want metadata.
METHODS = (
    *("fit", "partial_fit", "predict", "predict_proba", "decision_function", "score"),
    *("transform", "inverse_transform"),
)
_SAMPLES_AND_TARGETS = {"X", "y", "texts"}


def wanted_by(owner: Any, method: str) -> list[str]:
    """Return the metadata that a method takes: what is neither samples nor targets."""
    function = getattr(owner, method, None)
    if function is None:
        return []
    return [
        name
        for name, parameter in inspect.signature(function).parameters.items()
        if name not in _SAMPLES_AND_TARGETS | {"self"}
        and parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
    ]


class Request:
    """``set_fit_request(sample_weight=True)`` and the like, where the method takes metadata.

    Each is True (it is passed), False (it is not), None (an error if it is given) or another name
    under which it is given.
    """

    def __init__(self, method: str) -> None:
        self._method = method

    def __get__(self, owner: Any, kind: Any = None) -> Callable[..., Any]:
        method = self._method
        names = wanted_by(kind if owner is None else owner, method)
        if not names:
            raise AttributeError(f"{method} of {kind.__name__} takes no metadata")

        def set_request(**requests: Any) -> Any:
            from sklearn import get_config

            if not get_config().get("enable_metadata_routing"):
                raise RuntimeError(
                    f"set_{method}_request needs metadata routing: "
                    "sklearn.set_config(enable_metadata_routing=True)"
                )
            unknown = set(requests) - set(names)
            if unknown:
                raise TypeError(f"{method} takes {', '.join(names)}, not {sorted(unknown)[0]}")
            routing = owner.get_metadata_routing()
            for name, alias in requests.items():
                getattr(routing, method).add_request(param=name, alias=alias)
            owner._metadata_request = routing
            return owner

        set_request.__name__ = f"set_{method}_request"
        set_request.__doc__ = self.__doc__
        return set_request


def routing_of(owner: Any) -> Any:
    """Return what an estimator wants, as scikit-learn's ``MetadataRequest``."""
    from sklearn.utils.metadata_routing import MetadataRequest

    asked = getattr(owner, "_metadata_request", None)
    if asked is not None:
        return copy.deepcopy(asked)
    routing = MetadataRequest(owner=type(owner).__name__)
    for method in METHODS:
        for name in wanted_by(owner, method):
            getattr(routing, method).add_request(param=name, alias=None)
    return routing
