"""How the commands read files: what is guessed is told on standard error, and can be given."""

import json
from pathlib import Path

import pytest

from elm_core import ELMClassifier, dump, load
from elm_core.cli.main import main
from tests.every_model import LABELS, ROWS

LINES = [f"{(-1) ** i * (i % 7 + 1)}.5,{'up' if i % 2 == 0 else 'down'}" for i in range(24)]
TABLE = "x,way\n" + "\n".join(LINES) + "\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*argv):
    assert main(list(argv)) == 0


def train(name, *argv):
    run("train", name, "--target", "way", "--param", "n_hidden=8", "--out", "m.json", *argv)
    return load("m.json")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_files_of_other_encodings_and_delimiters_are_learnt_and_asked(folder, capsys, encoding):
    text = TABLE.replace(".", "§").replace(",", ";").replace("§", ",").replace("x;", "größe;")
    Path("t.csv").write_bytes(text.encode(encoding))
    model = train("t.csv")
    run("predict", "m.json", "t.csv")
    expected = [line.split(",")[1] for line in LINES]
    assert capsys.readouterr().out.split()[1:] == expected
    assert [column["name"] for column in model.encoder_.columns_] == ["größe"]


def test_notes_are_told_once_and_stay_out_of_the_answers(folder, capsys):
    train_on = Path("t.csv")
    train_on.write_text("# by hand\n" + TABLE + "7\n1,2,3\n")
    train("t.csv")
    capsys.readouterr()
    run("predict", "m.json", "t.csv")
    out, told = capsys.readouterr()
    assert len(out.splitlines()) == 26
    notes = [line for line in told.splitlines() if line.startswith("elm_core: t.csv: ")]
    assert len(notes) == 3
    assert "comment line" in notes[0] and "filled" in notes[1] and "left out" in notes[2]


def test_the_header_can_be_given(folder, capsys):
    Path("t.csv").write_text("1,2\n" + TABLE.split("\n", 1)[1])
    run("train", "t.csv", "--target", "2", "--header", "--param", "n_hidden=8", "--out", "m.json")
    assert load("m.json").n_samples_seen_ == 24
    argv = ["--no-header", "--param", "n_hidden=8", "--out", "m.json"]
    run("train", "t.csv", "--target", "column 2", *argv)
    assert load("m.json").n_samples_seen_ == 25


@pytest.mark.parametrize(
    ("sign", "word"), [("\t", "tab"), ("\t", "\\t"), (" ", "space"), (":", ":")]
)
def test_the_delimiter_can_be_given(folder, sign, word):
    Path("t.txt").write_text(TABLE.replace(",", sign))
    assert train("t.txt", "--delimiter", word).n_samples_seen_ == 24


@pytest.mark.parametrize("word", ["", "two", '"', "\n"])
def test_no_delimiter_is_refused(folder, capsys, word):
    with pytest.raises(SystemExit) as stop:
        main(["predict", "m.json", "t.csv", "--delimiter", word])
    assert stop.value.code == 2
    assert "no delimiter: give one sign, tab or space" in capsys.readouterr().err


def test_arff_and_json_lines_are_learnt(folder):
    rows = "\n".join(LINES)
    Path("t.arff").write_text(
        f"@relation r\n@attribute x numeric\n@attribute way {{up,down}}\n@data\n{rows}\n"
    )
    records = [dict(zip(("x", "way"), line.split(","), strict=True)) for line in LINES]
    Path("t.jsonl").write_text("\n".join(map(json.dumps, records)))
    from_arff, from_lines = train("t.arff"), train("t.jsonl")
    assert from_arff.predict({"x": ["3.5", "-2.5"]}).tolist() == ["up", "down"]
    assert from_lines.predict({"x": ["3.5", "-2.5"]}).tolist() == ["up", "down"]


def test_samples_without_names_and_a_file_that_only_looks_like_them(folder, capsys):
    model = ELMClassifier(8, random_state=0).fit(ROWS, LABELS)
    dump(model, "m.json")
    Path("t.json").write_text(json.dumps(ROWS.tolist()))
    Path("t.csv").write_text("[mm],b,c\n" + "\n".join(",".join(map(str, r)) for r in ROWS) + "\n")
    for name in ("t.json", "t.csv"):
        run("predict", "m.json", name)
        assert capsys.readouterr().out.split()[1:] == model.predict(ROWS).tolist()


def test_a_refusal_names_the_file_and_the_way_out(folder, capsys):
    Path("t.csv").write_bytes(b"SQLite format 3\0" + bytes(40))
    assert main(["train", "t.csv", "--target", "y", "--out", "m.json"]) == 2
    expected = "elm_core: t.csv: this is a SQLite database: write the table that you want as CSV\n"
    assert capsys.readouterr().err == expected
