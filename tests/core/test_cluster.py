"""The clusterer: the eigenproblem it solves, new rows, seeds, files, and what is refused."""

import numpy as np
import pytest
from scipy.linalg import eigh
from scipy.optimize import linear_sum_assignment
from sklearn.datasets import load_iris, load_wine

from elm_core import dumps, loads
from elm_core.exceptions import (
    InvalidInput,
    MemoryBudgetError,
    ModelFormatError,
    ScarceDataWarning,
)
from elm_core.maths.graph import Graph, nearest
from elm_core.metrics import confusion_matrix
from elm_core.models.unlabelled.cluster import ELMClusterer, embedding
from tests.core.contract import checks_of


@checks_of(ELMClusterer(n_hidden=30, random_state=0))
def test_scikit_learn_contract(estimator, check):
    check(estimator)


def blobs(n=90, k=3, seed=0):
    random = np.random.RandomState(seed)
    truth = np.arange(n) % k
    return 6 * random.standard_normal((k, 4))[truth] + random.standard_normal((n, 4)), truth


def hungarian(truth, labels):
    counts = confusion_matrix(truth, labels)
    return counts[linear_sum_assignment(-counts)].sum() / len(truth)


def test_the_embedding_solves_the_generalised_eigenproblem():
    random = np.random.RandomState(0)
    x, h = random.standard_normal((60, 3)), random.standard_normal((60, 12))
    graph = Graph.of(np.concatenate([near for _, near in nearest(x, 4)]))
    coef = embedding(h, graph, 5.0, 3)
    penalty = np.eye(12) + 5.0 / 12 * graph.roughness(h, normalized=True)
    centred = h - h.mean(axis=0)
    costs, vectors = eigh(penalty, centred.T @ centred)  # of least cost first, as in the paper
    for i in range(3):
        a, b = centred @ coef[:, i], centred @ vectors[:, i]
        assert abs(a @ b) == pytest.approx(np.linalg.norm(a) * np.linalg.norm(b))
        assert np.mean(a**2) == pytest.approx(costs[0] / costs[i])


@pytest.mark.parametrize(("load", "least"), [(load_iris, 0.89), (load_wine, 0.95)])
def test_finds_known_classes_as_well_as_measured(load, least):
    x, y = load(return_X_y=True)
    assert hungarian(y, ELMClusterer(3, random_state=1).fit_predict(x)) >= least


def test_rows_beyond_the_limit_are_assigned_as_new_ones_are():
    x, truth = blobs(300)
    model = ELMClusterer(3, max_rows=60, random_state=0).fit(x)
    assert hungarian(truth, model.labels_) == 1.0
    assert (model.predict(x) == model.labels_).all()
    assert hungarian(blobs(60)[1], model.predict(blobs(300)[0][:60])) == 1.0


def test_the_unit_of_a_column_does_not_matter():
    x, _ = blobs()
    a = ELMClusterer(3, random_state=0).fit_predict(x)
    b = ELMClusterer(3, random_state=0).fit_predict(x * [1e6, 1e-6, 1, 1] + 5)
    assert hungarian(a, b) == 1.0


def test_comes_back_from_a_file_without_the_labels_of_the_training_rows():
    x, _ = blobs()
    model = ELMClusterer(3, random_state=0).fit(x)
    again = loads(dumps(model))
    assert (again.predict(x) == model.labels_).all()
    assert (again.transform(x) == model.transform(x)).all()
    assert not hasattr(again, "labels_")
    assert dumps(again) == dumps(model)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("cluster_centers_", np.zeros((3, 9))),
        ("cluster_centers_", "x"),
        ("coef_", np.zeros((5, 3))),
        ("scale_", np.zeros(4)),
        ("mean_", np.zeros(3)),
        ("layer_", {"n_hidden": 2**40}),
        ("seed_", -1),
        ("n_features_in_", 2**40),
    ],
)
def test_a_file_that_does_not_fit_together_is_refused(name, value):
    model = ELMClusterer(3, random_state=0).fit(blobs()[0])
    setattr(model, name, value)
    with pytest.raises(ModelFormatError):
        loads(dumps(model))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("n_clusters", 0),
        ("n_clusters", 91),
        ("n_hidden", 1),
        ("smoothness", -1.0),
        ("n_neighbors", 0),
        ("n_components", 0),
        ("n_starts", 0),
        ("max_rows", 1),
        ("activation", "step"),
    ],
)
def test_bad_parameters_are_named_and_lose_nothing(name, value):
    x, _ = blobs()
    model = ELMClusterer(3, random_state=0).fit(x)
    before = model.labels_
    model.set_params(**{name: value})
    with pytest.raises(InvalidInput) as caught:
        model.fit(x)
    assert caught.value.parameter == name
    assert model.labels_ is before


def test_a_cancelled_fit_loses_nothing_and_progress_grows():
    x, _ = blobs(700)
    model = ELMClusterer(3, random_state=0).fit(x)
    before = model.labels_
    steps = model.fit_steps(x[::-1])
    done = [next(steps), next(steps), next(steps)]
    steps.close()
    assert model.labels_ is before
    assert done == sorted(done)
    assert 0 < done[0] < 1


def test_more_memory_than_the_budget_is_refused_before_it_is_taken():
    with pytest.raises(MemoryBudgetError, match="lower n_hidden"):
        ELMClusterer(2, n_hidden=10**6).fit(np.zeros((5, 2)))


@pytest.mark.parametrize(
    ("x", "found"),
    [
        (np.zeros((20, 2)), 1),
        (np.tile([1 / 3, -2.0, 1e9], (20, 1)), 1),
        (np.repeat(np.eye(2), 10, axis=0), 2),
    ],
)
def test_equal_rows_are_one_cluster_and_that_is_said(x, found):
    with pytest.warns(ScarceDataWarning, match=f"only {found} of n_clusters=3"):
        model = ELMClusterer(3, random_state=0).fit(x)
    assert len(np.unique(model.labels_)) == found
    assert (loads(dumps(model)).predict(x) == model.labels_).all()
