"""What the service hands out so that a page can bring its models back."""

from __future__ import annotations

import numpy as np
import pytest

from elm_core import ELMClassifier, KernelELMClassifier, OnlineELMClassifier, loads, memory
from elm_core.exceptions import InvalidInput
from elm_core.service import Service, checkpoints
from tests.core.test_service import RequestFailed, X, Y, labels, matrix, run


def make(service: Service, cls: str = "ELMClassifier", **params) -> int:
    params = {"n_hidden": 16, "random_state": 0} | params
    return run(service, "create", **{"class": cls}, params=params)["model"]


def everything(service: Service) -> dict[int, dict]:
    taken = {}
    while (found := service.checkpoint()) is not None:
        assert found["model"] not in taken
        taken[found["model"]] = found
    return taken


def test_each_changed_model_is_handed_out_once() -> None:
    service = Service()
    first, second = make(service), make(service, "OnlineELMClassifier")
    assert set(everything(service)) == {first, second}
    assert everything(service) == {}
    run(service, "fit", model=second, X=matrix(X), y=labels(Y))
    run(service, "predict", model=second, X=matrix(X))
    assert set(everything(service)) == {second}
    run(service, "partial_fit", model=second, X=matrix(X), y=labels(Y))
    run(service, "dispose", model=second)
    assert everything(service) == {}


def test_a_model_that_is_asked_for_is_handed_out_alone() -> None:
    service = Service()
    first, second = make(service), make(service)
    run(service, "fit", model=second, X=matrix(X), y=labels(Y))
    kept = service.checkpoint(second)
    assert (kept["model"], kept["summary"]["n_samples"]) == (second, len(X))
    assert service.checkpoint(second) is None
    assert service.checkpoint(99) is None
    assert set(everything(service)) == {first}


def test_a_failed_fit_changes_nothing() -> None:
    service = Service()
    number = make(service)
    everything(service)
    with pytest.raises(RequestFailed):
        run(service, "fit", model=number, X=matrix(X * np.nan), y=labels(Y))
    assert everything(service) == {}


def test_another_service_goes_on_where_the_first_one_ended() -> None:
    service = Service()
    params = {"n_hidden": 16, "random_state": 0}
    number = make(service, "OnlineELMClassifier")
    run(service, "partial_fit", model=number, X=matrix(X[:40]), y=labels(Y[:40]))
    kept = everything(service)[number]
    assert kept["complete"]

    after = Service()
    run(after, "load", json=kept["json"], **{"as": number})
    run(after, "partial_fit", model=number, X=matrix(X[40:]), y=labels(Y[40:]))
    one = OnlineELMClassifier(**params).partial_fit(X[:40], Y[:40]).partial_fit(X[40:], Y[40:])
    got = run(after, "predict_proba", model=number, X=matrix(X))["data"].reshape(len(X), -1)
    assert np.array_equal(got, one.predict_proba(X))
    assert make(after) > number


@pytest.mark.parametrize("number", [0, -1, 1.5, "1", 1])
def test_a_number_that_is_taken_or_none_is_refused(number) -> None:
    service = Service()
    make(service)
    with pytest.raises(RequestFailed) as caught:
        run(service, "create", **{"class": "ELMClassifier", "as": number})
    assert caught.value.details == {"parameter": "as"}


def test_large_models_come_without_statistics_and_huge_ones_not_at_all(monkeypatch) -> None:
    service = Service()
    number = make(service, n_hidden=64)
    run(service, "fit", model=number, X=matrix(X), y=labels(Y))
    monkeypatch.setattr(checkpoints, "WHOLE", 1000)
    found = everything(service)[number]
    assert not found["complete"]
    model = ELMClassifier(n_hidden=64, random_state=0).fit(X, Y)
    assert np.array_equal(loads(found["json"]).predict_proba(X), model.predict_proba(X))
    monkeypatch.setattr(checkpoints, "MOST", checkpoints.held_bytes(model, in_file=True) - 1)
    run(service, "fit", model=number, X=matrix(X), y=labels(Y))
    assert everything(service)[number] == {"model": number, "json": None, "complete": False}


def test_the_size_of_a_model_is_that_of_its_arrays() -> None:
    x = np.random.RandomState(1).standard_normal((600, 3))
    model = ELMClassifier(n_hidden=256, random_state=0).fit(x, x[:, 0] > 0)
    held = checkpoints.held_bytes(model)
    assert 256 * 256 * 8 <= held <= 4 * 256 * 256 * 8


def test_what_no_file_holds_does_not_keep_a_model_from_its_checkpoint(monkeypatch) -> None:
    service = Service()
    number = run(service, "create", **{"class": "KernelELMClassifier"}, params={})["model"]
    run(service, "fit", model=number, X=matrix(X), y=labels(Y))
    model = KernelELMClassifier().fit(X, Y)
    in_file = checkpoints.held_bytes(model, in_file=True)
    assert checkpoints.held_bytes(model) > in_file + 8 * len(X) ** 2  # the factor is n × n
    monkeypatch.setattr(checkpoints, "MOST", in_file + 1000)
    found = everything(service)[number]
    assert np.array_equal(loads(found["json"]).predict_proba(X), model.predict_proba(X))


def test_the_budget_of_memory_can_be_set(monkeypatch) -> None:
    monkeypatch.setattr(memory, "BUDGET", memory.BUDGET)
    service = Service()
    service.limit_memory(2**20)
    number = make(service, n_hidden=2000)
    with pytest.raises(RequestFailed) as caught:
        run(service, "fit", model=number, X=matrix(X), y=labels(Y))
    assert caught.value.code == "memory"
    for wrong in (0, -1, "much", float("nan")):
        with pytest.raises(InvalidInput, match="memory budget"):
            service.limit_memory(wrong)
