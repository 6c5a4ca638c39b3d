"""Rows that are all equal, or nearly: every estimator stays finite and can be saved, or says why."""

from __future__ import annotations

import re
import warnings
from typing import Any

import numpy as np
import pytest

import elm_core as e
from elm_core import Frozen, dumps, loads
from elm_core.base import Classifier, Estimator, Regressor, clone
from elm_core.exceptions import InvalidInput
from elm_core.tasks.autocomplete import Autocomplete
from elm_core.tasks.drum_machine import DrumMachine
from elm_core.tasks.recommender import Recommender
from elm_core.tasks.reranker import Reranker
from elm_core.tasks.search_index import SearchIndex
from elm_core.tasks.table import TableRegressor
from tests.every_model import RATED, ROWS, TABLE, TEXTS, asked, every_model

N = 24
_random = np.random.RandomState(0)
_two = np.tile([1.0, 2.0, 3.0], (N, 1))
_two[::2, 0] = 2
_one_other = np.tile([1.0, 2.0, 3.0], (N, 1))
_one_other[5] = [2, 5, 3]
_one_constant = _random.standard_normal((N, 3))
_one_constant[:, 1] = 5
_nearly = np.tile([1.0, 2.0, 3.0], (N, 1))
_nearly[3] += 1e-9
_tiny = np.zeros((N, 3))
_tiny[3, 0] = 1e-300
_far = np.zeros((N, 3))
_far[3, 0] = 1e99
SETS = {
    "zero": np.zeros((N, 3)),
    "equal": np.tile([1 / 3, -0.1, 7.1], (N, 1)),
    "equal and large": np.tile([1e9, -2.0, 7.1], (N, 1)),
    "one column": np.full((N, 1), 4.0),
    "one constant column": _one_constant,
    "two different rows": _two,
    "one other row": _one_other,
    "nearly equal": _nearly,
    "tiny": _tiny,
    "far": _far,
    "two rows, equal": np.ones((2, 3)),
    "two rows": np.array([[1.0, 2.0], [1.0, 3.0]]),
}
#: Where "no value" is written as NaN on purpose: no member of a bag was without the row.
NAN_MEANS_NONE = {"oob_predictions_"}
#: What cannot learn from such samples says so, in these words.
REFUSALS = re.compile("no column of the table can be used|needs as many rows")


def _more() -> list[Estimator]:
    """Parameters at which rounding weighs more."""
    wide = {"n_hidden": 64, "random_state": 0}
    return [
        e.ELMClassifier(**wide),
        e.ELMClassifier(n_hidden=8, alpha=0.0, random_state=0),
        e.ELMRegressor(**wide, alpha=0.0),
        e.SemiSupervisedELMClassifier(**wide),
        e.SemiSupervisedELMClassifier(**wide, alpha=1e-5, smoothness="loo"),
        e.ELMClusterer(3, random_state=0),
        e.ELMClusterer(3, random_state=0, activation="relu"),
        e.ELMClusterer(1, **wide),
        e.OneClassELM(random_state=0),
        e.ELMAutoencoder(12, random_state=0),
        e.KernelELMRegressor(kernel="linear", alpha=0.0),
        e.KernelELMRegressor(kernel="arc_cosine", n_landmarks=3, random_state=0),
    ]


def _cases() -> list[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        models = [(model, X) for model, X in every_model() if not isinstance(model, Frozen)]
    models += [(model, ROWS) for model in _more()]
    cases = []
    for i, (model, X) in enumerate(models):
        if isinstance(model, Reranker):  # has nothing to fit
            continue
        name = f"{i} {type(model).__name__}"
        if X is ROWS:
            cases += [pytest.param(model, x, id=f"{name}, {what}") for what, x in SETS.items()]
        else:
            cases.append(pytest.param(model, _repeated(model, X), id=name))
    return cases


def _repeated(model: Any, X: Any) -> Any:
    """One sample, again and again."""
    if isinstance(model, (SearchIndex, Autocomplete)):
        return [TEXTS[0]] * N
    if isinstance(model, Recommender):
        return [RATED[0]] * N
    if X is TABLE:
        return {name: [cells[0]] * N for name, cells in TABLE.items()}
    if X is None:  # a bar of drums, every hit in it
        return [np.ones((16, 9))] * 4
    return [X[0]] * N


def _targets(model: Any, n: int) -> Any:
    if isinstance(model, (Regressor, Recommender, TableRegressor)):
        return np.linspace(1.0, 5.0, n)
    if hasattr(model, "classes_") or isinstance(model, Classifier):
        return np.array(["a", "b"])[np.arange(n) % 2]
    return None


def _numbers(value: Any, path: str) -> Any:
    """All arrays and floats that a model holds, deep."""
    if isinstance(value, (np.ndarray, float)):
        yield path, np.asarray(value)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _numbers(part, f"{path}[{key!r}]")
    elif isinstance(value, (list, tuple)):
        for i, part in enumerate(value):
            yield from _numbers(part, f"{path}[{i}]")
    elif type(value).__module__.startswith("elm_core") and hasattr(value, "__dict__"):
        for key, part in vars(value).items():
            if key not in NAN_MEANS_NONE:
                yield from _numbers(part, f"{path}.{key}")


@pytest.mark.parametrize(("trained", "X"), _cases())
@pytest.mark.filterwarnings("ignore")
def test_stays_finite_and_can_be_saved_or_says_why(trained: Any, X: Any) -> None:
    model = clone(trained)
    y = _targets(trained, len(X) if not isinstance(X, dict) else N)
    try:
        model.fit(X) if y is None else model.fit(X, y)
    except InvalidInput as error:
        assert REFUSALS.search(str(error)), error
        return
    for path, numbers in _numbers(model, type(model).__name__):
        if numbers.dtype.kind == "f":
            assert np.isfinite(numbers).all(), path
    again = loads(dumps(model))
    question = None if isinstance(model, (SearchIndex, Autocomplete, DrumMachine)) else X
    said, repeated = asked(model, question), asked(again, question)
    if said is not None:
        assert said.dtype.kind != "f" or np.isfinite(said).all()
        assert np.array_equal(said, repeated)
