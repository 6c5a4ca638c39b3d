"""Tables weighed right: logarithmic copies of skewed numbers, and predictions within the range."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from elm_core import dumps, loads
from elm_core.exceptions import ModelFormatError
from elm_core.features.tabular import TableEncoder
from elm_core.tasks.table import TableClassifier, TableRegressor
from tests.core.sealing import resealed
from tests.predicting import answers, compare_said, run_node

RANDOM = np.random.RandomState(0)
N = 300
TABLE = {
    "income": np.exp(RANDOM.standard_normal(N) * 2).round(2).tolist(),
    "age": RANDOM.uniform(20, 60, N).round(1).tolist(),
    "town": [["Ulm", "Bonn", "Köln"][i] for i in RANDOM.randint(0, 3, N)],
}
ASKED = {"income": [0.0, 1e6, None, 3.5], "age": [30, 40, 50, None], "town": ["Ulm", "", "?", "x"]}


def rows(table):
    return [dict(zip(table, cells, strict=True)) for cells in zip(*table.values(), strict=True)]


def test_skewed_numbers_get_a_logarithmic_copy():
    encoder = TableEncoder().fit(TABLE)
    names = encoder.get_feature_names_out()
    assert names[:3] == ["income", "income (log)", "age"]
    incomes = np.array(TABLE["income"])
    median = np.median(incomes)
    scale = np.median(np.abs(incomes - median))
    encoded = encoder.transform(TABLE)
    assert_allclose(encoded[:, 0], incomes)
    assert_allclose(encoded[:, 1], np.arcsinh((incomes - median) / scale))


@pytest.mark.parametrize(
    "numbers",
    [
        RANDOM.uniform(0, 9, 60),
        RANDOM.standard_normal(60),
        [0.0] * 55 + [1.0, 2.0, 3.0, 4.0, 5.0],  # few values
        np.r_[np.zeros(70), 1e300, np.arange(12)],  # cannot be measured
    ],
)
def test_other_numbers_stand_alone(numbers):
    numbers = np.clip(np.asarray(numbers), None, 1e99).tolist()
    kinds = {"n": "number"}
    names = TableEncoder(kinds=kinds).fit({"n": numbers}).get_feature_names_out()
    assert names == ["n"] or max(numbers) == 1e99


def test_a_multiplicative_law_is_learnt():
    price = np.array(TABLE["income"]) ** 0.3 * np.array(TABLE["age"])
    model = TableRegressor(random_state=0)
    part = {name: cells[:200] for name, cells in TABLE.items()}
    rest = {name: cells[200:] for name, cells in TABLE.items()}
    assert model.fit(part, price[:200]).score(rest, price[200:]) > 0.97


def test_predictions_stay_within_what_was_seen(tmp_path):
    y = [3.0 * a for a in TABLE["age"]]
    far = {"income": [5.0, 5.0], "age": [900.0, -900.0], "town": ["Ulm", "Ulm"]}
    model = TableRegressor(random_state=0).fit(TABLE, y)
    assert model.predict(far).tolist() == [max(y), min(y)]
    free = TableRegressor(random_state=0, clip=False).fit(TABLE, y)
    assert free.predict(far)[0] > max(y) and free.predict(far)[1] < min(y)
    some = {name: cells[:50] for name, cells in TABLE.items()}
    grown = TableRegressor(random_state=0).fit(some, y[:50]).partial_fit(TABLE, y)
    assert grown.target_range_.tolist() == [min(y), max(y)]
    assert grown.fit(some, y[:50]).target_range_.tolist() == [min(y[:50]), max(y[:50])]
    cases = [
        {"model": dumps(m), "X": rows(far), "methods": ["predict"]} for m in (model, free, grown)
    ]
    for case, m, found in zip(cases, (model, free, grown), answers(cases, tmp_path), strict=True):
        assert "error" not in found, (found, case)
        assert_allclose(found["predict"]["data"], m.predict(far), rtol=1e-9)


def test_functions_made_of_them_say_the_same(tmp_path):
    y = [3.0 * a for a in TABLE["age"]]
    models = [
        TableRegressor(40, random_state=0).fit(TABLE, y),
        TableRegressor(40, random_state=0, clip=False).fit(TABLE, y),
        TableClassifier(40, random_state=0).fit(TABLE, TABLE["town"]),
    ]
    cases = [{"model": dumps(model), "rows": rows(ASKED)} for model in models]
    for model, found in zip(models, run_node("predict_function.mjs", cases, tmp_path), strict=True):
        compare_said(model.predict(ASKED), found["said"], model)


@pytest.mark.parametrize(
    "log", [None, [1.0], [1.0, 0.0], ["a", 1.0], [1.0, True], [1.0, 1e300], {"centre": 1}]
)
def test_a_logarithm_that_is_none_is_refused(log):
    text = dumps(TableEncoder().fit(TABLE))
    assert '"log"' in text

    def change(body):
        columns = [column["dict"] for column in body["learned"]["columns_"]]
        next(column for column in columns if "log" in column)["log"] = log

    with pytest.raises(ModelFormatError):
        loads(resealed(text, change))


def test_an_activation_without_a_slope_keeps_its_features():
    model = TableClassifier(40, activation="rbf", random_state=0).fit(TABLE, TABLE["town"])
    assert model.model_.features == "random"
    assert loads(dumps(model)).predict(TABLE).tolist() == model.predict(TABLE).tolist()
