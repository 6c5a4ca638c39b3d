"""The benchmark's options, sums and tables; what it measures takes minutes and is not run here."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import run
from benchmarks.speed import chart, peers_chart, report, work
from benchmarks.speed.cases import FITS, TEST_ROWS, draw
from benchmarks.speed.figures import Figure, figures
from benchmarks.speed.growth import HIDDEN, ROWS, exponent
from benchmarks.speed.record import Record
from build_steps.say import BuildError


def test_options() -> None:
    chosen = run.options(["--rounds", "2", "--peers", "--json", "x.json", "--only", "growth"])
    assert (chosen.rounds, chosen.peers, chosen.slow) == (2, True, False)
    assert (chosen.json, chosen.only) == (Path("x.json"), ["growth"])


@pytest.mark.parametrize(
    "arguments", [["--rounds", "0"], ["--rounds", "x"], ["--fast"], ["--only", "x"]]
)
def test_wrong_options(arguments: list[str]) -> None:
    with pytest.raises(BuildError, match=r"build\.py bench --help"):
        run.options(arguments)


@given(st.floats(0.1, 3), st.floats(1e-6, 10))
def test_exponent_of_a_power(power: float, factor: float) -> None:
    sizes = np.array([2000.0, 4000, 8000, 64_000])
    assert exponent(sizes, factor * sizes**power) == pytest.approx(power)


@given(st.lists(st.tuples(st.floats(0.1, 10), st.floats(0.1, 10)), min_size=1, max_size=9))
def test_ratios_are_within_a_round(pairs: list[tuple[float, float]]) -> None:
    record = Record()
    for page, native in pairs:
        record.add("page", page)
        record.add("native", native)
    ratios = sorted(page / native for page, native in pairs)
    got = record.ratio("page", "native")
    assert got is not None and ratios[0] <= got <= ratios[-1]
    assert record.ratio("page", "nobody") is None is record.time("nobody")


@pytest.mark.parametrize(
    ("value", "bound", "said"),
    [(3.0, "≤", "yes"), (3.1, "≤", "NO"), (3.0, "≥", "yes"), (2.9, "≥", "NO"), (None, "≥", "")],
)
def test_figure(value: float | None, bound: str, said: str) -> None:
    assert Figure("it", value, "{:.1f} ×", bound, 3).holds == said


def test_report(tmp_path: Path) -> None:
    record = Record()
    for page in (0.2, 0.3, 0.25):
        record.add("c4 page 1", page)
        record.add("c4 textbook", 0.1)
    record.numbers["c4 accuracy"] = 0.975
    times = report.times_table(record)
    assert "250" in times and "97.5 %" in times
    assert len({len(line) for line in times.splitlines()}) == 1
    assert "2.50 × the textbook fit" in report.figures_table(record)
    assert "not measured" in report.figures_table(record)
    report.write_json(record, tmp_path / "all.json", 3)
    written = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert written["seconds"]["c4 page 1"] == [0.2, 0.3, 0.25]
    assert len(written["figures"]) == len(figures(record))


def test_the_first_of_fits_in_a_row_is_recorded_apart() -> None:
    record = Record()
    for who, seconds in (("textbook", [0.5, 0.1, 0.3, 0.2]), ("page 1", [0.9, 0.4, 0.4, 0.4])):
        record.add_fits(f"c4 {who}", seconds)
    assert record.time("c4 textbook") == 0.2 and record.time("c4 textbook cold") == 0.5
    table = report.figures_table(record)
    assert "2.00 × the textbook fit, native" in table
    assert "1.80 × the textbook fit, both cold" in table


def test_chart_shows_every_measured_time() -> None:
    record = Record()
    for who, factor in (("page", 2e-5), ("native", 1e-5)):
        for letter, sizes in (("n", ROWS), ("h", HIDDEN)):
            for size in sizes:
                record.add(f"growth {letter} {size} {who}", factor * size)
            record.numbers[f"exponent {letter} {who}"] = 1.0
    picture = ElementTree.fromstring(chart.draw(record))
    dots = [tag for tag in picture.iter() if tag.tag.endswith("circle")]
    assert len(dots) == 2 * (len(ROWS) + len(HIDDEN))
    heights = [float(dot.attrib["cy"]) for dot in dots[: len(ROWS)]]
    assert heights == sorted(heights, reverse=True)
    assert max(heights) < float(picture.attrib["height"])


def test_the_chart_of_the_peers_shows_what_was_measured() -> None:
    record = Record()
    for place, series in enumerate(peers_chart.SERIES):
        for case in FITS[: 4 - place]:  # what takes too long is left out
            record.add(f"{case.name} {series.who}", 10.0**place)
            record.numbers[f"{case.name} {series.who} accuracy"] = 0.5 + place / 10
    picture = ElementTree.fromstring(peers_chart.draw(record))
    marks = [tag for tag in picture.iter() if tag.attrib.get("class", "").startswith("mark")]
    assert len(marks) == 2 * (4 + 3 + 2 + 1)
    heights = [float(mark.attrib["transform"].split()[1].rstrip(")")) for mark in marks]
    assert max(heights) < float(picture.attrib["height"])
    assert heights[0] > heights[4] > heights[7] > heights[9]  # a slower one stands higher
    with pytest.raises(BuildError, match="needs --peers"):
        run.options(["--peers-chart", "x.svg"])


def test_the_work_of_python_does_what_it_times() -> None:
    case = FITS[0]
    x, y = work.SAMPLES[case.name] = draw(case)
    assert len(x) == len(y) == case.n + TEST_ROWS and set(y) == set(range(case.classes))
    for seconds in (
        work.fit(case.name, case.hidden, "loo"),
        work.textbook(case.name, case.hidden, times=3),
        work.predict(case.name, case.hidden, rows=1),
        work.kernel(case.name, rows=50),
        work.stream(case.name, case.hidden, block=64),
        *work.fits(case.name, case.hidden, 1.0, times=2),
        *work.textbooks(case.name, case.hidden, times=2),
    ):
        assert seconds > 0
