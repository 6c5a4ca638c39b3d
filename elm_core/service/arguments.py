"""What verbs read from the arguments of a request."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from elm_core.exceptions import InvalidInput
from elm_core.service import wire
from elm_core.service.errors import Unsupported
from elm_core.service.registry import Models
from elm_core.service.wire import Wire

#: A request under way: yields the share done, or what a streamed fit has to say.
Work = Generator[float | str, None, Wire]


def able(models: Models, args: Wire, method: str) -> Any:
    """Return the model that a request is about, which must have a method."""
    model = models.get(args)
    if not hasattr(model, method):
        raise Unsupported(f"{type(model).__name__} has no {method}")
    return model


def given(args: Wire, *names: str) -> Wire:
    """Return those of the options that the request gives."""
    return {name: args[name] for name in names if args.get(name) is not None}


def samples(args: Wire, name: str = "X") -> Any:
    """Return the samples of a request, which must be there."""
    return wire.samples_in(wire.need(args, name), name)


def training_data(model: Any, args: Wire) -> tuple[Any, Any]:
    """Return samples and targets; these are None where a request has none."""
    found = samples(args)
    if args.get("y") is None:
        return found, None
    targets = wire.targets_in(args["y"])
    return found, model.read_targets(targets) if hasattr(model, "read_targets") else targets


def labelled_data(model: Any, args: Wire) -> tuple[Any, Any]:
    """Return samples and a target for each of them."""
    found, targets = training_data(model, args)
    if targets is None:
        wire.need(args, "y")
    rows = wire.row_count(found)
    if rows != len(targets):
        raise InvalidInput(f"X has {rows} rows, y has {len(targets)}", parameter="y")
    return found, targets


def weights(args: Wire) -> Any:
    """Return the weights of the samples, or None."""
    value = args.get("sample_weight")
    return None if value is None else wire.targets_in(value, "sample_weight")
