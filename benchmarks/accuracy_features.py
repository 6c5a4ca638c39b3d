"""Features learnt in closed form beside random ones and scikit-learn's boosting, with the time.

Run: OPENBLAS_NUM_THREADS=1 python benchmarks/accuracy_features.py

The speed benchmark's data c1 to c4 (a random net's choice), Friedman's first function among columns
of noise, and the breast cancers with 60 columns of noise: accuracy, or R² of the numbers. Time is the
processor's, of the fit, as a multiple of the fit with random features.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.datasets import load_breast_cancer, make_friedman1
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.speed import cases
from elm_core import ELMClassifier, ELMRegressor

KINDS: dict[str, dict[str, Any]] = {
    "random": {},
    "links": {"direct_links": True},
    "learned": {"direct_links": True, "features": "learned"},
    "full": {"direct_links": True, "features": "full"},
    "diagonal": {"direct_links": True, "features": "diagonal"},
}

Split = tuple[Any, Any, Any, Any]


def sets() -> dict[str, tuple[int, Split]]:
    """Return hidden units, and training and test rows, by name."""
    found: dict[str, tuple[int, Split]] = {}
    for case in cases.FITS:
        x, y = cases.draw(case)
        found[case.name] = case.hidden, (x[: case.n], y[: case.n], x[case.n :], y[case.n :])
    for columns in (10, 50):
        x, y = make_friedman1(2000, columns, noise=1.0, random_state=0)
        found[f"friedman {columns}"] = 512, (x[:1000], y[:1000], x[1000:], y[1000:])
    x, y = load_breast_cancer(return_X_y=True)
    random = np.random.RandomState(0)
    x = np.hstack([x, random.standard_normal((len(x), 60))])
    order = random.permutation(len(x))
    x, numbers = x[order], y[order].astype(float)
    found["cancer + 60"] = 512, (x[:379], numbers[:379], x[379:], numbers[379:])
    return found


def main() -> None:
    names = [*KINDS, "boosting"]
    print(f"{'':12s}", *(f"{name:>16s}" for name in names))
    for name, (hidden, (x, y, new, truth)) in sets().items():
        classifies = y.dtype.kind == "i"
        models = {
            kind: (ELMClassifier if classifies else ELMRegressor)(hidden, random_state=0, **options)
            for kind, options in KINDS.items()
        }
        boosting = HistGradientBoostingClassifier if classifies else HistGradientBoostingRegressor
        row = []
        first = 0.0
        for model in [*models.values(), boosting(random_state=0)]:
            started = time.process_time()
            model.fit(x, y)
            seconds = time.process_time() - started
            first = first or seconds
            row.append(f"{model.score(new, truth):9.3f} {seconds / first:5.1f}×")
        print(f"{name:12s}", *row)


if __name__ == "__main__":
    main()
