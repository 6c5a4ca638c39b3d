"""Tables that other programs write are read alike here and in the pages, and as they were."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
from Orange.data import (
    ContinuousVariable,
    DiscreteVariable,
    Domain,
    StringVariable,
    Table,
    TimeVariable,
)

from elm_core.tables.columns import as_table
from elm_core.tables.reading import read_columns
from tests.core.reading_files import read_both
from tests.interop.conftest import program

HERE = Path(__file__).parent
WEKA = "/usr/share/java/weka.jar"
WIDTH = [1.5, -2.25, None, 0.001, 12345.678, 7.0, 1e-10, 2.0]
COUNT = [3, None, 5, 0, -7, 100000, 2, 1]
KIND = ["plain", "with, comma", 'say "hi"', None, "Zürich", "semi;colon", "it's", "plain"]
DAY = [
    f"2024-{day}"
    for day in ("02-27", "02-28", "02-29", "03-01", "03-02", "03-03", "03-04", "03-05")
]
OPEN = [True, False, None, True, True, False, False, True]

FRAME = pd.DataFrame(
    {
        "width": WIDTH,
        "count": pd.array(COUNT, dtype="Int64"),
        "kind": KIND,
        "day": pd.to_datetime(DAY),
        "open": pd.array(OPEN, dtype="boolean"),
    }
)
POLARS = pl.from_pandas(FRAME)

Write = Callable[[Path], Any]
PANDAS: dict[str, Write] = {
    "index.csv": lambda path: FRAME.to_csv(path),
    "plain.csv": lambda path: FRAME.to_csv(path, index=False),
    "continental.csv": lambda path: FRAME.to_csv(path, index=False, sep=";", decimal=","),
    "nan.csv": lambda path: FRAME.to_csv(path, index=False, na_rep="nan"),
    "records.json": lambda path: FRAME.to_json(path, orient="records", date_format="iso"),
    "lines.jsonl": lambda path: FRAME.to_json(
        path, orient="records", lines=True, date_format="iso"
    ),
    "split.json": lambda path: FRAME.to_json(path, orient="split", date_format="iso"),
    "columns.json": lambda path: FRAME.to_json(path, orient="columns", date_format="iso"),
    "index.json": lambda path: FRAME.to_json(path, orient="index", date_format="iso"),
    "table.json": lambda path: FRAME.to_json(path, orient="table"),
    "book.xlsx": lambda path: FRAME.to_excel(path, index=False),
    "frame.parquet": lambda path: FRAME.to_parquet(path),
    "index.parquet": lambda path: FRAME.to_parquet(path, index=True),
}
POLARS_WRITES: dict[str, Write] = {
    "plain.csv": POLARS.write_csv,
    "tabs.tsv": lambda path: POLARS.write_csv(path, separator="\t", null_value="NULL"),
    "always.csv": lambda path: POLARS.write_csv(path, quote_style="always"),
    "rows.json": POLARS.write_json,
    "lines.ndjson": POLARS.write_ndjson,
    "frame.parquet": POLARS.write_parquet,
    "categories.parquet": lambda path: POLARS.with_columns(
        pl.col("kind").cast(pl.Categorical)
    ).write_parquet(path),
}


def check(
    path: Path,
    folder: Path,
    *,
    rounded: tuple[float, float] = (0.0, 0.0),
    kind: list[str | None] = KIND,
    day: str = "date",
) -> Any:
    """Hold what is read in both languages to the table that was written."""
    (table,) = read_both([(path, {})], folder)
    assert not isinstance(table, tuple), table
    read = read_columns(as_table(table.columns), kinds=table.kinds)
    kinds = {name: column.kind for name, column in read.items() if name in FRAME}
    assert kinds | {"kind": ""} == {
        "width": "number", "count": "number", "kind": "", "day": day, "open": kinds["open"],
    }  # fmt: skip
    right = np.array(WIDTH, dtype=float)
    assert read["width"].numbers == pytest.approx(
        right, rel=rounded[0], abs=rounded[1], nan_ok=True
    )
    assert np.array_equal(read["count"].numbers, np.array(COUNT, dtype=float), equal_nan=True)
    texts = [None if cell in ("", "NA", "NULL", "nan") else cell for cell in table.columns["kind"]]
    assert texts == kind
    assert [cell[:10] for cell in table.columns["day"]] == DAY
    said = {"true": True, "false": False}
    assert [said.get(cell.lower()) for cell in table.columns["open"]] == OPEN
    return table


@pytest.mark.parametrize("name", PANDAS)
def test_pandas(name: str, tmp_path: Path) -> None:
    PANDAS[name](tmp_path / name)
    check(tmp_path / name, tmp_path)


@pytest.mark.parametrize("name", POLARS_WRITES)
def test_polars(name: str, tmp_path: Path) -> None:
    POLARS_WRITES[name](tmp_path / name)
    check(tmp_path / name, tmp_path)


def test_r(tmp_path: Path) -> None:
    program("Rscript", HERE / "write_tables.R", tmp_path)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert len(names) == 6
    for name in names:
        table = check(tmp_path / name, tmp_path)
        if name == "table.txt":  # rows have names, of which the first line has none
            assert "as R writes rows with names" in table.notes[0]


def by_libreoffice(source: Path, form: str, folder: Path) -> Path:
    out = folder / "converted"
    profile = (folder / "profile").as_uri()
    program(
        "soffice",
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        form,
        "--outdir",
        out,
        source,
    )
    (path,) = out.iterdir()
    return path


def test_libreoffice_writes_a_workbook(tmp_path: Path) -> None:
    FRAME.to_excel(tmp_path / "a.xlsx", index=False)
    check(by_libreoffice(tmp_path / "a.xlsx", "xlsx:Calc MS Excel 2007 XML", tmp_path), tmp_path)


def test_libreoffice_writes_csv(tmp_path: Path) -> None:
    FRAME.to_excel(tmp_path / "a.xlsx", index=False)
    path = by_libreoffice(
        tmp_path / "a.xlsx", "csv:Text - txt - csv (StarCalc):59,34,76,1", tmp_path
    )
    check(path, tmp_path)


@pytest.mark.parametrize(
    ("form", "said"), [("ods", "OpenDocument"), ("xls", "old Excel file"), ("fods", "XML file")]
)
def test_formats_of_libreoffice_that_are_not_read_say_what_to_do(
    form: str, said: str, tmp_path: Path
) -> None:
    FRAME.to_excel(tmp_path / "a.xlsx", index=False)
    ((here, in_page),) = read_both(
        [(by_libreoffice(tmp_path / "a.xlsx", form, tmp_path), {})], tmp_path
    )
    assert said in here and "save" in here and said in in_page


@pytest.mark.parametrize("form", ["tab", "csv", "xlsx"])
def test_orange(form: str, tmp_path: Path) -> None:
    """Its numbers come with six digits: that is how it writes them (findings)."""
    domain = Domain(
        [
            ContinuousVariable("width"),
            ContinuousVariable("count"),
            TimeVariable("day", have_date=1),
        ],
        DiscreteVariable("open", ("False", "True")),
        [StringVariable("kind")],
    )
    numbers = [FRAME[name].to_numpy(float, na_value=np.nan) for name in ("width", "count", "open")]
    days = FRAME["day"].astype("datetime64[s]").astype("int64").to_numpy(float)
    texts = np.array([[text or ""] for text in KIND], dtype=object)
    data = Table.from_numpy(domain, np.column_stack([*numbers[:2], days]), numbers[2], texts)
    data.save(str(tmp_path / f"a.{form}"))
    table = check(tmp_path / f"a.{form}", tmp_path, rounded=(1e-5, 0.0))
    if form != "xlsx":
        assert table.target == "open" and table.kinds["day"] == "date"


def by_weka(name: str, *arguments: Any) -> str:
    done = subprocess.run(
        ["java", "-cp", WEKA, name, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.stdout, done.stderr
    return done.stdout


def test_weka(tmp_path: Path) -> None:
    """It writes six decimals (findings), and what it does not know for numbers as categories.

    Its reader of CSV knows no doubled quotes, and apostrophes for quotes: these are left out.
    """
    kind = [text.replace('"', "").replace("'", "") if text else None for text in KIND]
    frame = FRAME.assign(kind=kind)
    frame.to_csv(tmp_path / "source.csv", index=False, na_rep="?")
    dense = by_weka("weka.core.converters.CSVLoader", tmp_path / "source.csv")
    (tmp_path / "dense.arff").write_text(dense)
    check(tmp_path / "dense.arff", tmp_path, rounded=(0.0, 1e-6), kind=kind, day="category")
    sparse = by_weka(
        "weka.filters.unsupervised.instance.NonSparseToSparse", "-i", tmp_path / "dense.arff"
    )
    (tmp_path / "sparse.arff").write_text(sparse)
    check(tmp_path / "sparse.arff", tmp_path, rounded=(0.0, 1e-6), kind=kind, day="category")
