"""Errors speak of values as people write them, and nothing but `InvalidInput` comes of bad input.

Every parameter of every estimator is set to what NumPy makes of numbers and texts, every target
and weight is wrong in turn: no message may say ``np.str_('x')``, and no AttributeError or the like
may come through from inside.
"""

from __future__ import annotations

import copy
import re
import warnings
from typing import Any

import numpy as np
import pytest

from elm_core import ELMClassifier, Frozen
from elm_core.base import Classifier, Regressor, clone
from elm_core.exceptions import ModelFormatError, NotFittedError, plain, short
from elm_core.metrics import accuracy_score, confusion_matrix
from elm_core.tasks.autocomplete import Autocomplete
from elm_core.tasks.recommender import Recommender
from elm_core.tasks.reranker import Reranker
from elm_core.tasks.search_index import SearchIndex
from elm_core.tasks.table import TableRegressor
from tests.every_model import BAR, TABLE, TEXTS, every_model

#: What NumPy 2 writes of its scalars.
SCALARS = re.compile(r"\bnp\.\w+\(|\bnumpy\.\w+\(")
#: Errors that tell nobody what to do.
RAW = (AttributeError, KeyError, IndexError, UnboundLocalError, ZeroDivisionError, AssertionError)
VALUES = [
    np.str_("nonsense"),
    np.float64(-7.5),
    np.float64(np.nan),
    np.int64(-3),
    np.bool_(True),
    [np.float64(np.nan)],
    [np.str_("q")],
    (np.int64(2), np.float64(0.5)),
    {np.str_("q"): np.float64(-1.0)},
]
SAMPLES = [
    [[np.float64(np.nan)]],
    np.full((2, 3), np.inf),
    np.array([["a", "b", "c"]]),
    np.array([[1, "x", 3]], dtype=object),
    [[np.str_("x"), np.str_("y")]],
    np.zeros((2, 7)),
    np.zeros(3),
    [np.str_("x")],
    {"a": [np.str_("x")], "b": [1, 2]},
]


def _models() -> list[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = [(m, X) for m, X in every_model() if not isinstance(m, (Frozen, Reranker))]
    return [pytest.param(m, X, id=f"{i} {type(m).__name__}") for i, (m, X) in enumerate(found)]


def _samples(model: Any, X: Any) -> tuple[Any, int]:
    if isinstance(model, (SearchIndex, Autocomplete)):
        X = TEXTS
    elif X is None:
        X = [BAR] * 4
    return X, len(TABLE["size"]) if isinstance(X, dict) else len(X)


def _targets(model: Any, n: int) -> Any:
    if isinstance(model, (Regressor, Recommender, TableRegressor)):
        return np.linspace(1.0, 5.0, n)
    if isinstance(model, Classifier) or hasattr(model, "classes_"):
        return np.array(["a", "b"])[np.arange(n) % 2]
    return None


def _check(error: Exception) -> None:
    if isinstance(error, (NotFittedError, ModelFormatError)):
        return
    assert not isinstance(error, RAW), repr(error)
    if type(error) in (TypeError, ValueError):  # of Python or NumPy, but for a call that is wrong
        assert "unexpected keyword argument" in str(error), repr(error)
    assert not SCALARS.search(str(error)), error


def _try(call: Any, *args: Any, **options: Any) -> None:
    try:
        call(*args, **options)
    except Exception as error:
        _check(error)


@pytest.mark.parametrize(("trained", "X"), _models())
@pytest.mark.filterwarnings("ignore")
def test_bad_parameters_are_told_in_plain_words(trained: Any, X: Any) -> None:
    samples, n = _samples(trained, X)
    y = _targets(trained, n)
    for name in trained._parameter_names():
        for value in VALUES:
            model = clone(trained)

            def fit(model: Any = model, name: str = name, value: Any = value) -> None:
                model.set_params(**{name: value})
                model.fit(samples) if y is None else model.fit(samples, y)

            _try(fit)


@pytest.mark.parametrize(("trained", "X"), _models())
@pytest.mark.filterwarnings("ignore")
def test_bad_targets_weights_and_samples_are_told_in_plain_words(trained: Any, X: Any) -> None:
    samples, n = _samples(trained, X)
    y = _targets(trained, n)
    if y is not None:
        mixed = np.empty(n, dtype=object)
        mixed[:] = ([1, "a", True] * n)[:n]
        for bad in (
            np.array(["x"] * n),
            np.array(["x"] * n, dtype=object),
            np.zeros(n),
            np.zeros(n, dtype=int),
            np.array([True] * n),
            np.linspace(0, 1, n),
            np.full(n, np.nan),
            np.full(n, 1e200),
            np.array([None] * n),
            mixed,
        ):
            _try(clone(trained).fit, samples, bad)
            for name in ("partial_fit", "score"):
                if hasattr(trained, name):
                    _try(getattr(copy.copy(trained), name), samples, bad)
        for weights in (np.full(n, -1.0), np.full(n, np.nan), np.full(n, 1e80), np.zeros(n)):
            _try(clone(trained).fit, samples, y, sample_weight=weights)
    for bad in SAMPLES:
        _try(clone(trained).fit, bad, *([] if y is None else [y[: len(bad)]]))
        for name in ("predict", "predict_proba", "transform", "decision_function"):
            if hasattr(trained, name):
                _try(getattr(trained, name), bad)


def test_one_class_is_named_as_it_was_written() -> None:
    for label, written in [("x", "'x'"), (3, "3"), (True, "True"), (2.0, "2.0")]:
        with pytest.raises(ValueError, match="at least 2 classes in y, got 1 class") as told:
            ELMClassifier().fit([[1.0], [2.0]], np.array([label, label]))
        assert f"got 1 class: {written}." in str(told.value)


def test_measures_name_labels_as_they_were_written() -> None:
    for measure in (accuracy_score, confusion_matrix):
        with pytest.raises(ValueError, match="y_true holds 'a', y_pred 1") as told:
            measure(np.array(["a"]), np.array([1]))
        _check(told.value)
    with pytest.raises(ValueError, match="y_true holds 'c' in row 1"):
        confusion_matrix(np.array(["a", "c"]), np.array(["a", "a"]), labels=np.array(["a", "b"]))


def test_documents_are_named_as_they_were_written() -> None:
    index = SearchIndex(vectors=None).fit(["a b", "c d"])
    with pytest.raises(ValueError, match="there is no document 'zz'"):
        index.remove([np.str_("zz")])
    index.add(["e f"], ids=["x"])
    with pytest.raises(ValueError, match="a document 'x' is there already"):
        index.add(["g h"], ids=[np.str_("x")])


def test_values_are_shown_plain_and_short() -> None:
    deep = {np.str_("k"): [np.int64(1), (np.float64(0.5), {np.bool_(True)})]}
    assert short(deep) == "{'k': [1, (0.5, {True})]}"
    assert len(short("x" * 100)) == 60
    array = np.arange(3)
    assert plain(array) is array
