"""What the columns of a table hold."""

from __future__ import annotations

from typing import Any

import numpy as np

from elm_core.features.columns import (
    PARSERS,
    Categorical,
    Column,
    as_table,
    is_missing,
    numbers_of,
    texts_of,
)

#: A column with this share of distinct texts is no category but an identifier or text.
_MANY = 0.5

#: Distinct values beyond which a numeric target is a quantity and not a class.
_MOST_CLASSES = 20


def inspect(X: Any) -> list[dict[str, Any]]:
    """Describe each column of a table.

    Returns
    -------
    list of dict
        ``name``; ``kind``: number, category, boolean, date, text, identifier, constant or
        empty; ``missing`` and ``unique`` (counts); ``missing_texts``: the texts found that stand
        for a missing value; ``examples``; ``min``, ``max``, ``mean`` of
        numbers; ``categories`` (at most 50); ``target``: "classification", "regression" or
        None, what the column would be as a target.

    Examples
    --------
    >>> about = inspect({"size": ["1.5", "2", ""], "colour": ["red", "red", "blue"]})
    >>> [(c["name"], c["kind"], c["missing"]) for c in about]
    [('size', 'number', 1), ('colour', 'category', 0)]
    """
    return [_describe(name, column) for name, column in as_table(X).items()]


def _describe(name: str, column: Column) -> dict[str, Any]:
    texts = texts_of(column)
    kind = kind_of(name, column, texts)
    missing = int((texts.codes < 0).sum())
    about: dict[str, Any] = {
        "name": name,
        "kind": kind,
        "missing": missing,
        "missing_texts": _missing_texts(column),
        "unique": len(texts.values),
        "examples": [v[:60] for v in texts.values[:5]],
        "target": None,
    }
    if kind in ("number", "identifier", "constant") and _parses(texts, "number"):
        values = numbers_of(name, column, "number")
        values = values[~np.isnan(values)]
        about |= {"min": float(values.min()), "max": float(values.max())}
        about["mean"] = float(values.mean())
    if kind == "number":
        whole = bool((values == np.floor(values)).all())
        few = len(texts.values) <= _MOST_CLASSES and whole and len(values) >= 3 * len(texts.values)
        about["target"] = "classification" if few else "regression"
    if kind in ("category", "boolean"):
        counts = np.bincount(texts.codes[texts.codes >= 0], minlength=len(texts.values))
        order = np.argsort(-counts, kind="stable")[:50]
        about["categories"] = [texts.values[i] for i in order]
        about["target"] = "classification"
    return about


def _missing_texts(column: Column) -> list[str]:
    if not isinstance(column, Categorical):
        return []
    return [text for text in column.values if is_missing(text)]


def _parses(texts: Categorical, kind: str) -> bool:
    parse = PARSERS[kind]
    return bool(texts.values) and all(parse(v) is not None for v in texts.values)


def kind_of(name: str, column: Column, texts: Categorical) -> str:
    """Return what a column holds; `texts` are its cells as `texts_of` gives them."""
    n, distinct = len(texts), len(texts.values)
    if not distinct:
        return "empty"
    if distinct == 1 and (texts.codes >= 0).all():
        return "constant"
    if not isinstance(column, Categorical) or _parses(texts, "number"):
        return "identifier" if _counts_rows(name, column, distinct) else "number"
    if _parses(texts, "boolean"):
        return "boolean"
    if _parses(texts, "date"):
        return "date"
    if distinct > max(20, _MANY * n):
        words = np.mean([len(v.split()) for v in texts.values])
        return "text" if words >= 3 else "identifier"
    return "category"


def _counts_rows(name: str, column: Column, distinct: int) -> bool:
    """Whether a column of numbers is a running number called so."""
    if distinct < len(column) or len(column) < 3:
        return False
    if name.strip().lower() not in ("id", "index", "row", "no", "nr", "#", ""):
        return False
    values = numbers_of(name, column, "number")
    return bool((np.abs(np.diff(values)) == 1).all())
