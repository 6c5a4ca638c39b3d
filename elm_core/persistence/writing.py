"""Model → JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from elm_core import validation
from elm_core.base import Estimator
from elm_core.encoding import PRECISIONS, encode_array
from elm_core.exceptions import InvalidInput
from elm_core.persistence.classes import known_classes
from elm_core.persistence.json_text import MAX_DEPTH, depth, digest

FORMAT = "elm-toolkit-model"
VERSION = 1


class _Choices(NamedTuple):
    """What the caller of `dumps` wants; `precision` is float64 inside of statistics."""

    statistics: bool | None
    precision: str


def dumps(
    model: Estimator,
    *,
    metadata: dict[str, Any] | None = None,
    statistics: bool | None = None,
    precision: str = "float64",
) -> str:
    """Return a model as JSON text.

    Parameters
    ----------
    model : Estimator
        Fitted or not.
    metadata : dict or None
        Anything JSON can hold: name, description, licence, what it was trained on.
    statistics : bool or None, default None
        Also store what further training needs (`partial_fit`, `merge`); n_hidden² numbers, which
        reveal something of the rows: see docs/federated.md. None: online models alone do.
    precision : {"float64", "float32", "float16"}, default "float64"
        Of the matrices in the file; vectors, seeds and statistics stay as they are. Matrices come
        back as float64, rounded: see docs/model-file.md for what is lost.

    Raises
    ------
    InvalidInput
        If a parameter cannot be stored (a function, say).

    Examples
    --------
    >>> from elm_core import ELMClassifier, loads
    >>> model = ELMClassifier(n_hidden=16, random_state=0).fit([[0.0], [1.0]] * 4, ["a", "b"] * 4)
    >>> loads(dumps(model)).predict([[1.0]]).tolist()
    ['b']
    """
    validation.check_choice("precision", precision, PRECISIONS)
    choices = _Choices(statistics, precision)
    body = {"format": FORMAT, "version": VERSION, **_encode_model(model, choices)}
    body["metadata"] = _plain(metadata or {})
    body["sha256"] = digest(body)
    text = json.dumps(body, ensure_ascii=False, allow_nan=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # lone surrogates: no file can hold them but as escapes
        text = json.dumps(body, allow_nan=False)
    return text


def _plain(metadata: dict[str, Any]) -> Any:
    """Return metadata as a reader will have them: as JSON, with texts for keys."""
    try:
        plain = json.loads(json.dumps(metadata, allow_nan=False))
    except (TypeError, ValueError, RecursionError) as error:
        raise InvalidInput(f"metadata must be plain JSON: {error}", parameter="metadata") from None
    if not isinstance(plain, dict) or depth(plain) >= MAX_DEPTH:  # within one more object
        raise InvalidInput(
            f"metadata must be a dict, nested less than {MAX_DEPTH} deep", parameter="metadata"
        )
    return plain


def dump(model: Estimator, path: str | Path, **options: Any) -> None:
    """Write `dumps` of a model to a file."""
    Path(path).write_text(dumps(model, **options), encoding="utf-8")


def _encode_model(model: Estimator, choices: _Choices) -> dict[str, Any]:
    if type(model).__name__ not in known_classes():
        raise InvalidInput(
            f"models of class {type(model).__name__} cannot be stored", parameter="model"
        )
    wanted = choices.statistics
    exact = choices._replace(precision="float64")
    params = model.get_params(deep=False)
    learned = {k: v for k, v in model.learned().items() if k not in model._rebuilt}
    statistics: dict[str, Any] = {}
    if model.is_fitted and (model._stores_statistics if wanted is None else wanted):
        statistics = model._statistics_for_file()
    encoded = {k: _encode(v, k, choices) for k, v in learned.items() if k not in statistics}
    encoded |= {k: _encode(v, k, exact) for k, v in statistics.items()}
    return {
        "class": type(model).__name__,
        "params": {k: _encode(v, k, choices) for k, v in params.items()},
        "learned": encoded,
    }


def _encode(value: Any, name: str, choices: _Choices) -> Any:
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        if not np.isfinite(value):
            raise InvalidInput(f"{name} is {value}, which a model file cannot hold", parameter=name)
        return value
    if isinstance(value, np.ndarray):
        return {"array": encode_array(value, name, choices.precision)}
    if isinstance(value, (list, tuple)):
        return [_encode(v, name, choices) for v in value]
    if isinstance(value, dict):
        if not all(isinstance(k, str) for k in value):
            pairs = [
                [_encode(k, name, choices), _encode(v, name, choices)] for k, v in value.items()
            ]
            return {"pairs": pairs}
        return {"dict": {k: _encode(v, name, choices) for k, v in value.items()}}
    if isinstance(value, Estimator):
        return {"model": _encode_model(value, choices)}
    raise InvalidInput(
        f"{name} is a {type(value).__name__}, which a model file cannot hold: "
        "use one of the named choices instead of a function or an object",
        parameter=name,
    )
