"""Exported models say in onnxruntime what they say here."""

import re
import warnings

import numpy as np
import pytest

from elm_core import (
    AutoELMRegressor,
    Chain,
    Combine,
    DeepELMClassifier,
    DeepELMRegressor,
    ELMAutoencoder,
    ELMClassifier,
    ELMRegressor,
    KernelELMClassifier,
    VotingELMClassifier,
    VotingELMRegressor,
)
from elm_core.exceptions import InvalidInput
from elm_core.maths.activations import ACTIVATIONS
from elm_core.onnx import PortabilityWarning, dump, export

pytest.importorskip("onnx")
onnxruntime = pytest.importorskip("onnxruntime")

pytestmark = pytest.mark.filterwarnings("ignore::elm_core.onnx.PortabilityWarning")
RANDOM = np.random.RandomState(0)
X = RANDOM.standard_normal((300, 5)) * [1, 100, 0.01, 1, 1] + [0, 5, 0, 10, 0]
Y = np.where(X[:, 0] > 0.5, "yes", np.where(X[:, 4] > 0, "nö", "no"))
TARGET = np.column_stack([np.sin(X[:, 0]), X[:, 1]])


def run(model, dtype, x=X):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        export(model, dtype=dtype).SerializeToString(), options, ["CPUExecutionProvider"]
    )
    names = [output.name for output in session.get_outputs()]
    return dict(zip(names, session.run(None, {"X": x.astype(dtype)}), strict=True))


def agree(ours, theirs, dtype):
    assert ours.shape == theirs.shape and theirs.dtype == dtype
    scale = np.abs(ours).max()
    assert np.abs(ours - theirs).max() <= (1e-9 if dtype == "float64" else 3e-4) * scale


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("activation", sorted(ACTIVATIONS))
def test_every_activation(activation, dtype):
    x = X.astype(dtype).astype(float)
    model = ELMClassifier(30, activation=activation, alpha=1.0, random_state=0).fit(X, Y)
    out = run(model, dtype)
    agree(model.predict_proba(x), out["probabilities"], dtype)
    clear = np.sort(model.predict_proba(x), axis=1)
    sure = clear[:, -1] - clear[:, -2] > 1e-2
    assert (out["label"][sure] == model.predict(x)[sure]).all() and sure.sum() > 250


def voting():
    members = [ELMClassifier(20, alpha=1.0), ELMClassifier(20, alpha=1.0, activation="tanh")]
    return VotingELMClassifier(members, weights=[1, 2], random_state=0)


CLASSIFIERS = [
    DeepELMClassifier((4, 6), n_hidden=30, alpha=1.0, random_state=0),
    voting(),
    Chain([ELMAutoencoder(4, random_state=0), ELMClassifier(20, alpha=1.0, random_state=0)]),
    Chain(
        [Combine([ELMAutoencoder(3, random_state=0), ELMAutoencoder(4, random_state=1)]), voting()]
    ),
]


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("model", CLASSIFIERS, ids=lambda m: repr(m)[:40])
def test_classifiers_of_several_parts(model, dtype):
    model.fit(X, Y)
    agree(model.predict_proba(X), run(model, dtype)["probabilities"], dtype)


@pytest.mark.parametrize(
    "model",
    [
        ELMRegressor(30, random_state=0),
        DeepELMRegressor((4,), n_hidden=30, random_state=0),
        VotingELMRegressor([ELMRegressor(20), ELMRegressor(20)], random_state=0),
        Chain([ELMRegressor(30, random_state=0)]),
        AutoELMRegressor(None, max_trials=1, random_state=0),
    ],
    ids=lambda m: type(m).__name__,
)
@pytest.mark.parametrize("outputs", [1, 2])
def test_regressors(model, outputs):
    model.fit(X, TARGET[:, :outputs].squeeze())
    agree(model.predict(X), run(model, "float64")["prediction"], "float64")
    agree(model.predict(X), run(model, "float32")["prediction"], "float32")


def test_encoders_and_a_frozen_chain():
    encoder = ELMAutoencoder(4, random_state=0).fit(X)
    agree(encoder.transform(X), run(encoder, "float64")["embedding"], "float64")
    chain = Chain([ELMAutoencoder(4, random_state=0), ELMClassifier(20, random_state=0)]).fit(X, Y)
    other = chain.with_new_head(ELMClassifier(10, alpha=1.0, random_state=0)).fit(X, Y == "no")
    out = run(other, "float64")
    agree(other.predict_proba(X), out["probabilities"], "float64")
    assert out["label"].dtype == bool and (out["label"] == other.predict(X)).all()


@pytest.mark.parametrize("labels", [[1, 2, 3], [0.0, -1.0, 5.0], ["a", "b", "ü"]])
def test_labels_keep_their_kind(labels):
    model = ELMClassifier(30, alpha=1.0, random_state=0)
    model.fit(X, np.array(labels)[np.unique(Y, return_inverse=True)[1]])
    assert run(model, "float64")["label"].tolist() == model.predict(X).tolist()


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        ([1, 2, 2**31 - 1], None),
        ([1, 2, 2**31], "label 2147483648 .* 2147483647 in OpenVINO"),
        ([-(2**40), 0, 1], "label -1099511627776 .* -2147483648 in OpenVINO"),
        ([0.0, 1.0, 2.0**24], None),
        ([0.0, 1.0, 2.0**24 + 1], "label 16777217.0 .* 16777216.0 in OpenVINO"),
        (["a", "b", "c"], None),
    ],
)
def test_labels_that_a_runtime_changes_are_told(labels, told):
    """Seen with OpenVINO 2026.4.1: int64 saturates at 32 bits, doubles are rounded to floats."""
    model = ELMClassifier(10, alpha=1.0, random_state=0)
    model.fit(X, np.array(labels)[np.unique(Y, return_inverse=True)[1]])
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        export(model)
    if told is None:
        assert not caught
    else:
        assert [w.category for w in caught] == [PortabilityWarning]
        assert re.search(told, str(caught[0].message))
        assert caught[0].filename == __file__


@pytest.mark.filterwarnings("always")
def test_doubles_are_told_to_be_computed_in_32_bits(tmp_path):
    model = ELMClassifier(10, random_state=0).fit(X, Y)
    with pytest.warns(PortabilityWarning, match="in 32 bits"):
        dump(model, tmp_path / "model.onnx", dtype="float64")


def test_a_file_is_written_and_what_cannot_be_exported_is_named(tmp_path):
    model = ELMClassifier(10, random_state=0).fit(X, Y)
    dump(model, tmp_path / "model.onnx")
    assert onnxruntime.InferenceSession(tmp_path / "model.onnx").get_inputs()[0].name == "X"
    with pytest.raises(InvalidInput, match="KernelELMClassifier"):
        export(KernelELMClassifier().fit(X, Y))
    with pytest.raises(InvalidInput, match="function"):
        export(ELMClassifier(5, activation=np.cos).fit(X, Y))
    with pytest.raises(InvalidInput, match="dtype"):
        export(model, dtype="int8")
    with pytest.raises(ValueError, match="not fitted"):
        export(ELMClassifier())


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_an_automatic_model_of_logarithms_stays_within_what_was_seen(dtype):
    y = np.exp(X[:, 0] + X[:, 4])
    model = AutoELMRegressor(None, max_trials=1, random_state=0).fit(X, y)
    assert model.log_target_
    far = np.concatenate([X, 30 * X[:5]])
    found = run(model, dtype, far)["prediction"]
    agree(model.predict(far), found, dtype)
    assert found.max() <= y.max() * (1 + 1e-6)
