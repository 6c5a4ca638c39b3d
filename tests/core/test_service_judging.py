"""Held-out answers, pictures and silhouettes through the worker's verbs."""

from __future__ import annotations

import numpy as np
import pytest

from elm_core import ELMClassifier, ELMRegressor
from elm_core.clustering_metrics import silhouette_score
from elm_core.embedding import embed
from elm_core.features.tabular import TableEncoder
from elm_core.model_selection import cross_validate
from elm_core.models.unlabelled.cluster import ELMClusterer
from elm_core.service import Service
from tests.core.test_service import RequestFailed, labels, matrix, run

X = np.random.RandomState(0).standard_normal((80, 3))
Y = np.where(X[:, 0] + 0.5 * X[:, 1] ** 2 > 0, "yes", "no")
SMALL = {"n_hidden": 24, "random_state": 0}
NUMBERS = {"data": X[:, 0], "shape": [80]}


def created(service: Service, name: str, **params) -> int:
    return run(service, "create", **{"class": name}, params=params)["model"]


def numbers(out) -> np.ndarray:
    return np.asarray(out["data"]).reshape(out["shape"])


def test_a_classifiers_held_out_answers_come_with_a_report_and_leave_it_untrained() -> None:
    service = Service()
    model = created(service, "ELMClassifier", **SMALL)
    groups = {"codes": np.arange(80) // 2, "values": [f"g{i}" for i in range(40)]}
    got = run(
        service,
        "cross_validate",
        model=model,
        X=matrix(X),
        y=labels(Y),
        cv=4,
        groups=groups,
        seed=2,
    )
    found = cross_validate(
        ELMClassifier(**SMALL), X, Y, cv=4, groups=np.arange(80) // 2, random_state=2
    )
    said = np.array(got["predictions"]["values"])[got["predictions"]["codes"]]
    np.testing.assert_array_equal(said, found["predictions"])
    np.testing.assert_array_equal(numbers(got["probabilities"]), found["probabilities"])
    np.testing.assert_array_equal(got["folds"], found["folds"])
    np.testing.assert_allclose(got["scores"], found["test_score"])
    assert got["accuracy"] == pytest.approx((said == Y).mean())
    assert numbers(got["confusion"]).sum() == 80
    assert all(said[entry["row"]] != Y[entry["row"]] for entry in got["worst"])
    assert not run(service, "describe", model=model)["summary"]["fitted"]


def test_of_a_regressor_and_of_rows_of_choice() -> None:
    service = Service()
    model = created(service, "ELMRegressor", **SMALL)
    args = {"X": matrix(X), "y": NUMBERS, "test_rows": {"data": [3.0, 40.0, 41.0], "shape": [3]}}
    got = run(service, "cross_validate", model=model, **args)
    assert got["rows"].tolist() == [3, 40, 41]
    found = cross_validate(ELMRegressor(**SMALL), X, X[:, 0], test_rows=[3, 40, 41])
    np.testing.assert_array_equal(numbers(got["predictions"]), found["predictions"])
    assert {entry["row"] for entry in got["worst"]} == {3, 40, 41}


@pytest.mark.parametrize("name", ["ELMClassifier", "ELMRegressor"])
def test_rows_held_out_by_a_fit_are_judged_as_by_themselves(name: str) -> None:
    service = Service()
    model = created(service, name, **SMALL)
    data = {"X": matrix(X), "y": labels(Y) if name == "ELMClassifier" else NUMBERS}
    got = run(service, "cross_validate", model=model, **data, cv=0.25, seed=3)
    fitted = run(service, "fit", model=model, **data, holdout=0.25, seed=3)["holdout"]
    assert fitted["rows"].tolist() == got["rows"].tolist()
    # to the last bit: the rows are learnt in the same order
    for figure in ("accuracy", "log_loss", "r2", "mae"):
        assert fitted.get(figure) == got.get(figure)
    assert fitted["worst"] == got["worst"]


def test_judging_tells_how_far_it_is_and_can_be_cancelled() -> None:
    service = Service()
    model = created(service, "ELMClassifier", **SMALL)
    service.begin(5, "cross_validate", {"model": model, "X": matrix(X), "y": labels(Y)})
    shares = []
    while len(shares) < 4:
        shares.append(service.step(5)["progress"])
    assert shares == sorted(shares)
    assert 0 <= shares[0] < shares[-1] < 1
    service.cancel(5)
    assert service.step(5)["error"]["code"] == "not-found"


def test_a_model_that_predicts_nothing_cannot_be_judged() -> None:
    service = Service()
    model = created(service, "OneClassELM")
    with pytest.raises(RequestFailed, match="predicts no targets") as caught:
        run(service, "cross_validate", model=model, X=matrix(X), y=labels(Y))
    assert caught.value.code == "unsupported"


def test_a_picture_of_rows_and_how_far_apart_groups_are() -> None:
    service = Service()
    np.testing.assert_array_equal(numbers(run(service, "embed", X=matrix(X))), embed(X))
    some = run(service, "embed", X=matrix(X), max_rows=30)
    assert some["rows"].tolist() == list(range(0, 80, 3))
    np.testing.assert_array_equal(numbers(some), embed(X[::3]))
    got = run(service, "silhouette", X=matrix(X), labels=labels(Y), sample_size=40, seed=1)
    assert got["silhouette"] == silhouette_score(X, Y, sample_size=40, random_state=1)


def test_of_a_chain_a_table_is_encoded_and_pictured_without_going_back_and_forth() -> None:
    service = Service()
    columns = [
        {"name": "size", "data": X[:, 0] * 3 + 4 * (Y == "yes")},
        {"name": "shop", "codes": (Y == "yes").astype(int), "values": ["here", "there"]},
    ]
    table = {"columns": columns}
    steps = [{"class": "TableEncoder"}, {"class": "ELMClusterer", "params": CLUSTERS}]
    model = created(service, "Chain", steps=steps)
    got = run(service, "fit_predict", model=model, X=table)
    rows = {"size": columns[0]["data"], "shop": np.array(["here", "there"])[columns[1]["codes"]]}
    x = TableEncoder().fit(rows).transform(rows)
    alone = ELMClusterer(**CLUSTERS).fit(x)
    np.testing.assert_array_equal(numbers(got["labels"]), alone.labels_)
    points = run(service, "embed", model=model, X=table, max_rows=40)
    np.testing.assert_allclose(numbers(points), embed(alone.transform(x[::2])))
    groups = {"data": alone.labels_.astype(float), "shape": [80]}
    scaled = (x - x.mean(axis=0)) / np.where(x.std(axis=0) > 0, x.std(axis=0), 1)
    got = run(service, "silhouette", model=model, X=table, labels=groups, standardize=True)
    assert got["silhouette"] == pytest.approx(silhouette_score(scaled, alone.labels_))


CLUSTERS = {"n_clusters": 2, "n_hidden": 20, "random_state": 0}


@pytest.mark.parametrize(
    ("verb", "args"),
    [
        ("embed", {"X": {"texts": ["a", "b"]}}),
        ("embed", {"X": matrix(X), "max_rows": 0}),
        ("embed", {}),
        ("silhouette", {"X": matrix(X)}),
        ("silhouette", {"X": matrix(X), "labels": labels(Y[:9])}),
        ("silhouette", {"X": matrix(X), "labels": labels(Y), "sample_size": "many"}),
    ],
)
def test_what_cannot_be_pictured_is_refused(verb, args) -> None:
    with pytest.raises(RequestFailed) as caught:
        run(Service(), verb, **args)
    assert caught.value.code == "invalid-input"
