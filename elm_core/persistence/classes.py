"""The classes that a model file may name: a literal table, so that data never become code."""

from __future__ import annotations

from functools import lru_cache

from elm_core.base import Estimator


@lru_cache(maxsize=1)
def known_classes() -> dict[str, type[Estimator]]:
    """Return the classes that a model file may name."""
    from elm_core.features.audio import LogMel
    from elm_core.features.image import ImageVectorizer
    from elm_core.features.tabular import TableEncoder
    from elm_core.features.text import TextVectorizer
    from elm_core.models.automatic.auto import AutoELMClassifier, AutoELMRegressor
    from elm_core.models.chains.chain import Chain
    from elm_core.models.chains.combine import Combine
    from elm_core.models.chains.frozen import Frozen
    from elm_core.models.conformal import ConformalClassifier, ConformalRegressor
    from elm_core.models.deep import DeepELMClassifier, DeepELMRegressor
    from elm_core.models.deep.autoencoder import ELMAutoencoder
    from elm_core.models.deep.conv import ConvELMClassifier
    from elm_core.models.elm import ELMClassifier, ELMRegressor
    from elm_core.models.ensembles.bagging import BaggingELMClassifier, BaggingELMRegressor
    from elm_core.models.ensembles.stacking import StackingELMClassifier, StackingELMRegressor
    from elm_core.models.ensembles.voting import VotingELMClassifier, VotingELMRegressor
    from elm_core.models.kernel import KernelELMClassifier, KernelELMRegressor
    from elm_core.models.online import OnlineELMClassifier, OnlineELMRegressor
    from elm_core.models.unlabelled.cluster import ELMClusterer
    from elm_core.models.unlabelled.one_class import OneClassELM
    from elm_core.models.unlabelled.semi_supervised import SemiSupervisedELMClassifier
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

    table: tuple[type[Estimator], ...] = (
        AutoELMClassifier,
        AutoELMRegressor,
        BaggingELMClassifier,
        BaggingELMRegressor,
        Chain,
        Combine,
        ConvELMClassifier,
        DeepELMClassifier,
        DeepELMRegressor,
        Autocomplete,
        DrumMachine,
        ELMAutoencoder,
        ConformalClassifier,
        ConformalRegressor,
        ELMClassifier,
        ELMClusterer,
        ELMRegressor,
        Frozen,
        IntentClassifier,
        ImageVectorizer,
        KernelELMClassifier,
        KernelELMRegressor,
        LogMel,
        OneClassELM,
        OnlineELMClassifier,
        OnlineELMRegressor,
        Recommender,
        SemiSupervisedELMClassifier,
        StackingELMClassifier,
        StackingELMRegressor,
        LanguageClassifier,
        Reranker,
        SearchIndex,
        TableClassifier,
        TableEncoder,
        TableRegressor,
        TextClassifier,
        TextVectorizer,
        VoiceCommands,
        VotingELMClassifier,
        VotingELMRegressor,
    )
    return {cls.__name__: cls for cls in table}
