"""Training on Dask's blocks gives the model that one machine would have trained."""

import os
import signal

import numpy as np
import pandas as pd
import pytest

from elm_core import ELMClassifier, ELMRegressor, KernelELMClassifier, distributed, dumps, loads
from elm_core.exceptions import InvalidInput

dask = pytest.importorskip("dask")
da = pytest.importorskip("dask.array")
dd = pytest.importorskip("dask.dataframe")


@pytest.fixture(autouse=True)
def in_this_thread():
    with dask.config.set(scheduler="synchronous"):
        yield


def rows(n=5000, seed=0):
    random = np.random.RandomState(seed)
    x = random.standard_normal((n, 4)) * [1, 100, 0.01, 1] + [0, 5, 0, 1e3]
    return x, np.array(["a", "b", "ccc"])[(x[:, 0] > 0).astype(int) + (np.abs(x[:, 1]) > 90)]


def same(ours, single):
    assert np.allclose(ours.mean_, single.mean_, rtol=1e-12)
    assert np.allclose(ours.scale_, single.scale_, rtol=1e-12)
    assert np.isclose(ours.alpha_, single.alpha_, rtol=1e-9)
    assert np.abs(ours.coef_ - single.coef_).max() <= 1e-9 * np.abs(single.coef_).max()
    assert np.allclose(ours.intercept_, single.intercept_, rtol=1e-9)
    assert np.isclose(ours.loo_score_, single.loo_score_, rtol=1e-9)
    assert sorted(ours.loo_rows_) == sorted(single.loo_rows_)
    assert ours.n_samples_seen_ == single.n_samples_seen_


@pytest.mark.parametrize("chunks", [5000, 1700, (10, 4000, 0, 990)])
@pytest.mark.parametrize("alpha", ["loo", 0.1])
def test_a_classifier_is_the_one_of_one_machine(chunks, alpha):
    x, y = rows()
    single = ELMClassifier(50, alpha=alpha, random_state=3).fit(x, y)
    cut = (chunks, 4) if isinstance(chunks, int) else (chunks, (2, 2))
    model = ELMClassifier(50, alpha=alpha, random_state=3)
    distributed.fit(model, da.from_array(x, chunks=cut), da.from_array(y, chunks=1000))
    same(model, single)
    assert np.isclose(model.inverse_temperature_, single.inverse_temperature_, rtol=1e-6)
    assert model.predict(x).tolist() == single.predict(x).tolist()
    again = loads(dumps(model))
    assert (again.predict_proba(x) == model.predict_proba(x)).all()
    assert set(vars(model)) == set(vars(single))


@pytest.mark.parametrize("outputs", [1, 2])
def test_a_regressor_is_the_one_of_one_machine(outputs):
    x, _ = rows()
    y = np.column_stack([np.sin(x[:, 0]), 7.0 + x[:, 1]])[:, :outputs].squeeze()
    single = ELMRegressor(50, random_state=3).fit(x, y)
    model = ELMRegressor(50, random_state=3)
    distributed.fit(model, da.from_array(x, chunks=900), da.from_array(y, chunks=900))
    same(model, single)
    assert np.allclose(model.predict(x), single.predict(x), rtol=1e-7)


@pytest.mark.parametrize("class_weight", [None, "balanced", {"a": 3.0, "b": 0.0}])
def test_weights_count_as_on_one_machine(class_weight):
    x, y = rows()
    weight = np.random.RandomState(1).random_sample(5000) * (np.arange(5000) % 3 > 0)
    weight[:1000] = 0.0  # a whole block
    options = {"class_weight": class_weight, "random_state": 3}
    single = ELMClassifier(50, **options).fit(x, y, weight)
    blocks = (da.from_array(a, chunks=1000) for a in (x, y, weight))
    X, Y, W = blocks
    model = distributed.fit(ELMClassifier(50, **options), X, Y, sample_weight=W)
    same(model, single)


def test_further_training_goes_on_from_distributed_statistics():
    x, y = rows()
    model = ELMClassifier(50, alpha=1.0, random_state=3)
    distributed.fit(model, da.from_array(x[:4000], chunks=999), da.from_array(y[:4000], chunks=999))
    single = ELMClassifier(50, alpha=1.0, random_state=3).fit(x[:4000], y[:4000])
    model.partial_fit(x[4000:], y[4000:])
    single.partial_fit(x[4000:], y[4000:])
    assert np.allclose(model.coef_, single.coef_, rtol=1e-7, atol=1e-10)


def test_frames_are_read_from_files_block_by_block(tmp_path):
    x, y = rows(4000)
    frame = pd.DataFrame(x, columns=list("pqrs")).assign(label=y)
    single = ELMClassifier(20, random_state=0).fit(frame[list("pqrs")], frame["label"])
    frame.to_csv(tmp_path / "rows.csv", index=False)
    dd.from_pandas(frame, npartitions=3).to_parquet(tmp_path / "parquet")
    for lazy in (
        dd.read_csv(tmp_path / "rows.csv", blocksize=100_000),
        dd.read_parquet(tmp_path / "parquet"),
    ):
        assert lazy.npartitions > 1
        model = distributed.fit(ELMClassifier(20, random_state=0), lazy, "label")
        same(model, single)
        assert model.feature_names_in_.tolist() == list("pqrs")
        assert (model.predict(frame[list("pqrs")]) == single.predict(frame[list("pqrs")])).all()
    single.fit(frame[list("pqrs")], frame["label"], np.arange(4000) % 3)
    weights = lazy["p"].map_partitions(lambda p: (p.index % 3).to_series(index=p.index))
    by_series = distributed.fit(
        ELMClassifier(20, random_state=0),
        lazy[list("pqrs")],
        lazy["label"],
        sample_weight=weights,
    )
    same(by_series, single)


def test_chunks_of_a_file_are_blocks(tmp_path):
    x, y = rows(4000)
    frame = pd.DataFrame(x, columns=list("pqrs")).assign(label=y)
    single = ELMClassifier(20, random_state=0).fit(x, y)
    frame.to_csv(tmp_path / "rows.csv", index=False)
    chunks = [
        dask.delayed(
            lambda i: pd.read_csv(tmp_path / "rows.csv", skiprows=range(1, i + 1), nrows=1000)
        )(i)
        for i in range(0, 4000, 1000)
    ]
    blocks = [dask.delayed(lambda c: (c[list("pqrs")], c["label"]))(c) for c in chunks]
    same(distributed.fit(ELMClassifier(20, random_state=0), blocks), single)


def test_few_rows_are_trained_here():
    x, y = rows(300)
    single = ELMClassifier(500, random_state=0).fit(x, y)
    X, Y = da.from_array(x, chunks=100), da.from_array(y, chunks=100)
    model = distributed.fit(ELMClassifier(500, random_state=0), X, Y)
    assert (model.predict_proba(x) == single.predict_proba(x)).all()


def test_errors_name_the_block_and_leave_the_earlier_model():
    x, y = rows()
    model = ELMClassifier(20, random_state=0).fit(x, y)
    before = dumps(model)
    spoilt = x.copy()
    spoilt[2345, 1] = np.nan
    X, Y = da.from_array(spoilt, chunks=1000), da.from_array(y, chunks=1000)
    with pytest.raises(InvalidInput, match=r"block 2: .*row 345") as error:
        distributed.fit(model, X, Y)
    assert error.value.row == 345
    fine = da.from_array(x, chunks=1000)
    for bad_x, bad_y, named in (
        (x, y, "X"),
        (fine, y, "y"),
        (fine, None, "y"),
        (fine, Y[:-1], "y"),
        (fine[:, 0], Y, "X"),
        (fine, da.from_array(np.zeros(5000), chunks=1000), "y"),
        ([dask.delayed(3)], None, "X"),
        ([dask.delayed((x[:0], y[:0]))], None, "X"),
    ):
        with pytest.raises(InvalidInput) as error:
            distributed.fit(model, bad_x, bad_y)
        assert error.value.parameter == named
    with pytest.raises(InvalidInput, match="KernelELM"):
        distributed.fit(KernelELMClassifier(), fine, Y)
    assert dumps(model) == before


def test_a_lost_worker_costs_its_blocks_only(tmp_path):
    cluster_of = pytest.importorskip("distributed")
    x, y = rows(8000)
    single = ELMClassifier(30, random_state=0).fit(x, y)
    doomed = tmp_path / "doomed"
    doomed.write_text("")

    def block(i):
        if i == 5 and doomed.exists():  # the first process that works on this block dies
            doomed.unlink()
            os.kill(os.getpid(), signal.SIGKILL)
        return x[i * 1000 : (i + 1) * 1000], y[i * 1000 : (i + 1) * 1000]

    config = {"distributed.scheduler.allowed-failures": 3, "scheduler": "dask.distributed"}
    with (
        dask.config.set(config),
        cluster_of.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, processes=True
        ) as cluster,
        cluster_of.Client(cluster),
    ):
        blocks = [dask.delayed(block)(i) for i in range(8)]
        model = distributed.fit(ELMClassifier(30, random_state=0), blocks)
    assert not doomed.exists()
    same(model, single)
