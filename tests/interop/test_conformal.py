"""Sets and intervals are those of MAPIE and crepes, where these do what theory says.

Where they do not: findings/conformal-ranks-of-round-numbers.sh.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, inf

import numpy as np
import pytest
from crepes import ConformalClassifier as CrepesClassifier
from crepes import ConformalRegressor as CrepesRegressor
from mapie.classification import SplitConformalClassifier
from mapie.regression import SplitConformalRegressor
from sklearn.linear_model import LinearRegression, LogisticRegression

from elm_core import ConformalClassifier, ConformalRegressor, Frozen
from elm_core.maths.conformal import quantile

RANDOM = np.random.RandomState(0)
X = RANDOM.standard_normal((600, 3))
CODES = np.digitize(X[:, 0] + RANDOM.standard_normal(600), [-0.8, 0.8])
NUMBERS = X @ [1.0, -2.0, 0.5] + RANDOM.standard_normal(600)
TRAIN, CALIBRATE, ASK = slice(0, 200), slice(200, 398), slice(398, 600)
#: Of 198 rows none of these falls on a rank: there crepes takes one more, of sets as of intervals.
COVERAGES = (0.5, 0.75, 0.85, 0.95)


@pytest.mark.parametrize("coverage", COVERAGES)
def test_intervals(coverage: float) -> None:
    linear = LinearRegression().fit(X[TRAIN], NUMBERS[TRAIN])
    model = ConformalRegressor(Frozen(linear)).fit(X[CALIBRATE], NUMBERS[CALIBRATE])
    found = model.predict_interval(X[ASK], coverage=coverage)
    mapie = SplitConformalRegressor(linear, confidence_level=coverage, prefit=True)
    mapie.conformalize(X[CALIBRATE], NUMBERS[CALIBRATE])
    assert found == pytest.approx(mapie.predict_interval(X[ASK])[1][:, :, 0], abs=1e-12)
    residuals = NUMBERS[CALIBRATE] - linear.predict(X[CALIBRATE])
    crepes = CrepesRegressor().fit(residuals)
    theirs = crepes.predict_int(linear.predict(X[ASK]), confidence=coverage)
    assert found == pytest.approx(theirs, abs=1e-12)


@pytest.mark.parametrize("coverage", COVERAGES)
def test_least_ambiguous_sets(coverage: float) -> None:
    logistic = LogisticRegression().fit(X[TRAIN], CODES[TRAIN])
    model = ConformalClassifier(Frozen(logistic), method="lac")
    model.fit(X[CALIBRATE], CODES[CALIBRATE])
    found = model.predict_set_mask(X[ASK], coverage=coverage)
    mapie = SplitConformalClassifier(logistic, confidence_level=coverage, prefit=True)
    mapie.conformalize(X[CALIBRATE], CODES[CALIBRATE])
    assert np.array_equal(found, mapie.predict_set(X[ASK])[1][:, :, 0])
    scores = 1.0 - logistic.predict_proba(X[CALIBRATE])[np.arange(198), CODES[CALIBRATE]]
    crepes = CrepesClassifier().fit(scores)
    asked = 1.0 - logistic.predict_proba(X[ASK])
    theirs = crepes.predict_set(asked, confidence=coverage, smoothing=False)
    assert np.array_equal(found, theirs.astype(bool))


@pytest.mark.parametrize("coverage", ("0.5", "0.8", "0.9", "0.95", "0.99"))
def test_the_rank_is_that_of_theory_where_peers_differ(coverage: str) -> None:
    for n in range(1, 300):
        rank = ceil((n + 1) * Fraction(coverage))
        assert quantile(np.arange(1.0, n + 1), float(coverage)) == (rank if rank <= n else inf)
