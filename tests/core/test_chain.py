"""Chains and combined encoders do what their steps do, one after the other."""

import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.datasets import load_wine
from sklearn.decomposition import PCA
from sklearn.ensemble import IsolationForest
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from elm_core import (
    BaggingELMClassifier,
    Chain,
    Combine,
    ConformalClassifier,
    ConformalRegressor,
    ELMAutoencoder,
    ELMClassifier,
    ELMClusterer,
    ELMRegressor,
    Frozen,
    KernelELMClassifier,
    OneClassELM,
    OnlineELMClassifier,
    VotingELMClassifier,
    dumps,
    loads,
)
from elm_core.base import clone
from elm_core.exceptions import InvalidInput, ModelFormatError
from elm_core.features.tabular import TableEncoder
from elm_core.features.text import TextVectorizer
from elm_core.model_selection import cross_val_score
from tests.core.contract import checks_of
from tests.core.sealing import resealed

HEAD = ELMClassifier(40, random_state=0)


@checks_of(
    Chain([StandardScaler(), HEAD]),
    Chain([("scale", StandardScaler()), ("model", ELMRegressor(40, random_state=0))]),
    Chain([StandardScaler(), StandardScaler()]),
    Combine([StandardScaler(), StandardScaler()]),
)
def test_scikit_learn_contract(estimator, check):
    check(estimator)


TEXTS = ["good film", "fine film", "bad film", "poor show", "great show", "awful plot"] * 5
LABELS = ["yes", "yes", "no", "no", "yes", "no"] * 5


def text_chain(head=HEAD):
    words = TextVectorizer(char_ngrams=None)
    letters = TextVectorizer(word_ngrams=None, char_ngrams=(2, 3))
    return Chain([("text", Combine([("words", words), ("letters", letters)])), ("model", head)])


def test_a_chain_is_its_steps_by_hand():
    x, y = load_wine(return_X_y=True)
    chain = Chain([PCA(3, random_state=0), StandardScaler(), HEAD]).fit(x, y)
    encoded = StandardScaler().fit_transform(PCA(3, random_state=0).fit_transform(x))
    head = ELMClassifier(40, random_state=0).fit(encoded, y)
    assert (chain.predict_proba(x) == head.predict_proba(encoded)).all()
    assert chain.score(x, y) == head.score(encoded, y)
    assert chain.loo_score_ == head.loo_score_
    assert (chain.encode(x) == encoded).all()
    assert chain.classes_.tolist() == [0, 1, 2] and chain.n_features_in_ == 13


def test_a_chain_of_text_encoders_is_saved_as_one_file():
    chain = text_chain().fit(TEXTS, LABELS)
    again = loads(dumps(chain))
    assert (again.predict_proba(TEXTS) == chain.predict_proba(TEXTS)).all()
    assert dumps(again) == dumps(chain)
    assert again["text"].widths_ == chain["text"].widths_
    assert chain.predict(["a great film", "an awful show"]).tolist() == ["yes", "no"]
    names = chain["text"].get_feature_names_out()
    assert len(names) == sum(chain["text"].widths_) == len(set(names))
    assert names[0].startswith("words__") and names[-1].startswith("letters__")


def test_chains_nest_and_tables_go_in():
    table = {"size": [1, 2, 9, 8] * 5, "colour": ["red", "", "blue", "blue"] * 5}
    y = ["small", "small", "big", "big"] * 5
    encode = Chain([TableEncoder()])
    chain = Chain([encode, VotingELMClassifier([HEAD, KernelELMClassifier()])])
    rows = [dict(zip(table, row, strict=True)) for row in zip(*table.values(), strict=True)]
    chain.fit(rows, y)
    assert loads(dumps(chain)).predict([{"size": 10, "colour": "blue"}]).tolist() == ["big"]


def test_any_split_gives_the_whole_once_the_encoders_are_fixed():
    random = np.random.RandomState(0)
    x = random.standard_normal((200, 4))
    y = np.where(x[:, 0] > 0, "a", "b")
    scaler = Frozen(StandardScaler().fit(x))
    head = ELMClassifier(20, alpha=1.0, standardize=False, random_state=0)
    whole = Chain([scaler, head]).fit(x, y)
    parts = Chain([scaler, head])
    for rows in (slice(0, 50), slice(50, 53), slice(53, 200)):
        parts.partial_fit(x[rows], y[rows], classes=["a", "b"])
    assert np.allclose(parts["elmclassifier"].coef_, whole["elmclassifier"].coef_, atol=1e-9)
    assert parts.n_samples_seen_ == 200


def test_further_training_leaves_the_encoders_alone():
    chain = Chain([StandardScaler(), ELMClassifier(20, random_state=0)])
    x = np.random.RandomState(0).standard_normal((60, 2))
    chain.partial_fit(x, x[:, 0] > 0)
    mean = chain[0].mean_.copy()
    before = chain[1]
    chain.partial_fit(x + 5.0, x[:, 0] > 0)
    assert (chain[0].mean_ == mean).all()
    assert before.n_samples_seen_ == 60 and chain[1].n_samples_seen_ == 120


def test_a_chain_has_the_methods_of_its_last_step():
    assert not hasattr(Chain([StandardScaler()]), "predict")
    assert hasattr(Chain([StandardScaler()]), "transform")
    assert not hasattr(Chain([ELMRegressor()]), "predict_proba")
    assert not hasattr(Chain([HEAD]), "transform")
    assert not hasattr(Chain([KMeans()]), "partial_fit_steps")
    x = load_wine().data
    clusters = Chain([StandardScaler(), KMeans(3, random_state=0)]).fit(x)
    assert set(clusters.predict(x)) == {0, 1, 2}


X3 = np.random.RandomState(0).standard_normal((80, 3))


@pytest.mark.parametrize(
    ("last", "methods"),
    [
        (ELMClassifier(20, random_state=0), ["predict_proba", "decision_function", "score"]),
        (ELMClusterer(2, n_hidden=20, random_state=0), ["predict", "transform", "fit_predict"]),
        (OneClassELM(20, random_state=0), ["score_samples", "decision_function", "fit_predict"]),
        (ELMAutoencoder(3, random_state=0), ["transform", "inverse_transform"]),
        (ConformalRegressor(ELMRegressor(20, random_state=0)), ["predict_interval", "predict"]),
        (
            ConformalClassifier(ELMClassifier(20, random_state=0), random_state=0),
            ["predict_set", "predict_set_mask", "predict_proba"],
        ),
        (LogisticRegression(), ["predict_proba", "decision_function"]),
        (IsolationForest(random_state=0), ["score_samples", "decision_function", "fit_predict"]),
        (PCA(2), ["transform", "inverse_transform", "get_feature_names_out"]),
    ],
    ids=lambda value: type(value).__name__,
)
def test_every_method_of_the_last_step_is_there_and_asks_it(last, methods):
    chain = Chain([("scale", StandardScaler()), ("last", last)])
    scaled = StandardScaler().fit_transform(X3)
    y = np.where(X3[:, 0] > 0, "up", "down") if hasattr(last, "predict_proba") else X3[:, 0]
    chain.fit(X3, y)
    for name in methods:
        assert hasattr(Chain([StandardScaler(), last]), name)
        by_chain, by_step = getattr(chain, name), getattr(chain["last"], name)
        if name == "score":
            assert by_chain(X3, y) == by_step(scaled, y)
        elif name == "fit_predict":
            assert (by_chain(X3) == by_step(scaled)).all()
        elif name == "inverse_transform":
            code = chain.transform(X3)
            expected = chain["scale"].inverse_transform(by_step(code))
            np.testing.assert_allclose(by_chain(code), expected)
        elif name == "get_feature_names_out":
            assert by_chain().tolist() == by_step().tolist()
        else:
            for got, expected in zip(by_chain(X3), by_step(scaled), strict=True):
                assert np.array_equal(got, expected)
    lacking = {"score_samples", "predict_interval", "predict_set", "fit_predict", "unlearn"}
    for name in lacking - set(methods):
        assert hasattr(chain, name) == hasattr(last, name), name


def test_sets_are_made_of_the_probabilities_of_a_chain():
    y = np.where(X3[:, 0] > 0, "up", "down")
    head = ConformalClassifier(ELMClassifier(20, random_state=0), random_state=0)
    chain = Chain([StandardScaler(), head]).fit(X3, y)
    sets = chain.sets_of(chain.predict_proba(X3), coverage=0.8)
    assert [s.tolist() for s in sets] == [s.tolist() for s in chain.predict_set(X3, coverage=0.8)]


def test_rows_are_taken_out_of_the_last_step():
    y = np.where(X3[:, 0] > 0, "up", "down")
    chain = Chain([StandardScaler(), OnlineELMClassifier(20, random_state=0)]).fit(X3, y)
    before = chain[1]
    chain.unlearn(X3[60:], y[60:])
    assert chain.n_samples_seen_ == 60 and before.n_samples_seen_ == 80
    by_hand = before.copy_to_grow()
    by_hand.unlearn(chain.encode(X3)[60:], y[60:])
    assert (chain.predict_proba(X3) == by_hand.predict_proba(chain.encode(X3))).all()
    with pytest.raises(AttributeError, match="Chain has no unlearn: LogisticRegression has none"):
        Chain([StandardScaler(), LogisticRegression()]).unlearn(X3, y)


def test_parameters_of_foreign_estimators_are_set_by_name():
    for model in (
        ConformalClassifier(LogisticRegression()),
        BaggingELMClassifier(LogisticRegression()),
        Chain([StandardScaler(), ("head", ConformalClassifier(LogisticRegression()))]),
    ):
        name = "head__estimator__C" if isinstance(model, Chain) else "estimator__C"
        assert model.get_params()[name] == 1.0
        assert model.set_params(**{name: 0.25}).get_params()[name] == 0.25
        copied = clone(model)
        assert copied.get_params()[name] == 0.25
        copied.set_params(**{name: 4.0})
        assert model.get_params()[name] == 0.25
    late = ConformalClassifier().set_params(estimator=LogisticRegression(), estimator__C=3.0)
    assert late.estimator.C == 3.0
    with pytest.raises(ValueError, match="estimator"):
        ConformalClassifier().set_params(estimator__C=3.0)


def test_the_profile_names_every_step():
    chain = text_chain().fit(TEXTS, LABELS)
    assert [p["step"] for p in chain.profile_] == ["text", "model"]
    assert all(p["fit_seconds"] >= 0 and p["transform_seconds"] >= 0 for p in chain.profile_)
    assert [p["step"] for p in chain.profile(TEXTS)] == ["text", "model"]
    assert loads(dumps(chain)).profile_ == []


def test_steps_are_found_by_name_place_and_slice():
    chain = text_chain().fit(TEXTS, LABELS)
    assert chain["model"] is chain[1] is chain[-1] and len(chain) == 2
    encoder = chain[:1]
    assert isinstance(encoder, Chain)
    assert (encoder.transform(TEXTS) == chain.encode(TEXTS)).all()
    assert (loads(dumps(encoder)).transform(TEXTS) == chain.encode(TEXTS)).all()
    with pytest.raises(KeyError):
        chain["other"]


def test_a_new_head_learns_other_labels_on_the_frozen_encoder():
    chain = text_chain().fit(TEXTS, LABELS)
    before = dumps(chain)
    topic = ["film" if "film" in text else "other" for text in TEXTS]
    other = chain.with_new_head(ELMClassifier(30, random_state=1))
    assert not other.is_fitted
    # of the new texts' words, the frozen encoder knows those of the old
    other.fit(TEXTS[:12], topic[:12])
    assert other["text"] is other.steps[0][1]
    assert (other.encode(TEXTS) == chain.encode(TEXTS)).all()
    assert other.predict(["a film"]).tolist() == ["film"]
    assert dumps(chain) == before
    again = loads(dumps(other))
    assert (again.predict_proba(TEXTS) == other.predict_proba(TEXTS)).all()
    once, twice = len(dumps(chain[:1])), len(dumps(other))
    assert twice < once + len(dumps(other["head"])) + 1000  # the encoder is in the file once
    assert cross_val_score(other, TEXTS, topic, n_splits=2).mean() > 0.5


def test_a_frozen_estimator_must_be_trained_and_stays_as_it_is():
    with pytest.raises(ValueError, match="not fitted"):
        Frozen(TextVectorizer()).fit(TEXTS)
    frozen = Frozen(TextVectorizer().fit(TEXTS))
    assert clone(frozen) is frozen
    with pytest.raises(InvalidInput, match="keep"):
        text_chain().fit(TEXTS, LABELS).with_new_head(HEAD, keep=3)
    with pytest.raises(ValueError, match="not fitted"):
        text_chain().with_new_head(HEAD)


def test_unsound_steps_are_refused_by_name_and_an_error_changes_nothing():
    x, y = [[0.0], [1.0]] * 4, [0, 1] * 4
    for steps in (None, [], [3], [HEAD, StandardScaler()], [("a", HEAD), ("a", HEAD)]):
        with pytest.raises(InvalidInput, match="step"):
            Chain(steps).fit(x, y)
    chain = Chain([Combine([TextVectorizer()]), HEAD]).fit(TEXTS, LABELS)
    before = dumps(chain)
    with pytest.raises(InvalidInput):
        chain.fit(TEXTS, LABELS[:-1])
    with pytest.raises(InvalidInput):
        chain.partial_fit(TEXTS, [None] * len(TEXTS))
    assert dumps(chain) == before
    with pytest.raises(ValueError, match="not fitted"):
        text_chain().predict(TEXTS)


def test_a_file_of_steps_that_do_not_fit_is_refused():
    text = dumps(text_chain().fit(TEXTS, LABELS))
    changes = [
        lambda b: b["learned"].update(trained_=[]),
        lambda b: b["learned"].update(trained_=[None, None]),
        lambda b: b["learned"].update(trained_=[1, 2]),
        lambda b: b["learned"]["trained_"].reverse(),
        lambda b: b["params"].update(steps=[]),
        lambda b: b["learned"]["trained_"][1]["model"].update(learned={}),
        lambda b: b["learned"]["trained_"][0]["model"]["learned"].update(widths_=["x", 1]),
        lambda b: b["learned"].update(n_samples_seen_=-1),
    ]
    for change in changes:
        with pytest.raises(ModelFormatError):
            loads(resealed(text, change))
