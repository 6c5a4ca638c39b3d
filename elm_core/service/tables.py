"""Verbs on tables: what their columns hold, and what is to be learnt of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from elm_core.exceptions import InvalidInput
from elm_core.service import wire
from elm_core.service.arguments import Work, given
from elm_core.service.registry import Models
from elm_core.service.wire import Wire
from elm_core.tables.inspection import inspect_steps
from elm_core.tables.target import targets_of


def inspect_table(models: Models, args: Wire) -> Work:
    """``{table, kinds, decimal, delimiter, units, title}`` → what each column is."""
    table = wire.samples_in(wire.need(args, "table"), "table")
    options = given(args, "decimal", "delimiter", "title")
    options |= {name: _mapping(args, name) for name in ("kinds", "units")}
    return {"columns": (yield from inspect_steps(table, **options))}


def read_targets(models: Models, args: Wire) -> Work:
    """``{table, task, kind}`` → the targets of its one column, and the rows that have one."""
    yield from ()
    table = wire.samples_in(wire.need(args, "table"), "table")
    if not isinstance(table, dict) or len(table) != 1:
        raise InvalidInput("table must be a table of one column", parameter="table")
    task = args.get("task")
    if task not in ("classification", "regression"):
        raise InvalidInput(
            f"task must be 'classification' or 'regression', got {task!r}", parameter="task"
        )
    [(name, column)] = table.items()
    found = targets_of(name, column, task, _mapping(args, "kind"))
    y = wire.labels_out(found.y) if task == "classification" else wire.array_out(found.y)
    return {"y": y, "rows": found.rows.astype(np.int32), "reading": found.reading}


def _mapping(args: Wire, name: str) -> Mapping[str, Any] | None:
    value = args.get(name)
    if value is not None and not isinstance(value, Mapping):
        raise InvalidInput(f"{name} must map names to values, got {value!r}", parameter=name)
    return value
