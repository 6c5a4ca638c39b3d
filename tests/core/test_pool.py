"""Tasks that others carry out: whoever does them, and in whatever order, no bit changes."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from elm_core import ELMClassifier, ELMRegressor, dumps, memory
from elm_core.exceptions import MemoryBudgetError
from elm_core.maths import cutting, hidden, pool, segments
from elm_core.maths.arrays import finish, is_waited_for
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


def one_task():
    def here():
        yield 0.0
        return [np.ones(1)]

    return iter([pool.Task("ones", [], [], [(1,)], here)])


@pytest.mark.parametrize("others", [None, OutOfOrder(0), OutOfOrder(2)])
def test_what_all_tasks_take_is_made_for_others_only(others):
    pool.use(others)
    made, taken = [], []
    work = pool.carry_out(one_task(), 1, lambda: made.append(1) or [], taken.append, n_bytes=1.0)
    assert list(work)
    assert len(taken) == 1
    assert len(made) == (0 if others is None else others.opened)
    assert made == ([1] if others is not None and others.workers else [])


def test_what_others_take_of_the_factor_counts_as_memory(monkeypatch):
    h = 1000
    monkeypatch.setattr(memory, "BUDGET", 8.0 * h * (2.4 * h + 2 * (2 + 512 + 2048)))
    model = ELMClassifier(n_hidden=h, alpha=1.0, random_state=0).fit(X[:20, :2], LABELS[:20])
    pool.use(OutOfOrder(2))
    with pytest.raises(MemoryBudgetError, match="n_hidden"):
        model.fit(X[:20, :2], LABELS[:20])


def test_work_that_is_closed_while_it_waits_leaves_nothing_to_be_waited_for():
    pool.use(Deaf(2))

    def waiting():
        work = pool.carry_out(one_task(), 1, list, list, n_bytes=1.0)
        for _ in range(2):
            next(work)
        return work

    asked = waiting()
    assert pool.waits()
    asked.close()
    waiting().close()
    assert not pool.waits()


def test_work_that_another_thread_carries_through_is_not_waited_for_here():
    begun, asked = threading.Event(), threading.Event()

    def work():
        begun.set()
        asked.wait(20)
        yield 1.0
        return is_waited_for()

    with ThreadPoolExecutor(1) as other:
        waited = other.submit(finish, work())
        assert begun.wait(20)
        here = is_waited_for()
        asked.set()
        assert waited.result(20)
    assert not here


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
