"""What the ELM estimators refuse, and odd labels, weights and blocks that they take."""

import gc
import tracemalloc
import warnings
import weakref

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elm_core import ELMClassifier, ELMRegressor
from elm_core.base import clone
from elm_core.exceptions import InvalidInput, MemoryBudgetError
from tests.core.test_elm import moons, state_of

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


NO_MATRIX = [
    ({"length": [1.0, 2.0], "width": [3.0, 4.0]}, "X is a table of named columns (length, width)"),
    ([{"length": 1.0}, {"length": 2.0}], "X holds rows of named cells (length)"),
    ({c: [1.0, 2.0] for c in "abcd"}, "X is a table of named columns (a, b, c, …)"),
    (["good", "bad"], "X holds text where rows of numbers are expected: TextClassifier"),
    ("good", "X holds text where rows of numbers are expected: TextClassifier"),
    (pd.Series([None, "good"]), "X holds text where rows of numbers are expected: TextClassifier"),
    (pd.Series(["good"], dtype="string"), "X holds text where rows of numbers are expected"),
    (np.array(["good", "bad"]), "X holds text where rows of numbers are expected: TextClassifier"),
    (np.array(["good"], dtype=np.dtypes.StringDType()), "X holds text where rows of numbers"),
    (np.array([[["good"]]]), "X holds text where rows of numbers are expected: TextClassifier"),
    (np.array([], dtype=str), "X holds text where rows of numbers are expected: TextClassifier"),
    (pa.chunked_array([["good"]]), "X holds text where rows of numbers are expected"),
    (pa.array(["good"]).dictionary_encode(), "X holds text where rows of numbers are expected"),
    (
        [b"good"],
        "X holds bytes where rows of numbers are expected: TextClassifier reads texts, dec",
    ),
    (np.array([{"length": 1.0}]), "X holds rows of named cells (length)"),
    (pd.Series([{"length": 1.0}]), "X holds rows of named cells (length)"),
    ([{}, {}], "X holds rows of named cells (none)"),
    ({}, "X is a table of named columns (none)"),
    (np.array([1.0, None]), "Expected 2D array, got 1D array instead for X, shape (2,)"),
    ([1.0, 2.0], "Expected 2D array, got 1D array instead for X, shape (2,)"),
]


@pytest.mark.parametrize(("given_x", "told"), NO_MATRIX)
def test_what_is_no_matrix_is_told_as_what_it_is(given_x, told):
    with pytest.raises(InvalidInput) as caught:
        ELMClassifier(4).fit(given_x, ["a", "b"])
    assert str(caught.value).startswith(told)
    assert ("TableClassifier" in str(caught.value)) == ("named" in told)


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


def sorted_rows():
    """Rows sorted by class, the first half of them of one."""
    random = np.random.RandomState(0)
    labels = np.repeat(["a", "b", "c"], [3000, 1500, 1500])
    return random.randn(6000, 3) + np.repeat([0, 1, 3], [3000, 1500, 1500])[:, None], labels


@pytest.mark.parametrize("options", [{}, {"precision": "single"}, {"standardize": False}])
@pytest.mark.parametrize("n_hidden", [50, 450])
def test_rows_of_weight_zero_may_come_first(n_hidden, options):
    x, y = sorted_rows()
    mixed = np.random.RandomState(1).permutation(len(x))
    model = ELMClassifier(n_hidden, alpha=1.0, class_weight={"a": 0}, random_state=0, **options)
    first = model.fit(x, y).scores(x)
    assert model.n_samples_seen_ == len(x)
    rounding = 0.01 if options.get("precision") else 1e-6
    np.testing.assert_allclose(first, model.fit(x[mixed], y[mixed]).scores(x), atol=rounding)


def test_rows_of_weight_zero_come_first_in_blocks():
    x, y = sorted_rows()
    blocks = [(x[i : i + 500], y[i : i + 500]) for i in range(0, len(x), 500)]
    model = ELMClassifier(50, class_weight={"a": 0}, random_state=0)
    with pytest.raises(InvalidInput, match=r"each of the first 2500 rows, .* mix the") as told:
        model.fit(iter(blocks))
    assert told.value.parameter == "class_weight"
    given = {"standardize": (x.mean(axis=0), x.std(axis=0)), "alpha": 1.0}
    model.set_params(**given).fit(iter(blocks))
    expected = clone(model).fit(x, y)
    np.testing.assert_allclose(model.scores(x), expected.scores(x), atol=1e-6)
    stream = model.open_stream(classes=["a", "b"])
    for block in blocks[:6]:
        stream.feed(*block)
    with pytest.raises(InvalidInput, match="for the class of every row"):
        stream.finish()


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
