"""Our estimators inside scikit-learn's tools, from 1.3 on: `build.py versions` runs this with each."""

from __future__ import annotations

import numpy as np
import pandas
import pytest
import scipy.sparse
import sklearn
from sklearn.base import clone, is_classifier, is_regressor
from sklearn.calibration import CalibratedClassifierCV
from sklearn.compose import ColumnTransformer
from sklearn.datasets import load_iris
from sklearn.ensemble import VotingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, make_scorer
from sklearn.model_selection import (
    GridSearchCV,
    StratifiedKFold,
    cross_val_score,
    cross_validate,
)
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils import estimator_html_repr

from elm_core import (
    Chain,
    Combine,
    ELMAutoencoder,
    ELMClassifier,
    ELMClusterer,
    ELMRegressor,
    Frozen,
    KernelELMClassifier,
    OneClassELM,
)
from elm_core.base import clone as own_clone
from elm_core.exceptions import InvalidInput, MemoryBudgetError
from elm_core.features.text import TextVectorizer
from elm_core.tasks import TableClassifier

VERSION = tuple(int(part) for part in sklearn.__version__.split(".")[:2])
X, Y = load_iris(return_X_y=True)
WEIGHTS = 1.0 + np.arange(len(Y)) % 3
FOLDS = StratifiedKFold(5, shuffle=True, random_state=0)
TEXTS = ["good film", "bad film", "fine day", "bad day"] * 5
LABELS = [1, 0, 1, 0] * 5


def elm(**options):
    return ELMClassifier(30, random_state=0, **options)


@pytest.fixture
def routing():
    sklearn.set_config(enable_metadata_routing=True)
    yield
    sklearn.set_config(enable_metadata_routing=False)


def test_what_an_estimator_is():
    for model in (elm(), TableClassifier(), Chain([StandardScaler(), elm()]), Frozen(elm())):
        assert is_classifier(model) and not is_regressor(model), model
    assert is_regressor(ELMRegressor()) and is_regressor(Chain([ELMRegressor()]))
    assert ELMClusterer()._estimator_type == "clusterer"
    assert OneClassELM()._estimator_type == "outlier_detector"
    for model in (
        ELMAutoencoder(),
        Combine([ELMAutoencoder()]),
        Chain([ELMAutoencoder()]),
        Chain(),
    ):
        assert not is_classifier(model) and not is_regressor(model), model


def by_hand(model, folds):
    """The score on each fold, without a tool of scikit-learn."""
    fitted = [(clone(model).fit(X[train], Y[train]), test) for train, test in folds.split(X, Y)]
    return [one.score(X[test], Y[test]) for one, test in fitted]


def test_scores_are_those_of_a_loop_by_hand():
    in_order = cross_val_score(elm(), X, Y, cv=5)  # stratified only where it is a classifier
    assert in_order.tolist() == by_hand(elm(), StratifiedKFold(5)) and in_order.min() > 0.85
    grid = {"n_hidden": [10, 30], "activation": ["tanh", "relu"]}
    search = GridSearchCV(elm(), grid, cv=FOLDS).fit(X, Y)
    best = np.mean(by_hand(elm().set_params(**search.best_params_), FOLDS))
    assert search.best_score_ == pytest.approx(best) and best > 0.9
    piped = make_pipeline(StandardScaler(), elm())
    assert cross_val_score(piped, X, Y, cv=FOLDS).tolist() == by_hand(piped, FOLDS)
    parts = [("a", elm()), ("b", KernelELMClassifier())]
    voting = VotingClassifier(parts, voting="soft").fit(X, Y)
    mean = np.mean([model.fit(X, Y).predict_proba(X) for _, model in parts], axis=0)
    np.testing.assert_allclose(voting.predict_proba(X), mean, atol=1e-12)
    proba = CalibratedClassifierCV(elm(), cv=FOLDS).fit(X, Y).predict_proba(X)
    assert (proba.argmax(axis=1) == Y).mean() > 0.95


def test_tags_of_versions_before_tags():
    assert KernelELMClassifier(kernel="precomputed")._more_tags()["pairwise"] is True
    assert elm()._more_tags()["requires_y"] and not elm()._more_tags()["multioutput"]
    assert ELMRegressor()._more_tags()["multioutput"]


def test_weights_are_routed_to_whom_asks_for_them(routing):
    model = elm().set_fit_request(sample_weight=True)
    assert clone(model).get_metadata_routing().fit.requests == {"sample_weight": True}
    assert own_clone(model).get_metadata_routing().fit.requests == {"sample_weight": True}
    assert elm().get_metadata_routing().fit.requests == {"sample_weight": None}
    if VERSION < (1, 4):
        return  # its searches and pipelines route nothing yet
    weighed = make_scorer(accuracy_score).set_score_request(sample_weight=True)
    pipeline = make_pipeline(StandardScaler().set_fit_request(sample_weight=False), model)
    given = {"params": {"sample_weight": WEIGHTS}, "scoring": weighed, "cv": FOLDS}
    found = cross_validate(pipeline, X, Y, **given)["test_score"]
    expected = []
    for train, test in FOLDS.split(X, Y):
        scaler = StandardScaler().fit(X[train])
        alone = elm().fit(scaler.transform(X[train]), Y[train], WEIGHTS[train])
        rows = scaler.transform(X[test])
        expected.append(alone.score(rows, Y[test], sample_weight=WEIGHTS[test]))
    assert found.tolist() == expected
    refused = make_pipeline(StandardScaler().set_fit_request(sample_weight=False), elm())
    with pytest.raises(ValueError, match="sample_weight"):
        refused.fit(X, Y, sample_weight=WEIGHTS)


def test_requests_name_what_there_is(routing):
    with pytest.raises(TypeError, match="fit takes sample_weight, not colour"):
        elm().set_fit_request(colour=True)
    assert not hasattr(TextVectorizer(), "set_fit_request")
    assert not hasattr(elm(), "set_predict_request")
    assert elm().set_partial_fit_request(classes=True, sample_weight=False)


def test_requests_need_routing():
    with pytest.raises(RuntimeError, match="enable_metadata_routing=True"):
        elm().set_fit_request(sample_weight=True)


@pytest.mark.parametrize("kind", ["csr_matrix", "csc_matrix", "coo_matrix"])
def test_sparse_rows(kind):
    sparse = getattr(scipy.sparse, kind)(X)
    model = elm().fit(sparse, Y)
    expected = elm().fit(X, Y).predict_proba(X)
    assert (model.predict_proba(sparse) == expected).all()
    assert (elm().fit(X, Y).predict_proba(sparse) == expected).all()
    chain = Chain([StandardScaler(), elm()])
    assert chain.fit(sparse, Y).score(sparse, Y) == chain.fit(X, Y).score(X, Y)


def test_sparse_rows_without_room():
    wide = scipy.sparse.csr_matrix((10**6, 10**6))
    with pytest.raises(MemoryBudgetError, match="sparse, of 1000000 rows and 1000000 columns"):
        elm().fit(wide, np.zeros(10**6))


def test_transformers_give_frames():
    rows = pandas.DataFrame(X, index=range(100, 250), columns=list("abcd"))
    encoder = ELMAutoencoder(3, random_state=0)
    plain = encoder.fit_transform(rows)
    assert isinstance(plain, np.ndarray)
    framed = clone(encoder.set_output(transform="pandas"))
    for made in (framed.fit_transform(rows), own_clone(framed).fit(rows).transform(rows)):
        assert list(made.columns) == ["elmautoencoder0", "elmautoencoder1", "elmautoencoder2"]
        assert list(made.index) == list(rows.index)
        assert (made.to_numpy() == plain).all()
    chain = Chain([StandardScaler(), ELMAutoencoder(3, random_state=0)])
    chained = chain.set_output(transform="pandas").fit(rows).transform(rows)
    assert list(chained.columns) == list(made.columns) and list(chained.index) == list(rows.index)
    assert isinstance(encoder.set_output(transform="default").transform(rows), np.ndarray)
    with pytest.raises(InvalidInput, match="transform must be one of default, pandas, polars"):
        encoder.set_output(transform="numpy")


def test_a_model_of_frames_works_on_frames():
    pipeline = make_pipeline(StandardScaler(), ELMAutoencoder(3, random_state=0), elm())
    rows = pandas.DataFrame(X, columns=list("abcd"))
    pipeline.set_output(transform="pandas").fit(rows, Y)
    assert list(pipeline[-1].feature_names_in_) == [f"elmautoencoder{i}" for i in range(3)]
    assert pipeline.score(rows, Y) > 0.9


@pytest.mark.parametrize("column", ["text", ["text"]])
@pytest.mark.parametrize("head", [LogisticRegression(), elm()])
def test_texts_in_a_column_transformer(column, head):
    table = pandas.DataFrame({"text": TEXTS, "n": range(20)})
    parts = [("words", TextVectorizer(), column), ("n", StandardScaler(), ["n"])]
    assert (
        make_pipeline(ColumnTransformer(parts), head).fit(table, LABELS).score(table, LABELS) == 1
    )
    framed = ColumnTransformer(parts).set_output(transform="pandas").fit_transform(table)
    assert "n__n" in framed.columns and framed.shape[0] == 20


def test_texts_in_a_pipeline():
    pipeline = make_pipeline(TextVectorizer(char_ngrams=None), LogisticRegression())
    assert cross_val_score(pipeline, TEXTS, LABELS, cv=2).tolist() == [1.0, 1.0]
    rows = TextVectorizer(char_ngrams=None).fit_transform(TEXTS)
    kept = rows.to_scipy()
    assert scipy.sparse.issparse(kept) and kept.shape == rows.shape
    assert (kept.toarray() == np.asarray(rows)).all()


def test_a_page_of_a_notebook_shows_the_parameters():
    shown = elm(activation="tanh").fit(X, Y)._repr_html_()
    for part in (
        "<b>ELMClassifier</b> (fitted)",
        "<b>&#x27;tanh&#x27;</b>",
        "<td><code>&#x27;loo&#x27;",
    ):
        assert part in shown
    hostile = ELMClassifier(activation="<script>alert(1)</script>")._repr_html_()
    assert "<script" not in hostile
    for model in (Chain([StandardScaler(), elm()]), TextVectorizer(), TableClassifier()):
        assert f"<b>{type(model).__name__}</b> (not fitted)" in model._repr_html_()
    assert "ELMClassifier" in estimator_html_repr(make_pipeline(StandardScaler(), elm()))
