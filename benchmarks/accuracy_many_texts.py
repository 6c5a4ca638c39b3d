"""Texts by landmarks beside the exact form: accuracy, seconds and memory.

Run: OPENBLAS_NUM_THREADS=1 python benchmarks/accuracy_many_texts.py [near SEEDS | many]

``near``: news and offensive tweets with 1,000, 2,000, 3,000 landmarks and without. ``many``:
20,000 texts of SNIPS, news and tweets together, each with its own classes,
by the defaults; prints the highest memory of the process. No text is printed.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "vectors")]

from elm_core.tasks import text_landmarks
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
        f"{len(train)} texts, {len(model.classes_)} classes, {text_landmarks.LANDMARKS} landmarks: "
        f"{100 * model.score(x[test], y[test]):.2f} % of {len(test)}, leave-one-out "
        f"{100 * model.loo_score_:.2f} %; {seconds:.0f} s, peak {peak:.0f} MiB"
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["near"]:
        near(int(sys.argv[2]))
    else:
        many()
