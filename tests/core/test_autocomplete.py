"""Autocomplete: counts against a brute-force count, learning on accept, files."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elm_core import dumps, loads
from elm_core.exceptions import InvalidInput, ModelFormatError, NotFittedError
from elm_core.features.ngram_counts import NgramCounts, context_of, sentences
from elm_core.tasks import Autocomplete

TEXTS = [
    "See you soon. See you tomorrow. Thank you very much.",
    "Good morning! How are you today? I am very well.",
    "Good night. Sleep well. See you in the morning.",
    "Please call me tomorrow morning. Please call the office.",
]
small_texts = st.lists(st.text("ab .", max_size=20), min_size=1, max_size=4)


def words_of(suggestions):
    return [s["word"] for s in suggestions]


@pytest.fixture(scope="module")
def fitted():
    return dumps(Autocomplete(n_hidden=64).fit(TEXTS))


@given(texts=small_texts)
def test_counts_equal_those_of_all_places(texts):
    following, places = NgramCounts(), []
    for text in texts:
        following.add(text)
        for sentence in sentences(text):
            padded = ["", "", *sentence]
            places += [tuple(padded[i : i + 3]) for i in range(len(sentence))]
    assert following.total == len(places)
    for first, second, word in places:
        same = [p for p in places if p[:2] == (first, second)]
        expected = sum(p[2] == word for p in same) / len(same)
        assert following.chance((first, second), word) == pytest.approx(expected)


@given(
    before=st.lists(st.sampled_from(["how", "are", "It's"]), max_size=4),
    typed=st.sampled_from(["", "y", "yo"]),
)
def test_the_context_is_the_last_two_words(before, typed):
    got, letters = context_of("Stop. " + " ".join([*before, ""]) + typed)
    assert letters == typed
    assert list(got) == ["", "", *(w.lower() for w in before)][-2:]


def test_completes_words_as_they_were_written(fitted):
    model = loads(fitted)
    assert set(words_of(model.suggest("I will see you to"))) == {"today", "tomorrow"}
    assert model.suggest("th")[0] == model.suggest("Th")[0] | {
        "word": model.suggest("th")[0]["word"]
    }
    assert words_of(model.suggest("Pl")) == ["Please"]
    assert [s["rest"] for s in model.suggest("Pl")] == ["ease"]
    assert model.suggest("qq") == []


def test_proposes_the_next_word(fitted):
    model = loads(fitted)
    assert words_of(model.suggest("please ", k=1)) == ["call"]
    assert words_of(model.suggest("How are ", k=1)) == ["you"]
    first = model.suggest("", k=9)
    assert len(first) == 9 and first[0]["word"] in ("See", "Good", "Please")
    chances = [s["probability"] for s in first]
    assert chances == sorted(chances, reverse=True) and 0 < sum(chances) <= 1


def test_learns_what_is_accepted(fitted):
    model = loads(fitted)
    before = words_of(model.suggest("see you ", k=3))
    for _ in range(4):
        model.accept("see you ", "later")
    assert words_of(model.suggest("see you ", k=1)) == ["later"]
    assert "later" not in before
    assert words_of(model.suggest("See you la")) == ["later"]


def test_the_network_helps_where_the_context_is_new():
    texts = [
        f"{day} is a {kind}"
        for day, kind in zip(
            ["monday", "tuesday", "wednesday", "saturday"],
            ["workday"] * 3 + ["holiday"],
            strict=True,
        )
    ] * 3
    model = Autocomplete(n_hidden=64, elm_share=1.0).fit(texts)
    assert words_of(model.suggest("friday ", k=1)) == ["is"]


@settings(max_examples=15, deadline=None)
@given(texts=small_texts, cut=st.integers(0, 4), text=st.text("ab .", max_size=9))
def test_learning_in_parts_counts_the_same(texts, cut, text):
    whole = Autocomplete(n_hidden=0).fit(texts)
    parts = Autocomplete(n_hidden=0).fit(texts[: cut or 1])
    if texts[cut or 1 :]:
        parts.partial_fit(texts[cut or 1 :])
    ranked = [m.suggest(text) for m in (whole, parts, loads(dumps(parts)))]
    assert ranked[0] == ranked[1] == ranked[2]


def test_comes_back_from_a_file(fitted):
    model = loads(fitted).accept("see you ", "later")
    again = loads(dumps(model))
    for text in ("", "see you ", "Good m", "I "):
        assert again.suggest(text) == model.suggest(text)


def test_bad_calls_are_named(fitted):
    model = loads(fitted)
    for call, parameter in (
        (lambda: model.suggest(3), "text"),
        (lambda: model.suggest("a", k=0), "k"),
        (lambda: model.accept("a", " "), "word"),
        (lambda: model.partial_fit("a"), "X"),
        (lambda: Autocomplete(elm_share=2).fit(TEXTS), "elm_share"),
        (lambda: Autocomplete(n_hidden=-1).fit(TEXTS), "n_hidden"),
    ):
        with pytest.raises(InvalidInput) as caught:
            call()
        assert caught.value.parameter == parameter
    with pytest.raises(NotFittedError):
        Autocomplete().suggest("a")


@pytest.mark.parametrize("name", ["texts_", "model_", "refit_at_"])
def test_hostile_files_are_refused(fitted, name):
    model = loads(fitted)
    model.__dict__[name] = np.zeros(3)
    with pytest.raises(ModelFormatError):
        loads(dumps(model))
