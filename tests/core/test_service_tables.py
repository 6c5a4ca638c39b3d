"""Tables through the verbs: what columns are, what is to be learnt, and what is told of cells."""

from __future__ import annotations

import numpy as np
import pytest

from elm_core.service import Service
from tests.core.test_service import RequestFailed, labels, run


def table(**columns) -> dict:
    return {"columns": [{"name": name, **labels(cells)} for name, cells in columns.items()]}


def test_what_is_said_of_a_file_and_of_columns_decides_how_they_are_read() -> None:
    service = Service()
    cells = {"table": table(weight=["2,875", "0,125", "1,5"] * 4, y=["1,250"] * 6 + ["3,500"] * 6)}
    by_semicolons = run(service, "inspect_table", **cells, delimiter=";")["columns"]
    assert [c["max"] for c in by_semicolons] == [2.875, 3.5]
    by_commas = run(service, "inspect_table", table=table(y=["1,250", "3,500"]))["columns"]
    assert by_commas[0]["max"] == 3500
    about = run(
        service,
        "inspect_table",
        **cells,
        kinds={"weight": {"kind": "category"}, "y": {"decimal": ","}},
        units={"y": "kg"},
        title="weights.csv",
    )["columns"]
    assert [(c["kind"], c["unit"]) for c in about] == [("category", None), ("number", "kg")]
    assert about[0]["target_why"] == "the file is named after it"
    with pytest.raises(RequestFailed, match="kinds must map"):
        run(service, "inspect_table", **cells, kinds=["weight"])


def test_many_texts_may_come_as_one_with_zeros_between_them() -> None:
    column = {"name": "a", "codes": np.array([0, 1, 2, 1], dtype=np.int32), "text": "1,5\0\0x y"}
    [about] = run(Service(), "inspect_table", table={"columns": [column]})["columns"]
    assert (about["examples"], about["missing"]) == (["1,5", "x y"], 2)
    column["codes"] = np.array([3], dtype=np.int32)
    with pytest.raises(RequestFailed, match="codes without a value"):
        run(Service(), "inspect_table", table={"columns": [column]})


def test_labels_are_read_as_they_are_learnt() -> None:
    service = Service()
    cells = [" yes", "NO", "", "Yes", "no", "n/a"] * 3
    args = {"table": table(churn=cells), "task": "classification"}
    found = run(service, "read_targets", **args)
    assert set(found["y"]["values"]) == {"yes", "NO", "Yes", "no"}
    assert found["rows"].tolist() == [i for i in range(18) if i % 6 not in (2, 5)]
    joined = run(service, "read_targets", **args, kind={"join_spellings": True})
    assert joined["y"]["values"] == ["no", "yes"]
    assert joined["reading"]["join_spellings"] is True
    many = {"table": table(name=[f"n{i}" for i in range(40)]), "task": "classification"}
    with pytest.raises(RequestFailed, match="too many to be classes") as caught:
        run(service, "read_targets", **many)
    assert caught.value.details["column"] == "name"


def test_numbers_are_read_as_the_column_writes_them_and_rows_without_one_are_told() -> None:
    service = Service()
    cells = ["1.250,50 €", "unknown", "900,00 €", "", "2.000,00 €", "later"] * 2
    args = {"table": table(rent=cells), "task": "regression"}
    found = run(service, "read_targets", **args)
    assert found["y"]["data"].tolist() == [1250.5, 900, 2000] * 2
    assert found["rows"].tolist() == [0, 2, 4, 6, 8, 10]
    [told] = found["warnings"]
    assert told["code"] == "unreadable-cells"
    assert told["details"] | {"kind": None} == {
        "column": "rent",
        "kind": None,
        "cells": 4,
        "text": "unknown",
        "row": 1,
        "target": True,
    }
    open_ones = {"table": table(y=["1,250", "3,500"]), "task": "regression"}
    assert run(service, "read_targets", **open_ones)["y"]["data"].tolist() == [1250, 3500]
    read = run(service, "read_targets", **open_ones, kind={"decimal": ",", "group": ""})
    assert read["y"]["data"].tolist() == [1.25, 3.5]


@pytest.mark.parametrize(
    "args",
    [
        {"table": table(a=["1"], b=["2"]), "task": "regression"},
        {"table": {"texts": ["1"]}, "task": "regression"},
        {"table": table(a=["1"]), "task": "clustering"},
        {"table": table(a=["", "?"]), "task": "regression"},
        {"table": table(a=["1"]), "task": "regression", "kind": "number"},
        {"task": "regression"},
    ],
)
def test_targets_that_are_none_are_refused(args) -> None:
    with pytest.raises(RequestFailed) as caught:
        run(Service(), "read_targets", **args)
    assert caught.value.code == "invalid-input"


def sizes(n: int, bad: dict[int, str]) -> tuple[dict, dict]:
    cells = [bad.get(i, f"{i % 7 + (-1) ** i}.5") for i in range(n)]
    return table(size=cells), labels(["up" if i % 2 else "down" for i in range(n)])


@pytest.mark.parametrize("holdout", [None, 0.25])
def test_a_fit_tells_of_the_cells_of_all_rows_once(holdout) -> None:
    service = Service()
    number = run(service, "create", **{"class": "TableClassifier"})["model"]
    X, y = sizes(80, {30: "unknown", 71: "?!"})
    answer = run(service, "fit", model=number, X=X, y=y, holdout=holdout)
    [told] = answer["warnings"]
    about = told["details"]
    assert (about["column"], about["cells"], about["row"]) == ("size", 2, 30)
    assert told["message"].startswith("column 'size': 2 cells are no number")
    good, y = sizes(40, {})
    assert "warnings" not in run(service, "partial_fit", model=number, X=good, y=y)


def test_a_long_table_is_told_of_as_one() -> None:
    """It is predicted in batches, each of which warns of its own rows."""
    service = Service()
    number = run(service, "create", **{"class": "TableClassifier"})["model"]
    X, y = sizes(60, {})
    run(service, "fit", model=number, X=X, y=y)
    many, _ = sizes(7000, {2500: "lost", 2600: "gone", 6999: "gone"})
    [told] = run(service, "predict", model=number, X=many)["warnings"]
    assert [told["details"][name] for name in ("cells", "text", "row")] == [3, "lost", 2500]
    assert "warnings" not in run(service, "predict", model=number, X=X)


def test_two_requests_at_once_are_told_of_their_own_cells() -> None:
    service = Service()
    number = run(service, "create", **{"class": "TableClassifier"})["model"]
    X, y = sizes(60, {})
    run(service, "fit", model=number, X=X, y=y)
    good, _ = sizes(5000, {})
    bad, _ = sizes(5000, {4000: "lost"})
    service.begin(7, "predict", {"model": number, "X": good})
    service.begin(8, "predict", {"model": number, "X": bad})
    answers = {}
    while len(answers) < 2:
        for request in {7, 8} - set(answers):
            outcome = service.step(request)
            if outcome["done"]:
                answers[request] = outcome["result"]
    assert "warnings" not in answers[7]
    assert answers[8]["warnings"][0]["details"]["row"] == 4000


def test_a_form_is_told_how_to_ask_for_a_value() -> None:
    service = Service()
    kinds = {"class": {"kind": "category"}, "open": {"kind": "time"}}
    spec = {"class": "TableRegressor", "params": {"kinds": kinds, "random_state": 0}}
    number = run(service, "create", **spec)["model"]
    X = table(
        **{
            "class": ["1", "2", "3"] * 10,
            "open": ["08:30", "09:30", "10:30"] * 10,
            "since": ["2024-03-14T10:05", "2024-03-15T12:05", "2024-03-16T14:05"] * 10,
            "rent": ["1.250,5 €", "900,0 €", "1.100,0 €"] * 10,
        }
    )
    y = {"data": np.arange(30.0), "shape": [30]}
    columns = run(service, "fit", model=number, X=X, y=y)["summary"]["columns"]
    assert [c["kind"] for c in columns] == ["category", "time", "date", "number"]
    assert columns[0]["values"] == ["1", "2", "3"]
    assert [c.get("usual") for c in columns[1:]] == ["09:30", "2024-03-15T12:05", 1100.0]
    assert columns[3]["reading"]["unit"] == "€"
    again = run(service, "load", json=run(service, "save", model=number)["json"])
    assert again["summary"]["columns"] == columns
