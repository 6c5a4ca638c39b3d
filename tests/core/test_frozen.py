"""Models that no fit changes, where others ask them: about new rows, never about their own."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sklearn.frozen import FrozenEstimator
from sklearn.linear_model import LinearRegression, LogisticRegression

import elm_core as e
from elm_core import Frozen, dumps, loads
from elm_core.exceptions import InvalidInput
from elm_core.models.conformal import ConformalClassifier, ConformalRegressor
from tests.every_model import ROWS, every_model


def wave(n: int, seed: int) -> tuple[Any, Any]:
    random = np.random.RandomState(seed)
    x = random.uniform(-3, 3, (n, 2))
    return x, np.sin(2 * x[:, 0]) + 0.5 * x[:, 1] + 0.1 * random.standard_normal(n)


def bells(n: int, seed: int, classes: int = 3) -> tuple[Any, Any]:
    random = np.random.RandomState(seed)
    codes = random.randint(0, classes, n)
    return random.standard_normal((n, 2)) + 1.7 * np.array([[0, 0], [1, 0], [0, 1]])[codes], np.array(["a", "b", "c"])[codes]  # fmt: skip


REGRESSORS = [e.ELMRegressor(60, random_state=0), e.KernelELMRegressor(), LinearRegression()]
FREEZERS = [Frozen, FrozenEstimator]


@pytest.mark.parametrize("freeze", FREEZERS)
@pytest.mark.parametrize("template", REGRESSORS, ids=repr)
def test_intervals_around_a_frozen_model_keep_their_promise(template: Any, freeze: Any) -> None:
    # of models whose loo_predictions_ are of as many rows, others, or of fewer (an IndexError)
    covered, widths, fresh = [], [], []
    for seed in range(20):
        model = type(template)(**template.get_params(deep=False)).fit(*wave(200, seed))
        x, y = wave((200, 150, 400)[seed % 3], 100 + seed)
        more, truth = wave(800, 200 + seed)
        conformal = ConformalRegressor(freeze(model), random_state=0).fit(x, y)
        low, high = conformal.predict_interval(more, coverage=0.9).T
        covered.append(np.mean((low <= truth) & (truth <= high)))
        widths.append(np.mean(high - low))
        errors = np.sort(np.abs(model.predict(x) - y))  # by hand, of rows that are new to it
        fresh.append(2 * errors[int(np.ceil(0.9 * (len(y) + 1))) - 1])
    assert 0.88 <= np.mean(covered) <= 0.92
    np.testing.assert_allclose(widths, fresh, rtol=1e-9)


@pytest.mark.parametrize("method", ["aps", "lac"])
def test_sets_around_a_frozen_model_keep_their_promise(method: str) -> None:
    covered = []
    for seed in range(20):
        model = Frozen(e.ELMClassifier(60, random_state=0).fit(*bells(200, seed)))
        x, y = bells((200, 150, 400)[seed % 3], 100 + seed)
        more, truth = bells(800, 200 + seed)
        conformal = ConformalClassifier(model, method=method, random_state=seed).fit(x, y)
        mask = conformal.predict_set_mask(more, coverage=0.9)
        covered.append(mask[np.arange(800), np.searchsorted(conformal.classes_, truth)].mean())
    assert 0.88 <= np.mean(covered) <= 0.92


def test_a_calibration_set_may_lack_a_class_but_bring_none() -> None:
    model = e.ELMClassifier(60, random_state=0).fit(*bells(200, 0))
    x, y = bells(100, 1, classes=2)
    for frozen in (
        Frozen(model),
        FrozenEstimator(model),
        Frozen(LogisticRegression().fit(*bells(200, 0))),
    ):
        conformal = ConformalClassifier(frozen, random_state=0).fit(x, y)
        assert conformal.classes_.tolist() == ["a", "b", "c"]
        assert conformal.calibration_proba_.shape == (100, 3)
        mask = conformal.predict_set_mask(x)
        assert mask[np.arange(100), np.searchsorted(["a", "b"], y)].mean() > 0.8
    again = loads(dumps(ConformalClassifier(Frozen(model), random_state=0).fit(x, y)))
    assert again.predict_set(x)[0].tolist()
    with pytest.raises(InvalidInput, match="y holds 'z' in row 7, which the trained model") as told:
        ConformalClassifier(Frozen(model)).fit(x, np.where(np.arange(100) == 7, "z", y))
    assert told.value.row == 7
    with pytest.raises(InvalidInput, match="the model knows 'a', got 0"):
        ConformalClassifier(Frozen(model)).fit(x, np.arange(100) % 2)


@pytest.mark.parametrize("freeze", FREEZERS)
def test_stacking_asks_frozen_models_about_the_rows_it_has(freeze: Any) -> None:
    # it took what they knew of their own rows for answers about these: R² −0.17
    models = [e.ELMRegressor(60, random_state=s).fit(*wave(200, s)) for s in (0, 1)]
    x, y = wave(200, 2)
    more, truth = wave(1000, 3)
    stack = e.StackingELMRegressor([freeze(m) for m in models], random_state=0).fit(x, y)
    best = max(model.score(more, truth) for model in models)
    assert stack.score(more, truth) > best - 0.01
    voting = e.VotingELMRegressor([freeze(m) for m in models]).fit(x, y)
    assert voting.score(more, truth) > best - 0.01
    assert not hasattr(voting, "loo_score_")
    weighted = e.StackingELMRegressor([Frozen(m) for m in models], random_state=0)
    assert weighted.fit(x, y, sample_weight=np.full(200, 2.0)).score(more, truth) > best - 0.01


def test_members_that_know_a_class_without_a_row_are_named() -> None:
    model = e.ELMClassifier(60, random_state=0).fit(*bells(200, 0))
    x, y = bells(100, 1, classes=2)
    for ensemble in (e.VotingELMClassifier, e.StackingELMClassifier):
        with pytest.raises(InvalidInput, match="Frozen knows the class 'c', of which y has no row"):
            ensemble([Frozen(model), e.ELMClassifier(20, random_state=0)]).fit(x, y)
        fine = ensemble([Frozen(model), e.ELMClassifier(20, random_state=0)]).fit(*bells(100, 1))
        assert fine.score(*bells(500, 2)) > 0.6


@pytest.mark.filterwarnings("ignore")
def test_nothing_of_the_old_rows_is_handed_on() -> None:
    for model, X in every_model():
        if isinstance(model, Frozen):
            continue
        frozen = Frozen(model)
        for name in dir(model):
            if name.startswith(("loo_", "oob_", "labels_")):
                assert not hasattr(frozen, name), (type(model).__name__, name)
        if X is ROWS and hasattr(model, "predict"):
            assert np.array_equal(frozen.predict(X), model.predict(X))
        for name in ("decision_function", "transform", "score_samples", "inverse_transform"):
            assert hasattr(frozen, name) == hasattr(model, name), (type(model).__name__, name)
