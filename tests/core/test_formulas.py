"""Cells that spreadsheets would run are found, and others stay as they are; the same on pages."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from elm_core import dump
from elm_core.cli.main import main
from elm_core.files.formulas import harmless, is_formula
from elm_core.tasks import TextClassifier

CASES = json.loads((Path(__file__).parents[1] / "tables" / "formulas.json").read_text("utf-8"))


@pytest.mark.parametrize("cell", CASES["formulas"])
def test_what_a_spreadsheet_runs_becomes_a_text(cell: str) -> None:
    assert is_formula(cell)
    assert harmless(cell) == f"'{cell}"
    assert harmless(harmless(cell)) == harmless(cell)


@pytest.mark.parametrize("cell", [*CASES["plain"], -3.5, -1, None, True, float("-inf")])
def test_numbers_and_other_texts_stay(cell: object) -> None:
    assert not is_formula(cell)
    assert harmless(cell) is cell


def test_the_command_line_makes_texts_of_formulas_where_asked(tmp_path, capsys) -> None:
    label = '=HYPERLINK("http://example.org")'
    model = TextClassifier(vectors=None).fit(["good day", "bad night"] * 4, [label, "-3.5"] * 4)
    dump(model, tmp_path / "m.json")
    (tmp_path / "t.csv").write_text("text\ngood day\nbad night\n")
    argv = ["predict", str(tmp_path / "m.json"), str(tmp_path / "t.csv"), "--proba"]
    for option, start in (([], ""), (["--no-formulas"], "'")):
        assert main([*argv, *option]) == 0
        rows = list(csv.reader(capsys.readouterr().out.splitlines()))
        assert [row[0] for row in rows] == ["prediction", start + label, "-3.5"]
        assert set(rows[0][1:]) == {f"p({label})", "p(-3.5)"}
    out = tmp_path / "out.json"
    assert main([*argv, "--no-formulas", "--out", str(out)]) == 0
    assert json.loads(out.read_text())[0]["prediction"] == label
