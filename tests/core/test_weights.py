"""Weights of rows: a factor common to all changes nothing, and no model is worse for them than its
peer of scikit-learn.

Left out, a row goes whole: it used to go by one unit of its weight. Of weights 2 a half of each row
stayed and told of itself, so that ``alpha="loo"`` took the smallest ridge term (R² −1449); of
weights 1/n more was taken out than was there.
"""

from __future__ import annotations

import inspect
import warnings
from typing import Any

import numpy as np
import pytest
from sklearn.datasets import (
    load_breast_cancer,
    load_diabetes,
    load_digits,
    make_friedman1,
    make_moons,
)
from sklearn.kernel_ridge import KernelRidge
from sklearn.linear_model import RidgeCV
from sklearn.metrics import r2_score
from sklearn.model_selection import KFold

import elm_core as e
from elm_core.base import Estimator, Regressor, clone
from tests.core.test_messages import _samples, _targets
from tests.every_model import asked, every_model

#: Rows of each set that are learnt; the others, up to 700, are predicted.
TRAIN = 200
FACTORS = [2.0, 0.01, "1/n"]


def _weighed() -> list[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = [(m, X) for m, X in every_model() if hasattr(m, "fit")]
    kept = [(m, X) for m, X in found if "sample_weight" in inspect.signature(m.fit).parameters]
    return [pytest.param(m, X, id=f"{i} {type(m).__name__}") for i, (m, X) in enumerate(kept)]


def _with_alpha_times(model: Any, factor: float) -> Any:
    """The same model, its ridge terms that are numbers times a factor."""
    made = clone(model)
    for name, value in made.get_params().items():
        if name.split("__")[-1] == "alpha" and isinstance(value, float):
            made.set_params(**{name: factor * value})
    return made


@pytest.mark.parametrize("factor", FACTORS)
@pytest.mark.parametrize(("trained", "X"), _weighed())
@pytest.mark.filterwarnings("ignore")
def test_weights_times_a_factor_change_nothing(trained: Any, X: Any, factor: Any) -> None:
    # a ridge term that is a number grows with the weights, as scikit-learn's Ridge has it
    samples, n = _samples(trained, X)
    targets = _targets(trained, n)
    given = {} if targets is None else {"y": targets}
    factor = 1 / n if factor == "1/n" else factor
    plain = clone(trained).fit(samples, **given)
    one = clone(trained).fit(samples, **given, sample_weight=np.ones(n))
    many = _with_alpha_times(trained, factor).fit(
        samples, **given, sample_weight=np.full(n, factor)
    )
    said = [np.asarray(asked(model, samples), dtype=np.float64) for model in (plain, one, many)]
    scale = np.abs(said[0]).max()
    # the members of a stack tell the same: among equally good ridge terms rounding may choose
    close = 5e-3 if isinstance(trained, e.StackingELMClassifier) else 1e-6
    for other in said[1:]:
        np.testing.assert_allclose(other, said[0], rtol=0, atol=close * scale)
    if hasattr(plain, "loo_score_"):
        assert many.loo_score_ == pytest.approx(plain.loo_score_, abs=close)


def _sets() -> dict[str, tuple[Any, Any]]:
    random = np.random.RandomState(0)
    sets = {
        "moons": make_moons(900, noise=0.25, random_state=0),
        "cancer": load_breast_cancer(return_X_y=True),
        "digits": load_digits(return_X_y=True),
        "diabetes": load_diabetes(return_X_y=True),
        "friedman": make_friedman1(900, noise=1.0, random_state=0),
    }
    out = {}
    for name, (x, y) in sets.items():
        some = random.permutation(len(x))[:900]
        out[name] = x[some], y[some]
    return out


SETS = _sets()


def _models(regression: bool) -> dict[str, Estimator]:
    small: dict[str, Any] = {"n_hidden": 60, "random_state": 0}
    elm = e.ELMRegressor if regression else e.ELMClassifier
    kernel = e.KernelELMRegressor if regression else e.KernelELMClassifier
    code = ("code", e.ELMAutoencoder(8, random_state=0))
    deep = e.DeepELMRegressor if regression else e.DeepELMClassifier
    auto = e.AutoELMRegressor if regression else e.AutoELMClassifier
    voting = e.VotingELMRegressor if regression else e.VotingELMClassifier
    stacking = e.StackingELMRegressor if regression else e.StackingELMClassifier
    online = e.OnlineELMRegressor if regression else e.OnlineELMClassifier
    return {
        "elm": elm(**small),
        "wide": elm(250, random_state=0),
        "kernel": kernel(),
        "landmarks": kernel(n_landmarks=40, random_state=0),
        "deep": deep((10,), **small),
        "auto": auto(None, max_trials=2, random_state=0),
        "voting": voting([elm(**small), kernel()]),
        "stacking": stacking([elm(**small), kernel()], random_state=0),
        "chain": e.Chain([code, ("head", elm(**small))]),
        "online": online(**small),
    }


def _is_regression(y: Any) -> bool:
    return y.dtype.kind == "f" and len(np.unique(y)) > 20


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("model", _models(True))
@pytest.mark.filterwarnings("ignore")
def test_constant_weights_score_as_none(name: str, model: str) -> None:
    x, y = SETS[name]
    template = _models(_is_regression(y))[model]
    plain = clone(template).fit(x[:TRAIN], y[:TRAIN]).score(x[TRAIN:], y[TRAIN:])
    for factor in (2.0, 0.01, 1 / TRAIN):
        made = _with_alpha_times(template, factor)
        made.fit(x[:TRAIN], y[:TRAIN], sample_weight=np.full(TRAIN, factor))
        assert made.score(x[TRAIN:], y[TRAIN:]) == pytest.approx(plain, abs=0.02)


def test_class_weights_times_a_factor_score_as_none() -> None:
    x, y = SETS["cancer"]
    for template in (e.ELMClassifier(60, random_state=0), e.KernelELMClassifier()):
        plain = clone(template).fit(x[:TRAIN], y[:TRAIN])
        double = clone(template).set_params(class_weight={0: 2, 1: 2}).fit(x[:TRAIN], y[:TRAIN])
        np.testing.assert_allclose(
            double.predict_proba(x[TRAIN:]), plain.predict_proba(x[TRAIN:]), atol=1e-6
        )


def _score(truth: Any, answers: Any) -> float:
    if _is_regression(truth):
        return float(r2_score(truth, answers[:, 0]))
    return float((answers.argmax(axis=1) == truth).mean())


def _targets_of(y: Any) -> Any:
    return y[:, None] if _is_regression(y) else np.eye(int(y.max()) + 1)[y]


def _uneven(n: int) -> Any:
    return np.random.RandomState(3).uniform(0.1, 1.0, n)


@pytest.mark.parametrize("n_hidden", [60, 250])
@pytest.mark.parametrize("name", SETS)
def test_uneven_weights_are_not_worse_than_ridge_on_the_same_hidden_outputs(
    name: str, n_hidden: int
) -> None:
    x, y = SETS[name]
    weights = _uneven(TRAIN)
    kind = e.ELMRegressor if _is_regression(y) else e.ELMClassifier
    model = kind(n_hidden, random_state=0).fit(x[:TRAIN], y[:TRAIN], sample_weight=weights)
    hidden = model.map_(x)
    unit = ((hidden[:TRAIN] - hidden[:TRAIN].mean(axis=0)) ** 2).sum(axis=1).mean()
    alphas = unit * 10.0 ** np.arange(-8, 3, 0.5)
    peer = RidgeCV(alphas=alphas).fit(hidden[:TRAIN], _targets_of(y)[:TRAIN], sample_weight=weights)
    answers = peer.predict(hidden[TRAIN:]).reshape(len(x) - TRAIN, -1)
    assert model.score(x[TRAIN:], y[TRAIN:]) >= _score(y[TRAIN:], answers) - 0.02


@pytest.mark.parametrize("name", SETS)
def test_uneven_weights_are_not_worse_than_kernel_ridge_on_the_same_kernel(name: str) -> None:
    x, y = SETS[name]
    weights, targets = _uneven(TRAIN), _targets_of(y)
    kind = e.KernelELMRegressor if _is_regression(y) else e.KernelELMClassifier
    model: Any = kind().fit(x[:TRAIN], y[:TRAIN], sample_weight=weights)
    scaled = (x - model.mean_) / model.scale_

    def peer(alpha: float, train: Any, test: Any) -> Any:
        mean = np.average(targets[train], axis=0, weights=weights[train])
        ridge = KernelRidge(alpha=alpha, kernel="rbf", gamma=model.gamma_)
        ridge.fit(scaled[train], targets[train] - mean, sample_weight=weights[train])
        return ridge.predict(scaled[test]) + mean

    def error(alpha: float) -> float:
        folds = KFold(4, shuffle=True, random_state=0).split(scaled[:TRAIN])
        return sum(
            float(weights[test] @ ((peer(alpha, train, test) - targets[test]) ** 2).sum(axis=1))
            for train, test in folds
        )

    alpha = min(10.0 ** np.arange(-4, 1.5, 0.5), key=error)
    answers = peer(alpha, np.arange(TRAIN), np.arange(TRAIN, len(x)))
    assert model.score(x[TRAIN:], y[TRAIN:]) >= _score(y[TRAIN:], answers) - 0.02


def test_what_takes_weights_is_tried_here() -> None:
    kinds = {type(param.values[0]) for param in _weighed()}
    tried = {type(m) for regression in (True, False) for m in _models(regression).values()}
    of_other_samples = {
        "Text",
        "Intent",
        "Language",
        "Table",
        "Voice",
        "Conv",
        "ELMAutoencoder",
    } | {
        "Frozen"  # its weights are for the scores of other rows; it learns nothing
    }
    left = {kind.__name__ for kind in kinds - tried}
    assert all(any(name.startswith(some) for some in of_other_samples) for name in left), left
    assert any(issubclass(kind, Regressor) for kind in tried)
