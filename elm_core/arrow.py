"""What columns of Arrow stand for."""

from __future__ import annotations

from typing import Any


def decoded(values: Any) -> Any:
    """Return a table or column of Arrow with plain columns for dictionary-encoded ones.

    Asked for an array, a chunked column of pyarrow that is dictionary-encoded gives the last value
    of the dictionary where a cell is missing. All else is returned as it is.

    Parameters
    ----------
    values : object
    """
    if not hasattr(values, "unify_dictionaries"):  # tables and columns in chunks have it
        return values
    if hasattr(values, "column_names"):
        columns = [decoded(column) for column in values.columns]
        return type(values).from_arrays(columns, names=values.column_names)
    kind = values.type
    return values.cast(kind.value_type) if hasattr(kind, "index_type") else values
