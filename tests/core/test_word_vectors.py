"""Word vectors: pieces against an oracle, texts against their mean, models that need them."""

import json
import sys
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from elm_core import dumps, loads, show_config
from elm_core.exceptions import InvalidInput, ModelFormatError
from elm_core.features import word_vectors
from elm_core.features.word_vectors import WordPieces, installed, split_words
from elm_core.tasks.text_classifier import TextClassifier
from tests.core.sealing import sealed
from tests.data import draw, texts

TEXTS = [
    "a striker scored twice",
    "the goalkeeper saved it",
    "shares fell again",
    "banks cut rates",
]
LABELS = ["sport", "sport", "business", "business"]


@pytest.fixture
def without_package(monkeypatch):
    monkeypatch.setitem(sys.modules, "elm_vectors", None)


def nearest(word):
    vectors = installed()
    names = [n for n in vectors.pieces.index if n.isalpha() and len(n) > 3 and n != word]
    return names[int((vectors.transform(names) @ vectors.transform([word])[0]).argmax())]


def test_words_of_like_meaning_lie_together():
    assert [nearest(w) for w in ("monday", "doctors", "france")] == ["tuesday", "doctor", "europe"]


@given(
    word=st.text("abc", min_size=1, max_size=8),
    pieces=st.sets(st.text("abc", min_size=1, max_size=3)),
)
def test_pieces_are_the_longest_from_the_left(word, pieces):
    names = [*sorted(pieces), *("##" + p for p in sorted(pieces))]
    got = [names[i] for i in WordPieces(names or ["z"]).cut(word)]
    rest, expected = word, []
    while rest:
        fits = [p for p in pieces if rest.startswith(p)]
        if not fits:
            expected = []
            break
        longest = max(fits, key=len)
        expected.append("##" * bool(expected) + longest)
        rest = rest[len(longest) :]
    assert got == expected


def test_a_text_is_the_weighted_mean_of_its_pieces():
    vectors = installed()
    places = [vectors.pieces.index[w] for w in ("the", "banks", "fell")]
    mean = sum(vectors.weights[i] * vectors.vectors[i].astype(float) for i in places)
    got = vectors.transform(["The BÁNKS fell!"])[0]
    np.testing.assert_allclose(got, mean / np.linalg.norm(mean), atol=1e-7)
    assert vectors.weights[places[0]] < 0.1 < vectors.weights[places[1]]


@pytest.mark.parametrize(
    "text", ["", "!?", "a b c", "ξένο", "天气很好", "обычный", "xyzzy qwqwqx", "x" * 5000]
)
def test_what_is_no_word_of_theirs_gives_no_vector(text):
    assert not installed().transform([text]).any()


@given(text=st.text(max_size=30))
def test_any_text_gives_a_vector_of_length_1_or_none(text):
    length = np.linalg.norm(installed().transform([text]))
    assert length == 0 or length == pytest.approx(1, abs=1e-6)
    assert all(word and not word.isspace() for word in split_words(text))


def test_a_classifier_knows_words_it_was_not_trained_on():
    new, truth = ["football match tonight", "stock market investors"], ["sport", "business"]
    with_them, without = (TextClassifier(vectors=v).fit(TEXTS, LABELS) for v in ("auto", None))
    assert with_them.predict(new).tolist() == truth
    assert with_them.predict_proba(new).max(axis=1).min() > without.predict_proba(new).max()


def test_without_the_package_text_works_and_says_so(without_package):
    model = TextClassifier().fit(TEXTS, LABELS)
    same = TextClassifier(vectors=None).fit(TEXTS, LABELS)
    assert model.vectors_ is None
    assert (model.predict_proba(TEXTS) == same.predict_proba(TEXTS)).all()
    assert "none" in show_config(mode="dicts")["word vectors"]


def test_a_model_that_needs_vectors_is_refused_without_them(monkeypatch):
    file = dumps(TextClassifier().fit(TEXTS, LABELS))
    plain = dumps(TextClassifier(vectors=None).fit(TEXTS, LABELS))
    monkeypatch.setitem(sys.modules, "elm_vectors", None)
    with pytest.raises(
        ModelFormatError, match=r"needs the word vectors of elm_vectors 1.*not installed"
    ):
        loads(file)
    assert loads(plain).predict(TEXTS[:1]).tolist() == ["sport"]
    monkeypatch.setattr(word_vectors, "installed", lambda: SimpleNamespace(name={"sha256": "0"}))
    with pytest.raises(ModelFormatError, match="others are installed"):
        loads(file)


def test_a_file_from_before_there_were_vectors_still_loads():
    model = TextClassifier(vectors=None).fit(TEXTS, LABELS)
    body = json.loads(dumps(model))
    for name in ("vectors_", "dense_", "mean_evidence_"):
        del body["learned"][name]
    again = loads(sealed(body))
    assert (again.predict_proba(TEXTS) == model.predict_proba(TEXTS)).all()


@pytest.mark.parametrize(
    "bad", [{"vectors": "mine"}, {"vector_share": 2}, {"vector_share": "half"}]
)
def test_bad_parameters_are_named(bad):
    with pytest.raises(InvalidInput) as caught:
        TextClassifier(**bad).fit(TEXTS, LABELS)
    assert caught.value.parameter == next(iter(bad))


def test_five_news_a_class_are_enough():
    x, y = texts("agnews_5600")
    scores = []
    for seed in range(4):
        train = draw(y, 5, np.random.RandomState(seed))
        test = np.random.RandomState(seed).permutation(len(y))[:600]
        test = np.setdiff1d(test, train)
        model = TextClassifier().fit(x[train], y[train])
        scores.append((model.predict(x[test]) == y[test]).mean())
    assert np.mean(scores) > 0.66  # 0.73 measured; 0.51 without vectors
