"""Ratings: brute-force ridge as the oracle, tastes that can be learnt, strangers, bad input."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elm_core import dumps, loads
from elm_core.exceptions import InvalidInput, ModelFormatError
from elm_core.maths.factors import Factors, alternate, solve_side
from elm_core.tables.columns import Categorical
from elm_core.tasks.recommender import Recommender
from tests.core.sealing import resealed


def tastes(n_users: int = 60, n_items: int = 40, seed: int = 0):
    """Ratings of two hidden tastes with noise; 60 % of the pairs, the others apart."""
    random = np.random.RandomState(seed)
    u, i = random.standard_normal((n_users, 2)), random.standard_normal((n_items, 2))
    ratings = (
        3
        + 0.5 * random.standard_normal(n_items)
        + u @ i.T
        + 0.2 * random.standard_normal((n_users, n_items))
    )
    pairs = np.array([(a, b) for a in range(n_users) for b in range(n_items)])
    known = random.random_sample(len(pairs)) < 0.6
    return pairs, ratings.ravel(), known


def model(**params) -> Recommender:
    return Recommender(**{"n_factors": 3, "alpha": 0.5, "random_state": 0} | params)


@pytest.fixture(scope="module")
def fitted() -> Recommender:
    pairs, ratings, known = tastes()
    return model().fit(pairs[known], ratings[known])


@given(st.integers(0, 999))
@settings(max_examples=40, deadline=None)
def test_each_side_is_a_ridge_regression_on_the_other(seed: int) -> None:
    random = np.random.RandomState(seed)
    n, side = random.randint(1, 30), random.standard_normal((5, 4))
    own, other, ratings = (
        random.randint(0, 4, n),
        random.randint(0, 5, n),
        random.standard_normal(n),
    )
    got = solve_side(own, 4, other, side, ratings, 0.7)
    for who in range(4):
        mine = own == who
        features = np.column_stack([np.ones(mine.sum()), side[other[mine], 1:]])
        stacked = np.concatenate([features, np.sqrt(0.7) * np.eye(4)])
        targets = np.append(ratings[mine] - side[other[mine], 0], np.zeros(4))
        np.testing.assert_allclose(
            got[who], np.linalg.lstsq(stacked, targets, rcond=None)[0], atol=1e-9
        )


def test_the_penalised_error_never_grows() -> None:
    pairs, ratings, known = tastes(20, 15)
    users, items, y = pairs[known, 0], pairs[known, 1], ratings[known] - 3
    start = Factors(np.zeros((20, 4)), np.random.RandomState(0).standard_normal((15, 4)))
    costs = []
    for f in alternate(users, items, y, start, 0.5, 8):
        error = y - f.predict(users, items)
        costs.append(error @ error + 0.5 * ((f.users**2).sum() + (f.items**2).sum()))
    assert (np.diff(costs) <= 1e-9).all()


def test_ratings_not_seen_are_predicted_far_better_than_by_means(fitted) -> None:
    pairs, ratings, known = tastes()
    rest = ~known
    error = np.sqrt(np.mean((fitted.predict(pairs[rest]) - ratings[rest]) ** 2))
    of_item = np.array([ratings[known & (pairs[:, 1] == i)].mean() for i in range(40)])
    by_mean = np.sqrt(np.mean((of_item[pairs[rest, 1]] - ratings[rest]) ** 2))
    assert error < 0.4 * by_mean
    assert fitted.score(pairs[rest], ratings[rest]) > 0.85


def test_recommendations_are_the_best_of_what_is_not_rated(fitted) -> None:
    pairs, _, known = tastes()
    rated = set(pairs[known & (pairs[:, 0] == 7), 1].tolist())
    got = fitted.recommend(7, n=100)
    assert {item for item, _ in got} == set(range(40)) - rated
    everything = fitted.predict([(7, item) for item in range(40)])
    wanted = sorted(set(range(40)) - rated, key=lambda i: -everything[i])
    assert [value for _, value in got] == pytest.approx([everything[i] for i in wanted], abs=1e-9)
    assert len(fitted.recommend(7, n=100, rated=True)) == 40


def test_a_new_user_is_told_by_a_few_ratings_at_once(fitted) -> None:
    pairs, ratings, known = tastes()
    mine = np.flatnonzero(known & (pairs[:, 0] == 3))
    told = {int(pairs[k, 1]): float(ratings[k]) for k in mine}
    stranger = fitted.recommend(
        "nobody" if fitted.users_.dtype.kind == "U" else -5, n=40, ratings=told
    )
    known_user = fitted.recommend(3, n=40)
    assert [i for i, _ in stranger[:5]] == [i for i, _ in known_user[:5]]
    before = dumps(fitted)
    fitted.recommend(ratings=told)
    assert dumps(fitted) == before


def test_strangers_get_what_is_generally_liked(fitted) -> None:
    assert fitted.recommend(None, n=5) == fitted.recommend(-1, n=5)
    first = fitted.recommend(n=40)
    biases = fitted.item_factors_[:, 0]
    assert [item for item, _ in first] == fitted.items_[np.argsort(-biases, kind="stable")].tolist()
    alone = fitted.predict([(-1, -1), (-1, first[0][0])])
    assert alone[0] == fitted.mean_
    assert alone[1] == pytest.approx(first[0][1])


def test_new_ratings_users_and_items_are_learnt_on() -> None:
    pairs, ratings, known = tastes()
    order = np.random.RandomState(1).permutation(np.flatnonzero(known))
    some, more = order[:1200], order[1200:]
    grown = model().fit(pairs[some], ratings[some]).partial_fit(pairs[more], ratings[more])
    grown.partial_fit([(1000, 2000)], [5.0])
    assert grown.n_samples_seen_ == len(order) + 1
    rest = ~known
    assert grown.score(pairs[rest], ratings[rest]) > 0.85
    assert grown.predict([(1000, 2000)])[0] > grown.mean_


def test_tables_pairs_and_names_say_the_same() -> None:
    pairs, ratings, known = tastes(8, 6)
    names = [f"u{a}" for a in pairs[known, 0]], [f"i{b}" for b in pairs[known, 1]]
    y = ratings[known]
    of_pairs = model().fit(list(zip(*names, strict=True)), y)
    of_columns = model().fit({"user": names[0], "item": np.array(names[1])}, y)
    values, codes = np.unique(names[1], return_inverse=True)
    coded = model().fit(
        {"user": names[0], "item": Categorical(codes.astype(np.int32), values.tolist())}, y
    )
    assert dumps(of_pairs) == dumps(of_columns) == dumps(coded)


def test_all_ratings_alike_are_what_is_predicted() -> None:
    flat = model().fit([(1, 1), (1, 2), (2, 1)], [4, 4, 4])
    assert flat.predict([(2, 2), (9, 9)]).tolist() == [4.0, 4.0]


def test_it_comes_back_from_its_file_bit_for_bit_and_learns_on(fitted) -> None:
    again = loads(dumps(fitted))
    assert again.recommend(5) == fitted.recommend(5)
    assert dumps(again) == dumps(fitted)
    one, two = (loads(dumps(fitted)).partial_fit([(1, 1)], [2.0]) for _ in range(2))
    assert dumps(one) == dumps(two)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("n_samples_seen_", 3),
        ("scale_", 0.0),
        ("high_", -1e9),
        ("user_codes_", None),
        ("ratings_", "x"),
        ("items_", {"array": {"dtype": "str", "shape": [2], "data": ["b", "a"]}}),
    ],
)
def test_a_file_that_does_not_fit_together_is_refused(fitted, name, value) -> None:
    with pytest.raises(ModelFormatError):
        loads(resealed(dumps(fitted), lambda body: body["learned"].__setitem__(name, value)))
    with pytest.raises(ModelFormatError):
        loads(resealed(dumps(fitted), lambda body: body["learned"].pop(name)))


PAIRS = [(1, 2), (1, 3), (2, 2)]


@pytest.mark.parametrize(
    ("x", "y", "params", "parameter"),
    [
        ([], [], {}, "X"),
        (None, [1.0], {}, "X"),
        ("pairs", [1.0] * 5, {}, "X"),
        ([(1, 2), (1,)], [1, 2], {}, "X"),
        ([(1, 2), ("a", 3)], [1, 2], {}, "X"),
        ([(1, None), (1, 2)], [1, 2], {}, "X"),
        ([(1, 0.5), (1, 2)], [1, 2], {}, "X"),
        ({"user": [1]}, [1], {}, "X"),
        ({"user": [1], "item": [1, 2]}, [1], {}, "X"),
        (PAIRS, None, {}, "y"),
        (PAIRS, [1, 2], {}, "y"),
        (PAIRS, [1, 2, np.nan], {}, "y"),
        (PAIRS, ["a", "b", "c"], {}, "y"),
        (PAIRS, [1, 2, 3], {"n_factors": 0}, "n_factors"),
        (PAIRS, [1, 2, 3], {"alpha": 0}, "alpha"),
        (PAIRS, [1, 2, 3], {"sweeps": 0}, "sweeps"),
    ],
)
def test_bad_input_is_named_and_changes_nothing(x, y, params, parameter) -> None:
    learner = model().fit(PAIRS, [1, 2, 3])
    before = dumps(learner)
    learner.set_params(**params)
    for train in (learner.fit, learner.partial_fit):
        with pytest.raises(InvalidInput) as caught:
            train(x, y)
        assert caught.value.parameter == parameter
    learner.set_params(**{name: getattr(model(), name) for name in params})
    assert dumps(learner) == before


@pytest.mark.parametrize(
    ("options", "parameter"),
    [({"n": 0}, "n"), ({"ratings": [1, 2]}, "ratings"), ({"ratings": {1: np.nan}}, "ratings")],
)
def test_bad_wishes_are_named(fitted, options, parameter) -> None:
    with pytest.raises(InvalidInput) as caught:
        fitted.recommend(1, **options)
    assert caught.value.parameter == parameter
