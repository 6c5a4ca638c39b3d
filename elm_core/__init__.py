"""Extreme Learning Machines that train in an instant, in Python and in a web page."""

from elm_core.config import show_config
from elm_core.models.automatic.auto import AutoELM, AutoELMClassifier, AutoELMRegressor
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
from elm_core.persistence import dump, dumps, load, loads

__version__ = "0.1.0"

__all__ = [
    "AutoELM",
    "AutoELMClassifier",
    "AutoELMRegressor",
    "BaggingELMClassifier",
    "BaggingELMRegressor",
    "Chain",
    "Combine",
    "ConformalClassifier",
    "ConformalRegressor",
    "ConvELMClassifier",
    "DeepELMClassifier",
    "DeepELMRegressor",
    "ELMAutoencoder",
    "ELMClassifier",
    "ELMClusterer",
    "ELMRegressor",
    "Frozen",
    "KernelELMClassifier",
    "KernelELMRegressor",
    "OneClassELM",
    "OnlineELMClassifier",
    "OnlineELMRegressor",
    "SemiSupervisedELMClassifier",
    "StackingELMClassifier",
    "StackingELMRegressor",
    "VotingELMClassifier",
    "VotingELMRegressor",
    "__version__",
    "dump",
    "dumps",
    "load",
    "loads",
    "show_config",
]
