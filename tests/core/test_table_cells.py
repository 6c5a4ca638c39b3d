"""Cells are read by stored readings in one way: in Python as in the JavaScript of pages.

`tests/tables/cells.json` says by hand what cells are: ``[text, expected]``, null for a missing
cell, false for one that cannot be read, a date as ISO text, else a number or a text.
`tests/js/cells.test.mjs` holds the Predictor to the same file; here both are compared on cells
that are drawn at random.
"""

import json
import math
import shutil
import subprocess
import unicodedata
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from elm_core.tables import units
from elm_core.tables.columns import as_column
from elm_core.tables.missing import MISSING
from elm_core.tables.months import MONTHS
from elm_core.tables.reading import apply_reading
from tests.tables.drawn import Drawn

ROOT = Path(__file__).parents[2]
NODE = shutil.which("node")
CASES = json.loads((ROOT / "tests/tables/cells.json").read_text(encoding="utf-8"))


def read_cells(reading, cells):
    """What cells are: None for a missing one, False for one that cannot be read."""
    read = apply_reading(as_column("x", cells), reading)
    unread = np.isin(np.arange(len(cells)), read.unread_rows())
    if read.numbers is None:
        texts = read.texts
        return [None if code < 0 else texts.values[code] for code in texts.codes.tolist()]
    gone = [None if math.isnan(v) else v for v in read.numbers.tolist()]
    return [False if bad else value for bad, value in zip(unread.tolist(), gone, strict=True)]


def is_as_wanted(found, wanted, kind):
    if kind == "date" and isinstance(wanted, str):
        wanted = (datetime.fromisoformat(wanted) - datetime(1970, 1, 1)) / timedelta(days=1)
    if isinstance(wanted, (bool, str)) or wanted is None:
        return found is wanted or (isinstance(wanted, str) and found == wanted)
    is_number = isinstance(found, float) and not isinstance(found, bool)
    return is_number and math.isclose(found, wanted, rel_tol=1e-14, abs_tol=1e-12)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_cells_are_what_they_are_said_to_be(case):
    reading, cells = case["reading"], case["cells"]
    together = read_cells(reading, [cell for cell, _ in cells])
    for (cell, wanted), found in zip(cells, together, strict=True):
        assert is_as_wanted(found, wanted, reading["kind"]), (cell, wanted, found)
        assert read_cells(reading, [cell]) == [found], cell  # whatever stands beside it


def in_javascript(columns, folder):
    path = folder / "columns.json"
    path.write_text(json.dumps(columns), encoding="utf-8")
    done = subprocess.run(
        [NODE, ROOT / "tests/js/read_cells.mjs", path], capture_output=True, timeout=300
    )
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def compare(columns, folder):
    """Compare every cell of columns; return how many were read, missing, and no such value."""
    answers = in_javascript(columns, folder)["answers"]
    counts = {"read": 0, "missing": 0, "unread": 0}
    for column, theirs in zip(columns, answers, strict=True):
        mine = read_cells(column["reading"], column["cells"])
        for cell, a, b in zip(column["cells"], mine, theirs, strict=True):
            same = float(b) == a if isinstance(a, float) and type(b) is int else a == b
            assert same and (a is False) == (b is False), (column["reading"], cell, a, b)
            counts["missing" if a is None else "unread" if a is False else "read"] += 1
    return counts


@pytest.mark.skipif(NODE is None, reason="needs Node")
def test_the_lists_are_the_same(tmp_path):
    lists = in_javascript([], tmp_path)["lists"]
    assert set(lists["missing"]) == MISSING
    assert lists["months"] == MONTHS
    assert lists["magnitudes"] == units.MAGNITUDES


@pytest.mark.skipif(NODE is None, reason="needs Node")
def test_cells_drawn_at_random_are_the_same_in_javascript(tmp_path):
    drawn = Drawn(seed=12)
    columns = []
    for _ in range(750):
        reading = drawn.reading()
        columns.append({"reading": reading, "cells": [drawn.cell(reading) for _ in range(40)]})
    counts = compare(columns, tmp_path)
    assert sum(counts.values()) == 30_000
    assert min(counts.values()) > 1_000 and counts["read"] > 8_000, counts


@pytest.mark.skipif(NODE is None, reason="needs Node")
def test_every_character_is_the_same_in_javascript(tmp_path):
    characters = [
        chr(code)
        for code in range(0x20000)
        if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")
        and not 0x3400 <= code <= 0x9FFF  # ideographs
        and not 0xAC00 <= code <= 0xD7FF  # syllables of Hangul
        and not 0x12000 <= code <= 0x18FFF  # scripts of old
    ]
    number = {"kind": "number", "decimal": ".", "group": "'", "unit": "a"}
    joined = {"kind": "category", "join_spellings": True}
    columns = [
        {"reading": number, "cells": [f"{c}7" for c in characters]},
        {"reading": number, "cells": [f"7{c}000 a" for c in characters]},
        {"reading": number | {"unit": "am²"}, "cells": [f"7 a{c}²" for c in characters]},
        {"reading": {"kind": "time"}, "cells": [f"7:00{c}pm" for c in characters]},
        {"reading": joined, "cells": [f"{c}x{c}y{c}" for c in characters]},
        {
            "reading": {"kind": "date", "order": "dmy", "times": True},
            "cells": [f"1.{c}2.2024 10:00{c}" for c in characters],
        },
    ]
    assert sum(compare(columns, tmp_path).values()) > 100_000
