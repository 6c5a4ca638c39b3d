"""What crosses the worker's border, turned into what the models take, and back.

Arrays come and go flat with their shape beside them; labels as codes into a list of values;
tables as columns. There are no nested lists.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core.exceptions import InvalidInput
from elm_core.tables.columns import Categorical, coded

Wire = dict[str, Any]
Index = npt.NDArray[np.intp]


@contextlib.contextmanager
def _readable(name: str) -> Iterator[None]:
    """Whatever a message holds, what cannot be read is the sender's error."""
    try:
        yield
    except InvalidInput:
        raise
    except (TypeError, ValueError, AttributeError, KeyError, IndexError, OverflowError) as error:
        raise InvalidInput(
            f"{name} is not as the protocol has it: {error}", parameter=name
        ) from None


def need(args: Wire, name: str) -> Any:
    """Return an argument of a request, which must be there."""
    value = args.get(name)
    if value is None:
        raise InvalidInput(f"the request has no {name}", parameter=name)
    return value


def list_in(value: Any, name: str) -> list[Any]:
    """Return a list of plain values, such as ids."""
    if not isinstance(value, (list, tuple)):
        raise InvalidInput(f"{name} must be a list", parameter=name)
    return list(value)


def samples_in(value: Any, name: str = "X") -> Any:
    """Return samples as an array (n × d), texts, clips of sound, or a table of columns.

    Parameters
    ----------
    value : dict
        ``{data, shape}``, ``{texts}``, ``{clips: {data, lengths}}`` (samples end to end) or
        ``{columns: [{name, data} | {name, codes, values} | {name, codes, text}]}``, the `text`
        being many values with zeros between them.
    """
    if isinstance(value, dict):
        with _readable(name):
            if "clips" in value:
                return _clips_in(value["clips"], name)
            if "data" in value:
                return array_in(value, name)
            if "texts" in value:
                return list(value["texts"])
            if "columns" in value:
                return _table_in(value["columns"], name)
    raise InvalidInput(f"{name} must be a matrix, texts, clips or a table", parameter=name)


def targets_in(value: Any, name: str = "y") -> npt.NDArray[Any]:
    """Return numbers from ``{data, shape}`` or labels from ``{codes, values}``."""
    with _readable(name):
        if isinstance(value, dict) and "data" in value:
            return array_in(value, name)
        return _labels_in(value, name)


def _labels_in(value: Any, name: str) -> npt.NDArray[Any]:
    if not isinstance(value, dict) or "codes" not in value or "values" not in value:
        raise InvalidInput(f"{name} must hold numbers or labels", parameter=name)
    values = labels_array(value["values"])
    codes = np.asarray(value["codes"])
    wrong = np.flatnonzero((codes < 0) | (codes >= len(values)))
    if wrong.size:
        row = int(wrong[0])
        raise InvalidInput(f"{name} holds no label in row {row}", parameter=name, row=row)
    return np.asarray(values[codes])


def labels_array(values: list[Any]) -> npt.NDArray[Any]:
    """Return labels as an array that keeps their kind (mixed kinds: as objects)."""
    kinds = {type(v) for v in values}
    if len(kinds) == 1 or kinds <= {int, float}:
        return np.array(values)
    mixed = np.empty(len(values), dtype=object)
    mixed[:] = values
    return mixed


def array_in(value: Wire, name: str) -> npt.NDArray[Any]:
    """Return the array of ``{data, shape}`` without copying it."""
    data = np.asarray(value["data"])
    shape = [int(n) for n in value.get("shape") or [data.size]]
    if data.ndim != 1 or any(n < 0 for n in shape) or data.size != int(np.prod(shape)):
        raise InvalidInput(
            f"{name} holds {data.size} numbers, which do not fill the shape {shape}",
            parameter=name,
        )
    return data.reshape(shape)


def require_equal_lengths(a: Any, b: Any, name: str) -> None:
    """Raise InvalidInput, naming what is too long or too short, unless both are as long."""
    if len(a) != len(b):
        raise InvalidInput(f"{name} holds {len(b)} values, expected {len(a)}", parameter=name)


def _clips_in(value: Wire, name: str) -> list[npt.NDArray[Any]]:
    data, lengths = np.asarray(value["data"]), np.asarray(value["lengths"], dtype=np.int64)
    if data.ndim != 1 or lengths.ndim != 1 or (lengths < 0).any() or lengths.sum() != data.size:
        raise InvalidInput(
            f"{name} holds {data.size} samples, which are not those of {lengths.size} clips",
            parameter=name,
        )
    ends = np.cumsum(lengths)
    return [data[end - n : end] for n, end in zip(lengths, ends, strict=True)]


def take_rows(samples: Any, rows: Index | slice) -> Any:
    """Return some rows of what `samples_in` gave."""
    if isinstance(samples, np.ndarray):
        return samples[rows]
    places = range(len(samples))[rows] if isinstance(rows, slice) else rows
    if isinstance(samples, list):
        return [samples[i] for i in places]
    return {
        name: replace(column, codes=column.codes[rows])
        if isinstance(column, Categorical)
        else column[rows]
        for name, column in samples.items()
    }


def row_count(samples: Any) -> int:
    """Return the number of rows of what `samples_in` gave."""
    if not isinstance(samples, dict):
        return len(samples)
    first = next(iter(samples.values()), ())
    return len(first.codes if isinstance(first, Categorical) else first)


def batches(samples: Any, size: int) -> Iterator[tuple[int, Any]]:
    """Yield (first row, rows) in batches; one empty batch for no rows, so that it is checked."""
    n = row_count(samples)
    if n <= size:
        yield 0, samples
        return
    for start in range(0, n, size):
        yield start, take_rows(samples, slice(start, start + size))


def labels_out(labels: npt.NDArray[Any]) -> Wire:
    """Return labels as codes and values."""
    values, codes = np.unique(labels, return_inverse=True)
    return {"codes": codes.reshape(-1).astype(np.int32), "values": values.tolist()}


def array_out(array: npt.NDArray[Any]) -> Wire:
    """Return an array as flat float64 numbers with its shape."""
    flat = np.ascontiguousarray(array, dtype=np.float64)
    return {"data": flat.reshape(-1), "shape": list(flat.shape)}


def _table_in(columns: Any, name: str) -> dict[str, Any]:
    table: dict[str, Any] = {}
    lengths: dict[str, int] = {}
    for column in columns:
        key = column.get("name")
        if not isinstance(key, str) or key in table:
            raise InvalidInput(
                f"column names must be texts, each once; got {key!r} again"
                if key in table
                else f"column names must be texts, got {key!r}",
                parameter=name,
                column=str(key),
            )
        if "codes" in column:
            codes = np.asarray(column["codes"])
            text = column.get("text")
            cells = list(column["values"]) if text is None else text.split("\0")
            if codes.size and not (codes.min() >= -1 and codes.max() < len(cells)):
                raise InvalidInput(f"column {key!r} has codes without a value", parameter=name)
            table[key] = coded(codes, cells)
        else:
            table[key] = np.asarray(column["data"], dtype=np.float64)
        lengths[key] = len(codes) if "codes" in column else len(table[key])
    if len(set(lengths.values())) > 1:
        raise InvalidInput(f"columns of unequal length: {lengths}", parameter=name)
    return table
