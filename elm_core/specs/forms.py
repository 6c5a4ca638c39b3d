"""Reading a specification: its alternatives, and what each of them says."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from elm_core.specs.words import TYPES

_FORM = re.compile(r"(?P<kind>'[^']*'|\{\w+\}|\w+)(?:\[(?P<shape>[^\]]*)\])?\s*(?P<rest>.*)")

#: Longer ones first: ``>=`` begins with ``>``.
OPERATORS = (">=", "<=", ">", "<", "=")


class Form(NamedTuple):
    """One alternative of a specification."""

    kind: str
    shape: tuple[str, ...] | None
    rules: tuple[tuple[str, str], ...]
    words: frozenset[str]
    items: str


def alternatives(spec: str) -> list[str]:
    """Return the texts of the alternatives, words as they stand."""
    # what stands before a list is said of each of its items
    head, bar, rest = ("", "", "") if spec.startswith("list") else spec.partition(" | ")
    return [head, *alternatives(rest)] if bar and rest else [spec]


@lru_cache(maxsize=1024)
def forms(spec: str) -> tuple[Form, ...]:
    """Return the alternatives of a specification, those of words in their place."""
    found: list[Form] = []
    for text in alternatives(spec):
        found += forms(TYPES[text]) if text in TYPES else (_form(text),)
    return tuple(found)


def choices(spec: str) -> list[str]:
    """Return the texts that a specification names: ``'lac' | 'aps'``."""
    return [form.kind[1:-1] for form in forms(spec) if form.kind.startswith("'")]


def _form(text: str) -> Form:
    match = _FORM.fullmatch(text)
    assert match, text
    shape = None if match["shape"] is None else tuple(match["shape"].split(","))
    words = match["rest"].split()
    rules = tuple(
        (op, word[len(op) :])
        for word in words
        for op in (next((op for op in OPERATORS if word.startswith(op)), None),)
        if op
    )
    return Form(match["kind"], shape, rules, frozenset(words), match["rest"])
