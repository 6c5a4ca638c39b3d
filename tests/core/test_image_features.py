"""Images as features: against direct sums, colours by hand, drawings brought to the middle."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elm_core import ConvELMClassifier, dumps, loads
from elm_core.exceptions import InvalidInput, ModelFormatError
from elm_core.features.image import ImageVectorizer
from elm_core.maths.pixels import area_weights, centre_by_mass, resize

side = st.integers(1, 12)


@settings(max_examples=60, deadline=None)
@given(h=side, w=side, height=side, width=side, seed=st.integers(0, 99))
def test_resizing_is_the_mean_over_the_area(h, w, height, width, seed):
    images = np.random.RandomState(seed).random_sample((3, h, w))
    # every old pixel cut into height × width small ones, every new pixel the mean of h × w of them
    fine = images.repeat(height, axis=1).repeat(width, axis=2)
    wanted = fine.reshape(3, height, h, width, w).mean(axis=(2, 4))
    got = resize(images, height, width)
    np.testing.assert_allclose(got, wanted, atol=1e-12)
    np.testing.assert_allclose(got.mean(axis=(1, 2)), images.mean(axis=(1, 2)), atol=1e-12)


@given(n_in=side, n_out=side)
def test_the_shares_of_every_new_pixel_sum_to_one(n_in, n_out):
    weights = area_weights(n_in, n_out)
    np.testing.assert_allclose(weights.sum(axis=1), 1.0)
    np.testing.assert_allclose(weights.sum(axis=0), n_out / n_in)


@settings(max_examples=60, deadline=None)
@given(dy=st.integers(-4, 4), dx=st.integers(-4, 4), seed=st.integers(0, 99))
def test_a_drawing_is_centred_wherever_it_was(dy, dx, seed):
    drawing = np.zeros((1, 15, 15))
    drawing[0, 5:10, 5:10] = np.random.RandomState(seed).random_sample((5, 5))
    moved = np.roll(drawing, (dy, dx), axis=(1, 2))
    centred = centre_by_mass(moved)
    np.testing.assert_allclose(centred, centre_by_mass(drawing))
    mass = centred[0] / centred.sum()
    for axis in (0, 1):
        assert abs(mass.sum(axis=1 - axis) @ np.arange(15) - 7.0) <= 0.5 + 1e-6


def test_a_black_image_stays():
    assert (centre_by_mass(np.zeros((2, 3, 4))) == 0.0).all()
    assert (
        ImageVectorizer(4, 4, crop=True, centre=True).fit_transform(np.zeros((1, 9, 9))) == 0
    ).all()


def test_colours_become_brightness_and_what_is_transparent_is_white():
    colours = np.array([[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255]], dtype=np.uint8)
    grey = ImageVectorizer(1, 1).fit_transform(colours.reshape(4, 1, 1, 3))
    np.testing.assert_allclose(grey[:, 0], [0.299, 0.587, 0.114, 1.0])
    half = np.array([[0, 0, 0, 0], [0, 0, 0, 255], [0, 0, 0, 51]], dtype=np.uint8).reshape(
        3, 1, 1, 4
    )
    np.testing.assert_allclose(ImageVectorizer(1, 1).fit_transform(half)[:, 0], [1.0, 0.0, 0.8])
    drawn = ImageVectorizer(1, 1, invert=True).fit_transform(half)
    np.testing.assert_allclose(drawn[:, 0], [0.0, 1.0, 0.2], atol=1e-12)
    kept = ImageVectorizer(1, 1, grey=False).fit_transform(colours.reshape(4, 1, 1, 3))
    np.testing.assert_allclose(kept, colours / 255.0)


def test_whole_numbers_fractions_and_a_given_maximum_agree():
    images = np.random.RandomState(0).randint(0, 256, (100, 9, 7))
    rows = ImageVectorizer(5, 6).fit_transform(images)
    for same in (images.astype(np.uint8), images / 255.0, images.tolist(), images[..., None]):
        np.testing.assert_allclose(ImageVectorizer(5, 6).fit_transform(same), rows, atol=1e-12)
    given = ImageVectorizer(5, 6, maximum=255).fit_transform(images.astype(np.float64))
    assert (given == rows).all() and rows.min() >= 0.0 and rows.max() <= 1.0


@pytest.mark.parametrize("scale", [1, 3])
def test_a_cropped_drawing_looks_the_same_wherever_and_however_large(scale):
    drawing = np.kron(
        np.random.RandomState(0).random_sample((10, 10)) + 0.2, np.ones((scale, scale))
    )
    pictures = np.zeros((2, 80, 80))
    size = len(drawing)
    pictures[0, 3 : 3 + size, 5 : 5 + size] = drawing
    pictures[1, 40 : 40 + size, 31 : 31 + size] = drawing
    rows = ImageVectorizer(crop=True, maximum=1.2).fit_transform(pictures)
    np.testing.assert_allclose(rows[0], rows[1], atol=1e-12)
    filled = rows[0].reshape(28, 28) > 0
    assert filled[4:24, 4:24].all() and filled.sum() == 400


def test_proportions_are_kept_when_cropping():
    picture = np.zeros((1, 50, 50))
    picture[0, 10:40, 20:23] = 1.0
    filled = ImageVectorizer(crop=True).fit_transform(picture).reshape(28, 28) > 0
    assert (filled.any(axis=1).sum(), filled.any(axis=0).sum()) == (20, 2)


@pytest.mark.parametrize(
    "bad, name",
    [
        (np.zeros((2, 3)), "shape"),
        (np.zeros((2, 3, 3, 2)), "shape"),
        (np.zeros((0, 3, 3)), "shape"),
        (np.full((2, 3, 3), np.nan), "nan in image 0"),
        (np.arange(18).reshape(2, 3, 3) / 10, "1.1 in image 1"),
        (-np.ones((2, 3, 3), dtype=int), "-1 in image 0"),
        (np.full((2, 3, 3), "x"), "numbers"),
    ],
)
def test_what_is_no_image_is_refused(bad, name):
    with pytest.raises(InvalidInput, match=name):
        ImageVectorizer(2, 2).fit_transform(bad)


@pytest.mark.parametrize(
    "bad",
    [{"height": 0}, {"width": 2.5}, {"maximum": 0}, {"crop": True, "grey": False}, {"centre": 3.5}],
)
def test_bad_parameters_are_named(bad):
    with pytest.raises(InvalidInput, match=next(iter(bad))):
        ImageVectorizer(**bad).fit()


def test_it_comes_back_from_a_file_and_a_file_that_lies_is_refused():
    images = np.random.RandomState(0).random_sample((3, 9, 7))
    model = ImageVectorizer(5, 6, invert=True).fit()
    assert (loads(dumps(model)).transform(images) == model.transform(images)).all()
    model.n_features_out_ = 31
    with pytest.raises(ModelFormatError):
        loads(dumps(model))


def test_photos_go_straight_into_a_convolutional_elm():
    random = np.random.RandomState(0)
    photos = random.randint(0, 100, (60, 40, 50, 3)).astype(np.uint8)
    photos[::2, :, :20] += 120
    vectorizer = ImageVectorizer(8, 10, grey=False)
    rows = vectorizer.fit_transform(photos)
    model = ConvELMClassifier(6, n_hidden=40, image_shape=vectorizer.shape, random_state=0)
    assert model.fit(rows[:40], np.arange(40) % 2).score(rows[40:], np.arange(20) % 2) == 1.0
