"""Accuracy of the defaults on scikit-learn's bundled tables: mean ± sd.

Run: python benchmarks/accuracy_tables.py
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from sklearn.datasets import load_breast_cancer, load_diabetes, load_digits, load_iris, load_wine

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.figures import report
from elm_core import ELMClassifier, ELMRegressor
from elm_core.metrics import expected_calibration_error
from elm_core.model_selection import cross_val_score


def digits(seeds: int = 10) -> None:
    x, y = load_digits(return_X_y=True)
    accuracy, ece = [], []
    for seed in range(seeds):
        order = np.random.RandomState(seed).permutation(len(x))
        train, test = order[:1200], order[1200:]
        model = ELMClassifier(n_hidden=1000, random_state=seed).fit(x[train], y[train])
        accuracy.append(model.score(x[test], y[test]))
        proba = model.predict_proba(x[test])
        ece.append(expected_calibration_error(y[test], proba, labels=model.classes_))
    report("digits 1200/597, n_hidden=1000", accuracy)
    report("digits, expected calibration error", ece)


def tables(draws: int = 5) -> None:
    sets = {
        "breast cancer": (load_breast_cancer, ELMClassifier),
        "wine": (load_wine, ELMClassifier),
        "iris": (load_iris, ELMClassifier),
        "diabetes (R²)": (load_diabetes, ELMRegressor),
    }
    for name, (load, kind) in sets.items():
        x, y = load(return_X_y=True)
        scores = [
            cross_val_score(kind(random_state=s), x, y, n_splits=10, random_state=s).mean()
            for s in range(draws)
        ]
        report(f"{name}, 10-fold, {draws} draws", scores)


if __name__ == "__main__":
    digits()
    tables()
