"""A specification in words, for an error."""

from __future__ import annotations

from elm_core.specs.forms import Form, alternatives, forms
from elm_core.specs.values import Sizes
from elm_core.specs.words import SAID, TYPES

_PLAIN = {
    "null": "None",
    "text": "a text",
    "name": "a text of at least one character",
    "dict": "a dict",
    "function": "a function",
    "generator": "a NumPy random generator",
    "scaling": "a pair (mean, scale), one number a column each",
    "rows": "rows of numbers",
}


def described(spec: str, sizes: Sizes) -> str:
    """Return what follows *must be*.

    Examples
    --------
    >>> described("'lac' | 'aps'", {})
    'one of lac, aps'
    >>> described("null | 'scale' | number >0 <=1e100", {})
    "None, 'scale' or a number > 0 and <= 1e100"
    >>> described("null | whole >=1 <=m", {"m": 40})
    'None or a whole number >= 1 and <= 40'
    """
    parts = [part for text in alternatives(spec) for part in _said(text, sizes)]
    choices = [part[1:-1] for part in parts if part.startswith("'")]
    if len(choices) > 1:
        first = next(i for i, part in enumerate(parts) if part.startswith("'"))
        parts = [part for part in parts if not part.startswith("'")]
        parts.insert(first, f"one of {', '.join(choices)}")
    *others, last = parts
    return f"{', '.join(others)} or {last}" if others else last


def _said(text: str, sizes: Sizes) -> list[str]:
    if text in SAID:
        return [SAID[text]]
    if text in TYPES:
        return [part for inner in alternatives(TYPES[text]) for part in _said(inner, sizes)]
    if text == "flag":
        return ["True", "False"]
    [form] = forms(text)
    return [_of(form, sizes)]


def _of(form: Form, sizes: Sizes) -> str:
    if form.kind in ("number", "whole"):
        return f"a {'whole ' * (form.kind == 'whole')}number{_bounds(form, sizes)}"
    if form.kind == "range":
        return f"two whole numbers (least, most){_bounds(form, sizes)}"
    if form.kind == "list":
        [item] = forms(form.items)
        assert form.shape is not None
        count = form.shape[0] if form.shape[0].isdigit() else ""
        most = form.shape[0].partition(":")[2]
        how = f"{count} " if count else f"a list of {f'1 to {most} ' if most else ''}"
        return how + _of(item, sizes).removeprefix("a ").replace("number", "numbers")
    return _PLAIN.get(form.kind, form.kind)


def _bounds(form: Form, sizes: Sizes) -> str:
    said = [f"{op} {sizes.get(bound, bound)}" for op, bound in form.rules if op != "="]
    return f" {' and '.join(said)}" if said else ""
