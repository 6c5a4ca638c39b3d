"""Accuracy of the text classifier with its defaults: mean ± sd over draws.

Run: python benchmarks/accuracy_text.py

The defaults (n-gram lengths, share of the words) were chosen on other draws, of SNIPS on its
training file alone.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from elm_core.metrics import expected_calibration_error, log_loss
from elm_core.tasks.text_classifier import TextClassifier
from tests.data import draw, texts


def snips(per_class: int = 10, draws: int = 10) -> None:
    x, y = texts("snips_train")
    x_test, y_test = texts("snips_validate")
    results = []
    for seed in range(draws):
        train = draw(y, per_class, np.random.RandomState(seed))
        results.append(measure(x[train], y[train], x_test, y_test))
    report(f"SNIPS, {per_class} an intent, {draws} draws", results)


def news(per_class: int = 5, draws: int = 20) -> None:
    x, y = texts("agnews_5600")
    results = []
    for seed in range(draws):
        random = np.random.RandomState(seed)
        train = draw(y, per_class, random)
        test = random.permutation(np.setdiff1d(np.arange(len(y)), train))[:2000]
        results.append(measure(x[train], y[train], x[test], y[test]))
    report(f"news, {per_class} a class, {draws} draws", results)


def offensive_tweets(draws: int = 3) -> None:
    x, y = texts("davidson_6000")
    results = []
    for seed in range(draws):
        order = np.random.RandomState(seed).permutation(len(y))
        train, test = order[:1500], order[1500:3500]
        results.append(measure(x[train], y[train], x[test], y[test]))
    report(f"offensive tweets, 1500 to train, {draws} draws", results)


def measure(x, y, x_test, y_test) -> tuple[float, float, float, float]:
    model = TextClassifier().fit(x, y)
    proba = model.predict_proba(x_test)
    labels = model.classes_
    return (
        float((labels[proba.argmax(axis=1)] == y_test).mean()),
        model.loo_score_,
        expected_calibration_error(y_test, proba, labels=labels),
        log_loss(y_test, proba, labels=labels),
    )


def report(name: str, results: list[tuple[float, ...]]) -> None:
    mean, sd = np.mean(results, axis=0), np.std(results, axis=0)
    shown = zip(("accuracy", "leave-one-out", "ECE", "log loss"), mean, sd, strict=True)
    print(f"{name:42s}", *(f"{what} {m:.4f} ± {s:.4f}  " for what, m, s in shown), flush=True)


if __name__ == "__main__":
    snips()
    news()
    news(10)
    news(25)
    offensive_tweets()
