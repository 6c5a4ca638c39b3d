"""Model ↔ JSON. Data never becomes code: only classes of a literal table are made."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from elm_core import validation
from elm_core.base import Estimator
from elm_core.encoding import PRECISIONS, decode_array, encode_array
from elm_core.exceptions import InvalidInput, ModelFormatError, short

FORMAT = "elm-toolkit-model"
VERSION = 1

_MAX_DEPTH = 32
#: What inconsistent contents raise when a model is put together from them.
_UNSOUND = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OverflowError,
    MemoryError,
)

_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)


def known_classes() -> dict[str, type[Estimator]]:
    """Return the classes that a model file may name."""
    from elm_core.features.audio import LogMel
    from elm_core.features.image import ImageVectorizer
    from elm_core.features.tabular import TableEncoder
    from elm_core.features.text import TextVectorizer
    from elm_core.models.auto import AutoELMClassifier, AutoELMRegressor
    from elm_core.models.autoencoder import ELMAutoencoder
    from elm_core.models.bagging import BaggingELMClassifier, BaggingELMRegressor
    from elm_core.models.chain import Chain
    from elm_core.models.cluster import ELMClusterer
    from elm_core.models.combine import Combine
    from elm_core.models.conformal import ConformalClassifier, ConformalRegressor
    from elm_core.models.conv import ConvELMClassifier
    from elm_core.models.deep import DeepELMClassifier, DeepELMRegressor
    from elm_core.models.elm import ELMClassifier, ELMRegressor
    from elm_core.models.frozen import Frozen
    from elm_core.models.kernel import KernelELMClassifier, KernelELMRegressor
    from elm_core.models.one_class import OneClassELM
    from elm_core.models.online import OnlineELMClassifier, OnlineELMRegressor
    from elm_core.models.semi_supervised import SemiSupervisedELMClassifier
    from elm_core.models.stacking import StackingELMClassifier, StackingELMRegressor
    from elm_core.models.voting import VotingELMClassifier, VotingELMRegressor
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
    >>> from elm_core import ELMClassifier
    >>> model = ELMClassifier(n_hidden=16, random_state=0).fit([[0.0], [1.0]] * 4, ["a", "b"] * 4)
    >>> loads(dumps(model)).predict([[1.0]]).tolist()
    ['b']
    """
    validation.check_choice("precision", precision, PRECISIONS)
    choices = _Choices(statistics, precision)
    body = {"format": FORMAT, "version": VERSION, **_encode_model(model, choices)}
    body["metadata"] = metadata or {}
    try:
        body["sha256"] = _digest(body)
    except (TypeError, ValueError) as error:
        raise InvalidInput(f"metadata must be plain JSON: {error}", parameter="metadata") from None
    text = json.dumps(body, ensure_ascii=False, allow_nan=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # lone surrogates: no file can hold them but as escapes
        text = json.dumps(body, allow_nan=False)
    return text


def loads(text: str) -> Any:
    """Return the model that `dumps` wrote.

    Raises
    ------
    ModelFormatError
        For anything that is not a sound model file of a version and class known here.
    """
    return loads_with_metadata(text)[0]


def loads_with_metadata(text: str) -> tuple[Any, dict[str, Any]]:
    """Return the model and the metadata of a file's text."""
    body = _parse(text)
    if body.get("format") != FORMAT:
        raise ModelFormatError(f"not a model file: format is {short(body.get('format'))}")
    if type(body.get("version")) is not int or body["version"] != VERSION:
        raise ModelFormatError(
            f"model file of version {short(body.get('version'))}, this toolkit reads {VERSION}"
        )
    claimed = body.pop("sha256", None)
    if claimed != _digest(body):
        raise ModelFormatError("the file is damaged: its sha256 does not match its contents")
    metadata = body.pop("metadata", None)
    if not isinstance(metadata, dict):
        raise ModelFormatError(f"metadata must be an object, got {short(metadata)}")
    try:
        return _decode_model(
            {k: v for k, v in body.items() if k not in ("format", "version")}
        ), metadata
    except ModelFormatError:
        raise
    except _UNSOUND as error:
        raise ModelFormatError(f"the file holds no usable model: {error}") from error


def dump(model: Estimator, path: str | Path, **options: Any) -> None:
    """Write `dumps` of a model to a file."""
    Path(path).write_text(dumps(model, **options), encoding="utf-8")


def load(path: str | Path) -> Any:
    """Read a model from a file; see `loads`."""
    return loads(Path(path).read_text(encoding="utf-8"))


def _parse(text: str) -> dict[str, Any]:
    if not isinstance(text, str):
        raise ModelFormatError(f"a model file is text, got {type(text).__name__}")
    depth = 0
    for token in _TOKENS.finditer(text):
        first = text[token.start()]
        depth += (first in "[{") - (first in "]}")
        if depth > _MAX_DEPTH:  # deeper nesting can overflow the parser's stack in wasm
            raise ModelFormatError(f"nested more than {_MAX_DEPTH} deep")
    try:
        body = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except RecursionError:
        raise ModelFormatError("nested too deep") from None
    except ValueError as error:
        raise ModelFormatError(f"not JSON: {error}") from None
    if not isinstance(body, dict):
        raise ModelFormatError(f"a model file holds an object, got {short(body)}")
    return body


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ModelFormatError("a key stands twice in an object")
    return found


def _no_constant(name: str) -> None:
    raise ModelFormatError(f"{name} is not a number that JSON knows")


def _digest(body: dict[str, Any]) -> str:
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


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


def _decode_model(body: Any) -> Estimator:
    if not isinstance(body, dict) or set(body) != {"class", "params", "learned"}:
        raise ModelFormatError("a model needs exactly class, params and learned")
    cls = known_classes().get(body["class"]) if isinstance(body["class"], str) else None
    if cls is None:
        raise ModelFormatError(f"unknown model class {short(body['class'])}")
    params, learned = body["params"], body["learned"]
    if not isinstance(params, dict) or not isinstance(learned, dict):
        raise ModelFormatError("params and learned must be objects")
    unknown = set(params) - set(cls._parameter_names())
    if unknown:
        raise ModelFormatError(f"{cls.__name__} has no parameter {short(sorted(unknown)[0])}")
    model = cls(**{k: _decode(v) for k, v in params.items()})
    state = {k: _decode(v) for k, v in learned.items()}
    for name in state:
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*[A-Za-z0-9]_", name) or hasattr(cls, name):
            raise ModelFormatError(f"{cls.__name__} learns nothing called {short(name)}")
    if state:
        model._become(**state)
        model._check_learned()
        model._rebuild()
    return model


def _decode(value: Any) -> Any:
    if isinstance(value, list):
        return [_decode(v) for v in value]
    if not isinstance(value, dict):
        return value
    if len(value) != 1:
        raise ModelFormatError("a stored value has exactly one kind")
    kind, inner = next(iter(value.items()))
    decoder = _DECODERS.get(kind)
    if decoder is None:
        raise ModelFormatError(f"unknown kind of value {short(kind)}")
    return decoder(inner)


def _decode_dict(inner: Any) -> dict[str, Any]:
    return {k: _decode(v) for k, v in inner.items()}


def _decode_pairs(inner: Any) -> dict[Any, Any]:
    return {_decode(k): _decode(v) for k, v in inner}


_DECODERS: dict[str, Callable[[Any], Any]] = {
    "array": decode_array,
    "dict": _decode_dict,
    "pairs": _decode_pairs,
    "model": _decode_model,
}
