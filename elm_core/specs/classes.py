"""The classes that a model file may name: a literal table, so that data never become code."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """Where a class is kept.

    `module` is its module below ``elm_core``; `predictor` the module of the JavaScript Predictor
    that knows it (`core`: all of them), or None. `takes` says what its samples are: ``numbers``
    (rows), ``pictures``, ``texts``, ``table``, ``sounds``, ``bars`` (of drums), ``ratings``, or
    ``parts``: what the estimators in it take.
    """

    module: str
    predictor: str | None
    takes: str


_AUTO = Place("models.automatic.auto", "chain", "numbers")
_BAGGING = Place("models.ensembles.bagging", "ensemble", "parts")
_CONFORMAL = Place("models.conformal", "chain", "parts")
_DEEP = Place("models.deep", "deep", "numbers")
_ELM = Place("models.elm", "elm", "numbers")
_KERNEL = Place("models.kernel", "kernel", "numbers")
_ONLINE = Place("models.online", "online", "numbers")
_STACKING = Place("models.ensembles.stacking", "ensemble", "parts")
_TABLE = Place("tasks.table", "table", "table")
_VOTING = Place("models.ensembles.voting", "ensemble", "parts")

CLASSES: dict[str, Place] = {
    "AutoELMClassifier": _AUTO,
    "AutoELMRegressor": _AUTO,
    "Autocomplete": Place("tasks.autocomplete", "autocomplete", "texts"),
    "BaggingELMClassifier": _BAGGING,
    "BaggingELMRegressor": _BAGGING,
    "Chain": Place("models.chains.chain", "chain", "parts"),
    "Combine": Place("models.chains.combine", "chain", "parts"),
    "ConformalClassifier": _CONFORMAL,
    "ConformalRegressor": _CONFORMAL,
    "ConvELMClassifier": Place("models.deep.conv", "conv", "numbers"),
    "DeepELMClassifier": _DEEP,
    "DeepELMRegressor": _DEEP,
    "DrumMachine": Place("tasks.drum_machine", None, "bars"),
    "ELMAutoencoder": Place("models.deep.autoencoder", "deep", "numbers"),
    "ELMClassifier": _ELM,
    "ELMClusterer": Place("models.unlabelled.cluster", "unsupervised", "numbers"),
    "ELMRegressor": _ELM,
    "Frozen": Place("models.chains.frozen", "core", "parts"),
    "ImageVectorizer": Place("features.image", None, "pictures"),
    "IntentClassifier": Place("tasks.intent_classifier", "text", "texts"),
    "KernelELMClassifier": _KERNEL,
    "KernelELMRegressor": _KERNEL,
    "LanguageClassifier": Place("tasks.language_classifier", "text", "texts"),
    "LogMel": Place("features.audio", "audio", "sounds"),
    "OneClassELM": Place("models.unlabelled.one_class", "unsupervised", "numbers"),
    "OnlineELMClassifier": _ONLINE,
    "OnlineELMRegressor": _ONLINE,
    "Recommender": Place("tasks.recommender", None, "ratings"),
    "Reranker": Place("tasks.reranker", None, "numbers"),
    "SearchIndex": Place("tasks.search_index", None, "texts"),
    "SemiSupervisedELMClassifier": Place("models.unlabelled.semi_supervised", "online", "numbers"),
    "StackingELMClassifier": _STACKING,
    "StackingELMRegressor": _STACKING,
    "TableClassifier": _TABLE,
    "TableEncoder": Place("features.tabular", "table", "table"),
    "TableRegressor": _TABLE,
    "TextClassifier": Place("tasks.text_classifier", "text", "texts"),
    "TextVectorizer": Place("features.text", "text", "texts"),
    "VoiceCommands": Place("tasks.voice_commands", "audio", "sounds"),
    "VotingELMClassifier": _VOTING,
    "VotingELMRegressor": _VOTING,
}
