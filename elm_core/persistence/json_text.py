"""The JSON of model files: parsed within bounds, and the digest of what it says."""

from __future__ import annotations

import codecs
import hashlib
import json
import re
from typing import Any

from elm_core import memory
from elm_core.exceptions import ModelFormatError, short

MAX_DEPTH = 32

#: The next brackets outside strings. Nothing is kept for what is passed over, and every character
#: is passed over once: a string that does not end goes to the end of the text.
_TO_BRACKET = re.compile(
    r'(?:[^"\[\]{}]++|"(?:[^"\\]++|\\.)*+(?:"|\Z))*+([\[{]++|[\]}]++|\Z)', re.DOTALL
)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
#: Bytes that CPython takes for a value, and for the list or object around values, at the most.
VALUE, CONTAINER = 64, 128

#: Characters, and values of a list, that are hashed at a time.
_PIECE, _VALUES = 2**16, 2**10


def parse(text: str) -> dict[str, Any]:
    """Return the object that a text spells.

    Beside the text this takes a copy of its strings: many small values, which take more, count as
    what loading takes.

    Raises
    ------
    ModelFormatError
        For anything but one JSON object, nested no deeper than `MAX_DEPTH`, no key of which
        stands twice.
    """
    if not isinstance(text, str):
        raise ModelFormatError(
            f"a model file is text, got {type(text).__name__}: give the text, as dumps or "
            "model.save() wrote it, not JSON.parse of it"
        )
    containers = text.count("[") + text.count("{")
    memory.for_loading(VALUE * text.count(",") + CONTAINER * containers, at_once=True)
    depth = 0
    for token in _TO_BRACKET.finditer(text):
        brackets = token[1]
        depth += len(brackets) if brackets[:1] in ("[", "{") else -len(brackets)
        if depth > MAX_DEPTH:  # deeper nesting can overflow the parser's stack in wasm
            raise ModelFormatError(f"nested more than {MAX_DEPTH} deep")
    try:
        body = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except RecursionError:
        raise ModelFormatError("nested too deep") from None
    except ValueError as error:
        if isinstance(error, ModelFormatError):
            raise
        raise ModelFormatError(f"not JSON: {error}") from None
    if not isinstance(body, dict):
        raise ModelFormatError(f"a model file holds an object, got {short(body)}")
    return body


def ascii_text(data: bytes) -> str:
    """Return JSON in UTF-8 as text in which other letters are written as escapes.

    One letter beyond ASCII, as it stands, would make every character of the text take up to four
    bytes.

    Raises
    ------
    UnicodeDecodeError
        If the bytes are not UTF-8.
    """
    if data.isascii():
        return data.decode("ascii")
    decode = codecs.getincrementaldecoder("utf-8")().decode
    parts = (
        decode(data[i : i + _PIECE], i + _PIECE >= len(data)) for i in range(0, len(data), _PIECE)
    )
    return "".join([_BEYOND_ASCII.sub(_escaped, part) for part in parts])


def _escaped(letters: re.Match[str]) -> str:
    return json.dumps(letters[0])[1:-1]


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ModelFormatError("a key stands twice in an object")
    return found


def _no_constant(name: str) -> None:
    raise ModelFormatError(f"{name} is not a number that JSON knows")


def depth(value: Any) -> int:
    """Return how deep lists and objects of JSON data are nested, up to a little over the most."""
    found, level = 0, [value]
    while level and found <= MAX_DEPTH:
        inner = [
            v.values() if isinstance(v, dict) else v for v in level if isinstance(v, (dict, list))
        ]
        found += bool(inner)
        level = [part for parts in inner for part in parts]
    return found


def digest(body: dict[str, Any]) -> str:
    """Return the SHA-256 of JSON data as text with sorted keys, no spaces and ASCII only.

    Raises
    ------
    ValueError
        If a number is infinite or not a number.
    """
    found = hashlib.sha256()
    _feed(found, body)
    return found.hexdigest()


def _feed(found: Any, value: Any) -> None:
    """Hash a value without ever holding all of its text."""
    if isinstance(value, str):
        found.update(b'"')
        for start in range(0, len(value), _PIECE):
            found.update(_canonical(value[start : start + _PIECE])[1:-1])
        found.update(b'"')
    elif isinstance(value, dict) and value:
        for number, key in enumerate(sorted(value)):
            found.update((b"," if number else b"{") + _canonical(key) + b":")
            _feed(found, value[key])
        found.update(b"}")
    elif isinstance(value, list) and value:
        for start in range(0, len(value), _VALUES):
            part = value[start : start + _VALUES]
            found.update(b"," if start else b"[")
            _feed_some(found, part)
        found.update(b"]")
    else:
        found.update(_canonical(value))


def _feed_some(found: Any, values: list[Any]) -> None:
    length = 0
    for value in values:
        length += len(value) if isinstance(value, str) else 0
        if isinstance(value, (dict, list)) or length > _PIECE:
            break
    else:
        found.update(_canonical(values)[1:-1])
        return
    for number, value in enumerate(values):
        found.update(b"," if number else b"")
        _feed(found, value)


def _canonical(value: Any) -> bytes:
    return json.dumps(value, allow_nan=False, separators=(",", ":")).encode("ascii")
