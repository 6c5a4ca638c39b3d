"""The rows that the JavaScript client reads are those of Python's csv, however bytes are cut."""

import csv
import io
import json
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from elm_core.exceptions import InvalidInput
from elm_core.files.rows import rows_of

ROOT = Path(__file__).parents[2]
NODE = shutil.which("node")
CASES = 2000

pytestmark = pytest.mark.skipif(NODE is None, reason="needs Node")

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


def streamed(cases: list[dict], folder: Path) -> list:
    path = folder / "cases.json"
    path.write_text(json.dumps(cases), encoding="utf-8")
    paths = (ROOT / "tests/js/source_paths.mjs").as_uri()
    command = [NODE, "--import", paths, ROOT / "tests/js/csv_rows.mjs", path]
    done = subprocess.run(command, capture_output=True, timeout=100, cwd=ROOT)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def test_rows_are_those_of_python(tmp_path):
    rng = random.Random(12)
    cases, expected = [], []
    for _ in range(CASES):
        delimiter, end = rng.choice(",;\t|"), rng.choice(["\n", "\r\n", "\r"])
        text = some_text(rng, delimiter, end)
        cases.append({"text": text, "delimiter": delimiter, "pieces": rng.choice([1, 7, 60, 9999])})
        read = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        expected.append([row for row in read if len(row) > 1 or (row and row[0].strip())])
    for case, rows, found in zip(cases, expected, streamed(cases, tmp_path), strict=True):
        assert found == rows, case


def test_loose_quotes_are_read_as_in_whole_files(tmp_path):
    """Texts with quotes anywhere: left open, with blanks or texts beside them."""
    rng = random.Random(13)
    cases, expected = [], []
    for _ in range(2 * CASES):
        delimiter = rng.choice(",;| ")
        text = "".join(rng.choices('ab1 ""\',;|\n\r', k=rng.randint(1, 30)))
        cases.append({"text": text, "delimiter": delimiter, "pieces": rng.choice([1, 2, 5, 9999])})
        try:
            expected.append(list(rows_of(text, delimiter)))
        except InvalidInput:
            expected.append(None)
    for case, rows, found in zip(cases, expected, streamed(cases, tmp_path), strict=True):
        if rows is None:
            assert found["code"] == "invalid-input" and "never closed" in found["message"]
        else:
            assert found == rows, case
