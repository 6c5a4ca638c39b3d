"""What the parameters of a trained model of each class may be: see `contents`."""

from __future__ import annotations

from elm_core.persistence.contents import Fields

_LAYER_PARAMS = {
    "n_hidden": "whole >=1",
    "activation": "activation",
    "alpha": "alpha",
    "hidden": "distribution",
    "weight_scale": "number >0 <=1e6",
    "bias_scale": "number >=0 <=1e6",
}
_ELM_PARAMS = {**_LAYER_PARAMS, "standardize": "flag | scaling"}
_ONLINE_PARAMS = {
    **_ELM_PARAMS,
    "alpha": "number >=1e-8 <=1e100",
    "forgetting_factor": "number >0 <=1",
    "warm_up": "count",
    "on_drift": "'watch' | 'forget'",
}
_KERNEL_PARAMS = {
    "kernel": "kernel",
    "gamma": "null | 'scale' | number >0 <=1e100",
    "degree": "whole >=1 <=100",
    "coef0": "number >=0 <=1e100",
    "alpha": "alpha",
    "n_landmarks": "null | count",
    "landmarks": "'kmeans++' | 'uniform' | 'leverage' | rows",
    "standardize": "flag",
}
_DEEP_PARAMS = {
    **_LAYER_PARAMS,
    "layers": "list[k+] count",
    "layer_activation": "activation",
    "l1": "number >=0 <=1e100",
    "layer_alpha": "number >=0 <=1e100",
    "standardize": "flag",
}
_AUTO_PARAMS = {
    "time_budget": "null | number >0 <=1e6",
    "max_trials": "null | whole >=1 <=1e6",
    "n_models": "whole >=1 <=100",
}
_BAGGING_PARAMS = {
    "n_estimators": "whole >=1 <=1e4",
    "max_samples": "number >0 <=1",
    "bootstrap": "flag",
}
_STACKING_PARAMS = {"alpha": "alpha", "n_splits": "whole >=2 <=1000"}
_TEXT_PARAMS = {
    "kernel": "of_cosine",
    "n_landmarks": "null | 'auto' | count",
}
_TEXT_AND_VECTORS = {**_TEXT_PARAMS, "vector_share": "number >=0 <=1"}

#: Of trained models; parameters that are not here may hold anything.
PARAMS: dict[str, Fields] = {
    "AutoELMClassifier": _AUTO_PARAMS,
    "AutoELMRegressor": _AUTO_PARAMS,
    "Autocomplete": {"elm_share": "number >=0 <=1"},
    "BaggingELMClassifier": _BAGGING_PARAMS,
    "BaggingELMRegressor": _BAGGING_PARAMS,
    "ConformalClassifier": {"method": "'lac' | 'aps'"},
    "ConvELMClassifier": {
        **_LAYER_PARAMS,
        "n_filters": "whole >=1 <=4096",
        "filter_size": "count",
        "pool_size": "null | count",
        "stride": "null | count",
        "image_shape": "null | height_width | height_width_channels",
    },
    "DeepELMClassifier": _DEEP_PARAMS,
    "DeepELMRegressor": _DEEP_PARAMS,
    "ELMAutoencoder": {
        "n_hidden": "count",
        "activation": "activation",
        "output_activation": "'linear' | 'tanh' | 'sigmoid' | 'leaky_relu'",
        "alpha": "number >=0 <=1e100",
        "l1": "number >=0 <=1e100",
        "max_iter": "whole >=1 <=1e6",
        "bias_scale": "number >=0 <=1e6",
        "standardize": "flag",
    },
    "ELMClassifier": _ELM_PARAMS,
    "ELMClusterer": {
        "n_hidden": "whole >=2",
        "activation": "activation",
        "n_clusters": "count",
        "n_neighbors": "count",
        "n_starts": "count",
        "max_rows": "whole >=2 <=50000",
        "n_components": "null | count",
        "smoothness": "number >=0 <=1e6",
    },
    "ELMRegressor": _ELM_PARAMS,
    "IntentClassifier": {
        **_TEXT_AND_VECTORS,
        "outside": "text",
        "keep": "number >0 <=1",
    },
    "KernelELMClassifier": _KERNEL_PARAMS,
    "KernelELMRegressor": _KERNEL_PARAMS,
    "LanguageClassifier": _TEXT_PARAMS,
    "LogMel": {
        "sample_rate": "number >=2000 <=384000",
        "n_mels": "whole >=1 <=256",
        "frames": "whole >=1 <=1024",
        "trim": "null | number >0 <=1",
        "n_frequency": "null | whole >=1 <=256",
        "n_time": "null | whole >=1 <=1024",
    },
    "OneClassELM": {
        "n_hidden": "whole >=2",
        "activation": "activation",
        "nu": "number >0 <=1",
        "alpha": "number >=1e-10 <=1e6",
    },
    "OnlineELMClassifier": _ONLINE_PARAMS,
    "OnlineELMRegressor": _ONLINE_PARAMS,
    "SemiSupervisedELMClassifier": {
        "n_hidden": "whole >=2",
        "activation": "activation",
        "n_neighbors": "count",
        "max_rows": "whole >=2 <=50000",
        "alpha": "'loo' | number >0 <=1e6",
        "smoothness": "'loo' | number >=0 <=1e6",
    },
    "StackingELMClassifier": _STACKING_PARAMS,
    "StackingELMRegressor": _STACKING_PARAMS,
    "TextClassifier": _TEXT_AND_VECTORS,
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
    },
}
