"""Whether a value is what a specification says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from math import isfinite
from typing import Any

import numpy as np

from elm_core.specs.forms import Form, forms
from elm_core.specs.records import RECORDS

#: What the letters in shapes stand for, in one model.
Sizes = dict[str, int]

_DTYPES = {
    "floats": (np.dtype("f8"),),
    "floats32": (np.dtype("f4"),),
    "ints": (np.dtype("i4"), np.dtype("i8")),
    "bytes": (np.dtype("u1"),),
}
_MAX = 1e100


def fits(spec: str, value: Any, sizes: Sizes) -> bool:
    """Whether a value is what a specification says; settles sizes that were open."""
    for form in forms(spec):
        found = dict(sizes)
        if _is(form, value, found):
            sizes.update(found)
            return True
    return False


_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    ">=": lambda a, b: a >= b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    "<": lambda a, b: a < b,
    "=": lambda a, b: True,
}


def _is(form: Form, value: Any, sizes: Sizes) -> bool:
    kind = form.kind
    if kind.startswith("'"):
        return isinstance(value, str) and value == kind[1:-1]
    if kind.startswith("{"):
        return _is_record(kind[1:-1], value, sizes)
    if kind in _DTYPES:
        return _is_array(form, value, sizes)
    test = _KINDS[kind]
    return test(form, value, sizes)


def _is_record(name: str, value: Any, sizes: Sizes) -> bool:
    if not isinstance(value, dict) or set(value) != set(RECORDS[name]):
        return False
    return all(fits(spec, value[key], sizes) for key, spec in RECORDS[name].items())


def _is_array(form: Form, value: Any, sizes: Sizes) -> bool:
    return (
        isinstance(value, np.ndarray)
        and value.dtype in _DTYPES[form.kind]
        and _has_shape(form, value.shape, sizes)
        and all(_OPERATORS[op](value, _bound(b, sizes)).all() for op, b in form.rules)
    )


def _has_shape(form: Form, shape: tuple[int, ...], sizes: Sizes) -> bool:
    assert form.shape is not None
    return len(shape) == len(form.shape) and all(
        _has_length(text, n, sizes) for text, n in zip(form.shape, shape, strict=True)
    )


def _has_length(text: str, n: int, sizes: Sizes) -> bool:
    if text == "*":
        return True
    if text.startswith("tri:"):
        side = sizes[text[4:]]
        return n == side * (side + 1) // 2
    if text.isdigit():
        return n == int(text)
    letter, _, most = text.partition(":")
    if most and n > int(most):
        return False
    letter = letter.rstrip("+")
    return (n > 0 or letter == text) and sizes.setdefault(letter, n) == n


def _bound(text: str, sizes: Sizes) -> float:
    return sizes[text] if text.isalpha() else float(text)


def _is_number(form: Form, value: Any, sizes: Sizes) -> bool:
    fine = isinstance(value, (int, float) if form.kind == "number" else int)
    if not fine or isinstance(value, bool):
        return False
    for op, bound in form.rules:
        if op == "=":
            if sizes.setdefault(bound, value) != value:
                return False
        elif not _OPERATORS[op](value, _bound(bound, sizes)):
            return False
    return True


def _is_range(form: Form, value: Any, sizes: Sizes) -> bool:
    return (
        isinstance(value, (list, tuple))
        and len(value) == 2
        and all(_is_number(form, item, sizes) for item in value)
        and bool(value[0] <= value[1])
    )


def _is_labels(form: Form, value: Any, sizes: Sizes) -> bool:
    """Texts, or numbers and truth values: whole ones where all are numbers of one type."""
    if not isinstance(value, np.ndarray) or not _has_shape(form, value.shape, sizes):
        return False
    items = value.tolist()
    texts = [isinstance(item, str) for item in items]
    if any(texts) and not all(texts):
        return False
    if value.dtype.kind == "f" and any(item != int(item) for item in items):
        return False
    in_order = all(a < b for a, b in pairwise(items))
    return form.kind == "values" or (len(items) > 0 and in_order)


def _is_names(form: Form, value: Any, sizes: Sizes) -> bool:
    return (
        isinstance(value, np.ndarray)
        and value.dtype.kind in "UO"
        and _has_shape(form, value.shape, sizes)
        and all(isinstance(item, str) for item in value.tolist())
    )


def _is_list(form: Form, value: Any, sizes: Sizes) -> bool:
    return (
        isinstance(value, (list, tuple))  # a default may be a tuple
        and _has_shape(form, (len(value),), sizes)
        and all(fits(form.items, item, sizes) for item in value)
    )


def _is_model(form: Form, value: Any, sizes: Sizes) -> bool:
    return (
        hasattr(value, "is_fitted")
        and (value.is_fitted or form.kind == "estimator")
        and (not form.words or type(value).__name__ in form.words)
    )


def _is_scaling(form: Form, value: Any, sizes: Sizes) -> bool:
    pair = [_numbers(part) for part in value] if _is_sequence(value) and len(value) == 2 else []
    if len(pair) != 2 or pair[0] is None or pair[1] is None:
        return False
    return len(pair[0]) == len(pair[1]) > 0 and min(pair[1]) > 0


def _is_rows(form: Form, value: Any, sizes: Sizes) -> bool:
    rows = [_numbers(row) for row in value] if _is_sequence(value) else []
    return bool(rows) and all(row and len(row) == len(rows[0] or ()) for row in rows)


def _is_sequence(value: Any) -> bool:
    return isinstance(value, list) or (isinstance(value, np.ndarray) and value.ndim > 0)


def _numbers(value: Any) -> list[float] | None:
    """Return numbers within ±1e100 as a list, and None for anything else."""
    if isinstance(value, np.ndarray) and value.ndim == 1:
        value = value.tolist()
    if not isinstance(value, list):
        return None
    fine = all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in value)
    return value if fine and all(isfinite(v) and abs(v) <= _MAX for v in value) else None


_KINDS: dict[str, Callable[[Form, Any, Sizes], bool]] = {
    "any": lambda form, value, sizes: True,
    "null": lambda form, value, sizes: value is None,
    "flag": lambda form, value, sizes: isinstance(value, int),  # True and False are, too
    "text": lambda form, value, sizes: isinstance(value, str),
    "name": lambda form, value, sizes: isinstance(value, str) and value != "",
    "dict": lambda form, value, sizes: isinstance(value, Mapping),
    "function": lambda form, value, sizes: callable(value),
    "generator": lambda form, value, sizes: isinstance(
        value, (np.random.RandomState, np.random.Generator)
    ),
    "number": _is_number,
    "whole": _is_number,
    "labels": _is_labels,
    "values": _is_labels,
    "names": _is_names,
    "list": _is_list,
    "range": _is_range,
    "model": _is_model,
    "estimator": _is_model,
    "scaling": _is_scaling,
    "rows": _is_rows,
}
