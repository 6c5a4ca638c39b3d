"""Kernel models on landmarks: exact where they must be, near elsewhere, files, refusals."""

import numpy as np
import pytest
from sklearn.datasets import load_digits

from elm_core import KernelELMClassifier, KernelELMRegressor, dumps, loads
from elm_core.exceptions import InvalidInput, ModelFormatError
from elm_core.maths import nystrom
from tests.core.contract import checks_of

HOW = ["uniform", "kmeans++", "leverage"]


@checks_of(
    KernelELMClassifier(n_landmarks=8, random_state=0),
    KernelELMRegressor(
        "arc_cosine", alpha=0.1, n_landmarks=20, landmarks="leverage", random_state=0
    ),
)
def test_scikit_learn_contract(estimator, check):
    check(estimator)


def rows(n=120, seed=0):
    random = np.random.RandomState(seed)
    x = random.standard_normal((n, 3))
    return x, np.sin(2 * x[:, 0]) + x[:, 1]


@pytest.mark.parametrize("kernel", ["rbf", "laplacian", "polynomial", "arc_cosine", "arc_cosine_0"])
def test_with_every_row_a_landmark_the_model_is_the_exact_one(kernel):
    x, y = rows()
    exact = KernelELMRegressor(kernel, alpha=0.3).fit(x, y)
    near = KernelELMRegressor(kernel, alpha=0.3, landmarks=x).fit(x, y)
    other = rows(50, 1)[0]
    np.testing.assert_allclose(near.predict(other), exact.predict(other), atol=1e-6)
    np.testing.assert_allclose(near.loo_predictions_[:, 0], exact.loo_predictions_[:, 0], atol=1e-6)


def test_whitened_features_give_the_kernel_of_the_landmarks_back():
    x, _ = rows(30)
    x[20:] = x[:10]  # equal landmarks: a singular matrix
    kernel = np.exp(-((x[:, None] - x) ** 2).sum(axis=2))
    root = nystrom.whitening(kernel)
    assert root.shape[1] <= 20
    features = kernel @ root
    np.testing.assert_allclose(features @ features.T, kernel, atol=1e-9)


@pytest.mark.parametrize("how", HOW)
def test_few_landmarks_come_near_the_exact_model(how):
    x, y = load_digits(return_X_y=True)
    order = np.random.RandomState(0).permutation(len(x))
    train, test = order[:500], order[500:1200]
    exact = KernelELMClassifier().fit(x[train], y[train]).score(x[test], y[test])
    model = KernelELMClassifier(n_landmarks=150, landmarks=how, random_state=0)
    model.fit(x[train], y[train])
    assert model.landmarks_.shape == (150, 64)
    assert model.score(x[test], y[test]) > exact - 0.03
    assert model.loo_score_ == pytest.approx(model.score(x[test], y[test]), abs=0.04)


@pytest.mark.parametrize("how", HOW)
def test_landmarks_are_distinct_rows_and_follow_the_seed(how):
    x, _ = rows(300)

    def kernel(a, b):
        return np.exp(-((a[:, None] - b) ** 2).sum(axis=2))

    places = nystrom.choose(x, 40, how, kernel, 3)
    assert len(set(places.tolist())) == 40
    assert (places == nystrom.choose(x, 40, how, kernel, 3)).all()
    assert (places != nystrom.choose(x, 40, how, kernel, 4)).any()


def test_leverage_finds_rows_that_stand_alone():
    x = np.vstack([0.01 * rows(300)[0], [[3.0, 0, 0], [0, 3.0, 0], [0, 0, 3.0]]])

    def kernel(a, b):
        return np.exp(-((a[:, None] - b) ** 2).sum(axis=2))

    scores = nystrom.leverages(x, x, kernel)
    assert set(np.argsort(-scores)[:3].tolist()) == {300, 301, 302}


def test_with_fewer_rows_than_landmarks_each_is_one():
    x, y = rows(40)
    model = KernelELMRegressor(alpha=0.3, n_landmarks=60).fit(x, y)
    assert model.landmarks_.shape == (40, 3)
    exact = KernelELMRegressor(alpha=0.3).fit(x, y)
    assert exact.landmarks_ is None
    np.testing.assert_allclose(model.predict(x), exact.predict(x), atol=1e-7)


@pytest.mark.parametrize("cls", [KernelELMClassifier, KernelELMRegressor])
def test_comes_back_from_a_file(cls):
    x, y = rows()
    target = y if cls is KernelELMRegressor else np.where(y > 0, "up", "down")
    model = cls(n_landmarks=20, random_state=0).fit(x, target)
    again = loads(dumps(model))
    assert (again.scores(x) == model.scores(x)).all()
    assert (again.landmarks_ == model.landmarks_).all()
    assert dumps(again) == dumps(model)
    model.dual_coef_ = model.dual_coef_[:5]
    with pytest.raises(ModelFormatError):
        loads(dumps(model))


@pytest.mark.parametrize("from_file", [False, True])
def test_partial_fit_equals_fit_on_all_rows_with_the_same_landmarks(from_file):
    x, y = rows()
    for cls, target in (
        (KernelELMRegressor, y),
        (KernelELMClassifier, np.where(y > 1, "up", np.where(y < -1, "down", "even"))),
    ):
        given = {"alpha": 0.3, "landmarks": x[:20], "standardize": False}
        whole = cls(**given).fit(x, target)
        order = (
            np.argsort(target == "even", kind="stable")
            if target.dtype.kind == "U"
            else np.arange(120)
        )
        parts = cls(**given).fit(x[order[:70]], target[order[:70]])
        if from_file:
            parts = loads(dumps(parts, statistics=True))
        parts.partial_fit(x[order[70:90]], target[order[70:90]])
        parts.partial_fit(x[order[90:]], target[order[90:]])
        np.testing.assert_allclose(parts.scores(x), whole.scores(x), atol=1e-6)
        assert parts.n_samples_seen_ == 120


def test_without_statistics_a_file_cannot_grow_and_loses_nothing():
    x, y = rows()
    model = loads(dumps(KernelELMRegressor(n_landmarks=20, random_state=0).fit(x, y)))
    before = model.dual_coef_
    with pytest.raises(InvalidInput, match="statistics=True"):
        model.partial_fit(x, y)
    assert model.dual_coef_ is before


@pytest.mark.parametrize("name", ["root_", "moments_"])
def test_statistics_that_do_not_fit_are_refused(name):
    x, y = rows()
    model = KernelELMRegressor(n_landmarks=20, random_state=0).fit(x, y)
    setattr(model, name, {"root_": np.zeros((3, 3)), "moments_": {"weight": 1.0}}[name])
    with pytest.raises(ModelFormatError):
        loads(dumps(model, statistics=True))


def test_weights_count_as_repeated_rows():
    x, y = rows()
    weights = np.random.RandomState(0).randint(0, 3, 120)
    repeated = np.repeat(np.arange(120), weights)
    given = {"alpha": 0.3, "landmarks": x[:15], "standardize": False}
    a = KernelELMRegressor(**given).fit(x, y, sample_weight=weights)
    b = KernelELMRegressor(**given).fit(x[repeated], y[repeated])
    np.testing.assert_allclose(a.predict(x), b.predict(x), atol=1e-7)
    assert (weights[a.loo_rows_] > 0).all()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("n_landmarks", 0),
        ("n_landmarks", 2.5),
        ("landmarks", "first"),
        ("landmarks", np.zeros((3, 9))),
        ("landmarks", [[np.nan, 0, 0]]),
    ],
)
def test_bad_parameters_are_named(name, value):
    x, y = rows()
    with pytest.raises(InvalidInput) as caught:
        KernelELMRegressor(**{"n_landmarks": 10} | {name: value}).fit(x, y)
    assert caught.value.parameter == name


def test_a_precomputed_kernel_has_no_landmarks():
    with pytest.raises(InvalidInput, match="precomputed"):
        KernelELMRegressor("precomputed", n_landmarks=2).fit(np.eye(5), np.arange(5.0))


def test_whitening_takes_a_matrix_to_the_identity():
    kernel = np.array([[2.0, 1.0], [1.0, 2.0]])
    root = nystrom.whitening(kernel)
    np.testing.assert_allclose(root.T @ kernel @ root, np.eye(2), atol=1e-12)
    np.testing.assert_allclose(sorted((root * root).sum(axis=0)), [1 / 3, 1])
