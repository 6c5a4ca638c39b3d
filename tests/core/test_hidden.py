"""The random layer: its stream is frozen, because model files hold the seed alone."""

import numpy as np
import pytest

from elm_core.maths.hidden import DISTRIBUTIONS, draw

OPTIONS = {"activation": "tanh", "weight_scale": 1.0, "bias_scale": 0.5}


def test_the_stream_is_frozen():
    layer = draw(42, 2, 3, hidden="normal", **OPTIONS)
    uniform = np.random.RandomState(42).random_sample
    total = sum(uniform((2, 3)) for _ in range(12)) - 6.0
    np.testing.assert_allclose(layer.weights, total / np.sqrt(2), rtol=1e-15)
    np.testing.assert_array_equal(layer.bias, 0.5 * (2 * uniform(3) - 1))
    # numbers of the first release: if they change, every stored model is broken
    assert layer.weights[0].tolist() == GOLDEN


GOLDEN = [-0.8670258459823375, 0.3276916723423142, -0.4978806153084807]


@pytest.mark.parametrize("hidden", DISTRIBUTIONS)
@pytest.mark.parametrize("shape", [(400, 50), (50, 400)])
def test_products_with_unit_inputs_have_unit_variance(hidden, shape):
    layer = draw(0, *shape, hidden=hidden, **OPTIONS)
    x = np.random.RandomState(1).standard_normal((500, shape[0]))
    assert (x @ layer.weights).std() == pytest.approx(1.0, rel=0.05)
    assert abs(layer.weights.mean()) < 0.01
    assert np.abs(layer.bias).max() <= 0.5


@pytest.mark.parametrize("shape", [(40, 10), (10, 40)])
def test_orthogonal_weights_are_orthogonal(shape):
    w = draw(0, *shape, hidden="orthogonal", **OPTIONS).weights
    product = w.T @ w if shape[0] > shape[1] else w @ w.T
    off = product - np.diag(np.diag(product))
    assert np.abs(off).max() < 1e-12


def test_rbf_units_are_gaussians_around_their_centres():
    layer = draw(0, 3, 5, activation="rbf", hidden="normal", weight_scale=1.0, bias_scale=0.0)
    h = layer(layer.weights.T.copy())
    np.testing.assert_allclose(np.diag(h), 1.0, atol=1e-12)
    distance = ((layer.weights[:, 0] - layer.weights[:, 1]) ** 2).sum()
    assert h[0, 1] == pytest.approx(np.exp(-layer.bias[1] * distance))
