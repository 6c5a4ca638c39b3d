"""JSON, or JSON lines, as Python's own lists and dicts."""

from __future__ import annotations

import json
from typing import Any

from elm_core.exceptions import InvalidInput
from elm_core.files.lines import lines_of


def is_json(text: str, name: str) -> bool:
    """Whether a text is JSON or JSON lines, by its first sign; a name of delimited text decides."""
    start = text.lstrip()[:1]
    if name.lower().endswith((".json", ".jsonl", ".ndjson")):
        return True
    if start not in ("[", "{"):
        return False
    if not name.lower().endswith((".csv", ".tsv", ".txt", ".tab", ".dat", ".data")):
        return True
    try:
        parse(text)
    except InvalidInput:
        return False
    return True


def parse(text: str) -> Any:
    """Return what JSON holds; JSON lines become a list.

    Raises
    ------
    InvalidInput
        Naming the line that is none.
    """
    if not text.strip():
        raise InvalidInput("the file is empty")
    try:
        return _loads(text)
    except ValueError as error:
        lines = (line for _, line in lines_of(text) if line.strip())
        first, second = next(lines), next(lines, None)
        if second is None or not _parses(first):
            raise InvalidInput(f"not JSON: {error}") from None
    records = []
    for number, line in lines_of(text):
        if not line.strip():
            continue
        try:
            records.append(_loads(line))
        except ValueError as error:
            raise InvalidInput(f"line {number} is not JSON: {error}") from None
    return records


def _loads(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_no_constant)
    except RecursionError:
        raise ValueError("nested too deep") from None


def _parses(line: str) -> bool:
    try:
        return isinstance(_loads(line), (dict, list))
    except ValueError:
        return False


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number that JSON knows; write null")
