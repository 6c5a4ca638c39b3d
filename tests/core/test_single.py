"""precision="single": float32 hidden outputs and products, as good as float64 where it is used."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone

import elm_core
from elm_core import ELMClassifier, ELMRegressor, distributed, dumps, loads
from elm_core.exceptions import IllConditionedWarning, InvalidInput
from elm_core.maths import linalg, single
from elm_core.maths.activations import ACTIVATIONS
from elm_core.maths.hidden import draw
from elm_core.maths.moments import Moments
from elm_core.models.elm.single import SingleMap
from tests.predicting import NODE, check


def rows(n=1500, d=6, seed=0):
    random = np.random.RandomState(seed)
    x = random.standard_normal((n, d)) * 3.0 + 7.0
    target = np.sin(x[:, 0]) + 0.3 * x[:, -1] + 0.2 * random.standard_normal(n)
    return x, target


def pair(kind, x, y, **params):
    """The same model twice: learnt in double and in single precision."""
    params = {"n_hidden": 60, "random_state": 0, **params}
    return [kind(**params, precision=name).fit(x, y) for name in ("double", "single")]


def assert_alike(double, one, x, tolerance):
    a, b = double.scores(x), one.scores(x)
    size = max(1.0, np.abs(a).max())
    assert np.sqrt(np.mean((a - b) ** 2)) <= tolerance * size
    assert np.abs(a - b).max() <= 10 * tolerance * size  # far out, where there are few rows
    assert one.loo_score_ == pytest.approx(double.loo_score_, abs=5e-3)


@pytest.mark.parametrize("alpha", [1.0, "loo"])
@pytest.mark.parametrize("activation", [*ACTIVATIONS, np.arctan])
def test_predicts_what_double_predicts(activation, alpha):
    x, y = rows()
    labels = np.array(["low", "middle", "high"])[np.digitize(y, [1.5, 2.5])]
    for kind, target in ((ELMRegressor, y), (ELMClassifier, labels)):
        double, one = pair(kind, x, target, activation=activation, alpha=alpha)
        assert "noise" not in double.moments_
        assert ("noise" in one.moments_) == (one.alpha_ > 0.1), one.alpha_
        assert one.coef_.dtype == np.float64
        assert_alike(double, one, x, 5e-4)
        np.testing.assert_allclose(one.loo_predictions_, double.loo_predictions_, atol=1e-3)
        if kind is ELMClassifier:
            assert np.abs(one.predict_proba(x) - double.predict_proba(x)).max() < 1e-3


@settings(max_examples=60, deadline=None)
@given(
    n=st.integers(1, 700),
    d=st.integers(1, 12),
    n_hidden=st.integers(1, 40),
    outputs=st.integers(1, 3),
    links=st.booleans(),
    standardize=st.booleans(),
    weighted=st.booleans(),
    alpha=st.sampled_from(["loo", 1e-2, 10.0]),
)
def test_any_shape(n, d, n_hidden, outputs, links, standardize, weighted, alpha):
    random = np.random.RandomState(n)
    x = random.standard_normal((n, d))
    y = random.standard_normal((n, outputs)) + x[:, :1]
    weights = random.choice([0.1, 1.0, 5.0], n) if weighted else None
    made = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", IllConditionedWarning)
        for precision in ("double", "single"):
            model = ELMRegressor(
                n_hidden,
                alpha=alpha,
                direct_links=links,
                standardize=standardize,
                precision=precision,
                random_state=0,
            )
            made.append(model.fit(x, y, weights))
    assert_alike(*made, x, 2e-3)


def test_no_more_rows_than_units_are_learnt_in_double():
    x, y = rows(50)
    double, one = pair(ELMRegressor, x, y)
    assert (one.coef_ == double.coef_).all()


@pytest.mark.parametrize("backend_has_blas", [True, False])
def test_products_of_float32_are_short_sums_in_float64(monkeypatch, backend_has_blas):
    monkeypatch.setattr(linalg.current(), "HAS_BLAS", backend_has_blas)
    a = np.random.RandomState(0).standard_normal((3000, 40)).astype(np.float32)
    a[:, 1] = 1.0  # 1 + 2⁻²⁴ is 1 in float32
    a[0, 1] = 2.0**24
    exact = a.astype(np.float64).T @ a.astype(np.float64)
    total = np.eye(40)
    linalg.add_gram(total, a)
    for got in (linalg.gram(a), total - np.eye(40), linalg.cross(a, a)):
        assert got.dtype == np.float64
        size = np.sqrt(np.outer(np.diag(exact), np.diag(exact)))
        assert np.abs(got - exact).max() <= 1e-6 * size.max()
        assert got[0, 0] == pytest.approx(exact[0, 0], rel=1e-6)
    assert linalg.matmul(a, a[:40]).dtype == np.float32
    half = linalg.solve_triangular(np.tril(a[:40]) + 9 * np.eye(40, dtype=np.float32), a.T)
    assert half.dtype == np.float32


def discrete(n, random):
    return random.randint(0, 2, (n, 2)).astype(np.float64)


DATA = {
    "normal": lambda n, random: random.standard_normal((n, 5)),
    "few different rows": discrete,
    "near a constant": lambda n, random: 1.0 + 1e-3 * random.standard_normal((n, 3)),
    "in order": lambda n, random: np.sort(random.standard_normal((n, 3)), axis=0),
    "binary": lambda n, random: random.randint(0, 2, (n, 30)).astype(np.float64),
}


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("activation", ["relu", "sigmoid", "tanh", "rbf"])
@pytest.mark.parametrize("name", DATA)
@pytest.mark.parametrize(("n", "h"), [(300, 20), (2000, 200), (20_000, 50)])
def test_the_least_ridge_term_is_above_the_rounding(n, h, name, activation, weighted):
    random = np.random.RandomState(n)
    x = DATA[name](n, random)
    weights = random.choice([0.1, 1.0, 40.0], n) if weighted else np.ones(n)
    fitted = ELMRegressor(h, activation=activation, alpha=1e6, random_state=0).fit(x, x[:, 0])
    to_hidden = SingleMap.of(fitted.map_)
    ours, exact = Moments.zeros(h, 1), Moments.zeros(h, 1)
    for part in linalg.row_blocks(n):
        hidden = to_hidden.outputs(x[part], weights[part])
        assert hidden.dtype == np.float32
        rounded = (hidden * np.sqrt(weights[part])[:, None]).astype(np.float32)
        exact.add(rounded.astype(np.float64), x[part, :1], np.ones(len(rounded)))
        ours.add(hidden, x[part, :1], weights[part])
    rounding = np.linalg.norm(ours.gram - exact.gram, 2)
    noise = ours.noise * single.growth_by_equal_rows(x[random.permutation(n)[:2048]], n)
    assert 2.0 * rounding < single.least_alpha(noise)
    if name == "normal":
        assert single.least_alpha(noise) < 100.0 * rounding, "much too careful"


def smooth(n=1000):
    x = np.random.RandomState(0).uniform(-1, 1, (n, 2))
    return x, x[:, 0] * x[:, 1]


@pytest.mark.parametrize("alpha", ["loo", 1e-9, 0.0])
def test_where_a_smaller_ridge_term_tells_more_the_sums_are_made_in_double(alpha):
    x, y = smooth()
    params = {"n_hidden": 80, "activation": "tanh", "alpha": alpha, "random_state": 0}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", IllConditionedWarning)  # of a singular system
        double = ELMRegressor(**params).fit(x, y)
    with pytest.warns(IllConditionedWarning, match="again in float64"):
        one = ELMRegressor(**params, precision="single").fit(x, y)
    assert (one.coef_ == double.coef_).all() and one.alpha_ == double.alpha_
    assert one.loo_score_ == double.loo_score_
    assert "noise" not in one.moments_


@pytest.mark.parametrize("alpha", ["loo", 1e-9])
def test_rows_that_are_gone_are_summed_in_double(alpha):
    x, y = smooth()

    def learnt(precision):
        model = ELMRegressor(
            80, activation="tanh", alpha=alpha, precision=precision, random_state=0
        )
        return model.fit((x[i : i + 100], y[i : i + 100]) for i in range(0, len(x), 100))

    double, one = learnt("double"), learnt("single")
    assert (one.coef_ == double.coef_).all() and one.alpha_ == double.alpha_
    assert "noise" not in one.moments_


UNSUITED = {
    "columns of unlike size": ({"standardize": False}, [1.0, 1e5], 0.0),
    "numbers far from zero": ({"standardize": False, "activation": "sine"}, 1.0, 1e7),
    "units that see a column or none": ({"hidden": "sparse"}, 1.0, 0.0),
    "units that are all alike": ({"weight_scale": 1e-5, "activation": "sigmoid"}, 1.0, 0.0),
    "a scaling of one's own": ({"standardize": ([0.0, 0.0], [1.0, 1e5])}, [1.0, 1e5], 0.0),
}


@pytest.mark.parametrize("kind", UNSUITED)
@pytest.mark.parametrize("alpha", ["loo", 1.0])
def test_what_single_precision_would_lose_is_learnt_in_double(kind, alpha):
    params, sizes, offset = UNSUITED[kind]
    random = np.random.RandomState(0)
    x = random.standard_normal((2000, 2))
    y = np.sin(x[:, 0]) + 0.3 * random.standard_normal(2000)
    double, one = pair(ELMRegressor, x * sizes + offset, y, alpha=alpha, **params)
    assert (one.coef_ == double.coef_).all() and one.loo_score_ == double.loo_score_


@pytest.mark.parametrize("more", [2, 10, 600])
def test_rows_that_come_later_are_summed_in_double(more):
    x, y = smooth()
    fitted = {"n_hidden": 80, "activation": "tanh", "alpha": 1e-6}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", IllConditionedWarning)
        double, one = pair(ELMRegressor, x[:-more], y[:-more], **fitted)
        for model in (double, one):
            model.partial_fit(x[-more:], y[-more:])
    assert one.alpha_ == double.alpha_ and (one.coef_ == double.coef_).all()


@pytest.mark.parametrize("size", [1e-30, 1e-12, 1e12, 1e30, 1e45])
@pytest.mark.parametrize("activation", ["relu", "linear", "tanh", "gelu"])
def test_numbers_beyond_float32_are_learnt_in_double(size, activation):
    x, y = rows(400)
    params = {"activation": activation, "standardize": False, "bias_scale": 0.0}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", IllConditionedWarning)
        double, one = pair(ELMRegressor, (x - 7.0) * size, y, n_hidden=20, **params)
    assert_alike(double, one, (x - 7.0) * size, 1e-3)


@pytest.mark.parametrize("standardize", [True, False])
@pytest.mark.parametrize("activation", ["relu", "tanh", "linear"])
@pytest.mark.parametrize("kind", ["tails", "magnitudes", "far away"])
def test_rows_that_would_be_lost_beside_others(kind, activation, standardize):
    # of sums in float32 alone the largest rows would be left, and the best model would be the mean
    random = np.random.RandomState(3)
    x = {
        "tails": random.standard_cauchy((1200, 3)),
        "magnitudes": 10.0 ** random.uniform(-6, 6, (1200, 3)),
        "far away": 1e7 + random.standard_normal((1200, 3)),
    }[kind]
    y = np.tanh(x[:, 0] - np.median(x[:, 0])) + 0.3 * random.standard_normal(len(x))
    # left out, an outlier decides alone: what is chosen by that is chance where all are scaled by it
    alpha = 1.0 if standardize else "loo"
    params = {"activation": activation, "standardize": standardize, "alpha": alpha}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", IllConditionedWarning)
        double, one = pair(ELMRegressor, x, y, **params)
    assert one.alpha_ == pytest.approx(double.alpha_, rel=1e-2)
    assert_alike(double, one, x, 2e-3)


def test_a_block_beyond_float32_is_summed_in_double():
    x, y = rows(1200)
    x[700, 0] = 1e25
    double, one = pair(ELMRegressor, x, y, standardize=False, alpha=1e3)
    assert np.isfinite(one.coef_).all()
    assert_alike(double, one, np.delete(x, 700, axis=0), 1e-3)


@pytest.mark.parametrize("factor", [1e-45, 1e-9, 1e9, 1e45])
def test_weights_of_any_size(factor):
    x, y = rows(400)
    weights = factor * np.random.RandomState(0).uniform(0.5, 2.0, len(x))
    double, one = (
        ELMRegressor(20, precision=name, random_state=0).fit(x, y, weights)
        for name in ("double", "single")
    )
    assert_alike(double, one, x, 1e-3)


def test_streams_partial_fit_and_copies():
    x, y = rows()
    whole = ELMRegressor(60, alpha=1.0, precision="single", random_state=0).fit(x, y)
    streamed = clone(whole).fit((x[i : i + 500], y[i : i + 500]) for i in range(0, len(x), 500))
    assert streamed.precision == "single" and "noise" not in streamed.moments_
    np.testing.assert_allclose(streamed.predict(x), whole.predict(x), atol=1e-4)
    grown = clone(whole).fit(x[:800], y[:800])
    before = grown.moments_["noise"]
    grown = loads(dumps(grown, statistics=True))
    assert grown.moments_["noise"] == before
    grown.partial_fit(x[800:], y[800:])
    assert grown.moments_["noise"] == before  # what comes later is summed in double
    np.testing.assert_allclose(grown.predict(x), whole.predict(x), atol=0.2)  # another scaling


def test_models_of_either_precision_add_up_and_come_apart():
    x, y = rows()
    origin = ELMClassifier(40, alpha=0.5, random_state=3).fit(x[::7], y[::7] > 2)
    labels = y > 2
    mine = origin.clone_untrained().set_params(precision="single").fit(x[:800], labels[:800])
    theirs = origin.clone_untrained().fit(x[800:], labels[800:])
    whole = origin.clone_untrained().fit(x, labels)
    alone = mine.scores(x)
    mine.merge(theirs)
    np.testing.assert_allclose(mine.scores(x), whole.scores(x), atol=1e-4)
    mine.forget(theirs)
    np.testing.assert_allclose(mine.scores(x), alone, atol=1e-4)


@pytest.mark.skipif(NODE is None, reason="needs Node")
def test_files_say_the_precision_and_predict_the_same(tmp_path):
    x, y = rows()
    model = ELMRegressor(60, precision="single", random_state=0).fit(x, y)
    labelled = ELMClassifier(60, precision="single", random_state=0).fit(x, y > 2)
    check([(model, x[:50]), (labelled, x[:50])], tmp_path)
    again = loads(dumps(model))
    assert again.precision == "single"
    assert (again.predict(x) == model.predict(x)).all()
    rounded = loads(dumps(model, precision="float32"))  # that of the file
    assert rounded.precision == "single"


@pytest.mark.parametrize("alpha", [1.0, "loo"])
def test_blocks_that_lie_apart(alpha):
    da = pytest.importorskip("dask.array")
    x, y = rows(6000)
    blocks = [da.from_array(a, chunks=(1000, *a.shape[1:])) for a in (x, y)]
    model = ELMRegressor(60, alpha=alpha, precision="single", random_state=0)
    whole = clone(model).fit(x, y)
    distributed.fit(model, *blocks)
    assert "noise" not in model.moments_
    assert model.alpha_ == pytest.approx(whole.alpha_, rel=0.1)
    np.testing.assert_allclose(model.predict(x), whole.predict(x), atol=1e-3)


def test_learnt_features_and_members_of_ensembles():
    x, y = rows()
    double, one = pair(ELMRegressor, x, y, features="learned", direct_links=True, alpha=1.0)
    assert one.moments_["noise"] > 0
    assert_alike(double, one, x, 1e-3)
    member = ELMRegressor(60, precision="single", random_state=0)
    bag = elm_core.BaggingELMRegressor(member, n_estimators=3, random_state=0).fit(x, y)
    assert all(m.moments_["noise"] > 0 for m in bag.members_)
    assert bag.score(x, y) > 0.5


def test_other_precisions_are_refused():
    x, y = rows(100)
    for wrong in ("float32", "half", None, 32):
        with pytest.raises(InvalidInput, match="precision"):
            ELMRegressor(precision=wrong).fit(x, y)


def test_a_rounded_layer_differs_by_rounding():
    layer = draw(0, 4, 30, activation="tanh", hidden="normal", weight_scale=1.0, bias_scale=0.5)
    x = np.random.RandomState(0).standard_normal((50, 4))
    got = single.rounded(layer)(x.astype(np.float32))
    assert got.dtype == np.float32
    np.testing.assert_allclose(got, layer(x), atol=1e-6)
