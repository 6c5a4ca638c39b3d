"""Explanations: they add up, are exact where they claim to be, and take raw samples."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elm_core import ELMClassifier, ELMRegressor, KernelELMClassifier
from elm_core.exceptions import InvalidInput
from elm_core.explain import explain_row, explain_text, usual_row
from elm_core.tasks import TextClassifier
from elm_core.tasks.table import TableClassifier, TableRegressor


class Formula:
    """A model that is a function of rows."""

    def __init__(self, function):
        self.function = function

    def predict(self, x):
        return self.function(np.asarray(x))


def shapley(function, row, usual):
    """By the definition, over all orders."""
    n = len(row)
    out = np.zeros(n)
    for order in itertools.permutations(range(n)):
        x = usual.copy()
        for column in order:
            before = function(x[None])[0]
            x[column] = row[column]
            out[column] += function(x[None])[0] - before
    return out / math.factorial(n)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 99), n=st.integers(1, 5))
def test_exact_for_interactions_of_two_columns(seed, n):
    random = np.random.RandomState(seed)
    q, row, usual = random.standard_normal((n, n)), *random.standard_normal((2, n))

    def function(x):
        return np.einsum("ij,jk,ik->i", x, q, x) + np.sin(x).sum(axis=1)

    got = explain_row(Formula(function), row, usual, n_orders=2)
    np.testing.assert_allclose(got["contributions"], shapley(function, row, usual), atol=1e-9)


@pytest.mark.parametrize("kind", [ELMClassifier, KernelELMClassifier, ELMRegressor])
def test_contributions_add_up_to_the_difference_from_the_usual_row(kind):
    random = np.random.RandomState(0)
    x = random.standard_normal((80, 6))
    model = kind(random_state=0).fit(x, (x[:, 0] * x[:, 1] > x[:, 2]).astype(int))
    about = explain_row(model, x[3], usual_row(x), n_orders=3)
    assert about["base"] + about["contributions"].sum() == pytest.approx(about["value"])
    if kind is not ELMRegressor:
        assert about["target"] == model.predict(x[3:4])[0]
        assert about["value"] == pytest.approx(model.predict_proba(x[3:4]).max())


def test_a_column_that_does_nothing_gets_nothing():
    got = explain_row(Formula(lambda x: x[:, 0] * x[:, 2]), [2, 5, 3], [1, 0, 1])
    assert got["contributions"][1] == 0
    assert got["contributions"].sum() == pytest.approx(5)


def test_rows_of_tables_are_explained_by_their_columns():
    random = np.random.RandomState(0)
    rows = [
        {"size": float(s), "colour": c, "note": "x" * (i % 3 + 1)}
        for i, (s, c) in enumerate(
            zip(random.random_sample(90), random.choice(["red", "blue"], 90), strict=True)
        )
    ]
    y = np.array([3 * r["size"] + (2 if r["colour"] == "red" else 0) for r in rows])
    usual = usual_row(rows)
    assert usual["colour"] in ("red", "blue")
    assert usual["size"] == pytest.approx(np.median([r["size"] for r in rows]))
    row = rows[0] | {"colour": "blue" if usual["colour"] == "red" else "red"}
    about = explain_row(TableRegressor(random_state=0).fit(rows, y), row, usual)
    assert about["columns"] == ["size", "colour", "note"]
    expected = [3 * (row["size"] - usual["size"]), 2 if row["colour"] == "red" else -2, 0]
    np.testing.assert_allclose(about["contributions"], expected, atol=0.4)
    model = TableClassifier(random_state=0).fit(rows, np.where(y > 2.5, "much", "little"))
    about = explain_row(model, row, usual, target="much")
    proba = model.predict_proba([row])[0, 1]
    assert about["base"] + about["contributions"].sum() == pytest.approx(proba)


def test_words_are_found_where_they_stand_and_the_telling_one_counts_most():
    texts = ["great film", "great song", "awful film", "awful song"] * 2
    model = TextClassifier().fit(texts, ["good", "good", "bad", "bad"] * 2)
    text = "What an awful, AWFUL day!"
    about = explain_text(model, text)
    assert about["target"] == "bad"
    assert [w["word"] for w in about["words"]] == ["What", "an", "awful", "AWFUL", "day"]
    assert all(text[w["start"] : w["end"]] == w["word"] for w in about["words"])
    without = text[:8] + text[13:]
    change = model.predict_proba([text])[0, 0] - model.predict_proba([without])[0, 0]
    assert about["words"][2]["contribution"] == pytest.approx(change)
    best = max(about["words"], key=lambda w: w["contribution"])
    assert best["word"].lower() == "awful"
    assert explain_text(model, text, target="good")["words"][2]["contribution"] < 0


def test_where_a_script_has_no_blanks_pairs_of_characters_are_words():
    texts = ["登录失败", "无法登录", "天气很好", "今天天气"]
    model = TextClassifier(vectors=None).fit(texts, ["account", "account", "weather", "weather"])
    about = explain_text(model, "我今天登录失败了。", target="account")
    words = [w["word"] for w in about["words"]]
    assert words == ["我今", "今天", "天登", "登录", "录失", "失败", "败了"]
    best = sorted(about["words"], key=lambda w: -w["contribution"])
    assert {w["word"] for w in best[:3]} == {"登录", "录失", "失败"}
    assert about["words"][1]["contribution"] < 0


def test_words_may_be_cut_by_a_dictionary():
    model = TextClassifier(vectors=None).fit(["登录失败", "天气很好"], ["account", "weather"])
    text = "我今天登录失败了。"
    about = explain_text(model, text, target="account", words=[(0, 1), (1, 3), (3, 5), (5, 7)])
    assert [w["word"] for w in about["words"]] == ["我", "今天", "登录", "失败"]
    without = model.predict_proba(["我今天失败了。"])[0, 0]
    assert about["words"][2]["contribution"] == pytest.approx(about["value"] - without)
    for wrong in ([(0, 99)], [(3, 3)], [(-1, 2)], [(1,)], [("a", "b")], 3, [(0, float("inf"))]):
        with pytest.raises(InvalidInput, match="9 characters") as caught:
            explain_text(model, text, words=wrong)
        assert caught.value.parameter == "words"


def test_pictures_and_letters_with_marks_are_words():
    texts = ["👍🏽 बहुत अच्छा", "👎 बहुत बुरा"] * 2
    model = TextClassifier(vectors=None).fit(texts, ["up", "down"] * 2)
    about = explain_text(model, "👍🏽 बहुत अच्छा")
    assert [w["word"] for w in about["words"]] == ["👍🏽", "बहुत", "अच्छा"]
    assert about["words"][0]["contribution"] > about["words"][1]["contribution"]


@pytest.mark.parametrize("text", ["", "...", "日本語のテスト", "日" * 500, "word " * 500])
def test_any_text_can_be_explained(text):
    model = TextClassifier().fit(["a b", "c d"] * 3, ["x", "y"] * 3)
    assert len(explain_text(model, text)["words"]) <= 200


@pytest.mark.parametrize(
    ("change", "parameter"),
    [
        ({"target": "z"}, "target"),
        ({"n_orders": 0}, "n_orders"),
        ({"background": [0, 0]}, "background"),
        ({"background": {"a": 1}}, "background"),
        ({"row": [[1, 2, 3], [1, 2, 3]]}, "background"),
        ({"row": [np.nan, 0, 0]}, "row"),
    ],
)
def test_what_cannot_be_explained_is_named(change, parameter):
    x = np.random.RandomState(0).standard_normal((30, 3))
    model = ELMClassifier(20, random_state=0).fit(x, ["a", "b"] * 15)
    given = {"row": [0, 0, 0], "background": [0, 0, 0]} | change
    with pytest.raises(InvalidInput) as caught:
        explain_row(model, **given)
    assert caught.value.parameter == parameter
