"""Stored readings: applied as they were decided, refused where they are none."""

import math

import numpy as np
import pandas as pd
import pytest

from elm_core import dumps, loads
from elm_core.exceptions import InvalidInput, UnreadableCells
from elm_core.explain import explain_row, usual_row
from elm_core.features.tabular import TableEncoder
from elm_core.service.reports import summary
from elm_core.service.wire import samples_in, take_rows
from elm_core.tables import clock, inspect
from elm_core.tables.columns import as_column
from elm_core.tables.numbers import NumberFormat, parse
from elm_core.tables.reading import apply_reading
from elm_core.tasks.table import TableRegressor
from tests.tables.every_reading import KINDS, TABLE


def test_durations_are_read_again_as_they_were_learnt():
    table = {"took": ["1 days 02:00:00", "0 days 05:00:00", "2 days 00:30:00"] * 4}
    encoder = TableEncoder().fit(table)
    seconds = encoder.transform(table)[:3, 0]
    assert seconds.tolist() == [93600, 18000, 174600]
    assert encoder.transform({"took": [60.5]})[0, 0] == 60.5  # a number is seconds


def test_long_digits_in_a_duration_are_no_error():
    assert math.isnan(clock.duration("9" * 400 + " days"))
    assert math.isnan(clock.duration("9" * 400 + ":00:00"))
    assert math.isnan(clock.duration(f"P{'9' * 400}D"))


def test_amounts_of_a_duration_add_up_in_one_order():
    # sum() of floats is compensated since Python 3.12; JavaScript adds one by one
    wanted = ((0.1 * 604800 + 0.2 * 86400) + 0.3 * 3600) + 0.7 * 60
    assert clock.duration("P0.1W0.2DT0.3H0.7M") == wanted


def test_a_backtick_is_an_apostrophe_in_any_cell():
    form = NumberFormat(".", "'", "€")
    assert parse("1`234", form) == parse("1`234 €", form) == 1234


COMMAS = ["1,5", "2,25", "1.000,5"] * 4


def test_a_cell_given_as_a_number_is_that_number_whatever_the_column_writes():
    encoder = TableEncoder().fit({"price": COMMAS})
    assert encoder.columns_[0]["reading"]["decimal"] == ","
    cells = [2.125, "2,125", np.float64(2.125), 7, None, "1.000"]
    for form in ({"price": cells}, [{"price": c} for c in cells], pd.DataFrame({"price": cells})):
        assert encoder.transform(form)[:, 0].tolist() == [2.125] * 3 + [7, 2.25, 1000]


def test_texts_beside_numbers_decide_how_texts_are_read():
    read = TableEncoder().fit({"a": [1.234, 2.345, "1,5", "2,25", 3.0]})
    assert read.columns_[0]["reading"]["decimal"] == ","
    assert read.transform({"a": [1.234, "1,5"]})[:, 0].tolist() == [1.234, 1.5]


def test_one_and_the_text_of_one_are_one_category():
    about = inspect({"zip": [12345, "12345", "1A"] * 4}, kinds={"zip": "category"})[0]
    assert (about["unique"], sorted(about["categories"])) == (2, ["12345", "1A"])


@pytest.mark.parametrize("true", [True, np.bool_(True)])
def test_truth_values_are_called_as_in_javascript(true):
    encoder = TableEncoder(kinds={"a": "category"}).fit({"a": [true, False, "perhaps"] * 3})
    assert encoder.get_feature_names_out() == ["a = true", "a = false", "a = perhaps"]


def test_the_usual_day_between_two_is_the_earlier_one_before_1970_too():
    table = {"day": ["1969-12-31", "1970-01-01", "1969-12-01", "1970-02-01"]}
    model = TableRegressor(4, random_state=0).fit(table, range(4))
    assert summary(model)["columns"][0]["usual"] == "1969-12-31"


@pytest.mark.parametrize("cells", [[1.5, -999, 2.5], ["1.5", "-999.0", "2.5"]])
def test_a_number_that_stands_for_a_missing_value_does_however_it_comes(cells):
    for given in (cells, cells if isinstance(cells[0], str) else np.array(cells)):
        for mark in ("-999", "-999.0", -999):
            encoder = TableEncoder(kinds={"a": {"missing": [mark]}}).fit({"a": [*given, *given]})
            assert encoder.columns_[0]["usual"] == 2.0
            assert loads(dumps(encoder)).transform({"a": given})[:, 1].tolist() == [0, 1, 0]


def test_a_row_is_explained_in_the_writing_of_its_model():
    table = {"price": COMMAS, "other": [f"{i % 3}" for i in range(12)]}
    model = TableRegressor(8, random_state=0).fit(table, np.arange(12.0))
    few = {"price": ["1,250", "2,125", "3,500"], "other": ["1", "1", "0"]}
    assert usual_row(few)["price"] == 2125  # by themselves they are grouped
    assert usual_row(few, model) == {"price": 2.125, "other": 1.0}
    about = explain_row(model, {"price": "1,5", "other": "2"}, usual_row(few, model))
    told = model.predict([{"price": "1,5", "other": "2"}, {"price": "2,125", "other": "1"}])
    assert [about["value"], about["base"]] == pytest.approx(told.tolist())
    empty = usual_row({"price": ["", "?"], "other": ["x", "x"]}, model)
    assert empty == {"price": None, "other": None}


def test_numbers_among_texts_stay_numbers_on_their_way_from_a_page():
    wired = {
        "columns": [{"name": "price", "codes": [0, 1, 2, 0], "values": ["1.234,5", 2.125, ""]}]
    }
    table = samples_in(wired)
    encoder = TableEncoder().fit({"price": COMMAS})
    assert encoder.transform(table)[:, 0].tolist() == [1234.5, 2.125, 2.25, 1234.5]
    some = take_rows(table, slice(1, 2))
    assert encoder.transform(some)[:, 0].tolist() == [2.125]
    assert [table["price"].cell(row) for row in range(3)] == ["1.234,5", 2.125, ""]


@pytest.mark.parametrize(
    ("reading", "match"),
    [
        ({"decimal": ";"}, r"\['decimal'\] must be '.' or ','"),
        ({"decimal": ",", "group": ","}, "',' both as decimal sign and between groups"),
        ({"group": "_"}, "group"),
        ({"unit": 5}, "unit"),
        ({"unit": "x" * 61}, "at most 60 characters"),
        ({"order": "ydm"}, "order"),
        ({"times": 1}, "times"),
        ({"missing": "-999"}, "a list of at most"),
        ({"missing": [None]}, "missing"),
        ({"labels": ["x"] * 1001}, "labels"),
        ({"join_spellings": "yes"}, "join_spellings"),
        ({"decimel": ","}, "'decimel', which is no part of a reading"),
    ],
)
def test_what_somebody_says_of_a_column_is_checked(reading, match):
    for use in (
        lambda kinds: TableEncoder(kinds=kinds).fit({"a": ["1", "2"]}),
        lambda kinds: inspect({"a": ["1", "2"]}, kinds=kinds),
    ):
        with pytest.raises(InvalidInput, match=match) as caught:
            use({"a": reading})
        assert caught.value.parameter == "kinds"


def test_a_reading_that_was_loaded_can_be_stored_again():
    encoder = TableEncoder(kinds=KINDS).fit(TABLE)
    text = dumps(encoder)
    again = loads(text)
    assert dumps(again) == text
    assert (again.transform(TABLE) == encoder.transform(TABLE)).all()


def test_columns_of_files_without_readings_are_read_cell_by_cell():
    old = {"kind": "number"}
    cells = ["1,234", "0,25", "45 %", 2.5, "oops"]
    assert apply_reading(as_column("x", cells), old).numbers[:4].tolist() == [1234, 0.25, 0.45, 2.5]
    days = apply_reading(as_column("x", ["14.3.2024 10:00", "3/4/2024"]), {"kind": "date"})
    assert days.numbers[0] == 19796 and days.unread.tolist() == [False, True]


def test_unread_cells_of_a_loaded_model_are_told():
    encoder = loads(dumps(TableEncoder(kinds=KINDS).fit(TABLE)))
    row = {name: [cells[0]] for name, cells in TABLE.items()} | {"at": ["25:00"]}
    with pytest.warns(UnreadableCells, match="column 'at': 1 cell is no time"):
        encoder.transform(row)
