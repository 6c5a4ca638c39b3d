"""How columns write their numbers: decided for the column, against what the writer meant."""

import json
import math
import shutil
import subprocess

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elm_core.tables.columns import as_table, number_text
from elm_core.tables.numbers import NumberFormat, decide, parse, parse_alone
from elm_core.tables.reading import apply_reading, read_columns


def column(cells, **options):
    return read_columns(as_table({"x": cells}), **options)["x"]


@pytest.mark.parametrize(
    ("cells", "numbers", "unit"),
    [
        (["2,875", "0,125", "3"], [2.875, 0.125, 3], None),  # a group never begins with 0
        (["2,875", "2,91"], [2.875, 2.91], None),
        (["1.234,56", "12,00"], [1234.56, 12], None),
        (["1.234.567", "2.000"], [1234567, 2000], None),
        (["1,234,567", "950"], [1234567, 950], None),
        (["1,234.50", "7"], [1234.5, 7], None),
        (["12,34,567", "1,00,000.5"], [1234567, 100000.5], None),  # India
        (["1 234,5", "12 345 678"], [1234.5, 12345678], None),
        (["1\u202f234,5", "2\u00a0000"], [1234.5, 2000], None),
        (["1'234.50", "12’345"], [1234.5, 12345], None),
        (["1,5e-05", "2,0E+3"], [1.5e-5, 2000], None),
        (["−0,5", "–1,5", "+2,25"], [-0.5, -1.5, 2.25], None),
        (["(1,234.50)", "12.00"], [-1234.5, 12], None),
        (["1.234,56-", "2,5", "7,25"], [-1234.56, 2.5, 7.25], None),
        (["$30,000", "$1,250"], [30000, 1250], "$"),
        (["-$5", "$-6", "($7)", "$8"], [-5, -6, -7, 8], "$"),
        (["1.234,56 €", "2,00 €"], [1234.56, 2], "€"),
        (["EUR 1.234,56", "EUR 2,00"], [1234.56, 2], "EUR"),
        (["CHF 1'234.50", "CHF 2.00"], [1234.5, 2], "CHF"),
        (["US$5", "US$ 6"], [5, 6], "US$"),
        (["Rs. 1,00,000", "Rs. 2"], [100000, 2], "Rs."),
        (["R$ 1.234,56", "R$ 2,00"], [1234.56, 2], "R$"),
        (["1 234 kr", "99 kr"], [1234, 99], "kr"),
        (["12 %", "0,5 %", "7"], [12, 0.5, 7], "%"),
        (["6,5 kg", "5,5 KG"], [6.5, 5.5], "kg"),
        (["10 years", "1 year"], [10, 1], "years"),
        (["12.5 km/h", "80 km/h"], [12.5, 80], "km/h"),
        (["55 m2", "60 m2"], [55, 60], "m2"),
        (["20 µg/m³", "3.5 µg/m³"], [20, 3.5], "µg/m³"),
        (["21 °C", "-3 °C"], [21, -3], "°C"),
        (["€110.5M", "€565K", "€0"], [110.5e6, 565e3, 0], "€"),
        (["19M", "8.7M", "201k"], [19e6, 8.7e6, 201e3], None),
        (["$1.5 billion", "$300 million"], [1.5e9, 3e8], "$"),
        (["₹ 2.5 lakh", "₹ 1 crore"], [2.5e5, 1e7], "₹"),
        (["5 Mio. €", "1,5 Mrd. €"], [5e6, 1.5e9], "€"),
        (["1 234,50 zł", "99,00 zł"], [1234.5, 99], "zł"),
        (["¥1,234", "¥12,345"], [1234, 12345], "¥"),
        (["1:23.45", "0:59.10"], [83.45, 59.1], "s"),
        (["36:15:00", "20:00:30"], [130500, 72030], "s"),
        (["١٢", "٣,٥"], [12, 3.5], None),
        ([".5", "5.", "-.25"], [0.5, 5, -0.25], None),
    ],
)  # fmt: skip
def test_a_column_is_read_as_it_was_written(cells, numbers, unit):
    read = column([*cells, *cells])
    assert read.kind == "number"
    assert read.numbers.tolist() == pytest.approx(numbers * 2, rel=1e-15)
    assert read.reading["unit"] == unit
    assert not read.unread.any()
    again = apply_reading(as_table({"x": cells})["x"], read.reading)
    assert again.numbers.tolist() == pytest.approx(numbers, rel=1e-15)


@pytest.mark.parametrize(
    "cells",
    [
        ["3 kg", "500 g", "2 kg", "250 g"],  # two units are no number
        ["5'11\"", "6'0\"", "5'9\"", "6'2\""],
        ["P001", "P002", "P003"],
        ["1st", "2nd", "3rd"],
        ["10.0.0.1", "10.0.0.2"],
        ["12-14", "15-17"],
        ["1/2", "3/4"],
        ["00501", "90210", "10001"],  # postal codes
        [f"{i:03}" for i in range(1, 60)] + ["136A"],
        ["1935-", "1940-", "1945-"],  # open ranges
        ["0", "1", "2", "3+"] * 25,
        ["0x10", "0x11"],
        ["1_000", "2_000"],
        ["12:30", "13:45"],
    ],
)
def test_what_only_looks_like_numbers_is_none(cells):
    assert column(cells * 2).kind != "number"


@pytest.mark.parametrize(
    ("cells", "options", "number", "is_open"),
    [
        (["1,234", "5,678"], {}, 1234, True),
        (["1,234", "5,678"], {"delimiter": ";"}, 1.234, True),
        (["1,234", "5,678"], {"decimal": ","}, 1.234, True),
        (["1,234", "5678"], {}, 1.234, True),  # grouped, it would be 5,678
        (["1.234", "5.678"], {}, 1.234, True),
        (["1.234", "5.678"], {"decimal": ","}, 1234, True),
        (["$1,234", "$5,678"], {"delimiter": ";"}, 1234, False),  # money has no three decimals
        (["1,234", "0,5"], {}, 1.234, False),
        (["1.100 €", "820 €"], {}, 1100, False),  # nor has it none beside three
        (["€ 1.234", "€ 820"], {}, 1234, False),
        (["$1.100", "$820"], {"decimal": "."}, 1.1, True),
        (["1.100 €", "8200 €"], {}, 1.1, True),  # grouped, it would be 8.200
        (["12.500 €", "8.990 €"], {}, 12500, True),
        (["1.459 €", "1.389 €"], {}, 1.459, True),  # a litre of petrol
        (["1.100", "820"], {}, 1100, True),  # by three decimals it would be 820.000
        (["1.234", "820"], {}, 1.234, True),
    ],
)
def test_what_the_column_leaves_open_the_file_decides(cells, options, number, is_open):
    read = column(cells, **options)
    assert read.numbers[0] == number
    assert (read.open == "decimal") == is_open


def test_other_columns_decide_what_one_leaves_open():
    open_one = ["2,875", "1,125", "3,250"]
    sure = ["0,5", "1,5", "2,25"]
    read = read_columns(as_table({"a": open_one, "b": sure}))
    assert read["a"].numbers.tolist() == [2.875, 1.125, 3.25]
    read = read_columns(as_table({"a": open_one, "b": ["0.5", "1.5", "2.5"]}), delimiter=";")
    assert read["a"].numbers.tolist() == [2875, 1125, 3250]
    points = read_columns(as_table({"a": ["1.250", "2.500", "3.000"], "b": sure}))
    assert points["a"].numbers.tolist() == [1250, 2500, 3000]


def test_some_cells_that_are_no_numbers_leave_a_column_of_numbers():
    cells = [f"{v:.2f}" for v in np.linspace(0, 9, 90)] + ["unknown"] * 10
    read = column(cells)
    assert (read.kind, len(read.unread_rows()), int(read.missing.sum())) == ("number", 10, 10)


def test_a_column_of_numbers_to_more_than_six_digits_is_not_constant():
    seconds = [1_700_000_000 + i for i in range(50)]
    for cells in (seconds, [str(s) for s in seconds], np.array(seconds, dtype=np.float64)):
        read = column(cells)
        assert (read.kind, len(read.distinct.values)) == ("number", 50)


def test_what_was_learnt_without_a_sign_is_asked_without_it():
    learnt = column(["1.5", "2.5", "3"]).reading
    asked = as_table({"x": ["1,500", "5-", "$4", "2k", "1.5"]})["x"]
    assert apply_reading(asked, learnt).missing.tolist() == [True, True, True, True, False]


def test_numbers_that_somebody_says_are_missing_are_however_they_are_written():
    read = column(["-999", "-999.0", "1.5", "2.5"], kinds={"x": {"missing": ["-999"]}})
    assert read.missing.tolist() == [True, True, False, False]
    assert apply_reading(np.array([-999.0, 3.0]), read.reading).missing.tolist() == [True, False]


FORMATS = [
    NumberFormat(d, g) for d in ".," for g in ("", ",", ".", " ", "'") if d != g
]  # fmt: skip


def written(value, decimals, form):
    whole, _, part = f"{abs(value):.{decimals}f}".partition(".")
    groups = []
    while len(whole) > 3 and form.group:
        groups.insert(0, whole[-3:])
        whole = whole[:-3]
    text = form.group.join([whole, *groups]) + (form.decimal + part if part else "")
    return f"-{text}" if value < 0 else text


@settings(max_examples=300, deadline=None)
@given(
    form=st.sampled_from(FORMATS),
    decimals=st.sampled_from([1, 2, 4]),
    values=st.lists(st.floats(-1e7, 1e7).filter(lambda v: abs(v) >= 0.1), min_size=5, max_size=30),
)
def test_a_written_column_is_read_back(form, decimals, values):
    """With other than three decimals every format tells itself by one cell."""
    read = decide([written(v, decimals, form) for v in values])
    expected = [float(f"{v:.{decimals}f}") for v in values]
    assert read.numbers == expected
    assert read.format.decimal == form.decimal
    assert read.sure == form.decimal


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=12), st.sampled_from(FORMATS))
def test_whatever_is_read_is_finite_or_nothing(text, form):
    for value in (parse(text, form), parse_alone(text), decide([text]).numbers[0]):
        assert math.isnan(value) or math.isfinite(value)


def test_numbers_are_written_as_javascript_writes_them():
    random = np.random.default_rng(0)
    values = [
        *(random.choice([-1, 1], 500) * random.random(500) * 10.0 ** random.integers(-12, 25, 500)),
        *(
            1e-6,
            1.5e-6,
            1e-7,
            1e20,
            1e21,
            2.0**70,
            5e-324,
            1.7976931348623157e308,
            -0.0,
            2.0**53 + 2,
        ),
    ]
    script = "console.log(JSON.stringify(JSON.parse(require('fs').readFileSync(0)).map(String)))"
    given = json.dumps([float(v) for v in values])
    node = subprocess.run(
        [shutil.which("node"), "-e", script],
        input=given,
        capture_output=True,
        text=True,
        check=True,
    )
    assert [number_text(v) for v in values] == json.loads(node.stdout)


@pytest.mark.parametrize(
    ("text", "number"),
    [("1", 1), (" -2.5e3 ", -2500), ("1,234", 1234), ("1,234,567.5", 1234567.5), ("0,25", 0.25),
     ("12,5", 12.5), ("45 %", 0.45), ("+.5", 0.5), ("1e999", None), ("0x10", None), ("12a", None),
     ("inf", None), ("1_000", None), ("١٢", 12)],
)  # fmt: skip
def test_a_number_of_a_file_without_readings(text, number):
    got = parse_alone(text)
    assert math.isnan(got) if number is None else got == number
