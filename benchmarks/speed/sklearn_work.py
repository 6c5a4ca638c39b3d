"""scikit-learn's stand-ins, run in Pyodide: seconds of a fit, and accuracy."""

from __future__ import annotations

import time

import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import Ridge
from work import SAMPLES, TEST_ROWS


def ridge(sample: str, hidden: int) -> list[float]:
    """An extreme learning machine put together from a drawn hidden layer and `Ridge`."""
    x, y = SAMPLES[sample]
    random = np.random.RandomState(0)
    weights, bias = random.standard_normal((x.shape[1], hidden)), random.standard_normal(hidden)
    weights /= np.sqrt(x.shape[1])
    start = time.perf_counter()
    h = np.tanh(x[:-TEST_ROWS] @ weights + bias)
    model = Ridge(alpha=1.0).fit(h, np.eye(y.max() + 1)[y[:-TEST_ROWS]])
    seconds = time.perf_counter() - start
    found = model.predict(np.tanh(x[-TEST_ROWS:] @ weights + bias)).argmax(axis=1)
    return [seconds, float(np.mean(found == y[-TEST_ROWS:]))]


def forest(sample: str, hidden: int) -> list[float]:
    """A hundred trees, with the defaults."""
    x, y = SAMPLES[sample]
    start = time.perf_counter()
    model = RandomForestClassifier(random_state=0).fit(x[:-TEST_ROWS], y[:-TEST_ROWS])
    seconds = time.perf_counter() - start
    return [seconds, float(model.score(x[-TEST_ROWS:], y[-TEST_ROWS:]))]
