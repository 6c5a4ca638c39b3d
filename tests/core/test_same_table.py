"""One table in every writing gives one model: read, trained and asked as the command line does."""

import csv
import io
import json
import subprocess
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from elm_core import loads
from elm_core.cli.main import main
from tests.core.reading_files import NODE, ROOT, read_both

NUMBERS = ["length", "amount", "count", "price"]


def table() -> pd.DataFrame:
    rng = np.random.default_rng(4)
    n = 240
    frame = pd.DataFrame(
        {
            "length": rng.uniform(0.2, 12, n).round(3),
            "amount": rng.uniform(20, 9e6, n).round(2),
            "kind": rng.choice(["Öl", 'a "b"', "x; y, z"], n),
            "count": rng.integers(1, 20_000, n),
            "day": pd.date_range("2023-11-28", periods=n, freq="31h").normalize(),
        }
    )
    kinds = frame["kind"].map({"Öl": 0.0, 'a "b"': 2.0, "x; y, z": -1.0})
    frame["price"] = (3 * frame["length"] + frame["amount"] / 1e6 + kinds + 100).round(4)
    return frame


def plain(value: object) -> str:
    """Return a cell as programs write it, without an exponent."""
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return np.format_float_positional(value, trim="-") if isinstance(value, float) else str(value)


def grouped(value: object) -> str:
    if not isinstance(value, (int, float)):
        return plain(value)
    whole, dot, part = plain(value).partition(".")
    return f"{int(whole):,}{dot}{part}"


def swapped(text: str) -> str:
    return text.translate(str.maketrans(".,", ",."))


def delimited(frame: pd.DataFrame, write, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """Return the table as csv writes it; `write` makes texts of the cells."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(frame.columns)
    for row in frame.itertuples(index=False):
        writer.writerow([write(value) for value in row])
    return out.getvalue().encode(encoding)


def german(write):
    """What writes numbers with a decimal comma, and all else as it is."""
    return lambda value: swapped(write(value)) if isinstance(value, (int, float)) else plain(value)


def write_csv2(frame: pd.DataFrame) -> bytes:
    """Return the table as R's write.csv2 writes it, with the names of its rows."""

    def quoted(text: object) -> str:
        return '"' + str(text).replace('"', '""') + '"'

    lines = [";".join(map(quoted, ["", *frame.columns]))]
    for number, row in enumerate(frame.itertuples(index=False), 1):
        cells = [
            plain(value).replace(".", ",")
            if isinstance(value, (int, float))
            else quoted(plain(value))
            for value in row
        ]
        lines.append(";".join([quoted(number), *cells]))
    return "\n".join(lines).encode() + b"\n"


def write_table(frame: pd.DataFrame, delimiter: str, *, row_names: bool) -> bytes:
    """Return the table as R's write.table and Spark write it: a backslash before quotes."""

    def quoted(value: object) -> str:
        if isinstance(value, (int, float)):
            return plain(value)
        text = plain(value).replace('"', '\\"')
        return f'"{text}"'

    lines = [delimiter.join(map(quoted, frame.columns))]
    for number, row in enumerate(frame.itertuples(index=False), 1):
        lines.append(delimiter.join(map(quoted, [*([str(number)] * row_names), *row])))
    return "\n".join(lines).encode() + b"\n"


def writings(frame: pd.DataFrame) -> dict[str, bytes]:
    book = io.BytesIO()
    frame.to_excel(book, index=False, startrow=2, sheet_name="Prices")
    units = delimited(frame, plain).split(b"\r\n", 1)
    return {
        "points.csv": delimited(frame, plain),
        "commas.csv": delimited(frame, german(plain), ";"),
        "commas.tsv": delimited(frame, german(plain), "\t", "utf-16"),
        "grouped.csv": delimited(frame, grouped),
        "grouped_german.csv": delimited(frame, german(grouped), ";", "cp1252"),
        "write_csv2.csv": write_csv2(frame),
        "write_table.txt": write_table(frame, " ", row_names=True),
        "spark.csv": write_table(frame, ",", row_names=False),
        "pandas.csv": frame.to_csv().encode(),
        "pandas_comma.csv": frame.to_csv(sep=";", decimal=",", index=False).encode("utf-8-sig"),
        "units.csv": b"sep=,\r\n# prices\r\n" + units[0] + b"\r\nmm,EUR,,,,EUR\r\n" + units[1],
        "records.json": frame.to_json(orient="records", date_format="iso").encode(),
        "book.xlsx": book.getvalue(),
        "snappy.parquet": frame.to_parquet(index=False),
        "zstd.parquet": frame.to_parquet(compression="zstd"),
    }


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    return table()


@pytest.fixture(scope="module")
def files(frame: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("writings")
    for name, content in writings(frame).items():
        (folder / name).write_bytes(content)
    return {path.name: path for path in folder.iterdir()}


def test_one_model_of_every_writing(files, frame, tmp_path):
    predictions, weights = {}, {}
    for name, path in files.items():
        model, answers = tmp_path / f"{name}.json", tmp_path / f"{name}.out.csv"
        options = ["--target", "price", "--param", "n_hidden=60"]
        assert main(["train", str(path), *options, "--out", str(model)]) == 0, name
        assert main(["predict", str(model), str(path), "--out", str(answers)]) == 0, name
        predictions[name] = pd.read_csv(answers)["prediction"].to_numpy()
        weights[name] = loads(model.read_text()).model_.coef_
    expected = predictions.pop("points.csv"), weights.pop("points.csv")
    assert np.corrcoef(expected[0], frame["price"])[0, 1] > 0.9
    for name in predictions:
        np.testing.assert_allclose(predictions[name], expected[0], rtol=1e-9, err_msg=name)
        np.testing.assert_allclose(weights[name], expected[1], rtol=1e-9, atol=1e-12, err_msg=name)


@pytest.mark.skipif(NODE is None, reason="needs Node")
def test_pages_read_every_writing_likewise(files, tmp_path):
    read_both([(path, {"name": name}) for name, path in files.items()], tmp_path)


@pytest.mark.skipif(NODE is None, reason="needs Node")
def test_streams_hold_the_same_numbers(files, frame, tmp_path):
    options = {"target": "price", "columns": NUMBERS[:3], "numeric": True}
    texts = {name: path for name, path in files.items() if name.endswith(("csv", "tsv"))}
    cases = tmp_path / "cases.json"
    cases.write_text(json.dumps([{"path": str(p), "options": options} for p in texts.values()]))
    paths = (ROOT / "tests/js/source_paths.mjs").as_uri()
    command = [NODE, "--import", paths, ROOT / "tests/js/block_cases.mjs", cases]
    done = subprocess.run(command, capture_output=True, timeout=100, cwd=ROOT)
    assert done.returncode == 0, done.stderr.decode()
    for name, found in zip(texts, json.loads(done.stdout), strict=True):
        assert found["rows"] == frame[NUMBERS[:3]].to_numpy().tolist(), name
        assert found["y"] == frame["price"].tolist(), name
