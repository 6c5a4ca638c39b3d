"""Classes of a single row, and targets that are no classes, are said: by every classifier, once."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest

from elm_core import ConformalClassifier, ELMRegressor, KernelELMClassifier
from elm_core.base import Regressor, clone
from elm_core.exceptions import ScarceDataWarning
from elm_core.model_selection import cross_val_score, k_fold
from elm_core.service.service import Service
from elm_core.tasks.autocomplete import Autocomplete
from elm_core.tasks.table import TableRegressor
from elm_core.tasks.text_classifier import TextClassifier
from elm_core.tasks.voice_commands import VoiceCommands
from tests.core.test_service import matrix, run
from tests.every_model import SOUNDS, TABLE, TEXTS, every_model

TWO = [["q"], ["r"]]


def _classifiers() -> list[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = [(m, X) for m, X in every_model() if hasattr(m, "classes_")]
    kept = [
        (m, X)
        for m, X in found
        if not isinstance(m, (Regressor, TableRegressor)) and hasattr(clone(m), "fit_steps")
    ]
    return [pytest.param(m, X, id=f"{i} {type(m).__name__}") for i, (m, X) in enumerate(kept)]


def _many(X: Any) -> tuple[Any, int]:
    """Samples of the same kind, enough of them."""
    if isinstance(X, dict):
        return TABLE, 24
    return (list(X) * 4)[:24] if isinstance(X, list) else np.concatenate([X, X])[:24], 24


def _told(call: Any, *args: Any, **options: Any) -> list[str]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        call(*args, **options)
    return [str(w.message) for w in caught if isinstance(w.message, ScarceDataWarning)]


@pytest.mark.parametrize(("trained", "X"), _classifiers())
def test_every_classifier_names_a_class_of_one_row_once(trained: Any, X: Any) -> None:
    samples, n = _many(X)
    y = np.array(["a", "b"])[np.arange(n) % 2]
    assert _told(clone(trained).fit, samples, y) == []
    y[5] = "c"
    told = _told(clone(trained).fit, samples, y)
    assert len(told) == 1, told
    assert told[0].startswith("class 'c' has a single row: ")
    y[7] = "d"
    told = _told(clone(trained).fit, samples, y)
    assert len(told) == 1, told
    assert told[0].startswith("2 classes have a single row each, such as 'c': ")


def test_labels_that_are_no_classes_are_said() -> None:
    x = np.random.RandomState(0).standard_normal((40, 2))
    told = _told(KernelELMClassifier().fit, x, [f"id{i:02}" for i in range(40)])
    assert told == [
        "y holds 40 classes in 40 rows, 40 of them a single row, such as 'id00': if it is an "
        "identifier, it cannot be learnt; if it is a number, use a regressor"
    ]
    assert _told(ELMRegressor().fit, x, np.arange(40.0)) == []


def test_few_rows_are_no_surprise() -> None:
    for y in (["a", "b"], ["a", "b", "c", "c"], ["a", "a", "b"]):
        assert _told(KernelELMClassifier().fit, np.arange(float(len(y)))[:, None], y) == []
    clips = [SOUNDS[0], SOUNDS[1]]
    assert _told(VoiceCommands(random_state=0).fit, clips, ["up", "down"]) == []


def test_folds_that_lack_a_class_are_said() -> None:
    y = ["a"] * 9 + ["b"] * 3
    told = _told(lambda: list(k_fold(12, 5, stratify=y)))
    assert told == ["class 'b' has fewer rows (3) than n_splits=5: some folds have none of it"]
    x = np.random.RandomState(0).standard_normal((12, 2))
    assert len(set(_told(cross_val_score, KernelELMClassifier(), x, y))) == 1
    assert _told(lambda: list(k_fold(12, 3, stratify=y))) == []
    assert _told(lambda: list(k_fold(12, 5))) == []


def test_of_members_only_the_whole_tells() -> None:
    x = np.random.RandomState(0).standard_normal((60, 2))
    y = np.array(["a", "b"])[np.arange(60) % 2]
    y[:2] = "c"  # in a fold it has one row, in all it has two
    told = _told(ConformalClassifier(_NoLeaveOneOut(), cv=2).fit, x, y)
    assert told == []


class _NoLeaveOneOut(KernelELMClassifier):
    """A model whose own predictions have to be found by folds."""

    @property
    def loo_predictions_(self) -> None:
        return None

    @loo_predictions_.setter
    def loo_predictions_(self, value: Any) -> None:
        pass


@pytest.mark.parametrize("options", [{}, {"holdout": 0.25}])
def test_the_service_tells_it_with_its_answer(options: dict[str, float]) -> None:
    service = Service()
    number = run(service, "create", **{"class": "ELMClassifier"}, params={"n_hidden": 16})["model"]
    x = np.random.RandomState(0).standard_normal((40, 2))
    codes = (np.arange(40) % 2).astype(np.int32)
    codes[3] = 2
    y = {"codes": codes, "values": ["a", "b", "rare"]}
    result = run(service, "fit", model=number, X=matrix(x), y=y, **options)
    (told,) = result["warnings"]
    assert told["code"] == "scarce-data"
    assert told["message"].startswith("class 'rare' has a single row")


def test_texts_too() -> None:
    told = _told(TextClassifier(vectors=None).fit, [*TEXTS, "a new one"], ["x", "y"] * 4 + ["z"])
    assert [text[:33] for text in told] == ["class 'z' has a single row: how w"]


def test_words_that_are_completed_are_rare_as_words_are() -> None:
    texts = ["the cat sat on mats", "dogs ran over hills", "birds flew by trees"]
    texts += ["fish swam under water", "we all like it here now"]
    assert _told(Autocomplete(n_hidden=8, vectors=None).fit, texts) == []


def test_the_service_tells_of_an_identifier_with_its_first_progress() -> None:
    service = Service()
    X = matrix(np.arange(800.0).reshape(400, 2))
    number = run(service, "create", **{"class": "ELMClassifier", "params": {"n_hidden": 8}})[
        "model"
    ]
    codes = np.arange(400, dtype=np.int32)
    y = {"codes": codes, "values": [f"row {i}" for i in codes]}
    service.begin(7, "fit", {"model": number, "X": X, "y": y})
    steps = []
    while not steps or not steps[-1]["done"]:
        steps.append(service.step(7))
    [(early, first)] = [(i, s) for i, s in enumerate(steps[:-1]) if "warnings" in s]
    assert early == 0 and first["progress"] == 0.0
    assert "identifier" in first["warnings"][0]["message"]
    assert steps[-1]["result"]["warnings"] == first["warnings"]
