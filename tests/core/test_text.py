"""Texts: terms of any script, TF-IDF against scikit-learn, sparse products, the classifier."""

import pickle
import unicodedata

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.feature_extraction.text import TfidfVectorizer

from elm_core import KernelELMClassifier, dumps, loads
from elm_core.exceptions import InvalidInput, NotFittedError
from elm_core.features.analysis import hash_terms, words
from elm_core.features.text import TextVectorizer
from elm_core.features.word_vectors import installed
from elm_core.maths import sparse
from elm_core.maths.kernels import FROM_COSINE
from elm_core.maths.sparse import CSR, dot_t
from elm_core.tasks.text_classifier import TextClassifier

VERBS, NOUNS = ("play", "stop", "find", "buy"), ("song", "alarm", "rain", "the blues", "a ticket")
TEXTS = [f"{v} {n} {n[-1]}{i % 7}" for i, (v, n) in enumerate((v, n) for n in NOUNS for v in VERBS)]
LABELS = [t.split()[0] for t in TEXTS]
ascii_texts = st.lists(st.text("abcAB 12\n", max_size=30), min_size=1, max_size=8)


def equals_scikit_learn(mine, texts, new, **options):
    terms = [term.removeprefix("word:") for term in mine.get_feature_names_out()]
    try:
        oracle = TfidfVectorizer(sublinear_tf=True, **options).fit(texts)
    except ValueError:  # no text holds a term
        return not terms
    got = mine.transform(new).to_dense()[:, np.argsort(terms)]
    np.testing.assert_allclose(got, oracle.transform(new).toarray(), atol=1e-12)
    return sorted(terms) == oracle.get_feature_names_out().tolist()


def state_of(model):
    return pickle.dumps(model.learned())


@settings(max_examples=40, deadline=None)
@given(texts=ascii_texts, new=ascii_texts, ngrams=st.sampled_from([(1, 1), (1, 2), (2, 3)]))
def test_words_weigh_as_in_scikit_learn(texts, new, ngrams):
    mine = TextVectorizer(word_ngrams=ngrams, char_ngrams=None, open_vocabulary=False).fit(texts)
    pattern = {"ngram_range": ngrams, "token_pattern": r"\w+"}
    assert equals_scikit_learn(mine, texts, new, **pattern)


@settings(max_examples=40, deadline=None)
@given(texts=ascii_texts, new=ascii_texts, low=st.integers(1, 3), more=st.integers(0, 2))
@pytest.mark.parametrize("across", [False, True])
def test_characters_weigh_as_in_scikit_learn(across, texts, new, low, more):
    ngrams = (low, low + more)
    options = {"across_words": across, "open_vocabulary": False}
    mine = TextVectorizer(word_ngrams=None, char_ngrams=ngrams, **options).fit(texts)
    kind = {"analyzer": "char" if across else "char_wb", "ngram_range": ngrams}
    if across:  # scikit-learn puts no spaces around a text; `mine` takes them off again
        texts, new = ([t.strip() and f" {' '.join(t.split())} " for t in s] for s in (texts, new))
    assert equals_scikit_learn(mine, texts, new, **kind)


@pytest.mark.parametrize("share", [0.0, 0.4, 1.0])
def test_words_and_characters_share_the_inner_product(share):
    both = TextVectorizer(word_weight=share).fit_transform(TEXTS)
    parts = TextVectorizer(char_ngrams=None), TextVectorizer(word_ngrams=None)
    of_words, of_chars = (dot_t(rows, rows) for rows in (p.fit_transform(TEXTS) for p in parts))
    expected = share * of_words + (1 - share) * of_chars
    np.testing.assert_allclose(dot_t(both, both), expected, atol=1e-12)
    np.testing.assert_allclose(np.diag(expected), 1)


def test_rare_terms_and_terms_beyond_the_limit_are_left_out():
    options = {"char_ngrams": None, "open_vocabulary": False}
    few = TextVectorizer(min_df=3, **options).fit(TEXTS)
    assert equals_scikit_learn(few, TEXTS, TEXTS, min_df=3, token_pattern=r"\w+")
    limited = TextVectorizer(max_features=4, **options).fit(TEXTS)
    every = TextVectorizer(**options).fit(TEXTS).document_frequency_
    assert sorted(limited.document_frequency_) == sorted(every)[-4:]


@given(known=st.integers(0, 4), unknown=st.integers(0, 4))
def test_unknown_words_shorten_a_row_by_their_share(known, unknown):
    model = TextVectorizer(char_ngrams=None, use_idf=False).fit(["a b", "c d"])
    row = model.transform([" ".join([*"abcd"[:known], *"wxyz"[:unknown]])]).to_dense()[0]
    assert row @ row == pytest.approx(known / max(known + unknown, 1))


@settings(max_examples=25, deadline=None)
@given(texts=ascii_texts, cut=st.integers(1, 7), hashed=st.booleans())
def test_texts_added_and_weighed_again_give_the_rows_of_fit(texts, cut, hashed):
    options = {"n_hashes": 1024 if hashed else None}
    whole = TextVectorizer(**options).fit(texts)
    parts = TextVectorizer(**options).fit(texts[:cut])
    for text in texts[cut:]:
        before = parts.transform(texts[:cut]).to_dense()
        after = parts.partial_fit([text]).transform(texts[:cut]).to_dense()
        new = after.shape[1] - before.shape[1]
        np.testing.assert_allclose(after, np.pad(before, ((0, 0), (0, new))))
    parts.refresh_idf()
    assert parts.vocabulary_ == whole.vocabulary_
    models = (parts, loads(dumps(parts)), whole)
    got, again, expected = (m.transform(texts).to_dense() for m in models)
    np.testing.assert_allclose(got, expected, atol=1e-12)
    assert (again == got).all()


def test_many_cells_keep_the_products_of_the_vocabulary():
    learned, hashed = TextVectorizer().fit(TEXTS), TextVectorizer(n_hashes=2**20).fit(TEXTS)
    a, b = (dot_t(rows, rows) for rows in (learned.transform(TEXTS), hashed.transform(TEXTS)))
    np.testing.assert_allclose(a, b, atol=1e-12)


def fnv(term):
    h = 2166136261
    for byte in term.encode():
        h = (h ^ byte) * 16777619 % 2**32
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35), (16, 1)):
        h = (h ^ (h >> shift)) * factor % 2**32
    return h


@given(terms=st.lists(st.text(max_size=9), max_size=6))
def test_hashes_equal_those_computed_byte_by_byte(terms):
    assert hash_terms(terms).tolist() == [fnv(t) for t in terms]


@given(text=st.text(max_size=20))
def test_composed_and_decomposed_characters_are_the_same_words(text):
    composed, apart = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert words(composed) == words(apart)


matrices = st.tuples(st.integers(1, 25), st.integers(1, 12), st.integers(0, 9999))


def random_rows(shape, share):
    n, d, seed = shape
    random = np.random.RandomState(seed)
    return random.standard_normal((n, d)) * (random.uniform(size=(n, d)) < share)


@settings(max_examples=60, deadline=None)
@given(a=matrices, b=matrices, share=st.sampled_from([0, 0.05, 0.5, 1]), chunk=st.integers(1, 99))
def test_sparse_products_equal_dense_ones(a, b, share, chunk):
    a, b = random_rows(a, share), random_rows(b, share)
    width = min(a.shape[1], b.shape[1])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sparse, "_CHUNK", chunk)
        got = dot_t(CSR.from_dense(a), CSR.from_dense(b))
    np.testing.assert_allclose(got, a[:, :width] @ b[:, :width].T, atol=1e-12)


@given(a=arrays(float, (5, 4), elements=st.sampled_from([0.0, 0.0, 1.5, -2.0])))
def test_sparse_rows_are_cut_joined_and_scaled_as_dense_ones(a):
    rows = CSR.from_dense(a)
    length = np.linalg.norm(a, axis=1, keepdims=True)
    for got, expected in (
        (rows, a),
        (rows.below(2), a[:, :2]),
        (rows.below(6), np.pad(a, ((0, 0), (0, 2)))),
        (rows.in_columns(np.array([3, 1])), a[:, [3, 1]]),
        (rows.rows(1, 4), a[1:4]),
        (rows.take(np.array([3, 0, 3])), a[[3, 0, 3]]),
        (rows.append(rows.below(2)), np.vstack([a, a * (np.arange(4) < 2)])),
        (rows.normalized(), a / np.where(length, length, 1)),
    ):
        got.check()
        np.testing.assert_allclose(got.to_dense(), expected)


SCRIPTS = {
    "Chinese": (["今天天气很好", "明天天气怎么样"], ["播放一首歌曲", "我想听歌曲"], "后天天气"),
    "Arabic": (["حالة الطقس", "الطقس غدا"], ["شغل أغنية", "أغنية جديدة"], "الطقس اليوم"),
    "Thai": (["อากาศวันนี้", "พรุ่งนี้อากาศดีไหม"], ["เล่นเพลง", "เปิดเพลงใหม่"], "อากาศ"),
    "Greek": (["Τι ΚΑΙΡΟΣ κάνει", "ο καιρός αύριο"], ["παίξε μουσική", "λίγη μουσική"], "Καιρός;"),
    "emoji": (["☔ now", "☔☔"], ["🎵 now", "🎵🎵"], "☔!"),
}


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_learns_in_any_script(script, form):
    weather, music, new = SCRIPTS[script]
    model = TextClassifier().fit([*weather, *music], ["weather"] * 2 + ["music"] * 2)
    assert model.predict([unicodedata.normalize(form, new)]).tolist() == ["weather"]
    np.testing.assert_array_equal(*(model.predict_proba([f(new)]) for f in (str.upper, str.lower)))


@pytest.mark.parametrize("kernel", FROM_COSINE)
@pytest.mark.parametrize("class_weight", [None, "balanced", {"play": 3.0}])
def test_a_text_of_which_nothing_is_known_gets_the_shares_of_the_classes(kernel, class_weight):
    model = TextClassifier(kernel=kernel, class_weight=class_weight).fit(TEXTS[:-2], LABELS[:-2])
    proba = model.predict_proba(["", "  \n", "ξένο", "漢字"])
    np.testing.assert_allclose(proba, np.tile(model.model_.class_prior_, (4, 1)), rtol=1e-14)
    assert np.isfinite(model.fit(["", *TEXTS], ["stop", *LABELS]).predict_proba([""])).all()


def rows_of(model, texts):
    """The rows that the model sees, as one dense matrix."""
    terms, vectors = model.vectorizer_.transform(texts).to_dense(), installed().transform(texts)
    share = model.vector_share * vectors.any(axis=1, keepdims=True)
    return np.hstack([np.sqrt(1 - share) * terms, np.sqrt(share) * vectors])


def on_the_kernel_of(model, texts, labels):
    """The kernel estimator on rows made by the model's vectoriser, and its scores of `TEXTS`."""
    rows, new = rows_of(model, texts), rows_of(model, TEXTS)
    kernel = KernelELMClassifier("precomputed", alpha=model.model_.alpha_)
    kernel.fit(FROM_COSINE[model.kernel_](rows @ rows.T), labels)
    return kernel, kernel.scores(FROM_COSINE[model.kernel_](new @ rows.T)) - kernel.intercept_


@pytest.mark.parametrize("kernel", FROM_COSINE)
@pytest.mark.parametrize("from_file", [False, True])
def test_texts_added_one_by_one_equal_a_fit_on_the_same_rows(kernel, from_file):
    texts, labels = [*TEXTS, "sing a hymn", ""], [*LABELS, "sing", "buy"]
    model = TextClassifier(kernel=kernel).fit(TEXTS[:15], LABELS[:15])
    for i in range(15, 22):
        model = loads(dumps(model)) if from_file else model
        model.partial_fit(texts[i : i + 1], labels[i : i + 1])
        expected = on_the_kernel_of(model, texts[: i + 1], labels[: i + 1])[1]
        np.testing.assert_allclose(model._evidence(TEXTS)[0], expected, rtol=0, atol=1e-8)
    assert model.classes_.tolist() == ["buy", "find", "play", "sing", "stop"]


def test_after_growing_by_half_the_model_is_that_of_fit():
    model = TextClassifier().fit(TEXTS[:12], LABELS[:12])
    model.partial_fit(TEXTS[12:16], LABELS[12:16]).partial_fit(TEXTS[16:], LABELS[16:])
    whole = TextClassifier().fit(TEXTS, LABELS)
    assert (model.refit_at_, model.loo_score_) == (whole.refit_at_, whole.loo_score_)
    np.testing.assert_allclose(model.predict_proba(TEXTS), whole.predict_proba(TEXTS), atol=1e-9)


def test_comes_back_from_a_file_and_goes_on_learning():
    model = TextClassifier(class_weight={"buy": 2.0}).fit(TEXTS, LABELS)
    again = loads(dumps(model))
    assert (again.predict_proba(TEXTS) == model.predict_proba(TEXTS)).all()
    assert dumps(again) == dumps(model)
    for texts in (TEXTS[:6], TEXTS[6:12]):  # the second time, all is learnt anew
        model.partial_fit(["sing " + t for t in texts], ["sing"] * 6)
        again.partial_fit(["sing " + t for t in texts], ["sing"] * 6)
        expected = model.predict_proba(TEXTS)
        np.testing.assert_allclose(again.predict_proba(TEXTS), expected, rtol=1e-8)


def test_weights_count_as_repeated_texts_on_the_same_rows():
    weights = np.arange(20) % 3
    repeated = np.repeat(np.arange(20), weights)
    model = TextClassifier().fit(TEXTS, LABELS, sample_weight=weights)
    texts, labels = [TEXTS[i] for i in repeated], [LABELS[i] for i in repeated]
    kernel, expected = on_the_kernel_of(model, texts, labels)
    np.testing.assert_allclose(model._evidence(TEXTS)[0], expected, atol=1e-9)
    # leave-one-out takes a text out whole: of texts that are equal one goes and the others stay
    assert model.model_.loo_score_ <= kernel.loo_score_
    # where every term weighs the same in all texts, rareness makes no difference either
    texts, labels = ["up", "down", "up", "down"], ["a", "b", "b", "a"]
    a = TextClassifier(alpha=0.1).fit(texts, labels, [3, 3, 1, 1])
    b = TextClassifier(alpha=0.1).fit(texts[:2] * 3 + texts[2:], labels[:2] * 3 + labels[2:])
    np.testing.assert_allclose(a._evidence(texts)[0], b._evidence(texts)[0], atol=1e-9)


BAD_CALLS = {
    "a single string": ("play", ["play"], "X", None),
    "None": ([*TEXTS[:3], None], LABELS[:4], "X", 3),
    "no texts": ([], [], "X", None),
    "labels too few": (TEXTS, LABELS[1:], "y", None),
    "no label": (TEXTS[:2], np.array(["play", None], dtype=object), "y", 1),
    "one class": (TEXTS, ["play"] * len(TEXTS), "y", None),
    "another kind": (TEXTS[:2], [1, 2], "y", 0),
}
FINE = [("one class", "partial_fit"), ("another kind", "fit")]
CASES = [(k, c) for k in BAD_CALLS for c in ("fit", "partial_fit") if (k, c) not in FINE]


@pytest.mark.parametrize(("kind", "call"), CASES)
def test_bad_texts_and_labels_are_named_and_lose_nothing(kind, call):
    model = TextClassifier().fit(TEXTS, LABELS)
    before = state_of(model)
    texts, labels, *place = BAD_CALLS[kind]
    with pytest.raises(InvalidInput) as caught:
        getattr(model, call)(texts, labels)
    assert [caught.value.parameter, caught.value.row] == place
    assert state_of(model) == before


BAD = {
    "word_ngrams": [(2, 1), (0, 1), 3, (1, 99)],
    "char_ngrams": [(1.0, 2)],
    "word_weight": [-0.1, 1.1, "half"],
    "kernel": ["laplacian"],
    "alpha": [-1, "best"],
    "class_weight": [{"stop": 0}, {"z": 1}, {"stop": -1}, "heavy"],
}


@pytest.mark.parametrize(("name", "value"), [(k, v) for k, values in BAD.items() for v in values])
def test_bad_parameters_are_named_and_lose_nothing(name, value):
    model = TextClassifier().fit(TEXTS, LABELS)
    before = state_of(model)
    model.set_params(**{name: value})
    with pytest.raises(InvalidInput, match=name) as caught:
        model.fit(TEXTS, LABELS)
    assert caught.value.parameter == name
    assert state_of(model) == before


@pytest.mark.parametrize(
    "table", [{"cat": 1, "dog": 2}, pd.DataFrame({"text": ["cat", "dog"], "by": ["a", "b"]})]
)
def test_a_table_is_no_list_of_texts(table):
    model = TextClassifier().fit(["cat", "dog"] * 3, ["a", "b"] * 3)
    for use in (model.predict, TextVectorizer().fit):
        with pytest.raises(InvalidInput, match="take one column of a table"):
            use(table)


def test_an_unfitted_classifier_of_texts_says_so():
    with pytest.raises(NotFittedError, match="not fitted"):
        TextClassifier().predict(["cat"])


ALARMS = ["wake me at seven", "set an alarm for six", "ring an alarm at noon please"]
WEATHER = ["is it raining in paris", "weather for tomorrow", "will it be sunny"]
TOPICS = ["alarm"] * 3 + ["weather"] * 3


def test_the_order_of_words_and_the_length_of_a_text_break_nothing():
    model = TextClassifier().fit(ALARMS + WEATHER, TOPICS)
    for text, topic in zip(ALARMS + WEATHER, TOPICS, strict=True):
        turned = " ".join(reversed(text.split()))
        longer = f"hello there, {text}, if you would be so kind"
        a, b = model.predict_proba([text, turned])
        np.testing.assert_allclose(a, b, atol=1e-12)
        assert model.predict([longer]) == [topic]


def test_terms_are_whole_words_of_any_case_and_script_and_rareness_is_positive():
    """ "cat" is not found in "concatenate"."""
    texts = ["The cat", "the CAT!", "concatenate THE", "the Ёж", "the ёж"]
    model = TextVectorizer(char_ngrams=None).fit(texts)
    frequency = dict(zip(model.vocabulary_, model.document_frequency_.tolist(), strict=True))
    assert frequency == {"word:the": 5, "word:cat": 2, "word:concatenate": 1, "word:ёж": 2}
    assert model.idf_.min() == 1.0  # of the word that all texts hold
    a, b = model.transform(["the cat", "THE CAT"]).to_dense()
    assert (a == b).all()


def test_it_knows_which_texts_leave_one_out_gets_wrong():
    texts = ["wake me at seven", "an alarm for 6", "is it raining", "weather tomorrow"] * 3
    texts += ["an alarm at nine", "rain at nine"]
    labels = np.array(["alarm", "alarm", "weather", "weather"] * 3 + ["weather", "alarm"])
    model = TextClassifier().fit(texts, labels)
    right = model.loo_labels_ == labels
    assert right.mean() == pytest.approx(model.loo_score_) and not right.all()
    grown = TextClassifier().fit(texts[:-1], labels[:-1]).partial_fit(texts[-1:], labels[-1:])
    again = grown.loo_labels_ == labels
    assert again.mean() == pytest.approx(grown.loo_score_)
    weighted = TextClassifier().fit(texts, labels, sample_weight=[0] + [1] * 13)
    assert len(weighted.loo_labels_) == weighted.n_samples_seen_ == 13
    right = weighted.loo_labels_ == labels[1:]
    assert right.mean() == pytest.approx(weighted.loo_score_)
    with pytest.raises(AttributeError, match="model from a file"):
        _ = loads(dumps(model)).loo_labels_
    with pytest.raises(AttributeError, match="landmarks"):
        _ = TextClassifier(n_landmarks=4).fit(texts, labels).loo_labels_


def test_files_of_other_texts_hold_no_power_of_languages():
    model = TextClassifier().fit(["a b", "a c", "d e", "d f"], ["x", "x", "y", "y"])
    assert model.evidence_power_ == 0.0 and "evidence_power_" not in dumps(model)
