"""The JavaScript client reads the numbers of a column as Python does: same format, same numbers."""

import json
import math
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from elm_core.tables.missing import MISSING, is_missing
from elm_core.tables.numbers import NumberFormat, decide, parse

ROOT = Path(__file__).parents[2]
NODE = shutil.which("node")
COLUMNS = 3000

UNITS = [
    "kg",
    "%",
    "€",
    "m/s",
    "m2",
    "Mio €",
    "km h",
    "°C",
    "years",
    "k",
    "M",
    "bn",
    "lakh",
    "million",
    "Cr",
    "Mio. $",
    "thousand €",
    "‰",
    "½",
    "ß",
    "m²",
    "s⁻¹",
    "²",
    "万",
    "Uhr",
]
MONEY = ["$", "€", "£", "US$", "EUR ", "Rs. ", "CHF", "kr", "₿", "P"]
SIGNS = ["-", "+", "−", "–", "(", " "]
ODD = [
    *(
        "1-2",
        "12:30",
        "abc",
        "9 9",
        "1..2",
        "--5",
        "1e5",
        "1,5e-05",
        "0x10",
        "1_000",
        "٣٫٥",
        "१२",
        "½",
    ),
    *("5.-", "5,–", "1'200.--", "7/-", "$(5.50)", "€ (7)", "%5", "5½", "870", "1.2k", "12 %"),
    *("Infinity", "5 am", "1.2.3", "$ 5-", "5-", "1935-", "3'000", "3’000", "01,234", "1,23,456"),
    *(
        "\u00a05",
        "5\u202f000",
        "１２",
        "1 2345",
        "- 5",
        "5 -",
        "m5",
        "5 m 5",
        "1.",
        ".5",
        ",5",
        "5,",
        "𝟙",
    ),
]


def some_number(rng: random.Random, decimal: str, group: str) -> str:
    value = rng.choice(
        [rng.random(), rng.random() * 1e3, rng.random() * 1e7, rng.randint(0, 10**6)]
    )
    digits = rng.choice([0, 1, 2, 3, 3, 5])
    text = f"{value:,.{digits}f}" if group else f"{value:.{digits}f}"
    if not group and rng.random() < 0.1:
        text = f"{value:e}"
    return text.translate(str.maketrans({",": group or ",", ".": decimal}))


def some_column(rng: random.Random) -> list[str]:
    decimal = rng.choice(".,")
    group = rng.choice(["", "", ",", ".", " ", "'", "\u202f", "’"])
    unit, money = rng.choice(UNITS), rng.choice(MONEY)
    style = rng.random()
    texts = []
    for _ in range(rng.randint(1, 12)):
        text = some_number(rng, decimal, group if group != decimal else "")
        if style < 0.2:
            text = f"{text}{rng.choice(['', ' '])}{unit}"
        elif style < 0.3:
            text = f"{text} {rng.choice(UNITS)}"
        elif style < 0.45:
            text = money + text
        sign = rng.choice(SIGNS) if rng.random() < 0.15 else ""
        text = f"({text})" if sign == "(" else sign + text
        if rng.random() < 0.06:
            text = rng.choice(ODD) if rng.random() < 0.8 else f"{text}-"
        texts.append(text.strip())
    return list(dict.fromkeys(text for text in texts if not is_missing(text)))


def some_given(rng: random.Random) -> dict[str, object]:
    if rng.random() < 0.8:
        return {}
    some = {"decimal": rng.choice(".,"), "group": rng.choice(["", ",", ".", " "]), "unit": "kg"}
    return {key: some[key] for key in some if rng.random() < 0.5}


def numbers_of(values: list[float]) -> list[float | None]:
    return [None if math.isnan(value) else value for value in values]


@pytest.mark.skipif(NODE is None, reason="needs Node")
def test_columns_are_read_as_in_python(tmp_path):
    rng = random.Random(5)
    cases, expected = [], []
    while len(cases) < COLUMNS:
        texts, given = some_column(rng), some_given(rng)
        decimal, again = rng.choice([None, ".", ","]), some_column(rng)
        if not texts:
            continue
        form, numbers, sure, is_open, bare = decide(
            texts, decimal=decimal, given=NumberFormat(**given), fixed=frozenset(given)
        )
        shown = {"decimal": form.decimal, "group": form.group, "unit": form.unit}
        shown |= {key: True for key in ("magnitudes", "trailing_minus") if getattr(form, key)}
        cases.append({"texts": texts, "decimal": decimal, "given": given, "again": again})
        answer = {"format": shown, "numbers": numbers_of(numbers), "sure": sure, "open": is_open}
        answer |= {"bare": bare[0]} if bare else {}
        expected.append(answer | {"again": numbers_of([parse(text, form) for text in again])})
    path = tmp_path / "cases.json"
    marks = [f" {mark.upper()}\t" for mark in sorted(MISSING)]
    words = ["0", "no", "non", "nano", "a", "- -", "<", "0.0"]
    path.write_text(json.dumps({"cases": cases, "marks": [*marks, *words]}), encoding="utf-8")
    script = ROOT / "tests/js/number_cases.mjs"
    done = subprocess.run([NODE, script, path], capture_output=True, timeout=100, cwd=ROOT)
    assert done.returncode == 0, done.stderr.decode()
    told = json.loads(done.stdout)
    assert told["missing"] == marks
    for case, answer, found in zip(cases, expected, told["answers"], strict=True):
        assert found == answer, case
    assert sum(any(n is not None for n in answer["numbers"]) for answer in expected) > COLUMNS / 2
