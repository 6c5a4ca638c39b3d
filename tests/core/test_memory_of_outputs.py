"""The memory budget counts classes and outputs, and what it counts is what training takes."""

from __future__ import annotations

import re
import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from elm_core import (
    ELMClassifier,
    ELMRegressor,
    KernelELMClassifier,
    OnlineELMClassifier,
    SemiSupervisedELMClassifier,
    memory,
)
from elm_core.exceptions import MemoryBudgetError, ScarceDataWarning

RNG = np.random.default_rng(0)


def rows_of(n_classes: int, each: int) -> tuple[Any, Any]:
    n = n_classes * each
    return RNG.normal(size=(n, 4)), np.arange(n) % n_classes


def peak(work: Callable[[], object]) -> float:
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("model", "data"),
    [
        (ELMClassifier(20, random_state=0), rows_of(400, 6)),
        (ELMClassifier(500, alpha=1.0, random_state=0), rows_of(400, 6)),
        (
            ELMRegressor(20, random_state=0),
            (RNG.normal(size=(2500, 4)), RNG.normal(size=(2500, 300))),
        ),
        (OnlineELMClassifier(20, random_state=0), rows_of(400, 8)),
        (KernelELMClassifier(random_state=0), rows_of(400, 2)),
        (KernelELMClassifier(n_landmarks=50, random_state=0), rows_of(400, 6)),
    ],
    ids=lambda value: type(value).__name__ if hasattr(value, "fit") else "",
)
def test_what_is_counted_is_what_is_taken(
    monkeypatch: pytest.MonkeyPatch, model: Any, data: tuple[Any, Any]
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(memory, "BUDGET", 24 * 2**20)
        with pytest.raises(
            MemoryBudgetError, match=r"training on [34]00 (classes|outputs)"
        ) as refused:
            model.fit(*data)
    (said,) = re.findall(r"needs about (\d+) MiB", str(refused.value))
    assert 0.5 * int(said) < peak(lambda: model.fit(*data)) / 2**20 < 1.1 * int(said)


@pytest.mark.parametrize("kind", [ELMClassifier, OnlineELMClassifier])
def test_many_classes_under_a_small_budget_are_refused_at_once(
    monkeypatch: pytest.MonkeyPatch, kind: type[Any]
) -> None:
    monkeypatch.setattr(memory, "BUDGET", 64 * 2**20)
    X, y = rows_of(3000, 20)
    model = kind(20, random_state=0).fit(X[:200], y[:200] % 2)
    before = model.predict(X[:50]).tolist()

    def refused() -> None:
        with pytest.raises(MemoryBudgetError, match=r"3,000 classes .* 64 MiB: join the rare ones"):
            model.fit(X, y)
        with pytest.raises(MemoryBudgetError, match="classes"):
            model.partial_fit(X, y)

    assert peak(refused) < 16 * 2**20
    assert model.predict(X[:50]).tolist() == before


def test_targets_are_spelled_out_a_block_at_a_time() -> None:
    X, y = rows_of(200, 200)
    model = ELMClassifier(10, alpha=1.0, random_state=0)
    assert peak(lambda: model.fit(X, y)) < 8 * len(X) * 200 / 2  # a number for each row and class


def test_a_graph_counts_its_classes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "BUDGET", 24 * 2**20)
    with pytest.raises(MemoryBudgetError, match="2000 rows of 1,000 classes"):
        SemiSupervisedELMClassifier(20, random_state=0).fit(*rows_of(1000, 2))


@pytest.mark.parametrize("kind", [ELMClassifier, KernelELMClassifier])
def test_an_identifier_is_told_of_before_the_long_work(kind: type[Any]) -> None:
    steps = kind(random_state=0).fit_steps(*rows_of(400, 1))
    with pytest.warns(ScarceDataWarning, match="400 classes in 400 rows.*identifier"):
        assert next(steps) == 0.0
