"""The verbs of the worker, without a worker: plain data in, plain data out."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elm_core import ELMClassifier, loads
from elm_core.service import Service


def run(service: Service, verb: str, **args):
    """Carry a request out to its end; the result, or the error raised as one."""
    service.begin(1, verb, args)
    for _ in range(10_000):
        outcome = service.step(1)
        if outcome["done"]:
            if "error" in outcome:
                raise RequestFailed(outcome["error"])
            return outcome["result"]
    raise AssertionError("the request does not end")


class RequestFailed(Exception):
    def __init__(self, error) -> None:
        super().__init__(error["message"])
        self.code, self.details = error["code"], error["details"]


def matrix(x: np.ndarray) -> dict:
    return {"data": np.ascontiguousarray(x, dtype=np.float64).ravel(), "shape": list(x.shape)}


def labels(values) -> dict:
    distinct, codes = np.unique(values, return_inverse=True)
    return {"codes": codes.astype(np.int32), "values": distinct.tolist()}


X = np.random.RandomState(0).standard_normal((60, 3))
Y = np.where(X[:, 0] * X[:, 1] > 0, "same", "other")


@pytest.fixture
def fitted() -> tuple[Service, int]:
    service = Service()
    params = {"n_hidden": 32, "random_state": 0}
    number = run(service, "create", **{"class": "ELMClassifier"}, params=params)["model"]
    run(service, "fit", model=number, X=matrix(X), y=labels(Y))
    return service, number


def test_a_request_gives_what_the_model_gives(fitted) -> None:
    service, number = fitted
    model = ELMClassifier(n_hidden=32, random_state=0).fit(X, Y)
    got = run(service, "predict_proba", model=number, X=matrix(X))
    assert got["classes"] == model.classes_.tolist()
    assert np.array_equal(got["data"].reshape(got["shape"]), model.predict_proba(X))
    said = run(service, "predict", model=number, X=matrix(X))
    assert [said["values"][c] for c in said["codes"]] == model.predict(X).tolist()
    assert run(service, "score", model=number, X=matrix(X), y=labels(Y))["score"] == model.score(
        X, Y
    )


def test_a_held_out_part_is_reported_and_everything_learnt(fitted) -> None:
    service, number = fitted
    got = run(service, "fit", model=number, X=matrix(X), y=labels(Y), holdout=0.25, seed=3)
    report = got["holdout"]
    assert (report["n"], report["n_train"], got["summary"]["n_samples"]) == (15, 45, 60)
    assert len(set(report["rows"].tolist())) == 15
    wrong = [entry["row"] for entry in report["worst"]]
    assert set(wrong) <= set(report["rows"].tolist())
    assert all(Y[entry["row"]] == entry["truth"] for entry in report["worst"])


BAD = [
    ({"X": {"data": np.array([np.nan, 1, 2]), "shape": [1, 3]}, "y": labels(["a"])}, "X"),
    ({"X": {"data": np.array([1e308, 1, 2] * 4), "shape": [4, 3]}, "y": labels(list("abab"))}, "X"),
    ({"X": {"data": np.ones(5), "shape": [2, 3]}, "y": labels(["a", "b"])}, "X"),
    ({"X": {"texts": ["a", "b"]}, "y": labels(["a", "b"])}, "X"),
    ({"X": {"columns": [{"name": "a", "data": np.ones(2)}]}, "y": labels(["a", "b"])}, "X"),
    ({"X": matrix(X), "y": labels(["a"] * 60)}, "y"),
    ({"X": matrix(X), "y": labels(["a", "b"])}, "y"),
    ({"X": matrix(X), "y": {"codes": np.array([0, 7]), "values": ["a"]}}, "y"),
    ({"X": matrix(X[:0]), "y": labels([])}, "X"),
    ({"X": matrix(X)}, "y"),
    ({"y": labels(Y)}, "X"),
    ({"X": None, "y": None}, "X"),
]


@pytest.mark.parametrize(("args", "parameter"), BAD)
@pytest.mark.parametrize("verb", ["fit", "evaluate", "score"])
def test_bad_input_names_the_parameter_and_changes_nothing(fitted, verb, args, parameter) -> None:
    service, number = fitted
    before = run(service, "save", model=number, statistics=True)["json"]
    single_class = args.get("y") is not None and args["y"]["values"] == ["a"]
    if verb != "fit" and single_class and len(args["y"]["codes"]) == 60:
        return  # it may be judged on one class, though not learn from it
    with pytest.raises(RequestFailed) as caught:
        run(service, verb, model=number, **args)
    assert caught.value.code == "invalid-input"
    assert caught.value.details["parameter"] == parameter
    assert run(service, "save", model=number, statistics=True)["json"] == before


def test_true_and_one_are_not_merged_whichever_way_they_come(fitted) -> None:
    service, number = fitted
    mixed = {"codes": np.arange(60) % 4, "values": [True, 1, False, 0]}  # as the client sends them
    flags = {"codes": np.arange(60) % 2, "values": [True, False]}
    for verb, options in (("fit", {"holdout": 0.2}), ("fit", {}), ("evaluate", {})):
        with pytest.raises(RequestFailed, match="of one kind") as caught:
            run(service, verb, model=number, X=matrix(X), y=mixed, **options)
        assert caught.value.code == "invalid-input"
        assert caught.value.details["parameter"] == "y"
    run(service, "fit", model=number, X=matrix(X), y=flags)
    with pytest.raises(RequestFailed, match="of one kind"):
        run(service, "partial_fit", model=number, X=matrix(X), y=matrix(np.arange(60.0) % 2))


def test_an_error_names_the_row_also_with_a_held_out_part(fitted) -> None:
    service, number = fitted
    x = X.copy()
    x[41, 2] = np.inf
    with pytest.raises(RequestFailed) as caught:
        run(service, "fit", model=number, X=matrix(x), y=labels(Y), holdout=0.3)
    assert (caught.value.details["row"], caught.value.details["column"]) == (41, 2)


def test_a_small_request_is_carried_out_in_one_turn(fitted) -> None:
    service, number = fitted
    request = {"model": number, "X": matrix(X), "y": labels(Y), "holdout": 0.2}
    service.begin(1, "fit", request)
    outcomes = [service.step(1)]
    while not outcomes[-1]["done"]:
        outcomes.append(service.step(1))
    assert len(outcomes) > 3
    service.begin(2, "fit", request)
    at_once = service.step(2, seconds=60)
    assert at_once["done"]
    by_step = outcomes[-1]["result"]["holdout"]
    assert at_once["result"]["holdout"]["accuracy"] == by_step["accuracy"]


def test_what_is_to_be_told_ends_a_turn(fitted) -> None:
    service, number = fitted
    service.begin(1, "fit", {"model": number, "X": {"stream": True}})
    assert service.step(1, seconds=60) == {"done": False, "waiting": True}
    service.feed(1, {"X": matrix(X), "y": labels(Y)})
    assert service.step(1, seconds=60) == {"done": False, "taken": True}
    alone = [str(i) for i in range(60)]  # each class has one row, which is told early
    service.begin(2, "fit", {"model": number, "X": matrix(X), "y": labels(alone)})
    outcome = service.step(2, seconds=60)
    assert not outcome["done"]
    assert outcome["warnings"][0]["code"] == "scarce-data"


def test_a_cancelled_fit_changes_nothing(fitted) -> None:
    service, number = fitted
    before = run(service, "save", model=number)["json"]
    service.begin(9, "fit", {"model": number, "X": matrix(-X), "y": labels(Y), "holdout": 0.2})
    service.step(9)
    service.cancel(9)
    assert service.step(9)["error"]["code"] == "not-found"
    assert run(service, "save", model=number)["json"] == before


def test_saved_and_loaded_it_says_the_same_and_keeps_its_metadata(fitted) -> None:
    service, number = fitted
    text = run(service, "save", model=number, metadata={"name": "signs"})["json"]
    again = run(service, "load", json=text)
    assert again["metadata"] == {"name": "signs"}
    assert np.array_equal(
        run(service, "predict_proba", model=again["model"], X=matrix(X))["data"],
        loads(text).predict_proba(X).ravel(),
    )


def test_what_is_not_there_is_said_so(fitted) -> None:
    service, number = fitted
    run(service, "dispose", model=number)
    for verb, args, code in [
        ("predict", {"model": number, "X": matrix(X)}, "not-found"),
        ("create", {"class": "os.system"}, "unsupported"),
        ("__init__", {}, "unsupported"),
        ("load", {"json": "{}"}, "model-format"),
        ("create", {"class": "ELMClassifier", "params": {"n_hidden": 4, "nonsense": 1}}, None),
    ]:
        with pytest.raises(RequestFailed) as caught:
            run(service, verb, **args)
        assert caught.value.code == (code or "invalid-input")


plain = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["data", "shape", "texts", "columns", "codes", "values", "name"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(
    verb=st.sampled_from(["fit", "partial_fit", "predict", "evaluate", "inspect_table", "load"]),
    args=st.dictionaries(st.sampled_from(["X", "y", "table", "json", "holdout"]), plain),
)
def test_no_message_breaks_it(verb, args) -> None:
    service = Service()
    number = run(service, "create", **{"class": "TableClassifier"})["model"]
    try:
        run(service, verb, model=number, **args)
    except RequestFailed as error:
        json.dumps({"code": error.code, "details": error.details})
        assert error.code != "internal", error


@pytest.mark.parametrize("name", ["ELMClusterer", "OneClassELM"])
def test_models_that_need_no_targets_are_trained_without(name):
    service = Service()
    model = run(service, "create", **{"class": name, "params": {"n_hidden": 32}})["model"]
    about = run(service, "fit", model=model, X=matrix(X))["summary"]
    assert about["kind"] in ("clusterer", "outlier_detector")
    assert about["n_samples"] == 60
    answers = run(service, "predict", model=model, X=matrix(X))
    assert answers["shape"] == [60]
    again = run(service, "load", json=run(service, "save", model=model)["json"])["model"]
    assert (run(service, "predict", model=again, X=matrix(X))["data"] == answers["data"]).all()


def test_rows_with_an_empty_label_are_learnt_from_too():
    service = Service()
    params = {"class": "SemiSupervisedELMClassifier", "params": {"n_hidden": 32}}
    model = run(service, "create", **params)["model"]
    partly = np.where(np.arange(60) % 3 == 0, Y, "")
    about = run(service, "fit", model=model, X=matrix(X), y=labels(partly))["summary"]
    assert about["classes"] == ["other", "same"]


def test_a_conformal_model_is_trained_and_weights_it_cannot_take_are_refused():
    service = Service()
    model = run(service, "create", **{"class": "ConformalClassifier"})["model"]
    run(service, "fit", model=model, X=matrix(X), y=labels(Y))
    weights = matrix(np.ones(60))
    with pytest.raises(RequestFailed, match="no sample_weight"):
        run(service, "fit", model=model, X=matrix(X), y=labels(Y), sample_weight=weights)
