"""Columns as people and programs of other countries write them: nothing is misread in silence.

What is right was decided before it was tried; where a reading is a guess, a hint says so, and its
change makes the other one.
"""

from datetime import datetime, timedelta

import numpy as np
import pytest

from elm_core.tables import inspect
from elm_core.tables.columns import as_table
from elm_core.tables.reading import read_columns


def column(cells, **options):
    return read_columns(as_table({"x": cells}), **options)["x"]


def about(cells, name="x", **options):
    (one,) = inspect({name: cells}, **options)
    return one


def hint(one, code):
    return next((hint for hint in one["hints"] if hint["code"] == code), None)


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (["5.-", "7.50", "8.90", "12.–"], [5, 7.5, 8.9, 12]),  # a third with no cents: no minus
        (["CHF 1'200.--", "CHF 950.-"], [1200, 950]),
        (["1.423,-- €", "99,- €"], [1423, 99]),
        (["kr 1 423,-", "kr 99,50"], [1423, 99.5]),
        (["Rs. 1,42,300/-", "Rs. 950/-"], [142300, 950]),
        (["$(1,234.50)", "$ 12.00", "$7.25"], [-1234.5, 12, 7.25]),
        (["%5", "%12"], [5, 12]),
        (["R 1 234,50", "R 99,00"], [1234.5, 99]),
        (["KSh 1,234.50", "KSh 99.00"], [1234.5, 99]),
        (["S/ 1,234.50", "S/. 99.00"], [1234.5, 99]),
        (["1.5万", "2億", "3千"], [15000, 2e8, 3000]),
        (["₹2.5 Cr", "₹20 Lac"], [2.5e7, 2e6]),
        (["5 m s⁻¹", "7.5 m s⁻¹"], [5, 7.5]),
        (["2h 50m", "19h", "45m"], [10200, 68400, 2700]),
        (["1 hour 5 minutes", "2 hours"], [3900, 7200]),
        (["3 weeks", "2 years", "5 days"], [1814400, 63115200, 432000]),
        (["1.5ms", "2 s"], [0.0015, 2]),
    ],
)
def test_numbers_of_other_countries(cells, numbers):
    read = column(cells * 3)
    assert read.kind == "number"
    assert read.numbers.tolist() == pytest.approx(numbers * 3, rel=1e-15)
    assert not read.unread.any()


@pytest.mark.parametrize(
    ("cells", "unit"),
    [
        (["5 h", "7 h"], "h"),
        (["5 m", "70 m"], "m"),
        (["5 min", "7 min"], "min"),
        (["3.2万", "15万"], "万"),
        (["5 %", "7 %"], "%"),
        (["5k", "7.5k"], "k"),
    ],
)
def test_one_unit_of_all_cells_stays_one(cells, unit):
    read = column(cells * 3)
    assert (read.kind, read.reading["unit"]) == ("number", unit)
    assert "duration" not in read.reading


@pytest.mark.parametrize(
    "cells",
    [
        ["1½", "2½", "3½"],
        ["5²", "7²"],
        ["2y 3m", "1y 11m"],  # months or minutes
        ["6M", "1Y", "3M", "10Y"],
        ["5 m", "3 km"],
        ["R1", "R2", "R3"],
    ],
)
def test_what_is_no_number_is_none(cells):
    assert column(cells * 4).kind != "number"


def test_a_time_with_a_point_is_a_time_where_a_word_says_so():
    for cells in (["14.30 Uhr", "9.15 Uhr"], ["klo 14.30", "klo 9.15"], ["14時30分", "9時15分"]):
        read = column(cells * 3)
        assert (read.kind, read.numbers[:2].tolist()) == ("time", [14.5, 9.25])


def test_shares_beside_per_cents_are_told():
    cells = ["5%", "12%", "30%", "0.07"] * 3
    one = about(cells)
    assert (one["unit"], one["max"]) == ("%", 30)
    told = hint(one, "unit")
    assert "“0.07” is read as 0.07 %" in told["text"]
    assert column(cells, kinds={"x": told["change"]}).numbers[:4].tolist() == [
        0.05,
        0.12,
        0.3,
        0.07,
    ]


def test_cells_without_the_unit_are_told():
    cells = ["5 kg", "7 kg", "12 kg", "9"] * 3
    told = hint(about(cells), "unit")
    assert "“9” has no unit and is read in kg" in told["text"]
    again = about(cells, kinds={"x": told["change"]})
    assert (again["missing"], again["unit"], hint(again, "unit")) == (3, "kg", None)


def test_a_thousand_beside_plain_numbers_multiplies_and_is_told():
    cells = ["1.2k", "870", "15k", "640"] * 3
    one = about(cells)
    assert one["max"] == 15000
    told = hint(one, "unit")
    assert "k behind a number is read as times 1,000" in told["text"]
    again = about(cells, kinds={"x": told["change"]})
    assert (again["unit"], again["max"]) == ("k", 870)


def days(cells, **options):
    found = column(cells, **options)
    assert found.kind == "date"
    return (np.datetime64("1970-01-01") + found.numbers.astype(int)).astype(str).tolist()


def test_births_are_not_split_between_two_centuries():
    cells = [f"{i % 28 + 1:02}/{i % 12 + 1:02}/{40 + i}" for i in range(48)]
    assert days(cells)[0] == "1940-01-01"
    assert days(cells)[-1] == "1987-12-20"
    told = hint(about(cells), "years")
    assert "1940 to 2039" in told["text"]
    assert days(cells, kinds={"x": told["change"]})[0] == "2040-01-01"


def test_years_of_two_digits_that_may_be_to_come_are_told():
    cells = [f"15.06.{25 + i}" for i in range(20)]
    assert days(cells)[-1] == "2044-06-15"
    told = hint(about(cells), "years")
    assert days(cells, kinds={"x": told["change"]})[-1] == "1944-06-15"
    again = about(cells, kinds={"x": told["change"]})
    assert again["reading"]["years_from"] == 1925


def test_usual_years_of_two_digits_are_not_asked_about():
    assert about([f"15.06.{(95 + i) % 100:02}" for i in range(30)])["hints"] == []


def test_a_stored_reading_of_old_keeps_its_century():
    """Readings of files from before hold no years_from: two digits are as POSIX has them."""
    stored = {"kind": "date", "order": "dmy", "times": False}
    cells = [f"{i % 28 + 1:02}/{i % 12 + 1:02}/{40 + i}" for i in range(48)]
    assert days(cells, kinds={"x": stored})[0] == "2040-01-01"


@pytest.mark.parametrize(
    "cells",
    [
        ["05/Jan/2023:14:30:00 +0000", "06/Jan/2023:14:30:00 +0000"],  # Apache
        ["05JAN2023:14:30:00", "06JAN2023:14:30:00"],  # SAS
        ["Thu Jan 05 14:30:00 UTC 2023", "Fri Jan 06 14:30:00 UTC 2023"],  # date(1)
        ["2023年1月5日(木) 14:30", "2023年1月6日(金) 14:30"],
        ["5 января 2023 г., 14:30", "6 января 2023 г., 14:30"],
    ],
)
def test_dates_of_other_programs(cells):
    assert days(cells * 3)[:2] == ["2023-01-05", "2023-01-06"]


@pytest.mark.parametrize("form", ["%Y%m%d%H", "%Y%m%d%H%M", "%Y%m%d%H%M%S"])
def test_moments_of_digits_alone_are_dates(form):
    """As the German weather service and many logs write them: as numbers hours would be no days."""
    moments = [datetime(2023, 12, 30, 21) + timedelta(hours=7 * i) for i in range(40)]
    cells = [moment.strftime(form) for moment in moments]
    wanted = [(moment - datetime(1970, 1, 1)) / timedelta(days=1) for moment in moments]
    for given in (cells, np.array(cells, dtype=float)):
        read = column(given)
        assert (read.kind, read.reading["times"]) == ("date", True)
        assert read.numbers.tolist() == pytest.approx(wanted, abs=1e-9)
    assert column([f"20{i:02}99{i:04}" for i in range(40)]).kind != "date"
    assert column([str(1_710_374_400 + i) for i in range(40)]).kind == "number"  # epoch seconds


def test_the_first_of_a_month_in_french():
    assert days(["1er mars 2024", "2 mars 2024", "1er avril 2024"] * 3)[2] == "2024-04-01"


def test_many_numbers_that_are_not_enough_are_told():
    cells = [f"△{i},500" if i % 4 == 0 else f"{i},500" for i in range(1, 60)]
    one = about(cells)
    assert (one["used"], one["why"]) == (False, "its texts differ from row to row")
    told = hint(one, "kind")
    assert "45 of 59 cells can be read as a number" in told["text"]
    again = about(cells, kinds={"x": told["change"]})
    assert (again["kind"], again["unread"], hint(again, "kind")) == ("number", 14, None)


def test_codes_that_are_powers_of_ten_are_told():
    cells = [f"{i + 10}E{i % 9:02}" for i in range(40)]
    told = hint(about(cells), "kind")
    assert told["change"] == {"kind": "category"}
    assert about(cells, kinds={"x": told["change"]})["kind"] == "category"
    assert hint(about([f"{i}.5E+03" for i in range(40)]), "kind") is None


def test_telephone_and_account_numbers_are_no_texts():
    for cells in (
        [f"+49 30 {123456 + i}" for i in range(60)],
        [f"DE{i + 10} 3704 0044 0532 {i + 1000} 00" for i in range(60)],
    ):
        assert about(cells)["kind"] == "identifier"
    assert about([f"{i} Main Street, Springfield" for i in range(60)])["kind"] == "text"


@pytest.mark.parametrize(
    "name", ["", "Unnamed: 0", "Unnamed: 0.1", "level_0", "OBJECTID", "RESPNO"]
)
def test_rows_of_cut_and_shuffled_frames_stay_left_out(name):
    if name != "RESPNO":
        assert not about([(i * 37) % 101 for i in range(60)], name)["used"]
    assert not about(list(range(1, 61)), name)["used"]


@pytest.mark.parametrize("name", ["N°", "Nº", "№", "番号", "Lfd. Nr.", "FID"])
def test_running_numbers_of_other_countries_are_left_out(name):
    assert not about(list(range(1, 61)), name)["used"]


def test_numbers_that_run_on_under_another_name_are_told():
    one = about(list(range(1, 61)), "step")
    assert one["used"]
    told = hint(one, "row-number")
    assert "1 to 60, one a row" in told["text"]
    assert not about(list(range(1, 61)), "step", kinds={"step": told["change"]})["used"]
    assert hint(about(list(range(1990, 2020)), "year"), "row-number") is None


def test_several_far_numbers_and_dates_are_told():
    cells = [["-99", "-98", *map(str, range(20, 30))][i % 12] for i in range(60)]
    told = hint(about(cells), "sentinel")
    assert told["text"].startswith("-99 and -98 stand in 10 rows")
    assert about(cells, kinds={"x": told["change"]})["missing"] == 10
    spans = ["9999-12-31" if i % 6 == 0 else f"2024-03-{i % 28 + 1:02}" for i in range(60)]
    told = hint(about(spans), "sentinel")
    assert told["change"] == {"missing": ["9999-12-31"]}
    assert about(spans, kinds={"x": told["change"]})["missing"] == 10


def test_a_mark_that_may_be_a_country_is_told():
    cells = ["NA", "DE", "FR", "US"] * 10
    one = about(cells)
    assert one["missing"] == 10
    told = hint(one, "label")
    assert told["change"] == {"labels": ["NA"]}
    assert about(cells, kinds={"x": told["change"]})["missing"] == 0
