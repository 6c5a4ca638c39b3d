"""Coverage of conformal prediction at 90 %: mean ± sd over 20 random splits, two thirds to train.

Run: python benchmarks/coverage.py
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from sklearn.datasets import load_breast_cancer, load_diabetes, load_digits, load_iris, load_wine

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.figures import report
from elm_core import KernelELMClassifier, KernelELMRegressor
from elm_core.models.conformal import ConformalClassifier, ConformalRegressor

CLASSES = {
    "iris": load_iris,
    "wine": load_wine,
    "breast cancer": load_breast_cancer,
    "digits": load_digits,
}


def splits(n: int, seeds: int):
    for seed in range(seeds):
        order = np.random.RandomState(seed).permutation(n)
        yield seed, order[: 2 * n // 3], order[2 * n // 3 :]


def of_sets(seeds: int, coverage: float) -> None:
    kinds = {
        "ELM": lambda s: ConformalClassifier(random_state=s),
        "ELM, lac": lambda s: ConformalClassifier(method="lac", random_state=s),
        "kernel": lambda s: ConformalClassifier(KernelELMClassifier(), random_state=s),
    }
    for name, load in CLASSES.items():
        x, y = load(return_X_y=True)
        for kind, make in kinds.items():
            if name == "digits" and kind.startswith("kernel") and seeds > 5:
                continue  # a minute for the same lesson
            held, size, empty = [], [], []
            for seed, train, test in splits(len(x), seeds):
                model = make(seed).fit(x[train], y[train])
                mask = model.predict_set_mask(x[test], coverage=coverage)
                held.append(
                    mask[np.arange(len(test)), np.searchsorted(model.classes_, y[test])].mean()
                )
                size.append(mask.sum(axis=1).mean())
                empty.append((~mask.any(axis=1)).mean())
            report(
                f"{name}, {kind}", held, f"labels {np.mean(size):.2f}, empty {np.mean(empty):.3f}"
            )


def of_intervals(seeds: int, coverage: float) -> None:
    x, y = load_diabetes(return_X_y=True)
    for kind, estimator in {"ELM": None, "kernel": KernelELMRegressor()}.items():
        held, width = [], []
        for seed, train, test in splits(len(x), seeds):
            model = ConformalRegressor(estimator, random_state=seed).fit(x[train], y[train])
            low, high = model.predict_interval(x[test], coverage=coverage).T
            held.append(((low <= y[test]) & (y[test] <= high)).mean())
            width.append((high - low).mean())
        report(f"diabetes, {kind}", held, f"width {np.mean(width):.0f}")


if __name__ == "__main__":
    of_sets(20, 0.9)
    of_intervals(20, 0.9)
