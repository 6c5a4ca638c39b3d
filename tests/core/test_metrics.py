"""Measures of quality against scikit-learn's."""

import numpy as np
import pytest
import sklearn.metrics as oracle
from hypothesis import given, settings
from hypothesis import strategies as st

from elm_core import metrics
from elm_core.exceptions import InvalidInput

LABELS = st.lists(st.sampled_from(["a", "b", "c"]), min_size=2, max_size=40)


@settings(max_examples=60, deadline=None)
@given(true=LABELS, data=st.data())
def test_classification_measures(true, data):
    n = len(true)
    predicted = data.draw(st.lists(st.sampled_from(["a", "b", "c"]), min_size=n, max_size=n))
    weights = data.draw(st.lists(st.floats(0.1, 5), min_size=n, max_size=n))
    assert metrics.accuracy_score(true, predicted, sample_weight=weights) == pytest.approx(
        oracle.accuracy_score(true, predicted, sample_weight=weights)
    )
    np.testing.assert_allclose(
        metrics.confusion_matrix(true, predicted, labels=["c", "a", "b"], sample_weight=weights),
        oracle.confusion_matrix(true, predicted, labels=["c", "a", "b"], sample_weight=weights),
    )
    expected = oracle.precision_recall_fscore_support(
        true, predicted, labels=["a", "b", "c"], zero_division=0
    )
    for got, want in zip(
        metrics.precision_recall_f1(true, predicted, labels=["a", "b", "c"]), expected, strict=True
    ):
        np.testing.assert_allclose(got, want)
    recalls = [r for r, support in zip(expected[1], expected[3], strict=True) if support]
    assert metrics.balanced_accuracy_score(true, predicted) == pytest.approx(np.mean(recalls))


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 999), n=st.integers(2, 50), outputs=st.integers(1, 3))
def test_regression_measures(seed, n, outputs):
    random = np.random.RandomState(seed)
    true, predicted = random.standard_normal((2, n, outputs))
    weights = random.uniform(0.1, 2, n)
    for name in ("r2_score", "mean_squared_error", "mean_absolute_error"):
        got = getattr(metrics, name)(true, predicted, sample_weight=weights)
        assert got == pytest.approx(getattr(oracle, name)(true, predicted, sample_weight=weights))


@pytest.mark.parametrize("predicted", [[2.0, 2.0], [2.0, 3.0]])
def test_r2_of_a_constant_target(predicted):
    assert metrics.r2_score([2.0, 2.0], predicted) == oracle.r2_score([2.0, 2.0], predicted)


def test_log_loss():
    random = np.random.RandomState(0)
    proba = random.dirichlet([1, 1, 1], 30)
    true = random.choice(["x", "y", "z"], 30)
    expected = oracle.log_loss(true, proba, labels=["x", "y", "z"])
    assert metrics.log_loss(true, proba, labels=["x", "y", "z"]) == pytest.approx(expected)
    assert np.isfinite(metrics.log_loss(["x"], [[0.0, 1.0, 0.0]], labels=["x", "y", "z"]))


def test_calibration_error_of_honest_and_of_boastful_probabilities():
    random = np.random.RandomState(0)
    confidence = random.uniform(0.5, 1, 20_000)
    proba = np.column_stack([confidence, 1 - confidence])
    honest = np.where(random.random_sample(20_000) < confidence, "a", "b")
    assert metrics.expected_calibration_error(honest, proba, labels=["a", "b"]) < 0.02
    always = np.tile([0.99, 0.01], (20_000, 1))
    assert metrics.expected_calibration_error(honest, always, labels=["a", "b"]) > 0.2
    curve = metrics.calibration_curve(honest, proba, labels=["a", "b"])
    assert sum(b["count"] for b in curve) == 20_000
    assert all(b["from"] < b["confidence"] <= b["to"] for b in curve)


def test_two_hundred_thousand_rows_are_no_trouble():
    y = np.arange(200_000) % 7
    assert metrics.accuracy_score(y, y) == 1.0
    assert metrics.confusion_matrix(y, y).trace() == 200_000


def test_what_does_not_fit_is_named():
    with pytest.raises(InvalidInput, match="same length"):
        metrics.accuracy_score([1, 2], [1])
    with pytest.raises(InvalidInput, match="'c' in row 1") as caught:
        metrics.confusion_matrix(["a", "c"], ["a", "a"], labels=["a", "b"])
    assert caught.value.row == 1


HALVES = np.full((3, 2), 0.5)


@pytest.mark.parametrize(
    "call",
    [
        lambda: metrics.accuracy_score(["1"], [1]),
        lambda: metrics.accuracy_score(1, 1),
        lambda: metrics.accuracy_score([1, 2], [1, 2], sample_weight=[0, 0]),
        lambda: metrics.accuracy_score([1, 2], [1, 2], sample_weight=[-1, 2]),
        lambda: metrics.accuracy_score([1, 2], [1, 2], sample_weight=[np.nan, 2]),
        lambda: metrics.confusion_matrix([1], [1], labels=[]),
        lambda: metrics.log_loss([0, 1, 1], HALVES * np.nan, labels=[0, 1]),
        lambda: metrics.log_loss([], np.zeros((0, 2)), labels=[0, 1]),
        lambda: metrics.log_loss([0, 1, 2], HALVES, labels=[0, 1, 2]),
        lambda: metrics.log_loss([0, 1], HALVES, labels=[0, 1]),
        lambda: metrics.log_loss([0, 1, 1], HALVES + 0.1, labels=[0, 1]),
        lambda: metrics.calibration_curve([0, 1, 1], HALVES * [-1, 3], labels=[0, 1]),
        lambda: metrics.calibration_curve([0], HALVES, labels=[0, 1]),
        lambda: metrics.calibration_curve([0, 1, 1], HALVES, labels=[0, 1], n_bins=0),
        lambda: metrics.r2_score([np.nan, 1], [1, 2]),
        lambda: metrics.r2_score([1e200, 1], [1, 2]),
        lambda: metrics.r2_score(["a", "b"], [1, 2]),
        lambda: metrics.r2_score([[1, 2], [3, 4]], [[1], [2]]),
        lambda: metrics.mean_squared_error([1, 2], [[1, 2], [3, 4]]),
        lambda: metrics.mean_absolute_error([1j, 2], [1, 2]),
    ],
)
def test_what_cannot_be_measured_is_refused(call):
    with pytest.raises(InvalidInput):
        call()


def test_a_column_vector_is_a_list_of_labels():
    assert metrics.accuracy_score([1, 2, 3], [[1], [2], [3]]) == 1.0
    assert metrics.confusion_matrix([[1], [2]], [1, 2]).tolist() == [[1, 0], [0, 1]]


def test_f1_is_the_harmonic_mean_of_precision_and_recall_and_not_accuracy():
    """9 of 10 are right, but of the two rare ones only one was found."""
    true, predicted = ["common"] * 8 + ["rare"] * 2, ["common"] * 9 + ["rare"]
    precision, recall, f1, _ = metrics.precision_recall_f1(true, predicted)
    assert metrics.accuracy_score(true, predicted) == 0.9
    np.testing.assert_allclose(f1, 2 * precision * recall / (precision + recall))
    np.testing.assert_allclose(f1, [16 / 17, 2 / 3])


@pytest.mark.parametrize("scores", [[[-1.0, 2.0], [0.4, 0.6]], [[0.9, 0.8], [0.1, 0.9]]])
def test_the_log_loss_takes_probabilities_and_refuses_scores(scores):
    with pytest.raises(InvalidInput, match="not scores") as caught:
        metrics.log_loss([0, 1], scores, labels=[0, 1])
    assert (caught.value.parameter, caught.value.row) == ("y_proba", 0)


@pytest.mark.parametrize("seed", range(3))
def test_a_weight_counts_as_so_many_rows_in_every_measure(seed):
    random = np.random.RandomState(seed)
    weights = random.randint(0, 4, 40)
    repeated = np.repeat(np.arange(40), weights)
    numbers, labels = random.standard_normal((2, 40)), random.randint(0, 3, (2, 40))
    for measure, (true, predicted) in (
        (metrics.r2_score, numbers),
        (metrics.mean_squared_error, numbers),
        (metrics.mean_absolute_error, numbers),
        (metrics.accuracy_score, labels),
        (metrics.confusion_matrix, labels),
    ):
        got = measure(true, predicted, sample_weight=weights)
        np.testing.assert_allclose(got, measure(true[repeated], predicted[repeated]))


def test_curves_do_not_depend_on_the_order_of_200_000_rows_with_ties():
    random = np.random.RandomState(0)
    p = random.randint(0, 11, 200_000) / 10
    proba, true = np.column_stack([p, 1 - p]), random.randint(0, 2, 200_000)
    order = random.permutation(200_000)
    curves = [
        metrics.risk_coverage_curve(t, q, labels=[0, 1])
        for t, q in ((true, proba), (true[order], proba[order]))
    ]
    assert len(curves[0]["threshold"]) == 6  # 0.5, 0.6, … 1.0
    for name in ("threshold", "coverage", "risk"):
        assert (curves[0][name] == curves[1][name]).all()
    losses = metrics.log_loss(true, proba, labels=[0, 1])
    assert losses == pytest.approx(metrics.log_loss(true[order], proba[order], labels=[0, 1]))
