"""Each kind of model through the worker's verbs: the same as from Python, or a clear refusal."""

from __future__ import annotations

import copy

import numpy as np
import pytest

from elm_core import explain
from elm_core.abstain import predict_or_abstain
from elm_core.service import Service
from elm_core.service.model_specs import build_model
from elm_core.service.reports import kind_of
from tests.core.test_service import RequestFailed, labels, matrix, run
from tests.core.test_service_tasks import created, packed

X = np.random.RandomState(0).standard_normal((80, 3))
Y = np.where(X[:, 0] + 0.5 * X[:, 1] ** 2 > 0, "yes", "no")
T = X @ np.array([1.0, -2.0, 0.5])
TEXTS = ["cats sleep a lot", "dogs bark at night", "a cat and a dog", "parrots talk"]
SMALL = {"n_hidden": 24, "random_state": 0}


def trained(name: str, x, y=None, **params):
    """A model in a service, and the same model beside it."""
    service = Service()
    number = created(service, name, **params)
    wire = {"X": {"texts": x} if isinstance(x, list) else matrix(x)}
    if y is not None:
        wire["y"] = matrix(y) if y.dtype.kind == "f" else labels(y)
    summary = run(service, "fit", model=number, **wire)["summary"]
    spec = {"class": name, "params": params}
    return service, number, build_model(spec).fit(x, y), summary


def array(got: dict) -> np.ndarray:
    return got["data"].reshape(got["shape"])


def refused(service: Service, verb: str, **args) -> RequestFailed:
    with pytest.raises(RequestFailed) as caught:
        run(service, verb, **args)
    return caught.value


KINDS = {
    "classifier": ["ELMClassifier", "ConformalClassifier", "TextClassifier", "VoiceCommands"],
    "regressor": ["ELMRegressor", "ConformalRegressor", "TableRegressor", "Recommender"],
    "clusterer": ["ELMClusterer"],
    "outlier_detector": ["OneClassELM"],
    "transformer": ["ELMAutoencoder", "LogMel", "TextVectorizer", "ImageVectorizer", "Combine"],
    "task": ["SearchIndex", "Autocomplete", "DrumMachine"],
}


@pytest.mark.parametrize(("kind", "name"), [(k, n) for k, names in KINDS.items() for n in names])
def test_a_summary_says_what_a_model_is_for(kind: str, name: str) -> None:
    about = run(Service(), "create", **{"class": name})["summary"]
    assert about == {"class": name, "kind": kind, "fitted": False}


@pytest.mark.parametrize(
    ("last", "kind"),
    [
        ("ELMRegressor", "regressor"),
        ("ELMClusterer", "clusterer"),
        ("ELMAutoencoder", "transformer"),
        ("ELMClassifier", "classifier"),
    ],
)
def test_a_chain_is_what_its_last_step_is(last: str, kind: str) -> None:
    params = {"steps": [["embed", {"class": "ELMAutoencoder"}], {"class": last, "params": {}}]}
    chain = build_model({"class": "Chain", "params": params})
    assert kind_of(chain) == kind
    assert kind_of(build_model({"class": "Frozen"}).set_params(estimator=chain)) == kind


@pytest.mark.parametrize("name", ["ELMAutoencoder", "ELMClusterer"])
def test_rows_are_embedded_and_found_again_after_loading(name: str) -> None:
    service, number, model, summary = trained(name, X, n_hidden=16, random_state=0)
    assert (summary["n_samples"], "loo" in summary) == (80, False)
    got = run(service, "transform", model=number, X=matrix(X))
    assert np.array_equal(array(got), model.transform(X))
    text = run(service, "save", model=number)["json"]
    again = run(service, "load", json=text)["model"]
    assert np.array_equal(run(service, "transform", model=again, X=matrix(X))["data"], got["data"])
    if name == "ELMAutoencoder":
        back = run(service, "inverse_transform", model=number, X=got)
        assert np.array_equal(array(back), model.inverse_transform(model.transform(X)))


def test_sparse_rows_and_pictures_of_sound_come_as_arrays() -> None:
    service, number, model, _ = trained("TextVectorizer", TEXTS, char_ngrams=None)
    got = run(service, "transform", model=number, X={"texts": TEXTS})
    assert np.array_equal(array(got), model.transform(TEXTS).to_dense())
    clips = [np.sin(np.arange(n) / 5) for n in (4000, 5000)]
    number = created(service, "LogMel", sample_rate=8000)
    summary = run(service, "fit", model=number, X=packed(clips))["summary"]
    assert summary["fitted"]
    single = [clip.astype(np.float32) for clip in clips]
    logmel = build_model({"class": "LogMel", "params": {"sample_rate": 8000}}).fit()
    for options in ({}, {"sample_rate": 16000}):
        got = run(service, "transform", model=number, X=packed(clips), **options)
        assert np.array_equal(array(got), logmel.transform(single, **options))


def test_a_chain_of_encoder_and_clusterer_needs_no_targets() -> None:
    embed = {"class": "ELMAutoencoder", "params": {"n_hidden": 2, "random_state": 0}}
    groups = {"class": "ELMClusterer", "params": {"n_clusters": 2, **SMALL}}
    service, number, model, _ = trained("Chain", X, steps=[["embed", embed], ["groups", groups]])
    assert np.array_equal(
        run(service, "predict", model=number, X=matrix(X))["data"], model.predict(X)
    )
    assert np.array_equal(
        array(run(service, "transform", model=number, X=matrix(X))), model.transform(X)
    )


@pytest.mark.parametrize("name", ["ELMClusterer", "OneClassELM"])
def test_fit_predict_gives_the_labels_of_the_rows(name: str) -> None:
    service = Service()
    number = created(service, name, **SMALL)
    got = run(service, "fit_predict", model=number, X=matrix(X))
    expected = build_model({"class": name, "params": SMALL}).fit_predict(X)
    assert np.array_equal(array(got["labels"]), expected)
    assert got["summary"]["fitted"]


def test_novelty_is_scored() -> None:
    service, number, model, _ = trained("OneClassELM", X, **SMALL)
    for verb in ("score_samples", "decision_function"):
        got = run(service, verb, model=number, X=matrix(2 * X))
        assert np.array_equal(array(got), getattr(model, verb)(2 * X))


def test_training_rows_are_judged_as_if_they_had_not_been_learnt_from() -> None:
    x = np.random.RandomState(0).standard_normal((60, 6))
    x[[3, 20, 41]] += 12.0
    service = Service()
    number = created(service, "OneClassELM", random_state=0)
    labels = array(run(service, "fit_predict", model=number, X=matrix(x))["labels"])
    assert (labels[[3, 20, 41]] == -1).all()
    scores = array(run(service, "score_samples", model=number))
    assert set(np.argsort(scores)[:3]) == {3, 20, 41}
    text = run(service, "save", model=number)["json"]
    again = run(service, "load", json=text)["model"]
    with pytest.raises(RequestFailed, match="X is missing: the model does not know the scores"):
        run(service, "score_samples", model=again)


def test_texts_left_out_are_told_of_a_classifier_that_knows_them() -> None:
    texts = ["wake me at seven", "an alarm for 6", "is it raining", "weather tomorrow"] * 3
    service = Service()
    number = created(service, "TextClassifier")
    run(service, "fit", model=number, X={"texts": texts}, y=labels(["a", "a", "w", "w"] * 3))
    got = run(service, "predict", model=number)
    model = build_model({"class": "TextClassifier", "params": {}}).fit(
        texts, ["a", "a", "w", "w"] * 3
    )
    assert [got["values"][code] for code in got["codes"]] == model.loo_labels_.tolist()
    again = run(service, "load", json=run(service, "save", model=number)["json"])["model"]
    with pytest.raises(RequestFailed, match=r"X is missing: .* a model from a file"):
        run(service, "predict", model=again)
    with pytest.raises(RequestFailed, match="threshold goes with X"):
        run(service, "predict", model=number, threshold=0.5)


@pytest.mark.parametrize("rows", [1, 30, 2500])  # also more than one batch
@pytest.mark.parametrize("options", [{}, {"coverage": 0.6, "allow_empty": False}])
def test_sets_are_those_of_python(rows: int, options: dict) -> None:
    service, number, model, _ = trained("ConformalClassifier", X, Y, random_state=0)
    new = np.random.RandomState(1).standard_normal((rows, 3))
    got = run(service, "predict_set", model=number, X=matrix(new), **options)
    flat = [got["values"][code] for code in got["codes"]]
    ends = np.cumsum(got["lengths"])
    sets = [flat[end - n : end] for end, n in zip(ends, got["lengths"], strict=True)]
    assert sets == [s.tolist() for s in model.predict_set(new, **options)]


def test_intervals_are_those_of_python() -> None:
    service, number, model, _ = trained("ConformalRegressor", X, T, random_state=0)
    got = run(service, "predict_interval", model=number, X=matrix(X), coverage=0.7)
    assert np.array_equal(array(got), model.predict_interval(X, coverage=0.7))
    error = refused(service, "predict_interval", model=number, X=matrix(X), coverage=2)
    assert (error.code, error.details) == ("invalid-input", {"parameter": "coverage"})


def test_a_classifier_may_abstain() -> None:
    service, number, model, _ = trained("ELMClassifier", X, Y, **SMALL)
    got = run(service, "predict", model=number, X=matrix(X), threshold=0.8)
    said = [got["values"][code] if code >= 0 else None for code in got["codes"]]
    assert said == predict_or_abstain(model, X, threshold=0.8).tolist()
    assert None in said
    assert refused(service, "predict", model=number, X=matrix(X), threshold=2).code == (
        "invalid-input"
    )


def test_answers_are_explained_by_columns_cells_and_words() -> None:
    service, number, model, _ = trained("ELMClassifier", X, Y, **SMALL)
    args = {"X": matrix(X[:1]), "background": matrix(X)}
    got = run(service, "explain", model=number, **args, target="no", n_orders=3, seed=4)
    expected = explain.explain_row(
        model, X[0], explain.usual_row(X), target="no", n_orders=3, random_state=4
    )
    assert np.array_equal(got.pop("contributions"), expected.pop("contributions"))
    assert got == expected
    error = refused(service, "explain", model=number, X=matrix(X), background=matrix(X))
    assert error.details == {"parameter": "X"}
    assert refused(service, "explain", model=number, X=matrix(X[:1])).details == {
        "parameter": "background"
    }

    colour = np.array(["red", "blue"] * 40)
    table = {"columns": [{"name": "size", "data": X[:, 0]}, {"name": "colour", **labels(colour)}]}
    number = created(service, "TableRegressor", random_state=0)
    run(service, "fit", model=number, X=table, y=matrix(X[:, 0] + 2 * (colour == "red")))
    row = {"columns": [{"name": "size", "data": X[:1, 0]}, {"name": "colour", **labels(["red"])}]}
    got = run(service, "explain", model=number, X=row, background=table)
    assert got["columns"] == ["size", "colour"]
    assert got["base"] + got["contributions"].sum() == pytest.approx(got["value"])
    assert got["value"] == pytest.approx(
        run(service, "predict", model=number, X=row)["data"][0], abs=1e-9
    )

    service, number, model, _ = trained("TextClassifier", TEXTS, np.array(list("abab")))
    got = run(service, "explain", model=number, X={"texts": [TEXTS[0]]}, target="a")
    assert got == explain.explain_text(model, TEXTS[0], target="a")
    words = {"target": "a", "words": [[0, 10], [11, 14]]}
    got = run(service, "explain", model=number, X={"texts": [TEXTS[0]]}, **words)
    assert [word["word"] for word in got["words"]] == ["cats sleep", "a l"]


@pytest.mark.parametrize(
    ("name", "samples", "told"),
    [
        ("TextClassifier", {"texts": TEXTS * 5}, False),
        ("ConvELMClassifier", {"data": np.resize(X, 320), "shape": [20, 4, 4]}, False),
        ("ELMClassifier", {"data": np.resize(X, 2000), "shape": [20, 100]}, True),
        ("ELMClassifier", {"data": np.resize(X, 2020), "shape": [20, 101]}, False),
    ],
)
def test_what_columns_are_worth_is_said_where_there_are_some_and_not_too_many(
    name, samples, told
) -> None:
    service = Service()
    number = created(service, name, **({} if name == "TextClassifier" else SMALL))
    wanted = {"holdout": 0.25, "importances": True}
    got = run(service, "fit", model=number, X=samples, y=labels(list("abab") * 5), **wanted)
    assert ("importances" in got["holdout"]) == told


def test_rows_are_unlearnt_as_if_they_had_not_come() -> None:
    service, number, model, _ = trained("OnlineELMClassifier", X, Y, **SMALL)
    before = run(service, "save", model=number)["json"]
    done = run(service, "unlearn", model=number, X=matrix(X[:20]), y=labels(Y[:20]))
    assert done["summary"]["n_samples"] == 60
    model.unlearn(X[:20], Y[:20])
    got = run(service, "predict_proba", model=number, X=matrix(X))
    assert np.array_equal(array(got), model.predict_proba(X))
    again = run(service, "load", json=before)["model"]  # with its statistics
    kept = run(service, "save", model=again)["json"]
    error = refused(service, "unlearn", model=again, X=matrix(X + 9), y=labels(Y))
    assert error.code == "invalid-input"
    assert run(service, "save", model=again)["json"] == kept


@pytest.mark.parametrize("name", ["OnlineELMClassifier", "ELMClassifier"])
def test_two_models_are_merged_and_taken_apart(name: str) -> None:
    service, number, model, _ = trained(name, X[:50], Y[:50], **SMALL, alpha=1.0)
    other = run(service, "clone_untrained", model=number)["model"]
    run(service, "fit", model=other, X=matrix(X[50:]), y=labels(Y[50:]))
    theirs = model.clone_untrained().fit(X[50:], Y[50:])
    alone = copy.deepcopy(model).predict_proba(X)
    model.merge(theirs)
    assert run(service, "merge", model=number, other=other)["summary"]["n_samples"] == 80
    got = run(service, "predict_proba", model=number, X=matrix(X))
    assert np.array_equal(array(got), model.predict_proba(X))
    run(service, "forget", model=number, other=other)
    got = run(service, "decision_function", model=number, X=matrix(X))
    assert array(got).shape[0] == 80
    np.testing.assert_array_equal(
        array(run(service, "predict_proba", model=number, X=matrix(X))).argmax(axis=1),
        alone.argmax(axis=1),
    )
    for args, code in (
        ({"other": number}, "invalid-input"),
        ({"other": 99}, "not-found"),
        ({"other": created(service, "ELMRegressor")}, "invalid-input"),
        ({}, "invalid-input"),
    ):
        assert refused(service, "merge", model=number, **args).code == code


def test_an_index_is_searched_changed_taught_and_saved() -> None:
    service, number, model, summary = trained("SearchIndex", TEXTS)
    assert summary["n_samples"] == 4
    assert run(service, "search", model=number, query="cat", k=2)["hits"] == model.search(
        "cat", k=2
    )
    about = {"ids": ["p", "q"], "metadata": [{"kind": "bird"}, {"kind": None}]}
    more = ["a parrot sings", "a cat sings"]
    run(service, "add", model=number, X={"texts": more}, **about)
    model.add(more, **about)
    where = {"kind": "bird"}
    got = run(service, "search", model=number, query="sings", where=where)["hits"]
    assert got == model.search("sings", where=where)
    assert [hit["id"] for hit in got] == ["p"]
    for options in ({}, {"complete": True}):
        got = run(service, "expand_query", model=number, query="parot sing", **options)["words"]
        assert got == model.expand_query("parot sing", **options)
        options |= {"rerank": False}
        got = run(service, "search", model=number, query="parot sing", **options)["hits"]
        assert got == model.search("parot sing", **options)
    assert got[0]["marks"] == [(2, 8), (9, 14)]
    assert run(service, "search", model=number, query="zzzz")["hits"] == []
    assert run(service, "documents", model=number)["documents"] == model.documents()
    clicks = {"clicked": ["q"], "shown": ["p", "q"], "complete": True}
    run(service, "learn_clicks", model=number, query="sing", **clicks)
    model.learn_clicks("sing", **clicks)
    run(service, "upsert", model=number, X={"texts": ["an owl"]}, ids=["p"])
    model.upsert(["an owl"], ids=["p"])
    assert run(service, "remove", model=number, ids=["0"])["summary"]["n_samples"] == 5
    model.remove(["0"])
    again = run(service, "load", json=run(service, "save", model=number)["json"])["model"]
    assert run(service, "search", model=again, query="sings")["hits"] == model.search("sings")
    kept = run(service, "save", model=again)["json"]
    for verb, args, parameter in [
        ("add", {"X": {"texts": ["x"]}, "ids": ["q"]}, "ids"),
        ("add", {"X": {"texts": ["x"]}, "ids": "q"}, "ids"),
        ("add", {"X": {"texts": ["x"]}, "metadata": [3]}, "metadata"),
        ("upsert", {"X": {"texts": ["x"]}}, "ids"),
        ("remove", {"ids": ["none"]}, "ids"),
        ("learn_clicks", {"query": "x", "clicked": ["none"], "shown": []}, "shown"),
        ("search", {}, "query"),
        ("search", {"query": 3}, "query"),
    ]:
        error = refused(service, verb, model=again, **args)
        assert (error.code, error.details["parameter"]) == ("invalid-input", parameter), verb
    assert run(service, "save", model=again)["json"] == kept


def test_words_are_suggested_and_accepted() -> None:
    service, number, model, _ = trained("Autocomplete", TEXTS, n_hidden=8)
    assert run(service, "suggest", model=number, text="a c", k=2)["suggestions"] == model.suggest(
        "a c", k=2
    )
    for _ in range(3):
        run(service, "accept", model=number, text="dogs ", word="fly")
        model.accept("dogs ", "fly")
    run(service, "partial_fit", model=number, X={"texts": ["dogs swim"]})
    model.partial_fit(["dogs swim"])
    again = run(service, "load", json=run(service, "save", model=number)["json"])["model"]
    said = run(service, "suggest", model=again, text="dogs ")["suggestions"]
    assert said == model.suggest("dogs ")
    assert said[0]["word"] == "fly"


def test_models_without_leave_one_out_scores_are_held_out_too() -> None:
    service = Service()
    inner = {"class": "ELMClassifier", "params": {"n_hidden": 8}}
    number = created(service, "BaggingELMClassifier", estimator=inner, n_estimators=3)
    got = run(service, "fit", model=number, X=matrix(X), y=labels(Y), holdout=0.25)
    assert got["holdout"]["n"] == 20
    assert "loo" not in got["holdout"]
    number = created(service, "ELMClusterer", **SMALL)
    error = refused(service, "fit", model=number, X=matrix(X), holdout=0.25)
    assert error.details == {"parameter": "y"}


def test_what_a_score_measures_is_named() -> None:
    bars = np.zeros((12, 16, 9))
    bars[:, ::4, 0] = bars[:, 2::4, 1] = 1
    service, number, model, summary = trained("DrumMachine", bars, n_hidden=24, random_state=0)
    assert summary["loo"] == {"metric": "micro_f1", "value": model.loo_score_}
    assert run(service, "score", model=number, X=matrix(bars))["score"] == model.score(bars)


def test_a_chain_says_what_each_step_took_and_holds() -> None:
    service = Service()
    steps = [
        ["code", {"class": "ELMAutoencoder", "params": {"n_hidden": 2, "random_state": 0}}],
        ["model", {"class": "ELMClassifier", "params": {"n_hidden": 8, "random_state": 0}}],
    ]
    number = run(service, "create", **{"class": "Chain"}, params={"steps": steps})["model"]
    about = run(service, "fit", model=number, X=matrix(X), y=labels(Y))["summary"]
    code, model = about["stages"]
    assert (code["step"], code["class"], code["columns"]) == ("code", "ELMAutoencoder", 2)
    assert (model["step"], model["class"], model["columns"]) == ("model", "ELMClassifier", None)
    assert model["bytes"] > code["bytes"] > 0


def test_an_online_model_says_how_it_did_before_it_learnt() -> None:
    service = Service()
    params = {"n_hidden": 8, "warm_up": 10, "random_state": 0}
    number = run(service, "create", **{"class": "OnlineELMClassifier"}, params=params)["model"]
    for rows in (slice(0, 5), slice(5, 20), slice(20, 60)):
        about = run(service, "partial_fit", model=number, X=matrix(X[rows]), y=labels(Y[rows]))
    watch = about["summary"]["watch"]
    assert (watch["rows"], watch["level"], watch["drifts"]) == (40, "stable", 0)
    assert 0 <= watch["score"] <= 1


def test_a_chain_of_a_table_names_its_columns_and_what_was_tried() -> None:
    service = Service()
    auto = {"class": "AutoELMClassifier", "params": {"time_budget": None, "max_trials": 3}}
    params = {"steps": [{"class": "TableEncoder"}, auto]}
    number = run(service, "create", **{"class": "Chain", "params": params})["model"]
    size = np.arange(40.0)
    table = {"columns": [{"name": "size", **matrix(size)}]}
    y = labels([["small", "big"][int(x > 19)] for x in size])
    about = run(service, "fit", model=number, X=table, y=y)["summary"]
    assert [column["name"] for column in about["columns"]] == ["size"]
    assert about["n_samples"] == 40
    assert len(about["leaderboard"]) == 3
    assert {"model", "params", "rows", "score", "seconds"} <= set(about["leaderboard"][0])


def test_one_that_decides_for_balanced_accuracy_abstains_as_it_decides() -> None:
    y = np.where(X[:, 0] + X[:, 1] ** 2 > 1.5, "rare", "often")
    service, number, model, _ = trained("ELMClassifier", X, y, decide="balanced", **SMALL)
    got = run(service, "predict", model=number, X=matrix(X), threshold=0.0)
    assert [got["values"][code] for code in got["codes"]] == model.predict(X).tolist()
