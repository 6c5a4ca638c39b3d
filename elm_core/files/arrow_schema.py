"""What data frames declare of a file's columns beside what Parquet itself says."""

from __future__ import annotations

import base64
from typing import Any

from elm_core.arrow import plain_type


def plain_fields(file: Any) -> list[Any]:
    """Return the fields of a Parquet file of pyarrow, each with the type of its values.

    Of dictionary-encoded columns, pyarrow restores what is declared of texts only: durations come
    as whole numbers, and instants in UTC.
    """
    declared = _declared(file.metadata.metadata)
    return [
        field.with_type(_restored(plain_type(field.type), declared.get(field.name)))
        for field in file.schema_arrow
    ]


def _declared(about: Any) -> dict[str, Any]:
    """Return the types of values that the schema declares, which Arrow writes into Parquet."""
    import pyarrow as pa

    try:
        raw = base64.b64decode((about or {}).get(b"ARROW:schema", b""))
        schema = pa.ipc.read_schema(pa.py_buffer(raw))
    except (pa.ArrowException, ValueError, OSError):
        return {}  # there is none, or it is damaged: the table is there all the same
    return {field.name: plain_type(field.type) for field in schema}


def _restored(kind: Any, declared: Any) -> Any:
    """Return the declared type where it says more of the same numbers."""
    import pyarrow as pa
    from pyarrow import types

    if declared is None:
        return kind
    if types.is_duration(declared) and types.is_int64(kind):
        return declared
    if types.is_timestamp(declared) and types.is_timestamp(kind) and kind.tz and declared.tz:
        return pa.timestamp(kind.unit, declared.tz)
    return kind
