"""AutoELM: never worse than the default, the same again, and as good as what it is made of."""

import numpy as np
import pytest
from sklearn.datasets import load_breast_cancer, load_diabetes, load_digits

from elm_core import (
    AutoELM,
    AutoELMClassifier,
    AutoELMRegressor,
    ELMClassifier,
    ELMRegressor,
    dumps,
    loads,
)
from elm_core.exceptions import InvalidInput, ModelFormatError
from elm_core.models.automatic import stopwatch
from elm_core.models.automatic.candidates import CANDIDATES
from elm_core.models.automatic.search import Race
from elm_core.tasks.table import TableClassifier
from tests.core.contract import checks_of
from tests.core.sealing import resealed


@checks_of(
    AutoELMClassifier(None, max_trials=3, random_state=0),
    AutoELMRegressor(None, max_trials=3, random_state=0),
)
def test_scikit_learn_contract(estimator, check):
    check(estimator)


def trials(count, **options):
    return {"time_budget": None, "max_trials": count, "random_state": 0, **options}


@pytest.fixture(scope="module")
def cancer():
    x, y = load_breast_cancer(return_X_y=True)
    return x[:250], np.array(["ill", "well"])[y[:250]]


def test_the_default_is_tried_first_and_what_is_chosen_is_no_worse(cancer):
    x, y = cancer
    for seed in range(4):
        only = AutoELMClassifier(None, max_trials=1, random_state=seed).fit(x[::4], y[::4])
        many = AutoELMClassifier(None, max_trials=6, random_state=seed).fit(x[::4], y[::4])
        default = ELMClassifier(**CANDIDATES[0].params, random_state=seed).fit(x[::4], y[::4])
        assert type(only.model_) is ELMClassifier
        assert only.loo_score_ == default.loo_score_
        # of the rows that the features of the default were not learnt from, or of all
        assert many.loo_score_ >= default.loo_score_ - 0.04
        assert (only.predict_proba(x) == default.predict_proba(x)).all()


def test_it_finds_what_the_default_lacks():
    # the sign of a product of two of ten inputs: smooth, far from linear
    random = np.random.RandomState(0)
    x = random.standard_normal((900, 4))
    y = x[:, 0] * x[:, 1] > 0
    auto = AutoELMClassifier(**trials(8)).fit(x[:400], y[:400])
    default = ELMClassifier(32, random_state=0).fit(x[:400], y[:400])
    assert auto.score(x[400:], y[400:]) > default.score(x[400:], y[400:])
    target = x[:, 0] * x[:, 1]
    auto = AutoELMRegressor(**trials(8)).fit(x[:400], target[:400])
    plain = ELMRegressor(random_state=0).fit(x[:400], target[:400])
    assert auto.score(x[400:], target[400:]) > plain.score(x[400:], target[400:])


def test_a_tie_goes_to_the_default():
    random = np.random.RandomState(0)
    x, noise = random.standard_normal((300, 3)), random.randint(0, 2, 300)
    kinds = [type(AutoELMClassifier(**trials(5, n_models=1)).fit(x, noise).model_)]
    x, y = np.arange(40.0)[:, None], np.arange(40) // 20  # nothing can be better than all right
    kinds.append(type(AutoELMClassifier(**trials(1)).fit(x, y).model_))
    assert ELMClassifier in kinds


@pytest.mark.parametrize("rows", [250, 800])
def test_so_many_trials_give_the_same_model_again(rows, cancer):
    x, y = cancer if rows == 250 else load_digits(return_X_y=True)
    x, y = x[:rows, :20], y[:rows]
    first, second = (AutoELMClassifier(**trials(7)).fit(x, y) for _ in range(2))
    assert (first.predict_proba(x) == second.predict_proba(x)).all()
    board = [{k: v for k, v in row.items() if k != "seconds"} for row in first.leaderboard_]
    assert board == [{k: v for k, v in r.items() if k != "seconds"} for r in second.leaderboard_]
    assert len(board) <= 7
    assert sum(row["rows"] == rows for row in board) >= 1
    if rows == 800:  # most are tried on few rows
        assert {row["rows"] for row in board} == {512, 800}


def test_the_leaderboard_says_what_was_tried(cancer):
    x, y = cancer
    model = AutoELMClassifier(**trials(5)).fit(x, y)
    assert len(model.leaderboard_) == 5
    assert [r["loss"] for r in model.leaderboard_] == sorted(r["loss"] for r in model.leaderboard_)
    for row in model.leaderboard_:
        assert set(row) == {"model", "params", "rows", "loss", "score", "seconds"}
        assert row["seconds"] > 0 and 0 <= row["score"] <= 1 and row["params"]["alpha"] > 0
    assert model.leaderboard_ == loads(dumps(model)).leaderboard_


def test_the_vote_is_the_average_of_the_best(cancer):
    x, y = cancer
    model = AutoELMClassifier(**trials(8)).fit(x, y)
    members = getattr(model.model_, "members_", [model.model_])
    assert len(members) > 1
    average = np.mean([m.predict_proba(x) for m in members], axis=0)
    assert np.allclose(model.predict_proba(x), average, atol=1e-15)
    alone = AutoELMClassifier(**trials(8, n_models=1)).fit(x, y)
    assert not hasattr(alone.model_, "members_")


def test_it_is_saved_whole(cancer):
    x, y = cancer
    model = AutoELMClassifier(**trials(5)).fit(x, y)
    again = loads(dumps(model))
    assert (again.predict_proba(x) == model.predict_proba(x)).all()
    assert dumps(again) == dumps(model)
    features, target = load_diabetes(return_X_y=True)
    both = np.column_stack([target, -target])[:150]
    model = AutoELMRegressor(**trials(4)).fit(features[:150], both)
    assert (loads(dumps(model)).predict(features) == model.predict(features)).all()
    assert model.predict(features).shape == (442, 2)


def test_a_rare_class_and_weights_are_no_obstacle():
    x = np.random.RandomState(0).standard_normal((800, 3))
    y = np.where(x[:, 0] > 0, "a", "b")
    y[678] = "o"
    model = AutoELMClassifier(**trials(6, class_weight="balanced")).fit(x, y)
    assert model.classes_.tolist() == ["a", "b", "o"]
    weight = (np.arange(800) < 200).astype(float)
    weighted = AutoELMClassifier(**trials(4)).fit(x, y, weight)
    few = AutoELMClassifier(**trials(4)).fit(x[:200], y[:200])
    assert np.allclose(weighted.predict_proba(x), few.predict_proba(x), atol=1e-9)


def test_a_budget_too_short_for_anything_else_gives_the_default(cancer):
    x, y = cancer
    model = AutoELMClassifier(1e-9, random_state=0).fit(x, y)
    assert type(model.model_) is ELMClassifier
    assert len(model.leaderboard_) == 1
    shares = list(AutoELMClassifier(**trials(3)).fit_steps(x, y))
    assert shares == sorted(shares) and shares[-1] == 1.0


def test_the_kind_follows_the_targets():
    assert type(AutoELM([1, 2, 3])) is type(AutoELM(["a"])) is AutoELMClassifier
    assert type(AutoELM([1.0, 2.0])) is type(AutoELM([True, False])) is AutoELMClassifier
    assert type(AutoELM([1.5, 2.0])) is type(AutoELM([[1, 2]])) is AutoELMRegressor
    assert AutoELM([1.5], max_trials=3).max_trials == 3
    table = TableClassifier()
    for parameter, value in CANDIDATES[0].params.items():
        assert getattr(table, parameter) == value  # what a table model is made of


def test_unusable_limits_are_named_and_an_error_changes_nothing(cancer):
    x, y = cancer
    for options, named in (
        ({"time_budget": None}, "time_budget"),
        ({"time_budget": -1}, "time_budget"),
        ({"max_trials": 0}, "max_trials"),
        ({"n_models": 0}, "n_models"),
    ):
        with pytest.raises(InvalidInput) as error:
            AutoELMClassifier(**options).fit(x, y)
        assert error.value.parameter == named
    model = AutoELMClassifier(**trials(2)).fit(x, y)
    before = dumps(model)
    with pytest.raises(InvalidInput, match="2 classes"):
        model.fit(x, ["ill"] * len(x))
    with pytest.raises(InvalidInput, match="class_weight"):
        model.set_params(class_weight={"dead": 1.0}).fit(x, y)
    assert dumps(model.set_params(class_weight=None)) == before


def test_hostile_files_are_refused(cancer):
    x, y = cancer
    text = dumps(AutoELMClassifier(**trials(4)).fit(x, y))
    changes = [
        lambda b: b["learned"].update(model_=1),
        lambda b: b["learned"]["model_"]["model"].update(learned={}),
        lambda b: b["learned"]["model_"]["model"].update({"class": "TextClassifier"}),
        lambda b: b["learned"].update(leaderboard_=3),
        lambda b: b["learned"].update(loo_score_="good"),
        lambda b: b["learned"].update(n_features_in_=3),
        lambda b: b["learned"].pop("classes_"),
        lambda b: b["params"].update(max_trials="x"),
    ]
    for change in changes:
        with pytest.raises(ModelFormatError):
            loads(resealed(text, change))


def test_a_kernel_is_exact_or_on_landmarks_as_memory_and_time_allow(monkeypatch):
    from elm_core import memory

    kernel = next(c for c in CANDIDATES if c.kernel)
    assert CANDIDATES[0].forms(50) == [CANDIDATES[0]]
    assert kernel.forms(400) == [kernel]
    exact, *others = kernel.forms(5000)
    assert exact == kernel
    assert [c.params["n_landmarks"] for c in others] == [2000, 1000, 500, 250]
    costs = [c.cost(5000, 20) for c in kernel.forms(5000)]
    assert costs == sorted(costs, reverse=True)
    monkeypatch.setattr(memory, "BUDGET", 2**28)
    assert kernel.forms(5000) == others


def test_where_there_is_no_memory_for_a_kernel_landmarks_are_tried(monkeypatch):
    from elm_core import memory

    x, y = load_digits(return_X_y=True)
    x, y = x[:1500, ::3], y[:1500]
    monkeypatch.setattr(memory, "BUDGET", 60 * 2**20)
    model = AutoELMClassifier(**trials(5)).fit(x, y)
    whole = [row for row in model.leaderboard_ if row["rows"] == 1500]
    assert any(row["params"].get("n_landmarks") == 500 for row in whole)
    default = next(row for row in whole if row["model"] == "ELMClassifier")
    assert model.loo_score_ >= default["score"]
    assert (loads(dumps(model)).predict_proba(x) == model.predict_proba(x)).all()


def test_it_ends_when_nothing_gains_and_says_how_far_it_came(cancer):
    x = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]] * 5)
    y = np.array(["same", "different", "different", "same"] * 5)
    search = AutoELMClassifier(**trials(len(CANDIDATES))).fit(x, y).search_
    assert search["ended"] == "nothing gained any more"
    assert search["tried"] == search["on_all_rows"] < len(CANDIDATES)
    few = AutoELMClassifier(**trials(3)).fit(*cancer)
    assert few.search_["ended"] == "the trials were used up" and few.search_["tried"] == 3
    short = AutoELMClassifier(1e-6, random_state=0).fit(*cancer)
    assert short.search_["ended"] == "the time was used up" and short.search_["tried"] == 1
    assert loads(dumps(short)).search_ == short.search_


def test_no_time_for_some_is_not_what_ends_a_search_that_gains_nothing(monkeypatch):
    x = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]] * 5)
    y = np.array(["same", "different", "different", "same"] * 5)
    slow = CANDIDATES[1].forms(len(x))
    monkeypatch.setattr(
        Race, "_expected", lambda self, candidate, size: np.inf if candidate in slow else 0.0
    )
    search = AutoELMClassifier(1e6, random_state=0).fit(x, y).search_
    assert search["ended"] == "nothing gained any more"
    assert search["tried"] < len(CANDIDATES) - 1


def test_only_its_own_work_is_counted(monkeypatch, cancer):
    now = [0.0]
    monkeypatch.setattr(stopwatch, "_clock", lambda: now[0])
    model = AutoELMClassifier(**trials(3))
    for _ in model.fit_steps(*cancer):
        now[0] += 100.0  # somebody else's, between its steps
    assert model.search_["seconds"] == 0.0


def test_logarithms_and_the_range_of_what_was_seen():
    rng = np.random.RandomState(0)
    x = rng.standard_normal((400, 3))
    y = np.exp(x[:, 0] + 0.5 * x[:, 1] + 0.1 * rng.standard_normal(400))
    x, others, y, truth = x[:200], x[200:], y[:200], y[200:]
    model = AutoELMRegressor(**trials(2)).fit(x, y)
    plain = AutoELMRegressor(**trials(2), target="plain").fit(x, y)
    assert model.log_target_ and not plain.log_target_
    assert model.score(others, truth) > plain.score(others, truth)
    assert model.loo_score_ > plain.loo_score_
    far = np.full((2, 3), [[50.0], [-50.0]])
    assert model.predict(far).tolist() == [y.max(), y.min()]
    free = AutoELMRegressor(**trials(2), clip=False).fit(x, y)
    assert free.predict(far)[0] > y.max()
    both = AutoELMRegressor(**trials(2)).fit(x, np.column_stack([y, -y]))
    assert both.predict(far).shape == (2, 2) and not both.log_target_
    with pytest.raises(InvalidInput, match="one dimension") as error:
        AutoELMRegressor(**trials(2), target="log").fit(x, np.column_stack([y, y]))
    assert error.value.parameter == "target"
