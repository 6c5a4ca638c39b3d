"""The temperature is the one that scikit-learn's method finds, where both fit the same targets."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.calibration import CalibratedClassifierCV
from sklearn.frozen import FrozenEstimator
from sklearn.linear_model import LogisticRegression

from elm_core.maths.calibration import fit_factor, softmax


def rows(seed: int, n_classes: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.RandomState(seed)
    x = random.standard_normal((400, 4))
    edges = np.linspace(-1, 1, n_classes - 1)
    return x, np.digitize(x[:, 0] + random.standard_normal(400), edges)


@pytest.mark.parametrize("n_classes", [2, 3, 5])
@pytest.mark.parametrize("seed", range(10))
def test_the_temperature(seed: int, n_classes: int) -> None:
    x, y = rows(seed, n_classes)
    model = LogisticRegression(C=0.01 * 10 ** (seed % 5)).fit(x[:100], y[:100])
    scores = model.decision_function(x[100:])
    if n_classes == 2:
        scores = np.column_stack([-scores, scores])
    found = fit_factor(scores, np.eye(n_classes)[y[100:]], np.ones(300), 0.0)
    theirs = CalibratedClassifierCV(FrozenEstimator(model), method="temperature")
    theirs.fit(x[100:], y[100:])
    right = theirs.calibrated_classifiers_[0].calibrators[0].beta_
    assert found == pytest.approx(right, rel=1e-6)
    assert softmax(found * scores) == pytest.approx(theirs.predict_proba(x[100:]), abs=1e-6)
