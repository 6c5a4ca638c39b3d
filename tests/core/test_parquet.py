"""Parquet files are read alike on the command line and in the pages, and cost what they are."""

import io
import random
import sys
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from elm_core.files import read_table
from elm_core.tables.columns import as_table
from tests.core.reading_files import NODE, in_javascript, read_both

pytestmark = pytest.mark.skipif(NODE is None, reason="needs Node")

UNITS = ["s", "ms", "us", "ns"]


def written(columns, path: Path, **options) -> Path:
    pq.write_table(pa.table(columns), path, **options)
    return path


def test_values_of_every_type(tmp_path):
    moments = [datetime(2024, 3, 14, 10, 5), None, datetime(1, 1, 1)]
    columns = {
        "double": pa.array([0.1 + 0.2, None, float("nan")]),
        "float": pa.array([0.1, 1257302.25, None], pa.float32()),
        "int": pa.array([2**63 - 1, None, -(2**63)]),
        "unsigned": pa.array([2**64 - 1, 0, None], pa.uint64()),
        "decimal": pa.array([Decimal("1.10"), None, Decimal("-0.001")], pa.decimal128(20, 3)),
        "yes": pa.array([True, False, None]),
        "text": pa.array(["é", "", None]),
        "bytes of text": pa.array([b"a", None, "é".encode()]),
        "day": pa.array([date(2024, 3, 14), None, date(9999, 12, 31)]),
        "moment": pa.array(moments, pa.timestamp("us")),
        "nanoseconds": pa.array([1, None, -1], pa.timestamp("ns")),
        "utc": pa.array([datetime(2024, 3, 14, tzinfo=UTC), None, None], pa.timestamp("ms", "UTC")),
        "time": pa.array([time(9, 30), time(0, 0, 0, 250_000), None], pa.time64("us")),
        "lasts": pa.array([90_000, None, 1], pa.duration("ms")),
        "coded": pa.array(["x", "y", "x"]).dictionary_encode(),
        "nothing": pa.nulls(3),
        "list": pa.array([[1], None, []]),
        "object": pa.array([{"a": 1}, None, None]),
        "bytes": pa.array([b"\xff", None, b"a"]),
        "fixed": pa.array([b"ab", None, b"cd"], pa.binary(2)),
    }
    for version in ("1.0", "2.0"):
        path = written(columns, tmp_path / "types.parquet", data_page_version=version)
        [table] = read_both([(path, {})], tmp_path)
        assert table.columns == {
            "double": ["0.30000000000000004", "", ""],
            "float": ["0.1", "1257302.3", ""],
            "int": ["9223372036854775807", "", "-9223372036854775808"],
            "unsigned": ["18446744073709551615", "0", ""],
            "decimal": ["1.1", "", "-0.001"],
            "yes": ["true", "false", ""],
            "text": ["é", "", ""],
            "bytes of text": ["a", "", "é"],
            "day": ["2024-03-14", "", "9999-12-31"],
            "moment": ["2024-03-14T10:05:00", "", "0001-01-01"],
            "nanoseconds": [
                "1970-01-01T00:00:00.000000001",
                "",
                "1969-12-31T23:59:59.999999999",
            ],
            "utc": ["2024-03-14", "", ""],
            "time": ["09:30:00", "00:00:00.25", ""],
            "lasts": ["90", "", "0.001"],
            "coded": ["x", "y", "x"],
            "nothing": ["", "", ""],
        }
        assert table.notes == [
            "Columns “list”, “object” are left out: they hold lists or objects.",
            "Columns “bytes”, “fixed” are left out: they hold bytes that are no text.",
            "Times are those of UTC (“utc”).",
            "Durations are given in seconds (“lasts”).",
        ]


@pytest.mark.parametrize("unit", UNITS)
def test_durations_are_seconds_in_any_unit(tmp_path, unit):
    """As data frames say them to a model, and as their texts are read."""
    lasts = pd.Series(pd.to_timedelta([90, None, -3600], unit="s")).dt.as_unit(unit)
    frame = pd.DataFrame({"lasts": lasts, "whole": [90, 0, -3600]})
    frame.to_parquet(tmp_path / "durations.parquet")
    [table] = read_both([(tmp_path / "durations.parquet", {})], tmp_path)
    assert table.columns["lasts"] == ["90", "", "-3600"]
    assert table.columns["whole"] == ["90", "0", "-3600"]
    assert table.notes == ["Durations are given in seconds (“lasts”)."]
    seconds, *_ = as_table(frame).values()
    assert seconds.tolist()[::2] == [90, -3600]


def test_instants_are_given_as_clocks_showed_them(tmp_path):
    """A day of a data frame stays that day, wherever it is read."""
    days = pd.date_range("2024-03-30", periods=4, tz="Europe/Vienna")
    moments = pd.to_datetime(
        ["1969-07-20 20:17:40.5", "2024-10-27 00:30", None, "2040-01-01"], format="ISO8601"
    )
    zones = ["America/New_York", "Asia/Kolkata", "UTC", "-03:30"]
    frame = pd.DataFrame(
        {"day": days} | {z: moments.tz_localize("UTC").tz_convert(z) for z in zones}
    )
    path = tmp_path / "zones.parquet"
    frame.to_parquet(path)
    [table] = read_both([(path, {})], tmp_path)
    assert table.columns == {
        "day": ["2024-03-30", "2024-03-31", "2024-04-01", "2024-04-02"],
        "America/New_York": [
            "1969-07-20T16:17:40.5",
            "2024-10-26T20:30:00",
            "",
            "2039-12-31T19:00:00",
        ],
        "Asia/Kolkata": ["1969-07-21T01:47:40.5", "2024-10-27T06:00:00", "", "2040-01-01T05:30:00"],
        "UTC": ["1969-07-20T20:17:40.5", "2024-10-27T00:30:00", "", "2040-01-01"],
        "-03:30": ["1969-07-20T16:47:40.5", "2024-10-26T21:00:00", "", "2039-12-31T20:30:00"],
    }
    assert table.notes[0] == "Times are those of Europe/Vienna (“day”)."


def test_encoded_with_a_dictionary_a_column_says_what_it_says_plainly(tmp_path):
    columns = {f"lasts {unit}": pa.array([1500, None, 2], pa.duration(unit)) for unit in UNITS}
    for unit in UNITS:
        for zone in ("Europe/Berlin", "UTC", None):
            columns[f"{zone} {unit}"] = pa.array([0, None, 1_700_000_000], pa.timestamp(unit, zone))
    columns |= {
        "text": pa.array(["é", None, ""]),
        "bytes of text": pa.array([b"a", None, "é".encode()]),
        "bytes": pa.array([b"\xff", None, b"a"]),
        "float": pa.array([0.1, None, float("nan")], pa.float32()),
        "unsigned": pa.array([2**64 - 1, None, 0], pa.uint64()),
        "decimal": pa.array([Decimal("1.10"), None, Decimal("-0.001")], pa.decimal128(20, 3)),
        "day": pa.array([date(2024, 3, 14), None, date(9999, 12, 31)]),
        "time": pa.array([time(9, 30), None, time(0, 0, 0, 250_000)], pa.time64("us")),
    }
    plain = written(columns, tmp_path / "plain.parquet")
    encoded = {name: column.dictionary_encode() for name, column in columns.items()}
    files = [plain, written(encoded, tmp_path / "encoded.parquet")]
    expected, found = read_both([(path, {}) for path in files], tmp_path)
    assert expected.columns["lasts ms"] == ["1.5", "", "0.002"]
    assert expected.columns["Europe/Berlin s"][0] == "1970-01-01T01:00:00"
    assert found.columns == expected.columns
    assert found.notes == expected.notes


def test_what_data_frames_write(tmp_path):
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(
        {
            "x": rng.normal(size=3000) * 10.0 ** rng.integers(-9, 25, 3000),
            "codes": pd.Categorical(rng.integers(0, 4, 3000)),
            "maybe": pd.array([True, None, False] * 1000, dtype="boolean"),
            " name ": ["a", None, "b"] * 1000,
        },
        index=[f"row {i}" for i in range(3000)],
    )
    files = []
    for codec in ("snappy", "zstd", "gzip", "brotli", "lz4", None):
        path = tmp_path / f"{codec}.parquet"
        frame.to_parquet(path, compression=codec, row_group_size=1024)
        files.append((path, {}))
    encodings = {"x": "BYTE_STREAM_SPLIT", "n": "DELTA_BINARY_PACKED", "t": "DELTA_BYTE_ARRAY"}
    columns = {
        "x": rng.normal(size=3000),
        "n": np.arange(3000),
        "t": [f"t{i}" for i in range(3000)],
    }
    path = tmp_path / "encodings.parquet"
    written(columns, path, use_dictionary=False, column_encoding=encodings, data_page_size=999)
    files.append((path, {}))
    *frames, encoded = read_both(files, tmp_path)
    for table in frames:
        assert list(table.columns) == ["x", "codes", "maybe", "name", ""]
        assert [float(text) for text in table.columns["x"]] == frame["x"].tolist()
        assert table.columns[""][:2] == ["row 0", "row 1"]
        assert table.kinds == {"codes": "category"}
        assert table.notes == []
    assert encoded.columns["t"] == columns["t"]


def test_files_that_claim_too_much(tmp_path):
    many = {"a": np.zeros(9_000_000, np.int8)}
    options = {"compression": "zstd", "row_group_size": 9_000_000, "data_page_size": 2**28}
    options |= {"max_rows_per_page": 2**31 - 1, "write_batch_size": 9_000_000}
    rows = written(many, tmp_path / "rows.parquet", **options)
    cells = {"a": np.zeros(4_000_000)}
    size = written(cells, tmp_path / "size.parquet", use_dictionary=False, **options)
    empty = written({"a": pa.array([], pa.int64())}, tmp_path / "empty.parquet")
    of_rows, of_size, of_nothing = read_both([(p, {}) for p in (rows, size, empty)], tmp_path)
    assert all("9000000 rows of 1 columns, which is too much" in error for error in of_rows)
    assert all("31 MB, which is too much" in error for error in of_size)
    assert all("no rows" in error for error in of_nothing)


def test_damaged_files_are_refused(tmp_path):
    rng = random.Random(3)
    columns = {"x": [i / 7 for i in range(500)], "t": [f"text {i % 9}" for i in range(500)]}
    files = []
    for number in range(120):
        options = {"data_page_version": "12"[number % 2] + ".0", "compression": "zstd"}
        path = written(columns, tmp_path / f"{number}.parquet", **options)
        damaged = bytearray(path.read_bytes())
        for _ in range(3):
            damaged[rng.randrange(len(damaged))] = rng.choice([0, 255, rng.randrange(256)])
        path.write_bytes(damaged[: rng.randrange(9, len(damaged))] if number % 9 == 0 else damaged)
        files.append((path, {}))
    found = in_javascript(files, tmp_path)
    assert not [answer for answer in found if "fault" in answer]
    assert sum("error" in answer for answer in found) > 40


def test_what_is_missing_is_named(monkeypatch):
    out = io.BytesIO()
    pq.write_table(pa.table({"a": [1]}), out)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ImportError, match=r"pip install elm_core\[files\]"):
        read_table(out.getvalue())
