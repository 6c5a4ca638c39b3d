"""Voting, bagging and stacking: they are the averages and regressions that they claim to be."""

import json

import numpy as np
import pytest
from sklearn.datasets import load_diabetes, load_wine
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC

from elm_core import (
    BaggingELMClassifier,
    BaggingELMRegressor,
    ConformalClassifier,
    ConformalRegressor,
    ELMClassifier,
    ELMRegressor,
    KernelELMClassifier,
    OnlineELMClassifier,
    StackingELMClassifier,
    StackingELMRegressor,
    VotingELMClassifier,
    VotingELMRegressor,
    dumps,
    loads,
)
from elm_core.abstain import predict_or_abstain
from elm_core.base import clone
from elm_core.exceptions import InvalidInput, ModelFormatError
from elm_core.explain import explain_row
from elm_core.features.text import TextVectorizer
from elm_core.tasks import TextClassifier
from tests.core.contract import checks_of
from tests.core.sealing import resealed

CLASSIFIERS = [ELMClassifier(40, alpha=0.1), ELMClassifier(40, activation="tanh", alpha=0.1)]
REGRESSORS = [ELMRegressor(40, alpha=0.1), ELMRegressor(40, activation="tanh", alpha=0.1)]


@checks_of(
    VotingELMClassifier(CLASSIFIERS, random_state=0),
    VotingELMRegressor(REGRESSORS, weights=[1, 2], random_state=0),
    BaggingELMClassifier(ELMClassifier(20), 3, random_state=0),
    BaggingELMRegressor(ELMRegressor(20), 3, random_state=0),
    StackingELMClassifier(CLASSIFIERS, random_state=0),
    StackingELMRegressor(REGRESSORS, random_state=0),
)
def test_scikit_learn_contract(estimator, check):
    check(estimator)


@pytest.fixture(scope="module")
def wine():
    return load_wine(return_X_y=True)


@pytest.fixture(scope="module")
def diabetes():
    return load_diabetes(return_X_y=True)


ENSEMBLES = [
    VotingELMClassifier([("a", ELMClassifier(30)), ("k", KernelELMClassifier())], random_state=1),
    BaggingELMClassifier(ELMClassifier(30), 3, random_state=1),
    StackingELMClassifier([ELMClassifier(30), KernelELMClassifier()], random_state=1),
]


@pytest.mark.parametrize("model", ENSEMBLES, ids=lambda m: type(m).__name__)
def test_a_saved_ensemble_comes_back_bit_for_bit(model, wine):
    x, y = wine
    model = clone(model).fit(x, y.astype(str))
    again = loads(dumps(model))
    assert (again.predict_proba(x) == model.predict_proba(x)).all()
    assert again.predict(x).tolist() == model.predict(x).tolist()
    assert dumps(again) == dumps(model)
    assert model.score(x, y.astype(str)) > 0.95


@pytest.mark.parametrize(
    "model",
    [
        VotingELMRegressor(REGRESSORS, random_state=1),
        BaggingELMRegressor(n_estimators=2, random_state=1),
        StackingELMRegressor(REGRESSORS, random_state=1),
    ],
    ids=lambda m: type(m).__name__,
)
def test_a_saved_regressor_of_two_outputs_comes_back_bit_for_bit(model, diabetes):
    x, y = diabetes
    both = np.column_stack([y, -3.0 * y])
    model = clone(model).fit(x, both)
    again = loads(dumps(model))
    assert (again.predict(x) == model.predict(x)).all()
    assert model.predict(x).shape == both.shape


def test_voting_is_the_weighted_average_of_its_members(wine):
    x, y = wine
    members = [ELMClassifier(30, random_state=5), KernelELMClassifier()]
    vote = VotingELMClassifier(members, weights=[3, 1]).fit(x, y)
    alone = [m.fit(x, y).predict_proba(x) for m in members]
    assert np.allclose(vote.predict_proba(x), 0.75 * alone[0] + 0.25 * alone[1], atol=1e-14)


def test_members_without_a_seed_get_different_ones_that_the_ensemble_fixes(wine):
    x, y = wine
    pair = [ELMClassifier(20), ELMClassifier(20)]
    first, second = (VotingELMClassifier(pair, random_state=4).fit(x, y) for _ in range(2))
    assert (first.predict_proba(x) == second.predict_proba(x)).all()
    assert first.members_[0].seed_ != first.members_[1].seed_
    assert pair[0].random_state is None and not pair[0].is_fitted


def test_voting_goes_on_learning_where_its_members_can(wine):
    x, y = wine
    vote = VotingELMClassifier(
        [ELMClassifier(20, alpha=1.0), ELMClassifier(20, alpha=1.0, activation="tanh")],
        random_state=0,
    )
    vote.partial_fit(x[:100], y[:100], classes=[0, 1, 2])
    before = dumps(vote, statistics=True)
    grown = loads(before).partial_fit(x[100:], y[100:])
    vote.partial_fit(x[100:], y[100:])
    assert (grown.predict_proba(x) == vote.predict_proba(x)).all()
    assert vote.n_samples_seen_ == len(x)
    assert vote.classes_.tolist() == [0, 1, 2]
    with pytest.raises(InvalidInput, match="learn further"):
        VotingELMClassifier([LogisticRegression()]).partial_fit(x, y)


def test_foreign_estimators_and_other_samples_than_numbers_can_vote():
    texts = ["good film", "fine film", "bad film", "poor film"] * 5
    y = ["pos", "pos", "neg", "neg"] * 5
    vote = VotingELMClassifier([TextClassifier(), TextClassifier()]).fit(texts, y)
    assert vote.predict(["a good one"]).tolist() == ["pos"]
    bag = BaggingELMClassifier(TextClassifier(), 3, random_state=0).fit(texts, y)
    assert bag.predict(["a good one"]).tolist() == ["pos"]
    x = np.random.RandomState(0).random_sample((60, 2))
    stack = StackingELMClassifier([LogisticRegression(), ELMClassifier(20)], random_state=0)
    assert stack.fit(x, x[:, 0] > x[:, 1]).score(x, x[:, 0] > x[:, 1]) > 0.9
    with pytest.raises(InvalidInput, match="LogisticRegression"):
        dumps(stack)


def test_out_of_bag_answers_come_from_members_that_did_not_see_the_row(diabetes):
    x, y = diabetes
    noise = np.random.RandomState(0).permutation(y)  # nothing to learn: only cheating scores
    bag = BaggingELMRegressor(ELMRegressor(100, alpha=0.01), 6, random_state=0).fit(x, noise)
    assert bag.score(x, noise) > 0.1 > 0.0 > bag.oob_score_
    whole = BaggingELMRegressor(ELMRegressor(20), 2, bootstrap=False, random_state=0).fit(x, y)
    assert not hasattr(whole, "oob_score_")
    assert whole.members_[0].seed_ != whole.members_[1].seed_


def test_counts_as_weights_equal_rows_drawn_again(diabetes):
    x, y = diabetes

    class Unweighted(Ridge):
        def fit(self, X, y):
            return super().fit(X, y)

    by_weight = BaggingELMRegressor(Ridge(), 4, random_state=0).fit(x, y)
    by_rows = BaggingELMRegressor(Unweighted(), 4, random_state=0).fit(x, y)
    assert np.allclose(by_weight.predict(x), by_rows.predict(x))


def test_every_member_of_a_bag_knows_every_class():
    x = np.random.RandomState(0).random_sample((101, 2))
    y = np.array(["rare"] + ["common"] * 100)
    bag = BaggingELMClassifier(ELMClassifier(10), 5, max_samples=0.1, random_state=0).fit(x, y)
    assert all(len(m.classes_) == 2 for m in bag.members_)


def test_stacking_without_shrinkage_is_least_squares_on_unseen_answers(diabetes):
    x, y = diabetes
    members = [
        ELMRegressor(30, random_state=1),
        ELMRegressor(20, activation="sine", random_state=2),
    ]
    stack = StackingELMRegressor(members, alpha=0.0).fit(x, y)
    unseen = []
    for member in stack.members_:
        answer = np.empty(len(y))
        answer[member.loo_rows_] = member.loo_predictions_[:, 0]
        unseen.append(answer)
    design = np.column_stack([*unseen, np.ones(len(y))])
    coef = np.linalg.lstsq(design, y, rcond=None)[0]
    assert np.allclose(stack.coef_[:, 0], coef[:2], atol=1e-8)


def test_stacking_shrinks_to_the_average_and_finds_the_useful_member(diabetes):
    x, y = diabetes
    members = [
        ELMRegressor(30, random_state=1),
        ELMRegressor(20, activation="sine", random_state=2),
    ]
    stack = StackingELMRegressor(members, alpha=1e12).fit(x, y)
    average = VotingELMRegressor(members).fit(x, y)
    assert np.allclose(stack.predict(x), average.predict(x), rtol=1e-3)
    useless = ELMRegressor(300, alpha=1e-8, random_state=0)
    stack = StackingELMRegressor([ELMRegressor(30, random_state=1), useless]).fit(x, y)
    assert abs(stack.coef_[1, 0]) < 0.1 < 0.5 < stack.coef_[0, 0]


def test_an_error_leaves_the_earlier_ensemble_as_it_was(wine):
    x, y = wine
    for kind in (VotingELMClassifier, StackingELMClassifier):
        model = kind([ELMClassifier(10, random_state=0), ELMClassifier(5, random_state=1)])
        before = dumps(model.fit(x, y))
        with pytest.raises(InvalidInput):
            model.fit(np.where(x > 3, np.nan, x), y)
        with pytest.raises(InvalidInput, match="2 classes"):
            model.fit(x, np.zeros(len(x)))
        assert dumps(model) == before


@pytest.mark.parametrize("bad", [[], [3], ["a"], None, [("a__b", ELMClassifier())], "text"])
def test_bad_lists_of_estimators_are_refused(bad):
    x = [[0.0], [1.0]] * 4
    if bad is not None:
        with pytest.raises(InvalidInput, match="estimators"):
            VotingELMClassifier(bad).fit(x, [0, 1] * 4)
    with pytest.raises(InvalidInput, match="weights"):
        VotingELMClassifier(weights=[1]).fit(x, [0, 1] * 4)


@pytest.mark.parametrize(
    "model",
    [
        VotingELMClassifier([ELMClassifier(8), LinearSVC()]),
        StackingELMClassifier([LinearSVC()]),
        BaggingELMClassifier(LinearSVC()),
        ConformalClassifier(LinearSVC()),
        VotingELMRegressor([ELMRegressor(8), StandardScaler()]),
        StackingELMRegressor([StandardScaler()]),
        BaggingELMRegressor(StandardScaler()),
        ConformalRegressor(StandardScaler()),
    ],
    ids=lambda model: type(model).__name__,
)
def test_what_a_member_lacks_is_named_before_anything_is_trained(model):
    lacking = "predict_proba" if "Classifier" in type(model).__name__ else "predict"
    with pytest.raises(InvalidInput, match=rf"(LinearSVC|StandardScaler) has no {lacking}, which"):
        model.fit([[0.0], [1.0]] * 4, [0, 1] * 4)
    with pytest.raises(InvalidInput, match="estimator"):
        (type(model)(["a"]) if hasattr(model, "estimators") else type(model)("a")).fit(
            [[0.0], [1.0]] * 4, [0, 1] * 4
        )


def test_what_a_model_lacks_to_be_asked_about_is_named():
    x, y = [[0.0], [1.0]] * 4, ["a", "b"] * 4
    model = LinearSVC().fit(x, y)
    with pytest.raises(InvalidInput, match="LinearSVC has no predict_proba"):
        predict_or_abstain(model, x, threshold=0.5)
    with pytest.raises(InvalidInput, match="LinearSVC has no predict_proba"):
        explain_row(model, x[0], x[1])


def test_parameters_reach_the_members_by_name():
    vote = VotingELMClassifier([("one", ELMClassifier()), ELMClassifier(7), ELMClassifier(8)])
    assert vote.get_params()["elmclassifier-2__n_hidden"] == 8
    vote.set_params(one__alpha=3.0, random_state=1)
    assert vote.estimators[0][1].alpha == 3.0
    vote.set_params(one=ELMClassifier(5))
    assert vote.get_params()["one__n_hidden"] == 5
    with pytest.raises(InvalidInput, match="two"):
        vote.set_params(two__alpha=1.0)


def test_an_ensemble_of_what_is_no_model_is_no_file(wine):
    x, y = wine
    text = dumps(VotingELMClassifier(CLASSIFIERS, random_state=0).fit(x, y))
    other = json.loads(dumps(TextVectorizer().fit(["a b", "c d"])))
    changes = {
        "other kind": lambda b: b["learned"].update(
            members_=[{"model": {k: other[k] for k in ("class", "params", "learned")}}] * 2
        ),
        "numbers": lambda b: b["learned"].update(members_=[1, 2]),
        "none": lambda b: b["learned"].update(members_=[]),
        "weights": lambda b: b["learned"].pop("weights_"),
        "classes": lambda b: b["learned"]["classes_"]["array"].update(shape=[2]),
    }
    for change in changes.values():
        with pytest.raises(ModelFormatError):
            loads(resealed(text, change))


def test_a_cancelled_partial_fit_leaves_members_that_learn_in_place(wine):
    x, y = wine
    members = [OnlineELMClassifier(8, warm_up=5, random_state=i) for i in range(2)]
    model = VotingELMClassifier(members).fit(x[::3], y[::3])
    before = dumps(model)
    steps = model.partial_fit_steps(x[1:3], y[1:3])
    next(steps)
    steps.close()
    assert dumps(model) == before
    assert model.partial_fit(x[1:3], y[1:3]).n_samples_seen_ == 62
