"""Dask's collections in the states that Dask allows give the model of one machine, too."""

import warnings

import numpy as np
import pandas as pd
import pytest

from elm_core import ELMClassifier, distributed
from elm_core.exceptions import InvalidInput

dask = pytest.importorskip("dask")
da = pytest.importorskip("dask.array")
dd = pytest.importorskip("dask.dataframe")

RANDOM = np.random.RandomState(0)
X = RANDOM.standard_normal((4500, 4))
Y = np.array(["a", "b", "ccc"])[(X[:, 0] > 0).astype(int) + (np.abs(X[:, 1]) > 1)]
NAMES = ["p", "q", "r", "s"]
FRAME = pd.DataFrame(X, columns=NAMES).assign(kind=Y)


@pytest.fixture(autouse=True)
def in_this_thread():
    with dask.config.set(scheduler="synchronous"):
        yield


def agree(rows, x, y):
    """`rows`, as distributed.fit takes them, give the model that x and y give."""
    model = ELMClassifier(30, random_state=3)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Dask currently has limited support")
        distributed.fit(model, *rows)
    single = ELMClassifier(30, random_state=3).fit(x, y)
    assert model.classes_.tolist() == single.classes_.tolist()
    asked = FRAME[NAMES] if hasattr(x, "columns") else X
    assert np.abs(model.predict_proba(asked) - single.predict_proba(asked)).max() < 1e-9
    return model


def partitions(frames):
    """A frame of these partitions, whatever is in them: Dask believes the first one."""
    return dd.from_delayed([dask.delayed(f) for f in frames], meta=frames[0], verify_meta=False)


def cut(frame):
    return [frame.iloc[i : i + 900].copy() for i in range(0, 4500, 900)]


@pytest.mark.parametrize("kept", [X[:, 0] < 9, X[:, 2] > -0.2, np.arange(4500) >= 1500])
def test_chunks_of_unknown_length(kept):
    rows = [da.from_array(each, chunks=1500) for each in (kept, Y)]
    x = da.from_array(X, chunks=(1500, 2))
    unknown = x[rows[0]], rows[1][rows[0]]
    assert np.isnan(unknown[0].chunks[0]).all()
    agree(unknown, X[kept], Y[kept])


@pytest.mark.parametrize("known", [False, True])
def test_arrays_of_frames(known):
    frame = dd.from_pandas(FRAME, npartitions=5)
    lengths = True if known else None
    x, y = (frame[name].to_dask_array(lengths=lengths) for name in (NAMES, "kind"))
    agree((x, y), X, Y)
    agree((x, frame["kind"]), X, Y)


def test_empty_partitions():
    frame = dd.from_pandas(FRAME, npartitions=5)
    for kept in (FRAME.index < 2500, FRAME.index >= 2000):
        some = frame.map_partitions(lambda part, kept=kept: part[kept[part.index]])
        agree((some, "kind"), FRAME[NAMES][kept], Y[kept])
    none = frame.map_partitions(lambda part: part[:0])
    with pytest.raises(InvalidInput, match="no rows came"):
        distributed.fit(ELMClassifier(), none, "kind")


def test_categories_that_differ_by_partition():
    ordered = FRAME.sort_values("kind", kind="stable")
    frames = [part.assign(kind=pd.Categorical(part["kind"])) for part in cut(ordered)]
    assert len(frames[0]["kind"].cat.categories) < 3
    agree((partitions(frames), "kind"), ordered[NAMES], ordered["kind"].to_numpy())
    unknown = dd.from_pandas(FRAME, npartitions=5).astype({"kind": "category"})
    assert not unknown["kind"].cat.known
    agree((unknown, "kind"), FRAME[NAMES], Y)


@pytest.mark.parametrize("backend", ["pyarrow", "numpy_nullable"])
@pytest.mark.parametrize("target", [Y, (Y == "a") + 1, Y == "a"], ids=["text", "whole", "bool"])
def test_other_types_of_pandas(backend, target):
    frame = FRAME.assign(kind=target).convert_dtypes(dtype_backend=backend)
    model = agree((dd.from_pandas(frame, npartitions=4), "kind"), FRAME[NAMES], target)
    assert model.classes_.dtype.kind == ("O" if target is Y else target.dtype.kind)


def test_types_and_columns_that_differ_by_partition():
    whole = FRAME.assign(kind=(Y == "a") + 1)
    frames = cut(whole)
    frames[1] = frames[1].astype({"kind": float})  # as where Dask guessed by the first rows
    frames[2] = frames[2][["s", "kind", "r", "q", "p"]]
    agree((partitions(frames), "kind"), FRAME[NAMES], whole["kind"].to_numpy())
    frames[3] = frames[3].drop(columns="r")
    with pytest.raises(InvalidInput, match="block 3 has no column 'r': it has"):
        distributed.fit(ELMClassifier(), partitions(frames), "kind")


def test_an_index_that_comes_twice_or_in_another_order():
    halves = [FRAME.iloc[:2000], FRAME.iloc[2000:]]
    twice = dd.concat([dd.from_pandas(h.reset_index(drop=True), npartitions=2) for h in halves])
    agree((twice[NAMES], twice["kind"]), FRAME[NAMES], Y)
    frame = dd.from_pandas(FRAME, npartitions=5).set_index("p", drop=False)
    ordered = FRAME.sort_values("p")
    agree((frame[NAMES], frame["kind"]), ordered[NAMES], ordered["kind"].to_numpy())
    apart = dd.from_pandas(FRAME["kind"], npartitions=3)
    agree((dd.from_pandas(FRAME[NAMES], npartitions=5), apart), FRAME[NAMES], Y)


def test_missing_numbers_are_named():
    frame = FRAME.convert_dtypes()
    frame.loc[2000, "q"] = pd.NA
    for rows in (frame, frame.convert_dtypes(dtype_backend="pyarrow")):
        with pytest.raises(InvalidInput, match=r"contains NaN \(row 2000, column 1 \('q'\)\)"):
            ELMClassifier().fit(rows[NAMES], Y)
        with pytest.raises(InvalidInput, match=r"block 2: .*NaN \(row 200, column 1 \('q'\)\)"):
            distributed.fit(ELMClassifier(), dd.from_pandas(rows, npartitions=5), "kind")


def test_chunks_that_cannot_be_put_together_are_named():
    x = da.from_array(X, chunks=(1500, 4))
    kept = da.from_array(X[:, 0] < 9, chunks=1500)
    y = da.from_array(Y, chunks=900)
    with pytest.raises(InvalidInput, match="y has 5 blocks, X has 3"):
        distributed.fit(ELMClassifier(), x[kept], y)
    with pytest.raises(InvalidInput, match="masked values"):
        distributed.fit(
            ELMClassifier(), da.ma.masked_greater(x, 2.5), da.from_array(Y, chunks=1500)
        )
