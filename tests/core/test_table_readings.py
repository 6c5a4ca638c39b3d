"""What columns are found to be, what is left out, what is said and offered, and the target."""

import warnings

import numpy as np
import pytest

from elm_core import dumps, loads
from elm_core.exceptions import InvalidInput, UnreadableCells
from elm_core.features.tabular import TableEncoder
from elm_core.tables import Categorical, inspect
from elm_core.tables.columns import as_table
from elm_core.tables.missing import MISSING
from elm_core.tables.target import targets_of
from elm_core.tasks.table import TableClassifier, TableRegressor


def about(cells, name="x", **options):
    (one,) = inspect({name: cells}, **options)
    return one


def codes_of(one):
    return [hint["code"] for hint in one["hints"]]


@pytest.mark.parametrize(
    ("name", "numbers", "used"),
    [
        ("", range(30), False),
        ("Unnamed: 0", range(30), False),
        ("X", range(1, 31), False),
        ("rownames", range(1, 31), False),
        ("PassengerId", range(892, 922), False),
        ("customer_id", [7 * i % 31 for i in range(1, 31)], False),  # not in order
        ("No.", range(30, 0, -1), False),
        ("id", [1, 1, 2, 3] * 10, True),  # not one a row: stores, say
        ("year", range(1990, 2020), True),
        ("x", range(30), True),
        ("time", range(30), True),
        ("number", [7 * i % 31 for i in range(1, 31)], True),  # does not run on
        ("humid", range(30), True),
        ("id", [i + 0.5 for i in range(30)], True),
    ],
)
def test_row_numbers_and_keys_are_left_out(name, numbers, used):
    for cells in (list(numbers), [str(n) for n in numbers]):
        one = about(cells, name)
        assert one["used"] == used
        assert bool(one["why"]) != used
    assert about(list(numbers), name, kinds={name: "number"})["used"]  # who insists


def test_a_model_does_not_learn_the_order_of_the_file():
    random = np.random.default_rng(0)
    table = {"": list(range(100)), "noise": random.normal(size=100).tolist()}
    model = TableClassifier(random_state=0).fit(table, ["a"] * 50 + ["b"] * 50)
    assert model.encoder_.ignored_ == [""]
    assert model.loo_score_ < 0.7


@pytest.mark.parametrize("mark", sorted(MISSING - {""}))
def test_marks_of_missing_values(mark):
    numbers = [f"{i / 7:.3f}" for i in range(40)]
    one = about([*numbers, mark, mark.upper(), f" {mark} "])
    assert (one["kind"], one["missing"], one["unread"]) == ("number", 3, 0)
    assert mark in one["missing_texts"]


def test_a_far_number_that_comes_again_is_offered_as_missing():
    values = [f"{v:.2f}" for v in np.linspace(10, 40, 80)]
    one = about([*values, *["-999"] * 6])
    (hint,) = one["hints"]
    assert hint["code"] == "sentinel" and "-999 stands in 6 rows" in hint["text"]
    again = about([*values, *["-999"] * 6], kinds={"x": hint["change"]})
    assert (again["missing"], again["min"], again["hints"]) == (6, 10, [])
    assert not about([*values, "-999"])["hints"]  # once is an outlier
    assert not about([str(v) for v in list(range(30)) * 3])["hints"]


def test_spellings_are_told_and_joined_on_request():
    cells = ["Yes", "yes", "YES", "No", "no ", "NO", "maybe"] * 5
    one = about(cells)
    (hint,) = one["hints"]
    assert hint["text"].startswith("7 spellings of 3 labels")
    joined = about(cells, kinds={"x": hint["change"]})
    assert joined["unique"] == 3
    encoder = TableEncoder(kinds={"x": hint["change"]}).fit({"x": cells})
    assert encoder.get_feature_names_out() == ["x = yes", "x = no", "x = maybe"]
    assert encoder.transform({"x": ["  NO "]}).tolist() == [[0, 1, 0]]


def test_none_among_few_frequent_labels_is_one_and_can_be_changed():
    cells = ["Minor", "None", "Severe"] * 10
    one = about(cells)
    assert sorted(one["categories"]) == ["Minor", "None", "Severe"]
    (hint,) = one["hints"]
    assert hint["code"] == "label"
    assert about(cells, kinds={"x": hint["change"]})["missing"] == 10
    rare = about(["Minor", "Severe"] * 40 + ["None"])
    assert (rare["missing"], codes_of(rare)) == (1, ["label"])
    assert about(["1.5", "2.5", "None"] * 10)["missing"] == 10  # beside numbers it is none


def test_what_somebody_says_of_a_column_holds():
    table = {"a": ["1", "2", "3"] * 9, "b": ["x", "y", "z"] * 9, "c": ["u", "v", "w"] * 9}
    kinds = {"a": "category", "b": "ignore", "c": {"kind": "text"}}
    found = {c["name"]: c["kind"] for c in inspect(table, kinds=kinds)}
    assert found == {"a": "category", "b": "ignored", "c": "text"}
    assert TableEncoder(kinds=kinds).fit(table).ignored_ == ["b"]
    for bad, match in (
        ({"d": "number"}, "'d', which the table lacks"),
        ({"a": "numeric"}, "must be one of number"),
        ({"a": 3}, "a kind or a dict"),
        ("number", "a dict of column names"),
    ):
        with pytest.raises(InvalidInput, match=match):
            TableEncoder(kinds=bad).fit(table)
    with (
        pytest.raises(InvalidInput, match="'b' holds no number: leave it out"),
        pytest.warns(UnreadableCells, match="'b': 27 cells"),
    ):
        TableEncoder(kinds={"b": "number"}).fit(table)


def test_what_inspect_says_can_be_given_back():
    table = {
        "price": ["1.234,50 €", "99,00 €", "7,25 €", "2.000,00 €"] * 3,
        "day": ["13.1.24", "2.3.24", "4.5.24", "6.7.24"] * 3,
        "at": ["10:00", "11:30", "12:15", "23:59"] * 3,
        "kind": ["None", "a", "b", "b"] * 3,
        "ok": ["yes", "no", "no", "?"] * 3,
        "n": ["1", "2", "3", "x"] * 3,
    }
    first = inspect(table)
    again = inspect(table, kinds={c["name"]: c["reading"] for c in first})
    for one, other in zip(first, again, strict=True):
        assert one["reading"] == other["reading"]
        assert (one["missing"], one["unread"]) == (other["missing"], other["unread"])


def codes_table():
    random = np.random.default_rng(3)
    levels = random.permutation(12) * 1.0
    dept = random.integers(1, 13, 300)
    other = random.normal(size=(6, 300))  # one input alone a random layer can cut anywhere
    table = {"dept": dept.tolist()} | {f"x{i}": row for i, row in enumerate(other)}
    return table, levels[dept - 1] + 3 * other[0] + random.normal(0, 0.1, 300)


def test_few_whole_numbers_are_read_as_what_predicts_better():
    table, y = codes_table()
    model = TableRegressor(random_state=0).fit(table, y)
    assert model.encoder_.columns_[0]["kind"] == "category"
    stays = TableRegressor(random_state=0, kinds={"dept": "number"}).fit(table, y)
    assert stays.encoder_.columns_[0]["kind"] == "number"
    assert 1 - stays.loo_score_ > 20 * (1 - model.loo_score_)
    rooms = np.repeat(np.arange(1, 7), 40)
    amounts = TableRegressor(random_state=0).fit({"rooms": rooms}, 100.0 * rooms)
    assert [c["kind"] for c in amounts.encoder_.columns_] == ["number"]
    labels = np.where(np.isin(table["dept"], (2, 5, 7, 11)), "in", "out")
    classifier = TableClassifier(random_state=0).fit(table, labels)
    assert classifier.encoder_.columns_[0]["kind"] == "category"
    assert classifier.loo_score_ > 0.95
    assert (loads(dumps(classifier)).predict(table) == classifier.predict(table)).all()


def test_cells_that_cannot_be_read_are_counted_once_for_each_column():
    table = {"a": [str(i / 3) for i in range(50)] + ["bad", "worse"], "b": ["u", "v"] * 26}
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        TableEncoder().fit_transform(table)
    (one,) = caught
    assert one.category is UnreadableCells
    assert str(one.message).startswith("column 'a': 2 cells are no number and taken as missing")
    assert "'bad' in row 50" in str(one.message)


@pytest.mark.parametrize(
    ("table", "title", "target"),
    [
        ({"class": "ab", "a": "12", "b": "34"}, "", "class"),
        ({"a": "12", "b": "34", "species": "ab"}, "iris", "species"),
        ({"survived": "01", "name": "ab", "fare": "12"}, "titanic.csv", "survived"),
        ({"a": "12", "b": "34", "loan_status": "YN", "area": "UR"}, "", "loan_status"),
        ({"price": "12", "rooms": "34", "town": "ab"}, "house_prices.csv", "price"),
        ({"a": "12", "b": "34", "c": "ab"}, "", "c"),
        ({"SalePrice": "12", "OverallQual": "34", "MoSold": "56"}, "", "SalePrice"),
        ({"mpg": "12", "cylinders": "34", "name": "ab"}, "auto-mpg.data", "mpg"),
    ],
)
def test_the_target_is_guessed_by_name_title_kind_and_place(table, title, target):
    cells = {
        name: [f"{c}{c}" if c.isdigit() else c for c in (two * 20)] for name, two in table.items()
    }
    likely = {c["name"]: c["target_likely"] for c in inspect(cells, title=title)}
    assert max(likely, key=likely.get) == target


def test_counts_are_no_classes_and_few_codes_are():
    random = np.random.default_rng(0)
    counts = np.minimum(random.poisson(5, 500), 17)
    assert about(counts)["target"] == "regression"
    assert about(counts, "class")["target"] == "classification"
    assert about([0, 1, 2] * 30)["target"] == "classification"
    assert about(["1 kg", "2 kg", "3 kg"] * 30)["target"] == "regression"


def test_rows_without_a_target_are_left_out():
    column = as_table({"y": ["a", "?", "b", "", "a"]})["y"]
    targets = targets_of("y", column, "classification")
    assert (targets.y.tolist(), targets.rows.tolist()) == (["a", "b", "a"], [0, 2, 4])
    numbers = targets_of("y", as_table({"y": ["1,5 €", "2,25 €", "n/a"]})["y"], "regression")
    assert (numbers.y.tolist(), numbers.rows.tolist()) == ([1.5, 2.25], [0, 1])
    with pytest.raises(InvalidInput, match="no target in any row"):
        targets_of("y", as_table({"y": ["", "?"]})["y"], "regression")
    names = as_table({"y": [f"name {i}" for i in range(40)]})["y"]
    with pytest.raises(InvalidInput, match="40 different values in 40 rows"):
        targets_of("y", names, "classification")


def test_spellings_of_a_target_are_joined_on_request():
    column = as_table({"y": ["Yes", "yes ", "No", "NO"]})["y"]
    joined = targets_of("y", column, "classification", {"join_spellings": True})
    assert joined.y.tolist() == ["yes", "yes", "no", "no"]


def test_a_categorical_with_padded_values_is_one_category():
    codes = Categorical(np.array([0, 1, 2, 0] * 5, np.int32), ["a", " a", "b"])
    assert about(codes)["unique"] == 2
