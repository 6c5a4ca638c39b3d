"""The column to predict: which one is likely, what it asks for, and the rows that have it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from elm_core.exceptions import InvalidInput
from elm_core.tables.checked import as_reading
from elm_core.tables.columns import Categorical, Column
from elm_core.tables.identifiers import counts_rows, names_rows
from elm_core.tables.readers import ReadColumn
from elm_core.tables.reading import read_column
from elm_core.tables.unread import warn_of_unread

_SURE_NAMES = """
class classes target label labels y outcome output species diagnosis survived churn churned
response result klasse ziel clase etiqueta classe cible exited attrition readmitted
"""
_LIKELY_NAMES = """
status price type category quality score rating grade salary income value cost risk default cancer
disease fraud spam sentiment sales rent revenue amount medv mpg variety kind subscribed deposit
approved purchased won winner is_fraud loan_status strength charges count demand preis precio prix
prezzo prijs
"""
_SURE, _LIKELY = frozenset(_SURE_NAMES.split()), frozenset(_LIKELY_NAMES.split())
#: Distinct whole numbers up to which a target is told as classes; more where its name says so.
_MOST_CLASSES, _MOST_NAMED = 10, 50


class Targets(NamedTuple):
    """What a model learns towards: one entry for each row that has one."""

    y: npt.NDArray[Any]
    rows: npt.NDArray[np.intp]
    reading: dict[str, Any]


def task_of(name: str, column: ReadColumn) -> str | None:
    """Return "classification", "regression" or None: what a column would be as a target."""
    kind, n_distinct = column.kind, len(column.distinct.values)
    if kind in ("category", "boolean"):
        return "classification"
    if kind != "number" or column.numbers is None:
        return None
    known = column.numbers[~np.isnan(column.numbers)]
    whole = bool((known == np.floor(known)).all())
    most = _MOST_NAMED if _words(name) & _SURE else _MOST_CLASSES
    few = whole and n_distinct <= most and len(known) >= 3 * n_distinct
    return "classification" if few and not column.reading.get("unit") else "regression"


def likely_target(
    name: str, column: ReadColumn, place: int, n_columns: int, title: str
) -> tuple[float, str | None]:
    """Return how likely a column is the one to predict, 0 for one that cannot be, and why.

    By its name, the title of the file, its kind and its place: most files have it last, some
    first.
    """
    if task_of(name, column) is None or names_rows(name) or counts_rows(name):
        return 0.0, None
    words = _words(name)
    score, why = 1.0, []
    if name.strip().lower() in _SURE or words & _SURE:
        score += 4.0 if name.strip().lower() in _SURE else 3.0
        why.append("it is called as targets are")
    elif words & _LIKELY:
        score += 2.0
        why.append("it is called as targets often are")
    titled = {word for word in _words(title) if len(word) > 3}
    if titled and any(w in t or t in w for w in words if len(w) > 3 for t in titled):
        score += 2.5
        why.append("the file is named after it")
    if place == n_columns - 1:
        score += 1.8
        why.append("it is the last column")
    elif place == 0:
        score += 0.6
        why.append("it is the first column")
    if column.kind in ("category", "boolean"):
        score += 0.5 if 2 <= len(column.distinct.values) <= 20 else -0.5
    share = float(column.missing.mean())
    return max(score - share, 0.1), why[0] if why else None


def _words(name: str) -> set[str]:
    return set(re.sub(r"([a-z])([A-Z])", r"\1 \2", name).lower().replace("_", " ").split()) | set(
        re.split(r"[^\w]+", name.lower())
    )


def targets_of(
    name: str, column: Column, task: str, kind: Mapping[str, Any] | None = None
) -> Targets:
    """Return the targets of a column, without the rows that have none.

    Parameters
    ----------
    task : ``"classification"`` or ``"regression"``
    kind : mapping or None
        A part of the column's reading that is not to be decided.

    Raises
    ------
    InvalidInput
        If no row has a target, or a target for classes is nearly all different.

    Warns
    -----
    UnreadableCells
        If some cells are no number where one is to be predicted.
    """
    given = {k: v for k, v in as_reading(name, kind or {}).items() if k != "kind"}
    if task == "regression":
        read = read_column(name, column, given | {"kind": "number"})
        assert read.numbers is not None
        warn_of_unread({name: read}, target=True)
        rows = np.flatnonzero(~read.missing)
        y: npt.NDArray[Any] = read.numbers[rows]
    else:
        read = read_column(name, column, given | {"kind": "category"})
        texts = read.texts
        rows = np.flatnonzero(texts.codes >= 0)
        _require_classes(name, texts, len(rows))
        y = np.array(texts.values)[texts.codes[rows]]
    if not rows.size:
        raise InvalidInput(
            f"column {name!r} holds no target in any row: choose another one",
            parameter="y",
            column=name,
        )
    return Targets(y, rows, read.reading)


def _require_classes(name: str, texts: Categorical, n_rows: int) -> None:
    n_distinct = len(texts.values)
    if n_distinct > max(20, n_rows / 2):
        raise InvalidInput(
            f"column {name!r} has {n_distinct} different values in {n_rows} rows, such as "
            f"{texts.values[0][:40]!r}: too many to be classes; choose another column, or predict "
            "a number",
            parameter="y",
            column=name,
        )
