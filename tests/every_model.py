"""A small trained model of every class that a model file may name, and something to ask it."""

from __future__ import annotations

import numpy as np

import elm_core as e
from elm_core.features.audio import LogMel
from elm_core.features.image import ImageVectorizer
from elm_core.features.tabular import TableEncoder
from elm_core.features.text import TextVectorizer
from elm_core.tasks.autocomplete import Autocomplete
from elm_core.tasks.drum_machine import DrumMachine
from elm_core.tasks.intent_classifier import IntentClassifier
from elm_core.tasks.language_classifier import LanguageClassifier
from elm_core.tasks.recommender import Recommender
from elm_core.tasks.reranker import Reranker
from elm_core.tasks.search_index import SearchIndex
from elm_core.tasks.table import TableClassifier, TableRegressor
from elm_core.tasks.text_classifier import TextClassifier
from elm_core.tasks.voice_commands import VoiceCommands

_random = np.random.RandomState(0)
ROWS = np.round(_random.random_sample((36, 3)) * 4 - 2, 3)
LABELS = np.array(["no", "yes", "ü"])[np.searchsorted([-0.5, 0.5], ROWS[:, 0])]
NUMBERS = np.round(ROWS[:, 0] * ROWS[:, 1] + ROWS[:, 2], 3)
TEXTS = [
    "wake me at seven", "set an alarm for 6", "alarm at noon", "wake us up early",
    "is it raining", "weather tomorrow", "will it snow", "how hot is it today",
]  # fmt: skip
TOPICS = ["alarm"] * 4 + ["weather"] * 4
TABLE = {
    "size": [1, 2, 9, 8, None, 7] * 4,
    "colour": ["red", "", "blue", "blue", "red", "blue"] * 4,
}
SIZES = ["small", "small", "big", "big", "small", "big"] * 4
SOUNDS = [np.sin(0.02 * (i + 1) * np.arange(4000)) for i in range(6)]
PICTURES = np.round(_random.random_sample((12, 6, 6)), 3)
BAR = np.zeros((16, 9))
BAR[[0, 8], 0] = BAR[[4, 12], 1] = BAR[::2, 2] = 1
RATED = [(who, film) for who in ("ann", "bob", "eve", "dan") for film in ("alien", "heat", "her")]
RATINGS = [5, 5, 1, 5, 4, 2, 1, 1, 5, 2, 1, 4]

_small = {"n_hidden": 8, "random_state": 0}
_words = {"vectors": None}


def _elm(**options):
    return e.ELMClassifier(**_small, **options)


def every_model():
    """Yield the trained models of numbers, then the others; one a class at least."""
    classifiers = [
        _elm(),
        e.OnlineELMClassifier(**_small),
        e.KernelELMClassifier(),
        e.KernelELMClassifier(n_landmarks=6, random_state=0),
        e.DeepELMClassifier((4,), **_small),
        e.AutoELMClassifier(max_trials=2, random_state=0),
        e.BaggingELMClassifier(_elm(), 2, random_state=0),
        e.VotingELMClassifier([_elm(), e.KernelELMClassifier()]),
        e.StackingELMClassifier([_elm(), e.KernelELMClassifier()], random_state=0),
        e.ConformalClassifier(_elm()),
        e.SemiSupervisedELMClassifier(**_small),
        e.Chain([("code", e.ELMAutoencoder(4, random_state=0)), ("head", _elm())]),
    ]
    for model in classifiers:
        yield model.fit(ROWS, LABELS), ROWS
    regressors = [
        e.ELMRegressor(**_small),
        e.OnlineELMRegressor(**_small),
        e.KernelELMRegressor(),
        e.DeepELMRegressor((4,), **_small),
        e.AutoELMRegressor(max_trials=2, random_state=0),
        e.BaggingELMRegressor(e.ELMRegressor(**_small), 2, random_state=0),
        e.VotingELMRegressor([e.ELMRegressor(**_small), e.KernelELMRegressor()]),
        e.StackingELMRegressor([e.ELMRegressor(**_small)], random_state=0),
        e.ConformalRegressor(e.ELMRegressor(**_small)),
    ]
    for model in regressors:
        yield model.fit(ROWS, NUMBERS), ROWS
    for model in (
        e.ELMAutoencoder(4, random_state=0),
        e.Combine([e.ELMAutoencoder(4, random_state=0)]),
        e.ELMClusterer(2, **_small),
        e.OneClassELM(**_small),
    ):
        yield model.fit(ROWS), ROWS
    yield e.Frozen(_elm().fit(ROWS, LABELS)), ROWS
    yield (
        e.ConvELMClassifier(n_hidden=8, random_state=0).fit(PICTURES, TOPICS + TOPICS[2:6]),
        PICTURES,
    )
    yield ImageVectorizer(4, 4).fit(PICTURES), PICTURES
    for model in (TextClassifier, IntentClassifier, LanguageClassifier):
        options = _words if model is not LanguageClassifier else {}
        yield model(**options).fit(TEXTS, TOPICS), [*TEXTS, "xyzzy"]
    yield TextVectorizer().fit(TEXTS), TEXTS
    yield TableEncoder().fit(TABLE), TABLE
    yield TableClassifier(**_small).fit(TABLE, SIZES), TABLE
    yield TableRegressor(**_small).fit(TABLE, np.arange(24.0)), TABLE
    yield LogMel().fit(SOUNDS), SOUNDS
    yield VoiceCommands(random_state=0).fit(SOUNDS, ["a", "a", "a", "b", "b", "b"]), SOUNDS
    yield DrumMachine(n_hidden=8, random_state=0).fit([BAR] * 4), None
    yield Recommender(n_factors=2, random_state=0).fit(RATED, RATINGS), RATED
    yield Autocomplete(n_hidden=8, **_words).fit(TEXTS), None
    yield SearchIndex(**_words).fit(TEXTS), None
    yield Reranker(), None


def asked(model, X):
    """What a model says of its question, as an array (None: it is not asked here)."""
    if X is None:
        return None
    for name in ("decision_function", "predict_proba", "predict", "transform"):
        if hasattr(model, name):
            answer = getattr(model, name)(X)
            return np.asarray(answer.to_dense() if hasattr(answer, "to_dense") else answer)
    return None
