"""Tasks that others carry out: whoever does them, and in whatever order, no bit changes."""

from __future__ import annotations

import numpy as np
import pytest

from elm_core import ELMClassifier, ELMRegressor, dumps
from elm_core.maths import cutting, hidden, pool, segments
from elm_core.maths.arrays import finish
from elm_core.maths.moments import Moments
from elm_core.service import Service


class OutOfOrder:
    """Has the newest of the tasks it was given done first, one at each question for news."""

    def __init__(self, workers: int, lost: tuple[int, ...] = ()) -> None:
        self.workers, self.lost = workers, lost
        self.carried_out: list[int] = []
        self.opened = self.closed = self.most = 0

    def size(self, n_bytes):
        return self.workers

    def open(self, workers, shared):
        self.opened += 1
        return RunOutOfOrder(self)


class RunOutOfOrder:
    def __init__(self, pool) -> None:
        self.pool, self.tasks, self.done = pool, {}, {}

    def post(self, number, task):
        self.tasks[number] = task
        self.pool.most = max(self.pool.most, len(self.tasks) + len(self.done))

    def work(self):
        if self.tasks:
            number, task = self.tasks.popitem()
            self.done[number] = [np.array(part) for part in finish(task.here())]
            self.pool.carried_out.append(number)

    def arrived(self):
        self.work()
        return len(self.pool.carried_out)

    def is_lost(self, number):
        return number in self.pool.lost

    def take(self, number, task):
        return self.done.pop(number, None)

    def drop(self, number):
        self.tasks.pop(number, None)

    def close(self):
        self.pool.closed += 1


class Deaf(OutOfOrder):
    """Never answers."""

    def open(self, workers, shared):
        self.opened += 1
        run = RunOutOfOrder(self)
        run.work = lambda: None
        return run


@pytest.fixture(autouse=True)
def small_segments(monkeypatch):
    monkeypatch.setattr(cutting, "LEAST_OPERATIONS", 1e4)
    monkeypatch.setattr(segments, "SEGMENT_OPERATIONS", 1e4)
    yield
    pool.use(None)


RANDOM = np.random.RandomState(0)
X = RANDOM.standard_normal((2500, 5))
LABELS = np.where(X[:, 0] * X[:, 1] > 0, "same", "other")
NUMBERS = np.column_stack([np.sin(X[:, 0]), X[:, 1] ** 2])
WEIGHTS = RANDOM.uniform(0.5, 2.0, len(X))


def fitted(cls, **params):
    model = cls(n_hidden=24, random_state=0, **params)
    labels = LABELS if cls is ELMClassifier else NUMBERS
    for _ in model.fit_steps(X, labels, sample_weight=WEIGHTS):
        pass
    return dumps(model, statistics=True)


@pytest.mark.parametrize("workers", [1, 2, 3, 7, 100])
@pytest.mark.parametrize("cls", [ELMClassifier, ELMRegressor])
@pytest.mark.parametrize("params", [{"alpha": 1.0}, {"alpha": "loo"}, {"features": "diagonal"}])
def test_the_model_is_the_same_whoever_does_its_sums(monkeypatch, cls, params, workers):
    monkeypatch.setattr(segments, "_is_fused", lambda layer: True)
    alone = fitted(cls, **params)
    others = OutOfOrder(workers)
    pool.use(others)
    assert fitted(cls, **params) == alone
    assert others.opened == others.closed >= 2
    assert others.carried_out != sorted(others.carried_out) or workers == 1
    assert others.most <= workers + 1


def test_what_is_lost_is_done_here(monkeypatch):
    monkeypatch.setattr(segments, "_is_fused", lambda layer: True)
    alone = fitted(ELMClassifier, alpha=1.0)
    for others in (OutOfOrder(3, lost=(0, 3, 7)), Deaf(2)):
        pool.use(others)
        assert fitted(ELMClassifier, alpha=1.0) == alone
        assert others.opened == others.closed >= 2


def test_the_sums_are_those_of_one_block():
    layer = hidden.draw(
        0, 5, 30, activation="tanh", hidden="normal", weight_scale=1.0, bias_scale=1.0
    )
    targets = NUMBERS
    wanted = Moments.zeros(30, 2)

    def rows_of(rows):
        return X[rows], targets[rows], WEIGHTS[rows]

    found = finish(segments.moments_of(layer, len(X), 2, rows_of))
    wanted.add(layer(X), targets, WEIGHTS)
    for name, value in wanted.to_dict().items():
        np.testing.assert_allclose(found.to_dict()[name], value, rtol=1e-11, atol=1e-10)
    assert (found.gram == found.gram.T).all()


@pytest.mark.parametrize("n_rows", [1, 7, 8, 2500, 100_000])
def test_rows_are_cut_without_gap_by_their_shape(n_rows):
    for width, n_numbers in [(10, 5), (1000, 70), (1000, 5000)]:
        cut = segments.cut(n_rows, width, n_numbers)
        assert [s.start for s in cut] == [0, *[s.stop for s in cut[:-1]]]
        assert cut[-1].stop == n_rows
        assert max(s.stop - s.start for s in cut) * n_numbers * 8 <= 2**24 + 8 * n_numbers


def test_what_is_done_in_one_go_asks_nobody(monkeypatch):
    monkeypatch.setattr(segments, "_is_fused", lambda layer: True)
    others = OutOfOrder(2)
    pool.use(others)
    model = ELMClassifier(n_hidden=24, alpha=1.0, random_state=0)
    model.fit(X, LABELS, sample_weight=WEIGHTS)
    assert not others.opened
    assert dumps(model, statistics=True) == fitted(ELMClassifier, alpha=1.0)
    assert others.opened


def test_few_rows_are_not_cut(monkeypatch):
    monkeypatch.setattr(cutting, "LEAST_OPERATIONS", 1e9)
    others = OutOfOrder(2)
    pool.use(others)
    fitted(ELMClassifier, alpha=1.0)
    assert not others.opened


def steps_of_a_fit(service):
    """Make the steps of a fit until it waits for workers."""
    service.begin(1, "create", {"class": "ELMClassifier", "params": {"n_hidden": 24, "alpha": 1.0}})
    model = service.step(1)["result"]["model"]
    rows = {"data": X.ravel(), "shape": list(X.shape)}
    labels = {"codes": (X[:, 0] > 0).astype(np.int32), "values": ["a", "b"]}
    service.begin(2, "fit", {"model": model, "X": rows, "y": labels})
    for _ in range(50):
        outcome = service.step(2)
        if outcome["done"] or outcome.get("pooled"):
            return outcome
    raise AssertionError("a fit that neither ends nor waits")


def test_a_request_says_that_it_waits_for_workers_and_ends_their_run(monkeypatch):
    monkeypatch.setattr(segments, "_is_fused", lambda layer: True)
    service, others = Service(), Deaf(2)
    pool.use(others)
    assert steps_of_a_fit(service)["pooled"]
    assert (others.opened, others.closed) == (1, 0)
    service.cancel(2)
    assert (others.opened, others.closed) == (1, 1)
