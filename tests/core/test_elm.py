"""The ELM estimators: accuracy, streams, updates, traps, bad input."""

import gc
import pickle
import tracemalloc
import warnings
import weakref
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.datasets import load_breast_cancer, load_diabetes, load_digits, load_iris, load_wine
from sklearn.linear_model import Ridge

from elm_core import ELMClassifier, ELMRegressor
from elm_core.base import clone
from elm_core.exceptions import IllConditionedWarning, InvalidInput, MemoryBudgetError
from elm_core.maths.activations import ACTIVATIONS
from elm_core.maths.hidden import DISTRIBUTIONS
from elm_core.metrics import expected_calibration_error
from elm_core.model_selection import cross_val_score


def moons(n=300, seed=0):
    random = np.random.RandomState(seed)
    angle = random.uniform(0, np.pi, n)
    side = random.randint(0, 2, n)
    x = np.column_stack([np.cos(angle), np.sin(angle)])
    x[side == 1] = [1.0, 0.5] - x[side == 1]
    return x + 0.15 * random.standard_normal((n, 2)), np.array(["up", "down"])[side]


def digits_split(seed, n_train=1200):
    x, y = load_digits(return_X_y=True)
    order = np.random.RandomState(seed).permutation(len(x))
    train, test = order[:n_train], order[n_train:]
    return x[train], y[train], x[test], y[test]


def state_of(model):
    return pickle.dumps({k: v for k, v in model.learned().items() if k not in ("map_", "wide_")})


def test_digits_accuracy_and_calibration():
    accuracy, ece = [], []
    for seed in range(3):
        x, y, x_test, y_test = digits_split(seed)
        model = ELMClassifier(n_hidden=1000, random_state=seed).fit(x, y)
        proba = model.predict_proba(x_test)
        accuracy.append(model.score(x_test, y_test))
        ece.append(expected_calibration_error(y_test, proba, labels=model.classes_))
        assert (model.classes_[proba.argmax(axis=1)] == model.predict(x_test)).all()
    assert np.mean(accuracy) >= 0.978
    assert np.mean(ece) <= 0.03


@pytest.mark.parametrize(
    ("load", "least"), [(load_breast_cancer, 0.965), (load_wine, 0.97), (load_iris, 0.945)]
)
def test_small_tables_with_defaults(load, least):
    x, y = load(return_X_y=True)
    assert cross_val_score(ELMClassifier(random_state=0), x, y, n_splits=10).mean() >= least


def test_diabetes_with_defaults():
    x, y = load_diabetes(return_X_y=True)
    assert cross_val_score(ELMRegressor(random_state=0), x, y, n_splits=10).mean() >= 0.45


@pytest.mark.parametrize("n_hidden", [700, 760, 790, 800, 810, 1200])
def test_hidden_units_as_many_as_rows_do_no_harm(n_hidden):
    x, y, x_test, y_test = digits_split(0, 800)
    model = ELMClassifier(n_hidden=n_hidden, random_state=0).fit(x, y)
    assert model.score(x_test, y_test) > 0.96


@pytest.mark.parametrize("activation", [*ACTIVATIONS, np.cos])
@pytest.mark.parametrize("hidden", DISTRIBUTIONS)
def test_every_activation_and_distribution_learns(activation, hidden):
    x, y = moons()
    model = ELMClassifier(60, activation=activation, hidden=hidden, random_state=0).fit(x, y)
    # sparse weights of two inputs have only eight directions
    assert model.score(x, y) > (0.8 if activation == "linear" or hidden == "sparse" else 0.93)


def test_equals_ridge_on_the_same_hidden_outputs():
    x, _ = moons()
    y = np.column_stack([np.sin(x[:, 0]), 1e6 + x[:, 1]])
    model = ELMRegressor(40, alpha=0.3, random_state=0).fit(x, y)
    oracle = Ridge(alpha=0.3, solver="svd").fit(model.map_(x), y)
    np.testing.assert_allclose(model.predict(x), oracle.predict(model.map_(x)), rtol=1e-9)


def test_leave_one_out_equals_brute_force_of_the_whole_estimator():
    x, y = moons(100)
    model = ELMClassifier(50, alpha=0.1, standardize=False, random_state=0).fit(x, y)
    for i in range(0, 100, 7):
        others = np.arange(100) != i
        without = clone(model).fit(x[others], y[others])
        score = without.scores(x[i : i + 1])[0]
        np.testing.assert_allclose(model.loo_predictions_[i], score, rtol=0, atol=1e-9)


def test_leave_one_out_of_many_rows_is_that_of_a_sample_of_them():
    x, y = moons(5000)
    model = ELMClassifier(30, random_state=0).fit(x, y)
    assert model.loo_predictions_.shape == (2048, 2)
    assert len(set(model.loo_rows_)) == 2048
    right = model.classes_[model.loo_predictions_.argmax(axis=1)] == y[model.loo_rows_]
    assert model.loo_score_ == right.mean()
    assert model.loo_score_ == pytest.approx(model.score(x, y), abs=0.03)


def blocks_of(x, y, size):
    for start in range(0, len(x), size):
        yield x[start : start + size], y[start : start + size]


@pytest.mark.parametrize("n", [40, 3000])
def test_a_stream_of_blocks_gives_the_model_of_the_whole(n):
    x, y = moons(n)
    whole = ELMClassifier(50, standardize=False, random_state=0).fit(x, y)
    stream = ELMClassifier(50, standardize=False, random_state=0).fit(blocks_of(x, y, 37))
    assert whole.alpha_ == pytest.approx(stream.alpha_)
    np.testing.assert_allclose(whole.coef_, stream.coef_, rtol=1e-6, atol=1e-6)
    assert stream.n_samples_seen_ == n


def test_a_stream_may_bring_new_classes_at_any_time():
    x, _ = moons(6000)
    y = np.where(np.arange(6000) < 4000, "b", "c")
    y[5000:] = "a"
    x[:, 0] += np.arange(6000) // 1000
    model = ELMClassifier(40, alpha=1.0, standardize=False, random_state=0)
    model.fit(blocks_of(x, y, 500))
    whole = ELMClassifier(40, alpha=1.0, standardize=False, random_state=0).fit(x, y)
    assert model.classes_.tolist() == ["a", "b", "c"]
    np.testing.assert_allclose(model.coef_, whole.coef_, rtol=1e-6, atol=1e-9)


@settings(max_examples=15, deadline=None)
@given(cuts=st.lists(st.integers(5, 295), max_size=4), seed=st.integers(0, 5))
def test_partial_fit_in_any_split_equals_fit(cuts, seed):
    x, y = moons(300, seed)
    edges = [0, *sorted(set(cuts)), 300]
    options = {"alpha": 0.5, "standardize": False, "random_state": 0}
    whole = ELMClassifier(30, **options).fit(x, y)
    parts = ELMClassifier(30, **options)
    for start, end in pairwise(edges):
        parts.partial_fit(x[start:end], y[start:end], classes=["up", "down"])
    np.testing.assert_allclose(parts.coef_, whole.coef_, rtol=1e-8, atol=1e-9)


def test_partial_fit_takes_a_class_never_seen_and_chooses_alpha_again():
    x, y = moons(400)
    model = ELMClassifier(50, random_state=0).partial_fit(x[:20], y[:20])
    first = model.alpha_
    model.partial_fit(x[20:], y[20:])
    assert model.alpha_ != first
    assert model.score(x, y) > 0.95
    model.partial_fit(x[:50] + 5, ["far"] * 50)
    assert model.classes_.tolist() == ["down", "far", "up"]
    assert model.predict(x[:3] + 5).tolist() == ["far"] * 3
    assert 0 < model.loo_score_ <= 1


@pytest.mark.parametrize("n_hidden", [40, 200])
def test_weights_count_as_repeated_rows_in_the_solution(n_hidden):
    # not in leave-one-out: a row goes whole, of rows that are equal one goes and the others stay
    x, y = moons(80)
    weights = np.random.RandomState(0).randint(0, 3, 80)
    repeated = np.repeat(np.arange(80), weights)
    options = {"alpha": 0.1, "random_state": 0}
    a = ELMClassifier(n_hidden, **options).fit(x, y, sample_weight=weights)
    b = ELMClassifier(n_hidden, **options).fit(x[repeated], y[repeated])
    np.testing.assert_allclose(a.scores(x), b.scores(x), atol=1e-7)


def test_class_weight_moves_the_decision():
    random = np.random.RandomState(0)
    x = np.concatenate([random.normal(0, 1, (190, 2)), random.normal(1.2, 1, (10, 2))])
    y = np.array([0] * 190 + [1] * 10)
    plain = ELMClassifier(20, random_state=0).fit(x, y)
    balanced = ELMClassifier(20, class_weight="balanced", random_state=0).fit(x, y)
    assert (balanced.predict(x) == 1).sum() > 2 * (plain.predict(x) == 1).sum()


@pytest.mark.parametrize("n", [30, 90])
def test_no_ridge_and_dependent_columns_give_the_least_squares_fit_and_one_warning(n):
    random = np.random.RandomState(0)
    x = np.repeat(random.standard_normal((n // 3, 4)), 3, axis=0)
    y = random.standard_normal(n)
    model = ELMRegressor(60, alpha=0.0, random_state=0)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        model.fit(x, y)
    assert [w.category for w in caught] == [IllConditionedWarning]
    h = np.column_stack([model.map_(x), np.ones(n)])
    best = h @ np.linalg.lstsq(h, y, rcond=None)[0]
    assert np.linalg.norm(model.predict(x) - y) <= 1.01 * np.linalg.norm(best - y) + 1e-9


def test_constant_and_blank_columns_are_harmless():
    x, y = moons()
    more = np.column_stack([x, np.full(300, 7.0), np.zeros(300), np.full(300, 1e99)])
    model = ELMClassifier(40, random_state=0).fit(more, y)
    assert model.score(more, y) > 0.95
    assert np.isfinite(model.predict_proba(more)).all()


def test_the_seed_fixes_the_model_and_none_draws_a_new_one():
    x, y = moons()
    proba = [ELMClassifier(20, random_state=s).fit(x, y).predict_proba(x) for s in (1, 1, 2)]
    assert (proba[0] == proba[1]).all()
    assert (proba[0] != proba[2]).any()
    assert ELMClassifier(20).fit(x, y).seed_ != ELMClassifier(20).fit(x, y).seed_


def test_labels_of_any_kind_come_back_as_they_were():
    x, y = moons()
    for labels in (y, y == "up", np.where(y == "up", 3, -2), y.astype(object)):
        model = ELMClassifier(30, random_state=0).fit(x, labels)
        predicted = model.predict(x)
        assert set(predicted.tolist()) == set(labels.tolist())
        assert model.score(x, labels) > 0.95


def test_probabilities_do_not_depend_on_the_row_number():
    x, y = moons()
    model = ELMClassifier(30, random_state=0).fit(x, y)
    together = model.predict_proba(np.repeat(x[:1], 700, axis=0))
    np.testing.assert_allclose(together, np.broadcast_to(together[0], together.shape), rtol=1e-12)


BAD = {
    "nan": (lambda x, y: (_with(x, 3, 1, np.nan), y), ("X", 3, 1)),
    "infinity": (lambda x, y: (_with(x, 5, 0, -np.inf), y), ("X", 5, 0)),
    "huge": (lambda x, y: (_with(x, 2, 1, 1e308), y), ("X", 2, 1)),
    "ragged": (lambda x, y: ([[1, 2], [3], *x[2:].tolist()], y), ("X", 1, None)),
    "text": (lambda x, y: ([["a", 1.0], *x[1:].tolist()], y), ("X", 0, 0)),
    "empty": (lambda x, y: (np.zeros((0, 2)), []), ("X", None, None)),
    "no columns": (lambda x, y: (np.zeros((len(x), 0)), y), ("X", None, None)),
    "one class": (lambda x, y: (x, ["up"] * len(x)), ("y", None, None)),
    "short y": (lambda x, y: (x, y[:-1]), ("y", None, None)),
    "flat": (lambda x, y: (x[:, 0], y), ("X", None, None)),
    "nan label": (lambda x, y: (x, np.array([None, *y[1:]], dtype=object)), ("y", 0, None)),
}


def _with(x, row, column, value):
    x = x.copy()
    x[row, column] = value
    return x


BAD_CALLS = [(kind, "fit") for kind in BAD] + [
    (kind, "partial_fit")
    for kind in BAD
    if kind != "one class"  # which an update may bring
]


@pytest.mark.parametrize(("kind", "call"), BAD_CALLS)
def test_bad_input_is_named_and_loses_nothing(kind, call):
    x, y = moons()
    model = ELMClassifier(20, random_state=0).fit(x, y)
    before = state_of(model)
    spoil, (parameter, row, column) = BAD[kind]
    with pytest.raises(InvalidInput) as caught:
        getattr(model, call)(*spoil(x, y))
    error = caught.value
    assert error.parameter == parameter
    assert error.row == row
    if column is not None:
        assert error.column == column
    assert state_of(model) == before


def test_wrong_width_at_predict_names_both_widths():
    x, y = moons()
    model = ELMClassifier(20, random_state=0).fit(x, y)
    with pytest.raises(InvalidInput, match="X has 3 features, but ELMClassifier is expecting 2"):
        model.predict(np.zeros((1, 3)))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("n_hidden", 0),
        ("n_hidden", 2.5),
        ("n_hidden", True),
        ("activation", "softplus"),
        ("alpha", -1),
        ("alpha", "best"),
        ("alpha", float("nan")),
        ("hidden", "cauchy"),
        ("weight_scale", 0),
        ("bias_scale", -0.1),
        ("class_weight", {"sideways": 2}),
        ("class_weight", "heavy"),
        ("random_state", -1),
        ("random_state", "seed"),
    ],
)
def test_bad_parameters_are_named_and_lose_nothing(name, value):
    x, y = moons()
    model = ELMClassifier(20, random_state=0).fit(x, y)
    before = state_of(model)
    model.set_params(**{name: value})
    with pytest.raises(InvalidInput, match=name):
        model.fit(x, y)
    assert state_of(model) == before


def test_more_memory_than_the_budget_is_refused_before_it_is_taken():
    x, y = moons()
    with pytest.raises(MemoryBudgetError, match="n_hidden"):
        ELMClassifier(1_000_000).fit(x, y)


@pytest.mark.parametrize("steps_done", [0, 1, 3])
@pytest.mark.parametrize("call", ["fit_steps", "partial_fit_steps"])
def test_a_cancelled_fit_leaves_the_earlier_model_bit_for_bit(call, steps_done):
    x, y = moons(3000)
    model = ELMClassifier(30, random_state=0).fit(x, y)
    before = state_of(model)
    steps = getattr(model, call)(x[::-1], y)
    for _ in range(steps_done):
        next(steps)
    steps.close()
    assert state_of(model) == before


def test_progress_rises_to_one():
    x, y = moons(3000)
    shares = list(ELMClassifier(30, random_state=0).fit_steps(x, y))
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert len(shares) > 4


@settings(max_examples=60, deadline=None)
@given(
    n=st.integers(2, 12),
    d=st.integers(1, 4),
    scale=st.sampled_from([1e-300, 1e-30, 1.0, 1e30, 1e99]),
    seed=st.integers(0, 10_000),
)
def test_finite_input_of_any_size_gives_finite_output(n, d, scale, seed):
    random = np.random.RandomState(seed)
    x = random.randint(-2, 3, (n, d)) * scale
    y = random.randint(-2, 3, n) * scale
    assert np.isfinite(ELMRegressor(10, random_state=0).fit(x, y).predict(x)).all()
    labels = np.arange(n) % 2
    assert np.isfinite(ELMClassifier(10, random_state=0).fit(x, labels).predict_proba(x)).all()


ODD_X = np.random.RandomState(0).randn(30, 3)
ODD_Y = np.array(["a", "b", "c"] * 10)


@pytest.mark.parametrize(
    "labels",
    [
        [np.nan, "a", "b"] * 10,
        [1, "a", 2] * 10,
        [None, "a", "b"] * 10,
        [True, "True", "x"] * 10,
        [True, 1, False] * 10,
        [2, 0.0, True] * 10,
        np.array([True, 1, False] * 10, dtype=object),
        pd.Series([True, 0, 1] * 10, dtype=object),
        pd.Series([pd.NA, "a", "b"] * 10, dtype="string"),
        [pd.NaT, "a", "b"] * 10,
    ],
    ids=repr,
)
def test_labels_of_several_kinds_do_not_become_one_unseen(labels):
    with pytest.raises(InvalidInput, match=r"no label in row 0|of one kind") as refused:
        ELMClassifier().fit(ODD_X, labels)
    assert refused.value.row in (0, 1, 2)


def test_the_row_of_another_kind_is_named():
    with pytest.raises(InvalidInput, match="True in row 0, 1 in row 2; make them all strings"):
        ELMClassifier().fit(ODD_X, [True, False, 1] * 10)


def test_zero_has_no_sign_as_a_label():
    model = ELMClassifier(random_state=0).fit(ODD_X, [-0.0, 0.0, 1.0] * 10)
    assert [str(label) for label in model.classes_] == ["0.0", "1.0"]


def test_labels_keep_their_null_characters():
    model = ELMClassifier(random_state=0).fit(ODD_X, ["a\0", "a", "b"] * 10)
    assert model.classes_.tolist() == ["a", "a\0", "b"]


@pytest.mark.parametrize("n_hidden", [10, 100])
@pytest.mark.parametrize(
    ("old", "new"), [([0, 1, 2], ["0", "x", "y"]), (["0", "1"], [0, 1]), ([True, False], [1, 0])]
)
def test_more_rows_with_labels_of_another_kind_are_refused(n_hidden, old, new):
    labels, more = (list(labels) * (30 // len(labels)) for labels in (old, new))
    model = ELMClassifier(n_hidden, random_state=0).fit(ODD_X, labels)
    before = state_of(model)
    with pytest.raises(InvalidInput, match="of one kind"):
        model.partial_fit(ODD_X, more)
    np.testing.assert_equal(state_of(model), before)


@pytest.mark.parametrize("n_hidden", [10, 100])
def test_a_class_of_weight_zero_is_as_if_it_were_not_there(n_hidden):
    options = {"n_hidden": n_hidden, "alpha": 1.0, "standardize": False, "random_state": 0}
    without = ODD_Y != "a"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model = ELMClassifier(class_weight={"a": 0}, **options).fit(ODD_X, ODD_Y)
        left_out = ELMClassifier(**options).fit(ODD_X[without], ODD_Y[without])
        np.testing.assert_allclose(model.scores(ODD_X)[:, 1:], left_out.scores(ODD_X), atol=1e-9)
        before = model.coef_.copy()
        model.partial_fit(ODD_X[:1], ["a"])
    np.testing.assert_array_equal(model.coef_, before)


@pytest.mark.parametrize(
    "weights", [{"a": 0, "b": 0, "c": 0}, {"a": "x"}, {"a": None}, {"a": 1e308}, {"a": 1e-308}]
)
def test_unusable_class_weights_are_named(weights):
    with pytest.raises(InvalidInput, match="class_weight"):
        ELMClassifier(class_weight=weights).fit(ODD_X, ODD_Y)


@pytest.mark.parametrize("weight", [1e100, 1e-308])
def test_weights_that_would_over_or_underflow_are_refused(weight):
    with pytest.raises(InvalidInput, match=r"sample_weight must be 0 or from .* in row 0"):
        ELMClassifier().fit(ODD_X, ODD_Y, np.full(30, weight))


@pytest.mark.parametrize("weight", [1e50, 1e20, 1e-50])
@pytest.mark.parametrize("alpha", ["loo", 0, 1])
def test_the_largest_and_smallest_weights_give_finite_models(weight, alpha):
    model = ELMClassifier(10, alpha=alpha, random_state=0)
    with warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)
        model.fit(ODD_X, ODD_Y, np.full(30, weight))
    assert np.isfinite(model.predict_proba(ODD_X)).all()


@pytest.mark.parametrize(
    "activation",
    [lambda z: z * np.nan, lambda z: z[:, :2], lambda z: "x", lambda z: z + 1j, lambda z: None],
)
def test_an_activation_of_no_use_is_named(activation):
    with pytest.raises(InvalidInput, match="activation must return finite numbers of shape"):
        ELMRegressor(activation=activation).fit(ODD_X, ODD_X[:, 0])


@pytest.mark.parametrize("block", [None, (ODD_X,), (ODD_X, ODD_Y, None, 1), "ab", ODD_X])
def test_a_block_that_is_none_is_named(block):
    with pytest.raises(InvalidInput, match="block 1 must be"):
        ELMClassifier().fit(iter([(ODD_X, ODD_Y), block]))


def test_targets_beside_an_iterator_are_not_passed_over():
    with pytest.raises(InvalidInput, match="come in its blocks"):
        ELMClassifier().fit(iter([(ODD_X, ODD_Y)]), ODD_Y)


def test_odd_kinds_of_numbers():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model = ELMClassifier(np.int8(100), alpha=np.float32(1), random_state=0)
        model.fit(ODD_X, np.array([0, 1, 2] * 10, dtype=np.float16))
    assert model.classes_.dtype == np.float64
    with pytest.raises(InvalidInput, match=r"beyond .* \(row 1, column 0\)"):
        ELMRegressor().fit([[1], [10**400]], [1, 2])
    with pytest.raises(InvalidInput, match="masked"):
        ELMRegressor().fit(np.ma.masked_array([[1.0], [2.0]], [[0], [1]]), [1, 2])
    with pytest.raises(InvalidInput, match="y must be 1-D or 2-D"):
        ELMRegressor().fit(ODD_X, np.zeros((30, 0)))
    with pytest.raises(InvalidInput, match="standardize must be True, False or a pair"):
        ELMRegressor(standardize="no").fit(ODD_X, ODD_X[:, 0])
    with pytest.raises(InvalidInput, match="classes must be a list"):
        ELMClassifier().partial_fit(ODD_X, ODD_Y, classes=5)


def test_an_error_in_set_params_changes_nothing():
    model = ELMClassifier(alpha=1.0)
    for wrong in ({"alpha": 2.0, "foo": 1}, {"alpha": 2.0, "n_hidden__x": 1}):
        with pytest.raises(InvalidInput, match="invalid parameter"):
            model.set_params(**wrong)
    assert model.alpha == 1.0


def test_gelu_far_from_the_training_rows_warns_of_nothing():
    model = ELMRegressor(activation="gelu", random_state=0).fit(ODD_X * 1e-100, ODD_X[:, 0])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert np.isfinite(model.predict([[1e100, -1e100, 1e100]])).all()


def test_a_dropped_fit_gives_its_memory_back_at_once():
    random = np.random.RandomState(0)
    x, y = random.standard_normal((300, 3)), random.randint(0, 2, 300)
    gc.disable()
    try:
        stream = ELMClassifier(n_hidden=20, standardize=False).open_stream()
        stream.feed(x, y)
        dropped = weakref.ref(stream)
        del stream
        assert dropped() is None
        stream = ELMClassifier(n_hidden=20).open_stream()
        stream.feed(x, y)
        stream.finish()
        done = weakref.ref(stream)
        del stream
        assert done() is None
    finally:
        gc.enable()


def test_to_predict_a_row_no_weights_are_copied():
    x = np.random.RandomState(0).standard_normal((60, 300))
    model = ELMRegressor(1000, random_state=0).fit(x, x[:, :30])
    model.predict(x[:1])
    tracemalloc.start()
    for i in range(20):
        model.predict(x[i : i + 1])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < model.coef_.nbytes / 4 < model.map_.layer.weights.nbytes / 4
