"""What columns of Arrow stand for."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core.exceptions import InvalidInput


def as_numpy(
    values: Any, name: str, *, column: str | None = None, dtype: Any = None
) -> npt.NDArray[Any]:
    """Return anything as NumPy's array, with what columns of Arrow stand for.

    `column` of the parameter `name` is named where it is of a kind that is no array.

    Raises
    ------
    InvalidInput
        If pyarrow makes no array of such values.
    """
    try:
        return np.asarray(decoded(values), dtype=dtype)
    except NotImplementedError:
        for one in getattr(values, "column_names", []):  # the error says not which it is
            as_numpy(values.column(one), name, column=one)
        where = name if column is None else f"column {column!r} of {name}"
        raise InvalidInput(
            f"{where} holds {getattr(values, 'type', 'values')}, of which no array can be made: "
            "cast it to numbers or texts",
            parameter=name,
            column=column,
        ) from None


def decoded(values: Any) -> Any:
    """Return a table or column of Arrow with plain columns for dictionary-encoded ones.

    Asked for an array, a chunked column of pyarrow that is dictionary-encoded gives the last value
    of the dictionary where a cell is missing. All else is returned as it is.

    Parameters
    ----------
    values : object

    Raises
    ------
    NotImplementedError
        Pyarrow's, of a kind of values that it cannot decode.
    """
    if hasattr(values, "dictionary_decode"):
        return values.dictionary_decode()
    if hasattr(values, "column_names") and hasattr(values, "from_arrays"):
        columns = [decoded(column) for column in values.columns]
        return type(values).from_arrays(columns, names=values.column_names)
    kind = getattr(values, "type", None)
    if not hasattr(values, "chunks") or plain_type(kind) == kind:
        return values
    import pyarrow as pa

    # a cast knows fewer kinds of values: no lists, for one
    return pa.chunked_array(
        [chunk.dictionary_decode() for chunk in values.chunks], plain_type(kind)
    )


def plain_type(kind: Any) -> Any:
    """Return the type of the values of a dictionary-encoded column; any other type as it is."""
    return kind.value_type if hasattr(kind, "index_type") else kind
