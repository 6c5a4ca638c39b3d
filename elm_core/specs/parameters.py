"""What the parameters of each class may be: checked when a model is fitted and when it is loaded.

Callables and random generators are for memory alone: no file can hold them. Defaults stand in the
signatures of the classes. A rule between parameters is a bound that a letter stands for (``=m``,
then ``<=m``), or a `_check_params` of the class that calls that of its base.
"""

from __future__ import annotations

import inspect

from elm_core.specs.words import Fields

_SEED = {"random_state": "random_state"}
_WEIGHTS = {"class_weight": "class_weight"}
_DECIDING = {**_WEIGHTS, "decide": "'probable' | 'balanced'"}
_LAYER = {
    "n_hidden": "count",
    "activation": "activation | function",
    "alpha": "alpha",
    "hidden": "distribution",
    "weight_scale": "number >0 <=1e6",
    "bias_scale": "number >=0 <=1e6",
}
_ELM = {**_LAYER, "standardize": "flag | scaling", **_SEED}
_BATCH = {
    **_ELM,
    "direct_links": "flag",
    "features": "'random' | features | {stretch}",
    "precision": "'double' | 'single'",
}
_ONLINE = {
    **_ELM,
    "alpha": "number >=1e-8 <=1e100",  # less leaves too few digits for recursive least squares
    "forgetting_factor": "number >0 <=1",
    "warm_up": "count",
    "on_drift": "'watch' | 'forget'",
}
_KERNEL = {
    "kernel": "kernel | function",
    "gamma": "null | 'scale' | number >0 <=1e100",
    "degree": "whole >=1 <=100",
    "coef0": "number >=0 <=1e100",
    "alpha": "alpha",
    "n_landmarks": "null | count",
    "landmarks": "'kmeans++' | 'uniform' | 'leverage' | rows",
    "standardize": "flag",
    "features": "'plain' | 'diagonal' | {stretch}",
    **_SEED,
}
_DEEP = {
    **_LAYER,
    "layers": "list[k:100] count",
    "layer_activation": "activation",
    "l1": "number >=0 <=1e100",
    "layer_alpha": "number >=0 <=1e100",
    "standardize": "flag",
    **_SEED,
}
_AUTO = {
    "time_budget": "null | number >0 <=1e6",
    "max_trials": "null | whole >=1 <=1000000",
    "n_models": "whole >=1 <=100",
    **_SEED,
}
_CONFORMAL = {"estimator": "part", "cv": "whole >=2", **_SEED}
_BAGGING = {
    "estimator": "part",
    "n_estimators": "whole >=1 <=10000",
    "max_samples": "number >0 <=1",
    "bootstrap": "flag",
    **_SEED,
}
_STACKING = {"estimators": "parts", "alpha": "alpha", "n_splits": "whole >=2 <=1000", **_SEED}
_VOTING = {"estimators": "parts", "weights": "shares", **_SEED}
_IN_RANGE = {"target": "'auto' | 'plain' | 'log'", "clip": "flag"}
_MAPPED = {"n_hidden": "whole >=2", "activation": "activation | function", **_SEED}
_TABLE = {
    "n_hidden": "count",
    "activation": "activation | function",
    "alpha": "alpha",
    "direct_links": "flag",
    "features": "'random' | features",
    "n_landmarks": "null | count",
    "kinds": "kinds",
    **_SEED,
}
_KERNEL_OF_TEXTS = {
    "kernel": "'loo' | of_cosine",
    "alpha": "alpha",
    "n_landmarks": "null | 'auto' | count",
    **_WEIGHTS,
    **_SEED,
}
_TEXT = {
    "word_ngrams": "ngrams",
    "char_ngrams": "ngrams",
    "word_weight": "number >=0 <=1",
    "vectors": "vectors",
    "vector_share": "number >=0 <=1",
    **_KERNEL_OF_TEXTS,
}

PARAMETERS: dict[str, Fields] = {
    "AutoELMClassifier": {**_AUTO, **_DECIDING},
    "AutoELMRegressor": {**_AUTO, **_IN_RANGE},
    "Autocomplete": {
        "n_hidden": "whole >=0",
        "elm_share": "number >=0 <=1",
        "vectors": "vectors",
        **_SEED,
    },
    "BaggingELMClassifier": _BAGGING,
    "BaggingELMRegressor": _BAGGING,
    "Chain": {"steps": "parts"},
    "Combine": {"encoders": "parts"},
    "ConformalClassifier": {**_CONFORMAL, "method": "'lac' | 'aps'"},
    "ConformalRegressor": _CONFORMAL,
    "ConvELMClassifier": {
        "n_filters": "whole >=1 <=4096",
        "filter_size": "count",
        "filters": "'random' | 'kmeans'",
        "pool_size": "null | count",
        "stride": "null | count",
        "image_shape": "null | height_width | height_width_channels",
        **_LAYER,
        **_WEIGHTS,
        **_SEED,
    },
    "DeepELMClassifier": {**_DEEP, **_WEIGHTS},
    "DeepELMRegressor": _DEEP,
    "DrumMachine": {
        "n_hidden": "count",
        "activation": "activation | function",
        "alpha": "alpha",
        **_SEED,
    },
    "ELMAutoencoder": {
        "n_hidden": "count",
        "activation": "activation",
        "output_activation": "'linear' | 'tanh' | 'sigmoid' | 'leaky_relu'",
        "alpha": "number >=0 <=1e100",
        "l1": "number >=0 <=1e100",
        "max_iter": "whole >=1 <=1000000",
        "bias_scale": "number >=0 <=1e6",
        "standardize": "flag",
        **_SEED,
    },
    "ELMClassifier": {**_BATCH, **_DECIDING},
    "ELMClusterer": {
        **_MAPPED,
        "n_clusters": "whole >=1 =g",
        "n_neighbors": "count",
        "n_starts": "count",
        "max_rows": "whole >=2 <=50000 >=g",
        "n_components": "null | count",
        "smoothness": "number >=0 <=1e6",
    },
    "ELMRegressor": _BATCH,
    "Frozen": {"estimator": "part"},
    "ImageVectorizer": {
        "height": "whole >=1 <=4096",
        "width": "whole >=1 <=4096",
        "grey": "flag",
        "invert": "flag",
        "crop": "flag",
        "centre": "flag",
        "maximum": "null | number >0 <=1e100",
    },
    "IntentClassifier": {**_TEXT, "outside": "text", "keep": "number >0 <=1"},
    "KernelELMClassifier": {**_KERNEL, **_DECIDING},
    "KernelELMRegressor": _KERNEL,
    "LanguageClassifier": {"char_ngrams": "ngrams", **_KERNEL_OF_TEXTS},
    "LogMel": {
        "sample_rate": "number >=2000 <=384000",
        "n_mels": "whole >=1 <=256 =m",
        "frames": "whole >=1 <=1024 =f",
        "trim": "null | number >0 <=1",
        "n_frequency": "null | whole >=1 <=m",
        "n_time": "null | whole >=1 <=f",
    },
    "OneClassELM": {**_MAPPED, "nu": "number >0 <=1", "alpha": "number >=1e-10 <=1e6"},
    "OnlineELMClassifier": _ONLINE,
    "OnlineELMRegressor": _ONLINE,
    "Recommender": {
        "n_factors": "whole >=1 <=512",
        "alpha": "number >=1e-6 <=1e6",
        "sweeps": "whole >=1 <=1000",
        **_SEED,
    },
    "Reranker": {"n_hidden": "count"},
    "SearchIndex": {
        "method": "'hybrid' | 'bm25' | 'embedding'",
        "metric": "'cosine' | 'dot' | 'euclidean' | 'manhattan'",
        "n_components": "count",
        "vectors": "vectors",
        "k1": "number >=0",
        "b": "number >=0 <=1",
    },
    "SemiSupervisedELMClassifier": {
        **_MAPPED,
        "n_neighbors": "count",
        "max_rows": "whole >=2 <=50000",
        "alpha": "'loo' | number >0 <=1e6",
        "smoothness": "'loo' | number >=0 <=1e6",
    },
    "StackingELMClassifier": _STACKING,
    "StackingELMRegressor": _STACKING,
    "TableClassifier": {**_TABLE, **_DECIDING},
    "TableEncoder": {"max_categories": "count", "max_words": "count", "kinds": "kinds"},
    "TableRegressor": {**_TABLE, **_IN_RANGE},
    "TextClassifier": _TEXT,
    "TextVectorizer": {
        "word_ngrams": "ngrams",
        "char_ngrams": "ngrams",
        "across_words": "flag",
        "word_weight": "number >=0 <=1",
        "sublinear_tf": "flag",
        "use_idf": "flag",
        "open_vocabulary": "flag",
        "min_df": "count",
        "max_features": "null | whole >=1 <=16777216",
        "n_hashes": "null | whole >=1024 <=16777216",
    },
    "VoiceCommands": {
        "sample_rate": "number >=2000 <=384000",
        "background": "null | name",
        "threshold": "number >=0 <=1",
        "copies": "whole >=0 <=20",
        "gamma": "number >=1e-3 <=1e3",
        "alpha": "number >=1e-6 <=1e6",
        **_SEED,
    },
    "VotingELMClassifier": _VOTING,
    "VotingELMRegressor": _VOTING,
}


_FOUND: dict[type, Fields] = {}


def parameters_of(cls: type) -> Fields:
    """Return what the table says of a class, or of the class that it is derived from.

    Parameters that the table does not name, those of somebody's own class, may be anything.
    """
    if cls not in _FOUND:
        named = (PARAMETERS[base.__name__] for base in cls.__mro__ if base.__name__ in PARAMETERS)
        taken = inspect.signature(cls).parameters
        _FOUND[cls] = {name: spec for name, spec in next(named, {}).items() if name in taken}
    return _FOUND[cls]
