"""The Predictor suggests the words that Python suggests: tests/js/predict_cases.mjs asks it."""

import json

import numpy as np
import pytest

from elm_core import ELMClassifier, dumps, loads
from elm_core.exceptions import ModelFormatError
from elm_core.tasks import Autocomplete
from tests.core.sealing import resealed
from tests.predicting import NODE, ROOT, answers

pytestmark = pytest.mark.skipif(NODE is None, reason="needs Node")

VECTORS = ROOT / "vectors/elm_vectors/word_vectors.npz"
#: Words whose case, length, order or composition two languages could take apart.
WORDS = [
    "see",
    "you",
    "soon",
    "tomorrow",
    "Thank",
    "thank",
    "THANK",
    "don't",
    "it’s",
    "well-known",
    "42",
    "3rd",
    "snake_case",
    "Straße",
    "STRASSE",
    "İstanbul",
    "ΑΣ",
    "ΑΣΑ",
    "ǅ",
    "é",
    "été",
    "नमस्ते",
    "दुनिया",
    "東京都",
    "한글",
    "𝟘𝟙",
    "𐐀𐐨",
    "𐐨x",
    "ￜx",
    "ﬁne",
    "½",
    "€5",
    "👩\u200d🔬",
    "a'",
    "-b",
    "c’",
    "_",
    "the",
    "of",
    "and",
]
ENDS = [". ", "! ", "? ", "\n", " ", " ", " ", ", ", "; ", ".\n", "... "]


def some_text(rng, words, n):
    # some words come often, as words do
    ranks = np.minimum(rng.zipf(1.5, n), len(words)) - 1
    return "".join(words[i] + ENDS[rng.integers(len(ENDS))] for i in ranks)


def begun_texts(rng, words, n):
    """Texts that end in a part of a word, a whole one or none."""
    texts = ["", " ", ".", "See y", "SEE Y", "thank", "xyzzy "]
    for _ in range(n):
        text = some_text(rng, words, int(rng.integers(0, 5)))
        word = words[rng.integers(len(words))]
        texts.append(text + word[: rng.integers(0, len(word) + 1)])
    return texts


def compare(model, texts, said, k):
    for text, found in zip(texts, said, strict=True):
        expected = model.suggest(text, k=k)
        words = [(one["word"], one["rest"]) for one in expected]
        assert [(one["word"], one["rest"]) for one in found] == words, text
        shares = [one["probability"] for one in expected]
        np.testing.assert_allclose([one["probability"] for one in found], shares, rtol=1e-9)


def test_suggestions_are_those_of_python(tmp_path):
    rng = np.random.default_rng(30)
    many = [f"{stem}{end}" for stem in ("pre", "su", "𐐨", "") for end in range(150)]
    models, cases = [], []
    for number, (words, options) in enumerate(
        [
            (WORDS, {"vectors": None}),
            (WORDS, {"vectors": None, "n_hidden": 0}),
            (WORDS, {"elm_share": 0.9, "n_hidden": 20}),
            (WORDS, {"elm_share": 0.0}),
            (many, {"vectors": None, "n_hidden": 20}),  # more than are looked at
        ]
    ):
        size = 1500 if words is many else 300
        model = Autocomplete(**options).fit([some_text(rng, words, size) for _ in range(3)])
        model.accept("see you ", "later").accept("Thank ", "Goodness")
        texts = begun_texts(rng, words, 60)
        models.append((model, texts, 5 + 7 * number))
        case = {"model": dumps(model), "begun": texts, "k": 5 + 7 * number, "methods": []}
        cases.append(case | ({"vectors": str(VECTORS)} if model.vectors_ else {}))
    alike = Autocomplete(n_hidden=0).fit(["b a\U00010428 a\uffdc ab"])  # as likely as one another
    models.append((alike, ["a"], 3))
    cases.append({"model": dumps(alike), "begun": ["a"], "k": 3, "methods": []})
    cases[-1] |= {"vectors": str(VECTORS)} if alike.vectors_ else {}
    assert any(model.vectors_ for model, *_ in models)
    for (model, texts, k), found in zip(models, answers(cases, tmp_path), strict=True):
        assert "error" not in found, found
        compare(model, texts, found["suggest"], k)


def test_what_cannot_be_suggested_is_refused(tmp_path):
    model = Autocomplete(n_hidden=4).fit(["see you soon"])
    none = Autocomplete(vectors=None).fit(["", "word"])
    text = dumps(model)
    cases = [
        {"model": dumps(none), "begun": ["", "w"], "k": 1, "methods": []},
        {"model": text, "begun": ["see "], "k": 1, "methods": []},
        {"model": text, "begun": [1], "k": 1, "methods": [], "vectors": str(VECTORS)},
        {"model": text, "begun": ["see "], "k": 0, "methods": [], "vectors": str(VECTORS)},
        {"model": text, "X": ["see "], "methods": ["predict"], "vectors": str(VECTORS)},
    ]
    empty, *refused = answers(cases, tmp_path)
    compare(none, ["", "w"], empty["suggest"], 1)
    for found, part in zip(
        refused,
        ["word vectors of elm_vectors", "text must be a text", "k must be", "does not do this"],
        strict=True,
    ):
        assert part in found["error"], found
    assert [found["code"] for found in refused] == ["model-format"] + 3 * ["invalid-input"]


def test_a_file_whose_parts_do_not_fit_is_refused(tmp_path):
    texts = ["see you soon", "see you there"]
    model = Autocomplete(n_hidden=4, vectors=None).fit(texts)
    wide = Autocomplete(n_hidden=4).fit(texts)
    numbers = ELMClassifier(4, standardize=False, random_state=0).fit(np.eye(64), np.arange(64) % 3)
    changes = [
        (wide, lambda body: body["learned"].update(vectors_=None)),
        (model, lambda body: body["learned"].update(model_={"model": _within(numbers)})),
    ]
    files = [resealed(dumps(file), change) for file, change in changes]
    for text in files:
        with pytest.raises(ModelFormatError):
            loads(text)
    cases = [{"model": text, "begun": ["see "], "k": 1, "methods": []} for text in files]
    for found in answers(cases, tmp_path):
        assert found["code"] == "model-format"


def _within(model):
    body = json.loads(dumps(model))
    return {key: body[key] for key in ("class", "params", "learned")}
