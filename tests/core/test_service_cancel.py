"""Requests that take long can be cancelled at any step, and the models are as they were."""

from __future__ import annotations

import numpy as np
import pytest

from elm_core import ELMClassifier, loads
from elm_core.maths import blocked
from elm_core.service import Service
from tests.core.test_service import labels, matrix, run

X = np.random.RandomState(0).standard_normal((700, 9))
Y = np.where(X[:, 0] + 0.5 * X[:, 1] ** 2 > 0, "yes", "no")
SMALL = {"n_hidden": 80, "random_state": 0, "standardize": False, "alpha": 0.1}


@pytest.fixture(autouse=True)
def small_steps(monkeypatch):
    monkeypatch.setattr(blocked, "STEP_OPERATIONS", 1e4)


def trained(service: Service, name: str, rows: slice, **params) -> int:
    number = run(service, "create", **{"class": name}, params=params)["model"]
    run(service, "fit", model=number, X=matrix(X[rows]), y=labels(Y[rows]))
    return number


def steps(service: Service, verb: str, args: dict, at_most: int = 10_000) -> list[float]:
    """Begin request 7 and do some steps of it; the progress shown at each."""
    service.begin(7, verb, args)
    shares = []
    for _ in range(at_most):
        outcome = service.step(7)
        assert "error" not in outcome, outcome
        if outcome["done"]:
            break
        shares.append(outcome["progress"])
    return shares


def state(service: Service, *numbers: int) -> list[str]:
    return [run(service, "save", model=n, statistics=True)["json"] for n in numbers]


ONLINE, BATCH = ("OnlineELMClassifier", SMALL), ("ELMClassifier", {**SMALL, "alpha": "loo"})
LONG = [
    ("unlearn", *ONLINE),
    ("merge", *ONLINE),
    ("forget", *ONLINE),
    ("merge", *BATCH),
    ("forget", *BATCH),
    ("explain", *BATCH),
]


@pytest.mark.parametrize(("verb", "name", "params"), LONG)
def test_a_long_request_is_cancelled_at_any_step(verb, name, params) -> None:
    service = Service()
    other = trained(service, name, slice(600, 700), **params)
    number = trained(service, name, slice(0, 600), **params)
    if verb == "forget":
        run(service, "merge", model=number, other=other)
    args = {"model": number}
    if verb == "unlearn":
        args |= {"X": matrix(X[:590]), "y": labels(Y[:590])}
    elif verb == "explain":
        args |= {"X": matrix(X[:1]), "background": matrix(X), "n_orders": 20}
    else:
        args["other"] = other
    before = state(service, number, other)
    # a model that was never asked is what a cancelled one must go on like
    twin = run(service, "load", json=before[0])["model"]
    shares = steps(service, verb, {**args, "model": twin})
    assert len(shares) >= 2 and shares == sorted(shares) and 0 <= shares[0] < 1
    assert verb == "explain" or state(service, twin) != before[:1]
    for at in {1, len(shares) // 2, len(shares) - 1, len(shares)}:
        steps(service, verb, args, at)
        service.cancel(7)
        assert state(service, number, other) == before
    steps(service, verb, args)
    after = state(service, number)
    assert after == state(service, twin) and (after == before[:1]) == (verb == "explain")
    for model in (number, twin):
        run(service, "partial_fit", model=model, X=matrix(X[:3]), y=labels(Y[:3]))
    assert state(service, number) == state(service, twin)


@pytest.mark.parametrize("rows", [1, 5, 100])
def test_few_rows_learnt_online_can_be_cancelled_too(rows) -> None:
    service = Service()
    number = trained(service, *ONLINE[:1], slice(0, 300), **SMALL)
    before = state(service, number)
    args = {"model": number, "X": matrix(X[:rows]), "y": labels(Y[:rows])}
    for at in range(1, len(steps(service, "partial_fit", args)) + 1):
        number = run(service, "load", json=before[0])["model"]
        steps(service, "partial_fit", {**args, "model": number}, at)
        service.cancel(7)
        assert state(service, number) == before
        run(service, "partial_fit", model=number, X=matrix(X[:2]), y=labels(Y[:2]))
        assert loads(state(service, number)[0]).n_samples_seen_ == 302


def test_an_explanation_asks_a_little_at_a_time(monkeypatch) -> None:
    service = Service()
    number = trained(service, *BATCH[:1], slice(0, 300), **BATCH[1])
    asked = []
    ask = ELMClassifier.predict_proba
    monkeypatch.setattr(
        ELMClassifier, "predict_proba", lambda model, x: asked.append(len(x)) or ask(model, x)
    )
    wide = {"X": matrix(X[:1]), "background": matrix(X), "n_orders": 20}
    steps(service, "explain", {"model": number, **wide})
    assert asked and max(asked) <= 64
