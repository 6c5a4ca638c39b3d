"""Bytes of a model file for the cases c1 to c4, and the labels it still gives.

Beside AsterMind-ELM's 28, 399, 803 and 1,576 kB (the same sizes of layer, its JSON). Float32 and
float16 coefficients are written with ``dumps(model, precision=…)``.

Run: python benchmarks/file_sizes.py
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from elm_core import ELMClassifier, dumps, loads

#: Rows, features, hidden units, classes; kB of AsterMind-ELM's file.
CASES = {
    "c1": (200, 16, 64, 4, 28),
    "c2": (1000, 64, 256, 10, 399),
    "c3": (5000, 64, 512, 10, 803),
    "c4": (10_000, 64, 1000, 10, 1576),
}


def main() -> None:
    print("| case | precision | kB | of AsterMind's | labels unchanged, of 10,000 new rows |")
    print("|---|---|---|---|---|")
    for name, (n, d, n_hidden, k, theirs) in CASES.items():
        random = np.random.RandomState(0)
        centres = random.standard_normal((k, d))
        y = random.randint(k, size=n)
        X = centres[y] + 1.5 * random.standard_normal((n, d))
        new = centres[random.randint(k, size=10_000)] + 1.5 * random.standard_normal((10_000, d))
        model = ELMClassifier(n_hidden=n_hidden, random_state=0).fit(X, y)
        said = model.predict(new)
        for precision in ("float64", "float32", "float16"):
            text = dumps(model, precision=precision)
            same = np.mean(loads(text).predict(new) == said)
            size = len(text) / 1000
            print(f"| {name} | {precision} | {size:.1f} | 1/{theirs / size:.0f} | {same:.4%} |")


if __name__ == "__main__":
    main()
