"""Page and command line read alike: rows are those of Python's csv, tables those of each other.

One process of Node (tests/js/table_reader.mjs) is asked for every example.
"""

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from elm_core.exceptions import InvalidInput
from elm_core.files import read_table
from elm_core.files.rows import rows_of

ROOT = Path(__file__).parents[2]
NODE = shutil.which("node")

pytestmark = pytest.mark.skipif(NODE is None, reason="needs Node")


@pytest.fixture(scope="module")
def page():
    """Return what asks the page's reader."""
    paths = (ROOT / "tests/js/source_paths.mjs").as_uri()
    command = [NODE, "--import", paths, ROOT / "tests/js/table_reader.mjs"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as process:

        def ask(**question):
            process.stdin.write(json.dumps(question).encode() + b"\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield ask
        process.stdin.close()


@st.composite
def csv_texts(draw):
    """Draw a delimiter and a text as csv writes it."""
    delimiter = draw(st.sampled_from(",;\t|"))
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    quoting = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    cells = st.text(st.sampled_from('ab1é😀\u2028 \'"",;\t|\n\r'), max_size=5)
    width = draw(st.integers(1, 4))
    rows = draw(st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=6))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)
    text = out.getvalue()
    return delimiter, text.removesuffix(end) if draw(st.booleans()) else text


@settings(max_examples=1500, deadline=None)
@given(csv_texts())
def test_rows_are_those_of_csv(page, drawn):
    delimiter, text = drawn
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    expected = [row for row in rows if len(row) > 1 or (row and row[0].strip())]
    assert list(rows_of(text, delimiter)) == expected
    assert page(text=text, delimiter=delimiter) == {"rows": expected}


@settings(max_examples=600, deadline=None)
@given(st.text(st.sampled_from('ab1 ""\',;\t|\n\r'), max_size=24), st.sampled_from(",;\t|"))
def test_rows_of_any_text_are_the_same(page, text, delimiter):
    """With quotes anywhere: left open, with blanks or texts beside them."""
    try:
        expected = {"rows": list(rows_of(text, delimiter))}
    except InvalidInput as error:
        expected = {"refused": sentence(error)}
    assert page(text=text, delimiter=delimiter) == expected


PIECES = [
    *("1", "2.5", "1,5", "2024-01-02", "a", "b", "x", "no", "kg", "-", "?", "", " ", "0", "7"),
    *(",", ",", ";", ";", "\t", "|", " ", "\n", "\n", "\n", "\r\n", '"', "#", "% x\n", "sep=;\n"),
    *('{"a": 1}', "[1, 2]", "[", "@relation r\n", "@data\n", "1:2", "C#a", "discrete", "class"),
]


@settings(max_examples=1000, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
@example([",,\n", ",,[1, 2]\n", "1"])  # no row has the width that most have
def test_tables_are_the_same(page, pieces):
    text = "".join(pieces)
    try:
        table = read_table(text.encode())
    except InvalidInput as error:
        found = page(text=text)
        assert sentence(error).split("JSON")[0] == found.get("refused", str(found)).split("JSON")[0]
        return
    expected = {"columns": [[name, cells] for name, cells in table.columns.items()]}
    for name in ("notes", "decimal", "header", "delimiter", "units", "kinds", "target"):
        expected[name] = getattr(table, name)
    assert page(text=text) == expected


def sentence(error):
    """Return a message as the page has it."""
    message = str(error)
    return f"{message[:1].upper()}{message[1:]}."
