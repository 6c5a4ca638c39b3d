"""Arrays ↔ JSON: ``{dtype, shape, data}`` with base64 little-endian data, or lists of labels."""

from __future__ import annotations

import base64
import binascii
from math import prod
from typing import Any

import numpy as np

from elm_core import memory
from elm_core.exceptions import InvalidInput, ModelFormatError, short

#: Element types of arrays in a file, all little-endian.
_DTYPES = {
    "float64": "<f8",
    "float32": "<f4",
    "float16": "<f2",
    "int64": "<i8",
    "int32": "<i4",
    "uint8": "u1",
    "bool": "?",
}
#: Precisions below float64 in which a file may hold matrices, narrowest first, and their bits.
_NARROW = {"float16": 11, "float32": 24}
PRECISIONS = ("float64", "float32", "float16")

#: Characters of base64 that are decoded at a time: whole numbers of any type.
_PIECE = 4 * 8 * 2**12


def encode_array(
    array: np.ndarray[Any, Any], name: str, precision: str = "float64"
) -> dict[str, Any]:
    """Return what a file holds for an array called `name`.

    A float64 matrix is held in `precision`, or in the next wider type where that rounds by more
    than half a unit in the last place of a column's largest number. It reads ``"as": "float64"``.
    """
    if array.dtype.kind == "f" and not np.isfinite(array).all():
        raise InvalidInput(
            f"{name} holds NaN or infinity, which a model file cannot hold", parameter=name
        )
    for kind in _narrower(array, precision):
        small = array.astype(_DTYPES[kind])
        return {"dtype": kind, **_packed(small), "as": "float64"}
    shape = list(array.shape)
    if array.dtype.kind in "UO":
        items = array.reshape(-1).tolist()
        if not all(isinstance(v, (str, int, float, bool)) for v in items):
            raise InvalidInput(f"{name} holds values a model file cannot hold", parameter=name)
        return {
            "dtype": "str" if array.dtype.kind == "U" else "object",
            "shape": shape,
            "data": items,
        }
    kind = (
        "int64"
        if array.dtype.kind in "iu" and array.dtype.name not in _DTYPES
        else array.dtype.name
    )
    if kind not in _DTYPES or kind == "float16":
        raise InvalidInput(
            f"{name} is an array of {array.dtype}, which cannot be stored", parameter=name
        )
    if array.dtype == np.uint64 and array.size and array.max() > np.iinfo(np.int64).max:
        raise InvalidInput(
            f"{name} holds {array.max()}, beyond the whole numbers of 64 bits with a sign that a "
            "model file holds: use texts",
            parameter=name,
        )
    return {"dtype": kind, **_packed(np.asarray(array, dtype=_DTYPES[kind]))}


def _packed(array: np.ndarray[Any, Any]) -> dict[str, Any]:
    data = base64.b64encode(np.ascontiguousarray(array).tobytes()).decode("ascii")
    return {"shape": list(array.shape), "data": data}


def _narrower(array: np.ndarray[Any, Any], precision: str) -> list[str]:
    """Return the types, narrowest first, down to `precision` that a matrix can be rounded to."""
    if precision == "float64" or array.dtype != np.float64 or array.ndim < 2 or not array.size:
        return []
    allowed = list(_NARROW)[list(_NARROW).index(precision) :]
    return [kind for kind in allowed if _fits(array.reshape(-1, array.shape[-1]), kind)]


def _fits(columns: np.ndarray[Any, Any], kind: str) -> bool:
    with np.errstate(over="ignore"):
        error = np.abs(columns.astype(_DTYPES[kind]).astype(np.float64) - columns).max(axis=0)
    return bool((error <= 2.0 ** -_NARROW[kind] * np.abs(columns).max(axis=0)).all())


def decode_array(inner: Any) -> np.ndarray[Any, Any]:
    """Return the array of a file; its size is checked before anything is allocated."""
    if not isinstance(inner, dict) or set(inner) - {"as"} != {"dtype", "shape", "data"}:
        raise ModelFormatError("an array needs exactly dtype, shape and data")
    dtype, shape, data = inner["dtype"], inner["shape"], inner["data"]
    becomes = inner.get("as", dtype)
    if ("as" in inner or dtype == "float16") and not (
        isinstance(dtype, str) and dtype in _NARROW and becomes == "float64"
    ):
        raise ModelFormatError(f"array of {short(dtype)} as {short(becomes)}")
    if (
        not isinstance(shape, list)
        or len(shape) > 4
        or not all(type(n) is int and 0 <= n < 2**31 for n in shape)
    ):
        raise ModelFormatError(f"array shape {short(shape)}")
    if dtype in ("str", "object"):
        return _decode_labels(dtype, shape, data)
    if not isinstance(dtype, str) or dtype not in _DTYPES or not isinstance(data, str):
        raise ModelFormatError(f"array of {short(dtype)}")
    array = np.empty(_fitting(shape, data, np.dtype(_DTYPES[dtype]).itemsize), dtype=becomes)
    del inner["data"]  # else the file's text and the array would both be held
    _decode_into(array.reshape(-1), data, dtype)
    return array


def _fitting(shape: list[int], data: str, itemsize: int) -> tuple[int, ...]:
    """Return the shape if the text is as long as it says: before anything is allocated."""
    if len(data) != 4 * ((prod(shape) * itemsize + 2) // 3):
        raise ModelFormatError(f"array data do not fill the shape {shape}")
    return tuple(shape)


def _decode_into(flat: np.ndarray[Any, Any], data: str, dtype: str) -> None:
    """Write the numbers of base64 text into an array, some of them at a time."""
    stored = np.dtype(_DTYPES[dtype] if dtype != "bool" else "u1")
    place = 0
    for start in range(0, len(data), _PIECE):
        try:
            raw = binascii.a2b_base64(data[start : start + _PIECE], strict_mode=True)
        except (binascii.Error, ValueError):
            raise ModelFormatError("array data are not base64") from None
        if len(raw) % stored.itemsize or place + len(raw) // stored.itemsize > len(flat):
            raise ModelFormatError("array data do not fill their shape")
        part = np.frombuffer(raw, dtype=stored)
        if stored.kind == "f" and not np.isfinite(part).all():
            raise ModelFormatError("array data hold NaN or infinity")
        flat[place : place + len(part)] = part
        place += len(part)
    if place != len(flat):
        raise ModelFormatError("array data do not fill their shape")


def _decode_labels(dtype: str, shape: list[int], data: Any) -> np.ndarray[Any, Any]:
    kinds = (str,) if dtype == "str" else (str, int, float, bool)
    if not isinstance(data, list) or len(data) != prod(shape):
        raise ModelFormatError(f"labels do not fill the shape {shape}")
    if not all(isinstance(v, kinds) for v in data):
        raise ModelFormatError("labels must be text, numbers or booleans")
    if dtype == "str":
        if any(v.endswith("\0") for v in data):  # NumPy would cut it off
            raise ModelFormatError("a text that ends in a null character is no str label")
        longest = max((len(v) for v in data), default=0)
        memory.for_loading(4.0 * longest * len(data), at_once=True)
        return np.array(data, dtype=str).reshape(shape)
    array = np.empty(len(data), dtype=object)
    array[:] = data
    return array.reshape(shape)
