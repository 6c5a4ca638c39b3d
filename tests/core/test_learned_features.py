"""Direct links and features learnt in closed form: formulas, and every way to train and to keep."""

import warnings

import numpy as np
import pytest
from numpy.testing import assert_allclose
from sklearn.base import clone
from sklearn.datasets import make_friedman1

from elm_core import (
    ELMClassifier,
    ELMRegressor,
    KernelELMClassifier,
    KernelELMRegressor,
    distributed,
    dumps,
    loads,
)
from elm_core.exceptions import InvalidInput, ModelFormatError
from elm_core.maths import stretch, symmetric
from elm_core.maths.activations import ACTIVATIONS, SLOPES
from elm_core.maths.arrays import finish
from elm_core.maths.hidden import draw
from tests.core.sealing import resealed
from tests.predicting import check, compare_said, run_node

KINDS = ["learned", "full", "diagonal"]
RANDOM = np.random.RandomState(0)
X = RANDOM.standard_normal((900, 5)) * [1, 100, 0.01, 1, 1] + [0, 5, 0, 10, 0]
Y = np.where(X[:, 0] * X[:, 4] > 0.5, "yes", np.where(X[:, 4] > 0, "nö", "no"))
TARGET = np.column_stack([np.sin(X[:, 0]) * X[:, 4], X[:, 1]])


def models(**more):
    for kind in ["random", *KINDS]:
        for links in (False, True):
            options = {"features": kind, "direct_links": links, "random_state": 1} | more
            yield ELMClassifier(40, **options).fit(X, Y)
            yield ELMRegressor(40, **options).fit(X, TARGET)


@pytest.mark.parametrize("name", sorted(set(ACTIVATIONS) - {"rbf"}))  # that one is of a distance
def test_slopes_are_those_of_the_activations(name):
    z = np.linspace(-9, 9, 1000) + 1e-4
    step = 1e-6
    numeric = (ACTIVATIONS[name](z + step) - ACTIVATIONS[name](z - step)) / (2 * step)
    assert_allclose(SLOPES[name](z.copy()), numeric, atol=1e-6)
    far = SLOPES[name](np.array([-1e200, 1e200]))
    assert np.isfinite(far).all()


@pytest.mark.parametrize("links", [False, True])
def test_the_outer_product_is_that_of_numeric_gradients(links):
    layer = draw(
        3,
        4,
        30,
        activation="tanh",
        hidden="normal",
        weight_scale=1.0,
        bias_scale=0.5,
        direct_links=links,
    )
    x, coef = RANDOM.standard_normal((60, 4)), RANDOM.standard_normal((layer.width, 2))
    weights = RANDOM.uniform(0.1, 2, 60)
    step, total = 1e-6, np.zeros((4, 4))
    slopes = np.stack(
        [(layer(x + step * e) @ coef - layer(x - step * e) @ coef) / (2 * step) for e in np.eye(4)]
    )
    for row in range(60):
        total += weights[row] * slopes[:, row] @ slopes[:, row].T
    found = stretch.gradient_outer_product(layer, x, coef, weights)
    assert_allclose(found, total / weights.sum(), rtol=1e-7, atol=1e-9)


def test_the_units_see_stretched_inputs():
    options = {"activation": "tanh", "hidden": "normal", "weight_scale": 1.0, "bias_scale": 0.5}
    plain = draw(3, 3, 10, direct_links=True, **options)
    x = RANDOM.standard_normal((20, 3))
    p = RANDOM.standard_normal((3, 3))
    p = p @ p.T
    columns = np.diag(np.sqrt(np.diag(p @ p)))
    full = np.hstack([plain(x @ p)[:, :10], x])
    diagonal = np.hstack([plain(x @ columns)[:, :10], x])
    half = np.hstack([full[:, :5], diagonal[:, 5:]])
    packed = symmetric.pack(p)
    for kind, expected in (("full", full), ("diagonal", diagonal), ("learned", half)):
        assert_allclose(stretch.stretched(plain, packed, kind)(x), expected, atol=1e-12)
    alone = stretch.stretched(plain, np.diag(columns).copy(), "learned")
    assert_allclose(alone(x), diagonal, atol=1e-12)


def test_what_does_not_matter_is_left_behind():
    x, y = make_friedman1(2000, 50, noise=1.0, random_state=0)
    scores = {
        kind: ELMRegressor(400, features=kind, direct_links=True, random_state=0)
        .fit(x[:1000], y[:1000])
        .score(x[1000:], y[1000:])
        for kind in ("random", "learned", "diagonal")
    }
    assert scores["random"] < 0.75
    assert min(scores["learned"], scores["diagonal"]) > 0.81
    model = ELMRegressor(features="learned", random_state=0).fit(x[:1000], y[:1000])
    shares = model.feature_importances_
    assert shares.shape == (50,) and np.isclose(shares.sum(), 1.0)
    # of the five that y is made of, the third goes down, then up again
    assert set(np.argsort(-shares)[:4]) == {0, 1, 3, 4}


@pytest.mark.parametrize("n", [300, 3000])
def test_leave_one_out_is_of_rows_that_did_not_shape_the_features(n):
    random = np.random.RandomState(4)
    x, y = random.standard_normal((n, 60)), random.randint(0, 2, n)  # nothing to be learnt
    model = ELMClassifier(100, features="learned", direct_links=True, random_state=0).fit(x, y)
    assert not set(model.loo_rows_) & set(stretch.sample(n, 0))
    assert len(model.loo_rows_) == len(model.loo_predictions_) > 0.4 * min(n, 2048)
    assert abs(model.loo_score_ - 0.5) < 3.5 * 0.5 / np.sqrt(len(model.loo_rows_))
    assert model.predict_proba(random.standard_normal((500, 60))).max(axis=1).mean() < 0.65


def test_direct_links_make_a_line_a_line():
    x = RANDOM.standard_normal((60, 3))
    y = x @ [1.0, -2.0, 3.0] + 5
    model = ELMRegressor(8, direct_links=True, random_state=0).fit(x, y)
    assert model.coef_.shape == (8 + 3, 1)
    far = 100 * RANDOM.standard_normal((20, 3))
    assert_allclose(model.predict(far), far @ [1.0, -2.0, 3.0] + 5, rtol=1e-6)


def test_files_bring_the_same_answers(tmp_path):
    for model in models():
        for again in (loads(dumps(model)), loads(dumps(model, statistics=True))):
            assert (again.scores(X) == model.scores(X)).all()
            if model.features != "random":
                assert (again.feature_importances_ == model.feature_importances_).all()
        more = clone(model).fit(X[:500], model_targets(model)[:500])
        again = loads(dumps(more, statistics=True))
        for one in (more, again):
            one.partial_fit(X[500:], model_targets(model)[500:])
        assert_allclose(again.coef_, more.coef_, rtol=1e-9, atol=1e-12)
    assert '"stretch_"' not in dumps(ELMClassifier(9, random_state=0).fit(X, Y))


def model_targets(model):
    return Y if isinstance(model, ELMClassifier) else TARGET


def test_files_with_parts_that_do_not_go_together_are_refused():
    options = {"features": "learned", "direct_links": True, "random_state": 0}
    text = dumps(ELMRegressor(9, **options).fit(X, TARGET))
    for change in (
        lambda learned: learned.pop("features_"),
        lambda learned: learned.update(features_="random"),
        lambda learned: learned["layer_"].update(activation="rbf"),
        lambda learned: learned.pop("direct_links_"),
        lambda learned: learned.pop("stretch_"),
    ):
        with pytest.raises(ModelFormatError):
            loads(resealed(text, lambda body, change=change: change(body["learned"])))


def test_the_predictor_says_the_same(tmp_path):
    some = [m for act in ("relu", "gelu", "sine") for m in models(activation=act)]
    check([(model, X[:40]) for model in some], tmp_path)
    wide = RANDOM.standard_normal((80, 1))
    one = ELMRegressor(9, features="learned", direct_links=True, random_state=0)
    check([(one.fit(wide, wide[:, 0] ** 2), wide)], tmp_path)
    small = [m for m in models() if m.direct_links]
    cases = [{"model": dumps(model), "rows": X[:30].tolist()} for model in small]
    for model, found in zip(small, run_node("predict_function.mjs", cases, tmp_path), strict=True):
        compare_said(model.predict(X[:30]), found["said"], model)


@pytest.mark.parametrize("kind", KINDS)
def test_a_stream_that_is_one_block_is_a_fit(kind):
    options = {"features": kind, "direct_links": True, "alpha": 0.1, "random_state": 1}
    whole = ELMClassifier(40, **options).fit(X, Y)
    streamed = ELMClassifier(40, **options).fit(iter([(X[:300], Y[:300]), (X[300:], Y[300:])]))
    assert_allclose(streamed.stretch_, whole.stretch_, rtol=1e-9, atol=1e-12)
    assert_allclose(streamed.coef_, whole.coef_, rtol=1e-6, atol=1e-9)


def test_a_long_stream_learns_from_its_first_rows():
    x = RANDOM.standard_normal((9000, 4))
    y = np.sin(2 * x[:, 0])
    scores = []
    for kind in ("random", "learned"):
        model = ELMRegressor(100, features=kind, random_state=0)
        model.fit((x[i : i + 500], y[i : i + 500]) for i in range(0, 9000, 500))
        scores.append(model.score(x, y))
    assert scores[0] < 0.9 and scores[1] > 0.95
    assert model.feature_importances_[0] > 0.8


@pytest.mark.parametrize("kind", KINDS)
def test_models_of_two_halves_are_the_model_of_both(kind):
    options = {"features": kind, "direct_links": True, "alpha": 0.1}
    first = ELMClassifier(40, random_state=1, **options).fit(X[:600], Y[:600])
    second = first.clone_untrained().fit(X[600:], Y[600:])
    assert (second.stretch_ == first.stretch_).all()
    assert (loads(dumps(second, statistics=True)).scores(X) == second.scores(X)).all()
    both = first.clone_untrained().fit(X, Y)
    first.merge(second)
    assert_allclose(first.coef_, both.coef_, rtol=1e-6, atol=1e-9)
    stranger = ELMClassifier(40, random_state=1, **options).fit(X, Y)
    with pytest.raises(InvalidInput, match="learnt features"):
        first.merge(stranger)


@pytest.mark.parametrize("kind", ["random", *KINDS])
def test_dask_learns_what_one_machine_learns(kind):
    da = pytest.importorskip("dask.array")
    dask = pytest.importorskip("dask")
    x = RANDOM.standard_normal((6000, 4)) * [1, 100, 0.01, 1]
    y = np.where(x[:, 0] * x[:, 3] > 0, "a", "b")
    options = {"features": kind, "direct_links": True, "random_state": 3}
    single = ELMClassifier(50, **options).fit(x, y)
    model = ELMClassifier(50, **options)
    with dask.config.set(scheduler="synchronous"):
        distributed.fit(model, da.from_array(x, chunks=(1700, 4)), da.from_array(y, chunks=1700))
    assert_allclose(model.predict_proba(x), single.predict_proba(x), atol=1e-6)
    assert set(vars(model)) == set(vars(single))


@pytest.mark.parametrize("kind", KINDS)
def test_rows_of_weight_zero_have_no_say(kind):
    weights = np.ones(900)
    weights[::3] = 0
    used = weights > 0
    options = {"features": kind, "direct_links": True, "random_state": 1}
    with_all = ELMClassifier(40, **options).fit(X, Y, weights)
    without = ELMClassifier(40, **options).fit(X[used], Y[used])
    assert (with_all.coef_ == without.coef_).all()


def test_onnx_says_the_same():
    pytest.importorskip("onnx")
    onnxruntime = pytest.importorskip("onnxruntime")
    from elm_core.onnx import export

    for model in models():
        if not isinstance(model, ELMClassifier):
            continue
        text = export(model, dtype="float64").SerializeToString()
        session = onnxruntime.InferenceSession(text, providers=["CPUExecutionProvider"])
        found = dict(
            zip([o.name for o in session.get_outputs()], session.run(None, {"X": X}), strict=True)
        )
        assert_allclose(found["probabilities"], model.predict_proba(X), atol=1e-9)


def test_columns_that_say_nothing_and_few_rows():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for n, d in ((2, 1), (3, 7), (40, 3)):
            x = RANDOM.standard_normal((n, d))
            x[:, 0] = 4.0  # constant
            for kind in KINDS:
                model = ELMRegressor(20, features=kind, direct_links=True, random_state=0)
                assert np.isfinite(model.fit(x, np.arange(n) * 1.0).predict(x)).all()
                assert np.isfinite(model.fit(x, np.ones(n)).predict(x)).all()


def test_many_columns_are_stretched_one_by_one():
    x = RANDOM.standard_normal((300, stretch.MOST_DIRECTIONS + 1))
    model = ELMRegressor(20, features="learned", random_state=0).fit(x, x[:, 0])
    assert model.stretch_.shape == (stretch.MOST_DIRECTIONS + 1,)
    assert model.feature_importances_.argmax() == 0


def test_work_can_be_followed_and_stopped():
    steps = ELMRegressor(200, features="learned", random_state=0).fit_steps(X, TARGET)
    shares = np.array(list(steps))
    assert (np.diff(shares) > -1e-9).all() and shares[-1] <= 1.0
    assert ((shares > 0) & (shares < 0.3)).sum() >= 3


@pytest.mark.parametrize(
    "options",
    [
        {"features": "best"},
        {"features": "learned", "activation": "rbf"},
        {"features": "learned", "activation": np.tanh},
        {"features": {"kind": "full"}},
        {"features": {"kind": "full", "stretch": [[1.0]]}},
        {"features": {"kind": "full", "stretch": [1.0, 2.0]}},
        {"direct_links": "yes"},
    ],
)
def test_parameters_that_cannot_be_are_said(options):
    name = "direct_links" if "direct_links" in options else "features"
    with pytest.raises(InvalidInput, match=name):
        ELMClassifier(9, **options).fit(X, Y)


def test_a_kernel_on_stretched_columns_finds_what_matters(tmp_path):
    x, y = make_friedman1(800, 30, noise=1.0, random_state=0)
    scores = []
    for features in ("plain", "diagonal"):
        for kernel in ("rbf", "laplacian"):
            model = KernelELMRegressor(kernel, features=features, random_state=0)
            scores.append(model.fit(x[:400], y[:400]).score(x[400:], y[400:]))
    assert scores[2] > scores[0] + 0.1 and scores[3] > scores[1] + 0.03
    assert set(np.argsort(-model.feature_importances_)[:4]) == {0, 1, 3, 4}
    again = loads(dumps(model))
    assert (again.predict(x) == model.predict(x)).all()
    assert (again.feature_importances_ == model.feature_importances_).all()
    landmarks = KernelELMRegressor(n_landmarks=100, features="diagonal", random_state=0)
    landmarks.fit(x[:400], y[:400]).partial_fit(x[400:500], y[400:500])
    assert landmarks.score(x[500:], y[500:]) > 0.8
    labels = np.where(y > y.mean(), "high", "low")
    classifier = KernelELMClassifier(features="diagonal", random_state=0).fit(x[:400], labels[:400])
    check([(model, x[:30]), (landmarks, x[:30]), (classifier, x[:30])], tmp_path)


def test_a_precomputed_kernel_has_no_columns():
    with pytest.raises(InvalidInput, match="features"):
        KernelELMRegressor("precomputed", features="diagonal").fit(np.eye(3), [1.0, 2.0, 3.0])


def test_no_importances_without_learnt_features():
    model = ELMClassifier(9, random_state=0).fit(X, Y)
    assert not hasattr(model, "feature_importances_")


def test_the_sample_is_drawn_from_all_rows():
    assert len(stretch.sample(10_000, 0)) == stretch.ROWS
    assert stretch.sample(10, 0).tolist() == sorted(np.random.RandomState(0).permutation(10)[:5])
    layer = {
        "n_hidden": 9,
        "activation": "relu",
        "hidden": "normal",
        "weight_scale": 1.0,
        "bias_scale": 0.5,
    }
    x = RANDOM.standard_normal((100, 3))
    p = finish(stretch.learn_stretch(x, x[:, :1], np.ones(100), 0, layer, "full"))
    assert np.isclose((symmetric.unpack(p, 3) ** 2).sum(), 3.0)
