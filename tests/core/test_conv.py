"""Local receptive fields: against direct loops, every form of input, files, and digits."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.datasets import load_digits

from elm_core import ConvELMClassifier, ELMClassifier, dumps, loads
from elm_core.exceptions import InvalidInput, ModelFormatError
from elm_core.maths.receptive import ReceptiveFields, convolve, square_root_pool
from elm_core.metrics import expected_calibration_error
from tests.core.contract import checks_of


@checks_of(ConvELMClassifier(4, n_hidden=30, random_state=0))
def test_scikit_learn_contract(estimator, check):
    check(estimator)


def direct_convolution(images, filters):
    n, h, w, _ = images.shape
    kh, kw, _, k = filters.shape
    out = np.zeros((n, h - kh + 1, w - kw + 1, k))
    for i in range(out.shape[1]):
        for j in range(out.shape[2]):
            for f in range(k):
                patch = images[:, i : i + kh, j : j + kw]
                out[:, i, j, f] = (patch * filters[..., f]).sum(axis=(1, 2, 3))
    return out


def direct_pooling(maps, pool, stride):
    n, h, w, k = maps.shape
    out = np.zeros((n, (h - pool[0]) // stride[0] + 1, (w - pool[1]) // stride[1] + 1, k))
    for i in range(out.shape[1]):
        for j in range(out.shape[2]):
            top, left = i * stride[0], j * stride[1]
            window = maps[:, top : top + pool[0], left : left + pool[1]]
            out[:, i, j] = np.sqrt((window**2).sum(axis=(1, 2)))
    return out


side = st.integers(1, 9)


@settings(max_examples=60, deadline=None)
@given(
    h=side, w=side, kh=side, kw=side, ph=side, pw=side, sh=side, sw=side,
    c=st.integers(1, 3), n=st.integers(1, 5), k=st.integers(1, 4), seed=st.integers(0, 99),
)  # fmt: skip
def test_convolution_and_pooling_equal_direct_loops(h, w, kh, kw, ph, pw, sh, sw, c, n, k, seed):
    kh, kw = min(h, kh), min(w, kw)
    ph, pw = min(h - kh + 1, ph), min(w - kw + 1, pw)
    random = np.random.RandomState(seed)
    images = random.standard_normal((n, h, w, c))
    filters = random.standard_normal((kh, kw, c, k))
    maps = convolve(images, filters)
    np.testing.assert_allclose(maps, direct_convolution(images, filters), atol=1e-12)
    pooled = direct_pooling(maps, (ph, pw), (sh, sw))
    np.testing.assert_allclose(
        square_root_pool(maps.copy(), (ph, pw), (sh, sw)), pooled, atol=1e-12
    )
    fields = ReceptiveFields((h, w, c), -1.0, 3.0, filters, (ph, pw), (sh, sw))
    features = fields(4.0 * images.reshape(n, -1) - 1.0)
    assert fields.n_features == features.shape[1] == pooled[0].size
    np.testing.assert_allclose(features, pooled.reshape(n, -1), atol=1e-12)


def direct_even_features(images, filters, pool, stride):
    """By the definition, place by place: even contrast, both sides of the threshold, √mean."""
    kh, kw, _, k = filters.shape
    n, h, w, _ = images.shape
    maps = np.zeros((n, h - kh + 1, w - kw + 1, 2 * k))
    for i, j in np.ndindex(*maps.shape[1:3]):
        patch = images[:, i : i + kh, j : j + kw].reshape(n, -1)
        even = (patch - patch.mean(axis=1, keepdims=True)) / np.sqrt(
            patch.var(axis=1, keepdims=True) + 0.1
        )
        z = even @ filters.reshape(-1, k)
        maps[:, i, j] = np.maximum(np.concatenate([z, -z], axis=1) - 0.25, 0)
    rows = range(0, maps.shape[1] - pool[0] + 1, stride[0])
    columns = range(0, maps.shape[2] - pool[1] + 1, stride[1])
    windows = [maps[:, i : i + pool[0], j : j + pool[1]] for i in rows for j in columns]
    return np.stack([np.sqrt(each.mean(axis=(1, 2))) for each in windows], axis=1).reshape(n, -1)


@pytest.mark.parametrize("channels", [1, 3])
def test_fields_of_even_contrast_equal_direct_loops(channels):
    random = np.random.RandomState(0)
    images = random.uniform(size=(6, 9, 8, channels))
    filters = random.standard_normal((4, 3, channels, 5))
    filters -= filters.mean(axis=(0, 1, 2))
    fields = ReceptiveFields((9, 8, channels), 0.0, 255.0, filters, (3, 2), (2, 3), contrast=True)
    features = fields(255.0 * images.reshape(6, -1))
    assert features.shape[1] == fields.n_features
    expected = direct_even_features(images, filters, (3, 2), (2, 3))
    np.testing.assert_allclose(features, expected, atol=1e-12)
    brighter = ReceptiveFields((9, 8, channels), 0.0, 1.0, filters, (3, 2), (2, 3), contrast=True)
    np.testing.assert_allclose(brighter(images.reshape(6, -1) + 0.3), features, atol=1e-12)


def test_learnt_filters_are_edges_and_the_same_each_time():
    x, y = digits()
    options = {"filters": "kmeans", "n_hidden": 300, "random_state": 3}
    model = ConvELMClassifier(12, **options).fit(x[:600], y[:600])
    again = ConvELMClassifier(12, **options).fit(x[:600], y[:600])
    np.testing.assert_array_equal(model.filters_, again.filters_)
    assert model.contrast_ and model.filters_.shape == (4, 4, 1, 12)
    np.testing.assert_allclose(model.filters_.mean(axis=(0, 1, 2)), 0, atol=1e-12)
    came_back = loads(dumps(model))
    np.testing.assert_array_equal(
        came_back.predict_proba(x[600:700]), model.predict_proba(x[600:700])
    )
    drawn = ConvELMClassifier(12, **options | {"filters": "random"}).fit(x[:600], y[:600])
    assert not drawn.contrast_
    assert model.score(x[600:], y[600:]) >= drawn.score(x[600:], y[600:]) - 0.005
    assert model.score(x[600:], y[600:]) > 0.97


def test_images_of_one_colour_have_no_patches_to_learn_from():
    flat = np.repeat([[0.0], [1.0]] * 6, 36, axis=1)
    with pytest.raises(InvalidInput, match="random") as caught:
        ConvELMClassifier(filters="kmeans", random_state=0).fit(flat, [0, 1] * 6)
    assert caught.value.parameter == "X"


def digits():
    x, y = load_digits(return_X_y=True)
    order = np.random.RandomState(0).permutation(len(x))
    return x[order], y[order]


def small(**options):
    x, y = digits()
    return ConvELMClassifier(4, n_hidden=30, random_state=0, **options).fit(x[:200], y[:200]), x, y


def test_filters_are_orthogonal_and_pixels_share_one_range():
    model, x, y = small()
    flat = model.filters_.reshape(-1, 4)
    np.testing.assert_allclose(flat.T @ flat, np.eye(4), atol=1e-12)
    shifted = ConvELMClassifier(4, n_hidden=30, random_state=0).fit(x[:200] * 16 - 7, y[:200])
    np.testing.assert_allclose(shifted.transform(x * 16 - 7), model.transform(x), atol=1e-10)
    assert (shifted.low_, shifted.high_) == (-7.0, 249.0)


def test_the_head_is_an_elm_on_the_features():
    model, x, y = small()
    head = ELMClassifier(30, random_state=0).fit(model.transform(x[:200]), y[:200])
    assert (head.coef_ == model.head_.coef_).all()
    assert (head.predict_proba(model.transform(x)) == model.predict_proba(x)).all()


def test_every_form_of_the_same_images_gives_the_same_model():
    model, x, y = small()
    images = x.reshape(-1, 8, 8)
    for form in (images, images[..., None], images.astype(np.uint8), images.tolist()):
        other = ConvELMClassifier(4, n_hidden=30, random_state=0).fit(form[:200], y[:200])
        assert (other.predict_proba(form[200:260]) == model.predict_proba(x[200:260])).all()
        assert (other.predict_proba(x[200:260]) == model.predict_proba(x[200:260])).all()
    told = ConvELMClassifier(4, image_shape=(4, 16), n_hidden=30).fit(x[:200], y[:200])
    assert told.image_shape_ == [4, 16, 1]
    colour = ConvELMClassifier(4, image_shape=[4, 4, 4], n_hidden=30).fit(x[:200], y[:200])
    assert colour.filters_.shape == (4, 4, 4, 4)


def test_rows_that_are_no_squares_are_images_of_one_line():
    x = np.random.RandomState(0).standard_normal((60, 7))
    model = ConvELMClassifier(4, n_hidden=30, random_state=0).fit(x, x[:, 0] > 0)
    assert model.image_shape_ == [1, 7, 1]


def test_images_of_another_shape_are_refused():
    model, x, y = small()
    before = dumps(model)
    for wrong in (
        x.reshape(-1, 4, 16),
        x.reshape(-1, 8, 4, 2),
        x[:, :49],
        x[0],
        x[None, None, None],
    ):
        with pytest.raises(InvalidInput):
            model.predict(wrong)
    with pytest.raises(InvalidInput, match="image_shape"):
        model.set_params(image_shape=(4, 4)).fit(x, y)
    with pytest.raises(InvalidInput, match="image_shape"):
        model.set_params(image_shape=(4, 16)).fit(x.reshape(-1, 8, 8), y)
    assert dumps(model.set_params(image_shape=None)) == before


def test_digits_are_recognised_and_probabilities_calibrated():
    x, y = digits()
    model = ConvELMClassifier(n_hidden=300, random_state=0).fit(x[:1200], y[:1200])
    assert model.score(x[1200:], y[1200:]) > 0.98
    proba = model.predict_proba(x[1200:])
    assert expected_calibration_error(y[1200:], proba, labels=model.classes_) < 0.03


def test_further_training_keeps_filters_and_range_and_takes_new_classes():
    x, y = digits()
    some = y[:600] < 9
    model = ConvELMClassifier(n_hidden=200, random_state=0).fit(x[:600][some], y[:600][some])
    filters = model.filters_
    model.partial_fit(x[600:1200].reshape(-1, 8, 8), y[600:1200])
    assert model.filters_ is filters and model.classes_.tolist() == list(range(10))
    assert model.score(x[1200:], y[1200:]) > 0.95
    assert model.n_samples_seen_ == some.sum() + 600


@pytest.mark.parametrize("statistics", [False, True])
def test_it_comes_back_from_a_file_bit_for_bit(statistics):
    model, x, y = small(image_shape=(8, 8))
    again = loads(dumps(model, statistics=statistics))
    assert (again.predict_proba(x) == model.predict_proba(x)).all()
    assert dumps(again, statistics=statistics) == dumps(model, statistics=statistics)
    if statistics:
        again.partial_fit(x[:50], y[:50])
        model.partial_fit(x[:50], y[:50])
        assert (again.predict_proba(x) == model.predict_proba(x)).all()


HOSTILE = {
    "image_shape_": [[8, 8], [8, 8, 2], [-8, -8, 1], "8x8", [8.0, 8.0, 1.0], None],
    "filters_": [np.zeros((9, 4, 1, 4)), np.zeros((4, 4, 2, 4)), np.zeros((4, 4, 1, 0)), 3],
    "pool_": [[6, 3], [0, 3], [3], "33"],
    "stride_": [[0, 1], [1], [1.5, 1]],
    "low_": [99.0, "x", None],
    "high_": [-1.0, None],
    "n_features_in_": [63, "x"],
    "head_": [ELMClassifier(), 3],
}


@pytest.mark.parametrize("name, value", [(k, v) for k, some in HOSTILE.items() for v in some])
def test_a_file_that_does_not_fit_together_is_refused(name, value):
    model = small()[0]
    setattr(model, name, value)
    with pytest.raises(ModelFormatError):
        loads(dumps(model))


@pytest.mark.parametrize(
    "bad",
    [{"n_filters": 0}, {"filter_size": 0}, {"pool_size": 0}, {"stride": 1.5}]
    + [{"image_shape": bad} for bad in ("8x8", 8, (8,), (8, 0), (8, 8, 1, 1))],
)
def test_bad_parameters_are_named(bad):
    _, x, y = small()
    with pytest.raises(InvalidInput, match=next(iter(bad))):
        ConvELMClassifier(**bad).fit(x, y)


def test_a_constant_image_set_is_no_error():
    x = np.full((20, 5, 5), 3.0)
    model = ConvELMClassifier(2, n_hidden=8, random_state=0).fit(x, [0, 1] * 10)
    assert np.isfinite(model.predict_proba(x)).all()
