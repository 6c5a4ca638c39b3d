"""What model files hold: one table, for Python and for the JavaScript Predictor.

`learned` says it class by class, `parameters` of parameters.

A specification is text, read by `specs`: alternatives with ``|`` between them, each of them one of

==================  ================================================================
``null`` ``flag``   None; true, false or a whole number
``text`` ``'a'``    any text; this one (``name``: any but the empty one)
``number >0 <=1``   a number within bounds
``whole >=1 =d``    a whole number, which `d` then stands for
``floats[n,c] >0``  an array of 64-bit numbers of this shape; `n` is settled by what comes first,
                    ``c+`` is at least 1, ``*`` anything, ``tri:h`` h (h + 1) / 2
``ints`` ``bytes``  arrays of whole numbers, of bytes, of 32-bit numbers
``floats32``
``labels[c]``       an array of texts or of numbers in rising order; ``values``: in any
``names[d]``        an array of texts
``list[n] text``    a list of n values, each of a kind
``scaling``         two lists of numbers, of one length, the second positive
``rows``            numbers in rows
``model A B``       a trained model of these classes, or of any; ``estimator A``: or one that has
                    learnt too little
``{layer}``         a dict with exactly the keys of the record `layer`
``dict`` ``any``    a dict of anything; anything
a word              what `TYPES` says of it
==================  ================================================================

Names that end in ``?`` may be missing. What one part of a model says of another, and a
specification cannot say, is checked by `_check_learned` of its class, and in the Predictor by
the module of its kind. `scripts/predictor_fields.py` makes the Predictor's copy.
"""

from __future__ import annotations

Fields = dict[str, str]

TYPES: Fields = {
    "count": "whole >=1",
    "seed": "whole >=0 <=4294967295",
    "alpha": "'loo' | number >=0 <=1e100",
    "activation": "'linear' | 'relu' | 'leaky_relu' | 'tanh' | 'sigmoid' | 'gelu' | 'sine' | 'rbf'",
    "distribution": "'normal' | 'uniform' | 'sparse' | 'orthogonal'",
    "of_cosine": "'cosine' | 'arc_cosine_0' | 'arc_cosine'",
    "kernel": "'rbf' | 'laplacian' | 'polynomial' | 'linear' | of_cosine | 'precomputed'",
    "side": "whole >=1 <=2147483648",
    "height_width": "list[2] side",
    "height_width_channels": "list[3] side",
    "ngrams": "null | list[2] whole >=1 <=16",
}

_LAYER = {"hidden": "distribution", "bias_scale": "number >=0 <=1e6"}
_MOMENTS = {
    "weight": "number >0",
    "target_sum": "floats[c]",
    "target_square": "floats[c]",
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
    "moments": {
        **_MOMENTS,
        "hidden_sum": "floats[h]",
        "gram": "floats[h,h]",
        "cross": "floats[h,c]",
    },
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
