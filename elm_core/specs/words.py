"""Words that stand for specifications."""

from __future__ import annotations

#: Specifications by name.
Fields = dict[str, str]

TYPES: Fields = {
    "count": "whole >=1",
    "seed": "whole >=0 <=4294967295",
    "alpha": "'loo' | number >=0 <=1e100",
    "activation": "'linear' | 'relu' | 'leaky_relu' | 'tanh' | 'sigmoid' | 'gelu' | 'sine' | 'rbf'",
    "distribution": "'normal' | 'uniform' | 'sparse' | 'orthogonal'",
    "features": "'learned' | 'full' | 'diagonal'",
    "of_cosine": "'rbf' | 'cosine' | 'arc_cosine_0' | 'arc_cosine'",
    "kernel": "'rbf' | 'laplacian' | 'polynomial' | 'linear' | 'cosine' | 'arc_cosine_0' | "
    "'arc_cosine' | 'precomputed'",
    "side": "whole >=1 <=2147483648",
    "height_width": "list[2] side",
    "height_width_channels": "list[3] side",
    "ngrams": "null | range >=1 <=16",
    "class_weight": "null | 'balanced' | dict",
    "random_state": "null | seed | generator",
    "vectors": "null | 'auto'",
    "kinds": "null | dict",
    # what these must do, and how many there must be, is for their owners to say
    "part": "any",
    "parts": "any",
    "shares": "any",
}

#: What people read of words, where that says more than their specification.
SAID: Fields = {
    "height_width": "(height, width)",
    "height_width_channels": "(height, width, channels), whole numbers from 1",
    "class_weight": "None, 'balanced' or a dict of a number for each class",
    "kinds": "None or a dict of column names",
    "{stretch}": "the features of another model",
}
