"""What a model needs to come back if the worker is lost: its file, made anew after each change."""

from __future__ import annotations

from dataclasses import is_dataclass
from types import FunctionType, MethodType, ModuleType
from typing import Any

import numpy as np

from elm_core.exceptions import InvalidInput
from elm_core.persistence import dumps
from elm_core.service.registry import Models
from elm_core.service.wire import Wire

#: Bytes of arrays in a model up to which a checkpoint holds all of it.
WHOLE = 48 * 2**20
#: … and those of its file beyond which there is none: it would take seconds and much memory.
MOST = 384 * 2**20


def take_checkpoint(models: Models, wanted: int | None = None) -> Wire | None:
    """Return the checkpoint of one model that changed since its last one, None if none did.

    Parameters
    ----------
    wanted : int, optional
        The only model to look at.

    Returns
    -------
    dict or None
        ``{model, json, complete}``: `json` is None for a model that no file can hold, `complete`
        False where it is missing or cannot go on learning.
    """
    number = models.next_changed(wanted)
    if number is None:
        return None
    model = models.get({"model": number})
    if held_bytes(model, in_file=True) > MOST:
        return {"model": number, "json": None, "complete": False}
    whole = held_bytes(model) <= WHOLE
    metadata = models.metadata({"model": number})
    try:
        json = dumps(model, metadata=metadata, statistics=True if whole else None)
    except (InvalidInput, MemoryError):  # a parameter that is a function; a heap that is full
        return {"model": number, "json": None, "complete": False}
    return {"model": number, "json": json, "complete": whole}


def held_bytes(value: Any, seen: set[int] | None = None, *, in_file: bool = False) -> int:
    """Bytes of all arrays that a model holds, each counted once; `in_file`: that a file holds."""
    seen = set() if seen is None else seen
    if id(value) in seen:
        return 0
    seen.add(id(value))
    if isinstance(value, np.ndarray):
        return int(value.nbytes)
    if isinstance(value, dict):
        parts = list(value.values())
    elif isinstance(value, (list, tuple)):
        parts = list(value)
    elif isinstance(value, (type, ModuleType, FunctionType, MethodType)):
        return 0
    elif hasattr(value, "__dict__"):
        left_out = getattr(type(value), "_rebuilt", ()) if in_file else ()
        parts = [part for name, part in vars(value).items() if name not in left_out]
    elif is_dataclass(value):  # with slots
        parts = [getattr(value, name) for name in value.__dataclass_fields__]
    else:
        return 0
    return sum(held_bytes(part, seen, in_file=in_file) for part in parts)
