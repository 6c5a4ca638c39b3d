"""What `dumps(model, precision=…)` saves and loses, on held-out rows of scikit-learn's tables.

Run: python benchmarks/accuracy_precision.py
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from sklearn.datasets import load_diabetes, load_digits, load_wine
from sklearn.model_selection import train_test_split

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from elm_core import ELMClassifier, ELMRegressor, KernelELMClassifier, dumps, loads

CASES = {
    "ELMClassifier, digits": (ELMClassifier, load_digits),
    "KernelELMClassifier, digits": (KernelELMClassifier, load_digits),
    "ELMClassifier, wine": (ELMClassifier, load_wine),
    "ELMRegressor, diabetes": (ELMRegressor, load_diabetes),
}


def compare(cls, load, precision: str, seeds: int = 5) -> str:
    x, y = load(return_X_y=True)
    changed, rows, largest, score, size, full = 0, 0, 0.0, [], [], []
    for seed in range(seeds):
        train, test, y_train, y_test = train_test_split(x, y, random_state=seed)
        model = cls(random_state=seed).fit(train, y_train)
        full.append(len(dumps(model)))
        size.append(len(dumps(model, precision=precision)))
        again = loads(dumps(model, precision=precision))
        classifies = hasattr(model, "predict_proba")
        says = "predict_proba" if classifies else "predict"
        change = np.abs(getattr(again, says)(test) - getattr(model, says)(test)).max()
        largest = max(largest, float(change if classifies else change / y.std()))
        changed += int((again.predict(test) != model.predict(test)).sum()) if classifies else 0
        rows += len(test)
        score.append(again.score(test, y_test) - model.score(test, y_test))
    return (
        f"{np.mean(full) / 1000:.1f} → {np.mean(size) / 1000:.1f} kB, labels changed {changed} of "
        f"{rows}, largest change {largest:.1g}, score {np.mean(score):+.2g} ± {np.std(score):.1g}"
    )


if __name__ == "__main__":
    for name, (cls, load) in CASES.items():
        for precision in ("float32", "float16"):
            print(f"{name}, {precision}: {compare(cls, load, precision)}")
