"""The rows that the JavaScript client reads are those of Python's csv, however bytes are cut."""

import csv
import io
import json
import random
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NODE = shutil.which("node")
CASES = 2000

QUOTINGS = [csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]
PARTS = [
    *("a", "é", "日", "😀", "1", "2.5", "-", "'", "#", "\u2028", "\x0b", " "),
    *('"', '""', ",", ";", "\t", "|", "\n", "\r", "\r\n", "\n\n"),
]


def some_text(rng: random.Random, delimiter: str, end: str) -> str:
    width = rng.randint(2, 6)

    def cell() -> str | float:
        if rng.random() < 0.2:
            return ""
        if rng.random() < 0.2:
            return rng.choice([1, 2.5, -3e-7, 10**12])
        return "".join(rng.choices(PARTS, k=rng.randint(0, 6)))

    rows = [[cell() for _ in range(width)] for _ in range(rng.randint(1, 30))]
    if rng.random() < 0.3:
        rows[0][:2] = "", f'big, "red"{delimiter}'
    out = io.StringIO(newline="")
    quoting = rng.choice(QUOTINGS)
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)
    text = out.getvalue()
    blank = end * rng.choice([0, 0, 1, 3])
    return blank + (text.removesuffix(end) if rng.random() < 0.3 else text + blank)


@pytest.mark.skipif(NODE is None, reason="needs Node")
def test_rows_are_those_of_python(tmp_path):
    rng = random.Random(12)
    cases, expected = [], []
    for _ in range(CASES):
        delimiter, end = rng.choice(",;\t|"), rng.choice(["\n", "\r\n", "\r"])
        text = some_text(rng, delimiter, end)
        cases.append({"text": text, "delimiter": delimiter, "pieces": rng.choice([1, 7, 60, 9999])})
        read = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        expected.append([row for row in read if row])
    path = tmp_path / "cases.json"
    path.write_text(json.dumps(cases), encoding="utf-8")
    paths = (ROOT / "tests/js/source_paths.mjs").as_uri()
    command = [NODE, "--import", paths, ROOT / "tests/js/csv_rows.mjs", path]
    done = subprocess.run(command, capture_output=True, timeout=100, cwd=ROOT)
    assert done.returncode == 0, done.stderr.decode()
    for case, rows, found in zip(cases, expected, json.loads(done.stdout), strict=True):
        assert found == rows, case
