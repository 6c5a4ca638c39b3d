"""What the columns of a table hold, as people are shown it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from elm_core.maths.arrays import Work, finish
from elm_core.tables.checked import KINDS, UNUSED
from elm_core.tables.columns import as_table, number_text
from elm_core.tables.hints import hints_of
from elm_core.tables.identifiers import names_rows
from elm_core.tables.readers import ReadColumn
from elm_core.tables.reading import read_columns_steps
from elm_core.tables.target import likely_target, task_of

#: What is said of a column that is left out.
_WHY = {
    "identifier": "it names or counts the rows",
    "texts": "its texts differ from row to row",
    "constant": "it is the same in every row",
    "empty": "it has no values",
    "ignored": "you left it out",
}


def inspect(
    X: Any,
    *,
    kinds: Mapping[str, Any] | None = None,
    decimal: str | None = None,
    delimiter: str | None = None,
    units: Mapping[str, str] | None = None,
    title: str = "",
) -> list[dict[str, Any]]:
    """Describe each column of a table: what it is, how it is read, and what was guessed.

    Parameters
    ----------
    X : table
        Columns by name, rows as dicts, or a DataFrame.
    kinds : mapping or None
        For some columns a kind or a part of a reading, which is then not decided; see
        `elm_core.features.tabular.TableEncoder`.
    decimal : ``"."``, ``","`` or None
        What a comma or point is that could be either.
    delimiter : str or None
        Of the file: in one with semicolons such a comma is a decimal comma.
    units : mapping or None
        Units of columns, from a row of the file.
    title : str
        The name of the file, which may name the target.

    Returns
    -------
    list of dict
        ``name``; ``kind``: number, category, boolean, date, time, text, or identifier, constant,
        empty, ignored for what is not used; ``used`` and ``why`` not; ``reading``, which can be
        given back as the column's entry in `kinds`; ``unit``; ``missing``, ``unread`` and
        ``unique`` (counts); ``missing_texts``: those found that stand for a missing value;
        ``unread_example``: ``text`` and ``row``; ``examples``; ``min``, ``max``, ``mean`` of
        numbers, ``min`` and ``max`` of dates, in days since 1970; ``categories`` (at most 50);
        ``target``: "classification", "regression" or None, what the column would be as a
        target; ``target_likely``: how likely it is the one, and ``target_why``, a clause, or None;
        ``hints``: what else may be meant, each with ``code``, ``text`` and ``change``, the
        part of a reading that makes it so; ``alternatives``: the kinds it may be given.

    Examples
    --------
    >>> about = inspect({"size": ["1.5", "2", ""], "colour": ["red", "red", "blue"]})
    >>> [(c["name"], c["kind"], c["missing"]) for c in about]
    [('size', 'number', 1), ('colour', 'category', 0)]
    """
    work = inspect_steps(
        X, kinds=kinds, decimal=decimal, delimiter=delimiter, units=units, title=title
    )
    return finish(work)


def inspect_steps(
    X: Any,
    *,
    kinds: Mapping[str, Any] | None = None,
    decimal: str | None = None,
    delimiter: str | None = None,
    units: Mapping[str, str] | None = None,
    title: str = "",
) -> Work[list[dict[str, Any]]]:
    """Do what `inspect` does, yielding the share done: a large table takes a while."""
    read = yield from read_columns_steps(
        as_table(X), kinds=kinds, decimal=decimal, delimiter=delimiter
    )
    commas = delimiter == ";" or any(c.sure.get("decimal") == "," for c in read.values())
    fixed = {n for n, k in (kinds or {}).items() if isinstance(k, str) or "kind" in k}
    about = []
    for place, (name, column) in enumerate(read.items()):
        described = _describe(name, column, (units or {}).get(name))
        described["hints"] = hints_of(name, column, commas=commas, fixed=name in fixed)
        described["target"] = task_of(name, column)
        likely = likely_target(name, column, place, len(read), title)
        described["target_likely"], described["target_why"] = likely
        about.append(described)
    return about


def _describe(name: str, column: ReadColumn, unit: str | None) -> dict[str, Any]:
    kind, distinct = column.kind, column.distinct
    rows = column.unread_rows()
    example = None
    if rows.size:
        row = int(rows[0])
        example = {"text": distinct.texts[distinct.codes[row]][:60], "row": row}
    known = ~column.unread if column.unread.size else np.ones(len(distinct.values), np.bool_)
    about: dict[str, Any] = {
        "name": name,
        "kind": kind,
        "used": kind not in UNUSED,
        "why": _WHY.get(_reason(name, column)),
        "reading": dict(column.reading),
        "unit": column.reading.get("unit") or unit,
        "missing": int(column.missing.sum()),
        "missing_texts": list(distinct.marks),
        "unread": int(rows.size),
        "unread_example": example,
        "unique": int(known.sum()),
        "examples": _examples(column, known),
        "alternatives": [*KINDS, "ignore"],
    }
    if kind in ("number", "identifier", "constant", "date") and column.numbers is not None:
        values = column.numbers[~np.isnan(column.numbers)]
        if values.size:
            about |= {"min": float(values.min()), "max": float(values.max())}
            if kind != "date":
                about["mean"] = float(values.mean())
    if kind in ("category", "boolean"):
        order = np.argsort(-distinct.counts, kind="stable")[:50]
        about["categories"] = [distinct.texts[i] for i in order]
    return about


def _reason(name: str, column: ReadColumn) -> str:
    """The kind of a column; of identifiers, those that are texts apart."""
    texts = column.numbers is None and isinstance(column.distinct.values, list)
    return (
        "texts" if column.kind == "identifier" and texts and not names_rows(name) else column.kind
    )


def _examples(column: ReadColumn, known: Any) -> list[str]:
    places = np.flatnonzero(known)[:5]
    values = column.distinct.values
    if isinstance(values, list):
        return [values[place][:60] for place in places]
    return [number_text(float(values[place])) for place in places]
