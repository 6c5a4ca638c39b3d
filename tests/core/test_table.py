"""Mixed tables: what columns hold, how they become numbers, and models of them."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elm_core import dumps, loads
from elm_core.exceptions import InvalidInput, ModelFormatError, UnreadableCells
from elm_core.features.tabular import Categorical, TableEncoder, inspect
from elm_core.tasks.table import TableClassifier, TableRegressor


def flats(n=300, seed=0):
    random = np.random.RandomState(seed)
    rooms = random.randint(1, 6, n)
    town = random.choice(["Oslo", "Rome", "Kyiv"], n)
    built = [
        f"{year}-{month:02d}-15"
        for year, month in zip(random.randint(1950, 2020, n), random.randint(1, 13, n), strict=True)
    ]
    lift = random.choice(["yes", "no", ""], n)
    rent = 300 * rooms + 400 * (town == "Oslo") + 50 * (lift == "yes") + random.normal(0, 40, n)
    size = [str(v) if v > 20 else "NA" for v in np.round(18 * rooms + random.normal(0, 5, n), 1)]
    table = {
        "id": np.arange(n),
        "rooms": [str(r) for r in rooms],
        "town": town.tolist(),
        "built": built,
        "lift": lift.tolist(),
        "size": size,
        "country": ["X"] * n,
    }
    return table, rent


def test_kinds_are_recognised():
    table, rent = flats()
    about = {c["name"]: c for c in inspect({**table, "rent": rent, "nothing": [""] * 300})}
    kinds = {name: c["kind"] for name, c in about.items()}
    assert kinds == {
        "id": "identifier",
        "rooms": "number",
        "town": "category",
        "built": "date",
        "lift": "boolean",
        "size": "number",
        "country": "constant",
        "rent": "number",
        "nothing": "empty",
    }
    assert about["rooms"]["target"] == about["town"]["target"] == "classification"
    assert about["rent"]["target"] == "regression"
    assert about["lift"]["missing"] == table["lift"].count("")
    assert set(about["town"]["categories"]) == {"Oslo", "Rome", "Kyiv"}
    assert about["rent"]["min"] == rent.min()


def test_the_same_table_in_every_form_gives_the_same_numbers():
    table, _ = flats(40)
    encoder = TableEncoder()
    numbers = encoder.fit_transform(table)
    rows = [{name: column[i] for name, column in table.items()} for i in range(40)]
    coded = {}
    for name, column in table.items():
        values = sorted(set(map(str, column)))
        coded[name] = Categorical(
            np.array([values.index(str(v)) for v in column], np.int32), values
        )
    for form in (rows, pd.DataFrame(table), coded, dict(reversed(table.items()))):
        assert (encoder.transform(form) == numbers).all()
    assert numbers.shape[1] == len(encoder.get_feature_names_out())
    assert encoder.ignored_ == ["id", "country"]


def test_unseen_categories_and_missing_cells_are_no_trouble():
    table, _ = flats()
    encoder = TableEncoder().fit(table)
    row = {"rooms": [None], "town": ["Atlantis"], "built": [""], "lift": ["?"], "size": ["n/a"]}
    numbers = dict(zip(encoder.get_feature_names_out(), encoder.transform(row)[0], strict=True))
    assert numbers["town = Oslo"] == numbers["town = Rome"] == 0
    assert numbers["size missing"] == 1
    assert np.isfinite(list(numbers.values())).all()


def test_texts_without_blanks_become_pairs_of_characters():
    parts = [
        "质量很好",
        "非常满意",
        "物流太慢了",
        "不值得购买",
        "客服态度差",
        "包装精美",
        "味道不错",
    ]
    random = np.random.RandomState(0)
    texts = ["，".join(random.permutation(parts)[:3]) + f"{i}。" for i in range(90)]
    encoder = TableEncoder().fit({"review": texts, "name": [f"{t[:3]}{t[-3:]}" for t in texts]})
    assert encoder.ignored_ == ["name"]  # so few characters name a row
    assert encoder.columns_[0]["reading"] == {"kind": "text", "words": "unicode"}
    names = encoder.get_feature_names_out()
    assert {"review has 物流", "review has 很好", "review has 流太"} <= set(names)
    good = names.index("review has 很好")
    assert [bool(v) for v in encoder.transform({"review": texts})[:, good]] == [
        "很好" in text for text in texts
    ]


def test_letters_keep_their_marks_and_signs_are_words():
    texts = [f"{w} बहुत {i} 👍🏽" for i, w in enumerate(["अच्छा", "बुरा"] * 30)]
    names = TableEncoder().fit({"note": texts}).get_feature_names_out()
    assert {"note has अच्छा", "note has बुरा", "note has 👍"} <= set(names)


def test_an_old_file_cuts_texts_as_it_did():
    texts = [f"质量很好，बहुत {w} {i}" for i, w in enumerate(["black", "white"] * 30)]
    encoder = TableEncoder(kinds={"note": "text"}).fit({"note": texts})
    column = encoder.columns_[0]
    old = column | {"reading": {"kind": "text"}, "values": ["质量很好", "बह", "black"]}
    encoder.columns_ = [old]
    again = loads(dumps(encoder))
    assert (again.transform({"note": texts[:1]}) > 0).tolist() == [[True, True, True]]
    encoder.columns_ = [old | {"reading": {"kind": "text", "words": "other"}}]
    with pytest.raises(ModelFormatError):
        loads(dumps(encoder))


def test_texts_become_words():
    texts = [f"the {w} cat number {i}" for i, w in enumerate(["black", "white"] * 30)]
    encoder = TableEncoder().fit({"note": texts})
    assert "note has black" in encoder.get_feature_names_out()
    assert not encoder.transform({"note": [""]}).any()


@pytest.mark.parametrize(
    ("change", "cell"),
    [
        ({"size": ["big"] + ["1"] * 299}, "1 cell is no number .*'big' in row 0"),
        ({"built": ["2020-01-01"] * 299 + ["soon"]}, "1 cell is no date .*'soon' in row 299"),
        ({"lift": ["perhaps"] * 300}, "300 cells are no boolean .*'perhaps' in row 0"),
    ],
)
def test_a_cell_that_cannot_be_read_is_missing_and_told(change, cell):
    table, rent = flats()
    model = TableRegressor(20, random_state=0).fit(table, rent)
    with pytest.warns(UnreadableCells, match=cell):
        told = model.predict(table | change)
    (name,) = change
    empty = {name: ["" if c in ("big", "soon", "perhaps") else c for c in change[name]]}
    assert (told == model.predict(table | empty)).all()
    with pytest.warns(UnreadableCells, match=name):
        model.partial_fit(table | change, rent)


def test_what_is_no_table_is_named():
    for X, match in (
        ({}, "no columns"),
        ({"a": []}, "no rows"),
        ({"a": [1], "b": [1, 2]}, "unequal"),
        ([1, 2], "rows as dicts"),
        (3, "expected a table"),
        ({"a": ["x"] * 5}, "no column of the table can be used"),
    ):
        with pytest.raises(InvalidInput, match=match):
            TableEncoder().fit(X)
    table, _ = flats()
    encoder = TableEncoder().fit(table)
    del table["town"]
    with pytest.raises(InvalidInput, match="'town'") as caught:
        encoder.transform(table)
    assert caught.value.column == "town"


def test_a_mixed_table_is_learnt():
    table, rent = flats()
    test, test_rent = flats(200, seed=1)
    model = TableRegressor(random_state=0).fit(table, [f"{r:.2f}" for r in rent])
    assert model.score(test, test_rent) > 0.95
    assert model.loo_score_ == pytest.approx(model.score(test, test_rent), abs=0.03)
    dear = np.where(rent > 1100, "dear", "cheap")
    classifier = TableClassifier(random_state=0).fit(table, dear)
    assert classifier.score(test, np.where(test_rent > 1100, "dear", "cheap")) > 0.9
    assert classifier.predict_proba(test).shape == (200, 2)
    assert classifier.decision_function(test).shape == (200,)


@pytest.mark.parametrize("kind", [TableRegressor, TableClassifier])
def test_saved_and_loaded_it_goes_on_bit_for_bit(kind):
    table, rent = flats()
    y = rent if kind is TableRegressor else np.where(rent > 1100, "dear", "cheap")
    model = kind(30, random_state=0).fit(table, y)
    again = loads(dumps(model, statistics=True))
    assert (again.predict(table) == model.predict(table)).all()
    model.partial_fit(table, y)
    again.partial_fit(table, y)
    assert dumps(model) == dumps(again)
    assert model.n_samples_seen_ == 600
    plain = loads(dumps(model))
    with pytest.raises(InvalidInput, match="statistics"):
        plain.partial_fit(table, y)


def test_bad_targets_are_named_and_lose_nothing():
    table, rent = flats()
    model = TableRegressor(20, random_state=0).fit(table, rent)
    before = dumps(model)
    for bad, row in (
        (["x", *rent[1:]], 0),
        ([*rent[:-1], None], 299),
        (np.r_[np.nan, rent[1:]], 0),
    ):
        with pytest.raises(InvalidInput) as caught:
            model.fit(table, bad)
        assert (caught.value.parameter, caught.value.row) == ("y", row)
    with pytest.raises(InvalidInput, match="row 1"):
        TableClassifier().fit(table, ["a", ""] * 150)
    assert dumps(model) == before


CELL = st.one_of(
    st.none(), st.integers(-5, 5), st.floats(-1e6, 1e6), st.sampled_from(["", "a", "b", "yes", "NA", "3", "2020-01-01"]), st.text(max_size=8)
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(
    columns=st.dictionaries(
        st.text(max_size=9), st.lists(CELL, min_size=6, max_size=6), min_size=1, max_size=5
    )
)
def test_whatever_a_table_holds_its_numbers_are_finite(columns):
    inspect(columns)
    try:
        encoder = TableEncoder().fit(columns)
    except InvalidInput:
        return
    numbers = encoder.transform(columns)
    assert np.isfinite(numbers).all()
    shuffled = {name: column[::-1] for name, column in columns.items()}
    assert (encoder.transform(shuffled) == numbers[::-1]).all()


@pytest.mark.parametrize(
    "cells",
    [
        pd.Series([1, None, 3] * 10, dtype="Int64"),
        [pd.NA, 1, 2] * 10,
        pd.Series(["u", None, "w"] * 10, dtype="string"),
        pd.Series([True, None, False] * 10, dtype="boolean"),
        [pd.NaT, *pd.to_datetime(["2020-01-01", "2021-02-02"])] * 10,
        pd.to_datetime(["2020-01-01", "2021-05-05", None] * 10, utc=True),
        np.array(["2020-01-01", "2021-05-05", "NaT"] * 10, "M8[ns]"),
        np.ma.masked_array([1.0, 2.0, 3.0] * 10, [0, 0, 1] * 10),
    ],
)
def test_every_kind_of_gap_is_a_gap(cells):
    about = inspect({"p": cells})[0]
    assert about["missing"] == 10
    assert "NA" not in str(about["examples"]) and "NaT" not in str(about["examples"])


def test_dates_in_nanoseconds_are_dates():
    assert inspect({"p": np.array(["2020-01-01", "2021-05-05"], "M8[ns]")})[0]["kind"] == "date"


def test_columns_of_the_same_name_as_text_are_refused():
    with pytest.raises(InvalidInput, match="same name"):
        TableEncoder().fit({1: [1, 2, 3], "1": [3, 2, 1]})


@pytest.mark.parametrize(
    "labels", [None, 3, [pd.NA, "a", "b"] * 10, [np.nan, "a", "b"] * 10, iter("abc" * 10)]
)
def test_labels_of_a_table_that_are_none(labels):
    with pytest.raises(InvalidInput, match=r"\by\b"):
        TableClassifier(8).fit({"p": list(range(15)) * 2}, labels)


def test_whole_numbers_of_any_length_are_read():
    assert inspect({"p": [10**5000, 1, 2]})[0]["missing"] == 0


def test_the_range_of_dates_is_told_in_days():
    [days, times] = inspect(
        {
            "day": ["1970-01-02", "2021-05-05", "", "2020-07-09"],
            "time": ["1970-01-02 12:00", "1970-01-03 06:00", "", "1970-01-02 18:00"],
        }
    )
    assert (days["kind"], days["min"], days["max"]) == ("date", 1.0, 18_752.0)
    assert (times["kind"], times["min"], times["max"]) == ("date", 1.5, 2.25)
    assert "mean" not in days
