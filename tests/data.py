"""Data sets for tests and benchmarks: bundled ones, and those of ``../shared/data``.

Where that folder is absent (in a stranger's clone, say), a test that asks for one of its files
is skipped and says so.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


def shared(name: str) -> Path:
    """Path of a file in ``../shared/data``; skips the test if it is not there."""
    path = SHARED / name
    if not path.exists():
        import pytest

        pytest.skip(f"needs {path}, which is not part of the repository")
    return path


def texts(name: str) -> tuple[np.ndarray, np.ndarray]:
    """Texts and labels of a ``.jsonl.gz`` file in ``../shared/data``."""
    with gzip.open(shared(f"{name}.jsonl.gz"), "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return (
        np.array([row["text"] for row in rows], dtype=object),
        np.array([row["label"] for row in rows]),
    )


def draw(labels: np.ndarray, per_class: int, random: np.random.RandomState) -> np.ndarray:
    """Places of `per_class` rows of each class, drawn at random."""
    return np.concatenate(
        [random.permutation(np.flatnonzero(labels == c))[:per_class] for c in np.unique(labels)]
    )
