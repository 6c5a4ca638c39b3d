"""How columns write their dates: the order is the column's, and what is open is said."""

import math
from datetime import UTC, date, datetime, timedelta, timezone

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elm_core.features.tabular import TableEncoder
from elm_core.tables import inspect
from elm_core.tables.clock import duration, time_of_day
from elm_core.tables.columns import as_table
from elm_core.tables.dates import DateFormat, decide, parse, parse_alone
from elm_core.tables.reading import apply_reading, read_columns

DAY = date(2024, 2, 29)
DAYS = (DAY - date(1970, 1, 1)).days


def column(cells, **options):
    return read_columns(as_table({"x": cells}), **options)["x"]


@pytest.mark.parametrize(
    "text",
    ["2024-02-29", "2024/2/29", "2024.02.29", "20240229", "29.02.2024", "29. 2. 2024", "29/02/2024",
     "29-02-24", "29 Feb 2024", "29-Feb-24", "29Feb2024", "29. Februar 2024", "29 février 2024",
     "29 de febrero de 2024", "29 feb. 2024", "February 29, 2024", "Feb 29 2024", "Feb. 29th, 2024",
     "2024-Feb-29", "2024年2月29日", "Thursday, 29 February 2024", "Thu, 29 Feb 2024",
     "Donnerstag, 29. Februar 2024", "2024-02-29T00:00:00Z", "2024-02-29 00:00:00+02:00",
     "٢٩/٠٢/٢٠٢٤", "2024-2- 9", "29 lutego 2024", "2024. 02. 29.", "2024. 2. 29.", "2024년 2월 29일",
     "29 февраля 2024", "29 Şubat 2024", "29 Φεβρουαρίου 2024", "29 de fevereiro de 2024",
     "29 fev. 2024", "29 fevrier 2024", "29-února-2024"],
)  # fmt: skip
def test_a_date_is_read(text):
    got = parse(text, DateFormat("dmy"))
    wanted = DAYS - 20 if text == "2024-2- 9" else DAYS
    assert got == wanted


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("2024-02-29T14:30", 14.5),
        ("2024-02-29 14:30:00.000", 14.5),
        ("2024-02-29T14:30:00Z", 14.5),
        ("2024-02-29 14:30:00+05:30", 14.5),  # the clock on the wall, whatever the zone
        ("2024-02-29 14:30:00-0500", 14.5),
        ("2024-02-29T14:30:00+01:00[Europe/Berlin]", 14.5),
        ("29/2/2024 2:30 PM", 14.5),
        ("29/2/2024, 12:15 am", 0.25),
        ("29.02.2024 14h30", 14.5),
        ("Thu, 29 Feb 2024 14:30:00 GMT", 14.5),
        ("Thu Feb 29 14:30:00 2024", 14.5),
        ("Feb 29, 2024 at 2:30 p.m.", 14.5),
        ("29/02/2024 02:30:00 p.\u00a0m.", 14.5),
        ("29.2.2024 14.30", 14.5),
        ("20240229T143000Z", 14.5),
    ],
)
def test_the_time_of_day_is_kept(text, hours):
    assert parse(text, DateFormat("dmy", True)) == pytest.approx(DAYS + hours / 24, abs=1e-9)


@pytest.mark.parametrize(
    "text", ["2023-02-29", "31.04.2024", "29/13/2024", "yesterday", "2024", "1.5", "Feb 30 2024",
             "2024-02-29 25:00", "14:30", "29 Foo 2024", "jui 2024", "2024-Q5", "2024-W54"],
)  # fmt: skip
def test_what_is_no_date_is_none(text):
    assert math.isnan(parse(text, DateFormat("dmy")))


@pytest.mark.parametrize(
    ("cells", "order", "is_open"),
    [
        (["1/13/2024", "2/3/2024"], "mdy", False),
        (["13/1/2024", "2/3/2024"], "dmy", False),
        (["13.1.24", "2.3.24"], "dmy", False),
        (["99/12/31", "00/01/15"], "ymd", False),
        (["1/2/2024", "3/4/2024"], "mdy", True),
        (["1.2.2024", "3.4.2024"], "dmy", True),
        (["1/1/2024", "1/2/2024", "1/3/2024"], "dmy", True),  # the first of each month
        (["1/1/2024", "2/1/2024", "3/1/2024"], "mdy", True),
        (["1/1/2024", "2/2/2024"], "mdy", False),  # both say the same
    ],
)
def test_cells_that_allow_one_order_decide(cells, order, is_open):
    read = column(cells)
    assert (read.kind, read.open == "order") == ("date", is_open)
    if is_open or order != "mdy":
        assert read.reading["order"] == order


def test_another_column_decides_the_order_that_one_leaves_open():
    table = as_table({"from": ["1/2/2024", "3/4/2024"], "to": ["13/2/2024", "14/4/2024"]})
    assert read_columns(table)["from"].reading["order"] == "dmy"
    fixed = read_columns(table, kinds={"from": {"order": "mdy"}})["from"]
    assert fixed.reading["order"] == "mdy"
    assert fixed.open is None


def test_few_cells_that_are_no_dates_are_missing():
    cells = [f"{i % 28 + 1}.{i % 12 + 1}.2024" for i in range(40)] + ["soon"]
    read = column(cells)
    assert (read.kind, len(read.unread_rows())) == ("date", 1)


@pytest.mark.parametrize(
    ("cells", "first"),
    [
        (["2024-01", "2024-02", "2024-03"], date(2024, 1, 1)),
        (["01/2024", "02/2024"], date(2024, 1, 1)),
        (["Jan 2024", "Feb 2024"], date(2024, 1, 1)),
        (["Jan-24", "Feb-24"], date(2024, 1, 1)),
        (["2024Q2", "2024Q3"], date(2024, 4, 1)),
        (["Q2 2024", "Q3 2024"], date(2024, 4, 1)),
        (["2024-W02", "2024-W03"], date(2024, 1, 8)),
        (["20240105", "20240206"], date(2024, 1, 5)),
    ],
)
def test_months_quarters_weeks_and_numbers_of_eight_digits_are_dates(cells, first):
    read = column(cells)
    assert read.kind == "date"
    assert read.numbers[0] == (first - date(1970, 1, 1)).days


@pytest.mark.parametrize("cells", [["2009/10", "2010/11", "2011/12"], ["1/2", "3/4"], ["12-14"]])
def test_seasons_and_shares_are_no_months(cells):
    assert column([*cells, *cells]).kind != "date"


def test_whole_numbers_of_eight_digits_that_are_no_dates_are_numbers():
    assert column([20240105.0, 20240206.0]).kind == "date"
    assert column([20240105.0, 20241399.0]).kind == "number"


ZONE = timezone(timedelta(hours=-5))


def test_days_with_a_zone_are_the_same_from_every_frame():
    moments = [datetime(2024, 2, 29, 23, 30, tzinfo=ZONE), datetime(2024, 3, 1, 1, tzinfo=ZONE)]
    series = pd.Series(moments).dt.tz_convert("America/New_York")
    written = series.astype(str).tolist()  # as CSV has them
    frames = [
        pd.DataFrame({"x": series}),
        {"x": moments},
        {"x": written},
        {"x": np.array(["2024-02-29T23:30", "2024-03-01T01:00"], "M8[s]")},
    ]
    days = [read_columns(as_table(frame))["x"].numbers.tolist() for frame in frames]
    assert days == [pytest.approx([DAYS + 23.5 / 24, DAYS + 1 + 1 / 24])] * 4


@pytest.mark.parametrize("unit", ["D", "h", "m", "s", "ms", "us", "ns"])
def test_durations_of_any_unit_are_seconds(unit):
    spans = (np.array([0, 86400 * 2, 86400 * 4], "m8[s]")).astype(f"m8[{unit}]")
    read = column(spans)
    assert read.kind == "number"
    assert read.numbers.tolist() == [0, 172800, 345600]


def test_durations_that_a_frame_wrote_are_seconds():
    spans = pd.Series(np.array([0, 3600, 90061], "m8[s]"))
    read = column(spans.astype(str).tolist())
    assert (read.kind, read.reading["unit"]) == ("number", "s")
    assert read.numbers.tolist() == column(spans).numbers.tolist() == [0, 3600, 90061]


def test_missing_moments_and_spans_are_missing():
    for cells in (
        np.array(["2024-02-29", "NaT"], "M8[ns]"),
        np.array([5, "NaT"], "m8[s]"),
        pd.Series([pd.Timestamp("2024-02-29", tz=UTC), pd.NaT]),
    ):
        assert column(cells).missing.tolist() == [False, True]


@pytest.mark.parametrize(
    ("text", "hours"),
    [("14:30", 14.5), ("2:30 PM", 14.5), ("12:15am", 0.25), ("14:30:36", 14.51), ("14h30", 14.5),
     ("2 pm", 14), ("24:00", None), ("12:60", None), ("13:00 pm", None), ("noon", None)],
)  # fmt: skip
def test_times_of_day(text, hours):
    got = time_of_day(text)
    assert math.isnan(got) if hours is None else got == pytest.approx(hours)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("0 days", 0), ("1 days 02:03:04", 93784), ("-1 days +23:00:00", -3600), ("P1DT2H", 93600),
     ("PT90.5S", 90.5), ("-PT1M", -60), ("36:00:00", 129600), ("36:00", None), ("P", None), ("5", None)],
)  # fmt: skip
def test_durations(text, seconds):
    got = duration(text)
    assert math.isnan(got) if seconds is None else got == seconds


def test_times_become_numbers_that_close_the_day():
    encoder = TableEncoder().fit({"at": ["00:00", "12:00", "23:59"], "n": [1, 2, 3]})
    assert encoder.get_feature_names_out()[:3] == ["at hours", "at sin", "at cos"]
    first, _, last = encoder.transform({"at": ["00:00", "12:00", "23:59"], "n": [1, 2, 3]})
    assert np.abs(first[1:3] - last[1:3]).max() < 0.01
    moments = {"at": ["2024-02-29 06:00", "2024-03-01 18:00"], "n": [1, 2]}
    assert "at hour sin" in TableEncoder().fit(moments).get_feature_names_out()


def test_what_was_learnt_of_days_alone_is_asked_of_days_alone():
    learnt = column(["2024-02-29", "2024-03-01"]).reading
    asked = as_table({"x": ["2024-02-29 18:00"]})["x"]
    assert apply_reading(asked, learnt).numbers.tolist() == [DAYS]


def test_the_page_is_told_what_is_open():
    (about,) = inspect({"x": ["1/2/2024", "3/4/2024"]})
    (hint,) = about["hints"]
    assert (hint["code"], hint["change"]) == ("date-order", {"order": "dmy"})
    (again,) = inspect({"x": ["1/2/2024", "3/4/2024"]}, kinds={"x": hint["change"]})
    assert (again["reading"]["order"], again["hints"]) == ("dmy", [])


WRITERS = {
    "dmy": ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%y"),
    "mdy": ("%m/%d/%Y", "%m-%d-%Y", "%m/%d/%y"),
    "ymd": ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d"),
}


@settings(max_examples=200, deadline=None)
@given(
    days=st.lists(st.dates(date(1970, 1, 1), date(2060, 1, 1)), min_size=1, max_size=20),
    order=st.sampled_from(sorted(WRITERS)),
    which=st.integers(0, 2),
    day=st.dates(date(2001, 1, 13), date(2001, 1, 28)),
)
def test_a_written_column_is_read_back(days, order, which, day):
    """One cell with a day beyond the twelfth is enough."""
    form = WRITERS[order][which]
    days = [*days, day]
    read = decide([d.strftime(form) for d in days], years_from=1969)
    if order == "dmy" and form.endswith("%y") and len({d.strftime(form) for d in days}) < 3:
        return  # 13-01-01 alone may be a year
    assert read.numbers == [(d - date(1970, 1, 1)).days for d in days]


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=20))
def test_whatever_is_read_is_a_day_or_nothing(text):
    for got in (parse(text, DateFormat("dmy")), parse_alone(text)):
        assert math.isnan(got) or abs(got) < 4e6


def test_dates_of_a_file_without_readings():
    for text in ("2024-02-29", "2024/02/29", "29.02.2024", "20240229", "2024-02-29T13:45:00Z",
                 "29 Feb 2024", "Feb 29, 2024"):  # fmt: skip
        assert parse_alone(text) == DAYS
    assert math.isnan(parse_alone("2023-02-29"))
    assert math.isnan(parse_alone("3/4/2024"))
