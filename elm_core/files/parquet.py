"""The columns of a Parquet file, by pyarrow (extra ``files``)."""

from __future__ import annotations

import json
import re
from typing import Any

from elm_core.exceptions import InvalidInput
from elm_core.files.arrow_schema import plain_fields
from elm_core.files.names import column_names
from elm_core.files.parquet_values import is_known_zone, texts_of
from elm_core.files.table import Options, TableFile

#: What a file may hold: so much, so many times its bytes, and at most.
_CELLS = (5_000_000, 1000, 2**28)
_BYTES = (20 * 2**20, 1000, 2**33)


def is_parquet(raw: bytes, name: str) -> bool:
    """Whether a file is one of Parquet."""
    return raw.startswith(b"PAR1")


def read_parquet(raw: bytes, options: Options) -> TableFile:
    """Return the columns of a file, except those of lists, objects or bytes, which are named.

    Raises
    ------
    InvalidInput
        If the file is damaged, or claims to hold far more than its size.
    ImportError
        Without pyarrow.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise ImportError("Parquet files need pyarrow: pip install elm_core[files]") from None
    try:
        file = parquet.ParquetFile(pa.BufferReader(raw))
        every = plain_fields(file)
        fields = [field for field in every if not _is_nested(field.type)]
        nested = [field.name for field in every if _is_nested(field.type)]
        _check(file.metadata, len(fields), len(raw))
        zones = {f.name: f.type.tz for f in fields if is_known_zone(getattr(f.type, "tz", None))}
        read = {}
        for field in fields:
            texts = texts_of(file.read([field.name]).column(0), field.type, field.name in zones)
            if texts is not None:
                read[field.name] = texts
    except (pa.ArrowException, OverflowError, ValueError) as error:
        raise InvalidInput(f"the Parquet file cannot be read: {error}") from None
    if not read or not file.metadata.num_rows:
        raise InvalidInput("the Parquet file has no rows that can be read")
    names, notes = column_names(["" if _is_index(name) else name for name in read])
    binary = [field.name for field in fields if field.name not in read]
    categories = _declared(file.schema_arrow)
    return TableFile(
        dict(zip(names, read.values(), strict=True)),
        [
            *_left_out(nested, "lists or objects"),
            *_left_out(binary, "bytes that are no text"),
            *_clocks(fields, zones),
            *notes,
        ],
        kinds={
            new: "category" for new, name in zip(names, read, strict=True) if name in categories
        },
    )


def _is_nested(kind: Any) -> bool:
    from pyarrow import types

    return bool(types.is_nested(kind) or types.is_interval(kind))


def _is_index(name: str) -> bool:
    """Whether a name is that of a data frame's index, which files of text have without one."""
    return re.fullmatch("__index_level_[0-9]+__", name) is not None


def _check(metadata: Any, width: int, size: int) -> None:
    """Refuse a file by what it claims to hold, before any of it is unpacked."""
    rows = metadata.num_rows
    groups = [metadata.row_group(i) for i in range(metadata.num_row_groups)]
    unpacked = sum(group.total_byte_size for group in groups)
    for count, (room, times, most), shown in (
        (rows * max(1, width), _CELLS, f"{rows} rows of {width} columns"),
        (unpacked, _BYTES, f"{unpacked / 2**20:.0f} MB"),
    ):
        if count > min(most, room + times * size):
            raise InvalidInput(
                f"the Parquet file claims to hold {shown}, which is too much for a file of its "
                "size: take a part of its rows"
            )


def _left_out(names: list[str], what: str) -> list[str]:
    shown = ", ".join(f"“{name}”" for name in names)
    if len(names) == 1:
        return [f"Column {shown} is left out: it holds {what}."]
    return [f"Columns {shown} are left out: they hold {what}."] if names else []


def _clocks(fields: list[Any], zones: dict[str, str]) -> list[str]:
    """Say in which zones instants are given, and in which unit durations."""
    from pyarrow import types

    names: dict[str, list[str]] = {}
    for field in fields:
        if getattr(field.type, "tz", None):
            names.setdefault(zones.get(field.name, "UTC"), []).append(f"“{field.name}”")
    notes = [f"Times are those of {zone} ({', '.join(n)})." for zone, n in names.items()]
    durations = [f"“{field.name}”" for field in fields if types.is_duration(field.type)]
    if durations:
        notes.append(f"Durations are given in seconds ({', '.join(durations)}).")
    return notes


def _declared(schema: Any) -> set[str]:
    """Return the columns that a data frame declares to be categories."""
    try:
        about = json.loads((schema.metadata or {}).get(b"pandas", b"{}"))
        columns = about.get("columns", [])
        return {c["field_name"] for c in columns if c["pandas_type"] == "categorical"}
    except (ValueError, KeyError, TypeError, AttributeError):
        return set()  # of no use, but the table is there
