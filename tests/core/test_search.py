"""Search: BM25 against its formula, LSA against the SVD, and an index that changes."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elm_core import dumps, loads
from elm_core.exceptions import InvalidInput, ModelFormatError, NotFittedError
from elm_core.features import ranking
from elm_core.features.latent import LatentSpace
from elm_core.features.postings import Postings
from elm_core.features.text import TextVectorizer
from elm_core.maths.sparse import CSR, dot_t
from elm_core.specs.forms import choices
from elm_core.specs.parameters import PARAMETERS
from elm_core.tasks import SearchIndex

DOCS = [
    "the cat sleeps on the sofa",
    "a dog barks at the cat",
    "stocks fell on monday",
    "the bank raised its rates",
    "rain and wind in the north",
    "sunny weather all week",
]
ABOUT = [{"kind": k, "n": i} for i, k in enumerate(["pet", "pet", "money", "money", "sky", "sky"])]

#: What people ask a speaker.
REQUESTS = [
    "wake me at seven",
    "set an alarm for six",
    "ring an alarm at noon please",
    "is it raining in paris",
    "weather for tomorrow",
    "will it be sunny",
]


def ids(hits):
    return [hit["id"] for hit in hits]


def index(**options):
    return SearchIndex(**options).add(DOCS, metadata=ABOUT)


@settings(max_examples=30, deadline=None)
@given(
    a=st.lists(st.lists(st.integers(0, 3), min_size=4, max_size=4), min_size=2, max_size=6),
    k1=st.floats(0.1, 3),
    b=st.floats(0, 1),
)
def test_bm25_equals_its_formula(a, k1, b):
    a = np.array(a, float)
    postings = Postings.of(CSR.from_dense(a), k1=k1, b=b)
    got = np.column_stack([postings.scores({j: 1.0}) for j in range(a.shape[1])])
    length = a.sum(axis=1)
    mean = length.mean() or 1.0
    for i, j in np.argwhere(a):
        f = (a[:, j] > 0).sum()
        idf = math.log(1 + (len(a) - f + 0.5) / (f + 0.5))
        expected = idf * a[i, j] * (k1 + 1) / (a[i, j] + k1 * (1 - b + b * length[i] / mean))
        assert got[i, j] == pytest.approx(expected)
    assert not got[a == 0].any()


@given(
    a=st.lists(st.lists(st.integers(0, 3), min_size=4, max_size=4), min_size=2, max_size=6),
    share=st.floats(0.1, 1),
)
def test_words_that_stand_for_one_count_as_one(a, share):
    a = np.array(a, float)
    postings = Postings.of(CSR.from_dense(a), b=0.0)
    got = postings.scores({0: 1.0, 2: share})
    best = np.maximum(*(w * a[:, j] * 2.2 / (a[:, j] + 1.2) for j, w in ((0, 1.0), (2, share))))
    f = ((a[:, 0] > 0) | (a[:, 2] > 0)).sum()
    np.testing.assert_allclose(got, math.log(1 + (len(a) - f + 0.5) / (f + 0.5)) * best)
    assert got.tolist() == postings.scores({2: share, 0: 1.0}).tolist()


def test_the_latent_space_is_that_of_the_singular_value_decomposition():
    rows = TextVectorizer(char_ngrams=None).fit_transform(DOCS)
    got = LatentSpace.of(rows, 3).transform(rows)
    u, s, _ = np.linalg.svd(rows.to_dense(), full_matrices=False)
    expected = u[:, :3] * s[:3]
    np.testing.assert_allclose(got @ got.T, expected @ expected.T, atol=1e-10)
    whole = LatentSpace.of(rows, 99).transform(rows)  # nothing is lost with all axes
    np.testing.assert_allclose(whole @ whole.T, dot_t(rows, rows), atol=1e-10)


@given(scores=st.lists(st.integers(-5, 5), min_size=1, max_size=8), n=st.integers(1, 9))
def test_without_diversity_the_best_come_first(scores, n):
    scores = np.array(scores, float)
    got = ranking.diverse(scores, np.eye(len(scores)), n, 0.0)
    assert sorted(-scores[got]) == list(-scores[got])
    assert len(set(got)) == min(n, len(scores))


def test_diversity_passes_over_what_is_alike():
    scores, rows = np.array([1.0, 0.99, 0.5]), np.array([[1.0, 0], [1.0, 0], [0, 1.0]])
    assert ranking.diverse(scores, rows, 2, 0.5) == [0, 2]
    assert ranking.diverse(scores, rows, 2, 0.0) == [0, 1]


@pytest.mark.parametrize("metric", choices(PARAMETERS["SearchIndex"]["metric"]))
def test_metrics_equal_their_definitions(metric):
    random = np.random.RandomState(0)
    a, b = random.standard_normal((3, 4)), random.standard_normal((5, 4))
    of = {
        "dot": lambda x, y: x @ y,
        "cosine": lambda x, y: x @ y / np.linalg.norm(x) / np.linalg.norm(y),
        "euclidean": lambda x, y: 1 / (1 + np.linalg.norm(x - y)),
        "manhattan": lambda x, y: 1 / (1 + np.abs(x - y).sum()),
    }[metric]
    expected = [[of(x, y) for y in b] for x in a]
    np.testing.assert_allclose(ranking.similarities(a, b, metric), expected)


@pytest.mark.parametrize("method", ["hybrid", "bm25", "embedding"])
@pytest.mark.parametrize("metric", choices(PARAMETERS["SearchIndex"]["metric"]))
def test_a_text_finds_itself(method, metric):
    found = index(method=method, metric=metric, vectors=None)
    assert [ids(found.search(text, k=1))[0] for text in DOCS] == [str(i) for i in range(6)]


def test_words_of_like_meaning_find_documents():
    assert ids(index().search("kitten", k=1))[0] in "01"
    assert index().search("kitten", k=1, where={"kind": "money"})[0]["metadata"]["kind"] == "money"


@settings(max_examples=25, deadline=None)
@given(steps=st.lists(st.tuples(st.sampled_from("aur"), st.integers(0, 5)), max_size=8))
def test_an_index_that_changed_is_that_of_its_documents(steps):
    changed, now = index(vectors=None), dict(zip("012345", DOCS, strict=True))
    for kind, i in steps:
        name = str(i)
        if kind == "r" and name in now:
            del now[name]
            changed.remove([name])
        elif kind == "a" and name not in now:
            now[name] = "new " + DOCS[i]
            changed.add([now[name]], ids=[name])
        elif kind == "u":
            now[name] = DOCS[-1 - i]
            changed.upsert([now[name]], ids=[name])
    fresh = SearchIndex(vectors=None).fit(list(now.values()), list(now))
    for query in ("the cat", "weather", "xyzzy"):
        assert changed.search(query) == [
            hit | {"metadata": found["metadata"]}
            for hit, found in zip(fresh.search(query), changed.search(query), strict=True)
        ]


def test_filters_are_values_or_functions():
    found = index()
    assert ids(found.search("the week", where={"kind": "sky"}, k=9)) == ["5", "4"]
    assert ids(found.search("the week", where=lambda about: about["n"] > 3)) == ["5", "4"]
    assert found.search("the", where={"kind": "none"}) == []
    with pytest.raises(InvalidInput, match="where"):
        found.search("the", where=3)


def test_clicks_change_the_order():
    found = index(vectors=None)
    assert ids(found.search("the cat"))[0] in "01"
    for _ in range(4):  # people always open the longest
        for query in ("the cat", "the bank", "rain", "monday"):
            shown = ids(found.search(query))
            found.learn_clicks(query, [max(shown, key=lambda i: len(DOCS[int(i)]))], shown)
    longest = sorted(range(6), key=lambda i: -len(DOCS[i]))
    assert ids(found.search("the"))[0] == str(longest[0])
    again = loads(dumps(found))
    assert again.search("the cat", diversity=0.3) == found.search("the cat", diversity=0.3)


def test_comes_back_from_a_file():
    found = index()
    again = loads(dumps(found))
    assert again.search("a cat or a dog") == found.search("a cat or a dog")
    assert again.metadata_ == ABOUT
    again.add(["the cat again"])
    assert {"0", "1", "6"} <= set(ids(again.search("cat", k=9)))


@pytest.mark.parametrize("method", ["hybrid", "bm25", "embedding"])
@pytest.mark.parametrize("metric", choices(PARAMETERS["SearchIndex"]["metric"]))
@pytest.mark.parametrize("query", ["zzzz", "", "!", "9 8 7", "登录", "😀"])
def test_where_nothing_fits_nothing_is_found(method, metric, query):
    assert index(method=method, metric=metric).search(query) == []
    assert index(method=method, metric=metric, vectors=None).search(query, diversity=0.5) == []


@pytest.mark.parametrize("vectors", ["auto", None])
def test_documents_that_have_nothing_to_do_with_it_are_not_found(vectors):
    found = index(vectors=vectors)
    for query in ("monday stocks", "sofa", "cat xyzzy"):
        hits = found.search(query, k=99)
        assert hits and all(hit["score"] > 1e-9 for hit in hits)
        for i in {str(i) for i in range(6)} - set(ids(hits)):
            assert not set(query.split()) & set(DOCS[int(i)].split())
    for _ in range(4):
        found.learn_clicks("the cat", ["0"], ["0", "1", "2", "3"])
    assert found.search("zzzz") == []
    assert ids(found.search("sofa", k=99)) == ids(found.search("sofa", k=99, rerank=False))


def test_without_what_was_learnt_the_order_is_as_it_was():
    found = index(vectors=None)
    before = found.search("the cat")
    for _ in range(4):
        found.learn_clicks("the cat", [before[-1]["id"]], ids(before))
    assert found.search("the cat") != before
    assert found.search("the cat", rerank=False) == before


def test_documents_come_in_their_order():
    found = index().remove(["2"]).upsert(["new", "newer"], ids=["4", "x"])
    assert [d["id"] for d in found.documents()] == ["0", "1", "3", "4", "5", "x"]
    assert found.documents()[0] == {"id": "0", "text": DOCS[0], "metadata": ABOUT[0]}
    found.documents()[0]["metadata"]["kind"] = "changed"
    assert found.metadata_[0] == ABOUT[0]


def test_an_empty_index_finds_nothing():
    found = SearchIndex().fit([])
    assert found.search("cat") == []
    assert found.expand_query("cat") == [{"word": "cat", "how": "unknown", "terms": []}]
    assert found.documents() == []
    assert found.add(["cat"]).search("cat")[0]["id"] == "0"
    assert found.remove(["0"]).search("cat") == []
    with pytest.raises(NotFittedError):
        SearchIndex().search("cat")


BAD = {
    "an id twice": (lambda m: m.add(["x"], ids=["0"]), "ids"),
    "ids too few": (lambda m: m.add(["x", "y"], ids=["9"]), "ids"),
    "unknown id": (lambda m: m.remove(["99"]), "ids"),
    "no text": (lambda m: m.add([1]), "X"),
    "a single text": (lambda m: m.add("cat"), "X"),
    "metadata": (lambda m: m.add(["x"], metadata=[{1, 2}]), "metadata"),
    "metadata too few": (lambda m: m.add(["x"], metadata=[]), "metadata"),
    "query": (lambda m: m.search(3), "query"),
    "k": (lambda m: m.search("x", k=0), "k"),
    "complete": (lambda m: m.search("x", complete="yes"), "complete"),
    "rerank": (lambda m: m.search("x", rerank="no"), "rerank"),
    "diversity": (lambda m: m.search("x", diversity=2), "diversity"),
    "clicks": (lambda m: m.learn_clicks("x", ["99"], ["0"]), "shown"),
    "method": (lambda m: m.set_params(method="best").fit(DOCS), "method"),
    "metric": (lambda m: m.set_params(metric="hamming").fit(DOCS), "metric"),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_calls_are_named_and_lose_nothing(kind):
    found = index()
    before = found.search("the cat")
    call, parameter = BAD[kind]
    with pytest.raises(InvalidInput) as caught:
        call(found)
    assert caught.value.parameter == parameter
    assert found.set_params(method="hybrid", metric="cosine").search("the cat") == before


@pytest.mark.parametrize("name", ["ids_", "texts_", "metadata_", "reranker_"])
def test_hostile_files_are_refused(name):
    found = index()
    broken = found.learned() | {name: [1, 2] if name != "reranker_" else index()}
    found.__dict__.update(broken)
    with pytest.raises(ModelFormatError):
        loads(dumps(found))


@pytest.mark.parametrize("metric", ["cosine", "dot", "euclidean", "manhattan"])
def test_the_nearest_document_comes_first(metric):
    searched = SearchIndex(method="embedding", metric=metric, vectors=None)
    hits = searched.fit(REQUESTS).search("weather tomorrow", k=6)
    assert hits[0]["text"] == "weather for tomorrow"
    assert [hit["score"] for hit in hits] == sorted((h["score"] for h in hits), reverse=True)
