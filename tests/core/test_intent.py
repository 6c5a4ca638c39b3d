"""Intents: the texts of none are told apart, whatever way the model came to be."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elm_core import dumps, loads
from elm_core.exceptions import InvalidInput, ModelFormatError
from elm_core.tasks import IntentClassifier, TextClassifier
from tests.data import draw, texts

TEXTS = ["wake me at seven", "set an alarm for 6", "alarm at noon", "is it raining", "rain today"]
LABELS = ["alarm"] * 3 + ["weather"] * 2


def test_the_intents_are_those_of_the_text_classifier():
    model, plain = IntentClassifier().fit(TEXTS, LABELS), TextClassifier().fit(TEXTS, LABELS)
    np.testing.assert_array_equal(model.predict_proba(TEXTS), plain.predict_proba(TEXTS))
    assert model.predict(["set the alarm for nine"]).tolist() == ["alarm"]


@settings(max_examples=20, deadline=None)
@given(text=st.text("ξψω漢字 ?!", max_size=20))
def test_a_text_of_which_nothing_is_known_is_out_of_scope(text):
    model = IntentClassifier(keep=1.0).fit(TEXTS, LABELS)
    assert model.predict([text]).tolist() == ["out of scope"]
    assert model.familiarity([text])[0] < 0


@pytest.mark.parametrize("n_landmarks", [None, 400])
@pytest.mark.parametrize("keep", [0.5, 0.8, 0.95])
def test_so_many_texts_are_kept_as_were_asked_for(keep, n_landmarks):
    x, y = texts("snips_train")
    random = np.random.RandomState(0)
    train = draw(y, 40 if n_landmarks is None else 200, random)
    model = IntentClassifier(keep=keep, n_landmarks=n_landmarks, random_state=0)
    model.fit(x[train], y[train])
    new = np.setdiff1d(np.arange(len(y)), train)[::6]
    kept = (model.predict(x[new]) != "out of scope").mean()
    assert abs(kept - keep) < 0.02


def test_an_intent_it_does_not_know_is_refused():
    x, y = texts("snips_train")
    known = np.flatnonzero(y != "PlayMusic")
    train = known[draw(y[known], 20, np.random.RandomState(0))]
    model = IntentClassifier().fit(x[train], y[train])
    inside, outside = np.setdiff1d(known, train)[::40], np.flatnonzero(y == "PlayMusic")[::10]
    of_inside, of_outside = model.familiarity(x[inside]), model.familiarity(x[outside])
    assert (of_inside[:, None] > of_outside).mean() > 0.8  # AUC; 0.91 measured over all intents


def test_comes_back_from_a_file_and_goes_on_learning():
    model = IntentClassifier(outside="none", keep=0.9).fit(TEXTS, LABELS)
    again = loads(dumps(model))
    assert again.predict(["ξένο"]).tolist() == ["none"]
    assert (again.familiarity(TEXTS) == model.familiarity(TEXTS)).all()
    for m in (model, again):
        m.partial_fit(["play some jazz", "play a song", "put on a record"], ["music"] * 3)
    assert again.threshold_ == pytest.approx(model.threshold_)
    assert model.predict(["play a song"]).tolist() == ["music"]


def test_labels_that_are_numbers_stay_so():
    model = IntentClassifier().fit(TEXTS, [0, 0, 0, 1, 1])
    assert model.predict(["alarm at six", "ξένο"]).tolist() == [0, "out of scope"]
    assert model.predict(TEXTS[1:2]).dtype.kind == "i"


@pytest.mark.parametrize("bad", [{"keep": 0}, {"keep": 1.5}, {"outside": None}])
def test_bad_parameters_are_named(bad):
    with pytest.raises(InvalidInput) as caught:
        IntentClassifier(**bad).fit(TEXTS, LABELS)
    assert caught.value.parameter == next(iter(bad))


def test_a_file_with_a_threshold_below_zero_is_refused():
    model = IntentClassifier().fit(TEXTS, LABELS)
    model.threshold_ = -1.0
    with pytest.raises(ModelFormatError, match="threshold_"):
        loads(dumps(model))
