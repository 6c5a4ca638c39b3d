"""JSON → model. Whatever is not sound is a ModelFormatError, and costs no more than it may."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from elm_core import memory
from elm_core.base import Estimator
from elm_core.encoding import decode_array
from elm_core.exceptions import MemoryBudgetError, ModelFormatError, short
from elm_core.maths.arrays import Work, finish, within
from elm_core.persistence.checking import check_learned
from elm_core.persistence.classes import known_classes
from elm_core.persistence.json_text import ascii_text, digest, parse
from elm_core.persistence.writing import FORMAT, VERSION

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


def loads(text: str, *, max_bytes: float | None = None) -> Any:
    """Return the model that `dumps` wrote.

    Parameters
    ----------
    text : str
    max_bytes : float or None, default None
        What the model may take beyond what its text spells out: a file holds the seed of a
        hidden layer, which may stand for far more numbers than there are characters in it. None:
        60 MB and 16 bytes for each character.

    Raises
    ------
    ModelFormatError
        For anything that is not a sound model file of a version and class known here.
    CostlyModelError
        A ModelFormatError, for a file that takes more than `max_bytes`: it says how much.
    MemoryBudgetError
        For one that takes more than any work may.
    """
    return loads_with_metadata(text, max_bytes=max_bytes)[0]


def loads_with_metadata(text: str, *, max_bytes: float | None = None) -> tuple[Any, dict[str, Any]]:
    """Return the model and the metadata of a file's text; see `loads`."""
    return finish(loads_steps(text, max_bytes=max_bytes))


def loads_steps(text: str, *, max_bytes: float | None = None) -> Work[tuple[Any, dict[str, Any]]]:
    """Do what `loads_with_metadata` does, yielding the share done.

    The file has been checked, as a whole, when the first share comes: the rest is drawing layers.
    """
    under_way = memory.Loading(len(text) if isinstance(text, str) else 0, max_bytes)
    models: list[Estimator] = []
    with memory.loading(under_way):
        body, metadata = _opened(text)
        try:
            model = _decode_model(body, models)
        except (ModelFormatError, MemoryBudgetError):
            raise
        except _UNSOUND as error:
            raise ModelFormatError(f"the file holds no usable model: {error}") from error
        under_way.require()
    del body  # it holds the texts that arrays were made of
    for number, part in enumerate(models):
        yield from _drawn(part, number / len(models), (number + 1) / len(models))
    return model, metadata


def load(path: str | Path, *, max_bytes: float | None = None) -> Any:
    """Read a model from a file; see `loads`."""
    try:
        text = ascii_text(Path(path).read_bytes())
    except UnicodeDecodeError as error:
        raise ModelFormatError(f"a model file is text in UTF-8: {error}") from None
    return loads(text, max_bytes=max_bytes)


def _opened(text: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what a file says of its model, and its metadata."""
    body = parse(text)
    if body.pop("format", None) != FORMAT:
        raise ModelFormatError(f"not a model file: its format is not {FORMAT!r}")
    version = body.get("version")
    if type(version) is not int or version != VERSION:
        raise ModelFormatError(
            f"model file of version {short(version)}, this toolkit reads {VERSION}"
        )
    claimed = body.pop("sha256", None)
    try:
        found = digest(body | {"format": FORMAT})
    except ValueError:
        raise ModelFormatError("a number lies beyond what 64 bits can hold") from None
    if claimed != found:
        raise ModelFormatError("the file is damaged: its sha256 does not match its contents")
    metadata = body.pop("metadata", None)
    if not isinstance(metadata, dict):
        raise ModelFormatError(f"metadata must be an object, got {short(metadata)}")
    del body["version"]
    return body, metadata


def _drawn(model: Estimator, start: float, end: float) -> Iterator[float]:
    try:
        yield from within(model._rebuild_steps(), start, end)
    except ModelFormatError:
        raise
    except _UNSOUND as error:
        raise ModelFormatError(f"the file holds no usable model: {error}") from error


def _decode_model(body: Any, models: list[Estimator]) -> Estimator:
    """Return a model that has been checked; it and those in it, which come first, go to `models`.

    Their layers are to be drawn yet.
    """
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
    model = cls(**{k: _decode(v, models) for k, v in params.items()})
    state = {k: _decode(v, models) for k, v in learned.items()}
    if state:
        check_learned(model, state)
        model._become(**state)
        model._check_learned()
        model._rebuild()
        models.append(model)
    return model


def _decode(value: Any, models: list[Estimator]) -> Any:
    if isinstance(value, list):
        return [_decode(v, models) for v in value]
    if not isinstance(value, dict):
        return value
    if len(value) != 1:
        raise ModelFormatError("a stored value has exactly one kind")
    kind, inner = next(iter(value.items()))
    if kind == "model":
        return _decode_model(inner, models)
    decoder = _DECODERS.get(kind)
    if decoder is None:
        raise ModelFormatError(f"unknown kind of value {short(kind)}")
    return decoder(inner, models)


def _decode_array(inner: Any, _: list[Estimator]) -> Any:
    return decode_array(inner)


def _decode_dict(inner: Any, models: list[Estimator]) -> dict[str, Any]:
    return {k: _decode(v, models) for k, v in inner.items()}


def _decode_pairs(inner: Any, models: list[Estimator]) -> dict[Any, Any]:
    if not isinstance(inner, list) or not all(
        isinstance(pair, list) and len(pair) == 2 and not isinstance(pair[0], (list, dict))
        for pair in inner
    ):
        raise ModelFormatError("pairs must be lists of a plain key and a value")
    found = {key: _decode(value, models) for key, value in inner}
    if len(found) != len(inner):
        raise ModelFormatError("a key stands twice in pairs")
    return found


_DECODERS: dict[str, Callable[[Any, list[Estimator]], Any]] = {
    "array": _decode_array,
    "dict": _decode_dict,
    "pairs": _decode_pairs,
}
