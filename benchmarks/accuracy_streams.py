"""Accuracy on streams, each row tested and then learnt: mean ± sd over seeds.

Run: python benchmarks/accuracy_streams.py FOLDER [--sets weather sea] [--seeds N] [--factors F ...]

FOLDER holds stream_weather.npz and stream_sea.npz (X, y), of the MOA project's data.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from elm_core import ELMClassifier, OnlineELMClassifier

SETS = ("weather", "sea")
FACTORS = (1.0, 0.9998, 0.9995, 0.998)
BLOCK = 1


def accuracy(x: np.ndarray, y: np.ndarray, factor: float, seed: int, **options: object) -> float:
    model = OnlineELMClassifier(100, forgetting_factor=factor, random_state=seed, **options)
    right = 0
    for start in range(0, len(x), BLOCK):
        rows = slice(start, start + BLOCK)
        if start:
            right += int((model.predict(x[rows]) == y[rows]).sum())
        model.partial_fit(x[rows], y[rows], classes=[0, 1])
    return right / (len(x) - BLOCK)


def batch_agreement(x: np.ndarray, y: np.ndarray) -> float:
    """Return how far the coefficients are, at the end, from those of one batch fit."""
    online = OnlineELMClassifier(100, random_state=0)
    for i in range(len(x)):
        online.partial_fit(x[i : i + 1], y[i : i + 1])
    scaling = online.mean_, online.scale_
    batch = ELMClassifier(
        100, activation="tanh", alpha=1.0, standardize=scaling, random_state=0
    ).fit(x, y)
    return float(np.abs(online.coef_ - batch.coef_).max() / np.abs(batch.coef_).max())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sets", nargs="+", choices=SETS, default=SETS)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--factors", type=float, nargs="+", default=FACTORS)
    options = parser.parse_args()
    for name in options.sets:
        data = np.load(options.folder / f"stream_{name}.npz")
        x, y = data["X"].astype(float), data["y"]
        print(f"{name} {x.shape}: coefficients against batch {batch_agreement(x, y):.1e}")
        for factor in options.factors:
            started = time.process_time()
            scores = [accuracy(x, y, factor, seed) for seed in range(options.seeds)]
            rate = options.seeds * len(x) / (time.process_time() - started)
            print(
                f"  forgetting {factor:6.4f}  {np.mean(scores):.4f} ± {np.std(scores):.4f}"
                f"  ({rate:,.0f} rows/s tested and learnt)",
                flush=True,
            )


if __name__ == "__main__":
    main()
