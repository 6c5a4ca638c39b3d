"""Tables in files: the cases of tests/tables, which tests/js/table-files.test.mjs reads as well.

A case says what is found in a file: names and number of rows, the first cells of some columns, one
pattern for each note in their order, and what differs from a plain table of commas with a header.
"""

import json
import re
from pathlib import Path

import pytest

from elm_core.exceptions import InvalidInput
from elm_core.files import read_table

TABLES = Path(__file__).parents[1] / "tables"
CASES = json.loads((TABLES / "cases.json").read_text("utf-8"))
USUAL = {
    "delimiter": ",",
    "decimal": None,
    "header": True,
    "units": {},
    "kinds": {},
    "target": None,
}


@pytest.mark.parametrize("case", CASES, ids=[case["file"] for case in CASES])
def test_a_file_is_read_as_the_case_says(case):
    path = TABLES / "files" / case["file"]
    if "refused" in case:
        with pytest.raises(InvalidInput, match=f"(?i){case['refused']}") as refusal:
            read_table(path, **case.get("options", {}))
        assert str(refusal.value).startswith(f"{path}: ")
        return
    table = read_table(path, **case.get("options", {}))
    assert list(table.columns) == case["columns"]
    assert {len(cells) for cells in table.columns.values()} == {case["rows"]}
    for name, cells in case["cells"].items():
        assert table.columns[name][: len(cells)] == cells
    patterns = case.get("notes", [])
    assert len(table.notes) == len(patterns), table.notes
    for note, pattern in zip(table.notes, patterns, strict=True):
        assert re.search(pattern, note)
    assert {name: getattr(table, name) for name in USUAL} == {
        name: case.get(name, usual) for name, usual in USUAL.items()
    }
