"""Parts of models that files hold as dicts, by name: ``{layer}`` in a specification."""

from __future__ import annotations

from elm_core.specs.words import Fields

_LAYER = {"hidden": "distribution", "bias_scale": "number >=0 <=1e6"}
_MOMENTS = {
    "weight": "number >0",
    "target_sum": "floats[c]",
    "target_square": "floats[c]",
}

_HIDDEN_MOMENTS = {
    **_MOMENTS,
    "hidden_sum": "floats[w]",
    "gram": "floats[w,w]",
    "cross": "floats[w,c]",
}

RECORDS: dict[str, Fields] = {
    "layer": {
        "n_hidden": "whole >=1 =h",
        "activation": "activation",
        "weight_scale": "number >0 <=1e6",
        **_LAYER,
    },
    "map_layer": {
        "n_hidden": "whole >=2 =h",
        "activation": "activation",
        "weight_scale": "number >=0 <=1e6",
        **_LAYER,
    },
    "moments": _HIDDEN_MOMENTS,
    "single_moments": {**_HIDDEN_MOMENTS, "noise": "number >0"},
    "stretch": {"kind": "features", "stretch": "floats[*]"},
    "landmark_moments": {
        **_MOMENTS,
        "hidden_sum": "floats[r]",
        "gram": "floats[r,r]",
        "cross": "floats[r,c]",
    },
    "packed": {
        **_MOMENTS,
        "hidden_sum": "floats[h]",
        "gram": "floats[tri:h]",
        "cross": "floats[h,c]",
        "inverse": "floats[tri:h]",
        "coef": "floats[h,c]",
        "age": "whole >=0",
        "steps": "whole >=0 <=4096",
    },
    "drift": {
        "level": "text",
        "warnings": "whole >=0",
        "error": "null | number",
        "rows": "whole >=0",
    },
    "detector": {
        "rows": "whole >=0",
        "total": "number >=0",
        "best_rows": "whole >=0",
        "best_total": "number >=0",
        "level": "text",
        "warnings": "whole >=0",
        "drifts": "whole >=0",
    },
    "calibrator": {
        "scores": "floats[512,c]",
        "codes": "ints[512] >=0 <c",
        "filled": "whole >=0 <=512",
        "place": "whole >=0 <512",
        "since": "whole >=0",
        "factor": "number >=0",
    },
    "class_watch": {
        "detector": "{detector}",
        "rows": "whole >=0",
        "error": "number >=0",
        "calibrator": "{calibrator}",
    },
    "number_watch": {
        "detector": "{detector}",
        "rows": "whole >=0",
        "error": "number >=0",
        "spread": "number >=0",
        "typical": "number >=0",
    },
    "labelled_rows": {
        "x": "floats[m+,d] >=-1e100 <=1e100",
        "targets": "values[m]",
        "weights": "floats[m] >=1e-50 <=1e50",
    },
    "numbered_rows": {
        "x": "floats[m+,d] >=-1e100 <=1e100",
        "targets": "floats[m] >=-1e100 <=1e100 | floats[m,c] >=-1e100 <=1e100",
        "weights": "floats[m] >=1e-50 <=1e50",
    },
    "autoencoder_layer": {
        "n_hidden": "whole >=1 =h",
        "activation": "activation",
        "bias_scale": "number >=0 <=1e6",
    },
    "autoencoder_statistics": {
        "weight": "number >0",
        "gram": "floats[h,h]",
        "cross": "floats[h,d]",
    },
    "encoder": {"offset": "floats[*]", "scale": "floats[*] >0", "beta": "floats[*,*]"},
    "counts": {"indptr": "ints[*] >=0", "indices": "ints[z] >=0", "data": "ints[z] >=1"},
    "vectors": {"package": "text", "version": "text", "sha256": "text"},
}
