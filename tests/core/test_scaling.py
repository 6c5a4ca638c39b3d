"""Input scaling: the levels of a category together weigh like one number."""

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose
from sklearn.datasets import load_digits
from sklearn.preprocessing import minmax_scale

from elm_core import (
    ELMClassifier,
    ELMRegressor,
    KernelELMRegressor,
    OnlineELMClassifier,
    distributed,
    dumps,
    loads,
)
from elm_core.maths.scaling import find_categories, learn_scaling
from elm_core.metrics import log_loss

RANDOM = np.random.RandomState(0)


def one_hot(codes, levels):
    return np.eye(levels)[codes]


def table(n=2000):
    colours, sizes = RANDOM.randint(0, 7, n), RANDOM.randint(0, 3, n)
    numbers = RANDOM.standard_normal((n, 2)) * [3, 50]
    flag = (RANDOM.uniform(size=n) < 0.5).astype(float)
    return np.column_stack([numbers, one_hot(colours, 7), one_hot(sizes, 3), flag]), colours


def test_neighbouring_levels_are_found():
    x, _ = table()
    assert find_categories(x) == [slice(2, 9), slice(9, 12)]
    # rows of other levels have none: most rows must have one
    assert find_categories(np.delete(x, 2, axis=1)) == [slice(2, 8), slice(8, 11)]
    assert find_categories(x[:, :2]) == []


@pytest.mark.parametrize(
    "columns",
    [
        one_hot(RANDOM.randint(0, 2, 500), 2),  # two columns of one question
        (RANDOM.uniform(size=(500, 8)) < 0.3) * 1.0,  # flags that come together
        one_hot(RANDOM.randint(0, 9, 500), 9)[:, :3],  # rare flags
        2.0 * one_hot(RANDOM.randint(0, 5, 500), 5),  # numbers
    ],
)
def test_what_is_no_category_is_scaled_column_by_column(columns):
    assert find_categories(columns) == []
    _, scale = learn_scaling(columns)
    assert_allclose(scale, [learn_scaling(columns[:, [i]])[1][0] for i in range(len(scale))])


def test_a_category_weighs_like_a_number():
    x, _ = table()
    mean, scale = learn_scaling(x)
    variance = ((x - mean) / scale).var(axis=0)
    number = variance[0]
    assert_allclose(variance[2:9].sum(), variance[9:12].sum())
    assert number / 3 < variance[2:9].sum() < 3 * number
    assert 0.8 * x.shape[1] < variance.sum() < 1.25 * x.shape[1]


def test_a_number_is_heard_beside_a_category_of_many_levels():
    n, random = 400, np.random.RandomState(0)
    codes = random.randint(0, 50, n)
    number = random.standard_normal(n)
    x = np.column_stack([number, one_hot(codes, 50)])
    y = np.sin(2 * number)
    # scaled one by one: 0.001, 0.43
    assert KernelELMRegressor().fit(x[:200], y[:200]).score(x[200:], y[200:]) > 0.95
    model = ELMRegressor(256, direct_links=True, features="learned", random_state=0)
    assert model.fit(x[:200], y[:200]).score(x[200:], y[200:]) > 0.6


def test_dummies_of_data_frames_are_found():
    frame = pd.get_dummies(pd.DataFrame({"n": RANDOM.uniform(size=90), "c": list("abc") * 30}))
    _, scale = learn_scaling(frame.to_numpy(dtype=float))
    assert scale[1] == scale[2] == scale[3]


def test_dask_finds_them_too():
    da, dask = pytest.importorskip("dask.array"), pytest.importorskip("dask")
    x, colours = table(9000)
    single = ELMRegressor(50, random_state=0).fit(x, colours * 1.0)
    model = ELMRegressor(50, random_state=0)
    with dask.config.set(scheduler="synchronous"):
        blocks = da.from_array(x, chunks=(1000, x.shape[1]))
        distributed.fit(model, blocks, da.from_array(colours * 1.0, chunks=1000))
    assert_allclose(model.scale_, single.scale_, rtol=1e-12)
    assert single.scale_[2] == single.scale_[8] != single.scale_[9]


def framed(images):
    """Digits of 8 × 8 pixels in a blank frame, one after the other."""
    return np.pad(images.reshape(-1, 8, 8), ((0, 0), (1, 1), (1, 1))).reshape(-1, 100)


@pytest.mark.parametrize("form", [lambda x: x, lambda x: x / 16.0, lambda x: 255.0 - 15.0 * x])
def test_pixels_have_one_scale_and_a_blank_one_does_not_explode(form):
    x, y = load_digits(return_X_y=True)
    x = form(framed(x))
    order = np.random.RandomState(0).permutation(len(x))
    train, test = order[:300], order[300:]
    mean, scale = learn_scaling(x[train])
    assert (scale == scale[0]).all() and (mean[:10] == x[0, 0]).all()
    model = ELMClassifier(random_state=0).fit(x[train], y[train])
    model = loads(dumps(model))
    # scaled one by one: .181, and .53 of the answers stay when a pixel of the frame is lit
    proba = model.predict_proba(x[test])
    assert log_loss(y[test], proba, labels=model.classes_) < 0.17
    lit = x[test].copy()
    lit[:, 0] = x[train].max() + x[train].min() - lit[:, 0]  # one pixel of the frame
    assert (model.predict(lit) == model.predict(x[test])).mean() > 0.94


def test_streams_online_models_and_dask_find_that_pixels_are_alike():
    da, dask = pytest.importorskip("dask.array"), pytest.importorskip("dask")
    x, y = load_digits(return_X_y=True)
    single = ELMClassifier(20, random_state=0).fit(x, y)
    assert len(set(single.scale_)) == 1
    stream = ELMClassifier(20, random_state=0).open_stream()
    for rows in np.array_split(np.arange(len(x)), 9):
        stream.feed(x[rows], y[rows])
    assert stream.finish().scale_.tolist() == single.scale_.tolist()
    online = OnlineELMClassifier(20, random_state=0).fit(x, y)
    assert len(set(online.scale_)) == 1
    model = ELMClassifier(20, random_state=0)
    with dask.config.set(scheduler="synchronous"):
        blocks = da.from_array(x, chunks=(200, 64)), da.from_array(y, chunks=200)
        distributed.fit(model, *blocks)
    assert_allclose(model.scale_, single.scale_, rtol=1e-12)


TAILS = RANDOM.lognormal(size=(400, 30))


@pytest.mark.parametrize(
    "x",
    [
        RANDOM.standard_normal((400, 30)),
        RANDOM.exponential(size=(400, 30)) * (RANDOM.uniform(size=(400, 30)) < 0.3),  # of words
        (RANDOM.uniform(size=(400, 30)) < RANDOM.uniform(size=30)) * 1.0,  # flags
        RANDOM.randint(0, 17, (400, 12)) * 1.0,  # too few columns to say
        RANDOM.uniform(size=(400, 30)) * np.arange(1, 31),
        np.where(RANDOM.uniform(size=(400, 30)) < RANDOM.uniform(size=30), 255.0, 0.0),
        minmax_scale(np.c_[TAILS, RANDOM.uniform(size=(400, 15))]),
        minmax_scale(TAILS * (RANDOM.uniform(size=(400, 30)) < 0.3))[:300],
    ],
    ids=["bells", "words", "flags", "few", "units", "flags of 255", "own ranges", "a part"],
)
def test_columns_that_are_not_measured_alike_keep_their_own(x):
    _, scale = learn_scaling(x)
    assert_allclose(scale, [learn_scaling(x[:, [i]])[1][0] for i in range(x.shape[1])])


@pytest.mark.parametrize("unit", [1e-12, 1.0, 1e12])
def test_whether_columns_are_alike_does_not_hang_on_their_unit(unit):
    x, _ = load_digits(return_X_y=True)
    _, scale = learn_scaling(x * unit)
    assert len(set(scale)) == 1
    assert_allclose(scale[0], learn_scaling(x)[1][0] * unit)
