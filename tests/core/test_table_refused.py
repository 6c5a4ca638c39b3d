"""Readings of strangers' files: the Predictor refuses the same ones as Python."""

import copy
import json
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from elm_core import dumps, loads
from elm_core.exceptions import ModelFormatError
from elm_core.features.tabular import TableEncoder
from tests.core.sealing import sealed
from tests.tables.every_reading import KINDS, TABLE

ROOT = Path(__file__).parents[2]
NODE = shutil.which("node")

ODD = [
    None, True, False, 0, 1, -1, 0.5, 1e308, "", ",", ".", " ", "'", ";", "ymd", "dmy", "kg", "s",
    "number", "date", "time", "boolean", "category", "text", "identifier", "x" * 60, "x" * 61,
    "😀" * 60, "😀" * 61, [], ["a"], [1], [None], ["a"] * 1000, ["a"] * 1001, ["x" * 1001],
    [["a"]], {}, {"dict": {}}, {"dict": {"a": 1}}, {"dict": {"kind": "number"}}, "-999", "NaN",
    2932897, 2932898, -719162, -719163, 10**400,
]  # fmt: skip
#: What columns of other kinds hold, and what none holds.
NAMES = [
    "decimal", "group", "unit", "magnitudes", "duration", "order", "times", "missing", "labels",
    "join_spellings", "kind", "other", "__proto__", "constructor",
]  # fmt: skip


def changed_encoders(seed, count):
    """Files of an encoder whose columns were changed at random, most of them in one place."""
    rng = random.Random(seed)
    body = json.loads(dumps(TableEncoder(kinds=KINDS).fit(TABLE)))
    yield body
    for odd in ([], None, {}, [None], ["x"], "x", 5):
        yield body | {"learned": body["learned"] | {"columns_": odd}}
    for _ in range(count):
        changed = copy.deepcopy(body)
        for _ in range(rng.choice([1, 1, 1, 2])):
            place = rng.choice(changed["learned"]["columns_"])["dict"]
            name = rng.choice(list(place))
            reading = place.get("reading")
            if name == "reading" and rng.random() < 0.9 and isinstance(reading, dict):
                place, name = reading.get("dict", reading), rng.choice(NAMES)
            if rng.random() < 0.2:
                place.pop(name, None)
            else:
                place[name] = copy.deepcopy(rng.choice(ODD))
        yield changed


@pytest.mark.skipif(NODE is None, reason="needs Node")
def test_python_and_the_predictor_refuse_the_same_readings(tmp_path):
    bodies = list(changed_encoders(0, 3000))
    path = tmp_path / "given.json"
    path.write_text(json.dumps(bodies), encoding="utf-8")
    done = subprocess.run([NODE, ROOT / "tests/js/refused_columns.mjs", path], capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    said = json.loads(done.stdout)
    counts = {True: 0, False: 0}
    for body, refused in zip(bodies, said, strict=True):
        try:
            loads(sealed(body))
            mine = False
        except ModelFormatError:
            mine = True
        counts[mine] += 1
        assert mine == refused, body["learned"]["columns_"]
    assert min(counts.values()) > 300, counts
