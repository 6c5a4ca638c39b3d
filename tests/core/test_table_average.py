"""Table models: an ELM and a kernel, averaged; logarithms where they predict better."""

import numpy as np
import pytest

from elm_core import (
    ELMClassifier,
    ELMRegressor,
    KernelELMClassifier,
    KernelELMRegressor,
    dumps,
    loads,
)
from elm_core.exceptions import InvalidInput, ModelFormatError
from elm_core.maths import stretch
from elm_core.metrics import log_loss, r2_score
from elm_core.models.ensembles.blend import blend
from elm_core.models.ensembles.voting import VotingELMClassifier
from elm_core.models.scored import probabilities
from elm_core.tasks.table import TableClassifier, TableRegressor
from tests.core.sealing import resealed
from tests.predicting import NODE, check, compare_said, run_node


def steps(n=300, seed=0):
    """Classes by a threshold and by a line: a kernel knows the one better, an ELM the other."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, 4))
    edge = (np.abs(x[:, 0]) > 0.7).astype(float) + 0.7 * x[:, 1] + 0.4 * rng.normal(size=n)
    return x, np.where(edge > 0.6, "in", "out")


def table_of(x):
    return {name: x[:, i].tolist() for i, name in enumerate("abcd")}


def test_shares_are_those_of_the_least_leave_one_out_loss():
    x, y = steps()
    elm = ELMClassifier(60, direct_links=True, random_state=0).fit(x, y)
    kernel = KernelELMClassifier("laplacian", n_landmarks=40, random_state=0).fit(x, y)
    found = blend(elm, kernel, y, None)
    codes = np.searchsorted(elm.classes_, y[found["loo_rows_"]])

    def loss(p):
        return -np.log(p[np.arange(len(codes)), codes]).mean()

    parts = [probabilities(m, m.loo_predictions_) for m in (elm, kernel)]
    losses = {s: loss(s * parts[0] + (1 - s) * parts[1]) for s in (0.0, 0.25, 0.5, 0.75, 1.0)}
    best = min(losses, key=losses.get)
    assert 0 < best < 1  # both have something to say
    assert isinstance(found["model_"], VotingELMClassifier)
    assert found["model_"].weights_.tolist() == [best, 1 - best]
    np.testing.assert_allclose(loss(found["loo_predictions_"]), losses[best], rtol=1e-12)


def test_what_adds_nothing_is_dropped():
    rng = np.random.default_rng(0)
    x = rng.normal(size=(200, 3))
    y = x @ [3.0, -1.0, 0.5]
    elm = ELMRegressor(20, direct_links=True, random_state=0).fit(x, y)
    kernel = KernelELMRegressor("laplacian", n_landmarks=5, random_state=0).fit(x, y)
    assert blend(elm, kernel, y, None)["model_"] is elm
    assert blend(kernel, elm, y, None)["model_"] is elm


def test_a_kernel_alone_is_not_judged_by_rows_that_shaped_its_stretch():
    x = np.random.default_rng(0).normal(size=(300, 12))
    y = np.where(np.abs(x[:, :2]).max(axis=1) > 1.05, "out", "in")
    model = TableClassifier(3, random_state=0).fit({f"c{i}": x[:, i] for i in range(12)}, y)
    kernel = model.model_
    assert isinstance(kernel, KernelELMClassifier)
    others = np.setdiff1d(np.arange(300), stretch.sample(300, 0))
    assert model.loo_rows_.tolist() == others.tolist()
    right = kernel.classes_[probabilities(kernel, model.loo_predictions_).argmax(axis=1)]
    assert model.loo_score_ == (right == y[others]).mean()
    assert model.loo_score_ < kernel.loo_score_  # flattered by those rows


def test_the_score_of_an_average_that_has_learnt_further_is_its_own():
    x, y = steps()
    more, truth = steps(seed=1)
    model = TableClassifier(60, n_landmarks=15, random_state=0).fit(table_of(x), y)
    score = model.loo_score_
    model.partial_fit(table_of(more), truth)
    found = model.classes_[model.loo_predictions_.argmax(axis=1)] == truth[model.loo_rows_]
    assert model.loo_score_ == pytest.approx(0.5 * score + 0.5 * found.mean())


def test_further_rows_of_classes_that_are_left_out_change_no_score():
    x, y = steps()
    y[:20] = "up"
    left_out = {"up": 0.0}
    model = TableClassifier(30, n_landmarks=15, class_weight=left_out, random_state=0)
    score = model.fit(table_of(x), y).loo_score_
    assert model.partial_fit(table_of(x[:20]), y[:20]).loo_score_ == score


def test_rows_of_weight_zero_have_no_say():
    x, y = steps()
    weights = np.ones(len(x))
    wrong = np.where(np.arange(len(x)) % 5 == 0, "in", y)
    weights[::5] = 0
    kept = weights > 0
    model = TableClassifier(30, n_landmarks=20, random_state=0)
    mine = model.fit(table_of(x), wrong, weights)
    rows = mine.loo_rows_
    assert not (rows % 5 == 0).any()
    alone = TableClassifier(30, n_landmarks=20, random_state=0).fit(table_of(x[kept]), y[kept])
    assert np.abs(mine.predict_proba(table_of(x)) - alone.predict_proba(table_of(x))).max() < 0.3


@pytest.mark.parametrize("n_landmarks", [None, 15])
def test_an_average_predicts_new_rows_better_and_is_saved(n_landmarks, tmp_path):
    x, y = steps()
    others, truth = steps(seed=1)
    model = TableClassifier(60, n_landmarks=n_landmarks, random_state=0).fit(table_of(x), y)
    assert hasattr(model.model_, "members_") == (n_landmarks is not None)
    losses = [
        log_loss(truth, m.predict_proba(model._encoded(table_of(others))), labels=model.classes_)
        for m in [*getattr(model.model_, "members_", []), model.model_]
    ]
    assert losses[-1] == min(losses)
    again = loads(dumps(model, statistics=True))
    more = table_of(others), truth
    assert (again.predict_proba(more[0]) == model.predict_proba(more[0])).all()
    ours, theirs = (m.partial_fit(*more) for m in (model, again))
    np.testing.assert_allclose(ours.predict_proba(more[0]), theirs.predict_proba(more[0]))
    assert ours.n_samples_seen_ == 600 and 0.5 < ours.loo_score_ <= 1
    if NODE is not None:
        shown = {"columns": [{"name": k, "data": v} for k, v in more[0].items()]}
        check([(model, more[0])], tmp_path, given=[shown])
        same_as_function(model, more[0], tmp_path)


def same_as_function(model, cells, folder):
    rows = [dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True)]
    [said] = run_node("predict_function.mjs", [{"model": dumps(model), "rows": rows}], folder)
    compare_said(model.predict(cells), said["said"], model)


def prices(n=300, seed=0):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, 4))
    return table_of(x), np.exp(6 + x[:, 0] + 0.4 * x[:, 1] + 0.1 * rng.normal(size=n))


@pytest.mark.parametrize("clip", [True, False])
def test_a_product_is_learnt_by_its_logarithm(clip, tmp_path):
    cells, y = prices()
    others, truth = prices(seed=1)
    model = TableRegressor(40, n_landmarks=30, clip=clip, random_state=0).fit(cells, y)
    plain = TableRegressor(40, n_landmarks=30, target="plain", random_state=0).fit(cells, y)
    assert model.log_target_ and not plain.log_target_
    assert model.score(others, truth) > plain.score(others, truth)
    apart = y[model.loo_rows_] - model.loo_predictions_.ravel()
    assert model.loo_score_ == pytest.approx(
        1 - apart @ apart / len(apart) / y[model.loo_rows_].var()
    )
    far = {name: [90.0, -90.0] for name in cells}
    if clip:
        assert model.predict(far).tolist() == [y.max(), y.min()]
    assert np.isfinite(model.predict(far)).all()
    if NODE is not None:
        shown = {"columns": [{"name": k, "data": v} for k, v in far.items()]}
        check([(model, far)], tmp_path, given=[shown])
        same_as_function(model, others, tmp_path)


def test_a_sum_is_not_and_numbers_below_zero_cannot_be():
    cells, _ = prices()
    a = np.array(cells["a"])
    assert not TableRegressor(40, random_state=0).fit(cells, 20 + a).log_target_
    assert not TableRegressor(40, random_state=0).fit(cells, a).log_target_
    assert TableRegressor(40, target="log", random_state=0).fit(cells, 20 + a).log_target_
    with pytest.raises(InvalidInput, match="no logarithm"):
        TableRegressor(40, target="log", random_state=0).fit(cells, a)


def test_further_rows_are_learnt_by_their_logarithm_too():
    cells, y = prices()
    model = TableRegressor(40, n_landmarks=30, random_state=0).fit(cells, y)
    others, more = prices(seed=1)
    score = model.score(others, more)
    model.partial_fit(others, more)
    assert model.log_target_ and model.score(others, more) > score
    before = dumps(model)
    with pytest.raises(InvalidInput, match="row 2"):
        model.partial_fit(others, np.where(np.arange(300) == 2, 0.0, more))
    assert dumps(model) == before


def test_a_file_of_logarithms_needs_a_range_above_zero():
    cells, y = prices()
    text = dumps(TableRegressor(10, n_landmarks=None, random_state=0).fit(cells, y))
    changed = resealed(text, lambda body: body["learned"].pop("target_range_"))
    with pytest.raises(ModelFormatError, match="target_range_"):
        loads(changed)


def test_a_kernel_takes_the_stretch_that_another_has_learnt():
    x, y = steps()
    own = KernelELMClassifier("laplacian", features="diagonal", random_state=0).fit(x, y)
    columns = np.sqrt(own.feature_importances_ * 4)
    given = {"kind": "diagonal", "stretch": columns}
    model = KernelELMClassifier("laplacian", features=given).fit(x, y)
    np.testing.assert_allclose(model.predict_proba(x), own.predict_proba(x), atol=1e-6)
    again = loads(dumps(model))
    assert (again.predict_proba(x) == model.predict_proba(x)).all()
    for wrong in (columns[:3], -columns):
        with pytest.raises(InvalidInput, match="features"):
            KernelELMClassifier(features={"kind": "diagonal", "stretch": wrong}).fit(x, y)


@pytest.mark.parametrize("model", [TableRegressor(10), TableClassifier(10)])
def test_weights_are_checked_before_they_are_used(model):
    cells, y = prices(40)
    y = np.where(y > np.median(y), 1, 2)
    for weights in (np.ones(43), np.ones(5), ["a"] * 40, -np.ones(40), np.full(40, np.nan)):
        with pytest.raises(InvalidInput) as error:
            model.fit(cells, y, weights)
        assert error.value.parameter == "sample_weight"
    with pytest.raises(InvalidInput) as error:
        TableRegressor(10, target="log").fit(cells, [*y, 1, 1, 1], np.ones(40))
    assert error.value.parameter == "y"
    assert model.fit(cells, y, 2.0).predict(cells).shape == (40,)


@pytest.mark.parametrize("target", ["auto", "plain", "log"])
def test_targets_of_weight_zero_are_not_among_those_that_were_seen(target):
    cells, y = prices()
    weights = (np.arange(300) >= 5).astype(float)
    usual = np.where(weights > 0, y, 100.0)
    odd = np.where(weights > 0, y, [0.0, -3.0, 1e9, 0.0, 5.0] + [0.0] * 295)
    model, other = (
        TableRegressor(40, n_landmarks=30, target=target, random_state=0).fit(cells, t, weights)
        for t in (usual, odd)
    )
    assert other.target_range_.tolist() == [y[5:].min(), y[5:].max()]
    np.testing.assert_allclose(other.predict(cells), model.predict(cells), rtol=1e-9)
    assert other.loo_score_ == pytest.approx(model.loo_score_)
    other.partial_fit(cells, odd, sample_weight=weights)
    assert other.target_range_.tolist() == [y[5:].min(), y[5:].max()]


@pytest.mark.parametrize("n_landmarks", [None, 30])
def test_what_is_told_of_further_rows_is_never_in_logarithms(n_landmarks):
    cells, y = prices()
    model = TableRegressor(40, n_landmarks=n_landmarks, target="log", random_state=0).fit(cells, y)
    score = model.loo_score_
    cells, more = prices(100, seed=1)
    model.partial_fit(cells, more)
    answers, truth = model.loo_predictions_.ravel(), more[model.loo_rows_]
    assert r2_score(truth, answers) > 0.5  # as y is, left out
    mean = 0.75 * score + 0.25 * r2_score(truth, answers)
    assert model.loo_score_ == pytest.approx(mean) and model.n_samples_seen_ == 400
    assert loads(dumps(model)).loo_score_ == model.loo_score_
