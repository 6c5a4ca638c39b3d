"""The command line: what it trains, asks and tells; errors are one line and exit code 2."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elm_core import ELMClassifier, dump, dumps, load, loads
from elm_core.cli.files import as_csv
from elm_core.cli.main import main
from elm_core.files import read_table
from elm_core.persistence import loads_with_metadata
from tests.every_model import LABELS, ROWS, SIZES, TABLE, TEXTS, TOPICS, every_model

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write_csv(path, columns, delimiter=",", encoding="utf-8"):
    with Path(path).open("w", encoding=encoding, newline="") as file:
        out = csv.writer(file, delimiter=delimiter)
        out.writerow(columns)
        out.writerows(zip(*columns.values(), strict=True))


def run(*argv, ok=True):
    assert main([str(a) for a in argv]) == (0 if ok else 2)


def refused(capsys, *argv):
    capsys.readouterr()
    run(*argv, ok=False)
    out, error = capsys.readouterr()
    *notes, last = error.splitlines()
    assert out == "" and last.startswith("elm_core: ")
    assert all(note.startswith(f"elm_core: {argv[1]}: ") for note in notes)
    return last


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_table_is_learnt_and_asked(folder, capsys, delimiter, encoding):
    columns = TABLE | {"größe, grob": SIZES}
    columns["size"] = ["" if v is None else v for v in columns["size"]]
    write_csv("t.csv", columns, delimiter, encoding)
    run("train", "t.csv", "--target", "größe, grob", "--param", "n_hidden=8", "--out", "m.json")
    assert "leave-one-out" in capsys.readouterr().err
    run("predict", "m.json", "t.csv", "--proba")
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    model = load("m.json")
    assert model.n_hidden == 8
    assert [row["prediction"] for row in rows] == model.predict(TABLE).tolist()
    proba = [[float(row[f"p({c})"]) for c in model.classes_] for row in rows]
    assert proba == model.predict_proba(TABLE).tolist()


def test_json_tables_of_either_form_are_the_same(folder):
    columns = TABLE | {"y": np.linspace(0.5, 9, 24).tolist()}
    Path("columns.json").write_text(json.dumps(columns))
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    Path("rows").write_text(
        "\ufeff" + json.dumps(rows), encoding="utf-8"
    )  # known by its first sign
    for name in ("columns.json", "rows"):
        run("train", name, "--target", "y", "--param", "n_hidden=8", "--out", f"{name}.model")
        run("predict", f"{name}.model", name, "--out", f"{name}.out.json")
    assert Path("rows.model").read_bytes() == Path("columns.json.model").read_bytes()
    got = [row["prediction"] for row in json.loads(Path("rows.out.json").read_text())]
    model = load("rows.model")
    assert type(model).__name__ == "TableRegressor"
    assert got == model.predict(TABLE).tolist()


def test_one_column_of_sentences_is_learnt_as_texts(folder, capsys):
    write_csv("t.csv", {"id": range(8), "what, said": TEXTS, "topic": TOPICS})
    argv = ["--param", "vectors=null", "--param", "word_ngrams=[1, 2]", "--ignore", "id"]
    run("train", "t.csv", "--target", "topic", *argv, "--out", "m.json")
    model, metadata = loads_with_metadata(Path("m.json").read_text())
    assert type(model).__name__ == "TextClassifier"
    assert metadata == {"target": "topic", "text_column": "what, said"}
    capsys.readouterr()
    run("predict", "m.json", "t.csv")
    assert capsys.readouterr().out.split()[1:] == model.predict(TEXTS).tolist()
    Path("t.json").write_text(json.dumps(TEXTS))
    run("predict", "m.json", "t.json")
    assert capsys.readouterr().out.split()[1:] == model.predict(TEXTS).tolist()


@pytest.mark.parametrize(
    ("target", "kind", "made"),
    [
        (["1.5", "2", "7.25", "3"] * 6, "auto", "TableRegressor"),
        (["0", "1", "1", "0"] * 6, "auto", "TableClassifier"),
        (["0", "1", "1", "0"] * 6, "regressor", "TableRegressor"),
        (["1.5", "2", "7.25", "3"] * 6, "classifier", "TableClassifier"),
        (["a", "b", "b", "a"] * 6, "table", "TableClassifier"),
    ],
)
def test_the_target_says_what_is_learnt(folder, target, kind, made):
    write_csv("t.csv", TABLE | {"y": target})
    run("train", "t.csv", "--target", "y", "--model", kind, "--param", "n_hidden=8", "--out", "m")
    assert type(load("m")).__name__ == made


def test_models_of_numbers_take_all_other_columns(folder, capsys):
    model = ELMClassifier(8, random_state=0).fit(ROWS, LABELS)
    dump(model, "m.json", metadata={"target": "y"})
    write_csv("t.csv", {"a": ROWS[:, 0], "y": LABELS, "b": ROWS[:, 1], "c": ROWS[:, 2]})
    Path("t.json").write_text(json.dumps(ROWS.tolist()))
    for name in ("t.csv", "t.json"):
        run("predict", "m.json", name)
        assert capsys.readouterr().out.split()[1:] == model.predict(ROWS).tolist()


def test_info_tells_of_every_class(folder, capsys):
    for model, _ in every_model():
        Path("m.json").write_text(dumps(model, metadata={"licence": "CC0\x1b[31m"}), "utf-8")
        run("info", "m.json")
        shown = capsys.readouterr().out
        assert type(model).__name__ in shown and "kB" in shown and "CC0" in shown
        assert "\x1b" not in shown
        run("info", "m.json", "--json")
        assert json.loads(capsys.readouterr().out)["class"] == type(model).__name__


def test_rounding_is_said(folder, capsys):
    write_csv("t.csv", TABLE | {"y": SIZES})
    argv = ["train", "t.csv", "--target", "y", "--param", "n_hidden=8", "--out", "m.json"]
    run(*argv, "--precision", "float16")
    capsys.readouterr()
    run("info", "m.json")
    shown = capsys.readouterr().out
    assert "float16: matrices rounded to 11 bits" in shown and '"labels_changed": 0' in shown
    run(*argv)
    run("info", "m.json")
    assert "float64: all bits kept" in capsys.readouterr().out


def test_standard_input_and_output(folder):
    """As a process, which has them; the model goes through a pipe."""
    write_csv("t.csv", TABLE | {"y": SIZES})
    environment = os.environ | {"PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
    environment["PYTHONIOENCODING"] = "ascii"

    def process(*argv, given):
        command = [sys.executable, "-m", "elm_core", *argv]
        return subprocess.run(
            command, input=given, capture_output=True, timeout=60, env=environment
        )

    table = Path("t.csv").read_bytes()
    trained = process("train", "-", "--target", "y", "--out", "-", given=table)
    assert trained.returncode == 0
    asked = process("predict", "-", "t.csv", given=trained.stdout)
    model = loads(trained.stdout.decode())
    assert asked.stdout.decode().split()[1:] == model.predict(TABLE).tolist()
    assert process("predict", "-", "-", given=b"").returncode == 2


BAD = {
    "no rows": "a,y\n",
    "nothing": "",
    "ragged": "a,y\n1,2\n1,2,3\n",
    "two of one name": "a,a,y\n1,2,3\n",
    "no target": "a,b\n1,2\n",
    "no label": "a,y\n1,\n2,?\n3,\n",
    "open quote": 'a,y\n"1,2\n',
    "json of numbers": "[1, 2]",
    "json of nothing": "[]",
    "json that is none": "{",
    "json with NaN": '{"a": [NaN], "y": [1]}',
    "json nested": '{"a": [[1], [2]], "y": ["a", "b"]}',
    "json too deep": "[" * 5000,
    "json unequal": '{"a": [1], "y": [1, 2]}',
}


@pytest.mark.parametrize("what", BAD)
def test_bad_data_are_an_error_of_one_line(folder, capsys, what):
    Path("t").write_text(BAD[what])
    assert refused(capsys, "train", "t", "--target", "y", "--out", "m.json")
    assert not Path("m.json").exists()


def test_other_errors_are_one_line(folder, capsys):
    write_csv("t.csv", TABLE | {"y": SIZES})
    Path("m.json").write_text(dumps(ELMClassifier()))
    train = ["train", "t.csv", "--target", "y", "--out", "m.json", "--param"]
    assert "absent.csv" in refused(capsys, "train", "absent.csv", "--target", "y", "--out", "x")
    assert "t.csv" in refused(capsys, "info", "t.csv")
    assert "fit" in refused(capsys, "predict", "m.json", "t.csv")
    assert "n_hidden" in refused(capsys, *train, "n_hidden=many")
    assert "NAME=VALUE" in refused(capsys, *train, "n_hidden")
    assert "shell" in refused(capsys, *train, "shell=1")
    assert "activation" in refused(capsys, *train, "activation=os.system")
    refused(capsys, *train, "alpha=NaN")
    refused(capsys, *train, 'random_state={"class": "ELMClassifier"}')
    assert not load("m.json").is_fitted  # the earlier file is as it was
    assert [p.name for p in folder.iterdir() if p.name.endswith(".part")] == []
    for argv in (["train", "t.csv"], ["guess"], []):
        with pytest.raises(SystemExit) as stop:
            main(argv)
        assert stop.value.code == 2


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.one_of(st.binary(max_size=60), st.text('a,;\t\n"y1.[]{}:x', max_size=60).map(str.encode)))
def test_any_bytes_are_read_or_refused(folder, capsys, raw):
    Path("t").write_bytes(raw)
    capsys.readouterr()
    code = main(["train", "t", "--target", "y", "--param", "n_hidden=2", "--out", "m.json"])
    error = capsys.readouterr().err
    assert code == 0 or (code == 2 and error.splitlines()[-1].startswith("elm_core: "))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
        min_size=1,
        max_size=6,
    )
)
def test_what_is_written_as_csv_is_read_back(folder, cells):
    Path("t.csv").write_text(as_csv([{"a": c, "b": "x"} for c in cells]), "utf-8", newline="")
    assert read_table("t.csv", header=True).columns == {"a": cells, "b": ["x"] * len(cells)}
