"""The sample tables of the table page, and pictures: ``python -m build_steps.samples FOLDER``.

Three are the data that scikit-learn carries, with names in place of its numbers; one table is made
here, because a mixed table with gaps and dates shows what the others cannot.
"""

from __future__ import annotations

import csv
import datetime
import json
import math
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Table = tuple[list[str], list[list[Any]]]


def iris() -> Table:
    from sklearn.datasets import load_iris

    data = load_iris()
    header = ["sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)"]
    names = [str(name) for name in data.target_names]
    rows = [[*map(float, x), names[y]] for x, y in zip(data.data, data.target, strict=True)]
    return [*header, "species"], rows


def digits(n: int = 600) -> Table:
    """Pictures of 8 × 8 pixels, 0 to 16, a row each."""
    from sklearn.datasets import load_digits

    data = load_digits()
    rows = [[*map(int, x), int(y)] for x, y in zip(data.data[:n], data.target[:n], strict=True)]
    return [*(f"pixel {i // 8 + 1}-{i % 8 + 1}" for i in range(64)), "digit"], rows


def diabetes() -> Table:
    from sklearn.datasets import load_diabetes

    data = load_diabetes(scaled=False)
    header = [
        "age",
        "sex",
        "body mass index",
        "blood pressure",
        "total cholesterol",
        "LDL cholesterol",
        "HDL cholesterol",
        "cholesterol ratio",
        "log triglycerides",
        "blood sugar",
    ]
    # The publication codes sex as 1 and 2 without saying which is which: keep it a name.
    rows = [
        [_tidy(x[0]), f"group {int(x[1])}", *map(_tidy, x[2:]), _tidy(y)]
        for x, y in zip(data.data, data.target, strict=True)
    ]
    return [*header, "progression after a year"], rows


def apartments(n: int = 600) -> Table:
    """Made-up rents: a formula anyone can check, noise, and gaps as real tables have them."""
    draw = random.Random(20_26)
    districts = {"Centre": 5.2, "Harbour": 4.1, "University": 3.4, "Garden town": 1.9, "North": 0.0}
    heating = {"district": 0.0, "gas": -0.3, "electric": -0.8, "oil": -1.1}
    first_day = datetime.date(2022, 1, 1)
    rows = []
    for _ in range(n):
        district = draw.choices(list(districts), weights=[3, 2, 3, 4, 5])[0]
        warm = draw.choices(list(heating), weights=[5, 4, 2, 1])[0]
        area = min(max(draw.lognormvariate(4.15, 0.38), 18), 190)
        rooms = max(1, round(area / 27 + draw.gauss(0, 0.5)))
        built = min(2024, max(1890, round(draw.gauss(1972, 33))))
        floor = draw.choices(range(8), weights=[3, 5, 5, 4, 3, 1, 1, 1])[0]
        lift = draw.random() < (0.85 if floor > 4 else 0.35)
        balcony = draw.random() < 0.55
        listed = first_day + datetime.timedelta(days=draw.randrange(3 * 365))
        per_square_metre = (
            9.5
            + districts[district]
            + heating[warm]
            + 6.0 * math.exp(-area / 28)  # small flats cost more for their size
            + 2.2 * max(0, built - 1985) / 40
            + (0.9 if built < 1915 else 0.0)  # high ceilings
            + 0.45 * balcony
            + (0.25 * floor if lift else -0.18 * floor)
            + 0.0016 * (listed - first_day).days
        )
        rent = round(area * per_square_metre * draw.lognormvariate(0, 0.07) / 5) * 5
        row = [
            district,
            round(area, 1),
            rooms,
            built,
            floor,
            "yes" if lift else "no",
            "yes" if balcony else "no",
            warm,
            listed.isoformat(),
            rent,
        ]
        for column, share in ((3, 0.08), (6, 0.04), (7, 0.06)):  # built, balcony, heating
            if draw.random() < share:
                row[column] = ""
        rows.append(row)
    header = ["district", "area (m²)", "rooms", "built", "floor", "lift", "balcony", "heating"]
    return [*header, "listed", "rent"], rows


FILMS = {
    "space": ("The Last Orbit", "Red Dust", "Signal from Vega", "Low Gravity", "Colony Nine"),
    "love": (
        "Letters in Rain",
        "A Second Spring",
        "Two Chairs",
        "The Bridge at Noon",
        "Yes, Again",
    ),
    "crime": ("The Grey Alibi", "Night Ferry", "Eleven Keys", "A Quiet Town", "Cold Ledger"),
    "comedy": ("My Cousin's Goat", "Lost Luggage", "The Wrong Choir", "Four Umbrellas", "Soup"),
    "nature": ("Salt and Wings", "The Long Valley", "Under the Ice", "A Year of Bees", "Tide"),
}
NAMES = (
    "Ada Ben Chloe Dan Eva Finn Gita Hugo Iris Jan Kim Leo Mia Nils Olga Pia Quinn Rosa Sam Tara "
    "Uma Vik Wanda Xia Yuri Zoe Alma Bo Cora Dev Elsa Fritz Greta Hans Ina Jon Kaja Lars Mona Ned"
)


def ratings() -> Table:
    """A made-up film club: everybody likes two kinds of film, and has seen most of them."""
    draw = random.Random(7)
    rows = []
    for name in NAMES.split():
        liked = draw.sample(list(FILMS), 2)
        mood = draw.gauss(0, 0.4)
        for kind, films in FILMS.items():
            for film in films:
                if draw.random() < 0.6:
                    stars = (4.4 if kind in liked else 2.2) + mood + draw.gauss(0, 0.5)
                    rows.append([name, film, min(5, max(1, round(stars)))])
    draw.shuffle(rows)
    return ["member", "film", "stars"], rows


CATALOGUE: tuple[dict[str, Any], ...] = (
    {
        "file": "iris.csv",
        "title": "Iris flowers",
        "make": iris,
        "target": "species",
        "task": "classification",
        "source": "R. A. Fisher (1936), The use of multiple measurements in taxonomic problems; "
        "UCI Machine Learning Repository, as bundled with scikit-learn",
        "licence": "CC BY 4.0",
        "description": "Four measurements of 150 flowers; which of three species is it?",
    },
    {
        "file": "diabetes.csv",
        "title": "Diabetes progression",
        "make": diabetes,
        "target": "progression after a year",
        "task": "regression",
        "source": "B. Efron, T. Hastie, I. Johnstone, R. Tibshirani (2004), Least angle "
        "regression; as bundled with scikit-learn",
        "licence": "BSD-3-Clause (with scikit-learn)",
        "description": "Ten measurements of 442 patients; how far has the illness gone a year on?",
    },
    {
        "file": "apartments.csv",
        "title": "Apartment rents",
        "make": apartments,
        "target": "rent",
        "task": "regression",
        "source": "Made up by this project: build_steps/samples.py",
        "licence": "CC0 1.0",
        "description": "600 invented flats: categories, yes/no, dates and gaps; what is the rent?",
    },
    {
        "file": "ratings.csv",
        "title": "Film club",
        "make": ratings,
        "target": "stars",
        "task": "recommendation",
        "source": "Made up by this project: build_steps/samples.py",
        "licence": "CC0 1.0",
        "description": "Stars that 40 invented people gave 25 invented films; what will they like?",
    },
    {
        "file": "digits.csv",
        "title": "Handwritten digits",
        "make": digits,
        "target": "digit",
        "task": "pictures",
        "source": "E. Alpaydin & C. Kaynak (1998), Optical recognition of handwritten digits; "
        "UCI Machine Learning Repository, as bundled with scikit-learn, its first 600",
        "licence": "CC BY 4.0",
        "description": "600 pictures of 8 × 8 pixels by many hands; which digit is it?",
    },
)


def write_samples(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    index = []
    for entry in CATALOGUE:
        about = dict(entry)
        header, rows = about.pop("make")()
        _write_csv(folder / str(about["file"]), header, rows)
        index.append({**about, "rows": len(rows), "columns": len(header)})
    text = json.dumps(index, indent=1, ensure_ascii=False) + "\n"
    (folder / "index.json").write_text(text, encoding="utf-8")


def _write_csv(path: Path, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _tidy(value: float) -> float | int:
    """A float without binary noise: 4.8598 and not 4.859799999999999, 59 and not 59.0."""
    rounded = round(float(value), 4)
    return int(rounded) if rounded == int(rounded) else rounded


if __name__ == "__main__":
    write_samples(Path(sys.argv[1]))
