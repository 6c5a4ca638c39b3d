"""Training on a file: which column is learnt, from which, and what was guessed about them."""

from __future__ import annotations

import argparse
import json
import sys
import warnings
from collections import Counter
from typing import Any

from elm_core.cli import files
from elm_core.cli.columns import (
    About,
    inspected,
    kinds_of,
    refusal_of_unread,
    require_column,
    target_of,
    unread_line,
)
from elm_core.cli.printing import one_line
from elm_core.cli.samples import looks_like_texts, texts_of_one
from elm_core.exceptions import InvalidInput, UnreadableCells
from elm_core.tables.columns import as_column
from elm_core.tables.target import Targets, targets_of
from elm_core.tasks.table import TableClassifier, TableRegressor
from elm_core.tasks.text_classifier import TextClassifier

MODELS = ("auto", "table", "classifier", "regressor", "text")


def trained(args: argparse.Namespace) -> tuple[Any, Any, dict[str, Any]]:
    """Return a model of a file, the samples it learnt from, and what belongs into its file."""
    table = files.read_table(args)
    kinds = kinds_of(args, table)
    about = inspected(args, table, kinds)
    target = args.target if args.target is not None else target_of(about, table)
    if target is None:
        raise InvalidInput(f"{args.data}: no column looks like a target: name one with --target")
    require_column(args, table, target)
    if args.target is None:
        _say(args, f"the target is taken to be {target!r}; --target names another one")
    inputs = [c for c in about if c["name"] != target and c["kind"] != "ignored"]
    if not inputs:
        raise InvalidInput(f"{args.data}: no column is left to learn {target!r} from")
    of_target = next(c for c in about if c["name"] == target)
    columns = {c["name"]: table.columns[c["name"]] for c in inputs}
    made = _model_class(args.model, columns, inputs, of_target)
    task = "regression" if made is TableRegressor else "classification"
    with warnings.catch_warnings():  # told below, by the rows of the file
        warnings.simplefilter("ignore", UnreadableCells)
        cells = as_column(target, table.columns[target])
        targets = targets_of(target, cells, task, of_target["reading"])
        _tell(args, inputs, of_target, targets, table.n_rows)
        kept = {n: [cells[row] for row in targets.rows] for n, cells in columns.items()}
        metadata: dict[str, Any] = {"target": target}
        X: Any = kept
        params: dict[str, Any] = {"random_state": 0}
        if made is TextClassifier:
            X = texts_of_one(kept)
            metadata["text_column"] = next(iter(kept))
        else:
            params["kinds"] = {c["name"]: _given_back(c, kinds) for c in inputs}
        model = made().set_params(**params | dict(map(_parameter, args.param)))
        model.fit(X, targets.y)
    return model, X, metadata


def _model_class(
    name: str, columns: dict[str, list[str]], inputs: list[About], target: About
) -> Any:
    if name == "text" or (
        name == "auto"
        and target["target"] != "regression"
        and all(c["kind"] in ("text", "category", "identifier") for c in inputs)
        and looks_like_texts(columns)  # 12 kg and 3 Mar 2024 have blanks, too
    ):
        return TextClassifier
    if name in ("auto", "table"):
        name = "regressor" if target["target"] == "regression" else "classifier"
    return TableRegressor if name == "regressor" else TableClassifier


def _given_back(column: About, kinds: dict[str, Any]) -> dict[str, Any]:
    """The reading of a column; whether few whole numbers are codes is left to the model."""
    reading = dict(column["reading"])
    said = kinds.get(column["name"], {})
    is_open = any(hint["code"] == "codes" for hint in column["hints"])
    if is_open and not isinstance(said, str) and "kind" not in said:
        del reading["kind"]
    return reading


def _tell(
    args: argparse.Namespace, inputs: list[About], target: About, targets: Targets, n_rows: int
) -> None:
    """Say what was left out or guessed; with ``--strict`` refuse what cannot be read."""
    unread = [line for line in map(unread_line, inputs) if line]
    left = n_rows - len(targets.rows)
    refused = [*unread, *filter(None, [unread_line(target)])]
    if args.strict and refused:
        raise InvalidInput(refusal_of_unread(args, refused[0]))
    for line in unread:
        _say(args, line)
    if left:
        rows = "1 row has" if left == 1 else f"{left} rows have"
        _say(args, f"{rows} no {target['name']!r} and {'is' if left == 1 else 'are'} left out")
    out = [c for c in inputs if not c["used"]]
    for column in out:
        _say(args, f"column {column['name']!r} is left out: {column['why']}")
    if targets.y.dtype.kind == "U":
        single = [label for label, n in Counter(targets.y.tolist()).items() if n == 1]
        if single:
            shown = ", ".join(map(repr, single[:5]))
            _say(args, f"{shown}: only one row of it, too few to learn a class from")
    for hint in target["hints"]:
        if hint["code"] in ("label", "spellings"):
            change = json.dumps(hint["change"])
            _say(args, f"{target['name']!r}: {hint['text']} (--kind '{target['name']}={change}')")


def _say(args: argparse.Namespace, text: str) -> None:
    print(f"elm_core: {one_line(args.data, 100)}: {one_line(text)}", file=sys.stderr)


def _parameter(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise InvalidInput(f"--param {text}: expected NAME=VALUE")
    try:
        return name, json.loads(value)
    except (ValueError, RecursionError):
        return name, value  # a word, such as loo
