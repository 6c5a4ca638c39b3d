"""The command line on files as people have them: what it says, what it learns, what it refuses."""

import csv
import json
import math
from pathlib import Path

import numpy as np
import pytest

from elm_core import load
from elm_core.cli.main import main
from elm_core.persistence import loads_with_metadata


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*argv, ok=True):
    assert main([str(a) for a in argv]) == (0 if ok else 2)


def inspected(capsys, name, *argv):
    capsys.readouterr()
    run("inspect", name, "--json", *argv)
    about = json.loads(capsys.readouterr().out)
    return {column["name"]: column for column in about["columns"]}


def write(name, text, encoding="utf-8"):
    Path(name).write_bytes(text.encode(encoding))


def rows(n, line):
    return "".join(line(i) + "\n" for i in range(n))


def label(i):
    return "ab"[i * i % 7 % 2]


def test_inspect_says_what_a_person_wants_to_know(capsys):
    lines = rows(
        40, lambda i: f"{i};{i % 9 + 1},{i % 10}00 €;{['13.1.24', '2.3.24'][i % 2]};{label(i)}"
    )
    write("sales.csv", "id;price;day;class\n" + lines + "40;many;2.3.24;a\n")
    run("inspect", "sales.csv")
    out, told = capsys.readouterr()
    head, *table = out.splitlines()
    assert head == "41 rows, 4 columns (delimiter ';')"
    assert [line.split()[:2] for line in table] == [
        ["id", "identifier"], ["price", "[€]"], ["day", "date"], ["→", "class"]
    ]  # fmt: skip
    assert "left out: it names or counts the rows" in table[0]
    assert "1 missing" in table[1]
    assert "1 cell is no number and taken as missing, such as 'many' in row 41" in told


def test_what_is_offered_can_be_said(capsys):
    write(
        "d.csv",
        "day,a,y\n"
        + rows(
            40,
            lambda i: f"{i % 9 + 1}/{i % 8 + 1}/2024,{[1.5, 2.5, -999][i % 3] + i % 2},{label(i)}",
        ),
    )
    columns = inspected(capsys, "d.csv")
    assert columns["day"]["reading"]["order"] == "mdy"
    (hint,) = columns["day"]["hints"]
    change = json.dumps(hint["change"])
    run("inspect", "d.csv")
    assert f"--kind 'day={change}'" in capsys.readouterr().err
    again = inspected(capsys, "d.csv", "--kind", f"day={change}")
    assert again["day"]["reading"]["order"] == "dmy"
    assert again["day"]["hints"] == []


def test_kinds_are_said_and_the_file_keeps_them(capsys):
    write(
        "t.csv", "code,size,extra,y\n" + rows(60, lambda i: f"{i % 3},{i / 7:.2f},{i},{label(i)}")
    )
    argv = ["--kind", "code=category", "--kind", "extra=ignore", "--ignore", "size"]
    run("train", "t.csv", *argv, "--param", "n_hidden=8", "--out", "m.json")
    model = load("m.json")
    assert [(c["name"], c["kind"]) for c in model.encoder_.columns_] == [("code", "category")]
    assert "taken to be 'y'" in capsys.readouterr().err
    for bad, said in (
        ("code", "code"),
        ("code=", "must be one of"),
        ("other=number", "no column 'other'"),
        ('code={"order"}', "expected COLUMN=KIND"),
    ):
        run("train", "t.csv", "--kind", bad, "--out", "x.json", ok=False)
        assert said in capsys.readouterr().err


def test_rows_without_a_target_are_left_out_and_counted(capsys):
    write(
        "t.csv",
        "a,kind\n"
        + rows(90, lambda i: f"{math.sin(i):.2f},{'?' if i % 10 == 0 else 'pq'[math.sin(i) > 0]}"),
    )
    run("train", "t.csv", "--target", "kind", "--out", "m.json")
    assert "9 rows have no 'kind' and are left out" in capsys.readouterr().err
    model = load("m.json")
    assert (model.classes_.tolist(), model.n_samples_seen_) == (["p", "q"], 81)


def test_a_class_of_one_row_spellings_and_none_are_said(capsys):
    write(
        "t.csv",
        "a,kind\n"
        + rows(60, lambda i: f"{i / 3:.2f},{['Yes', 'yes', 'No', 'None'][i % 4]}")
        + "1,rare\n",
    )
    run("train", "t.csv", "--target", "kind", "--out", "m.json")
    told = capsys.readouterr().err
    assert "'rare': only one row of it" in told
    assert "5 spellings of 4 labels" in told
    assert "“None” is taken as a label" in told
    run(
        "train",
        "t.csv",
        "--target",
        "kind",
        "--kind",
        'kind={"join_spellings": true}',
        "--out",
        "m.json",
    )
    assert load("m.json").classes_.tolist() == ["no", "none", "rare", "yes"]


def test_a_target_that_is_nearly_all_different_is_refused(capsys):
    write("t.csv", "a,who\n" + rows(60, lambda i: f"{i / 3:.2f},person {i}"))
    run("train", "t.csv", "--target", "who", "--out", "m.json", ok=False)
    assert "60 different values in 60 rows" in capsys.readouterr().err
    assert not Path("m.json").exists()


def test_a_cell_that_cannot_be_read_is_missing_and_counted_or_refused(capsys):
    write("t.csv", "a,b,y\n" + rows(60, lambda i: f"{i / 3:.2f},{i % 4}.5,{i / 3:.1f}"))
    run("train", "t.csv", "--target", "y", "--out", "m.json")
    write("new.csv", "a,b\n1.5,2.5\nunknown,1.5\n7,0.5\n")
    capsys.readouterr()
    run("predict", "m.json", "new.csv")
    out, told = capsys.readouterr()
    assert len(out.split()) == 4
    assert told.count("\n") == 1 and "'unknown' in row 2" in told
    run("predict", "m.json", "new.csv", "--strict", "--out", "p.csv", ok=False)
    told = capsys.readouterr().err
    assert (
        told.startswith("elm_core: new.csv: column 'a'")
        and "'unknown' in row 2: correct it" in told
    )
    assert not Path("p.csv").exists()
    write("bad.csv", "a,y\n" + rows(60, lambda i: f"{i / 3:.2f},{i / 3:.1f}") + "x,1\n2,z\n")
    run("train", "bad.csv", "--target", "y", "--out", "x.json", "--strict", ok=False)
    assert "'x' in row 61" in capsys.readouterr().err
    run("train", "bad.csv", "--target", "y", "--out", "x.json")
    told = capsys.readouterr().err
    assert "1 row has no 'y' and is left out" in told and "'x' in row 61" in told


def spelled(form, value):
    text = f"{value:.4f}"
    if form == "points":
        return text
    whole, part = text.lstrip("-").split(".")
    groups = []
    while len(whole) > 3:
        groups.insert(0, whole[-3:])
        whole = whole[:-3]
    sign = "-" if value < 0 else ""
    if form == "commas":
        return text.replace(".", ",")
    group, decimal = {
        "english": (",", "."),
        "german": (".", ","),
        "french": ("\u202f", ","),
        "swiss": ("’", "."),
    }[form]
    return f"{sign}{group.join([whole, *groups])}{decimal}{part}"


def test_the_same_table_written_in_any_way_gives_the_same_model(capsys):
    random = np.random.default_rng(0)
    X = random.normal(0, 4000, (80, 3))
    y = X @ [1.0, -0.5, 2.0] + random.normal(0, 10, 80)
    predictions = {}
    for form, delimiter, encoding in (
        ("points", ",", "utf-8"), ("commas", ";", "utf-8"), ("english", ",", "utf-8"), ("german", ";", "utf-8"),
        ("french", ";", "utf-8"), ("swiss", "\t", "utf-8-sig"), ("german", "\t", "utf-16"),
    ):  # fmt: skip
        with Path("t.csv").open("w", encoding=encoding, newline="") as file:
            out = csv.writer(file, delimiter=delimiter)
            out.writerow(["a", "b", "c", "y"])
            out.writerows([[spelled(form, v) for v in (*x, t)] for x, t in zip(X, y, strict=True)])
        run("train", "t.csv", "--target", "y", "--out", "m.json")
        run("predict", "m.json", "t.csv", "--out", "p.json")
        found = [row["prediction"] for row in json.loads(Path("p.json").read_text())]
        predictions[form, delimiter, encoding] = found
    first, *others = predictions.values()
    for other in others:
        assert other == pytest.approx(first, rel=1e-12)


def test_a_model_of_a_file_is_asked_what_it_learnt(capsys):
    """Blanks around names, decimal commas, dates day first: asked as they were learnt."""
    line = "{},{};{}.{}.2024;{}"
    cells = rows(60, lambda i: line.format(i % 8, i % 10, i % 28 + 1, i % 12 + 1, label(i)))
    write("t.csv", " size ; day; kind\n" + cells, "latin-1")
    run("train", "t.csv", "--out", "m.json")
    model, metadata = loads_with_metadata(Path("m.json").read_text())
    assert metadata["target"] == "kind"
    readings = {c["name"]: c["reading"] for c in model.encoder_.columns_}
    assert readings["size"]["decimal"] == ","
    assert readings["day"]["order"] == "dmy"
    capsys.readouterr()
    write("new.csv", 'day,size\n13.1.2024,"2,5"\n')
    run("predict", "m.json", "new.csv")
    out, told = capsys.readouterr()
    assert (len(out.split()), told) == (2, "")


@pytest.mark.parametrize(
    "cell",
    ["{i} kg", "{m}/1/2024 14:05", "Jan {d} 2024", "1 {k},5", "{m}:15 PM", "$ {i}"],
)
def test_one_column_that_is_no_text_is_not_learnt_as_words(tmp_path, capsys, cell):
    """Numbers and dates with blanks in them are a table's, and so is a target of numbers."""
    rows = [
        f'"{cell.format(i=i, m=i % 12 + 1, d=i % 28 + 1, k=100 + i)}",{"up" if i % 24 < 12 else "down"}'
        for i in range(72)
    ]
    path = tmp_path / "rows.csv"
    path.write_text("\n".join(["x,way", *rows]) + "\n")
    assert main(["train", str(path), "--target", "way", "--out", str(tmp_path / "m.json")]) == 0
    assert "TableClassifier" in capsys.readouterr().err
