"""Languages, and texts with errors in them."""

import json
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from elm_core import dumps, loads
from elm_core.exceptions import InvalidInput
from elm_core.features.augment import KINDS, augment
from elm_core.tasks import LanguageClassifier
from tests.core.sealing import sealed

SENTENCES = {
    "en": ["the weather is fine today", "where have you been", "she wants to read the book"],
    "de": ["das Wetter ist heute schön", "wo bist du gewesen", "sie möchte das Buch lesen"],
    "fr": ["il fait beau aujourd'hui", "où étais-tu passé", "elle veut lire le livre"],
    "el": ["ο καιρός είναι καλός", "πού ήσουν", "θέλει να διαβάσει"],
}
TEXTS = [text for group in SENTENCES.values() for text in group]
LABELS = [name for name, group in SENTENCES.items() for _ in group]
texts = st.lists(st.text("abc dé", max_size=20), max_size=4)


def test_tells_languages_apart():
    model = LanguageClassifier().fit(TEXTS, LABELS)
    new = ["the book is here", "heute ist sie schön", "le livre est beau", "το βιβλίο"]
    assert model.predict(new).tolist() == ["en", "de", "fr", "el"]
    assert model.predict([t.upper() for t in new]).tolist() == ["en", "de", "fr", "el"]
    again = loads(dumps(model))
    assert (again.predict_proba(new) == model.predict_proba(new)).all()
    model.partial_fit(["el tiempo es bueno", "dónde has estado"], ["es", "es"])
    assert model.predict(["dónde es el tiempo"]).tolist() == ["es"]
    np.testing.assert_allclose(model.predict_proba([""])[0].sum(), 1)


def invented(n_words, n, seed, n_languages=12):
    """Sentences of languages that share most of their syllables, not the order of their letters."""
    words = np.random.default_rng(0)
    tongues = []
    for _ in range(n_languages):
        syllables = [
            "".join(words.choice(list(part)) for part in ("bdklmnrst", "aeiou")) for _ in range(9)
        ]
        tongues.append(["".join(words.choice(syllables, 2 + words.integers(2))) for _ in range(80)])
    random = np.random.default_rng(seed)
    found = [
        (" ".join(random.choice(t, n_words)), i) for i, t in enumerate(tongues) for _ in range(n)
    ]
    return [text for text, _ in found], [label for _, label in found]


def test_of_a_few_words_it_is_as_sure_as_it_is_right():
    model = LanguageClassifier().fit(*invented(12, 8, 1))
    for n_words, most in ((12, 0.03), (2, 0.12)):  # of two words it was .22 less sure than right
        new, truth = invented(n_words, 40, 2)
        proba = model.predict_proba(new)
        right = (model.classes_[proba.argmax(axis=1)] == truth).mean()
        assert abs(right - proba.max(axis=1).mean()) < most


def test_a_file_from_before_evidence_was_evened_predicts_as_before():
    model = LanguageClassifier().fit(TEXTS, LABELS)
    body = json.loads(dumps(model))
    assert body["learned"].pop("evidence_power_") == 0.5
    again = loads(sealed(body))
    evidence, known = again._evidence(["the book is here", "le livre"])
    beyond = evidence - known[:, None] * model.mean_evidence_
    logits = model.evidence_factor_ * beyond + model.log_prior_
    proba = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    expected = (1 - 1 / 14) * proba + np.exp(model.log_prior_) / 14
    np.testing.assert_allclose(again.predict_proba(["the book is here", "le livre"]), expected)


@given(
    x=texts,
    n=st.integers(0, 3),
    kind=st.sampled_from(KINDS),
    share=st.floats(0.01, 1),
    seed=st.integers(0, 99),
)
def test_variants_are_what_their_kind_says(x, n, kind, share, seed):
    got = augment(x, n=n, kinds=[kind], share=share, random_state=seed)
    assert got == augment(x, n=n, kinds=[kind], share=share, random_state=seed)
    assert len(got) == n * len(x)
    for i, variant in enumerate(got):
        words, new = x[i // n].split(), variant.split()
        times = max(1, round(share * len(words)))
        if kind == "swap":
            assert Counter(new) == Counter(words)
        elif kind == "drop":
            assert not Counter(new) - Counter(words)
            assert len(new) == max(min(len(words), 1), len(words) - times)
        else:
            assert len(new) == len(words)
            assert sum(a != b for a, b in zip(words, new, strict=True)) <= times


@pytest.mark.parametrize(
    ("name", "value"), [("kinds", []), ("kinds", ["shout"]), ("share", 0), ("n", -1)]
)
def test_bad_arguments_are_named(name, value):
    with pytest.raises(InvalidInput) as caught:
        augment(["a b"], **{name: value})
    assert caught.value.parameter == name
