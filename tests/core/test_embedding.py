"""Points on a plane, as scikit-learn's PCA has them, and how far apart groups are."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.decomposition import PCA
from sklearn.metrics import silhouette_samples as their_samples
from sklearn.metrics import silhouette_score as their_score

from elm_core.clustering_metrics import silhouette_samples, silhouette_score
from elm_core.embedding import embed
from elm_core.exceptions import InvalidInput


@settings(max_examples=50, deadline=None)
@given(n=st.integers(3, 1300), d=st.integers(2, 30), seed=st.integers(0, 99))
def test_a_picture_is_that_of_scikit_learn(n, d, seed):
    random = np.random.RandomState(seed)
    x = random.standard_normal((n, d)) * np.geomspace(1, 30, d)[::-1] + 100
    theirs = PCA(2, svd_solver="full").fit(x)
    axes = theirs.components_
    sign = np.sign(axes[np.arange(2), np.abs(axes).argmax(axis=1)])
    np.testing.assert_allclose(embed(x), theirs.transform(x) * sign, atol=1e-6)


def test_of_many_columns_a_picture_is_that_of_scikit_learn_too():
    x = np.random.RandomState(0).standard_normal((40, 1500)) * np.geomspace(1, 9, 40)[:, None]
    theirs = PCA(2, svd_solver="full").fit_transform(x)
    np.testing.assert_allclose(np.abs(embed(x)), np.abs(theirs), atol=1e-8)


def test_rows_that_do_not_differ_lie_on_each_other():
    assert embed(np.ones((5, 3))).tolist() == [[0.0, 0.0]] * 5
    line = embed(np.outer(np.arange(6.0), [1, 2, 2]))
    assert (line[:, 1] == 0).all()
    np.testing.assert_allclose(line[:, 0], 3 * (np.arange(6) - 2.5))


@settings(max_examples=60, deadline=None)
@given(n=st.integers(4, 200), k=st.integers(2, 5), seed=st.integers(0, 99))
def test_silhouettes_are_those_of_scikit_learn(n, k, seed):
    random = np.random.RandomState(seed)
    y = np.concatenate([[0, 0, 1], random.randint(0, k, n - 3)])
    x = random.standard_normal((n, 3)) + 2.0 * y[:, None] + 10.0
    np.testing.assert_allclose(silhouette_samples(x, y), their_samples(x, y), atol=1e-6)
    some = max(4, n // 2)
    try:
        expected = their_score(x, y, sample_size=some, random_state=seed)
    except ValueError:
        with pytest.raises(InvalidInput, match="labels must name"):
            silhouette_score(x, y, sample_size=some, random_state=seed)
    else:
        ours = silhouette_score(x, y, sample_size=some, random_state=seed)
        assert ours == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("labels", [[0] * 6, range(6), [0, 1]])
def test_groups_that_cannot_be_compared_are_refused(labels):
    with pytest.raises(InvalidInput):
        silhouette_score(np.eye(6), labels)
