"""Abstaining: the curve of risk against coverage, thresholds, answers left out."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.datasets import load_iris

from elm_core import ConformalClassifier
from elm_core.abstain import choose_threshold, predict_or_abstain
from elm_core.exceptions import InvalidInput
from elm_core.metrics import risk_coverage_curve


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 20), st.booleans()), min_size=1, max_size=30))
def test_the_curve_counts_what_a_threshold_lets_through(rows):
    p = np.array([0.5 + r / 50 for r, _ in rows])
    proba, right = np.column_stack([p, 1 - p]), np.array([b for _, b in rows])
    truth = np.where(right, 0, 1)
    truth[p == 0.5] = np.where(right[p == 0.5], 0, 1)
    curve = risk_coverage_curve(truth, proba, labels=[0, 1])
    assert curve["threshold"].tolist() == sorted(set(p.tolist()), reverse=True)
    for threshold, coverage, risk in zip(*curve.values(), strict=True):
        let = p >= threshold
        assert coverage == pytest.approx(let.mean())
        assert risk == pytest.approx((~right[let]).mean())
    chosen = choose_threshold(truth, proba, labels=[0, 1], max_risk=0.3)
    good = [t for t in set(p.tolist()) if (~right[p >= t]).mean() <= 0.3]
    assert chosen == (min(good) if good else 1.0)


def test_doubtful_rows_get_no_answer_and_those_given_are_better():
    x, y = load_iris(return_X_y=True)
    names = np.array(["setosa", "versicolor", "virginica"])[y]
    model = ConformalClassifier(random_state=0).fit(x[::2], names[::2])
    truth = model.classes_[model.calibration_codes_]
    threshold = choose_threshold(
        truth, model.calibration_proba_, labels=model.classes_, max_risk=0.01
    )
    answers = predict_or_abstain(model, x[1::2], threshold=threshold, label="?")
    given_up = answers == "?"
    assert 0 < given_up.sum() < 40
    right = answers == names[1::2]
    assert right[~given_up].mean() >= model.score(x[1::2], names[1::2])
    assert (predict_or_abstain(model, x, threshold=0.0) == model.predict(x)).all()
    with pytest.raises(InvalidInput, match="threshold"):
        predict_or_abstain(model, x, threshold=1.5)
