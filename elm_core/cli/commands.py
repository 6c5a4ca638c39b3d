"""What the commands do."""

from __future__ import annotations

import argparse
import json
import math
import sys
import warnings
from typing import Any

import numpy as np

from elm_core.cli import columns, files
from elm_core.cli.printing import one_line
from elm_core.cli.samples import samples_for, takes_tables
from elm_core.cli.training import trained
from elm_core.cli.writing import write_text
from elm_core.encoding import PRECISIONS
from elm_core.exceptions import (
    CostlyModelError,
    InvalidInput,
    ModelFormatError,
    UnreadableCells,
    not_fitted,
)
from elm_core.persistence import dumps, loads, loads_with_metadata
from elm_core.service.reports import summary

_ROUNDED = {
    "float64": "all bits kept",
    "float32": "matrices rounded to 24 bits, 7 digits",
    "float16": "matrices rounded to 11 bits, 3 digits",
}


def info(args: argparse.Namespace) -> None:
    """Print what a model file holds."""
    text = files.read_text(args.model)
    model, metadata = _loaded(args, text)
    about = summary(model) | {"bytes": len(text.encode("utf-8", "surrogatepass"))}
    about |= {"precision": _precision(json.loads(text)), "metadata": metadata}
    if args.json:
        print(json.dumps(about, ensure_ascii=False, indent=2))
        return
    for name, shown in _lines(about):
        print(f"{name:<12} {one_line(shown)}")


def inspect(args: argparse.Namespace) -> None:
    """Print what a file holds: what its columns are, how they are read, what was guessed."""
    table = files.read_table(args)
    about = columns.inspected(args, table, columns.kinds_of(args, table))
    target = columns.target_of(about, table)
    if args.json:
        body = columns.as_json(args, table, about, target)
        print(json.dumps(body, ensure_ascii=False, indent=2))
        return
    for line in columns.lines_of(table, about, target):
        print(line)
    for line in columns.guesses_of(about):
        print(one_line(line), file=sys.stderr)


def predict(args: argparse.Namespace) -> None:
    """Write the prediction for each row of a file."""
    if args.model == args.data == "-":
        raise InvalidInput("the model and the data cannot both come from standard input")
    model, metadata = _loaded(args, files.read_text(args.model))
    if not hasattr(model, "predict"):
        raise InvalidInput(f"{args.model}: a {type(model).__name__} does not predict")
    if not model.is_fitted:
        raise not_fitted(type(model).__name__)
    if args.proba and not hasattr(model, "predict_proba"):
        raise InvalidInput(f"{args.model}: a {type(model).__name__} has no probabilities")
    tables = takes_tables(model)
    data = files.read_table(args).columns if tables else files.read_samples(args)
    if args.strict:
        warnings.simplefilter("error", UnreadableCells)
    X = samples_for(model, data, metadata)
    try:
        predicted = model.predict(X)
    except UnreadableCells as unread:
        raise InvalidInput(columns.refusal_of_unread(args, str(unread.in_all(1, None)))) from None
    rows = _rows(np.asarray(predicted))
    if args.proba:
        names = [f"p({label})" for label in model.classes_.tolist()]
        for row, proba in zip(rows, model.predict_proba(X).tolist(), strict=True):
            row |= dict(zip(names, proba, strict=True))
    as_json = args.out.lower().endswith(".json")
    text = files.as_json(rows) if as_json else files.as_csv(rows, formulas=args.formulas)
    write_text(args.out, text)


def train(args: argparse.Namespace) -> None:
    """Train a model on a file and write it."""
    model, X, metadata = trained(args)
    if args.precision != "float64":
        metadata["rounding"] = _rounding(model, args.precision, X)
    write_text(args.out, dumps(model, metadata=metadata, precision=args.precision) + "\n")
    for name, shown in _lines(summary(model) | {"metadata": metadata}):
        print(f"{name:<12} {one_line(shown)}", file=sys.stderr)


def _loaded(args: argparse.Namespace, text: str) -> tuple[Any, dict[str, Any]]:
    try:
        return loads_with_metadata(text, max_bytes=args.max_bytes)
    except CostlyModelError as error:
        said = str(error).replace("max_bytes=", "--max-bytes ")
        raise ModelFormatError(f"{args.model}: {said}") from None
    except ModelFormatError as error:
        raise ModelFormatError(f"{args.model}: {error}") from None


def _rows(predictions: Any) -> list[dict[str, Any]]:
    if predictions.ndim == 1:
        return [{"prediction": value} for value in predictions.tolist()]
    flat = predictions.reshape(len(predictions), -1).tolist()
    return [{f"prediction {i}": value for i, value in enumerate(row)} for row in flat]


def _rounding(model: Any, precision: str, X: Any) -> dict[str, Any]:
    """What rounding does to the predictions for the training rows."""
    rounded = loads(dumps(model, precision=precision), max_bytes=math.inf)
    before, after = model.predict(X), rounded.predict(X)
    about: dict[str, Any] = {"rows": len(before)}
    if hasattr(model, "predict_proba"):
        change = np.abs(rounded.predict_proba(X) - model.predict_proba(X)).max()
        about |= {"labels_changed": int((before != after).sum())}
        return about | {"largest_change_of_a_probability": float(change)}
    return about | {"largest_change": float(np.abs(after - before).max())}


def _precision(body: Any) -> str:
    """Return the narrowest type to which an array of a file was rounded."""
    found = {"float64"}
    stack = [body]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            found |= {value["dtype"]} if "as" in value and "dtype" in value else set()
            stack.extend(v for k, v in value.items() if k != "metadata")
        elif isinstance(value, list):
            stack.extend(value)
    return max(found & set(PRECISIONS), key=PRECISIONS.index)


def _lines(about: dict[str, Any]) -> list[tuple[str, str]]:
    """Return names and texts, as a person reads them."""
    lines = [("class", about["class"]), ("kind", about["kind"])]
    if not about["fitted"]:
        lines.append(("trained", "no"))
    if "classes" in about:
        classes = about["classes"]
        lines.append(("classes", f"{len(classes)}: {', '.join(map(str, classes[:20]))}"))
    for name, key in (("samples", "n_samples"), ("features", "n_features")):
        if key in about:
            lines.append((name, str(about[key])))
    if "columns" in about:
        named = ", ".join(f"{c['name']} ({c['kind']})" for c in about["columns"])
        lines.append(("columns", named))
        lines += [("ignored", ", ".join(about["ignored"]))] if about["ignored"] else []
    if "n_hidden" in about:
        lines.append(("hidden units", str(about["n_hidden"])))
    if "loo" in about:
        loo = about["loo"]
        lines.append(("score", f"{loo['metric']} {loo['value']:.4f}, leave-one-out"))
    if "bytes" in about:
        lines.append(("size", f"{about['bytes'] / 1000:.1f} kB"))
        lines.append(("precision", f"{about['precision']}: {_ROUNDED[about['precision']]}"))
    for name, value in about["metadata"].items():
        lines.append((one_line(name, 40), value if isinstance(value, str) else json.dumps(value)))
    return lines
