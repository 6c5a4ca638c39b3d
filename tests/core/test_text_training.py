"""Training on many texts: exactly in one matrix, or on landmarks, which are close to it."""

import json
import tracemalloc

import numpy as np
import pytest

from elm_core import dumps, loads, memory
from elm_core.exceptions import InvalidInput, MemoryBudgetError, ModelFormatError
from elm_core.features.text import TextVectorizer
from elm_core.maths import arrays, blocked, ridge
from elm_core.maths.kernels import FROM_COSINE
from elm_core.maths.sparse import dot_t
from elm_core.tasks import IntentClassifier, LanguageClassifier, text_training
from elm_core.tasks.text_classifier import TextClassifier
from tests.core.sealing import sealed
from tests.data import draw, texts

VERBS, NOUNS = ("play", "stop", "find", "buy"), ("song", "alarm", "rain", "the blues", "a ticket")


def sentences(n, seed=0):
    random = np.random.RandomState(seed)
    verbs, nouns = random.randint(0, 4, n), random.randint(0, 5, n)
    made = [
        f"{VERBS[v]} {NOUNS[o]} {random.randint(40)} {VERBS[random.randint(4)]}"
        for v, o in zip(verbs, nouns, strict=True)
    ]
    return made, np.array(VERBS)[verbs]


@pytest.fixture(scope="module")
def model():
    return TextClassifier(n_landmarks=40, vectors=None, random_state=0).fit(*sentences(300))


@pytest.mark.parametrize("alpha", ["loo", 0.3])
@pytest.mark.parametrize("class_weight", [None, "balanced"])
def test_with_all_texts_as_landmarks_it_is_the_exact_model(alpha, class_weight):
    x, y = sentences(90)
    weight = np.linspace(0.5, 2.0, 90) if alpha != "loo" else None
    options = {"alpha": alpha, "vectors": None, "class_weight": class_weight}
    exact = TextClassifier(n_landmarks=None, **options).fit(x, y, weight)
    all_of_them = TextClassifier(n_landmarks=10**6, **options).fit(x, y, weight)
    assert text_training.count(all_of_them.model_) == 90
    # grids of alpha begin at the mean squared norm, which is not the same after centring
    assert 0.5 < all_of_them.model_.alpha_ / exact.model_.alpha_ < 2
    near = 1e-9 if alpha != "loo" else 0.05
    new = [*sentences(50, seed=1)[0], "xyzzy", ""]
    np.testing.assert_allclose(all_of_them.predict_proba(new), exact.predict_proba(new), atol=near)
    assert np.isclose(all_of_them.loo_score_, exact.loo_score_, atol=near)


def test_some_landmarks_are_nearly_as_good_and_only_they_are_kept(model):
    exact = TextClassifier(n_landmarks=None, vectors=None).fit(*sentences(300))
    x, y = sentences(300, seed=1)
    assert model.score(x, y) >= exact.score(x, y) - 0.05
    assert model.rows_.sparse.n_rows == len(model.dense_) == len(model.model_.dual_coef_) == 40
    assert model.n_samples_seen_ == 300
    again = TextClassifier(n_landmarks=40, vectors=None, random_state=0).fit(*sentences(300))
    np.testing.assert_array_equal(again.predict_proba(x), model.predict_proba(x))
    np.testing.assert_allclose(model.predict_proba(["xyzzy"])[0], np.exp(model.log_prior_))


def test_more_texts_add_up_and_new_classes_may_come(model):
    x, y = sentences(120, seed=2)
    grown = loads(dumps(model, statistics=True)).partial_fit(x[:50], y[:50])
    grown.partial_fit(x[50:], y[50:])
    at_once = loads(dumps(model, statistics=True)).partial_fit(x, y)
    new = sentences(60, seed=3)[0]
    np.testing.assert_allclose(grown.predict_proba(new), at_once.predict_proba(new), atol=1e-9)
    assert grown.n_samples_seen_ == 420
    assert not np.allclose(grown.predict_proba(new), model.predict_proba(new), atol=1e-4)
    more = grown.partial_fit(["sell a song", "sell a ticket"] * 8, ["sell"] * 16)
    assert more.classes_.tolist() == ["buy", "find", "play", "sell", "stop"]
    assert more.predict_proba(new).shape == (60, 5)
    np.testing.assert_allclose(more.predict_proba(new).sum(axis=1), 1)


def test_it_is_saved_and_what_cannot_grow_says_so(model):
    x, y = sentences(20, seed=4)
    again = loads(dumps(model))
    np.testing.assert_array_equal(again.predict_proba(x), model.predict_proba(x))
    assert dumps(again) == dumps(model)
    with pytest.raises(InvalidInput, match="statistics=True"):
        again.partial_fit(x, y)
    assert dumps(again) == dumps(model)


def test_hostile_files_are_refused(model):
    body = json.loads(dumps(model))
    inner = ("learned", "model_", "model", "learned")
    changes = [
        ((*inner, "n_landmarks_"), 0),
        ((*inner, "n_landmarks_"), "x"),
        ((*inner, "n_features_in_"), 3),
        (("params", "n_landmarks"), "many"),
        (("params", "n_landmarks"), -1),
        (("learned", "counts_"), {"dict": {}}),
    ]
    for path, value in changes:
        changed = json.loads(json.dumps(body))
        place = changed
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value
        with pytest.raises(ModelFormatError):
            loads(sealed(changed))


def test_beyond_a_number_of_texts_landmarks_take_over(monkeypatch):
    assert text_training.wanted("auto", text_training.EXACT_TEXTS) == 0
    assert text_training.wanted("auto", 20_000) == text_training.LANDMARKS
    assert text_training.wanted(None, 20_000) == 0
    monkeypatch.setattr(text_training, "EXACT_TEXTS", 100)
    monkeypatch.setattr(text_training, "LANDMARKS", 60)
    x, y = sentences(130)
    grown = TextClassifier(vectors=None).fit(x[:90], y[:90])
    assert text_training.count(grown.model_) == 0
    grown.partial_fit(x[90:], y[90:])  # 45 more than half as many: learnt anew
    assert text_training.count(grown.model_) == (60 if grown.refit_at_ > 135 else 0)
    whole = TextClassifier(vectors=None).fit(x, y)
    assert text_training.count(whole.model_) == 60
    for kind in (IntentClassifier, LanguageClassifier):
        other = kind(n_landmarks=30).fit(x, y)
        assert text_training.count(other.model_) == 30
        assert set(other.predict(x)) <= {*VERBS, "out of scope"}
    other = IntentClassifier(n_landmarks=30, vectors=None).fit(x, y)
    before = other.threshold_
    assert other.partial_fit(x[:9], y[:9]).threshold_ == before


def test_errors_name_the_parameter(model):
    x, y = sentences(30)
    for wrong in ("all", 0, 2.5, -3):
        with pytest.raises(InvalidInput) as error:
            TextClassifier(n_landmarks=wrong).fit(x, y)
        assert error.value.parameter == "n_landmarks"
    with pytest.raises(InvalidInput, match="2 classes"):
        TextClassifier(n_landmarks=5).fit(x, ["a"] * 30)


def test_the_page_has_the_memory_for_twenty_thousand_texts(monkeypatch):
    from elm_core.models.kernel import nystrom

    monkeypatch.setattr(memory, "BUDGET", 2 * 2**30)
    nystrom.require_memory(text_training.wanted("auto", 20_000))
    with pytest.raises(MemoryBudgetError):
        nystrom.require_memory(20_000)


def test_what_memory_cannot_hold_the_matrix_of_takes_landmarks(monkeypatch):
    monkeypatch.setattr(memory, "BUDGET", 2 * 2**30)
    assert text_training.exact_texts() == 7723
    assert text_training.wanted("auto", 7723) == 0
    assert text_training.wanted("auto", 7724) == text_training.LANDMARKS
    monkeypatch.setattr(memory, "BUDGET", 9 * 2**30)
    assert text_training.exact_texts() == text_training.EXACT_TEXTS


def test_many_texts_take_one_matrix_and_can_be_stopped_meanwhile(monkeypatch):
    monkeypatch.setattr(blocked, "STEP_OPERATIONS", 1e5)
    monkeypatch.setattr(text_training, "row_blocks", lambda n: arrays.row_blocks(n, 32))
    x, y = sentences(900)
    options = {"alpha": 0.1, "kernel": "rbf", "char_ngrams": None, "vectors": None}
    model = TextClassifier(**options)
    tracemalloc.start()
    shares = list(model.fit_steps(x, y))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(shares) > 50 and shares == sorted(shares)
    assert peak < 2.0 * 8 * 900**2
    once = TextClassifier(**options).fit(x, y)
    np.testing.assert_allclose(model.predict_proba(x[:50]), once.predict_proba(x[:50]), atol=1e-9)


def test_a_model_from_a_file_grows_in_steps_and_in_one_matrix(monkeypatch):
    x, y = sentences(800)
    options = {"alpha": 0.1, "kernel": "rbf", "char_ngrams": None, "vectors": None}
    model = TextClassifier(**options).fit(x, y)
    again = loads(dumps(model))
    monkeypatch.setattr(blocked, "STEP_OPERATIONS", 1e5)
    monkeypatch.setattr(text_training, "row_blocks", lambda n: arrays.row_blocks(n, 32))
    new = ["play the rain", "buy the alarm"]
    tracemalloc.start()
    shares = list(again.partial_fit_steps(new, ["play", "buy"]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(shares) > 30 and shares == sorted(shares)
    assert peak < 3.0 * 8 * 800**2
    model.partial_fit(new, ["play", "buy"])
    np.testing.assert_allclose(again.predict_proba(x[:50]), model.predict_proba(x[:50]), atol=1e-9)


def left_out_error(kernel, x, y):
    """Squared error of one-hot scores, each text left out by a fit without it, over the variance."""
    vectorizer = TextVectorizer(char_ngrams=None)
    rows = vectorizer.fit_transform(x)
    matrix = FROM_COSINE[kernel](dot_t(rows, rows))
    targets = (y[:, None] == np.unique(y)).astype(float)
    alphas = ridge.solve_dual(matrix, targets, "loo", np.ones(len(y))).alpha
    error = np.zeros_like(targets)
    for i in range(len(y)):
        rest = np.delete(np.arange(len(y)), i)
        part = ridge.solve_dual(
            matrix[np.ix_(rest, rest)], targets[rest], alphas, np.ones(len(y) - 1)
        )
        error[i] = matrix[i, rest] @ part.coef + part.intercept - targets[i]
    return ((error**2).mean(axis=0) / targets.var(axis=0)).mean()


@pytest.mark.parametrize(
    "kernels", [("arc_cosine", "rbf"), ("rbf", "arc_cosine"), ("cosine", "rbf"), ("rbf", "cosine")]
)
def test_the_kernel_is_that_of_least_error_without_each_text(monkeypatch, kernels):
    x, y = texts("snips_train")
    some = np.random.RandomState(3).permutation(len(y))[:60]
    x, y = [x[i] for i in some], y[some]
    best = min(kernels, key=lambda kernel: left_out_error(kernel, x, y))
    monkeypatch.setattr(text_training, "_KERNELS", kernels)
    options = {"char_ngrams": None, "vectors": None}
    assert TextClassifier(**options).fit(x, y).kernel_ == kernels[0]  # few
    monkeypatch.setattr(text_training, "CHOOSING_FROM", 10)
    model = TextClassifier(**options).fit(x, y)
    assert model.kernel_ == best
    named = TextClassifier(kernel=best, **options).fit(x, y)
    np.testing.assert_array_equal(model.predict_proba(x), named.predict_proba(x))
    again = loads(dumps(model))
    assert again.kernel_ == best
    np.testing.assert_allclose(again.predict_proba(x), model.predict_proba(x), atol=1e-9)
    assert model.partial_fit([x[0]], ["new"]).kernel_ == best


def test_files_from_before_the_kernel_was_chosen(model):
    spelled = json.loads(dumps(model))
    del spelled["learned"]["kernel_"]
    with pytest.raises(ModelFormatError, match="kernel_"):
        loads(sealed(spelled))
    spelled["params"]["kernel"] = "arc_cosine"
    assert loads(sealed(spelled)).kernel_ == "arc_cosine"


def test_news_within_a_point_of_the_exact_model():
    x, y = texts("agnews_5600")
    train = draw(y, 250, np.random.RandomState(0))
    test = np.setdiff1d(np.arange(len(y)), train)[::3]
    options = {"word_ngrams": (1, 1), "char_ngrams": None}
    exact = TextClassifier(n_landmarks=None, **options).fit(x[train], y[train])
    some = TextClassifier(n_landmarks=600, random_state=0, **options).fit(x[train], y[train])
    assert some.score(x[test], y[test]) > exact.score(x[test], y[test]) - 0.015
