"""A trained model of every kind that ONNX can hold, and rows to ask it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

import elm_core as e
from elm_core.base import clone
from elm_core.maths.activations import ACTIVATIONS

_random = np.random.RandomState(0)
#: Numbers that 32 bits hold, so that both precisions are asked the same.
X = np.float32(_random.standard_normal((120, 4)) * [1, 30, 0.1, 1] + [0, 5, 0, 10]).astype(float)
CODES = np.digitize(X[:, 0], [-0.5, 0.5])
NUMBERS = np.column_stack([np.sin(X[:, 0]), X[:, 1], X[:, 0] * X[:, 3]])

LABELS = {
    "text": np.array(["no", "yes", "ü"]),
    "whole": np.array([-3, 0, 2**31 - 1]),
    "float": np.array([-1.0, 0.0, 5.0]),
    "bool": np.array([False, True, True]),
}

_small = {"n_hidden": 20, "alpha": 1.0, "random_state": 0}


def _classifiers() -> Iterator[tuple[str, Any]]:
    for activation in sorted(ACTIVATIONS):
        yield activation, e.ELMClassifier(**_small, activation=activation)
    elm = e.ELMClassifier(**_small)
    yield "direct links", e.ELMClassifier(**_small, direct_links=True)
    yield "balanced", e.ELMClassifier(**_small, decide="balanced")
    yield "learnt inputs", e.ELMClassifier(**_small, features="learned")
    yield "online", e.OnlineELMClassifier(**_small)
    yield "deep", e.DeepELMClassifier((4, 6), n_hidden=20, alpha=1.0, random_state=0)
    yield "voting", e.VotingELMClassifier([elm, e.ELMClassifier(30, alpha=1.0)], weights=[1, 2])
    code = e.Combine([e.ELMAutoencoder(3, random_state=0), e.ELMAutoencoder(2, random_state=1)])
    yield "chain", e.Chain([code, elm])
    yield "frozen", e.Frozen(elm)
    yield "automatic", e.AutoELMClassifier(None, max_trials=1, random_state=0)


def _regressors() -> Iterator[tuple[str, Any]]:
    elm = e.ELMRegressor(**_small)
    yield "regressor", elm
    yield "online regressor", e.OnlineELMRegressor(**_small)
    yield "deep regressor", e.DeepELMRegressor((3,), n_hidden=20, alpha=1.0, random_state=0)
    yield "voting regressor", e.VotingELMRegressor([elm, e.ELMRegressor(30, alpha=1.0)])
    yield "chain regressor", e.Chain([e.ELMAutoencoder(3, random_state=0), elm])
    yield "automatic regressor", e.AutoELMRegressor(None, max_trials=1, random_state=0)


def exported_models() -> Iterator[tuple[str, Any]]:
    """Yield each kind with each type of labels, or with one and with several targets."""
    for labels, values in LABELS.items():
        for name, model in _classifiers():
            yield f"{name}, {labels}", _fitted(model, values[CODES])
    for name, model in _regressors():
        for n in (1, 3):
            yield f"{name}, {n}", _fitted(model, NUMBERS[:, :n].squeeze())
    for name in ("linear", "tanh", "sigmoid", "leaky_relu"):
        encoder = e.ELMAutoencoder(3, output_activation=name, random_state=0)
        yield f"encoder, {name}", encoder.fit(X)


def _fitted(model: Any, y: np.ndarray) -> Any:
    if isinstance(model, e.Frozen):
        return e.Frozen(clone(model.estimator).fit(X, y))
    return clone(model).fit(X, y)
