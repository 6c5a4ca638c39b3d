"""Accuracy of clusters, of learning from few labels, and of novelty: mean ± sd over seeds.

Run: python benchmarks/accuracy_clusters.py
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment
from sklearn.cluster import KMeans
from sklearn.datasets import load_breast_cancer, load_digits, load_iris, load_wine
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import OneClassSVM

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.figures import report
from elm_core import ELMClassifier, ELMClusterer, OneClassELM, SemiSupervisedELMClassifier
from elm_core.metrics import confusion_matrix
from tests.data import draw

SETS = {"iris": load_iris, "wine": load_wine, "digits": load_digits}


def hungarian(truth: np.ndarray, labels: np.ndarray) -> float:
    """Accuracy of the best matching of clusters to classes."""
    counts = confusion_matrix(truth, labels)
    rows, columns = linear_sum_assignment(-counts)
    return float(counts[rows, columns].sum() / len(truth))


def to_range(x: np.ndarray) -> np.ndarray:
    low, high = x.min(axis=0), x.max(axis=0)
    return 2 * (x - low) / np.where(high > low, high - low, 1) - 1


def clusters(seeds: int = 10) -> None:
    for name, load in SETS.items():
        x, y = load(return_X_y=True)
        k = len(np.unique(y))
        ours = [hungarian(y, ELMClusterer(k, random_state=s).fit_predict(x)) for s in range(seeds)]
        theirs = [
            hungarian(y, KMeans(k, n_init=10, random_state=s).fit_predict(to_range(x)))
            for s in range(seeds)
        ]
        report(f"{name}, ELMClusterer", ours)
        report(f"{name}, k-means", theirs)


def few_labels(seeds: int = 10) -> None:
    for name, load in SETS.items():
        x, y = load(return_X_y=True)
        for per_class in (2, 5):
            ours, alone = [], []
            for seed in range(seeds):
                some = draw(y, per_class, np.random.RandomState(seed))
                rest = np.setdiff1d(np.arange(len(y)), some)
                partly = np.full(len(y), -1)
                partly[some] = y[some]
                model = SemiSupervisedELMClassifier(random_state=seed).fit(x, partly)
                ours.append(model.score(x[rest], y[rest]))
                model = ELMClassifier(random_state=seed).fit(x[some], y[some])
                alone.append(model.score(x[rest], y[rest]))
            report(f"{name}, {per_class} labels a class, SS-ELM", ours)
            report(f"{name}, {per_class} labels a class, ELM", alone)


def novelty(seeds: int = 5) -> None:
    """Area under the curve: one class is usual (two thirds to train), all others are novel."""
    for name, load in {**SETS, "breast cancer": load_breast_cancer}.items():
        x, y = load(return_X_y=True)
        kinds = {
            "OneClassELM": lambda s: OneClassELM(random_state=s),
            "OneClassSVM": lambda _: make_pipeline(StandardScaler(), OneClassSVM(nu=0.1)),
        }
        for kind, make in kinds.items():
            areas = []
            for seed in range(seeds):
                for c in np.unique(y)[1:] if name == "breast cancer" else np.unique(y):
                    own = np.random.RandomState(seed).permutation(np.flatnonzero(y == c))
                    train, test = np.split(own, [2 * len(own) // 3])
                    model = make(seed).fit(x[train])
                    rest = np.append(test, np.flatnonzero(y != c))
                    areas.append(roc_auc_score(y[rest] == c, model.score_samples(x[rest])))
            report(f"{name}, novelty, {kind}", areas)


if __name__ == "__main__":
    clusters()
    few_labels()
    novelty()
