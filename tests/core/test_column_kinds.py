"""The kinds of columns: the same in Python, in the Predictor, on the page and in the documents."""

import re

import pytest

from elm_core.features.tabular import TableEncoder
from elm_core.tables.checked import KINDS, UNUSED
from tests.predicting import ROOT, run_node


def test_javascript_knows_those_of_python(tmp_path):
    found = run_node("column_kinds.mjs", [*KINDS, *UNUSED, "colour"], tmp_path)
    assert found == {part: list(KINDS) for part in found}


@pytest.mark.parametrize(
    ("text", "pattern", "item"),
    [
        (ROOT / "web/client/types/tables.d.ts", "type ColumnKind = ([^;]+);", r"'(\w+)'"),
        (ROOT / "docs/model-file.md", r"`kind` \(([^)]+)\)", r"`(\w+)`"),
        (ROOT / "docs/command-line.md", r"what a column is \(([^)]+), ignore\)", r"(\w+)"),
        (TableEncoder.__doc__, "what they are: (.+) or ``.ignore", '"(\\w+)"'),
    ],
    ids=["tables.d.ts", "model-file.md", "command-line.md", "TableEncoder"],
)
def test_documents_and_types_list_those_of_python(text, pattern, item):
    whole = text if isinstance(text, str) else text.read_text(encoding="utf-8")
    listed = re.search(pattern, whole, re.S)[1]
    assert tuple(re.findall(item, listed)) == KINDS
