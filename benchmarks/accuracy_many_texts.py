"""Texts by landmarks beside the exact form: accuracy, seconds and memory.

Run: OPENBLAS_NUM_THREADS=1 python benchmarks/accuracy_many_texts.py [near SEEDS | many | intents FOLDER]

``near``: news and offensive tweets with 1,000, 2,000, 3,000 landmarks and without. ``many``:
20,000 texts of SNIPS, news and tweets together, each with its own classes,
by the defaults; prints the highest memory of the process. ``intents``: 77 and 150 intents beside
LinearSVC, from a folder with train.csv and test.csv of BANKING77 and data_full.json of CLINC150
(PolyAI-LDN/task-specific-datasets and clinc/oos-eval on GitHub). No text is printed.
"""

from __future__ import annotations

import csv
import json
import resource
import sys
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "vectors")]

from benchmarks.accuracy_text import linear_svc
from elm_core.metrics import expected_calibration_error
from elm_core.tasks import text_training
from elm_core.tasks.text_classifier import TextClassifier
from tests.data import texts

NEAR = (("agnews_5600", 3600, 2000), ("davidson_6000", 5000, 1000))


def near(seeds: int) -> None:
    for name, n_train, n_test in NEAR:
        x, y = texts(name)
        for m in (1000, 2000, 3000, None):
            scores, seconds = [], []
            for seed in range(seeds):
                order = np.random.RandomState(seed).permutation(len(y))
                train, test = order[:n_train], order[n_train : n_train + n_test]
                started = time.perf_counter()
                model = TextClassifier(n_landmarks=m, random_state=seed).fit(x[train], y[train])
                seconds.append(time.perf_counter() - started)
                scores.append(100 * model.score(x[test], y[test]))
            print(
                f"{name} {n_train} → {n_test}, {m or 'all'} landmarks: {np.mean(scores):.2f} ± "
                f"{np.std(scores):.2f}, {np.mean(seconds):.0f} s, {seeds} seeds",
                flush=True,
            )


def many(n: int = 20_000) -> None:
    random = np.random.RandomState(0)
    sets = [texts(name) for name in ("snips_train", "agnews_5600", "davidson_6000")]
    x = np.concatenate([x for x, _ in sets])
    y = np.concatenate([np.char.add(f"{i} ", y.astype(str)) for i, (_, y) in enumerate(sets)])
    order = random.permutation(len(y))
    train, test = order[:n], order[n:][:2000]
    started = time.perf_counter()
    model = TextClassifier(random_state=0).fit(x[train], y[train])
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(train)} texts, {len(model.classes_)} classes, {text_training.LANDMARKS} landmarks: "
        f"{100 * model.score(x[test], y[test]):.2f} % of {len(test)}, leave-one-out "
        f"{100 * model.loo_score_:.2f} %; {seconds:.0f} s, peak {peak:.0f} MiB"
    )


def intents(folder: Path) -> None:
    with (folder / "data_full.json").open(encoding="utf-8") as file:
        clinc = json.load(file)
    sets = {
        "BANKING77": [_rows_of_csv(folder / name) for name in ("train.csv", "test.csv")],
        "CLINC150": [clinc[name] for name in ("train", "test")],
    }
    for name, parts in sets.items():
        (x, y), (x_test, y_test) = (np.array(part, dtype=object).T for part in parts)
        started = time.process_time()
        model = TextClassifier(random_state=0).fit(x, y.astype(str))
        seconds = time.process_time() - started
        measured = measure(model, x_test, y_test.astype(str))
        linear = linear_svc(x, y.astype(str), x_test, y_test.astype(str))
        print(
            f"{name}, {len(x)} texts: {measured}, {seconds:.0f} s; LinearSVC {100 * linear:.2f} %"
        )


def measure(model: TextClassifier, x, y) -> str:
    proba = model.predict_proba(x)
    right = (model.classes_[proba.argmax(axis=1)] == y).mean()
    ece = expected_calibration_error(y, proba, labels=model.classes_)
    return f"{100 * right:.2f} % of {len(y)}, ECE {ece:.3f}"


def _rows_of_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


if __name__ == "__main__":
    if sys.argv[1:2] == ["near"]:
        near(int(sys.argv[2]))
    elif sys.argv[1:2] == ["intents"]:
        intents(Path(sys.argv[2]))
    else:
        many()
