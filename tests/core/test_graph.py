"""Graph Laplacians and k-means against dense formulas and scikit-learn."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.cluster import KMeans
from sklearn.neighbors import kneighbors_graph

from elm_core.maths import graph, kmeans


def built(x, k):
    return graph.Graph.of(np.concatenate([near for _, near in graph.nearest(x, k)]))


def dense(made):
    n = len(made.starts) - 1
    w = np.zeros((n, n))
    w[np.repeat(np.arange(n), np.diff(made.starts)), made.ends] = 1
    return w


def test_the_graph_is_that_of_scikit_learn():
    x = np.random.RandomState(0).standard_normal((700, 4))  # two blocks
    expected = kneighbors_graph(x, 5).toarray()
    assert (dense(built(x, 5)) == np.maximum(expected, expected.T)).all()


@settings(max_examples=25, deadline=None)
@given(n=st.integers(4, 150), k=st.integers(1, 3), seed=st.integers(0, 99))
def test_roughness_is_the_quadratic_form_of_the_laplacian(n, k, seed):
    random = np.random.RandomState(seed)
    made, h = built(random.standard_normal((n, 3)), k), random.standard_normal((n, 6))
    w = dense(made)
    assert (w == w.T).all()
    laplacian = np.diag(w.sum(axis=1)) - w
    np.testing.assert_allclose(
        made.roughness(h, normalized=False), h.T @ laplacian @ h, rtol=1e-9, atol=1e-9
    )
    root = np.sqrt(w.sum(axis=1))
    np.testing.assert_allclose(
        made.roughness(h, normalized=True),
        h.T @ (laplacian / np.outer(root, root)) @ h,
        rtol=1e-9,
        atol=1e-9,
    )


@pytest.mark.parametrize("k", [2, 5])
def test_k_means_is_as_good_as_that_of_scikit_learn(k):
    random = np.random.RandomState(k)
    x = random.standard_normal((600, 3)) + 4 * random.randint(0, 3, (600, 1))
    centres, labels, inertia = kmeans.kmeans(x, k, 0)
    assert inertia <= 1.01 * KMeans(k, n_init=10, random_state=0).fit(x).inertia_
    between = ((x[:, None] - centres) ** 2).sum(axis=2)
    assert (labels == between.argmin(axis=1)).all()
    assert inertia == pytest.approx(between.min(axis=1).sum())


def test_starts_are_distinct_rows_while_there_are_any():
    x = np.repeat(np.arange(4.0)[:, None], 3, axis=0)
    for seed in range(20):
        places = kmeans.plus_plus(x, 6, np.random.RandomState(seed).random_sample)
        assert len(set(places.tolist())) == 6
        assert len(np.unique(x[places])) == 4


def test_a_centre_without_rows_is_put_to_use():
    x = np.array([[0.0], [0.1], [5.0]])
    _, labels, inertia = kmeans.lloyd(x, np.array([[0.0], [100.0], [5.0]]))
    assert len(set(labels.tolist())) == 3
    assert inertia == pytest.approx(0.0)
