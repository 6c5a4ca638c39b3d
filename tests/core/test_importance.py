"""Which columns matter: shuffled cells cost what scikit-learn says, whatever holds the rows."""

import warnings

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from sklearn.inspection import permutation_importance as oracle

from elm_core import ELMClassifier, ELMRegressor
from elm_core.exceptions import InvalidInput
from elm_core.importance import permutation_importance
from elm_core.tasks.table import TableClassifier


def problem(n=300):
    random = np.random.RandomState(0)
    x = random.standard_normal((n, 4))
    return x, 3 * x[:, 0] - x[:, 2] + 0.1 * random.standard_normal(n)


@pytest.mark.parametrize("kind", ["number", "class"])
def test_it_is_what_scikit_learn_says(kind):
    x, y = problem()
    y = y if kind == "number" else np.where(y > 0, "up", "down")
    model = (
        ELMRegressor(60, random_state=0) if kind == "number" else ELMClassifier(60, random_state=0)
    )
    model.fit(x, y)
    mine = permutation_importance(model, x, y, n_repeats=20)
    theirs = oracle(model, x, y, n_repeats=20, random_state=1)
    np.testing.assert_allclose(
        mine["importances_mean"], theirs.importances_mean, rtol=0.08, atol=0.02
    )
    assert mine["score"] == pytest.approx(model.score(x, y))
    assert mine["importances"].shape == (4, 20)
    assert mine["columns"] == [0, 1, 2, 3]
    np.testing.assert_allclose(mine["importances_std"], mine["importances"].std(axis=1))
    again = permutation_importance(model, x, y, n_repeats=20)
    np.testing.assert_array_equal(mine["importances"], again["importances"])


def test_a_column_of_a_table_goes_whole_and_a_row_of_dicts_is_a_table():
    random = np.random.RandomState(0)
    colour = random.choice(["red", "green", "blue"], 200)
    table = {
        "colour": colour.tolist(),
        "size": random.uniform(size=200),
        "day": ["2024-03-01"] * 200,
    }
    y = np.where(colour == "red", "stop", "go")
    model = TableClassifier(random_state=0).fit(table, y)
    found = permutation_importance(model, table, y)
    assert found["columns"] == ["colour", "size", "day"]
    worth = dict(zip(found["columns"], found["importances_mean"], strict=True))
    assert worth["colour"] > 0.3 and abs(worth["size"]) < 0.05 and worth["day"] == 0
    rows = [dict(zip(table, cells, strict=True)) for cells in zip(*table.values(), strict=True)]
    for same in (pd.DataFrame(table), rows):
        np.testing.assert_array_equal(
            permutation_importance(model, same, y)["importances"], found["importances"]
        )


@pytest.mark.parametrize("frame", [pd.DataFrame, pa.table])
def test_a_frame_goes_as_a_frame_to_a_model_of_numbers(frame):
    x, y = problem()
    given = frame({name: x[:, i] for i, name in enumerate("abcd")})
    model = ELMRegressor(60, random_state=0).fit(given, y)
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # as of names that are missing
        found = permutation_importance(model, given, y, max_rows=200)
    assert found["columns"] == list("abcd")
    bare = ELMRegressor(60, random_state=0).fit(x, y)
    of_places = permutation_importance(bare, x, y, max_rows=200)
    np.testing.assert_allclose(found["importances"], of_places["importances"], rtol=1e-9)
    if frame is pd.DataFrame:
        by_number = pd.DataFrame(x, index=np.arange(300)[::-1])
        of_numbers = permutation_importance(bare, by_number, y, max_rows=200)
        np.testing.assert_array_equal(of_numbers["importances"], of_places["importances"])
        twice = pd.DataFrame(x, columns=list("abca"))
        with pytest.raises(InvalidInput, match="same name"):
            permutation_importance(bare, twice, y)


def test_of_many_rows_some_are_asked():
    x, y = problem(900)
    model = ELMRegressor(40, random_state=0).fit(x, y)
    some = permutation_importance(model, x, y, max_rows=200, n_repeats=10)
    all_of_them = permutation_importance(model, x, y, n_repeats=10)
    np.testing.assert_allclose(
        some["importances_mean"], all_of_them["importances_mean"], rtol=0.2, atol=0.03
    )


@pytest.mark.parametrize(
    ("change", "parameter"),
    [({"n_repeats": 0}, "n_repeats"), ({"max_rows": 1}, "max_rows"), ({"y": [1, 2]}, "y")],
)
def test_what_is_wrong_is_named(change, parameter):
    x, y = problem(30)
    model = ELMRegressor(5, random_state=0).fit(x, y)
    with pytest.raises(InvalidInput) as caught:
        permutation_importance(**({"model": model, "X": x, "y": y} | change))
    assert caught.value.parameter == parameter
