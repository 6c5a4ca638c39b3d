"""Telling of cells that cannot be read."""

from __future__ import annotations

import warnings
from collections.abc import Mapping

from elm_core.exceptions import UnreadableCells
from elm_core.tables.readers import ReadColumn


def warn_of_unread(read: Mapping[str, ReadColumn], *, target: bool = False) -> None:
    """Warn of the cells that cannot be read, once for each column.

    Parameters
    ----------
    read : mapping of names to columns
    target : bool
        Whether it is the column to predict.
    """
    for name, column in read.items():
        rows = column.unread_rows()
        if rows.size:
            row = int(rows[0])
            text = column.distinct.texts[column.distinct.codes[row]]
            told = UnreadableCells(name, column.kind, rows.size, text, row, target=target)
            warnings.warn(told, stacklevel=3)
