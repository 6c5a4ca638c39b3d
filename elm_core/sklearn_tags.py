"""What estimators say of themselves to scikit-learn, from 1.3 on, which need not be there."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

#: Fields of the tags of scikit-learn 1.6 and newer, for those before.
_USUAL: dict[str, dict[str, Any]] = {
    "TargetTags": {"required": False, "multi_output": False},
    "TransformerTags": {"preserves_dtype": ["float64"]},
    "ClassifierTags": {"multi_class": True},
    "RegressorTags": {},
    "InputTags": {
        "three_d_array": False,
        "sparse": False,
        "string": False,
        "allow_nan": False,
        "pairwise": False,
    },
    "Tags": {"classifier_tags": None, "regressor_tags": None, "transformer_tags": None},
}


def made(name: str, **fields: Any) -> Any:
    """Return tags of the class `name` of scikit-learn, or, before 1.6, something alike."""
    from sklearn import utils

    kind = getattr(utils, name, None)
    return SimpleNamespace(**_USUAL[name] | fields) if kind is None else kind(**fields)


def usual_tags(estimator: Any) -> Any:
    """Return the tags of an estimator of which nothing but its type is known."""
    kind = getattr(estimator, "_estimator_type", None)
    tags = made(
        "Tags",
        estimator_type=kind,
        target_tags=made("TargetTags", required=kind in ("classifier", "regressor")),
        input_tags=made("InputTags", sparse=True),  # the door for input takes them
    )
    if kind == "classifier":
        tags.classifier_tags = made("ClassifierTags")
    if kind == "regressor":
        tags.regressor_tags = made("RegressorTags")
    if hasattr(estimator, "transform"):
        tags.transformer_tags = made("TransformerTags")
    return tags


def tags_of(estimator: Any) -> Any:
    """Return the tags of an estimator, ours or another's, in any version."""
    if hasattr(estimator, "__sklearn_tags__"):
        return estimator.__sklearn_tags__()
    from sklearn.utils._tags import _safe_tags  # before 1.6

    old, tags = _safe_tags(estimator), usual_tags(estimator)
    tags.target_tags.multi_output = old["multioutput"]
    tags.input_tags.allow_nan = old["allow_nan"]
    tags.input_tags.pairwise = old["pairwise"]
    return tags


def as_dict(tags: Any) -> dict[str, Any]:
    """Return tags as scikit-learn before 1.6 asks for them (`_more_tags`)."""
    kinds = {"string": "string", "sparse": "sparse", "three_d_array": "3darray"}
    types = [old for new, old in kinds.items() if getattr(tags.input_tags, new)]
    found = {
        "X_types": [*types, "2darray"],
        "multioutput": tags.target_tags.multi_output,
        "requires_y": tags.target_tags.required,
        "allow_nan": tags.input_tags.allow_nan,
        "pairwise": tags.input_tags.pairwise,
    }
    if tags.transformer_tags is not None:
        found["preserves_dtype"] = tags.transformer_tags.preserves_dtype
    return found
