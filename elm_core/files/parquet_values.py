"""Values as Parquet stores them, as texts."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import partial
from typing import Any

import numpy as np

from elm_core.arrow import decoded
from elm_core.files.cells import as_text
from elm_core.files.clock import instant_text, time_text

_PER_SECOND = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}


def is_known_zone(zone: str | None) -> bool:
    """Whether the clocks of a zone are known here."""
    import pyarrow as pa
    from pyarrow import compute

    try:
        compute.local_timestamp(pa.array([0], pa.timestamp("s", zone)))
    except pa.ArrowInvalid:
        return False
    return zone is not None


def texts_of(column: Any, kind: Any, in_zone: bool) -> list[str] | None:
    """Return the cells of a column of Arrow; None if they are bytes that are no text.

    `kind` is the type of its values: of those of a dictionary, where it is encoded with one.
    Instants are given as the clocks of their zone showed them, or in UTC.
    """
    import pyarrow as pa
    from pyarrow import compute, types

    column = decoded(column)
    if column.type != kind:
        column = column.cast(kind)
    if isinstance(kind, pa.UuidType):
        return [str(uuid) if uuid else "" for uuid in column.to_pylist()]
    if _is_bytes(kind):
        try:
            column = column.cast(pa.string())
        except pa.ArrowInvalid:
            return None
    elif types.is_fixed_size_binary(kind):
        return None
    if in_zone:
        column = compute.local_timestamp(column)
    stored, write = _as_stored(kind)
    coded = (column if stored is None else column.cast(stored)).combine_chunks()
    coded = coded.dictionary_encode()
    texts = [write(value) for value in coded.dictionary.to_pylist()]
    codes = coded.indices.fill_null(len(texts)).to_numpy(zero_copy_only=False)
    cells: list[str] = np.array([*texts, ""], dtype=object)[codes].tolist()
    return cells


def _is_bytes(kind: Any) -> bool:
    from pyarrow import types

    return bool(types.is_binary(kind) or types.is_large_binary(kind) or types.is_binary_view(kind))


def _as_stored(kind: Any) -> tuple[Any, Callable[[Any], str]]:
    """Return the type in which values are taken, None for their own, and what writes them."""
    import pyarrow as pa
    from pyarrow import types

    if types.is_date(kind):
        return pa.date32(), _day
    if types.is_timestamp(kind):
        return pa.int64(), partial(instant_text, per_second=_PER_SECOND[kind.unit])
    if types.is_time(kind):
        whole = pa.int32() if kind.bit_width == 32 else pa.int64()
        return whole, partial(time_text, per_second=_PER_SECOND[kind.unit])
    if types.is_duration(kind):
        return pa.int64(), partial(_seconds, per_second=_PER_SECOND[kind.unit])
    if types.is_integer(kind):
        return None, str
    if types.is_float32(kind):
        return None, _shortest
    return None, _decimal if types.is_decimal(kind) else as_text


def _day(value: Any) -> str:
    return str(value.isoformat())


def _seconds(value: int, per_second: int) -> str:
    return as_text(value / per_second)


def _decimal(value: Any) -> str:
    return as_text(float(value))


def _shortest(value: float) -> str:
    """Return the fewest digits that are the same number in 32 bits."""
    exact = Decimal(value)
    if exact.is_finite():
        for digits in range(6, 10):
            rounded = Context(prec=digits, rounding=ROUND_HALF_UP).create_decimal(exact)
            if np.float32(rounded) == value:
                return as_text(float(rounded))
    return as_text(value)
