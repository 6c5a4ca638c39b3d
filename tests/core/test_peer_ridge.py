"""What scikit-learn's tests ask of Ridge, RidgeCV, RidgeClassifier and KernelRidge, asked of ours.

An ELM is a ridge regression on its hidden outputs, a kernel ELM one with an intercept on a kernel.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sklearn.linear_model import Ridge, RidgeCV
from sklearn.metrics.pairwise import rbf_kernel

from elm_core import ELMClassifier, ELMRegressor, KernelELMClassifier, KernelELMRegressor
from elm_core.exceptions import InvalidInput

#: Fewer hidden units than rows, so many, and more; then a kernel.
REGRESSORS = [
    ELMRegressor(8, random_state=0),
    ELMRegressor(40, random_state=0),
    ELMRegressor(90, random_state=0),
    KernelELMRegressor(),
]
CLASSIFIERS = [ELMClassifier(8, random_state=0), ELMClassifier(90, random_state=0), KernelELMClassifier()]  # fmt: skip
WEIGHTS = [None, "whole", "uneven"]


def problem(n: int = 40, outputs: int = 0) -> tuple[Any, Any]:
    random = np.random.RandomState(0)
    x = random.standard_normal((n, 3))
    wanted = np.column_stack([np.sin(2 * x[:, 0]) + x[:, 1], x[:, 1] * x[:, 2], x[:, 0]])
    wanted += 0.1 * random.standard_normal(wanted.shape)
    return x, wanted[:, :outputs] if outputs else wanted[:, 0]


def weights_of(kind: str | None, n: int = 40) -> Any:
    random = np.random.RandomState(1)
    if kind is None:
        return None
    return random.randint(1, 5, n).astype(float) if kind == "whole" else random.uniform(0.1, 3, n)


def features(model: Any, x: Any) -> Any:
    """The rows that the ridge regression sees: hidden outputs, or a factor of the kernel."""
    if hasattr(model, "map_"):
        return model.map_(x)
    rows = (np.concatenate([x, x]) - model.mean_) / model.scale_
    values, vectors = np.linalg.eigh(rbf_kernel(rows, rows, gamma=model.gamma_))
    return (vectors * np.sqrt(np.maximum(values, 0.0)))[: len(x)]


def given(template: Any, **options: Any) -> Any:
    return type(template)(**template.get_params(deep=False) | options)


@pytest.mark.parametrize("weighted", WEIGHTS)
@pytest.mark.parametrize("alpha", [1e-3, 0.5, 50.0])
@pytest.mark.parametrize("outputs", [0, 3])
@pytest.mark.parametrize("template", REGRESSORS, ids=repr)
def test_predicts_as_ridge_does(template: Any, outputs: int, alpha: float, weighted: Any) -> None:
    x, y = problem(outputs=outputs)
    w = weights_of(weighted)
    model = given(template, alpha=alpha).fit(x, y, sample_weight=w)
    h = features(model, x)
    oracle = Ridge(alpha=alpha, solver="svd").fit(h, y, sample_weight=w)
    assert model.predict(x).shape == y.shape
    np.testing.assert_allclose(model.predict(x), oracle.predict(h), atol=1e-6)


@pytest.mark.parametrize("weighted", WEIGHTS)
@pytest.mark.parametrize("alpha", [0.01, 1.0])
@pytest.mark.parametrize("template", REGRESSORS, ids=repr)
def test_left_out_errors_are_those_of_ridge_cv(template: Any, alpha: float, weighted: Any) -> None:
    x, y = problem()
    w = weights_of(weighted)
    model = given(template, alpha=alpha).fit(x, y, sample_weight=w)
    peer = RidgeCV(alphas=[alpha], store_cv_results=True)
    peer.fit(features(model, x), y, sample_weight=w)
    own = np.empty(len(y))
    rows = getattr(model, "loo_rows_", np.arange(len(y)))
    own[rows] = (model.loo_predictions_.ravel() - y[rows]) ** 2
    # scikit-learn's are of rows times the root of their weight
    squares = peer.cv_results_[:, 0] / (1.0 if w is None else w)
    np.testing.assert_allclose(own, squares, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("weighted", WEIGHTS)
@pytest.mark.parametrize("template", REGRESSORS, ids=repr)
def test_alpha_is_as_good_as_the_best_that_ridge_cv_finds(template: Any, weighted: Any) -> None:
    x, y = problem()
    w = weights_of(weighted)
    model = given(template, alpha="loo").fit(x, y, sample_weight=w)
    peer = RidgeCV(alphas=np.logspace(-8, 4, 100), store_cv_results=True)
    peer.fit(features(model, x), y, sample_weight=w)
    again = RidgeCV(alphas=[model.alpha_], store_cv_results=True)
    again.fit(features(model, x), y, sample_weight=w)
    assert again.cv_results_.mean() <= 1.02 * peer.cv_results_.mean(axis=0).min()


@pytest.mark.parametrize("template", [*REGRESSORS, *CLASSIFIERS], ids=repr)
@pytest.mark.parametrize("alpha", [0.5, "loo"])
def test_no_weights_are_ones_and_a_weight_of_nothing_is_no_row(template: Any, alpha: Any) -> None:
    x, y = problem()
    y = y if template in REGRESSORS else np.where(y > 0, "up", "down")
    model = given(template, alpha=alpha)
    plain = model.fit(x, y).predict(x).copy()
    for ones in (np.ones(40), 1.0, [1] * 40, np.ones(40, dtype=np.float32)):
        assert (model.fit(x, y, sample_weight=ones).predict(x) == plain).all()
    far = np.concatenate([x, 100 * x[:5]]), np.concatenate([y, y[:5][::-1]])
    without = model.fit(*far, sample_weight=np.append(np.ones(40), np.zeros(5))).predict(x)
    assert (without == plain).all()


@pytest.mark.parametrize("template", [*REGRESSORS, *CLASSIFIERS], ids=repr)
def test_weights_and_alpha_times_two_are_rows_twice(template: Any) -> None:
    x, y = problem()
    y = y if template in REGRESSORS else np.where(y > 0, "up", "down")
    # calibration is by leave-one-out, which leaves a row out and not the other one like it
    answer = "predict" if template in REGRESSORS else "scores"

    def said(*rows: Any, alpha: float, w: Any = None) -> Any:
        return getattr(given(template, alpha=alpha).fit(*rows, sample_weight=w), answer)(x)

    plain = said(x, y, alpha=0.5)
    np.testing.assert_allclose(said(x, y, alpha=1.0, w=np.full(40, 2.0)), plain, atol=1e-8)
    twice = np.concatenate([x, x]), np.concatenate([y, y])
    np.testing.assert_allclose(said(*twice, alpha=1.0), plain, atol=1e-7)


@pytest.mark.parametrize("template", CLASSIFIERS, ids=repr)
def test_class_weights_are_weights_of_rows(template: Any) -> None:
    x, y = problem()
    labels = np.where(y > np.quantile(y, 0.8), 1, -1)
    some = weights_of("uneven")
    rows = given(template, standardize=False)  # the scaling of inputs asks for no classes
    by_class = given(rows, class_weight={1: 3.0}).fit(x, labels, sample_weight=some)
    by_row = rows.fit(x, labels, sample_weight=some * np.where(labels == 1, 3.0, 1.0))
    np.testing.assert_allclose(by_class.predict_proba(x), by_row.predict_proba(x), atol=1e-9)
    balanced = given(template, class_weight="balanced").fit(x, labels)
    count = {label: 40 / (2 * (labels == label).sum()) for label in (1, -1)}
    explicit = given(template, class_weight=count).fit(x, labels)
    np.testing.assert_allclose(balanced.predict_proba(x), explicit.predict_proba(x), atol=1e-9)
    plain = given(template).fit(x, labels)
    assert (balanced.predict(x) == 1).sum() >= (plain.predict(x) == 1).sum()
    half = np.where(np.arange(40) % 2 == 0, 1, -1)  # balanced as it is
    a, b = (
        given(template, class_weight=c).fit(x, half).predict_proba(x) for c in (None, "balanced")
    )
    np.testing.assert_allclose(a, b, atol=1e-9)


@pytest.mark.parametrize("template", REGRESSORS, ids=repr)
def test_a_large_ridge_term_gives_the_weighted_mean_and_none_the_least_squares_fit(
    template: Any,
) -> None:
    x, y = problem()
    w = weights_of("uneven")
    mean = np.average(y, weights=w)
    flat = given(template, alpha=1e12).fit(x, y, sample_weight=w)
    np.testing.assert_allclose(flat.predict(x), mean, atol=1e-6)
    exact = given(template, alpha=1e-9).fit(x, y, sample_weight=w)
    h = np.column_stack([features(exact, x), np.ones(40)])
    root = np.sqrt(w)
    best = h @ np.linalg.lstsq(h * root[:, None], y * root, rcond=1e-9)[0]
    loss = [(w * (p - y) ** 2).sum() for p in (exact.predict(x), best)]
    assert loss[0] <= loss[1] + 1e-6


@pytest.mark.parametrize("template", REGRESSORS, ids=repr)
def test_outputs_do_not_disturb_each_other(template: Any) -> None:
    x, y = problem(outputs=3)
    together = given(template, alpha=0.3).fit(x, y).predict(x)
    for k in range(3):
        alone = given(template, alpha=0.3).fit(x, y[:, k]).predict(x)
        np.testing.assert_allclose(together[:, k], alone, atol=1e-9)


@pytest.mark.parametrize("template", REGRESSORS, ids=repr)
def test_a_target_moved_and_scaled_is_predicted_moved_and_scaled(template: Any) -> None:
    x, y = problem()
    plain = given(template).fit(x, y)
    for scale, shift in [(1.0, 1e6), (1e-9, 0.0), (1e12, -1e12)]:
        other = given(template).fit(x, scale * y + shift)
        got = (other.predict(x) - shift) / scale
        np.testing.assert_allclose(got, plain.predict(x), atol=1e-4)
        assert other.loo_score_ == pytest.approx(plain.loo_score_, abs=1e-4)
    constant = given(template).fit(x, np.full(40, 3.25))
    np.testing.assert_allclose(constant.predict(5 * x), 3.25)


@pytest.mark.parametrize("template", REGRESSORS, ids=repr)
def test_any_form_of_the_rows_gives_the_same_and_none_is_changed(template: Any) -> None:
    x, y = problem()
    x = np.rint(8 * x)
    plain = given(template).fit(x, y).predict(x)
    frozen = x.copy()
    frozen.flags.writeable = False
    for rows in (x.tolist(), np.asfortranarray(x), frozen, x.astype(np.float32), x.astype(int), x[::-1][::-1]):  # fmt: skip
        np.testing.assert_allclose(given(template).fit(rows, y).predict(rows), plain, atol=1e-9)
    weights = weights_of("uneven")
    before = x.copy(), y.copy(), weights.copy()
    given(template).fit(x, y, sample_weight=weights)
    for now, then in zip((x, y, weights), before, strict=True):
        assert (now == then).all()


@pytest.mark.parametrize("template", [*REGRESSORS, *CLASSIFIERS], ids=repr)
@pytest.mark.parametrize(
    ("alpha", "weights", "named"),
    [
        (-1.0, None, "alpha"),
        (np.nan, None, "alpha"),
        ("gcv", None, "alpha"),
        (1.0, np.ones((40, 1)), "sample_weight"),
        (1.0, np.ones(39), "sample_weight"),
        (1.0, -np.ones(40), "sample_weight"),
        (1.0, np.zeros(40), "sample_weight"),
    ],
)
def test_what_cannot_be_is_named(template: Any, alpha: Any, weights: Any, named: str) -> None:
    x, y = problem()
    y = y if template in REGRESSORS else np.where(y > 0, "up", "down")
    with pytest.raises(InvalidInput) as refused:
        given(template, alpha=alpha).fit(x, y, sample_weight=weights)
    assert refused.value.parameter == named


@pytest.mark.parametrize("weighted", WEIGHTS)
@pytest.mark.parametrize("kind", [KernelELMRegressor, KernelELMClassifier])
def test_a_kernel_is_the_same_by_name_as_values_and_as_a_function(kind: Any, weighted: Any) -> None:
    x, y = problem()
    y = y if kind is KernelELMRegressor else np.where(y > 0, "up", "down")
    w = weights_of(weighted)
    options = {"standardize": False, "alpha": 0.2}
    named = kind("rbf", gamma=0.4, **options).fit(x, y, sample_weight=w).scores(x)
    own = kind(lambda a, b: rbf_kernel(a, b, gamma=0.4), **options).fit(x, y, sample_weight=w)
    np.testing.assert_allclose(own.scores(x), named, atol=1e-9)
    values = rbf_kernel(x, x, gamma=0.4)
    given_values = kind("precomputed", **options).fit(values, y, sample_weight=w)
    np.testing.assert_allclose(given_values.scores(values), named, atol=1e-9)


@pytest.mark.filterwarnings("ignore")
def test_a_singular_kernel_gives_the_best_fit_there_is() -> None:
    x, y = problem()
    x = np.concatenate([x[:10]] * 4)  # four of each row, with four targets
    for alpha in (0.0, 1e-8):
        said = KernelELMRegressor("laplacian", alpha=alpha).fit(x, y).predict(x)
        np.testing.assert_allclose(said, np.tile(y.reshape(4, 10).mean(axis=0), 4), atol=1e-6)
