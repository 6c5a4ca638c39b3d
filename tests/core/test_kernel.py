"""The kernel estimators against scikit-learn's kernel ridge, bordered systems and brute force."""

import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.datasets import load_digits
from sklearn.kernel_ridge import KernelRidge
from sklearn.metrics import pairwise
from sklearn.preprocessing import KernelCenterer

from elm_core import KernelELMClassifier, KernelELMRegressor, dumps, loads
from elm_core.base import clone
from elm_core.exceptions import IllConditionedWarning, InvalidInput, MemoryBudgetError
from elm_core.features.ranking import similarities
from elm_core.maths import blocked, kernels
from elm_core.models.kernel.exact import CannotGrow
from elm_core.specs.forms import choices

OWN = {"standardize": False, "gamma": 0.7, "alpha": 0.3}
ORACLES = {
    "rbf": lambda a, b: pairwise.rbf_kernel(a, b, gamma=0.7),
    "laplacian": lambda a, b: pairwise.laplacian_kernel(a, b, gamma=0.7),
    "polynomial": lambda a, b: pairwise.polynomial_kernel(a, b, degree=2, gamma=0.7, coef0=0.5),
    "linear": pairwise.linear_kernel,
    "cosine": pairwise.cosine_similarity,
}


def rows(n=40, seed=0):
    random = np.random.RandomState(seed)
    x = random.standard_normal((n, 3)) + 0.5
    return x, np.array(["b", "c", "a"])[np.arange(n) % 3], np.sin(2 * x[:, 0]) + x[:, 1] + 1e3


def bordered(matrix, targets, alpha, weights=None):
    """Dual coefficients and intercept of [[K + α W⁻¹, 1], [1ᵀ, 0]]."""
    n = len(matrix)
    system = np.zeros((n + 1, n + 1))
    system[:n, :n] = matrix + alpha * np.diag(np.ones(n) if weights is None else 1 / weights)
    system[n, :n] = system[:n, n] = 1
    solved = np.linalg.solve(system, np.vstack([targets, np.zeros((1, targets.shape[1]))]))
    return solved[:n], solved[n]


def one_hot(y):
    return (y[:, None] == np.unique(y)).astype(float)


def state_of(model):
    return pickle.dumps(model.learned())


def same(a, b, x, atol=1e-9):
    np.testing.assert_allclose(a.scores(x), b.scores(x), rtol=1e-9, atol=atol)


@pytest.mark.parametrize("kernel", ORACLES)
def test_named_kernels_are_those_of_scikit_learn(kernel):
    x, y, _ = rows()
    model = KernelELMClassifier(kernel, **OWN, degree=2, coef0=0.5).fit(x, y)
    other = rows(7, 1)[0]
    for a, b in ((x, x), (other, x), (x, np.zeros((1, 3)))):
        got = model._kernel(a, b, model.gamma_)
        np.testing.assert_allclose(got, ORACLES[kernel](a, b), rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize(("order", "atol"), [(0, 1e-4), (1, 1e-7)])
def test_arc_cosine_is_the_mean_over_all_hidden_units(order, atol):
    # of two inputs: directions on a circle, and E‖w‖² = 2
    angle = (np.arange(40_000) + 0.5) * 2 * np.pi / 40_000
    a, b = rows(6)[0][:, :2], rows(8, 1)[0][:, :2]
    b[0], b[1] = a[0], -a[0]
    units = [np.column_stack([np.cos(angle), np.sin(angle)]) @ x.T for x in (a, b)]
    h, g = [np.maximum(u, 0) if order else u > 0 for u in units]
    expected = 2 * (2 if order else 1) * (h.T.astype(float) @ g) / len(angle)
    got = kernels.arc_cosine(a, b, order=order)
    np.testing.assert_allclose(got, expected, rtol=0, atol=atol)


@pytest.mark.parametrize("kernel", [k for k in choices("kernel") if k != "precomputed"])
def test_solves_the_bordered_system(kernel):
    x, y, numbers = rows()
    for cls, target, encoded in (
        (KernelELMClassifier, y, one_hot(y)),
        (KernelELMRegressor, numbers, numbers[:, None]),
        (KernelELMRegressor, np.column_stack([numbers, -x]), np.column_stack([numbers, -x])),
    ):
        model = cls(kernel, alpha=0.3).fit(x, target)
        scaled = (x - model.mean_) / model.scale_
        matrix = model._kernel(scaled, scaled, model.gamma_)
        dual, intercept = bordered(matrix, encoded, 0.3)
        np.testing.assert_allclose(model.dual_coef_, dual, rtol=1e-8, atol=1e-8)
        np.testing.assert_allclose(model.intercept_, intercept, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("kernel", ORACLES)
def test_equals_kernel_ridge_on_the_centred_kernel(kernel):
    x, _, y = rows()
    other = rows(9, 1)[0]
    model = KernelELMRegressor(kernel, **OWN, degree=2, coef0=0.5).fit(x, y)
    centre = KernelCenterer()
    matrix = centre.fit_transform(ORACLES[kernel](x, x))
    oracle = KernelRidge(alpha=0.3, kernel="precomputed").fit(matrix, y - y.mean())
    expected = oracle.predict(centre.transform(ORACLES[kernel](other, x))) + y.mean()
    np.testing.assert_allclose(model.predict(other), expected, rtol=1e-10)


def test_gamma_by_default_and_by_scale():
    x, y, _ = rows()
    models = [KernelELMClassifier(gamma=g, standardize=False).fit(x, y) for g in (None, "scale")]
    assert [m.gamma_ for m in models] == pytest.approx([1 / 3, 1 / (3 * x.var())])


@pytest.mark.parametrize("kernel", ["precomputed", pairwise.rbf_kernel])
def test_a_given_matrix_or_function_is_the_named_kernel(kernel):
    x, y, _ = rows()
    other = rows(9, 1)[0]
    named = KernelELMClassifier(standardize=False, alpha=0.3, gamma=1 / 3).fit(x[:30], y[:30])
    own = KernelELMClassifier(kernel, standardize=False, alpha=0.3)

    def give(a, n):
        return a if callable(kernel) else pairwise.rbf_kernel(a, x[:n])

    own.fit(give(x[:30], 30), y[:30])
    np.testing.assert_allclose(own.scores(give(other, 30)), named.scores(other), atol=1e-10)
    own.partial_fit(give(x[30:], 40), y[30:])
    named.partial_fit(x[30:], y[30:])
    np.testing.assert_allclose(own.scores(give(other, 40)), named.scores(other), atol=1e-10)


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("alpha", [1e-3, 0.3, 30.0])
@pytest.mark.parametrize("kernel", ["rbf", "laplacian", "arc_cosine", "polynomial"])
def test_leave_one_out_equals_brute_force(kernel, alpha, weighted):
    x, y, numbers = rows(40)
    weights = (
        np.random.RandomState(1).choice([0.01, 0.5, 1.0, 3.0], 40) if weighted else np.ones(40)
    )
    for cls, target in ((KernelELMClassifier, y), (KernelELMRegressor, numbers - 1e3)):
        model = cls(kernel, degree=2, **OWN | {"alpha": alpha}).fit(
            x, target, sample_weight=weights
        )
        for i in range(40):
            left = np.where(np.arange(40) == i, 0.0, weights)  # whole
            without = clone(model).fit(x, target, sample_weight=left)
            expected = np.append(without.scores(x[i : i + 1])[0], without.intercept_)
            got = np.append(model.loo_predictions_[i], model.loo_intercepts_[i])
            np.testing.assert_allclose(got, expected, rtol=0, atol=1e-9)


def test_alpha_chosen_is_as_good_as_any_on_a_grid():
    x, _, y = rows(60)
    chosen = KernelELMRegressor().fit(x, y)
    others = [KernelELMRegressor(alpha=a).fit(x, y).loo_score_ for a in np.logspace(-6, 3, 19)]
    assert chosen.loo_score_ > max(others) - 0.002


@settings(max_examples=12, deadline=None)
@given(
    cuts=st.lists(st.integers(4, 39), max_size=3),
    kernel=st.sampled_from(["rbf", "arc_cosine", "cosine", "polynomial"]),
    seed=st.integers(0, 9),
)
def test_partial_fit_in_any_split_equals_fit(cuts, kernel, seed):
    x, y, numbers = rows(40, seed)
    for cls, target in ((KernelELMClassifier, y), (KernelELMRegressor, numbers)):
        whole = cls(kernel, **OWN).fit(x, target)
        parts = cls(kernel, **OWN)
        for part in np.split(np.arange(40), sorted(set(cuts))):
            parts.partial_fit(x[part], target[part])
        same(whole, parts, x)
        got, expected = (np.hstack([m.loo_predictions_, m.loo_intercepts_]) for m in (parts, whole))
        np.testing.assert_allclose(got, expected, rtol=1e-9, atol=1e-8)


@pytest.mark.parametrize("class_weight", [None, "balanced", {"a": 3.0}])
def test_partial_fit_row_by_row_equals_fit(class_weight):
    x, y, _ = rows()
    whole = KernelELMClassifier(**OWN, class_weight=class_weight).fit(x, y)
    parts = clone(whole).fit(x[:5], y[:5])
    for i in range(5, 40):
        parts.partial_fit(x[i : i + 1], y[i : i + 1])
    same(whole, parts, x)
    np.testing.assert_allclose(parts.predict_proba(x), whole.predict_proba(x), atol=1e-8)


def test_partial_fit_takes_classes_never_seen():
    x, y, _ = rows()
    order = np.argsort(y == "b", kind="stable")  # the middle one of three comes last
    whole = KernelELMClassifier(**OWN).fit(x[order], y[order])
    parts = KernelELMClassifier(**OWN).fit(x[order[:20]], y[order[:20]])
    assert parts.classes_.tolist() == ["a", "c"]
    parts.partial_fit(x[order[20:]], y[order[20:]])
    assert parts.classes_.tolist() == ["a", "b", "c"]
    same(whole, parts, x)


@pytest.mark.parametrize("options", [{"alpha": 0.1}, {"gamma": "scale", "alpha": 2.0}])
def test_weights_count_as_repeated_rows_in_the_solution(options):
    # not in leave-one-out: a row goes whole, of rows that are equal one goes and the others stay
    x, y, numbers = rows()
    weights = np.random.RandomState(0).randint(0, 3, 40)
    repeated = np.repeat(np.arange(40), weights)
    for cls, target in ((KernelELMClassifier, y), (KernelELMRegressor, numbers - 1e3)):
        a = cls(**options).fit(x, target, sample_weight=weights)
        b = cls(**options).fit(x[repeated], target[repeated])
        same(a, b, x, atol=1e-8)
        a.partial_fit(x[:4] + 1, target[:4], sample_weight=[2, 0, 1, 3])
        b.partial_fit(x[[0, 0, 2, 3, 3, 3]] + 1, target[[0, 0, 2, 3, 3, 3]])
        same(a, b, x, atol=1e-8)


@pytest.mark.parametrize("kernel", [k for k in choices("kernel") if k != "precomputed"])
@pytest.mark.parametrize("cls", [KernelELMClassifier, KernelELMRegressor])
def test_comes_back_from_a_file_and_goes_on_learning(cls, kernel):
    x, y, numbers = rows()
    target = y if cls is KernelELMClassifier else numbers
    model = cls(kernel, alpha=0.3).fit(x[:30], target[:30])
    again = loads(dumps(model))
    assert (again.scores(x) == model.scores(x)).all()
    assert again.predict(x).tolist() == model.predict(x).tolist()
    assert dumps(again) == dumps(model)
    model.partial_fit(x[30:], target[30:])
    again.partial_fit(x[30:], target[30:])
    same(model, again, x)


@pytest.mark.parametrize("kernel", ["rbf", "linear"])
def test_equal_rows_without_a_ridge_term_give_the_least_squares_fit(kernel):
    x, _, y = rows()
    x[20:] = x[:20]
    y[20:] += 0.1
    with pytest.warns(IllConditionedWarning):
        model = KernelELMRegressor(kernel, alpha=0.0).fit(x[:30], y[:30])
    with pytest.warns(IllConditionedWarning):
        model.partial_fit(x[30:], y[30:])
    scaled = (x - model.mean_) / model.scale_
    h = np.column_stack([model._kernel(scaled, scaled, model.gamma_), np.ones(40)])
    best = h @ np.linalg.lstsq(h, y, rcond=None)[0]
    np.testing.assert_allclose(model.predict(x), best, rtol=0, atol=1e-5)
    assert np.isfinite(model.loo_predictions_).all()


def test_a_precomputed_kernel_that_cannot_grow_says_so_and_loses_nothing():
    x, y, _ = rows()
    matrix = pairwise.rbf_kernel(x)
    model = KernelELMClassifier("precomputed", alpha=0.0).fit(matrix[:30, :30], y[:30])
    before = state_of(model)
    again = pairwise.rbf_kernel(x[:1], x[np.append(np.arange(30), 0)])
    with pytest.raises(CannotGrow, match="fit it anew"):
        model.partial_fit(again, y[:1])
    assert state_of(model) == before


BAD = {
    "kernel": ["sigmoid", 3, lambda a, b: a[:1], lambda a, b: np.full((len(a), len(b)), np.nan)],
    "gamma": [0, "auto", float("nan")],
    "degree": [0, 2.5],
    "coef0": [-1],
    "alpha": [-1, "best"],
    "class_weight": [{"z": 2}, "heavy"],
}


@pytest.mark.parametrize(("name", "value"), [(k, v) for k, values in BAD.items() for v in values])
def test_bad_parameters_are_named_and_lose_nothing(name, value):
    x, y, _ = rows()
    model = KernelELMClassifier(alpha=0.3).fit(x, y)
    before = state_of(model)
    model.set_params(**{name: value})
    with pytest.raises(InvalidInput, match=name) as caught:
        model.fit(x, y)
    assert caught.value.parameter == name
    assert state_of(model) == before


@pytest.mark.parametrize(
    ("bad_x", "bad_y", "parameter", "row"),
    [
        (np.where(np.arange(9).reshape(3, 3) == 4, np.nan, 1.0), ["a"] * 3, "X", 1),
        (np.zeros((3, 2)), ["a"] * 3, "X", None),
        (np.zeros((3, 3)), ["a"] * 2, "y", None),
        (np.zeros((3, 3)), np.array(["a", "a", None], dtype=object), "y", 2),
        (np.zeros((3, 3)), [1, 2, 3], "y", 0),
    ],
)
def test_bad_rows_are_named_and_lose_nothing(bad_x, bad_y, parameter, row):
    x, y, _ = rows()
    model = KernelELMClassifier(alpha=0.3).fit(x, y)
    before = state_of(model)
    with pytest.raises(InvalidInput) as caught:
        model.partial_fit(bad_x, bad_y)
    assert (caught.value.parameter, caught.value.row) == (parameter, row)
    assert state_of(model) == before


def test_more_memory_than_the_budget_is_refused_before_it_is_taken():
    x = np.zeros((100_000, 1))
    with pytest.raises(MemoryBudgetError, match="fewer rows"):
        KernelELMRegressor().fit(x, x[:, 0])


@pytest.mark.parametrize("kernel", ["polynomial", "arc_cosine"])
def test_a_kernel_that_overflows_is_an_error_and_not_nan(kernel):
    x = np.random.RandomState(0).randn(30, 3)
    model = KernelELMClassifier(kernel).fit(x * 1e-100, ["a", "b", "c"] * 10)
    with pytest.raises(InvalidInput, match="kernel of X goes beyond"):
        model.predict_proba([[1e100, -1e100, 1e100]])


@pytest.mark.parametrize("alpha", ["loo", 0, 1])
def test_a_kernel_that_overflows_in_training_is_an_error(alpha):
    x = np.random.RandomState(0).randn(30, 3) * 1e99
    with pytest.raises(InvalidInput, match="kernel of X goes beyond"):
        KernelELMRegressor("polynomial", alpha=alpha, standardize=False).fit(x, x[:, 0])


def test_a_negative_kernel_and_a_class_weight_of_zero_for_all():
    x = np.random.RandomState(0).randn(30, 3)
    model = KernelELMRegressor("precomputed").fit(-x @ x.T, x[:, 0])
    assert np.isfinite(model.predict(-x @ x.T)).all()
    with pytest.raises(InvalidInput, match="class_weight is zero"):
        KernelELMClassifier(class_weight={"a": 0, "b": 0}).fit(x, ["a", "b"] * 15)
    with pytest.raises(InvalidInput, match="kernel must return"):
        KernelELMRegressor(lambda a, b: "x").fit(x, x[:, 0])


def digits():
    x, y = load_digits(return_X_y=True)
    order = np.random.RandomState(0).permutation(len(x))
    train, test = order[:500], order[500:]
    return x[train], y[train], x[test], y[test]


def test_the_mean_confidence_is_near_the_accuracy():
    x, y, x_test, y_test = digits()
    model = KernelELMClassifier().fit(x, y)
    accuracy = model.score(x_test, y_test)
    assert accuracy > 0.97
    assert abs(model.predict_proba(x_test).max(axis=1).mean() - accuracy) < 0.05


@pytest.mark.parametrize(("kernel", "least"), [("linear", 0.91), ("polynomial", 0.97)])
def test_kernels_whose_diagonal_is_not_one_learn_digits(kernel, least):
    x, y, x_test, y_test = digits()
    assert KernelELMClassifier(kernel).fit(x, y).score(x_test, y_test) > least


def test_one_row_far_away_does_not_outvote_four_near_ones():
    x = np.array([[0.0, 0.1], [0.1, 0.0], [0.0, -0.1], [-0.1, 0.0], [9.0, 9.0]])
    y = ["near"] * 4 + ["far"]
    model = KernelELMClassifier(standardize=False).fit(x, y)
    assert model.predict([[0.0, 0.0]]) == ["near"]
    for metric in ("euclidean", "manhattan"):
        near_ones, far_one = np.split(similarities(np.zeros((1, 2)), x, metric)[0], [4])
        assert near_ones.min() > far_one[0] > 0


def test_a_model_from_a_file_grows_in_steps(monkeypatch):
    random = np.random.RandomState(0)
    x, y = random.standard_normal((600, 3)), random.standard_normal(600)
    model = KernelELMRegressor(alpha=0.1).fit(x, y)
    again = loads(dumps(model))
    monkeypatch.setattr(blocked, "STEP_OPERATIONS", 1e5)
    shares = list(again.partial_fit_steps(x[:5] + 1.0, y[:5]))
    assert len(shares) > 10 and shares == sorted(shares)
    model.partial_fit(x[:5] + 1.0, y[:5])
    np.testing.assert_allclose(again.predict(x), model.predict(x), atol=1e-9)
