"""The columns of a file as the samples that a model takes."""

from __future__ import annotations

from typing import Any

import numpy as np

from elm_core.cli.files import Table
from elm_core.exceptions import InvalidInput
from elm_core.features.tabular import TableEncoder
from elm_core.features.text import TextVectorizer
from elm_core.models.chains.chain import Chain
from elm_core.tables.columns import as_column
from elm_core.tables.reading import read_column
from elm_core.tasks.table import TableClassifier, TableRegressor
from elm_core.tasks.text_classifier import TextClassifier


def samples_for(model: Any, data: Table | list[Any], metadata: dict[str, Any]) -> Any:
    """Return what `model.predict` takes: a table, texts, or rows of numbers."""
    if isinstance(data, list):
        return data
    first = _first_of(model)
    if takes_tables(model):
        return data
    target = metadata.get("target")
    inputs = {name: cells for name, cells in data.items() if name != target}
    if isinstance(first, (TextClassifier, TextVectorizer)):
        return texts_of_one(inputs, metadata.get("text_column"))
    columns = [_numbers(name, cells) for name, cells in inputs.items()]
    return np.column_stack(columns) if columns else []


def takes_tables(model: Any) -> bool:
    """Whether a model is asked with columns by name."""
    return isinstance(_first_of(model), (TableClassifier, TableRegressor, TableEncoder))


def _first_of(model: Any) -> Any:
    """Return what the samples come to first."""
    while isinstance(model, Chain):
        first = model.steps[0]
        model = first[1] if isinstance(first, (list, tuple)) else first
    return model


def texts_of_one(data: Table, name: Any = None) -> list[str]:
    """Return the column of texts: the one called `name`, or the only one there is."""
    if not isinstance(name, str) or name not in data:
        if len(data) != 1:
            names = ", ".join(map(repr, list(data)[:8]))
            raise InvalidInput(f"expected one column of texts, got {len(data)}: {names}")
        (name,) = data
    return ["" if cell is None else str(cell) for cell in data[name]]


def _numbers(name: str, cells: list[Any]) -> Any:
    return read_column(name, as_column(name, cells), {"kind": "number"}).numbers


def looks_like_texts(data: Table) -> bool:
    """Whether the table is one column of texts of several words."""
    if len(data) != 1:
        return False
    column = as_column("texts", next(iter(data.values())))
    texts = read_column("texts", column, {"kind": "text"}).texts.values
    return bool(texts) and float(np.mean([len(text.split()) for text in texts])) >= 2
