"""The work that is timed in Python: this very file runs natively and in Pyodide."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

import elm_core
from elm_core.maths import linalg

#: Name → (x, y): `cases.draw` natively, `load` in the page.
SAMPLES: dict[str, tuple[Any, Any]] = {}
TEST_ROWS = 1000
#: AᵀA is measured at this shape, and counted as 2 n h² operations.
GRAM = (2000, 1000)


def load(name: str, x: bytes, y: bytes, d: int) -> None:
    """Take the binary files of a sample."""
    SAMPLES[name] = (np.frombuffer(x).reshape(-1, d), np.frombuffer(y, dtype=np.int32))


def fit(
    sample: str,
    hidden: int,
    alpha: float | str = 1.0,
    *,
    rows: int | None = None,
    times: int = 1,
    backend: str | None = None,
    precision: str = "double",
) -> float:
    """Seconds of `ELMClassifier.fit`."""
    linalg.use(backend)
    x, y = _training(sample, rows)
    model = elm_core.ELMClassifier(
        n_hidden=hidden, alpha=alpha, precision=precision, random_state=0
    )
    return _seconds(lambda: model.fit(x, y), times)


def fits(sample: str, hidden: int, alpha: float | str, *, times: int) -> list[float]:
    """Seconds of each of several fits in a row."""
    x, y = _training(sample, None)
    model = elm_core.ELMClassifier(n_hidden=hidden, alpha=alpha, random_state=0)
    return _each(lambda: model.fit(x, y), times)


def textbook(sample: str, hidden: int, *, times: int = 1) -> float:
    """Seconds of a textbook fit."""
    return _seconds(_textbook(sample, hidden), times)


def textbooks(sample: str, hidden: int, *, times: int) -> list[float]:
    """Seconds of each of several textbook fits in a row."""
    return _each(_textbook(sample, hidden), times)


def _textbook(sample: str, hidden: int) -> Callable[[], object]:
    """Return what computes β = (HᵀH + I)⁻¹ HᵀT: no scaling, no leave-one-out, no calibration."""
    x, y = _training(sample, None)
    random = np.random.RandomState(0)
    weights, bias = random.standard_normal((x.shape[1], hidden)), random.standard_normal(hidden)
    targets = np.eye(y.max() + 1)[y]

    def solve() -> object:
        h = np.tanh(x @ weights + bias)
        return np.linalg.solve(h.T @ h + np.eye(hidden), h.T @ targets)

    return solve


def predict(sample: str, hidden: int, *, rows: int, times: int = 1) -> float:
    """Seconds of predicting `rows` rows."""
    x, y = _training(sample, None)
    model = elm_core.ELMClassifier(n_hidden=hidden, alpha=1.0, random_state=0).fit(x, y)
    asked = SAMPLES[sample][0][-TEST_ROWS:][:rows]
    return _seconds(lambda: model.predict(asked), times)


def kernel(sample: str, *, rows: int) -> float:
    """Seconds of a kernel classifier's fit."""
    x, y = _training(sample, rows)
    return _seconds(lambda: elm_core.KernelELMClassifier(kernel="rbf").fit(x, y))


def stream(sample: str, hidden: int, *, block: int) -> float:
    """Seconds of a streamed fit."""
    x, y = _training(sample, None)

    def learn() -> None:
        opened = elm_core.ELMClassifier(n_hidden=hidden, alpha=1.0, random_state=0).open_stream()
        for start in range(0, len(x), block):
            opened.feed(x[start : start + block], y[start : start + block])
        opened.finish()

    return _seconds(learn)


def online(sample: str, hidden: int, *, rows: int, backend: str | None = None) -> float:
    """Seconds of learning `rows` rows one by one."""
    linalg.use(backend)
    x, y = _training(sample, None)
    model = elm_core.OnlineELMClassifier(n_hidden=hidden, random_state=0)
    start = 2 * hidden
    model.partial_fit(x[:start], y[:start], classes=np.unique(y))

    def learn() -> None:
        for i in range(start, start + rows):
            model.partial_fit(x[i : i + 1], y[i : i + 1])

    return _seconds(learn)


def gram(*, plain: bool = False, backend: str | None = None, times: int = 1) -> float:
    """Seconds of AᵀA; `plain` by NumPy's own product, of two arrays, or it would do half of it."""
    linalg.use(backend)
    a = np.random.RandomState(0).standard_normal(GRAM)
    b = a.copy()
    return _seconds((lambda: a.T @ b) if plain else (lambda: linalg.gram(a)), times)


def _training(sample: str, rows: int | None) -> tuple[Any, Any]:
    x, y = SAMPLES[sample]
    return x[:-TEST_ROWS][:rows], y[:-TEST_ROWS][:rows]


def _seconds(call: Callable[[], object], times: int = 1) -> float:
    return sorted(_each(call, times))[times // 2]


def _each(call: Callable[[], object], times: int) -> list[float]:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return taken
