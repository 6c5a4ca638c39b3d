"""What a model of each class has learnt, as files hold it: see `elm_core.specs`."""

from __future__ import annotations

from elm_core.specs.words import Fields

_CLASSES = {"classes_": "labels[c]"}
_CLASSIFIER = {
    **_CLASSES,
    "inverse_temperature_": "number >=0 <=1e6",
    "score_offset_?": "floats[c] >-1e9 <1e9",
}
_PRIOR = {"class_prior_?": "floats[c] >=0 <=1"}
_IN_RANGE = {"target_range_?": "null | floats[2]", "log_target_?": "flag"}
_SCALED = {"target_offset_": "floats[c]", "target_scale_": "floats[c] >0"}
_NDIM = {"target_ndim_": "whole >=1 <=2"}
_NUMBERS = {**_SCALED, **_NDIM}
_ROWS = {
    "n_features_in_": "whole >=1 =d",
    "feature_names_in_?": "names[d]",
}
_SEEN = {"n_samples_seen_": "count"}
_SCORED = {"loo_score_": "number <=1"}
_LAYERED = {
    **_ROWS,
    **_SEEN,
    "layer_": "{layer}",
    "seed_": "seed",
    "mean_": "floats[d]",
    "scale_": "floats[d] >0",
    "intercept_": "floats[c+]",
    "coef_": "floats[h,c]",
}
_ELM = {
    **_LAYERED,
    **_SCORED,
    "coef_": "floats[w,c]",
    "direct_links_?": "flag",
    "features_?": "features",
    "stretch_?": "null | floats[d] >=0 | floats[tri:d]",
    "alpha_": "number >=0",
    "alpha_rows_": "count",
    "moments_?": "null | {moments} | {single_moments}",
}
_ONLINE = {
    **_LAYERED,
    "alpha_": "number >=1e-8 <=1e100",
    "n_updates_": "count",
    "drift_": "{drift}",
    "n_drifts_": "whole >=0",
    "prequential_score_": "null | number <=1",
    "statistics_?": "{packed}",
}
_MAPPED = {
    **_ROWS,
    **_SEEN,
    "layer_": "{map_layer}",
    "seed_": "seed",
    "mean_": "floats[d]",
    "scale_": "floats[d] >0",
}
_KERNEL = {
    **_ROWS,
    **_SEEN,
    **_SCORED,
    "dual_coef_": "floats[n+,c+]",
    "intercept_": "floats[c]",
    "X_fit_": "null | floats[n,d]",
    "mean_": "null | floats[d]",
    "scale_": "null | floats[d] >0",
    "gamma_": "number >0",
    "alpha_": "number >=0",
    "feature_importances_?": "floats[d] >=0",
    "n_landmarks_?": "whole >=0",
    "weights_?": "floats[n] >0",
    "root_?": "null | floats[n,r]",
    "moments_?": "null | {landmark_moments}",
}
_STAGED = {**_ROWS, **_SEEN, "seed_": "seed"}
_MEMBERS = {**_SEEN, "members_": "list[k+] model"}
_VOTING = {**_MEMBERS, "weights_": "floats[k] >=0 <=1", "loo_score_?": "number <=1"}
_BAGGING = {**_MEMBERS, "oob_score_?": "number <=1"}
_STACKING = {
    **_MEMBERS,
    **_SCORED,
    "intercept_": "floats[c+]",
    "coef_": "floats[*,c]",
    "alpha_": "number >=0",
}
_AUTO = {**_ROWS, **_SEEN, **_SCORED, "leaderboard_": "list[*] dict", "search_?": "dict"}
_CLASSIFIES = "model ELMClassifier KernelELMClassifier VotingELMClassifier"
_REGRESSES = "model ELMRegressor KernelELMRegressor VotingELMRegressor"
_CONFORMAL = {**_SEEN, "n_features_in_?": "whole >=1 =d", "feature_names_in_?": "names[d]"}
_CONFORMAL |= {"estimator_": "model", "seed_": "seed"}
_TABLE = {**_SEEN, "encoder_": "model TableEncoder", "loo_score_": "number <=1"}
_TEXTS = {
    **_CLASSES,
    **_SEEN,
    **_SCORED,
    "vectorizer_": "model TextVectorizer",
    "model_": "model KernelELMClassifier",
    "log_prior_": "floats[c] >-1000 <1000",
    "counts_": "{counts}",
    "kernel_?": "of_cosine",
    "vectors_?": "null | {vectors}",
    "dense_?": "floats32[*,*] >=-1 <=1",
    "mean_evidence_?": "floats[c] >-1e9 <1e9",
    "evidence_factor_": "number >=0 <=1e6",
    "evidence_power_?": "number >=0 <=1",
    "refit_at_": "count",
}

LEARNED: dict[str, Fields] = {
    "AutoELMClassifier": {
        **_CLASSES,
        **_PRIOR,
        **_AUTO,
        "model_": _CLASSIFIES,
    },
    "AutoELMRegressor": {
        **_IN_RANGE,
        **_AUTO,
        "model_": _REGRESSES,
    },
    "Autocomplete": {
        "texts_": "list[*] text",
        "vectors_": "null | {vectors}",
        "model_": "null | model ELMClassifier",
        "refit_at_": "count",
    },
    "BaggingELMClassifier": {**_CLASSES, **_BAGGING},
    "BaggingELMRegressor": {**_NDIM, **_BAGGING},
    "Chain": {**_SEEN, "trained_": "list[k+] null | model"},
    "Combine": {**_SEEN, "encoders_": "list[k+] model", "widths_": "list[k] whole >=0"},
    "ConformalClassifier": {
        **_CLASSES,
        **_CONFORMAL,
        "calibration_proba_": "floats[m+,c]",
        "calibration_codes_": "ints[m] >=0 <c",
    },
    "ConformalRegressor": {
        **_CONFORMAL,
        **_NDIM,
        "residuals_": "floats[m+,c+] >=0",
        "log_residuals_?": "flag",
    },
    "ConvELMClassifier": {
        **_STAGED,
        "head_": "model ELMClassifier",
        "image_shape_": "height_width_channels",
        "filters_": "floats[*,*,*,k+]",
        "contrast_?": "flag",
        "low_": "number >=-1e101 <=1e101",
        "high_": "number >=-1e101 <=1e101",
        "pool_": "height_width",
        "stride_": "height_width",
    },
    "DeepELMClassifier": {
        **_STAGED,
        "head_": "model ELMClassifier",
        "encoders_": "list[k+] {encoder}",
    },
    "DeepELMRegressor": {
        **_STAGED,
        "head_": "model ELMRegressor",
        "encoders_": "list[k+] {encoder}",
    },
    "DrumMachine": {
        **_SEEN,
        "model_": "model ELMRegressor",
        "threshold_": "number >=0 <=1",
        "loo_score_": "number >=0 <=1",
        "velocity_": "floats[16,9] >=0 <=127",
        "velocity_counts_": "floats[16,9] >=0 <=1e15",
    },
    "ELMAutoencoder": {
        **_ROWS,
        **_SEEN,
        "seed_": "seed",
        "layer_": "{autoencoder_layer}",
        "mean_": "floats[d]",
        "scale_": "floats[d] >0",
        "beta_": "floats[h,d]",
        "n_iter_": "count",
        "statistics_?": "null | {autoencoder_statistics}",
    },
    "ELMClassifier": {**_CLASSIFIER, **_PRIOR, **_ELM},
    "ELMClusterer": {
        **_MAPPED,
        "coef_": "floats[h,k+]",
        "cluster_centers_": "floats[m+,k] >=-1e100 <=1e100",
        "inertia_": "number",
    },
    "ELMRegressor": {**_NUMBERS, **_ELM},
    "Frozen": {},
    "ImageVectorizer": {"n_features_out_": "count"},
    "IntentClassifier": {**_TEXTS, "threshold_": "number >=0"},
    "KernelELMClassifier": {
        **_CLASSIFIER,
        **_KERNEL,
        "class_prior_": "floats[c]",
        "codes_?": "ints[n] >=0 <c",
    },
    "KernelELMRegressor": {
        **_NUMBERS,
        **_KERNEL,
        "targets_?": "floats[n] | floats[n,c]",
    },
    "LanguageClassifier": _TEXTS,
    "LogMel": {"n_features_out_": "count"},
    "OneClassELM": {
        **_MAPPED,
        "coef_": "floats[h,h]",
        "hidden_mean_": "floats[h]",
        "offset_": "number <=0",
        "alpha_": "number",
    },
    "OnlineELMClassifier": {
        **_CLASSIFIER,
        **_ONLINE,
        "watched_?": "{class_watch}",
        "warm_up_rows_?": "{labelled_rows}",
    },
    "OnlineELMRegressor": {
        **_NUMBERS,
        **_ONLINE,
        "watched_?": "{number_watch}",
        "warm_up_rows_?": "{numbered_rows}",
    },
    "Recommender": {
        "users_": "labels[u]",
        "items_": "labels[i]",
        "user_factors_": "floats[u,f+]",
        "item_factors_": "floats[i,f]",
        "user_codes_": "ints[n] >=0 <u",
        "item_codes_": "ints[n] >=0 <i",
        "ratings_": "floats[n]",
        "mean_": "number >=-1e100 <=1e100",
        "scale_": "number >0 <=1e100",
        "low_": "number >=-1e100 <=1e100",
        "high_": "number >=-1e100 <=1e100",
        "n_samples_seen_": "count",
    },
    "Reranker": {
        "rows_seen_": "floats[n,*]",
        "opened_": "any",
        "model_": "null | model ELMRegressor",
    },
    "SearchIndex": {
        "ids_": "list[n] text",
        "texts_": "list[n] text",
        "metadata_": "list[n] any",
        "vectors_": "null | {vectors}",
        "reranker_": "null | estimator Reranker",
    },
    "SemiSupervisedELMClassifier": {
        **_CLASSIFIER,
        **_MAPPED,
        **_SCORED,
        "intercept_": "floats[c]",
        "coef_": "floats[h,c]",
        "alpha_": "number >=0",
        "smoothness_": "number",
    },
    "StackingELMClassifier": {**_CLASSIFIER, **_STACKING},
    "StackingELMRegressor": {**_NUMBERS, **_STACKING},
    "TableClassifier": {
        **_CLASSES,
        **_TABLE,
        "model_": _CLASSIFIES,
    },
    "TableEncoder": {"columns_": "list[k+] dict", "ignored_": "list[*] text"},
    "TableRegressor": {
        **_TABLE,
        "model_": _REGRESSES,
        **_IN_RANGE,
    },
    "TextClassifier": _TEXTS,
    "TextVectorizer": {
        "vocabulary_": "list[*] text",
        "document_frequency_": "ints[v]",
        "idf_": "floats[v] >0 <=1e100",
        "n_documents_": "count",
        "weighed_documents_": "count",
    },
    "VoiceCommands": {
        **_CLASSIFIER,
        "model_": "model KernelELMClassifier",
        "pictures_": "bytes[n+,280] | bytes[n+,320]",
        "groups_": "ints[n]",
        "seed_": "seed",
        "loo_score_": "number >=0 <=1",
        "n_samples_seen_": "whole >=1 <=2147483648",
    },
    "VotingELMClassifier": {**_CLASSES, **_VOTING},
    "VotingELMRegressor": {**_NDIM, **_VOTING},
}
